package coach

import (
	"regexp"
	"slices"
	"strings"

	"spotter/fitness"
)

// clause is a part of a message that says one thing: "my knee hurts" of "My knee
// hurts, can I squat?".
type clause struct {
	reading
	tokens []token
	plain  []string // the words without a plural's s
}

// Bounds of what is read clause by clause, in bytes and clauses.
const (
	longestTold   = 1200
	longestClause = 240
	mostClauses   = 12 // of a sentence
)

// clausesIn splits a folded sentence where somebody begins to speak of themselves
// again, or to ask.
func clausesIn(sentence string) []clause {
	var all []clause
	parts := strings.SplitN(clauseBegins.replacedIn(cut(sentence, longestTold), "\n$1"), "\n", mostClauses+1)
	for _, part := range parts[:min(len(parts), mostClauses)] {
		part = fold(cut(part, longestClause))
		c := clause{reading: read(part), tokens: tokensOf(part)}
		if c.plain = singular(c.words); len(c.words) > 0 {
			all = append(all, c)
		}
	}
	return all
}

var (
	sentenceEnds = regexp.MustCompile(`[?!;\n]|\.(?:\s|$)`)
	clauseBegins = expressionOf(`(?:,|\band\b|\bbut\b|\bbecause\b|\bsince\b|\bso\b|\balso\b)(?:\s|,|\band\b|\bbut\b|\bso\b|\balso\b)*\s((?:i|i'm|im|i've|ive|my|how|what|which|can|could|should|is|are|do|does|will)\b)`)
)

// phrase is words in a row, each one of some.
type phrase [][]string

// phrasesOf splits texts into phrases, to be matched to the letter.
func phrasesOf(texts ...string) []phrase {
	var all []phrase
	for _, text := range texts {
		var p phrase
		for _, word := range strings.Fields(text) {
			p = append(p, strings.Split(word, "|"))
		}
		all = append(all, p)
	}
	return all
}

// adverbs may stand between the words of a phrase.
var adverbs = strings.Fields("only just also now still currently do already really actually mostly usually always")

// end returns the place behind the phrase that begins at words[i], or -1.
func (p phrase) end(words []string, i int) int {
	for k, one := range p {
		for k > 0 && i < len(words) && slices.Contains(adverbs, words[i]) && !slices.Contains(one, words[i]) {
			i++
		}
		if i >= len(words) || !slices.Contains(one, words[i]) {
			return -1
		}
		i++
	}
	return i
}

// after walks from each place that one of the phrases leads to.
func (c clause) after(begins []phrase, filler func(word string) bool, find func(i int) int) {
	c.behind(begins, func(i int) { c.walk(i, filler, find) })
}

// behind calls do on each place behind one of the phrases.
func (c clause) behind(begins []phrase, do func(i int)) {
	for start := range c.words {
		for _, p := range begins {
			if i := p.end(c.words, start); i >= 0 {
				do(i)
			}
		}
	}
}

// walk goes from words[i] over fillers and what find finds, which returns how many
// words that takes, and returns the place of the word that is neither.
func (c clause) walk(i int, filler func(word string) bool, find func(i int) int) int {
	for i < len(c.words) {
		if n := find(i); n > 0 {
			i += n
		} else if filler(c.words[i]) {
			i++
		} else {
			break
		}
	}
	return i
}

// at reports whether one of the phrases begins at words[i].
func (c clause) at(i int, begins []phrase) bool {
	return slices.ContainsFunc(begins, func(p phrase) bool { return p.end(c.words, i) >= 0 })
}

// fillers are words to pass over.
func fillers(words string) func(string) bool {
	list := strings.Fields(words)
	return func(word string) bool { return slices.Contains(list, word) || slices.Contains(adverbs, word) }
}

// quantityFrom returns the quantity that words[i] begins, and of how many words it
// is.
func (c clause) quantityFrom(i int) (fitness.Quantity, int) {
	for _, q := range c.quantities {
		if q.Start > c.tokens[i].start || c.tokens[i].start >= q.End || i > 0 && q.Start < c.tokens[i-1].end {
			continue
		}
		n := 1
		for i+n < len(c.tokens) && c.tokens[i+n].start < q.End {
			n++
		}
		return q, n
	}
	return fitness.Quantity{}, 0
}

// nameFrom returns what of the catalogue words[i] begins to name, of one kind, and
// in how many words.
func (c clause) nameFrom(i int, m mark) (value string, n int) {
	for _, found := range namesAt(c.plain, i) {
		if found.mark == m {
			return found.value, len(found.words)
		}
	}
	return "", 0
}
