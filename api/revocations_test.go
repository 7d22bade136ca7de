package api_test

import "testing"

// TestRevocationsTellWhichSessionsHaveEnded to whoever verifies elsewhere.
func TestRevocationsTellWhichSessionsHaveEnded(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	before := s.send(t, "GET /revocations")
	before.has(t, "Content-Type", "application/jwt")
	before.has(t, "Cache-Control", "no-cache")
	tag := before.Header.Get("ETag")
	for _, condition := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if same := s.send(t, "GET /revocations", header("If-None-Match", condition)); same.Status != 304 || same.Body != "" || same.Header.Get("ETag") != tag {
			t.Errorf("unchanged, %s: %d %q", condition, same.Status, same.Body)
		}
	}
	s.send(t, "POST /logout", bearer(own.access)).empty(t, 204)

	after := s.send(t, "GET /revocations", header("If-None-Match", `"other", `+tag))
	if after.Status != 200 || after.Header.Get("ETag") == tag {
		t.Fatalf("after a log-out: %d", after.Status)
	}
	head, claims := partOf(t, after.Body, 0), partOf(t, after.Body, 1)
	if head["typ"] != "revocations+jwt" || claims["iss"] != partOf(t, own.access, 1)["iss"] {
		t.Errorf("header %v, claims %v", head, claims)
	}
	ended := claims["ended"].(map[string]any)
	sid := partOf(t, own.access, 1)["sid"].(string)
	until, ok := ended[sid].(float64)
	if exp := partOf(t, own.access, 1)["exp"].(float64); !ok || len(ended) != 1 || until < exp {
		t.Errorf("ended %v, the token lives until %v", ended, exp)
	}
}

func TestRevocationsAreNotStoredBesideACredential(t *testing.T) {
	s := newServer(t)
	s.send(t, "GET /revocations", bearer(s.member(t, ada).access)).has(t, "Cache-Control", "no-store")
}

// TestF1RevocationsAreNotToldWhileNobodyKnows: an empty list would free
// everybody.
func TestF1RevocationsAreNotToldWhileNobodyKnows(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	s.stale(t, now)
	a := s.send(t, "GET /revocations")
	a.refused(t, 503, "unavailable", "")
	a.putOff(t)
}
