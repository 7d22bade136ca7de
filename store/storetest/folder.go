package storetest

import (
	"os"
	"syscall"
)

// newFolder makes the folder of a cluster. One that need not write through to a
// disk is kept in memory if there is plenty, as that halves the time to set it
// up, unless TMPDIR says where temporary files belong.
func newFolder(options Options) (string, error) {
	const memory = "/dev/shm"
	parent := os.TempDir()
	if !options.Fsync && os.Getenv("TMPDIR") == "" && roomy(memory) {
		parent = memory
	}
	return os.MkdirTemp(parent, "spotter-postgres-")
}

// roomy reports whether the file system at path has space for several clusters.
// Containers often have a /dev/shm of 64 MiB, too little for one.
func roomy(path string) bool {
	const enough = 4 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(path, &fs); err != nil {
		return false
	}
	return fs.Bavail*uint64(fs.Bsize) >= enough
}
