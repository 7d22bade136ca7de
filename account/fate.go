package account

import (
	"context"
	"errors"
	"time"
)

// Fate is what has become of a session, for the operator who asks.
type Fate struct {
	// Standing is the session, with the refresh token that counted before,
	// while its row is there; its zero value where it is not. It may have
	// expired.
	Standing
	// End is how it ended, if it ended before its tokens did and that is still
	// known; its zero value otherwise.
	End Ended
	// Cause is the event of its end, the zero value where none is known.
	Cause Event
}

// Live reports whether the session can go on at now.
func (f Fate) Live(now time.Time) bool {
	return f.Session.ID != "" && now.Before(f.Session.Refresh.ExpiresAt)
}

// Fate returns what is known of a session of that person. A session that nobody
// knows any more is no error.
func (a *Accounts) Fate(ctx context.Context, uid, sid string) (Fate, error) {
	return FateOf(ctx, a.Store, uid, sid)
}

// FateOf is [Accounts.Fate] for who has a store alone.
func FateOf(ctx context.Context, store Store, uid, sid string) (f Fate, err error) {
	if sid == "" {
		return f, nil
	}
	standing, err := store.LookAtSession(ctx, sid)
	if err == nil && standing.Session.UID == uid {
		f.Standing = standing
		return f, nil
	}
	if err != nil && !errors.Is(err, ErrNoSession) {
		return f, wrap("look at a session", err)
	}
	end, known, err := store.EndOfSession(ctx, sid)
	if err != nil || !known {
		return f, wrap("look for the end of a session", err)
	}
	f.End = end
	f.Cause, err = causeOf(ctx, store, uid, end)
	return f, err
}

// causeReach is how far an event and the end that it caused may lie apart: both
// are stamped by one process, one behind the other.
const causeReach = 2 * time.Second

// causes are the events by which sessions end, by the reason.
var causes = map[string][]EventKind{
	EndedLogout:   {EventSignedOut},
	EndedByUser:   {EventSessionEnded, EventSignedOutAll},
	EndedReuse:    {EventTokenReused},
	EndedPassword: {EventPasswordChanged},
	EndedDisabled: {EventDisabled},
	EndedTooMany:  {EventSignedIn},
}

// causeOf finds the event behind the end of a session: of its kinds, about that
// session or about none in particular, the one nearest in time.
func causeOf(ctx context.Context, store Store, uid string, end Ended) (cause Event, err error) {
	events, err := store.EventsBetween(ctx, uid, end.At.Add(-causeReach), end.At.Add(causeReach))
	if err != nil {
		return cause, wrap("look for the cause of an end", err)
	}
	nearest := causeReach + 1
	for _, e := range events {
		apart := e.At.Sub(end.At).Abs()
		if isCause(e, end) && apart < nearest {
			cause, nearest = e, apart
		}
	}
	return cause, nil
}

func isCause(e Event, end Ended) bool {
	for _, kind := range causes[end.Reason] {
		if e.Kind != kind {
			continue
		}
		switch kind {
		case EventSignedOut, EventSessionEnded, EventTokenReused:
			return e.SessionID == end.ID
		}
		return true
	}
	return false
}
