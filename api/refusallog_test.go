package api_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/account"
)

// stuck is a store of refusals that takes none until it is let go.
type stuck struct {
	account.Refusals

	called chan int
	letGo  chan struct{}
}

// AddRefusals implements account.Refusals.
func (s stuck) AddRefusals(_ context.Context, list []account.Refusal) error {
	s.called <- len(list)
	<-s.letGo
	return nil
}

// TestARefusalIsAnsweredWithoutWaitingForItsRecord so that refusing costs no
// write: the store here never finishes one.
func TestARefusalIsAnsweredWithoutWaitingForItsRecord(t *testing.T) {
	never := stuck{called: make(chan int, 100), letGo: make(chan struct{})}
	log := account.NewRefusalLog(account.RefusalLogConfig{Store: never})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { log.Run(ctx); close(done) }()
	s := newServer(t, func(c *config) { c.Refusals = log })
	s.send(t, "GET /me").refused(t, 401, "not_authenticated", "")
	<-never.called // and hangs
	for range 20 {
		s.send(t, "GET /me", bearer("garbage")).refused(t, 401, "token_invalid", "")
	}
	close(never.letGo)
	if n := <-never.called; n != 20 {
		t.Errorf("%d refusals in the next batch, want 20", n)
	}
	stop()
	<-done
}

// kept is a store of refusals that remembers them.
type kept struct {
	account.Refusals

	list []account.Refusal
}

// AddRefusals implements account.Refusals.
func (k *kept) AddRefusals(_ context.Context, list []account.Refusal) error {
	k.list = append(k.list, list...)
	return nil
}

// TestOnlyRefusalsOfACredentialAreKept and each with what it proved, once.
func TestOnlyRefusalsOfACredentialAreKept(t *testing.T) {
	k, c := &kept{}, newClock()
	log := account.NewRefusalLog(account.RefusalLogConfig{Store: k})
	s := newServer(t, on(c), func(c *config) { c.Refusals = log })
	user := s.account(t, ada)
	tokens := s.login(t, ada)
	s.send(t, "GET /nowhere", bearer("garbage"))
	s.send(t, "POST /login", jsonText("{"))
	s.send(t, "POST /token", form("grant_type", "bogus"))
	s.account(t, grace)
	if err := log.Flush(t.Context()); err != nil || len(k.list) > 0 {
		t.Fatalf("kept %+v, %v", k.list, err)
	}

	forged := tokens.access[:len(tokens.access)-6] + "AAAAAA"
	for _, want := range []struct {
		answer     answer
		credential string
		proven     bool
	}{
		{s.send(t, "GET /me", bearer(tokens.refresh)), "access token (Authorization header)", true},
		{s.send(t, "GET /me", bearer(forged)), "access token (Authorization header)", false},
		{s.send(t, "POST /refresh", cookie("spotter", tokens.access)), "refresh token (cookie)", true},
		{s.send(t, "POST /refresh", bearer(tokens.access)), "token (Authorization header)", true},
		{s.send(t, "POST /token", form("grant_type", "refresh_token", "refresh_token", tokens.access)), "refresh token (body)", true},
		{s.send(t, "POST /logout", bearer(forged)), "token (Authorization header)", false},
		{s.send(t, "POST /introspect", basic("nobody", "x"), form("token", tokens.access)), "client secret", false},
	} {
		if err := log.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(k.list, func(r account.Refusal) bool { return r.RequestID == want.answer.Header.Get("X-Request-Id") })
		if i < 0 {
			t.Fatalf("a refusal of %s is not kept", want.credential)
		}
		r := k.list[i]
		if r.Status != want.answer.Status || r.Credential != want.credential || (r.UID == user["uid"]) != want.proven || (r.TokenID != "") != want.proven {
			t.Errorf("kept %+v, want %q, proven %v", r, want.credential, want.proven)
		}
	}
	s.send(t, "POST /revoke", form("token", forged)) // a dead token is as good as revoked
	if err := log.Flush(t.Context()); err != nil || len(k.list) != 7 {
		t.Errorf("%d refusals kept of 7, %v", len(k.list), err)
	}
	k.list = nil
	c.advance(31 * time.Minute)
	late := s.send(t, "GET /me", bearer(tokens.access))
	if err := log.Flush(t.Context()); err != nil || len(k.list) != 1 {
		t.Fatalf("kept %+v, %v", k.list, err)
	}
	r := k.list[0]
	if r.RequestID != late.Header.Get("X-Request-Id") || r.Code != "token_expired" || r.UID != user["uid"] || !r.ExpiresAt.Equal(c.Now().Add(-time.Minute)) {
		t.Errorf("kept %+v", r)
	}
}

// TestL3AThrottledAttemptIsKeptWithTheLimitThatRefusedIt and whose account it is;
// of a forged token nothing is believed.
func TestL3AThrottledAttemptIsKeptWithTheLimitThatRefusedIt(t *testing.T) {
	k := &kept{}
	log := account.NewRefusalLog(account.RefusalLogConfig{Store: k})
	s := newServer(t, byDefault, on(newClock()), func(c *config) { c.Refusals = log })
	user := s.account(t, ada)
	own := s.login(t, ada)
	last := func(a answer) account.Refusal {
		t.Helper()
		a.throttled(t)
		if err := log.Flush(t.Context()); err != nil || len(k.list) == 0 {
			t.Fatalf("%d kept, %v", len(k.list), err)
		}
		r := k.list[len(k.list)-1]
		if r.RequestID != a.Header.Get("X-Request-Id") || r.Status != 429 || r.Code != "throttled" {
			t.Errorf("kept %+v", r)
		}
		return r
	}
	s.exhaust(t, ada.email)
	for _, door := range guessing(ada, own) {
		if r := last(door(s, t)); r.UID != user["uid"] || !strings.Contains(r.Reason, "SPOTTER_LOGIN_RATE=10/1m") {
			t.Errorf("kept %+v", r)
		}
	}
	forged := own.refresh[:len(own.refresh)-6] + "AAAAAA"
	for range 60 {
		s.send(t, "POST /refresh", bearer(forged)).unauthorized(t, invalidToken, "token_invalid", notValid)
	}
	if r := last(s.send(t, "POST /refresh", bearer(forged))); r.UID != "" || r.SessionID != "" || !strings.Contains(r.Reason, "SPOTTER_REFRESH_FAILURE_RATE=60/1m") {
		t.Errorf("kept %+v", r)
	}
}

// TestAForgedRefreshTokenIsNobodysWhenItsAddressIsThrottled: the answer is then
// that of the throttle, and what was not verified stays nobody's.
func TestAForgedRefreshTokenIsNobodysWhenItsAddressIsThrottled(t *testing.T) {
	k := &kept{}
	log := account.NewRefusalLog(account.RefusalLogConfig{Store: k})
	s := newServer(t, byDefault, func(c *config) { c.Refusals = log })
	user := s.account(t, ada)
	own := s.login(t, ada)
	forged := own.refresh[:len(own.refresh)-6] + "AAAAAA"
	throttled := false
	for range 1000 {
		if throttled = s.send(t, "POST /refresh", bearer(forged)).Status == 429; throttled {
			break
		}
	}
	if !throttled {
		t.Fatal("no number of forged tokens is throttled")
	}
	if err := log.Flush(t.Context()); err != nil || len(k.list) == 0 {
		t.Fatalf("kept %d, %v", len(k.list), err)
	}
	for _, r := range k.list {
		if r.UID != "" || r.SessionID != "" || r.TokenID != "" || r.KeyID != "" || !r.ExpiresAt.IsZero() {
			t.Fatalf("a forged token is kept as of somebody: %+v", r)
		}
	}
	k.list = nil
	s.send(t, "POST /refresh", bearer(own.access)).refused(t, 429, "throttled", "") // of ours, and of the wrong type
	if err := log.Flush(t.Context()); err != nil || len(k.list) != 1 || k.list[0].UID != user["uid"] || k.list[0].SessionID == "" {
		t.Errorf("kept %+v, %v", k.list, err)
	}
}
