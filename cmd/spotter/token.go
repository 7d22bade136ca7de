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
	JWKS  string `name:"jwks" placeholder:"FILE" help:"Check with the public keys of this file, as a service elsewhere does, and ask no database."`
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
	var r inspected
	if i.JWKS != "" {
		r, err = inspectElsewhere(c, raw, i.JWKS, time.Now)
	} else {
		r, err = inspect(ctx, c, raw, time.Now)
	}
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
	db, err := openToRead(ctx, c)
	if err != nil {
		r.unchecked = err.Error()
		db = nil
	} else {
		defer db.Close()
	}
	inspector, err := r.inspector(ctx, c, db, now)
	if err != nil {
		return r, err
	}
	r.Inspection = inspector.Inspect(raw)
	if db != nil {
		err = r.ask(ctx, db)
	}
	return r, err
}

// inspector has the keys that can be had, and r says why there are none.
func (r *inspected) inspector(ctx context.Context, c settings, db *store.Store, now func() time.Time) (*token.Inspector, error) {
	config := c.inspecting(now)
	config.Secret = c.JWTSecret
	if db != nil && c.JWTSecret == "" {
		master, err := masterKey(c, false)
		if err != nil {
			r.unchecked = err.Error()
			return token.NewInspector(ctx, config)
		}
		config.Master = master
	}
	if db != nil {
		config.Keys = db
	}
	inspector, err := token.NewInspector(ctx, config)
	if errors.Is(err, token.ErrWrongMasterKey) {
		r.unchecked = "the master key is not the one that the signing keys were sealed with"
		config.Keys = nil
		return token.NewInspector(ctx, config)
	}
	return inspector, err
}

func (c settings) inspecting(now func() time.Time) token.Config {
	return token.Config{Issuer: c.publicURL, Audience: c.audience, Algorithm: c.algorithm, Leeway: c.leeway, Now: now}
}

// maxKeySet is the largest file with a key set that is read.
const maxKeySet = 1 << 20

// inspectElsewhere judges as a service elsewhere does, which has the public keys
// and asks no database.
func inspectElsewhere(c settings, raw, file string, now func() time.Time) (inspected, error) {
	r := inspected{now: now(), unchecked: "with --jwks no database is asked"}
	f, err := os.Open(file)
	if err != nil {
		return r, fmt.Errorf("the file %s cannot be read: %w", file, reason(err))
	}
	defer f.Close()
	jwks, err := io.ReadAll(io.LimitReader(f, maxKeySet))
	if err != nil {
		return r, fmt.Errorf("the file %s cannot be read: %w", file, reason(err))
	}
	inspector, err := token.NewRemoteInspector(c.inspecting(now), jwks)
	if err != nil {
		return r, fmt.Errorf("the file %s is no JSON Web Key Set, as /.well-known/jwks.json is: %w", file, err)
	}
	r.Inspection = inspector.Inspect(raw)
	return r, nil
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
