package coach

import (
	"strings"
	"testing"
)

// rows returns the utterances by topic.
func rows(t *testing.T) map[topic][]string {
	t.Helper()
	files, err := utteranceFiles.ReadDir("utterances")
	if err != nil {
		t.Fatal(err)
	}
	all := map[topic][]string{}
	for _, file := range files {
		text, err := utteranceFiles.ReadFile("utterances/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		about := unclear
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if heading, ok := strings.CutPrefix(line, "["); ok {
				about = topic(strings.TrimSuffix(heading, "]"))
				continue
			}
			if line == "" || about == unclear {
				t.Errorf("%s: %q has no topic", file.Name(), line)
			}
			all[about] = append(all[about], line)
		}
	}
	return all
}

func TestUtterancesAreUnderstoodAsTheirTopic(t *testing.T) {
	right, total := 0, 0
	for about, lines := range rows(t) {
		for _, line := range lines {
			total++
			if got, sure := certain(read(line).guesses()); sure && got == about {
				right++
			} else {
				t.Logf("%s: %q is taken for %q", about, line, got)
			}
		}
	}
	t.Logf("%d of %d", right, total)
	if right*100 < total*97 {
		t.Errorf("%d of %d utterances are understood", right, total)
	}
}

// TestUtterancesSurviveATypo swaps two letters inside the longest word of each.
func TestUtterancesSurviveATypo(t *testing.T) {
	right, total := 0, 0
	for about, lines := range rows(t) {
		for _, line := range lines {
			total++
			if got, _ := certain(read(withTypo(line)).guesses()); got == about {
				right++
			}
		}
	}
	t.Logf("%d of %d", right, total)
	if right*100 < total*85 {
		t.Errorf("%d of %d utterances with a typo are understood", right, total)
	}
}

func withTypo(line string) string {
	longest := ""
	for _, word := range strings.Fields(line) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	if len(longest) < 4 {
		return line
	}
	at := len(longest) / 2
	return strings.Replace(line, longest, longest[:at-1]+longest[at:at+1]+longest[at-1:at]+longest[at+1:], 1)
}

func TestEveryTopicHasUtterancesAndAnAnswer(t *testing.T) {
	all := rows(t)
	for about, lines := range all {
		if len(lines) < 6 {
			t.Errorf("%s has %d utterances", about, len(lines))
		}
		_, advised := knownAdvice()[about]
		if about != aboutOffTopic && skillOf(about) == nil && !advised {
			t.Errorf("%s has no answer", about)
		}
	}
	for _, c := range allClues() {
		if len(all[c.topic]) == 0 {
			t.Errorf("%s has clues and no utterances", c.topic)
		}
	}
}

func TestPlainNamesAreOfTheCatalogue(t *testing.T) {
	for _, plain := range plainNames {
		known := false
		for _, names := range nameIndex() {
			for _, n := range names {
				known = known || n.mark == plain.mark && n.value == plain.value
			}
		}
		if !known {
			t.Errorf("%s %q", plain.mark, plain.value)
		}
		if plain.mark == markExercise {
			if _, ok := (&chat{want: wanted{Exercise: plain.value}}).exercise(); !ok {
				t.Errorf("%q is no exercise", plain.value)
			}
		}
	}
}
