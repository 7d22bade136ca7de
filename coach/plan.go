package coach

import (
	"context"
	"errors"
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
	Known     KnownWeek // the week that the person knows; zero before it is first asked for
	Version   int64     // from 1; another after each change
}

// Plans keeps plans: one of a person.
type Plans interface {
	// PlanOf returns ErrNoPlan when uid has none.
	PlanOf(ctx context.Context, uid string) (Plan, error)
	// SavePlan keeps a plan, a first one with version 1, in place of the version
	// before. It returns ErrPlanChanged when that is not there.
	SavePlan(ctx context.Context, p Plan) error
	// ChangeDay keeps what change makes of what is kept of a day, and returns it. Of
	// several at once each sees what the one before has kept; change may run more
	// than once. It returns the error of change, and ErrTooManyWorkouts.
	ChangeDay(ctx context.Context, uid string, day time.Time, change func(DayRecord) (DayRecord, error)) (DayRecord, error)
	// DoneDays returns the days from one to another, inclusive, that were done, in
	// their order.
	DoneDays(ctx context.Context, uid string, from, to time.Time) ([]DoneDay, error)
}

// DoneDay is a day that was ticked off.
type DoneDay struct {
	Day time.Time // midnight UTC
	At  time.Time
}

// DayRecord is what is kept of a day of a plan.
type DayRecord struct {
	DoneAt  time.Time // zero until the day is ticked off
	Workout *Workout  // what was logged with its ticks, Planned; nil is nothing
}

var (
	// ErrNoPlan says that the person has no plan yet.
	ErrNoPlan = errors.New("no plan")
	// ErrPlanChanged says that the plan changed between reading and writing.
	ErrPlanChanged = errors.New("plan changed at the same time")
	// ErrNoPlanFits says that equipment, conditions and minutes leave no week.
	ErrNoPlanFits = errors.New("no plan fits")
	// ErrNoPlanDay says that the plan has nothing on that day, or no such exercise.
	ErrNoPlanDay = errors.New("no such day in the plan")
	// ErrDayToCome says that a day of the plan is still to come.
	ErrDayToCome = errors.New("day still to come")
)

// Plan returns the week of today, in UTC, of a person's plan. The first time a plan
// is made from the profile and kept. What has changed since the person last knew
// their week is told until KnowWeek. It returns ErrNoPlanFits.
func (t *Training) Plan(ctx context.Context, uid string, p Person) (Week, error) {
	return t.PlanOn(ctx, uid, p, dayOf(t.now()))
}

// PlanOn is Plan where today is another day, midnight UTC. It is nowhere more than a
// day from UTC's: of a day further off it is the week of the nearest that can be.
func (t *Training) PlanOn(ctx context.Context, uid string, p Person, today time.Time) (Week, error) {
	if first, last := dayOf(t.now()).AddDate(0, 0, -1), dayOf(t.now()).AddDate(0, 0, 1); today.Before(first) {
		today = first
	} else if today.After(last) {
		today = last
	}
	plan, err := t.plan(ctx, uid, p)
	if err != nil {
		return Week{}, err
	}
	w, err := t.weekOf(ctx, plan, p, today)
	// A plan that was made before weeks were known has none. Where the week stays what
	// it was there is nothing to tell, and what was deleted is not kept for that.
	if err == nil && plan.Known.changedTo(w.known) == nil {
		err = t.know(ctx, plan, w.known)
	}
	return w, err
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
	return Plan{ID: newID(), UID: uid, CreatedAt: now, StartsOn: monday, Choices: chosen, Known: knownWeek(week)}, nil
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
