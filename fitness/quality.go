package fitness

import (
	"errors"
	"fmt"
)

// Quality is what resistance training is to improve.
type Quality string

// The qualities of the ACSM position stands.
const (
	Strength  Quality = "strength"
	Size      Quality = "size"
	Power     Quality = "power"
	Endurance Quality = "endurance"
)

// Qualities returns every quality.
func Qualities() []Quality { return []Quality{Strength, Size, Power, Endurance} }

// ErrUnknownQuality reports a quality other than those of Qualities.
var ErrUnknownQuality = errors.New("unknown quality")

// Emphasis is how to train for one quality. A zero Range means that the stands
// name no number.
type Emphasis struct {
	Quality    Quality
	Load       Range // percent of the one-repetition maximum
	Sets       Range // sets of an exercise
	Reps       Range // repetitions of a set
	MuscleSets Range // sets a week for each muscle
	MuscleDays Range // days a week for each muscle
	Rest       Range // minutes between sets
	MostRest   Range // one value, minutes: as long as the heaviest sets may need
	Fast       bool  // lift as fast as possible
}

// EmphasisFor returns how to train for a quality. Loads, sets and days of
// strength, size and power are those of ACSM 2026; repetitions, rest, and
// endurance those of ACSM 2009 (MSSE 41:687):
//
//	strength   80 % 1RM and more  2–3 sets  1–6 repetitions  rest 2–3, up to 5 min
//	size       70–85 % 1RM  10 sets and more a week for a muscle  6–12  rest 1–2 min
//	power      30–70 % 1RM, fast  3–6 repetitions  rest 2–3, up to 5 min
//	endurance  40–60 % 1RM  15 repetitions and more  rest under 1.5 min
//
// each on 2 days a week or more. It is for healthy adults; what suits an age and a
// level is in ResistanceFor. It returns ErrUnknownQuality.
func EmphasisFor(q Quality) (Emphasis, error) {
	emphasis, ok := emphases()[q]
	if !ok {
		return Emphasis{}, fmt.Errorf("%w: %q", ErrUnknownQuality, q)
	}
	emphasis.Quality, emphasis.MuscleDays = q, AtLeast(2, Days)
	return emphasis, nil
}

func emphases() map[Quality]Emphasis {
	long, longest := Between(2, 3, Minutes), Exactly(5, Minutes)
	return map[Quality]Emphasis{
		Strength: {
			Load: AtLeast(80, PercentOneRM), Sets: Between(2, 3, Sets), Reps: Between(1, 6, Repetitions),
			Rest: long, MostRest: longest,
		},
		Size: {
			Load: Between(70, 85, PercentOneRM), Reps: Between(6, 12, Repetitions),
			MuscleSets: AtLeast(SizeSets, Sets), Rest: Between(1, 2, Minutes), MostRest: Exactly(2, Minutes),
		},
		Power: {
			Load: Between(30, 70, PercentOneRM), Reps: Between(3, 6, Repetitions),
			Rest: long, MostRest: longest, Fast: true,
		},
		Endurance: {
			Load: Between(40, 60, PercentOneRM), Reps: AtLeast(15, Repetitions),
			Rest: Under(90, Seconds), MostRest: Exactly(90, Seconds),
		},
	}
}

// Undecided returns what made no consistent difference in the reviews of ACSM
// 2026, so that nobody need worry about it.
func Undecided() []string {
	return []string{"training to failure", "the type of equipment", "complex periodisation"}
}

// Sources returns the sources of the emphasis, the newest first.
func (Emphasis) Sources() []Source { return cite(acsm2026, acsm2009) }
