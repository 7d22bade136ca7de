package fitness

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// LoggedSet is one set that was done.
type LoggedSet struct {
	On     time.Time // the day counts, in its own time zone
	Slug   string    // of an exercise
	Reps   int       // 1–MaxLoggedReps; 0 where the time counts
	Weight float64   // kilograms, 0–MaxLoad; 0 is the body alone
	RPE    float64   // 1–10; 0 is unknown

	Seconds int // 1–MaxLoggedSeconds; 0 where the repetitions count
}

// Bounds of a logged set.
const (
	MaxLoggedReps    = 1000
	MaxLoggedSeconds = 36000
)

// ErrLoggedSet reports a set with a number out of its bounds.
var ErrLoggedSet = errors.New("logged set")

// Check returns an error wrapping ErrLoggedSet or ErrUnknownExercise. Functions of
// a log leave out sets that it refuses.
func (s LoggedSet) Check() error {
	if _, err := FindExercise(s.Slug); err != nil {
		return err
	}
	switch {
	case s.Seconds < 0 || s.Seconds > MaxLoggedSeconds:
		return fmt.Errorf("%w: %d seconds are not within 1–%d", ErrLoggedSet, s.Seconds, MaxLoggedSeconds)
	case s.Reps < 0 || s.Reps > MaxLoggedReps || s.Reps == 0 && s.Seconds == 0:
		return fmt.Errorf("%w: %d repetitions are not within 1–%d", ErrLoggedSet, s.Reps, MaxLoggedReps)
	case !(s.Weight >= 0 && s.Weight <= MaxLoad):
		return fmt.Errorf("%w: %v kg are not within 0–%d", ErrLoggedSet, s.Weight, MaxLoad)
	case s.RPE != 0 && !(s.RPE >= 1 && s.RPE <= 10):
		return fmt.Errorf("%w: RPE %v is not within 1–10", ErrLoggedSet, s.RPE)
	}
	return nil
}

// Maximum returns the one-repetition maximum in kilograms by Epley. ok is false
// without a weight and above MostReps.
func (s LoggedSet) Maximum() (kilograms float64, ok bool) {
	estimate, err := Epley.OneRepMax(Load{s.Weight, Kilograms}, s.Reps)
	return estimate.Maximum.Weight, err == nil
}

// workout is what was done of one exercise on one day.
type workout struct {
	on   time.Time
	sets []LoggedSet
}

// workoutsOf returns the days of an exercise, the oldest first. Sets that only
// their time counts for are left out: no load follows from them.
func workoutsOf(log []LoggedSet, slug string) []workout {
	var all []workout
	at := map[time.Time]int{}
	for _, s := range log {
		if s.Slug != slug || s.Reps == 0 || s.Check() != nil {
			continue
		}
		on := dayOf(s.On)
		i, ok := at[on]
		if !ok {
			all = append(all, workout{on: on})
			i = len(all) - 1
			at[on] = i
		}
		all[i].sets = append(all[i].sets, s)
	}
	slices.SortFunc(all, func(a, b workout) int { return a.on.Compare(b.on) })
	return all
}

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// working returns the heaviest weight of the day and the fewest repetitions and the
// highest effort of the sets with it.
func (w workout) working() (weight float64, reps int, effort float64) {
	reps = math.MaxInt
	for _, s := range w.sets {
		weight = max(weight, s.Weight)
	}
	for _, s := range w.sets {
		if s.Weight == weight {
			reps, effort = min(reps, s.Reps), max(effort, s.RPE)
		}
	}
	return weight, reps, effort
}

// worth is what two days are compared by: the best estimated maximum, or the most
// repetitions where no maximum can be estimated.
func (w workout) worth() float64 {
	best := slices.MaxFunc(w.sets, func(a, b LoggedSet) int { return cmp.Compare(a.worth(), b.worth()) })
	return best.worth()
}

func (s LoggedSet) worth() float64 {
	if maximum, ok := s.Maximum(); ok {
		return maximum
	}
	if s.Weight > 0 {
		return s.Weight * (1 + float64(MostReps)/30)
	}
	return float64(s.Reps)
}
