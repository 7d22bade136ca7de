package coach

import (
	"crypto/rand"
	"slices"
	"strings"
	"unicode"
)

// leak looks in a model's text for the instructions that it was given: for the
// mark in them, spaced, in another case, backwards or in part, and for a run of
// their words.
type leak struct {
	marks map[string]bool // parts of the mark
	runs  map[string]bool // runs of words

	letters []rune // the last that were written
	words   []string
	open    string // a word that may go on
}

const (
	leakLetters = 8 // of the mark in a row give it away: forty bits of chance
	leakWords   = 9 // of the instructions in a row; fewer are said by chance
)

// newMark returns a word that stands in the instructions and nowhere else.
func newMark() string { return rand.Text() }

// watchFor returns what looks for these instructions.
func watchFor(mark, instructions string) *leak {
	l := &leak{marks: map[string]bool{}, runs: map[string]bool{}}
	forward := lettersOf(mark)
	backward := slices.Clone(forward)
	slices.Reverse(backward)
	for _, all := range [][]rune{forward, backward} {
		for i := 0; i+leakLetters <= len(all); i++ {
			l.marks[string(all[i:i+leakLetters])] = true
		}
	}
	words := leakWordsOf(instructions)
	for i := 0; i+leakWords <= len(words); i++ {
		l.runs[strings.Join(words[i:i+leakWords], " ")] = true
	}
	return l
}

// fresh is the same for another text.
func (l *leak) fresh() *leak { return &leak{marks: l.marks, runs: l.runs} }

// hears takes the next part of a text, and reports whether it gives the
// instructions away.
func (l *leak) hears(part string) bool {
	for _, r := range lettersOf(part) {
		l.letters = append(l.letters, r)
		if over := len(l.letters) - leakLetters; over > 0 {
			l.letters = l.letters[over:]
		}
		if l.marks[string(l.letters)] {
			return true
		}
	}
	l.open += part
	end := strings.LastIndexFunc(l.open, unicode.IsSpace)
	if end < 0 {
		if len(l.open) > longestSentence {
			l.open = ""
		}
		return false
	}
	words := leakWordsOf(l.open[:end])
	l.open = l.open[end:]
	for _, w := range words {
		l.words = append(l.words, w)
		if over := len(l.words) - leakWords; over > 0 {
			l.words = l.words[over:]
		}
		if l.runs[strings.Join(l.words, " ")] {
			return true
		}
	}
	return false
}

// lettersOf are the letters and digits of a text in one case.
func lettersOf(text string) []rune {
	var all []rune
	for _, r := range strings.ToLower(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			all = append(all, r)
		}
	}
	return all
}

func leakWordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
