package coach

import (
	"slices"
	"strings"
)

// A pattern is a phrase to look for in a message, word by word: "a|b" is either
// word, "breath*" every word that starts so, and "…" up to looseGap other words.
//
// In a phrase, one slip of the pen in a word of five letters or more, or two
// swapped letters in one of four, still matches. A word on its own has no
// neighbours to confirm it ("stent" is not "spent"), so there a slip is forgiven
// from lonelyWord letters on.
type pattern []choice

type choice struct {
	words []spelled
	loose bool // other words may stand before it
	exact int  // words shorter than this are matched to the letter
}

// spelled is one word, or with prefix every word that starts with it.
type spelled struct {
	stem   string
	prefix bool
}

const (
	looseGap     = 4
	lonelyWord   = 7
	neighbouring = 4
)

// patterns parses each phrase.
func patterns(phrases ...string) []pattern {
	var parsed []pattern
	for _, phrase := range phrases {
		var p pattern
		loose := false
		for _, word := range strings.Fields(phrase) {
			if word == "…" {
				loose = true
				continue
			}
			p = append(p, choice{words: alternatives(word), loose: loose, exact: neighbouring})
			loose = false
		}
		if len(p) == 1 {
			p[0].exact = lonelyWord
		}
		parsed = append(parsed, p)
	}
	return parsed
}

// in reports whether the phrase occurs in words.
func (p pattern) in(words []string) bool {
	for start := range words {
		if p[0].matches(words[start]) && p[1:].follows(words[start+1:]) {
			return true
		}
	}
	return false
}

func (p pattern) follows(words []string) bool {
	if len(p) == 0 {
		return true
	}
	reach := 1
	if p[0].loose {
		reach += looseGap
	}
	for i := range min(reach, len(words)) {
		if p[0].matches(words[i]) && p[1:].follows(words[i+1:]) {
			return true
		}
	}
	return false
}

func alternatives(word string) []spelled {
	var words []spelled
	for either := range strings.SplitSeq(word, "|") {
		stem, prefix := strings.CutSuffix(either, "*")
		words = append(words, spelled{stem, prefix})
	}
	return words
}

func (c choice) matches(word string) bool {
	for _, want := range c.words {
		if want.stem[0] != word[0] {
			continue
		}
		if word == want.stem || want.prefix && strings.HasPrefix(word, want.stem) ||
			len(want.stem) >= c.exact && slipped(word, want.stem) {
			return true
		}
	}
	return false
}

func anyIn(ps []pattern, words []string) bool {
	return slices.ContainsFunc(ps, func(p pattern) bool { return p.in(words) })
}

// slipped reports whether word, which starts like want, is want with one slip: a
// letter wrong, missing or too many, or two neighbours swapped. A word of four
// letters is too close to others for anything but a swap.
func slipped(word, want string) bool {
	a, b := []byte(word), []byte(want)
	if len(a) < 4 || len(b) < 4 || max(len(a), len(b))-min(len(a), len(b)) > 1 {
		return false
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	swapped := len(a) == len(b) && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
	if len(want) < 5 || swapped {
		return swapped
	}
	switch {
	case i == len(b):
		return len(a) == i+1
	case len(a) == len(b):
		return slices.Equal(a[i+1:], b[i+1:])
	default:
		return slices.Equal(a[i+1:], b[i:])
	}
}
