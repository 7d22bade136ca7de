package account

import (
	"context"
	"fmt"
)

// SignOut ends the session, its access tokens at once. It returns
// ErrSessionEnded when it was over already.
func (a *Accounts) SignOut(ctx context.Context, uid, sid string, by By) error {
	return wrap("sign out", a.endOne(ctx, uid, sid, EndedLogout, a.event(EventSignedOut, uid, sid, by), ErrSessionEnded))
}

// SignOutEverywhere ends every session of the person, and the tokens of the app
// that they were imported from.
func (a *Accounts) SignOutEverywhere(ctx context.Context, uid string, by By) error {
	e := a.event(EventSignedOutAll, uid, "", by)
	n, err := a.endSessions(ctx, Which{UID: uid}, EndedByUser, e)
	if err != nil {
		return wrap("sign out everywhere", err)
	}
	if n > 0 {
		e.Kind = "" // it has been told
	}
	return wrap("sign out everywhere", a.endLegacyTokens(ctx, uid, e))
}

// EndSession ends one session of the person. It returns ErrNoSession when there
// is none of that id, be it another person's.
func (a *Accounts) EndSession(ctx context.Context, uid, sid string, by By) error {
	return wrap("end a session", a.endOne(ctx, uid, sid, EndedByUser, a.event(EventSessionEnded, uid, sid, by), ErrNoSession))
}

// ListSessions returns the live sessions of the person, the latest used first.
func (a *Accounts) ListSessions(ctx context.Context, uid string) ([]Session, error) {
	s, err := a.Store.ListSessions(ctx, uid, a.Now())
	return s, wrap("list sessions", err)
}

// endOne ends one session, or returns absent. An empty sid names none: to the
// store it would name all.
func (a *Accounts) endOne(ctx context.Context, uid, sid, reason string, e Event, absent error) error {
	if sid == "" {
		return absent
	}
	n, err := a.endSessions(ctx, Which{UID: uid, Only: sid}, reason, e)
	if err == nil && n == 0 {
		err = absent
	}
	return err
}

// endSessions ends sessions and returns how many. Where another call was
// quicker there is none, and its event is the one that is kept and told.
func (a *Accounts) endSessions(ctx context.Context, which Which, reason string, e Event) (int, error) {
	ended, err := a.Store.EndSessions(ctx, which, a.ending(reason, e))
	if len(ended) == 0 {
		return 0, err
	}
	return len(ended), a.end(ended, e, err)
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
