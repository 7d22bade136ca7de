package coach

import (
	"fmt"

	"spotter/fitness"
)

// volumeAnswer says on how many days to lift, with which sets, and how much to
// move beside it.
func volumeAnswer(p Person) Answer {
	lift := prescriptionFor(p)
	zones := personalZones(p)
	answer := Answer{Suggestions: otherSuggestions(askVolume)}
	answer.Text = addressed(p, volumeLead(p, lift)) + heavySentence(p, lift) + liftingCare(p) + " " + movementSentence(p, zones)
	if p.Age == 0 {
		answer.Text += " How old are you? Until I know, I keep the weights where they suit every age."
	}
	answer.citePrescription(p, lift)
	answer.cite(activityFor(p).Sources()...)
	answer.citeZones(p, zones)
	return answer
}

func volumeLead(p Person, lift fitness.Prescription) string {
	return fmt.Sprintf("as %s%s, lift on %v a week: %v of %v at %v (one-repetition maximum), resting %v between sets. %s",
		p.aLevel(), atAge(p), lift.DaysOf(p.DaysPerWeek), lift.Sets, lift.Reps, lift.Load, lift.Rest, muscleSentence(p, lift))
}

func muscleSentence(p Person, lift fitness.Prescription) string {
	if p.DaysPerWeek > 0 && float64(p.DaysPerWeek) < lift.MuscleDays.Low {
		return fmt.Sprintf("Train the whole body on the time you have, and add a day when you can: each major muscle group gains most from %v a week.", lift.MuscleDays)
	}
	return fmt.Sprintf("Train each major muscle group on %v a week.", lift.MuscleDays)
}

// heavySentence adds the heavy sets where they are advised and wanted: for every
// expert, and for others who train for strength.
func heavySentence(p Person, lift fitness.Prescription) string {
	if lift.Heavy.IsZero() || p.Level != fitness.Expert && p.Goal != Strength {
		return ""
	}
	return fmt.Sprintf(" For strength, do %v of your main lifts with %v and rest %v.", lift.Heavy.Sets, lift.Heavy.Load, lift.Heavy.Rest)
}

// liftingCare says what an age needs beside the numbers.
func liftingCare(p Person) string {
	switch p.ageBand() {
	case fitness.Youth:
		return " Lift supervised by an adult who knows how, stay " + subMaximal() + ", and add weight only when every repetition is clean."
	case fitness.Older:
		return " Add weight slowly, hold on to something where balance is asked for, and stop each set while it is still clean."
	default:
		return ""
	}
}

// movementSentence says the weekly activity beside lifting, in this person's beats.
func movementSentence(p Person, zones []fitness.Zones) string {
	guideline := activityFor(p)
	moderate := pulseOf(zones, fitness.Moderate)
	switch guideline.AgeBand {
	case fitness.Youth:
		return fmt.Sprintf("Beside it move for %v a day on average; moderate is for you %s.", guideline.Daily, moderate)
	case fitness.Older:
		return fmt.Sprintf("Beside it move for %v a week at moderate effort, for you %s, and train your balance on %v.", guideline.Moderate, moderate, guideline.BalanceDays)
	default:
		return fmt.Sprintf("Beside it move for %v a week at moderate effort, %s.", guideline.Moderate, moderate)
	}
}

//go:noinline
func atAge(p Person) string {
	if p.Age == 0 {
		return ""
	}
	return fmt.Sprintf(" at %d", p.Age)
}

// prescriptionFor returns the prescription of a known person, whose level and age
// are in range.
func prescriptionFor(p Person) fitness.Prescription {
	lift, err := fitness.ResistanceFor(p.Level, p.Age)
	if err != nil {
		panic("coach: prescription for a person not made known: " + err.Error())
	}
	if p.pregnant {
		lift = gentle(lift)
	}
	return lift
}

// gentle keeps a prescription where it suits a pregnancy: no near-maximal sets, and
// repetitions at which nobody has to hold their breath (ACOG Committee Opinion 804
// asks for moderate effort; the bounds are a beginner's).
func gentle(lift fitness.Prescription) fitness.Prescription {
	moderate, err := fitness.ResistanceFor(fitness.Beginner, 0)
	if err != nil {
		panic("coach: no prescription for beginners: " + err.Error())
	}
	lift.Heavy, lift.Reps, lift.Load = fitness.Heavy{}, moderate.Reps, moderate.Load
	if lift.Sets.High > moderate.Sets.High {
		lift.Sets = moderate.Sets
	}
	return lift
}

// activityFor returns the guideline of the person's age; of an adult, whose
// minutes are the ones most people mean, when the age is not known.
func activityFor(p Person) fitness.Activity {
	activity, err := fitness.ActivityFor(p.Age)
	if err != nil {
		activity = fitness.AdultActivity()
	}
	return activity
}

func (a *Answer) citePrescription(p Person, lift fitness.Prescription) {
	a.cite(lift.Sources()...)
	input := map[string]any{"level": string(p.Level)}
	if p.Age != 0 {
		input["age"] = p.Age
	}
	if p.DaysPerWeek != 0 {
		input["days_per_week"] = p.DaysPerWeek
	}
	a.record("resistance_prescription", input, map[string]any{
		"days":           recorded(lift.DaysOf(p.DaysPerWeek)),
		"sets":           recorded(lift.Sets),
		"repetitions":    recorded(lift.Reps),
		"percent_1rm":    recorded(lift.Load),
		"rest_minutes":   recorded(lift.Rest),
		"days_by_muscle": recorded(lift.MuscleDays),
	})
}
