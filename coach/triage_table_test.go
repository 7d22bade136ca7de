package coach_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// triaged is a row of signs/triage*.tsv: a message and its kind of the
// screening list.
type triaged struct{ kind, message string }

func triagedIn(t testing.TB, file string) []triaged {
	t.Helper()
	text, err := os.ReadFile("signs/" + file)
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

// triageFiles are the tables. triage-round2.tsv was a hold-out.
var triageFiles = []string{"triage.tsv", "triage-more.tsv", "triage-round2.tsv", "triage-voices.tsv"}

// knownGaps are rows of kind C whose care the answer does not give yet.
var knownGaps = []string{"i am 68 years, retired", "72 and never lifted", "doc put me on ramipril"}

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

// TestEveryRowIsTriagedAsItsKind demands each row's kind. One that needs nothing
// may still be answered with whom to see if a pain stays, but is never sent to a
// doctor before training or refused.
func TestEveryRowIsTriagedAsItsKind(t *testing.T) {
	for _, file := range triageFiles {
		_, wrong := confusion(t, file)
		for _, w := range wrong {
			if strings.HasPrefix(w, "want N, is C") || slices.ContainsFunc(knownGaps, func(gap string) bool { return strings.Contains(w, gap) }) {
				t.Log(w)
				continue
			}
			t.Error(w)
		}
	}
}

// TestFillersCaseAndSlipsKeepTheKindOfARedFlag changes each message of kind A and
// B in ways that mean the same. A slip of the pen may hide a word that is not
// listed to be mended, so of those a share is demanded.
func TestFillersCaseAndSlipsKeepTheKindOfARedFlag(t *testing.T) {
	kept, slips := 0, 0
	for _, file := range triageFiles {
		for _, r := range triagedIn(t, file) {
			if r.kind != "A" && r.kind != "B" {
				continue
			}
			for _, same := range []string{strings.ToUpper(r.message), "so um hi coach, " + r.message, r.message + " thanks a lot!!", "ok. " + r.message + ". what should i do. cheers", "  " + r.message + "\n\n"} {
				if got := kindOf(asked(healthy, same)); got > r.kind {
					t.Errorf("%s is %s: %q", r.kind, got, same)
				}
			}
			for _, slip := range slipsOf(r.message) {
				if slips++; kindOf(asked(healthy, slip)) <= r.kind {
					kept++
				}
			}
		}
	}
	t.Logf("%d of %d slips keep the kind (%.1f %%)", kept, slips, 100*float64(kept)/float64(slips))
	if kept*100 < slips*leastKept {
		t.Errorf("want %d %%", leastKept)
	}
}

// leastKept is the share of slips, in percent, that must not hide a red flag.
const leastKept = 90

// slipsOf returns a message with one long word misspelled, each in turn: two inner
// letters swapped, and one left out.
func slipsOf(message string) []string {
	var all []string
	words := strings.Fields(message)
	for i, word := range words {
		if len(word) < 6 {
			continue
		}
		at := len(word) / 2
		for _, wrong := range []string{word[:at] + string(word[at+1]) + string(word[at]) + word[at+2:], word[:at] + word[at+1:]} {
			slipped := append([]string{}, words...)
			slipped[i] = wrong
			all = append(all, strings.Join(slipped, " "))
		}
	}
	return all
}
