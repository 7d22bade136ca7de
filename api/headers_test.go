package api_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// everyKind is one request for each kind of answer.
var everyKind = []struct {
	name, what string
	status     int
	options    []option
}{
	{"a list of keys", "GET /.well-known/jwks.json", 200, nil},
	{"metadata", "GET /.well-known/oauth-authorization-server", 200, nil},
	{"health", "GET /healthz", 200, nil},
	{"the document", "GET /openapi.json", 200, nil},
	{"a page", "GET /docs", 200, nil},
	{"a file of a page", "GET /docs/start.js", 200, nil},
	{"the web app", "GET /", 200, nil},
	{"malformed", "POST /login", 400, []option{jsonText(`{`)}},
	{"unauthorized", "GET /me", 401, nil},
	{"refused", "POST /login", 403, []option{jsonText(`{"email": "nobody", "password": "x"}`)}},
	{"refused OAuth", "POST /token", 401, []option{form("username", "nobody", "password", "x")}},
	{"revoked", "POST /revoke", 200, []option{form("token", "x")}},
	{"no client", "POST /introspect", 401, []option{form("token", "x")}},
	{"not found", "GET /nothing", 404, nil},
	{"no such method", "BREW /me", 405, nil},
	{"too large", "POST /login", 413, []option{jsonText(strings.Repeat(" ", 65<<10))}},
	{"another type", "POST /login", 415, []option{body(`{}`)}},
	{"OpenAI's form", "GET /v1/models", 401, nil},
	{"invalid", "POST /login", 422, []option{jsonText(`{}`)}},
}

// TestH5SecurityHeadersAreEverywhere, and an id of the request.
func TestH5SecurityHeadersAreEverywhere(t *testing.T) {
	s := newServer(t)
	ids := map[string]bool{}
	for _, k := range everyKind {
		t.Run(k.name, func(t *testing.T) {
			a := s.send(t, k.what, k.options...)
			if a.Status != k.status {
				t.Errorf("status %d, want %d", a.Status, k.status)
			}
			a.has(t, "X-Content-Type-Options", "nosniff")
			if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
				a.has(t, "Referrer-Policy", "no-referrer")
				policy := a.Header.Get("Content-Security-Policy")
				if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
					t.Errorf("Content-Security-Policy %q", policy)
				}
			}
			id := a.Header.Get("X-Request-Id")
			if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(id) || ids[id] {
				t.Errorf("X-Request-Id %q", id)
			}
			ids[id] = true
			if a.Header.Get("Strict-Transport-Security") != "" {
				t.Error("HSTS over http")
			}
			for _, tells := range []string{"Server", "X-Powered-By"} {
				if a.Header.Get(tells) != "" {
					t.Errorf("%s %q", tells, a.Header.Get(tells))
				}
			}
		})
	}
}

func TestH5StrictTransportSecurityOverHTTPS(t *testing.T) {
	s := newServer(t, func(c *config) { c.PublicURL = "https://spotter.test" })
	for _, k := range everyKind {
		if got := s.send(t, k.what, k.options...).Header.Get("Strict-Transport-Security"); !strings.HasPrefix(got, "max-age=") {
			t.Errorf("%s: Strict-Transport-Security %q", k.name, got)
		}
	}
}

// TestRequestIDIsTheServersOwn: what a client sends is not taken over.
func TestRequestIDIsTheServersOwn(t *testing.T) {
	s := newServer(t)
	a := s.send(t, "GET /healthz", header("X-Request-Id", "mine\" level=error"))
	if got := a.Header.Values("X-Request-Id"); len(got) != 1 || strings.Contains(got[0], "mine") {
		t.Errorf("X-Request-Id %q", got)
	}
}

// TestO1WhatComesWithACredentialIsNotStored, whatever the answer.
func TestO1WhatComesWithACredentialIsNotStored(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range []string{
		"GET /me", "GET /me/export", "GET /sessions", "GET /conversation", "POST /conversation", "PATCH /me", "DELETE /me", "GET /nothing", "BREW /me",
		"GET /healthz", "GET /readyz", "POST /refresh", "POST /me/password", "DELETE /sessions/x", "GET /conversations", "GET /conversations/x", "GET /me/keys", "POST /me/keys", "DELETE /me/keys/x", "GET /v1/models", "POST /v1/chat/completions", "GET /v1/x", "GET /conversations/x/stream", "PATCH /messages/x", "POST /login", "POST /register", "POST /token",
		"GET /.well-known/jwks.json", "GET /.well-known/oauth-authorization-server", "GET /openapi.json",
	} {
		a := s.send(t, what, bearer(own.access))
		if got := a.Header.Values("Cache-Control"); len(got) != 1 || got[0] != "no-store" {
			t.Errorf("%s: status %d, Cache-Control %q", what, a.Status, got)
		}
	}
	s.send(t, "POST /logout", bearer(own.access)).has(t, "Cache-Control", "no-store")
	s.send(t, "POST /refresh", cookie("spotter", own.refresh)).has(t, "Cache-Control", "no-store")
}

// TestProblemsHaveNoBodyToHead but all their headers.
func TestProblemsHaveNoBodyToHead(t *testing.T) {
	s := newServer(t)
	a := s.send(t, "HEAD /me")
	a.empty(t, http.StatusUnauthorized)
	a.has(t, "WWW-Authenticate", "Bearer")
	a.has(t, "Content-Type", "application/problem+json")
}
