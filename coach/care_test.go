package coach_test

import (
	"os"
	"strings"
	"testing"
)

// TestEachMatterOfCareIsAnsweredWithItsCare plays testdata/care.tsv.
func TestEachMatterOfCareIsAnsweredWithItsCare(t *testing.T) {
	text, err := os.ReadFile("testdata/care.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(strings.TrimSpace(line), "\t")
		kind, says, message := parts[0], parts[1], parts[2]
		answer := asked(healthy, message)
		if got := kindOf(answer); got != kind {
			t.Errorf("%s is %s: %q: %s", kind, got, message, answer.Text)
			continue
		}
		for want := range strings.SplitSeq(says, ";") {
			if !saysOneOf(answer.Text, strings.Split(want, "|")) {
				t.Errorf("%q lacks %s: %s", message, want, answer.Text)
			}
		}
	}
}

func saysOneOf(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
