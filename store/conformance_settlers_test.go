package store_test

import (
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
)

var settlerContract = []part{
	{"settlers are kept whole, with their events", settlersAreKept},
	{"a taken name, address or uid keeps one settler out and no other", takenSettlersStayOut},
	{"of two imports at once each settler is kept once", settlersAreKeptOnce},
	{"only people who were imported are found as such", onlyTheImportedAreFound},
	{"what ends tokens of before", whatEndsTokensOfBefore},
	{"a token of before ends once, on every node", tokensOfBeforeEndOnce},
}

func newSettler() account.Settler {
	p := newPerson()
	return account.Settler{Person: p, LegacyUntil: began.Add(time.Hour), Event: newEvent(p.UID, account.EventImported)}
}

// settle keeps settlers and returns the uids that were kept.
func settle(t *testing.T, s *store.Store, list ...account.Settler) map[string]bool {
	t.Helper()
	added, err := s.AddSettlers(t.Context(), list)
	must(t, err)
	return added
}

func settlersAreKept(t *testing.T, db database) {
	var list []account.Settler
	for range account.MaxSettlers {
		list = append(list, newSettler())
	}
	list[1].Person.DisabledAt, list[1].Person.Verified = began, true
	list[1].Person.Profile = account.Profile{Level: "expert", FirstName: "Ünï", Age: 44}
	added := settle(t, db.one, list...)
	for _, n := range list {
		if !added[n.Person.UID] {
			t.Errorf("%s was not kept", n.Person.Username)
		}
	}
	p, err := db.other.PersonByID(t.Context(), list[1].Person.UID)
	must(t, err)
	if p.DisabledAt != began || !p.Verified || p.Profile.FirstName != "Ünï" || p.PasswordHash != list[1].Person.PasswordHash || p.CreatedAt != began {
		t.Errorf("kept as %+v", p)
	}
	events, err := db.other.ListEvents(t.Context(), p.UID, 10)
	must(t, err)
	if len(events) != 1 || events[0] != list[1].Event {
		t.Errorf("events are %+v", events)
	}
	if _, err := db.one.AddSettlers(t.Context(), append(list, newSettler())); err == nil {
		t.Error("more than the most were taken")
	}
	if added := settle(t, db.one); len(added) > 0 {
		t.Errorf("of nobody %v was kept", added)
	}
}

func takenSettlersStayOut(t *testing.T, db database) {
	have := added(t, db.one)
	sameName, sameAddress, sameUID, good := newSettler(), newSettler(), newSettler(), newSettler()
	sameName.Person.Username = account.Username("PERSON" + string(have.Username)[len("person"):])
	sameAddress.Person.Email = have.Email
	sameUID.Person.UID = have.UID
	twin := newSettler()
	twin.Person.Username = good.Person.Username
	kept := settle(t, db.one, sameName, sameAddress, sameUID, good, twin)
	if len(kept) != 1 || !kept[good.Person.UID] {
		t.Errorf("kept %v, want %s alone", kept, good.Person.UID)
	}
	p, err := db.one.PersonByID(t.Context(), have.UID)
	must(t, err)
	if p.Username != have.Username || p.PasswordHash != have.PasswordHash {
		t.Errorf("who was here is now %+v", p)
	}
	for _, n := range []account.Settler{sameName, sameAddress, twin} {
		if list, err := db.one.ListEvents(t.Context(), n.Person.UID, 1); err != nil || len(list) > 0 {
			t.Errorf("an event of somebody who was not kept: %v, %v", list, err)
		}
	}
}

func settlersAreKeptOnce(t *testing.T, db database) {
	const imports = 6
	var people []account.Person
	for range 30 {
		people = append(people, newPerson())
	}
	kept := make([]map[string]bool, imports)
	together(imports, func(i int) {
		var list []account.Settler
		for _, p := range people {
			p.UID = newID()
			list = append(list, account.Settler{Person: p})
		}
		var err error
		if kept[i], err = db.handle(i).AddSettlers(t.Context(), list); err != nil {
			t.Error(err)
		}
	})
	total := 0
	for _, k := range kept {
		total += len(k)
	}
	if total != len(people) {
		t.Errorf("%d were kept of %d", total, len(people))
	}
}

func onlyTheImportedAreFound(t *testing.T, db database) {
	native, n := added(t, db.one), newSettler()
	settle(t, db.one, n)
	for _, key := range []string{n.Person.Username.Canonical(), n.Person.Email.Canonical()} {
		p, until, err := db.other.ImportedPerson(t.Context(), key)
		must(t, err)
		if p.UID != n.Person.UID || p.Email != n.Person.Email || !until.Equal(n.LegacyUntil) {
			t.Errorf("ImportedPerson(%q) = %+v, %v", key, p, until)
		}
	}
	for _, key := range []string{native.Username.Canonical(), native.Email.Canonical(), "nobody", "a\x00b", "\xff"} {
		_, _, err := db.one.ImportedPerson(t.Context(), key)
		wantError(t, err, account.ErrNoPerson)
	}
}

func whatEndsTokensOfBefore(t *testing.T, db database) {
	for what, c := range map[string]struct {
		do   func(p account.Person) error
		ends bool
	}{
		"a change of the password": {func(p account.Person) error {
			_, err := db.one.ChangePassword(t.Context(), p.UID, p.PasswordHash, "next", "", ending("password_changed"))
			return err
		}, true},
		"a reset": {func(p account.Person) error {
			_, err := db.one.ChangePassword(t.Context(), p.UID, "", "next", "", ending("password_changed"))
			return err
		}, true},
		"a better hash": {func(p account.Person) error { return db.one.ReplaceHash(t.Context(), p.UID, p.PasswordHash, "better") }, false},
		"disabling and enabling": {func(p account.Person) error {
			if _, err := db.one.Disable(t.Context(), p.UID, ending("disabled")); err != nil {
				return err
			}
			return db.one.Enable(t.Context(), p.UID, account.Event{})
		}, true},
		"the end of all": {func(p account.Person) error {
			return db.one.EndLegacyTokens(t.Context(), p.UID, began, newEvent(p.UID, account.EventSignedOutAll))
		}, true},
		"the end of one session": {func(p account.Person) error {
			s := started(t, db.one, p)
			_, err := db.one.EndSessions(t.Context(), account.Which{UID: p.UID, Only: s.ID}, ending("logout"))
			return err
		}, false},
	} {
		n := newSettler()
		settle(t, db.one, n)
		must(t, c.do(n.Person))
		_, until, err := db.other.ImportedPerson(t.Context(), n.Person.Username.Canonical())
		must(t, err)
		if until.IsZero() != c.ends {
			t.Errorf("after %s the tokens count until %v", what, until)
		}
	}
	n := newSettler()
	settle(t, db.one, n)
	must(t, db.one.EndLegacyTokens(t.Context(), n.Person.UID, began, account.Event{}))
	late := newEvent(n.Person.UID, account.EventSignedOutAll)
	wantError(t, db.other.EndLegacyTokens(t.Context(), n.Person.UID, began, late), account.ErrSessionEnded)
	wantError(t, db.other.EndLegacyTokens(t.Context(), newID(), began, account.Event{}), account.ErrSessionEnded)
	if events, err := db.one.ListEvents(t.Context(), n.Person.UID, 10); err != nil || len(events) != 1 {
		t.Errorf("events are %v, %v; want that of the import alone", events, err)
	}
}

func tokensOfBeforeEndOnce(t *testing.T, db database) {
	ended := account.Ended{ID: "legacy-" + newID(), At: began, Until: began.Add(time.Hour), Reason: account.EndedLogout}
	uid := newID()
	must(t, db.one.EndLegacyToken(t.Context(), ended, newEvent(uid, account.EventSignedOut)))
	wantError(t, db.other.EndLegacyToken(t.Context(), ended, newEvent(uid, account.EventSignedOut)), account.ErrSessionEnded)
	list, err := db.other.EndedSince(t.Context(), began)
	must(t, err)
	found := false
	for _, e := range list {
		found = found || e.ID == ended.ID && e.Until.Equal(ended.Until)
	}
	if !found {
		t.Error("the other node is not told")
	}
	if events, err := db.one.ListEvents(t.Context(), uid, 10); err != nil || len(events) != 1 {
		t.Errorf("events are %v, %v; want one", events, err)
	}
}
