package coach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"spotter/fitness"
)

// PlanChange is what to change of a plan. Nil leaves a thing as it is; a zero value
// goes back to the profile.
type PlanChange struct {
	DaysPerWeek *int
	Minutes     *int
	Goal        *Goal
	Equipment   *[]string // words of the catalogue
	Weekdays    *[]string // "monday"
	StartOver   bool      // forget earlier choices, and begin with week 1
	Swap        *SwapWish
}

// SwapWish is another exercise on a day of this week.
type SwapWish struct {
	Date     string // YYYY-MM-DD
	Exercise string // of that day: slug, name or alias
	For      string // "easier", "harder", or slug, name or alias; "" is the next best
}

// mostSwaps bounds the swaps of a plan.
const mostSwaps = 50

// ChangePlan changes a plan and returns its week of today. It returns a *FieldError,
// ErrNoPlanFits or ErrPlanChanged.
func (t *Training) ChangePlan(ctx context.Context, uid string, p Person, change PlanChange) (Week, error) {
	var err error
	for range askTries {
		var w Week
		if w, err = t.changePlan(ctx, uid, p, change); !errors.Is(err, ErrPlanChanged) {
			return w, err
		}
	}
	return Week{}, err
}

func (t *Training) changePlan(ctx context.Context, uid string, p Person, change PlanChange) (Week, error) {
	old, err := t.kept(ctx, uid, p, change)
	if err != nil {
		return Week{}, err
	}
	plan := old
	if plan.Choices, err = old.Choices.with(change); err != nil {
		return Week{}, err
	}
	if change.Swap != nil {
		if err := t.swap(&plan, p, *change.Swap); err != nil {
			return Week{}, err
		}
	}
	made, err := t.newPlan(uid, p, plan.Choices)
	if err != nil {
		return Week{}, misfit(change, err)
	}
	if change.StartOver || old.Version == 0 {
		plan.ID, plan.UID, plan.CreatedAt, plan.StartsOn = made.ID, uid, made.CreatedAt, made.StartsOn
	}
	plan.Known, plan.Version = made.Known, old.Version+1
	if err := t.Store.SavePlan(ctx, plan); err != nil {
		return Week{}, doing("change a plan", err)
	}
	return t.weekOf(ctx, plan, p, dayOf(t.now()))
}

// kept returns the plan to change: where there is none, or none of its choices is to
// stay, one without choices.
func (t *Training) kept(ctx context.Context, uid string, p Person, change PlanChange) (Plan, error) {
	plan, err := t.Store.PlanOf(ctx, uid)
	if errors.Is(err, ErrNoPlan) {
		plan, err = Plan{StartsOn: mondayOf(dayOf(t.now()))}, nil
	}
	if change.StartOver {
		plan.Choices, plan.StartsOn = PlanChoices{}, mondayOf(dayOf(t.now()))
	}
	return plan, doing("look up a plan", err)
}

// with returns the choices with a change, checked. What trains other days has no
// swaps: they name a day.
func (c PlanChoices) with(change PlanChange) (PlanChoices, error) {
	if n := change.DaysPerWeek; n != nil {
		if *n != 0 && (*n < fitness.MinPlanDays || *n > fitness.MaxPlanDays) {
			return c, &FieldError{"days_per_week", fmt.Sprintf("Use %d to %d.", fitness.MinPlanDays, fitness.MaxPlanDays)}
		}
		if change.Weekdays == nil && *n != len(c.Weekdays) {
			c.Weekdays = nil
		}
		c.DaysPerWeek, c.Swaps = *n, nil
	}
	if n := change.Minutes; n != nil {
		if *n != 0 && (*n < fitness.MinPlanMinutes || *n > fitness.MaxPlanMinutes) {
			return c, &FieldError{"minutes", fmt.Sprintf("Use %d to %d.", fitness.MinPlanMinutes, fitness.MaxPlanMinutes)}
		}
		c.Minutes = *n
	}
	if g := change.Goal; g != nil {
		if *g != GoalUnknown && !slices.Contains(fitness.Goals(), fitness.Goal(*g)) {
			return c, &FieldError{"goal", "Use strength, muscle, fat_loss, endurance or health."}
		}
		c.Goal = *g
	}
	if list := change.Equipment; list != nil {
		words, err := CheckEquipment("equipment", *list)
		if err != nil {
			return c, err
		}
		c.Equipment = words
	}
	return c.onWeekdays(change)
}

func (c PlanChoices) onWeekdays(change PlanChange) (PlanChoices, error) {
	if change.Weekdays == nil {
		return c, nil
	}
	var days []time.Weekday
	for i, name := range *change.Weekdays {
		day, ok := weekdayNamed(name)
		if !ok || slices.Contains(days, day) {
			return c, &FieldError{fmt.Sprintf("weekdays[%d]", i), "Name each day once, such as monday."}
		}
		days = append(days, day)
	}
	slices.SortFunc(days, func(a, b time.Weekday) int { return fromMonday(a) - fromMonday(b) })
	if n := len(days); n > 0 {
		if change.DaysPerWeek != nil && *change.DaysPerWeek != n {
			return c, &FieldError{"weekdays", fmt.Sprintf("Name as many days as days_per_week says, %d, or leave that out.", *change.DaysPerWeek)}
		}
		if c.DaysPerWeek != n {
			c.Swaps = nil
		}
		c.DaysPerWeek = n
	} else if len(c.Weekdays) > 0 && change.DaysPerWeek == nil { // they had decided how many
		c.DaysPerWeek, c.Swaps = 0, nil
	}
	c.Weekdays = days
	return c, nil
}

func weekdayNamed(name string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(name, day.String()) {
			return day, true
		}
	}
	return 0, false
}

// CheckEquipment returns the catalogue's words for a list of them, each once, in any
// case and number: "Dumbbells" is "dumbbell". It returns a *FieldError that offers
// the words. A nil list, which is unknown, stays nil.
func CheckEquipment(field string, list []string) ([]string, error) {
	if list == nil {
		return nil, nil
	}
	words := []string{}
	for _, word := range list {
		e, ok := fitness.ParseEquipment(word)
		if !ok {
			return nil, &FieldError{field, "Use words of the exercise catalogue: " + strings.Join(EquipmentWords(), ", ") + "."}
		}
		words = union(words, []string{string(e)})
	}
	return words, nil
}

// EquipmentWords are the catalogue's words for equipment.
func EquipmentWords() []string {
	var words []string
	for _, e := range fitness.EquipmentWords() {
		words = append(words, string(e))
	}
	return words
}

// misfit says at which field a change cannot be met.
func misfit(change PlanChange, err error) error {
	field := ""
	switch {
	case errors.Is(err, fitness.ErrPlanTooShort) && change.Minutes != nil:
		field = "minutes"
	case errors.Is(err, fitness.ErrNothingLeft) && change.Equipment != nil:
		field = "equipment"
	}
	if field == "" {
		return err
	}
	reason := err
	for _, known := range []error{fitness.ErrPlanTooShort, fitness.ErrNothingLeft} {
		if errors.Is(err, known) {
			reason = innermost(err, known)
		}
	}
	return &FieldError{field, capitalised(reason.Error()) + "."}
}

// innermost is the error that wraps a known one directly, which says what to change.
func innermost(err, known error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range joined.Unwrap() {
			if errors.Is(one, known) {
				return innermost(one, known)
			}
		}
	}
	return err
}

// swap adds a swap to the choices of a plan.
func (t *Training) swap(plan *Plan, p Person, wish SwapWish) error {
	made, err := p.planner(plan.Choices).weekPlan()
	if err != nil {
		return noPlanFits(err)
	}
	day, slug, err := plan.place(made, wish, dayOf(t.now()))
	if err != nil {
		return err
	}
	all, err := made.Swaps(day, slug)
	if err != nil {
		return doing("swap an exercise", err)
	}
	to, ok := wish.among(all, slug)
	if !ok {
		return &FieldError{"swap.for", noSwap(wish.For, all)}
	}
	if _, err := made.Swap(day, slug, to); err != nil {
		return &FieldError{"swap.for", "There is no time for it in a session: allow more minutes, or take another: " + noSwap("", all)}
	}
	if len(plan.Choices.Swaps) >= mostSwaps {
		return &FieldError{"swap", fmt.Sprintf("There are %d swaps already: start over.", mostSwaps)}
	}
	plan.Choices.Swaps = append(slices.Clip(plan.Choices.Swaps), Swap{day, slug, to})
	return nil
}

// place finds the day of the plan and the exercise that a wish is about.
func (p Plan) place(made fitness.Plan, wish SwapWish, today time.Time) (day int, slug string, err error) {
	monday := mondayOf(today)
	if monday.Before(p.StartsOn) {
		monday = p.StartsOn
	}
	var dates []string
	for i, date := range datesOf(made, p.Choices.Weekdays, monday) {
		text := date.Format(dayText)
		dates = append(dates, text)
		if text != wish.Date {
			continue
		}
		var there []fitness.Exercise
		e, _ := fitness.NamedExercise(wish.Exercise)
		for _, item := range made.Days[i].Items {
			if there = append(there, item.Exercise); item.Exercise.Slug == e.Slug {
				return i, e.Slug, nil
			}
		}
		return 0, "", &FieldError{"swap.exercise", "Name an exercise of that day: " + slugs(there, len(there)) + "."}
	}
	slices.Sort(dates)
	return 0, "", &FieldError{"swap.date", "Name a day of this week's plan: " + strings.Join(dates, ", ") + "."}
}

// among returns which of the exercises that may take another's place is wished.
func (w SwapWish) among(all []fitness.Exercise, instead string) (slug string, ok bool) {
	old, _ := fitness.FindExercise(instead)
	named, _ := fitness.NamedExercise(w.For)
	for _, e := range all {
		switch w.For {
		case "":
			ok = true
		case "easier":
			ok = slices.Contains(old.Easier, e.Slug)
		case "harder":
			ok = slices.Contains(old.Harder, e.Slug)
		default:
			ok = e.Slug == named.Slug
		}
		if ok {
			return e.Slug, true
		}
	}
	return "", false
}

func noSwap(wished string, all []fitness.Exercise) string {
	switch {
	case len(all) == 0:
		return "Nothing else that suits you and this day is left: add equipment, or keep it."
	case wished == "easier", wished == "harder":
		return "There is no " + wished + " form that suits you and this day; what does: " + slugs(all, 5) + "."
	default:
		return "What suits you and this day is " + slugs(all, 5) + "."
	}
}
