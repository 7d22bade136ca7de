package fitness

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
	item := PlanItem{Exercise: *e}
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
