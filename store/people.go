package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"spotter/account"
)

const personColumns = `uid, username, email, password_hash, is_verified, created_at, last_sign_in_at, disabled_at, version,
	first_name, last_name, age, gender, level, goal, equipment, days_per_week, resting_heart_rate, weight_kg, height_cm, injuries`

// row is a person on the way to or from the database.
type personRow struct {
	account.Person
	verified, created, signedIn, disabled int64
	equipment                             string
}

func (r *personRow) into() []any {
	p := &r.Profile
	return []any{
		&r.UID, &r.Username, &r.Email, &r.PasswordHash, &r.verified, &r.created, &r.signedIn, &r.disabled, &r.Version,
		&p.FirstName, &p.LastName, &p.Age, &p.Gender, &p.Level, &p.Goal, &r.equipment, &p.DaysPerWeek, &p.RestingHeartRate,
		&p.WeightKG, &p.HeightCM, &p.Injuries,
	}
}

func (r *personRow) person() account.Person {
	p := r.Person
	p.Verified = r.verified != 0
	p.CreatedAt, p.LastSignInAt, p.DisabledAt = fromMicros(r.created), fromMicros(r.signedIn), fromMicros(r.disabled)
	p.Profile.Equipment = splitWords(r.equipment)
	return p
}

func scanPerson(row scanner) (account.Person, error) {
	var r personRow
	if err := row.Scan(r.into()...); err != nil {
		return account.Person{}, err
	}
	return r.person(), nil
}

// noWords stands for a list that is known to be empty.
const noWords = "-"

func joinWords(words []string) string {
	if words != nil && len(words) == 0 {
		return noWords
	}
	return strings.Join(words, ",")
}

func splitWords(s string) []string {
	switch s {
	case "":
		return nil
	case noWords:
		return []string{}
	}
	return strings.Split(s, ",")
}

// AddPerson implements account.People.
func (s *Store) AddPerson(ctx context.Context, p account.Person, e account.Event) error {
	return doing("add a person", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `INSERT INTO users (uid, username, username_key, email, email_key, password_hash, is_verified,
			created_at, level, first_name, last_name, age, gender, goal, equipment, days_per_week, resting_heart_rate,
			weight_kg, height_cm, injuries, version)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
			ON CONFLICT DO NOTHING`,
			p.UID, string(p.Username), p.Username.Canonical(), string(p.Email), p.Email.Canonical(), p.PasswordHash, flag(p.Verified),
			micros(p.CreatedAt), p.Profile.Level, p.Profile.FirstName, p.Profile.LastName, p.Profile.Age, p.Profile.Gender,
			p.Profile.Goal, joinWords(p.Profile.Equipment), p.Profile.DaysPerWeek, p.Profile.RestingHeartRate,
			p.Profile.WeightKG, p.Profile.HeightCM, p.Profile.Injuries, p.Version)
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
	return r.person(), nil
}

// SaveProfile implements account.People.
func (s *Store) SaveProfile(ctx context.Context, uid string, version int64, p account.Profile) error {
	return doing("save a profile", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `UPDATE users SET version = version + 1, first_name = $1, last_name = $2, age = $3, gender = $4, level = $5,
			goal = $6, equipment = $7, days_per_week = $8, resting_heart_rate = $9, weight_kg = $10, height_cm = $11, injuries = $12
			WHERE uid = $13 AND version = $14`,
			p.FirstName, p.LastName, p.Age, p.Gender, p.Level, p.Goal, joinWords(p.Equipment), p.DaysPerWeek, p.RestingHeartRate,
			p.WeightKG, p.HeightCM, p.Injuries, uid, version)
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
