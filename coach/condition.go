package coach

import (
	"slices"

	"spotter/fitness"
)

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
	bloodThinner   condition = "blood thinner"
	epilepsy       condition = "epilepsy"
)

// conditions are all of them.
var conditions = []condition{pregnant, hypertension, betaBlocker, diabetes, asthma, kidney, heart, osteoporosis, eatingDisorder, bloodThinner, epilepsy}

type conditionPart struct {
	part      string
	condition condition
}

// conditionParts are the parts of signs/words.txt that tell a condition of the one
// who writes.
var conditionParts = []conditionPart{
	{"pregnant", pregnant},
	{"beta blocker", betaBlocker},
	{"high blood pressure", hypertension},
	{"diabetes", diabetes},
	{"asthma", asthma},
	{"kidney disease", kidney},
	{"heart disease", heart},
	{"osteoporosis", osteoporosis},
	{"eating disorder", eatingDisorder},
	{"blood thinner", bloodThinner},
	{"epilepsy", epilepsy},
}

// aboutSomebodyElse are the words of a question for another person.
var aboutSomebodyElse = patterns("my son|daughter|kid|kids|child|children|wife|husband|mother|mom|mum|father|dad|brother|sister|friend|friends|partner|girlfriend|boyfriend|client|grandma|grandmother|grandfather|grandpa|nephew|niece|colleague",
	"he|she|his|her is|was|has|weighs|lifts|should|can")

// conditionsIn returns the conditions that a message tells: not those that are
// denied, over, or somebody else's.
func (r reading) conditionsIn() []condition {
	var all []condition
	if len(r.words) == 0 {
		return nil
	}
	c := r.complaint()
	for _, told := range conditionParts {
		if c.speaksOf(told.part) {
			all = append(all, told.condition)
		}
	}
	return all
}

// hurting are words that make a joint a painful one.
var hurting = patterns("because of my", "hurt*", "pain*", "ache*", "aching", "pinch*", "click*", "bad", "injur*", "twing*", "sore", "swollen", "arthritis", "sprain*", "twisted",
	"dodgy", "achy", "discomfort", "bother*", "tendin*", "tendonitis", "tennis|golfers|climbers elbow", "runners knee", "bursitis", "fasciitis", "impingement", "frozen shoulder", "rotator cuff", "shin splints", "grump*", "herniat*", "slipped disc", "sciatica", "torn|tore", "surgery", "weak knee|knees|shoulder|ankle|back", "trouble|problem|problems|issue|issues")

var (
	ofTheBack  = patterns("sciatica", "slipped|herniated disc|disk")
	ofTheAnkle = patterns("plantar fasciitis|fascia", "heel spur|spurs|pain")
)

// painfulJoints is jointsIn, worked out.
func (r reading) painfulJoints() []fitness.Joint {
	if !anyIn(hurting, undeniedOf(r.words)) {
		return nil
	}
	var all []fitness.Joint
	for _, n := range r.names {
		if n.mark == markJoint {
			all = union(all, []fitness.Joint{fitness.Joint(n.value)})
		}
	}
	if r.has(ofTheBack) {
		all = union(all, []fitness.Joint{"low-back"})
	}
	if r.has(ofTheAnkle) {
		all = union(all, []fitness.Joint{"ankle"})
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

// undeniedOf leaves out each word that a "no" or "not" stands right before.
func undeniedOf(words []string) []string {
	var kept []string
	for i, word := range words {
		if i == 0 || !slices.Contains(none, words[i-1]) && !slices.Contains(not, words[i-1]) {
			kept = append(kept, word)
		}
	}
	return kept
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

// toldCondition returns the topic that answers a state of health that a message tells.
func (r reading) toldCondition() (topic, bool) {
	for _, c := range r.conditionsIn() {
		if about, ok := conditionTopics[c]; ok {
			return about, true
		}
	}
	return unclear, false
}

var conditionTopics = map[condition]topic{
	pregnant: aboutPregnancy, hypertension: aboutBloodPressure, betaBlocker: aboutBloodPressure, diabetes: aboutDiabetes, asthma: aboutAsthma,
	osteoporosis: aboutSenior, bloodThinner: aboutGuideline, epilepsy: aboutGuideline,
}
