package coach

import (
	"slices"
	"strconv"
)

// pregnancyAdvice is for the signs to stop at in pregnancy (ACOG Committee Opinion
// 804): kind B of the screening list, sooner than others.
const pregnancyAdvice = "stop exercising and call your midwife or maternity unit now, today and before you train again: bleeding, contractions, leaking fluid, dizziness, a bad headache or a painful calf in pregnancy " +
	"have to be looked at first."

var highPressure = redFlag{
	urgency: clinician,
	advice: "do not train today: a blood pressure of 180 over 110 or more has to come down first, so see a doctor today. " +
		"With headache, chest pressure, trouble seeing or speaking it is an emergency.",
}

var bloodPressure = patterns("blood pressure", "bp", "systolic", "hypertension")

// pressureTooHigh reports whether words name a blood pressure at which no effort
// is allowed: 180 mmHg or more above, or 110 or more below.
func pressureTooHigh(words []string) bool {
	if !anyIn(bloodPressure, words) {
		return false
	}
	over := slices.IndexFunc(words, func(word string) bool {
		upper, err := strconv.Atoi(word)
		return err == nil && upper >= 90 && upper <= 300
	})
	if over < 0 {
		return false
	}
	upper, _ := strconv.Atoi(words[over])
	if upper >= 180 {
		return true
	}
	for _, word := range words[over+1 : min(over+3, len(words))] {
		if lower, err := strconv.Atoi(word); err == nil && lower >= 110 && lower <= 200 {
			return true
		}
	}
	return false
}
