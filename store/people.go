package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"spotter/account"
)

// personText is a person as one column. A read costs by the column, nearly a
// microsecond each with SQLite, and a protected request reads its person each
// time. The separator is a control character, which no name holds and JSON
// writes as an escape.
var personText = strings.Join([]string{
	"uid", "username", "email", "password_hash", asText("is_verified"), asText("created_at"), asText("last_sign_in_at"),
	asText("disabled_at"), asText("version"), "profile",
}, "||'"+personSeparator+"'||")

const (
	personSeparator = "\x1f"
	personFields    = 10
)

func asText(column string) string { return "CAST(" + column + " AS TEXT)" }

// readPerson reads what personText selects.
func readPerson(text string) (p account.Person, err error) {
	f := strings.SplitN(text, personSeparator, personFields)
	if len(f) != personFields {
		return p, errors.New("a stored person cannot be read")
	}
	var n [5]int64
	for i := range n {
		if n[i], err = strconv.ParseInt(f[4+i], 10, 64); err != nil {
			return p, fmt.Errorf("a stored person cannot be read: %w", err)
		}
	}
	p = account.Person{
		UID: f[0], Username: account.Username(f[1]), Email: account.Email(f[2]), PasswordHash: f[3], Verified: n[0] != 0,
		CreatedAt: fromMicros(n[1]), LastSignInAt: fromMicros(n[2]), DisabledAt: fromMicros(n[3]), Version: n[4],
	}
	p.Profile, err = readProfile([]byte(f[9]))
	return p, err
}

func scanPerson(row scanner) (account.Person, error) {
	var text string
	if err := row.Scan(&text); err != nil {
		return account.Person{}, err
	}
	return readPerson(text)
}

// AddPerson implements account.People.
func (s *Store) AddPerson(ctx context.Context, p account.Person, e account.Event) error {
	profile, err := writeProfile(p.Profile)
	if err != nil {
		return doing("add a person", err)
	}
	plan := func() []*step {
		return append([]*step{{query: insertPerson, none: errTaken, args: []any{
			p.UID, string(p.Username), p.Username.Canonical(), string(p.Email), p.Email.Canonical(), p.PasswordHash, flag(p.Verified),
			micros(p.CreatedAt), p.Version, profile,
		}}}, keepEvent(e)...)
	}
	return doing("add a person", s.together(ctx, plan, func(ctx context.Context, q querier, none error) error {
		if none != nil {
			return whichTaken(ctx, q, p)
		}
		return nil
	}))
}

const insertPerson = `INSERT INTO users (uid, username, username_key, email, email_key, password_hash, is_verified,
	created_at, version, profile) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`

// errTaken says that somebody has the username or the e-mail address.
var errTaken = errors.New("one of both is taken")

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// whichTaken says why nothing was inserted. Who holds the name may have gone by
// now: then it is the e-mail address that is taken, or the next try succeeds.
func whichTaken(ctx context.Context, q querier, p account.Person) error {
	held, err := collect(ctx, q, scanNumber, "SELECT 1 FROM users WHERE username_key = $1", p.Username.Canonical())
	switch {
	case err != nil:
		return err
	case len(held) > 0:
		return account.ErrUsernameTaken
	}
	return account.ErrEmailTaken
}

// PersonByID implements account.People.
func (s *Store) PersonByID(ctx context.Context, uid string) (account.Person, error) {
	return s.onePerson(ctx, "SELECT "+personText+" FROM users WHERE uid = $1", uid)
}

// PersonByLogin implements account.People. A username never holds the @ that
// every e-mail address does, so that one key finds one person.
func (s *Store) PersonByLogin(ctx context.Context, key string) (account.Person, error) {
	column := "username_key"
	if strings.Contains(key, "@") {
		column = "email_key"
	}
	return s.onePerson(ctx, "SELECT "+personText+" FROM users WHERE "+column+" = $1", key)
}

func (s *Store) onePerson(ctx context.Context, query, key string) (account.Person, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	var text string
	found, err := s.hotRow(ctx, s.read, query, []any{key}, &text)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoPerson
	}
	if err != nil {
		return account.Person{}, doing("find a person", err)
	}
	p, err := readPerson(text)
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
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	people, err := collect(ctx, s.read, scanPerson,
		"SELECT "+personText+" FROM users WHERE uid > $1 ORDER BY uid LIMIT $2", after, limit)
	return people, doing("list people", s.fault(err))
}
