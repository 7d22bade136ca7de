package api_test

import "testing"

// TestS10ChangedPasswordEndsEveryOtherSession at once, access tokens included.
func TestS10ChangedPasswordEndsEveryOtherSession(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	other := s.login(t, ada)
	s.send(t, "POST /me/password", bearer(own.access), jsonOf(map[string]any{
		"current_password": ada.password, "new_password": "looms of Jacquard",
	})).empty(t, 204)

	if !s.alive(t, own.access) {
		t.Error("the session that changed the password has ended")
	}
	s.send(t, "GET /me", bearer(other.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	s.send(t, "POST /refresh", bearer(other.refresh)).unauthorized(t, invalidToken, "session_ended", "")
	s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200)
	s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).
		refused(t, 403, "invalid_credentials", "Invalid email or password")
	s.login(t, person{ada.username, ada.email, "looms of Jacquard"})
}

// TestP7ChangeNeedsTheCurrentPassword: a stolen access token is not enough.
func TestP7ChangeNeedsTheCurrentPassword(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	other := s.login(t, ada)
	s.send(t, "POST /me/password", bearer(own.access), jsonOf(map[string]any{
		"current_password": "a guess", "new_password": "looms of Jacquard",
	})).refused(t, 403, "wrong_password", "")
	if !s.alive(t, other.access) {
		t.Error("a change that was refused has ended a session")
	}
	s.login(t, ada)
}

func TestP4NewPasswordKeepsThePolicy(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for next, location := range map[string]string{
		ada.password:       "body.new_password: This is the password you have: choose another.",
		"short":            "body.new_password: Use at least 8 characters.",
		"password1":        "body.new_password: This is one of the most common passwords: choose another.",
		"ada@example.com!": "body.new_password",
	} {
		s.send(t, "POST /me/password", bearer(own.access), jsonOf(map[string]any{
			"current_password": ada.password, "new_password": next,
		})).invalid(t, location)
	}
	s.send(t, "POST /me/password", bearer(own.access), jsonText(`{}`)).invalid(t, "body.current_password", "body.new_password")
}
