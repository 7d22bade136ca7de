package account_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// hashOfForeign is bcrypt of foreignPassword, by Perl's crypt with libxcrypt.
const hashOfForeign = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG"

func newcomer(change ...func(*account.Newcomer)) account.Newcomer {
	name := fmt.Sprintf("newcomer%d", people.Add(1))
	n := account.Newcomer{Username: name, Email: name + "@example.com", PasswordHash: hashOfForeign}
	for _, do := range change {
		do(&n)
	}
	return n
}

// take imports newcomers.
func (n *node) take(t *testing.T, rules account.ImportRules, batch ...account.Newcomer) []account.Arrival {
	t.Helper()
	arrivals, err := n.Import(rules).Batch(ctx, batch)
	must(t, err)
	if len(arrivals) != len(batch) {
		t.Fatalf("%d arrivals of %d", len(arrivals), len(batch))
	}
	return arrivals
}

// arrived imports one newcomer, who must be taken in.
func (n *node) arrived(t *testing.T, rules account.ImportRules, c account.Newcomer) account.Person {
	t.Helper()
	if a := n.take(t, rules, c)[0]; a.Outcome != account.Imported || a.Err != nil {
		t.Fatalf("%+v", a)
	}
	p, err := n.Find(ctx, c.Email)
	must(t, err)
	return p
}

func outcomes(list []account.Arrival) (all []account.Outcome) {
	for _, a := range list {
		all = append(all, a.Outcome)
	}
	return all
}

func TestP1ImportedPeopleLogInWithTheirOldPasswordWhichIsRehashed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n := newNode(t, dsn)
		stored := []struct{ password, hash string }{{foreignPassword, hashOfForeign}}
		for _, v := range foreignVectors {
			if !strings.HasPrefix(v.stored, "$scrypt$ln=16") && !strings.HasPrefix(v.stored, "pbkdf2_sha256$600000") { // slow
				stored = append(stored, struct{ password, hash string }{v.password, v.stored})
			}
		}
		for _, v := range stored {
			c := newcomer(func(c *account.Newcomer) { c.PasswordHash = v.hash })
			p := n.arrived(t, account.ImportRules{}, c)
			if p.PasswordHash != v.hash {
				t.Fatalf("kept as %q", p.PasswordHash)
			}
			_, err := n.SignIn(ctx, c.Username, v.password+"!", keyID, from)
			wantError(t, err, account.ErrWrongCredentials)
			_, err = n.SignIn(ctx, c.Username, v.password, keyID, from)
			must(t, err)
			p, err = n.Find(ctx, c.Username)
			must(t, err)
			if !strings.HasPrefix(p.PasswordHash, "$argon2id$v=19$m=64,t=1,p=1$") {
				t.Errorf("after a log-in the hash is %.30q", p.PasswordHash)
			}
			_, err = n.SignIn(ctx, c.Email, v.password, keyID, from)
			must(t, err)
			n.wantEvents(t, p.UID, account.EventSignedIn, account.EventSignedIn, account.EventSignInFailed, account.EventImported)
		}
	})
}

func TestImportKeepsWhatIsKnownOfSomebody(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Closed = true })
	joined := n.clock.Now().Add(-1000 * time.Hour)
	const uid = "5b1f8a52-2f0e-4a7e-9c43-2a1b0c9d8e7f"
	c := newcomer(func(c *account.Newcomer) {
		c.UID, c.Verified, c.CreatedAt = strings.ToUpper(strings.ReplaceAll(uid, "-", "")), true, joined
		c.Profile = account.Profile{FirstName: "Cléo", Age: 31, Gender: "female"}
	})
	p := n.arrived(t, account.ImportRules{}, c)
	if p.UID != uid || !p.Verified || !p.CreatedAt.Equal(joined) || p.Disabled() || p.Profile.FirstName != "Cléo" || p.Profile.Level != "beginner" {
		t.Errorf("kept as %+v", p)
	}
	other := newcomer(func(c *account.Newcomer) { c.UID, c.Disabled, c.CreatedAt = uid, true, n.clock.Now().Add(time.Hour) })
	twin := newcomer(func(c *account.Newcomer) { c.UID = uid })
	if got := outcomes(n.take(t, account.ImportRules{}, other, twin)); !slices.Equal(got, []account.Outcome{account.Imported, account.Imported}) {
		t.Errorf("with a taken uid: %v", got)
	}
	p, err := n.Find(ctx, other.Email)
	must(t, err)
	if p.UID == uid || len(p.UID) != 36 || !p.Disabled() || !p.CreatedAt.Equal(n.clock.Now()) {
		t.Errorf("kept as %+v", p)
	}
	n.wantEvents(t, p.UID, account.EventImported)
	_, err = n.SignIn(ctx, other.Username, foreignPassword, keyID, from)
	wantError(t, err, account.ErrWrongCredentials)
	for _, bad := range []string{"7", "00000000-0000-0000-0000-000000000000", "{" + uid[:34] + "}", "kYi4EvWQlQTKSfnJ3dRSP6IH3ed2"} {
		if p := n.arrived(t, account.ImportRules{}, newcomer(func(c *account.Newcomer) { c.UID = bad })); len(p.UID) != 36 || strings.HasPrefix(p.UID, "00000000") {
			t.Errorf("uid %q became %q", bad, p.UID)
		}
	}
}

func TestASecondImportTakesNobodyIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n := newNode(t, dsn)
		batch := []account.Newcomer{newcomer(), newcomer(func(c *account.Newcomer) { c.Username = "" }), newcomer()}
		first := outcomes(n.take(t, account.ImportRules{}, batch...))
		if !slices.Equal(first, []account.Outcome{account.Imported, account.Imported, account.Imported}) {
			t.Errorf("first: %v", first)
		}
		p, err := n.Find(ctx, batch[0].Email)
		must(t, err)
		must(t, n.Reset(ctx, p.UID, "another horse to ride"))
		again := outcomes(n.take(t, account.ImportRules{}, batch...))
		if !slices.Equal(again, []account.Outcome{account.AlreadyHere, account.AlreadyHere, account.AlreadyHere}) {
			t.Errorf("again: %v", again)
		}
		_, err = n.SignIn(ctx, batch[0].Username, "another horse to ride", keyID, from)
		must(t, err)
	})
}

func TestSomebodyRefusedDoesNotKeepTheOthersOut(t *testing.T) {
	n := alone(t)
	have, good := n.registered(t), newcomer()
	batch := []account.Newcomer{
		newcomer(func(c *account.Newcomer) { c.Username = "a b" }),
		newcomer(func(c *account.Newcomer) { c.Email = "nowhere" }),
		newcomer(func(c *account.Newcomer) { c.PasswordHash = "hunter2" }),
		newcomer(func(c *account.Newcomer) {
			c.PasswordHash = "$2b$15$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2"
		}),
		newcomer(func(c *account.Newcomer) { c.Profile.Age = 7 }),
		newcomer(func(c *account.Newcomer) { c.Username = strings.ToUpper(string(have.Username)) }),
		newcomer(func(c *account.Newcomer) { c.Email = strings.ToUpper(string(have.Email)) }),
		good,
		newcomer(func(c *account.Newcomer) { c.Username = good.Username }),
		good,
	}
	arrivals := n.take(t, account.ImportRules{}, batch...)
	rehearsed := alone(t)
	_, err := rehearsed.Add(ctx, account.Application{Username: string(have.Username), Email: string(have.Email), Password: password}, from)
	must(t, err)
	for i, a := range rehearsed.take(t, account.ImportRules{DryRun: true}, batch...) {
		if a.Outcome != arrivals[i].Outcome || fmt.Sprint(a.Err) != fmt.Sprint(arrivals[i].Err) {
			t.Errorf("%d: a dry run says %+v, and the import %+v", i, a, arrivals[i])
		}
	}
	for i, field := range []string{"username", "email", "password_hash", "password_hash", "age"} {
		var wrong *account.FieldError
		if a := arrivals[i]; a.Outcome != account.Refused || !errors.As(a.Err, &wrong) || wrong.Field != field || strings.Contains(wrong.Message, "hunter2") {
			t.Errorf("%d: %+v, want %s to be wrong", i, a, field)
		}
	}
	for i, want := range []error{account.ErrUsernameTaken, account.ErrEmailTaken, nil, account.ErrUsernameTaken, nil} {
		if a := arrivals[5+i]; !errors.Is(a.Err, want) {
			t.Errorf("%d: %+v, want %v", 5+i, a, want)
		}
	}
	if got := outcomes(arrivals[7:]); !slices.Equal(got, []account.Outcome{account.Imported, account.Refused, account.AlreadyHere}) {
		t.Errorf("%v", got)
	}
}

func TestADryRunKeepsNothing(t *testing.T) {
	n := alone(t)
	run := n.Import(account.ImportRules{DryRun: true})
	one, same := newcomer(), newcomer()
	same.Username = one.Username
	for i, want := range []account.Outcome{account.Imported, account.AlreadyHere} {
		if a, err := run.Batch(ctx, []account.Newcomer{one}); err != nil || a[0].Outcome != want || a[0].Kind != "bcrypt" {
			t.Errorf("time %d: %+v, %v", i, a, err)
		}
	}
	if a, err := run.Batch(ctx, []account.Newcomer{same}); err != nil || !errors.Is(a[0].Err, account.ErrUsernameTaken) {
		t.Errorf("%+v, %v", a, err)
	}
	if list, err := n.List(ctx, "", 10); err != nil || len(list) > 0 {
		t.Errorf("kept %v, %v", list, err)
	}
}

func TestUsernamesAreMadeOfAddresses(t *testing.T) {
	n := alone(t)
	made := map[account.Username]bool{}
	for _, email := range []string{
		"a@b.example", "first.last+tag@example.com", "first.last-tag@example.com", "First.Last+Tag@example.org",
		strings.Repeat("x", 64) + "@example.com", "!#$%@example.com",
	} {
		p := n.arrived(t, account.ImportRules{}, account.Newcomer{Email: email, PasswordHash: hashOfForeign})
		if made[p.Username] {
			t.Errorf("%s stands for two addresses", p.Username)
		}
		made[p.Username] = true
	}
	if len(made) != 6 {
		t.Errorf("made %v", made)
	}
}

func TestTokensOfBeforeSpeakForImportedPeopleAlone(t *testing.T) {
	n := alone(t)
	rules := account.ImportRules{LegacyLife: 24 * time.Hour}
	c := newcomer()
	p := n.arrived(t, rules, c)
	native := n.registered(t)
	never := n.arrived(t, account.ImportRules{}, newcomer())
	digits := n.arrived(t, rules, newcomer(func(c *account.Newcomer) { c.Username = "1234" }))
	off := n.arrived(t, rules, newcomer(func(c *account.Newcomer) { c.Disabled = true }))
	token := func(login string) account.LegacyToken {
		return account.LegacyToken{Login: login, SessionID: "legacy-" + login, ExpiresAt: n.clock.Now().Add(48 * time.Hour)}
	}
	for _, login := range []string{c.Username, c.Email} {
		got, err := n.LegacyPerson(ctx, token(login))
		if err != nil || got.UID != p.UID || got.Email != p.Email {
			t.Errorf("%s: %+v, %v", login, got, err)
		}
	}
	for login, want := range map[string]error{
		strings.ToUpper(c.Username): account.ErrNoPerson, // another person, where upper case counts
		strings.ToUpper(c.Email):    account.ErrNoPerson,
		string(native.Username):     account.ErrNoPerson, "nobody": account.ErrNoPerson, "": account.ErrNoPerson, "a b": account.ErrNoPerson,
		string(digits.Username): account.ErrNoPerson, // it may be a row id
		string(never.Username):  account.ErrSessionEnded, string(off.Username): account.ErrDisabled,
	} {
		_, err := n.LegacyPerson(ctx, token(login))
		wantError(t, err, want)
	}
	must(t, n.Enable(ctx, off.UID))
	_, err := n.LegacyPerson(ctx, token(string(off.Username)))
	wantError(t, err, account.ErrSessionEnded)
	long := token(c.Username)
	n.clock.pass(24 * time.Hour)
	_, err = n.LegacyPerson(ctx, long)
	wantError(t, err, account.ErrSessionEnded)
}

func TestS10WhatEndsSessionsEndsTokensOfBefore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n, other := newNode(t, dsn), newNode(t, dsn)
		for what, end := range map[string]func(p account.Person) error{
			"a change of the password": func(p account.Person) error {
				return n.ChangePassword(ctx, p.UID, foreignPassword, "another horse to ride", "", from)
			},
			"a reset":              func(p account.Person) error { return n.Reset(ctx, p.UID, "another horse to ride") },
			"log-out everywhere":   func(p account.Person) error { return n.SignOutEverywhere(ctx, p.UID, from) },
			"disabling":            func(p account.Person) error { return errors.Join(n.Disable(ctx, p.UID), n.Enable(ctx, p.UID)) },
			"deleting the account": func(p account.Person) error { return n.Delete(ctx, p.UID, foreignPassword, from) },
		} {
			p := n.arrived(t, account.ImportRules{LegacyLife: time.Hour}, newcomer())
			token := account.LegacyToken{Login: string(p.Username), SessionID: "legacy-x", ExpiresAt: n.clock.Now().Add(time.Hour)}
			_, err := other.LegacyPerson(ctx, token)
			must(t, err)
			must(t, end(p))
			if _, err := other.LegacyPerson(ctx, token); !errors.Is(err, account.ErrSessionEnded) && !errors.Is(err, account.ErrNoPerson) {
				t.Errorf("after %s: %v", what, err)
			}
		}
	})
}

func TestLogOutEverywhereLeavesOneEvent(t *testing.T) {
	n := alone(t)
	rules := account.ImportRules{LegacyLife: time.Hour}
	onlyTokens, both := n.arrived(t, rules, newcomer()), n.arrived(t, rules, newcomer())
	_, err := n.SignIn(ctx, string(both.Username), foreignPassword, keyID, from)
	must(t, err)
	for range 2 {
		must(t, n.SignOutEverywhere(ctx, onlyTokens.UID, from))
		must(t, n.SignOutEverywhere(ctx, both.UID, from))
	}
	n.wantEvents(t, onlyTokens.UID, account.EventSignedOutAll, account.EventImported)
	n.wantEvents(t, both.UID, account.EventSignedOutAll, account.EventSignedIn, account.EventImported)
}

func TestS5ATokenOfBeforeEndsOnce(t *testing.T) {
	n := alone(t)
	p := n.arrived(t, account.ImportRules{LegacyLife: time.Hour}, newcomer())
	token := account.LegacyToken{Login: string(p.Username), SessionID: "legacy-y", ExpiresAt: n.clock.Now().Add(time.Hour)}
	must(t, n.SignOutLegacy(ctx, token, from))
	n.wantEnded(t, account.EndedLogout, "legacy-y")
	wantError(t, n.SignOutLegacy(ctx, token, from), account.ErrSessionEnded)
	n.wantEvents(t, p.UID, account.EventSignedOut, account.EventImported)
}
