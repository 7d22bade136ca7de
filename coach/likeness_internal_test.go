package coach

import (
	"strings"
	"testing"
)

// TestLikenessCatchesMoreThanItCosts asks of each row whether it is like a red flag,
// as if it had never been read (leave one out).
func TestLikenessCatchesMoreThanItCosts(t *testing.T) {
	rows, alike, maybe := map[string]int{}, map[string]int{}, map[string]int{}
	count := func(name, message string) {
		rows[name]++
		score, _ := allSigns().complaintIn(fold(message)).isLikeBesides(kindCalled(name))
		if score >= surelyAlike {
			alike[name]++
		}
		if score >= maybeAlike {
			maybe[name]++
		}
	}
	eachRow(triagedFiles, "signs", func(row string) {
		if name, message, ok := strings.Cut(row, "\t"); ok {
			count(name, message)
		}
	})
	eachRow(utteranceFiles, "utterances", func(row string) {
		if row != "" && row[0] != '[' {
			count("utterance", row)
		}
	})
	t.Logf("rows %v, surely alike %v, maybe alike %v", rows, alike, maybe)
	if alike["A"]*100 < 65*rows["A"] || alike["B"]*100 < 35*rows["B"] {
		t.Error("likeness alone hears too few red flags")
	}
	if alike["utterance"]*100 > rows["utterance"] || alike["N"]*50 > rows["N"] {
		t.Error("likeness alone raises too many false alarms")
	}
}
