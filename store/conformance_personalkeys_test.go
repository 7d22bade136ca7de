package store_test

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
)

var personalKeyContract = []part{
	{"personal keys come back field by field, the latest first", personalKeysComeBack},
	{"of many keys at once no more are kept than may be", personalKeyRace},
	{"an ended session and a disabled person make no key", personalKeyDoors},
	{"a removed key is gone for every node, another's stays", personalKeyRemoved},
	{"the use of a key is noted once in a while", personalKeyUse},
	{"S10 keys go with the password and with the person", personalKeysGo},
	{"S10 no key is left when the password changes at the same time", personalKeyAgainstPassword},
	{"a key's text that PostgreSQL cannot keep is kept nowhere", personalKeyTexts},
}

func newPersonalKey(uid string) account.PersonalKey {
	id := newID()
	return account.PersonalKey{ID: id, UID: uid, Name: "Laptop (€)", Hint: "sk-spotter-…" + id[32:], Hash: "hash of " + id, CreatedAt: began.Add(time.Microsecond)}
}

func personalKeysComeBack(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	first, second := newPersonalKey(p.UID), newPersonalKey(p.UID)
	made := newEvent(p.UID, account.EventKeyMade)
	must(t, db.one.AddPersonalKey(t.Context(), first, 20, made))
	must(t, db.one.AddPersonalKey(t.Context(), second, 20, account.Event{}))
	for _, k := range []account.PersonalKey{first, second} {
		got, err := db.other.PersonalKeyByHash(t.Context(), k.Hash)
		if must(t, err); got != k {
			t.Errorf("%+v, want %+v", got, k)
		}
	}
	list, err := db.other.ListPersonalKeys(t.Context(), p.UID, 20)
	if must(t, err); !reflect.DeepEqual(list, []account.PersonalKey{second, first}) {
		t.Errorf("list %+v", list)
	}
	if list, err = db.other.ListPersonalKeys(t.Context(), p.UID, 1); err != nil || len(list) != 1 || list[0] != second {
		t.Errorf("of at most one: %+v, %v", list, err)
	}
	if list, err = db.other.ListPersonalKeys(t.Context(), other.UID, 20); err != nil || len(list) != 0 {
		t.Errorf("of another: %+v, %v", list, err)
	}
	events, err := db.other.ListEvents(t.Context(), p.UID, 10)
	if must(t, err); len(events) != 1 || events[0] != made {
		t.Errorf("events %+v, want %+v", events, made)
	}
	for _, hash := range []string{"", "hash of ", first.Hash + "x", first.Hash[1:], "%", first.ID} {
		_, err := db.one.PersonalKeyByHash(t.Context(), hash)
		wantError(t, err, account.ErrNoKey)
	}
	same := newPersonalKey(p.UID)
	same.Hash = first.Hash
	wantPlain(t, db.one.AddPersonalKey(t.Context(), same, 20, account.Event{}))
}

func personalKeyRace(t *testing.T, db database) {
	p := added(t, db.one)
	var kept atomic.Int64
	together(12, func(i int) {
		switch err := db.handle(i).AddPersonalKey(ctx, newPersonalKey(p.UID), 5, account.Event{}); {
		case err == nil:
			kept.Add(1)
		default:
			wantError(t, err, account.ErrTooManyKeys)
		}
	})
	list, err := db.one.ListPersonalKeys(t.Context(), p.UID, 20)
	if must(t, err); kept.Load() != 5 || len(list) != 5 {
		t.Errorf("%d were kept, %d are there, want 5", kept.Load(), len(list))
	}
}

func personalKeyDoors(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	e := newEvent(p.UID, account.EventKeyMade)
	e.SessionID = s.ID
	must(t, db.one.AddPersonalKey(t.Context(), newPersonalKey(p.UID), 20, e))
	_, err := db.other.EndSessions(t.Context(), account.Which{UID: p.UID, Only: s.ID}, ending("logout"))
	must(t, err)
	wantError(t, db.one.AddPersonalKey(t.Context(), newPersonalKey(p.UID), 20, e), account.ErrSessionEnded)
	_, err = db.other.Disable(t.Context(), p.UID, ending("disabled"))
	must(t, err)
	e.SessionID = newID()
	wantError(t, db.one.AddPersonalKey(t.Context(), newPersonalKey(p.UID), 20, e), account.ErrNoPerson)
	wantError(t, db.one.AddPersonalKey(t.Context(), newPersonalKey(newID()), 20, e), account.ErrNoPerson)
	if list, err := db.one.ListPersonalKeys(t.Context(), p.UID, 20); err != nil || len(list) != 1 {
		t.Errorf("keys %+v, %v", list, err)
	}
}

func personalKeyRemoved(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	mine, theirs := newPersonalKey(p.UID), newPersonalKey(other.UID)
	must(t, db.one.AddPersonalKey(t.Context(), mine, 20, account.Event{}))
	must(t, db.one.AddPersonalKey(t.Context(), theirs, 20, account.Event{}))
	for _, id := range []string{theirs.ID, "", "%", newID(), mine.ID[:35]} {
		wantError(t, db.other.RemovePersonalKey(t.Context(), p.UID, id, newEvent(p.UID, account.EventKeyRemoved)), account.ErrNoKey)
	}
	_, err := db.one.PersonalKeyByHash(t.Context(), mine.Hash)
	must(t, err)
	gone := newEvent(p.UID, account.EventKeyRemoved)
	must(t, db.other.RemovePersonalKey(t.Context(), p.UID, mine.ID, gone))
	_, err = db.one.PersonalKeyByHash(t.Context(), mine.Hash)
	wantError(t, err, account.ErrNoKey)
	wantError(t, db.other.RemovePersonalKey(t.Context(), p.UID, mine.ID, gone), account.ErrNoKey)
	_, err = db.one.PersonalKeyByHash(t.Context(), theirs.Hash)
	must(t, err)
	if events, err := db.one.ListEvents(t.Context(), p.UID, 10); err != nil || len(events) != 1 || events[0] != gone {
		t.Errorf("events %+v, %v", events, err)
	}
}

func personalKeyUse(t *testing.T, db database) {
	p := added(t, db.one)
	k := newPersonalKey(p.UID)
	must(t, db.one.AddPersonalKey(t.Context(), k, 20, account.Event{}))
	used := func(at time.Duration) time.Time {
		t.Helper()
		must(t, db.one.NoteKeyUse(t.Context(), k.ID, began.Add(at), began.Add(at-time.Minute)))
		got, err := db.other.PersonalKeyByHash(t.Context(), k.Hash)
		must(t, err)
		return got.LastUsedAt
	}
	for _, step := range []struct{ at, want time.Duration }{{0, 0}, {59 * time.Second, 0}, {time.Minute, time.Minute}, {30 * time.Second, time.Minute}} {
		if got := used(step.at); !got.Equal(began.Add(step.want)) {
			t.Errorf("used after %v: %v, want %v", step.at, got, began.Add(step.want))
		}
	}
	must(t, db.one.NoteKeyUse(t.Context(), newID(), began, began))
}

func personalKeysGo(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	theirs := newPersonalKey(other.UID)
	must(t, db.one.AddPersonalKey(t.Context(), theirs, 20, account.Event{}))
	left := func() int { return db.count(t, "SELECT COUNT(*) FROM personal_keys WHERE uid = $1", p.UID) }
	give := func() { must(t, db.one.AddPersonalKey(t.Context(), newPersonalKey(p.UID), 20, account.Event{})) }

	give()
	must(t, db.one.ReplaceHash(t.Context(), p.UID, p.PasswordHash, "better"))
	_, err := db.one.ChangePassword(t.Context(), p.UID, "another", "next", "", ending("password_changed"))
	wantError(t, err, account.ErrConflict)
	if left() != 1 {
		t.Error("a change that was none has removed keys")
	}
	_, err = db.one.ChangePassword(t.Context(), p.UID, "better", "next", "", ending("password_changed"))
	if must(t, err); left() != 0 {
		t.Error("keys outlive the password")
	}
	give()
	_, err = db.one.Disable(t.Context(), p.UID, ending("disabled"))
	if must(t, err); left() != 1 {
		t.Error("keys are removed when their person is disabled")
	}
	_, err = db.one.DeletePerson(t.Context(), p.UID, "next", ending("deleted"))
	if must(t, err); left() != 0 {
		t.Error("keys outlive the person")
	}
	_, err = db.one.PersonalKeyByHash(t.Context(), theirs.Hash)
	must(t, err)
}

// personalKeyAgainstPassword has somebody who holds a session make keys while its
// owner changes the password.
func personalKeyAgainstPassword(t *testing.T, db database) {
	for round := range 10 {
		p := added(t, db.one)
		s := started(t, db.one, p)
		e := newEvent(p.UID, account.EventKeyMade)
		e.SessionID = s.ID
		together(8, func(i int) {
			if i == 0 {
				if _, err := db.one.ChangePassword(ctx, p.UID, p.PasswordHash, "next", "", ending("password_changed")); err != nil {
					t.Error(err)
				}
				return
			}
			one := e
			one.ID = newID()
			if err := db.handle(i).AddPersonalKey(ctx, newPersonalKey(p.UID), 20, one); err != nil {
				wantError(t, err, account.ErrSessionEnded)
			}
		})
		if n := db.count(t, "SELECT COUNT(*) FROM personal_keys WHERE uid = $1", p.UID); n != 0 {
			t.Errorf("round %d: %d keys are left", round, n)
		}
	}
}

func personalKeyTexts(t *testing.T, db database) {
	p := added(t, db.one)
	for _, bad := range badTexts {
		for i, spoil := range []func(*account.PersonalKey){
			func(k *account.PersonalKey) { k.ID += bad }, func(k *account.PersonalKey) { k.Name += bad },
			func(k *account.PersonalKey) { k.Hint += bad }, func(k *account.PersonalKey) { k.Hash += bad },
		} {
			k := newPersonalKey(p.UID)
			spoil(&k)
			t.Run(fmt.Sprint(i), func(t *testing.T) { wantPlain(t, db.one.AddPersonalKey(t.Context(), k, 20, account.Event{})) })
		}
		_, err := db.one.PersonalKeyByHash(t.Context(), bad)
		wantError(t, err, account.ErrNoKey)
		wantError(t, db.one.RemovePersonalKey(t.Context(), p.UID, bad, account.Event{}), account.ErrNoKey)
	}
	if n := db.count(t, "SELECT COUNT(*) FROM personal_keys WHERE uid = $1", p.UID); n != 0 {
		t.Errorf("%d were kept", n)
	}
}
