package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"spotter/account"
)

const personalKeyColumns = "id, uid, name, hint, hash, created_at, last_used_at"

func scanPersonalKey(row scanner) (k account.PersonalKey, err error) {
	var created, used int64
	err = row.Scan(&k.ID, &k.UID, &k.Name, &k.Hint, &k.Hash, &created, &used)
	k.CreatedAt, k.LastUsedAt = fromMicros(created), fromMicros(used)
	return k, err
}

// AddPersonalKey implements account.PersonalKeys. The row of the person is locked
// first: of two keys at once the second counts the first, and of a key and a
// change of the password either the key is removed by the change, or it finds
// its session ended.
func (s *Store) AddPersonalKey(ctx context.Context, k account.PersonalKey, most int, e account.Event) error {
	return doing("add a key", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET version = version WHERE uid = $1 AND disabled_at = 0", k.UID)
		if err := mustChange(n, err, account.ErrNoPerson); err != nil {
			return err
		}
		if err := mustLive(ctx, tx, e.SessionID); err != nil {
			return err
		}
		n, err = exec(ctx, tx, "INSERT INTO personal_keys ("+personalKeyColumns+`) SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), 0
			WHERE (SELECT COUNT(*) FROM personal_keys WHERE uid = $2) < $7`,
			k.ID, k.UID, k.Name, k.Hint, k.Hash, micros(k.CreatedAt), most)
		if err := mustChange(n, err, account.ErrTooManyKeys); err != nil {
			return err
		}
		return addEvent(ctx, tx, e)
	}))
}

// mustLive returns ErrSessionEnded for a session that has ended.
func mustLive(ctx context.Context, tx *sql.Tx, sid string) error {
	var one int
	err := tx.QueryRowContext(ctx, "SELECT 1 FROM ended_sessions WHERE sid = $1", sid).Scan(&one)
	switch {
	case err == nil:
		return account.ErrSessionEnded
	case errors.Is(err, sql.ErrNoRows):
		return nil
	}
	return err
}

// ListPersonalKeys implements account.PersonalKeys.
func (s *Store) ListPersonalKeys(ctx context.Context, uid string, most int) ([]account.PersonalKey, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	all, err := collect(ctx, s.read, scanPersonalKey,
		"SELECT "+personalKeyColumns+" FROM personal_keys WHERE uid = $1 ORDER BY id DESC LIMIT $2", uid, most)
	return all, doing("list keys", s.fault(err))
}

// RemovePersonalKey implements account.PersonalKeys.
func (s *Store) RemovePersonalKey(ctx context.Context, uid, id string, e account.Event) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "DELETE FROM personal_keys WHERE id = $1 AND uid = $2", id, uid)
		if errors.Is(err, errText) {
			n, err = 0, nil
		}
		if err := mustChange(n, err, account.ErrNoKey); err != nil {
			return err
		}
		return addEvent(ctx, tx, e)
	})
	return doing("remove a key", err)
}

// removeKeys removes all keys of a person, whose row is locked.
func removeKeys(ctx context.Context, tx *sql.Tx, uid string) error {
	_, err := exec(ctx, tx, "DELETE FROM personal_keys WHERE uid = $1", uid)
	return err
}

// PersonalKeyByHash implements account.PersonalKeys.
func (s *Store) PersonalKeyByHash(ctx context.Context, hash string) (account.PersonalKey, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	var k account.PersonalKey
	var created, used int64
	found, err := s.hotRow(ctx, s.read, "SELECT "+personalKeyColumns+" FROM personal_keys WHERE hash = $1", []any{hash},
		&k.ID, &k.UID, &k.Name, &k.Hint, &k.Hash, &created, &used)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoKey
	}
	if err != nil {
		return account.PersonalKey{}, doing("look up a key", err)
	}
	k.CreatedAt, k.LastUsedAt = fromMicros(created), fromMicros(used)
	return k, nil
}

// NoteKeyUse implements account.PersonalKeys.
func (s *Store) NoteKeyUse(ctx context.Context, id string, at, since time.Time) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	_, err := exec(ctx, s.write, "UPDATE personal_keys SET last_used_at = $1 WHERE id = $2 AND last_used_at <= $3", micros(at), id, micros(since))
	return doing("note the use of a key", s.fault(err))
}
