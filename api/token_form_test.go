package api_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

const wrongCredentials = "Incorrect username or password"

// TestO1TokenAnswers what RFC 6749 §5.1 says, to a username and to an e-mail
// address, with a grant type and without.
func TestO1TokenAnswers(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, f := range []option{
		form("username", "ada", "password", ada.password),
		form("username", "ADA", "password", ada.password, "grant_type", "password"),
		form("username", "Ada@Example.com", "password", ada.password, "grant_type", ""),
	} {
		a := s.send(t, "POST /token", f)
		o := a.object(t, 200)
		wantMembers(t, o, "access_token", "token_type", "expires_in", "refresh_token", "scope")
		if o["token_type"] != "bearer" || o["expires_in"] != 1800.0 || o["scope"] != "account" {
			t.Errorf("answered %v", o)
		}
		a.has(t, "Cache-Control", "no-store")
		if !s.alive(t, o["access_token"].(string)) {
			t.Error("the access token opens nothing")
		}
	}
}

// TestL1TokenRefusesUnknownAndWrongAlike in status, body and headers.
func TestL1TokenRefusesUnknownAndWrongAlike(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, username := range []string{"ada", "ada@example.com", "nobody", "nobody@example.com", "no such name\x00", "\u0130da", strings.Repeat("a", 5000)} {
		a := s.send(t, "POST /token", form("username", username, "password", "a guess"))
		o := a.object(t, 401)
		wantMembers(t, o, "type", "title", "status", "detail", "code", "request_id", "error", "error_description")
		a.refusedOAuth(t, 401, "invalid_grant", "invalid_credentials", wrongCredentials)
		a.has(t, "WWW-Authenticate", "Bearer")
		a.has(t, "Cache-Control", "no-store")
	}
}

// TestO3TokenReadsItsBodyAlone and each parameter once.
func TestO3TokenReadsItsBodyAlone(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	good := url.Values{"username": {"ada"}, "password": {ada.password}}.Encode()
	for name, c := range map[string]struct {
		path string
		body option
	}{
		"no username":         {"/token", form("password", ada.password)},
		"no password":         {"/token", form("username", "ada")},
		"an empty password":   {"/token", form("username", "ada", "password", "")},
		"no refresh token":    {"/token", form("grant_type", "refresh_token")},
		"an empty form":       {"/token", formText("")},
		"no body":             {"/token", body("")},
		"username twice":      {"/token", formText(good + "&username=grace")},
		"password twice":      {"/token", formText(good + "&password=" + url.QueryEscape(ada.password))},
		"grant_type twice":    {"/token", formText(good + "&grant_type=password&grant_type=password")},
		"scope twice":         {"/token", formText(good + "&scope=a&scope=b")},
		"password in query":   {"/token?password=x", form("username", "ada")},
		"username in query":   {"/token?username=ada", formText(good)},
		"grant_type in query": {"/token?grant_type=password", formText(good)},
		"a broken escape":     {"/token", formText("username=%zz&password=x")},
		"invalid UTF-8":       {"/token", formText("username=\xff&password=x")},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.send(t, "POST "+c.path, c.body)
			a.refusedOAuth(t, 400, "invalid_request", "malformed_request", "")
			a.has(t, "Cache-Control", "no-store")
		})
	}
}

// TestO3TokenIgnoresWhatItDoesNotKnow, and what changes nothing here (O10).
func TestO3TokenIgnoresWhatItDoesNotKnow(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, extra := range [][]string{
		{"scope", "admin account everything"},
		{"client_id", "swagger"},
		{"client_secret", "none"},
		{"client_id", ""},
		{"audience", "elsewhere"},
		{"colour", "red"},
		{"uid", "1"},
		{"refresh_token", "x"},
	} {
		o := s.send(t, "POST /token", form(append(extra, "username", "ada", "password", ada.password)...)).object(t, 200)
		if o["scope"] != "account" {
			t.Errorf("%v: scope %v was granted", extra, o["scope"])
		}
		if claims := claimsOf(t, o["access_token"].(string)); claims["scope"] != "account" {
			t.Errorf("%v: the token says scope %v", extra, claims["scope"])
		}
	}
	s.send(t, "POST /token?utm_source=x", form("username", "ada", "password", ada.password)).object(t, 200)
	for _, credentials := range []string{"Basic Og==", "Basic c3dhZ2dlcjo=", "Basic !", "Bearer x"} { // Swagger UI sends ":"
		s.send(t, "POST /token", header("Authorization", credentials), form("username", "ada", "password", ada.password)).object(t, 200)
	}
}

func TestO2TokenRefusesOtherGrants(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, grant := range []string{"authorization_code", "client_credentials", "PASSWORD", "urn:ietf:params:oauth:grant-type:device_code"} {
		a := s.send(t, "POST /token", form("grant_type", grant, "username", "ada", "password", ada.password))
		a.refusedOAuth(t, 400, "unsupported_grant_type", "unsupported_grant_type", "")
		a.has(t, "Cache-Control", "no-store")
	}
}

func TestPasswordGrantCanBeSwitchedOff(t *testing.T) {
	s := newServer(t, func(c *config) { c.PasswordGrant = false })
	own := s.member(t, ada)
	s.send(t, "POST /token", form("username", "ada", "password", ada.password)).
		refusedOAuth(t, 400, "unsupported_grant_type", "unsupported_grant_type", "")
	s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", own.refresh)).object(t, 200)
}

func TestTokenTakesFormsAlone(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	good := url.Values{"username": {"ada"}, "password": {ada.password}}.Encode()
	s.send(t, "POST /token", body(good)).refusedOAuth(t, 415, "invalid_request", "unsupported_media_type", "")
	s.send(t, "POST /token", jsonText(`{"username": "ada"}`)).refusedOAuth(t, 415, "invalid_request", "unsupported_media_type", "")
	s.send(t, "POST /token", body(good), header("Content-Type", "multipart/form-data; boundary=x")).
		refusedOAuth(t, 415, "invalid_request", "unsupported_media_type", "")
	s.send(t, "POST /token", body(good), header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")).object(t, 200)
	s.send(t, "POST /token", formText(good+"&x="+strings.Repeat("y", 64<<10))).refusedOAuth(t, 413, "invalid_request", "body_too_large", "")
	s.send(t, "GET /token?username=ada&password=x").refused(t, 405, "method_not_allowed", "")
}

// TestO2RefreshGrant rotates like /refresh. A token that does not hold is 400
// with the code that /refresh has.
func TestO2RefreshGrant(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	use := func(refresh string) answer {
		return s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", refresh))
	}
	o := use(own.refresh).object(t, 200)
	wantMembers(t, o, "access_token", "token_type", "expires_in", "refresh_token", "scope")
	next := pairOf(t, o)
	if next.refresh == own.refresh || !s.alive(t, next.access) {
		t.Error("no next pair")
	}
	after := pairOf(t, use(next.refresh).object(t, 200))
	for _, c := range []struct{ refresh, code string }{
		{"x", "token_invalid"}, {own.access, "wrong_token_type"}, {own.refresh, "token_reused"}, {after.refresh, "session_ended"},
	} {
		a := use(c.refresh)
		a.refusedOAuth(t, 400, "invalid_grant", c.code, "")
		a.has(t, "Cache-Control", "no-store")
		if got := a.Header.Get("WWW-Authenticate"); got != "" {
			t.Errorf("WWW-Authenticate %q at a 400", got)
		}
	}
	late := s.login(t, ada)
	now.advance(48*time.Hour + time.Minute)
	use(late.refresh).refusedOAuth(t, 400, "invalid_grant", "token_expired", "")
}
