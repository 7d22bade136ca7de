package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

// TestABackupIsOneMomentOfADatabaseThatIsWrittenTo: what was acknowledged before
// it began is in it, and of the rest a beginning without gaps.
func TestABackupIsOneMomentOfADatabaseThatIsWrittenTo(t *testing.T) {
	dsn := storetest.SQLite(t)
	s := open(t, dsn)
	var before []account.Person
	for range 50 {
		before = append(before, added(t, s))
	}
	stop := make(chan struct{})
	var meanwhile []account.Person
	var writer sync.WaitGroup
	writer.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			p := newPerson()
			if err := s.AddPerson(ctx, p, account.Event{}); err != nil {
				t.Error(err)
				return
			}
			meanwhile = append(meanwhile, p)
		}
	})
	copies := make([]string, 5)
	for i := range copies {
		copies[i] = filepath.Join(t.TempDir(), "odd name?x=1#%41 ü.db")
		c, err := store.Backup(t.Context(), dsn, copies[i])
		must(t, err)
		info, err := os.Stat(copies[i])
		must(t, err)
		if info.Mode().Perm() != 0o600 || info.Size() != c.Bytes || c.People < int64(len(before)) || c.Schema == 0 {
			t.Errorf("%v, %d bytes: %+v", info.Mode(), info.Size(), c)
		}
	}
	close(stop)
	writer.Wait()
	for _, file := range copies {
		only(t, file)
		kept := open(t, file)
		for _, p := range before {
			_, err := kept.PersonByID(t.Context(), p.UID)
			must(t, err)
		}
		ended := false
		for _, p := range meanwhile {
			_, err := kept.PersonByID(t.Context(), p.UID)
			if err == nil && ended {
				t.Fatal("somebody is in the copy, and somebody before is not")
			}
			ended = err != nil
		}
	}
}

// only wants nothing else in the folder of a file.
func only(t *testing.T, file string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(file))
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != filepath.Base(file) {
		t.Errorf("beside %s lie %v", file, entries)
	}
}

func TestABackupOverwritesNothing(t *testing.T) {
	dsn := storetest.SQLite(t)
	added(t, open(t, dsn))
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, os.WriteFile(file, []byte("precious"), 0o600))
	if _, err := store.Backup(t.Context(), dsn, file); !errors.Is(err, store.ErrBackupExists) {
		t.Errorf("%v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "precious" {
		t.Errorf("the file holds %q, %v", text, err)
	}
	only(t, file)
	if _, err := store.Backup(t.Context(), dsn, dsn); !errors.Is(err, store.ErrBackupExists) {
		t.Errorf("onto itself: %v", err)
	}
}

// TestOfBackupsAtOnceWithOneNameOneSucceeds: of the two that look first and find
// nothing, one gives its copy the name.
func TestOfBackupsAtOnceWithOneNameOneSucceeds(t *testing.T) {
	dsn := storetest.SQLite(t)
	added(t, open(t, dsn))
	file := filepath.Join(t.TempDir(), "backup.db")
	failed := make([]error, 8)
	together(len(failed), func(i int) { _, failed[i] = store.Backup(ctx, dsn, file) })
	made := 0
	for _, err := range failed {
		switch {
		case err == nil:
			made++
		case !errors.Is(err, store.ErrBackupExists):
			t.Error(err)
		}
	}
	if made != 1 {
		t.Errorf("%d succeed", made)
	}
	only(t, file)
}

func TestWhatIsNoDatabaseOfOursIsNotBackedUp(t *testing.T) {
	dir := t.TempDir()
	to := filepath.Join(t.TempDir(), "backup.db")
	empty, text, foreign := filepath.Join(dir, "empty.db"), filepath.Join(dir, "text.db"), filepath.Join(dir, "foreign.db")
	must(t, os.WriteFile(empty, nil, 0o600))
	must(t, os.WriteFile(text, []byte("no database"), 0o600))
	_, err := openRaw(t, foreign).ExecContext(t.Context(), "CREATE TABLE users (id BIGINT)")
	must(t, err)
	for file, says := range map[string]string{
		filepath.Join(dir, "missing.db"): "no such file", empty: "is empty", text: "no SQLite database", foreign: "there is no Spotter in it",
	} {
		_, err := store.Backup(t.Context(), file, to)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", file, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "missing.db")); err == nil {
		t.Error("a backup has made the database")
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 0 {
		t.Errorf("backups that failed left %v", entries)
	}
}

// TestACopyThatIsNotSoundIsNotKept: a page in the middle has been overwritten.
func TestACopyThatIsNotSoundIsNotKept(t *testing.T) {
	dsn := storetest.SQLite(t)
	s, err := store.Open(storetest.Patient(t.Context()), dsn)
	must(t, err)
	for range 200 {
		added(t, s)
	}
	must(t, s.Close())
	info, err := os.Stat(dsn)
	must(t, err)
	overwrite(t, dsn, make([]byte, info.Size()/2), info.Size()/4)
	to := filepath.Join(t.TempDir(), "backup.db")
	if _, err := store.Backup(t.Context(), dsn, to); err == nil {
		t.Error("it was kept")
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 0 {
		t.Errorf("it left %v", entries)
	}
}

func TestABackupThatCannotBeWrittenSaysSo(t *testing.T) {
	dsn := storetest.SQLite(t)
	added(t, open(t, dsn))
	to := filepath.Join(t.TempDir(), "missing", "backup.db")
	if _, err := store.Backup(t.Context(), dsn, to); err == nil || !strings.Contains(err.Error(), to) || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("%v", err)
	}
}
