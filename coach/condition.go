package coach

import "spotter/fitness"

// condition is a state of health that changes what is advised: kind C of the
// screening list. Each names whom to see.
type condition string

const (
	pregnant       condition = "pregnant"
	hypertension   condition = "hypertension"
	betaBlocker    condition = "beta blocker"
	diabetes       condition = "diabetes"
	asthma         condition = "asthma"
	kidney         condition = "kidney"
	heart          condition = "heart"
	osteoporosis   condition = "osteoporosis"
	eatingDisorder condition = "eating disorder"
)

// signsOf are the words that tell a condition of the one who writes.
var signsOf = []struct {
	condition condition
	signs     *phrases
}{
	{pregnant, patterns("pregnan*", "trimester", "expecting … baby|child|twins")},
	{betaBlocker, patterns("beta blocker*", "betablocker*", "bisoprolol", "metoprolol", "atenolol", "propranolol", "carvedilol", "nebivolol", "heart rate medication|medicine|pills")},
	{hypertension, patterns("high|raised|elevated blood pressure", "hypertension", "hypertensive", "blood pressure … high|drug*|pills|tablets|medication|medicine|over|#mass", "my|have|with … blood pressure")},
	{diabetes, patterns("diabet*", "insulin", "metformin")},
	{asthma, patterns("asthma*", "inhaler*")},
	{kidney, patterns("kidney|kidneys|renal disease|failure|problem|problems|condition|stone|stones|insufficiency", "dialysis", "ckd")},
	{heart, patterns("heart disease|condition|failure|problem|problems|defect|attack", "cardiac", "pacemaker", "stent|stents")},
	{osteoporosis, patterns("osteoporosis", "osteopenia", "brittle bones")},
	{eatingDisorder, patterns("anorexia", "anorexic", "bulimia", "bulimic", "eating disorder*", "binge eating")},
}

// denials are the words that take a condition back.
var denials = patterns("not|never|no|isnt|arent|without … pregnan*|diabet*|asthma*|hypertension|blood|kidney|heart|beta", "no longer", "im not|no")

// aboutSomebodyElse are the words of a question for another person.
var aboutSomebodyElse = patterns("my son|daughter|kid|kids|child|children|wife|husband|mother|mom|mum|father|dad|brother|sister|friend|friends|partner|girlfriend|boyfriend|client|grandma|grandmother|grandfather|grandpa|nephew|niece|colleague",
	"he|she|his|her is|was|has|weighs|lifts|should|can")

// conditionsIn returns the conditions that words tell.
func (r reading) conditionsIn() []condition {
	if r.has(denials) {
		return nil
	}
	var all []condition
	for _, c := range signsOf {
		if r.has(c.signs) {
			all = append(all, c.condition)
		}
	}
	return all
}

// hurting are words that make a joint a painful one.
var hurting = patterns("because of my", "hurt*", "pain*", "ache*", "aching", "pinch*", "click*", "bad", "injur*", "twing*", "sore", "swollen", "arthritis", "sprain*", "twisted",
	"dodgy", "achy", "discomfort", "bother*", "tendin*", "tendonitis", "tennis elbow", "runners knee", "herniat*", "slipped disc", "sciatica", "torn|tore", "surgery", "weak knee|knees|shoulder|ankle|back", "trouble|problem|problems|issue|issues")

// jointsIn returns the joints named beside words of pain.
func (r reading) jointsIn() []fitness.Joint {
	if !r.has(hurting) {
		return nil
	}
	var all []fitness.Joint
	for _, n := range r.names {
		if n.mark == markJoint {
			all = union(all, []fitness.Joint{fitness.Joint(n.value)})
		}
	}
	if r.has(patterns("sciatica", "slipped|herniated disc|disk")) {
		all = union(all, []fitness.Joint{"low-back"})
	}
	if len(all) == 0 {
		return nil
	}
	for _, c := range clausesIn(r.text) {
		for _, f := range c.painFacts() {
			if _, joint := f.joint(); f.Gone {
				all = without(all, []fitness.Joint{joint})
			}
		}
	}
	return all
}

// catalogueConditions returns the reasons to leave out exercises of the catalogue.
func catalogueConditions(conditions []condition, joints []fitness.Joint) []fitness.Condition {
	var all []fitness.Condition
	for _, joint := range joints {
		all = append(all, fitness.Condition(joint))
	}
	for _, c := range conditions {
		switch c {
		case pregnant:
			all = append(all, fitness.Pregnancy)
		case hypertension, betaBlocker, heart:
			all = append(all, fitness.Hypertension)
		case osteoporosis:
			all = append(all, fitness.Osteoporosis)
		}
	}
	return all
}
