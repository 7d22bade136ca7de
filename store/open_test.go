package store_test

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

func TestNodesThatOpenANewDatabaseAtOnceAllSucceed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		stores := make([]*store.Store, 8)
		together(len(stores), func(i int) {
			s, err := store.Open(storetest.Patient(ctx), dsn)
			if err != nil {
				t.Error(err)
				return
			}
			stores[i] = s
		})
		p := newPerson()
		for i, s := range stores {
			if s == nil {
				continue
			}
			defer s.Close()
			if i == 0 {
				must(t, s.AddPerson(t.Context(), p, account.Event{}))
			}
			if _, err := s.PersonByID(t.Context(), p.UID); err != nil {
				t.Errorf("handle %d: %v", i, err)
			}
		}
	})
}

// versions are the migrations that a database has had.
func versions(t *testing.T, db database) []string {
	t.Helper()
	rows, err := db.raw.QueryContext(t.Context(), "SELECT name || ' at ' || applied_at FROM schema_versions ORDER BY version")
	must(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one string
		must(t, rows.Scan(&one))
		all = append(all, one)
	}
	must(t, rows.Err())
	return all
}

func TestOpeningAgainChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		db := openTwice(t, dsn)
		p := added(t, db.one)
		before := versions(t, db)
		must(t, open(t, dsn).Ping(t.Context()))
		if after := versions(t, db); len(after) == 0 || !reflect.DeepEqual(before, after) {
			t.Errorf("%v, before %v", after, before)
		}
		if _, err := db.one.PersonByID(t.Context(), p.UID); err != nil {
			t.Error(err)
		}
	})
}

func TestADatabaseOfANewerSpotterIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		db := openTwice(t, dsn)
		db.change(t, "INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, '9999_later.sql', 1)")
		wantRefusal(t, dsn, "newer Spotter", "schema 9999")
	})
}

// wantRefusal wants Open to fail within 5 seconds, in one line that has these
// words and not the password of the URL.
func wantRefusal(t *testing.T, dsn string, words ...string) {
	t.Helper()
	watch := storetest.StartStopwatch()
	s, err := store.Open(t.Context(), dsn)
	if err == nil {
		s.Close()
		t.Error("it opened")
		return
	}
	if took := watch.Took(); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	line := err.Error()
	for _, word := range words {
		if !strings.Contains(line, word) {
			t.Errorf("%q does not have %q", line, word)
		}
	}
	if strings.ContainsAny(line, "\r\n") {
		t.Errorf("%q is more than one line", line)
	}
	if u, err := url.Parse(dsn); err == nil {
		if password, _ := u.User.Password(); password != "" && strings.Contains(line, password) {
			t.Errorf("%q has the password", line)
		}
	}
}

func TestASQLiteFileThatCannotServeIsRefused(t *testing.T) {
	noise := make([]byte, 1<<16)
	rand.Read(noise)
	for _, test := range []struct {
		name  string
		make  func(t *testing.T, path string)
		words []string
	}{
		{"random bytes", func(t *testing.T, path string) { must(t, os.WriteFile(path, noise, 0o600)) }, []string{"damaged", "backup"}},
		{"a text", func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("hello\n"), 0o600)) }, []string{"damaged", "backup"}},
		{"cut in the middle", func(t *testing.T, path string) { must(t, os.Truncate(path, 2*4096)) }, []string{"damaged", "backup"}},
		{"cut in its first page", func(t *testing.T, path string) { must(t, os.Truncate(path, 700)) }, []string{"damaged", "backup"}},
		{"overwritten at the start", func(t *testing.T, path string) { overwrite(t, path, noise[:100], 0) }, []string{"damaged", "backup"}},
		{"read-only", func(t *testing.T, path string) { must(t, os.Chmod(path, 0o400)) }, []string{"read-only", "0400"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := storetest.SQLite(t)
			s, err := store.Open(storetest.Patient(t.Context()), path)
			must(t, err)
			must(t, s.Close())
			test.make(t, path)
			before, err := os.ReadFile(path)
			must(t, err)
			wantRefusal(t, path, append(test.words, path)...)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}

func overwrite(t *testing.T, path string, with []byte, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(with, at)
	must(t, err)
	must(t, f.Close())
}

func TestAPathThatIsNoPlaceForAFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	wantRefusal(t, filepath.Join(dir, "missing", "spotter.db"), filepath.Join(dir, "missing"), "does not exist", "SPOTTER_DB")
	wantRefusal(t, dir, "open the database")
	must(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	wantRefusal(t, filepath.Join(dir, "file", "spotter.db"), "open the database")
}

func TestANewSQLiteFileIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd name?x=1#%41 ü.db")
	s := open(t, path)
	added(t, s)
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info, err)
		}
	}
}

func TestALockedSQLiteFileIsRefusedInTime(t *testing.T) {
	for _, journal := range []string{"WAL", "DELETE"} {
		t.Run(journal, func(t *testing.T) {
			t.Parallel()
			path := storetest.SQLite(t)
			s, err := store.Open(storetest.Patient(t.Context()), path)
			must(t, err)
			must(t, s.Close())
			lock(t, path, journal)
			wantRefusal(t, path, "locked by another program", path)
		})
	}
}

// lock has another connection write to the file until the test is over.
func lock(t *testing.T, path, journal string) {
	t.Helper()
	raw, err := sql.Open("sqlite", path)
	must(t, err)
	conn, err := raw.Conn(t.Context())
	must(t, err)
	t.Cleanup(func() { conn.Close(); raw.Close() })
	for _, statement := range []string{"PRAGMA journal_mode = " + journal, "BEGIN EXCLUSIVE"} {
		_, err := conn.ExecContext(t.Context(), statement)
		must(t, err)
	}
}

func TestAPostgresThatCannotServeIsRefused(t *testing.T) {
	t.Parallel()
	server := storetest.Dedicated(t, storetest.Options{})
	good := server.Create("spotter")
	with := func(change func(u *url.URL)) string {
		u, err := url.Parse(good)
		must(t, err)
		change(u)
		return u.String()
	}
	password := "s3cr3t-pa55"
	wantRefusal(t, with(func(u *url.URL) { u.User = url.UserPassword(u.User.Username(), password) }), "PostgreSQL refuses", "password", "28P01")
	wantRefusal(t, with(func(u *url.URL) { u.User = url.UserPassword("nobody", password) }), "PostgreSQL refuses")
	wantRefusal(t, with(func(u *url.URL) { u.Path = "/missing" }), "PostgreSQL refuses", "missing")
	wantRefusal(t, with(func(u *url.URL) { u.RawQuery = "sslmode=require" }), "PostgreSQL", "SPOTTER_DB")
	wantRefusal(t, with(func(u *url.URL) { u.Host = "no-such-host.invalid:5432" }), "does not answer", "no-such-host.invalid:5432")
	wantRefusal(t, "postgres://spotter:"+password+"@127.0.0.1:1/spotter", "127.0.0.1:1 does not answer", "SPOTTER_DB")
	for _, bad := range []string{
		"postgres://spotter:" + password + "@127.0.0.1:port/spotter", "postgres://spotter:" + password + "@[::1/spotter",
		"postgres://spotter:" + password + "%zz@127.0.0.1/spotter", "postgres://spotter:" + password + "@127.0.0.1/spotter?sslmode=perhaps",
		"postgresql://spotter:" + password + "@127.0.0.1:99999/spotter",
	} {
		if _, err := store.Open(t.Context(), bad); err == nil || strings.Contains(err.Error(), password) {
			t.Errorf("%s: %v", bad, err)
		}
		wantRefusal(t, bad, "SPOTTER_DB", "postgres://user:password@host")
	}

	server.Pause()
	wantRefusal(t, good, "PostgreSQL")
	server.Stop(storetest.Fast)
	wantRefusal(t, good, "does not answer")
}

// TestANodeWaitsForTheOneThatMigrates, longer than any other statement may take:
// a big table takes its time.
func TestANodeWaitsForTheOneThatMigrates(t *testing.T) {
	dsn := storetest.Postgres(t)
	tx, err := openRaw(t, dsn).BeginTx(t.Context(), nil)
	must(t, err)
	defer tx.Rollback()
	_, err = tx.Exec("SELECT pg_advisory_xact_lock(7767683)")
	must(t, err)
	opened := make(chan error, 1)
	go func() {
		s, err := store.Open(ctx, dsn)
		if err == nil {
			s.Close()
		}
		opened <- err
	}()
	_, err = tx.Exec("SELECT pg_sleep(4.5)")
	must(t, err)
	must(t, tx.Commit())
	must(t, <-opened)
}
