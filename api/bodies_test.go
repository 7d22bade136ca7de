package api_test

import (
	"strings"
	"testing"
)

// TestH2BodiesThatAreNotOneJSONObject are 400 at every door that reads JSON.
func TestH2BodiesThatAreNotOneJSONObject(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range []string{"POST /register", "PATCH /me", "DELETE /me", "POST /me/password", "POST /login", "POST /refresh", "POST /logout", "POST /conversation"} {
		for name, text := range map[string]string{
			"not JSON":           `username=ada`,
			"cut off":            `{"password": "x"`,
			"a second document":  `{} {}`,
			"trailing text":      `{"password": "x"} x`,
			"a trailing comma":   `{"password": "x",}`,
			"a name twice":       `{"password": "x", "password": "y"}`,
			"a name twice, odd":  `{"password": "x", "pass\u0077ord": "y"}`,
			"case twins":         `{"password": "x", "Password": "y"}`,
			"nested twins":       `{"password": {"a": 1, "A": 2}}`,
			"invalid UTF-8":      "{\"password\": \"\xff\"}",
			"a lone surrogate":   `{"password": "\ud800"}`,
			"a byte order mark":  "\ufeff{\"password\": \"x\"}",
			"single quotes":      `{'password': 'x'}`,
			"a comment":          `{"password": "x" /* y */}`,
			"a control raw":      "{\"password\": \"\x01\"}",
			"not a number":       `{"password": NaN}`,
			"very deep":          strings.Repeat(`{"a":`, 10900),
			"very deep, matched": strings.Repeat("[", 30000) + strings.Repeat("]", 30000),
			"UTF-16":             "\xff\xfe{\x00}\x00",
		} {
			t.Run(what+" "+name, func(t *testing.T) {
				s.send(t, what, bearer(own.access), jsonText(text)).refused(t, 400, "malformed_request", "")
			})
		}
	}
	if !s.alive(t, own.access) {
		t.Error("a malformed body has ended the session")
	}
}

// TestH2BodiesOfAnotherType are 415, those without a type too.
func TestH2BodiesOfAnotherType(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, what := range []string{"POST /register", "PATCH /me", "DELETE /me", "POST /me/password", "POST /login", "POST /refresh", "POST /logout", "POST /conversation"} {
		for _, sent := range []option{body(`{}`), chunked(`{}`)} {
			s.send(t, what, bearer(own.access), sent).refused(t, 415, "unsupported_media_type", "Send the body with Content-Type: application/json.")
			for _, other := range []string{
				"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "text/json", "application/cbor",
				"application/merge-patch+json", "json", "application/json, text/plain", "*/*", "",
			} {
				s.send(t, what, bearer(own.access), sent, header("Content-Type", other)).refused(t, 415, "unsupported_media_type", "")
			}
		}
	}
	for _, same := range []string{"application/json; charset=utf-8", "Application/JSON", "application/json;charset=UTF-8"} {
		s.send(t, "POST /login", jsonText(`{"email": "ada", "password": "engine of 1843"}`), header("Content-Type", same)).object(t, 200)
	}
}

// TestEmptyBodies are fine where a token in a header or cookie suffices.
func TestEmptyBodies(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for name, sent := range map[string]option{
		"none": body(""), "empty and chunked": chunked(""), "none, typed": jsonText(""), "empty object": jsonText("{}"), "none, form": formText(""),
	} {
		a := s.send(t, "POST /refresh", sent, bearer(own.refresh))
		if a.Status != 200 {
			t.Errorf("%s: status %d: %s", name, a.Status, a.Body)
			continue
		}
		own = pairOf(t, a.object(t, 200))
	}
	for name, sent := range map[string]option{
		"none": body(""), "empty and chunked": chunked(""), "none, typed": jsonText(""), "empty object": jsonText("{}"),
	} {
		own := s.login(t, ada)
		if a := s.send(t, "POST /logout", sent, bearer(own.access)); a.Status != 204 {
			t.Errorf("%s: status %d: %s", name, a.Status, a.Body)
		}
	}
	for _, what := range []string{"POST /register", "PATCH /me", "POST /me/password", "POST /login", "POST /conversation"} {
		s.send(t, what, bearer(own.access)).refused(t, 400, "malformed_request", "")
		s.send(t, what, bearer(own.access), jsonText("")).refused(t, 400, "malformed_request", "")
	}
}

// TestH2BodiesAreCapped at 64 KiB, whether their length is told or not.
func TestH2BodiesAreCapped(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	const limit = 64 << 10
	padded := func(object string, length int) string { return object + strings.Repeat(" ", length-len(object)) }
	login := `{"email": "ada", "password": "engine of 1843"}`
	typed := header("Content-Type", "application/json")
	s.send(t, "POST /login", jsonText(padded(login, limit))).object(t, 200)
	s.send(t, "POST /login", chunked(padded(login, limit)), typed).object(t, 200)
	for _, what := range []string{"POST /register", "PATCH /me", "DELETE /me", "POST /me/password", "POST /login", "POST /refresh", "POST /logout", "POST /conversation"} {
		for _, length := range []int{limit + 1, 4 * limit} {
			a := s.send(t, what, bearer(own.access), jsonText(padded(login, length)))
			a.refused(t, 413, "body_too_large", "The body is larger than 64 KiB: send less.")
			s.send(t, what, bearer(own.access), chunked(padded(login, length)), typed).refused(t, 413, "body_too_large", "")
		}
	}
	s.send(t, "POST /token", chunked("username="+strings.Repeat("a", limit)), header("Content-Type", "application/x-www-form-urlencoded")).
		refusedOAuth(t, 413, "invalid_request", "body_too_large", "")
}

func TestNumbersAreWrittenInDigits(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, number := range []string{"30.0", "3e1"} {
		s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": `+number+`}`)).
			invalid(t, "body: A number in the body is not written as its field takes it: write whole numbers in digits alone.")
	}
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": 1e400}`)).refused(t, 400, "malformed_request", "")
}
