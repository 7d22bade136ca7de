package coach

import (
	"fmt"
	"strings"

	"spotter/fitness"
)

// noteText puts a note of a plan into words.
func (c *chat) noteText(note fitness.PlanNote) string {
	switch note {
	case fitness.NoteOneDay:
		return "A second day would train each muscle twice."
	case fitness.NoteWalk:
		return fmt.Sprintf("On the other days walk briskly, at %s, towards your %s.", pulseOf(personalZones(c.Person), fitness.Moderate), weekGoal(c.Person))
	case fitness.NoteSupervised:
		return "Train with an adult who knows the lifts and supervises you, always " + subMaximal() + "."
	case fitness.NotePain:
		return "Every repetition stays free of pain; if the joint still hurts in two weeks, see a physiotherapist."
	case fitness.NoteRestDays:
		return "The remaining days are easy ones, so that muscles recover."
	case fitness.NoteHome:
		return fmt.Sprintf("With the balance work at home you have it on %v.", activityFor(c.Person).BalanceDays)
	case fitness.NoteAlternate:
		return "The rests are short: take the exercises in turn."
	case fitness.NoteClinician:
		return "Ask your doctor or midwife before you start."
	case fitness.NoteAgeUnknown:
		return "Until your age is known the loads are kept where they suit every age: add it to your profile."
	default:
		return ""
	}
}

// notesOf are the sentences beside a plan.
func (c *chat) notesOf(made fitness.Plan, falling bool) []string {
	notes := []string{}
	if falling {
		notes = append(notes, "Your last two sessions fell, so this week is easy: fewer sets and a tenth less load. That is common practice of coaches, not a trial's result.")
	}
	for _, note := range made.Notes {
		if text := c.noteText(note); text != "" {
			notes = append(notes, text)
		}
	}
	if len(made.Missing) > 0 {
		var groups []string
		for _, g := range made.Missing {
			groups = append(groups, string(g))
		}
		notes = append(notes, "Trained less than twice a week for want of a suitable exercise: "+strings.Join(groups, ", ")+".")
	}
	if c.owned == nil && len(made.Request.Owned) == 0 {
		notes = append(notes, "Planned without equipment: add what you have to your profile, or to the plan.")
	}
	return notes
}
