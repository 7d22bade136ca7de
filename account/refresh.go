package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// RefreshToken is what a verified refresh token says.
type RefreshToken struct {
	ID        string // jti
	SessionID string // sid
	UID       string // sub
}

// Refreshed is a session after one of its refresh tokens was used. Of the
// person, UID, Username and Email are set; of the session, all but CreatedAt,
// EndsAt and Agent.
type Refreshed struct {
	Person  Person
	Session Session
	// Again says that the token had been used within the grace before, and the
	// session has the same successor as then.
	Again bool
}

// Refresh uses a refresh token: the session goes on with a new one, signed by
// keyID. Of several calls with one token at once, on any number of nodes, one
// makes the successor; the others, and those that come within the grace while
// the successor is unused, are handed that one. It returns ErrTokenReused, and
// the session has ended, when the token is older than that (RFC 9700 §4.14.2);
// ErrSessionEnded when the session is over or its person disabled; ErrThrottled,
// having consumed nothing, when the session refreshes too often.
func (a *Accounts) Refresh(ctx context.Context, t RefreshToken, keyID string, by By) (Refreshed, error) {
	now := a.Now()
	s, p, rotated, err := a.Store.RotateRefresh(ctx, Rotation{
		SessionID: t.SessionID, UID: t.UID, Old: t.ID, Next: a.nextRefresh(now, keyID),
		At: now, Access: a.Access + clockSkew, Address: by.Client.Clean().Address,
		Pace: a.Limits.Refresh.pace(),
	})
	if err != nil {
		return Refreshed{}, fmt.Errorf("refresh: %w", err)
	}
	if rotated {
		a.OnEvent(a.event(EventRefreshed, t.UID, t.SessionID, by))
		return Refreshed{Person: p, Session: s}, nil
	}
	return a.refreshAgain(ctx, t, now, by)
}

// refreshAgain decides about a token that is not the current one. A jti is
// current, then previous, then neither, and never goes back: so what is read
// here, after the conditional write has failed, cannot condemn a good token. It
// is judged by the time of that write: one that failed because the session had
// to wait did so, even when the wait is over by now.
func (a *Accounts) refreshAgain(ctx context.Context, t RefreshToken, now time.Time, by By) (Refreshed, error) {
	st, err := a.Store.LookAtSession(ctx, t.SessionID)
	if errors.Is(err, ErrNoSession) {
		return Refreshed{}, t.refused(ErrSessionEnded, "the session has ended")
	}
	if err != nil {
		return Refreshed{}, fmt.Errorf("refresh: %w", err)
	}
	if why := st.over(t.UID, now); why != "" {
		return Refreshed{}, t.refused(ErrSessionEnded, why)
	}
	if st.Session.Refresh.ID == t.ID {
		if wait := a.refreshWait(st, now); wait > 0 {
			return Refreshed{}, fmt.Errorf("refresh: %w", a.refuseRefresh(st, wait))
		}
		return Refreshed{}, t.refused(ErrSessionEnded, "the session was ended, or the account disabled, at this moment")
	}
	if st.Previous == t.ID && a.Grace > 0 && now.Sub(st.PreviousAt) <= a.Grace {
		return a.sameSuccessor(ctx, st, now)
	}
	reused := a.event(EventTokenReused, t.UID, t.SessionID, by)
	if _, err := a.endSessions(ctx, Which{UID: t.UID, Only: t.SessionID}, EndedReuse, reused); err != nil {
		return Refreshed{}, fmt.Errorf("end a session whose token was reused: %w", err)
	}
	return Refreshed{}, t.refused(ErrTokenReused, st.reused(t, now, a.Grace))
}

// sameSuccessor counts the refresh and hands out what the first use of its token
// has made.
func (a *Accounts) sameSuccessor(ctx context.Context, st Standing, now time.Time) (Refreshed, error) {
	if pace := a.Limits.Refresh.pace(); !pace.Unlimited() {
		ok, err := a.Store.CountRefresh(ctx, st.Session.ID, now, pace)
		if err == nil && !ok {
			err = a.refuseRefresh(st, a.refreshWait(st, now))
		}
		if err != nil {
			return Refreshed{}, fmt.Errorf("refresh: %w", err)
		}
	}
	return Refreshed{Person: st.Person, Session: st.Session, Again: true}, nil
}

// refreshWait is how long until the session may refresh again; none is zero or
// less.
func (a *Accounts) refreshWait(st Standing, now time.Time) time.Duration {
	pace := a.Limits.Refresh.pace()
	if pace.Unlimited() {
		return 0
	}
	return st.RefreshTAT.Sub(now) - pace.Tolerance()
}

func (a *Accounts) refuseRefresh(st Standing, wait time.Duration) error {
	why := a.why(Counter{Rule: RuleRefresh}, By{})
	return a.refuse(RuleRefresh, wait, RefusedError{Why: why, UID: st.Session.UID, SessionID: st.Session.ID})
}

// refused is an error about the token.
func (t RefreshToken) refused(fact error, why string) error {
	return fmt.Errorf("refresh: %w", &RefusedError{Err: fact, Why: why, UID: t.UID, SessionID: t.SessionID})
}

// reused says when the token was first used, and how much too late it came
// again.
func (st Standing) reused(t RefreshToken, now time.Time, grace time.Duration) string {
	if st.Previous != t.ID {
		return "the refresh token was used before the last refresh, at " + inWords(st.PreviousAt) + ": its successor was used since"
	}
	ago := now.Sub(st.PreviousAt)
	text := "the refresh token was first used at " + inWords(st.PreviousAt) + ", " + ago.Round(time.Millisecond).String() + " before"
	if grace == 0 {
		return text + "; there is no grace (SPOTTER_REFRESH_GRACE=0s)"
	}
	return text + ", which is " + (ago - grace).Round(time.Millisecond).String() + " past the grace of " + grace.String()
}

func inWords(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
