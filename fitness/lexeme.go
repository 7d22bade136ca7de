package fitness

import (
	"strconv"
	"strings"
	"unicode"
)

// MaxText is how many characters of a text are read for quantities.
const MaxText = 8000

// maxDigits is the longest number that is still a number.
const maxDigits = 12

// lexeme is a word, a number or a sign of a text.
type lexeme struct {
	kind       lexKind
	text       string // lower case; of a number its digits
	value      float64
	fraction   bool // ½ and its kin
	whole      bool // a number without decimals
	glued      bool // nothing between it and the lexeme before
	start, end int  // in bytes of the text
}

type lexKind int

const (
	word lexKind = iota
	number
	sign
)

// folded is a character in the one way this package spells it.
type folded struct {
	r    rune
	from int // byte in the text
}

var fractions = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4,
	'⅕': 1. / 5, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8,
}

// fold spells full-width characters, dashes, quotes and multiplication signs as
// ASCII, and letters in lower case.
func fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r = r - '！' + '!'
	}
	switch r {
	case '‐', '‑', '‒', '–', '—', '−', '﹣':
		return '-'
	case '×', '✕', '✖', '⨯', '*':
		return 'x'
	case '’', '‘', '′', '‛', 'ʹ', '´', '`':
		return '\''
	case '”', '“', '″', '‟', 'ʺ':
		return '"'
	case '⁄', '∕':
		return '/'
	case '٪':
		return '%'
	}
	return unicode.ToLower(r)
}

// reader takes a text apart.
type reader struct {
	runes   []folded // with one more at the end, for the length
	at      int
	lexemes []lexeme
}

func lexemesOf(text string) []lexeme {
	r := reader{}
	for from, c := range text {
		if len(r.runes) == MaxText {
			r.runes = append(r.runes, folded{0, from})
			break
		}
		r.runes = append(r.runes, folded{fold(c), from})
	}
	if len(r.runes) <= MaxText {
		r.runes = append(r.runes, folded{0, len(text)})
	}
	for r.at < len(r.runes)-1 {
		r.next()
	}
	return r.lexemes
}

func (r *reader) next() {
	c := r.peek(0)
	switch {
	case unicode.IsSpace(c) || unicode.Is(unicode.Cf, c):
		r.at++
	case isDigit(c) || c == '.' && isDigit(r.peek(1)) && !r.afterDigitOrLetter():
		r.number()
	case fractions[c] != 0:
		r.add(lexeme{kind: number, value: fractions[c], fraction: true}, 1)
	case unicode.IsLetter(c):
		r.word()
	case c == '\'' && r.peek(1) == '\'':
		r.add(lexeme{kind: sign, text: `"`}, 2)
	default:
		r.add(lexeme{kind: sign, text: string(c)}, 1)
	}
}

// peek returns the character n after the next, or 0 at the end.
func (r *reader) peek(n int) rune {
	if r.at+n >= len(r.runes)-1 {
		return 0
	}
	return r.runes[r.at+n].r
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

func (r *reader) afterDigitOrLetter() bool {
	return r.at > 0 && (isDigit(r.runes[r.at-1].r) || unicode.IsLetter(r.runes[r.at-1].r))
}

// add puts a lexeme of so many characters at the end.
func (r *reader) add(l lexeme, characters int) {
	l.start, l.end = r.runes[r.at].from, r.runes[r.at+characters].from
	if n := len(r.lexemes); n > 0 {
		l.glued = r.lexemes[n-1].end == l.start
	}
	r.lexemes = append(r.lexemes, l)
	r.at += characters
}

// digits returns how many digits there are from n on.
func (r *reader) digits(n int) int {
	count := 0
	for isDigit(r.peek(n + count)) {
		count++
	}
	return count
}

// number reads digits with groups of thousands, a decimal comma or point, and a
// fraction behind them. What has two points, as a version has, or too many digits
// is a word.
func (r *reader) number() {
	n := r.digits(0)
	groups := n >= 1 && n <= 3 && r.peek(0) != '0'
	plain := r.plain(n)
	for groups && r.peek(n) == ',' && r.digits(n+1) == 3 {
		plain += string([]rune{r.peek(n + 1), r.peek(n + 2), r.peek(n + 3)})
		n += 4
	}
	whole := true
	if decimals := r.decimals(n); decimals > 0 {
		r.at += n + 1
		plain += "." + r.plain(decimals)
		r.at -= n + 1
		n += 1 + decimals
		whole = false
	}
	version := false
	for r.peek(n) == '.' && isDigit(r.peek(n+1)) {
		n += 1 + r.digits(n+1)
		version = true
	}
	value, err := strconv.ParseFloat("0"+plain, 64)
	if version || err != nil || len(plain) > maxDigits {
		r.add(lexeme{kind: word, text: plain}, n)
		return
	}
	if f := fractions[r.peek(n)]; f != 0 && whole {
		value, whole = value+f, false
		n++
	}
	r.add(lexeme{kind: number, text: plain, value: value, whole: whole}, n)
}

// plain returns the next n characters.
func (r *reader) plain(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(r.peek(i))
	}
	return b.String()
}

// decimals returns how many decimals follow the point or comma at n. A comma has
// one or two: more is a group of thousands, and another comma makes a list.
func (r *reader) decimals(n int) int {
	count := r.digits(n + 1)
	switch r.peek(n) {
	case '.':
		return count
	case ',':
		list := r.peek(n+1+count) == ',' && isDigit(r.peek(n+2+count))
		if count <= 2 && !list || r.peek(0) == '0' && n == 1 {
			return count
		}
	}
	return 0
}

// splitBefore are the words that a number may follow without a space.
var splitBefore = map[string]bool{"x": true, "rpe": true, "rir": true}

// word reads letters with apostrophes between them. Letters and digits stay
// together, as in "b12", unless a number stands right before, as in "1h30".
func (r *reader) word() {
	n := r.letters()
	text := r.plain(n)
	afterNumber := len(r.lexemes) > 0 && r.at > 0 &&
		r.lexemes[len(r.lexemes)-1].kind == number && r.lexemes[len(r.lexemes)-1].end == r.runes[r.at].from
	if isDigit(r.peek(n)) && !splitBefore[text] {
		switch unit, times := strings.CutSuffix(text, "x"); {
		case afterNumber && times && unitWords[unit].unit != Unsaid:
			n--
			text = unit
		case !afterNumber:
			for isDigit(r.peek(n)) || unicode.IsLetter(r.peek(n)) {
				n++
			}
			text = r.plain(n)
		}
	}
	r.add(lexeme{kind: word, text: text}, n)
}

// letters returns how many letters come next, and apostrophes between letters.
func (r *reader) letters() int {
	n := 1
	for unicode.IsLetter(r.peek(n)) || unicode.IsMark(r.peek(n)) || r.peek(n) == '\'' && unicode.IsLetter(r.peek(n+1)) {
		n++
	}
	return n
}
