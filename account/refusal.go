package account

import (
	"context"
	"time"
)

// Refusal is a credential that was not taken: what the operator may know of it
// and the caller may not. It never holds a password, a token, or a login that
// nobody has, which may be a password in the wrong field.
type Refusal struct {
	RequestID  string // of the answer: its X-Request-Id
	At         time.Time
	Route      string // as in "POST /login"
	Address    string // of the caller
	Status     int    // of the answer
	Code       string // the machine word of the answer
	Credential string // what was judged, as in "refresh token (cookie)"; empty for none
	Reason     string // why, for people; ≤ 500 bytes

	// What the credential proved to belong to; empty where it proved nothing.
	UID       string
	SessionID string
	TokenID   string    // jti
	KeyID     string    // kid, as the header says it
	ExpiresAt time.Time // of the token
}

const (
	// RefusalLife is for how long a refusal is kept.
	RefusalLife = 24 * time.Hour
	// MaxRefusals is how many are kept: about 300 MB. Of more, the oldest go
	// with the next purge.
	MaxRefusals = 1_000_000

	maxReason    = 500 // bytes
	maxClaimText = 100 // bytes of an id
)

// Clean returns the refusal with every text cut to its bound and without
// control characters: some are of strangers, and all are printed.
func (r Refusal) Clean() Refusal {
	for _, text := range []*string{&r.RequestID, &r.Route, &r.Code, &r.Credential, &r.UID, &r.SessionID, &r.TokenID, &r.KeyID} {
		*text = cutBytes(cleanText(*text), maxClaimText)
	}
	r.Address = cleanText(r.Address)
	r.Reason = cutBytes(mapText(r.Reason), maxReason)
	return r
}

// Refusals keeps refusals, and finds what belongs to one.
type Refusals interface {
	// AddRefusals keeps refusals, and leaves alone those that it has. One of a
	// person who is not there any more is kept without the uid and the session.
	AddRefusals(ctx context.Context, list []Refusal) error
	// RefusalByRequest returns the refusal of a request, and whether there is one.
	RefusalByRequest(ctx context.Context, requestID string) (Refusal, bool, error)
	// ListRefusals returns a person's refusals, the latest first, at most limit.
	ListRefusals(ctx context.Context, uid string, limit int) ([]Refusal, error)
	// EndOfSession returns how a session ended, and whether it is known.
	EndOfSession(ctx context.Context, sid string) (Ended, bool, error)
	// EventsBetween returns the first 100 events of a person in that time.
	EventsBetween(ctx context.Context, uid string, from, to time.Time) ([]Event, error)
}

// RefusedError is a refusal with the reason that the caller is not told. Its
// text is that of the fact alone.
type RefusedError struct {
	Err       error  // the fact, such as ErrWrongCredentials
	Why       string // for the operator
	UID       string // whose credential it was, if it was anybody's
	SessionID string
}

// Error returns the text of the fact.
func (e *RefusedError) Error() string { return e.Err.Error() }

// Unwrap returns the fact.
func (e *RefusedError) Unwrap() error { return e.Err }
