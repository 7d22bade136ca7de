package main

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// newcomers are the connections whose first request has not come yet. When
// [http.Server.Shutdown] begins, the server drops what is read on them from then on
// without an answer, so it must not begin before they have been heard.
type newcomers struct {
	mu  sync.Mutex
	all map[net.Conn]bool
}

// note is an [http.Server.ConnState].
func (n *newcomers) note(c net.Conn, state http.ConnState) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if state != http.StateNew {
		delete(n.all, c)
		return
	}
	if n.all == nil {
		n.all = map[net.Conn]bool{}
	}
	n.all[c] = true
}

func (n *newcomers) none() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.all) == 0
}

const (
	newcomerTime = time.Second // for a request on a connection that is open already
	settledTime  = 20 * time.Millisecond
)

// settle returns when there has been no newcomer for a moment, or after
// newcomerTime: some connect and never ask.
func (n *newcomers) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, newcomerTime)
	defer cancel()
	for quiet := time.Duration(0); quiet < settledTime; quiet += settledTime / 4 {
		if !n.none() {
			quiet = 0
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(settledTime / 4):
		}
	}
}
