package coach

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestRead is how many bytes of a message are read; longer ones are cut. It is
// as much as the 8,000 characters that a message may have can take, so that no sign
// stands where triage does not look.
const longestRead = 8000 * utf8.UTFMax

// lotsOf is how some say sets: "3 lots of 10".
var lotsOf = expressionOf(`\b(\d{1,2}) lots of (\d)`)

// token is a word of a folded text and where it stands, in bytes.
type token struct {
	word       string
	start, end int
}

// fold writes a message in lower case and without what can hide a word: accents
// written apart, invisible characters, wide letters.
func fold(message string) string {
	message = strings.ToValidUTF8(message[:min(len(message), longestRead)], " ")
	message = strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r <= '~' && r != '`':
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		case unicode.In(r, unicode.Cf, unicode.Mn):
			return -1
		case r >= '！' && r <= '～':
			return unicode.ToLower(r - '！' + '!')
		case r == '’', r == '‘', r == '`':
			return '\''
		case unicode.IsControl(r):
			return ' '
		default:
			return unicode.ToLower(r)
		}
	}, message)
	message = lotsOf.replacedIn(message, "$1 sets of $2")
	return strings.ReplaceAll(message, " in a row", " consecutively")
}

// tokensOf splits a folded text into words. An apostrophe inside a word is
// dropped; everything else that is no letter and no digit separates words.
func tokensOf(folded string) []token {
	all := make([]token, 0, len(folded)/4)
	for t := range tokensIn(folded) {
		all = append(all, t)
	}
	return all
}

func tokensIn(folded string) iter.Seq[token] {
	return func(yield func(token) bool) {
		start, end := -1, 0
		for i, r := range folded {
			switch {
			case r == '\'':
			case unicode.IsLetter(r), unicode.IsDigit(r):
				if start < 0 {
					start = i
				}
				end = i + utf8.RuneLen(r)
			case start >= 0:
				if !yield(token{plain(strings.ReplaceAll(folded[start:end], "'", "")), start, end}) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(token{plain(strings.ReplaceAll(folded[start:end], "'", "")), start, end})
		}
	}
}

// wordsOf splits a message into lower-case words, so that nothing hides one.
func wordsOf(message string) []string { return appendWords(nil, message) }

// appendWords is wordsOf behind the words of all.
func appendWords(all []string, message string) []string {
	for t := range tokensIn(fold(message)) {
		all = append(all, t.word)
	}
	return all
}

// stem cuts the commonest endings of English, so that "squats", "squatting" and
// "squatted" count as one word.
func stem(word string) string {
	if strings.HasSuffix(word, "ss") || len(word) < 4 || word[0] == '#' {
		return word
	}
	for _, ending := range []struct{ cut, put string }{{"ies", "y"}, {"ing", ""}, {"ed", ""}, {"es", ""}, {"s", ""}, {"ly", ""}} {
		if left, ok := strings.CutSuffix(word, ending.cut); ok && len(left) >= 3 {
			word = left + ending.put
			break
		}
	}
	if n := len(word); n > 3 && (word[n-1] == word[n-2] || word[n-1] == 'e') {
		return word[:n-1]
	}
	return word
}
