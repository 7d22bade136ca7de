package main_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"spotter/store"
	"spotter/store/storetest"
)

// refusedRequest is an answer that says no.
type refusedRequest struct {
	status int
	id     string
	header http.Header
	body   string
}

// ask sends a request and returns the answer.
func ask(t *testing.T, r *http.Request) refusedRequest {
	t.Helper()
	answer, err := benchClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return refusedRequest{answer.StatusCode, answer.Header.Get("X-Request-Id"), answer.Header, string(text)}
}

// askJSON sends a body, and a bearer token if there is one.
func askJSON(t *testing.T, what, base, bearer string, body map[string]string) refusedRequest {
	t.Helper()
	method, path, _ := strings.Cut(what, " ")
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	if body == nil {
		text = nil
	}
	r, err := http.NewRequest(method, base+path, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	return ask(t, r)
}

// askForm sends a form to /token.
func askForm(t *testing.T, base, form string) refusedRequest {
	t.Helper()
	r, err := http.NewRequest("POST", base+"/token", strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return ask(t, r)
}

// otherKey is the token with the id of a key that nobody has.
func otherKey(t *testing.T, raw string) string {
	t.Helper()
	_, rest, _ := strings.Cut(raw, ".")
	return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"EdDSA","kid":"of-nobody","typ":"at+jwt"}`)) + "." + rest
}

// TestExplainNamesTheReasonOfEveryKindOfRefusal while the server runs.
func TestExplainNamesTheReasonOfEveryKindOfRefusal(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		settings, dir := database(dsn), t.TempDir()
		p := start(t, dir, append(settings, "SPOTTER_REFRESH_GRACE=0s")...)
		issuer := strings.Replace(p.url, "127.0.0.1", "localhost", 1)
		quick := start(t, dir, append(settings, "SPOTTER_ACCESS_TTL=1s", "SPOTTER_PUBLIC_URL="+issuer)...)
		elsewhere := start(t, dir, append(settings, "SPOTTER_PUBLIC_URL=http://elsewhere.test")...)
		first := signUp(t, p)

		want := map[string][]string{} // request id → what explain says of it
		refused := func(r refusedRequest, says ...string) refusedRequest {
			t.Helper()
			if r.status < 400 || r.status > 403 || r.id == "" {
				t.Errorf("not refused, but %d: %s", r.status, r.body)
			}
			want[r.id] = says
			return r
		}
		me := func(bearer string) refusedRequest { return askJSON(t, "GET /me", p.url, bearer, nil) }
		refresh := func(raw string) refusedRequest {
			return askJSON(t, "POST /refresh", p.url, "", map[string]string{"refresh_token": raw})
		}
		login := func(name, password string) refusedRequest {
			return askJSON(t, "POST /login", p.url, "", map[string]string{"username": name, "password": password})
		}

		refused(me(""), "GET /me, from 127.0.0.1", "no credential", "why         no token")
		basic, _ := http.NewRequest("GET", p.url+"/me", nil)
		basic.SetBasicAuth(benchUser, "hunter2")
		refused(ask(t, basic), "the Authorization header does not begin with Bearer")
		refused(me("eyJhbGciOiJub25lIn0.e30"), "not three parts (dots in it: 1)")
		refused(me(first.AccessToken+"AAAA"), "the signature is wrong")
		refused(me(otherKey(t, first.AccessToken)), "signed with a key that is not known here", "of-nobody")
		refused(me(first.RefreshToken), "a refresh token (rt+jwt) where an access token (at+jwt) belongs", benchUser)
		refused(refresh(first.AccessToken), "an access token (at+jwt) where a refresh token (rt+jwt) belongs", "refresh token (body)")
		refused(askJSON(t, "GET /me", elsewhere.url, first.AccessToken, nil), "its issuer (iss) is", issuer, "http://elsewhere.test")

		unknown := refused(login("nobody", "hunter2"), "nobody has that username or e-mail address", "password")
		wrong := refused(login(benchUser, "hunter2"), "the password is wrong", benchUser)
		refused(askForm(t, p.url, "username="+benchUser+"&password=hunter2"), "POST /token", "the password is wrong")
		refused(askJSON(t, "POST /me/password", p.url, first.AccessToken, map[string]string{"current_password": "hunter2", "new_password": "another horse to ride"}),
			"the current password is wrong", benchUser)
		refused(askForm(t, p.url, "grant_type=refresh_token&refresh_token=garbage"), "not three parts (dots in it: 0)")

		var short pair
		if err := post(quick.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, &short); err != nil {
			t.Fatal(err)
		}
		eventually(t, "a token of one second expires", func() bool {
			return status(t, "GET", quick.url+"/sessions", short.AccessToken) == http.StatusUnauthorized
		})
		refused(me(short.AccessToken), "it expired at", "s before", benchUser)

		var next pair
		if err := post(p.url+"/refresh", map[string]string{"refresh_token": first.RefreshToken}, &next); err != nil {
			t.Fatal(err)
		}
		reuse := refused(refresh(first.RefreshToken), "the refresh token was first used at", "there is no grace")
		refused(refresh(next.RefreshToken), "a refresh token of it was used twice (request "+reuse.id+" from 127.0.0.1)")
		refused(me(next.AccessToken), "a refresh token of it was used twice (request "+reuse.id)

		out := logIn(t, p)
		leaving := askJSON(t, "POST /logout", p.url, out.AccessToken, nil)
		refused(me(out.AccessToken), "its person logged out (request "+leaving.id+" from 127.0.0.1)", "s before")
		refused(askForm(t, p.url, "grant_type=refresh_token&refresh_token="+out.RefreshToken), "its person logged out (request "+leaving.id, "400 session_ended")

		last := logIn(t, p)
		if text, code := tryRun(t, dir, "", settings, "user", "disable", benchUser); code != 0 {
			t.Fatal(text)
		}
		eventually(t, "a disabled person's token is refused", func() bool {
			return status(t, "GET", p.url+"/sessions", last.AccessToken) == http.StatusUnauthorized
		})
		refused(me(last.AccessToken), "the account was disabled, from the command line", "disabled since")
		disabled := refused(login(benchUser, benchPassword), "the account is disabled; the password was right")
		refused(login(benchUser, "hunter2"), "the password is wrong, and the account is disabled")

		for id, says := range want {
			wantExplained(t, dir, settings, id, says)
		}
		wantAlike(t, unknown, wrong, disabled)
		wantNoSecrets(t, dsn, benchPassword, "hunter2", first.AccessToken[80:], first.RefreshToken[80:], next.RefreshToken[80:])
	})
}

// wantExplained waits until the refusal is kept, and looks at what is printed.
func wantExplained(t *testing.T, dir string, settings []string, id string, says []string) {
	t.Helper()
	text := ""
	eventually(t, "the refusal "+id+" is kept", func() bool {
		var code int
		if text, code = tryRun(t, dir, "", settings, "explain", id); code != 0 {
			time.Sleep(100 * time.Millisecond) // to ask costs more than to wait
		}
		return code == 0
	})
	for _, words := range append(says, "Request "+id+" was refused with 4") {
		if !strings.Contains(text, words) {
			t.Errorf("explain does not say %q:\n%s", words, text)
		}
	}
	if strings.Contains(text, "hunter2") {
		t.Errorf("explain tells a password:\n%s", text)
	}
}

var itsOwn = regexp.MustCompile(`"request_id":"[0-9a-f]{32}"`)

// wantAlike wants answers that are equal to the byte but for the request's id.
func wantAlike(t *testing.T, answers ...refusedRequest) {
	t.Helper()
	plain := func(r refusedRequest) string {
		r.header.Del("X-Request-Id")
		r.header.Del("Date")
		header := &strings.Builder{}
		if err := r.header.Write(header); err != nil {
			t.Fatal(err)
		}
		return header.String() + itsOwn.ReplaceAllString(r.body, "")
	}
	for _, other := range answers[1:] {
		if plain(other) != plain(answers[0]) {
			t.Errorf("the answers differ:\n%s\n%s", plain(answers[0]), plain(other))
		}
	}
}

// wantNoSecrets looks through the files of a SQLite database.
func wantNoSecrets(t *testing.T, dsn string, secrets ...string) {
	t.Helper()
	if store.IsPostgres(dsn) {
		return
	}
	files, err := filepath.Glob(dsn + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of the database: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range secrets {
			if bytes.Contains(data, []byte(s)) {
				t.Errorf("%s holds %q", filepath.Base(file), s)
			}
		}
	}
}

func TestExplainSaysWhyNothingIsKnown(t *testing.T) {
	dir := t.TempDir()
	nowhere, code := tryRun(t, dir, "", nil, "explain", strings.Repeat("0", 32))
	if code != 1 || !strings.Contains(nowhere, "there is no Spotter database at spotter.db") {
		t.Errorf("without a database: exit %d, %q", code, nowhere)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("explain left %v", entries)
	}
	mustRun(t, dir, "", "user", "list")
	unknown, code := tryRun(t, dir, "", nil, "explain", strings.Repeat("0", 32))
	for _, words := range []string{"Nothing is known of request 0000", "older than a day", "another database", "refusals were not kept"} {
		if code != 1 || !strings.Contains(unknown, words) {
			t.Errorf("an unknown id: exit %d, no %q:\n%s", code, words, unknown)
		}
	}
	wrong, code := tryRun(t, dir, "", nil, "explain", "eyJhbGciOiJFZERTQSJ9.e30.c2VjcmV0")
	if code != 1 || !strings.Contains(wrong, "that is no request id: it has 32 digits") || strings.Contains(wrong, "eyJ") {
		t.Errorf("a token for an id: exit %d, %q", code, wrong)
	}
}

// TestTheLastRefusalsAreWrittenAtAStop which the server hears of at once.
func TestTheLastRefusalsAreWrittenAtAStop(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir)
	r := askJSON(t, "GET /me", p.url, "", nil)
	if err := p.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	<-p.exited
	if text := mustRun(t, dir, "", "explain", r.id); !strings.Contains(text, "no token") {
		t.Error(text)
	}
}
