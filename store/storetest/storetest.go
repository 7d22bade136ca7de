// Package storetest gives tests real databases: SQLite files and a PostgreSQL
// that the test process starts itself from the installed programs, as an
// unprivileged user and on a free port.
//
// Postgres and Each give a fresh database on one server shared by all tests of
// the process. Dedicated gives a server of its own to a test that stops, hangs
// or kills it. No server outlives its test process, however that ends.
//
// The package creates empty databases only; it knows nothing of what is kept in
// them. It needs Linux, whose /proc tells which processes make up a server.
package storetest

import (
	"path/filepath"
	"testing"
)

// Each runs the subtests "sqlite" and "postgres", each with the address of a
// fresh, empty database: a file path for SQLite, a URL for PostgreSQL.
func Each(t *testing.T, run func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { run(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { run(t, Postgres(t)) })
}

// SQLite returns the path of a database file that does not exist yet, in memory
// if there is plenty. Its folder is removed with the test.
func SQLite(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(fileFolder(tb), "spotter.db")
}
