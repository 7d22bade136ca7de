package fitness

// older reports whether balance work belongs in the plan.
func (p *planner) older() bool { return p.Age >= firstOlderAge }

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

func (p *planner) homeDay(weekday int) (PlanDay, error) {
	items, err := p.steady(3, 2)
	return PlanDay{Name: "Balance at home", Kind: HomeDay, Weekday: weekday, Items: items}, err
}
