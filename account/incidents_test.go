package account_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// What went wrong in other servers, each asked of this one. The numbers are
// those of the table in docs/security.md.

// TestIncident8CheckThenActOnReuse: Keycloak looked whether a refresh token was
// used and noted its use in two steps, and of several at once all passed
// (CVE-2026-1035). Without a grace one passes here, and the rest is a reuse.
func TestIncident8CheckThenActOnReuse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		strict := func(c *account.Config) { c.Grace = 0 }
		nodes := []*node{newNode(t, dsn, strict), newNode(t, dsn, strict)}
		p := nodes[0].registered(t)
		for range 10 {
			s := nodes[0].signedIn(t, p)
			var passed atomic.Int64
			together(8, func(i int) {
				_, err := nodes[i%2].Refresh(ctx, tokenOf(s), keyID, from)
				switch {
				case err == nil:
					passed.Add(1)
				case !errors.Is(err, account.ErrTokenReused) && !errors.Is(err, account.ErrSessionEnded):
					t.Error(err)
				}
			})
			if passed.Load() != 1 {
				t.Fatalf("%d of 8 passed with one token", passed.Load())
			}
			if ids := nodes[0].live(t, p.UID); len(ids) > 0 {
				t.Fatalf("%v live on after a reuse", ids)
			}
		}
	})
}

// TestIncident9RotatedTokensLiveAgainAfterARestart: so they did in Keycloak,
// which compared them with the time at which it had started (CVE-2026-9802).
func TestIncident9RotatedTokensLiveAgainAfterARestart(t *testing.T) {
	dsn := migrated.SQLite(t)
	before := newNode(t, dsn)
	first := before.signedIn(t, before.registered(t))
	newest := before.refreshed(t, before.refreshed(t, first))
	must(t, before.store.Close())

	after := newNode(t, dsn)
	after.clock.pass(-time.Hour) // set back meanwhile
	after.wantRefused(t, first, account.ErrTokenReused)
	after.wantRefused(t, newest, account.ErrSessionEnded)
}

// TestIncident10TwoRotationsInOneSecond: Keycloak told tokens apart by the second
// in which they were made (issue 50999). The clock stands still here.
func TestIncident10TwoRotationsInOneSecond(t *testing.T) {
	n := alone(t)
	first := n.signedIn(t, n.registered(t))
	second := n.refreshed(t, first)
	third := n.refreshed(t, second)
	if !first.Refresh.IssuedAt.Equal(third.Refresh.IssuedAt) {
		t.Fatal("the clock has moved")
	}
	n.wantRefused(t, first, account.ErrTokenReused)
	n.wantRefused(t, third, account.ErrSessionEnded)
}

// TestIncident11ALogOutBetweenTheStepsOfARefresh: in Keycloak the refresh wrote
// the session back that the log-out had ended (issue 51312).
func TestIncident11ALogOutBetweenTheStepsOfARefresh(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		nodes := []*node{newNode(t, dsn), newNode(t, dsn)}
		p := nodes[0].registered(t)
		for range 20 {
			s := nodes[0].signedIn(t, p)
			newest := s
			together(2, func(i int) {
				if i == 0 {
					if err := nodes[0].SignOut(ctx, p.UID, s.ID, from); err != nil {
						t.Error(err)
					}
					return
				}
				if r, err := nodes[1].Refresh(ctx, tokenOf(s), keyID, from); err == nil {
					newest = r.Session
				}
			})
			nodes[1].wantRefused(t, newest, account.ErrSessionEnded)
			wantIDs(t, nodes[1].live(t, p.UID))
		}
	})
}

// TestIncident12ALostAnswerLogsNobodyOut: in Hydra refreshes at once failed with
// 500 (issue 3604), and who lost an answer had lost the session (issue 1831).
func TestIncident12ALostAnswerLogsNobodyOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n := newNode(t, dsn)
		s := n.signedIn(t, n.registered(t))
		together(12, func(int) { // of whose answers none arrives
			if _, err := n.Refresh(ctx, tokenOf(s), keyID, from); err != nil {
				t.Error(err)
			}
		})
		r, err := n.Refresh(ctx, tokenOf(s), keyID, from)
		if must(t, err); !r.Again {
			t.Error("a successor of its own")
		}
		n.refreshed(t, r.Session)
	})
}

// TestIncident13TheGraceIsForTheParentAlone: django-oauth-toolkit gave it to
// every ancestor that was revoked lately (issue 1617).
func TestIncident13TheGraceIsForTheParentAlone(t *testing.T) {
	for generations := 2; generations <= 4; generations++ {
		n := alone(t)
		first := n.signedIn(t, n.registered(t))
		newest := first
		for range generations {
			newest = n.refreshed(t, newest)
		}
		n.wantRefused(t, first, account.ErrTokenReused) // within the grace by the clock
		n.wantRefused(t, newest, account.ErrSessionEnded)
	}
}

// TestIncident14ARaceLeavesNoOrphan: seamless-auth ended a stolen session by
// walking from token to token, and one that was made meanwhile hung on no chain
// (issue 296). Here every token is of the session, and that ends.
func TestIncident14ARaceLeavesNoOrphan(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		n := newNode(t, dsn)
		p := n.registered(t)
		for range 10 {
			first, newest := reused(t, n, p)
			var mu sync.Mutex
			var minted []account.Session
			together(6, func(i int) {
				of := newest
				if i == 0 {
					of = first
				}
				if r, err := n.Refresh(ctx, tokenOf(of), keyID, from); err == nil {
					mu.Lock()
					defer mu.Unlock()
					minted = append(minted, r.Session)
				}
			})
			for _, s := range minted {
				n.wantRefused(t, s, account.ErrSessionEnded)
			}
			wantIDs(t, n.live(t, p.UID))
		}
	})
}

// TestIncident17ALongNameDoesNotReplaceThePassword: Okta gave bcrypt the name and
// the password in one, and of a name of 52 characters no password was left (2024).
func TestIncident17ALongNameDoesNotReplaceThePassword(t *testing.T) {
	n := alone(t, func(c *account.Config) { c.Hasher = account.NewHasher(account.HasherConfig{}) })
	email := strings.Repeat("n", 60) + "@" + strings.Repeat("long.", 30) + "example.com"
	const long = "seventy-two bytes and more of a passphrase that bcrypt would cut off here: "
	for name, email := range map[string]string{"long_address": email, "short_address": "s@example.com"} {
		_, err := n.Register(ctx, account.Application{Username: name, Email: email, Password: long + "one"}, from)
		must(t, err)
		for _, wrong := range []string{"", long, long + "two", long + "one "} {
			_, err := n.SignIn(ctx, email, wrong, keyID, from)
			wantError(t, err, account.ErrWrongCredentials)
		}
		_, err = n.SignIn(ctx, email, long+"one", keyID, from)
		must(t, err)
	}
}

// TestIncident18LettersThatFoldIntoOthers: Django sent the link for an account to
// whoever had an address that only folds into its own (CVE-2019-19844); so did
// GitHub with a dotless i.
func TestIncident18LettersThatFoldIntoOthers(t *testing.T) {
	n := alone(t)
	_, err := n.Register(ctx, account.Application{Username: "mike", Email: "mike@example.com", Password: password}, from)
	must(t, err)
	for _, twin := range []string{"m\u0131ke", "m\u0130ke", "mi\u212ae", "\uff4dike", "mi\u200bke", "mike\u0000"} {
		_, err := n.SignIn(ctx, twin, password, keyID, from)
		wantError(t, err, account.ErrWrongCredentials)
		_, err = n.SignIn(ctx, twin+"@example.com", password, keyID, from)
		wantError(t, err, account.ErrWrongCredentials)
		for _, a := range []account.Application{
			{Username: twin, Email: "other@example.com", Password: password}, {Username: "other", Email: twin + "@example.com", Password: password},
		} {
			var field *account.FieldError
			if _, err := n.Register(ctx, a, from); !errors.As(err, &field) {
				t.Errorf("%+q registers: %v", twin, err)
			}
		}
	}
	_, err = n.SignIn(ctx, "MIKE@EXAMPLE.COM", password, keyID, from)
	must(t, err)
}

// TestIncident20ACounterForEachName: Authelia counted guesses by name and by
// address apart, and allowed twice as many (CVE-2025-24806).
func TestIncident20ACounterForEachName(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	evaluated := 0
	for i := range 40 {
		login := []string{string(p.Username), string(p.Email), strings.ToUpper(string(p.Username)), strings.ToUpper(string(p.Email))}[i%4]
		if err := n.guess(login, from); errors.Is(err, account.ErrWrongCredentials) {
			evaluated++
		} else {
			throttled(t, err)
		}
	}
	if evaluated != 10 {
		t.Errorf("%d guesses were evaluated, want 10", evaluated)
	}
}

// TestIncident21GuessesThatOvertakeTheCounter: Wazuh (CVE-2026-93346) and
// Keycloak (CVE-2024-4629) counted a guess after it was looked at, so that those
// that came together all were.
func TestIncident21GuessesThatOvertakeTheCounter(t *testing.T) {
	n := alone(t, byDefault)
	p := n.registered(t)
	var evaluated atomic.Int64
	together(50, func(int) {
		if errors.Is(n.guess(string(p.Email), from), account.ErrWrongCredentials) {
			evaluated.Add(1)
		}
	})
	if evaluated.Load() != 10 {
		t.Errorf("%d guesses of 50 at once were evaluated, want 10", evaluated.Load())
	}
}

// TestIncident25ARefreshAsksWhoseItIs: Vaultwarden's tokens outlived the password
// (CVE-2026-43911), and authentik let in who was disabled (CVE-2025-53942).
func TestIncident25ARefreshAsksWhoseItIs(t *testing.T) {
	for name, act := range map[string]func(n *node, p account.Person, own account.Session) error{
		"the password is changed": func(n *node, p account.Person, own account.Session) error {
			return n.ChangePassword(ctx, p.UID, password, better, own.ID, from)
		},
		"the password is reset": func(n *node, p account.Person, _ account.Session) error { return n.Reset(ctx, p.UID, better) },
		"disabled":              func(n *node, p account.Person, _ account.Session) error { return n.Disable(ctx, p.UID) },
		"disabled and enabled": func(n *node, p account.Person, _ account.Session) error {
			return errors.Join(n.Disable(ctx, p.UID), n.Enable(ctx, p.UID))
		},
		"deleted": func(n *node, p account.Person, _ account.Session) error { return n.Delete(ctx, p.UID, password, from) },
	} {
		t.Run(name, func(t *testing.T) {
			n := alone(t)
			p := n.registered(t)
			own, thiefs := n.signedIn(t, p), n.signedIn(t, p)
			must(t, act(n, p, own))
			n.wantRefused(t, thiefs, account.ErrSessionEnded)
			n.clock.pass(time.Hour)
			n.wantRefused(t, thiefs, account.ErrSessionEnded)
		})
	}
}

// TestIncident27AFailureIsNobody: GoTrue read a failure upstream as a user whose
// id is empty, and everybody became that one (GHSA-5hvv-9cqv-894r).
func TestIncident27AFailureIsNobody(t *testing.T) {
	n := alone(t)
	n.registered(t)
	for _, uid := range []string{"", "0", " ", "00000000-0000-0000-0000-000000000000"} {
		if p, err := n.Person(ctx, uid); !errors.Is(err, account.ErrNoPerson) || p.UID != "" {
			t.Errorf("%q is %+v, %v", uid, p, err)
		}
		if s, err := n.StartSession(ctx, account.Person{UID: uid}, keyID, from); err == nil {
			t.Errorf("%q has a session: %+v", uid, s)
		}
	}
	must(t, n.store.Close())
	p, err := n.SignIn(ctx, "", "", keyID, from)
	if err == nil || p.Session.ID != "" {
		t.Errorf("without a database: %+v, %v", p, err)
	}
}
