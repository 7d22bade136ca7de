package api_test

import (
	"strings"
	"testing"
	"time"

	"spotter/account"
)

// TestS11PeopleSeeTheirOwnSessions, the latest used first.
func TestS11PeopleSeeTheirOwnSessions(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	s.account(t, ada)
	s.member(t, grace)
	phone := s.login(t, ada, header("User-Agent", "phone/1.0"))
	now.advance(time.Minute)
	laptop := s.login(t, ada, header("User-Agent", strings.Repeat("é", 300)))
	now.advance(time.Minute)
	phone = pairOf(t, s.send(t, "POST /refresh", bearer(phone.refresh)).object(t, 200))

	list := s.send(t, "GET /sessions", bearer(laptop.access)).object(t, 200)
	wantMembers(t, list, "sessions")
	sessions := list["sessions"].([]any)
	if len(sessions) != 2 {
		t.Fatalf("%d sessions, want 2: %v", len(sessions), list)
	}
	for i, want := range []struct {
		sid     any
		used    time.Time
		created time.Time
		current bool
		agent   string
	}{
		{claimsOf(t, phone.access)["sid"], now.Now(), now.Now().Add(-2 * time.Minute), false, "phone/1.0"},
		{claimsOf(t, laptop.access)["sid"], now.Now().Add(-time.Minute), now.Now().Add(-time.Minute), true, strings.Repeat("é", 256)},
	} {
		got := sessions[i].(map[string]any)
		wantMembers(t, got, "id", "created_at", "last_used_at", "address", "agent", "current")
		if got["id"] != want.sid || got["current"] != want.current || got["agent"] != want.agent || got["address"] != "127.0.0.1" {
			t.Errorf("session %d is %v", i, got)
		}
		if got["last_used_at"] != want.used.UTC().Format(time.RFC3339) || got["created_at"] != want.created.UTC().Format(time.RFC3339) {
			t.Errorf("session %d: created %v, used %v", i, got["created_at"], got["last_used_at"])
		}
	}
}

func TestS11PeopleEndTheirOwnSessions(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.login(t, ada)
	sid := claimsOf(t, other.access)["sid"].(string)
	s.send(t, "DELETE /sessions/"+sid, bearer(own.access)).empty(t, 204)
	s.send(t, "GET /me", bearer(other.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	s.send(t, "POST /refresh", bearer(other.refresh)).unauthorized(t, invalidToken, "session_ended", "")
	s.send(t, "DELETE /sessions/"+sid, bearer(own.access)).refused(t, 404, "not_found", "")
	s.send(t, "DELETE /sessions/"+claimsOf(t, own.access)["sid"].(string), bearer(own.access)).empty(t, 204)
	if s.alive(t, own.access) {
		t.Error("the session that ended itself lives on")
	}
}

// TestI7AnotherPersonsSessionIsNotThere, and odd ids are harmless (H12).
func TestI7AnotherPersonsSessionIsNotThere(t *testing.T) {
	s := newServer(t)
	own, stranger := s.member(t, ada), s.member(t, grace)
	sid := claimsOf(t, stranger.access)["sid"].(string)
	for _, id := range []string{sid, strings.ToUpper(sid), sid + "%00", "%25", "_", "%00", "%ff", "x'%20OR%20'1'='1", "1", "-"} {
		s.send(t, "DELETE /sessions/"+id, bearer(own.access)).refused(t, 404, "not_found", "")
	}
	if !s.alive(t, stranger.access) || !s.alive(t, own.access) {
		t.Error("a session has ended")
	}
}

// TestS13AHundredSessions are the most: the longest unused one ends.
func TestS13AHundredSessions(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	first := s.member(t, ada)
	owner, err := s.accounts.Find(t.Context(), ada.username)
	if err != nil {
		t.Fatal(err)
	}
	for range 99 {
		now.advance(time.Second)
		if _, err := s.accounts.StartSession(t.Context(), owner, "", account.By{}); err != nil {
			t.Fatal(err)
		}
	}
	if !s.alive(t, first.access) {
		t.Fatal("the first of a hundred has ended")
	}
	now.advance(time.Second)
	last := s.login(t, ada)
	s.send(t, "GET /me", bearer(first.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	if n := len(s.send(t, "GET /sessions", bearer(last.access)).object(t, 200)["sessions"].([]any)); n != 100 {
		t.Errorf("%d sessions, want 100", n)
	}
}
