package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Bounds of what is read of one answer.
const (
	maxLine      = 512 << 10 // bytes; the whole of an answer that does not stream, too
	maxStream    = 8 << 20   // bytes; a chunk has some 300 for each token, and there are two minutes
	maxDataLines = 64        // of one event
)

// events reads a stream of server-sent events, as the WHATWG's HTML standard
// §9.2.6 has it, and is easier than that on three points: an event is over as soon
// as its data are whole JSON, whether or not an empty line follows; a line that
// is JSON without a field name counts as data; and the end of the stream ends
// the last event.
type events struct {
	in   *bufio.Reader
	line []byte
	data []byte
	read int
	skip bool // a line feed that belongs to the carriage return before it
}

func newEvents(r io.Reader) *events { return &events{in: bufio.NewReader(r)} }

// opening returns the first byte that is no white space, and leaves it there.
// It is the byte of a JSON object, of a page, or of an event.
func (e *events) opening() (byte, error) {
	for {
		b, err := e.in.ReadByte()
		if err != nil {
			return 0, err
		}
		if e.read++; e.read > maxLine {
			return 0, errLine
		}
		if !strings.ContainsRune(" \t\r\n"+byteOrderMark, rune(b)) {
			return b, e.in.UnreadByte()
		}
	}
}

// byteOrderMark are the bytes of U+FEFF, each as a character.
const byteOrderMark = "\u00EF\u00BB\u00BF"

// next returns the data of the next event, valid until the next call; io.EOF at
// the end.
func (e *events) next() ([]byte, error) {
	e.data = e.data[:0]
	for lines := 0; ; {
		line, err := e.nextLine()
		if err != nil && len(line) == 0 {
			return e.atEnd(err)
		}
		data, ok := dataOf(line)
		switch {
		case ok:
			if lines++; lines > maxDataLines {
				return nil, fmt.Errorf("%w: an event of more than %d lines", ErrBadAnswer, maxDataLines)
			}
			if lines > 1 {
				e.data = append(e.data, '\n')
			}
			e.data = append(e.data, data...)
			if isWhole(e.data) {
				return e.data, nil
			}
			if len(e.data) > maxLine {
				return nil, errLine
			}
		case len(line) == 0 && len(e.data) > 0:
			return e.data, nil
		case len(line) == 0:
			lines = 0
		}
	}
}

// atEnd returns what the stream ended in the middle of, before its end.
func (e *events) atEnd(err error) ([]byte, error) {
	if err == io.EOF && len(e.data) > 0 {
		return nil, io.ErrUnexpectedEOF
	}
	return nil, err
}

// nextLine returns a line without its end: LF, CR LF or CR. The last may have none.
func (e *events) nextLine() ([]byte, error) {
	e.line = e.line[:0]
	for {
		b, err := e.in.ReadByte()
		if err != nil {
			return e.line, err
		}
		if e.read++; e.read > maxStream || len(e.line) >= maxLine {
			return nil, errLine
		}
		skipped := e.skip && b == '\n'
		e.skip = b == '\r'
		switch {
		case skipped:
		case b == '\r' || b == '\n':
			return e.line, nil
		default:
			e.line = append(e.line, b)
		}
	}
}

// dataOf returns the value of a line with data.
func dataOf(line []byte) ([]byte, bool) {
	if bytes.HasPrefix(line, []byte("{")) {
		return line, true
	}
	data, ok := bytes.CutPrefix(line, []byte("data:"))
	return bytes.TrimPrefix(data, []byte(" ")), ok
}

// done is what OpenAI sends after the last chunk. It is no JSON.
const done = "[DONE]"

func isWhole(data []byte) bool {
	return string(bytes.TrimSpace(data)) == done || len(bytes.TrimSpace(data)) > 0 && json.Valid(data)
}

// drain reads what is left, if it is little.
func (e *events) drain() { io.CopyN(io.Discard, e.in, 4<<10) }

// all returns everything that is left, for an answer that does not stream.
func (e *events) all() ([]byte, error) {
	all, err := io.ReadAll(io.LimitReader(e.in, maxLine+1))
	if err == nil && len(all) > maxLine {
		err = errLine
	}
	return all, err
}

var errLine = fmt.Errorf("%w: more than %d bytes in a line or %d in all", ErrTooLong, maxLine, maxStream)
