package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// LegacyToken is what a verified token of the app that somebody was imported
// from says.
type LegacyToken struct {
	Login     string // a username or an e-mail address, spelled as there
	SessionID string // derived from the token: each is a session of its own
	ExpiresAt time.Time
}

// LegacyPerson returns the person whom a token of the app they came from speaks
// for: they were imported, are enabled, and nothing has ended those tokens since,
// which a change of the password, log-out everywhere and disabling do. It returns
// ErrNoPerson, ErrDisabled or ErrSessionEnded otherwise.
func (a *Accounts) LegacyPerson(ctx context.Context, t LegacyToken) (Person, error) {
	p, _, err := a.legacyPerson(ctx, t)
	return p, wrap("look up an imported person", err)
}

func (a *Accounts) legacyPerson(ctx context.Context, t LegacyToken) (p Person, until time.Time, err error) {
	key, _, ok := canonicalLogin(t.Login)
	if !ok || consistsOf(key, isDigit) { // a row id: another's username may look like it
		return p, until, ErrNoPerson
	}
	p, until, err = a.Store.ImportedPerson(ctx, key)
	switch {
	case err != nil:
		return Person{}, until, err
	case t.Login != string(p.Username) && t.Login != string(p.Email): // somebody else there, whom we could not take in beside them
		return Person{}, until, ErrNoPerson
	case p.Disabled():
		return Person{}, until, &RefusedError{Err: ErrDisabled, Why: "the account is disabled", UID: p.UID, SessionID: t.SessionID}
	case !a.Now().Before(until) || !a.Now().Before(t.ExpiresAt):
		return Person{}, until, &RefusedError{
			Err: ErrSessionEnded, Why: "the tokens of the app that this person came from do not count any more", UID: p.UID, SessionID: t.SessionID,
		}
	}
	return p, until, nil
}

// SignOutLegacy ends one token of the app that a person came from, at once. It
// returns ErrSessionEnded when it was over already, and otherwise the errors of
// [Accounts.LegacyPerson].
func (a *Accounts) SignOutLegacy(ctx context.Context, t LegacyToken, by By) error {
	p, until, err := a.legacyPerson(ctx, t)
	if err != nil {
		return wrap("sign out", err)
	}
	if t.ExpiresAt.Before(until) {
		until = t.ExpiresAt
	}
	e := a.event(EventSignedOut, p.UID, t.SessionID, by)
	ended := Ended{ID: t.SessionID, At: e.At, Until: until.Add(clockSkew), Reason: EndedLogout}
	err = a.Store.EndLegacyToken(ctx, ended, e)
	return wrap("sign out", a.end([]Ended{ended}, e, err))
}

// endLegacyTokens ends the tokens of the app that a person came from, all at
// once. The event is kept and told if there were any that counted.
func (a *Accounts) endLegacyTokens(ctx context.Context, uid string, e Event) error {
	err := a.Store.EndLegacyTokens(ctx, uid, a.Now(), e)
	if errors.Is(err, ErrSessionEnded) {
		return nil
	}
	if err = a.tell(e, err); err != nil {
		return fmt.Errorf("end the tokens of before: %w", err)
	}
	return nil
}
