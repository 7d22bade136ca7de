package api_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// TestO7EitherTokenEndsItsSession at once, a rotated one too, and no other
// session. Possession is enough: no header and no cookie is looked at.
func TestO7EitherTokenEndsItsSession(t *testing.T) {
	for name, pick := range map[string]func(t *testing.T, s *server, own tokens) string{
		"access":  func(_ *testing.T, _ *server, own tokens) string { return own.access },
		"refresh": func(_ *testing.T, _ *server, own tokens) string { return own.refresh },
		"rotated long ago": func(t *testing.T, s *server, own tokens) string {
			next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
			s.send(t, "POST /refresh", bearer(next.refresh)).object(t, 200)
			return own.refresh
		},
	} {
		for how, with := range map[string][]option{
			"plainly":            nil,
			"with a hint":        {header("X-Hint", "right")},
			"as Swagger UI":      {header("Authorization", "Basic Og==")},
			"as somebody else":   {header("Authorization", "Bearer x"), cookie("spotter", "x")},
			"from another page":  {header("Origin", "https://evil.example"), header("Sec-Fetch-Site", "cross-site")},
			"as a client of his": {basic("nobody", "x")},
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				s := newServer(t)
				own := s.member(t, ada)
				other := s.login(t, ada)
				a := s.send(t, "POST /revoke", append(with, form("token", pick(t, s, own)))...)
				a.empty(t, 200)
				a.has(t, "Cache-Control", "no-store")
				if len(a.cookies) != 0 {
					t.Errorf("cookies %v", a.cookies)
				}
				s.send(t, "GET /me", bearer(own.access)).unauthorized(t, invalidToken, "session_ended", notValid)
				s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "session_ended", "")
				if !s.alive(t, other.access) {
					t.Error("another session has ended too")
				}
			})
		}
	}
}

// TestO7AnyHintIsGoodEnough: a token says what it is (RFC 7009 §2.1).
func TestO7AnyHintIsGoodEnough(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, hint := range []string{"access_token", "refresh_token", "", "pet_name", strings.Repeat("x", 5000)} {
		for _, access := range []bool{true, false} {
			own := s.login(t, ada)
			raw := own.refresh
			if access {
				raw = own.access
			}
			s.send(t, "POST /revoke", form("token", raw, "token_type_hint", hint, "client_id", "x", "colour", "red")).empty(t, 200)
			if s.alive(t, own.access) {
				t.Errorf("hint %.20q: the session lives on", hint)
			}
		}
	}
}

// TestO7WhatOpensNothingIsRevokedAlready: 200, and nobody's session ends.
func TestO7WhatOpensNothingIsRevokedAlready(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	foreign := newServer(t, on(now)).member(t, grace)
	own := s.member(t, ada)
	ended := s.login(t, ada)
	for range 3 { // and again
		s.send(t, "POST /revoke", form("token", ended.refresh)).empty(t, 200)
	}
	dead := []string{
		"x", "a.b.c", strings.Repeat(".", 1000), strings.Repeat("a", 60<<10), "\x00", "%", "null", ended.access, foreign.access, foreign.refresh,
		own.access + "x", own.refresh[:len(own.refresh)-1], own.access + " ", " " + own.refresh, "Bearer " + own.access, strings.ToUpper(own.refresh),
		unsigned(own.refresh),
	}
	for _, raw := range dead {
		s.send(t, "POST /revoke", form("token", raw)).empty(t, 200)
	}
	if !s.alive(t, own.access) {
		t.Error("a near miss has ended a session")
	}
	now.advance(31 * time.Minute)
	s.send(t, "POST /revoke", form("token", own.access)).empty(t, 200) // expired
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	now.advance(48*time.Hour + time.Second)
	s.send(t, "POST /revoke", form("token", next.refresh)).empty(t, 200)
	wantUnlogged(t, s, own.access, own.refresh, next.refresh, foreign.refresh)
}

// unsigned is a token without its signature.
func unsigned(raw string) string { return raw[:strings.LastIndexByte(raw, '.')+1] }

// TestO7LogTellsOfARevocation as of every other log-out.
func TestO7LogTellsOfARevocation(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	a := s.send(t, "POST /revoke", form("token", own.refresh))
	kinds := map[any]any{}
	for _, e := range s.send(t, "GET /me/export", bearer(s.login(t, ada).access)).object(t, 200)["events"].([]any) {
		event := e.(map[string]any)
		kinds[event["request_id"]] = event["kind"]
	}
	if got := kinds[a.Header.Get("X-Request-Id")]; got != "signed_out" {
		t.Errorf("event %v", got)
	}
}

// TestO3FormsAboutATokenAreReadLikeTheTokenForm, and refused in OAuth's words.
func TestO3FormsAboutATokenAreReadLikeTheTokenForm(t *testing.T) {
	s := newServer(t)
	own, client := s.member(t, ada), s.client(t)
	good := url.Values{"token": {own.access}}.Encode()
	for _, path := range []string{"/revoke", "/introspect"} {
		for name, c := range map[string]struct {
			query string
			body  option
		}{
			"no token":               {"", form("token_type_hint", "access_token")},
			"an empty token":         {"", form("token", "")},
			"an empty form":          {"", formText("")},
			"no body":                {"", body("")},
			"the token twice":        {"", formText(good + "&" + good)},
			"another token too":      {"", formText(good + "&token=x")},
			"a hint twice":           {"", formText(good + "&token_type_hint=x&token_type_hint=y")},
			"the token in the query": {"?" + good, formText("")},
			"a token in both":        {"?token=x", formText(good)},
			"a hint in the query":    {"?token_type_hint=access_token", formText(good)},
			"a secret in the query":  {"?client_secret=x", formText(good)},
			"a broken query":         {"?%zz", formText(good)},
			"a broken escape":        {"", formText("token=%zz")},
			"invalid UTF-8":          {"", formText("token=\xff")},
		} {
			t.Run(path+" "+name, func(t *testing.T) {
				a := s.send(t, "POST "+path+c.query, client, c.body)
				a.refusedOAuth(t, 400, "invalid_request", "malformed_request", "")
				a.has(t, "Cache-Control", "no-store")
			})
		}
		for _, other := range []option{body(good), jsonText(`{"token": "x"}`), header("Content-Type", "multipart/form-data; boundary=x")} {
			s.send(t, "POST "+path, client, body(good), other).refusedOAuth(t, 415, "invalid_request", "unsupported_media_type", "")
		}
		s.send(t, "POST "+path, client, formText(good+"&x="+strings.Repeat("y", 64<<10))).refusedOAuth(t, 413, "invalid_request", "body_too_large", "")
		s.send(t, "GET "+path+"?"+good, client).refused(t, 405, "method_not_allowed", "")
	}
	if !s.alive(t, own.access) {
		t.Error("a refused request has ended the session")
	}
	s.send(t, "POST /introspect?utm_source=x", client, formText(good+"&colour=red&colour=blue")).object(t, 200)
	s.send(t, "POST /revoke?utm_source=x", formText(good+"&colour=red&colour=blue")).empty(t, 200)
}

// TestF1ARevocationIsNeverClaimed that did not happen (CVE-2020-15223): while
// the database is away, locked, or unread for a while.
func TestF1ARevocationIsNeverClaimed(t *testing.T) {
	t.Run("stale", func(t *testing.T) {
		now := newClock()
		s := newServer(t, on(now))
		own, client := s.member(t, ada), s.client(t)
		s.stale(t, now)
		for _, raw := range []string{own.access, own.refresh} {
			a := s.send(t, "POST /revoke", form("token", raw))
			a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
			a.putOff(t)
			a = s.send(t, "POST /introspect", client, form("token", raw))
			a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
			a.putOff(t)
		}
		if err := s.ended.Load(t.Context(), s.store); err != nil {
			t.Fatal(err)
		}
		s.send(t, "POST /revoke", form("token", own.refresh)).empty(t, 200)
		if s.alive(t, own.access) {
			t.Error("the session lives on")
		}
	})
	t.Run("locked", func(t *testing.T) {
		s := newServerInTime(t)
		own := s.member(t, ada)
		release := s.lock(t)
		a := s.send(t, "POST /revoke", form("token", own.refresh))
		a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
		a.putOff(t)
		release()
		if !s.alive(t, own.access) {
			t.Error("what was refused has happened all the same")
		}
		s.send(t, "POST /revoke", form("token", own.refresh)).empty(t, 200)
		if s.alive(t, own.access) {
			t.Error("the session lives on")
		}
	})
	t.Run("away", func(t *testing.T) {
		s := newServer(t)
		own := s.member(t, ada)
		s.store.Close()
		a := s.send(t, "POST /revoke", form("token", own.refresh))
		a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
		a.putOff(t)
		s.send(t, "POST /revoke", form("token", "x")).empty(t, 200) // for certain
	})
}

// TestS5RevocationAndRefreshAtOnce: nothing survives.
func TestS5RevocationAndRefreshAtOnce(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for range 30 {
		own := s.login(t, ada)
		done := make(chan answer)
		go func() { done <- s.send(t, "POST /refresh", bearer(own.refresh)) }()
		s.send(t, "POST /revoke", form("token", own.refresh)).empty(t, 200)
		if a := <-done; a.Status == 200 {
			next := pairOf(t, a.object(t, 200))
			s.send(t, "POST /refresh", bearer(next.refresh)).unauthorized(t, invalidToken, "session_ended", "")
			s.send(t, "GET /me", bearer(next.access)).unauthorized(t, invalidToken, "session_ended", notValid)
		}
		if s.alive(t, own.access) {
			t.Fatal("the access token lives on")
		}
	}
}

// TestO7WorksWithEveryAlgorithm, shared secrets too.
func TestO7WorksWithEveryAlgorithm(t *testing.T) {
	for _, algorithm := range []token.Algorithm{token.HS256, token.HS512, token.ES256, token.RS256} {
		s := newServer(t, func(c *config) {
			c.Tokens.Algorithm = algorithm
			if algorithm.Symmetric() {
				c.Tokens.Secret = "qL7w#9zKf2!vT4mXb8@Rn5^Yc1&Hd6*Jg3(Ps0)Ue_uW-oA+iB=eC~kD.xE,jF/yG"
			}
		})
		own, client := s.member(t, ada), s.client(t)
		if o := s.introspected(t, client, own.refresh); o["active"] != true {
			t.Errorf("%s: %v", algorithm, o)
		}
		s.send(t, "POST /revoke", form("token", own.refresh)).empty(t, 200)
		s.wantInactive(t, client, own.access, own.refresh)
	}
}
