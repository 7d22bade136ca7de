package coach

import (
	"slices"
	"strconv"
	"strings"
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

var highSugar = redFlag{
	urgency: clinician,
	advice: "do not train now: a blood sugar above 16.7 mmol/l (300 mg/dl), or above 13.9 (250) with ketones, has to come down first. Drink water, test for ketones, and call the doctor or diabetes nurse who treats you today; " +
		"with vomiting, stomach pain, deep fast breathing or confusion it is an emergency.",
}

// sugarTooHigh reports whether the first number behind a word for blood sugar is one
// at which no effort is allowed (American Diabetes Association, Diabetes Care
// 2016;39:2065): in mmol/l, or from a hundred on in mg/dl.
func sugarTooHigh(c complaint) bool {
	low, lowMilligrams := 17, 300
	if c.speaksOf("ketones") {
		low, lowMilligrams = 14, 250
	}
	for _, at := range c.spans[allSigns().named["sugar level"]] {
		for i := at.from; i < min(at.to+nearness, len(c.words)) && c.sentence[i] == c.sentence[at.from]; i++ {
			level, err := strconv.Atoi(strings.TrimSuffix(c.words[i], "s"))
			if err != nil {
				continue
			}
			measured := i+1 == len(c.words) || !slices.Contains(otherMeasures, c.words[i+1])
			if measured && (level >= low && level <= 45 || level >= lowMilligrams && level <= 900) {
				return true
			}
			break
		}
	}
	return false
}

// otherMeasures stand behind a number that is no blood sugar.
var otherMeasures = strings.Fields("g gram grams kcal calories cals percent min mins minute minutes hour hours day days week weeks month months year years yrs yo kg lbs km miles reps sets times x")
