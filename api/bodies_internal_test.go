package api

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzJSON: what is read of a body is what every reader elsewhere would read; it
// can be written and read again. What is refused says nothing of what was sent.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{"email": "a@example.com", "password": "x"}`, `{"a": 1, "a": 2}`, `{"a": 1, "A": 2}`, `{"a": {"é": 1, "É": 2}}`, `[{"b": 1, "B": 1}]`,
		`{} x`, `{"a": "\ud800"}`, "{\"a\": \"\xff\"}", `{"age": 1e400}`, `{"age": 13.0}`, `null`, ``, "\ufeff{}", strings.Repeat("[", 20000),
	} {
		f.Add([]byte(text))
	}
	format := jsonFormat()
	f.Fuzz(func(t *testing.T, data []byte) {
		var whole any
		if err := format.Unmarshal(data, &whole); err != nil {
			if err != errNotJSON && err != errTwins {
				t.Errorf("refused with %q", err)
			}
			return
		}
		if !utf8.Valid(data) {
			t.Errorf("%q was read", data)
		}
		var first, second bytes.Buffer
		if err := format.Marshal(&first, whole); err != nil {
			t.Fatalf("%q was read and cannot be written: %v", data, err)
		}
		var again any
		if err := format.Unmarshal(first.Bytes(), &again); err != nil {
			t.Fatalf("%q was written and cannot be read: %v", first.Bytes(), err)
		}
		if err := format.Marshal(&second, again); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%q comes back as %q", first.Bytes(), second.Bytes())
		}
		fields := patchRequest{}.Body
		if err := format.Unmarshal(data, &fields); err != nil && err != errWritten {
			t.Errorf("refused with %q", err)
		}
	})
}
