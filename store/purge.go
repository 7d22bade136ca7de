package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"spotter/account"
	"spotter/coach"
)

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
	failed := []error{err, s.purgeSessions(ctx, now, sessionSlice)}
	if err != nil {
		refusals = now.Add(-account.RefusalLife)
	}
	for _, p := range []outdated{
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
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	ids, err := collect(ctx, s.read, scanID, find, before, sqlListMost)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), s.remove(ctx, remove, before, ids)
}

// remove deletes those of the rows that are still out of date.
func (s *Store) remove(ctx context.Context, remove string, before int64, ids []string) error {
	list, args := sqlList(2, ids)
	_, err := exec(ctx, s.write, remove+list, append([]any{before}, args...)...)
	return err
}

// sessionSlice is how many sessions purgeSessions looks at in one statement: few
// milliseconds' worth.
const sessionSlice = 5000

// purgeSessions looks at every session, once: an index would cost each refresh
// more than this costs every ten minutes. It goes along the key, so that no
// statement takes longer the more sessions there are, nor the more of those in
// front are alive.
func (s *Store) purgeSessions(ctx context.Context, now time.Time, slice int) error {
	from, more := "", true
	for more {
		expired, last, err := s.expiredBehind(ctx, from, now, slice)
		if err == nil {
			err = s.removeSessions(ctx, expired, now)
		}
		if err != nil {
			return s.fault(err)
		}
		from, more = last, last != ""
	}
	return nil
}

// expiredBehind returns the expired among the next sessions behind a sid, and the
// sid of the last that was looked at: none behind the last of all.
func (s *Store) expiredBehind(ctx context.Context, sid string, now time.Time, slice int) (expired []string, last string, err error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	const next = "FROM sessions WHERE sid > $1 ORDER BY sid LIMIT $2) AS slice"
	ends, err := collect(ctx, s.read, scanID, "SELECT COALESCE(MAX(sid), '') FROM (SELECT sid "+next, sid, slice)
	if err != nil || ends[0] == "" {
		return nil, "", err
	}
	expired, err = collect(ctx, s.read, scanID, "SELECT sid FROM (SELECT sid, expires_at "+next+" WHERE expires_at < $3", sid, slice, micros(now))
	return expired, ends[0], err
}

func (s *Store) removeSessions(ctx context.Context, expired []string, now time.Time) error {
	for batch := range slices.Chunk(expired, sqlListMost) {
		err := func() error {
			ctx, cancel := s.bounded(ctx)
			defer cancel()
			return s.remove(ctx, "DELETE FROM sessions WHERE expires_at < $1 AND sid IN ", micros(now), batch)
		}()
		if err != nil {
			return err
		}
	}
	return nil
}
