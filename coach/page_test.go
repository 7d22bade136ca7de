package coach_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/coach"
)

var update = flag.Bool("update", false, "write the conversation of docs/coach.md anew")

// TestCoachPage plays the conversation of docs/coach.md with the ids that it had,
// and compares every word. Run it with -update after a change of wording.
func TestCoachPage(t *testing.T) {
	const name = "../docs/coach.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	m := regexp.MustCompile("(?s)<!-- conversation (\\S+) of (\\S+) -->\n```text\n(.*?)\n```\n").FindStringSubmatchIndex(page)
	if m == nil {
		t.Fatalf("%s has lost its conversation", name)
	}
	conversation, uid, was := page[m[2]:m[3]], page[m[4]:m[5]], page[m[6]:m[7]]
	now := playedTo(uid, conversation, turnsOf(was))
	switch {
	case now == was:
	case *update:
		if err := os.WriteFile(name, []byte(page[:m[6]]+now+page[m[7]:]), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s does not show what the coach says: run go test ./coach -run TestCoachPage -update\n%s", name, now)
	}
	if n := len(turnsOf(was)); n != 10 {
		t.Errorf("%s has %d turns", name, n)
	}
}

// turnsOf are the lines of the person.
func turnsOf(talk string) []string {
	var turns []string
	for line := range strings.Lines(talk) {
		if said, ok := strings.CutPrefix(line, "> "); ok {
			turns = append(turns, strings.TrimSpace(said))
		}
	}
	return turns
}

// playedTo is the conversation as the page writes it. What is logged in it is known
// from the next turn on.
func playedTo(uid, conversation string, turns []string) string {
	mira := coach.Person{
		Name: "mira", Age: 31, Gender: "female", Level: "intermediate", Goal: coach.Strength, DaysPerWeek: 3,
		Equipment: []string{"barbell", "rack", "bench", "dumbbell"},
	}
	var talk []string
	var state []byte
	for i, text := range turns {
		a := coach.Respond(coach.Question{UID: uid, Person: mira, Text: text, State: state, ConversationID: conversation, Turn: i + 1, Variant: 1})
		state = a.State
		for _, set := range a.Logged {
			set.On = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
			mira.Log = append(slices.Clone(mira.Log), set)
		}
		talk = append(talk, "> "+text+"\n"+a.Text)
	}
	return strings.Join(talk, "\n\n")
}
