package coach

import (
	"slices"
	"strings"
	"sync"
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
	words   []spelled
	letters letters // of all that it matches
	loose   bool    // other words may stand before it
	exact   int     // words shorter than this are matched to the letter
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

// phrases are ways to say one thing, parsed when they are first looked for.
type phrases struct {
	rows  []string
	parse sync.Once
	all   []pattern
}

// patterns returns phrases as a list. It does nothing yet, so that a list of a
// package costs nothing until somebody asks the coach.
func patterns(rows ...string) *phrases { return &phrases{rows: rows} }

// parsed returns the phrases as patterns.
func (p *phrases) parsed() []pattern {
	p.parse.Do(func() {
		p.all = make([]pattern, len(p.rows))
		for i, row := range p.rows {
			p.all[i] = parsePattern(row)
		}
	})
	return p.all
}

func parsePattern(phrase string) pattern {
	p := make(pattern, 0, 1+strings.Count(phrase, " "))
	loose := false
	for word := range strings.FieldsSeq(phrase) {
		if word == "…" {
			loose = true
			continue
		}
		words := alternatives(word)
		p = append(p, choice{words: words, loose: loose, exact: neighbouring})
		loose = false
	}
	if len(p) == 1 {
		p[0].exact = lonelyWord
	}
	for i := range p {
		p[i].letters = p[i].lettersOf()
	}
	return p
}

// letters is a set of words by how each begins and how long it is, a bit for both.
// Words may share one: the set rules words out and never in.
type letters [4]uint64

// longestApart is the length, in bytes, from which words are told apart by their first
// letter alone.
const longestApart = 8

func placeOf(initial byte, length int) uint8 {
	return initial<<3 | uint8(min(length, longestApart)-1)
}

func (l *letters) add(place uint8) { l[place>>6] |= 1 << (place & 63) }

func (l *letters) has(word string) bool {
	place := placeOf(word[0], len(word))
	return l[place>>6]>>(place&63)&1 != 0
}

// meets reports whether a word may be of both.
func (l *letters) meets(other *letters) bool {
	return l[0]&other[0] != 0 || l[1]&other[1] != 0 || l[2]&other[2] != 0 || l[3]&other[3] != 0
}

func lettersIn(words []string) letters {
	var all letters
	for _, word := range words {
		all.add(placeOf(word[0], len(word)))
	}
	return all
}

// lettersOf are those of every word that the choice matches.
func (c *choice) lettersOf() letters {
	var all letters
	for _, want := range c.words {
		shortest, longest := len(want.stem), len(want.stem)
		if longest >= c.exact { // see slipped
			shortest, longest = max(shortest-1, 1), longest+1
		}
		if want.prefix {
			longest = max(longest, longestApart)
		}
		for length := shortest; length <= longest; length++ {
			all.add(placeOf(want.stem[0], length))
		}
	}
	return all
}

// anyIn reports whether one of ps occurs in words.
func anyIn(ps *phrases, words []string) bool {
	letters := lettersIn(words)
	return ps.anyOf(words, &letters)
}

// anyOf is anyIn with the letters of words, for who asks often.
func (p *phrases) anyOf(words []string, letters *letters) bool {
	for _, one := range p.parsed() {
		if one.mayBeIn(letters) && one.in(words) {
			return true
		}
	}
	return false
}

// mayBeIn reports whether words with these letters can hold the phrase.
func (p pattern) mayBeIn(letters *letters) bool {
	for i := range p {
		if !p[i].letters.meets(letters) {
			return false
		}
	}
	return true
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
	words := make([]spelled, 0, 1+strings.Count(word, "|"))
	for either := range strings.SplitSeq(word, "|") {
		stem, prefix := strings.CutSuffix(either, "*")
		words = append(words, spelled{stem, prefix})
	}
	return words
}

func (c *choice) matches(word string) bool {
	if !c.letters.has(word) {
		return false
	}
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
