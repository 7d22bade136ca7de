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
	least, err := r.setsBelow()
	if err != nil {
		return Plan{}, err
	}
	var best Plan
	var failed error
	for tight := range 6 {
		plan, err := newPlanner(r, prescription, tight).week()
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
	return r.asBelow(best, least)
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

// setsBelow returns how many sets the next lower level would do.
func (r PlanRequest) setsBelow() (int, error) {
	below, ok := r.below()
	if !ok {
		return 0, nil
	}
	plan, err := PlanWeek(below)
	return plan.Sets(1), err
}

// asBelow returns the plan of the next lower level where the plan has fewer sets.
func (r PlanRequest) asBelow(plan Plan, least int) (Plan, error) {
	below, ok := r.below()
	if !ok || plan.Sets(1) >= least {
		return plan, nil
	}
	plan, err := PlanWeek(below)
	plan.Request = r
	return plan, err
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
	for _, item := range day.Items {
		p.uses[item.Exercise.Slug]++
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

// level takes sets from pushing or pulling, the longest first, until the week has
// as many of one as of the other, within one.
func (p *planner) level(days []PlanDay) {
	plan := Plan{Days: days}
	for {
		push, pull := plan.setsOf(1, Pattern.IsPush), plan.setsOf(1, Pattern.IsPull)
		switch {
		case push > pull+1 && p.takeSet(days, Pattern.IsPush):
		case pull > push+1 && p.takeSet(days, Pattern.IsPull):
		default:
			return
		}
	}
}

func (p *planner) takeSet(days []PlanDay, from func(Pattern) bool) bool {
	var most *PlanItem
	var of *PlanDay
	for d := range days {
		for i := range days[d].Items {
			item := &days[d].Items[i]
			if from(item.Exercise.Pattern) && (most == nil || item.Weeks[0].Sets >= most.Weeks[0].Sets) {
				most, of = item, &days[d]
			}
		}
	}
	if most == nil {
		return false
	}
	if most.Weeks[0].Sets == 1 {
		return of.drop(most.Exercise.Slug, from)
	}
	most.Weeks = p.doses(most.Exercise, most.Weeks[0].Sets-1, most.main)
	return true
}

// drop leaves an exercise out of a day that has another of the kind.
func (d *PlanDay) drop(slug string, kind func(Pattern) bool) bool {
	of := 0
	for _, item := range d.Items {
		of += boolean(kind(item.Exercise.Pattern))
	}
	if of < 2 {
		return false
	}
	d.Items = slices.DeleteFunc(d.Items, func(i PlanItem) bool { return i.Exercise.Slug == slug })
	return true
}

func missing(plan Plan) []MuscleGroup {
	if plan.Request.Days < 2 {
		return nil
	}
	var groups []MuscleGroup
	for _, group := range MuscleGroups() {
		if plan.DaysTraining(group) < 2 {
			groups = append(groups, group)
		}
	}
	return groups
}

func (p *planner) notes(plan Plan) []PlanNote {
	var notes []PlanNote
	add := func(note PlanNote, when bool) {
		if when {
			notes = append(notes, note)
		}
	}
	add(NoteOneDay, p.Days == 1)
	add(NoteAgeUnknown, p.Age == 0)
	add(NoteSupervised, p.band == Youth)
	add(NotePain, slices.ContainsFunc(p.Conditions, func(c Condition) bool { return slices.Contains(joints(), Joint(c)) }))
	add(NoteClinician, p.careful() || slices.Contains(p.Conditions, Osteoporosis))
	add(NoteAlternate, circuit(plan))
	add(NoteHome, slices.ContainsFunc(plan.Days, func(d PlanDay) bool { return d.Kind == HomeDay }))
	add(NoteRestDays, p.Days > int(p.prescription.Days.High))
	add(NoteWalk, plan.cardioMinutes() < 150)
	return notes
}

// circuit reports whether a strength exercise has less than a minute of rest for
// another reason than endurance.
func circuit(plan Plan) bool {
	return plan.Request.Goal != EnduranceGoal && slices.ContainsFunc(plan.Days, func(d PlanDay) bool {
		return slices.ContainsFunc(d.Items, func(i PlanItem) bool {
			return i.Exercise.Pattern.IsStrength() && i.Exercise.Counted == CountReps && i.Rest < 60
		})
	})
}

func (p Plan) cardioMinutes() int {
	minutes := 0
	for _, day := range p.Days {
		for _, item := range day.Items {
			if item.Exercise.Pattern == Cardio {
				minutes += item.Weeks[0].Amount
			}
		}
	}
	return minutes
}
