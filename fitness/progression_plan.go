package fitness

import "math"

// NextLoad proposes the load of the item in a week from 1 to PlanWeeks, in
// kilograms, from a log: that of NextSession for the week's repetitions, and in the
// easy week a tenth less. Where the last session was more than two repetitions short
// of them, it is no more than the week's percent of the best maximum of that day.
// It is rounded to plates. ok is false while nothing with a weight is logged.
func (i PlanItem) NextLoad(log []LoggedSet, week int) (kilograms float64, ok bool) {
	all := workoutsOf(log, i.Exercise.Slug)
	dose := i.Weeks[week-1]
	next, err := NextSession(log, i.Exercise.Slug, dose.Amount)
	if err != nil || i.Exercise.Counted != CountReps || next.Weight == 0 {
		return 0, false
	}
	last := all[len(all)-1]
	_, reps, _ := last.working()
	switch {
	case week == PlanWeeks && next.Move != TakeEasy:
		return lighter(next.Weight), true
	case reps < dose.Amount-2 && !dose.Load.IsZero():
		return min(next.Weight, onPlatesBelow(last.worth()*dose.Load.High/100)), true
	}
	return next.Weight, true
}

// onPlatesBelow is the heaviest load on plates that is no more, and never nothing.
func onPlatesBelow(weight float64) float64 {
	step := PlateStep(Kilograms).Low
	return max(step, math.Floor(weight/step+1e-9)*step)
}
