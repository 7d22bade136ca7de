package coach_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// triaged is a row of testdata/triage*.tsv: a message and its kind of the
// screening list.
type triaged struct{ kind, message string }

func triagedIn(t testing.TB, file string) []triaged {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []triaged
	for line := range strings.Lines(string(text)) {
		kind, message, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && line[0] != '#' {
			rows = append(rows, triaged{kind, message})
		}
	}
	return rows
}

var (
	whomToSee = regexp.MustCompile(`doctor|midwife|physiotherapist|dietitian|parent|an adult`)
	healthy   = coach.Person{Name: "Robin", Age: 34, Gender: fitness.Male, Level: fitness.Intermediate, WeightKG: 80, HeightCM: 180}
)

// kindOf reads from an answer which kind of the screening list it is.
func kindOf(a coach.Answer) string {
	text, named := strings.CutPrefix(a.Text, "Robin, ")
	switch {
	case strings.HasPrefix(text, "call your local emergency number"):
		return "A"
	case strings.Contains(text, "call your local emergency number") && len(a.Suggestions) == 0:
		return "B"
	case strings.Contains(text, `ask me "`):
		return "D"
	case named && whomToSee.MatchString(text):
		return "C"
	}
	return "N"
}

// confusion plays the rows of a file and returns how many of each kind were taken
// for each kind, and those that were taken for another.
func confusion(t *testing.T, file string) (counted map[string]map[string]int, wrong []string) {
	counted = map[string]map[string]int{}
	for _, r := range triagedIn(t, file) {
		answer := asked(healthy, r.message)
		got := kindOf(answer)
		if counted[r.kind] == nil {
			counted[r.kind] = map[string]int{}
		}
		counted[r.kind][got]++
		if got != r.kind {
			wrong = append(wrong, fmt.Sprintf("want %s, is %s: %q: %.120s", r.kind, got, r.message, answer.Text))
		}
	}
	t.Logf("%-10s %4s %4s %4s %4s %4s", file, "A", "B", "C", "D", "N")
	for _, kind := range []string{"A", "B", "C", "D", "N"} {
		n := counted[kind]
		t.Logf("%-10s %4d %4d %4d %4d %4d", kind, n["A"], n["B"], n["C"], n["D"], n["N"])
	}
	return counted, wrong
}

func TestEveryRowIsTriagedAsItsKind(t *testing.T) {
	_, wrong := confusion(t, "triage.tsv")
	for _, w := range wrong {
		t.Error(w)
	}
}
