package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"spotter/account"
)

// AddSettlers implements account.Settlers, in three statements at most.
func (s *Store) AddSettlers(ctx context.Context, list []account.Settler) (map[string]bool, error) {
	added := map[string]bool{}
	if len(list) == 0 {
		return added, nil
	}
	if len(list) > account.MaxSettlers {
		return nil, fmt.Errorf("add settlers: more than %d at once", account.MaxSettlers)
	}
	query, args, err := insertSettlers(list, s.now())
	if err != nil {
		return nil, doing("add settlers", err)
	}
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		uids, err := collect(ctx, tx, scanID, query, args...)
		if err != nil {
			return err
		}
		clear(added)
		for _, uid := range uids {
			added[uid] = true
		}
		return addSettlerEvents(ctx, tx, list, added)
	})
	if err != nil {
		return nil, doing("add settlers", err)
	}
	return added, nil
}

const settlerColumns = "uid, username, username_key, email, email_key, password_hash, is_verified, created_at, disabled_at, version, profile, imported_at, legacy_until"

func insertSettlers(list []account.Settler, now time.Time) (string, []any, error) {
	var rows []string
	var args []any
	for _, n := range list {
		p := n.Person
		profile, err := writeProfile(p.Profile)
		if err != nil {
			return "", nil, err
		}
		row := []any{
			p.UID, string(p.Username), p.Username.Canonical(), string(p.Email), p.Email.Canonical(), p.PasswordHash, flag(p.Verified),
			micros(p.CreatedAt), micros(p.DisabledAt), p.Version, profile, micros(now), micros(n.LegacyUntil),
		}
		rows = append(rows, placeholders(len(args)+1, len(row)))
		args = append(args, row...)
	}
	return "INSERT INTO users (" + settlerColumns + ") VALUES " + strings.Join(rows, ", ") + " ON CONFLICT DO NOTHING RETURNING uid", args, nil
}

func addSettlerEvents(ctx context.Context, tx *sql.Tx, list []account.Settler, added map[string]bool) error {
	var rows []string
	var args []any
	for _, n := range list {
		if e := n.Event; added[n.Person.UID] && e.Kind != "" {
			row := []any{e.ID, e.UID, micros(e.At), string(e.Kind), e.SessionID, e.Client.Address, e.Client.Agent, e.RequestID}
			rows = append(rows, placeholders(len(args)+1, len(row)))
			args = append(args, row...)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := exec(ctx, tx, "INSERT INTO events ("+eventColumns+") VALUES "+strings.Join(rows, ", "), args...)
	return err
}

// ImportedPerson implements account.Settlers.
func (s *Store) ImportedPerson(ctx context.Context, key string) (account.Person, time.Time, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	column := "username_key"
	if strings.Contains(key, "@") {
		column = "email_key"
	}
	var text string
	var until int64
	found, err := s.hotRow(ctx, s.read, "SELECT legacy_until, "+personText+" FROM users WHERE "+column+" = $1 AND imported_at > 0",
		[]any{key}, &until, &text)
	if errors.Is(err, errText) || err == nil && !found {
		err = account.ErrNoPerson
	}
	if err != nil {
		return account.Person{}, time.Time{}, doing("find an imported person", err)
	}
	p, err := readPerson(text)
	return p, fromMicros(until), doing("find an imported person", err)
}

// EndLegacyToken implements account.Settlers.
func (s *Store) EndLegacyToken(ctx context.Context, ended account.Ended, e account.Event) error {
	return doing("end a token", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "INSERT INTO ended_sessions (sid, ended_at, until_at, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
			ended.ID, micros(ended.At), micros(ended.Until), ended.Reason)
		if err := mustChange(n, err, account.ErrSessionEnded); err != nil {
			return err
		}
		return addEvent(ctx, tx, e)
	}))
}

// EndLegacyTokens implements account.Settlers.
func (s *Store) EndLegacyTokens(ctx context.Context, uid string, now time.Time, e account.Event) error {
	return doing("end tokens", s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE users SET legacy_until = 0 WHERE uid = $1 AND legacy_until > $2", uid, micros(now))
		if err := mustChange(n, err, account.ErrSessionEnded); err != nil {
			return err
		}
		return addEvent(ctx, tx, e)
	}))
}
