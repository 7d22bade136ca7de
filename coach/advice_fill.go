package coach

import (
	"fmt"
	"strconv"
	"strings"

	"spotter/fitness"
)

// filled puts the person's numbers into the braces of a line, and their sources
// into the answer.
func (c *chat) filled(line string, a *Answer) string {
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(line, "{")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		var word string
		word, line, _ = strings.Cut(rest, "}")
		text.WriteString(c.fill(word, a))
	}
}

// fill returns what stands for a word in braces. An unknown one is a mistake in a
// data file, which the tests find.
func (c *chat) fill(word string, a *Answer) string {
	name, rest, _ := strings.Cut(word, " ")
	switch name {
	case "light", "moderate", "vigorous":
		zones := personalZones(c.Person)
		a.citeZones(c.Person, zones)
		return pulseOf(zones, map[string]fitness.Intensity{"light": fitness.Light, "moderate": fitness.Moderate, "vigorous": fitness.Vigorous}[name])
	case "week":
		guideline := activityFor(c.Person)
		a.cite(guideline.Sources()...)
		return weekMinutes(guideline).String()
	case "level":
		return c.aLevel()
	case "at":
		return atAge(c.Person)
	case "days", "fewdays", "sets", "fewsets", "reps", "rest", "load", "muscledays":
		return c.fillLifting(name, a)
	case "protein", "meal", "portion":
		return c.fillProtein(name, a)
	case "moves":
		return c.fillMoves(strings.Fields(rest), a)
	case "for":
		a.cite(prescriptionFor(c.Person).Sources()...)
		return exerciseNames(c.forMuscle(rest), 4)
	case "session":
		return c.fillSession(rest, a)
	case "joints":
		return jointNames(c.joints)
	case "lighter":
		return c.fillLighter(rest)
	case "steps":
		return c.fillSteps()
	default:
		panic("coach: no word {" + word + "} for advice")
	}
}

func (c *chat) fillLifting(name string, a *Answer) string {
	lift := prescriptionFor(c.Person)
	a.cite(lift.Sources()...)
	days := lift.DaysOf(c.DaysPerWeek)
	return map[string]fitness.Range{
		"days": days, "fewdays": days.Start(), "sets": lift.Sets, "fewsets": lift.Sets.Start(), "reps": lift.Reps, "rest": lift.Rest,
		"load": lift.Load, "muscledays": lift.MuscleDays,
	}[name].String()
}

const mealsADay = 4

// fillProtein is protein in grams, or by the kilogram without a weight.
func (c *chat) fillProtein(name string, a *Answer) string {
	p, err := fitness.ProteinFor(c.WeightKG, c.Age)
	if err != nil {
		example, _ := fitness.ProteinFor(70, c.Age)
		a.cite(example.Sources()...)
		if name == "protein" {
			return example.Expression()
		}
		return fmt.Sprintf("%v", fitness.Between(20, 40, fitness.Grams))
	}
	a.cite(p.Sources()...)
	daily := or(p.Daily, p.Allowance)
	if name == "protein" {
		return daily.String()
	}
	return fitness.Between(daily.Low/mealsADay, daily.High/mealsADay, fitness.Grams).String()
}

// fillMoves names an exercise of each pattern that this person can do. A first word
// "free" asks for those without equipment.
func (c *chat) fillMoves(of []string, a *Answer) string {
	f := c.filter()
	f.Spare = c.joints
	if len(of) > 0 && of[0] == "free" {
		of, f.Owned = of[1:], []fitness.Equipment{}
	}
	var names []string
	for _, pattern := range of {
		f.Patterns = []fitness.Pattern{fitness.Pattern(pattern)}
		if fit := fitness.Exercises(f); len(fit) > 0 {
			names = append(names, strings.ToLower(fit[c.variant%min(len(fit), 2)].Name))
		}
	}
	a.cite(prescriptionFor(c.Person).Sources()...)
	return strings.Join(names, ", ")
}

// fillSession is a session of some minutes in one line; "free" after the minutes
// is one without equipment.
func (c *chat) fillSession(how string, a *Answer) string {
	digits, free, _ := strings.Cut(how, " ")
	minutes, _ := strconv.ParseFloat(digits, 64)
	if c.want.Minutes >= fitness.MinPlanMinutes && c.want.Minutes <= fitness.MaxPlanMinutes {
		minutes = c.want.Minutes
	}
	request := c.planRequest(1, minutes)
	if free != "" && len(c.said.Owns) == 0 {
		request.Owned = []fitness.Equipment{}
	}
	plan, err := fitness.PlanWeek(request)
	if err != nil || len(plan.Days) == 0 {
		return c.fillMoves([]string{"free", "squat", "hinge", "horizontal-push", "core"}, a)
	}
	a.cite(plan.Sources()...)
	return fmt.Sprintf("%d min warm-up, then %s", plan.Days[0].WarmUp, c.itemsText(plan.Days[0]))
}

// fillLighter is a share of the load of the last session, with a lead; nothing
// without one.
func (c *chat) fillLighter(percent string) string {
	share, _ := strconv.ParseFloat(percent, 64)
	load, name := c.lastLoad()
	if lighter, err := fitness.PercentOf(load, share); err == nil {
		return fmt.Sprintf(", so instead of %s%v about %v", name, load, lighter.OnPlates())
	}
	return ""
}

// fillSteps says how to go on from the steps of a day that the message names.
func (c *chat) fillSteps() string {
	const fewest, most, plenty = 500, 60000, 8000
	for _, steps := range c.reading.numbers {
		switch {
		case steps < fewest || steps > most:
			continue
		case steps >= plenty:
			return fmt.Sprintf("Your %.0f are plenty.", steps)
		default:
			return fmt.Sprintf("From your %.0f go to %.0f for a week, and add 1,000 every week or two until about %d.", steps, steps+1000, plenty)
		}
	}
	return "Add about 1,000 a week to what you do now."
}
