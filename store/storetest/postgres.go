package storetest

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
)

// shared is the server behind Postgres, one per test process.
var shared struct {
	once    sync.Once
	cluster *cluster
	err     error
	names   atomic.Int64
}

// Postgres returns the URL of a fresh, empty UTF8 database, whose user may do
// everything on the server. The database is dropped with the test, even when
// connections to it are still open.
//
// The test is skipped when PostgreSQL is not installed, and fails then when the
// environment has CI=true.
func Postgres(tb testing.TB) string {
	tb.Helper()
	programs := requirePrograms(tb)
	shared.once.Do(func() {
		shared.cluster, shared.err = newCluster(programs, Options{})
	})
	if shared.err != nil {
		tb.Fatalf("start PostgreSQL: %v", shared.err)
	}

	name := fmt.Sprintf("test_%d", shared.names.Add(1))
	if err := shared.cluster.create(name); err != nil {
		tb.Fatalf("create database %s: %v", name, err)
	}
	tb.Cleanup(func() {
		if err := shared.cluster.drop(name); err != nil {
			tb.Errorf("drop database %s: %v", name, err)
		}
	})
	return shared.cluster.url(name)
}

// Main runs the tests of a package, then ends the shared server and waits until
// its folder is gone:
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
// A package without it leaves no server behind either: that one ends a moment
// after the test process.
func Main(m *testing.M) {
	m.Run() // the testing package exits with its result when TestMain returns
	if shared.cluster == nil {
		return
	}
	if err := shared.cluster.discard(); err != nil {
		fmt.Fprintln(os.Stderr, "end PostgreSQL:", err)
	}
}
