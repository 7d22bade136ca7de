package coach

import (
	"reflect"
	"time"

	"spotter/fitness"
)

// PlanChoices is what somebody chose for their plan. What is zero comes from the
// profile, so that a plan keeps up with it.
type PlanChoices struct {
	DaysPerWeek int
	Minutes     int // of a session
	Goal        Goal
	Equipment   []string       // nil is that of the profile, empty is none
	Weekdays    []time.Weekday // to train on, from Monday on; empty is spread evenly
	Swaps       []Swap         // in the order in which they were made
}

// Swap is another exercise on one day of a plan.
type Swap struct {
	Day  int // of the plan, from 0
	Slug string
	For  string // the slug that is done instead
}

// StandingPlan is the plan that somebody follows, as a conversation needs it.
type StandingPlan struct {
	Choices PlanChoices
	Week    int // 1–fitness.PlanWeeks, whose doses count
}

// weekRequest is what the plan of a week is made for: what this chat says goes
// before what was chosen for the plan, that before what is remembered, and that
// before the profile. It is the one
// place where a week is asked for, so that chat and GET /plan never differ.
func (c *chat) weekRequest() fitness.PlanRequest {
	var chosen PlanChoices
	if c.Plan != nil {
		chosen = c.Plan.Choices
	}
	with := *c
	with.Goal = or(chosen.Goal, c.Goal)
	if chosen.Equipment != nil {
		with.Person.Equipment = chosen.Equipment
		with.owned = ownedBy(with.Person, c.said)
	}
	days := or(c.said.Days, or(chosen.DaysPerWeek, c.DaysPerWeek))
	minutes := or(c.want.Minutes, or(float64(chosen.Minutes), or(facts(c.Remembered).minutes(), usualMinutes)))
	r := with.planRequest(days, minutes)
	r.Recent, r.Seed = nil, uint64(c.want.Skip)
	return r
}

// weekPlan makes the plan of weekRequest, with what was swapped in it. A swap that
// does not suit any more is left out.
func (c *chat) weekPlan() (fitness.Plan, error) {
	plan, err := fitness.PlanWeek(c.weekRequest())
	if err != nil || c.Plan == nil {
		return plan, err
	}
	for _, s := range c.Plan.Choices.Swaps {
		if swapped, err := plan.Swap(s.Day, s.Slug, s.For); err == nil {
			plan = swapped
		}
	}
	return plan, nil
}

// follows reports whether a plan is the one that is kept, and not another that this
// chat asks for.
func (c *chat) follows(plan fitness.Plan) bool {
	if c.Plan == nil {
		return false
	}
	kept := c.asPlanned().weekRequest()
	kept.Goal = or(kept.Goal, fitness.HealthGoal) // as PlanWeek takes it
	return reflect.DeepEqual(kept, plan.Request)
}

// asPlanned is the chat as the kept plan sees it: without what was said of days.
func (c *chat) asPlanned() *chat {
	p := c.Person
	p.DaysPerWeek = c.ownDays
	return p.planner(c.Plan.Choices)
}

// keptWeekdays are the days of the week on which the kept plan has the days of this
// one; none without a kept plan.
func (c *chat) keptWeekdays(plan fitness.Plan) (days []time.Weekday) {
	if c.Plan == nil {
		return nil
	}
	for _, date := range datesOf(plan, c.Plan.Choices.Weekdays, firstMonday) {
		days = append(days, date.Weekday())
	}
	return days
}

// firstMonday is one to count weekdays from.
var firstMonday = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// planner is the person as an answer about nothing but their plan sees them.
func (p Person) planner(chosen PlanChoices) *chat {
	p.Plan = &StandingPlan{Choices: chosen, Week: 1}
	return chatWith(p.recalling(), read(""), said{}, wanted{}, 0)
}
