package llm_test

import (
	"fmt"
	"unicode/utf16"
)

// spell writes a text as it may stand in a JSON string, in pieces that a server
// might cut between: bytes, or escapes of UTF-16 units.
func spell(text string, escaped bool) []string {
	var units []string
	if escaped {
		for _, unit := range utf16.Encode([]rune(text)) {
			units = append(units, fmt.Sprintf(`\u%04x`, unit))
		}
		return units
	}
	for i := range len(text) {
		switch b := text[i]; b {
		case '"', '\\', '/':
			units = append(units, `\`+string(rune(b)))
		default:
			units = append(units, text[i:i+1])
		}
	}
	return units
}
