package store_test

import (
	"errors"
	"testing"

	"spotter/account"
)

var textContract = []part{
	{"a text that PostgreSQL cannot keep is kept nowhere", refusedTexts},
	{"a text that nobody can have finds nobody", soughtTexts},
	{"other control characters are kept as they are", keptTexts},
}

// badTexts are what PostgreSQL refuses and SQLite would take.
var badTexts = []string{"\x00", "a\x00b", "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf"}

func refusedTexts(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	for _, bad := range badTexts {
		for name, spoil := range map[string]func(*account.Person){
			"username":   func(p *account.Person) { p.Username += account.Username(bad) },
			"email":      func(p *account.Person) { p.Email += account.Email(bad) },
			"hash":       func(p *account.Person) { p.PasswordHash += bad },
			"first name": func(p *account.Person) { p.Profile.FirstName = bad },
			"last name":  func(p *account.Person) { p.Profile.LastName = bad },
			"gender":     func(p *account.Person) { p.Profile.Gender = bad },
			"level":      func(p *account.Person) { p.Profile.Level = bad },
			"goal":       func(p *account.Person) { p.Profile.Goal = bad },
			"equipment":  func(p *account.Person) { p.Profile.Equipment = []string{"bar", bad} },
			"injuries":   func(p *account.Person) { p.Profile.Injuries = bad },
		} {
			q := newPerson()
			spoil(&q)
			t.Run(name, func(t *testing.T) {
				wantPlain(t, db.one.AddPerson(t.Context(), q, newEvent(q.UID, account.EventRegistered)))
				_, err := db.one.PersonByID(t.Context(), q.UID)
				wantError(t, err, account.ErrNoPerson)
			})
		}

		wantPlain(t, db.one.SaveProfile(t.Context(), p.UID, 1, account.Profile{Level: "beginner", Injuries: bad}))
		wantPlain(t, db.one.ReplaceHash(t.Context(), p.UID, p.PasswordHash, bad))
		_, err := db.one.ChangePassword(t.Context(), p.UID, p.PasswordHash, bad, "", ending("password_changed"))
		wantPlain(t, err)
		_, err = db.one.Disable(t.Context(), bad, ending("disabled"))
		wantPlain(t, err)

		n := newSession(p.UID)
		n.Agent = bad
		_, err = db.one.StartSession(t.Context(), n, p.PasswordHash, 100, ending("too_many_sessions"))
		wantPlain(t, err)
		e := newEvent(p.UID, account.EventSignInFailed)
		e.RequestID = bad
		wantPlain(t, db.one.AddEvent(t.Context(), e))
		with := ending("logout")
		with.Event = e
		ended, err := db.one.EndSessions(t.Context(), account.Which{UID: p.UID}, with)
		if len(ended) > 0 || errors.Is(err, account.ErrUnavailable) {
			t.Errorf("ended %v, %v", ended, err)
		}
	}

	got, err := db.other.PersonByID(t.Context(), p.UID)
	if err != nil || got.Version != 1 || got.PasswordHash != p.PasswordHash || got.Disabled() {
		t.Errorf("a refused change left %+v, %v", got, err)
	}
	list, err := db.other.ListSessions(t.Context(), p.UID, began)
	must(t, err)
	wantIDs(t, idsOf(list), s.ID)
	if events, err := db.other.ListEvents(t.Context(), p.UID, 10); err != nil || len(events) > 0 {
		t.Errorf("a refused change left events %+v, %v", events, err)
	}
}

func soughtTexts(t *testing.T, db database) {
	p := added(t, db.one)
	s := started(t, db.one, p)
	for _, bad := range badTexts {
		_, err := db.one.PersonByID(t.Context(), p.UID+bad)
		wantError(t, err, account.ErrNoPerson)
		_, err = db.one.PersonByLogin(t.Context(), string(p.Username)+bad)
		wantError(t, err, account.ErrNoPerson)
		_, err = db.one.PersonByLogin(t.Context(), bad+string(p.Email))
		wantError(t, err, account.ErrNoPerson)
		_, err = db.one.LookAtSession(t.Context(), s.ID+bad)
		wantError(t, err, account.ErrNoSession)

		for _, spoil := range []func(*account.Rotation){
			func(r *account.Rotation) { r.Old += bad }, func(r *account.Rotation) { r.SessionID += bad }, func(r *account.Rotation) { r.UID += bad },
		} {
			r := rotation(s)
			spoil(&r)
			if _, _, rotated, err := db.one.RotateRefresh(t.Context(), r); rotated || err != nil {
				t.Errorf("RotateRefresh(%q, %q, %q) = %v, %v", r.Old, r.SessionID, r.UID, rotated, err)
			}
		}
		for _, which := range []account.Which{{UID: p.UID + bad}, {UID: p.UID, Only: s.ID + bad}, {UID: bad, Only: s.ID}} {
			if ended, err := db.one.EndSessions(t.Context(), which, ending("logout")); len(ended) > 0 || err != nil {
				t.Errorf("EndSessions(%+q) = %v, %v", which, ended, err)
			}
		}
	}
	if st, err := db.one.LookAtSession(t.Context(), s.ID); err != nil || st.Session != s {
		t.Errorf("the real session is now %+v, %v", st, err)
	}
}

func keptTexts(t *testing.T, db database) {
	for _, text := range []string{"\x01\x1f\x7f", "\u0085\u009f", "\ufffd\uffff\U0010ffff", "\ufeffbom", "e\u0301 stays two", "\r\n\t"} {
		p := newPerson()
		p.Profile.Injuries = text
		must(t, db.one.AddPerson(t.Context(), p, account.Event{}))
		got, err := db.other.PersonByID(t.Context(), p.UID)
		if must(t, err); got.Profile.Injuries != text {
			t.Errorf("%q came back as %q", text, got.Profile.Injuries)
		}
	}
}
