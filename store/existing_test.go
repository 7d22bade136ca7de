package store_test

import (
	"strings"
	"testing"

	"spotter/store"
	"spotter/store/storetest"
)

// TestOpenExistingChangesNothing in a database that is not of this version.
func TestOpenExistingChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		raw := openRaw(t, dsn)
		_, err := raw.Exec("CREATE TABLE of_another (id TEXT)")
		must(t, err)
		wantNot := func(says string) {
			t.Helper()
			s, err := store.OpenExisting(t.Context(), dsn)
			if err == nil {
				s.Close()
			}
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("error %v, want %q", err, says)
			}
		}
		wantNot("there is no Spotter in it")
		if _, err := raw.Exec("SELECT 1 FROM users"); err == nil {
			t.Error("it made tables")
		}
		open(t, dsn)
		s, err := store.OpenExisting(t.Context(), dsn)
		must(t, err)
		must(t, s.Ping(t.Context()))
		must(t, s.Close())
		_, err = raw.Exec("UPDATE schema_versions SET version = version + 1000")
		must(t, err)
		wantNot("made by a newer Spotter")
		_, err = raw.Exec("DELETE FROM schema_versions WHERE version > 1001")
		must(t, err)
		_, err = raw.Exec("UPDATE schema_versions SET version = 1")
		must(t, err)
		wantNot("made by an older Spotter")
	})
}
