package api_test

import (
	"database/sql"
	"testing"
)

// TestF1NobodyPassesWhileItIsUnknownWhoseSessionsEnded: protected calls are put
// off, and good again as soon as it is known.
func TestF1NobodyPassesWhileItIsUnknownWhoseSessionsEnded(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	s.stale(t, now)
	for _, what := range guarded {
		a := s.send(t, what, bearer(own.access))
		a.refused(t, 503, "unavailable", "")
		a.putOff(t)
	}
	s.send(t, "GET /me", bearer("x")).unauthorized(t, invalidToken, "token_invalid", notValid)
	s.send(t, "GET /me").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	if err := s.ended.Load(t.Context(), s.store); err != nil {
		t.Fatal(err)
	}
	s.send(t, "GET /me", bearer(own.access)).object(t, 200)
}

// TestF2WithoutADatabase everything that needs it is put off.
func TestF2WithoutADatabase(t *testing.T) {
	s := newServer(t)
	own, client := s.member(t, ada), s.client(t)
	s.store.Close()
	for name, sent := range map[string]struct {
		what    string
		options []option
	}{
		"register":        {"POST /register", []option{jsonText(`{"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire"}`)}},
		"log in":          {"POST /login", []option{jsonText(`{"email": "ada@example.com", "password": "engine of 1843"}`)}},
		"log in wrongly":  {"POST /login", []option{jsonText(`{"email": "nobody", "password": "engine of 1843"}`)}},
		"log in by form":  {"POST /token", []option{form("username", "ada", "password", ada.password)}},
		"refresh":         {"POST /refresh", []option{bearer(own.refresh)}},
		"refresh by form": {"POST /token", []option{form("grant_type", "refresh_token", "refresh_token", own.refresh)}},
		"refresh, cookie": {"POST /refresh", []option{cookie("spotter", own.refresh)}},
		"log out":         {"POST /logout", []option{bearer(own.refresh)}},
		"who am I":        {"GET /me", []option{bearer(own.access)}},
		"change":          {"PATCH /me", []option{bearer(own.access), jsonText(`{"age": 36}`)}},
		"change password": {"POST /me/password", []option{bearer(own.access), jsonText(`{"current_password": "engine of 1843", "new_password": "looms of Jacquard"}`)}},
		"delete":          {"DELETE /me", []option{bearer(own.access), jsonText(`{"password": "engine of 1843"}`)}},
		"export":          {"GET /me/export", []option{bearer(own.access)}},
		"sessions":        {"GET /sessions", []option{bearer(own.access)}},
		"end a session":   {"DELETE /sessions/x", []option{bearer(own.access)}},
		"end all":         {"POST /logout/all", []option{bearer(own.access)}},
		"revoke access":   {"POST /revoke", []option{form("token", own.access)}},
		"revoke refresh":  {"POST /revoke", []option{form("token", own.refresh)}},
		"introspect":      {"POST /introspect", []option{client, form("token", own.access)}},
		"any client":      {"POST /introspect", []option{basic("nobody", "x"), form("token", own.access)}},
		"make a key":      {"POST /me/keys", []option{bearer(own.access), jsonText(`{"name": "x"}`)}},
		"my keys":         {"GET /me/keys", []option{bearer(own.access)}},
		"remove a key":    {"DELETE /me/keys/x", []option{bearer(own.access)}},
		"any key":         {"GET /v1/models", []option{bearer("sk-spotter-x")}},
		"completion":      {"POST /v1/chat/completions", []option{bearer(own.access), jsonOf(says("Hello"))}},
		"greeting":        {"GET /conversation", []option{bearer(own.access)}},
		"question":        {"POST /conversation", []option{bearer(own.access), jsonText(`{"message": "Hello"}`)}},
		"streamed":        {"POST /conversation", []option{bearer(own.access), jsonText(`{"message": "Hello"}`), header("Accept", "text/event-stream")}},
		"conversations":   {"GET /conversations?q=x", []option{bearer(own.access)}},
		"conversation":    {"GET /conversations/x", []option{bearer(own.access)}},
		"rename":          {"PATCH /conversations/x", []option{bearer(own.access), jsonText(`{"title": "x"}`)}},
		"delete talk":     {"DELETE /conversations/x", []option{bearer(own.access)}},
		"resume":          {"GET /conversations/x/stream", []option{bearer(own.access)}},
		"stop":            {"POST /conversations/x/stop", []option{bearer(own.access)}},
		"feedback":        {"POST /messages/x/feedback", []option{bearer(own.access), jsonText(`{"rating": "up"}`)}},
		"regenerate":      {"POST /messages/x/regenerate", []option{bearer(own.access)}},
		"edit":            {"PATCH /messages/x", []option{bearer(own.access), jsonText(`{"text": "x"}`)}},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.send(t, sent.what, sent.options...)
			a.putOff(t)
			if a.sets("spotter") {
				t.Error("the cookie of a session that lives is taken back")
			}
		})
	}
	s.send(t, "GET /healthz").object(t, 200)
}

// TestF4WhatIsPutOffConsumesNothing: a database that another program holds
// locked delays a refresh and does not spend the token.
func TestF4WhatIsPutOffConsumesNothing(t *testing.T) {
	s := newServerInTime(t)
	own := s.member(t, ada)
	release := s.lock(t)
	answers := make(chan answer)
	for range 2 {
		go func() { answers <- s.send(t, "POST /refresh", bearer(own.refresh)) }()
	}
	for range 2 {
		a := <-answers
		a.refused(t, 503, "unavailable", "")
		a.putOff(t)
	}
	s.send(t, "GET /me", bearer(own.access)).object(t, 200)
	release()
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	s.send(t, "POST /refresh", bearer(next.refresh)).object(t, 200)
}

// lock keeps the server from writing until release is called.
func (s *server) lock(t *testing.T) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", s.file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := db.Exec("ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}
