package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// ctx is for what runs on goroutines that outlive no test.
var ctx = context.Background()

var eventContract = []part{
	{"events come back field by field, the latest first", eventsComeBack},
	{"an event without a kind is none", noEvent},
}

func eventsComeBack(t *testing.T, db database) {
	p := added(t, db.one)
	var want []account.Event
	for i := range 5 {
		e := newEvent(p.UID, account.EventSignedIn)
		e.At = began.Add(time.Duration(i/2) * time.Microsecond) // two at a time: the id decides
		e.Client.Agent = "Möbel/1.0 \u202e"
		must(t, db.one.AddEvent(t.Context(), e))
		want = append([]account.Event{e}, want...)
	}
	must(t, db.one.AddEvent(t.Context(), account.Event{ID: newID(), At: began, Kind: account.EventSignInFailed})) // nobody's
	got, err := db.other.ListEvents(t.Context(), p.UID, 10)
	if must(t, err); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	got, err = db.other.ListEvents(t.Context(), p.UID, 2)
	if must(t, err); !reflect.DeepEqual(got, want[:2]) {
		t.Errorf("%+v, want %+v", got, want[:2])
	}
}

func noEvent(t *testing.T, db database) {
	uid := newID()
	must(t, db.one.AddEvent(t.Context(), account.Event{ID: newID(), UID: uid}))
	if got, err := db.one.ListEvents(t.Context(), uid, 10); err != nil || len(got) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestPurge wants exactly what has had its time to go, however much that is.
func TestPurge(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		db := openTwice(t, dsn)
		p := added(t, db.one)
		const expired = 1200 // several batches
		fill(t, db, p.UID, expired)

		must(t, db.other.Purge(t.Context(), began))
		for table, want := range map[string]int{"sessions": 2, "ended_sessions": 2, "events": 2, "refusals": 2, "attempts": 2, "users": 1} {
			if n := db.count(t, "SELECT count(*) FROM "+table); n != want {
				t.Errorf("%d rows left in %s, want %d", n, table, want)
			}
		}
		if n := db.count(t, "SELECT count(*) FROM sessions WHERE sid = 'old'"); n > 0 {
			t.Error("the wrong rows are left")
		}
	})
}

// fill keeps rows of which two of each kind are still needed at began: one
// whose time is just up, and one that is fresh.
func fill(t *testing.T, db database, uid string, expired int) {
	t.Helper()
	tx, err := db.raw.BeginTx(t.Context(), nil)
	must(t, err)
	defer tx.Rollback()
	keep := func(statement string, args ...any) {
		_, err := tx.ExecContext(t.Context(), statement, args...)
		must(t, err)
	}
	session := func(sid string, expires time.Time) {
		keep(`INSERT INTO sessions (sid, uid, created_at, last_used_at, ends_at, address, agent, jti, issued_at, expires_at, kid)
			VALUES ($1, $2, 1, 1, 1, '', '', $1, 1, $3, '')`, sid, uid, expires.UnixMicro())
	}
	ended := func(sid string, until time.Time) {
		keep("INSERT INTO ended_sessions (sid, ended_at, until_at, reason) VALUES ($1, 1, $2, '')", sid, until.UnixMicro())
	}
	event := func(id string, at time.Time) {
		keep("INSERT INTO events (id, uid, at, kind, sid, address, agent, request_id) VALUES ($1, $2, $3, 'x', '', '', '', '')", id, uid, at.UnixMicro())
	}
	attempt := func(name string, tat time.Time) {
		keep("INSERT INTO attempts (name, tat, next_at) VALUES ($1, $2, 0)", name, tat.UnixMicro())
	}
	refusal := func(id string, at time.Time) {
		keep(`INSERT INTO refusals (request_id, at, route, address, status, code, credential, reason, uid, sid, jti, kid, expires_at)
			VALUES ($1, $2, '', '', 401, '', '', '', '', '', '', '', 0)`, id, at.UnixMicro())
	}
	const day = 24 * time.Hour
	for range expired {
		session(newID(), began.Add(-time.Microsecond))
		ended(newID(), began.Add(-day-time.Microsecond))
		event(newID(), began.Add(-account.EventLife-time.Microsecond))
		attempt(newID(), began.Add(-time.Hour-time.Microsecond))
		refusal(newID(), began.Add(-account.RefusalLife-time.Microsecond))
	}
	for _, later := range []time.Duration{0, time.Hour} {
		session(newID(), began.Add(later))
		ended(newID(), began.Add(later-day))
		event(newID(), began.Add(later-account.EventLife))
		attempt(newID(), began.Add(later-time.Hour))
		refusal(newID(), began.Add(later-account.RefusalLife))
	}
	must(t, tx.Commit())
}
