package api_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// option adds to a request.
type option func(*http.Request)

// body sends a text as it stands, without a type.
func body(text string) option {
	return func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	}
}

// chunked sends a text without telling its length.
func chunked(text string) option {
	return func(r *http.Request) { r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), -1 }
}

// header sets one header.
func header(name, value string) option {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

// jsonText sends a text that claims to be JSON.
func jsonText(text string) option {
	return func(r *http.Request) { body(text)(r); r.Header.Set("Content-Type", "application/json") }
}

// jsonOf sends a value as JSON.
func jsonOf(value any) option {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return jsonText(string(text))
}

// formText sends a text that claims to be a form.
func formText(text string) option {
	return func(r *http.Request) {
		body(text)(r)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
}

// form sends names and values in turn.
func form(pairs ...string) option {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return formText(values.Encode())
}

// bearer authenticates.
func bearer(token string) option { return header("Authorization", "Bearer "+token) }

// cookie adds a cookie.
func cookie(name, value string) option {
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: name, Value: value}) }
}

// answer is what came back.
type answer struct {
	Status int
	Header http.Header
	Body   string

	cookies []*http.Cookie
}

// noRedirects is a client that shows what the server said, redirects too.
var noRedirects = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// send sends a request like "GET /me". What could not be sent fails the test
// and has status 0, so that it may be called on any goroutine.
func (s *server) send(t testing.TB, what string, options ...option) answer {
	t.Helper()
	method, path, _ := strings.Cut(what, " ")
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, nil)
	if err != nil {
		t.Error(err)
		return answer{}
	}
	for _, o := range options {
		o(r)
	}
	response, err := noRedirects.Do(r)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return answer{}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return answer{}
	}
	return answer{response.StatusCode, response.Header, string(text), response.Cookies()}
}

// object returns the JSON object that came with this status.
func (a answer) object(t testing.TB, status int) map[string]any {
	t.Helper()
	if a.Status != status {
		t.Fatalf("status %d, want %d: %s", a.Status, status, a.Body)
	}
	if got := a.Header.Get("Content-Type"); status < 300 && got != "application/json" {
		t.Errorf("Content-Type %q, want application/json", got)
	}
	var o map[string]any
	if err := json.Unmarshal([]byte(a.Body), &o); err != nil {
		t.Fatalf("no JSON object: %v: %s", err, a.Body)
	}
	return o
}

// empty wants a status without a body.
func (a answer) empty(t testing.TB, status int) {
	t.Helper()
	if a.Status != status || a.Body != "" {
		t.Errorf("status %d, body %q, want %d and no body", a.Status, a.Body, status)
	}
}

// refused wants problem details (RFC 9457) with this status, code and sentence;
// an empty sentence stands for any.
func (a answer) refused(t testing.TB, status int, code, detail string) {
	t.Helper()
	o := a.object(t, status)
	want := []string{"type", "title", "status", "detail", "code", "request_id"}
	if status == http.StatusUnprocessableEntity {
		want = append(want, "errors")
	}
	wantMembers(t, o, want...)
	a.explains(t, o, "application/problem+json", code, detail)
}

// refusedOAuth wants an error of the token endpoint (RFC 6749 §5.2).
func (a answer) refusedOAuth(t testing.TB, status int, word, code, detail string) {
	t.Helper()
	o := a.object(t, status)
	a.explains(t, o, "application/json", code, detail)
	if o["error"] != word || o["error_description"] != o["detail"] {
		t.Errorf("error %v (%v), want %q and the detail: %s", o["error"], o["error_description"], word, a.Body)
	}
}

func (a answer) explains(t testing.TB, o map[string]any, mediaType, code, detail string) {
	t.Helper()
	if got := a.Header.Get("Content-Type"); got != mediaType {
		t.Errorf("Content-Type %q, want %q", got, mediaType)
	}
	if o["code"] != code || (detail != "" && o["detail"] != detail) {
		t.Errorf("code %q, detail %q, want %q, %q", o["code"], o["detail"], code, detail)
	}
	if o["status"] != float64(a.Status) || o["title"] != http.StatusText(a.Status) || o["type"] != "about:blank" {
		t.Errorf("type %v, title %v, status %v of a %d", o["type"], o["title"], o["status"], a.Status)
	}
	if text, _ := o["detail"].(string); text == "" {
		t.Error("no sentence for people")
	}
	if id := a.Header.Get("X-Request-Id"); id == "" || o["request_id"] != id {
		t.Errorf("request_id %v, X-Request-Id %q", o["request_id"], id)
	}
}

// invalid wants 422 about exactly these locations. A sentence behind a location
// ("body.password: Use at least 8 characters.") has to stand there too.
func (a answer) invalid(t testing.TB, locations ...string) {
	t.Helper()
	a.refused(t, http.StatusUnprocessableEntity, "invalid", "")
	var o struct {
		Errors []struct{ Location, Message string }
	}
	if err := json.Unmarshal([]byte(a.Body), &o); err != nil {
		t.Fatal(err)
	}
	for i, want := range locations {
		location, message, _ := strings.Cut(want, ": ")
		if len(o.Errors) != len(locations) || o.Errors[i].Location != location || (message != "" && o.Errors[i].Message != message) {
			t.Errorf("errors %v, want %q", o.Errors, locations)
			return
		}
		if o.Errors[i].Message == "" {
			t.Errorf("nothing is said about %s", location)
		}
	}
}

// unauthorized wants a 401 with this WWW-Authenticate header.
func (a answer) unauthorized(t testing.TB, challenge, code, detail string) {
	t.Helper()
	a.refused(t, http.StatusUnauthorized, code, detail)
	a.has(t, "WWW-Authenticate", challenge)
}

// putOff wants a 503 that says when to come again, in whole seconds.
func (a answer) putOff(t testing.TB) {
	t.Helper()
	if a.Status != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503: %s", a.Status, a.Body)
	}
	if got := a.Header.Get("Retry-After"); !regexp.MustCompile(`^[1-9][0-9]*$`).MatchString(got) {
		t.Errorf("Retry-After %q, want whole seconds", got)
	}
}

// has wants a header once, with this value.
func (a answer) has(t testing.TB, name, value string) {
	t.Helper()
	if got := a.Header.Values(name); len(got) != 1 || got[0] != value {
		t.Errorf("%s %q, want %q", name, got, value)
	}
}

// cookie returns a cookie that the answer sets.
func (a answer) cookie(t testing.TB, name string) *http.Cookie {
	t.Helper()
	for _, c := range a.cookies {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no cookie %s in %q", name, a.Header.Values("Set-Cookie"))
	return nil
}

// sets reports whether the answer sets or clears the cookie.
func (a answer) sets(name string) bool {
	return slices.ContainsFunc(a.cookies, func(c *http.Cookie) bool { return c.Name == name })
}

// wantMembers wants exactly these members.
func wantMembers(t testing.TB, o map[string]any, names ...string) {
	t.Helper()
	got := slices.Sorted(maps.Keys(o))
	if want := slices.Sorted(slices.Values(names)); !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
}

const (
	notAuthenticated = "Not authenticated"
	notValid         = "Could not validate credentials"
	invalidToken     = `Bearer error="invalid_token"`
)
