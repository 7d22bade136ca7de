package coach

import (
	"slices"

	"spotter/fitness"
)

var (
	makeIt   = patterns("make|do|want|prefer|try|change it|that|to", "can|could you … it", "what about|if", "how about", "id|rather do")
	shorten  = patterns("too long", "shorter", "less time", "quicker", "cut it down", "dont|not have that long|much", "make it short")
	lengthen = patterns("too short", "longer", "more time")
)

// tweaked is a plan or session edited by a few words that only it gives a meaning:
// "can u make it 4" are days of a plan and exercises' minutes of a session, "too
// long" takes a third off.
func (d dialogue) tweaked(r reading) (dialogue, bool) {
	if d.Topic != aboutPlan && d.Topic != aboutSession || len(r.words) > shortEdit {
		return d, false
	}
	minutes := or(d.Wanted.Minutes, map[topic]float64{aboutPlan: usualMinutes, aboutSession: usualSession}[d.Topic])
	number := 0.0
	if len(r.numbers) == 1 && len(r.quantities) == 0 {
		number = r.numbers[0]
	}
	switch {
	case d.Topic == aboutPlan && number >= 1 && number <= daysInAWeek && r.has(makeIt):
		d.Said.Days = int(number)
	case slices.Contains([]float64{10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90}, number) && r.has(makeIt):
		d.Wanted.Minutes = number
	case len(r.quantities) == 0 && r.has(shorten):
		d.Wanted.Minutes = max(fitness.MinPlanMinutes, roundedToFive(minutes*2/3))
	case len(r.quantities) == 0 && r.has(lengthen):
		d.Wanted.Minutes = min(fitness.MaxPlanMinutes, roundedToFive(minutes*4/3))
	default:
		return d, false
	}
	return d, true
}

func roundedToFive(minutes float64) float64 { return float64(int(minutes/5+0.5)) * 5 }
