package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Defaults of the lifetimes.
const (
	DefaultIdle  = 48 * time.Hour      // a refresh token, from its last use
	DefaultLife  = 30 * 24 * time.Hour // a session, from log-in
	DefaultGrace = 30 * time.Second    // a used refresh token yields the same successor
	MaxSessions  = 100                 // of one person
)

// Config says by which rules accounts are kept.
type Config struct {
	Store  Store
	Hasher *Hasher
	Policy PasswordPolicy
	// Access is the life of an access token: how long an ended session must be
	// remembered.
	Access time.Duration
	Idle   time.Duration // DefaultIdle if zero
	Life   time.Duration // DefaultLife if zero
	Grace  time.Duration // zero is strict: a used token ends the session
	Closed bool          // nobody registers; the operator adds people
	Limits Limits        // how much is let through
	// OnEnded is told of sessions that have ended before the call that ended
	// them returns.
	OnEnded func([]Ended)
	// OnEvent is told of every event once it is kept, and of refreshes, which
	// are not kept.
	OnEvent func(Event)
	// OnShared is told of an address that hits a limit and that nearly everybody
	// comes from, at most once in ten minutes: it looks like a proxy.
	OnShared func(Crowd)
	Now      func() time.Time // time.Now if nil
}

// Accounts is the rules applied to a store: what people and operators do.
// Safe for concurrent use.
type Accounts struct {
	Config
	throttle *throttle
}

// New returns accounts by the configuration.
func New(c Config) *Accounts {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Idle == 0 {
		c.Idle = DefaultIdle
	}
	if c.Life == 0 {
		c.Life = DefaultLife
	}
	if c.OnEnded == nil {
		c.OnEnded = func([]Ended) {}
	}
	if c.OnEvent == nil {
		c.OnEvent = func(Event) {}
	}
	if c.OnShared == nil {
		c.OnShared = func(Crowd) {}
	}
	c.Limits = c.Limits.orDefaults()
	return &Accounts{c, newThrottle()}
}

// By is who causes a change and through which request: what the audit log says
// and the throttle counts.
type By struct {
	Client    Client
	RequestID string
	// Device returns the id of the device that the call comes from, provided
	// that it proves that this user has logged in on it before, and otherwise
	// the empty string. It is called with an empty uid for a login that nobody
	// has, so that this takes as long. Nil is no device.
	Device func(uid string) string
}

// device is the id of the user's known device, empty if it is none.
func (b By) device(uid string) string {
	if b.Device == nil {
		return ""
	}
	id := b.Device(uid)
	if uid == "" {
		return ""
	}
	return id
}

func (a *Accounts) event(kind EventKind, uid, sid string, by By) Event {
	return Event{
		ID: newID(), At: a.Now(), UID: uid, Kind: kind, SessionID: sid,
		Client: by.Client.Clean(), RequestID: by.RequestID,
	}
}

// ending is how sessions end now. The event of the change is kept with it.
func (a *Accounts) ending(reason string, e Event) Ending {
	now := a.Now()
	return Ending{At: now, Until: now.Add(a.Access + clockSkew), Reason: reason, Event: e}
}

// clockSkew is how far the clock of the node that signed may be ahead of this.
const clockSkew = time.Minute

// end reports sessions that have ended, and the event that is kept of it, and
// passes the error on.
func (a *Accounts) end(ended []Ended, e Event, err error) error {
	if err == nil && len(ended) > 0 {
		a.OnEnded(ended)
	}
	return a.tell(e, err)
}

// tell reports an event if it came to pass, and passes the error on.
func (a *Accounts) tell(e Event, err error) error {
	if err == nil && e.Kind != "" {
		a.OnEvent(e)
	}
	return err
}

// newID returns a UUIDv7 (RFC 9562 §5.7).
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Person returns the account, or ErrNoPerson, or ErrDisabled.
func (a *Accounts) Person(ctx context.Context, uid string) (Person, error) {
	p, err := a.Store.PersonByID(ctx, uid)
	if errors.Is(err, ErrNoPerson) {
		err = &RefusedError{Err: err, Why: "the account does not exist any more", UID: uid}
	}
	if err != nil {
		return Person{}, fmt.Errorf("look up a person: %w", err)
	}
	if p.Disabled() {
		why := "the account is disabled since " + inWords(p.DisabledAt)
		return Person{}, fmt.Errorf("look up a person: %w", &RefusedError{Err: ErrDisabled, Why: why, UID: uid})
	}
	return p, nil
}

// profileTries bounds how often a profile that changes under our hands is read
// and changed again. Each time one of those who try has succeeded.
const profileTries = 100

// ChangeProfile applies change to the person's profile and keeps it. Two
// changes at once both count. It returns a *FieldError when the result is out
// of bounds, ErrNoPerson, ErrDisabled or ErrConflict.
//
// What has to come first is done by first, which is told of a profile in bounds
// before it is kept, at each try; nil is nothing. Where it fails, the profile stays
// as it was, and its error is returned: the same change can be made again.
func (a *Accounts) ChangeProfile(ctx context.Context, uid string, change func(*Profile), first func(before, after Profile) error) (Person, error) {
	for range profileTries {
		p, err := a.Person(ctx, uid)
		if err != nil {
			return Person{}, err
		}
		before := p.Profile
		change(&p.Profile)
		if err := p.Profile.Check(); err != nil {
			return Person{}, err
		}
		if first != nil {
			if err := first(before, p.Profile); err != nil {
				return Person{}, err
			}
		}
		err = a.Store.SaveProfile(ctx, uid, p.Version, p.Profile)
		if errors.Is(err, ErrConflict) {
			continue
		}
		if err != nil {
			return Person{}, fmt.Errorf("save a profile: %w", err)
		}
		p.Version++
		return p, nil
	}
	return Person{}, fmt.Errorf("save a profile: %w", ErrConflict)
}

// Bounds of one export.
const (
	exportedEvents   = 10000
	exportedRefusals = 1000
)

// Record is all that is kept of a person beside what other packages keep.
type Record struct {
	Person   Person
	Sessions []Session
	Events   []Event   // of the last 90 days, the latest first, at most 10,000
	Refusals []Refusal // of the last day, the latest first, at most 1,000
	Keys     []PersonalKey
}

// Export returns all that is kept of a person, or ErrNoPerson, or ErrDisabled.
func (a *Accounts) Export(ctx context.Context, uid string) (Record, error) {
	p, err := a.Person(ctx, uid)
	if err != nil {
		return Record{}, err
	}
	sessions, err := a.ListSessions(ctx, uid)
	if err != nil {
		return Record{}, err
	}
	events, err := a.Store.ListEvents(ctx, uid, exportedEvents)
	if err != nil {
		return Record{}, fmt.Errorf("list events: %w", err)
	}
	refusals, err := a.Store.ListRefusals(ctx, uid, exportedRefusals)
	if err != nil {
		return Record{}, fmt.Errorf("list refusals: %w", err)
	}
	keys, err := a.ListPersonalKeys(ctx, uid)
	if err != nil {
		return Record{}, err
	}
	return Record{Person: p, Sessions: sessions, Events: events, Refusals: refusals, Keys: keys}, nil
}
