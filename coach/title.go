package coach

import (
	"strings"
	"unicode/utf8"
)

// MaxTitle is the longest title, in characters.
const MaxTitle = 120

const (
	ownTitle   = 60 // characters of a title made of a question
	emptyTitle = "New conversation"
)

// TitleOf makes a title of a question: its words on one line, cut behind a word
// so that it has at most 60 characters.
func TitleOf(question string) string {
	words := strings.Fields(question)
	if len(words) == 0 {
		return emptyTitle
	}
	whole := strings.Join(words, " ")
	if utf8.RuneCountInString(whole) <= ownTitle {
		return whole
	}
	title := firstRunes(words[0], ownTitle-1)
	for _, w := range words[1:] {
		longer := title + " " + w
		if utf8.RuneCountInString(longer) > ownTitle-1 {
			break
		}
		title = longer
	}
	return title + "…"
}

func firstRunes(s string, most int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), most)])
}
