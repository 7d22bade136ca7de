package coach_test

import (
	"os"
	"strings"
	"testing"
)

// fewestOfEdits are how many rows of each half of testdata/edits.txt must pass.
var fewestOfEdits = map[string]int{"read": 33, "aside": 30}

// TestEditsInUnseenWordsStayOnTheTopic plays testdata/edits.txt. The rows of its
// second half were set aside while the rules were written: of them only the number
// that passes is held.
func TestEditsInUnseenWordsStayOnTheTopic(t *testing.T) {
	text, err := os.ReadFile("testdata/edits.txt")
	if err != nil {
		t.Fatal(err)
	}
	people := profiles()
	passed, all, section := map[string]int{}, map[string]int{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			section = strings.Trim(line, "[]")
			continue
		}
		fields := strings.Split(line, " | ")
		for len(fields) < 4 {
			fields = append(fields, "")
		}
		r := row{section, strings.TrimSpace(fields[0]), parts(fields[1], " > "), parts(fields[2], ";"), parts(fields[3], ";")}
		answer := r.played(people[r.profile])
		var faults []string
		for _, fault := range r.faults(people[r.profile], answer) {
			if fault != "no number or no source" {
				faults = append(faults, fault)
			}
		}
		all[section]++
		if len(faults) == 0 {
			passed[section]++
		} else if section == "read" {
			t.Logf("%s: %q: %s\n\t%s", r.profile, r.turns, faults, answer.Text)
		}
	}
	for section, fewest := range fewestOfEdits {
		t.Logf("%s: %d of %d", section, passed[section], all[section])
		if passed[section] < fewest {
			t.Errorf("%s: %d of %d pass, want %d", section, passed[section], all[section], fewest)
		}
	}
}

// TestNoEditComesBeforeARedFlag plays the same rows with a red flag behind the edit.
func TestNoEditComesBeforeARedFlag(t *testing.T) {
	text, err := os.ReadFile("testdata/edits.txt")
	if err != nil {
		t.Fatal(err)
	}
	people := profiles()
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(line, " | ")
		if len(fields) < 3 || line[0] == '#' {
			continue
		}
		turns := parts(fields[1], " > ")
		turns[len(turns)-1] += ". I have crushing pain in my chest now"
		r := row{"edits", strings.TrimSpace(fields[0]), turns, nil, nil}
		if answer := r.played(people[r.profile]); !strings.Contains(answer.Text, "112") {
			t.Errorf("%s: %q: no emergency: %s", r.profile, r.turns, answer.Text)
		}
	}
}
