package account_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

// fakeClock stands still until it is moved.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// node is the accounts of one process on a database, and what it has been told.
type node struct {
	*account.Accounts
	clock *fakeClock
	store *store.Store

	mu     sync.Mutex
	ended  []account.Ended
	events []account.Event
}

const keyID = "key-1"

// generous is for tests that are not about limits.
var generous = account.Limits{
	Login: account.Rate{Count: 60, Period: time.Second}, Address: account.Unlimited, Register: account.Unlimited,
	RefreshFailure: account.Unlimited, Refresh: account.Unlimited,
}

var (
	ctx  = context.Background()
	from = account.By{Client: account.Client{Address: "192.0.2.7", Agent: "curl/8.5.0"}, RequestID: "request-1"}
)

// newNode opens the database. The rules are the defaults, with cheap hashes, no
// limits that a test would meet and a clock that stands still, unless change says
// otherwise.
func newNode(t *testing.T, dsn string, change ...func(*account.Config)) *node {
	t.Helper()
	s, err := store.Open(storetest.Patient(t.Context()), dsn)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	n := &node{store: s, clock: &fakeClock{now: time.Now().Truncate(time.Second)}}
	c := account.Config{
		Store: s, Hasher: account.NewCheapHasher(account.HasherConfig{}), Access: 30 * time.Minute, Grace: account.DefaultGrace,
		Limits: generous, Now: n.clock.Now,
		OnEnded: func(list []account.Ended) {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.ended = append(n.ended, list...)
		},
		OnEvent: func(e account.Event) {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.events = append(n.events, e)
		},
	}
	for _, do := range change {
		do(&c)
	}
	n.Accounts = account.New(c)
	return n
}

// migrated is a database with the tables of today, which every test gets a copy of.
var migrated = storetest.Template{Open: func(path string) (io.Closer, error) {
	return store.Open(storetest.Patient(context.Background()), path)
}}

// alone is a node on a SQLite file of its own.
func alone(t *testing.T, change ...func(*account.Config)) *node {
	t.Helper()
	return newNode(t, migrated.SQLite(t), change...)
}

const password = "correct horse battery staple"

var people atomic.Int64

// registered returns a new person whose password is password.
func (n *node) registered(t *testing.T) account.Person {
	t.Helper()
	name := fmt.Sprintf("person%d", people.Add(1))
	p, err := n.Register(ctx, account.Application{Username: name, Email: name + "@example.com", Password: password}, from)
	must(t, err)
	return p
}

// signedIn returns a new session of the person.
func (n *node) signedIn(t *testing.T, p account.Person) account.Session {
	t.Helper()
	in, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
	must(t, err)
	return in.Session
}

// tokenOf is the refresh token that counts in s.
func tokenOf(s account.Session) account.RefreshToken {
	return account.RefreshToken{ID: s.Refresh.ID, SessionID: s.ID, UID: s.UID}
}

// refreshed uses the refresh token that counts in s.
func (n *node) refreshed(t *testing.T, s account.Session) account.Session {
	t.Helper()
	r, err := n.Refresh(ctx, tokenOf(s), keyID, from)
	must(t, err)
	if r.Again {
		t.Error("the current token was taken for its predecessor")
	}
	return r.Session
}

// wantRefused wants the token that counted in s to be refused with this error.
func (n *node) wantRefused(t *testing.T, s account.Session, want error) {
	t.Helper()
	r, err := n.Refresh(ctx, tokenOf(s), keyID, from)
	if !errors.Is(err, want) || r.Session.ID != "" {
		t.Errorf("refresh: %+v, %v, want %v", r.Session, err, want)
	}
}

// wantEnded wants exactly these sessions to have ended since the last call, for
// this reason: this node was told, and every other is when it asks.
func (n *node) wantEnded(t *testing.T, reason string, want ...string) {
	t.Helper()
	n.mu.Lock()
	told := n.ended
	n.ended = nil
	n.mu.Unlock()
	var ids []string
	for _, e := range told {
		ids = append(ids, e.ID)
		if e.Reason != reason || !e.At.Equal(n.clock.Now()) || e.Until.Sub(e.At) < 30*time.Minute {
			t.Errorf("ended %+v, want for %s at %v", e, reason, n.clock.Now())
		}
	}
	slices.Sort(ids)
	slices.Sort(want)
	if !slices.Equal(ids, want) {
		t.Errorf("ended %v, want %v", ids, want)
	}
	kept, err := n.store.EndedSince(ctx, time.Time{})
	must(t, err)
	for _, id := range want {
		found := false
		for _, e := range kept {
			found = found || e.ID == id && e.Reason == reason
		}
		if !found {
			t.Errorf("nobody else is told that %s has ended", id)
		}
	}
}

// wantEvents wants these events to be kept of the person, the latest first, and
// to have been told.
func (n *node) wantEvents(t *testing.T, uid string, want ...account.EventKind) {
	t.Helper()
	events, err := n.store.ListEvents(ctx, uid, 100)
	must(t, err)
	var kinds []account.EventKind
	for _, e := range events {
		kinds = append(kinds, e.Kind)
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("events %v, want %v", kinds, want)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	var told []account.EventKind
	for _, e := range slices.Backward(n.events) {
		if e.UID == uid && e.Kind != account.EventRefreshed {
			told = append(told, e.Kind)
		}
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

// live returns the ids of the person's sessions.
func (n *node) live(t *testing.T, uid string) []string {
	t.Helper()
	list, err := n.ListSessions(ctx, uid)
	must(t, err)
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

func wantIDs(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

// together does n things at the same time and returns when all are done.
func together(n int, do func(i int)) {
	var group sync.WaitGroup
	gate := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-gate
			do(i)
		})
	}
	close(gate)
	group.Wait()
}
