package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

var update = flag.Bool("update", false, "write the files of testdata anew")

// testdata is where it is, wherever a test goes.
var testdata = func() string {
	path, err := filepath.Abs("testdata")
	if err != nil {
		panic(err)
	}
	return path
}()

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(testdata, name+".txt")
	if *update {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: run go test ./cmd/spotter -run %s -update", err, t.Name())
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nand the program says\n%s", file, want, got)
	}
}

// noon is when everything in the golden files happens.
var noon = time.Date(2026, 5, 28, 12, 0, 0, 0, time.UTC)

const (
	ann     = "01a20159-b2d6-7adf-9b6a-a2ccabe26ac7"
	aLogin  = "01a20159-b347-7e25-998b-ba57d3bd4411"
	aToken  = "a43e51ec-ff95-4264-b667-fe62eb1a538c"
	request = "0e1f6d0f5a2b4c7d000000000000002a"
	earlier = "0e1f6d0f5a2b4c7d0000000000000029"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// database has Ann, who logged in two hours before noon.
func database(t *testing.T) *store.Store {
	t.Helper()
	return databaseAt(t, storetest.SQLite(t))
}

func databaseAt(t *testing.T, file string) *store.Store {
	t.Helper()
	db, err := store.Open(storetest.Patient(t.Context()), file)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	begun := noon.Add(-2 * time.Hour)
	must(t, db.AddPerson(t.Context(), account.Person{UID: ann, Username: "ann", Email: "ann@example.com", PasswordHash: "h", CreatedAt: begun}, account.Event{}))
	_, err = db.StartSession(t.Context(), account.Session{
		ID: aLogin, UID: ann, CreatedAt: begun, LastUsedAt: begun, EndsAt: begun.Add(720 * time.Hour),
		Refresh: account.RefreshID{ID: "r1", IssuedAt: begun, ExpiresAt: begun.Add(48 * time.Hour), KeyID: "k"},
	}, "h", 100, account.Ending{})
	must(t, err)
	return db
}

// ended is how Ann's session ended, five seconds before noon.
func ended(reason string, kind account.EventKind, sid, by string) account.Ending {
	at := noon.Add(-5 * time.Second)
	e := account.Event{ID: "e", At: at, UID: ann, Kind: kind, SessionID: sid, RequestID: by}
	if by != "" {
		e.Client.Address = "198.51.100.9"
	}
	return account.Ending{At: at, Until: at.Add(time.Hour), Reason: reason, Event: e}
}

// TestExplainSaysWhy holds what is printed for each kind of refusal to a file.
func TestExplainSaysWhy(t *testing.T) {
	token := func(r account.Refusal) account.Refusal {
		r.UID, r.SessionID, r.TokenID, r.KeyID, r.ExpiresAt = ann, aLogin, aToken, "XlzTHoRx83iT", noon.Add(20*time.Minute)
		return r
	}
	refused := func(route string, status int, code, credential, reason string) account.Refusal {
		return account.Refusal{
			RequestID: request, At: noon, Route: route, Address: "192.0.2.7", Status: status, Code: code, Credential: credential, Reason: reason,
		}
	}
	const access, refresh = "access token (Authorization header)", "refresh token (body)"
	ofSession := token(refused("GET /me", 401, "session_ended", access, "session has ended"))
	end := func(e account.Ending) func(*store.Store) error {
		return func(db *store.Store) error {
			_, err := db.EndSessions(t.Context(), account.Which{UID: ann}, e)
			return err
		}
	}
	expired := token(refused("GET /me", 401, "token_expired", access, "token has expired"))
	expired.ExpiresAt = noon.Add(-3*time.Hour - 12*time.Minute)
	wrongPassword := refused("POST /login", 403, "invalid_credentials", "password", "the password is wrong")
	wrongPassword.UID = ann
	for name, c := range map[string]struct {
		refusal account.Refusal
		before  func(*store.Store) error
	}{
		"no-token":       {refused("GET /me", 401, "not_authenticated", "", "no token"), nil},
		"malformed":      {refused("GET /me", 401, "token_invalid", access, "token does not verify: not three parts"), nil},
		"expired":        {expired, nil},
		"wrong-type":     {token(refused("GET /me", 401, "wrong_token_type", access, "wrong type of token: rt+jwt")), nil},
		"wrong-password": {wrongPassword, nil},
		"unknown-person": {refused("POST /token", 401, "invalid_credentials", "password", "nobody has that username or e-mail address"), nil},
		"reused": {
			token(refused("POST /refresh", 401, "token_reused", refresh, "the refresh token was first used at 2026-05-28 11:59:20 UTC, 40s before, which is 10s past the grace of 30s")),
			end(ended(account.EndedReuse, account.EventTokenReused, aLogin, request)),
		},
		"ended-by-logout":            {ofSession, end(ended(account.EndedLogout, account.EventSignedOut, aLogin, earlier))},
		"ended-by-logout-everywhere": {ofSession, end(ended(account.EndedByUser, account.EventSignedOutAll, "", earlier))},
		"ended-by-reuse":             {ofSession, end(ended(account.EndedReuse, account.EventTokenReused, aLogin, earlier))},
		"ended-by-password":          {ofSession, end(ended(account.EndedPassword, account.EventPasswordChanged, "", earlier))},
		"ended-by-too-many":          {ofSession, end(ended(account.EndedTooMany, account.EventSignedIn, "another", earlier))},
		"ended-by-disabling": {ofSession, func(db *store.Store) error {
			_, err := db.Disable(t.Context(), ann, ended(account.EndedDisabled, account.EventDisabled, "", ""))
			return err
		}},
		"ended-by-deletion": {ofSession, func(db *store.Store) error {
			_, err := db.DeletePerson(t.Context(), ann, "h", ended(account.EndedDeleted, "", "", ""))
			return err
		}},
		"session-forgotten": {token(refused("POST /refresh", 401, "session_ended", refresh, "the session has ended")), func(db *store.Store) error {
			return db.Purge(t.Context(), noon.Add(100*time.Hour))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			db := database(t)
			if c.before != nil {
				must(t, c.before(db))
			}
			must(t, db.AddRefusals(t.Context(), []account.Refusal{c.refusal.Clean()}))
			text, err := explanation(t.Context(), db, request)
			must(t, err)
			golden(t, "explain/"+name, text)
		})
	}
}

func TestExplainKnowsAMalformedRequestIDAndDoesNotRepeatIt(t *testing.T) {
	for _, text := range []string{"", "42", strings.Repeat("g", 32), request + "0", "eyJhbGciOiJFZERTQSJ9.e30.c2VjcmV0", "' OR 1=1 --"} {
		_, err := parseRequestID(text)
		if err == nil || len(text) > 2 && strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{request, " " + strings.ToUpper(request) + "\n"} {
		if id, err := parseRequestID(text); id != request || err != nil {
			t.Errorf("%q: %q, %v", text, id, err)
		}
	}
}

func TestSpansAreTwoUnitsAtMost(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "under 1 s", 1900 * time.Millisecond: "1 s", 59 * time.Second: "59 s", time.Minute: "1 min", 90 * time.Second: "1 min 30 s",
		29*time.Minute + 5*time.Second: "29 min", 3 * time.Hour: "3 h", 3*time.Hour + 12*time.Minute: "3 h 12 min",
		47 * time.Hour: "1 d 23 h", 400 * 24 * time.Hour: "400 d", -time.Minute: "1 min",
	} {
		if got := span(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
