package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"spotter/account"
	"spotter/store"
	"spotter/token"
)

type tokenCommand struct {
	Inspect tokenInspect `cmd:"" help:"Take a token apart and say everything that is wrong with it. Ends with 0 when it verifies, 1 when not."`
}

type tokenInspect struct {
	Token string `arg:"" optional:"" help:"The token; left out or - reads it from standard input, where no list of processes and no history of a shell shows it."`
}

// maxPasted is how much of standard input is read: far more than any token.
const maxPasted = 64 << 10

// Run says what a token is, and ends with 1 unless it verifies.
func (i tokenInspect) Run(ctx context.Context, s *Settings, t terminal) error {
	raw, err := i.read(t)
	if err != nil {
		return err
	}
	c, err := s.check()
	if err != nil {
		return err
	}
	r, err := inspect(ctx, c, raw, time.Now)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(t.out, r.text()); err != nil {
		return err
	}
	if len(r.reasons()) > 0 {
		return exitCode(1)
	}
	return nil
}

func (i tokenInspect) read(t terminal) (string, error) {
	text := i.Token
	if text == "" || text == "-" {
		if f, ok := t.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			fmt.Fprintln(t.err, "Paste the token, then press Enter and Ctrl-D:")
		}
		data, err := io.ReadAll(io.LimitReader(t.in, maxPasted+1))
		if err != nil {
			return "", fmt.Errorf("read the token: %w", err)
		}
		text = string(data)
	}
	if len(text) > maxPasted {
		return "", fmt.Errorf("that is no token: it is longer than %d KiB", maxPasted>>10)
	}
	if text = token.WithoutScheme(text); text == "" {
		return "", errors.New("no token came: give it as an argument, or pipe it into the command")
	}
	return text, nil
}

// inspected is a token and what the database knows of it.
type inspected struct {
	token.Inspection
	unchecked string // why the signature could not be checked
	asked     bool   // whether the database could be asked about session and person
	fate      account.Fate
	person    account.Person // its UID is empty when there is none
	grace     time.Duration
	now       time.Time
}

// inspect makes do with what is there: the database, a secret, or nothing. It
// changes nothing and makes no file.
func inspect(ctx context.Context, c settings, raw string, now func() time.Time) (inspected, error) {
	r := inspected{grace: c.grace, now: now()}
	config := token.Config{
		Issuer: c.publicURL, Audience: c.audience, Algorithm: c.algorithm, Secret: c.JWTSecret, Leeway: c.leeway, Now: now,
	}
	db, err := openToRead(ctx, c)
	if err != nil {
		r.unchecked = err.Error()
	} else {
		defer db.Close()
		if c.JWTSecret == "" {
			config.Master, err = masterKey(c, false)
		}
		if err != nil {
			r.unchecked = err.Error()
		} else {
			config.Keys = db
		}
	}
	inspector, err := token.NewInspector(ctx, config)
	if errors.Is(err, token.ErrWrongMasterKey) {
		r.unchecked, config.Keys = "the master key is not the one that the signing keys were sealed with", nil
		inspector, err = token.NewInspector(ctx, config)
	}
	if err != nil {
		return r, err
	}
	r.Inspection = inspector.Inspect(raw)
	if db != nil {
		err = r.ask(ctx, db)
	}
	return r, err
}

// openToRead opens the database if there is one.
func openToRead(ctx context.Context, c settings) (*store.Store, error) {
	if isAbsent(c.DB) {
		return nil, fmt.Errorf("there is no Spotter database here (SPOTTER_DB=%s)", c.DB)
	}
	if err := store.CheckFile(c.DB); err != nil {
		return nil, err
	}
	return store.OpenExisting(ctx, c.DB)
}

// ask asks the database about the session and the person that the token names.
func (r *inspected) ask(ctx context.Context, db account.Store) error {
	if r.Subject == "" {
		return nil
	}
	person, err := db.PersonByID(ctx, r.Subject)
	if err != nil && !errors.Is(err, account.ErrNoPerson) {
		return err
	}
	r.person = person
	r.fate, err = account.FateOf(ctx, db, r.Subject, r.SessionID)
	r.asked = err == nil
	return err
}
