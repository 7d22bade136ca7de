package account

import (
	"compress/gzip"
	_ "embed" // the list of common passwords
	"io"
	"strings"
	"sync"
)

// commonPasswordsGz is the password list of the npm package
// @zxcvbn-ts/language-common 4.1.3 (MIT, common-passwords.LICENSE): its entries
// of at least minCommonLength bytes, all ASCII, with A to Z folded, sorted by
// byte, without duplicates, one a line, compressed with gzip -9 -n.
//
//go:embed common-passwords.txt.gz
var commonPasswordsGz string

// minCommonLength is the length of the shortest entry of the list in bytes.
const minCommonLength = 6

// commonPasswords unpacks the list at the first call.
var commonPasswords = sync.OnceValue(func() sortedLines {
	return unpackLines(commonPasswordsGz)
})

// unpackLines panics when the text is not gzip: it comes with the program.
func unpackLines(gz string) sortedLines {
	reader, err := gzip.NewReader(strings.NewReader(gz))
	if err != nil {
		panic("account: list of common passwords: " + err.Error())
	}
	var text strings.Builder
	text.Grow(3 * len(gz)) // a little more than it needs
	if _, err := io.Copy(&text, reader); err != nil {
		panic("account: list of common passwords: " + err.Error())
	}
	return sortedLines(text.String())
}

// sortedLines is a set of words: lines in byte order, each ended by a newline.
// It is searched where it lies, so a set costs its text and nothing more.
type sortedLines string

// contains reports whether word is one of the lines.
func (l sortedLines) contains(word string) bool {
	text := string(l)
	for low, high := 0, len(text); low < high; {
		middle := low + (high-low)/2
		start := strings.LastIndexByte(text[:middle], '\n') + 1
		end := start + strings.IndexByte(text[start:], '\n')
		switch order := strings.Compare(text[start:end], word); {
		case order == 0:
			return true
		case order < 0:
			low = end + 1
		default:
			high = start
		}
	}
	return false
}
