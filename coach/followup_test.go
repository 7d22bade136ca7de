package coach_test

import (
	"os"
	"strings"
	"testing"
)

// TestAFollowUpEditsTheQuestionOnTheTable plays testdata/follow-ups.txt: every kind
// of question, edited in several ways.
func TestAFollowUpEditsTheQuestionOnTheTable(t *testing.T) {
	text, err := os.ReadFile("testdata/follow-ups.txt")
	if err != nil {
		t.Fatal(err)
	}
	people := profiles()
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '[' || line[0] == '#' {
			continue
		}
		fields := strings.Split(line+" ", " | ")
		for len(fields) < 4 {
			fields = append(fields, "")
		}
		r := row{"follow-ups", strings.TrimSpace(fields[0]), parts(fields[1], " > "), parts(fields[2], ";"), parts(strings.TrimRight(fields[3], " |"), ";")}
		p, ok := people[r.profile]
		if !ok {
			t.Fatalf("no profile %q", r.profile)
		}
		answer := r.played(p)
		for _, fault := range r.faults(p, answer) {
			if fault != "no number or no source" {
				t.Errorf("%s: %q: %s\n\t%s", r.profile, r.turns, fault, answer.Text)
			}
		}
	}
}
