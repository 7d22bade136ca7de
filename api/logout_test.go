package api_test

import (
	"net/http"
	"testing"
)

// TestS5LogoutEndsTheSessionAtOnce whichever of its tokens came: the access
// token, the refresh token, or one that was rotated.
func TestS5LogoutEndsTheSessionAtOnce(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	inBody := func(refresh string) option { return jsonOf(map[string]any{"refresh_token": refresh}) }
	for name, with := range map[string]func(first, newest tokens) option{
		"access":                  func(_, newest tokens) option { return bearer(newest.access) },
		"an earlier access":       func(first, _ tokens) option { return bearer(first.access) },
		"refresh":                 func(_, newest tokens) option { return bearer(newest.refresh) },
		"rotated refresh":         func(first, _ tokens) option { return bearer(first.refresh) },
		"refresh in body":         func(_, newest tokens) option { return inBody(newest.refresh) },
		"rotated refresh in body": func(first, _ tokens) option { return inBody(first.refresh) },
		"refresh in cookie":       func(_, newest tokens) option { return cookie("spotter", newest.refresh) },
	} {
		t.Run(name, func(t *testing.T) {
			first, other := s.login(t, ada), s.login(t, ada)
			newest := pairOf(t, s.send(t, "POST /refresh", bearer(first.refresh)).object(t, 200))
			if !s.alive(t, newest.access) { // it is known, and remembered as good
				t.Fatal("no session to end")
			}
			a := s.send(t, "POST /logout", with(first, newest))
			a.empty(t, 204)
			a.has(t, "Cache-Control", "no-store")
			for _, access := range []string{first.access, newest.access} {
				s.send(t, "GET /me", bearer(access)).unauthorized(t, invalidToken, "session_ended", notValid)
			}
			s.send(t, "POST /refresh", bearer(newest.refresh)).unauthorized(t, invalidToken, "session_ended", "")
			s.send(t, "POST /logout", bearer(newest.refresh)).unauthorized(t, invalidToken, "session_ended", "")
			if !s.alive(t, other.access) {
				t.Error("another session has ended")
			}
		})
	}
}

// TestLogoutBearerDecides when a token comes in the body too.
func TestLogoutBearerDecides(t *testing.T) {
	s := newServer(t)
	first, second := s.member(t, ada), s.login(t, ada)
	other := jsonOf(map[string]any{"refresh_token": second.refresh})
	s.send(t, "POST /logout", bearer(first.access), other, cookie("spotter", second.refresh)).empty(t, 204)
	if s.alive(t, first.access) || !s.alive(t, second.access) {
		t.Error("not the bearer's session has ended")
	}
	s.send(t, "POST /logout", bearer("x"), other).unauthorized(t, invalidToken, "token_invalid", notValid)
	twice := func(r *http.Request) {
		r.Header["Authorization"] = []string{"Bearer " + first.access, "Bearer " + first.access}
	}
	s.send(t, "POST /logout", twice, other).unauthorized(t, invalidToken, "token_invalid", notValid)
	if !s.alive(t, second.access) {
		t.Error("a bearer token that does not hold gave way to the body's")
	}
	s.send(t, "POST /logout", header("Authorization", "Basic Og=="), other).empty(t, 204)
	if s.alive(t, second.access) {
		t.Error("the body's session lives on")
	}
}

func TestLogoutNeedsAToken(t *testing.T) {
	s := newServer(t)
	s.send(t, "POST /logout").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /logout", jsonText(`{}`)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /logout", bearer("x")).unauthorized(t, invalidToken, "token_invalid", notValid)
	own := s.member(t, ada)
	s.send(t, "POST /logout", jsonOf(map[string]any{"refresh_token": own.access})).unauthorized(t, invalidToken, "wrong_token_type", notValid)
	s.send(t, "POST /logout", cookie("spotter", own.access)).unauthorized(t, invalidToken, "wrong_token_type", notValid)
	if !s.alive(t, own.access) {
		t.Error("an access token in the place of a refresh token has ended the session")
	}
	s.send(t, "POST /logout/all").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
}

func TestLogoutAllEndsEverySessionOfThePerson(t *testing.T) {
	s := newServer(t)
	own, other, stranger := s.member(t, ada), s.login(t, ada), s.member(t, grace)
	s.send(t, "POST /logout/all", bearer(own.refresh)).unauthorized(t, invalidToken, "wrong_token_type", notValid)
	s.send(t, "POST /logout/all", bearer(own.access)).empty(t, 204)
	for _, dead := range []tokens{own, other} {
		s.send(t, "GET /me", bearer(dead.access)).unauthorized(t, invalidToken, "session_ended", notValid)
		s.send(t, "POST /refresh", bearer(dead.refresh)).unauthorized(t, invalidToken, "session_ended", "")
	}
	if !s.alive(t, stranger.access) {
		t.Error("somebody else's session has ended")
	}
}

// TestS5LogoutBesideRefresh leaves nothing alive, whoever comes first.
func TestS5LogoutBesideRefresh(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for range 10 {
		own := s.login(t, ada)
		refreshed := make(chan answer)
		go func() { refreshed <- s.send(t, "POST /refresh", bearer(own.refresh)) }()
		s.send(t, "POST /logout", bearer(own.access)).empty(t, 204)
		switch a := <-refreshed; a.Status {
		case 200:
			late := pairOf(t, a.object(t, 200))
			s.send(t, "GET /me", bearer(late.access)).unauthorized(t, invalidToken, "session_ended", notValid)
			s.send(t, "POST /refresh", bearer(late.refresh)).unauthorized(t, invalidToken, "session_ended", "")
		default:
			a.unauthorized(t, invalidToken, "session_ended", "")
		}
	}
}
