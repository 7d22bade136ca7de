package fitness

import "slices"

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
	add(NotePain, slices.ContainsFunc(p.Conditions, func(c Condition) bool { return Joint(c).isKnown() }))
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
		return d.isHurried()
	})
}

func (d *PlanDay) isHurried() bool {
	for i := range d.Items {
		if item := &d.Items[i]; item.Exercise.Pattern.IsStrength() && item.Exercise.Counted == CountReps && item.Rest < 60 {
			return true
		}
	}
	return false
}

func (p Plan) cardioMinutes() int {
	minutes := 0
	for _, day := range p.Days {
		for i := range day.Items {
			if item := &day.Items[i]; item.Exercise.Pattern == Cardio {
				minutes += item.Weeks[0].Amount
			}
		}
	}
	return minutes
}
