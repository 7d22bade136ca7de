package coach

import (
	"slices"

	"spotter/fitness"
)

// urgency is how soon a red flag needs somebody who can examine the person.
type urgency int

const (
	emergency urgency = iota // call for help now
	clinician                // stop, and be seen before training again
)

// A redFlag is a complaint that is dealt with before any question. It is raised by
// one of signs, together with one of alongside where there are any. Negations are
// not read: taking "no chest pain" for chest pain costs a sentence, the opposite
// mistake may cost a life.
type redFlag struct {
	urgency   urgency
	signs     *phrases
	alongside *phrases
	advice    string
}

const (
	emergencyNumber = "your local emergency number (112, 911 or 999)"
	callNow         = "call " + emergencyNumber + " now, stop all activity and do not drive yourself: "
)

// chestComplaint is shared by the flag that needs help now and the one that needs
// a doctor today; what comes with it decides.
var chestComplaint = patterns(
	"chest … pain*|hurt*|ache*|aching|pressure|tight|tightness|discomfort|heaviness|burns|burning|squeez*|crush*",
	"chest feels|is|felt|so|very heavy",
	"pain*|ache*|pressure|tightness|discomfort|heaviness|burning|squeezing|hurt* … in|on|across|around|under … chest",
	"tight|painful chest", "chestpain*", "angina",
)

// Brown urine is alarming with muscle pain and worth a visit without.
const (
	brownUrine = "brown|cola|coke|tea|red|bloody|blood … urine|pee|piss"
	urineBrown = "urine|pee|piss … brown|cola|coke|tea|red|bloody|blood"
)

// redFlags are kinds A and B of the screening list, the most urgent first; the
// first that matches answers.
var redFlags = slices.Concat(emergencies, pregnancyFlags, complaints)

var emergencies = []redFlag{
	{
		urgency: emergency,
		signs:   chestComplaint,
		alongside: patterns("left|right|my|down|both|and arm|arms", "arm|arms … pain*|numb|numbness|heavy|hurt*|tingl*|ache*", "jaw",
			"breath*", "sweat*", "spread*|radiat*", "crush*", "wont|not|doesnt go|stop|stopping|going", "nausea|nauseous"),
		advice: callNow + "a complaint in the chest that spreads, stays or takes your breath can be a heart attack.",
	},
	{
		urgency:   emergency,
		signs:     patterns("left arm", "arm|arms … pain*|hurt*|tingl*|numb*|ache*|heavy", "shoulder … radiat*|spread*"),
		alongside: patterns("jaw", "breathless*|sweating|sweaty|clammy", "cold sweat", "nausea|nauseous"),
		advice:    callNow + "an arm and the jaw together, or with sweat or nausea, can be a heart attack.",
	},
	{
		urgency: emergency,
		signs:   patterns("having|think|getting … heart attack", "heart attack now|symptom*|sign*", "sign*|symptom* of a heart attack"),
		advice:  callNow + "a heart attack is treated best in its first minutes.",
	},
	{
		urgency: emergency,
		signs: patterns("i|he|she|they|friend|partner|just|someone|somebody|suddenly collapsed", "unconscious", "unresponsive", "not breathing",
			"cant|cannot breathe|breath", "not able|possible to breathe", "unable to breathe", "can not breathe",
			"struggl*|fighting|gasping to|for breathe|breath|air", "seizure*"),
		advice: callNow + "somebody who collapses, has a fit or cannot breathe needs an ambulance.",
	},
	{
		urgency: emergency,
		signs: patterns("sided|sudden|suddenly|onset weak|weakness|numb|numbness",
			"weak|weakness|numb|numbness|paraly* … left|right|one|whole side|arm|leg",
			"left|right|whole|half side|arm|leg|body|face … weak|weakness|numb|numbness|paraly*|droop*|limp",
			"one side|arm … weak|weakness|numb|numbness|paraly*|droop*|limp",
			"face|mouth|smile … droop*|numb|numbness|crooked", "droop*|numb … face|mouth",
			"slur|slurred|slurring … speech|words", "speech … slurred|slurring", "cant|cannot speak",
			"having|think … stroke", "sign*|symptom* of … stroke", "suddenly|sudden … blind|blindness"),
		advice: callNow + "sudden weakness, numbness or trouble speaking can be a stroke, and minutes count.",
	},
	{
		urgency: emergency,
		signs:   patterns("worst|thunderclap … headache", "headache … worst", "sudden|suddenly severe|terrible|extreme|violent headache"),
		advice:  callNow + "the worst headache of your life, or one that strikes at once, can be a bleed in the head.",
	},
	{
		urgency: emergency,
		signs: patterns("numb|numbness … saddle|groin|genital*|crotch|buttocks|legs", "groin|saddle|genital*|crotch|buttocks … numb|numbness",
			"lost|losing|lose|loss|no|cant … control … bladder|bowel|bowels", "lost|losing|cant bladder|bowel control", "cant|cannot pee|urinate"),
		advice: callNow + "numbness between the legs or lost control of bladder or bowel can be a trapped spinal nerve, and hours decide.",
	},
	{
		urgency: emergency,
		signs:   patterns("dark … urine|pee|piss", "urine|pee|piss … dark", brownUrine, urineBrown),
		alongside: patterns("muscle*", "sore*", "pain*", "ache*", "aching", "swollen|swelling", "cramp*", "workout|training|trained|lifting|squats|crossfit|gym|spinning|marathon|exercise|exercising",
			"hurt*", "weak|weakness"),
		advice: callNow + "dark urine with muscle pain can be muscle breaking down (rhabdomyolysis), which harms the kidneys.",
	},
	{
		urgency: emergency,
		signs: patterns("kill myself", "think*|thought* … killing myself", "self harm*", "suicidal", "commit suicide", "end|ending my life",
			"want to die", "wanna die"),
		advice: "call " + emergencyNumber + " or a crisis line now, and stay with someone you trust: you deserve help from a person, today.",
	},
}

var complaints = []redFlag{
	{
		urgency: clinician,
		signs:   chestComplaint,
		advice:  "stop and rest now: if the chest complaint does not pass with rest, call " + emergencyNumber + ". Otherwise see a doctor today, before you train again.",
	},
	{
		urgency: clinician,
		signs: patterns("short|shortness of … breath", "breathless*", "cant|cannot|not catch … breath",
			"trouble|difficulty|difficult|problem|problems … breathing", "hard|difficult to breathe", "wheeze|wheezing|wheezy"),
		advice: "stop exercising and see a doctor today, before you train again: breathlessness that the effort does not explain has to be examined first.",
	},
	{
		urgency: clinician,
		signs: patterns("faint|fainted|fainting|faints", "dizzy", "dizziness", "lightheaded*", "light headed", "passed|passing|pass out",
			"blacked|blacking|black out", "lost|losing|lose consciousness", "vertigo", "collapsed during|after|while|when|at"),
		advice: "stop, lie down, and see a doctor today, before you train again: fainting or dizziness has to be explained first.",
	},
	{
		urgency: clinician,
		signs: patterns("palpitation*", "heart|pulse racing|races|fluttering|flutters|skips|skipping", "heart|pulse is|keeps|was|starts|started|kept racing|fluttering|skipping",
			"racing heart|pulse", "heart|heartbeat|pulse … irregular|irregularly", "irregular … heart|heartbeat|pulse", "skipped|skipping|skips … beat|beats",
			"arrhythmia*", "afib", "atrial fibrillation"),
		advice: "stop exercising and see a doctor this week, before you train again, or today if it happens now: a racing or irregular heartbeat needs a recording.",
	},
	{
		urgency: clinician,
		signs:   patterns("calf|calves … swollen|swelling|swelled|hot|red", "swollen|hot|red … calf|calves", "blood clot*", "thrombosis"),
		advice:  "do not train or massage it, and see a doctor today: a hot or swollen calf can be a clot in the vein.",
	},
	{
		urgency: clinician,
		signs:   patterns(brownUrine, urineBrown),
		advice:  "stop training and see a doctor today: brown or red urine has to be tested first.",
	},
	{
		urgency:   clinician,
		signs:     patterns("kidney|kidneys|renal disease|failure|problem|problems|condition|stones|insufficiency|function", "dialysis", "ckd", "one kidney", "bad kidneys"),
		alongside: patterns("protein", "creatine", "supplement*", "shake*", "whey", "eat", "diet"),
		advice: "with a kidney disease let the doctor who treats you, or a renal dietitian, set your protein before you change it, within the next two weeks: " +
			"the ranges for people who train, 1.4–2.0 g/kg, and creatine are for healthy kidneys only, and even the general allowance of 0.8 g/kg may be too much for you.",
	},
	{
		urgency: clinician,
		signs: patterns("heart disease|condition|failure|problem|problems|defect|attack|murmur|surgery|bypass", "pacemaker", "stent|stents",
			"kidney|kidneys|renal disease|failure|problem|problems", "dialysis", "cardiomyopathy", "had a stroke", "after a|my stroke", "previous|mini stroke",
			"untreated|uncontrolled … diabetes|thyroid|hypertension|pressure"),
		advice: "before your next session see the doctor who treats you, and ask which effort is allowed: your condition decides the limits, not my formulas.",
	},
	{
		urgency: clinician,
		signs:   patterns("broke|broken|fracture*|dislocat*|ruptured|snapped … wrist|arm|leg|ankle|foot|toe|finger|rib|ribs|bone|bones|collarbone|hand|shoulder|hip|knee|back|neck|achilles|tendon", "stress fracture*", "torn|tore acl|meniscus|achilles|tendon|ligament"),
		advice:  "do not load it, and before your next session ask the doctor or physiotherapist who treats it what is allowed; if nobody has looked at it yet, see a doctor today. What is healthy may go on moving without pain.",
	},
	{
		urgency: clinician,
		signs:   patterns("arm|hand|leg|foot|fingers|toes|thigh … numb|numbness|tingling|tingles", "numb|tingling … arm|hand|leg|foot|fingers|toes|thigh", "pins and needles"),
		advice:  "stop what brings it on and see a doctor this week, before you train that part again, or today if strength is gone too: a limb that goes numb can be a nerve under pressure.",
	},
	{
		urgency: clinician,
		signs:   patterns("concussion", "concussed", "head injury"),
		advice:  "do not train, and see a doctor today: after a blow to the head the return to sport goes by steps that somebody has to supervise.",
	},
	{
		urgency: clinician,
		signs:   patterns("recent|recently|had|after|since|following|from|post|my … surgery|operation", "post op", "postoperative", "operated on"),
		advice:  "before your next session ask your surgeon or physiotherapist what is allowed: after an operation they know what has to heal.",
	},
}

// chestLifts are words about training the chest, not about a complaint in it,
// unless "my" or "the" stands before them.
var chestLifts = patterns("chest press|presses|fly|flies|flyes|exercise|exercises|workout|workouts|strap|day|dips")

// triage answers a message that raises a red flag. pregnant is what this chat said
// before. ok is false when no flag is raised.
func triage(p Person, words []string, pregnant bool) (answer Answer, ok bool) {
	words = withoutChestLifts(words)
	if pregnant {
		words = append(slices.Clone(words), "pregnant")
	}
	for _, flag := range redFlags {
		if flag.raisedBy(words) {
			return flag.answer(p), true
		}
	}
	if pressureTooHigh(words) {
		return highPressure.answer(p), true
	}
	return Answer{}, false
}

func (f redFlag) raisedBy(words []string) bool {
	return anyIn(f.signs, words) && (f.alongside == nil || anyIn(f.alongside, words))
}

func (f redFlag) answer(p Person) Answer {
	answer := Answer{Text: addressed(p, f.advice)}
	if f.urgency == clinician {
		answer.Text += " If it gets worse, or comes with chest pressure, trouble breathing or fainting, call " + emergencyNumber + " at once."
		answer.cite(fitness.ScreeningSources()...)
	}
	if p.ageBand() == fitness.Youth {
		answer.Text += " Tell a parent or another adult near you right now."
	}
	return answer
}

func withoutChestLifts(words []string) []string {
	var kept []string
	for i, word := range words {
		owned := i > 0 && slices.Contains([]string{"my", "the", "his", "her"}, words[i-1])
		if !owned && i+1 < len(words) && anyIn(chestLifts, words[i:i+2]) {
			continue
		}
		kept = append(kept, word)
	}
	return kept
}
