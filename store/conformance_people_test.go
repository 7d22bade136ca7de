package store_test

import (
	"errors"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
)

var peopleContract = []part{
	{"a person comes back field by field", personComesBack},
	{"unknown equipment and none are told apart", equipmentComesBack},
	{"what is unknown stays unknown", zeroPersonComesBack},
	{"a person comes with an event or not at all", personAndEvent},
	{"names are taken by ASCII case", takenNames},
	{"who is nobody is not found", nobodyIsFound},
	{"a profile is saved once per version", profileVersions},
	{"people are listed by id, page by page", peoplePages},
	{"64 equal registrations make one person", equalRegistrations},
	{"64 registrations of one e-mail address make one person", equalAddresses},
}

func personComesBack(t *testing.T, db database) {
	p := newPerson()
	p.Username, p.Verified = "Frank.N-Furter_"+account.Username(p.Username), true
	p.Email = "Mixed.Case+tag'%_" + p.Email
	p.PasswordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$a2V5"
	p.CreatedAt, p.Version = time.Date(2026, 3, 1, 23, 59, 59, 123456000, time.UTC), 7
	p.Profile = account.Profile{
		FirstName: "Zoë 张伟 😀", LastName: "O'Néill \"Quote\"; DROP TABLE users; --", Age: 120, Gender: "other", Level: "expert",
		Goal: "fat_loss", Equipment: []string{"barbell", "pull-up bar", "kettlebell_24"}, DaysPerWeek: 7, RestingHeartRate: 44,
		WeightKG: 82.35, HeightCM: 180.00000000000003, Injuries: "left\tknee\nnot since \u202eMay\u200b, 100 %\\_",
	}
	must(t, db.one.AddPerson(t.Context(), p, account.Event{}))

	for name, find := range map[string]func() (account.Person, error){
		"by id":       func() (account.Person, error) { return db.other.PersonByID(t.Context(), p.UID) },
		"by username": func() (account.Person, error) { return db.other.PersonByLogin(t.Context(), p.Username.Canonical()) },
		"by e-mail":   func() (account.Person, error) { return db.other.PersonByLogin(t.Context(), p.Email.Canonical()) },
	} {
		got, err := find()
		if must(t, err); !reflect.DeepEqual(got, p) {
			t.Errorf("%s:\n%#v, want\n%#v", name, got, p)
		}
	}

	q := account.Profile{
		FirstName: "Ann", LastName: "\t", Age: 13, Gender: "female", Level: "intermediate", Goal: "health", Equipment: []string{"bands"},
		DaysPerWeek: 1, RestingHeartRate: 120, WeightKG: 25, HeightCM: 250, Injuries: strings.Repeat("é", 500),
	}
	must(t, db.one.SaveProfile(t.Context(), p.UID, 7, q))
	p.Profile, p.Version = q, 8
	if got, err := db.other.PersonByID(t.Context(), p.UID); err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("after a change:\n%#v, %v, want\n%#v", got, err, p)
	}
}

func equipmentComesBack(t *testing.T, db database) {
	for _, words := range [][]string{nil, {}, {"bands"}, {"a", "b", "a"}} {
		p := newPerson()
		p.Profile.Equipment = words
		must(t, db.one.AddPerson(t.Context(), p, account.Event{}))
		got, err := db.other.PersonByID(t.Context(), p.UID)
		if must(t, err); !reflect.DeepEqual(got.Profile.Equipment, words) {
			t.Errorf("%#v came back as %#v", words, got.Profile.Equipment)
		}
	}
}

func zeroPersonComesBack(t *testing.T, db database) {
	p := newPerson()
	p.CreatedAt = time.Time{}
	must(t, db.one.AddPerson(t.Context(), p, account.Event{}))
	got, err := db.one.PersonByID(t.Context(), p.UID)
	if must(t, err); !reflect.DeepEqual(got, p) {
		t.Errorf("%#v, want %#v", got, p)
	}
	if got.Disabled() || !got.LastSignInAt.IsZero() || !got.CreatedAt.IsZero() {
		t.Error("a zero time came back as a moment")
	}
}

func personAndEvent(t *testing.T, db database) {
	p := newPerson()
	registered := newEvent(p.UID, account.EventRegistered)
	must(t, db.one.AddPerson(t.Context(), p, registered))
	if got, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || !reflect.DeepEqual(got, []account.Event{registered}) {
		t.Errorf("events %+v, %v", got, err)
	}

	twin := newPerson()
	twin.Username = p.Username
	wantError(t, db.one.AddPerson(t.Context(), twin, newEvent(twin.UID, account.EventRegistered)), account.ErrUsernameTaken)
	lost := newPerson()
	wantPlain(t, db.one.AddPerson(t.Context(), lost, registered)) // that event's id is taken
	for _, uid := range []string{twin.UID, lost.UID} {
		_, err := db.one.PersonByID(t.Context(), uid)
		wantError(t, err, account.ErrNoPerson)
		if got, err := db.one.ListEvents(t.Context(), uid, 10); err != nil || len(got) > 0 {
			t.Errorf("events of nobody: %+v, %v", got, err)
		}
	}
}

func takenNames(t *testing.T, db database) {
	first, second := added(t, db.one), added(t, db.one)
	upper := func(s string) string { return strings.ToUpper(s) } // they are ASCII
	for _, test := range []struct {
		name     string
		username account.Username
		email    account.Email
		want     error
	}{
		{"the same username", first.Username, newPerson().Email, account.ErrUsernameTaken},
		{"the username in capitals", account.Username(upper(string(first.Username))), newPerson().Email, account.ErrUsernameTaken},
		{"the same address", newPerson().Username, first.Email, account.ErrEmailTaken},
		{"the address in capitals", newPerson().Username, account.Email(upper(string(first.Email))), account.ErrEmailTaken},
		{"both of one person", first.Username, first.Email, account.ErrUsernameTaken},
		{"both, of two people", second.Username, first.Email, account.ErrUsernameTaken},
	} {
		p := newPerson()
		p.Username, p.Email = test.username, test.email
		if err := db.other.AddPerson(t.Context(), p, account.Event{}); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}

	// The Kelvin sign is no k: what Unicode folds into ASCII stays apart here.
	kelvin := newPerson()
	kelvin.Username = account.Username("k" + string(kelvin.Username))
	must(t, db.one.AddPerson(t.Context(), kelvin, account.Event{}))
	other := newPerson()
	other.Username = account.Username("\u212a" + string(kelvin.Username)[1:])
	must(t, db.one.AddPerson(t.Context(), other, account.Event{}))
	got, err := db.one.PersonByLogin(t.Context(), kelvin.Username.Canonical())
	if err != nil || got.UID != kelvin.UID {
		t.Errorf("found %s, %v, want %s", got.UID, err, kelvin.UID)
	}
}

func nobodyIsFound(t *testing.T, db database) {
	p := added(t, db.one)
	for _, key := range []string{
		"", "%", "_", "%@%", string(p.Username)[:len(p.Username)-1] + "_", string(p.Username) + " ", " " + string(p.Username),
		strings.ToUpper(string(p.Username)), string(p.Email)[1:], p.UID, "' OR 1=1 --",
	} {
		if got, err := db.one.PersonByLogin(t.Context(), key); !errors.Is(err, account.ErrNoPerson) {
			t.Errorf("PersonByLogin(%q) = %s, %v", key, got.UID, err)
		}
	}
	for _, uid := range []string{"", p.UID[:35], p.UID + "0", strings.ToUpper(p.UID), "%", string(p.Username)} {
		if got, err := db.one.PersonByID(t.Context(), uid); !errors.Is(err, account.ErrNoPerson) {
			t.Errorf("PersonByID(%q) = %s, %v", uid, got.UID, err)
		}
	}
}

func profileVersions(t *testing.T, db database) {
	p := added(t, db.one)
	change := p.Profile
	change.Age = 40
	wantError(t, db.one.SaveProfile(t.Context(), newID(), 1, change), account.ErrNoPerson)
	wantError(t, db.one.SaveProfile(t.Context(), p.UID, 2, change), account.ErrConflict)

	for version := int64(1); version <= 5; version++ {
		var saved atomic.Int64
		together(10, func(i int) {
			mine := p.Profile
			mine.Age = 20 + i
			switch err := db.handle(i).SaveProfile(t.Context(), p.UID, version, mine); {
			case err == nil:
				saved.Add(1)
			case !errors.Is(err, account.ErrConflict):
				t.Error(err)
			}
		})
		got, err := db.one.PersonByID(t.Context(), p.UID)
		if must(t, err); saved.Load() != 1 || got.Version != version+1 || got.Profile.Age < 20 {
			t.Errorf("%d of 10 were saved, version %d, age %d", saved.Load(), got.Version, got.Profile.Age)
		}
	}
}

func peoplePages(t *testing.T, db database) {
	before, err := db.one.ListPeople(t.Context(), "", 1000)
	must(t, err)
	after := ""
	if len(before) > 0 {
		after = before[len(before)-1].UID
	}
	var want []string
	for range 5 {
		want = append(want, added(t, db.one).UID)
	}
	var got []string
	for {
		page, err := db.other.ListPeople(t.Context(), after, 2)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, p := range page {
			after = p.UID
			got = append(got, p.UID)
		}
	}
	wantIDs(t, got, want...)
}

func equalRegistrations(t *testing.T, db database) {
	p := newPerson()
	registerTogether(t, db, func(int) account.Person {
		twin := p
		twin.UID = newID()
		return twin
	}, account.ErrUsernameTaken)
	if n := db.count(t, "SELECT count(*) FROM users WHERE username_key = $1", p.Username.Canonical()); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func equalAddresses(t *testing.T, db database) {
	p := newPerson()
	registerTogether(t, db, func(i int) account.Person {
		q := newPerson()
		q.Email = p.Email
		if i%2 == 1 {
			q.Email = account.Email(strings.ToUpper(string(p.Email)))
		}
		return q
	}, account.ErrEmailTaken)
}

// registerTogether adds 64 people at once, over both handles: one is added with
// its event, and the others are told taken.
func registerTogether(t *testing.T, db database, make func(i int) account.Person, taken error) {
	t.Helper()
	var done, refused, events atomic.Int64
	together(64, func(i int) {
		p := make(i)
		err := db.handle(i).AddPerson(t.Context(), p, newEvent(p.UID, account.EventRegistered))
		switch {
		case err == nil:
			done.Add(1)
		case errors.Is(err, taken):
			refused.Add(1)
		default:
			t.Errorf("a clash ended in: %v", err)
		}
		list, err := db.handle(i).ListEvents(t.Context(), p.UID, 10)
		if err != nil {
			t.Error(err)
		}
		events.Add(int64(len(list)))
	})
	if done.Load() != 1 || refused.Load() != 63 || events.Load() != 1 {
		t.Errorf("%d added, %d refused, %d events", done.Load(), refused.Load(), events.Load())
	}
}
