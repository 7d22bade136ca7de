package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"spotter/account"
)

const (
	refusalColumns = "request_id, at, route, address, status, code, credential, reason, uid, sid, jti, kid, expires_at"
	refusalFields  = 13
	refusalUID     = 8 // its place, between those of the reason and the sid
)

// AddRefusals implements account.Refusals. Refusals wait for a while before they
// come here: a person may have been deleted meanwhile, and all of theirs with
// them.
func (s *Store) AddRefusals(ctx context.Context, list []account.Refusal) error {
	if len(list) == 0 {
		return nil
	}
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	rows, args := make([]string, 0, len(list)), make([]any, 0, refusalFields*len(list))
	for _, r := range list {
		rows = append(rows, refusalRow(len(args)+1))
		args = append(args, r.RequestID, micros(r.At), r.Route, r.Address, r.Status, r.Code, r.Credential, r.Reason,
			r.UID, r.SessionID, r.TokenID, r.KeyID, micros(r.ExpiresAt))
	}
	_, err := exec(ctx, s.write, "INSERT INTO refusals ("+refusalColumns+") VALUES "+strings.Join(rows, ", ")+" ON CONFLICT DO NOTHING", args...)
	return doing("add refusals", s.fault(err))
}

// refusalRow is one row of placeholders: ($first, …). The uid and the sid are
// those of a person who is there, or empty; the reason then says so.
func refusalRow(first int) string {
	marks := marksFrom(first, refusalFields)
	reason, uid, sid := &marks[refusalUID-1], &marks[refusalUID], &marks[refusalUID+1]
	isThere := "EXISTS (SELECT 1 FROM users WHERE uid = " + *uid + ")"
	*reason = "CASE WHEN " + *uid + " = '' OR " + isThere + " THEN CAST(" + *reason + " AS TEXT) ELSE CAST(" + *reason + " AS TEXT) || '; the account does not exist any more' END"
	*sid = "CASE WHEN " + isThere + " THEN CAST(" + *sid + " AS TEXT) ELSE '' END"
	*uid = "COALESCE((SELECT uid FROM users WHERE uid = " + *uid + "), '')"
	return "(" + strings.Join(marks, ", ") + ")"
}

func scanRefusal(row scanner) (r account.Refusal, err error) {
	var at, expires int64
	err = row.Scan(
		&r.RequestID, &at, &r.Route, &r.Address, &r.Status, &r.Code, &r.Credential, &r.Reason,
		&r.UID, &r.SessionID, &r.TokenID, &r.KeyID, &expires)
	r.At, r.ExpiresAt = fromMicros(at), fromMicros(expires)
	return r, err
}

// RefusalByRequest implements account.Refusals.
func (s *Store) RefusalByRequest(ctx context.Context, requestID string) (r account.Refusal, found bool, err error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	r, err = scanRefusal(s.read.QueryRowContext(ctx, "SELECT "+refusalColumns+" FROM refusals WHERE request_id = $1", requestID))
	if errors.Is(err, sql.ErrNoRows) {
		return account.Refusal{}, false, nil
	}
	return r, err == nil, doing("look for a refusal", s.fault(err))
}

// ListRefusals implements account.Refusals.
func (s *Store) ListRefusals(ctx context.Context, uid string, limit int) ([]account.Refusal, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanRefusal,
		"SELECT "+refusalColumns+" FROM refusals WHERE uid = $1 AND uid <> '' ORDER BY at DESC, request_id DESC LIMIT $2", uid, limit)
	return list, doing("list refusals", s.fault(err))
}

// EndOfSession implements account.Refusals.
func (s *Store) EndOfSession(ctx context.Context, sid string) (e account.Ended, found bool, err error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var at, until int64
	err = s.read.QueryRowContext(ctx, "SELECT sid, ended_at, until_at, reason FROM ended_sessions WHERE sid = $1", sid).
		Scan(&e.ID, &at, &until, &e.Reason)
	if errors.Is(err, sql.ErrNoRows) {
		return e, false, nil
	}
	e.At, e.Until = fromMicros(at), fromMicros(until)
	return e, err == nil, doing("look for the end of a session", s.fault(err))
}

// causesMost is how many events are looked through for a cause.
const causesMost = 100

// EventsBetween implements account.Refusals.
func (s *Store) EventsBetween(ctx context.Context, uid string, from, to time.Time) ([]account.Event, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	events, err := collect(ctx, s.read, scanEvent, "SELECT "+eventColumns+
		" FROM events WHERE uid = $1 AND at >= $2 AND at <= $3 ORDER BY at, id LIMIT $4", uid, micros(from), micros(to), causesMost)
	return events, doing("look for events", s.fault(err))
}

// refusalsFrom returns the moment from which on at most so many refusals are
// kept: since, or later where there are more.
func (s *Store) refusalsFrom(ctx context.Context, since time.Time, most int) (time.Time, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var at int64
	err := s.read.QueryRowContext(ctx, "SELECT at FROM refusals WHERE at >= $1 ORDER BY at DESC LIMIT 1 OFFSET $2", micros(since), most-1).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return since, nil
	}
	return fromMicros(at), s.fault(err)
}
