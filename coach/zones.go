package coach

import (
	"fmt"
	"strings"

	"spotter/fitness"
)

// zonesAnswer says the person's heart-rate zones and which of them to use.
func zonesAnswer(p Person) Answer {
	zones := personalZones(p)
	answer := Answer{Suggestions: otherSuggestions(askZones)}
	answer.Text = addressed(p, zonesLead(p, zones)) + "\n" + zoneTable(p, zones) + zoneAdvice(p) + zoneQuestion(p, zones)
	answer.citeZones(p, zones)
	answer.cite(activityFor(p).Sources()...)
	return answer
}

// zonesToShow leaves the near-maximal band to adults: under 18 training stays
// sub-maximal, and from 65 on it is not offered unasked.
func zonesToShow(p Person) []fitness.Intensity {
	all := fitness.Intensities()
	if band := p.ageBand(); band == fitness.Youth || band == fitness.Older {
		return all[:len(all)-1]
	}
	return all
}

func zonesLead(p Person, zones []fitness.Zones) string {
	if len(zones) == 0 {
		return "without your age I cannot turn the zones into beats, but in percent of the maximum heart rate they are:"
	}
	return "at " + fmt.Sprint(p.Age) + " " + maximumSentence(zones) + " Your zones by " + methodPhrase(zones[0]) + ":"
}

// maximumSentence names the estimated maximum by each formula, written out.
func maximumSentence(zones []fitness.Zones) string {
	var values []string
	for _, z := range zones {
		values = append(values, fmt.Sprintf("%v by %s (%s)", z.Maximum, z.Formula, z.Formula.Expression()))
	}
	return "your estimated maximum heart rate is " + strings.Join(values, " or ") + "."
}

func methodPhrase(z fitness.Zones) string {
	if z.Method == fitness.ByReserve {
		return fmt.Sprintf("heart-rate reserve (Karvonen, with your resting pulse of %v)", z.Resting)
	}
	return "percent of the maximum"
}

func zoneTable(p Person, zones []fitness.Zones) string {
	var table strings.Builder
	for _, i := range zonesToShow(p) {
		value := ""
		switch len(zones) {
		case 0:
			value = fitness.ByMaximum.Bounds(i).String()
		case 1:
			value = zones[0].Of(i).String()
		default:
			value = byFormula(zones, zoneOf(i))
		}
		fmt.Fprintf(&table, "- %v: %s\n", i, value)
	}
	return table.String()
}

// zoneAdvice says which zone to train in, for how long.
func zoneAdvice(p Person) string {
	guideline := activityFor(p)
	switch guideline.AgeBand {
	case fitness.Youth:
		return fmt.Sprintf("The formulas were measured on adults, so take them as a guide. Move for %v a day on average, with vigorous work on %v a week, "+
			"supervised by an adult and always sub-maximal; %s.", guideline.Daily, guideline.VigorousDays, youthPace(p))
	case fitness.Older:
		return fmt.Sprintf("As %s, make the moderate zone your target for %v a week with low-impact movement such as walking, cycling or water, and train your balance on %v.",
			p.aLevel(), moderateMinutes(p), guideline.BalanceDays)
	}
	switch p.Level {
	case fitness.Expert:
		return fmt.Sprintf("As an expert, split the week between %v of vigorous work and moderate work around it; a vigorous minute counts for %d moderate ones.",
			guideline.Vigorous, fitness.VigorousWorth)
	case fitness.Intermediate:
		return fmt.Sprintf("As an intermediate, keep most of your %v a week moderate and try short vigorous parts; a vigorous minute counts for %d moderate ones.",
			guideline.Moderate, fitness.VigorousWorth)
	default:
		return fmt.Sprintf("As a beginner, spend your week in the moderate zone and build up to %v before you go higher.", guideline.Moderate.Start())
	}
}

// moderateMinutes is the moderate time a week for a level: the low end of the
// guideline for a beginner, its high end for an expert.
func moderateMinutes(p Person) fitness.Range {
	moderate := activityFor(p).Moderate
	switch p.Level {
	case fitness.Expert:
		return fitness.Exactly(moderate.High, moderate.Unit)
	case fitness.Intermediate:
		return moderate
	default:
		return moderate.Start()
	}
}

func youthPace(p Person) string {
	switch p.Level {
	case fitness.Expert:
		return "as an expert, build your week around your sport and keep the rest moderate"
	case fitness.Intermediate:
		return "as an intermediate, mix games and steady work"
	default:
		return "as a beginner, start in the moderate zone"
	}
}

// zoneQuestion asks for the one thing that would make the zones better.
func zoneQuestion(p Person, zones []fitness.Zones) string {
	switch {
	case len(zones) == 0:
		return " How old are you?"
	case p.RestingHeartRate == 0:
		return " Tell me your pulse at rest and I can fit the zones to your heart-rate reserve."
	default:
		return ""
	}
}
