package coach

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"spotter/fitness"
)

// Week is one week of a plan.
type Week struct {
	Plan        Plan
	Goal        Goal
	Level       Level
	Minutes     int // of a session
	DaysPerWeek int
	Equipment   []string
	Number      int       // of the week in its cycle, 1–Weeks
	Weeks       int       // of a cycle
	Easy        bool      // its last week, or the log asks for it
	CycleBegan  time.Time // a Monday
	Days        []PlannedDay
	Progression []PlannedWeek
	Notes       []string
	Sources     []Source
	Changed     *WeekChange // since the person knew it; nil is not

	known KnownWeek
}

// PlannedDay is one session.
type PlannedDay struct {
	Date      time.Time // midnight UTC
	Title     string
	DoneAt    time.Time   // zero until it is ticked off
	Note      string      // of what was logged with it
	Kept      []LoggedSet // all that was logged with it, in its order, of other exercises too
	Minutes   int         // with the warm-up
	WarmUp    int         // minutes
	Exercises []PlannedExercise
}

// PlannedExercise is an exercise of a session.
type PlannedExercise struct {
	Exercise Exercise
	Dose     fitness.Dose
	Rest     int       // seconds after each set
	LoadKG   float64   // proposed from the log; 0 is not known, or the body alone
	Easier   *Exercise // to swap for, nil if none suits
	Harder   *Exercise
	Logged   []LoggedSet // with the day, when it was ticked off; none is not ticked
}

// Reps returns the repetitions of a set, 0 where the time counts.
func (e PlannedExercise) Reps() int {
	if e.Exercise.Counted == fitness.CountReps {
		return e.Dose.Amount
	}
	return 0
}

// Seconds returns how long a set takes, 0 where the repetitions count.
func (e PlannedExercise) Seconds() int {
	switch e.Exercise.Counted {
	case fitness.CountSeconds:
		return e.Dose.Amount
	case fitness.CountMinutes:
		return e.Dose.Amount * 60
	default:
		return 0
	}
}

// LoadPercent returns the load in percent of the one-repetition maximum; ok is
// false without a weight.
func (e PlannedExercise) LoadPercent() (low, high int, ok bool) {
	if e.Dose.Load.IsZero() {
		return 0, 0, false
	}
	low, high, _, _ = e.Dose.Load.Rounded()
	return low, high, true
}

// PlannedWeek is what a week of the cycle asks for.
type PlannedWeek struct {
	Number int
	Easy   bool
	Sets   int // of lifting
	What   string
}

// weekOf returns the week of a day.
func (t *Training) weekOf(ctx context.Context, plan Plan, p Person, day time.Time) (Week, error) {
	if day.Before(plan.StartsOn) {
		day = plan.StartsOn
	}
	log, err := t.Recent(ctx, plan.UID)
	if err != nil {
		return Week{}, err
	}
	c := p.planner(plan.Choices)
	made, err := c.weekPlan()
	if err != nil {
		return Week{}, noPlanFits(err)
	}
	monday := mondayOf(day)
	w := Week{
		Plan: plan, Goal: Goal(made.Request.Goal), Level: made.Request.Level, Minutes: made.Request.Minutes, DaysPerWeek: made.Request.Days,
		Weeks: fitness.PlanWeeks, Sources: made.Sources(), Equipment: []string{},
	}
	for _, e := range made.Request.Owned {
		w.Equipment = append(w.Equipment, string(e))
	}
	w.Number, w.CycleBegan = plan.weekOn(day)
	falling := plan.falling(made, log, monday)
	w.Easy = w.Number == fitness.PlanWeeks || falling
	if w.Days, err = t.recorded(ctx, w.daysOf(made, log, monday), plan.UID, monday); err != nil {
		return Week{}, err
	}
	w.Progression = progressionOf(made)
	w.Notes = c.notesOf(made, falling)
	w.known = knownWeek(made)
	w.Changed = plan.Known.changedTo(w.known)
	return w, nil
}

// falling reports whether the log asks for an easy week: of the plan's exercises
// that were logged in the two weeks before, at least half fell in two sessions.
// Right after an easy week nothing does.
func (p Plan) falling(made fitness.Plan, log []LoggedSet, monday time.Time) bool {
	if number, _ := p.weekOn(monday); number == 1 {
		return false
	}
	before := slices.DeleteFunc(slices.Clone(log), func(s LoggedSet) bool { return !s.On.Before(monday) })
	since := monday.AddDate(0, 0, -14)
	logged, fell := 0, 0
	for _, slug := range slugsOf(made) {
		if slices.ContainsFunc(before, func(s LoggedSet) bool { return s.Slug == slug && !s.On.Before(since) }) {
			logged++
			if fitness.NeedsEasyWeek(before, slug) {
				fell++
			}
		}
	}
	return fell > 0 && 2*fell >= logged
}

func slugsOf(made fitness.Plan) []string {
	var all []string
	for _, day := range made.Days {
		for _, item := range day.Items {
			all = union(all, []string{item.Exercise.Slug})
		}
	}
	return all
}

// datesOf returns the date of each day of a plan in the week from a Monday. Chosen
// weekdays take the training days in their order; what is done at home goes on days
// that are free.
func datesOf(made fitness.Plan, chosen []time.Weekday, monday time.Time) []time.Time {
	dates := make([]time.Time, len(made.Days))
	free := []int{5, 2, 0, 1, 3, 4, 6} // Saturday and Wednesday first, as the plan has them
	for _, w := range chosen {
		free = without(free, []int{fromMonday(w)})
	}
	next := 0
	for i, day := range made.Days {
		offset := day.Weekday - 1
		switch {
		case len(chosen) == 0:
		case day.Kind == fitness.HomeDay && len(free) > 0:
			offset, free = free[0], free[1:]
		case next < len(chosen):
			offset = fromMonday(chosen[next])
			next++
		}
		dates[i] = monday.AddDate(0, 0, offset)
	}
	return dates
}

// fromMonday is how many days after Monday a weekday is.
func fromMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

// mostInWeek bounds the workouts of a week that are looked at.
const mostInWeek = 200

// recorded are the days of a week with what is kept of them.
func (t *Training) recorded(ctx context.Context, days []PlannedDay, uid string, monday time.Time) ([]PlannedDay, error) {
	done, err := t.Store.DoneDays(ctx, uid, monday, monday.AddDate(0, 0, 6))
	if err != nil {
		return nil, doing("look which days are done", err)
	}
	list, err := t.Store.ListWorkouts(ctx, uid, WorkoutPage{Since: monday, Before: monday.AddDate(0, 0, 7), Most: mostInWeek})
	if err != nil {
		return nil, doing("look at the log of a week", err)
	}
	for i, day := range days {
		var r DayRecord
		for _, d := range done {
			if d.Day.Equal(day.Date) {
				r.DoneAt = d.At
			}
		}
		for _, w := range list {
			if w.Planned && w.Day.Equal(day.Date) {
				r.Workout = &w
			}
		}
		days[i] = day.with(r)
	}
	return days, nil
}

func (w Week) daysOf(made fitness.Plan, log []LoggedSet, monday time.Time) []PlannedDay {
	dose := w.Number
	if w.Easy {
		dose = fitness.PlanWeeks
	}
	var days []PlannedDay
	for i, date := range datesOf(made, w.Plan.Choices.Weekdays, monday) {
		of := made.Days[i]
		day := PlannedDay{Date: date, Title: of.Name, Minutes: int(math.Ceil(of.Minutes(dose))), WarmUp: of.WarmUp}
		for _, item := range of.Items {
			day.Exercises = append(day.Exercises, planned(made, i, item, dose, log))
		}
		days = append(days, day)
	}
	slices.SortFunc(days, func(a, b PlannedDay) int { return a.Date.Compare(b.Date) })
	return days
}

// dayOn returns which of its days a date is, -1 if none.
func (w Week) dayOn(date time.Time) int {
	return slices.IndexFunc(w.Days, func(d PlannedDay) bool { return d.Date.Equal(date) })
}

func planned(made fitness.Plan, day int, item fitness.PlanItem, week int, log []LoggedSet) PlannedExercise {
	load, _ := item.NextLoad(log, week)
	suits, err := made.Swaps(day, item.Exercise.Slug)
	if err != nil {
		suits = nil
	}
	return PlannedExercise{
		Exercise: item.Exercise, Dose: item.Weeks[week-1], Rest: item.Rest, LoadKG: load,
		Easier: firstOf(suits, item.Exercise.Easier), Harder: firstOf(suits, item.Exercise.Harder),
	}
}

// firstOf returns the first of some slugs that suits.
func firstOf(suits []Exercise, slugs []string) *Exercise {
	for _, e := range suits {
		if slices.Contains(slugs, e.Slug) {
			return &e
		}
	}
	return nil
}

func progressionOf(made fitness.Plan) []PlannedWeek {
	var weeks []PlannedWeek
	for number := 1; number <= fitness.PlanWeeks; number++ {
		w := PlannedWeek{Number: number, Easy: number == fitness.PlanWeeks, Sets: made.Sets(number)}
		w.What = fmt.Sprintf("%v of lifting", fitness.Exactly(float64(w.Sets), fitness.Sets))
		if item, ok := mainOf(made); ok {
			dose := item.Weeks[number-1]
			w.What += fmt.Sprintf(", such as %s %d×%d%s", exerciseName(item.Exercise.Slug), dose.Sets, dose.Amount, effortWords(dose.RPE, made.Request.Level))
		}
		if w.Easy {
			w.What = "An easy week: " + w.What
		}
		w.What += "."
		weeks = append(weeks, w)
	}
	return weeks
}

// mainOf is the first exercise with repetitions and an effort.
func mainOf(made fitness.Plan) (fitness.PlanItem, bool) {
	for _, day := range made.Days {
		for _, item := range day.Items {
			if item.Exercise.Counted == fitness.CountReps && item.Weeks[0].RPE > 0 {
				return item, true
			}
		}
	}
	return fitness.PlanItem{}, false
}

// effortWords says an effort by the repetitions that are left (Zourdos et al. 2016);
// to whoever is no beginner also as coaches do.
func effortWords(rpe float64, level Level) string {
	words := fmt.Sprintf(", each set with %v repetitions left", 10-rpe)
	if rpe == 9 {
		words = ", each set with one repetition left"
	}
	if level != fitness.Beginner {
		words += fmt.Sprintf(" (RPE %v)", rpe)
	}
	return words
}
