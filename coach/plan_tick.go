package coach

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"spotter/fitness"
)

// TickedDay is a day of the plan after a tick, and what follows from its sets.
type TickedDay struct {
	PlannedDay
	Logged *Logged // everything that is logged with the day; nil is nothing
}

// Tick notes that a day of the plan was done, from the plan's first day to today.
// The sets of the entry are logged as the day's workout, in place of those before;
// with nil sets, what is not logged with the day yet is logged as it was planned;
// with none at all, nothing is. It returns a *FieldError, ErrNoPlanDay, ErrDayToCome
// or ErrTooManyWorkouts.
func (t *Training) Tick(ctx context.Context, uid string, p Person, date string, e WorkoutEntry) (TickedDay, error) {
	day, err := t.dayToTick(ctx, uid, p, date)
	if err != nil {
		return TickedDay{}, err
	}
	if err := e.noteOfTick(); err != nil {
		return TickedDay{}, err
	}
	var done *Workout
	if e.Date = date; len(e.Sets) > 0 {
		w, err := e.workout(uid, t.now())
		if err != nil {
			return TickedDay{}, err
		}
		w.Planned = true
		done = &w
	}
	return t.changeDay(ctx, uid, p, day, func(r DayRecord) (DayRecord, error) {
		if r.DoneAt.IsZero() {
			r.DoneAt = t.now()
		}
		switch {
		case done != nil:
			r.Workout = done
		case e.Sets == nil:
			if err := r.logPlanned(t.workoutOn(uid, day.Date), day.Exercises, day.Exercises); err != nil {
				return r, err
			}
			if r.Workout != nil && e.Note != "" {
				w := *r.Workout
				w.Note = e.Note
				r.Workout = &w
			}
		}
		return r, nil
	})
}

var errNoteAlone = &FieldError{"note", "Log at least one set with a note: it is kept with the workout."}

// noteOfTick checks a note before anything is logged: it is kept with the sets.
func (e WorkoutEntry) noteOfTick() error {
	if e.Note != "" && e.Sets != nil && len(e.Sets) == 0 {
		return errNoteAlone
	}
	return checkNote(e.Note)
}

// TickExercise notes that an exercise of a day of the plan was done: with these
// sets, in place of those before, or with nil sets as it was planned, unless some are
// logged. The day is done with its last exercise. It returns what Tick returns.
func (t *Training) TickExercise(ctx context.Context, uid string, p Person, date, exercise string, sets []SetEntry) (TickedDay, error) {
	day, err := t.dayToTick(ctx, uid, p, date)
	if err != nil {
		return TickedDay{}, err
	}
	of, err := day.exercise(exercise)
	if err != nil {
		return TickedDay{}, err
	}
	given, err := setsOfOne(of.Exercise, sets, day.Date)
	if err != nil {
		return TickedDay{}, err
	}
	return t.changeDay(ctx, uid, p, day, func(r DayRecord) (DayRecord, error) {
		var err error
		if len(given) > 0 {
			err = r.log(t.workoutOn(uid, day.Date), given, day.Exercises)
		} else {
			err = r.logPlanned(t.workoutOn(uid, day.Date), []PlannedExercise{of}, day.Exercises)
		}
		if err == nil && r.DoneAt.IsZero() && r.isWhole(day.Exercises) {
			r.DoneAt = t.now()
		}
		return r, err
	})
}

// Untick takes back that a day of the plan was done, and everything that is logged
// with it: once or several times. It returns ErrNoPlanDay where the plan has nothing
// on that day and nothing is noted of it.
func (t *Training) Untick(ctx context.Context, uid string, p Person, date string) error {
	day, err := time.Parse(dayText, date)
	if err != nil {
		return ErrNoPlanDay
	}
	_, unplanned := t.plannedDay(ctx, uid, p, date)
	_, err = t.Store.ChangeDay(ctx, uid, day, func(r DayRecord) (DayRecord, error) {
		if r.Workout == nil && r.DoneAt.IsZero() {
			return r, unplanned
		}
		return DayRecord{}, nil
	})
	return doing("take back a tick", err)
}

// UntickExercise takes away the sets that are logged of an exercise with a day of
// the plan, and with them that the day is done. It returns ErrNoPlanDay where the
// plan has no such exercise on that day and none is logged with it.
func (t *Training) UntickExercise(ctx context.Context, uid string, p Person, date, exercise string) error {
	day, err := time.Parse(dayText, date)
	e, unknown := fitness.NamedExercise(exercise)
	if err != nil || unknown != nil {
		return ErrNoPlanDay
	}
	planned, unplanned := t.plannedDay(ctx, uid, p, date)
	if unplanned == nil {
		_, unplanned = planned.exercise(e.Slug)
	}
	_, err = t.Store.ChangeDay(ctx, uid, day, func(r DayRecord) (DayRecord, error) {
		if len(r.setsOf(e.Slug)) == 0 {
			return r, unplanned
		}
		r.DoneAt = time.Time{}
		err := r.log(Workout{}, nil, nil, e.Slug)
		return r, err
	})
	return doing("take back a tick", err)
}

// dayToTick is plannedDay of a day that has come: in UTC tomorrow has, for that is
// today in the east.
func (t *Training) dayToTick(ctx context.Context, uid string, p Person, date string) (PlannedDay, error) {
	day, err := t.plannedDay(ctx, uid, p, date)
	if err == nil && day.Date.After(dayOf(t.now()).AddDate(0, 0, 1)) {
		err = ErrDayToCome
	}
	return day, err
}

// plannedDay finds a day of the plan, from its first to the end of the week that it
// is in the east: there the next one begins before UTC's ends.
func (t *Training) plannedDay(ctx context.Context, uid string, p Person, date string) (PlannedDay, error) {
	plan, err := t.plan(ctx, uid, p)
	if err != nil {
		return PlannedDay{}, err
	}
	day, err := time.Parse(dayText, date)
	if err != nil || day.Before(plan.StartsOn) || day.After(lastOf(plan, dayOf(t.now()).AddDate(0, 0, 1))) {
		return PlannedDay{}, ErrNoPlanDay
	}
	week, err := t.weekOf(ctx, plan, p, day)
	if err != nil {
		return PlannedDay{}, err
	}
	at := week.dayOn(day)
	if at < 0 {
		return PlannedDay{}, ErrNoPlanDay
	}
	return week.Days[at], nil
}

// changeDay keeps a change and returns the day as it is then.
func (t *Training) changeDay(ctx context.Context, uid string, p Person, day PlannedDay, change func(DayRecord) (DayRecord, error)) (TickedDay, error) {
	r, err := t.Store.ChangeDay(ctx, uid, day.Date, change)
	if err != nil {
		return TickedDay{}, doing("tick off a day", err)
	}
	out := TickedDay{PlannedDay: day.with(r)}
	if r.Workout == nil {
		return out, nil
	}
	logged, err := t.worthOf(ctx, uid, p, *r.Workout)
	out.Logged = &logged
	return out, err
}

// worthOf is what a kept workout is worth beside the rest of the log.
func (t *Training) worthOf(ctx context.Context, uid string, p Person, w Workout) (Logged, error) {
	list, err := t.upTo(ctx, uid, mostSets)
	if err != nil {
		return Logged{}, err
	}
	list = slices.DeleteFunc(list, func(other Workout) bool { return other.ID == w.ID })
	return loggedAfter(p, setsOf(list, mostSets), w), nil
}

// lastOf is the last day of the plan that there is: of this week, or of the first.
func lastOf(p Plan, today time.Time) time.Time {
	monday := mondayOf(today)
	if monday.Before(p.StartsOn) {
		monday = p.StartsOn
	}
	return monday.AddDate(0, 0, 6)
}

// workoutOn is a workout without sets yet.
func (t *Training) workoutOn(uid string, day time.Time) Workout {
	return Workout{ID: newID(), UID: uid, Day: day, CreatedAt: t.now()}
}

// exercise finds an exercise of the day by slug, name or alias.
func (d PlannedDay) exercise(name string) (PlannedExercise, error) {
	e, err := fitness.NamedExercise(name)
	for _, of := range d.Exercises {
		if err == nil && of.Exercise.Slug == e.Slug {
			return of, nil
		}
	}
	return PlannedExercise{}, ErrNoPlanDay
}

// with is the day with what is kept of it.
func (d PlannedDay) with(r DayRecord) PlannedDay {
	d.DoneAt, d.Note, d.Exercises = r.DoneAt, "", slices.Clone(d.Exercises)
	for i := range d.Exercises {
		d.Exercises[i].Logged = r.setsOf(d.Exercises[i].Exercise.Slug)
	}
	if d.Kept = nil; r.Workout != nil {
		d.Note, d.Kept = r.Workout.Note, slices.Clone(r.Workout.Sets)
	}
	return d
}

// setsOfOne checks sets that are all of one exercise.
func setsOfOne(e Exercise, entries []SetEntry, day time.Time) ([]LoggedSet, error) {
	switch n := len(entries); {
	case entries == nil:
		return nil, nil
	case n == 0:
		return nil, &FieldError{"sets", "Log at least one set, or leave sets out to log them as they are planned."}
	case n > MaxSets:
		return nil, &FieldError{"sets", fmt.Sprintf("Log at most %d sets with a day.", MaxSets)}
	}
	var faults FieldErrors
	for i, entry := range entries {
		if named, err := fitness.NamedExercise(entry.Exercise); err == nil && named.Slug != e.Slug {
			faults = append(faults, &FieldError{fmt.Sprintf("sets[%d].exercise", i), "Log sets of " + e.Slug + " here, and others with their own exercise."})
		}
	}
	sets, more := setsFrom(entries, day)
	if faults = append(faults, more...); len(faults) > 0 {
		return nil, faults
	}
	return sets, nil
}

// planned are the sets that a day asks for. A tick does not say how hard they were.
func (e PlannedExercise) planned(day time.Time) []LoggedSet {
	set := LoggedSet{On: day, Slug: e.Exercise.Slug, Reps: e.Reps(), Seconds: e.Seconds(), Weight: e.LoadKG}
	return slices.Repeat([]LoggedSet{set}, e.Dose.Sets)
}

// wantsLoad reports whether nobody knows yet with which weight it is done.
func (e PlannedExercise) wantsLoad() bool { return !e.Dose.Load.IsZero() && e.LoadKG == 0 }

func (r DayRecord) setsOf(slug string) []LoggedSet {
	if r.Workout == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Workout.Sets), func(s LoggedSet) bool { return s.Slug != slug })
}

// isWhole reports whether something is logged of every exercise.
func (r DayRecord) isWhole(all []PlannedExercise) bool {
	return !slices.ContainsFunc(all, func(e PlannedExercise) bool { return len(r.setsOf(e.Exercise.Slug)) == 0 })
}

// logPlanned logs exercises as they are planned, but for those that something is
// logged of. begin is the workout where there is none yet.
func (r *DayRecord) logPlanned(begin Workout, exercises, order []PlannedExercise) error {
	var sets []LoggedSet
	var heavy []string
	for _, e := range exercises {
		switch {
		case len(r.setsOf(e.Exercise.Slug)) > 0:
		case e.wantsLoad():
			heavy = append(heavy, e.Exercise.Name)
		default:
			sets = append(sets, e.planned(begin.Day)...)
		}
	}
	if len(heavy) > 0 {
		return &FieldError{"sets", "Say with which weight: the log does not know yet what you take for " + strings.Join(heavy, ", ") + "."}
	}
	if len(sets) == 0 {
		return nil
	}
	return r.log(begin, sets, order)
}

// log puts sets in the place of those of the same exercises, and of the exercises
// that are named besides, in the order of the plan. A workout without sets is none.
func (r *DayRecord) log(begin Workout, sets []LoggedSet, order []PlannedExercise, gone ...string) error {
	if r.Workout != nil {
		begin = *r.Workout
	}
	for _, s := range sets {
		gone = union(gone, []string{s.Slug})
	}
	rest := slices.DeleteFunc(slices.Clone(begin.Sets), func(s LoggedSet) bool { return slices.Contains(gone, s.Slug) })
	if begin.Sets = append(rest, sets...); len(begin.Sets) > MaxSets {
		return &FieldError{"sets", fmt.Sprintf("Log at most %d sets with a day.", MaxSets)}
	}
	if r.Workout = nil; len(begin.Sets) == 0 {
		return nil
	}
	place := func(s LoggedSet) int {
		at := slices.IndexFunc(order, func(e PlannedExercise) bool { return e.Exercise.Slug == s.Slug })
		if at < 0 {
			at = len(order)
		}
		return at
	}
	if order != nil {
		slices.SortStableFunc(begin.Sets, func(a, b LoggedSet) int { return place(a) - place(b) })
	}
	begin.Planned = true
	r.Workout = &begin
	return nil
}
