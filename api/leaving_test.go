package api_test

import (
	"strings"
	"testing"

	"spotter/account"
)

func TestExportHoldsEverythingAndNothingSecret(t *testing.T) {
	var log *account.RefusalLog
	s := newServer(t, func(c *config) {
		log = account.NewRefusalLog(account.RefusalLogConfig{Store: c.Rules.Store})
		c.Refusals = log
	})
	user := s.account(t, ada)
	s.send(t, "POST /login", jsonText(`{"email": "ada@example.com", "password": "a guess"}`)).object(t, 403)
	own := s.login(t, ada, header("User-Agent", "loom/1.0"))
	s.login(t, ada)
	s.member(t, grace)
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"injuries": "a sore thumb"}`)).object(t, 200)

	s.send(t, "POST /logout", jsonOf(map[string]string{"refresh_token": own.access})).refused(t, 401, "wrong_token_type", "")
	s.send(t, "POST /login", jsonText(`{"email": "grace@example.com", "password": "a guess"}`)).object(t, 403)
	s.send(t, "GET /me", bearer(own.access+"x")).object(t, 401)
	if err := log.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := s.send(t, "GET /me/export", bearer(own.access))
	export := a.object(t, 200)
	if got := a.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Errorf("Content-Disposition %q: a browser would show it", got)
	}
	wantMembers(t, export, "user", "sessions", "events", "refusals", "keys", "conversations", "workouts", "plan", "memory", "tokens")
	exported := export["user"].(map[string]any)
	wantMembers(t, exported, userMembers...)
	if exported["uid"] != user["uid"] || exported["injuries"] != "a sore thumb" {
		t.Errorf("exported %v", exported)
	}
	if sessions := export["sessions"].([]any); len(sessions) != 2 {
		t.Errorf("%d sessions, want 2", len(sessions))
	}
	refusals := export["refusals"].([]any)
	if len(refusals) != 2 {
		t.Fatalf("refusals are %v; want the two of this person", refusals)
	}
	for i, code := range []string{"wrong_token_type", "invalid_credentials"} { // the latest first
		r := refusals[i].(map[string]any)
		wantMembers(t, r, "at", "request_id", "route", "address", "status", "code", "credential", "reason", "session_id", "token_id", "key_id", "expires_at")
		if r["code"] != code || (r["session_id"] != nil) != (i == 0) || (r["expires_at"] != nil) != (i == 0) {
			t.Errorf("refused %v, want %s", r, code)
		}
	}
	kinds := map[any]int{}
	for _, e := range export["events"].([]any) {
		event := e.(map[string]any)
		wantMembers(t, event, "at", "kind", "session_id", "address", "agent", "request_id")
		kinds[event["kind"]]++
	}
	if kinds["registered"] != 1 || kinds["signed_in"] != 2 || kinds["sign_in_failed"] != 1 {
		t.Errorf("events %v", kinds)
	}
	for _, secret := range []string{"argon2", "hash", ada.password, "jti", own.refresh, own.access, "grace"} {
		if strings.Contains(a.Body, secret) {
			t.Errorf("the export holds %.20q", secret)
		}
	}
}

// TestS10DeletionEndsEverything: sessions, access tokens, and the account.
func TestS10DeletionEndsEverything(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	other := s.login(t, ada)
	stranger := s.member(t, grace)
	s.send(t, "DELETE /me", bearer(own.access), jsonOf(map[string]any{"password": ada.password})).empty(t, 204)

	for _, dead := range []tokens{own, other} {
		s.send(t, "GET /me", bearer(dead.access)).unauthorized(t, invalidToken, "session_ended", notValid)
		s.send(t, "POST /refresh", bearer(dead.refresh)).unauthorized(t, invalidToken, "session_ended", "")
	}
	s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).
		refused(t, 403, "invalid_credentials", "Invalid email or password")
	if !s.alive(t, stranger.access) {
		t.Error("somebody else's session has ended")
	}
	again := s.account(t, ada)
	if again["age"] != nil {
		t.Errorf("the name's next owner finds %v", again)
	}
}

func TestDeletionNeedsThePassword(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	s.send(t, "DELETE /me", bearer(own.access), jsonText(`{"password": "a guess"}`)).refused(t, 403, "wrong_password", "")
	s.send(t, "DELETE /me", bearer(own.access), jsonText(`{}`)).invalid(t, "body.password")
	s.send(t, "DELETE /me", bearer(own.access)).refused(t, 400, "malformed_request", "")
	if !s.alive(t, own.access) {
		t.Error("the account is gone")
	}
}
