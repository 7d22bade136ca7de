package llm

import (
	"encoding/json"
	"errors"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// piece is a part of a text as it stands in the JSON of a chunk. A character may
// be split between two: servers send a token when they have it, be it half a
// character. encoding/json would put U+FFFD for each half, so a piece keeps the
// bytes; [joint] puts them together.
type piece string

// UnmarshalJSON takes a string, null, or the list of parts that some providers
// send ([{"type":"text","text":"…"}], in which what is thought has other types).
func (p *piece) UnmarshalJSON(raw []byte) error {
	switch raw[0] {
	case 'n':
		return nil
	case '"':
		*p = unquote(raw[1 : len(raw)-1])
		return nil
	case '[':
		var parts []struct {
			Type string
			Text piece
		}
		if err := json.Unmarshal(raw, &parts); err != nil {
			return err
		}
		for _, part := range parts {
			if part.Type == "text" {
				*p += part.Text
			}
		}
		return nil
	}
	return errors.New("a text is no string")
}

// unquote undoes the escapes of a JSON string whose syntax is known to be good.
// Each half of a surrogate pair becomes three bytes, as if it were a character
// (WTF-8): the other half may be in the next piece.
func unquote(raw []byte) piece {
	text := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			text = append(text, raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 'b':
			text = append(text, '\b')
		case 'f':
			text = append(text, '\f')
		case 'n':
			text = append(text, '\n')
		case 'r':
			text = append(text, '\r')
		case 't':
			text = append(text, '\t')
		case 'u':
			unit, _ := strconv.ParseUint(string(raw[i+1:i+5]), 16, 16)
			text = appendUnit(text, rune(unit))
			i += 4
		default:
			text = append(text, raw[i])
		}
	}
	return piece(text)
}

// appendUnit appends a UTF-16 code unit.
func appendUnit(text []byte, unit rune) []byte {
	if !utf16.IsSurrogate(unit) {
		return utf8.AppendRune(text, unit)
	}
	return append(text, 0xE0|byte(unit>>12), 0x80|byte(unit>>6)&0x3F, 0x80|byte(unit)&0x3F)
}
