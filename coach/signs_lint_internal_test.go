package coach

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// In a phrase "a|b c|d" is (a or b) and then (c or d). Who means "a, or b c, or d"
// writes a phrase that nobody says and that never matches. It shows in a word that
// stands in two neighbouring choices, "going to|want to", or in a word that no
// message can have.
func TestNoPhraseIsDead(t *testing.T) {
	for _, folder := range []struct {
		files embed.FS
		name  string
	}{{signFiles, "signs"}, {clueFiles, "clues"}, {adviceFiles, "advice"}} {
		files, err := folder.files.ReadDir(folder.name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if file.Name() == "rules.txt" {
				continue
			}
			text, _ := folder.files.ReadFile(folder.name + "/" + file.Name())
			for line := range strings.Lines(string(text)) {
				for phrase := range strings.SplitSeq(phraseList(folder.name, strings.TrimSpace(line)), ",") {
					if why := deadIn(phrase); why != "" {
						t.Errorf("%s: %q: %s", file.Name(), strings.TrimSpace(phrase), why)
					}
				}
			}
		}
	}
}

var (
	adviceCondition = regexp.MustCompile(`^\((?:says|also): ([^)]*)\)`)
	clueWeight      = regexp.MustCompile(`^[\d.]+ `)
)

// phraseList returns the phrases of a line, parted by commas.
func phraseList(folder, line string) string {
	switch {
	case line == "" || line[0] == '#' && !strings.HasPrefix(line, "#joint") || line[0] == '[':
		return ""
	case folder == "advice":
		if m := adviceCondition.FindStringSubmatch(line); m != nil {
			return m[1]
		}
		return ""
	default:
		return clueWeight.ReplaceAllString(line, "")
	}
}

// deadIn says why a phrase never matches as it is meant, or nothing.
func deadIn(phrase string) string {
	var before []string
	for choice := range strings.FieldsSeq(phrase) {
		if choice == "…" {
			before = nil
			continue
		}
		words := strings.Split(choice, "|")
		if slices.Contains(words, "") {
			return "an empty choice"
		}
		if !slices.ContainsFunc(words, isReadSo) {
			return "no message has the word " + choice
		}
		for _, word := range words {
			if len(words)+len(before) > 2 && slices.Contains(before, word) {
				return word + " stands in two neighbouring choices"
			}
		}
		before = words
	}
	return ""
}

// isReadSo reports whether a word of a phrase is one that a message can have: slang
// is read as what it stands for.
func isReadSo(word string) bool {
	bare := strings.TrimSuffix(word, "*")
	return word[0] == '#' || slices.Equal(wordsOf(bare), []string{bare})
}
