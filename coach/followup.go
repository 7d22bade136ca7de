package coach

import (
	"slices"

	"spotter/fitness"
)

// openers are how people begin to edit the last answer.
var openers = []string{"and", "what", "how", "or", "then", "but", "also", "for", "with", "without", "in", "instead", "make", "now", "ok", "if", "at", "same", "no", "im", "i", "my", "its", "try"}

// followUp returns the dialogue with the last question edited by the message, if
// that is what the message does.
func (d dialogue) followUp(r reading, about topic, sure bool, guesses []guess) (dialogue, bool) {
	if d.Topic == unclear || d.Topic.smallTalk() || len(r.words) == 0 {
		return d, false
	}
	s, w := r.slotsFor(d.Topic, d.Said.Unit)
	if value, ok := fitness.Number(r.text); ok {
		s, w = d.fill(value)
	} else if s.isZero() && w == (wanted{}) && len(r.numbers) == 1 && len(r.words) <= 5 && r.continues() {
		s, w = d.fill(r.numbers[0])
	}
	toldThem := s
	s, w = d.forWhom(r, s, w)
	if s.isZero() && toldThem.isZero() && w == (wanted{Whose: w.Whose}) {
		w.Whose = "" // nothing is edited
	}
	if next, ok := d.tweaked(r); ok {
		return next, true
	}
	if next, ok := d.repsWithThat(r); ok {
		return next, true
	}
	if maximum := knownMaximum(d.Wanted); w.Percent > 0 && w.Load == 0 && maximum > 0 && len(r.words) <= shortEdit && (d.Topic == aboutOneRM || d.Topic == aboutLog || d.Topic == aboutNextLoad) {
		d.Topic, d.Wanted = aboutPercentLoad, wanted{Exercise: d.Wanted.Exercise, Max: maximum, Percent: w.Percent, Whose: d.Wanted.Whose}
		return d, true
	}
	if d.Asked != slotNone && len(r.words) <= 6 && !(s.isZero() && w == (wanted{})) && !anyIn(asking, r.words[:1]) {
		d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
		return d, true
	}
	same := slices.IndexFunc(guesses, func(g guess) bool { return g.topic == d.Topic })
	if same >= 0 && (same == 0 || !sure) && r.continues() && len(r.words) <= 8 {
		d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
		return d, true
	}
	if sure && about != d.Topic && !d.edits(r, about, guesses[0].score, s, w) {
		return d, false
	}
	if sure && about == d.Topic && !r.continues() {
		return d, false
	}
	if s.isZero() && w == (wanted{}) || len(r.words) > 14 && !sure {
		return d, false
	}
	d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
	return d, true
}

// repsQuestion asks for the repetitions with the load of the turn before.
var repsQuestion = patterns("how many|much reps|rep|repetitions|times … that|this|it|them|weight", "reps|repetitions … with|at|for|of that|this|it")

// repsWithThat turns a share of a maximum, or a maximum, into the load to count
// repetitions with.
func (d dialogue) repsWithThat(r reading) (dialogue, bool) {
	if d.Topic != aboutPercentLoad && d.Topic != aboutOneRM || !r.has(repsQuestion) || len(r.quantities) > 0 {
		return d, false
	}
	maximum := knownMaximum(d.Wanted)
	if maximum == 0 {
		return d, false
	}
	share := or(d.Wanted.Percent, usualShare)
	d.Topic, d.Wanted = aboutPercentLoad, wanted{Exercise: d.Wanted.Exercise, Max: maximum, Load: maximum * share / 100}
	return d, true
}

// usualShare of a maximum is what is asked about when none was named, in percent.
const usualShare = 80

// continues reports whether a message is worded as one that goes on.
func (r reading) continues() bool {
	return r.has(patternContinue) || len(r.words) <= 4 && slices.Contains(openers, r.words[0])
}

var patternContinue = patterns("and for|at|in|with|if|when|my|a|an|as|what|how", "what|how about|if", "what abt", "ok|okay and", "then for|with", "instead of that", "same for|but|with", "but i|with|for|in|my|only")

// certainlyNew is the score from which a message that seems to go on asks
// something new all the same: "and how much protein?".
const certainlyNew = 7

// edits reports whether a message, although it could be about another topic, only
// edits the last answer.
func (d dialogue) edits(r reading, about topic, score float64, s said, w wanted) bool {
	if s.isZero() && w == (wanted{}) {
		return false
	}
	switch about {
	case aboutSubstitute, aboutSession, aboutPlan:
		if d.Topic.usesEquipment() && w.Exercise == "" && (len(s.Owns) > 0 || len(s.Lacks) > 0 || len(s.Avoids) > 0 || s.OwnsNothing || w.Easier || w.Harder || w.Minutes > 0 || s.Days > 0) {
			return !r.has(ofAPlan) || d.Topic == aboutPlan
		}
		if d.Topic == aboutSubstitute || d.Topic == aboutHowTo {
			return w.Exercise == "" && (w.Easier || w.Harder)
		}
	case aboutHard:
		if d.Topic == aboutHowTo || d.Topic == aboutSubstitute || d.Topic == aboutSession {
			return w.Harder
		}
	case aboutYouth, aboutSenior, aboutMe:
		return s.Age != 0 && score < certainlyNew+1 && len(r.words) <= 8
	}
	return r.continues() && score < certainlyNew
}

// listsExercises reports whether an answer is a list of exercises, of which some may
// not be wanted.
func (t topic) listsExercises() bool { return t == aboutPlan || t == aboutSession }

// usesEquipment reports whether the equipment changes the answer.
func (t topic) usesEquipment() bool {
	switch t {
	case aboutPlan, aboutSession, aboutHowTo, aboutSubstitute, aboutFirstStep, aboutPain, aboutSenior:
		return true
	default:
		return false
	}
}

// fill puts a bare number where the last answer asked for one, or where the topic
// has most use for it.
func (d dialogue) fill(value float64) (said, wanted) {
	switch d.Asked {
	case slotAge:
		return said{Age: int(value)}, wanted{}
	case slotWeight:
		return said{Weight: inKilograms(value, d.Said.Unit)}, wanted{}
	case slotHeight:
		return said{Height: value}, wanted{}
	case slotResting:
		return said{Resting: int(value)}, wanted{}
	case slotReps:
		return said{}, wanted{Reps: int(value)}
	case slotLoad:
		return said{}, wanted{Load: value}
	case slotMax:
		return said{}, wanted{Max: value}
	case slotMinutes:
		return said{}, wanted{Minutes: value}
	case slotDays:
		return said{Days: int(value)}, wanted{}
	}
	switch d.Topic {
	case aboutOneRM, aboutPercentLoad, aboutNextLoad, aboutDeload, aboutWarmUp:
		return said{}, d.fillLift(value)
	case aboutPlan:
		if value <= daysInAWeek {
			return said{Days: int(value)}, wanted{}
		}
		return said{}, wanted{Minutes: value}
	case aboutSession:
		return said{}, wanted{Minutes: value}
	case aboutProtein, aboutEnergy, aboutBMI, aboutWater, aboutMeals:
		if fitness.CheckWeight(inKilograms(value, d.Said.Unit)) == nil {
			return said{Weight: inKilograms(value, d.Said.Unit)}, wanted{}
		}
	case aboutFatLoss:
		if fitness.CheckWeight(inKilograms(value, d.Said.Unit)) == nil {
			return said{}, wanted{Goal: inKilograms(value, d.Said.Unit)}
		}
		return said{}, wanted{Lose: inKilograms(value, d.Said.Unit)}
	case aboutEffort:
		return said{}, wanted{Effort: value}
	case aboutBurn:
		return said{}, wanted{Minutes: value}
	case aboutZones, aboutMaximum:
		return said{}, wanted{Age: int(value)}
	}
	return said{}, wanted{}
}

// mostRepsBare is the highest bare number that is taken for repetitions.
const mostRepsBare = 30

// fillLift takes a bare number in a question on a load for what it can be: a share
// where one was asked for, repetitions where it is small, else the load.
func (d dialogue) fillLift(value float64) wanted {
	switch {
	case d.Wanted.Percent > 0 && value > mostRepsBare && value <= 100:
		return wanted{Percent: value}
	case value <= mostRepsBare && (d.Topic == aboutOneRM || d.Topic == aboutPercentLoad):
		return wanted{Reps: int(value)}
	case d.Wanted.Load == 0 && d.Wanted.Max > 0:
		return wanted{Max: value}
	default:
		return wanted{Load: value}
	}
}

func inKilograms(value float64, unit fitness.Unit) float64 {
	if unit == fitness.Pounds {
		if kilograms, err := fitness.Convert(value, fitness.Pounds, fitness.Kilograms); err == nil {
			return kilograms
		}
	}
	return value
}

var ofAPlan = patterns("plan|program|programme|routine|schedule")
