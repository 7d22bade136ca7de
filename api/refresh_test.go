package api_test

import (
	"testing"
	"time"
)

func TestRefreshTakesTheTokenFromBodyOrBearer(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, from := range []func(string) option{
		bearer,
		func(refresh string) option { return jsonOf(map[string]any{"refresh_token": refresh}) },
		func(refresh string) option { return header("Authorization", "bEARER "+refresh) },
	} {
		a := s.send(t, "POST /refresh", from(own.refresh))
		o := a.object(t, 200)
		wantMembers(t, o, "access_token", "refresh_token", "token_type", "expires_in")
		if o["token_type"] != "bearer" || o["expires_in"] != 1800.0 {
			t.Errorf("answered %v", o)
		}
		a.has(t, "Cache-Control", "no-store")
		next := pairOf(t, o)
		if claimsOf(t, next.refresh)["sid"] != claimsOf(t, own.refresh)["sid"] || !s.alive(t, next.access) {
			t.Error("the next pair is of another session, or opens nothing")
		}
		own = next
	}
}

func TestRefreshPrefersBodyThenBearerThenCookie(t *testing.T) {
	s := newServer(t)
	first, second, third := s.member(t, ada), s.login(t, ada), s.login(t, ada)
	sid := func(a answer) any { return claimsOf(t, a.object(t, 200)["access_token"].(string))["sid"] }
	body := jsonOf(map[string]any{"refresh_token": first.refresh})
	if got := sid(s.send(t, "POST /refresh", body, bearer(second.refresh), cookie("spotter", third.refresh))); got != claimsOf(t, first.access)["sid"] {
		t.Error("not the body's session")
	}
	a := s.send(t, "POST /refresh", jsonText(`{}`), bearer(second.refresh), cookie("spotter", third.refresh))
	if got := sid(a); got != claimsOf(t, second.access)["sid"] || a.sets("spotter") {
		t.Error("not the bearer's session")
	}
	a = s.send(t, "POST /refresh", cookie("spotter", third.refresh))
	if got := sid(a); got != claimsOf(t, third.access)["sid"] || !a.sets("spotter") {
		t.Error("not the cookie's session")
	}
	// A token that counts and does not hold is not made good by another.
	s.send(t, "POST /refresh", jsonText(`{"refresh_token": "x"}`), bearer(second.refresh)).unauthorized(t, invalidToken, "token_invalid", notValid)
}

// TestRefreshSaysWhatIsWrongWithTheToken in code, and in the tutorial's sentence
// where there is nothing to do about it.
func TestRefreshSaysWhatIsWrongWithTheToken(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	s.send(t, "POST /refresh").unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /refresh", jsonText(`{}`)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /refresh?refresh_token="+own.refresh).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	s.send(t, "POST /refresh", bearer("x")).unauthorized(t, invalidToken, "token_invalid", notValid)
	s.send(t, "POST /refresh", bearer(own.access)).unauthorized(t, invalidToken, "wrong_token_type", notValid)
	s.send(t, "POST /refresh", jsonOf(map[string]any{"refresh_token": own.access})).unauthorized(t, invalidToken, "wrong_token_type", notValid)
	for _, near := range []string{ // S9
		own.refresh[:len(own.refresh)-1], own.refresh + "A", own.refresh + "=", own.refresh + "\x00", "%" + own.refresh[1:], own.refresh + "." + own.refresh,
	} {
		s.send(t, "POST /refresh", jsonOf(map[string]any{"refresh_token": near})).unauthorized(t, invalidToken, "token_invalid", notValid)
	}
	s.send(t, "POST /refresh", jsonText(`{"refresh_token": 1}`)).invalid(t, "body.refresh_token")
	s.send(t, "POST /refresh", jsonText(`{"token": "x"}`)).invalid(t, "body.token")
	now.advance(48*time.Hour - time.Minute)
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	now.advance(48*time.Hour + time.Minute)
	s.send(t, "POST /refresh", bearer(next.refresh)).unauthorized(t, invalidToken, "token_expired", notValid)
}

// TestS4LostAnswerCanBeAskedForAgain: the same token within 30 seconds yields the
// same successor, byte for byte.
func TestS4LostAnswerCanBeAskedForAgain(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	now.advance(30 * time.Second)
	again := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	if again.refresh != next.refresh {
		t.Errorf("another successor: %v, %v", claimsOf(t, next.refresh), claimsOf(t, again.refresh))
	}
	if !s.alive(t, next.access) || !s.alive(t, again.access) {
		t.Error("an access token opens nothing")
	}
}

// TestS3ReuseEndsTheSession when it comes later than that, or when the successor
// was used; the person's other sessions live on.
func TestS3ReuseEndsTheSession(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	s.account(t, ada)
	for name, between := range map[string]func(next tokens) tokens{
		"late": func(next tokens) tokens { now.advance(31 * time.Second); return next },
		"successor used": func(next tokens) tokens {
			return pairOf(t, s.send(t, "POST /refresh", bearer(next.refresh)).object(t, 200))
		},
	} {
		t.Run(name, func(t *testing.T) {
			own, other := s.login(t, ada), s.login(t, ada)
			newest := between(pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200)))
			s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "token_reused",
				"This refresh token was already used. Every refresh returns a new one: store it. The session has ended; log in again.")
			s.send(t, "POST /refresh", bearer(newest.refresh)).unauthorized(t, invalidToken, "session_ended", "")
			s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "session_ended", "")
			s.send(t, "GET /me", bearer(newest.access)).unauthorized(t, invalidToken, "session_ended", notValid)
			if !s.alive(t, other.access) {
				t.Error("another session has ended")
			}
		})
	}
}

func TestGraceCanBeSwitchedOff(t *testing.T) {
	s := newServer(t, func(c *config) { c.Rules.Grace = 0 })
	own := s.member(t, ada)
	s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200)
	s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "token_reused", "")
}

// TestS2OneSuccessorUnderConcurrency, which all who asked are handed.
func TestS2OneSuccessorUnderConcurrency(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	answers := make(chan answer)
	for range 20 {
		go func() { answers <- s.send(t, "POST /refresh", bearer(own.refresh)) }()
	}
	successors := map[string]bool{}
	for range 20 {
		a := <-answers
		if a.Status != 200 {
			t.Errorf("status %d: %s", a.Status, a.Body)
			continue
		}
		successors[pairOf(t, a.object(t, 200)).refresh] = true
	}
	if len(successors) != 1 {
		t.Errorf("%d successors", len(successors))
	}
}

// TestS7SessionEndsAfterThirtyDays however often it is used.
func TestS7SessionEndsAfterThirtyDays(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	end := now.Now().Add(30 * 24 * time.Hour).Unix()
	for range 15 {
		now.advance(47 * time.Hour)
		own = pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	}
	if got := claimsOf(t, own.refresh)["exp"]; got != float64(end) {
		t.Errorf("the last token's exp is %v, want the session's end %d", got, end)
	}
	now.advance(15 * time.Hour)
	s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "token_expired", notValid)
}

// TestDisabledPersonHasNoSession: neither token serves from then on.
func TestDisabledPersonHasNoSession(t *testing.T) {
	s := newServer(t)
	user := s.account(t, ada)
	own := s.login(t, ada)
	if err := s.accounts.Disable(t.Context(), user["uid"].(string)); err != nil {
		t.Fatal(err)
	}
	s.send(t, "GET /me", bearer(own.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	s.send(t, "POST /refresh", bearer(own.refresh)).unauthorized(t, invalidToken, "session_ended", "")
}
