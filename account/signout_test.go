package account_test

import (
	"errors"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

func TestS5SigningOutEndsTheSessionAtOnce(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	s, other := n.signedIn(t, p), n.signedIn(t, p)
	must(t, n.SignOut(ctx, p.UID, s.ID, from))
	n.wantEnded(t, account.EndedLogout, s.ID)
	n.wantRefused(t, s, account.ErrSessionEnded)
	wantError(t, n.SignOut(ctx, p.UID, s.ID, from), account.ErrSessionEnded)
	wantError(t, n.SignOut(ctx, p.UID, "", from), account.ErrSessionEnded)
	n.refreshed(t, other)
	n.wantEvents(t, p.UID, account.EventSignedOut, account.EventSignedIn, account.EventSignedIn, account.EventRegistered)
}

func TestS5NoRefreshSurvivesASignOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		p := nodes[0].registered(t)
		for range 40 {
			s := nodes[0].signedIn(t, p)
			newest := s
			together(2, func(i int) {
				if i == 0 {
					if err := nodes[0].SignOut(ctx, p.UID, s.ID, from); err != nil {
						t.Error(err)
					}
					return
				}
				for range 4 {
					r, err := nodes[1].Refresh(ctx, tokenOf(newest), keyID, from)
					if errors.Is(err, account.ErrSessionEnded) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					newest = r.Session
				}
			})
			nodes[1].wantRefused(t, newest, account.ErrSessionEnded)
			nodes[0].wantEnded(t, account.EndedLogout, s.ID)
		}
	})
}

func TestS11PeopleListAndEndTheirOwnSessionsOnly(t *testing.T) {
	n := alone(t)
	p, stranger := n.registered(t), n.registered(t)
	one := n.signedIn(t, p)
	n.clock.pass(time.Second)
	two := n.signedIn(t, p)
	foreign := n.signedIn(t, stranger)
	n.clock.pass(time.Second)
	n.refreshed(t, one)
	wantIDs(t, n.live(t, p.UID), one.ID, two.ID)

	for _, sid := range []string{foreign.ID, "", "no such", "%", "\x00", one.ID + " "} {
		wantError(t, n.EndSession(ctx, p.UID, sid, from), account.ErrNoSession)
	}
	n.wantEnded(t, "")
	must(t, n.EndSession(ctx, p.UID, two.ID, from))
	n.wantEnded(t, account.EndedByUser, two.ID)
	wantError(t, n.EndSession(ctx, p.UID, two.ID, from), account.ErrNoSession)
	wantIDs(t, n.live(t, p.UID), one.ID)

	three := n.signedIn(t, p)
	must(t, n.SignOutEverywhere(ctx, p.UID, from))
	n.wantEnded(t, account.EndedByUser, one.ID, three.ID)
	wantIDs(t, n.live(t, p.UID))
	wantIDs(t, n.live(t, stranger.UID), foreign.ID)
	must(t, n.SignOutEverywhere(ctx, p.UID, from)) // nothing left to end
	n.wantEvents(t, p.UID, account.EventSignedOutAll, account.EventSignedIn, account.EventSessionEnded, account.EventSignedIn, account.EventSignedIn, account.EventRegistered)
}
