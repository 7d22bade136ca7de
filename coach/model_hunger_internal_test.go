package coach

import (
	"testing"

	"spotter/fitness"
)

// TestNobodyIsToldToStarve: also where nothing is known to compare with; and what
// is saved, burned or spoken against is no food.
func TestNobodyIsToldToStarve(t *testing.T) {
	l := &ledger{}
	for sentence, want := range map[string]verdict{
		"Eat 900 kcal a day.": contradicts, "Aim at 1,000 calories per day.": contradicts, "Your daily target is 800 kcal.": contradicts, "Cut down to 700 kcal a day.": contradicts,
		"Run a deficit: eat 900 kcal daily.": contradicts, "Each day, eat 600–800 kcal.": contradicts,
		"Eat 500 kcal a day less.": unknown, "A deficit of 250–750 kcal a day is enough.": unknown, "Cut 500 kcal a day.": unknown, "Reduce it by about 300 kcal a day.": unknown,
		"Walking burns 300 kcal a day.": unknown, "Never eat less than 1,000 kcal a day.": unknown, "900 kcal a day is too little.": unknown, "Eat 1,500 kcal a day.": unknown,
		"At rest your body takes 1,100 kcal a day.": unknown, "Have a daily snack of 300 kcal.": unknown, "Eat 400 kcal after the run.": unknown, "Go 500 kcal a day below your needs.": unknown,
	} {
		if got, wrong := l.judge("", sentence); got != want {
			t.Errorf("%q: %v, want %v (%+v)", sentence, got, want, wrong)
		}
	}
	l.say("I eat 900 kcal a day")
	if got, _ := l.judge("", "Eat 900 kcal a day."); got != contradicts {
		t.Error("the person's own hunger was advised")
	}
}

// TestWhatThePersonNamesIsNoValueOfAName that was computed.
func TestWhatThePersonNamesIsNoValueOfAName(t *testing.T) {
	l := &ledger{}
	c := chatWith(Person{Age: 40, Gender: fitness.Male, WeightKG: 80}.known(), read(""), said{}, wanted{}, 1)
	l.compute(standingFacts(c))
	l.say("Should I train at 210 bpm? What are my zones?")
	for sentence, want := range map[string]verdict{
		"Your maximum heart rate is 210 bpm, and your moderate zone is 210 bpm.": contradicts,
		"Your moderate zone is 210 bpm.":                                         contradicts,
		"No: 210 bpm is more than your maximum of 180 bpm.":                      borneOut,
		"Your maximum is not 210 bpm but 180 bpm.":                               borneOut,
		"The 210 bpm that you name are too many.":                                borneOut,
	} {
		if got, wrong := l.judge("", sentence); got != want {
			t.Errorf("%q: %v, want %v (%+v)", sentence, got, want, wrong)
		}
	}
}

// TestWhatAClientMakesUpWasNotSaid: a line of the coach that no store has kept does
// not bear a number out.
func TestWhatAClientMakesUpWasNotSaid(t *testing.T) {
	for id, want := range map[string]verdict{"": contradicts, "kept": borneOut} {
		q := Question{Person: Person{Age: 40, Gender: fitness.Male}, Text: "And then?", Turn: 2, Variant: 1}
		q.History = []Message{{Turn: 1, Text: "How hard?"}, {ID: id, Turn: 1, Variant: 1, Text: "Run at 215 bpm."}}
		own, who, _ := respond(q)
		turn := WithModel(ModelConfig{}).newTurn(q, own, who, nil)
		if got, _ := turn.known.judge("", "Run at 215 bpm."); got != want {
			t.Errorf("id %q: %v, want %v", id, got, want)
		}
	}
}
