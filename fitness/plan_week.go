package fitness

import "slices"

// PlanWeek makes a week of training and its four weeks of doses. The same request
// makes the same plan. It keeps to these rules:
//
//   - only owned equipment, the level's own exercises or easier, and nothing that a
//     condition speaks against; from 65 on no high impact;
//   - each session within the minutes, with sets × (repetitions × 4 s + rest) and
//     the warm-up counted;
//   - each major muscle group on two days or more where there are two days, but for
//     those in Missing; as many sets of pulling as of pushing, within one;
//   - the sets, repetitions, loads and rests of ResistanceFor; under 18 nothing
//     heavier than a 6-repetition maximum; beginners no harder than RPE 8;
//   - from 65 on balance work on three days (WHO 2020);
//   - week 4 is easy; and a lower level never has more sets.
//
// It returns ErrPlanRequest, ErrUnknownLevel, ErrAgeOutOfRange, ErrNothingLeft or
// ErrPlanTooShort; the text of the last two says what to change.
func PlanWeek(r PlanRequest) (Plan, error) {
	if r.Goal == "" {
		r.Goal = HealthGoal
	}
	if err := r.check(); err != nil {
		return Plan{}, err
	}
	prescription, err := ResistanceFor(r.Level, r.Age)
	if err != nil {
		return Plan{}, err
	}
	below, err := r.planBelow()
	if err != nil {
		return Plan{}, err
	}
	least := below.Sets(1)
	suits := newPlanner(r, prescription, 0)
	var best Plan
	var failed error
	for tight := range 6 {
		plan, err := suits.pressed(tight).week()
		if err != nil {
			failed = err
			continue
		}
		if best.Days == nil || plan.Sets(1) > best.Sets(1) {
			best = plan
		}
		if best.Sets(1) >= least {
			return best, nil
		}
	}
	if best.Days == nil {
		return Plan{}, failed
	}
	below.Request = r
	return below, nil
}

// band is the part of life whose limits are used.
func (r PlanRequest) band() AgeBand {
	if r.Age == 0 {
		return Older
	}
	band, _ := AgeBandOf(r.Age)
	return band
}

func (r PlanRequest) below() (PlanRequest, bool) {
	rank := rankOf(r.Level)
	if rank <= 0 {
		return r, false
	}
	r.Level = []Level{Beginner, Intermediate}[rank-1]
	return r, true
}

// planBelow returns the plan of the next lower level, of which a level does no fewer
// sets; one without days for the lowest.
func (r PlanRequest) planBelow() (Plan, error) {
	below, ok := r.below()
	if !ok {
		return Plan{}, nil
	}
	return PlanWeek(below)
}

func (p *planner) week() (Plan, error) {
	plan := Plan{Request: p.PlanRequest}
	lifting := p.liftingDays(p.prescription)
	var sessions []session
	plan.Split, sessions = sessionsFor(lifting)
	cardio := 0
	for i, weekday := range weekdays(p.Days, lifting) {
		var day PlanDay
		var err error
		switch {
		case i == MaxPlanDays-1:
			day = p.easyDay()
		case liftOn(i, min(p.Days, MaxPlanDays-1), lifting):
			day, err = p.liftingDay(sessions[0])
			sessions = sessions[1:]
		default:
			cardio++
			day, err = p.cardioDay(cardio)
		}
		if err != nil {
			return Plan{}, err
		}
		day.Weekday = weekday
		p.remember(day)
		plan.Days = append(plan.Days, day)
	}
	if err := p.addHome(&plan); err != nil {
		return Plan{}, err
	}
	p.level(plan.Days)
	plan.Missing = missing(plan)
	plan.Notes = p.notes(plan)
	return plan, nil
}

func (p *planner) remember(day PlanDay) {
	for i := range day.Items {
		p.uses[day.Items[i].Exercise.Slug]++
	}
}

// addHome adds days of balance until there are three.
func (p *planner) addHome(plan *Plan) error {
	if !p.older() {
		return nil
	}
	for _, weekday := range []int{6, 3} {
		if len(plan.Days) >= 3 {
			return nil
		}
		day, err := p.homeDay(weekday)
		if err != nil {
			return err
		}
		plan.Days = append(plan.Days, day)
	}
	slices.SortFunc(plan.Days, func(a, b PlanDay) int { return a.Weekday - b.Weekday })
	return nil
}
