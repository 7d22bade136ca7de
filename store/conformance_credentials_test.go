package store_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"spotter/account"
)

var credentialContract = []part{
	{"a better hash replaces only the one it was made for", replacedHash},
	{"a new password ends every session but one", changedPassword},
	{"a password that is no longer the old one is left alone", changedPasswordLate},
	{"disabling ends every session, enabling brings none back", disabled},
	{"deleting leaves nothing but the ended sessions", deleted},
}

func hashOf(t *testing.T, db database, uid string) string {
	t.Helper()
	p, err := db.other.PersonByID(t.Context(), uid)
	must(t, err)
	return p.PasswordHash
}

func replacedHash(t *testing.T, db database) {
	p := added(t, db.one)
	must(t, db.one.ReplaceHash(t.Context(), p.UID, "not that", "wrong"))
	must(t, db.one.ReplaceHash(t.Context(), newID(), p.PasswordHash, "wrong"))
	if got := hashOf(t, db, p.UID); got != p.PasswordHash {
		t.Errorf("hash %q", got)
	}
	must(t, db.one.ReplaceHash(t.Context(), p.UID, p.PasswordHash, "better"))
	if got := hashOf(t, db, p.UID); got != "better" {
		t.Errorf("hash %q", got)
	}
}

func changedPassword(t *testing.T, db database) {
	p, stranger := added(t, db.one), added(t, db.one)
	kept, gone, also := started(t, db.one, p), started(t, db.one, p), started(t, db.one, p)
	foreign := started(t, db.one, stranger)

	end := ending("password_changed")
	end.Event = newEvent(p.UID, account.EventPasswordChanged)
	ended, err := db.one.ChangePassword(t.Context(), p.UID, p.PasswordHash, "new", kept.ID, end)
	must(t, err)
	wantEnded(t, db, ended, end, gone.ID, also.ID)
	if got := hashOf(t, db, p.UID); got != "new" {
		t.Errorf("hash %q", got)
	}
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	must(t, err)
	wantIDs(t, idsOf(list), kept.ID)
	if list, err := db.other.ListSessions(t.Context(), stranger.UID, began); err != nil || len(list) != 1 || list[0].ID != foreign.ID {
		t.Errorf("a stranger's sessions are now %v, %v", list, err)
	}
	if events, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || !reflect.DeepEqual(events, []account.Event{end.Event}) {
		t.Errorf("events %+v, %v", events, err)
	}

	ended, err = db.one.ChangePassword(t.Context(), p.UID, "", "whatever it was", "", ending("password_changed"))
	must(t, err)
	wantEnded(t, db, ended, end, kept.ID)
	if got := hashOf(t, db, p.UID); got != "whatever it was" {
		t.Errorf("hash %q", got)
	}
}

func changedPasswordLate(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	end := ending("password_changed")
	end.Event = newEvent(p.UID, account.EventPasswordChanged)
	_, err := db.one.ChangePassword(t.Context(), p.UID, "older", "new", "", end)
	wantError(t, err, account.ErrConflict)
	for _, old := range []string{"", "older"} {
		_, err = db.one.ChangePassword(t.Context(), newID(), old, "new", "", end)
		wantError(t, err, account.ErrNoPerson)
	}
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	must(t, err)
	wantIDs(t, idsOf(list), s.ID)
	if events, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || len(events) > 0 || hashOf(t, db, p.UID) != p.PasswordHash {
		t.Errorf("a refused change left events %+v, %v", events, err)
	}
}

func disabled(t *testing.T, db database) {
	p := added(t, db.one)
	one, two := started(t, db.one, p), started(t, db.one, p)
	end := ending("disabled")
	end.Event = newEvent(p.UID, account.EventDisabled)
	ended, err := db.one.Disable(t.Context(), p.UID, end)
	must(t, err)
	wantEnded(t, db, ended, end, one.ID, two.ID)
	if got, err := db.other.PersonByID(t.Context(), p.UID); err != nil || !got.Disabled() || !got.DisabledAt.Equal(began) {
		t.Errorf("disabled at %v, %v", got.DisabledAt, err)
	}
	_, err = db.other.StartSession(t.Context(), newSession(p.UID), p.PasswordHash, 100, end)
	wantError(t, err, account.ErrWrongCredentials)

	must(t, db.one.Enable(t.Context(), p.UID, newEvent(p.UID, account.EventEnabled)))
	if got, err := db.other.PersonByID(t.Context(), p.UID); err != nil || got.Disabled() {
		t.Errorf("disabled at %v, %v", got.DisabledAt, err)
	}
	if list, err := db.other.ListSessions(t.Context(), p.UID, began); err != nil || len(list) > 0 {
		t.Errorf("sessions %v, %v", list, err)
	}
	events, err := db.other.ListEvents(t.Context(), p.UID, 10)
	if must(t, err); len(events) != 2 || events[0].Kind != account.EventEnabled || events[1].Kind != account.EventDisabled {
		t.Errorf("events %+v", events)
	}

	_, err = db.one.Disable(t.Context(), newID(), ending("disabled"))
	wantError(t, err, account.ErrNoPerson)
	wantError(t, db.one.Enable(t.Context(), newID(), newEvent("", account.EventEnabled)), account.ErrNoPerson)
}

func deleted(t *testing.T, db database) {
	p, stranger := newPerson(), added(t, db.one)
	must(t, db.one.AddPerson(t.Context(), p, newEvent(p.UID, account.EventRegistered)))
	must(t, db.one.AddEvent(t.Context(), newEvent(stranger.UID, account.EventSignedIn)))
	s, foreign := started(t, db.one, p), started(t, db.one, stranger)

	end := ending("deleted")
	_, err := db.one.DeletePerson(t.Context(), p.UID, "a password changed meanwhile", end)
	wantError(t, err, account.ErrConflict)
	ended, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, end)
	must(t, err)
	wantEnded(t, db, ended, end, s.ID)
	for _, table := range []string{"users", "sessions", "events"} {
		if n := db.count(t, "SELECT count(*) FROM "+table+" WHERE uid = $1", p.UID); n > 0 {
			t.Errorf("%d rows left in %s", n, table)
		}
		if n := db.count(t, "SELECT count(*) FROM "+table+" WHERE uid = $1", stranger.UID); n != 1 {
			t.Errorf("a stranger has %d rows in %s", n, table)
		}
	}
	if _, err := db.other.LookAtSession(t.Context(), foreign.ID); err != nil {
		t.Error(err)
	}
	_, err = db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, end)
	wantError(t, err, account.ErrNoPerson)

	again := newPerson() // the names are free
	again.Username, again.Email = p.Username, p.Email
	must(t, db.other.AddPerson(t.Context(), again, account.Event{}))
}

// wantEnded wants exactly these sessions ended, as end says, and both nodes to
// be told of it.
func wantEnded(t *testing.T, db database, got []account.Ended, end account.Ending, want ...string) {
	t.Helper()
	var ids []string
	for _, e := range got {
		ids = append(ids, e.ID)
		if !e.At.Equal(end.At) || !e.Until.Equal(end.Until) || e.Reason != end.Reason {
			t.Errorf("ended %+v, want as %+v", e, end)
		}
	}
	slices.Sort(ids)
	slices.Sort(want)
	wantIDs(t, ids, want...)
	for i := range 2 {
		told, err := db.handle(i).EndedSince(t.Context(), end.At)
		must(t, err)
		for _, id := range want {
			found := false
			for _, e := range told {
				if e.ID == id {
					found = e.Reason == end.Reason && e.EndedAt.Equal(end.At) && e.Until.Equal(end.Until.Truncate(time.Microsecond))
				}
			}
			if !found {
				t.Errorf("handle %d is not told that %s has ended", i, id)
			}
		}
	}
}
