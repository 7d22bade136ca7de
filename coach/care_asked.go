package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// careAsked is what somebody asks within a state of health.
type careAsked string

const (
	noCare    careAsked = ""
	stopSigns careAsked = "stop"
	onAPulse  careAsked = "pulse"
	howHard   careAsked = "hard"
	onTheBack careAsked = "back"
	atAMeal   careAsked = "meal"
)

// careWords are the wordings of each; the first that a message holds is taken.
var careWords = choices[careAsked]{
	{patterns("what|which|when|things|anything … stop|quit|halt|worry|worrying|dangerous|warning|alarming|panic", "warning|danger|alarm|bad sign|signs|symptom|symptoms", "sign|signs|symptom|symptoms … stop|watch|look|bad|wrong|trouble", "when … call|ring|see doctor|midwife|gp|hospital|ambulance|nurse", "watch|look|looking out for", "red flags", "how … know|tell … wrong|too much|stop", "should|must|would|could|will|to make|tell … stop"), stopSigns},
	{patterns("#pulse", "heart rate|heartrate", "pulse", "bpm", "hr is|at|of|around|hits|goes", "beats a|per minute"), onAPulse},
	{patterns("lie|lying|lay|laying|flat … back|down|bench|floor", "on her|my|the back", "bench press", "supine", "flat bench"), onTheBack},
	{patterns("how hard|intense|intensely|strenuous|fast|heavy|tough", "effort", "intensity", "how … feel", "borg", "rpe", "breathing|breathless|puffed|sweat|sweating"), howHard},
	{patterns("before|after|with|around|without|since breakfast|lunch|dinner|tea|supper|food|eating|meal|meals|eat|snack|brekkie", "empty stomach|tummy|belly", "fasted|fasting", "what|when … eat", "eat … first|before|after|beforehand|afterwards"), atAMeal},
}

func (r reading) careAsked() careAsked {
	for _, known := range careWords {
		if r.has(known.phrases) {
			return known.value
		}
	}
	return noCare
}

// planAsked asks for a plan or a session in so many words.
var planAsked = patterns("plan|program|programme|routine|schedule|workout|session|timetable|circuit", "exercises|moves", "which|what exercise", "week … look|laid out")

// yieldsToCare reports whether a topic is answered by a state of health for who has it:
// how much and how hard to move, and what to do first.
func (t topic) yieldsToCare() bool {
	switch t {
	case aboutOffTopic, aboutZones, aboutMaximum, aboutHard, aboutGuideline, aboutVolume, aboutFirstStep, aboutPlan, aboutSession, aboutMeals, aboutSenior, aboutEffort,
		aboutToolate, aboutWomen, aboutIllness, aboutPercentLoad, aboutResults, aboutMuscle, aboutHelp,
		"fasted", "medicine", "walking", "learnrun", "breathrun", "easypace", "steps", "againsoon", "enoughalone", "treadmill", "stairs", "eatwell", "fun":
		return true
	default:
		return t.isCare()
	}
}

// caredFor answers by a state of health that was told, in this message or before: for
// somebody else whatever is asked that is not plainly something else, for oneself what
// goes on from an answer of care.
func (d dialogue) caredFor(p Person, r reading, variant int) (Answer, bool) {
	s, w := r.slotsFor(unclear, d.Said.Unit)
	s, w = d.forWhom(r, s, w)
	known := union(d.Said.Conditions, s.Conditions)
	switch {
	case w.isForOther() && s.Their != nil:
		known = s.Their.Conditions
	case w.isForOther() && d.Said.Their != nil:
		known = d.Said.Their.Conditions
	case !d.Topic.isCare():
		return Answer{}, false
	}
	about := careOf(known)
	if about == unclear || r.has(planAsked) {
		return Answer{}, false
	}
	if kind := r.careAsked(); !about.answers(kind) {
		guesses := cared(r.guesses(), p, r)
		on, sure := certain(guesses)
		switch {
		case !w.isForOther() || on.smallTalk():
			return Answer{}, false
		case len(r.jointsIn()) > 0:
			about = aboutPain
		case sure && !on.yieldsToCare() && plainest(guesses).plain >= certainlyNew, !sure && d.editIn(r).asksOfTheAnswer():
			return Answer{}, false
		}
	}
	d.Said, d.Wanted, d.Words, d.Topic = d.Said.with(s), w, wordsKept(r), about
	return d.answered(p, r, variant, 0), true
}

// asksOfTheAnswer reports whether an edit asks something about the answer before.
func (e edit) asksOfTheAnswer() bool {
	return slices.Contains([]edit{forWhy, inUnit, pointed}, e)
}

// ownWords are a message without those of the question that it was read with; see
// dialogue.again.
func (d dialogue) ownWords(r reading) reading {
	if d.Words == "" {
		return r
	}
	return read(strings.TrimSuffix(r.text, ". "+d.Words))
}

// healthTold is the topic of what a message tells of pain, a pulse or a state of health:
// of those it is never said that nothing changes.
func (r reading) healthTold() topic {
	if len(r.jointsIn()) > 0 {
		return aboutPain
	}
	if on, ok := r.toldCondition(); ok {
		return on
	}
	if _, ok := r.quantity(fitness.KindPulse); ok {
		return aboutZones
	}
	return unclear
}

// careOf is the topic of the state of health that decides first.
func careOf(known []condition) topic {
	for _, c := range []condition{pregnant, diabetes, betaBlocker, hypertension, asthma} {
		if slices.Contains(known, c) {
			return conditionTopics[c]
		}
	}
	return unclear
}

// answers reports whether a topic of care has an answer of its own to what is asked.
func (t topic) answers(kind careAsked) bool {
	switch t {
	case aboutPregnancy:
		return kind != noCare && kind != atAMeal
	case aboutDiabetes:
		return kind == atAMeal || kind == stopSigns
	case aboutBloodPressure:
		return kind == stopSigns
	default:
		return false
	}
}

// tooFast is a pulse, in beats a minute, that is more than moderate effort for nearly
// everybody in pregnancy.
const tooFast = 150

// pregnancyOn answers one thing asked in pregnancy (ACOG Committee Opinion 804).
func (c *chat) pregnancyOn(kind careAsked) (Answer, bool) {
	var a Answer
	feel := "12–14 on Borg's scale of 6–20, so that you can " + string(fitness.FeelOf(fitness.Moderate).Speech)
	switch kind {
	case stopSigns:
		a.Text = "stop at once with bleeding, contractions that come regularly or hurt, leaking fluid, dizziness or faintness, a bad headache, breathlessness before the effort begins, chest pain, weak legs or trouble with balance, or a calf that hurts or swells, and call your midwife or doctor the same day; so too if the child moves less than usual. " +
			"With heavy bleeding, chest pain, trouble breathing or fainting call " + emergencyNumber + "."
	case onAPulse:
		lead := "a pulse is no good guide in pregnancy: it rises by itself, and formulas of age do not hold."
		if c.want.Pulse >= tooFast {
			lead = fmt.Sprintf("%d bpm sounds too hard: in pregnancy that is more than moderate effort for nearly everybody. Formulas of age do not hold there, so do not aim at a number.", c.want.Pulse)
		}
		a.Text = lead + " Go by the talk test: " + feel + "; if whole sentences do not come any more, take resistance off or slow down until they do, keep the room cool and drink. Tell your midwife or doctor what you do and how it feels; stop with dizziness, chest pain, bleeding or contractions."
	case onTheBack:
		a.Text = "from the second trimester on do not lie flat on the back for long: the womb then presses on the vein that brings blood back to the heart. Take a raised back rest, sit, stand, kneel or lie on the side instead; light to moderate weights, no held breath. Get up slowly, and if you feel faint or sick lie down on the left side and tell your midwife or doctor."
	case howHard:
		a.Text = "somewhat hard at most: " + feel + ", and not by pulse. With weights end each set with three or more repetitions in reserve and breathe out on the effort. If talking gets difficult, ease off; your midwife or doctor may set another limit."
	default:
		return a, false
	}
	a.Text = addressed(c.Person, a.Text)
	a.cite(acog2020)
	a.cite(fitness.FeelOf(fitness.Moderate).Sources()...)
	return a, true
}

// diabetesOn answers one thing asked with diabetes (Colberg et al. 2016).
func (c *chat) diabetesOn(kind careAsked) (Answer, bool) {
	var a Answer
	switch kind {
	case atAMeal:
		a.Text = "after a meal is better than before: 10–15 min of walking half an hour to an hour and a half after it lowers the sugar of that meal, and a low is less likely. On insulin, or tablets that can cause lows, do not go on an empty stomach: check glucose before and after, below 5.0 mmol/l (90 mg/dl) eat 15–30 g of carbohydrate first, and have fast sugar at hand. " +
			"Insulin taken for that meal works more strongly while you move, so ask your doctor or diabetes nurse before you start about dose and hour, and check once more before bed after an evening walk."
	case stopSigns:
		a.Text = "stop with shaking, cold sweat, sudden hunger, confusion or a pounding heart: that can be a low, so check glucose and take 15–20 g of fast sugar; check again after 15 min. Stop too with chest pain, breathlessness, dizziness or a wound on the foot, and see your doctor before you go on. Do not begin below 5.0 mmol/l (90 mg/dl) without eating, or above 13.9 (250) with ketones. " +
			"Who cannot swallow or does not wake needs an ambulance."
	default:
		return a, false
	}
	a.Text = addressed(c.Person, a.Text)
	a.cite(colberg2016)
	return a, true
}

// pressureOn answers one thing asked with high blood pressure.
func (c *chat) pressureOn(kind careAsked) (Answer, bool) {
	if kind != stopSigns {
		return Answer{}, false
	}
	a := Answer{Text: addressed(c.Person, "stop with pressure or pain in the chest, breathlessness that the effort does not explain, dizziness, a racing or uneven heartbeat, a sudden headache or trouble seeing, and see your doctor before you go on; if it does not pass at rest call "+emergencyNumber+". Do not begin at 180 over 110 or more.")}
	a.cite(pescatello)
	return a, true
}
