package roster

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// Formats are the formats that can be read.
func Formats() []string { return []string{"fastapi-tutorial", "bookly", "django", "csv", "jsonl"} }

// File reads the people of a file: format is csv, whose first line names the
// columns, or jsonl, with an object on each line or all of them in an array
// "users", as Firebase exports them. The error, at most one and the last, is
// ErrFormat, ErrTooLong or the reader's.
func File(r io.Reader, format string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		read := readJSON
		if format == "csv" {
			read = readCSV
		}
		if err := read(&measured{from: r, left: MaxFile}, yield); err != nil {
			yield(Row{}, err)
		}
	}
}

// measured is a reader that refuses to go on beyond a bound.
type measured struct {
	from io.Reader
	left int64
}

func (m *measured) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, ErrTooLong
	}
	if int64(len(p)) > m.left {
		p = p[:m.left]
	}
	n, err := m.from.Read(p)
	m.left -= int64(n)
	return n, err
}

// nextLine returns the next line that is not empty without its end. A line that is too
// long comes as errLongRow, and the one behind it can be read.
func nextLine(r *bufio.Reader) ([]byte, error) {
	for {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			if err == nil || errors.Is(err, io.EOF) {
				err = errLongRow
			}
			return nil, err
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 && (err == nil || errors.Is(err, io.EOF)) {
			return line, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// readLines calls read with each line and its number among the rows.
func readLines(r *bufio.Reader, yield func(Row, error) bool, read func(number int, line []byte) Row) error {
	for number := 1; ; number++ {
		line, err := nextLine(r)
		row := Row{Number: number, Err: errLongRow}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case number > MaxRows:
			return ErrTooLong
		case errors.Is(err, errLongRow):
		case err != nil:
			return fmt.Errorf("read the file: %w", err)
		case !utf8.Valid(line):
			row.Err = errors.New("is not UTF-8")
		default:
			row = read(number, line)
		}
		if !yield(row, nil) {
			return nil
		}
	}
}

// readCSV takes a line for a row, so that a quote that somebody has left open
// spoils one row and not the rest of the file.
func readCSV(r io.Reader, yield func(Row, error) bool) error {
	lines := bufio.NewReaderSize(r, maxRow)
	head, err := nextLine(lines)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLongRow) {
		return fmt.Errorf("read the file: %w", err)
	}
	names, err := splitCSV(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	if err != nil || !namesPeople(names) {
		return fmt.Errorf("%w: the first line has to name the columns, email and password_hash among them", ErrFormat)
	}
	return readLines(lines, yield, func(number int, line []byte) Row {
		texts, err := splitCSV(line)
		switch {
		case err != nil:
			return Row{Number: number, Err: errors.New("is no line of CSV: a quote is open, or stands inside a field")}
		case len(texts) != len(names):
			return Row{Number: number, Err: fmt.Errorf("has %d fields, and the first line %d", len(texts), len(names))}
		}
		f, long := fields{}, false
		for i, text := range texts {
			f[names[i]] = text
			long = long || tooLong(text)
		}
		return newRow(number, f, long)
	})
}

func splitCSV(line []byte) ([]string, error) {
	r := csv.NewReader(bytes.NewReader(line))
	texts, err := r.Read()
	if err != nil {
		return nil, err
	}
	if len(texts) > maxNames {
		return nil, ErrFormat
	}
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i])
	}
	return texts, nil
}

// namesPeople reports whether there is a column for the address and one for a
// password, of whatever kind, and no column twice.
func namesPeople(names []string) bool {
	have := map[string]string{}
	for _, n := range names {
		if _, twice := have[n]; twice && n != "" {
			return false
		}
		have[n] = n
	}
	f := fields(have)
	return f.first(emailColumns...) != "" && (f.first(hashColumns...) != "" || f[passwordColumn] != "")
}
