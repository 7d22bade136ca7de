package coach

import (
	"fmt"

	"spotter/fitness"
)

// hardAnswer answers a wish for vigorous work: under 18 supervised and
// sub-maximal, from 65 on and for beginners only after a screening, with a
// moderate session until then, for the others with the vigorous zone. Without an
// age nobody is told to go hard.
func hardAnswer(p Person) Answer {
	zones := personalZones(p)
	answer := Answer{Suggestions: otherSuggestions(askHard)}
	answer.Text = addressed(p, hardAdvice(p, zones))
	if len(zones) == 0 {
		answer.Text += " How old are you? Then I can give you the pulse in beats."
	} else {
		answer.Text += " " + capitalised(maximumSentence(zones))
	}
	answer.cite(activityFor(p).Sources()...)
	answer.citeZones(p, zones)
	if needsScreening(p) {
		answer.cite(fitness.ScreeningSources()...)
	}
	return answer
}

// needsScreening reports whether vigorous work waits for a screening: from 65 on,
// and for who may be untrained.
func needsScreening(p Person) bool {
	return p.ageBand() == fitness.Older || p.ageBand() == fitness.Adult && p.Level == fitness.Beginner
}

func hardAdvice(p Person, zones []fitness.Zones) string {
	guideline := activityFor(p)
	moderate, vigorous := pulseOf(zones, fitness.Moderate), pulseOf(zones, fitness.Vigorous)
	switch {
	case guideline.AgeBand == fitness.Youth:
		return fmt.Sprintf("yes, on %v a week, supervised by an adult and sub-maximal: stay inside the vigorous zone of %s, never all out, and when you lift, never fewer than %.0f repetitions in a set; %s.",
			guideline.VigorousDays, vigorous, fewestUnder18(), youthPace(p))
	case guideline.AgeBand == fitness.Older:
		return fmt.Sprintf("screening comes first at %d: see your doctor before the first vigorous session, above all with a disease of heart, kidneys or metabolism or with complaints under effort. "+
			"Until then do a low-impact moderate session, walking, cycling or in water, at %s; cleared, build up slowly to the vigorous zone of %s, as %s for no more than %v a week at first.",
			p.Age, moderate, vigorous, p.aLevel(), hardMinutes(p))
	case p.Age == 0:
		return fmt.Sprintf("how hard depends on your age, so as %s stay at moderate effort, %s, until I know it; vigorous would be %s.", p.aLevel(), moderate, vigorous)
	case p.Level == fitness.Beginner:
		return fmt.Sprintf("screen yourself first: with a known disease of heart, kidneys or metabolism, or complaints under effort, tell me before you start. "+
			"Without any, begin as a beginner with a low-impact moderate session at %s, and go vigorous, %s, once %v a week feel easy.",
			moderate, vigorous, guideline.Moderate.Start())
	default:
		return fmt.Sprintf("yes: as %s put up to %v a week into the vigorous zone of %s, with an easy day after each hard one.",
			p.aLevel(), hardMinutes(p), vigorous)
	}
}

// hardMinutes is the vigorous time a week for a level: the whole of the guideline
// for an expert, its low end for everyone else.
func hardMinutes(p Person) fitness.Range {
	vigorous := activityFor(p).Vigorous
	if p.Level == fitness.Expert {
		return fitness.Exactly(vigorous.High, vigorous.Unit)
	}
	return vigorous.Start()
}
