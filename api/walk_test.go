package api_test

import (
	"strings"
	"testing"
)

// TestWalk is a day with Spotter: the clients of both tutorials, from the first
// registration to the log-out.
func TestWalk(t *testing.T) {
	s := newServer(t)

	// Somebody registers. Nothing secret comes back.
	user := s.send(t, "POST /register", jsonText(`{
		"username": "ada", "email": "ada@example.com", "password": "engine of 1843",
		"age": 36, "gender": "female", "level": "intermediate"
	}`)).object(t, 201)
	if user["username"] != "ada" || user["is_verified"] != false {
		t.Errorf("registered as %v", user)
	}

	// The first tutorial's client logs in by form and has a conversation.
	granted := s.send(t, "POST /token", form("username", "ada", "password", "engine of 1843")).object(t, 200)
	if granted["token_type"] != "bearer" {
		t.Errorf("token_type %v", granted["token_type"])
	}
	greeting := s.send(t, "GET /conversation", bearer(granted["access_token"].(string))).object(t, 200)
	if !strings.Contains(greeting["conversation"].(string), "ada") || greeting["current_user"] != "ada" {
		t.Errorf("greeted with %v", greeting)
	}
	answer := s.send(t, "POST /conversation", bearer(granted["access_token"].(string)),
		jsonText(`{"message": "What are my heart-rate zones?"}`)).object(t, 200)
	if answer["response"] == "" {
		t.Error("the coach says nothing")
	}

	// The page that lets one try all this is there, too.
	if docs := s.send(t, "GET /docs"); docs.Status != 200 || !strings.Contains(docs.Body, "swagger") {
		t.Errorf("/docs answers %d", docs.Status)
	}

	// The second tutorial's client logs in with JSON, and refreshes.
	login := s.send(t, "POST /login", jsonText(`{"email": "ada@example.com", "password": "engine of 1843"}`)).object(t, 200)
	if login["message"] != "Login successful" {
		t.Errorf("message %v", login["message"])
	}
	first := pairOf(t, login)
	second := pairOf(t, s.send(t, "POST /refresh", bearer(first.refresh)).object(t, 200))
	third := pairOf(t, s.send(t, "POST /refresh", bearer(second.refresh)).object(t, 200))
	s.send(t, "GET /me", bearer(third.access)).object(t, 200)

	// A thief comes with the first refresh token: the whole session ends, his
	// and its owner's. The log-in by form is another session and lives on.
	s.send(t, "POST /refresh", bearer(first.refresh)).unauthorized(t, invalidToken, "token_reused",
		"This refresh token was already used. Every refresh returns a new one: store it. The session has ended; log in again.")
	s.send(t, "POST /refresh", bearer(third.refresh)).unauthorized(t, invalidToken, "session_ended", "")
	s.send(t, "GET /me", bearer(third.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	s.send(t, "GET /me", bearer(granted["access_token"].(string))).object(t, 200)

	// Log-out: from then on neither token of the session opens anything.
	s.send(t, "POST /logout", bearer(granted["access_token"].(string))).empty(t, 204)
	s.send(t, "GET /conversation", bearer(granted["access_token"].(string))).unauthorized(t, invalidToken, "session_ended", notValid)
	s.send(t, "POST /refresh", bearer(granted["refresh_token"].(string))).unauthorized(t, invalidToken, "session_ended", "")
	s.send(t, "GET /conversation").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
}
