package store

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzH12WantedIsMadeOfWords: whatever is searched for, nothing of it reaches a
// query but letters and digits inside our own quotes, and what was searched for
// once is the same when searched for again.
func FuzzH12WantedIsMadeOfWords(f *testing.F) {
	for _, seed := range []string{"knee OR back", `"a" * 'b' : %`, "Rücken ½ ﬁ Ⅷ", "\x00\xff", "e\u0301\u0301", "心拍 ゾーン", strings.Repeat("a", 200), "İI ẞ", "\xf6Ӟ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := searchWords(text)
		for _, w := range words {
			plain := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
			if w == "" || !utf8.ValidString(w) || utf8.RuneCountInString(w) > longestWord || strings.ContainsFunc(w, plain) {
				t.Errorf("%q has the word %q", text, w)
			}
		}
		if again := searchWords(strings.Join(words, " ")); strings.Join(again, " ") != strings.Join(words, " ") {
			t.Errorf("%q becomes %q and then %q", text, words, again)
		}
		for _, postgres := range []bool{false, true} {
			query := (&Store{postgres: postgres}).wanted("u", words)
			if quotes := strings.Count(query, `"`) + strings.Count(query, "'"); len(words) > 0 && quotes > 2*min(len(words), mostWanted)+2 {
				t.Errorf("%q makes the query %q", text, query)
			}
		}
	})
}
