package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"spotter/account"
)

const sessionColumns = "sid, uid, created_at, last_used_at, ends_at, address, agent, jti, issued_at, expires_at, kid"

type sessionRow struct {
	account.Session
	created, used, ends, issued, expires int64
}

func (r *sessionRow) into() []any {
	return []any{
		&r.ID, &r.UID, &r.created, &r.used, &r.ends, &r.Address, &r.Agent,
		&r.Refresh.ID, &r.issued, &r.expires, &r.Refresh.KeyID,
	}
}

func (r *sessionRow) session() account.Session {
	s := r.Session
	s.CreatedAt, s.LastUsedAt, s.EndsAt = fromMicros(r.created), fromMicros(r.used), fromMicros(r.ends)
	s.Refresh.IssuedAt, s.Refresh.ExpiresAt = fromMicros(r.issued), fromMicros(r.expires)
	return s
}

func scanSession(row scanner) (account.Session, error) {
	var r sessionRow
	if err := row.Scan(r.into()...); err != nil {
		return account.Session{}, err
	}
	return r.session(), nil
}

func scanID(row scanner) (id string, err error) {
	err = row.Scan(&id)
	return id, err
}

// What each log-in runs.
const (
	touchPerson   = "UPDATE users SET last_sign_in_at = $1 WHERE uid = $2 AND password_hash = $3 AND disabled_at = 0"
	insertSession = "INSERT INTO sessions (" + sessionColumns + ", access_life) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
	unused        = "SELECT sid FROM sessions WHERE uid = $1 AND sid <> $2 ORDER BY last_used_at DESC, sid DESC LIMIT $4 OFFSET $3"
)

// StartSession implements account.Sessions. The conditional change of the
// person's row decides against a change of the password, a disabling or a
// deletion at the same time.
func (s *Store) StartSession(ctx context.Context, n account.Session, hash string, most int, end account.Ending) ([]account.Ended, error) {
	var beyond []string
	plan := func() []*step {
		beyond = nil
		steps := []*step{
			{query: touchPerson, args: []any{micros(n.CreatedAt), n.UID, hash}, none: account.ErrWrongCredentials},
			{query: insertSession, args: []any{
				n.ID, n.UID, micros(n.CreatedAt), micros(n.LastUsedAt), micros(n.EndsAt), n.Address, n.Agent,
				n.Refresh.ID, micros(n.Refresh.IssuedAt), micros(n.Refresh.ExpiresAt), n.Refresh.KeyID, n.Access.Microseconds(),
			}},
			{query: unused, args: []any{n.UID, n.ID, most - 1, sqlListMost}, each: func(row scanner) error {
				sid, err := scanID(row)
				beyond = append(beyond, sid)
				return err
			}},
		}
		return append(steps, keepEvent(end.Event)...)
	}
	var ended []account.Ended
	err := s.together(ctx, plan, func(ctx context.Context, q querier, none error) error {
		if none == nil {
			ended, none = endUnused(ctx, q, beyond, end)
		}
		return none
	})
	return ended, doing("start a session", err)
}

// endUnused ends the longest unused sessions of a person, those beyond most. The
// new one is not of them, even when a clock that was set back has the others used
// after it.
func endUnused(ctx context.Context, q querier, beyond []string, end account.Ending) ([]account.Ended, error) {
	if len(beyond) == 0 {
		return nil, nil
	}
	list, args := sqlList(1, beyond)
	return endWhere(ctx, q, "sid IN "+list, args, end)
}

const rotate = `UPDATE sessions SET previous_jti = jti, rotated_at = $1, last_used_at = $1, jti = $2, issued_at = $3,
	expires_at = CASE WHEN $4 < ends_at THEN $4 ELSE ends_at END, kid = $5, address = $6,
	access_life = CASE WHEN $10 > access_life THEN $10 ELSE access_life END,
	refresh_tat = CASE WHEN refresh_tat > $1 THEN refresh_tat ELSE $1 END + $11
	WHERE sid = $7 AND jti = $8 AND uid = $9 AND expires_at > $1 AND refresh_tat <= $12
	AND EXISTS (SELECT 1 FROM users WHERE users.uid = sessions.uid AND users.disabled_at = 0)
	RETURNING expires_at,
	(SELECT username FROM users WHERE users.uid = sessions.uid), (SELECT email FROM users WHERE users.uid = sessions.uid)`

// RotateRefresh implements account.Sessions.
func (s *Store) RotateRefresh(ctx context.Context, r account.Rotation) (account.Session, account.Person, bool, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	session := account.Session{ID: r.SessionID, UID: r.UID, LastUsedAt: r.At, Address: r.Address, Refresh: r.Next}
	p := account.Person{UID: r.UID}
	args := []any{
		micros(r.At), r.Next.ID, micros(r.Next.IssuedAt), micros(r.Next.ExpiresAt), r.Next.KeyID, r.Address,
		r.SessionID, r.Old, r.UID, r.Access.Microseconds(), r.Pace.Leak.Microseconds(), fullAt(r.At, r.Pace),
	}
	var expires int64
	found, err := s.hotChange(ctx, rotate, args, &expires, &p.Username, &p.Email)
	if errors.Is(err, errText) {
		found, err = false, nil
	}
	session.Refresh.ExpiresAt = fromMicros(expires)
	return session, p, found, doing("rotate a refresh token", err)
}

// LookAtSession implements account.Sessions.
func (s *Store) LookAtSession(ctx context.Context, sid string) (account.Standing, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var row sessionRow
	var st account.Standing
	var rotated, disabled, tat int64
	found, err := s.hotRow(ctx, s.write, `SELECT `+sessionColumns+`, previous_jti, rotated_at, refresh_tat,
		(SELECT username FROM users WHERE users.uid = sessions.uid), (SELECT email FROM users WHERE users.uid = sessions.uid),
		(SELECT disabled_at FROM users WHERE users.uid = sessions.uid)
		FROM sessions WHERE sid = $1`, []any{sid},
		append(row.into(), &st.Previous, &rotated, &tat, &st.Person.Username, &st.Person.Email, &disabled)...)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoSession
	}
	if err != nil {
		return account.Standing{}, doing("look at a session", err)
	}
	st.Session, st.PreviousAt, st.RefreshTAT = row.session(), fromMicros(rotated), fromMicros(tat)
	st.Person.UID, st.Person.DisabledAt = row.UID, fromMicros(disabled)
	return st, nil
}

// ListSessions implements account.Sessions.
func (s *Store) ListSessions(ctx context.Context, uid string, now time.Time) ([]account.Session, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanSession,
		"SELECT "+sessionColumns+" FROM sessions WHERE uid = $1 AND expires_at > $2 ORDER BY last_used_at DESC, sid DESC",
		uid, micros(now))
	return list, doing("list sessions", s.fault(err))
}

// EndSessions implements account.Sessions. Its event is kept when a session
// ended.
func (s *Store) EndSessions(ctx context.Context, which account.Which, end account.Ending) ([]account.Ended, error) {
	var ended []account.Ended
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var err error
		if ended, err = endSessions(ctx, tx, which, end); err != nil || len(ended) == 0 {
			return err
		}
		return addEvent(ctx, tx, end.Event)
	})
	if errors.Is(err, errText) {
		return nil, nil
	}
	return ended, doing("end sessions", err)
}

// endSessions moves sessions to the list of ended ones. A refresh that runs at
// the same time has either made its successor, which goes with the row, or
// finds the row gone.
func endSessions(ctx context.Context, tx *sql.Tx, which account.Which, end account.Ending) ([]account.Ended, error) {
	return endWhere(ctx, tx, "uid = $1 AND ($2 = '' OR sid = $2) AND ($3 = '' OR sid <> $3)",
		[]any{which.UID, which.Only, which.But}, end)
}

// endWhere takes two statements however many sessions end: with a database far
// away each one counts.
func endWhere(ctx context.Context, tx querier, where string, args []any, end account.Ending) ([]account.Ended, error) {
	scan := func(row scanner) (e account.Ended, err error) {
		var access int64
		err = row.Scan(&e.ID, &access)
		e.At, e.Until, e.Reason = end.At, end.Until, end.Reason
		if longer := end.At.Add(time.Duration(access) * time.Microsecond); longer.After(e.Until) {
			e.Until = longer
		}
		return e, err
	}
	ended, err := collect(ctx, tx, scan, "DELETE FROM sessions WHERE "+where+" RETURNING sid, access_life", args...)
	for batch := range slices.Chunk(ended, sqlListMost) {
		if err != nil {
			break
		}
		err = rememberEnded(ctx, tx, batch)
	}
	if err != nil {
		return nil, err
	}
	return ended, nil
}

func rememberEnded(ctx context.Context, tx querier, ended []account.Ended) error {
	var rows []string
	var args []any
	for _, e := range ended {
		row := []any{e.ID, micros(e.At), micros(e.Until), e.Reason}
		rows = append(rows, placeholders(len(args)+1, len(row)))
		args = append(args, row...)
	}
	_, err := exec(ctx, tx, "INSERT INTO ended_sessions (sid, ended_at, until_at, reason) VALUES "+
		strings.Join(rows, ", ")+" ON CONFLICT DO NOTHING", args...)
	return err
}
