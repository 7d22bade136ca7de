package api_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"spotter/account"
)

// basic authenticates a client.
func basic(id, secret string) option {
	return func(r *http.Request) { r.SetBasicAuth(id, secret) }
}

// client adds a client and returns its credentials.
func (s *server) client(t testing.TB) option {
	t.Helper()
	c, secret, err := s.clients.Add(t.Context(), "a service")
	if err != nil {
		t.Fatal(err)
	}
	return basic(c.ID, secret)
}

func (s *server) introspected(t testing.TB, client option, raw string) map[string]any {
	t.Helper()
	a := s.send(t, "POST /introspect", client, form("token", raw))
	a.has(t, "Cache-Control", "no-store")
	return a.object(t, 200)
}

// wantInactive wants nothing but that to be told of each token.
func (s *server) wantInactive(t testing.TB, client option, raws ...string) {
	t.Helper()
	for _, raw := range raws {
		a := s.send(t, "POST /introspect", client, form("token", raw))
		a.object(t, 200)
		if a.Body != `{"active":false}` {
			t.Errorf("of %.40q is told %s", raw, a.Body)
		}
		a.has(t, "Cache-Control", "no-store")
	}
}

// TestO8IntrospectionTellsWhatATokenIsWorth (RFC 7662 §2.2).
func TestO8IntrospectionTellsWhatATokenIsWorth(t *testing.T) {
	s := newServer(t)
	client := s.client(t)
	user := s.account(t, ada)
	own := s.login(t, ada)

	o, claims := s.introspected(t, client, own.access), claimsOf(t, own.access)
	wantMembers(t, o, "active", "token_type", "scope", "sub", "username", "sid", "jti", "iss", "aud", "iat", "exp")
	for name, want := range map[string]any{
		"active": true, "token_type": "Bearer", "scope": "account", "username": "ada", "sub": user["uid"], "aud": []any{"http://spotter.test"},
		"iss": "http://spotter.test", "sid": claims["sid"], "jti": claims["jti"], "iat": claims["iat"], "exp": claims["exp"],
	} {
		if !reflect.DeepEqual(o[name], want) {
			t.Errorf("%s is %v, want %v", name, o[name], want)
		}
	}

	o, claims = s.introspected(t, client, own.refresh), claimsOf(t, own.refresh)
	wantMembers(t, o, "active", "token_type", "sub", "username", "sid", "jti", "iat", "exp")
	for name, want := range map[string]any{
		"active": true, "token_type": "N_A", "username": "ada", "sub": user["uid"], "sid": claims["sid"], "jti": claims["jti"],
		"iat": claims["iat"], "exp": claims["exp"],
	} {
		if !reflect.DeepEqual(o[name], want) {
			t.Errorf("%s is %v, want %v", name, o[name], want)
		}
	}
	for _, hint := range []string{"access_token", "refresh_token", "pet_name"} {
		for _, raw := range []string{own.access, own.refresh} {
			if o := s.send(t, "POST /introspect", client, form("token", raw, "token_type_hint", hint)).object(t, 200); o["active"] != true {
				t.Errorf("hint %s: %v", hint, o)
			}
		}
	}
}

// TestO8WhatIsNotGoodIsInactiveAndNothingElse, whatever the reason.
func TestO8WhatIsNotGoodIsInactiveAndNothingElse(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	client := s.client(t)
	foreign := newServer(t, on(now)).member(t, ada)
	own := s.member(t, ada)
	s.wantInactive(
		t, client, "x", "a.b.c", strings.Repeat(".", 1000), strings.Repeat("a", 60<<10), "\x00", foreign.access, foreign.refresh,
		own.access+"x", own.access[:len(own.access)-1], unsigned(own.access), " "+own.access, "Bearer "+own.access,
	)

	loggedOut, revoked := s.login(t, ada), s.login(t, ada)
	s.send(t, "POST /logout", bearer(loggedOut.access)).empty(t, 204)
	s.send(t, "POST /revoke", form("token", revoked.access)).empty(t, 200)
	s.wantInactive(t, client, loggedOut.access, loggedOut.refresh, revoked.access, revoked.refresh)

	disabled := s.member(t, grace)
	person, err := s.accounts.Find(t.Context(), grace.username)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.accounts.Disable(t.Context(), person.UID); err != nil {
		t.Fatal(err)
	}
	s.wantInactive(t, client, disabled.access, disabled.refresh)
	if err := s.accounts.Enable(t.Context(), person.UID); err != nil {
		t.Fatal(err)
	}
	s.wantInactive(t, client, disabled.access, disabled.refresh)

	if s.introspected(t, client, own.access)["active"] != true {
		t.Error("the good one is inactive too")
	}
	now.advance(30 * time.Minute)
	s.wantInactive(t, client, own.access)
	now.advance(48 * time.Hour)
	s.wantInactive(t, client, own.refresh)

	gone := s.login(t, ada)
	s.send(t, "DELETE /me", bearer(gone.access), jsonText(`{"password": "engine of 1843"}`)).empty(t, 204)
	s.wantInactive(t, client, gone.access, gone.refresh)
	wantUnlogged(t, s, own.access, own.refresh, gone.refresh, foreign.access)
}

// TestO8AnotherProcessEndsTheSession: the answer is the database's, not this
// node's, which has not heard of it yet.
func TestO8AnotherProcessEndsTheSession(t *testing.T) {
	s := newServer(t)
	client := s.client(t)
	own := s.member(t, ada)
	uid := claimsOf(t, own.access)["sub"].(string)
	elsewhere := account.New(account.Config{Store: s.store, Hasher: hasher()})
	if err := elsewhere.SignOutEverywhere(t.Context(), uid, account.By{}); err != nil {
		t.Fatal(err)
	}
	if !s.alive(t, own.access) {
		t.Fatal("this node has heard of it: the test shows nothing")
	}
	s.wantInactive(t, client, own.access, own.refresh)
}

// TestO8ARefreshTokenIsActiveWhileItIsTheCurrentOne, and looking does not use it.
func TestO8ARefreshTokenIsActiveWhileItIsTheCurrentOne(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	client := s.client(t)
	first := s.member(t, ada)
	for range 3 {
		if o := s.introspected(t, client, first.refresh); o["active"] != true {
			t.Fatalf("%v", o)
		}
	}
	second := pairOf(t, s.send(t, "POST /refresh", bearer(first.refresh)).object(t, 200))
	s.wantInactive(t, client, first.refresh)
	if s.introspected(t, client, second.refresh)["active"] != true || s.introspected(t, client, first.access)["active"] != true {
		t.Error("the successor, or the access token of before, is inactive")
	}
	again := pairOf(t, s.send(t, "POST /refresh", bearer(first.refresh)).object(t, 200)) // within the grace: a look spoils nothing
	if again.refresh != second.refresh {
		t.Error("the grace has ended")
	}
	now.advance(31 * time.Second)
	s.wantInactive(t, client, first.refresh)
	if s.introspected(t, client, second.refresh)["active"] != true {
		t.Error("to look at a used token has ended the session")
	}
}

// TestO8OnlyClientsMayAsk, by HTTP Basic and nothing else, before anything of
// the request is looked at.
func TestO8OnlyClientsMayAsk(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	c, secret, err := s.clients.Add(t.Context(), "shop")
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := s.clients.Add(t.Context(), "other")
	if err != nil {
		t.Fatal(err)
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(c.ID + ":" + secret))
	twice := func(r *http.Request) { r.Header["Authorization"] = []string{"Basic " + encoded, "Basic " + encoded} }
	for name, with := range map[string]option{
		"nothing":               header("X-Nothing", ""),
		"a wrong secret":        basic(c.ID, secret+"x"),
		"another's secret":      basic(c.ID, other),
		"no secret":             basic(c.ID, ""),
		"an unknown client":     basic("nobody", secret),
		"an id in capitals":     basic("SHOP", secret),
		"a person":              basic(ada.username, ada.password),
		"an access token":       bearer(own.access),
		"a refresh token":       bearer(own.refresh),
		"a token as a password": basic(c.ID, own.access),
		"the secret as bearer":  bearer(secret),
		"a cookie":              cookie("spotter", own.refresh),
		"another scheme":        header("Authorization", "Digest "+encoded),
		"no base64":             header("Authorization", "Basic !"),
		"no colon":              header("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(c.ID))),
		"Swagger UI's nothing":  header("Authorization", "Basic Og=="),
		"U+0000":                basic(c.ID+"\x00", secret),
		"something long":        basic(strings.Repeat("a", 8<<10), secret),
		"a header twice":        twice,
	} {
		t.Run(name, func(t *testing.T) {
			for _, body := range []option{
				form("token", own.access), form("token", own.access, "client_id", c.ID, "client_secret", secret), form(), jsonText(`{}`), body("x"),
			} {
				a := s.send(t, "POST /introspect", with, body)
				a.refusedOAuth(t, 401, "invalid_client", "invalid_client", "")
				a.has(t, "WWW-Authenticate", `Basic realm="spotter"`)
				a.has(t, "Cache-Control", "no-store")
			}
		})
	}
	for name, with := range map[string]option{
		"as it stands":     basic(c.ID, secret),
		"form-encoded":     basic(url.QueryEscape(c.ID), url.QueryEscape(secret)),
		"encoded to death": basic(percented(c.ID), percented(secret)),
		"in small letters": header("Authorization", "basic "+encoded),
	} {
		if a := s.send(t, "POST /introspect", with, form("token", own.access)); a.Status != 200 || !strings.Contains(a.Body, `"active":true`) {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	wantUnlogged(t, s, secret, other, encoded)
	if logged := s.log.String(); !strings.Contains(logged, "client refused") || !strings.Contains(logged, `"client_id":"shop"`) {
		t.Error("the log knows neither who was refused nor who asked")
	}
}

// percented escapes every byte, as RFC 6749 §2.3.1 allows.
func percented(s string) string {
	var b strings.Builder
	for i := range len(s) {
		const digits = "0123456789ABCDEF"
		b.WriteString("%" + string(digits[s[i]>>4]) + string(digits[s[i]&15]))
	}
	return b.String()
}

// TestO8ARemovedClientMayAskNoMore from its removal on.
func TestO8ARemovedClientMayAskNoMore(t *testing.T) {
	s := newServer(t)
	own, client := s.member(t, ada), s.client(t)
	s.introspected(t, client, own.access)
	if err := s.clients.Remove(t.Context(), "a-service"); err != nil {
		t.Fatal(err)
	}
	s.send(t, "POST /introspect", client, form("token", own.access)).refusedOAuth(t, 401, "invalid_client", "invalid_client", "")
}

// TestF1IntrospectionIsPutOffWithoutADatabase: neither active nor inactive.
func TestF1IntrospectionIsPutOffWithoutADatabase(t *testing.T) {
	s := newServer(t)
	own, client := s.member(t, ada), s.client(t)
	s.store.Close()
	for _, with := range []option{client, basic("nobody", "x")} {
		a := s.send(t, "POST /introspect", with, form("token", own.access))
		a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
		a.putOff(t)
	}
}
