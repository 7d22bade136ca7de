package fitness

import (
	"fmt"
	"sync"
)

// Prescription is a week of resistance training for one level.
type Prescription struct {
	Level      Level
	Days       Range // days a week
	MuscleDays Range // days a week on which each major muscle group is trained
	Sets       Range // sets of an exercise
	Reps       Range // repetitions of a set
	Load       Range // percent of the one-repetition maximum
	Rest       Range // minutes between sets
	Heavy      Heavy // zero where heavy sets are not advised
	limits     limits
}

// Heavy is the part of a Prescription that builds maximum strength.
type Heavy struct {
	Sets Range // sets of an exercise
	Load Range // percent of the one-repetition maximum
	Rest Range // minutes between sets
}

// IsZero reports whether no heavy sets are advised.
func (h Heavy) IsZero() bool { return h == Heavy{} }

// ResistanceFor returns the prescription for a level and an age in years; age 0
// is unknown. The levels are those of ACSM 2009 (MSSE 41:687), each major muscle
// at least twice a week and heavy sets of 80 % and more after ACSM 2026:
//
//	beginner      2–3 days  1–3 sets  8–12 repetitions   60–70 % 1RM  rest 1–2 min
//	intermediate  3–4 days  2–3 sets  6–12 repetitions   70–85 % 1RM  rest 1–2 min
//	expert        4–6 days  3–6 sets  1–12 repetitions  70–100 % 1RM  rest 1–2 min
//	heavy (intermediate, expert)  2–3 sets at 80 % and more, rest 2–5 min
//
// Under 18 it stays sub-maximal: 6 repetitions at least and 80 % at most, which is
// lighter than a 6-repetition maximum (NSCA 2009). From 65 on it is 8 repetitions
// at least and 80 % at most (ACSM 2009, older adults). Neither has heavy sets. An
// unknown age takes the limits of 65, which suit every age. It returns
// ErrUnknownLevel or ErrAgeOutOfRange.
func ResistanceFor(level Level, age int) (Prescription, error) {
	prescription, ok := prescriptions()[level]
	if !ok {
		return Prescription{}, fmt.Errorf("%w: %q", ErrUnknownLevel, level)
	}
	band := Older
	if age != 0 {
		var err error
		if band, err = AgeBandOf(age); err != nil {
			return Prescription{}, err
		}
	}
	return prescription.within(limitsOf(band)), nil
}

// DaysOf returns the days a week to lift for someone who has available days (1–7);
// 0 or less means not said and gives all of Days. With fewer days than the level
// asks for it is the days there are.
func (p Prescription) DaysOf(available int) Range {
	if available <= 0 {
		return p.Days
	}
	has := float64(available)
	return Between(min(p.Days.Low, has), min(p.Days.High, has), Days)
}

// Sources returns the sources of the prescription, the newest first.
func (p Prescription) Sources() []Source {
	if p.limits.source == nsca2009 {
		return cite(acsm2026, acsm2009, nsca2009)
	}
	return cite(acsm2026, acsm2009)
}

var prescriptions = sync.OnceValue(func() map[Level]Prescription {
	muscleDays := AtLeast(2, Days)
	rest := Between(1, 2, Minutes)
	heavy := Heavy{
		Sets: Between(2, 3, Sets),
		Load: AtLeast(80, PercentOneRM),
		Rest: Between(2, 5, Minutes),
	}
	return map[Level]Prescription{
		Beginner: {
			Level: Beginner, Days: Between(2, 3, Days), MuscleDays: muscleDays,
			Sets: Between(1, 3, Sets), Reps: Between(8, 12, Repetitions),
			Load: Between(60, 70, PercentOneRM), Rest: rest,
		},
		Intermediate: {
			Level: Intermediate, Days: Between(3, 4, Days), MuscleDays: muscleDays,
			Sets: Between(2, 3, Sets), Reps: Between(6, 12, Repetitions),
			Load: Between(70, 85, PercentOneRM), Rest: rest, Heavy: heavy,
		},
		Expert: {
			Level: Expert, Days: Between(4, 6, Days), MuscleDays: muscleDays,
			Sets: Between(3, 6, Sets), Reps: Between(1, 12, Repetitions),
			Load: Between(70, 100, PercentOneRM), Rest: rest, Heavy: heavy,
		},
	}
})

// limits keep a prescription within what suits an age.
type limits struct {
	fewestReps  float64
	highestLoad float64 // percent of the one-repetition maximum
	heavy       bool
	source      string
}

func limitsOf(band AgeBand) limits {
	switch band {
	case Youth:
		return limits{fewestReps: 6, highestLoad: 80, source: nsca2009}
	case Older:
		return limits{fewestReps: 8, highestLoad: 80, source: acsm2009}
	default:
		return limits{fewestReps: 1, highestLoad: 100, heavy: true, source: acsm2009}
	}
}

func (p Prescription) within(l limits) Prescription {
	p.limits = l
	p.Reps.Low = max(p.Reps.Low, l.fewestReps)
	p.Load.High = min(p.Load.High, l.highestLoad)
	if !l.heavy {
		p.Heavy = Heavy{}
	}
	return p
}
