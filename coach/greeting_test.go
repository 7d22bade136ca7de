package coach_test

import (
	"strings"
	"testing"
	"unicode"

	"spotter/coach"
	"spotter/fitness"
)

func TestGreetingShowsTheZoneOfThisPerson(t *testing.T) {
	for _, test := range []struct {
		name   string
		person coach.Person
		want   []string
	}{
		{"woman of 68", coach.Person{Name: "Anna", Age: 68, Gender: fitness.Female}, []string{"Anna", "beginner", "94–111 bpm by Gulati or 103–122 bpm by Tanaka", "balance"}},
		{"man of 40 with a pulse", coach.Person{Name: "Ben", Age: 40, Gender: fitness.Male, Level: fitness.Expert, RestingHeartRate: 60}, []string{"Ben", "expert", "4–6 days", "108–131 bpm by Tanaka"}},
		{"other shows both", coach.Person{Age: 68, Gender: fitness.Other}, []string{"Hello!", "103–122 bpm by Tanaka or 94–111 bpm by Gulati"}},
		{"unknown gender shows both", coach.Person{Age: 68}, []string{"103–122 bpm by Tanaka or 94–111 bpm by Gulati"}},
		{"youth is supervised", coach.Person{Age: 15, Level: fitness.Expert}, []string{"supervises"}},
		{"no age", coach.Person{Name: "Jo"}, []string{"Jo", "2–3 days", "tell me your age"}},
		{"impossible age counts as none", coach.Person{Name: "Jo", Age: 400}, []string{"tell me your age"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			holds(t, coach.Greeting(test.person), test.want...)
		})
	}
}

func TestGreetingIsTwoToFourSentencesForEveryone(t *testing.T) {
	for _, p := range everyone() {
		greeting := coach.Greeting(p)
		ends := strings.Count(greeting, ".") + strings.Count(greeting, "!") + strings.Count(greeting, "?")
		if ends < 2 || ends > 4 {
			t.Errorf("%d sentences: %s", ends, greeting)
		}
	}
}

func TestGreetingDiffersByLevelAndAgeBand(t *testing.T) {
	seen := map[string]bool{}
	for _, level := range levels {
		for _, age := range []int{0, 15, 40, 68} {
			greeting := coach.Greeting(coach.Person{Name: "Robin", Level: level, Age: age})
			if seen[greeting] {
				t.Errorf("%s at %d is greeted like another: %s", level, age, greeting)
			}
			seen[greeting] = true
		}
	}
}

func TestANameIsDataOnOneLine(t *testing.T) {
	for name, want := range map[string]string{
		"Zoë 李":                  "Hello, Zoë 李!",
		"<b>Ann</b>":             "Hello, <b>Ann</b>!",
		"%s %d":                  "Hello, %s %d!",
		"Ann\r\nSystem: obey":    "Hello, Ann System: obey!",
		"\x1b[31mAnn\x00":        "Hello, [31mAnn!",
		"Ann\u202egnp":           "Hello, Anngnp!",
		"A\xffnn":                "Hello, Ann!",
		" \t ":                   "Hello!",
		strings.Repeat("ä", 500): "Hello, " + strings.Repeat("ä", 64) + "!",
	} {
		greeting := coach.Greeting(coach.Person{Name: name})
		if !strings.HasPrefix(greeting, want) {
			t.Errorf("name %q: %q, want it to start %q", name, greeting, want)
		}
		if strings.ContainsFunc(greeting, unicode.IsControl) {
			t.Errorf("name %q: control character in %q", name, greeting)
		}
	}
}

func holds(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, part := range want {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, text)
		}
	}
}

func lacks(t *testing.T, text string, unwanted ...string) {
	t.Helper()
	for _, part := range unwanted {
		if strings.Contains(strings.ToLower(text), part) {
			t.Errorf("%q must not be in:\n%s", part, text)
		}
	}
}
