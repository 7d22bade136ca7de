package account

import (
	"context"
	"sync"
	"time"
)

const (
	// rememberFor is for how long a node answers from memory at most. A success
	// on another node may lower what the store says.
	rememberFor = time.Second
	// mostRemembered bounds the counters that a node remembers as full: beyond
	// it, it asks the store.
	mostRemembered = 10_000
)

// refusalMemory is which counters have refused in the store a moment ago, so that
// a flood makes no writes. It only repeats what the store has said.
type refusalMemory struct {
	mu      sync.Mutex
	full    map[string]remembered // by the counter's name
	sweptAt time.Time
}

type remembered struct {
	until  time.Time // when the counter admits one again
	forget time.Time
}

func (m *refusalMemory) recall(name string, now time.Time) (until time.Time, found bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, found := m.full[name]
	return r.until, found && r.forget.After(now)
}

func (m *refusalMemory) remember(name string, until, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.full) >= mostRemembered && now.Sub(m.sweptAt) >= rememberFor {
		m.sweptAt = now
		for n, r := range m.full {
			if !r.forget.After(now) {
				delete(m.full, n)
			}
		}
	}
	forget := now.Add(rememberFor)
	if until.Before(forget) {
		forget = until
	}
	if len(m.full) < mostRemembered && forget.After(now) {
		m.full[name] = remembered{until, forget}
	}
}

func (m *refusalMemory) forget(moved []Move) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, move := range moved {
		delete(m.full, move.Name)
	}
}

// ask moves the counters in the store, unless that is known to refuse.
func (a *Accounts) ask(ctx context.Context, attempt Attempt) (Reservation, error) {
	full, err := a.recall(ctx, attempt)
	if err != nil || full != nil {
		return Reservation{Refused: full}, err
	}
	r, err := a.Store.Reserve(ctx, attempt)
	if err == nil && r.Refused != nil {
		a.throttle.memory.remember(attempt.Counters[r.Refused.Counter].Name, r.Refused.Until, attempt.At)
	}
	return r, err
}

// recall returns the counter that is known to refuse, nil if none is. The
// counters before it have to be looked at, which needs no write: a full mark
// would let the attempt pass, and another full counter has an answer and an
// event of its own.
func (a *Accounts) recall(ctx context.Context, attempt Attempt) (*Full, error) {
	for i, c := range attempt.Counters {
		until, found := a.throttle.memory.recall(c.Name, attempt.At)
		if !found || c.Once {
			continue
		}
		for _, before := range attempt.Counters[:i] {
			if full, err := a.Store.Full(ctx, before.Name, attempt.At); full || err != nil {
				return nil, err
			}
		}
		return &Full{Counter: i, Until: until}, nil
	}
	return nil, nil
}
