package account_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

func TestS1EachUseOfARefreshTokenReturnsTheNext(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	first := n.signedIn(t, p)
	seen := map[string]bool{first.Refresh.ID: true}
	s := first
	for range 5 {
		n.clock.pass(time.Minute)
		r, err := n.Refresh(ctx, tokenOf(s), "key-2", account.By{Client: account.Client{Address: "198.51.100.1\n", Agent: "other"}})
		must(t, err)
		next := r.Session
		if seen[next.Refresh.ID] || r.Again {
			t.Fatal("the same token came again")
		}
		seen[next.Refresh.ID] = true
		want := first
		want.LastUsedAt, want.Address, want.Refresh = n.clock.Now(), "198.51.100.1 ", account.RefreshID{
			ID: next.Refresh.ID, IssuedAt: n.clock.Now(), ExpiresAt: n.clock.Now().Add(account.DefaultIdle), KeyID: "key-2",
		}
		st, err := n.store.LookAtSession(ctx, s.ID)
		must(t, err)
		if !sameSession(st.Session, want) {
			t.Fatalf("%+v, want %+v", st.Session, want)
		}
		want.CreatedAt, want.EndsAt, want.Agent = time.Time{}, time.Time{}, "" // what a refresh is not told
		if !sameSession(next, want) {
			t.Fatalf("%+v, want %+v", next, want)
		}
		if r.Person.UID != p.UID || r.Person.Username != p.Username || r.Person.Email != p.Email || r.Person.PasswordHash != "" {
			t.Errorf("person %+v", r.Person)
		}
		s = next
	}
}

func sameSession(a, b account.Session) bool {
	return a.ID == b.ID && a.UID == b.UID && a.CreatedAt.Equal(b.CreatedAt) && a.LastUsedAt.Equal(b.LastUsedAt) && a.EndsAt.Equal(b.EndsAt) &&
		a.Address == b.Address && a.Agent == b.Agent && a.Refresh.ID == b.Refresh.ID && a.Refresh.KeyID == b.Refresh.KeyID &&
		a.Refresh.IssuedAt.Equal(b.Refresh.IssuedAt) && a.Refresh.ExpiresAt.Equal(b.Refresh.ExpiresAt)
}

func TestS2ParallelRefreshesOnTwoNodesShareOneSuccessor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		s := nodes[0].signedIn(t, nodes[0].registered(t))
		for round := range 50 {
			var mu sync.Mutex
			successors := map[string]int{}
			firsts := 0
			var next account.Session
			together(20, func(i int) {
				r, err := nodes[i%2].Refresh(ctx, tokenOf(s), keyID, from)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Errorf("round %d: %v", round, err)
					return
				}
				successors[r.Session.Refresh.ID]++
				if !r.Again {
					firsts++
					next = r.Session
				}
			})
			if len(successors) != 1 || firsts != 1 || successors[next.Refresh.ID] != 20 {
				t.Fatalf("round %d: %d winners, successors %v", round, firsts, successors)
			}
			s = next
		}
	})
}

// reused is a session whose first token is older than the grace allows.
func reused(t *testing.T, n *node, p account.Person) (first, newest account.Session) {
	t.Helper()
	first = n.signedIn(t, p)
	newest = n.refreshed(t, n.refreshed(t, first))
	return first, newest
}

func TestS3AReusedTokenEndsItsSessionAndNoOther(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	other := n.signedIn(t, p)
	first, newest := reused(t, n, p)
	n.wantRefused(t, first, account.ErrTokenReused)
	n.wantEnded(t, account.EndedReuse, first.ID)
	n.wantRefused(t, newest, account.ErrSessionEnded)
	n.wantRefused(t, first, account.ErrSessionEnded)
	wantIDs(t, n.live(t, p.UID), other.ID)
	n.refreshed(t, other)
	n.wantEvents(t, p.UID, account.EventTokenReused, account.EventSignedIn, account.EventSignedIn, account.EventRegistered)

	events, err := n.store.ListEvents(ctx, p.UID, 1)
	must(t, err)
	if e := events[0]; e.SessionID != first.ID || e.Client != from.Client || e.RequestID != from.RequestID || !e.At.Equal(n.clock.Now()) {
		t.Errorf("event %+v", e)
	}
}

func TestS3AReuseThatRacesEndsTheSessionOnceWithEverythingMintedMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		for range 10 {
			p := nodes[0].registered(t)
			first, newest := reused(t, nodes[0], p)
			var mu sync.Mutex
			minted := []account.Session{newest}
			together(8, func(i int) {
				if i < 4 {
					if _, err := nodes[i%2].Refresh(ctx, tokenOf(first), keyID, from); !errors.Is(err, account.ErrTokenReused) && !errors.Is(err, account.ErrSessionEnded) {
						t.Errorf("a reused token: %v", err)
					}
					return
				}
				r, err := nodes[i%2].Refresh(ctx, tokenOf(newest), keyID, from)
				if err != nil && !errors.Is(err, account.ErrSessionEnded) {
					t.Error(err)
				}
				if err == nil {
					mu.Lock()
					defer mu.Unlock()
					minted = append(minted, r.Session)
				}
			})
			for _, s := range minted {
				nodes[0].wantRefused(t, s, account.ErrSessionEnded)
			}
			if ids := nodes[0].live(t, p.UID); len(ids) > 0 {
				t.Errorf("survivors %v", ids)
			}
			told := 0
			for _, n := range nodes {
				n.mu.Lock()
				for _, e := range n.events {
					if e.UID == p.UID && e.Kind == account.EventTokenReused {
						told++
					}
				}
				n.mu.Unlock()
			}
			events, err := nodes[0].store.ListEvents(ctx, p.UID, 100)
			if must(t, err); len(events) != 3 || events[0].Kind != account.EventTokenReused || told != 1 {
				t.Errorf("%d events are kept, reuse was told %d times", len(events), told)
			}
		}
	})
}

func TestS4TheTokenBeforeYieldsTheSameSuccessorWithinTheGrace(t *testing.T) {
	for _, test := range []struct {
		name  string
		grace time.Duration
		after time.Duration
		again bool
	}{
		{"at once", account.DefaultGrace, 0, true},
		{"within", account.DefaultGrace, 29 * time.Second, true},
		{"at its end", account.DefaultGrace, 30 * time.Second, true},
		{"just after", account.DefaultGrace, 30*time.Second + time.Microsecond, false},
		{"long after", account.DefaultGrace, time.Hour, false},
		{"strict", 0, 0, false},
		{"strict, later", 0, time.Microsecond, false},
		{"a clock behind that of the other node", account.DefaultGrace, -50 * time.Second, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := alone(t, func(c *account.Config) { c.Grace = test.grace })
			first := n.signedIn(t, n.registered(t))
			n.clock.pass(time.Minute)
			next := n.refreshed(t, first)
			n.clock.pass(test.after)
			if !test.again {
				n.wantRefused(t, first, account.ErrTokenReused)
				n.wantRefused(t, next, account.ErrSessionEnded)
				return
			}
			for range 3 {
				r, err := n.Refresh(ctx, tokenOf(first), "key-2", from)
				if must(t, err); !r.Again || r.Session.Refresh != next.Refresh || r.Person.UID != first.UID || r.Person.Email == "" {
					t.Errorf("%+v, want the successor %+v again", r, next)
				}
			}
			n.refreshed(t, next)
		})
	}
}

func TestS4TheGraceEndsWithTheUseOfTheSuccessor(t *testing.T) {
	n := alone(t)
	first := n.signedIn(t, n.registered(t))
	second := n.refreshed(t, first)
	third := n.refreshed(t, second)
	r, err := n.Refresh(ctx, tokenOf(second), keyID, from) // the parent of the newest
	if must(t, err); !r.Again || r.Session.Refresh != third.Refresh {
		t.Errorf("%+v, want %+v", r.Session.Refresh, third.Refresh)
	}
	n.wantRefused(t, first, account.ErrTokenReused) // its grandparent
	n.wantRefused(t, third, account.ErrSessionEnded)
}

func TestS7ASessionUnusedForItsIdleLifeIsOver(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	s := n.signedIn(t, p)
	n.clock.pass(account.DefaultIdle - time.Second)
	s = n.refreshed(t, s)
	n.clock.pass(account.DefaultIdle - time.Second)
	s = n.refreshed(t, s)
	wantIDs(t, n.live(t, p.UID), s.ID)
	n.clock.pass(account.DefaultIdle)
	wantIDs(t, n.live(t, p.UID))
	n.wantRefused(t, s, account.ErrSessionEnded)
	must(t, n.store.Purge(ctx, n.clock.Now().Add(time.Second)))
	n.wantRefused(t, s, account.ErrSessionEnded)
	n.wantEvents(t, p.UID, account.EventSignedIn, account.EventRegistered) // nobody stole anything
}

func TestS7ASessionEndsWhateverItsUse(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Idle, c.Life = 48*time.Hour, 100*time.Hour })
	p := n.registered(t)
	s := n.signedIn(t, p)
	end := n.clock.Now().Add(100 * time.Hour)
	for range 4 {
		n.clock.pass(24*time.Hour + 59*time.Minute)
		s = n.refreshed(t, s)
		st, err := n.store.LookAtSession(ctx, s.ID)
		must(t, err)
		if want := n.clock.Now().Add(48 * time.Hour); !st.Session.EndsAt.Equal(end) || want.Before(end) && !s.Refresh.ExpiresAt.Equal(want) || s.Refresh.ExpiresAt.After(end) {
			t.Fatalf("expires %v, ends %v, want %v", s.Refresh.ExpiresAt, st.Session.EndsAt, end)
		}
	}
	n.clock.pass(4 * time.Minute) // to the end
	n.wantRefused(t, s, account.ErrSessionEnded)
	wantIDs(t, n.live(t, p.UID))
}

func TestS8WhatWasRotatedStaysRotatedThroughARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		before := newNode(t, dsn)
		p := before.registered(t)
		first := before.signedIn(t, p)
		second := before.refreshed(t, first)
		third := before.refreshed(t, second)
		must(t, before.store.Close())

		after := newNode(t, dsn)
		r, err := after.Refresh(ctx, tokenOf(second), keyID, from)
		if must(t, err); !r.Again || r.Session.Refresh.ID != third.Refresh.ID {
			t.Errorf("%+v, want %+v again", r.Session.Refresh, third.Refresh)
		}
		fourth := after.refreshed(t, third)
		after.wantRefused(t, second, account.ErrTokenReused)
		after.wantRefused(t, fourth, account.ErrSessionEnded)
		must(t, after.store.Close())

		again := newNode(t, dsn)
		again.wantRefused(t, fourth, account.ErrSessionEnded)
		again.wantEnded(t, account.EndedReuse) // this node ended none
		kept, err := again.store.EndedSince(ctx, time.Time{})
		if must(t, err); len(kept) != 1 || kept[0].ID != first.ID {
			t.Errorf("ended sessions %+v", kept)
		}
	})
}

func TestS9ATokenOfAnotherSessionOrPersonHarmsNobody(t *testing.T) {
	n := alone(t)
	p, q := n.registered(t), n.registered(t)
	s, foreign := n.signedIn(t, p), n.signedIn(t, q)
	for _, token := range []account.RefreshToken{
		{},
		{ID: s.Refresh.ID, SessionID: s.ID, UID: q.UID},
		{ID: foreign.Refresh.ID, SessionID: s.ID, UID: q.UID},
		{ID: s.Refresh.ID, SessionID: s.ID[:35], UID: p.UID},
		{ID: s.Refresh.ID, SessionID: s.ID + "\x00", UID: p.UID},
		{ID: s.Refresh.ID, SessionID: "%", UID: p.UID},
		{ID: s.Refresh.ID, SessionID: s.ID},
		{ID: s.Refresh.ID, UID: p.UID},
	} {
		if _, err := n.Refresh(ctx, token, keyID, from); !errors.Is(err, account.ErrSessionEnded) {
			t.Errorf("%+v: %v", token, err)
		}
	}
	n.wantEnded(t, "")
	n.refreshed(t, s)
	n.refreshed(t, foreign)
}

func TestF1RefreshFailsClosedWithoutADatabase(t *testing.T) {
	n := alone(t)
	first, newest := reused(t, n, n.registered(t))
	must(t, n.store.Close())
	for _, s := range []account.Session{first, newest} {
		r, err := n.Refresh(ctx, tokenOf(s), keyID, from)
		if err == nil || errors.Is(err, account.ErrTokenReused) || errors.Is(err, account.ErrSessionEnded) {
			t.Errorf("%+v, %v", r, err)
		}
	}
	n.wantNothingTold(t)
}

func (n *node) wantNothingTold(t *testing.T) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.ended) > 0 {
		t.Errorf("told that %v ended", n.ended)
	}
}
