package account_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"spotter/account"
)

// shelf is where a log keeps: a store that can fail.
type shelf struct {
	account.Refusals

	mu    sync.Mutex
	kept  []account.Refusal
	sizes []int
	fault error
}

// AddRefusals implements account.Refusals.
func (s *shelf) AddRefusals(_ context.Context, list []account.Refusal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fault != nil {
		return s.fault
	}
	s.kept, s.sizes = append(s.kept, list...), append(s.sizes, len(list))
	return nil
}

func (s *shelf) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.kept)
}

func refusal(i int) account.Refusal {
	return account.Refusal{RequestID: fmt.Sprint(i), Credential: "password"}
}

// TestRefusalsWithoutACredentialAreKeptInPeaceAndCrowdOutNoOthers: to ask for a
// page without any token costs nobody anything.
func TestRefusalsWithoutACredentialAreKeptInPeaceAndCrowdOutNoOthers(t *testing.T) {
	s, clock := &shelf{}, &fakeClock{now: time.Now()}
	l := account.NewRefusalLog(account.RefusalLogConfig{Store: s, Now: clock.Now})
	flood := func(n int) {
		for range n {
			l.Add(account.Refusal{Reason: "no token"})
		}
		must(t, l.Flush(ctx))
	}
	if flood(10000); s.count() != 200 || l.Dropped() != 9800 {
		t.Errorf("%d kept and %d dropped of 10000 without a credential, want 200 and 9800", s.count(), l.Dropped())
	}
	for i := range 4000 {
		l.Add(refusal(i))
	}
	if must(t, l.Flush(ctx)); s.count() != 4200 {
		t.Errorf("%d of 4000 others kept", s.count()-200)
	}
	clock.pass(2 * time.Second)
	if flood(100); s.count() != 4210 {
		t.Errorf("%d kept after 2 more seconds, want 10", s.count()-4200)
	}
}

func TestAFloodOfRefusalsIsDroppedBeyondItsBoundAndCounted(t *testing.T) {
	s, clock := &shelf{}, &fakeClock{now: time.Now()}
	l := account.NewRefusalLog(account.RefusalLogConfig{Store: s, Now: clock.Now})
	for i := range 7000 {
		l.Add(refusal(i))
	}
	must(t, l.Flush(ctx))
	if s.count() != 5000 || l.Dropped() != 2000 {
		t.Errorf("%d kept and %d dropped of 7000 at once, want 5000 and 2000", s.count(), l.Dropped())
	}
	for _, n := range s.sizes {
		if n > 500 {
			t.Errorf("%d refusals in one statement", n)
		}
	}
	clock.pass(3 * time.Second)
	for i := range 1000 {
		l.Add(refusal(10000 + i))
	}
	must(t, l.Flush(ctx))
	if s.count() != 5300 {
		t.Errorf("%d kept after 3 more seconds, want 300 more", s.count()-5000)
	}
}

func TestRefusalsThatTheStoreDoesNotTakeAreCounted(t *testing.T) {
	down := errors.New("down")
	s := &shelf{fault: down}
	l := account.NewRefusalLog(account.RefusalLogConfig{Store: s})
	for i := range 700 {
		l.Add(refusal(i))
	}
	if err := l.Flush(ctx); !errors.Is(err, down) || l.Dropped() != 700 {
		t.Errorf("error %v, %d dropped", err, l.Dropped())
	}
	s.fault = nil
	l.Add(refusal(1))
	if must(t, l.Flush(ctx)); s.count() != 1 {
		t.Error("nothing is kept when the store is back")
	}
}

func TestRefusalsAreWrittenSoonAndTheLastOnesAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		told := []uint64{}
		l := account.NewRefusalLog(account.RefusalLogConfig{Store: s, OnDropped: func(n uint64, _ error) { told = append(told, n) }})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { l.Run(ctx); close(done) }()
		l.Add(refusal(1))
		time.Sleep(time.Second)
		synctest.Wait()
		if s.count() != 1 {
			t.Error("after a second the refusal is not written")
		}
		for i := range 6000 {
			l.Add(refusal(i))
		}
		time.Sleep(time.Second)
		l.Add(refusal(2))
		stop()
		<-done
		if n := len(s.kept); s.kept[n-1].RequestID != "2" {
			t.Error("the last refusal before the end is not written")
		}
		if len(told) != 1 || told[0] != l.Dropped() || told[0] < 900 {
			t.Errorf("told of %v dropped, want %d once", told, l.Dropped())
		}
	})
}

func TestRefusalsAreKeptInBoundsAndInOneLine(t *testing.T) {
	long := strings.Repeat("ä", 400)
	r := account.Refusal{
		RequestID: "a\x00b", Address: "1\n2", Reason: "why\r\n\x1b[2J\u202e\xff" + long, UID: long, SessionID: long, TokenID: long, KeyID: long,
	}.Clean()
	if len(r.Reason) > 500 || len(r.UID) > 100 || len(r.SessionID) > 100 || len(r.TokenID) > 100 || len(r.KeyID) > 100 {
		t.Errorf("too long: %+v", r)
	}
	for _, text := range []string{r.RequestID, r.Address, r.Reason} {
		if strings.ContainsAny(text, "\x00\n\r\x1b\u202e") || !utf8.ValidString(text) || !strings.Contains(text, " ") {
			t.Errorf("%q", text)
		}
	}
}

// whyOf is the reason that the operator is told.
func whyOf(t *testing.T, err error) account.RefusedError {
	t.Helper()
	var why *account.RefusedError
	if !errors.As(err, &why) {
		t.Fatalf("%v has no reason", err)
	}
	if strings.Contains(err.Error(), why.Why) {
		t.Errorf("the text %q tells the reason", err)
	}
	return *why
}

func TestTheOperatorIsToldWhyALogInFailed(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	try := func(login, password, why, uid string) {
		t.Helper()
		_, err := n.SignIn(ctx, login, password, keyID, from)
		wantError(t, err, account.ErrWrongCredentials)
		if got := whyOf(t, err); got.Why != why || got.UID != uid {
			t.Errorf("%q of %q, want %q of %q", got.Why, got.UID, why, uid)
		}
	}
	try("nobody", password, "nobody has that username or e-mail address", "")
	try("no login\x00", password, "nobody has that username or e-mail address", "")
	try(string(p.Username), "a wrong horse", "the password is wrong", p.UID)
	must(t, n.Disable(ctx, p.UID))
	try(string(p.Username), password, "the account is disabled; the password was right", p.UID)
	try(string(p.Username), "a wrong horse", "the password is wrong, and the account is disabled", p.UID)
}

// TestL3TheOperatorIsToldWhichLimitRefused and of which account, where one is
// known; the wait is told to all.
func TestL3TheOperatorIsToldWhichLimitRefused(t *testing.T) {
	one := account.Rate{Count: 1, Period: time.Minute}
	strict := account.Limits{Login: one, Address: account.Rate{Count: 2, Period: time.Minute}, Register: account.Rate{Count: 1, Period: time.Hour, Burst: 1}, RefreshFailure: one, Refresh: one}
	n := alone(t, func(c *account.Config) { c.Limits = strict })
	p := n.registered(t)
	refused := func(uid, why string, again func() error) {
		t.Helper()
		for range 10 {
			err := again()
			if !errors.Is(err, account.ErrThrottled) {
				continue
			}
			throttled(t, err)
			if got := whyOf(t, err); got.UID != uid || !strings.HasPrefix(got.Why, why) {
				t.Errorf("%q of %q, want %q of %q", got.Why, got.UID, why, uid)
			}
			return
		}
		t.Errorf("never refused: %s", why)
	}
	guess := func(login string, by account.By) func() error {
		return func() error { return n.guess(login, by) }
	}
	limit := "; the limit is SPOTTER_LOGIN_RATE=1/1m"
	strangers := ", from devices that are not known as its owner's" + limit
	refused(p.UID, "too many wrong passwords for this account"+strangers, guess(string(p.Username), from))
	refused("", "too many wrong passwords for a login that nobody has"+strangers, guess("nobody", from))
	refused(p.UID, "too many wrong passwords on this known device of the account"+limit, guess(string(p.Username), owned(p.UID, "phone")))
	device := 0
	refused(p.UID, "too many wrong passwords on all known devices of the account together"+limit, func() error {
		device++
		return n.guess(string(p.Username), owned(p.UID, fmt.Sprint(device)))
	})
	other := 0
	refused("", "log-ins failed for too many accounts from this address; the limit is SPOTTER_ADDRESS_RATE=2/1m", func() error {
		other++
		return n.guess(fmt.Sprint("nobody", other), at("198.51.100.7"))
	})
	refused(p.UID, "log-ins failed for too many accounts from the IPv6 network (/64) of this address;", func() error {
		other++
		if err := n.guess(fmt.Sprint("nobody", other), at("2001:db8::1")); !errors.Is(err, account.ErrThrottled) {
			return err
		}
		n.clock.pass(5 * time.Second) // the account's delay is over, not the address's
		return n.guess(string(p.Username), at("2001:db8::2"))
	})
	refused("", "too many registrations from this address; the limit is SPOTTER_REGISTER_RATE=1/1h+1", func() error {
		_, err := n.Register(ctx, application(fmt.Sprint("new", other)), from)
		return err
	})
	refused("", "too many refreshes failed from this address; the limit is SPOTTER_REFRESH_FAILURE_RATE=1/1m", func() error { return n.RefreshFailed(ctx, from) })
	s := n.signedIn(t, p)
	refused(p.UID, "this session refreshes too often; the limit is SPOTTER_REFRESH_RATE=1/1m", func() error {
		r, err := n.Refresh(ctx, tokenOf(s), keyID, from)
		if err == nil {
			s = r.Session
		}
		return err
	})
}

func TestTheOperatorIsToldWhenARefreshTokenWasFirstUsed(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	first := n.signedIn(t, p)
	_, err := n.Refresh(ctx, tokenOf(first), keyID, from)
	must(t, err)
	n.clock.pass(42 * time.Second)
	_, err = n.Refresh(ctx, tokenOf(first), keyID, from)
	wantError(t, err, account.ErrTokenReused)
	if why := whyOf(t, err); why.UID != p.UID || why.SessionID != first.ID ||
		!strings.HasSuffix(why.Why, "UTC, 42s before, which is 12s past the grace of 30s") {
		t.Errorf("%+v", why)
	}
}

func TestTheFateOfASessionNamesWhatEndedIt(t *testing.T) {
	by := func(id string) account.By { return account.By{Client: from.Client, RequestID: id} }
	for reason, c := range map[string]struct {
		end   func(n *node, s account.Session) error
		cause account.EventKind
	}{
		account.EndedLogout: {func(n *node, s account.Session) error { return n.SignOut(ctx, s.UID, s.ID, by("it")) }, account.EventSignedOut},
		account.EndedByUser: {func(n *node, s account.Session) error { return n.SignOutEverywhere(ctx, s.UID, by("it")) }, account.EventSignedOutAll},
		account.EndedPassword: {func(n *node, s account.Session) error {
			return n.ChangePassword(ctx, s.UID, password, "another horse to ride", "", by("it"))
		}, account.EventPasswordChanged},
		account.EndedDisabled: {func(n *node, s account.Session) error { return n.Disable(ctx, s.UID) }, account.EventDisabled},
	} {
		t.Run(reason, func(t *testing.T) {
			n := alone(t)
			p := n.registered(t)
			s := n.signedIn(t, p)
			f, err := n.Fate(ctx, p.UID, s.ID)
			if must(t, err); !f.Live(n.clock.Now()) || f.End.Reason != "" {
				t.Errorf("before: %+v", f)
			}
			must(t, c.end(n, s))
			f, err = n.Fate(ctx, p.UID, s.ID)
			if must(t, err); f.Live(n.clock.Now()) || f.End.Reason != reason || f.Cause.Kind != c.cause {
				t.Errorf("after: %+v", f)
			}
			if f.Cause.RequestID != "it" && reason != account.EndedDisabled {
				t.Errorf("the request that ended it is not named: %+v", f.Cause)
			}
			if f, err = n.Fate(ctx, p.UID, "another"); err != nil || f.Session.ID != "" || f.End.Reason != "" {
				t.Errorf("of a session that never was: %+v, %v", f, err)
			}
		})
	}
}
