package fitness

import (
	"errors"
	"math"
)

// Move is what to do with a load.
type Move string

// The moves.
const (
	RaiseLoad Move = "raise"     // the target was passed on two sessions
	AddReps   Move = "add reps"  // likewise, but the next plates are too big a step
	KeepLoad  Move = "keep"      // not yet
	TakeEasy  Move = "take easy" // two sessions fell: an easy week
)

// Proposal is the next session of an exercise.
type Proposal struct {
	Move   Move
	Weight float64 // kilograms; 0 is the body alone
	Reps   int
}

// ErrNothingLogged reports a log without the exercise.
var ErrNothingLogged = errors.New("nothing logged of the exercise")

// The smallest plates, in kilograms, and the bounds of a step in percent (ACSM 2009).
const (
	smallestPlates = 2.5
	smallestStep   = 2
	largestStep    = 10
)

// NextSession proposes the next session of an exercise from its log and a target
// of repetitions, 1 and more. Where each of the last two sessions passed the target
// by a repetition or more in every set with the same heaviest weight, the load goes
// up by the smallest plates that are 2–10 % (ACSM 2009: 60 kg becomes 62.5 kg), or
// else the repetitions do: 20 kg stays. After two falling sessions it is 10 % less.
// A set with RPE 10 holds the load. It returns ErrUnknownExercise or ErrNothingLogged.
func NextSession(log []LoggedSet, slug string, target int) (Proposal, error) {
	if _, err := FindExercise(slug); err != nil {
		return Proposal{}, err
	}
	all := workoutsOf(log, slug)
	if len(all) == 0 {
		return Proposal{}, ErrNothingLogged
	}
	target = max(target, 1)
	weight, reps, effort := all[len(all)-1].working()
	switch {
	case falling(all):
		return Proposal{TakeEasy, onPlates(weight * 0.9), min(reps, target)}, nil
	case effort >= 10 || !passed(all, target):
		return Proposal{KeepLoad, weight, target}, nil
	}
	if next, ok := stepUp(weight); ok {
		return Proposal{RaiseLoad, next, target}, nil
	}
	return Proposal{AddReps, weight, reps + 1}, nil
}

// passed reports whether the last two sessions were over the target with one weight.
func passed(all []workout, target int) bool {
	if len(all) < 2 {
		return false
	}
	weight, reps, _ := all[len(all)-1].working()
	before, repsBefore, _ := all[len(all)-2].working()
	return weight == before && reps > target && repsBefore > target
}

// stepUp returns the load with the fewest plates more that are within the bounds.
func stepUp(weight float64) (next float64, ok bool) {
	if weight <= 0 {
		return 0, false
	}
	const near = 1e-9
	added := smallestPlates * math.Ceil(weight*smallestStep/100/smallestPlates-near)
	return weight + added, added <= weight*largestStep/100+near
}

func onPlates(weight float64) float64 {
	return math.Floor(weight/smallestPlates+1e-9) * smallestPlates
}

// NeedsEasyWeek reports whether the last two sessions of an exercise were each
// worse than the one before, by the estimated maximum or, without a weight, by the
// repetitions. It is common practice to take a deload then.
func NeedsEasyWeek(log []LoggedSet, slug string) bool { return falling(workoutsOf(log, slug)) }

func falling(all []workout) bool {
	if len(all) < 3 {
		return false
	}
	last := all[len(all)-3:]
	return last[1].worth() < last[0].worth() && last[2].worth() < last[1].worth()
}
