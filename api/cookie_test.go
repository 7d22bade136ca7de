package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestH7CookieModeKeepsTheRefreshTokenFromThePage: over http and over https.
func TestH7CookieModeKeepsTheRefreshTokenFromThePage(t *testing.T) {
	for url, c := range map[string]struct {
		name   string
		secure bool
	}{
		"http://spotter.test":  {"spotter", false},
		"https://spotter.test": {"__Host-spotter", true},
	} {
		t.Run(url, func(t *testing.T) {
			s := newServer(t, func(conf *config) { conf.PublicURL = url })
			s.account(t, ada)
			a := s.send(t, "POST /login", jsonText(`{"email": "ada@example.com", "password": "engine of 1843", "cookie": true}`))
			wantMembers(t, a.object(t, 200), "message", "access_token", "token_type", "expires_in", "user", "device_token")
			first := a.cookie(t, c.name)
			wantFlags(t, first, c.secure, 48*time.Hour)
			wantFlags(t, a.cookie(t, "spotter_device"), c.secure, 365*24*time.Hour)
			wantRefresh(t, first.Value)
			if strings.Contains(a.Body, first.Value) {
				t.Error("the body holds the refresh token")
			}

			a = s.send(t, "POST /refresh", cookie(c.name, first.Value))
			wantMembers(t, a.object(t, 200), "access_token", "token_type", "expires_in")
			second := a.cookie(t, c.name)
			wantFlags(t, second, c.secure, 48*time.Hour)
			if second.Value == first.Value || strings.Contains(a.Body, second.Value) {
				t.Error("the cookie is the old one, or in the body too")
			}

			a = s.send(t, "POST /logout", cookie(c.name, second.Value))
			a.empty(t, 204)
			wantGone(t, a.cookie(t, c.name), c.secure)
			a = s.send(t, "POST /refresh", cookie(c.name, second.Value))
			a.unauthorized(t, invalidToken, "session_ended", "")
			wantGone(t, a.cookie(t, c.name), c.secure)
		})
	}
}

// TestH7OtherCookieNamesAreNotRead: over https without the prefix, and over http with it.
func TestH7OtherCookieNamesAreNotRead(t *testing.T) {
	for url, name := range map[string]string{"https://spotter.test": "spotter", "http://spotter.test": "__Host-spotter"} {
		s := newServer(t, func(c *config) { c.PublicURL = url })
		own := s.member(t, ada)
		s.send(t, "POST /refresh", cookie(name, own.refresh)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
		s.send(t, "POST /logout", cookie(name, own.refresh)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	}
}

func TestRegisterWithCookieLogsIn(t *testing.T) {
	s := newServer(t)
	a := s.send(t, "POST /register", jsonText(`{"username": "ada", "email": "ada@example.com", "password": "engine of 1843", "cookie": true}`))
	wantMembers(t, a.object(t, 201), userMembers...)
	wantFlags(t, a.cookie(t, "spotter_device"), false, 365*24*time.Hour)
	refresh := a.cookie(t, "spotter")
	wantFlags(t, refresh, false, 48*time.Hour)
	next := s.send(t, "POST /refresh", cookie("spotter", refresh.Value)).object(t, 200)
	if !s.alive(t, next["access_token"].(string)) {
		t.Error("the access token opens nothing")
	}
	if plain := s.send(t, "POST /register", jsonText(`{"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire"}`)); len(plain.cookies) != 0 {
		t.Errorf("cookies that nobody asked for: %v", plain.cookies)
	}
}

// TestH7PagesOfOtherOriginsCannotUseTheCookie: Origin against Host, and what the
// browser says; the public URL does not matter. What carries no cookie is not
// the browser's to protect.
func TestH7PagesOfOtherOriginsCannotUseTheCookie(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	own := strings.TrimPrefix(s.URL, "http://")
	for name, c := range map[string]struct {
		with option
		ok   bool
	}{
		"no browser":        {header("X-Nothing", ""), true},
		"own page":          {header("Sec-Fetch-Site", "same-origin"), true},
		"typed address":     {header("Sec-Fetch-Site", "none"), true},
		"own origin":        {header("Origin", "http://"+own), true},
		"another origin":    {header("Origin", "https://evil.example"), false},
		"the public URL":    {header("Origin", "http://spotter.test"), false},
		"another port":      {header("Origin", "http://127.0.0.1:1"), false},
		"no origin to tell": {header("Origin", "null"), false},
		"another site":      {header("Sec-Fetch-Site", "cross-site"), false},
		"a sister site":     {header("Sec-Fetch-Site", "same-site"), false},
	} {
		t.Run(name, func(t *testing.T) {
			session := s.login(t, ada)
			wants := func(a answer, status int) {
				t.Helper()
				if c.ok && a.Status != status {
					t.Errorf("status %d, want %d: %s", a.Status, status, a.Body)
				}
				if !c.ok {
					a.refused(t, 403, "cross_origin", "")
					if a.sets("spotter") {
						t.Error("a cookie is set all the same")
					}
				}
			}
			wants(s.send(t, "POST /login", c.with, jsonText(`{"email": "ada@example.com", "password": "engine of 1843", "cookie": true}`)), 200)
			wants(s.send(t, "POST /register", c.with, jsonText(`{"username": "ada", "email": "x@example.com", "password": "engine of 1843", "cookie": true}`)), 400)
			refreshed := s.send(t, "POST /refresh", c.with, cookie("spotter", session.refresh))
			wants(refreshed, 200)
			if c.ok {
				session.refresh = refreshed.cookie(t, "spotter").Value
			}
			wants(s.send(t, "POST /logout", c.with, cookie("spotter", session.refresh)), 204)
			if s.alive(t, session.access) == c.ok {
				t.Errorf("alive: %v", !c.ok)
			}
			s.send(t, "POST /refresh", c.with, bearer(s.login(t, ada).refresh)).object(t, 200)
		})
	}
}

// TestDeadCookieIsTakenBack, but not for a token that came otherwise.
func TestDeadCookieIsTakenBack(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range []string{"POST /refresh", "POST /logout"} {
		a := s.send(t, what, cookie("spotter", "x"))
		a.unauthorized(t, invalidToken, "token_invalid", notValid)
		wantGone(t, a.cookie(t, "spotter"), false)
		if a := s.send(t, what, bearer("x"), cookie("spotter", own.refresh)); a.sets("spotter") {
			t.Errorf("%s: a bearer token that does not hold takes the cookie", what)
		}
	}
	a := s.send(t, "POST /logout/all", bearer(own.access), cookie("spotter", own.refresh))
	a.empty(t, 204)
	wantGone(t, a.cookie(t, "spotter"), false)
}

func wantFlags(t *testing.T, c *http.Cookie, secure bool, life time.Duration) {
	t.Helper()
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || c.Secure != secure {
		t.Errorf("cookie %s: %s", c.Name, c.Raw)
	}
	if got := time.Duration(c.MaxAge) * time.Second; got > life || got < life-time.Minute {
		t.Errorf("cookie %s lives %s, want %s", c.Name, got, life)
	}
}

func wantGone(t *testing.T, c *http.Cookie, secure bool) {
	t.Helper()
	if c.Value != "" || c.MaxAge >= 0 || c.Path != "/" || !c.HttpOnly || c.Secure != secure {
		t.Errorf("cookie %s stays: %s", c.Name, c.Raw)
	}
}

func wantRefresh(t *testing.T, raw string) {
	t.Helper()
	if partOf(t, raw, 0)["typ"] != "rt+jwt" {
		t.Error("the cookie is no refresh token")
	}
}
