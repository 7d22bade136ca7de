package store_test

import (
	"errors"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
)

var attemptContract = []part{
	{"a bucket admits its burst and then what leaks out", bucketLeaks},
	{"delays double behind the burst, up to the longest", delaysDouble},
	{"of attempts at once no more are admitted than the burst", attemptRace},
	{"an attempt moves all its counters or none", allOrNone},
	{"a mark lets pass what it has seen", marksPass},
	{"a full counter is seen without moving it", fullCounter},
	{"an attempt that is given back has not been", attemptsGivenBack},
	{"the first refusal of a series keeps its event", firstRefusal},
	{"a session refreshes at its pace", pacedRefresh},
	{"the address that most people come from", busiestAddress},
}

// bucket is a counter that nobody else has.
func bucket(burst int, leak time.Duration) account.Counter {
	return account.Counter{Name: newID(), Pace: account.Pace{Leak: leak, Burst: burst}}
}

// delayed is a counter with delays of 5 s to 15 min.
func delayed(burst int, leak time.Duration) account.Counter {
	c := bucket(burst, leak)
	c.Delay, c.MaxDelay = 5*time.Second, 15*time.Minute
	return c
}

func attempt(t *testing.T, db database, at time.Time, counters ...account.Counter) account.Reservation {
	t.Helper()
	r, err := db.handle(at.Second()).Reserve(t.Context(), account.Attempt{At: at, Counters: counters})
	must(t, err)
	return r
}

// wantUntil wants the attempt to be refused until then; the zero time, admitted.
func wantUntil(t *testing.T, r account.Reservation, until time.Time) {
	t.Helper()
	switch {
	case r.Refused == nil && !until.IsZero():
		t.Errorf("admitted, want a refusal until %v", until)
	case r.Refused != nil && !r.Refused.Until.Equal(until):
		t.Errorf("refused until %v, want %v", r.Refused.Until, until)
	}
}

func bucketLeaks(t *testing.T, db database) {
	for _, burst := range []int{1, 3} {
		c := bucket(burst, 10*time.Second)
		for range burst {
			wantUntil(t, attempt(t, db, began, c), time.Time{})
		}
		full := began.Add(10 * time.Second)
		wantUntil(t, attempt(t, db, began, c), full)
		wantUntil(t, attempt(t, db, full.Add(-time.Microsecond), c), full)
		wantUntil(t, attempt(t, db, full, c), time.Time{})
		wantUntil(t, attempt(t, db, full, c), full.Add(10*time.Second))
		empty := full.Add(time.Hour)
		for range burst {
			wantUntil(t, attempt(t, db, empty, c), time.Time{})
		}
		wantUntil(t, attempt(t, db, empty, c), empty.Add(10*time.Second))
	}
}

func delaysDouble(t *testing.T, db database) {
	for _, burst := range []int{1, 3} {
		c, at := delayed(burst, 24*time.Hour), began
		for range burst {
			wantUntil(t, attempt(t, db, at, c), time.Time{})
		}
		for _, wait := range []int{5, 10, 20, 40, 80, 160, 320, 640, 900, 900} {
			next := at.Add(time.Duration(wait) * time.Second)
			wantUntil(t, attempt(t, db, next.Add(-time.Microsecond), c), next)
			wantUntil(t, attempt(t, db, next, c), time.Time{})
			at = next
		}
	}
	c := delayed(3, time.Minute) // two a minute apart are one that is remembered, and a bit
	for i := range 20 {
		wantUntil(t, attempt(t, db, began.Add(time.Duration(i)*time.Minute), c), time.Time{})
	}
}

func attemptRace(t *testing.T, db database) {
	for _, c := range []account.Counter{bucket(10, time.Minute), delayed(10, time.Minute), bucket(1, time.Minute)} {
		var admitted atomic.Int64
		together(40, func(i int) {
			// A second counter that everybody shares, in the same order.
			r, err := db.handle(i).Reserve(ctx, account.Attempt{At: began, Counters: []account.Counter{bucket(1, time.Minute), c}})
			switch {
			case err != nil:
				t.Error(err)
			case r.Refused == nil:
				admitted.Add(1)
			}
		})
		if got := int(admitted.Load()); got != c.Burst {
			t.Errorf("%d were admitted, want %d", got, c.Burst)
		}
	}
}

func allOrNone(t *testing.T, db database) {
	first, second := bucket(2, time.Minute), bucket(1, time.Minute)
	wantUntil(t, attempt(t, db, began, second), time.Time{})
	for range 5 {
		r := attempt(t, db, began, first, second)
		if r.Refused == nil || r.Refused.Counter != 1 || len(r.Moved) != 0 {
			t.Fatalf("%+v", r)
		}
	}
	for range 2 {
		wantUntil(t, attempt(t, db, began, first), time.Time{})
	}
}

func marksPass(t *testing.T, db database) {
	mark, behind := bucket(1, time.Minute), bucket(1, time.Hour)
	mark.Once = true
	if r := attempt(t, db, began, mark, behind); r.Refused != nil || len(r.Moved) != 2 {
		t.Errorf("%+v", r)
	}
	if r := attempt(t, db, began, mark, behind); r.Refused != nil || len(r.Moved) != 0 {
		t.Errorf("what was seen: %+v", r)
	}
	r := attempt(t, db, began.Add(time.Minute), mark, behind)
	if r.Refused == nil || r.Refused.Counter != 1 {
		t.Errorf("what is forgotten: %+v", r)
	}
	// The refusal took the mark back.
	wantUntil(t, attempt(t, db, began.Add(time.Minute), mark, behind), began.Add(time.Hour))
}

func fullCounter(t *testing.T, db database) {
	c := bucket(2, 10*time.Second)
	want := func(at time.Time, want bool) {
		t.Helper()
		full, err := db.other.Full(t.Context(), c.Name, at)
		if must(t, err); full != want {
			t.Errorf("full %v at %v, want %v", full, at, want)
		}
	}
	want(began, false)
	attempt(t, db, began, c)
	want(began, false)
	r := attempt(t, db, began, c)
	want(began, true)
	want(began.Add(10*time.Second-time.Microsecond), true)
	want(began.Add(10*time.Second), false)
	must(t, db.one.Release(t.Context(), r.Moved))
	want(began, false)
	wantUntil(t, attempt(t, db, began, c), time.Time{})
}

func attemptsGivenBack(t *testing.T, db database) {
	for _, c := range []account.Counter{bucket(2, time.Minute), delayed(2, time.Minute)} {
		for range 5 {
			r := attempt(t, db, began, c)
			wantUntil(t, r, time.Time{})
			must(t, db.other.Release(t.Context(), r.Moved))
		}
		first, second := attempt(t, db, began, c), attempt(t, db, began, c)
		must(t, db.other.Release(t.Context(), first.Moved)) // the delay is the second's
		if r := attempt(t, db, began, c); r.Refused == nil {
			t.Errorf("the delay of another attempt is gone: %+v", r)
		}
		must(t, db.one.Release(t.Context(), second.Moved))
		for range 2 {
			wantUntil(t, attempt(t, db, began, c), time.Time{})
		}
	}
	must(t, db.one.Release(t.Context(), nil))
	must(t, db.one.Release(t.Context(), []account.Move{{Name: "no such counter", Leak: time.Minute}}))
}

func firstRefusal(t *testing.T, db database) {
	p := added(t, db.one)
	c := delayed(1, time.Minute)
	first := func(at time.Time) bool {
		c.Event = newEvent(p.UID, account.EventThrottled)
		r := attempt(t, db, at, c)
		return r.Refused != nil && r.Refused.First
	}
	events := func() int {
		list, err := db.other.ListEvents(t.Context(), p.UID, 100)
		must(t, err)
		return len(list)
	}
	next, later := began.Add(5*time.Second), began.Add(time.Hour)
	for i, at := range []time.Time{began, began, began, next, next, later, later, later} {
		if got, want := first(at), i == 1 || i == 6; got != want { // the first of three is admitted
			t.Errorf("attempt %d: the first refusal is %v, want %v", i, got, want)
		}
	}
	if events() != 2 {
		t.Errorf("%d events of two series", events())
	}

	var told atomic.Int64
	c = delayed(1, time.Minute)
	attempt(t, db, began, c)
	together(10, func(i int) {
		mine := c
		mine.Event = newEvent(p.UID, account.EventThrottled)
		r, err := db.handle(i).Reserve(ctx, account.Attempt{At: began, Counters: []account.Counter{mine}})
		if err != nil || r.Refused == nil {
			t.Errorf("%+v, %v", r, err)
			return
		}
		if r.Refused.First {
			told.Add(1)
		}
	})
	if told.Load() != 1 || events() != 3 {
		t.Errorf("of ten refusals %d are the first, %d events", told.Load(), events())
	}
}

func pacedRefresh(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	pace := account.Pace{Leak: 10 * time.Second, Burst: 3}
	at := began.Add(time.Minute)
	refresh := func(at time.Time) bool {
		r := rotation(s)
		r.At, r.Pace = at, pace
		got, _, ok, err := db.one.RotateRefresh(t.Context(), r)
		if must(t, err); ok {
			s.Refresh = got.Refresh
		}
		return ok
	}
	counts := func(at time.Time) bool {
		ok, err := db.other.CountRefresh(t.Context(), s.ID, at, pace)
		must(t, err)
		return ok
	}
	if !refresh(at) || !counts(at) || !refresh(at) {
		t.Error("the first three do not pass")
	}
	before, err := db.other.LookAtSession(t.Context(), s.ID)
	must(t, err)
	if refresh(at) || counts(at) || refresh(at.Add(10*time.Second-time.Microsecond)) {
		t.Error("the fourth passes")
	}
	after, err := db.other.LookAtSession(t.Context(), s.ID)
	if must(t, err); !reflect.DeepEqual(before, after) || !after.RefreshTAT.Equal(at.Add(30*time.Second)) {
		t.Errorf("a refresh that was refused has changed %+v to %+v", before, after)
	}
	if !refresh(at.Add(10*time.Second)) || refresh(at.Add(10*time.Second)) {
		t.Error("not one more after what leaked out")
	}
	pace = account.Pace{}
	for range 5 {
		if !refresh(at.Add(10 * time.Second)) {
			t.Error("a refresh without a limit does not pass")
		}
	}
	if ok, err := db.one.CountRefresh(t.Context(), newID(), at, pace); ok || err != nil {
		t.Errorf("a session that is gone counts: %v", err)
	}
}

func busiestAddress(t *testing.T, db database) {
	since := began.Add(1000 * time.Hour) // no other test has events then
	signIn := func(uid, address string, at time.Time, kind account.EventKind) {
		e := newEvent(uid, kind)
		e.Client.Address, e.At = address, at
		must(t, db.one.AddEvent(t.Context(), e))
	}
	want := func(want account.Crowd) {
		t.Helper()
		if got, err := db.other.BusiestAddress(t.Context(), since); err != nil || got != want {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	want(account.Crowd{})
	one, two, three := newID(), newID(), newID()
	signIn(one, "192.0.2.1", since, account.EventSignedIn)
	want(account.Crowd{Address: "192.0.2.1", People: 1, All: 1})
	for range 5 {
		signIn(one, "192.0.2.2", since.Add(time.Minute), account.EventSignedIn)
		signIn(newID(), "192.0.2.3", since.Add(time.Minute), account.EventSignInFailed)
		signIn(newID(), "192.0.2.4", since.Add(-time.Microsecond), account.EventSignedIn)
	}
	signIn(two, "192.0.2.1", since.Add(time.Hour), account.EventSignedIn)
	signIn(three, "192.0.2.5", since.Add(time.Hour), account.EventSignedIn)
	want(account.Crowd{Address: "192.0.2.1", People: 2, All: 3})
}

// TestAttemptsAreNotCountedWithoutADatabase: the caller is told, and lets nobody
// pass.
func TestAttemptsAreNotCountedWithoutADatabase(t *testing.T) {
	s := open(t, t.TempDir()+"/spotter.db")
	s.Close()
	c := bucket(1, time.Minute)
	_, err := s.Reserve(t.Context(), account.Attempt{At: began, Counters: []account.Counter{c}})
	wantError(t, err, account.ErrUnavailable)
	wantError(t, s.Release(t.Context(), []account.Move{{Name: c.Name}}), account.ErrUnavailable)
	_, err = s.CountRefresh(t.Context(), newID(), began, c.Pace)
	wantError(t, err, account.ErrUnavailable)
	if _, err := s.BusiestAddress(t.Context(), began); !errors.Is(err, account.ErrUnavailable) {
		t.Error(err)
	}
}
