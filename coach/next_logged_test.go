package coach_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/coach"
	"spotter/fitness"
)

// squatter has squatted 3×5 at 100 kg two days ago, and pressed 3×10 at 60 kg the day
// before.
func squatter() coach.Person {
	day := time.Now().UTC().AddDate(0, 0, -2)
	p := coach.Person{Name: "mira", Age: 31, Gender: fitness.Female, Level: fitness.Intermediate, DaysPerWeek: 3}
	for range 3 {
		p.Log = append(p.Log, fitness.LoggedSet{Slug: "back-squat", Weight: 100, Reps: 5, On: day},
			fitness.LoggedSet{Slug: "bench-press", Weight: 60, Reps: 10, On: day.AddDate(0, 0, -1)})
	}
	return p
}

func answerOf(p coach.Person, text string) string {
	return coach.Respond(coach.Question{UID: "u", ConversationID: "c", Person: p, Text: text}).Text
}

func TestTheNextLoadOfALoggedExerciseIsToldAndNotAsked(t *testing.T) {
	for text, want := range map[string]string{
		"What should I squat next time?":             "barbell back squat with 100 kg, 2–3 sets of 7 repetitions",
		"What weight for the squat?":                 "Last time it was 3×5 at 100 kg.",
		"should I go heavier on squats?":             "barbell back squat with 100 kg",
		"how much should I bench next session?":      "barbell bench press with 60 kg, 2–3 sets of 12 repetitions",
		"what weight for front squat?":               "What is your one-repetition maximum",
		"how heavy should my deadlift be":            "What is your one-repetition maximum",
		"what should my wife squat next time?":       "Which load do they lift now?",
		"what weight for bench press for 5 reps":     "What is your one-repetition maximum",
		"what should I squat next time after 105 kg": "105 kg",
	} {
		if got := answerOf(squatter(), text); !strings.Contains(got, want) {
			t.Errorf("%q is answered without %q: %s", text, want, got)
		}
	}
}

func TestChatAndPlanNameTheSameDaysAndLoads(t *testing.T) {
	p := squatter()
	p.Plan = &coach.StandingPlan{Week: 2, Choices: coach.PlanChoices{
		Equipment: []string{"barbell", "bench", "rack"}, Weekdays: []time.Weekday{time.Friday, time.Tuesday, time.Saturday},
	}}
	if got := answerOf(p, "What should I squat next time?"); !strings.Contains(got, "barbell back squat with 80 kg, 3×11: so your plan has it this week.") {
		t.Errorf("the load of the plan is not told: %s", got)
	}
	plan := answerOf(p, "make me a plan")
	var days []string
	for line := range strings.Lines(plan) {
		if day, found := strings.CutPrefix(line, "- "); found {
			days = append(days, day[:strings.Index(day, ",")])
		}
	}
	if want := []string{"Tuesday", "Friday", "Saturday"}; !slices.Equal(days, want) || !strings.Contains(plan, "This is week 2 of 4 of the plan you follow.") {
		t.Errorf("days %v, want %v, of the plan that is followed: %s", days, want, plan)
	}
	for _, text := range []string{"make me a plan for tuesday, thursday and sunday", "make me a plan for 2 days a week"} {
		if other := answerOf(p, text); !strings.Contains(other, "The plan you follow stays as it is") {
			t.Errorf("%q does not say that the plan stays: %s", text, other)
		}
	}
}
