package coach

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed slang.txt
var slangRows string

// slang is how people write a word in a hurry, a row each: "tmrw tomorrow".
var slang = sync.OnceValue(func() map[string]string {
	rows := map[string]string{}
	for row := range strings.Lines(slangRows) {
		short, long, _ := strings.Cut(strings.TrimSpace(row), " ")
		rows[short] = long
	}
	return rows
})

// plain is the word that is meant by one in slang.
func plain(word string) string {
	if long, ok := slang()[word]; ok {
		return long
	}
	return word
}
