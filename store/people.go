package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"spotter/account"
)

const personColumns = "uid, username, email, password_hash, is_verified, created_at, last_sign_in_at, disabled_at, version, profile"

// personRow is a person on the way from the database.
type personRow struct {
	account.Person
	verified, created, signedIn, disabled int64
	profile                               []byte
}

func (r *personRow) into() []any {
	return []any{
		&r.UID, &r.Username, &r.Email, &r.PasswordHash, &r.verified, &r.created, &r.signedIn, &r.disabled, &r.Version, &r.profile,
	}
}

func (r *personRow) person() (account.Person, error) {
	p := r.Person
	p.Verified = r.verified != 0
	p.CreatedAt, p.LastSignInAt, p.DisabledAt = fromMicros(r.created), fromMicros(r.signedIn), fromMicros(r.disabled)
	var err error
	p.Profile, err = readProfile(r.profile)
	return p, err
}

func scanPerson(row scanner) (account.Person, error) {
	var r personRow
	if err := row.Scan(r.into()...); err != nil {
		return account.Person{}, err
	}
	return r.person()
}

// AddPerson implements account.People.
func (s *Store) AddPerson(ctx context.Context, p account.Person, e account.Event) error {
	profile, err := writeProfile(p.Profile)
	if err != nil {
		return doing("add a person", err)
	}
	return doing("add a person", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `INSERT INTO users (uid, username, username_key, email, email_key, password_hash, is_verified,
			created_at, version, profile) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
			p.UID, string(p.Username), p.Username.Canonical(), string(p.Email), p.Email.Canonical(), p.PasswordHash, flag(p.Verified),
			micros(p.CreatedAt), p.Version, profile)
		if err != nil {
			return err
		}
		if n == 0 {
			return whichTaken(ctx, tx, p)
		}
		return addEvent(ctx, tx, e)
	}))
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// whichTaken says why nothing was inserted. Who holds the name may have gone by
// now: then it is the e-mail address that is taken, or the next try succeeds.
func whichTaken(ctx context.Context, tx *sql.Tx, p account.Person) error {
	var one int
	err := tx.QueryRowContext(ctx, "SELECT 1 FROM users WHERE username_key = $1", p.Username.Canonical()).Scan(&one)
	switch {
	case err == nil:
		return account.ErrUsernameTaken
	case errors.Is(err, sql.ErrNoRows):
		return account.ErrEmailTaken
	}
	return err
}

// PersonByID implements account.People.
func (s *Store) PersonByID(ctx context.Context, uid string) (account.Person, error) {
	return s.onePerson(ctx, "SELECT "+personColumns+" FROM users WHERE uid = $1", uid)
}

// PersonByLogin implements account.People. A username never holds the @ that
// every e-mail address does, so that one key finds one person.
func (s *Store) PersonByLogin(ctx context.Context, key string) (account.Person, error) {
	column := "username_key"
	if strings.Contains(key, "@") {
		column = "email_key"
	}
	return s.onePerson(ctx, "SELECT "+personColumns+" FROM users WHERE "+column+" = $1", key)
}

func (s *Store) onePerson(ctx context.Context, query, key string) (account.Person, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	var r personRow
	found, err := s.hotRow(ctx, s.read, query, []any{key}, r.into()...)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoPerson
	}
	if err != nil {
		return account.Person{}, doing("find a person", err)
	}
	p, err := r.person()
	return p, doing("find a person", err)
}

// SaveProfile implements account.People.
func (s *Store) SaveProfile(ctx context.Context, uid string, version int64, p account.Profile) error {
	profile, err := writeProfile(p)
	if err != nil {
		return doing("save a profile", err)
	}
	return doing("save a profile", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET version = version + 1, profile = $1 WHERE uid = $2 AND version = $3", profile, uid, version)
		if err != nil || n > 0 {
			return err
		}
		return conflictOrNobody(ctx, tx, uid)
	}))
}

// conflictOrNobody says why a conditional change of a person changed nothing.
func conflictOrNobody(ctx context.Context, tx *sql.Tx, uid string) error {
	var one int
	err := tx.QueryRowContext(ctx, "SELECT 1 FROM users WHERE uid = $1", uid).Scan(&one)
	switch {
	case err == nil:
		return account.ErrConflict
	case errors.Is(err, sql.ErrNoRows):
		return account.ErrNoPerson
	}
	return err
}

// ListPeople implements account.People.
func (s *Store) ListPeople(ctx context.Context, after string, limit int) ([]account.Person, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	people, err := collect(ctx, s.read, scanPerson,
		"SELECT "+personColumns+" FROM users WHERE uid > $1 ORDER BY uid LIMIT $2", after, limit)
	return people, doing("list people", s.fault(err))
}
