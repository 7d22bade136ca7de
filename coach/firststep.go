package coach

import (
	"fmt"

	"spotter/fitness"
)

// firstStepAnswer says what to do first: a session of moving or of lifting, as the
// goal asks, sized by the level and cared for by age.
func firstStepAnswer(p Person) Answer {
	lift := prescriptionFor(p)
	zones := personalZones(p)
	answer := Answer{Suggestions: otherSuggestions(askFirstStep)}
	answer.Text = addressed(p, firstSession(p, lift, zones)) + firstCare(p)
	if len(zones) == 0 {
		answer.Text += " How old are you? Then I can give you the pulse in beats."
	}
	answer.cite(fitness.WarmUpSources()...)
	answer.citePrescription(p, lift)
	answer.cite(activityFor(p).Sources()...)
	answer.citeZones(p, zones)
	return answer
}

func firstSession(p Person, lift fitness.Prescription, zones []fitness.Zones) string {
	warmUp := fmt.Sprintf("as %s%s warm up first, for %v at a light pulse of %s.",
		p.aLevel(), atAge(p), fitness.WarmUp(), pulseOf(zones, fitness.Light))
	move := moveStep(p, zones)
	if p.wantsCardio() {
		return warmUp + " Your goal starts with moving: " + move + " Then add lifting: " + liftStep(p, lift)
	}
	return warmUp + " Then lift: " + liftStep(p, lift) + " On the other days move: " + move
}

// liftStep is the first session of lifting, at the low end of the prescription.
func liftStep(p Person, lift fitness.Prescription) string {
	days := lift.DaysOf(p.DaysPerWeek)
	switch p.Level {
	case fitness.Expert:
		return fmt.Sprintf("test how your main lifts move today, work up to %v of %v at %v, and lay out a week of %v around them.",
			lift.Sets.Start(), lift.Reps, lift.Load, days)
	case fitness.Intermediate:
		return fmt.Sprintf("pick the main lift of each pattern, do %v of %v at %v, and put %v into your calendar.",
			lift.Sets.Start(), lift.Reps, lift.Load, days.Start())
	default:
		return fmt.Sprintf("one exercise for each major muscle group, such as %s, %v of %v at about %v, so that you could still do more; repeat it on %v this week.",
			easyMoves(p), lift.Sets.Start(), lift.Reps, lift.Load.Start(), days.Start())
	}
}

// easyMoves names a first exercise for each pattern.
func easyMoves(p Person) string {
	c := chatWith(p, reading{}, said{}, wanted{}, 0)
	return c.fillMoves([]string{"free", "squat", "horizontal-push", "hinge", "horizontal-pull"}, &Answer{})
}

func moveStep(p Person, zones []fitness.Zones) string {
	guideline := activityFor(p)
	moderate := pulseOf(zones, fitness.Moderate)
	switch guideline.AgeBand {
	case fitness.Youth:
		return fmt.Sprintf("games, running or cycling at %s, until it is %v a day.", moderate, guideline.Daily)
	case fitness.Older:
		return fmt.Sprintf("walk, cycle or swim at %s, building up to %v a week.", moderate, guideline.Moderate)
	default:
		return fmt.Sprintf("brisk walking, cycling or running at %s, building up to %v a week.", moderate, guideline.Moderate)
	}
}

func firstCare(p Person) string {
	switch p.ageBand() {
	case fitness.Youth:
		return " Before all that find an adult who supervises your lifting, a trainer or a teacher, and keep every set " + subMaximal() + "."
	case fitness.Older:
		return fmt.Sprintf(" Put balance work on %v a week from the start, with a wall or chair within reach.", activityFor(p).BalanceDays)
	default:
		return ""
	}
}
