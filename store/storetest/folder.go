package storetest

import (
	"os"
	"sync"
	"syscall"
	"testing"
)

const shm = "/dev/shm"

// newFolder makes the folder of a cluster. One that need not write through to a
// disk is kept in memory if there is plenty, as that halves the time to set it
// up, unless TMPDIR says where temporary files belong.
func newFolder(options Options) (string, error) {
	parent := os.TempDir()
	if !options.Fsync && mayBeInMemory() {
		parent = shm
	}
	return os.MkdirTemp(parent, "spotter-postgres-")
}

func mayBeInMemory() bool { return os.Getenv("TMPDIR") == "" && roomy(shm) }

// roomy reports whether the file system at path has space for several clusters,
// and runs programs. Containers often have a /dev/shm of 64 MiB, too little for
// one.
func roomy(path string) bool {
	const enough, noExec = 4 << 30, 0x8
	var fs syscall.Statfs_t
	if err := syscall.Statfs(path, &fs); err != nil {
		return false
	}
	return fs.Bavail*uint64(fs.Bsize) >= enough && fs.Flags&noExec == 0
}

// memory is a folder in memory that is gone when this process is, "" where there
// is no room or TMPDIR says where temporary files belong.
var memory = sync.OnceValue(func() string {
	if !mayBeInMemory() {
		return ""
	}
	dir, err := os.MkdirTemp(shm, "spotter-test-")
	if err != nil {
		return ""
	}
	// As open as /tmp: a server may run as somebody else.
	if err = os.Chmod(dir, 0o755); err == nil {
		kept.sweeper, err = startGuard(dir, nil)
	}
	if err != nil {
		os.RemoveAll(dir)
		return ""
	}
	return dir
})

// kept holds on to what must live as long as this process: the sweeper removes the
// folder in memory when its pipe is closed, which a collected one's is.
var kept struct{ sweeper *guard }

// InMemory has every temporary file of this process and its children kept in
// memory if there is plenty, for a TestMain: a disk that others write to may take
// seconds for what SQLite has it write through, and no machine is so slow.
func InMemory() {
	if dir := memory(); dir != "" {
		os.Setenv("TMPDIR", dir)
	}
}

// fileFolder is where a SQLite file of a test is, gone with the test. A
// benchmark measures the disk too.
func fileFolder(tb testing.TB) string {
	tb.Helper()
	_, isBenchmark := tb.(*testing.B)
	if isBenchmark || memory() == "" {
		return tb.TempDir()
	}
	dir, err := os.MkdirTemp(memory(), "sqlite-")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			tb.Error(err)
		}
	})
	return dir
}
