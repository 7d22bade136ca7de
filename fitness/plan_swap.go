package fitness

import (
	"errors"
	"fmt"
	"slices"
)

// ErrNoSwap reports an exercise that cannot take the place of another in a plan.
var ErrNoSwap = errors.New("no such swap")

// Swaps returns what may take the place of an exercise of the plan on a day, 0 and
// more, the best first: what suits the person and the day, trains the same and keeps
// pushing and pulling even. The next harder form may be above the person's level. It
// returns an error wrapping ErrNoSwap when the day has no such exercise.
func (p Plan) Swaps(day int, slug string) ([]Exercise, error) {
	at, err := p.find(day, slug)
	if err != nil {
		return nil, err
	}
	instead := p.Days[day].Items[at].Exercise
	planner, err := p.planner()
	if err != nil {
		return nil, err
	}
	filter := planner.filter()
	filter.Level = ""
	all, err := Substitute(slug, filter)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(e Exercise) bool {
		return !e.trainsAs(instead) || p.has(day, e.Slug) ||
			rankOf(e.Level) > rankOf(p.Request.Level) && !slices.Contains(instead.Harder, e.Slug)
	}), nil
}

// Swap returns the plan with another exercise on a day, in the same sets and rests
// or as many as fit into the minutes. It returns an error wrapping ErrNoSwap when the
// other is not among Swaps, and ErrPlanTooShort.
func (p Plan) Swap(day int, slug, to string) (Plan, error) {
	all, err := p.Swaps(day, slug)
	if err != nil {
		return Plan{}, err
	}
	i := slices.IndexFunc(all, func(e Exercise) bool { return e.Slug == to })
	if i < 0 {
		return Plan{}, fmt.Errorf("%w: %s for %s", ErrNoSwap, to, slug)
	}
	planner, err := p.planner()
	if err != nil {
		return Plan{}, err
	}
	at, _ := p.find(day, slug)
	old := p.Days[day]
	item := planner.insteadOf(old.Items[at], all[i])
	left := p.Request.Minutes*60 - old.WarmUp*60 - longest(old.Items) + longest(old.Items[at:at+1])
	for ; item.longest() > left; item = planner.resized(item, item.Weeks[0].Sets-1) {
		if item.Weeks[0].Sets == 1 {
			return Plan{}, fmt.Errorf("%w for %s instead of %s", ErrPlanTooShort, to, slug)
		}
	}
	days := slices.Clone(p.Days)
	days[day].Items = slices.Clone(old.Items)
	days[day].Items[at] = item
	p.Days = days
	p.Missing = missing(p)
	return p, nil
}

// insteadOf is an exercise with the sets and the rest of another. What is done
// gently stays gentle.
func (p *planner) insteadOf(old PlanItem, e Exercise) PlanItem {
	item := PlanItem{Exercise: e, Rest: old.Rest, main: old.main}
	switch {
	case !e.Pattern.IsStrength() && e.Counted == old.Exercise.Counted:
		item.Weeks = old.Weeks
	case !e.Pattern.IsStrength():
		item.Weeks = p.gentle(&e)
	default:
		item.Weeks = p.doses(&e, old.Weeks[0].Sets, old.main)
	}
	return item
}

func (p *planner) resized(item PlanItem, sets int) PlanItem {
	if item.Exercise.Pattern.IsStrength() {
		item.Weeks = p.doses(&item.Exercise, sets, item.main)
		return item
	}
	for week := range item.Weeks {
		item.Weeks[week].Sets = min(item.Weeks[week].Sets, sets)
	}
	return item
}

// trainsAs reports whether a plan stays what it is with e for the other: strength
// for strength, a push for a push, balance for balance.
func (e Exercise) trainsAs(other Exercise) bool {
	if !e.Pattern.IsStrength() || !other.Pattern.IsStrength() {
		return e.Pattern == other.Pattern && e.Counted == other.Counted
	}
	return e.Pattern.IsPush() == other.Pattern.IsPush() && e.Pattern.IsPull() == other.Pattern.IsPull()
}

func (p Plan) find(day int, slug string) (at int, err error) {
	if day >= 0 && day < len(p.Days) {
		at = slices.IndexFunc(p.Days[day].Items, func(i PlanItem) bool { return i.Exercise.Slug == slug })
		if at >= 0 {
			return at, nil
		}
	}
	return 0, fmt.Errorf("%w: %s is not on day %d", ErrNoSwap, slug, day)
}

func (p Plan) has(day int, slug string) bool {
	_, err := p.find(day, slug)
	return err == nil
}

// planner returns who settles doses and what suits. It has picked nothing.
func (p Plan) planner() (*planner, error) {
	prescription, err := ResistanceFor(p.Request.Level, p.Request.Age)
	return &planner{PlanRequest: p.Request, prescription: prescription, band: p.Request.band()}, err
}
