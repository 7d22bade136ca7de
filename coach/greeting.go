package coach

import (
	"fmt"

	"spotter/fitness"
)

// Greeting opens a conversation with p in two to four sentences: by name, with one
// tip that depends on the level and the age band and shows the moderate heart-rate
// zone by each formula that applies to the gender, and with the questions to ask.
// The main lift of the last session comes before the tip. Without an age it says
// what is known for every age and asks for it.
func Greeting(p Person) string {
	p = p.recalling().known()
	hello := "Hello!"
	if p.Name != "" {
		hello = "Hello, " + p.Name + "!"
	}
	if last := p.lastTime(); last != "" {
		hello += " " + last
	}
	return hello + " " + tip(p) + " Ask me about your heart-rate zones, how many days and sets to train, or what to do first."
}

func tip(p Person) string {
	lift := prescriptionFor(p)
	days := lift.DaysOf(p.DaysPerWeek)
	zones := personalZones(p)
	if len(zones) == 0 {
		return fmt.Sprintf("As %s you can lift on %v a week with %v of %v; tell me your age and I will work out your heart-rate zones.",
			p.aLevel(), days, lift.Sets, lift.Reps)
	}
	return fmt.Sprintf("As %s at %d, lift on %v a week%s, and for your cardio aim at the moderate zone of %s.",
		p.aLevel(), p.Age, days, tipForAge(p), byFormula(zones, zoneOf(fitness.Moderate)))
}

func tipForAge(p Person) string {
	switch p.ageBand() {
	case fitness.Youth:
		return " with an adult who supervises you"
	case fitness.Older:
		return fmt.Sprintf(", train your balance on %v", activityFor(p).BalanceDays)
	default:
		return ""
	}
}
