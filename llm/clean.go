package llm

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSaid is how much of a provider's words goes into a log, in characters.
const maxSaid = 300

// leakedKey is how many characters of the key in a row are taken for the key:
// providers echo it in part.
const leakedKey = 5

// clean makes a stranger's text fit for one line of a log: valid, without
// control and format characters, without the key or a part of it, and short.
func clean(text, key string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1 // invisible, or turns the line around
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Join(strings.Fields(text), " ")
	text = withoutKey(text, key)
	if utf8.RuneCountInString(text) > maxSaid {
		text = string([]rune(text)[:maxSaid-1]) + "…"
	}
	return text
}

// withoutKey puts … for every part of the key.
func withoutKey(text, key string) string {
	least := min(leakedKey, len(key))
	if least == 0 {
		return text
	}
	var kept strings.Builder
	for at := 0; at < len(text); {
		n := 0
		for at+n < len(text) && strings.Contains(key, text[at:at+n+1]) {
			n++
		}
		if n >= least {
			kept.WriteString("…")
			at += n
			continue
		}
		kept.WriteByte(text[at])
		at++
	}
	return kept.String()
}
