package coach

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"spotter/fitness"
)

// Exercise is an entry of the catalogue.
type Exercise = fitness.Exercise

// Exercises returns the catalogue, by name.
func Exercises() []Exercise {
	all := fitness.Catalogue()
	slices.SortFunc(all, func(a, b Exercise) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// ExerciseName is the printed name of a slug; of one that the catalogue does not have
// any more, the slug.
func ExerciseName(slug string) string {
	if e, err := fitness.FindExercise(slug); err == nil {
		return e.Name
	}
	return slug
}

// Progress is what a log shows. Weeks begin on Monday, and are named by its date.
type Progress struct {
	Lifts       []Lift       // of the last 52 weeks, those with the most days first
	WeeklySets  []MuscleWeek // of the last 12 weeks, the oldest first
	DaysTrained []TrainedWeek
	Records     []BestOf // of all time, by slug
	Zones       []PulseZones
	Missing     []string // fields of the profile that would tell more
}

// Lift is the best estimated maximum of an exercise on each day (Epley 1985).
type Lift struct {
	Exercise Exercise
	Points   []fitness.MaximumOn // the oldest first
}

// MuscleWeek is how many sets a muscle had in a week: one where it leads, half a
// one where it helps (a convention).
type MuscleWeek struct {
	Week   time.Time
	Muscle string
	Sets   float64
}

// TrainedWeek is on how many days of a week something was logged. Weeks without
// any are there too, from the first that has some.
type TrainedWeek struct {
	Week time.Time
	Days int
}

// BestOf is the best of an exercise. What is zero there is not.
type BestOf struct {
	Exercise  Exercise
	Maximum   float64   // the highest estimated maximum, kg (Epley 1985)
	MaximumOn time.Time // its day
	Heaviest  LoggedSet // the most weight
	Longest   LoggedSet // the most repetitions or seconds without a weight
}

// PulseZones are a person's heart-rate zones by one formula.
type PulseZones struct {
	Formula string // "Tanaka"
	Method  string // "percent of maximum" or "heart-rate reserve"
	Maximum int    // bpm
	Zones   []PulseZone
	Sources []Source
}

// PulseZone is a zone in whole beats per minute; 0 is an open end.
type PulseZone struct {
	Name      string
	Low, High int
}

const (
	liftWeeks = 52
	setWeeks  = 12
)

// Progress returns what the log of a person shows.
func (t *Training) Progress(ctx context.Context, uid string, p Person) (Progress, error) {
	log, err := t.all(ctx, uid)
	if err != nil {
		return Progress{}, err
	}
	progress := progressOf(log, dayOf(t.now()))
	progress.Zones = pulseZonesOf(p.known())
	if len(progress.Zones) == 0 {
		progress.Missing = append(progress.Missing, "age")
	}
	return progress, nil
}

func progressOf(log []LoggedSet, today time.Time) Progress {
	monday := mondayOf(today)
	since := func(weeks int) []LoggedSet {
		first := monday.AddDate(0, 0, -7*(weeks-1))
		return slices.DeleteFunc(slices.Clone(log), func(s LoggedSet) bool { return s.On.Before(first) })
	}
	p := Progress{Lifts: liftsOf(since(liftWeeks)), Records: recordsOf(log)}
	p.WeeklySets, p.DaysTrained = weeksOf(since(setWeeks), monday)
	return p
}

// mondayOf is the Monday of a day's week (ISO 8601).
func mondayOf(day time.Time) time.Time { return day.AddDate(0, 0, -(int(day.Weekday())+6)%7) }

func liftsOf(log []LoggedSet) []Lift {
	of := map[string][]LoggedSet{}
	for _, s := range log {
		of[s.Slug] = append(of[s.Slug], s)
	}
	var lifts []Lift
	for slug, sets := range of {
		e, err := fitness.FindExercise(slug)
		if points := fitness.MaximumTrend(sets, slug); err == nil && len(points) > 0 {
			lifts = append(lifts, Lift{e, points})
		}
	}
	slices.SortFunc(lifts, func(a, b Lift) int {
		return cmp.Or(len(b.Points)-len(a.Points), strings.Compare(a.Exercise.Slug, b.Exercise.Slug))
	})
	return lifts
}

// weeksOf counts sets and days week by week.
func weeksOf(log []LoggedSet, last time.Time) (sets []MuscleWeek, days []TrainedWeek) {
	of := map[time.Time][]LoggedSet{}
	trained := map[time.Time]bool{}
	first := last.AddDate(0, 0, 7)
	for _, s := range log {
		week := mondayOf(s.On)
		of[week] = append(of[week], s)
		trained[s.On] = true
		if week.Before(first) {
			first = week
		}
		if week.After(last) { // tomorrow, on a Sunday
			last = week
		}
	}
	for week := first; !week.After(last); week = week.AddDate(0, 0, 7) {
		one := TrainedWeek{Week: week}
		for i := range 7 {
			if trained[week.AddDate(0, 0, i)] {
				one.Days++
			}
		}
		days = append(days, one)
		muscles := fitness.SetsByMuscle(of[week], week)
		for _, muscle := range sortedKeys(muscles) {
			sets = append(sets, MuscleWeek{week, string(muscle), muscles[muscle]})
		}
	}
	return sets, days
}

func sortedKeys(sets map[fitness.Muscle]float64) []fitness.Muscle {
	var all []fitness.Muscle
	for muscle := range sets {
		all = append(all, muscle)
	}
	slices.Sort(all)
	return all
}

func recordsOf(log []LoggedSet) []BestOf {
	var all []BestOf
	for _, r := range fitness.PersonalRecords(log) {
		e, err := fitness.FindExercise(r.Slug)
		if err != nil {
			continue
		}
		best := BestOf{Exercise: e, Heaviest: r.Heaviest, Longest: r.Longest}
		if maximum, ok := r.Strongest.Maximum(); ok {
			best.Maximum, best.MaximumOn = maximum, r.Strongest.On
		}
		all = append(all, best)
	}
	return all
}

// beaten returns the records of a workout that beat earlier ones: the first time
// of an exercise beats nothing. What was not beaten is zero.
func beaten(before []LoggedSet, w Workout) []BestOf {
	mine := func(s LoggedSet) bool { return !slices.Contains(exercisesOf(w), s.Slug) }
	old := map[string]BestOf{}
	for _, r := range recordsOf(slices.DeleteFunc(slices.Clone(before), mine)) {
		old[r.Exercise.Slug] = r
	}
	var all []BestOf
	for _, r := range recordsOf(w.Sets) {
		was, known := old[r.Exercise.Slug]
		if !known {
			continue
		}
		if was.Maximum == 0 || r.Maximum <= was.Maximum {
			r.Maximum, r.MaximumOn = 0, time.Time{}
		}
		if was.Heaviest.Weight == 0 || r.Heaviest.Weight <= was.Heaviest.Weight {
			r.Heaviest = LoggedSet{}
		}
		if was.Longest.Slug == "" || r.Longest.Reps <= was.Longest.Reps && r.Longest.Seconds <= was.Longest.Seconds {
			r.Longest = LoggedSet{}
		}
		if r.Maximum > 0 || r.Heaviest.Slug != "" || r.Longest.Slug != "" {
			all = append(all, r)
		}
	}
	return all
}

// pulseZonesOf returns the zones by each formula that applies, none without an age.
func pulseZonesOf(p Person) []PulseZones {
	var all []PulseZones
	for _, z := range personalZones(p) {
		maximum, _, _, _ := z.Maximum.Rounded()
		of := PulseZones{Formula: string(z.Formula), Method: string(z.Method), Maximum: maximum, Sources: z.Sources()}
		for _, i := range zonesToShow(p) {
			low, high, _, _ := z.Of(i).Rounded()
			of.Zones = append(of.Zones, PulseZone{i.String(), low, high})
		}
		all = append(all, of)
	}
	return all
}
