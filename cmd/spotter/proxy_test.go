package main_test

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// line is a way to a database that a test can cut, stop or slow down: a proxy on
// a port of its own.
type line struct {
	listener net.Listener
	to       string
	turns    atomic.Int64 // questions that somebody waits for an answer to

	mu    sync.Mutex
	moved *sync.Cond
	state lineState
	delay time.Duration
	open  map[net.Conn]bool
}

type lineState int

const (
	passing lineState = iota
	hanging           // connections stay, and nothing arrives
	cut               // connections end, and new ones do too
)

// newLine returns a line to the server of that URL, and the URL of its other end.
func newLine(t *testing.T, dsn string) (*line, string) {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{listener: listener, to: u.Host, open: map[net.Conn]bool{}}
	l.moved = sync.NewCond(&l.mu)
	u.Host = listener.Addr().String()
	go l.accept()
	t.Cleanup(func() { listener.Close(); l.turn(cut, 0) })
	return l, u.String()
}

// turn changes how the line is from now on, and how long each packet takes.
func (l *line) turn(state lineState, delay time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state, l.delay = state, delay
	if state == cut {
		for c := range l.open {
			c.Close()
		}
		clear(l.open)
	}
	l.moved.Broadcast()
}

func (l *line) accept() {
	for {
		here, err := l.listener.Accept()
		if err != nil {
			return
		}
		go l.join(here)
	}
}

func (l *line) join(here net.Conn) {
	there, err := net.Dial("tcp", l.to)
	if err != nil {
		here.Close()
		return
	}
	if !l.enter(here, there) {
		return
	}
	var answered atomic.Bool
	answered.Store(true)
	go l.carry(here, there, func() {
		if answered.Swap(false) {
			l.turns.Add(1)
		}
	})
	l.carry(there, here, func() { answered.Store(true) })
}

// enter notes both ends, unless the line is cut.
func (l *line) enter(ends ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range ends {
		if l.state == cut {
			c.Close()
			continue
		}
		l.open[c] = true
	}
	return l.state != cut
}

// carry moves what comes from one end to the other, in the state of the moment,
// and tells of each packet.
func (l *line) carry(from, to net.Conn, tell func()) {
	defer from.Close()
	defer to.Close()
	packet := make([]byte, 64<<10)
	for {
		n, err := from.Read(packet)
		if n > 0 {
			tell()
			time.Sleep(l.wait())
			if _, err := to.Write(packet[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// wait returns when the line does not hang, and how long a packet takes then.
func (l *line) wait() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.state == hanging {
		l.moved.Wait()
	}
	return l.delay
}
