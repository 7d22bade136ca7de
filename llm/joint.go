package llm

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// joint puts pieces together. It holds back what may be a part of a character
// until the rest is there.
type joint struct{ held []byte }

// add returns what is complete with the next piece.
func (j *joint) add(p piece) string {
	text := j.held
	for i := range len(p) {
		text = append(text, p[i])
		if r, ok := endsInPair(text); ok {
			text = utf8.AppendRune(text[:len(text)-6], r)
		}
	}
	whole := len(text) - unfinished(text)
	j.held = append([]byte(nil), text[whole:]...)
	return readable(string(text[:whole]))
}

// rest returns what was held back and never completed.
func (j *joint) rest() string {
	text := string(j.held)
	j.held = nil
	return readable(text)
}

// endsInPair returns the character whose two halves the text ends in.
func endsInPair(text []byte) (rune, bool) {
	if len(text) < 6 {
		return 0, false
	}
	high, ok1 := surrogate(text[len(text)-6:])
	low, ok2 := surrogate(text[len(text)-3:])
	r := utf16.DecodeRune(high, low)
	return r, ok1 && ok2 && r != utf8.RuneError
}

// surrogate reads three bytes as [appendUnit] writes half a pair.
func surrogate(b []byte) (rune, bool) {
	if b[0] != 0xED || b[1]&0xE0 != 0xA0 || b[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F), true
}

// unfinished counts the bytes at the end that may be the beginning of a
// character, or of a pair that is not whole yet.
func unfinished(text []byte) int {
	for n := min(5, len(text)); n > 0; n-- {
		if beginsCharacter(text[len(text)-n:]) || beginsPair(text[len(text)-n:]) {
			return n
		}
	}
	return 0
}

func beginsCharacter(b []byte) bool {
	return utf8.RuneStart(b[0]) && !utf8.FullRune(b)
}

// beginsPair tells whether up to five bytes fit the pattern ED Ax 8x ED Bx.
func beginsPair(b []byte) bool {
	pattern := [5][2]byte{{0xFF, 0xED}, {0xF0, 0xA0}, {0xC0, 0x80}, {0xFF, 0xED}, {0xF0, 0xB0}}
	for i := range b {
		if b[i]&pattern[i][0] != pattern[i][1] {
			return false
		}
	}
	return true
}

// readable makes a text valid and drops control characters: no database and no
// page wants them.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
