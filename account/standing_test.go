package account_test

import (
	"testing"
	"time"

	"spotter/account"
)

// TestT12ASessionIsLiveWhileItsPersonIs, whoever's it is said to be.
func TestT12ASessionIsLiveWhileItsPersonIs(t *testing.T) {
	n := alone(t)
	p, stranger := n.registered(t), n.registered(t)
	s := n.signedIn(t, p)
	st, err := n.LiveSession(ctx, p.UID, s.ID)
	if must(t, err); st.Session.Refresh.ID != s.Refresh.ID || st.Person.Username != p.Username || st.Person.UID != p.UID {
		t.Errorf("standing %+v", st)
	}
	next := n.refreshed(t, s)
	st, err = n.LiveSession(ctx, p.UID, s.ID)
	if must(t, err); st.Session.Refresh.ID != next.Refresh.ID || st.Previous != s.Refresh.ID {
		t.Errorf("after a refresh %+v", st)
	}
	for _, c := range [][2]string{{stranger.UID, s.ID}, {"", s.ID}, {p.UID, ""}, {p.UID, s.ID + "x"}, {p.UID, "\x00"}} {
		_, err := n.LiveSession(ctx, c[0], c[1])
		wantError(t, err, account.ErrSessionEnded)
	}

	ended, disabled, idle := n.signedIn(t, p), n.signedIn(t, stranger), next
	must(t, n.SignOut(ctx, p.UID, ended.ID, from))
	must(t, n.Disable(ctx, stranger.UID))
	n.clock.pass(48*time.Hour + time.Second)
	for _, over := range []account.Session{ended, disabled, idle} {
		_, err := n.LiveSession(ctx, over.UID, over.ID)
		wantError(t, err, account.ErrSessionEnded)
	}
}
