package coach

import (
	"fmt"

	"spotter/fitness"
)

// subMaximal is the one rule of load under 18, wherever an answer tells it: supervised,
// and nothing near a single maximum (NSCA 2009). How heavy the sets of a level are is
// its prescription's, which keeps the same bound.
func subMaximal() string {
	return fmt.Sprintf("sub-maximal, nothing heavier than you can lift %.0f times", fewestUnder18())
}

// fewestUnder18 is how many repetitions a set has at least under 18.
func fewestUnder18() float64 {
	bound, err := fitness.ResistanceFor(fitness.Expert, 17)
	if err != nil {
		panic(err)
	}
	return bound.Reps.Low
}
