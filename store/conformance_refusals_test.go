package store_test

import (
	"reflect"
	"testing"
	"time"

	"spotter/account"
)

var refusalContract = []part{
	{"refusals come back field by field, and twice is once", refusalsComeBack},
	{"a batch of refusals is kept whole", refusalBatch},
	{"the end of a session is found by its id", endOfSession},
	{"events are found by their time", eventsBetween},
	{"refusals go with their person", refusalsGo},
	{"a refusal that comes after its person has gone is nobody's", refusalsLate},
	{"a person's refusals are listed, the latest first", refusalsListed},
}

func newRefusal(uid string) account.Refusal {
	return account.Refusal{
		RequestID: newID(), At: began.Add(123456 * time.Microsecond), Route: "GET /me", Address: "2001:db8::7", Status: 401, Code: "token_expired",
		Credential: "access token (Authorization header)", Reason: "token has expired: Möbel", UID: uid, SessionID: newID(), TokenID: newID(),
		KeyID: "key-1", ExpiresAt: began,
	}
}

func refusalsComeBack(t *testing.T, db database) {
	one, none := newRefusal(added(t, db.one).UID), account.Refusal{RequestID: newID(), At: began}
	must(t, db.one.AddRefusals(t.Context(), []account.Refusal{one, none}))
	changed := one
	changed.Reason = "another"
	must(t, db.other.AddRefusals(t.Context(), []account.Refusal{changed}))
	for _, want := range []account.Refusal{one, none} {
		got, found, err := db.other.RefusalByRequest(t.Context(), want.RequestID)
		if must(t, err); !found || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if _, found, err := db.one.RefusalByRequest(t.Context(), newID()); found || err != nil {
		t.Errorf("a request that never was: %v, %v", found, err)
	}
	must(t, db.one.AddRefusals(t.Context(), nil))
}

func refusalBatch(t *testing.T, db database) {
	uid := added(t, db.one).UID
	list := make([]account.Refusal, 100)
	for i := range list {
		list[i] = newRefusal(uid)
	}
	must(t, db.one.AddRefusals(t.Context(), list))
	if n := db.count(t, "SELECT count(*) FROM refusals WHERE uid = $1", uid); n != len(list) {
		t.Errorf("%d kept", n)
	}
}

func endOfSession(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	if _, found, err := db.other.EndOfSession(t.Context(), s.ID); found || err != nil {
		t.Errorf("of a live session: %v, %v", found, err)
	}
	end := ending(account.EndedLogout)
	_, err := db.one.EndSessions(t.Context(), account.Which{UID: p.UID, Only: s.ID}, end)
	must(t, err)
	got, found, err := db.other.EndOfSession(t.Context(), s.ID)
	want := account.Ended{ID: s.ID, At: end.At, Until: end.Until, Reason: end.Reason}
	if must(t, err); !found || got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func eventsBetween(t *testing.T, db database) {
	uid := newID()
	var all []account.Event
	for i := range 5 {
		e := newEvent(uid, account.EventSignedIn)
		e.At = began.Add(time.Duration(i) * time.Second)
		must(t, db.one.AddEvent(t.Context(), e))
		all = append(all, e)
	}
	got, err := db.other.EventsBetween(t.Context(), uid, began.Add(time.Second), began.Add(3*time.Second))
	if must(t, err); !reflect.DeepEqual(got, all[1:4]) {
		t.Errorf("%+v, want %+v", got, all[1:4])
	}
	if got, err = db.other.EventsBetween(t.Context(), newID(), began, began.Add(time.Hour)); err != nil || len(got) > 0 {
		t.Errorf("another's: %+v, %v", got, err)
	}
}

func refusalsGo(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one).UID
	must(t, db.one.AddRefusals(t.Context(), []account.Refusal{newRefusal(p.UID), newRefusal(other)}))
	_, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, ending(account.EndedDeleted))
	must(t, err)
	if n := db.count(t, "SELECT count(*) FROM refusals WHERE uid = $1", p.UID); n != 0 {
		t.Errorf("%d of a person who is gone", n)
	}
	if n := db.count(t, "SELECT count(*) FROM refusals WHERE uid = $1", other); n != 1 {
		t.Errorf("%d of another", n)
	}
}

func refusalsLate(t *testing.T, db database) {
	p := added(t, db.one)
	_, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, ending(account.EndedDeleted))
	must(t, err)
	late, other := newRefusal(p.UID), newRefusal(added(t, db.one).UID)
	must(t, db.one.AddRefusals(t.Context(), []account.Refusal{late, other}))
	late.UID, late.SessionID, late.Reason = "", "", late.Reason+"; the account does not exist any more"
	for _, want := range []account.Refusal{late, other} {
		if got, _, err := db.other.RefusalByRequest(t.Context(), want.RequestID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
}

func refusalsListed(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	first, second, third := newRefusal(p.UID), newRefusal(p.UID), newRefusal(p.UID)
	second.At, third.At = first.At.Add(time.Second), first.At.Add(2*time.Second)
	must(t, db.one.AddRefusals(t.Context(), []account.Refusal{second, newRefusal(other.UID), third, first, {RequestID: newID()}}))
	got, err := db.other.ListRefusals(t.Context(), p.UID, 2)
	if must(t, err); !reflect.DeepEqual(got, []account.Refusal{third, second}) {
		t.Errorf("%+v", got)
	}
	if got, err = db.other.ListRefusals(t.Context(), "", 10); err != nil || len(got) > 0 {
		t.Errorf("of nobody: %+v, %v", got, err)
	}
}
