package store_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"spotter/account"
)

var sessionContract = []part{
	{"a session comes back field by field", sessionComesBack},
	{"a session starts for the enabled and their hash alone", refusedSessions},
	{"beyond the most, the longest unused sessions end", sessionsBeyondTheMost},
	{"a clock set back does not end the session that starts", sessionsAfterClockSetBack},
	{"an ended session is remembered for its longest access token", endedForTheLongestAccessToken},
	{"a rotation moves the session on", rotated},
	{"a refresh token never outlives its session", rotatedToTheEnd},
	{"a rotation that does not fit changes nothing", refusedRotations},
	{"live sessions are listed, the latest used first", listedSessions},
	{"sessions end one by one, all but one, or all", endedSessions},
	{"an ended session is told until its tokens are dead", toldWhileItMatters},
}

func sessionComesBack(t *testing.T, db database) {
	p := added(t, db.one)
	n := newSession(p.UID)
	n.CreatedAt, n.LastUsedAt = began.Add(123456*time.Microsecond), began.Add(2*time.Second)
	n.Address, n.Agent = "2001:db8::1%eth0", "Möbel/1.0 (名前; \"quoted\")"
	n.Refresh.KeyID = "_-kid"
	end := ending("too_many_sessions")
	end.Event = newEvent(p.UID, account.EventSignedIn)
	ended, err := db.one.StartSession(t.Context(), n, p.PasswordHash, 100, end)
	if must(t, err); len(ended) > 0 {
		t.Errorf("ended %v", ended)
	}

	st, err := db.other.LookAtSession(t.Context(), n.ID)
	must(t, err)
	want := account.Standing{Session: n, Person: account.Person{UID: p.UID, Username: p.Username, Email: p.Email}}
	if !reflect.DeepEqual(st, want) {
		t.Errorf("%+v, want %+v", st, want)
	}
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	if must(t, err); !slices.Equal(list, []account.Session{n}) {
		t.Errorf("%+v, want %+v", list, n)
	}
	if got, err := db.other.PersonByID(t.Context(), p.UID); err != nil || !got.LastSignInAt.Equal(n.CreatedAt) {
		t.Errorf("last sign-in %v, %v", got.LastSignInAt, err)
	}
	if events, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || !reflect.DeepEqual(events, []account.Event{end.Event}) {
		t.Errorf("events %+v, %v", events, err)
	}
	_, err = db.one.LookAtSession(t.Context(), newID())
	wantError(t, err, account.ErrNoSession)
}

func refusedSessions(t *testing.T, db database) {
	p := added(t, db.one)
	end := ending("too_many_sessions")
	end.Event = newEvent(p.UID, account.EventSignedIn)
	for _, try := range []struct{ uid, hash string }{
		{p.UID, "another"}, {p.UID, ""}, {p.UID, "%"}, {newID(), p.PasswordHash}, {"", p.PasswordHash},
	} {
		_, err := db.one.StartSession(t.Context(), newSession(try.uid), try.hash, 100, end)
		wantError(t, err, account.ErrWrongCredentials)
	}
	if n := db.count(t, "SELECT count(*) FROM sessions WHERE uid = $1", p.UID); n > 0 {
		t.Errorf("%d sessions", n)
	}
	if n := db.count(t, "SELECT count(*) FROM events WHERE uid = $1", p.UID); n > 0 {
		t.Errorf("%d events", n)
	}
}

// startedAt keeps sessions that were last used a minute after the other, and
// returns their ids, the longest unused first.
func startedAt(t *testing.T, db database, p account.Person, n int) []string {
	t.Helper()
	var ids []string
	for i := range n {
		s := newSession(p.UID)
		s.LastUsedAt = began.Add(time.Duration(i) * time.Minute)
		_, err := db.one.StartSession(t.Context(), s, p.PasswordHash, 1000, ending("too_many_sessions"))
		must(t, err)
		ids = append(ids, s.ID)
	}
	return ids
}

func sessionsBeyondTheMost(t *testing.T, db database) {
	p := added(t, db.one)
	ids := startedAt(t, db, p, 6)
	first, err := db.one.LookAtSession(t.Context(), ids[0])
	must(t, err)
	r := rotation(first.Session) // used again: no longer the longest unused
	r.At = began.Add(time.Hour)
	if _, _, ok, err := db.one.RotateRefresh(t.Context(), r); !ok || err != nil {
		t.Fatal(ok, err)
	}

	n := newSession(p.UID)
	n.LastUsedAt = began.Add(2 * time.Hour)
	end := ending("too_many_sessions")
	ended, err := db.one.StartSession(t.Context(), n, p.PasswordHash, 4, end)
	must(t, err)
	wantEnded(t, db, ended, end, ids[1], ids[2], ids[3])
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	must(t, err)
	wantIDs(t, idsOf(list), n.ID, ids[0], ids[5], ids[4])
}

func endedForTheLongestAccessToken(t *testing.T, db database) {
	p := added(t, db.one)
	n := newSession(p.UID)
	n.Access = 24 * time.Hour
	_, err := db.one.StartSession(t.Context(), n, p.PasswordHash, 100, ending(""))
	must(t, err)
	r := rotation(n)
	r.Access = time.Minute // a node with another setting
	_, _, ok, err := db.other.RotateRefresh(t.Context(), r)
	if must(t, err); !ok {
		t.Fatal("not rotated")
	}
	ended, err := db.other.EndSessions(t.Context(), account.Which{UID: p.UID}, ending("logout"))
	must(t, err)
	if len(ended) != 1 || !ended[0].Until.Equal(began.Add(24*time.Hour)) {
		t.Errorf("ended %+v, want it remembered for a day", ended)
	}
}

func sessionsAfterClockSetBack(t *testing.T, db database) {
	p := added(t, db.one)
	ids := startedAt(t, db, p, 4)
	n := newSession(p.UID)
	n.LastUsedAt = began.Add(-time.Hour)
	end := ending("too_many_sessions")
	ended, err := db.one.StartSession(t.Context(), n, p.PasswordHash, 4, end)
	must(t, err)
	wantEnded(t, db, ended, end, ids[0])
	if _, err := db.one.LookAtSession(t.Context(), n.ID); err != nil {
		t.Errorf("the session that was just started: %v", err)
	}
}

func rotated(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	r := rotation(s)
	r.At, r.Next.KeyID = began.Add(1500*time.Microsecond), "key-2"
	got, who, ok, err := db.one.RotateRefresh(t.Context(), r)
	if must(t, err); !ok {
		t.Fatal("not rotated")
	}
	want := s
	want.Refresh, want.LastUsedAt, want.Address = r.Next, r.At, r.Address
	told := want // what a refresh is not told: it stays as it was
	told.CreatedAt, told.EndsAt, told.Agent = time.Time{}, time.Time{}, ""
	if got != told {
		t.Errorf("%+v, want %+v", got, told)
	}
	if !reflect.DeepEqual(who, account.Person{UID: p.UID, Username: p.Username, Email: p.Email}) {
		t.Errorf("person %+v", who)
	}
	st, err := db.other.LookAtSession(t.Context(), s.ID)
	must(t, err)
	if st.Session != want || st.Previous != s.Refresh.ID || !st.PreviousAt.Equal(r.At) {
		t.Errorf("standing %+v", st)
	}
}

func rotatedToTheEnd(t *testing.T, db database) {
	s := started(t, db.one, added(t, db.one))
	r := rotation(s)
	r.Next.ExpiresAt = s.EndsAt.Add(time.Second)
	got, _, ok, err := db.one.RotateRefresh(t.Context(), r)
	if err != nil || !ok || !got.Refresh.ExpiresAt.Equal(s.EndsAt) {
		t.Errorf("%v, %v, expires %v, want %v", ok, err, got.Refresh.ExpiresAt, s.EndsAt)
	}
}

func refusedRotations(t *testing.T, db database) {
	p, stranger := added(t, db.one), added(t, db.one)
	s := started(t, db.one, p)
	for name, spoil := range map[string]func(*account.Rotation){
		"an older token":              func(r *account.Rotation) { r.Old = newID() },
		"no token":                    func(r *account.Rotation) { r.Old = "" },
		"a token and a wildcard":      func(r *account.Rotation) { r.Old = r.Old[:35] + "_" },
		"half a token":                func(r *account.Rotation) { r.Old = r.Old[:18] },
		"a stranger's uid":            func(r *account.Rotation) { r.UID = stranger.UID },
		"no uid":                      func(r *account.Rotation) { r.UID = "" },
		"another session":             func(r *account.Rotation) { r.SessionID = newID() },
		"the moment the session ends": func(r *account.Rotation) { r.At = s.EndsAt },
		"long after":                  func(r *account.Rotation) { r.At = s.EndsAt.Add(time.Hour) },
		"the moment its token ends":   func(r *account.Rotation) { r.At = s.Refresh.ExpiresAt },
	} {
		r := rotation(s)
		spoil(&r)
		if _, _, ok, err := db.one.RotateRefresh(t.Context(), r); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	db.change(t, "UPDATE users SET disabled_at = 1 WHERE uid = $1", p.UID)
	if _, _, ok, err := db.one.RotateRefresh(t.Context(), rotation(s)); ok || err != nil {
		t.Errorf("a disabled account: %v, %v", ok, err)
	}
	db.change(t, "UPDATE users SET disabled_at = 0 WHERE uid = $1", p.UID)
	if st, err := db.other.LookAtSession(t.Context(), s.ID); err != nil || st.Session != s || st.Previous != "" || !st.PreviousAt.IsZero() {
		t.Errorf("the session is now %+v, %v", st, err)
	}
	last := rotation(s)
	last.At = s.Refresh.ExpiresAt.Add(-time.Microsecond)
	if _, _, ok, err := db.one.RotateRefresh(t.Context(), last); !ok || err != nil {
		t.Errorf("in its last moment: %v, %v", ok, err)
	}
}

func listedSessions(t *testing.T, db database) {
	p := added(t, db.one)
	ids := startedAt(t, db, p, 3)
	started(t, db.one, added(t, db.one))
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	must(t, err)
	wantIDs(t, idsOf(list), ids[2], ids[1], ids[0])
	expires := list[0].Refresh.ExpiresAt
	for at, want := range map[time.Time]int{expires.Add(-time.Microsecond): 3, expires: 0} {
		if list, err := db.other.ListSessions(t.Context(), p.UID, at); err != nil || len(list) != want {
			t.Errorf("at %v: %d sessions, %v, want %d", at, len(list), err, want)
		}
	}
}

func endedSessions(t *testing.T, db database) {
	p, stranger := added(t, db.one), added(t, db.one)
	ids := startedAt(t, db, p, 5)
	foreign := started(t, db.one, stranger)
	end := ending("logout")

	for _, which := range []account.Which{{UID: p.UID, Only: foreign.ID}, {UID: p.UID, Only: newID()}, {UID: newID()}, {}, {Only: ids[0]}} {
		with := end
		with.Event = newEvent(p.UID, account.EventSignedOut)
		if ended, err := db.one.EndSessions(t.Context(), which, with); err != nil || len(ended) > 0 {
			t.Errorf("%+v ended %v, %v", which, ended, err)
		}
	}
	if n := db.count(t, "SELECT count(*) FROM events WHERE uid = $1", p.UID); n > 0 {
		t.Errorf("%d events about nothing", n)
	}

	with := end
	with.Event = newEvent(p.UID, account.EventSignedOut)
	ended, err := db.one.EndSessions(t.Context(), account.Which{UID: p.UID, Only: ids[0]}, with)
	must(t, err)
	wantEnded(t, db, ended, end, ids[0])
	if events, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || !reflect.DeepEqual(events, []account.Event{with.Event}) {
		t.Errorf("events %+v, %v", events, err)
	}
	ended, err = db.one.EndSessions(t.Context(), account.Which{UID: p.UID, But: ids[3]}, end)
	must(t, err)
	wantEnded(t, db, ended, end, ids[1], ids[2], ids[4])
	ended, err = db.one.EndSessions(t.Context(), account.Which{UID: p.UID}, end)
	must(t, err)
	wantEnded(t, db, ended, end, ids[3])
	if _, err := db.other.LookAtSession(t.Context(), foreign.ID); err != nil {
		t.Errorf("a stranger's session: %v", err)
	}
}

func toldWhileItMatters(t *testing.T, db database) {
	p := added(t, db.one)
	live, over := started(t, db.one, p), started(t, db.one, p)
	end := ending("logout")
	end.At = began.Add(-time.Hour)
	_, err := db.one.EndSessions(t.Context(), account.Which{UID: p.UID, Only: live.ID}, end)
	must(t, err)
	end.Until = began.Add(-time.Second)
	_, err = db.one.EndSessions(t.Context(), account.Which{UID: p.UID, Only: over.ID}, end)
	must(t, err)

	told := func(since time.Time) []string {
		list, err := db.other.EndedSince(t.Context(), since)
		must(t, err)
		var ids []string
		for _, e := range list {
			if e.ID == live.ID || e.ID == over.ID {
				ids = append(ids, e.ID)
			}
		}
		return ids
	}
	wantIDs(t, told(time.Time{}), live.ID)
	wantIDs(t, told(end.At), live.ID)
	wantIDs(t, told(end.At.Add(time.Microsecond)))
}
