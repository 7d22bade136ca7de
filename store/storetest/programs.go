package storetest

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// requirePrograms returns the folder of PostgreSQL's server programs, or ends
// the test when there is none.
func requirePrograms(tb testing.TB) string {
	tb.Helper()
	dir := findPrograms()
	if dir == "" {
		giveUp(tb)
	}
	return dir
}

// giveUp skips the test. Under CI it fails it instead: a run without the
// database would look green there.
func giveUp(tb testing.TB) {
	tb.Helper()
	const missing = "PostgreSQL's initdb and postgres were not found; install the Debian package postgresql"
	if os.Getenv("CI") == "true" {
		tb.Fatal(missing)
	}
	tb.Skip(missing)
}

// findPrograms looks in PATH, then where pg_config says, then where Debian puts
// them, newest version first. It returns "" when they are nowhere.
var findPrograms = sync.OnceValue(func() string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		// A link in PATH may stand alone; initdb needs its neighbours.
		if path, err = filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	dirs = append(dirs, debianPrograms("/usr/lib/postgresql")...)

	i := slices.IndexFunc(dirs, hasPrograms)
	if i < 0 {
		return ""
	}
	return dirs[i]
})

// debianPrograms lists root/VERSION/bin, highest version first.
func debianPrograms(root string) []string {
	dirs, _ := filepath.Glob(filepath.Join(root, "*", "bin")) // fails only on a bad pattern
	version := func(dir string) float64 {
		v, _ := strconv.ParseFloat(filepath.Base(filepath.Dir(dir)), 64)
		return v
	}
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Compare(version(b), version(a)) })
	return dirs
}

func hasPrograms(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return false
		}
	}
	return true
}
