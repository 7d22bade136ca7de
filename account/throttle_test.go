package account_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// byDefault gives a node the limits that it has when nobody sets them.
func byDefault(c *account.Config) { c.Limits = account.Limits{} }

// guess tries a wrong password.
func (n *node) guess(login string, by account.By) error {
	_, err := n.SignIn(ctx, login, "a guess", keyID, by)
	return err
}

// exhaust guesses until the counter of the login refuses.
func (n *node) exhaust(t *testing.T, login string) {
	t.Helper()
	for range 60 {
		if err := n.guess(login, from); errors.Is(err, account.ErrThrottled) {
			return
		}
	}
	t.Fatal("nothing is refused after 60 guesses")
}

// throttled returns how long to wait, and fails the test when the error is another.
func throttled(t *testing.T, err error) time.Duration {
	t.Helper()
	var e *account.ThrottledError
	if !errors.As(err, &e) || !errors.Is(err, account.ErrThrottled) {
		t.Fatalf("error %v, want %v", err, account.ErrThrottled)
	}
	if e.RetryAfter < time.Second || e.RetryAfter%time.Second != 0 {
		t.Errorf("come again in %v: not in whole seconds", e.RetryAfter)
	}
	return e.RetryAfter
}

// owned is a call from a device that its owner has used before.
func owned(uid, device string) account.By {
	by := from
	by.Device = func(of string) string {
		if of == uid {
			return device
		}
		return ""
	}
	return by
}

// at is a call from an address.
func at(address string) account.By {
	by := from
	by.Client.Address = address
	return by
}

func TestL3DelaysStartAfterTenWrongPasswordsAndGrow(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	for range 10 {
		wantError(t, n.guess(string(p.Username), from), account.ErrWrongCredentials)
	}
	for _, want := range []time.Duration{5 * time.Second, 10 * time.Second, 20 * time.Second} {
		if wait := throttled(t, n.guess(string(p.Username), from)); wait != want {
			t.Errorf("the wait is %v, want %v", wait, want)
		}
		n.clock.pass(want - time.Second)
		if wait := throttled(t, n.guess(string(p.Username), from)); wait != time.Second {
			t.Errorf("a second before its end the wait is %v", wait)
		}
		_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
		throttled(t, err) // a right one is not evaluated either
		n.clock.pass(time.Second)
		wantError(t, n.guess(string(p.Username), from), account.ErrWrongCredentials)
	}
	n.clock.pass(24 * time.Hour)
	n.signedIn(t, p)
}

// TestL3AtMostAHundredFailuresAreEvaluatedAnHour whoever guesses as fast as he is
// let, and whatever the rate.
func TestL3AtMostAHundredFailuresAreEvaluatedAnHour(t *testing.T) {
	for _, text := range []string{"1/m", "10/m", "60/m", "60/s", "1/s", "60/h", "10/h", "3/h", "1/h"} {
		t.Run(strings.ReplaceAll(text, "/", " per "), func(t *testing.T) {
			r, err := account.ParseRate(text)
			must(t, err)
			n := alone(t, func(c *account.Config) { c.Limits = account.Limits{Login: r} })
			p := n.registered(t)
			end := n.clock.Now().Add(3 * time.Hour)
			var evaluated []time.Time
			for n.clock.Now().Before(end) {
				err := n.guess(string(p.Username), from)
				if errors.Is(err, account.ErrWrongCredentials) {
					evaluated = append(evaluated, n.clock.Now())
					continue
				}
				n.clock.pass(throttled(t, err))
			}
			most := 0
			for i, begin := range evaluated {
				within := 0
				for _, e := range evaluated[i:] {
					if e.Before(begin.Add(time.Hour)) {
						within++
					}
				}
				most = max(most, within)
			}
			t.Logf("%d in three hours, at most %d in one", len(evaluated), most)
			if most > 100 || most < r.Count {
				t.Errorf("%d were evaluated within an hour", most)
			}
		})
	}
}

// TestL3AllKnownDevicesTogetherStayBelowAHundredFailuresAnHour however many there
// are: each guess here comes from another.
func TestL3AllKnownDevicesTogetherStayBelowAHundredFailuresAnHour(t *testing.T) {
	for _, text := range []string{"10/m", "60/m", "60/s", "1/s", "1/h"} {
		t.Run(strings.ReplaceAll(text, "/", " per "), func(t *testing.T) {
			r, err := account.ParseRate(text)
			must(t, err)
			n := alone(t, func(c *account.Config) { c.Limits = account.Limits{Login: r} })
			p := n.registered(t)
			end := n.clock.Now().Add(time.Hour)
			evaluated := 0
			for i := 0; n.clock.Now().Before(end); i++ {
				err := n.guess(string(p.Username), owned(p.UID, fmt.Sprint("device ", i)))
				if errors.Is(err, account.ErrWrongCredentials) {
					evaluated++
					continue
				}
				n.clock.pass(throttled(t, err))
			}
			if evaluated > 90 || evaluated < r.Count {
				t.Errorf("%d were evaluated within an hour", evaluated)
			}
			wantError(t, n.guess(string(p.Username), from), account.ErrWrongCredentials) // strangers count apart
			if refused := n.ThrottleStats().Refused; refused[account.RuleDevices] == 0 {
				t.Errorf("refused %v", refused)
			}
			n.clock.pass(24 * time.Hour)
			for range 70 { // right ones are not counted
				_, err := n.SignIn(ctx, string(p.Username), password, keyID, owned(p.UID, "phone"))
				must(t, err)
			}
		})
	}
}

// TestL1ADeviceIsAskedForAnUnknownLoginToo so that its token takes as long to look
// at.
func TestL1ADeviceIsAskedForAnUnknownLoginToo(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	for _, login := range []string{string(p.Username), "nobody"} {
		asked := 0
		by := from
		by.Device = func(string) string { asked++; return "" }
		wantError(t, n.guess(login, by), account.ErrWrongCredentials)
		if asked != 1 {
			t.Errorf("%s: the device is asked for %d times", login, asked)
		}
	}
}

func TestL4OneCounterForAllDoorsAndSpellings(t *testing.T) {
	n := alone(t, byDefault)
	f := application("Ann_throttled")
	p, err := n.Register(ctx, f, from)
	must(t, err)
	logins := []string{"Ann_throttled", "ANN_THROTTLED", string(p.Email), strings.ToUpper(string(p.Email))}
	for i := range 10 {
		switch i % 3 {
		case 0:
			wantError(t, n.guess(logins[i%len(logins)], from), account.ErrWrongCredentials)
		case 1:
			wantError(t, n.ChangePassword(ctx, p.UID, "a guess", better, "", from), account.ErrWrongPassword)
		case 2:
			wantError(t, n.Delete(ctx, p.UID, "a guess", from), account.ErrWrongPassword)
		}
	}
	for _, login := range logins {
		throttled(t, n.guess(login, from))
	}
	throttled(t, n.ChangePassword(ctx, p.UID, password, better, "", from))
	throttled(t, n.Delete(ctx, p.UID, password, from))
}

// TestL4OwnSuccessIsNotCountedAndClearsNothing for others.
func TestL4OwnSuccessIsNotCountedAndClearsNothing(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	for range 9 {
		wantError(t, n.guess(string(p.Username), from), account.ErrWrongCredentials)
	}
	for range 15 {
		n.signedIn(t, p) // each could be the tenth attempt, and causes no delay
	}
	must(t, n.ChangePassword(ctx, p.UID, password, better, "", from))
	wantError(t, n.guess(string(p.Username), from), account.ErrWrongCredentials)
	throttled(t, n.guess(string(p.Username), from))
}

func TestL7AStrangerCannotLockTheOwnerOut(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	n.exhaust(t, string(p.Username))
	owner := owned(p.UID, "phone")
	for range 15 {
		_, err := n.SignIn(ctx, string(p.Email), password, keyID, owner)
		must(t, err)
	}
	must(t, n.ChangePassword(ctx, p.UID, password, better, "", owner))
	throttled(t, n.guess(string(p.Username), owned("another", "phone"))) // the device of somebody else

	for range 10 { // a known device has a counter of its own
		wantError(t, n.guess(string(p.Username), owner), account.ErrWrongCredentials)
	}
	throttled(t, n.guess(string(p.Username), owner))
	_, err := n.SignIn(ctx, string(p.Username), better, keyID, owned(p.UID, "laptop"))
	must(t, err)
	must(t, n.Delete(ctx, p.UID, better, owned(p.UID, "laptop")))
}

// TestL1UnknownLoginsAreThrottledAlike in all that a caller or the store sees.
func TestL1UnknownLoginsAreThrottledAlike(t *testing.T) {
	n := alone(t, byDefault)
	p, disabled := n.registered(t), n.registered(t)
	must(t, n.Disable(ctx, disabled.UID))
	for _, login := range []string{string(p.Username), string(disabled.Username), "nobody", "nobody@example.com", "no such \x00 name", "' OR 1=1 --"} {
		for i := range 10 {
			if i%2 == 1 {
				login = strings.ToUpper(login)
			}
			wantError(t, n.guess(login, from), account.ErrWrongCredentials)
		}
		if wait := throttled(t, n.guess(login, from)); wait != 5*time.Second {
			t.Errorf("%q: the wait is %v", login, wait)
		}
	}
}

// TestL3WhatWasNotEvaluatedIsNotCounted: too busy, or a new password that is
// refused after the right one.
func TestL3WhatWasNotEvaluatedIsNotCounted(t *testing.T) {
	gate := make(chan struct{})
	hasher := account.NewPacedHasher(account.HasherConfig{Slots: 1, Queue: 1}, func() time.Duration { <-gate; return 0 })
	n := alone(t, byDefault, func(c *account.Config) { c.Hasher = hasher })
	answers := make(chan error)
	for range 2 { // one is computed, one waits
		go func() { answers <- n.guess("nobody", from) }()
	}
	for hasher.Stats().Running+hasher.Stats().Waiting < 2 {
		time.Sleep(time.Millisecond)
	}
	for range 15 {
		wantError(t, n.guess("nobody", from), account.ErrBusy)
	}
	close(gate)
	for range 2 {
		wantError(t, <-answers, account.ErrWrongCredentials)
	}
	for range 8 {
		wantError(t, n.guess("nobody", from), account.ErrWrongCredentials)
	}
	throttled(t, n.guess("nobody", from))

	n = alone(t, byDefault)
	p := n.registered(t)
	for range 15 {
		var field *account.FieldError
		if err := n.ChangePassword(ctx, p.UID, password, "short", "", from); !errors.As(err, &field) {
			t.Fatal(err)
		}
	}
}

// TestL3ParallelGuessesDoNotPassTogether on two nodes, by all doors.
func TestL3ParallelGuessesDoNotPassTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := [2]*node{newNode(t, dsn, byDefault), newNode(t, dsn, byDefault)}
		p := nodes[0].registered(t)
		var evaluated atomic.Int64
		together(60, func(i int) {
			n := nodes[i%2]
			var err error
			switch i / 2 % 3 {
			case 0:
				err = n.guess(strings.ToUpper(string(p.Username)), from)
			case 1:
				err = n.guess(string(p.Email), from)
			case 2:
				err = n.Delete(ctx, p.UID, "a guess", from)
			}
			switch {
			case errors.Is(err, account.ErrWrongCredentials), errors.Is(err, account.ErrWrongPassword):
				evaluated.Add(1)
			case !errors.Is(err, account.ErrThrottled):
				t.Error(err)
			}
		})
		if evaluated.Load() != 10 {
			t.Errorf("%d guesses were evaluated, want 10", evaluated.Load())
		}
	})
}

func TestL3CountersSurviveARestart(t *testing.T) {
	dsn := migrated.SQLite(t)
	n := newNode(t, dsn, byDefault)
	p := n.registered(t)
	n.exhaust(t, string(p.Username))
	must(t, n.store.Close())
	again := newNode(t, dsn, byDefault)
	throttled(t, again.guess(string(p.Username), from))
}

// TestL3OwnerSeesThatSomebodyGuesses: one event for a series.
func TestL3OwnerSeesThatSomebodyGuesses(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	seen := func() (times int) {
		record, err := n.Export(ctx, p.UID)
		must(t, err)
		for _, e := range record.Events {
			if e.Kind == account.EventThrottled {
				times++
				if e.Client != from.Client || e.RequestID != from.RequestID {
					t.Errorf("event %+v", e)
				}
			}
		}
		return times
	}
	n.exhaust(t, string(p.Username))
	for range 20 {
		n.clock.pass(4 * time.Second)
		_ = n.guess(string(p.Username), from)
	}
	if seen() != 1 {
		t.Errorf("%d events of one series", seen())
	}
	n.clock.pass(24 * time.Hour)
	n.exhaust(t, string(p.Username))
	if seen() != 2 {
		t.Errorf("%d events of two series", seen())
	}
}

// TestL6SprayingIsRefused: one guess at each of many accounts. A known device
// and another address pass.
func TestL6SprayingIsRefused(t *testing.T) {
	n := alone(t, byDefault)
	p, tried := n.registered(t), n.registered(t)
	for range 5 {
		wantError(t, n.guess(string(tried.Username), from), account.ErrWrongCredentials) // counts once
	}
	for i := range 59 {
		wantError(t, n.guess(fmt.Sprintf("nobody%d", i), from), account.ErrWrongCredentials)
	}
	wait := throttled(t, n.guess("nobody", from))
	if wait != 10*time.Second {
		t.Errorf("the wait is %v", wait)
	}
	_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
	throttled(t, err)
	_, err = n.SignIn(ctx, string(p.Username), password, keyID, owned(p.UID, "phone"))
	must(t, err)
	_, err = n.SignIn(ctx, string(p.Username), password, keyID, at("198.51.100.1"))
	must(t, err)
	n.clock.pass(wait)
	wantError(t, n.guess("nobody", from), account.ErrWrongCredentials)
	throttled(t, n.guess("nobody60", from))
	if refused := n.ThrottleStats().Refused; refused[account.RuleAddress] != 3 || refused[account.RuleAccount] != 0 {
		t.Errorf("refused %v", refused)
	}
}

func TestL6LogInsThatSucceedAreNotCounted(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Limits = account.Limits{Register: account.Unlimited} })
	var crowd []account.Person
	for range 70 {
		crowd = append(crowd, n.registered(t))
	}
	for _, p := range crowd {
		n.signedIn(t, p)
	}
	wantError(t, n.guess("nobody", from), account.ErrWrongCredentials)
}

// TestL6AnIPv6CustomerIsOneAddress however many of its addresses are used.
func TestL6AnIPv6CustomerIsOneAddress(t *testing.T) {
	n := alone(t, byDefault)
	for i := range 60 {
		wantError(t, n.guess(fmt.Sprintf("nobody%d", i), at(fmt.Sprintf("2001:db8:1:2:%x::%x", i+1, i))), account.ErrWrongCredentials)
	}
	throttled(t, n.guess("nobody", at("2001:db8:1:2:ffff::1")))
	wantError(t, n.guess("nobody", at("2001:db8:1:3::1")), account.ErrWrongCredentials)
	for i := range 60 {
		wantError(t, n.guess(fmt.Sprintf("nobody%d", i), at("192.0.2.99")), account.ErrWrongCredentials)
	}
	throttled(t, n.guess("nobody", at("::ffff:192.0.2.99"))) // IPv4 in either spelling
}

// TestL8RegistrationsAreThrottled once they could be looked up: so nobody finds
// out who has an account by trying all.
func TestL8RegistrationsAreThrottled(t *testing.T) {
	n := alone(t, byDefault)
	taken := n.registered(t)
	register := func(name string, by account.By) error {
		_, err := n.Register(ctx, account.Application{Username: name, Email: name + "@example.com", Password: password}, by)
		return err
	}
	for range 50 {
		var field *account.FieldError
		if err := register("a b", from); !errors.As(err, &field) {
			t.Fatal(err)
		}
	}
	for i := range 39 {
		if i%2 == 0 {
			wantError(t, register(string(taken.Username), from), account.ErrUsernameTaken)
			continue
		}
		must(t, register(fmt.Sprintf("member%d", i), from))
	}
	if wait := throttled(t, register("late", from)); wait != 2*time.Minute {
		t.Errorf("the wait is %v", wait)
	}
	throttled(t, register(string(taken.Username), from))
	must(t, register("elsewhere", at("198.51.100.1")))
	_, err := n.Add(ctx, account.Application{Username: "added", Email: "added@example.com", Password: password}, from)
	must(t, err) // the operator
	n.clock.pass(2 * time.Minute)
	must(t, register("late", from))
	throttled(t, register("later", from))
}

// TestL8RefreshesThatFailAreThrottled by address; the count is the store's, and
// the node remembers who is blocked.
func TestL8RefreshesThatFailAreThrottled(t *testing.T) {
	n := alone(t, byDefault)
	for range 60 {
		must(t, n.RefreshFailed(ctx, from))
	}
	if wait := throttled(t, n.RefreshFailed(ctx, from)); wait != time.Second {
		t.Errorf("the wait is %v", wait)
	}
	must(t, n.RefreshFailed(ctx, at("198.51.100.1")))
	n.clock.pass(time.Second)
	must(t, n.RefreshFailed(ctx, from))
	throttled(t, n.RefreshFailed(ctx, from))
	must(t, n.store.Close())
	throttled(t, n.RefreshFailed(ctx, from))           // it is remembered
	must(t, n.RefreshFailed(ctx, at("198.51.100.99"))) // and without the store the refresh is refused by itself
}

// TestL8RefreshesOfASessionAreThrottledAndConsumeNothing, those that get the same
// successor included.
func TestL8RefreshesOfASessionAreThrottledAndConsumeNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n := newNode(t, dsn, func(c *account.Config) {
			c.Limits = account.Limits{Refresh: account.Rate{Count: 20, Period: time.Minute}}
		})
		p := n.registered(t)
		s, other := n.signedIn(t, p), n.signedIn(t, p)
		for range 15 {
			s = n.refreshed(t, s)
		}
		old := s
		s = n.refreshed(t, s)
		for range 4 {
			r, err := n.Refresh(ctx, tokenOf(old), keyID, from)
			if err != nil || !r.Again {
				t.Fatalf("%+v, %v", r, err)
			}
		}
		for range 3 {
			_, err := n.Refresh(ctx, tokenOf(s), keyID, from)
			if wait := throttled(t, err); wait != 3*time.Second {
				t.Errorf("the wait is %v", wait)
			}
			_, err = n.Refresh(ctx, tokenOf(old), keyID, from)
			throttled(t, err)
		}
		n.refreshed(t, other)
		n.clock.pass(3 * time.Second)
		next := n.refreshed(t, s)
		_, err := n.Refresh(ctx, tokenOf(next), keyID, from)
		throttled(t, err)
		n.wantRefused(t, old, account.ErrTokenReused) // theft ends the session, throttled or not
		if got := n.ThrottleStats().Refused[account.RuleRefresh]; got != 7 {
			t.Errorf("%d refusals are counted", got)
		}
	})
}

// TestAnAddressThatNearlyEverybodyComesFromIsTakenForAProxy: its limits are ten
// times as wide, and somebody is told.
func TestAnAddressThatNearlyEverybodyComesFromIsTakenForAProxy(t *testing.T) {
	var told []account.Crowd
	n := alone(t, func(c *account.Config) {
		c.Limits = account.Limits{Register: account.Unlimited, Address: account.Rate{Count: 3, Period: 10 * time.Minute}}
		c.OnShared = func(crowd account.Crowd) { told = append(told, crowd) }
	})
	spray := func(times int, by account.By) (evaluated int) {
		for range times {
			name := fmt.Sprintf("nobody%d", people.Add(1))
			if err := n.guess(name, by); err == nil || !errors.Is(err, account.ErrThrottled) {
				wantError(t, err, account.ErrWrongCredentials)
				evaluated++
			}
		}
		return evaluated
	}
	for range 49 {
		n.signedIn(t, n.registered(t))
	}
	if got := spray(6, from); got != 3 || len(told) != 0 || n.ThrottleStats().Shared {
		t.Errorf("%d of 6 were evaluated for an address of 49 people, told %v", got, told)
	}
	last := n.registered(t)
	_, err := n.SignIn(ctx, string(last.Username), password, keyID, owned(last.UID, "phone"))
	must(t, err)
	if got := spray(2, from); got != 0 {
		t.Error("what was seen is not remembered for ten seconds")
	}
	n.clock.pass(10 * time.Second)
	if got := spray(35, from); got != 30 || !n.ThrottleStats().Shared {
		t.Errorf("%d of 35 were evaluated", got)
	}
	want := account.Crowd{Address: from.Client.Address, People: 50, All: 50}
	if len(told) != 1 || told[0] != want {
		t.Errorf("told %+v", told)
	}
	if got := spray(6, at("198.51.100.1")); got != 3 {
		t.Errorf("%d of 6 were evaluated for another address", got)
	}
	for range 6 { // 50 of 56 is less than nine of ten
		p := n.registered(t)
		_, err := n.SignIn(ctx, string(p.Username), password, keyID, at("203.0.113.9"))
		must(t, err)
	}
	n.clock.pass(10 * time.Minute)
	spray(34, from)
	if n.ThrottleStats().Shared || len(told) != 1 {
		t.Errorf("told %+v", told)
	}
}

// slowCrowd is a store that takes its time to say where most people come from, and
// then fails.
type slowCrowd struct {
	account.Store
	asked chan context.Context
	letGo chan struct{}
}

// BusiestAddress implements account.Attempts.
func (s *slowCrowd) BusiestAddress(ctx context.Context, _ time.Time) (account.Crowd, error) {
	s.asked <- ctx
	<-s.letGo
	return account.Crowd{}, account.ErrUnavailable
}

// TestL6NobodyWaitsForTheLookAtWhoSharesAnAddress but the one who looks, whose
// going does not stop it; and a look that fails is one.
func TestL6NobodyWaitsForTheLookAtWhoSharesAnAddress(t *testing.T) {
	slow := &slowCrowd{asked: make(chan context.Context, 10), letGo: make(chan struct{})}
	n := alone(t, func(c *account.Config) {
		c.Limits = account.Limits{Address: account.Rate{Count: 1, Period: time.Hour}}
		slow.Store, c.Store = c.Store, slow
	})
	wantError(t, n.guess("nobody", from), account.ErrWrongCredentials)
	theirs, leave := context.WithCancel(ctx)
	first := make(chan error)
	go func() {
		_, err := n.SignIn(theirs, "nobody1", password, keyID, from)
		first <- err
	}()
	look := <-slow.asked
	leave()
	if _, bounded := look.Deadline(); look.Err() != nil || !bounded {
		t.Errorf("the look ends with its caller (%v), or has no bound", look.Err())
	}
	throttled(t, n.guess("nobody2", from)) // while the first looks
	_ = n.ThrottleStats()
	close(slow.letGo)
	<-first
	throttled(t, n.guess("nobody3", from))
	if len(slow.asked) != 0 {
		t.Error("a look that failed is repeated at once")
	}
	n.clock.pass(10 * time.Second)
	throttled(t, n.guess("nobody4", from))
	if len(slow.asked) != 1 {
		t.Errorf("%d looks after ten seconds, want 1", len(slow.asked))
	}
}

// listed is a store that notes what is asked of it.
type listed struct {
	account.Store
	calls []string
}

func (l *listed) note(call string) { l.calls = append(l.calls, call) }

// PersonByLogin implements account.People.
func (l *listed) PersonByLogin(ctx context.Context, key string) (account.Person, error) {
	l.note("look up")
	return l.Store.PersonByLogin(ctx, key)
}

// Reserve implements account.Attempts.
func (l *listed) Reserve(ctx context.Context, a account.Attempt) (account.Reservation, error) {
	l.note(fmt.Sprintf("reserve %d", len(a.Counters)))
	return l.Store.Reserve(ctx, a)
}

// Release implements account.Attempts.
func (l *listed) Release(ctx context.Context, moved []account.Move) error {
	l.note("release")
	return l.Store.Release(ctx, moved)
}

// Full implements account.Attempts.
func (l *listed) Full(ctx context.Context, name string, at time.Time) (bool, error) {
	l.note("look at a counter")
	return l.Store.Full(ctx, name, at)
}

// AddEvent implements account.Events.
func (l *listed) AddEvent(ctx context.Context, e account.Event) error {
	l.note("add event")
	return l.Store.AddEvent(ctx, e)
}

// writes is how often something was reserved, given back or kept since the last call.
func (l *listed) writes() (n int) {
	for _, call := range l.calls {
		if strings.HasPrefix(call, "re") || call == "add event" {
			n++
		}
	}
	l.calls = nil
	return n
}

// TestL3AFloodOfRefusalsDoesNotWrite more than once a second for a counter, be it
// of guesses at one account, on a known device, at many from one address or of registrations.
func TestL3AFloodOfRefusalsDoesNotWrite(t *testing.T) {
	notes := &listed{}
	n := alone(t, byDefault, func(c *account.Config) {
		notes.Store, c.Store = c.Store, notes
		c.Limits.Address = account.Rate{Count: 3, Period: time.Hour}
		c.Limits.Register = account.Rate{Count: 1, Period: time.Hour}
	})
	p := n.registered(t)
	var i int
	for what, again := range map[string]func() error{
		"an account": func() error { return n.guess(string(p.Username), at("198.51.100.1")) },
		"a device":   func() error { return n.guess(string(p.Username), owned(p.UID, "phone")) },
		"an address": func() error { i++; return n.guess(fmt.Sprint("nobody", i), at("198.51.100.2")) },
		"a registration": func() error {
			_, err := n.Register(ctx, application(fmt.Sprint("late", people.Add(1))), from)
			return err
		},
	} {
		for !errors.Is(again(), account.ErrThrottled) {
		}
		notes.writes()
		for range 50 {
			throttled(t, again())
		}
		if w := notes.writes(); w != 0 {
			t.Errorf("%s: %d writes of 50 refusals", what, w)
		}
		n.clock.pass(time.Second)
		for range 50 {
			throttled(t, again())
		}
		if w := notes.writes(); w != 1 {
			t.Errorf("%s: %d writes of 50 refusals a second later, want 1", what, w)
		}
	}
}

// TestL6AFloodFromAnAddressKeepsNobodyOutWhomTheStoreLetsPass: an account that a
// log-in from there has failed for before, on this node or another.
func TestL6AFloodFromAnAddressKeepsNobodyOutWhomTheStoreLetsPass(t *testing.T) {
	dsn := migrated.SQLite(t)
	few := func(c *account.Config) { c.Limits = account.Limits{Address: account.Rate{Count: 3, Period: time.Hour}} }
	n, other := newNode(t, dsn, few), newNode(t, dsn, few)
	p := n.registered(t)
	wantError(t, other.guess(string(p.Username), from), account.ErrWrongCredentials)
	for i := range 20 {
		_ = n.guess(fmt.Sprint("nobody", i), from)
	}
	throttled(t, n.guess("nobody", from))
	n.signedIn(t, p)
}

// lateRelease is a store that gives nothing back before it is let.
type lateRelease struct {
	account.Store
	called chan struct{}
	letGo  chan struct{}
}

// Release implements account.Attempts.
func (l *lateRelease) Release(ctx context.Context, moved []account.Move) error {
	l.called <- struct{}{}
	<-l.letGo
	return l.Store.Release(ctx, moved)
}

// TestL3ARefusalIsForgottenWhenAnAttemptIsGivenBack: at once on its node, and on
// another within a second.
func TestL3ARefusalIsForgottenWhenAnAttemptIsGivenBack(t *testing.T) {
	dsn := migrated.SQLite(t)
	late := &lateRelease{called: make(chan struct{}), letGo: make(chan struct{})}
	n := newNode(t, dsn, byDefault, func(c *account.Config) { late.Store, c.Store = c.Store, late })
	other := newNode(t, dsn, byDefault)
	p := other.registered(t)
	done := make(chan error)
	for range 10 {
		go func() {
			_, err := n.SignIn(ctx, string(p.Username), password, keyID, from)
			done <- err
		}()
	}
	for range 10 {
		<-late.called
	}
	throttled(t, n.guess(string(p.Username), from))
	throttled(t, other.guess(string(p.Username), from))
	close(late.letGo)
	for range 10 {
		must(t, <-done)
	}
	go func() { <-late.called }()
	n.signedIn(t, p)
	other.clock.pass(time.Second)
	other.signedIn(t, p)
}

// TestL2UnknownLoginsCostWhatKnownOnesDo: the same reads, writes and hashes, as
// long as the password is looked at and when it no longer is.
func TestL2UnknownLoginsCostWhatKnownOnesDo(t *testing.T) {
	notes := &listed{}
	n := alone(t, byDefault, func(c *account.Config) {
		notes.Store, c.Store = c.Store, notes
	})
	p, disabled := n.registered(t), n.registered(t)
	must(t, n.Disable(ctx, disabled.UID))
	var want []string
	for _, login := range []string{string(p.Username), string(p.Email), string(disabled.Username), "nobody", "nobody@example.com"} {
		n.clock.pass(24 * time.Hour)
		notes.calls = nil
		before := n.Hasher.Stats().Done
		for range 12 {
			_ = n.guess(login, from)
		}
		got := append(notes.calls, fmt.Sprint(n.Hasher.Stats().Done-before))
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s costs\n%q, want\n%q", login, got, want)
		}
	}
	if len(want) < 12*2 || want[len(want)-1] != "10" {
		t.Errorf("twelve guesses cost %q", want)
	}
}

// TestL8AWaitThatEndsMeanwhileIsNoEndOfTheSession: between the write that was
// refused and the look at why, the time to wait runs out.
func TestL8AWaitThatEndsMeanwhileIsNoEndOfTheSession(t *testing.T) {
	var ticks time.Duration
	n := alone(t, func(c *account.Config) {
		c.Limits = account.Limits{Refresh: account.Rate{Count: 1, Period: time.Second}}
		now := c.Now
		c.Now = func() time.Time { ticks += time.Millisecond; return now().Add(ticks) }
	})
	s := n.refreshed(t, n.signedIn(t, n.registered(t)))
	st, err := n.store.LookAtSession(ctx, s.ID)
	must(t, err)
	ticks = 0
	n.clock.pass(st.RefreshTAT.Sub(n.clock.Now()) - 1500*time.Microsecond)
	_, err = n.Refresh(ctx, tokenOf(s), keyID, from)
	if wait := throttled(t, err); wait != time.Second {
		t.Errorf("the wait is %v", wait)
	}
	n.refreshed(t, s)
}
