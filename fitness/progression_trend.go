package fitness

import (
	"slices"
	"strings"
	"time"
)

// MaximumOn is the best estimated one-repetition maximum of a day.
type MaximumOn struct {
	On        time.Time // midnight UTC of the day
	Kilograms float64
}

// MaximumTrend returns the best estimated maximum of each day of an exercise, the
// oldest first (Epley 1985). Days without a weight, or with more than 12
// repetitions only, are left out.
func MaximumTrend(log []LoggedSet, slug string) []MaximumOn {
	var trend []MaximumOn
	for _, w := range workoutsOf(log, slug) {
		best := 0.0
		for _, s := range w.sets {
			if maximum, ok := s.Maximum(); ok {
				best = max(best, maximum)
			}
		}
		if best > 0 {
			trend = append(trend, MaximumOn{w.on, best})
		}
	}
	return trend
}

// PerWeek returns how many kilograms a week a trend gains, by the line of least
// squares. ok is false for fewer than two days.
func PerWeek(trend []MaximumOn) (kilograms float64, ok bool) {
	if len(trend) < 2 {
		return 0, false
	}
	weeks := func(m MaximumOn) float64 { return m.On.Sub(trend[0].On).Hours() / (7 * 24) }
	var when, what float64
	for _, m := range trend {
		when += weeks(m) / float64(len(trend))
		what += m.Kilograms / float64(len(trend))
	}
	var both, square float64
	for _, m := range trend {
		both += (weeks(m) - when) * (m.Kilograms - what)
		square += (weeks(m) - when) * (weeks(m) - when)
	}
	if square == 0 {
		return 0, false
	}
	return both / square, true
}

// helperShare is how much of a set counts for a muscle that helps: a convention.
const helperShare = 0.5

// SetsByMuscle returns the sets of resistance training for each muscle in the seven
// days from a day on: one for each set of a muscle that leads, half for one that helps.
func SetsByMuscle(log []LoggedSet, from time.Time) map[Muscle]float64 {
	sets := map[Muscle]float64{}
	first := dayOf(from)
	end := first.AddDate(0, 0, 7)
	for _, s := range log {
		e, err := FindExercise(s.Slug)
		day := dayOf(s.On)
		if err != nil || s.Check() != nil || !e.Pattern.IsStrength() || day.Before(first) || !day.Before(end) {
			continue
		}
		for _, muscle := range e.Primary {
			sets[muscle]++
		}
		for _, muscle := range e.Secondary {
			sets[muscle] += helperShare
		}
	}
	return sets
}

// PersonalRecord is the best of an exercise. A field is the zero LoggedSet where
// there is none; of equals it is the first.
type PersonalRecord struct {
	Slug      string
	Heaviest  LoggedSet // the most weight
	Strongest LoggedSet // the highest estimated maximum
	Longest   LoggedSet // the most repetitions, or of a hold seconds, without a weight
}

// PersonalRecords returns the records of each exercise in the log, by slug.
func PersonalRecords(log []LoggedSet) []PersonalRecord {
	records := map[string]*PersonalRecord{}
	inOrder := slices.Clone(log)
	slices.SortStableFunc(inOrder, func(a, b LoggedSet) int { return dayOf(a.On).Compare(dayOf(b.On)) })
	for _, s := range inOrder {
		if s.Check() != nil {
			continue
		}
		if records[s.Slug] == nil {
			records[s.Slug] = &PersonalRecord{Slug: s.Slug}
		}
		records[s.Slug].take(s)
	}
	var all []PersonalRecord
	for _, record := range records {
		all = append(all, *record)
	}
	slices.SortFunc(all, func(a, b PersonalRecord) int { return strings.Compare(a.Slug, b.Slug) })
	return all
}

func (r *PersonalRecord) take(s LoggedSet) {
	if s.Weight > r.Heaviest.Weight {
		r.Heaviest = s
	}
	maximum, ok := s.Maximum()
	if best, _ := r.Strongest.Maximum(); ok && maximum > best {
		r.Strongest = s
	}
	longer := s.Reps > r.Longest.Reps || s.Reps == r.Longest.Reps && s.Seconds > r.Longest.Seconds
	if s.Weight == 0 && longer {
		r.Longest = s
	}
}
