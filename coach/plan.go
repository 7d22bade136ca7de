package coach

import (
	"context"
	"errors"
	"slices"
	"time"

	"spotter/fitness"
)

// Plan is the plan that a person follows, as it is kept: the exercises follow from
// the profile and the choices, the week from the clock, the loads from the log.
type Plan struct {
	ID        string // UUIDv7
	UID       string
	CreatedAt time.Time
	StartsOn  time.Time // a Monday, midnight UTC
	Choices   PlanChoices
	Version   int64 // from 1; another after each change
}

// Plans keeps plans: one of a person.
type Plans interface {
	// PlanOf returns ErrNoPlan when uid has none.
	PlanOf(ctx context.Context, uid string) (Plan, error)
	// SavePlan keeps a plan, a first one with version 1, in place of the version
	// before. It returns ErrPlanChanged when that is not there.
	SavePlan(ctx context.Context, p Plan) error
	// TickDay notes that a day was done, where it is not noted yet, with its
	// workout in place of what came with an earlier tick; nil changes no workout.
	// It returns ErrTooManyWorkouts.
	TickDay(ctx context.Context, uid string, d DoneDay, w *Workout) error
	// DoneDays returns the days from one to another, inclusive, that were done, in
	// their order.
	DoneDays(ctx context.Context, uid string, from, to time.Time) ([]DoneDay, error)
}

// DoneDay is a day that was ticked off.
type DoneDay struct {
	Day time.Time // midnight UTC
	At  time.Time
}

var (
	// ErrNoPlan says that the person has no plan yet.
	ErrNoPlan = errors.New("no plan")
	// ErrPlanChanged says that the plan changed between reading and writing.
	ErrPlanChanged = errors.New("plan changed at the same time")
	// ErrNoPlanFits says that equipment, conditions and minutes leave no week.
	ErrNoPlanFits = errors.New("no plan fits")
	// ErrNoPlanDay says that the plan has nothing on that day.
	ErrNoPlanDay = errors.New("no such day in the plan")
)

// Plan returns the week of today of a person's plan. The first time a plan is made
// from the profile and kept. It returns ErrNoPlanFits.
func (t *Training) Plan(ctx context.Context, uid string, p Person) (Week, error) {
	plan, err := t.plan(ctx, uid, p)
	if err != nil {
		return Week{}, err
	}
	return t.weekOf(ctx, plan, p, dayOf(t.now()))
}

// plan returns the kept plan, or keeps a new one.
func (t *Training) plan(ctx context.Context, uid string, p Person) (Plan, error) {
	plan, err := t.Store.PlanOf(ctx, uid)
	if !errors.Is(err, ErrNoPlan) {
		return plan, doing("look up a plan", err)
	}
	if plan, err = t.newPlan(uid, p, PlanChoices{}); err != nil {
		return plan, err
	}
	plan.Version = 1
	if err = t.Store.SavePlan(ctx, plan); errors.Is(err, ErrPlanChanged) { // another was first
		plan, err = t.Store.PlanOf(ctx, uid)
	}
	return plan, doing("make a plan", err)
}

// newPlan begins this week while at least half of its days are still to come, and
// else next Monday: nobody begins with the second week.
func (t *Training) newPlan(uid string, p Person, chosen PlanChoices) (Plan, error) {
	now := t.now()
	week, err := p.planner(chosen).weekPlan()
	if err != nil {
		return Plan{}, noPlanFits(err)
	}
	monday := mondayOf(dayOf(now))
	days := datesOf(week, chosen.Weekdays, monday)
	toCome := 0
	for _, day := range days {
		if !day.Before(dayOf(now)) {
			toCome++
		}
	}
	if 2*toCome < len(days) {
		monday = monday.AddDate(0, 0, 7)
	}
	return Plan{ID: newID(), UID: uid, CreatedAt: now, StartsOn: monday, Choices: chosen}, nil
}

// noPlanFits says what PlanWeek says, as a fact of this package.
func noPlanFits(err error) error {
	if errors.Is(err, fitness.ErrNothingLeft) || errors.Is(err, fitness.ErrPlanTooShort) {
		return errors.Join(ErrNoPlanFits, err)
	}
	return doing("plan a week", err)
}

// standing is the plan of a person for a conversation, nil where there is none.
func (t *Training) standing(ctx context.Context, uid string, p Person) (*StandingPlan, error) {
	plan, err := t.Store.PlanOf(ctx, uid)
	if errors.Is(err, ErrNoPlan) {
		return nil, nil
	}
	if err != nil {
		return nil, doing("look up a plan", err)
	}
	number, _ := plan.weekOn(dayOf(t.now()))
	return &StandingPlan{plan.Choices, number}, nil
}

// weekOn returns the week of its cycle, from 1, that a day is in, and the Monday on
// which that cycle began. After the last week the next cycle begins.
func (p Plan) weekOn(day time.Time) (number int, began time.Time) {
	weeks := max(0, int(mondayOf(day).Sub(p.StartsOn).Hours()/(7*24)))
	number = weeks%fitness.PlanWeeks + 1
	return number, p.StartsOn.AddDate(0, 0, 7*(weeks+1-number))
}

// TickedDay is a day that was ticked off, and what follows from its sets.
type TickedDay struct {
	PlannedDay
	Logged *Logged // nil without sets
}

// Tick notes that a day of the plan was done, from the plan's first day to the end
// of this week. With sets it logs them as the day's workout, in place of those of an
// earlier tick. It returns a *FieldError, ErrNoPlanDay or ErrTooManyWorkouts.
func (t *Training) Tick(ctx context.Context, uid string, p Person, date string, e WorkoutEntry) (TickedDay, error) {
	plan, err := t.plan(ctx, uid, p)
	if err != nil {
		return TickedDay{}, err
	}
	day, err := time.Parse(dayText, date)
	if err != nil || day.Before(plan.StartsOn) || day.After(lastOf(plan, dayOf(t.now()))) {
		return TickedDay{}, ErrNoPlanDay
	}
	week, err := t.weekOf(ctx, plan, p, day)
	if err != nil {
		return TickedDay{}, err
	}
	at := week.dayOn(day)
	if at < 0 {
		return TickedDay{}, ErrNoPlanDay
	}
	var logged *Logged
	var done *Workout
	if e.Date = date; len(e.Sets) > 0 && day.After(dayOf(t.now()).AddDate(0, 0, 1)) {
		return TickedDay{}, &FieldError{"sets", "This day is still to come: tick it off without sets, or log them on the day."}
	}
	if len(e.Sets) > 0 {
		if logged, err = t.plannedWorkout(ctx, uid, p, e); err != nil {
			return TickedDay{}, err
		}
		done = &logged.Workout
	}
	tick := DoneDay{day, t.now()}
	if err := t.Store.TickDay(ctx, uid, tick, done); err != nil {
		return TickedDay{}, doing("tick off a day", err)
	}
	if week, err = t.weekOf(ctx, plan, p, day); err != nil {
		return TickedDay{}, err
	}
	return TickedDay{week.Days[at], logged}, nil
}

// plannedWorkout is what the sets of a planned day are worth beside the rest of the
// log, in which those of an earlier tick do not count.
func (t *Training) plannedWorkout(ctx context.Context, uid string, p Person, e WorkoutEntry) (*Logged, error) {
	w, err := e.workout(uid, t.now())
	if err != nil {
		return nil, err
	}
	w.Planned = true
	list, err := t.upTo(ctx, uid, mostSets)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(old Workout) bool { return old.Planned && old.Day.Equal(w.Day) })
	l := loggedAfter(p, setsOf(list, mostSets), w)
	return &l, nil
}

// lastOf is the last day that may be ticked off: of this week, or of the first.
func lastOf(p Plan, today time.Time) time.Time {
	monday := mondayOf(today)
	if monday.Before(p.StartsOn) {
		monday = p.StartsOn
	}
	return monday.AddDate(0, 0, 6)
}
