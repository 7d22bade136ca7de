package storetest

import (
	"syscall"
	"testing"
)

// Options says how a server is set up.
type Options struct {
	// Fsync has the server write through to the disk, as in production. It is
	// off by default, for speed.
	Fsync bool
}

// Mode says how Stop ends a server.
type Mode syscall.Signal

const (
	// Fast rolls open transactions back, disconnects clients and writes a
	// checkpoint, as an operator's restart does.
	Fast = Mode(syscall.SIGINT)
	// Immediate ends at once; the next Start recovers from the log.
	Immediate = Mode(syscall.SIGQUIT)
)

// Server is a PostgreSQL server of one test's own. Its methods fail the test
// with Fatalf when the server does not do as told, so they are for the test's
// own goroutine, one at a time. Address and contents stay the same over
// restarts.
type Server struct {
	tb      testing.TB
	cluster *cluster
}

// Dedicated starts a server for this test alone. It ends with the test, and the
// end of its log is shown if the test failed. Without PostgreSQL installed it
// does as Postgres.
func Dedicated(tb testing.TB, options Options) *Server {
	tb.Helper()
	c, err := newCluster(requirePrograms(tb), options)
	if err != nil {
		tb.Fatalf("start PostgreSQL: %v", err)
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("end of the PostgreSQL log:\n%s", c.logTail())
		}
		if err := c.discard(); err != nil {
			tb.Errorf("end PostgreSQL: %v", err)
		}
	})
	return &Server{tb: tb, cluster: c}
}

// URL returns the address of the database named db, which need not exist. The
// database "postgres" always does.
func (s *Server) URL(db string) string { return s.cluster.url(db) }

// Create makes an empty UTF8 database and returns its URL.
func (s *Server) Create(db string) string {
	s.tb.Helper()
	s.must("create database "+db, s.cluster.create(db))
	return s.URL(db)
}

// Start starts a stopped or killed server and returns when it takes
// connections.
func (s *Server) Start() {
	s.tb.Helper()
	s.must("start", s.cluster.start())
}

// Stop shuts the server down and returns when it has ended. It ends a paused
// server too, and does nothing to one that is not running.
func (s *Server) Stop(mode Mode) {
	s.tb.Helper()
	s.must("stop", s.cluster.stop(syscall.Signal(mode)))
}

// Kill ends all processes of the server with SIGKILL, as if at one instant, and
// returns when they are gone. It does nothing to a server that is not running.
func (s *Server) Kill() {
	s.tb.Helper()
	s.must("kill", s.cluster.kill())
}

// Pause makes the server hang: no process of it runs any more when Pause
// returns. Clients can still connect, as the kernel accepts for the server, but
// hear nothing.
func (s *Server) Pause() {
	s.tb.Helper()
	s.must("pause", s.cluster.pause())
}

// Resume lets a paused server go on where it was.
func (s *Server) Resume() {
	s.tb.Helper()
	s.must("resume", s.cluster.resume())
}

func (s *Server) must(what string, err error) {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatalf("%s PostgreSQL: %v", what, err)
	}
}
