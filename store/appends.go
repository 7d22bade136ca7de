package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"time"

	"spotter/account"
	"spotter/coach"
)

// appends gathers what running answers have kept while another transaction is
// under way, and keeps it in the next: of a thousand answers each one would
// otherwise wait for a disk of its own.
type appends struct {
	mu      sync.Mutex
	waiting []*appended
	busy    bool
}

// appended is one call of AppendEvents.
type appended struct {
	messageID, owner string
	at               time.Time
	events           []coach.Event

	over chan struct{} // closed when the rest is known
	stop bool
	err  error
}

// mostAppended bounds one transaction.
const mostAppended = 100

// AppendEvents implements coach.Answers.
func (s *Store) AppendEvents(ctx context.Context, messageID, owner string, at time.Time, events []coach.Event) (bool, error) {
	a := &appended{messageID: messageID, owner: owner, at: at, events: events, over: make(chan struct{})}
	s.appends.mu.Lock()
	s.appends.waiting = append(s.appends.waiting, a)
	if !s.appends.busy {
		s.appends.busy = true
		go s.appendWaiting()
	}
	s.appends.mu.Unlock()
	select {
	case <-a.over:
		return a.stop, doing("append events", a.err)
	case <-ctx.Done(): // it may be kept all the same
		return false, doing("append events", s.fault(ctx.Err()))
	}
}

// appendWaiting ends when nobody waits any more.
func (s *Store) appendWaiting() {
	for {
		s.appends.mu.Lock()
		batch := s.appends.waiting
		if len(batch) == 0 {
			s.appends.busy = false
			s.appends.mu.Unlock()
			return
		}
		n := min(len(batch), mostAppended)
		batch, s.appends.waiting = batch[:n:n], batch[n:]
		s.appends.mu.Unlock()
		s.appendAll(batch)
		if err := batch[0].err; errors.Is(err, account.ErrUnavailable) {
			batch = append(batch, s.appends.giveUp(err)...)
		}
		for _, a := range batch {
			close(a.over)
		}
	}
}

// giveUp ends the waiting of all that wait behind a batch that the database did not
// take in its time: they would wait as long, one batch after the other.
func (w *appends) giveUp(err error) []*appended {
	w.mu.Lock()
	defer w.mu.Unlock()
	behind := w.waiting
	w.waiting = nil
	for _, a := range behind {
		a.err = err
	}
	return behind
}

// appendAll keeps a batch in one transaction, and each alone where one of them
// cannot be kept. Batches lock answers in the order of their ids.
func (s *Store) appendAll(batch []*appended) {
	slices.SortFunc(batch, func(a, b *appended) int { return cmp.Compare(a.messageID, b.messageID) })
	err := s.tx(context.Background(), func(ctx context.Context, tx *sql.Tx) error {
		for _, a := range batch {
			if a.err = a.keep(ctx, tx); a.err != nil && !errors.Is(a.err, coach.ErrNoMessage) {
				return a.err
			}
		}
		return nil
	})
	switch {
	case err == nil:
	case len(batch) == 1:
		batch[0].err = err
	case errors.Is(err, account.ErrUnavailable):
		for _, a := range batch {
			a.err = err
		}
	default:
		for _, a := range batch {
			s.appendAll([]*appended{a})
		}
	}
}

func (a *appended) keep(ctx context.Context, tx *sql.Tx) error {
	list, err := collect(ctx, tx, scanNumber, "UPDATE answers SET heartbeat_at = $1 WHERE message_id = $2 AND owner = $3 AND ended_at IS NULL RETURNING stop",
		micros(a.at), a.messageID, a.owner)
	if err == nil && len(list) == 0 {
		err = coach.ErrNoMessage
	}
	if err != nil {
		return err
	}
	a.stop = list[0] != 0
	return addEvents(ctx, tx, a.messageID, a.events)
}
