package main_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestR16EveryLogInOfAnOlderDatabaseWorks: each file of testdata/upgrade is a
// database as a Spotter of then left it, with its master key beside it.
func TestR16EveryLogInOfAnOlderDatabaseWorks(t *testing.T) {
	atOnce(t)
	f := measures(t, "R16", "data folders of older versions")
	dumps, err := filepath.Glob("testdata/upgrade/*.sql")
	if err != nil || len(dumps) < 2 {
		t.Fatalf("%d data folders, %v", len(dumps), err)
	}
	var logIns, failed int64
	for _, dump := range dumps {
		p := start(t, older(t, dump))
		for _, who := range []struct{ name, password string }{
			{"ann", "seven horses at dawn"},
			{"Ben", "eleven horses at dawn"},
			{"cay", "twelve horses at dawn"},
			{"fromBcrypt", benchPassword},
			{"fromPasslib", benchPassword},
		} {
			if strings.HasPrefix(who.name, "from") && strings.HasSuffix(dump, "schema-0001.sql") {
				continue // nobody could be imported then
			}
			for _, login := range []string{who.name, strings.ToUpper(who.name) + "@EXAMPLE.COM"} {
				var own pair
				err := post(p.url+"/login", map[string]string{"username": login, "password": who.password}, &own)
				if who.name == "cay" { // has been disabled since
					if err == nil || !strings.Contains(err.Error(), ": 403 ") {
						t.Errorf("%s: a disabled person is answered %v", dump, err)
					}
					continue
				}
				logIns++
				if err == nil {
					_, err = own.refresh(p)
				}
				if err != nil {
					failed++
					t.Errorf("%s: %s: %v", dump, login, err)
				}
			}
		}
		if err := post(p.url+"/register", map[string]string{"username": "ANN", "email": "other@example.com", "password": benchPassword}, nil); err == nil || !strings.Contains(err.Error(), "Username already registered") {
			t.Errorf("%s: another ann: %v", dump, err)
		}
		p.kill()
	}
	f.none(fmt.Sprintf("of %d log-ins failed", logIns), failed)
}

// TestR17AMigrationThatFailsLeavesNothing: the last of several stumbles over a table
// of that name, and those before it are undone.
func TestR17AMigrationThatFailsLeavesNothing(t *testing.T) {
	dir := older(t, "testdata/upgrade/schema-0007.sql")
	db, err := sql.Open("sqlite", filepath.Join(dir, "spotter.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE personal_keys (theirs TEXT)"); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "a migration fails", dir, "personal_keys")
	var at, tables int64
	const count = "SELECT (SELECT MAX(version) FROM schema_versions), (SELECT COUNT(*) FROM sqlite_master WHERE name IN ('conversations', 'messages', 'workouts'))"
	if err := db.QueryRowContext(t.Context(), count).Scan(&at, &tables); err != nil {
		t.Fatal(err)
	}
	f := measures(t, "R17", "a migration fails")
	f.none("steps of it that stayed", at-7+tables)
}

// older is a data folder with the database of a dump and its key.
func older(t *testing.T, dump string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	text, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(strings.TrimSuffix(dump, ".sql") + ".key")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "spotter.key"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "spotter.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), string(text)); err != nil {
		t.Fatal(err)
	}
	return dir
}
