package storetest

import (
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Template is an SQLite database that tests get copies of, where each of them
// would otherwise lay out the same tables. A copy takes a millisecond.
type Template struct {
	// Open lays out the database at a path where nothing is yet.
	Open func(path string) (io.Closer, error)

	once    sync.Once
	content []byte
	err     error
}

// SQLite returns the path of a copy. Its folder is removed with the test.
func (t *Template) SQLite(tb testing.TB) string {
	tb.Helper()
	t.once.Do(t.make)
	path := SQLite(tb)
	if t.err != nil {
		tb.Fatal("the template of the database: ", t.err)
	}
	if err := os.WriteFile(path, t.content, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

func (t *Template) make() {
	dir, err := os.MkdirTemp("", "spotter-template")
	if err != nil {
		t.err = err
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "spotter.db")
	db, err := t.Open(path)
	if err == nil {
		err = db.Close()
	}
	if err == nil {
		t.content, err = os.ReadFile(path)
	}
	t.err = err
}
