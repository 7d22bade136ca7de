package coach

import (
	"strings"
	"testing"
)

// alikeUnread is how much a row is like a red flag as if it had never been read.
func alikeUnread(message string, k kind) float64 {
	l := resemblances()
	l.learnMessage(message, k, -1)
	defer l.learnMessage(message, k, 1)
	score, _ := allSigns().complaintIn(fold(message)).isLike()
	return score
}

// TestLikenessCatchesMoreThanItCosts asks of each row whether it is like a red flag,
// as if it had never been read (leave one out).
func TestLikenessCatchesMoreThanItCosts(t *testing.T) {
	rows, alike := map[string]int{}, map[string]int{}
	count := func(name, message string, k kind) {
		rows[name]++
		if alikeUnread(message, k) >= surelyAlike {
			alike[name]++
		}
	}
	judge := func(row string) {
		if name, message, ok := strings.Cut(row, "\t"); ok {
			count(name, message, kindCalled(name))
			if len(wordsOf(message)) > mostTogether {
				count("long "+name, message, kindCalled(name))
			}
		}
	}
	eachRow(triagedFiles, "signs", judge)
	eachRow(utteranceFiles, "utterances", func(row string) {
		if row != "" && row[0] != '[' {
			count("utterance", row, likeNeither)
		}
	})
	t.Logf("rows %v, alike %v", rows, alike)
	if alike["A"]*100 < 65*rows["A"] || alike["B"]*100 < 35*rows["B"] {
		t.Error("likeness alone hears too few red flags")
	}
	if long := alike["long A"] + alike["long B"]; long < leastLong {
		t.Errorf("likeness alone hears %d red flags in long talk, want %d", long, leastLong)
	}
	if alike["utterance"]*100 > rows["utterance"] || alike["N"]*50 > rows["N"] || alike["long N"]*25 > rows["long N"] {
		t.Error("likeness alone raises too many false alarms")
	}
}

// leastLong is how many of the four long rows with a red flag are heard without a rule.
const leastLong = 1
