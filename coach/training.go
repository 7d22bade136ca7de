package coach

import (
	"context"
	"errors"
	"slices"
	"time"

	"spotter/fitness"
)

// TrainingStore keeps workouts and plans. Implementations decide every race by
// one conditional statement and are safe for concurrent use by several processes.
// What belongs to another person is not there for them.
type TrainingStore interface {
	Workouts
	Plans
}

// Workouts keeps what was done.
type Workouts interface {
	// AddWorkout keeps a workout and returns it. Where the person has one of the same
	// RequestKey, it keeps none and returns that one. It returns ErrTooManyWorkouts
	// when they have MaxWorkouts.
	AddWorkout(ctx context.Context, w Workout) (kept Workout, err error)
	// ListWorkouts returns the workouts of uid that the page names, the latest
	// day first and of a day the latest told.
	ListWorkouts(ctx context.Context, uid string, p WorkoutPage) ([]Workout, error)
	// DeleteWorkout takes back, with a planned workout, that its day was done. It
	// returns ErrNoWorkout when uid has no such one.
	DeleteWorkout(ctx context.Context, uid, id string) error
}

// WorkoutPage names workouts of a list.
type WorkoutPage struct {
	Since    time.Time // of that day and later; zero is from the first on
	Before   time.Time // of days before; zero is from the latest on
	BeforeID string    // and of that day, the ids before this
	Most     int
}

// Training is the rules of plan and log: what may be logged, what follows from it,
// and which week it is. Safe for concurrent use. Today is the day in UTC.
type Training struct {
	Store TrainingStore
	Now   func() time.Time // time.Now if nil
}

func (t *Training) now() time.Time {
	if t.Now == nil {
		return time.Now()
	}
	return t.Now()
}

// What of the log the coach looks at.
const (
	recentWeeks    = 12
	recentWorkouts = 100
	recentSets     = 500
)

// Recent returns what was lifted lately, the oldest first: the newest 500 sets of
// twelve weeks, by one read.
func (t *Training) Recent(ctx context.Context, uid string) ([]LoggedSet, error) {
	since := dayOf(t.now()).AddDate(0, 0, -7*recentWeeks)
	list, err := t.Store.ListWorkouts(ctx, uid, WorkoutPage{Since: since, Most: recentWorkouts})
	return setsOf(list, recentSets), doing("look at the log", err)
}

// lastWorkouts is how many workouts a day is taken to have at most.
const lastWorkouts = 5

// LastSession returns what was lifted on the last days of twelve weeks: enough for
// a greeting, and cheaper than Recent.
func (t *Training) LastSession(ctx context.Context, uid string) ([]LoggedSet, error) {
	since := dayOf(t.now()).AddDate(0, 0, -7*recentWeeks)
	list, err := t.Store.ListWorkouts(ctx, uid, WorkoutPage{Since: since, Most: lastWorkouts})
	return setsOf(list, recentSets), doing("look at the log", err)
}

// setsOf returns the newest sets of workouts that stand the latest first, in their
// order in time.
func setsOf(list []Workout, most int) []LoggedSet {
	n := 0
	for i, w := range list {
		if n += len(w.Sets); n > most {
			list = list[:i]
			break
		}
	}
	var log []LoggedSet
	for _, w := range slices.Backward(list) {
		log = append(log, w.Sets...)
	}
	return log
}

// Know returns the person with their log and plan.
func (t *Training) Know(ctx context.Context, uid string, p Person) (Person, error) {
	log, err := t.Recent(ctx, uid)
	if err != nil {
		return p, err
	}
	p.Log = log
	p.Plan, err = t.standing(ctx, uid, p)
	return p, err
}

// Logged is a workout that was just logged, and what follows from it.
type Logged struct {
	Workout Workout
	Next    []NextSet // for each exercise with repetitions, in their order
	Records []BestOf  // where the workout beat what was there before
}

// NextSet is what to do of an exercise the next time.
type NextSet struct {
	Exercise Exercise
	Move     string  // "raise", "add reps", "keep" or "take easy"
	WeightKG float64 // 0 is the body alone
	Reps     int
}

// Log keeps a workout, once for each RequestKey: the second time it returns what the
// first has kept. It returns FieldErrors, ErrKeyReused or ErrTooManyWorkouts.
func (t *Training) Log(ctx context.Context, uid string, p Person, e WorkoutEntry) (Logged, error) {
	w, err := e.workout(uid, t.now())
	if err != nil {
		return Logged{}, err
	}
	kept, err := t.Store.AddWorkout(ctx, w)
	if err != nil {
		return Logged{}, doing("log a workout", err)
	}
	if !kept.Day.Equal(w.Day) || kept.Note != w.Note || !slices.Equal(kept.Sets, w.Sets) {
		return Logged{}, ErrKeyReused
	}
	return t.worthOf(ctx, uid, p, kept)
}

func loggedAfter(p Person, before []LoggedSet, w Workout) Logged {
	return Logged{w, nextSets(p, append(slices.Clip(before), w.Sets...), w), beaten(before, w)}
}

// nextSets proposes the next session of each exercise.
func nextSets(p Person, log []LoggedSet, w Workout) []NextSet {
	target := int(prescriptionFor(p.known()).Reps.High)
	var all []NextSet
	for _, slug := range exercisesOf(w) {
		next, err := fitness.NextSession(log, slug, target)
		if e, found := fitness.FindExercise(slug); err == nil && found == nil {
			all = append(all, NextSet{e, string(next.Move), next.Weight, next.Reps})
		}
	}
	return all
}

func exercisesOf(w Workout) []string {
	var all []string
	for _, s := range w.Sets {
		all = union(all, []string{s.Slug})
	}
	return all
}

// List returns workouts of a person, the latest first.
func (t *Training) List(ctx context.Context, uid string, p WorkoutPage) ([]Workout, error) {
	list, err := t.Store.ListWorkouts(ctx, uid, p)
	return list, doing("list workouts", err)
}

// Delete deletes a workout. It returns ErrNoWorkout.
func (t *Training) Delete(ctx context.Context, uid, id string) error {
	return doing("delete a workout", t.Store.DeleteWorkout(ctx, uid, id))
}

const workoutsAtOnce = 1000

// TrainingRecord is what is kept of a person beside their workouts.
type TrainingRecord struct {
	Plan *Plan     // nil is none
	Done []DoneDay // in their order
}

// EachWorkout tells every workout of a person, the latest first, and reads few of
// them at a time. It ends with the error of tell.
func (t *Training) EachWorkout(ctx context.Context, uid string, tell func(Workout) error) error {
	p := WorkoutPage{Most: exportAtOnce}
	for {
		list, err := t.List(ctx, uid, p)
		if err != nil {
			return err
		}
		for _, w := range list {
			if err := tell(w); err != nil {
				return err
			}
			p.Before, p.BeforeID = w.Day, w.ID
		}
		if len(list) < p.Most {
			return nil
		}
	}
}

// Export returns what is kept of a person beside their workouts.
func (t *Training) Export(ctx context.Context, uid string) (TrainingRecord, error) {
	var r TrainingRecord
	plan, err := t.Store.PlanOf(ctx, uid)
	switch {
	case err == nil:
		r.Plan = &plan
	case !errors.Is(err, ErrNoPlan):
		return r, doing("look up a plan", err)
	}
	r.Done, err = t.Store.DoneDays(ctx, uid, firstDay, t.now().AddDate(100, 0, 0))
	return r, doing("look which days are done", err)
}

// mostSets bounds the sets that progress and records are made from, the newest.
const mostSets = 100_000

// all returns the whole log, the oldest first.
func (t *Training) all(ctx context.Context, uid string) ([]LoggedSet, error) {
	list, err := t.upTo(ctx, uid, mostSets)
	return setsOf(list, mostSets), err
}

// upTo reads workouts until there are so many sets.
func (t *Training) upTo(ctx context.Context, uid string, sets int) ([]Workout, error) {
	var all []Workout
	p := WorkoutPage{Most: workoutsAtOnce}
	for {
		list, err := t.Store.ListWorkouts(ctx, uid, p)
		if err != nil {
			return nil, doing("read the log", err)
		}
		all = append(all, list...)
		for _, w := range list {
			sets -= len(w.Sets)
		}
		if len(list) < p.Most || sets <= 0 {
			return all, nil
		}
		last := list[len(list)-1]
		p.Before, p.BeforeID = last.Day, last.ID
	}
}
