package account

import (
	"context"
	"time"
)

// Store keeps what this package knows. Implementations decide every race by one
// conditional statement, keep what they acknowledged through a crash, and are
// safe for concurrent use by several processes. All methods return an error
// that wraps [ErrUnavailable] when the database does not answer in time.
type Store interface {
	People
	Credentials
	Sessions
	Events
	Attempts
	Settlers
	Refusals
	PersonalKeys
}

// People keeps the accounts.
type People interface {
	// AddPerson keeps a new account and its first event. It returns
	// ErrUsernameTaken or ErrEmailTaken, the former if both are.
	AddPerson(ctx context.Context, p Person, e Event) error
	// PersonByID returns ErrNoPerson when there is none.
	PersonByID(ctx context.Context, uid string) (Person, error)
	// PersonByLogin finds by the canonical form of a username or an e-mail
	// address. It returns ErrNoPerson when there is none.
	PersonByLogin(ctx context.Context, key string) (Person, error)
	// SaveProfile replaces the profile of that version, and returns ErrConflict
	// when it has another by now, or ErrNoPerson.
	SaveProfile(ctx context.Context, uid string, version int64, p Profile) error
	// ListPeople returns accounts by id, from the one behind after.
	ListPeople(ctx context.Context, after string, limit int) ([]Person, error)
}

// Credentials keeps the passwords, and what changes with them in the same
// transaction. The methods that end sessions return which.
type Credentials interface {
	// ReplaceHash puts a better hash of the same password in place of old. It
	// does nothing, without an error, when the hash is no longer old.
	ReplaceHash(ctx context.Context, uid, old, better string) error
	// ChangePassword replaces the hash old, ends all sessions but keep and removes
	// all personal keys. It returns ErrConflict when the hash is no longer old. An empty old replaces
	// whatever stands there.
	ChangePassword(ctx context.Context, uid, old, next, keep string, end Ending) ([]Ended, error)
	// Disable disables the account and ends all its sessions.
	Disable(ctx context.Context, uid string, end Ending) ([]Ended, error)
	// Enable enables the account again. No session comes back.
	Enable(ctx context.Context, uid string, e Event) error
	// DeletePerson deletes the account, its sessions, its keys and its events. It returns
	// ErrConflict when the hash is no longer hash.
	DeletePerson(ctx context.Context, uid, hash string, end Ending) ([]Ended, error)
}

// Sessions keeps the sessions.
type Sessions interface {
	// StartSession keeps a new session, provided that the account is enabled
	// and still has that password hash, and ends the longest unused ones beyond
	// most. It returns ErrWrongCredentials otherwise.
	StartSession(ctx context.Context, s Session, hash string, most int, end Ending) ([]Ended, error)
	// RotateRefresh puts the next refresh token in place of the current one, in
	// one conditional write, and returns the session after it (all but
	// CreatedAt, EndsAt and Agent) with its person (UID, Username, Email). It
	// reports false, having changed nothing, when
	// old is not the current one, the session is over, the account is disabled
	// or the session has refreshed too often.
	RotateRefresh(ctx context.Context, r Rotation) (Session, Person, bool, error)
	// LookAtSession returns the session, its person (UID, Username, Email,
	// DisabledAt) and the refresh token before the current one with the moment
	// it was replaced. It returns ErrNoSession when there is none.
	LookAtSession(ctx context.Context, sid string) (Standing, error)
	// ListSessions returns the live sessions of a person, the latest used first.
	ListSessions(ctx context.Context, uid string, now time.Time) ([]Session, error)
	// EndSessions ends the sessions that which names and returns them; none is
	// no error.
	EndSessions(ctx context.Context, which Which, end Ending) ([]Ended, error)
}

// Events keeps the audit log.
type Events interface {
	// AddEvent keeps an event.
	AddEvent(ctx context.Context, e Event) error
	// ListEvents returns the events of a person, the latest first.
	ListEvents(ctx context.Context, uid string, limit int) ([]Event, error)
	// Purge deletes what has had its time at now: sessions past their end,
	// ended sessions a day past their Until, events past EventLife, refusals
	// past RefusalLife and those beyond the latest MaxRefusals, counters of
	// attempts an hour after they have forgotten everything.
	Purge(ctx context.Context, now time.Time) error
}

// Settlers keeps those who came from another app, and what its tokens are worth.
type Settlers interface {
	// AddSettlers keeps new accounts with their events, in one transaction, and
	// returns the uids of those kept: all whose uid, username and e-mail address
	// nobody has. At most [MaxSettlers] at once.
	AddSettlers(ctx context.Context, list []Settler) (map[string]bool, error)
	// ImportedPerson is PersonByLogin for those who were imported: it returns
	// ErrNoPerson for others, and until when the other app's tokens count, which
	// is zero once they have ended. ChangePassword, Disable and EndLegacyTokens
	// end them.
	ImportedPerson(ctx context.Context, key string) (Person, time.Time, error)
	// EndLegacyToken remembers a token of the other app as an ended session. It
	// returns ErrSessionEnded when it has been ended before.
	EndLegacyToken(ctx context.Context, ended Ended, e Event) error
	// EndLegacyTokens ends all of them that a person has. It returns
	// ErrSessionEnded, having kept no event, when none counted at now.
	EndLegacyTokens(ctx context.Context, uid string, now time.Time, e Event) error
}

// MaxSettlers is how many accounts are kept at once: few enough for a database
// far away to do it in time.
const MaxSettlers = 100

// Ending says how sessions end: at once for refresh tokens, and until when the
// access tokens of them could still be alive. Where a node with a longer life of
// access tokens has served a session, it is remembered for that long.
type Ending struct {
	At     time.Time
	Until  time.Time
	Reason string
	Event  Event // kept in the same transaction, unless its Kind is empty
}

// Which names sessions of one person: the one, or all but one.
type Which struct {
	UID  string // required
	Only string // this session; all if empty
	But  string // not this session
}

// Rotation is the use of a refresh token.
type Rotation struct {
	SessionID string
	UID       string
	Old       string    // jti that must be the current one
	Next      RefreshID // its ExpiresAt is cut to the session's end
	At        time.Time
	Access    time.Duration // life of the access token that comes with it
	Address   string
	Pace      Pace // how often the session may refresh
}

// Standing is a session as a refresh that lost its race finds it.
type Standing struct {
	Session    Session
	Person     Person
	Previous   string    // jti before the current one; empty before the first rotation
	PreviousAt time.Time // when it was replaced
	RefreshTAT time.Time // until when the session's refreshes are remembered
}
