package roster

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"
)

// wrapped is how a file begins that has all its people in one array.
var wrapped = regexp.MustCompile(`^\s*\{\s*"users"\s*:\s*\[`)

const peek = 4 << 10

func readJSON(r io.Reader, yield func(Row, error) bool) error {
	lines := bufio.NewReaderSize(r, maxRow)
	begin, _ := lines.Peek(peek)
	if at := wrapped.FindIndex(begin); at != nil {
		lines.Discard(at[1] - 1)
		return readArray(lines, yield)
	}
	return readLines(lines, yield, objectRow)
}

// readArray reads one array of objects. What is no JSON ends it: nobody knows
// where the next person would begin.
func readArray(r io.Reader, yield func(Row, error) bool) error {
	one := &measured{from: r, left: maxRow}
	d := json.NewDecoder(one)
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("%w: it is no JSON", ErrFormat)
	}
	for number := 1; d.More(); number++ {
		if number > MaxRows {
			return ErrTooLong
		}
		// The decoder reads ahead; what it has may be as much again.
		one.left = 2 * maxRow
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			if errors.Is(err, ErrTooLong) {
				err = errLongRow
			}
			return fmt.Errorf("%w: person %d %s", ErrFormat, number, jsonFault(err))
		}
		row := Row{Number: number, Err: errLongRow}
		if len(raw) <= maxRow {
			row = objectRow(number, raw)
		}
		if !yield(row, nil) {
			return nil
		}
		one.left = maxRow
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("%w: the array of users has no end", ErrFormat)
	}
	return nil
}

// jsonFault is what is wrong, without what stands there.
func jsonFault(err error) string {
	if errors.Is(err, errLongRow) {
		return err.Error()
	}
	return "is no JSON"
}

// objectRow reads a person. Members that are not known may be anything.
func objectRow(number int, line []byte) Row {
	var members map[string]json.RawMessage
	if !utf8.Valid(line) || json.Unmarshal(line, &members) != nil || members == nil {
		return Row{Number: number, Err: errors.New("is no JSON object")}
	}
	f, long := fields{}, false
	for name, raw := range members {
		text, ok := scalar(raw)
		if !ok {
			continue
		}
		f[name] = text
		long = long || tooLong(text)
	}
	return newRow(number, f, long)
}

// scalar is the text of what is no object and no array.
func scalar(raw json.RawMessage) (string, bool) {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0, raw[0] == '{', raw[0] == '[':
		return "", false
	case string(raw) == "null":
		return "", true
	case raw[0] != '"':
		return string(raw), true
	}
	var text string
	return text, json.Unmarshal(raw, &text) == nil
}
