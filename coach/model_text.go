package coach

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSentence is how many bytes of a text are waited for until it counts as a
// sentence anyway.
const longestSentence = 2000

// sentence takes the first sentence off a text that is still being written: up to
// a full stop, a question or exclamation mark with white space behind, or to the
// end of a line. White space belongs to the sentence behind it, so that no answer
// ends with any. ok is false while the text has no whole sentence.
func sentence(text string) (first, rest string, ok bool) {
	begun := false
	for i, r := range text {
		switch {
		case !begun && unicode.IsSpace(r):
			continue
		case r == '\n':
			return text[:i], text[i:], true
		case unicode.IsSpace(r) && strings.ContainsAny(text[i-1:i], ".!?"):
			return text[:i], text[i:], true
		case i >= longestSentence:
			return broken(text[:i], text[i:])
		}
		begun = true
	}
	return "", text, false
}

// broken ends an overlong sentence at its last space, or, where there is none, by
// a new line of its own: what is looked at in two parts must not become one again.
func broken(text, rest string) (first, after string, ok bool) {
	if at := strings.LastIndexByte(text, ' '); at > 0 && strings.TrimSpace(text[:at]) != "" {
		return text[:at], text[at:] + rest, true
	}
	return text, "\n" + rest, true
}

// What a text of a model may not have: pictures and links fetch from elsewhere or
// lead there, and HTML does both. Our sources are told beside the text and have no
// address, so that no link is one of ours.
var (
	markdownLink = regexp.MustCompile(`!?\[([^\[\]]*)\]\s?(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])`)
	linkTarget   = regexp.MustCompile(`(?m)^(\s*)\[([^\[\]]*)\]:.*$`)
	address      = regexp.MustCompile(`(?i)(?:\b[a-z][a-z0-9+.\-]{1,20}:)?//[^\s<>]+|\bwww\.[^\s<>]+|\b(?:javascript|vbscript|data|file|blob|mailto|tel):[^\s<>]+|\b[a-z0-9._%+\-]+@[a-z0-9\-]+\.[a-z.\-]+`)
	htmlTag      = regexp.MustCompile(`<(?:[a-zA-Z/!?][^<>]*)>`)
)

// harmless takes pictures, links and HTML out of a sentence of a model. What is
// left over of them, or put together so that taking out makes a new one, is
// spelled so that nothing reads it as such.
func harmless(text string) string {
	text = strings.Map(printableRune, text)
	text = markdownLink.ReplaceAllString(text, "$1")
	text = linkTarget.ReplaceAllString(text, "$1")
	text = htmlTag.ReplaceAllString(text, "")
	for range 4 { // what is left of one may make another
		cleared := address.ReplaceAllString(text, "(link removed)")
		if cleared == text {
			break
		}
		text = cleared
	}
	text = unspelled.Replace(text)
	return openTag.ReplaceAllString(text, "‹$1")
}

var (
	unspelled = strings.NewReplacer("](", "] (", "][", "] [", "]:", "] :", "![", "[", "://", ": ", "//", "/ /")
	openTag   = regexp.MustCompile(`<([a-zA-Z/!?&]|$)`)
)

// printableRune drops what hides or turns a text: control characters but the line
// break and tab, and those that set the direction.
func printableRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r) && r != '\u200d', r == utf8.RuneError:
		return -1
	default:
		return r
	}
}
