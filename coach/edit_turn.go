package coach

import (
	"fmt"
	"math"
	"slices"

	"spotter/fitness"
)

// mostTurning is how many words a message has at most whose slots edit the question
// on the table, whatever other words it has.
const mostTurning = 16

// turned answers a message that gives a slot of the question on the table another
// value. It does not ask that every word be known: it reads the slots, and leaves a
// message alone that is plainly about something else.
func (d dialogue) turned(p Person, r reading, variant int) (Answer, bool) {
	if len(r.words) == 0 || len(r.words) > mostTurning || len(r.jointsIn()) > 0 || r.has(hurtingNow) {
		return Answer{}, false
	}
	if _, ok := r.relative(); ok || d.Wanted.isForOther() {
		return Answer{}, false
	}
	for _, turn := range []func(dialogue, Person, reading, int) (Answer, bool){dialogue.turnedCommute, dialogue.turnedShare, dialogue.turnedLift, dialogue.turnedUnit, dialogue.turnedEnergy, dialogue.turnedRun, dialogue.turnedWarmUp, dialogue.turnedPlan} {
		if answer, ok := turn(d, p, r, variant); ok {
			return answer, true
		}
	}
	return Answer{}, false
}

var hurtingNow = patterns("hurt*", "pain|painful", "ache*|aching", "sore", "injur*", "dizzy", "pregnan*")

// isElsewhere reports whether a message is surer about another topic than a reading
// as an edit is worth.
func (d dialogue) isElsewhere(r reading, worth float64, friends ...topic) bool {
	for _, g := range plainly(r.guesses()) {
		if g.topic == d.Topic || slices.Contains(friends, g.topic) {
			continue
		}
		return g.score >= worth
	}
	return false
}

// calculation is a question on a load that later messages may still be about.
type calculation struct {
	Topic  topic
	Wanted wanted
}

// loaded is the dialogue with the last question on a load back on the table.
func (d dialogue) loaded() (dialogue, bool) {
	switch d.Topic {
	case aboutOneRM, aboutPercentLoad:
		return d, knownMaximum(d.Wanted) > 0
	case aboutRest, aboutEffort, aboutNextLoad, aboutDeload, aboutVolume, aboutLog, aboutWarmUp:
		if d.Calc == nil {
			return d, false
		}
		d.Topic, d.Wanted = d.Calc.Topic, d.Calc.Wanted
		return d, knownMaximum(d.Wanted) > 0
	default:
		return d, false
	}
}

// turnedLift is the load for another number of repetitions, or for another purpose.
func (d dialogue) turnedLift(p Person, r reading, variant int) (Answer, bool) {
	next, ok := d.loaded()
	if !ok || r.has(restWords) || d.isElsewhere(r, certainlyNew+2, aboutPercentLoad, aboutOneRM, aboutVolume, aboutMuscle) {
		return Answer{}, false
	}
	w := wanted{Exercise: next.Wanted.Exercise, Max: next.maximum(), Whose: next.Wanted.Whose}
	w.Reps = r.repsNamed()
	if w.Reps == 0 {
		if w.Quality, ok = purposes.in(r); !ok {
			return Answer{}, false
		}
	}
	if p.isYouth() && w.Reps > 0 {
		if w.Reps < int(fewestUnder18()) {
			w.Reps = 0 // what their age trains with instead
		}
	}
	next.Topic, next.Wanted = aboutPercentLoad, w
	return next.answered(p, reading{}, variant, d.Last), true
}

func (p Person) isYouth() bool { return p.Age > 0 && p.Age < 18 }

// maximum is the maximum of the question on the table: that of a set, if it was
// estimated from one.
func (d dialogue) maximum() float64 {
	w := d.Wanted
	if d.Topic == aboutOneRM && w.Load > 0 && w.Reps > 0 {
		w.Max = 0
	}
	return math.Round(knownMaximum(w)*10) / 10
}

var restWords = patterns("rest|resting|pause|break", "how long", "between")

// turnedUnit is the last answer that has numbers in another unit.
func (d dialogue) turnedUnit(p Person, r reading, variant int) (Answer, bool) {
	if _, ok := unitAsked.in(r); !ok || len(r.quantities) > 0 || len(r.numbers) > 0 || len(r.words) > shortEdit || d.isElsewhere(r, certainlyNew, aboutConvert) {
		return Answer{}, false
	}
	if answer, ok := d.inUnit(p, r, variant); ok {
		return answer, true
	}
	if d.Calc == nil {
		return Answer{}, false
	}
	d.Topic, d.Wanted, d.Words = d.Calc.Topic, d.Calc.Wanted, ""
	return d.inUnit(p, r, variant)
}

// turnedWarmUp is a warm-up for somebody in a hurry.
func (d dialogue) turnedWarmUp(p Person, r reading, variant int) (Answer, bool) {
	if d.Topic != aboutWarmUp {
		return Answer{}, false
	}
	switch {
	case r.has(inAHurry) && !d.isElsewhere(r, certainlyNew):
		d.Wanted.Step = -1
	case r.has(inOrder):
	default:
		return Answer{}, false
	}
	return d.answered(p, d.again(reading{}), variant, 0), true
}

var (
	inAHurry = patterns("less", "short*", "quick*", "rush*|hurry|hurried", "time", "patience", "skip", "late", "minimum|minimal", "bare")
	inOrder  = patterns("order", "first", "sequence", "exactly", "step by step")
)

var (
	eachWay   = expressionOf(`\b(\d{1,3})\s*(?:min(?:ute)?s?)?\s*(?:each way|both ways|there and (?:\d+ )?back)`)
	onTheWay  = patterns("cycle|cycling|bike|biking|walk|walking|run|running|jog|scoot")
	mostOfWay = 120.0
)

// turnedCommute adds up a way to work and back in a week.
func (d dialogue) turnedCommute(p Person, r reading, variant int) (Answer, bool) {
	m := eachWay.parts(r.text)
	if m == nil || !r.has(onTheWay) || number(m[1]) <= 0 || number(m[1]) > mostOfWay {
		return Answer{}, false
	}
	s, w := r.slotsFor(aboutGuideline, d.Said.Unit)
	days := 5
	if n := r.timesNamed(); n > 0 {
		days = n
	}
	s.Days = 0
	d.Said, d.Topic, d.Wanted, d.Words = d.Said.with(s), aboutGuideline, wanted{Activity: w.Activity}, ""
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	total := 2 * number(m[1]) * float64(days)
	target := activityFor(c.Person)
	judged := "which is all of your"
	if total < target.Moderate.Low {
		judged = fmt.Sprintf("so %d min are missing of your", int(target.Moderate.Low-total))
	}
	zones := personalZones(c.Person)
	a := Answer{Text: addressed(p, fmt.Sprintf("it counts in full: 2 × %v on %d days are %v a week, %s %s a week, if you breathe deeper on it, at %s. Lifting on 2 days comes beside it. Shall I plan that?",
		fitness.Exactly(number(m[1]), fitness.Minutes), days, fitness.Exactly(total, fitness.Minutes), judged, weekMinutes(target), pulseOf(zones, fitness.Moderate)))}
	a.cite(target.Sources()...)
	a.citeZones(c.Person, zones)
	a.Suggestions = c.suggestions(aboutGuideline)
	c.addCare(&a, aboutGuideline)
	d.Offered = askPlan
	return d.keep(a, aboutGuideline, slotNone), true
}

var shares = choices[float64]{
	{patterns("half of that|it|this", "half that|the|as", "half an hour less", "only half"), 0.5},
	{patterns("twice|double that|the|as|it|this", "double"), 2},
	{patterns("a third of that|it|this"), 1.0 / 3},
}

// turnedShare is the question on the table with half or twice of its minutes, or
// with another way to move.
func (d dialogue) turnedShare(p Person, r reading, variant int) (Answer, bool) {
	if d.Topic != aboutBurn && d.Topic != aboutSession || len(r.words) > shortEdit {
		return Answer{}, false
	}
	activity, moves := r.named(markActivity)
	factor, ok := shares.in(r)
	switch {
	case ok && (d.Topic == aboutSession || d.Wanted.Minutes > 0):
		minutes := or(d.Wanted.Minutes, float64(usualSession)) * factor
		if d.Topic == aboutSession {
			minutes = min(max(minutes, fitness.MinPlanMinutes), fitness.MaxPlanMinutes)
		}
		d.Wanted.Minutes = minutes
	case moves && d.Topic == aboutBurn && len(r.quantities) == 0 && !r.asks():
		d.Wanted.Activity, d.Wanted.Pace, d.Wanted.Kilometres, d.Words = activity, 0, 0, ""
		return d.answered(p, read(activity), variant, 0), true
	default:
		return Answer{}, false
	}
	return d.answered(p, d.again(reading{}), variant, 0), true
}
