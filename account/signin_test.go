package account_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"spotter/account"
	"spotter/store/storetest"
)

func TestSignInBySpellingsOfEitherName(t *testing.T) {
	n := alone(t)
	f := application("Ann_1")
	p, err := n.Register(ctx, f, from)
	must(t, err)
	for _, login := range []string{"Ann_1", "ann_1", "ANN_1", "Ann_1@example.com", "ann_1@EXAMPLE.COM"} {
		in, err := n.SignIn(ctx, login, password, keyID, from)
		if err != nil || in.Person.UID != p.UID || in.Session.UID != p.UID {
			t.Errorf("%q: %+v, %v", login, in, err)
		}
	}
}

func TestS14EachSignInHasIDsOfItsOwn(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	seen := map[string]bool{p.UID: true}
	for range 3 {
		in, err := n.SignIn(ctx, string(p.Email), password, keyID, account.By{Client: account.Client{Address: "192.0.2.7", Agent: "a\x00b\r\nc" + strings.Repeat("ü", 300)}})
		must(t, err)
		s, now := in.Session, n.clock.Now()
		for _, id := range []string{s.ID, s.Refresh.ID} {
			if u, err := uuid.Parse(id); seen[id] || err != nil || u.Version() != 7 {
				t.Errorf("id %q, %v", id, err)
			}
			seen[id] = true
		}
		want := account.Session{
			ID: s.ID, UID: p.UID, CreatedAt: now, LastUsedAt: now, EndsAt: now.Add(account.DefaultLife), Address: "192.0.2.7",
			Agent:   "a b  c" + strings.Repeat("ü", 250),
			Refresh: account.RefreshID{ID: s.Refresh.ID, IssuedAt: now, ExpiresAt: now.Add(account.DefaultIdle), KeyID: keyID},
		}
		if !sameSession(s, want) {
			t.Errorf("%+v, want %+v", s, want)
		}
	}
}

func TestS13TheHundredAndFirstSessionEndsTheLongestUnused(t *testing.T) {
	n := alone(t)
	p := n.registered(t)
	var sessions []account.Session
	for range account.MaxSessions {
		in, err := n.StartSession(ctx, p, keyID, from)
		must(t, err)
		sessions = append(sessions, in.Session)
		n.clock.pass(time.Second)
	}
	n.refreshed(t, sessions[0])
	n.clock.pass(time.Second)
	n.wantEnded(t, "")

	newest := n.signedIn(t, p)
	n.wantEnded(t, account.EndedTooMany, sessions[1].ID)
	ids := n.live(t, p.UID)
	if len(ids) != account.MaxSessions || ids[0] != newest.ID || ids[1] != sessions[0].ID {
		t.Errorf("%d sessions, the latest used %v", len(ids), ids[:2])
	}
	n.wantRefused(t, sessions[1], account.ErrSessionEnded)
}

func TestL1TheAnswerDoesNotTellWhy(t *testing.T) {
	n := alone(t)
	p, disabled := n.registered(t), n.registered(t)
	must(t, n.Disable(ctx, disabled.UID))
	for name, try := range map[string]struct{ login, password string }{
		"unknown username":  {"nobody", password},
		"unknown address":   {"nobody@example.com", password},
		"no name at all":    {"", password},
		"what nobody has":   {"a\x00b", password},
		"a Kelvin sign":     {"\u212a" + string(p.Username)[1:], password},
		"wrong":             {string(p.Username), password + "!"},
		"prefix":            {string(p.Username), password[:len(password)-1]},
		"another case":      {string(p.Username), strings.ToUpper(password)},
		"empty":             {string(p.Username), ""},
		"with a U+0000":     {string(p.Username), password + "\x00"},
		"space":             {string(p.Username) + " ", password},
		"disabled":          {string(disabled.Username), password},
		"disabled, wrong":   {string(disabled.Email), "wrong"},
		"the hash":          {string(p.Username), p.PasswordHash},
		"an invalid string": {string(p.Username), "\xff"},
	} {
		before := n.Hasher.Stats().Done
		in, err := n.SignIn(ctx, try.login, try.password, keyID, from)
		if err == nil || !errors.Is(err, account.ErrWrongCredentials) || err.Error() != "sign in: "+account.ErrWrongCredentials.Error() || in.Session.ID != "" {
			t.Errorf("%s: %+v, %v", name, in, err)
		}
		if hashed := n.Hasher.Stats().Done - before; hashed != 1 {
			t.Errorf("%s cost %d hashes", name, hashed)
		}
	}
	if ids := append(n.live(t, p.UID), n.live(t, disabled.UID)...); len(ids) > 0 {
		t.Errorf("sessions %v", ids)
	}
}

// imported returns a person with a hash that another program wrote.
func (n *node) imported(t *testing.T, hash string) account.Person {
	t.Helper()
	p := n.registered(t)
	_, err := n.store.ChangePassword(ctx, p.UID, "", hash, "", account.Ending{At: n.clock.Now(), Until: n.clock.Now()})
	must(t, err)
	p.PasswordHash = hash
	return p
}

func (n *node) hashOf(t *testing.T, uid string) string {
	t.Helper()
	p, err := n.store.PersonByID(ctx, uid)
	must(t, err)
	return p.PasswordHash
}

// bcrypts are the vectors that every prefix of bcrypt has.
func bcrypts() []struct{ password, stored string } { return bcryptVectors[1:4] }

func TestP1ABcryptHashIsReplacedAtTheNextSignIn(t *testing.T) {
	n := alone(t)
	for _, v := range bcrypts() {
		p := n.imported(t, v.stored)
		_, err := n.SignIn(ctx, string(p.Email), v.password+"!", keyID, from)
		wantError(t, err, account.ErrWrongCredentials)
		if got := n.hashOf(t, p.UID); got != v.stored {
			t.Errorf("a wrong password made the hash %q", got)
		}
		in, err := n.SignIn(ctx, string(p.Email), v.password, keyID, from)
		must(t, err)
		better := n.hashOf(t, p.UID)
		if !strings.HasPrefix(better, "$argon2id$") {
			t.Errorf("%s: the hash is still %q", v.stored[:4], better)
		}
		n.refreshed(t, in.Session)
		_, err = n.SignIn(ctx, string(p.Email), v.password, keyID, from)
		if must(t, err); n.hashOf(t, p.UID) != better {
			t.Error("the hash was replaced again")
		}
		_, err = n.SignIn(ctx, string(p.Email), v.password+"!", keyID, from)
		wantError(t, err, account.ErrWrongCredentials)
	}
}

func TestP1WhereNoBetterHashCanBeMadeTheOldOneServes(t *testing.T) {
	salts := bytes.NewReader(make([]byte, 16)) // one: for the registration
	n := alone(t, func(c *account.Config) {
		c.Hasher = account.NewCheapHasher(account.HasherConfig{Rand: io.Reader(salts)})
	})
	v := bcrypts()[0]
	p := n.imported(t, v.stored)
	in, err := n.SignIn(ctx, string(p.Email), v.password, keyID, from)
	must(t, err)
	if got := n.hashOf(t, p.UID); got != v.stored {
		t.Errorf("hash %q", got)
	}
	n.refreshed(t, in.Session)
}

func TestP1SignInsAtOnceAllSucceedWhileTheirHashIsReplaced(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		for range 10 {
			v := bcrypts()[1]
			p := nodes[0].imported(t, v.stored)
			together(8, func(i int) {
				if _, err := nodes[i%2].SignIn(ctx, string(p.Email), v.password, keyID, from); err != nil {
					t.Errorf("the right password: %v", err)
				}
			})
			if ids := nodes[0].live(t, p.UID); len(ids) != 8 {
				t.Errorf("%d sessions", len(ids))
			}
		}
	})
}

func TestS10NoSignInWithTheOldPasswordSurvivesItsChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		for _, change := range []func(p account.Person) error{
			func(p account.Person) error {
				return nodes[1].ChangePassword(ctx, p.UID, password, "another good phrase", "", from)
			},
			func(p account.Person) error { return nodes[1].Reset(ctx, p.UID, "another good phrase") },
			func(p account.Person) error { return nodes[1].Disable(ctx, p.UID) },
			func(p account.Person) error { return nodes[1].Delete(ctx, p.UID, password, from) },
		} {
			for range 8 {
				p := nodes[0].registered(t)
				together(5, func(i int) {
					if i == 0 {
						if err := change(p); err != nil {
							t.Error(err)
						}
						return
					}
					_, err := nodes[i%2].SignIn(ctx, string(p.Username), password, keyID, from)
					if err != nil && !errors.Is(err, account.ErrWrongCredentials) {
						t.Error(err)
					}
				})
				if ids := nodes[0].live(t, p.UID); len(ids) > 0 {
					t.Errorf("survivors %v", ids)
				}
			}
		}
	})
}
