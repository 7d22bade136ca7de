package api_test

import (
	"strings"
	"testing"
)

const listed = "https://app.example"

func withOrigins(c *config) { c.CORSOrigins = []string{listed, "http://localhost:3000"} }

// TestH6ListedOriginsMayReadAnswers, errors too, and never with credentials.
func TestH6ListedOriginsMayReadAnswers(t *testing.T) {
	s := newServer(t, withOrigins)
	own := s.member(t, ada)
	for _, a := range []answer{
		s.send(t, "GET /me", header("Origin", listed), bearer(own.access)),
		s.send(t, "GET /me", header("Origin", listed)),
		s.send(t, "GET /nothing", header("Origin", listed)),
		s.send(t, "POST /login", header("Origin", listed), jsonText(`{`)),
	} {
		a.has(t, "Access-Control-Allow-Origin", listed)
		if exposed := a.Header.Get("Access-Control-Expose-Headers"); !strings.Contains(exposed, "X-Request-Id") || !strings.Contains(exposed, "Retry-After") {
			t.Errorf("Access-Control-Expose-Headers %q", exposed)
		}
		wantNoCredentials(t, a)
		wantVaries(t, a)
	}
}

func TestH6PreflightOfListedOrigins(t *testing.T) {
	s := newServer(t, withOrigins)
	for _, path := range []string{"/me", "/login", "/conversation"} {
		a := s.send(t, "OPTIONS "+path, header("Origin", listed), header("Access-Control-Request-Method", "PATCH"), header("Access-Control-Request-Headers", "authorization"))
		a.empty(t, 204)
		a.has(t, "Access-Control-Allow-Origin", listed)
		for name, want := range map[string]string{"Access-Control-Allow-Methods": "PATCH", "Access-Control-Allow-Headers": "Authorization"} {
			if got := a.Header.Get(name); !strings.Contains(got, want) {
				t.Errorf("%s %q", name, got)
			}
		}
		wantNoCredentials(t, a)
		wantVaries(t, a)
	}
	s.send(t, "OPTIONS /me", header("Origin", listed)).refused(t, 405, "method_not_allowed", "")
}

// TestH6OtherOriginsAreToldNothing: nothing is reflected.
func TestH6OtherOriginsAreToldNothing(t *testing.T) {
	for name, s := range map[string]*server{"a list": newServer(t, withOrigins), "none": newServer(t)} {
		own := s.member(t, ada)
		for _, origin := range []string{
			"https://evil.example", "null", "https://app.example.evil.example", "http://app.example", "https://app.example:8443", "https://APP.example", "*", s.URL,
		} {
			for _, a := range []answer{
				s.send(t, "GET /me", header("Origin", origin), bearer(own.access)),
				s.send(t, "OPTIONS /me", header("Origin", origin), header("Access-Control-Request-Method", "GET")),
			} {
				if got := a.Header.Get("Access-Control-Allow-Origin"); got != "" {
					t.Errorf("%s: %s is told Access-Control-Allow-Origin %q", name, origin, got)
				}
				wantNoCredentials(t, a)
			}
		}
	}
}

func wantNoCredentials(t *testing.T, a answer) {
	t.Helper()
	if got := a.Header.Get("Access-Control-Allow-Credentials"); got != "" {
		t.Errorf("Access-Control-Allow-Credentials %q", got)
	}
}

func wantVaries(t *testing.T, a answer) {
	t.Helper()
	if !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Origin") {
		t.Errorf("Vary %q: a cache would hand it to another origin", a.Header.Values("Vary"))
	}
}
