package fitness

import (
	"fmt"
	"math"
	"slices"
)

// warmUp is how many minutes to warm up: 5–10 (Garber et al. 2011), and 3 of a
// session that is shorter than a quarter of an hour.
func (p *planner) warmUp() int {
	switch {
	case p.Minutes < 15:
		return 3
	case p.Minutes < 45, p.band != Older && p.Minutes < 60:
		return 5
	default:
		return 10
	}
}

func (p *planner) liftingDay(s session) (PlanDay, error) {
	day := PlanDay{Name: s.name, Kind: LiftingDay, WarmUp: p.warmUp()}
	left := (p.Minutes - day.WarmUp) * 60
	if p.older() {
		items, err := p.balance()
		if err != nil {
			return PlanDay{}, err
		}
		day.Items = items
		left -= longest(items)
	}
	choices, err := p.choose(s)
	if err != nil {
		return PlanDay{}, err
	}
	fitted, ok := p.fit(choices, left-p.cardioShare(left))
	if !ok || hurried(fitted) && p.Goal != EnduranceGoal {
		fitted, ok = p.fit(choices, left)
	}
	if !ok {
		need := p.Minutes + int(math.Ceil(float64(together(fitted)-left)/60))
		return PlanDay{}, fmt.Errorf("%w for %s: take %d minutes", ErrPlanTooShort, s.name, need)
	}
	for _, c := range fitted {
		day.Items = append(day.Items, p.item(c))
	}
	left -= together(fitted)
	day.Items = append(day.Items, p.rest(day, left)...)
	return day, nil
}

// hurried reports rests of repetitions too short to recover in.
func hurried(choices []choice) bool {
	return slices.ContainsFunc(choices, func(c choice) bool { return c.exercise.Counted == CountReps && c.rest < 60 })
}

// choose fills the slots that the level is to have; only the needed ones must be
// filled. The first of a pattern in a session is its main exercise.
func (p *planner) choose(s session) ([]choice, error) {
	var choices []choice
	var today []string
	mains := map[Pattern]bool{}
	for _, slot := range s.slots {
		if slot.rank >= luxury && p.Level == Beginner {
			continue
		}
		e, ok := p.pick(slot, today)
		switch {
		case !ok && slot.rank == needed && !p.placed(slot, choices):
			return nil, p.nothingFor(slot)
		case !ok:
			continue
		}
		main := !mains[e.Pattern] && !slices.Contains([]Pattern{SinglePush, SinglePull, SingleLeg, Carry}, e.Pattern)
		mains[e.Pattern] = true
		today = append(today, e.Slug)
		ramp := p.rampFor(e, main)
		choices = append(choices, choice{slot.rank, main, e, &ramp, p.setsFor(e, main), p.restFor(e, main)})
	}
	return choices, nil
}

// placed reports whether an exercise of the slot is in the session already.
func (p *planner) placed(s slot, choices []choice) bool {
	return slices.ContainsFunc(choices, func(c choice) bool { return slices.Contains(s.patterns, c.exercise.Pattern) })
}

// some returns a few different exercises of a slot, one set of each, for some
// muscle groups if there are such.
func (p *planner) some(s slot, most int, groups []MuscleGroup) []PlanItem {
	var items []PlanItem
	var today []string
	for range most {
		e, ok := p.pickFor(s, today, groups)
		if !ok {
			break
		}
		today = append(today, e.Slug)
		items = append(items, PlanItem{Exercise: *e, Weeks: p.gentle(e)})
	}
	return items
}

// gentle is one set in every week: 30 seconds of a hold or a stretch, 45 of a
// stretch from 65 on, or eight repetitions.
func (p *planner) gentle(e *Exercise) [PlanWeeks]Dose {
	dose := Dose{Sets: 1, Amount: 8}
	switch {
	case e.Counted == CountMinutes:
		dose.Amount = 5
	case e.Counted == CountSeconds && e.Pattern == Mobility && p.band == Older:
		dose.Amount = 45
	case e.Counted == CountSeconds:
		dose.Amount = 30
	}
	return [PlanWeeks]Dose{dose, dose, dose, dose}
}

// rest fills what is left of a lifting day with cardio, where the goal asks for
// it, and with a few stretches.
func (p *planner) rest(day PlanDay, left int) []PlanItem {
	var items []PlanItem
	const coolDown = 120
	if minutes := min((left-coolDown)/60, p.cardioCap()); p.wantsCardio() && minutes >= 5 {
		items = append(items, p.cardio(minutes)...)
		left -= longest(items)
	}
	for _, item := range p.some(only(luxury, Mobility), 3, trained(day)) {
		if took := item.longest(); took <= left {
			items = append(items, item)
			left -= took
		}
	}
	return items
}

// trained are the muscle groups a day works first of all.
func trained(day PlanDay) []MuscleGroup {
	var groups []MuscleGroup
	for i := range day.Items {
		e := &day.Items[i].Exercise
		for _, muscle := range e.Primary {
			if group := muscle.Group(); e.Pattern.IsStrength() && group != "" && group != Trunk && group != Arms {
				groups = append(groups, group)
			}
		}
	}
	return groups
}

// easyDay is mobility and an easy walk, for a seventh day.
func (p *planner) easyDay() PlanDay {
	day := PlanDay{Name: "Easy day", Kind: EasyDay}
	if p.older() {
		day.Items, _ = p.balance()
	}
	left := min(p.Minutes, 30)*60 - longest(day.Items)
	if walk, err := FindExercise("easy-walk"); err == nil && p.Minutes >= 20 && p.filter().Allows(walk) {
		dose := Dose{Sets: 1, Amount: min(p.Minutes, 30) / 2, RPE: 3}
		day.Items = append(day.Items, PlanItem{Exercise: walk, Weeks: [PlanWeeks]Dose{dose, dose, dose, dose}})
		left -= dose.Amount * 60
	}
	for _, item := range p.some(only(luxury, Mobility), 8, nil) {
		if took := item.longest(); took <= left {
			day.Items = append(day.Items, item)
			left -= took
		}
	}
	return day
}

// longest is how many seconds the items take together, each in its longest week.
func longest(items []PlanItem) int {
	total := 0
	for i := range items {
		total += items[i].longest()
	}
	return total
}

// longest is how many seconds the item takes in its longest week.
func (i *PlanItem) longest() int {
	most := 0
	for week := range PlanWeeks {
		most = max(most, i.seconds(week))
	}
	return most
}
