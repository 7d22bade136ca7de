package api_test

import (
	"strings"
	"testing"
)

func TestStarredPathsTakeASlash(t *testing.T) {
	s := newServer(t)
	s.send(t, "POST /register/", jsonText(`{"username": "ada", "email": "ada@example.com", "password": "engine of 1843"}`)).object(t, 201)
	s.send(t, "POST /login/", jsonText(`{"email": "ada@example.com", "password": "engine of 1843"}`)).object(t, 200)
	granted := s.send(t, "POST /token/", form("username", "ada", "password", "engine of 1843")).object(t, 200)
	access := pairOf(t, granted).access
	s.send(t, "GET /conversation/", bearer(access)).object(t, 200)
	s.send(t, "POST /conversation/", bearer(access), jsonText(`{"message": "Hello"}`)).object(t, 200)
	s.send(t, "GET /conversation/").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "GET /login/").refused(t, 405, "method_not_allowed", "")
}

// TestUnknownPathsAreNotFound: no redirect to a tidier spelling, and no page.
func TestUnknownPathsAreNotFound(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, path := range []string{
		"/me/", "/refresh/", "/logout/", "/logout/all/", "/sessions/", "/me/password/", "/healthz/", "/openapi.json/", "/register//", "//login", "/me//export",
		"/nothing", "/index.html", "/favicon.ico", "/./me", "/me/../me", "/docs/../me", "/docs/nothing.js", "/ME", "/Login", "/me%2fexport", "/.git/config",
		"/.well-known", "/.well-known/nothing", "/metrics", "/debug/pprof/", "/users", "/%00", "/%ff",
		"/conversations/", "/conversations/x/", "/conversations/x/y", "/messages", "/messages/x/", "/messages/x/y",
		"/plan/", "/plan/days", "/plan/days/2026-01-31", "/workouts/", "/workouts/x/y", "/progress/",
	} {
		for _, method := range []string{"GET", "POST"} {
			a := s.send(t, method+" "+path, bearer(own.access))
			if a.Status != 404 {
				t.Errorf("%s %s: status %d, Location %q", method, path, a.Status, a.Header.Get("Location"))
				continue
			}
			a.refused(t, 404, "not_found", "")
		}
	}
}

// TestH4OtherMethodsAreRefused with the ones that would do.
func TestH4OtherMethodsAreRefused(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for path, allow := range map[string]string{
		"/register": "POST", "/revoke": "POST", "/introspect": "POST", "/me": "GET, HEAD, PATCH, DELETE", "/me/password": "POST", "/me/export": "GET, HEAD", "/token": "POST", "/login": "POST",
		"/refresh": "POST", "/logout": "POST", "/logout/all": "POST", "/sessions": "GET, HEAD", "/sessions/x": "DELETE",
		"/conversations": "GET, HEAD", "/conversations/x": "GET, HEAD, PATCH, DELETE", "/conversations/x/stream": "GET, HEAD", "/conversations/x/stop": "POST",
		"/plan": "GET, HEAD, PUT", "/plan/days/2026-01-31/done": "POST, PUT, DELETE", "/plan/days/2026-01-31/exercises/plank/done": "POST, DELETE", "/plan/change": "DELETE", "/exercises": "GET, HEAD", "/workouts": "GET, HEAD, POST", "/workouts/x": "DELETE", "/progress": "GET, HEAD",
		"/messages/x": "PATCH", "/messages/x/feedback": "POST", "/messages/x/regenerate": "POST",
		"/conversation": "GET, HEAD, POST", "/.well-known/jwks.json": "GET, HEAD", "/.well-known/oauth-authorization-server": "GET, HEAD",
		"/healthz": "GET, HEAD", "/readyz": "GET, HEAD", "/openapi.json": "GET, HEAD", "/docs": "GET, HEAD", "/": "GET, HEAD",
	} {
		allowed := map[string]bool{}
		for _, m := range strings.Split(allow, ", ") {
			allowed[m] = true
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
			if allowed[method] {
				continue
			}
			a := s.send(t, method+" "+path, bearer(own.access))
			a.refused(t, 405, "method_not_allowed", "")
			a.has(t, "Allow", allow)
		}
	}
}

// TestHeadIsGetWithoutABody (RFC 9110 §9.3.2).
func TestHeadIsGetWithoutABody(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, path := range []string{"/me", "/healthz", "/openapi.json", "/docs", "/.well-known/jwks.json", "/conversation"} {
		a := s.send(t, "HEAD "+path, bearer(own.access))
		a.empty(t, 200)
	}
	if a := s.send(t, "HEAD /me"); a.Status != 401 {
		t.Errorf("HEAD /me without a token: status %d", a.Status)
	}
}
