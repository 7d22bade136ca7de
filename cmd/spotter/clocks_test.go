package main_test

import (
	"net/http"
	"testing"
	"time"
)

// TestR6ATokenOfANodeWhoseClockRunsAheadCountsWithinTheLeeway of 60 seconds, at
// another node and in a service elsewhere. To the second it is asked of package
// token, whose clock a test can set.
func TestR6ATokenOfANodeWhoseClockRunsAheadCountsWithinTheLeeway(t *testing.T) {
	atOnce(t)
	dir := t.TempDir()
	p := start(t, dir, asDocumented)
	elsewhere := remoteOf(t, p)
	f := measures(t, "R6", "tokens of a node whose clock runs ahead")
	own := signUp(t, p)
	access, refresh := newForge(t, dir, own.AccessToken), newForge(t, dir, own.RefreshToken)
	for _, ahead := range []time.Duration{50 * time.Second, 120 * time.Second} {
		at := time.Now().Add(ahead).Unix()
		var faults int64
		wrong := func(what string, refused bool) {
			if refused != (ahead > time.Minute) {
				faults++
				t.Errorf("%s, %v ahead: refused %v", what, ahead, refused)
			}
		}
		for _, claim := range []string{"iat", "nbf"} {
			raw := access.sign(access.header("kid", access.kid), access.claims(claim, at))
			for _, path := range []string{"/me", "/sessions"} {
				wrong(claim+" at "+path, status(t, "GET", p.url+path, raw) == http.StatusUnauthorized)
			}
			wrong(claim+" elsewhere", elsewhere(raw) != nil)
		}
		_, err := pair{RefreshToken: refresh.sign(refresh.header("kid", refresh.kid), refresh.claims("iat", at))}.refresh(p)
		wrong("a refresh token", err != nil)
		f.none("wrong verdicts "+ahead.String()+" ahead", faults)
	}
}
