package api

import "sync"

// streamCount counts the streams of each person.
type streamCount struct {
	mu   sync.Mutex
	open map[string]int
}

// enter takes a place, which leave gives back. It returns ErrTooManyStreams.
func (c *streamCount) enter(uid string) (leave func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[uid] >= maxStreams {
		return nil, ErrTooManyStreams
	}
	c.open[uid]++
	return sync.OnceFunc(func() { c.leave(uid) }), nil
}

func (c *streamCount) leave(uid string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[uid]--; c.open[uid] == 0 {
		delete(c.open, uid)
	}
}
