package main_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/store/storetest"
)

// TestR4ADatabaseThatIsCutOffHangsOrIsSlow: what needs it is put off in time,
// nothing is used up by that, and with the line everything is back.
func TestR4ADatabaseThatIsCutOffHangsOrIsSlow(t *testing.T) {
	atOnce(t)
	l, dsn := newLine(t, storetest.Postgres(t))
	p := start(t, t.TempDir(), database(dsn)...)
	own := signUp(t, p)
	f := measures(t, "R4", "PostgreSQL cut off")
	own = outage(t, f, p, own, l, cut)
	f = measures(t, "R4", "PostgreSQL hangs")
	own = outage(t, f, p, own, l, hanging)
	slowDatabase(t, p, own, l)
}

// outage takes the database away and gives it back. It returns the tokens, which
// serve as before.
func outage(t *testing.T, f *figures, p *process, own pair, l *line, state lineState) pair {
	t.Helper()
	l.turn(state, 0)
	gone := time.Now()
	until(t, func() bool { return status(t, "GET", p.url+"/readyz", "") != http.StatusOK })
	f.soon("readiness drops", time.Since(gone), 5*time.Second)

	slowest, wrong := knockAtAll(t, p, own)
	f.soon("slowest answer of log-in, refresh, registration and form", slowest, 6*time.Second)
	f.none("answers other than 503 with Retry-After", wrong)
	me := status(t, "GET", p.url+"/me", own.AccessToken)
	f.none("answers of /me other than 200 and 503", btoi(me != http.StatusOK && me != http.StatusServiceUnavailable))
	f.none("answers of liveness other than 200", btoi(status(t, "GET", p.url+"/healthz", "") != http.StatusOK))

	l.turn(passing, 0)
	back := time.Now()
	until(t, func() bool { return status(t, "GET", p.url+"/readyz", "") == http.StatusOK })
	f.soon("ready after its return", time.Since(back), 10*time.Second)
	var next pair
	var err error
	until(t, func() bool { next, err = own.refresh(p); return err == nil })
	f.soon("the refresh that was put off succeeds after", time.Since(back), 10*time.Second)
	f.none("tokens used up by refreshes that failed", btoi(err != nil))
	until(t, func() bool { return status(t, "GET", p.url+"/me", next.AccessToken) == http.StatusOK })
	return next
}

// until is eventually for what goes without saying.
func until(t *testing.T, holds func() bool) {
	t.Helper()
	eventually(t, "what was waited for", holds)
}

func btoi(fault bool) int64 {
	if fault {
		return 1
	}
	return 0
}

// knockAtAll asks for what needs the database, at several doors at once, and
// returns the slowest answer and how many were not 503 with Retry-After.
func knockAtAll(t *testing.T, p *process, own pair) (slowest time.Duration, wrong int64) {
	t.Helper()
	const formType = "application/x-www-form-urlencoded"
	var mu sync.Mutex
	var all errgroup.Group
	for i := range 24 {
		all.Go(func() error {
			begun := time.Now()
			var code, wait int
			var err error
			switch i % 4 {
			case 0:
				code, _, wait, err = knockJSON("POST", p.url+"/login", "", "", map[string]string{"username": benchUser, "password": benchPassword})
			case 1:
				code, _, wait, err = knockJSON("POST", p.url+"/refresh", "", "", map[string]string{"refresh_token": own.RefreshToken})
			case 2:
				name := fmt.Sprintf("late%d", i)
				code, _, wait, err = knockJSON("POST", p.url+"/register", "", "", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword})
			case 3:
				code, _, wait, err = knock("POST", p.url+"/token", "", "", formType, "username="+benchUser+"&password=x")
			}
			took := time.Since(begun)
			mu.Lock()
			defer mu.Unlock()
			slowest = max(slowest, took)
			if code != http.StatusServiceUnavailable || wait < 1 {
				wrong++
				t.Errorf("door %d: %d, Retry-After %d, %v", i%4, code, wait, err)
			}
			return err
		})
	}
	if err := all.Wait(); err != nil {
		t.Error(err)
	}
	return slowest, wrong
}

// TestR4ALogInAsksADatabaseFarAwayFewQuestions one after the other: with each of
// 200 ms, eight are a second and a half. What else the server asks meanwhile
// counts too, so that the least of several log-ins is what one takes.
func TestR4ALogInAsksADatabaseFarAwayFewQuestions(t *testing.T) {
	atOnce(t)
	l, dsn := newLine(t, storetest.Postgres(t))
	p := start(t, t.TempDir(), append(database(dsn), byDefault...)...)
	own := signUp(t, p)
	f := measures(t, "R4", "round trips to PostgreSQL")
	least := func(do func() error) float64 {
		fewest := l.turns.Load()
		for range 8 {
			before := l.turns.Load()
			if err := do(); err != nil {
				t.Fatal(err)
			}
			fewest = min(fewest, l.turns.Load()-before)
		}
		return float64(fewest)
	}
	logIn := least(func() error {
		return post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, nil)
	})
	refresh := least(func() (err error) { own, err = own.refresh(p); return err })
	f.most("of a log-in", logIn, 8, "")
	f.most("of a refresh", refresh, 3, "")
	if logIn > 8 || refresh > 3 {
		t.Errorf("a log-in takes %v round trips, a refresh %v", logIn, refresh)
	}
}

// slowDatabase has each packet take 200 ms more: everything works, if slowly.
func slowDatabase(t *testing.T, p *process, own pair, l *line) {
	t.Helper()
	f := measures(t, "R4", "PostgreSQL 200 ms away")
	l.turn(passing, 100*time.Millisecond) // each way
	defer l.turn(passing, 0)
	slowest := map[string]time.Duration{}
	var failed int64
	timed := func(what string, do func() error) {
		begun := time.Now()
		if err := do(); err != nil {
			failed++
			t.Error(err)
		}
		slowest[what] = max(slowest[what], time.Since(begun))
	}
	for range full(5, 1) {
		timed("refresh", func() (err error) { own, err = own.refresh(p); return err })
		if holdFile != "" { // it takes seconds
			timed("log-in", func() error {
				return post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, nil)
			})
		}
		timed("/me", func() error { return get(p.url+"/me", own.AccessToken) })
	}
	f.none("of log-in, refresh and /me failed", failed)
	for _, what := range slices.Sorted(maps.Keys(slowest)) {
		f.soon("slowest "+what, slowest[what], 6*time.Second)
	}
}
