package api_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// marker stands for a password: it may come back in no answer and no log.
const marker = "Marker-5f3a-please-forget"

// doors are all that take a body.
var doors = []string{
	"POST /register", "PATCH /me", "DELETE /me", "POST /me/password", "POST /me/keys", "POST /login", "POST /refresh", "POST /logout", "POST /conversation", "POST /token",
	"POST /revoke", "POST /introspect", "PATCH /conversations/x", "POST /messages/x/feedback", "PATCH /messages/x",
	"POST /v1/chat/completions",
}

// TestH1NothingOfABodyComesBack, however it is malformed, and none of it is logged (H9).
func TestH1NothingOfABodyComesBack(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	bodies := []string{
		`{"password": "` + marker + `"`, `{"password": "` + marker + `", "password": "` + marker + `"}`, `{"password": "` + marker + `", "Password": "x"}`,
		`{"password": "` + marker + `"} x`, `{"password": ["` + marker + `"]}`, `{"password": {"` + marker + `": 1}}`, `["` + marker + `"]`, `"` + marker + `"`,
		`{"username": "` + marker + ` ", "email": "` + marker + `", "password": "` + marker + `"}`, `{"level": "` + marker + `", "gender": "` + marker + `"}`,
		`{"age": "` + marker + `", "weight_kg": "` + marker + `"}`, `{"equipment": ["` + marker + `\u0000"]}`, `{"injuries": "` + marker + `\u0000"}`,
		`{"email": "` + marker + `", "password": "` + marker + `"}`, `{"current_password": "` + marker + `", "new_password": "` + marker + `\ud800"}`,
		`{"refresh_token": "` + marker + `", "x": 1}`, `{"refresh_token": ["` + marker + `"]}`, `{"cookie": "` + marker + `"}`, `{"message": "` + marker + `\u0000"}`,
		`{"message": "x", "conversation_id": "` + marker + `"}`, `{"password": "` + marker + "\xff\"}", `{"password": "` + marker + `", "x": ` + strings.Repeat(" ", 65<<10) + `1}`,
		"username=" + marker + "&password=" + marker, "password=" + marker + "&password=" + marker, "username=%zz&password=" + marker,
		"grant_type=" + marker, "grant_type=refresh_token&refresh_token=" + marker, "grant_type=password&username=" + marker, marker,
	}
	for _, what := range doors {
		for _, text := range bodies {
			for _, mediaType := range []string{"application/json", "application/x-www-form-urlencoded", "text/plain", ""} {
				for _, credential := range []option{bearer(own.access), header("Authorization", "Bearer "+marker), header("X-Device-Token", marker)} {
					options := []option{body(text), credential}
					if mediaType != "" {
						options = append(options, header("Content-Type", mediaType))
					}
					a := s.send(t, what, options...)
					if a.Status < 400 || a.Status >= 500 {
						t.Errorf("%s %s %.60q: status %d", what, mediaType, text, a.Status)
					}
					if told := fmt.Sprint(a.Body, a.Header); strings.Contains(told, marker) {
						t.Errorf("%s %s %.60q: the answer repeats it: %.300s", what, mediaType, text, told)
					}
				}
			}
		}
		s.send(t, what+"?password="+marker+"&token="+marker, bearer(own.access))
	}
	for _, what := range []string{"POST /refresh", "POST /logout"} {
		s.send(t, what, jsonText(`{"refresh_token": "`+marker+`"}`)).unauthorized(t, invalidToken, "token_invalid", notValid)
	}
	s.send(t, "GET /"+marker)
	s.send(t, "DELETE /sessions/"+marker, bearer(own.access))
	wantUnlogged(t, s, marker, ada.password, own.access, own.refresh, "argon2id")
}

// TestH9LogTellsWhoWhatAndWhenAndNoSecret: of each kind of change and failure a
// line in JSON, in UTC, whose request id is the answer's.
func TestH9LogTellsWhoWhatAndWhenAndNoSecret(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	newest := pairOf(t, s.send(t, "POST /refresh", bearer(next.refresh)).object(t, 200))
	device := s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).object(t, 200)["device_token"].(string)
	answers := []answer{
		s.send(t, "POST /login", jsonText(`{"email": "ada@example.com", "password": "`+marker+`"}`), header("User-Agent", "x\" level=ERROR")),
		s.send(t, "POST /token", form("username", "ada", "password", marker)),
		s.send(t, "POST /refresh", bearer(own.refresh)),
		s.send(t, "GET /me", bearer(newest.access)),
		s.send(t, "GET /nothing"),
	}
	lines := map[string]bool{}
	for line := range strings.Lines(s.log.String()) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("no line of JSON: %q", line)
		}
		if _, err := time.Parse(time.RFC3339, fmt.Sprint(o["time"])); err != nil {
			t.Errorf("time %v", o["time"])
		}
		if id, _ := o["request_id"].(string); o["msg"] == "request" {
			lines[id] = true
			for _, name := range []string{"method", "status", "route", "address", "took_ms"} {
				if o[name] == nil {
					t.Errorf("no %s in %s", name, line)
				}
			}
		}
	}
	for _, a := range answers {
		if !lines[a.Header.Get("X-Request-Id")] {
			t.Errorf("no line for the request that was answered %d", a.Status)
		}
	}
	wantUnlogged(t, s, marker, ada.password, own.access, own.refresh, next.refresh, newest.refresh, device, "argon2id")
}

// TestH9EventsAreKept of what befalls an account, with the request's id.
func TestH9EventsAreKept(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	failed := s.send(t, "POST /login", jsonText(`{"email": "ada", "password": "`+marker+`"}`))
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	s.send(t, "POST /refresh", bearer(next.refresh)).object(t, 200)
	reused := s.send(t, "POST /refresh", bearer(own.refresh))
	own = s.login(t, ada)
	ended := s.send(t, "POST /logout", bearer(s.login(t, ada).access))
	wrong := s.send(t, "POST /me/password", bearer(own.access), jsonText(`{"current_password": "`+marker+`", "new_password": "looms of Jacquard"}`))
	changed := s.send(t, "POST /me/password", bearer(own.access), jsonText(`{"current_password": "engine of 1843", "new_password": "looms of Jacquard"}`))

	a := s.send(t, "GET /me/export", bearer(own.access))
	kinds := map[any]any{}
	for _, e := range a.object(t, 200)["events"].([]any) {
		event := e.(map[string]any)
		kinds[event["request_id"]] = event["kind"]
	}
	for want, of := range map[string]answer{
		"sign_in_failed": failed, "token_reused": reused, "signed_out": ended, "password_check_failed": wrong, "password_changed": changed,
	} {
		if got := kinds[of.Header.Get("X-Request-Id")]; got != want {
			t.Errorf("event %v, want %s", got, want)
		}
	}
	if strings.Contains(a.Body, marker) {
		t.Error("an event holds a password")
	}
}

// TestH1PanicsBecomeAPlain500 with an id, and the server goes on.
func TestH1PanicsBecomeAPlain500(t *testing.T) {
	s := newServer(t)
	for i, value := range []any{marker, errors.New(marker), 7} {
		path := fmt.Sprint("/panic/", i)
		s.api.PanicAt("GET "+path, value)
		a := s.send(t, "GET "+path)
		a.refused(t, 500, "internal", "Something went wrong here, not with you: try again, and name the request_id if it stays.")
		if strings.Contains(a.Body, marker) || strings.Contains(a.Body, "goroutine") || strings.Contains(a.Body, ".go:") {
			t.Errorf("the answer tells: %s", a.Body)
		}
		if !strings.Contains(s.log.String(), a.Header.Get("X-Request-Id")) {
			t.Error("the log does not know the id")
		}
	}
	s.send(t, "GET /healthz").object(t, 200)
}

// TestH1AnswersTellNothingOfTheInside, whatever is asked.
func TestH1AnswersTellNothingOfTheInside(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range []string{
		"GET /nothing", "GET /me", "POST /login", "POST /token", "POST /revoke", "POST /introspect", "POST /refresh", "BREW /me", "GET /healthz", "GET /readyz", "DELETE /sessions/'", "GET /.well-known/nothing",
	} {
		for _, options := range [][]option{nil, {jsonText(`{`)}, {bearer(own.access)}, {bearer("'")}, {header("Accept", "application/cbor")}, {header("Range", "bytes=0-1")}} {
			a := s.send(t, what, options...)
			told := fmt.Sprint(a.Body, a.Header)
			for _, inside := range []string{"goroutine", ".go:", "sqlite", "SELECT", "huma", "/tmp/", "spotter/", "golang", "panic", "http.Server"} {
				if strings.Contains(told, inside) {
					t.Errorf("%s tells of %q: %s", what, inside, told)
				}
			}
		}
	}
}

// TestAcceptIsAPreference: whoever asks for another type gets JSON all the same.
func TestAcceptIsAPreference(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, accept := range []string{"text/html", "application/cbor", "application/xml", "image/png;q=1", "*/*", "garbage"} {
		s.send(t, "GET /me", bearer(own.access), header("Accept", accept)).object(t, 200)
		s.send(t, "GET /me", header("Accept", accept)).unauthorized(t, "Bearer", "not_authenticated", notAuthenticated)
	}
}

// TestConnectionSurvivesARefusal: what was refused unread does not spill into
// the next request of the connection.
func TestConnectionSurvivesARefusal(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	smuggled := "GET /me/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + own.access + "\r\n\r\n"
	for range 3 {
		s.send(t, "POST /login", body(smuggled), header("Content-Type", "text/plain")).refused(t, 415, "unsupported_media_type", "")
		if a := s.send(t, "GET /healthz"); a.Status != http.StatusOK || !strings.Contains(a.Body, `"ok"`) {
			t.Errorf("the next answer is %d %s", a.Status, a.Body)
		}
	}
}

func wantUnlogged(t *testing.T, s *server, secrets ...string) {
	t.Helper()
	logged := s.log.String()
	if logged == "" {
		t.Error("nothing is logged at all")
	}
	for _, secret := range secrets {
		if at := strings.Index(logged, secret); at >= 0 {
			t.Errorf("the log holds a secret: …%.200s", logged[max(0, at-150):])
		}
	}
}
