package spotter_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// built is the folder with what all tests share.
var built string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "spotter-program-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	built = dir
	m.Run()
	os.RemoveAll(dir)
}

// spotter returns where the program is, built once for all tests.
func spotter(t *testing.T) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(built, "spotter")
	return path, goBuild("-o", path, "./cmd/spotter")
})

// goBuild compiles as every test and go vet of `make test` do: with other settings
// all that the program imports would be compiled once more, SQLite for one, which
// takes minutes. What the linker leaves out changes nothing of that.
func goBuild(args ...string) error {
	build := exec.Command("go", append([]string{"build", "-ldflags=-s -w"}, args...)...)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, out)
	}
	return nil
}
