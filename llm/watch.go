package llm

import (
	"context"
	"fmt"
	"time"
)

// Times that a provider may take; [Settings] may say otherwise.
const (
	// DefaultFirst is for all before the first chunk, second tries included.
	DefaultFirst = 15 * time.Second
	// DefaultIdle is between two chunks. Comments, which proxies send to keep a
	// connection open, are none: they do not say that anybody works.
	DefaultIdle = 30 * time.Second
	// DefaultWhole is for all of an answer.
	DefaultWhole = 2 * time.Minute
	// lastWait is for what may come after the finish reason: the usage, and the
	// end. Some servers leave the connection open instead.
	lastWait = 3 * time.Second
	// drainWait is for the end of the stream after all that counts. A connection
	// that was read to its end serves the next request.
	drainWait = 100 * time.Millisecond
)

// watch ends a context when a wait takes too long.
type watch struct {
	timer  *time.Timer
	cancel context.CancelCauseFunc
}

// newWatch starts with the wait for the first chunk.
func newWatch(cancel context.CancelCauseFunc, first time.Duration) *watch {
	w := &watch{cancel: cancel}
	w.timer = time.AfterFunc(first, func() {
		cancel(fmt.Errorf("%w: nothing came in %v", ErrSlow, first))
	})
	return w
}

// wait begins the next wait.
func (w *watch) wait(most time.Duration) {
	w.timer.Stop()
	w.timer = time.AfterFunc(most, func() {
		w.cancel(fmt.Errorf("%w: nothing more came in %v", ErrSlow, most))
	})
}

// stop ends the wait: what takes time now is on this side.
func (w *watch) stop() { w.timer.Stop() }
