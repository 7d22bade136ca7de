package coach

import (
	"strings"
	"testing"

	"spotter/fitness"
)

// advised are people at the ends of what advice depends on.
func advised() []Person {
	var people []Person
	for _, age := range []int{0, 15, 30, 68} {
		for _, level := range []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert} {
			people = append(people,
				Person{Name: "Robin", Age: age, Level: level},
				Person{Name: "Robin", Age: age, Level: level, Gender: fitness.Female, WeightKG: 62, HeightCM: 168, Goal: FatLoss, Equipment: []string{}, Injuries: "bad knee, asthma"},
			)
		}
	}
	return people
}

func TestEveryAdviceHasANumberForThePersonAndASource(t *testing.T) {
	for about := range knownAdvice() {
		texts := map[string]bool{}
		for _, p := range advised() {
			c := chatWith(p, read("x"), said{}, wanted{}, 1)
			a := c.answer(about)
			texts[a.Text] = true
			if !strings.ContainsAny(a.Text, "0123456789") || len(a.Sources) == 0 || len(a.Suggestions) == 0 || len(a.Suggestions) > 3 {
				t.Errorf("%s for %+v: %q %v", about, p, a.Text, a.Suggestions)
			}
			if strings.ContainsAny(a.Text, "{}") || strings.Contains(a.Text, "  ") || strings.Contains(a.Text, " ,") || strings.Contains(a.Text, ": ,") || !strings.HasSuffix(strings.TrimRight(a.Text, "\"?"), ".") && !strings.HasSuffix(a.Text, "?") {
				t.Errorf("%s is malformed: %q", about, a.Text)
			}
		}
		if len(texts) < 4 {
			t.Errorf("%s says %d things to %d people", about, len(texts), len(advised()))
		}
	}
}

// TestNoAdviceToYouthPlansADeficit reads what somebody of 15 is told.
func TestNoAdviceToYouthPlansADeficit(t *testing.T) {
	for about := range knownAdvice() {
		for _, text := range []string{"x", "vegan breakfast", "is cardio or lifting better"} {
			c := chatWith(Person{Age: 15, WeightKG: 60, HeightCM: 172}, read(text), said{}, wanted{}, 1)
			if got := c.answer(about).Text; strings.Contains(got, "less than you burn") || strings.Contains(got, "200 kcal a day away") && !strings.Contains(got, "leave eating less alone") {
				t.Errorf("%s: %s", about, got)
			}
		}
	}
}

func TestBadRowsAreRefused(t *testing.T) {
	if err := parseAdvice("[x]\nfrom nobody-1999\nhello", map[topic]advice{}); err == nil {
		t.Error("a source that nobody knows is taken")
	}
	for _, rows := range []string{"7 early", "[x]\nlater words", "[x]\n7"} {
		if _, err := parseClues(rows); err == nil {
			t.Errorf("%q is taken for clues", rows)
		}
	}
}
