package account

import (
	"context"
	"errors"
	"fmt"
)

// ChangePassword replaces the person's password, ends every session but keep and
// removes every personal key: an access token is enough to make one, so whoever
// has stolen a session may have. It returns ErrWrongPassword when current is not the password, a
// *FieldError named new_password when the policy refuses the next one or it is
// the current one, which would end sessions and mend nothing, ErrBusy,
// ErrNoPerson, ErrDisabled, ErrThrottled, or ErrConflict when the password was
// changed at the same time.
func (a *Accounts) ChangePassword(ctx context.Context, uid, current, next, keep string, by By) error {
	p, err := a.prove(ctx, uid, current, by)
	if err != nil {
		return wrap("change password", err)
	}
	if next == current {
		return &FieldError{Field: "new_password", Message: "This is the password you have: choose another."}
	}
	if err := a.checkNew(next, p); err != nil {
		return err
	}
	hash, err := a.Hasher.Hash(ctx, next)
	if err != nil {
		return wrap("change password", err)
	}
	end := a.ending(EndedPassword, a.event(EventPasswordChanged, uid, keep, by))
	ended, err := a.Store.ChangePassword(ctx, uid, p.PasswordHash, hash, keep, end)
	return wrap("change password", a.end(ended, end.Event, err))
}

func (a *Accounts) checkNew(password string, p Person) error {
	err := a.Policy.Check(password, p.Username, p.Email)
	var field *FieldError
	if errors.As(err, &field) {
		return &FieldError{Field: "new_password", Message: field.Message}
	}
	return err
}

// Delete deletes the person's account with everything that is kept of it here.
// It returns ErrWrongPassword when that is not the password, ErrBusy,
// ErrNoPerson, ErrDisabled, ErrThrottled, or ErrConflict when the password was
// changed at the same time.
func (a *Accounts) Delete(ctx context.Context, uid, password string, by By) error {
	p, err := a.prove(ctx, uid, password, by)
	if err != nil {
		return wrap("delete an account", err)
	}
	ended, err := a.Store.DeletePerson(ctx, uid, p.PasswordHash, a.ending(EndedDeleted, Event{}))
	return wrap("delete an account", a.end(ended, a.event(EventDeleted, uid, "", by), err))
}

// prove returns the person, whose password this must be. Wrong ones count with
// those of log-ins.
func (a *Accounts) prove(ctx context.Context, uid, password string, by By) (Person, error) {
	p, err := a.Person(ctx, uid)
	if err != nil {
		return Person{}, err
	}
	moved, err := a.reserve(ctx, by, a.passwordCounters(uid, "", by))
	if err != nil {
		return Person{}, err
	}
	good, _, err := a.Hasher.Verify(ctx, p.PasswordHash, password)
	if err == nil && !good {
		return Person{}, a.failed(ctx, EventPasswordFailed, &RefusedError{Err: ErrWrongPassword, Why: "the current password is wrong", UID: uid}, by)
	}
	a.release(ctx, moved)
	if err != nil {
		return Person{}, err
	}
	return p, nil
}

// Find returns the account of a username or e-mail address, enabled or not, or
// ErrNoPerson.
func (a *Accounts) Find(ctx context.Context, login string) (Person, error) {
	key, _, ok := canonicalLogin(login)
	if !ok {
		return Person{}, fmt.Errorf("find a person: %w", ErrNoPerson)
	}
	p, err := a.Store.PersonByLogin(ctx, key)
	return p, wrap("find a person", err)
}

// List returns up to limit accounts by id, from the one behind after.
func (a *Accounts) List(ctx context.Context, after string, limit int) ([]Person, error) {
	p, err := a.Store.ListPeople(ctx, after, limit)
	return p, wrap("list people", err)
}

// Disable disables the account and ends all its sessions, their access tokens
// at once here and within a second elsewhere. It returns ErrNoPerson.
func (a *Accounts) Disable(ctx context.Context, uid string) error {
	end := a.ending(EndedDisabled, a.event(EventDisabled, uid, "", By{}))
	ended, err := a.Store.Disable(ctx, uid, end)
	return wrap("disable an account", a.end(ended, end.Event, err))
}

// Enable enables the account again. It returns ErrNoPerson.
func (a *Accounts) Enable(ctx context.Context, uid string) error {
	e := a.event(EventEnabled, uid, "", By{})
	return wrap("enable an account", a.tell(e, a.Store.Enable(ctx, uid, e)))
}

// Reset replaces the person's password whatever it was, as an operator does for
// somebody who forgot it, ends all sessions and removes all personal keys. It returns a *FieldError when
// the policy refuses the password, or ErrNoPerson.
func (a *Accounts) Reset(ctx context.Context, uid, password string) error {
	p, err := a.Store.PersonByID(ctx, uid)
	if err != nil {
		return wrap("reset a password", err)
	}
	if err := a.Policy.Check(password, p.Username, p.Email); err != nil {
		return err
	}
	hash, err := a.Hasher.Hash(ctx, password)
	if err != nil {
		return wrap("reset a password", err)
	}
	end := a.ending(EndedPassword, a.event(EventPasswordChanged, uid, "", By{}))
	ended, err := a.Store.ChangePassword(ctx, uid, "", hash, "", end)
	return wrap("reset a password", a.end(ended, end.Event, err))
}
