package coach_test

import (
	"slices"
	"strings"
	"testing"

	"spotter/coach"
)

// TestAWeekThatChangesSaysSo: why and what, until it is known.
func TestAWeekThatChangesSaysSo(t *testing.T) {
	for because, change := range map[string]func(*coach.Person){
		"you noted: knee":             func(p *coach.Person) { p.Injuries = "my left knee hurts" },
		"you no longer have: barbell": func(p *coach.Person) { p.Equipment = []string{"bench", "rack", "dumbbell"} },
		"you now have: pull up bar":   func(p *coach.Person) { p.Equipment = append(slices.Clone(p.Equipment), "pull-up-bar") },
		"your goal is now: strength":  func(p *coach.Person) { p.Goal = coach.Strength },
		"you now train 4 days a week": func(p *coach.Person) { p.DaysPerWeek = 4 },
		"your level is now: beginner": func(p *coach.Person) { p.Level = "beginner" },
	} {
		g := newGym(t, nil)
		if w := g.week(t, lifter); w.Changed != nil {
			t.Fatalf("the first week tells of %+v", w.Changed)
		}
		p := lifter
		change(&p)
		for range 2 { // until it is known, and not once
			c := g.week(t, p).Changed
			if c == nil || !slices.Equal(c.Because, []string{because}) || len(c.What) == 0 {
				t.Fatalf("%s: %+v", because, c)
			}
		}
		for range 2 {
			if err := g.KnowWeek(t.Context(), g.uid, p); err != nil {
				t.Fatal(err)
			}
		}
		if c := g.week(t, p).Changed; c != nil {
			t.Errorf("%s: known, and told: %+v", because, c)
		}
	}
}

// TestWhatSomebodyChangesThemselvesIsNoNews.
func TestWhatSomebodyChangesThemselvesIsNoNews(t *testing.T) {
	g := newGym(t, nil)
	g.week(t, lifter)
	days := 2
	if w := g.change(t, lifter, coach.PlanChange{DaysPerWeek: &days}); w.Changed != nil {
		t.Errorf("%+v", w.Changed)
	}
	if w := g.week(t, lifter); w.Changed != nil {
		t.Errorf("%+v", w.Changed)
	}
}

// TestTheChatSaysThatTheWeekChanges to whoever follows a plan.
func TestTheChatSaysThatTheWeekChanges(t *testing.T) {
	g := newGym(t, nil)
	told := func() string {
		t.Helper()
		known, err := g.Know(t.Context(), g.uid, lifter)
		if err != nil {
			t.Fatal(err)
		}
		return whole(t)(g.talk.Ask(t.Context(), coach.Asker{UID: g.uid, Person: known}, "", "My knee hurts when I squat")).Text
	}
	const news = "Your week is made anew because you noted: knee."
	if text := told(); strings.Contains(text, news) {
		t.Errorf("%q, and there is no plan", text)
	}
	g = newGym(t, nil)
	g.week(t, lifter)
	if text := told(); !strings.Contains(text, news) || !strings.Contains(text, " in place of ") {
		t.Errorf("%q, want %q", text, news)
	}
	if text := told(); strings.Contains(text, news) {
		t.Errorf("%q, and nothing is new", text)
	}
}
