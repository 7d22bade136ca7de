package coach_test

import (
	"regexp"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

var sharesOfMax = regexp.MustCompile(`(\d+)(?:–(\d+))? % 1RM( at most)?`)

// TestUnder18OneRuleOfLoadHoldsInEachAnswer: the share of a maximum is the same
// wherever it is told, and so is the bound.
func TestUnder18OneRuleOfLoadHoldsInEachAnswer(t *testing.T) {
	for _, level := range levels {
		p := coach.Person{Name: "Kim", Age: 14, Level: level, WeightKG: 50, HeightCM: 165}
		lift, err := fitness.ResistanceFor(level, p.Age)
		if err != nil {
			t.Fatal(err)
		}
		for _, question := range []string{"can i lift weights at 14", volume, "how heavy should i lift", "i lifted 50 kg for 5, what is my 1rm"} {
			text := asked(p, question).Text
			if found := sharesOfMax.FindString(text); found != lift.Load.String() {
				t.Errorf("%s, %q says %q, want %v: %s", level, question, found, lift.Load, text)
			}
			holds(t, text, "sub-maximal, nothing heavier than you can lift 6 times")
		}
		holds(t, asked(p, "can i max out").Text, "never fewer than 6 repetitions")
	}
}
