package fitness

import "math"

// SizeSets is how many sets a week, and more, make a muscle grow (ACSM 2026).
const SizeSets = 10

// WeeklySets returns how many sets a week each muscle should get at a level:
// SizeSets and more, and for a beginner, who trains the whole body each time, the
// days times the sets of ResistanceFor. It returns ErrUnknownLevel.
func WeeklySets(level Level) (Range, error) {
	p, err := ResistanceFor(level, 0)
	if err != nil {
		return Range{}, err
	}
	if level == Beginner {
		return Between(p.Days.Low*p.Sets.Low, p.Days.High*p.Sets.High, Sets), nil
	}
	return AtLeast(SizeSets, Sets), nil
}

// SetsPerDay returns how many of a muscle's weekly sets to do on each of days,
// whole sets: 10 sets on 3 days are 4. Days below 1 count as 1.
func SetsPerDay(weekly Range, days int) Range {
	on := float64(max(1, days))
	return Between(math.Ceil(weekly.Low/on), math.Ceil(weekly.High/on), Sets)
}
