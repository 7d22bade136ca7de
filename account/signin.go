package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// SignedIn is a session that has just started, and whose it is.
type SignedIn struct {
	Person  Person
	Session Session
}

// SignIn starts a session for whoever knows the login, which is a username or
// an e-mail address, and the password. The refresh token is to be signed by the key keyID.
// It returns ErrWrongCredentials for an unknown login too, at the same cost, so
// that the answer tells nothing; ErrThrottled, without a look at the password,
// after too many wrong ones; ErrBusy when too many passwords are being hashed;
// ErrUnavailable.
func (a *Accounts) SignIn(ctx context.Context, login, password, keyID string, by By) (SignedIn, error) {
	for try := 1; ; try++ {
		p, err := a.authenticate(ctx, login, password, by)
		if err != nil {
			return SignedIn{}, fmt.Errorf("sign in: %w", err)
		}
		s, err := a.start(ctx, p, keyID, by)
		if errors.Is(err, ErrWrongCredentials) && try < signInTries {
			continue
		}
		if err != nil {
			return SignedIn{}, fmt.Errorf("sign in: %w", err)
		}
		return SignedIn{p, s}, nil
	}
}

// signInTries bounds how often a log-in begins anew because the hash that its
// password was checked against stands there no more: another log-in has put a
// better one of the same password in its place, or the password has changed,
// and then the new one decides.
const signInTries = 3

// StartSession starts a session for a person who has just registered and needs
// no second proof. Errors are those of [Accounts.SignIn].
func (a *Accounts) StartSession(ctx context.Context, p Person, keyID string, by By) (SignedIn, error) {
	s, err := a.start(ctx, p, keyID, by)
	if err != nil {
		return SignedIn{}, fmt.Errorf("start a session: %w", err)
	}
	return SignedIn{p, s}, nil
}

// authenticate returns the person whose login and password these are. A login
// that nobody has takes the path of a wrong password: every path moves the
// counters, hashes once and keeps an event. The attempt counts from before the
// password is looked at; it counts no more when that was right, or was not
// looked at after all.
func (a *Accounts) authenticate(ctx context.Context, login, password string, by By) (Person, error) {
	p, err := a.whose(ctx, login)
	if err != nil {
		return Person{}, err
	}
	moved, err := a.reserveSignIn(ctx, p.UID, login, by)
	if err != nil {
		return Person{}, err
	}
	good, weak, err := a.verify(ctx, p, password)
	if err == nil && (!good || p.Disabled()) {
		return Person{}, a.failed(ctx, EventSignInFailed, refusedSignIn(p, good), by)
	}
	a.release(ctx, moved)
	if err != nil {
		return Person{}, err
	}
	if weak {
		p.PasswordHash = a.rehash(ctx, p, password)
	}
	return p, nil
}

// whose returns the person of a login, the zero Person for none.
func (a *Accounts) whose(ctx context.Context, login string) (Person, error) {
	key, _, ok := canonicalLogin(login)
	if !ok {
		return Person{}, nil
	}
	p, err := a.Store.PersonByLogin(ctx, key)
	if errors.Is(err, ErrNoPerson) {
		return Person{}, nil
	}
	return p, err
}

func (a *Accounts) verify(ctx context.Context, p Person, password string) (good, weak bool, err error) {
	if p.UID == "" {
		return false, false, a.Hasher.VerifyNobody(ctx, password)
	}
	return a.Hasher.Verify(ctx, p.PasswordHash, password)
}

// refusedSignIn says to the operator what the answer does not tell.
func refusedSignIn(p Person, good bool) *RefusedError {
	why := "the password is wrong"
	switch {
	case p.UID == "":
		why = "nobody has that username or e-mail address"
	case p.Disabled() && good:
		why = "the account is disabled; the password was right"
	case p.Disabled():
		why = "the password is wrong, and the account is disabled"
	}
	return &RefusedError{Err: ErrWrongCredentials, Why: why, UID: p.UID}
}

// failed keeps an event about a failure and returns the failure, or what kept
// the event from being kept: an attack that leaves no trace does not go on.
func (a *Accounts) failed(ctx context.Context, kind EventKind, failure *RefusedError, by By) error {
	e := a.event(kind, failure.UID, "", by)
	if err := a.tell(e, a.Store.AddEvent(ctx, e)); err != nil {
		return err
	}
	return failure
}

// rehash replaces a hash of an older kind, now that the password is at hand,
// and returns the one that counts. A password that was changed meanwhile stays
// as it was changed. Where there is no time or no place for it, the old hash
// serves until the next log-in.
func (a *Accounts) rehash(ctx context.Context, p Person, password string) string {
	better, err := a.Hasher.Hash(ctx, password)
	if err != nil || a.Store.ReplaceHash(ctx, p.UID, p.PasswordHash, better) != nil {
		return p.PasswordHash
	}
	return better
}

func (a *Accounts) start(ctx context.Context, p Person, keyID string, by By) (Session, error) {
	now := a.Now()
	client := by.Client.Clean()
	s := Session{
		ID: newID(), UID: p.UID, CreatedAt: now, LastUsedAt: now, EndsAt: now.Add(a.Life).Truncate(time.Second),
		Address: client.Address, Agent: client.Agent, Access: a.Access + clockSkew,
	}
	s.Refresh = a.nextRefresh(now, keyID).until(s.EndsAt)
	end := a.ending(EndedTooMany, a.event(EventSignedIn, p.UID, s.ID, by))
	ended, err := a.Store.StartSession(ctx, s, p.PasswordHash, MaxSessions, end)
	return s, a.end(ended, end.Event, err)
}

func (a *Accounts) nextRefresh(now time.Time, keyID string) RefreshID {
	issued := now.UTC().Truncate(time.Second)
	return RefreshID{ID: newID(), IssuedAt: issued, ExpiresAt: issued.Add(a.Idle), KeyID: keyID}
}

func (r RefreshID) until(end time.Time) RefreshID {
	if r.ExpiresAt.After(end) {
		r.ExpiresAt = end
	}
	return r
}
