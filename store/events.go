package store

import (
	"context"
	"database/sql"
	"time"

	"spotter/account"
)

// AddEvent implements account.Events.
func (s *Store) AddEvent(ctx context.Context, e account.Event) error {
	ctx, cancel := bounded(ctx)
	defer cancel()
	return doing("add an event", s.fault(addEvent(ctx, s.write, e)))
}

func addEvent(ctx context.Context, q querier, e account.Event) error {
	if e.Kind == "" {
		return nil
	}
	_, err := exec(ctx, q, "INSERT INTO events (id, uid, at, kind, sid, address, agent, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		e.ID, e.UID, micros(e.At), string(e.Kind), e.SessionID, e.Client.Address, e.Client.Agent, e.RequestID)
	return err
}

// ListEvents implements account.Events.
func (s *Store) ListEvents(ctx context.Context, uid string, limit int) ([]account.Event, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	scan := func(row scanner) (e account.Event, err error) {
		var at int64
		err = row.Scan(&e.ID, &e.UID, &at, &e.Kind, &e.SessionID, &e.Client.Address, &e.Client.Agent, &e.RequestID)
		e.At = fromMicros(at)
		return e, err
	}
	events, err := collect(ctx, s.read, scan, `SELECT id, uid, at, kind, sid, address, agent, request_id
		FROM events WHERE uid = $1 ORDER BY at DESC, id DESC LIMIT $2`, uid, limit)
	return events, doing("list events", s.fault(err))
}

const (
	// purgeBatch keeps each transaction of a purge short, so that others write
	// in between.
	purgeBatch = 500
	// endedMemory is for how long the reason of an ended session is known after
	// its last token has died, for whoever asks why.
	endedMemory = 24 * time.Hour
)

// Purge implements account.Events.
func (s *Store) Purge(ctx context.Context, now time.Time) error {
	for _, p := range []struct {
		find, remove string
		before       time.Time
	}{
		// The first looks at every session: an index would cost each refresh
		// more than this costs every ten minutes, on a connection for reading.
		{"SELECT sid FROM sessions WHERE expires_at < $1 LIMIT $2", "DELETE FROM sessions WHERE sid = $1 AND expires_at < $2", now},
		{"SELECT sid FROM ended_sessions WHERE until_at < $1 LIMIT $2", "DELETE FROM ended_sessions WHERE sid = $1 AND until_at < $2", now.Add(-endedMemory)},
		{"SELECT id FROM events WHERE at < $1 LIMIT $2", "DELETE FROM events WHERE id = $1 AND at < $2", now.Add(-account.EventLife)},
	} {
		for {
			n, err := s.purge(ctx, p.find, p.remove, micros(p.before))
			if err != nil {
				return doing("purge", s.fault(err))
			}
			if n < purgeBatch {
				break
			}
		}
	}
	return nil
}

// purge deletes one batch and returns how many rows it found.
func (s *Store) purge(ctx context.Context, find, remove string, before int64) (int, error) {
	reading, cancel := bounded(ctx)
	defer cancel()
	ids, err := collect(reading, s.read, scanID, find, before, purgeBatch)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := exec(ctx, tx, remove, id, before); err != nil {
				return err
			}
		}
		return nil
	})
}
