package store

import (
	"context"
	"errors"
	"time"

	"spotter/account"
	"spotter/coach"
)

const eventColumns = "id, uid, at, kind, sid, address, agent, request_id"

func scanEvent(row scanner) (e account.Event, err error) {
	var at int64
	err = row.Scan(&e.ID, &e.UID, &at, &e.Kind, &e.SessionID, &e.Client.Address, &e.Client.Agent, &e.RequestID)
	e.At = fromMicros(at)
	return e, err
}

// AddEvent implements account.Events.
func (s *Store) AddEvent(ctx context.Context, e account.Event) error {
	ctx, cancel := bounded(ctx)
	defer cancel()
	return doing("add an event", s.fault(addEvent(ctx, s.write, e)))
}

const insertEvent = "INSERT INTO events (" + eventColumns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"

func addEvent(ctx context.Context, q querier, e account.Event) error {
	for _, st := range keepEvent(e) {
		if err := st.run(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// keepEvent is the step that keeps an event, if there is one.
func keepEvent(e account.Event) []*step {
	if e.Kind == "" {
		return nil
	}
	return []*step{{query: insertEvent, args: []any{
		e.ID, e.UID, micros(e.At), string(e.Kind), e.SessionID, e.Client.Address, e.Client.Agent, e.RequestID,
	}}}
}

// ListEvents implements account.Events.
func (s *Store) ListEvents(ctx context.Context, uid string, limit int) ([]account.Event, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	events, err := collect(ctx, s.read, scanEvent,
		"SELECT "+eventColumns+" FROM events WHERE uid = $1 ORDER BY at DESC, id DESC LIMIT $2", uid, limit)
	return events, doing("list events", s.fault(err))
}

// endedMemory is for how long the reason of an ended session is known after its
// last token has died, for whoever asks why.
const endedMemory = 24 * time.Hour

// Purge implements account.Events.
func (s *Store) Purge(ctx context.Context, now time.Time) error {
	return s.purgeAll(ctx, now, account.MaxRefusals)
}

// purgeAll goes on with the next table when one fails.
func (s *Store) purgeAll(ctx context.Context, now time.Time, mostRefusals int) error {
	refusals, err := s.refusalsFrom(ctx, now.Add(-account.RefusalLife), mostRefusals)
	failed := []error{err}
	if err != nil {
		refusals = now.Add(-account.RefusalLife)
	}
	for _, p := range []outdated{
		// The first looks at every session: an index would cost each refresh
		// more than this costs every ten minutes, on a connection for reading.
		{"sessions", "sid", "expires_at", now},
		{"ended_sessions", "sid", "until_at", now.Add(-endedMemory)},
		{"events", "id", "at", now.Add(-account.EventLife)},
		{"attempts", "name", "tat", now.Add(-attemptMemory)},
		{"refusals", "request_id", "at", refusals},
		{"answers", "message_id", "ended_at", now.Add(-coach.ReplayFor)}, // with their events
		{"spending", "uid", "day_at", now.Add(-coach.SpendingKeptFor)},
	} {
		failed = append(failed, s.purgeTable(ctx, p))
	}
	return doing("purge", errors.Join(failed...))
}

// outdated is the rows of a table whose time was over before a moment.
type outdated struct {
	table, key, column string
	before             time.Time
}

func (s *Store) purgeTable(ctx context.Context, p outdated) error {
	find := "SELECT " + p.key + " FROM " + p.table + " WHERE " + p.column + " < $1 LIMIT $2"
	remove := "DELETE FROM " + p.table + " WHERE " + p.column + " < $1 AND " + p.key + " IN "
	for {
		n, err := s.purge(ctx, find, remove, micros(p.before))
		if err != nil || n < sqlListMost {
			return s.fault(err)
		}
	}
}

// purge deletes one batch and returns how many rows it found.
func (s *Store) purge(ctx context.Context, find, remove string, before int64) (int, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	ids, err := collect(ctx, s.read, scanID, find, before, sqlListMost)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	list, args := sqlList(2, ids)
	_, err = exec(ctx, s.write, remove+list, append([]any{before}, args...)...)
	return len(ids), err
}
