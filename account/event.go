package account

import "time"

// EventKind is one word for what happened to an account.
type EventKind string

// The events that are kept. A plain refresh is logged and not kept.
const (
	EventRegistered      EventKind = "registered"
	EventSignedIn        EventKind = "signed_in"
	EventRefreshed       EventKind = "refreshed" // told, never kept
	EventSignInFailed    EventKind = "sign_in_failed"
	EventSignedOut       EventKind = "signed_out"
	EventSignedOutAll    EventKind = "signed_out_everywhere"
	EventSessionEnded    EventKind = "session_ended"
	EventTokenReused     EventKind = "token_reused"
	EventPasswordChanged EventKind = "password_changed"
	EventPasswordFailed  EventKind = "password_check_failed"
	EventThrottled       EventKind = "throttled" // the first of a series
	EventDisabled        EventKind = "disabled"
	EventEnabled         EventKind = "enabled"
	EventDeleted         EventKind = "deleted"
	EventImported        EventKind = "imported" // from another app
	EventKeyMade         EventKind = "key_made" // a personal key
	EventKeyRemoved      EventKind = "key_removed"
)

// EventLife is for how long events are kept.
const EventLife = 90 * 24 * time.Hour

// Event is a line of the audit log about one account: what, when, from where.
// It never holds a password, a token or a hash.
type Event struct {
	ID        string // UUIDv7
	At        time.Time
	UID       string // empty for a log-in under a name that nobody has
	Kind      EventKind
	SessionID string // if one is concerned
	Client    Client
	RequestID string // the X-Request-Id of the call, if it came over HTTP
}
