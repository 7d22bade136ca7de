package account

import (
	"context"
	"errors"
	"fmt"
)

// Application is what somebody fills in to become a person here.
type Application struct {
	Username string
	Email    string
	Password string
	Profile  Profile
}

// Register makes an account. It returns FieldErrors of all that is not as it
// must be, ErrRegistrationClosed, ErrUsernameTaken (also when both
// are), ErrEmailTaken, ErrThrottled when too many come from one address, or
// ErrBusy when too many passwords are being hashed. Of several registrations of
// one name at once, exactly one succeeds.
func (a *Accounts) Register(ctx context.Context, f Application, by By) (Person, error) {
	if a.Closed {
		return Person{}, ErrRegistrationClosed
	}
	p, err := a.check(f)
	if err != nil {
		return Person{}, err
	}
	if err := a.admitRegistration(ctx, by); err != nil {
		return Person{}, fmt.Errorf("register: %w", err)
	}
	return a.admit(ctx, p, f.Password, by)
}

// Add makes an account as [Accounts.Register] does, registration open or not
// and as often as the operator likes.
func (a *Accounts) Add(ctx context.Context, f Application, by By) (Person, error) {
	p, err := a.check(f)
	if err != nil {
		return Person{}, err
	}
	return a.admit(ctx, p, f.Password, by)
}

func (a *Accounts) admit(ctx context.Context, p Person, password string, by By) (_ Person, err error) {
	if err := a.free(ctx, p); err != nil {
		return Person{}, err
	}
	if p.PasswordHash, err = a.Hasher.Hash(ctx, password); err != nil {
		return Person{}, fmt.Errorf("register: %w", err)
	}
	p.UID, p.CreatedAt, p.Version = newID(), a.Now(), 1
	e := a.event(EventRegistered, p.UID, "", by)
	if err := a.tell(e, a.Store.AddPerson(ctx, p, e)); err != nil {
		return Person{}, fmt.Errorf("register: %w", err)
	}
	return p, nil
}

func (a *Accounts) check(f Application) (p Person, _ error) {
	var username, email error
	p.Username, username = ParseUsername(f.Username)
	p.Email, email = ParseEmail(f.Email)
	password := a.Policy.Check(f.Password, p.Username, p.Email)
	p.Profile = f.Profile
	return p, joinFields(username, email, password, p.Profile.Check())
}

// free spares a taken name the cost of a hash. Who gets a name that is free
// here is decided by the store. The username is looked at last and counts
// first: who takes both in between is seen with both.
func (a *Accounts) free(ctx context.Context, p Person) error {
	email := a.absent(ctx, p.Email.Canonical(), ErrEmailTaken)
	if email != nil && !errors.Is(email, ErrEmailTaken) {
		return email
	}
	if err := a.absent(ctx, p.Username.Canonical(), ErrUsernameTaken); err != nil {
		return err
	}
	return email
}

func (a *Accounts) absent(ctx context.Context, key string, taken error) error {
	_, err := a.Store.PersonByLogin(ctx, key)
	switch {
	case err == nil:
		return fmt.Errorf("register: %w", taken)
	case errors.Is(err, ErrNoPerson):
		return nil
	}
	return fmt.Errorf("register: %w", err)
}
