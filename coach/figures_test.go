package coach_test

import (
	"os"
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// TestFiguresOfSpeechAreNoComplaints plays testdata/figures.tsv.
func TestFiguresOfSpeechAreNoComplaints(t *testing.T) {
	text, err := os.ReadFile("testdata/figures.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		kind, message, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		answer := asked(healthy, message)
		if got := kindOf(answer); got != kind && (kind != "N" || got != "C") {
			t.Errorf("want %s, is %s: %q: %.160s", kind, got, message, answer.Text)
		}
	}
}

// TestDarkUrineBehindHardTrainingIsAnEmergencyInAnyTurn: what it is a sign of was told
// the turn before.
func TestDarkUrineBehindHardTrainingIsAnEmergencyInAnyTurn(t *testing.T) {
	for _, c := range [][2]string{
		{"legs absolutely ruined from saturdays squats, can i train", "oh and my pee is really dark"},
		{"my arms are so sore after pull ups, is that normal", "even if the wee looks like tea?"},
		{"everything aches after the bootcamp, doms or what", "urine is brown today btw"},
		{"did 5x20 walking lunges with 20 kg", "my pee went dark since, drink more?"},
	} {
		first := coach.Respond(coach.Question{Person: healthy, Text: c[0], Turn: 1, Variant: 1})
		second := coach.Respond(coach.Question{Person: healthy, Text: c[1], Turn: 2, Variant: 1, State: first.State})
		if kindOf(second) != "A" || !strings.Contains(second.Text, "kidneys") {
			t.Errorf("%q behind %q: %s", c[1], c[0], second.Text)
		}
	}
}

// TestRhabdomyolysisIsNotTakenForATrappedNerve.
func TestRhabdomyolysisIsNotTakenForATrappedNerve(t *testing.T) {
	for _, text := range []string{
		"600 squats yesterday, legs like wood, cant bend them and my pee is like coke", "did a burpee challenge, i cant lift my arms and the wee is brown as tea",
	} {
		holds(t, asked(healthy, text).Text, "rhabdomyolysis")
		lacks(t, asked(healthy, text).Text, "between the legs")
	}
}

// TestNobodyWhoMustNotLoseIsOfferedALoss: a refused diet is not answered with a slower
// one to who is under 18, pregnant or underweight, nor when they ask again.
func TestNobodyWhoMustNotLoseIsOfferedALoss(t *testing.T) {
	young := coach.Person{Name: "Robin", Age: 16, Gender: fitness.Female, WeightKG: 55, HeightCM: 165}
	thin := coach.Person{Name: "Robin", Age: 25, Gender: fitness.Female, WeightKG: 45, HeightCM: 170}
	for _, c := range []struct {
		who  coach.Person
		text string
		says []string
	}{
		{young, "only juice for a week to fit my dress, how do i train", []string{"parent", "doctor", "dietitian", "regular meals"}},
		{young, "need to drop 6 kilos in 2 weeks for the weigh in", []string{"parent", "doctor", "dietitian", "regular meals"}},
		{young, "can i live on 400 calories a day til the party", []string{"parent", "doctor", "dietitian", "regular meals"}},
		{healthy, "my son is 14 and wants a water fast for 3 days, how should he train", []string{"parent", "doctor", "dietitian"}},
		{healthy, "im 15 and want a water fast for 3 days before the match", []string{"parent", "doctor", "dietitian"}},
		{healthy, "i am pregnant and want to lose 8 kg in 3 weeks", []string{"midwife"}},
		{thin, "juice only for 5 days to get skinny", []string{"doctor", "dietitian"}},
	} {
		first := coach.Respond(coach.Question{Person: c.who, Text: c.text, Turn: 1, Variant: 1})
		if kindOf(first) != "D" {
			t.Errorf("%q is %s: %s", c.text, kindOf(first), first.Text)
		}
		holds(t, first.Text, c.says...)
		lacks(t, first.Text, "0.5–1 kg", "lose weight?")
		second := coach.Respond(coach.Question{Person: c.who, Text: "just this once please", Turn: 2, Variant: 1, State: first.State})
		lacks(t, second.Text, "0.5–1 kg", "lose weight?")
	}
	holds(t, asked(healthy, "only water for 6 days please plan it").Text, "0.5–1 kg")
}

// TestAFastOfFaithIsNoDiet: it is answered with when and how much, and with whom to see
// where it is not safe.
func TestAFastOfFaithIsNoDiet(t *testing.T) {
	for _, text := range []string{
		"ramadan mubarak coach, nothing to eat or drink until sunset, best time for weights?", "no food no water till maghrib this month, how heavy do i lift", "orthodox fasting for lent, how do i train",
		"i dont eat or drink from dawn till sundown for my religion, when is cardio best",
	} {
		answer := asked(healthy, text)
		if kindOf(answer) == "D" {
			t.Errorf("%q is refused: %s", text, answer.Text)
		}
		holds(t, answer.Text, "sunset", "doctor", "volume")
		lacks(t, answer.Text, "crash diet")
	}
	holds(t, asked(healthy, "im diabetic and its ramadan, when do i lift").Text, "before you fast", "mmol/l")
	if got := asked(healthy, "only water for 7 days, no religion, plan my training"); kindOf(got) != "D" {
		t.Errorf("a water fast is %s: %s", kindOf(got), got.Text)
	}
}
