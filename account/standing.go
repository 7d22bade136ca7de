package account

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// LiveSession returns a session as it stands in the database, with its person
// (UID, Username, Email) and the refresh token that counts. It changes nothing.
// It returns ErrSessionEnded when there is no such session of that person, when
// it is over, or when the account is disabled.
func (a *Accounts) LiveSession(ctx context.Context, uid, sid string) (Standing, error) {
	st, err := a.Store.LookAtSession(ctx, sid)
	if errors.Is(err, ErrNoSession) || err == nil && st.over(uid, a.Now()) != "" {
		err = ErrSessionEnded
	}
	if err != nil {
		return Standing{}, fmt.Errorf("look at a session: %w", err)
	}
	return st, nil
}

// over says why the session, if it is this person's, counts no more; it is empty
// while it counts.
func (st Standing) over(uid string, now time.Time) string {
	switch {
	case st.Session.UID != uid:
		return "the session is another person's"
	case st.Person.Disabled():
		return "the account is disabled since " + inWords(st.Person.DisabledAt)
	case !now.Before(st.Session.Refresh.ExpiresAt):
		return "the session expired at " + inWords(st.Session.Refresh.ExpiresAt)
	}
	return ""
}
