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

// NextSession proposes the next session of an exercise from its log and a target
// of repetitions, 1 and more. Where each of the last two sessions passed the target
// by a repetition or more in every set with the same heaviest weight, the load grows
// as by NextLoad: 60 kg becomes 62.5 kg, and 20 kg stays with a repetition more. After two falling sessions it is 10 % less.
// A set with RPE 10 holds the load. A load that is kept is for at most two repetitions
// more than the last time, up to the target. It returns ErrUnknownExercise or ErrNothingLogged.
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
		return Proposal{TakeEasy, lighter(weight), min(reps, target)}, nil
	case effort >= 10 || !passed(all, target):
		return Proposal{KeepLoad, weight, min(target, reps+mostMoreReps)}, nil
	}
	next, err := NextLoad(Load{weight, Kilograms})
	if err != nil || next.MoreReps || next.Load.Weight > MaxLoad {
		return Proposal{AddReps, weight, reps + 1}, nil
	}
	return Proposal{RaiseLoad, next.Load.Weight, target}, nil
}

// mostMoreReps is how many repetitions a set may grow by from one session to the next.
const mostMoreReps = 2

// passed reports whether the last sessions were over the target with one weight.
func passed(all []workout, target int) bool {
	last := all[max(0, len(all)-SessionsOverTarget):]
	var done []int
	weight, _, _ := all[len(all)-1].working()
	for _, w := range last {
		lifted, reps, _ := w.working()
		if lifted != weight {
			return false
		}
		done = append(done, reps)
	}
	return ReadyForMore(target, done...)
}

// lighter is the load of an easy week, on plates and no heavier.
func lighter(weight float64) float64 {
	step := PlateStep(Kilograms).Low
	easy := weight * (100 - DeloadPlan().Load.Low) / 100
	return math.Floor(easy/step+1e-9) * step
}

// NeedsEasyWeek reports whether the last two sessions of an exercise were each
// worse than the one before (see DeloadNow), by the estimated maximum or, without a
// weight, by the repetitions.
func NeedsEasyWeek(log []LoggedSet, slug string) bool { return falling(workoutsOf(log, slug)) }

func falling(all []workout) bool {
	worth := make([]float64, len(all))
	for i, w := range all {
		worth[i] = w.worth()
	}
	return DeloadNow(0, worth...)
}
