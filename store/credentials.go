package store

import (
	"context"
	"database/sql"

	"spotter/account"
)

// ReplaceHash implements account.Credentials.
func (s *Store) ReplaceHash(ctx context.Context, uid, old, better string) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	_, err := exec(ctx, s.write, "UPDATE users SET password_hash = $1 WHERE uid = $2 AND password_hash = $3", better, uid, old)
	return doing("replace a hash", s.fault(err))
}

// ChangePassword implements account.Credentials.
func (s *Store) ChangePassword(ctx context.Context, uid, old, next, keep string, end account.Ending) ([]account.Ended, error) {
	return s.changePerson(ctx, "change a password", account.Which{UID: uid, But: keep}, end, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET password_hash = $1, legacy_until = 0 WHERE uid = $2 AND ($3 = '' OR password_hash = $3)", next, uid, old)
		if err != nil {
			return err
		}
		if n == 0 {
			return conflictOrNobody(ctx, tx, uid)
		}
		return removeKeys(ctx, tx, uid)
	})
}

// Disable implements account.Credentials.
func (s *Store) Disable(ctx context.Context, uid string, end account.Ending) ([]account.Ended, error) {
	return s.changePerson(ctx, "disable a person", account.Which{UID: uid}, end, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET disabled_at = $1, legacy_until = 0 WHERE uid = $2", micros(end.At), uid)
		return mustChange(n, err, account.ErrNoPerson)
	})
}

// Enable implements account.Credentials.
func (s *Store) Enable(ctx context.Context, uid string, e account.Event) error {
	return doing("enable a person", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET disabled_at = 0 WHERE uid = $1", uid)
		if err := mustChange(n, err, account.ErrNoPerson); err != nil {
			return err
		}
		return addEvent(ctx, tx, e)
	}))
}

// DeletePerson implements account.Credentials. The row of the person is locked
// first, so that no session can start behind the list of those that end.
func (s *Store) DeletePerson(ctx context.Context, uid, hash string, end account.Ending) ([]account.Ended, error) {
	var ended []account.Ended
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET disabled_at = $1 WHERE uid = $2 AND password_hash = $3", micros(end.At), uid, hash)
		if err != nil {
			return err
		}
		if n == 0 {
			return conflictOrNobody(ctx, tx, uid)
		}
		if ended, err = endSessions(ctx, tx, account.Which{UID: uid}, end); err != nil {
			return err
		}
		for _, query := range []string{
			"DELETE FROM events WHERE uid = $1", "DELETE FROM refusals WHERE uid = $1 AND uid <> ''", "DELETE FROM users WHERE uid = $1",
		} {
			if _, err := exec(ctx, tx, query, uid); err != nil {
				return err
			}
		}
		return nil
	})
	return ended, doing("delete a person", err)
}

// changePerson changes a person's row, which locks it, and then ends sessions:
// a log-in that runs at the same time either comes before and is ended, or
// comes after and finds the row changed.
func (s *Store) changePerson(ctx context.Context, what string, which account.Which, end account.Ending, change func(context.Context, *sql.Tx) error) ([]account.Ended, error) {
	var ended []account.Ended
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := change(ctx, tx); err != nil {
			return err
		}
		var err error
		if ended, err = endSessions(ctx, tx, which, end); err != nil {
			return err
		}
		return addEvent(ctx, tx, end.Event)
	})
	return ended, doing(what, err)
}
