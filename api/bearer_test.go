package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// guarded are the routes behind an access token.
var guarded = []string{
	"GET /me", "PATCH /me", "DELETE /me", "POST /me/password", "GET /me/export", "POST /me/keys", "GET /me/keys", "DELETE /me/keys/x", "POST /logout/all", "GET /sessions",
	"DELETE /sessions/0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", "GET /conversation", "POST /conversation",
	"GET /conversations", "GET /conversations/x", "PATCH /conversations/x", "DELETE /conversations/x", "GET /conversations/x/stream",
	"POST /conversations/x/stop", "POST /messages/x/feedback", "POST /messages/x/regenerate", "PATCH /messages/x",
	"GET /plan", "PUT /plan", "POST /plan/days/2026-01-31/done", "PUT /plan/days/2026-01-31/done", "DELETE /plan/days/2026-01-31/done",
	"POST /plan/days/2026-01-31/exercises/plank/done", "DELETE /plan/days/2026-01-31/exercises/plank/done", "DELETE /plan/change", "GET /exercises", "POST /workouts", "GET /workouts", "DELETE /workouts/x", "GET /progress",
	"GET /me/memory", "DELETE /me/memory/x",
}

func TestGuardedIsEveryOperationWithAToken(t *testing.T) {
	operations, err := operationsOf(newServer(t).api)
	if err != nil {
		t.Fatal(err)
	}
	secured := 0
	for _, op := range operations {
		if op.Security != nil && op.Security[0]["client"] == nil && op.Security[0]["key"] == nil {
			secured++
		}
	}
	for _, what := range guarded {
		method, path, _ := strings.Cut(what, " ")
		if op, ok := operationAt(operations, method, path); !ok || op.Security == nil {
			t.Errorf("%s is open by the document", what)
		}
	}
	if secured != len(guarded) {
		t.Errorf("the document secures %d operations by token, want %d", secured, len(guarded))
	}
}

// TestO4EveryGuardedRouteAsksForAToken, in the tutorials' words.
func TestO4EveryGuardedRouteAsksForAToken(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range guarded {
		t.Run(what, func(t *testing.T) {
			a := s.send(t, what)
			a.unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
			a.has(t, "Cache-Control", "no-store")
			a = s.send(t, what, bearer("x"))
			a.unauthorized(t, invalidToken, "token_invalid", notValid)
			a.has(t, "Cache-Control", "no-store")
			s.send(t, what, bearer(own.refresh)).unauthorized(t, invalidToken, "wrong_token_type", notValid)
		})
	}
}

// TestO5TokenCountsInTheHeaderAlone: no query, form, cookie or other header.
func TestO5TokenCountsInTheHeaderAlone(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, scheme := range []string{"Bearer ", "bearer ", "BEARER "} {
		s.send(t, "GET /me", header("Authorization", scheme+own.access)).object(t, 200)
	}
	s.send(t, "GET /me?access_token="+own.access).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "GET /me?token="+own.access).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "GET /me", cookie("spotter", own.refresh), cookie("access_token", own.access)).
		unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /conversation", formText("access_token="+own.access)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "GET /me", header("X-Access-Token", own.access)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	for _, other := range []string{"Basic YTpi", own.access, "Token " + own.access, ""} {
		s.send(t, "GET /me", header("Authorization", other)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	}
	s.send(t, "GET /me", header("Authorization", "Bearer")).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	for _, malformed := range []string{"Bearer  " + own.access, "Bearer " + own.access + ", Basic YTpi", "Bearer " + own.access + " x", "Bearer\t" + own.access} {
		a := s.send(t, "GET /me", header("Authorization", malformed))
		if a.Status != http.StatusUnauthorized {
			t.Errorf("%.12q…: status %d", malformed, a.Status)
		}
	}
	twice := func(r *http.Request) {
		r.Header["Authorization"] = []string{"Bearer " + own.access, "Bearer " + own.access}
	}
	s.send(t, "GET /me", twice).unauthorized(t, invalidToken, "token_invalid", notValid)
}

// TestT4ExpiredTokenIsTold that it has expired.
func TestT4ExpiredTokenIsTold(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	now.advance(30*time.Minute - time.Second)
	s.send(t, "GET /me", bearer(own.access)).object(t, 200)
	now.advance(time.Second)
	s.send(t, "GET /me", bearer(own.access)).unauthorized(t, invalidToken, "token_expired", notValid)
}

// TestT1ForgeriesAreRefused at the door of a route, as package token refuses
// them: one of each kind.
func TestT1ForgeriesAreRefused(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	other := newServer(t).member(t, ada)
	parts := strings.Split(own.access, ".")
	for name, forged := range map[string]string{
		"another server's":   other.access,
		"unsigned":           "eyJhbGciOiJub25lIn0." + parts[1] + ".",
		"no signature":       parts[0] + "." + parts[1] + ".",
		"another's payload":  parts[0] + "." + strings.Split(other.access, ".")[1] + "." + parts[2],
		"padded":             own.access + "=",
		"four parts":         own.access + "." + parts[2],
		"a thousand dots":    strings.Repeat(".", 1000),
		"long":               own.access + strings.Repeat("A", 20<<10),
		"zeros for a signer": parts[0] + "." + parts[1] + "." + strings.Repeat("A", 86),
	} {
		t.Run(name, func(t *testing.T) {
			s.send(t, "GET /me", bearer(forged)).unauthorized(t, invalidToken, "token_invalid", notValid)
		})
	}
}

// TestAuthenticationComesBeforeContentTypeAndBody: whoever is not logged in
// learns nothing about bodies.
func TestAuthenticationComesBeforeContentTypeAndBody(t *testing.T) {
	s := newServer(t)
	for _, what := range []string{"PATCH /me", "DELETE /me", "POST /me/password", "POST /conversation", "PATCH /conversations/x", "PATCH /messages/x", "PUT /plan", "POST /workouts"} {
		for name, sent := range map[string]option{
			"no type": body(`{}`), "another type": formText("a=b"), "not JSON": jsonText(`{`), "unknown field": jsonText(`{"x": 1}`),
			"too large": jsonText(strings.Repeat(" ", 65<<10)), "too large, chunked": chunked(strings.Repeat(" ", 65<<10)),
		} {
			a := s.send(t, what, sent)
			if a.Status != http.StatusUnauthorized {
				t.Errorf("%s, %s: status %d: %s", what, name, a.Status, a.Body)
			}
		}
	}
}
