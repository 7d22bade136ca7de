package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter/account"
	"spotter/token"
)

const (
	oldSecret = "an old app's secret"
	// oldHash is bcrypt of oldPassword, by Perl's crypt with libxcrypt.
	oldHash     = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG"
	oldPassword = "correct horse battery staple"
)

var imported = person{"vera", "vera@example.com", oldPassword}

// movedIn starts a server that honours the tokens of an old app, with one
// person of that app.
func movedIn(t *testing.T, changes ...func(*config)) *server {
	t.Helper()
	legacy, err := token.NewLegacy(oldSecret, time.Minute, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, append([]func(*config){func(c *config) { c.Legacy = legacy }}, changes...)...)
	s.imports(t, imported)
	return s
}

func (s *server) imports(t *testing.T, p person) {
	t.Helper()
	arrivals, err := s.accounts.Import(account.ImportRules{LegacyLife: 720 * time.Hour}).Batch(t.Context(),
		[]account.Newcomer{{Username: p.username, Email: p.email, PasswordHash: oldHash}})
	if err != nil || arrivals[0].Outcome != account.Imported {
		t.Fatalf("%+v, %v", arrivals, err)
	}
}

// oldToken signs as the old app does.
func oldToken(t *testing.T, method jwt.SigningMethod, claims jwt.MapClaims) string {
	t.Helper()
	var key any = []byte(oldSecret)
	if method == jwt.SigningMethodNone {
		key = jwt.UnsafeAllowNoneSignatureType
	}
	raw, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// ofTutorialA is a token of tutorial A, and ofTutorialB one of B. The number
// tells two tokens of one person apart.
func ofTutorialA(t *testing.T, username string, number int) string {
	return oldToken(t, jwt.SigningMethodHS256, jwt.MapClaims{"sub": username, "exp": time.Now().Add(time.Hour).Unix(), "n": number})
}

func ofTutorialB(t *testing.T, p person, refresh bool) string {
	return oldToken(t, jwt.SigningMethodHS256, jwt.MapClaims{
		"user": map[string]string{"email": p.email, "user_uid": "7", "username": p.username},
		"exp":  time.Now().Add(time.Hour).Unix(), "jti": "x", "refresh": refresh,
	})
}

const noVerify = "Could not validate credentials"

func TestTokensOfBeforeServeOnEveryBearerRoute(t *testing.T) {
	s := movedIn(t)
	for _, raw := range []string{ofTutorialA(t, imported.username, 1), ofTutorialA(t, imported.email, 1), ofTutorialB(t, imported, false)} {
		if me := s.send(t, "GET /me", bearer(raw)).object(t, 200); me["username"] != imported.username {
			t.Errorf("me is %v", me)
		}
		if said := s.send(t, "GET /conversation", bearer(raw)).object(t, 200); said["current_user"] != imported.username {
			t.Errorf("the coach greets %v", said)
		}
	}
	raw := ofTutorialB(t, imported, false)
	s.login(t, imported)
	list := s.send(t, "GET /sessions", bearer(raw)).object(t, 200)["sessions"].([]any)
	if len(list) != 1 || list[0].(map[string]any)["current"] != false {
		t.Errorf("sessions are %v; want one, and not the one that asks", list)
	}
	s.send(t, "PATCH /me", bearer(raw), jsonText(`{"age": 40}`)).object(t, 200)
	s.send(t, "GET /me/export", bearer(raw)).object(t, 200)
	s.send(t, "DELETE /me", bearer(raw), jsonOf(map[string]string{"password": oldPassword})).empty(t, 204)
	s.send(t, "GET /me", bearer(raw)).unauthorized(t, `Bearer error="invalid_token"`, "token_invalid", noVerify)
}

func TestTokensOfBeforeThatAreNotGoodAreRefused(t *testing.T) {
	s := movedIn(t)
	s.account(t, ada)
	later := time.Now().Add(time.Hour).Unix()
	for what, c := range map[string]struct{ raw, code string }{
		"of somebody who registered here": {ofTutorialA(t, ada.username, 1), "token_invalid"},
		"of nobody":                       {ofTutorialA(t, "nobody", 1), "token_invalid"},
		"expired":                         {oldToken(t, jwt.SigningMethodHS256, jwt.MapClaims{"sub": imported.username, "exp": time.Now().Add(-time.Hour).Unix()}), "token_expired"},
		"without an end":                  {oldToken(t, jwt.SigningMethodHS256, jwt.MapClaims{"sub": imported.username}), "token_invalid"},
		"unsigned":                        {oldToken(t, jwt.SigningMethodNone, jwt.MapClaims{"sub": imported.username, "exp": later}), "token_invalid"},
		"of HS512":                        {oldToken(t, jwt.SigningMethodHS512, jwt.MapClaims{"sub": imported.username, "exp": later}), "token_invalid"},
		"a refresh token":                 {ofTutorialB(t, imported, true), "wrong_token_type"},
	} {
		t.Run(what, func(t *testing.T) {
			s.send(t, "GET /me", bearer(c.raw)).unauthorized(t, `Bearer error="invalid_token"`, c.code, noVerify)
			s.send(t, "POST /logout", bearer(c.raw)).refused(t, 401, c.code, noVerify)
			s.send(t, "POST /refresh", bearer(c.raw)).refused(t, 401, "token_invalid", noVerify)
		})
	}
	body := ofTutorialA(t, imported.username, 1) // as bearer it would do
	s.send(t, "POST /logout", jsonOf(map[string]string{"refresh_token": body})).refused(t, 401, "token_invalid", noVerify)
	s.send(t, "GET /me", bearer(body)).object(t, 200)
}

func TestWithoutTheSecretNoTokenOfBeforeServes(t *testing.T) {
	s := movedIn(t, func(c *config) { c.Legacy = nil })
	raw := ofTutorialA(t, imported.username, 1)
	s.send(t, "GET /me", bearer(raw)).unauthorized(t, `Bearer error="invalid_token"`, "token_invalid", noVerify)
	s.send(t, "POST /logout", bearer(raw)).refused(t, 401, "token_invalid", noVerify)
}

func TestS5LogOutEndsATokenOfBeforeAtOnce(t *testing.T) {
	s := movedIn(t)
	raw, other := ofTutorialA(t, imported.username, 1), ofTutorialA(t, imported.username, 2)
	s.send(t, "POST /logout", bearer(raw)).empty(t, 204)
	s.send(t, "GET /me", bearer(raw)).unauthorized(t, `Bearer error="invalid_token"`, "session_ended", noVerify)
	s.send(t, "POST /logout", bearer(raw)).refused(t, 401, "session_ended", noVerify)
	s.send(t, "GET /me", bearer(other)).object(t, 200)
	s.send(t, "POST /logout/all", bearer(other)).empty(t, 204)
	s.send(t, "GET /me", bearer(other)).refused(t, 401, "session_ended", "This session has ended: log in again.")
	wantUnlogged(t, s, raw, other, oldSecret)
}

func TestO7RevokingEndsATokenOfBefore(t *testing.T) {
	s := movedIn(t)
	s.account(t, ada)
	raw, other := ofTutorialA(t, imported.username, 1), ofTutorialA(t, imported.username, 2)
	for _, revoked := range []string{raw, raw, ofTutorialB(t, imported, true), ofTutorialA(t, ada.username, 1)} {
		s.send(t, "POST /revoke", form("token", revoked)).empty(t, 200)
	}
	s.send(t, "GET /me", bearer(raw)).unauthorized(t, `Bearer error="invalid_token"`, "session_ended", noVerify)
	s.send(t, "GET /me", bearer(other)).object(t, 200)
}

func TestS10ChangingThePasswordEndsTokensOfBefore(t *testing.T) {
	s := movedIn(t)
	mine, stranger := ofTutorialA(t, imported.username, 1), ofTutorialA(t, imported.username, 2)
	pair := s.login(t, imported)
	s.send(t, "POST /me/password", bearer(mine), jsonOf(map[string]string{"current_password": oldPassword, "new_password": "another horse to ride"})).empty(t, 204)
	for _, raw := range []string{mine, stranger} {
		s.send(t, "GET /me", bearer(raw)).refused(t, 401, "session_ended", "This session has ended: log in again.")
	}
	s.send(t, "GET /me", bearer(pair.access)).refused(t, 401, "session_ended", noVerify)
}

func TestF1TokensOfBeforeAreRefusedWhileNobodyKnowsWhichHaveEnded(t *testing.T) {
	now := newClock()
	s := movedIn(t, on(now))
	raw := ofTutorialA(t, imported.username, 1)
	s.send(t, "GET /me", bearer(raw)).object(t, 200)
	s.stale(t, now)
	s.send(t, "GET /me", bearer(raw)).putOff(t)
}

// TestImportedPeopleLogInWithTheirOldPassword also looks at what the database
// has after it.
func TestImportedPeopleLogInWithTheirOldPassword(t *testing.T) {
	s := movedIn(t)
	s.send(t, "POST /login", jsonOf(map[string]any{"email": imported.email, "password": "wrong horse"})).refused(t, 403, "invalid_credentials", "Invalid email or password")
	s.send(t, "POST /token", form("username", imported.username, "password", oldPassword)).object(t, 200)
	p, err := s.store.PersonByLogin(t.Context(), imported.username)
	if err != nil || !strings.HasPrefix(p.PasswordHash, "$argon2id$v=19$m=64,t=2,p=1$") {
		t.Errorf("the hash is %.10q, %v", p.PasswordHash, err)
	}
	record := s.send(t, "GET /me/export", bearer(s.login(t, imported).access)).object(t, 200)
	if text, _ := json.Marshal(record["events"]); !json.Valid(text) || len(record["events"].([]any)) != 4 {
		t.Errorf("events are %s", text)
	}
}

// TestO8IntrospectionTellsOfATokenOfBeforeWhatTheBearerDoorDoes.
func TestO8IntrospectionTellsOfATokenOfBeforeWhatTheBearerDoorDoes(t *testing.T) {
	s := movedIn(t)
	client := s.client(t)
	s.account(t, ada)
	for _, raw := range []string{ofTutorialA(t, imported.username, 1), ofTutorialB(t, imported, false)} {
		me := s.send(t, "GET /me", bearer(raw)).object(t, 200)
		o := s.introspected(t, client, raw)
		wantMembers(t, o, "active", "token_type", "scope", "sub", "username", "sid", "jti", "exp")
		if o["active"] != true || o["sub"] != me["uid"] || o["username"] != imported.username || o["token_type"] != "Bearer" || o["exp"].(float64) < 1 {
			t.Errorf("told %v", o)
		}
	}
	gone := ofTutorialA(t, imported.username, 2)
	s.send(t, "POST /logout", bearer(gone)).empty(t, 204)
	s.wantInactive(t, client, gone, ofTutorialA(t, ada.username, 1), ofTutorialB(t, imported, true))
	raw := ofTutorialA(t, imported.username, 3)
	s.send(t, "POST /logout/all", bearer(raw)).empty(t, 204)
	s.wantInactive(t, client, raw)
	without := movedIn(t, func(c *config) { c.Legacy = nil })
	without.wantInactive(t, without.client(t), ofTutorialA(t, imported.username, 1))
}

// TestTheRefusalOfATokenOfBeforeNamesItsPersonAndItsSession and never a login.
func TestTheRefusalOfATokenOfBeforeNamesItsPersonAndItsSession(t *testing.T) {
	k := &kept{}
	log := account.NewRefusalLog(account.RefusalLogConfig{Store: k})
	s := movedIn(t, func(c *config) { c.Refusals = log })
	raw, other := ofTutorialA(t, imported.username, 1), ofTutorialA(t, imported.username, 2)
	uid := s.send(t, "GET /me", bearer(raw)).object(t, 200)["uid"]
	expired := oldToken(t, jwt.SigningMethodHS256, jwt.MapClaims{"sub": imported.username, "exp": time.Now().Add(-time.Hour).Unix()})
	s.send(t, "POST /logout", bearer(raw)).empty(t, 204)
	last := func(code string) account.Refusal {
		t.Helper()
		if err := log.Flush(t.Context()); err != nil || len(k.list) == 0 {
			t.Fatalf("kept %d, %v", len(k.list), err)
		}
		r := k.list[len(k.list)-1]
		if r.Code != code {
			t.Errorf("kept %+v, want %s", r, code)
		}
		return r
	}
	refused := func(route, raw, code string) {
		t.Helper()
		s.send(t, route, bearer(raw)).refused(t, 401, code, "")
		if r := last(code); r.UID != uid || len(r.SessionID) < 20 || r.SessionID[:7] != "legacy-" {
			t.Errorf("%s: kept %+v, want it of %v", route, r, uid)
		}
	}
	refused("GET /me", raw, "session_ended")
	refused("POST /logout", raw, "session_ended")
	refused("GET /me", expired, "token_expired")
	refused("POST /logout", expired, "token_expired")
	s.send(t, "POST /logout/all", bearer(other)).empty(t, 204)
	refused("GET /me", other, "session_ended")
	s.send(t, "GET /me", bearer(ofTutorialA(t, "nobody", 1))).refused(t, 401, "token_invalid", "")
	if r := last("token_invalid"); r.UID != "" || r.SessionID != "" {
		t.Errorf("of nobody's token is kept %+v", r)
	}
}
