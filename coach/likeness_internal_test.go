package coach

import (
	"strings"
	"testing"
)

// TestLikenessCatchesMoreThanItCosts asks for each row, left out of what is learned,
// whether it is like a red flag: with and without the rules beside.
func TestLikenessCatchesMoreThanItCosts(t *testing.T) {
	l := resemblances()
	for _, least := range []float64{4, 4.5, 5, 5.5, 6, 6.5, 7, 8} {
		counted := map[string][3]int{}
		count := func(name, message string) {
			c := allSigns().complaintIn(fold(message))
			n := counted[name]
			n[0]++
			if alike, _ := l.of(c.words, kindCalled(name)); alike >= least {
				n[1]++
				if alike, _ := c.isLikeBesides(kindCalled(name)); alike >= least {
					n[2]++
				}
			}
			counted[name] = n
		}
		eachRow(triagedFiles, "testdata", func(row string) {
			if name, message, ok := strings.Cut(row, "\t"); ok {
				count(name, message)
			}
		})
		eachRow(utteranceFiles, "utterances", func(row string) {
			if row != "" && row[0] != '[' {
				count("utterance", row)
			}
		})
		t.Logf("likeness of %.1f: rows, alike, and without what is left out: %v", least, counted)
	}
}
