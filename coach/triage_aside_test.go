package coach_test

import (
	"slices"
	"strings"
	"testing"
)

// asideFile has the same kinds of rows as signs/triage-odd.tsv, one of two each, and
// nothing is learnt from it.
const asideFile = "../testdata/triage-aside.tsv"

// longTalk is how many words a message has that is long.
const longTalk = 60

// hearing counts which red flags and which harmless messages of rows raise an alarm.
type hearing struct{ flags, heard, calm, alarmed, long, longAlarmed int }

func triageHears(t *testing.T, rows []triaged) hearing {
	t.Helper()
	var h hearing
	for _, r := range rows {
		got := kindOf(asked(healthy, r.message))
		raised := got == "A" || got == "B"
		if r.kind == "A" || r.kind == "B" {
			h.flags++
			if raised {
				h.heard++
			} else {
				t.Logf("not heard: %s, is %s: %.150s", r.kind, got, r.message)
			}
			continue
		}
		h.calm++
		if len(strings.Fields(r.message)) >= longTalk {
			h.long++
		}
		if raised || got == "D" {
			h.alarmed++
			if len(strings.Fields(r.message)) >= longTalk {
				h.longAlarmed++
			}
			t.Logf("false alarm: %s, is %s: %.150s: %.100s", r.kind, got, r.message, asked(healthy, r.message).Text)
		}
	}
	return h
}

// TestTriageOfWordsItHasNotMet plays the rows kept aside.
func TestTriageOfWordsItHasNotMet(t *testing.T) {
	h := triageHears(t, triagedIn(t, asideFile))
	t.Logf("%+v", h)
	if h.heard*100 < 90*h.flags {
		t.Errorf("%d of %d red flags are heard", h.heard, h.flags)
	}
	if h.alarmed*100 > 4*h.calm {
		t.Errorf("%d of %d harmless messages raise an alarm", h.alarmed, h.calm)
	}
}

// leastInLongTalk is the share of red flags, in percent, that long talk around them
// must not hide.
const leastInLongTalk = 80

// TestARedFlagIsHeardInTheMiddleOfLongTalk puts each short red flag that is heard
// alone between the sentences of a long harmless message.
func TestARedFlagIsHeardInTheMiddleOfLongTalk(t *testing.T) {
	for _, file := range []string{"triage-odd.tsv", asideFile} {
		rows := triagedIn(t, file)
		long := slices.DeleteFunc(slices.Clone(rows), func(r triaged) bool { return r.kind != "N" || len(strings.Fields(r.message)) < longTalk })
		flags, heard := 0, 0
		for i, r := range rows {
			if r.kind != "A" && r.kind != "B" || len(strings.Fields(r.message)) >= longTalk || kindOf(asked(healthy, r.message)) > "B" {
				continue
			}
			flags++
			around := long[i%len(long)].message
			at := strings.Index(around[len(around)/2:], ". ") + len(around)/2
			if got := kindOf(asked(healthy, around[:at]+". "+r.message+around[at:])); got <= "B" {
				heard++
			} else {
				t.Logf("not heard in long talk: %s: %s", r.kind, r.message)
			}
		}
		t.Logf("%s: %d of %d", file, heard, flags)
		if heard*100 < leastInLongTalk*flags {
			t.Errorf("%s: %d of %d red flags are heard in long talk", file, heard, flags)
		}
	}
}
