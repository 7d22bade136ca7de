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
		need := p.Minutes + int(math.Ceil(float64(p.seconds(fitted...)-left)/60))
		return PlanDay{}, fmt.Errorf("%w for %s: take %d minutes", ErrPlanTooShort, s.name, need)
	}
	for _, c := range fitted {
		day.Items = append(day.Items, p.item(c))
	}
	left -= p.seconds(fitted...)
	day.Items = append(day.Items, p.rest(day, left)...)
	return day, nil
}

// hurried reports rests of repetitions too short to recover in.
func hurried(choices []choice) bool {
	return slices.ContainsFunc(choices, func(c choice) bool { return c.exercise.Counted == CountReps && c.rest < 60 })
}

// older reports whether balance work belongs in the plan.
func (p *planner) older() bool { return p.Age >= firstOlderAge }

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
		choices = append(choices, choice{slot.rank, main, e, p.setsFor(e, main), p.restFor(e, main)})
	}
	return choices, nil
}

// placed reports whether an exercise of the slot is in the session already.
func (p *planner) placed(s slot, choices []choice) bool {
	return slices.ContainsFunc(choices, func(c choice) bool { return slices.Contains(s.patterns, c.exercise.Pattern) })
}

// cardioShare is how many of the seconds of a lifting day are for the heart.
func (p *planner) cardioShare(seconds int) int {
	if p.Minutes < 30 {
		return 0
	}
	share := map[Goal]int{EnduranceGoal: 40, FatLossGoal: 30, HealthGoal: 20}[p.Goal]
	if share == 0 {
		return 0
	}
	return max(seconds*share/100, 7*60)
}

// balance is one exercise of the feet in a short session, two in a longer one, and
// two sets of them from three quarters of an hour on (WHO 2020: three days a week from 65 on).
func (p *planner) balance() ([]PlanItem, error) {
	switch {
	case p.Minutes < 20:
		return p.steady(1, 1)
	case p.Minutes < 45:
		return p.steady(2, 1)
	default:
		return p.steady(2, 2)
	}
}

func (p *planner) steady(exercises, sets int) ([]PlanItem, error) {
	items := p.some(only(needed, Balance), exercises, nil)
	if len(items) == 0 {
		return nil, p.nothingFor(only(needed, Balance))
	}
	for i := range items {
		items[i].Rest = 15
		for week := range items[i].Weeks {
			dose := &items[i].Weeks[week]
			dose.Sets = sets
			if items[i].Exercise.Counted == CountSeconds {
				dose.Amount = []int{20, 25, 30, 30}[week]
			}
		}
	}
	return items, nil
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
		items = append(items, PlanItem{Exercise: e, Weeks: p.gentle(e)})
	}
	return items
}

// gentle is one set in every week: 30 seconds of a hold or a stretch, 45 of a
// stretch from 65 on, or eight repetitions.
func (p *planner) gentle(e Exercise) [PlanWeeks]Dose {
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
		if longest([]PlanItem{item}) <= left {
			items = append(items, item)
			left -= longest([]PlanItem{item})
		}
	}
	return items
}

// trained are the muscle groups a day works first of all.
func trained(day PlanDay) []MuscleGroup {
	var groups []MuscleGroup
	for _, item := range day.Items {
		for _, muscle := range item.Exercise.Primary {
			if group := muscle.Group(); item.Exercise.Pattern.IsStrength() && group != "" && group != Trunk && group != Arms {
				groups = append(groups, group)
			}
		}
	}
	return groups
}

func (p *planner) wantsCardio() bool {
	return p.Goal == EnduranceGoal || p.Goal == FatLossGoal || p.Goal == HealthGoal
}

// cardioCap is the longest time, in minutes, for the heart in one session.
func (p *planner) cardioCap() int {
	most := []int{30, 45, 60}[rankOf(p.Level)]
	if p.Goal == EnduranceGoal {
		most = most * 3 / 2
	}
	return most
}

// cardio is one exercise for the heart that takes so many minutes in week 3, a
// tenth less in each week before, and three fifths in week 4.
func (p *planner) cardio(minutes int) []PlanItem {
	e, ok := p.pick(only(needed, Cardio), nil)
	if !ok {
		return nil
	}
	item := PlanItem{Exercise: e}
	for week, percent := range []int{80, 90, 100, 60} {
		item.Weeks[week] = Dose{Sets: 1, Amount: max(1, minutes*percent/100), RPE: []float64{5, 5, 6, 4}[week]}
	}
	return []PlanItem{item}
}

func (p *planner) cardioDay(n int) (PlanDay, error) {
	day := PlanDay{Name: cardioName(n), Kind: CardioDay, WarmUp: p.warmUp()}
	left := (p.Minutes - day.WarmUp) * 60
	if p.older() {
		items, err := p.balance()
		if err != nil {
			return PlanDay{}, err
		}
		day.Items = items
		left -= longest(items)
	}
	stretches := p.some(only(luxury, Mobility), 3, []MuscleGroup{Legs, Hips})
	if left < 15*60 {
		stretches = nil
	}
	item := p.cardio(min((left-longest(stretches))/60, p.cardioCap()))
	if item == nil {
		return PlanDay{}, p.nothingFor(only(needed, Cardio))
	}
	day.Items = append(append(day.Items, item...), stretches...)
	return day, nil
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
		if took := longest([]PlanItem{item}); took <= left {
			day.Items = append(day.Items, item)
			left -= took
		}
	}
	return day
}

func (p *planner) homeDay(weekday int) (PlanDay, error) {
	items, err := p.steady(3, 2)
	return PlanDay{Name: "Balance at home", Kind: HomeDay, Weekday: weekday, Items: items}, err
}

// longest is how many seconds the items take together, each in its longest week.
func longest(items []PlanItem) int {
	total := 0
	for _, item := range items {
		most := 0
		for week := range PlanWeeks {
			most = max(most, item.seconds(week))
		}
		total += most
	}
	return total
}
