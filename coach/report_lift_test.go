package coach_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter/coach"
)

// aSunday is when the messages of these tests are written.
var aSunday = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func says(text string) coach.Answer {
	return coach.Respond(coach.Question{Text: text, AskedAt: aSunday})
}

// inLog writes what an answer logs: "bench-press 8,8,8 60 kg RPE 8 on 2026-11-20".
func inLog(a coach.Answer) string {
	text, last := "", ""
	for _, s := range a.Logged {
		what := fmt.Sprintf("%s %gkg", s.Slug, s.Weight)
		if s.RPE > 0 {
			what += fmt.Sprintf(" @%g", s.RPE)
		}
		if !s.On.IsZero() {
			what += " " + s.On.Format(time.DateOnly)
		}
		if what != last {
			text += "; " + what + ":"
		}
		last = what
		if s.Seconds > 0 {
			text += fmt.Sprintf(" %ds", s.Seconds)
		} else {
			text += fmt.Sprintf(" %d", s.Reps)
		}
	}
	return strings.TrimPrefix(text, "; ")
}

func TestWhatWasNotLiftedIsNotLogged(t *testing.T) {
	for _, text := range []string{
		"I did not bench 3x8 @ 60 today", "what if I bench 3x8 @ 60?", "should I bench 3x8 @ 60?", "Can I bench 3x8 @ 60?",
		"How do I bench 3x8 @ 60 without pain?", "tomorrow I will bench 3x8 @ 60", "my plan is to bench 3x8 @ 100 next week",
		"my friend benched 3x8 @ 100", "I'm going to squat 5x5 100 kg", "I want to bench 3x8 @ 60", "I used to bench 3x8 @ 100",
		"I can bench 3x8 @ 100", "don't log bench 3x8 @ 60", "if I squat 5x5 100, what is my max?", "bench 3x8 @ 60?", "is bench 3x8 @ 60 enough?",
		"I was going to bench 3x8 @ 60 but I was tired", "she squatted 5x5 100 kg", "I usually bench 3x8 @ 60", "imagine I bench 3x8 @ 60",
		"did you bench 3x8 @ 60?", "I haven't done bench 3x8 @ 60", "I skipped bench 3x8 @ 60", "maybe bench 3x8 @ 60 tomorrow", "next week: bench 3x8 @ 60",
		"My plan for next week: bench 3x8 @ 60. Squat 5x5 100 kg.", "should I log bench 3x8 @ 60?", "add bench 3x8 @ 60 to my plan", "my goal is deadlift 1x5 140 kg",
		"I should have benched 3x8 @ 60", "let's bench 3x8 @ 60", "I need to do 3x8 bench @ 60", "my brother did 3 sets of 10 goblet squats with 16 kg",
		"I will bench 60 kg", "how about 3x10 bench at 50 kg?", "2027-01-01 bench 3x8 @ 60",
	} {
		a := says(text)
		if len(a.Logged) > 0 || strings.Contains(a.Text, "oted: ") || strings.Contains(a.Text, "ot it: ") {
			t.Errorf("%q logs %s: %s", text, inLog(a), a.Text)
		}
	}
}

func TestSetsThatAreNotLoggedAreAnsweredAsWhatTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"I did not bench 3x8 @ 60 today":               "nothing goes into the log",
		"should I bench 3x8 @ 60?":                     "3×8 at 60 kg takes an estimated maximum of 76 kg",
		"tomorrow I will bench 3x8 @ 60":               "still to come, so I have not noted it",
		"my friend benched 3x8 @ 100":                  "not yours, so it goes into no log",
		"How do I bench 3x8 @ 60 without any trouble?": "Feet planted",
	} {
		if a := says(text); !strings.Contains(a.Text, want) {
			t.Errorf("%q is answered %q, want %q", text, a.Text, want)
		}
	}
}

func TestWhatWasLiftedIsLogged(t *testing.T) {
	for text, want := range map[string]string{
		"bench 3x8 @ 60":                               "bench-press 60kg: 8 8 8",
		"bench 3x8 @ 60 rpe 8":                         "bench-press 60kg @8: 8 8 8",
		"ohp 3x8@40 rpe 8":                             "overhead-press 40kg @8: 8 8 8",
		"bench 3x8 @ 60 kg @8":                         "bench-press 60kg @8: 8 8 8",
		"bench 3x8 @ 60 kg 2 RIR":                      "bench-press 60kg @8: 8 8 8",
		"plank 3x45s":                                  "plank 0kg: 45s 45s 45s",
		"plank 3x45 s":                                 "plank 0kg: 45s 45s 45s",
		"held a plank for 60 seconds":                  "plank 0kg: 60s",
		"did 20 push ups":                              "push-up 0kg: 20",
		"bench 60kg 8,8,7":                             "bench-press 60kg: 8 8 7",
		"bench 100kg x 5, 5, 5":                        "bench-press 100kg: 5 5 5",
		"squat 5x5 100, then 3x3 110":                  "back-squat 100kg: 5 5 5 5 5; back-squat 110kg: 3 3 3",
		"bench 3x8 60, row 3x10 50":                    "bench-press 60kg: 8 8 8; barbell-row 50kg: 10 10 10",
		"push ups 20, pull ups 8":                      "push-up 0kg: 20; pull-up 0kg: 8",
		"squatted 225 lb for 5":                        "back-squat 102.06kg: 5",
		"I weigh 80 kg and did 20 push ups":            "push-up 0kg: 20",
		"can you log bench 3x8 @ 60?":                  "bench-press 60kg: 8 8 8",
		"add to my log: row 3x10 40 kg":                "barbell-row 40kg: 10 10 10",
		"I benched 3x8 @ 60, is that good?":            "bench-press 60kg: 8 8 8",
		"I just finished 4x8 at 70 kg overhead press":  "overhead-press 70kg: 8 8 8 8",
		"my friend and I benched 3x8 @ 60":             "bench-press 60kg: 8 8 8",
		"I can't believe I benched 3x8 @ 60!":          "bench-press 60kg: 8 8 8",
		"I benched 60 x 5, what is my 1RM?":            "bench-press 60kg: 5",
		"I will squat tomorrow but I benched 3x8 @ 60": "bench-press 60kg: 8 8 8",
	} {
		if a := says(text); inLog(a) != want {
			t.Errorf("%q logs %q, want %q: %s", text, inLog(a), want, a.Text)
		}
	}
}

func TestSetsAreLoggedOnTheirDay(t *testing.T) {
	for text, want := range map[string]string{
		"yesterday I did squats 5x5 at 100 kg":          "2026-11-21",
		"yesterday: row 3x10 @ 50 kg":                   "2026-11-21",
		"row 3x10 @ 50 kg yesterday":                    "2026-11-21",
		"I was at the gym yesterday. Bench 3x8 @ 60 kg": "2026-11-21",
		"last monday bench 3x8 @ 60":                    "2026-11-16",
		"last sunday bench 3x8 @ 60":                    "2026-11-15",
		"on friday I benched 3x8 @ 60":                  "2026-11-20",
		"2 days ago deadlift 5x5 120":                   "2026-11-20",
		"a week ago I benched 3x8 @ 60":                 "2026-11-15",
		"12 nov bench 3x8 @ 60":                         "2026-11-12",
		"bench 3x8 @ 60 on the 3rd of November":         "2026-11-03",
		"Dec 24th: bench 3x8 @ 60":                      "2025-12-24",
		"2026-11-20 bench 3x8 @ 60":                     "2026-11-20",
		"bench 3x8 @ 60 on 20.11.2026":                  "2026-11-20",
		"today: bench 3x8 @ 60":                         "2026-11-22",
		"last night: bench 3x8 @ 60":                    "2026-11-21",
		"the day before yesterday I benched 3x8 @ 60":   "2026-11-20",
	} {
		a := says(text)
		if len(a.Logged) == 0 || a.Logged[0].On.Format(time.DateOnly) != want {
			t.Errorf("%q logs %q, want %s: %s", text, inLog(a), want, a.Text)
			continue
		}
		if day := a.Logged[0].On.Format("Monday, 2 January 2006"); !strings.Contains(a.Text, day) {
			t.Errorf("%q is answered %q, without its day %s", text, a.Text, day)
		}
	}
}

func TestADayThatCannotBeReadIsAskedFor(t *testing.T) {
	for _, text := range []string{
		"last week I benched 3x8 @ 60", "the other day I benched 3x8 @ 60", "I benched 3x8 @ 60 on 31 june", "1999-01-01 bench 3x8 @ 60",
		"bench 3x8 @ 60 on 5/6/2026", "monday and tuesday I benched 3x8 @ 60", "a few days ago I benched 3x8 @ 60", "2026-02-30 bench 3x8 @ 60",
	} {
		if a := says(text); len(a.Logged) > 0 || !strings.Contains(a.Text, "hich day was that?") {
			t.Errorf("%q logs %q: %s", text, inLog(a), a.Text)
		}
	}
}

func TestADayIsKeptUntilTheRepetitionsAreTold(t *testing.T) {
	first := says("yesterday I did bench press at 60 kg")
	if len(first.Logged) > 0 || first.State == nil {
		t.Fatalf("%+v", first)
	}
	second := coach.Respond(coach.Question{Text: "8", AskedAt: aSunday, State: first.State})
	if got := inLog(second); got != "bench-press 60kg 2026-11-21: 8" {
		t.Errorf("logs %q after %q: %s", got, first.Text, second.Text)
	}
}

func TestAChatKeepsTheDayOfItsSets(t *testing.T) {
	g := newGym(t, nil)
	whole(t)(g.talk.Ask(t.Context(), g.asker(), "", "yesterday: bench press 3x8 @ 60 kg"))
	if list := g.workouts(t); len(list) != 1 || list[0].Day.Format(time.DateOnly) != "2026-03-01" || !list[0].Sets[0].On.Equal(list[0].Day) {
		t.Errorf("%+v, want one of the day before %v", list, g.now)
	}
}

func TestAWeightThatIsToldIsNoted(t *testing.T) {
	for _, text := range []string{"I weigh 80 kg", "My weight is 80 kg", "I am 80 kg", "I weigh 80 kg."} {
		a := says(text)
		if !strings.HasPrefix(a.Text, "Noted, and I will remember it") || !strings.Contains(a.Text, "112–160 g of protein") || len(a.Logged) > 0 || len(a.Suggestions) == 0 {
			t.Errorf("%q is answered %q", text, a.Text)
		}
	}
	if a := says("I weigh 65 kg"); !strings.Contains(a.Text, "65 kg") || a.Asks {
		t.Errorf("answered %q", a.Text)
	}
}

// TestALoadSparesAJointThatHurts, also where it was told in another conversation.
func TestALoadSparesAJointThatHurts(t *testing.T) {
	lame := coach.Person{Name: "Ann", Age: 34, Level: coach.Level("intermediate"), Remembered: []coach.Fact{{Kind: coach.FactPain, Value: "left knee"}}}
	for text, want := range map[string]bool{"goblet squat 3x8 @ 20 kg": true, "bench 3x8 @ 40 kg": false} {
		answer := coach.Respond(coach.Question{Person: lame, Text: text, Turn: 1, Variant: 1})
		if strings.Contains(answer.Text, "knee") != want {
			t.Errorf("%s: %s", text, answer.Text)
		}
	}
}
