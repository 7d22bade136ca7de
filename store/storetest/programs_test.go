package storetest

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestDebianProgramsNewestFirst(t *testing.T) {
	root := t.TempDir()
	var want []string
	for _, version := range []string{"17", "15", "9.6"} {
		dir := filepath.Join(root, version, "bin")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		want = append(want, dir)
	}
	if got := debianPrograms(root); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBothProgramsAreNeeded(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{"initdb", "postgres"} {
		if hasPrograms(dir) {
			t.Errorf("found both after %d", i)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if !hasPrograms(dir) {
		t.Error("did not find both")
	}
}

func TestWithoutPostgreSQL(t *testing.T) {
	for ci, want := range map[string]verdict{"": {skipped: true}, "true": {failed: true}} {
		t.Setenv("CI", ci)
		var got verdict
		over := make(chan struct{})
		go func() {
			defer close(over)
			giveUp(&judge{TB: t, verdict: &got})
		}()
		<-over
		if got != want {
			t.Errorf("CI=%q: %+v, want %+v", ci, got, want)
		}
	}
}

type verdict struct{ skipped, failed bool }

// judge notes how a test was ended, and ends only the goroutine.
type judge struct {
	testing.TB
	verdict *verdict
}

func (j *judge) Skip(...any)  { j.verdict.skipped = true; runtime.Goexit() }
func (j *judge) Fatal(...any) { j.verdict.failed = true; runtime.Goexit() }
