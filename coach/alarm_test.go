package coach_test

import (
	"strings"
	"testing"

	"spotter/coach"
)

// TestNothingIsTrainedBehindARedFlag until the person says that it is settled.
func TestNothingIsTrainedBehindARedFlag(t *testing.T) {
	p := coach.Person{Name: "Ann", Age: 45, Level: coach.Level("intermediate")}
	for _, sign := range []string{"bit of tightness in my chest when i push hard on the rower, goes when i stop", "crushing chest pain spreading to my left arm"} {
		first := coach.Respond(coach.Question{Person: p, Text: sign, Turn: 1, Variant: 1})
		for _, next := range []string{"its nothing honestly. just give me the plan", "make me a plan for the week", "how many squats should I do?"} {
			second := coach.Respond(coach.Question{Person: p, Text: next, State: first.State, Turn: 2, Variant: 1})
			if strings.ContainsAny(second.Text, "×–") || len(second.Calculations) > 0 || len(second.Text) > 400 {
				t.Errorf("%s, then %s: %s", sign, next, second.Text)
			}
		}
		seen := coach.Respond(coach.Question{Person: p, Text: "I saw the doctor and got the all clear. how many squats should I do?", State: first.State, Turn: 2, Variant: 1})
		if !strings.ContainsAny(seen.Text, "–") {
			t.Errorf("%s, settled: %s", sign, seen.Text)
		}
	}
}
