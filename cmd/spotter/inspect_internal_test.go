package main

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

const sharedSecret = "mJ3vQ8sK0xR5tY2wN7bC4fH9gL1pD6zA"

var fixedMaster = strings.Repeat("A", 43) + "="

// workshop has a database with Ann in it and the means to make tokens of hers,
// good and bad, that are the same in every run.
type workshop struct {
	t      *testing.T
	db     *store.Store
	key    ed25519.PrivateKey
	config settings
}

const inspectKID = "key-of-a-test"

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	var s Settings
	parser, err := kong.New(&s)
	must(t, err)
	_, err = parser.Parse(nil) // for the defaults
	must(t, err)
	s.DB, s.MasterKey = storetest.SQLite(t), fixedMaster
	w := &workshop{t: t, key: ed25519.NewKeyFromSeed([]byte("a key for a test and for nothing"))}
	w.db = databaseAt(t, s.DB)
	master, err := token.ParseMasterKey(fixedMaster)
	must(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(w.key)
	must(t, err)
	sealed, err := master.Seal("signing key "+inspectKID+" EdDSA", der)
	must(t, err)
	must(t, w.db.AddKey(t.Context(), token.StoredKey{ID: inspectKID, Algorithm: token.EdDSA, Sealed: sealed, CreatedAt: noon.Add(-time.Hour)}))
	w.config, err = s.check()
	must(t, err)
	return w
}

func part(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// signed is a token of any header and payload.
func (w *workshop) signed(header, payload string) string {
	text := part(header) + "." + part(payload)
	return text + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(w.key, []byte(text)))
}

const (
	accessHeader  = `{"alg":"EdDSA","kid":"` + inspectKID + `","typ":"at+jwt"}`
	refreshHeader = `{"alg":"EdDSA","kid":"` + inspectKID + `","typ":"rt+jwt"}`
	accessPayload = `{"iss":"http://localhost:5555","aud":"http://localhost:5555","sub":"` + ann + `","iat":1779969540,"exp":1779971340,"jti":"` + aToken +
		`","sid":"` + aLogin + `","scope":"account","refresh":false,"user":{"email":"ann@example.com","user_uid":"` + ann + `","username":"ann"}}`
	refreshPayload = `{"sub":"` + ann + `","sid":"` + aLogin + `","jti":"r1","iat":1779962400,"exp":1780135200,"refresh":true}`
)

func instead(old, next string) string { return strings.Replace(accessPayload, old, next, 1) }

// rotate uses Ann's refresh token r1 so long before noon.
func (w *workshop) rotate(before time.Duration, old, next string) {
	_, _, done, err := w.db.RotateRefresh(w.t.Context(), account.Rotation{
		SessionID: aLogin, UID: ann, Old: old, Next: account.RefreshID{ID: next, ExpiresAt: noon.Add(48 * time.Hour)}, At: noon.Add(-before),
	})
	if must(w.t, err); !done {
		w.t.Fatal("nothing was rotated")
	}
}

// TestInspectSaysEverythingThatIsWrong holds what is printed to a file, for
// every reason.
func TestInspectSaysEverythingThatIsWrong(t *testing.T) {
	none := func(s *Settings) { s.DB, s.MasterKey = "spotter.db", "" }
	secret := func(s *Settings) { s.JWTSecret = sharedSecret }
	for name, c := range map[string]struct {
		raw      func(w *workshop) string
		change   func(*Settings)
		verifies bool
	}{
		"access-good":  {func(w *workshop) string { return w.signed(accessHeader, accessPayload) }, nil, true},
		"refresh-good": {func(w *workshop) string { return w.signed(refreshHeader, refreshPayload) }, nil, true},
		"refresh-in-grace": {func(w *workshop) string {
			w.rotate(10*time.Second, "r1", "r2")
			return w.signed(refreshHeader, refreshPayload)
		}, nil, true},
		"refresh-past-grace": {func(w *workshop) string {
			w.rotate(40*time.Second, "r1", "r2")
			return w.signed(refreshHeader, refreshPayload)
		}, nil, false},
		"refresh-grandparent": {func(w *workshop) string {
			w.rotate(20*time.Second, "r1", "r2")
			w.rotate(10*time.Second, "r2", "r3")
			return w.signed(refreshHeader, refreshPayload)
		}, nil, false},
		"expired": {func(w *workshop) string {
			return w.signed(accessHeader, strings.NewReplacer("1779969540", "1779957000", "1779971340", "1779958800").Replace(accessPayload))
		}, nil, false},
		"signature-wrong": {func(w *workshop) string {
			raw := w.signed(accessHeader, accessPayload)
			return raw[:len(raw)-8] + "AAAAAAAA"
		}, nil, false},
		"payload-changed": {func(w *workshop) string {
			parts := strings.Split(w.signed(accessHeader, accessPayload), ".")
			return parts[0] + "." + part(instead("ann@example.com", "eve@example.com")) + "." + parts[2]
		}, nil, false},
		"key-unknown": {func(w *workshop) string {
			return w.signed(strings.Replace(accessHeader, inspectKID, "of-nobody", 1), accessPayload)
		}, nil, false},
		"key-retired": {func(w *workshop) string {
			must(w.t, w.db.AddKey(w.t.Context(), token.StoredKey{ID: "older", Algorithm: token.EdDSA, Follows: inspectKID, CreatedAt: noon.Add(-2000 * time.Hour), SignFrom: noon.Add(-1999 * time.Hour)}))
			_, err := w.db.RetireKey(w.t.Context(), "older", noon.Add(-49*time.Hour))
			must(w.t, err)
			return w.signed(strings.Replace(accessHeader, inspectKID, "older", 1), accessPayload)
		}, nil, false},
		"other-algorithm": {func(w *workshop) string {
			return w.signed(strings.Replace(accessHeader, "EdDSA", "HS256", 1), accessPayload)
		}, nil, false},
		"session-ended": {func(w *workshop) string {
			_, err := w.db.EndSessions(w.t.Context(), account.Which{UID: ann}, ended(account.EndedLogout, account.EventSignedOut, aLogin, earlier))
			must(w.t, err)
			return w.signed(accessHeader, accessPayload)
		}, nil, false},
		"disabled": {func(w *workshop) string {
			_, err := w.db.Disable(w.t.Context(), ann, ended(account.EndedDisabled, account.EventDisabled, "", ""))
			must(w.t, err)
			return w.signed(refreshHeader, refreshPayload)
		}, nil, false},
		"nobody": {func(w *workshop) string {
			return w.signed(accessHeader, strings.ReplaceAll(accessPayload, ann, "somebody-else"))
		}, nil, false},
		"elsewhere": {func(w *workshop) string {
			return w.signed(accessHeader, strings.ReplaceAll(accessPayload, "http://localhost:5555", "https://elsewhere.example"))
		}, nil, false},
		"in-the-future": {func(w *workshop) string {
			return w.signed(accessHeader, strings.NewReplacer("1779969540", "1779973140", "1779971340", "1779974940").Replace(accessPayload))
		}, nil, false},
		"not-yet": {func(w *workshop) string { return w.signed(accessHeader, instead(`"exp"`, `"nbf":1779971000,"exp"`)) }, nil, false},
		"everything-at-once": {func(w *workshop) string {
			return w.signed(`{"typ":"JWT","alg":"HS512","kid":"x","jku":"https://evil.example/keys"}`,
				`{"iss":"a","aud":["b","c"],"sub":"me","iat":1779999999,"exp":1,"refresh":true}`)
		}, nil, false},
		"contradicts-its-type": {func(w *workshop) string { return w.signed(accessHeader, instead(`"refresh":false`, `"refresh":true`)) }, nil, false},
		"wrong-kinds":          {func(w *workshop) string { return w.signed(accessHeader, `{"sub":1,"sid":null,"exp":"soon","aud":{}}`) }, nil, false},
		"twice":                {func(w *workshop) string { return w.signed(accessHeader, instead(`"sub"`, `"sub":"eve","sub"`)) }, nil, false},
		"unsigned": {func(*workshop) string {
			return part(`{"alg":"none","typ":"JWT"}`) + "." + part(`{"sub":"ann"}`) + "."
		}, nil, false},
		"of-a-tutorial": {func(*workshop) string {
			return "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
		}, nil, false},
		"terminal":    {func(w *workshop) string { return w.signed(accessHeader, instead("ann@", "\u009b2J\u202e@")) }, nil, true},
		"two-parts":   {func(*workshop) string { return part(accessHeader) + "." + part(accessPayload) }, nil, false},
		"encrypted":   {func(*workshop) string { return part(`{"alg":"RSA-OAEP","enc":"A256GCM"}`) + ".a.b.c.d" }, nil, false},
		"garbage":     {func(*workshop) string { return "correct horse" }, nil, false},
		"too-long":    {func(*workshop) string { return strings.Repeat("eyJ.", 3000) }, nil, false},
		"no-database": {func(w *workshop) string { return w.signed(accessHeader, accessPayload) }, none, false},
		"no-master-key": {func(w *workshop) string { return w.signed(accessHeader, accessPayload) }, func(s *Settings) {
			s.MasterKey = strings.Repeat("B", 42) + "A="
		}, false},
		"secret-good": {func(w *workshop) string {
			return shared(`{"alg":"HS256","kid":"`+secretKID+`","typ":"at+jwt"}`, accessPayload)
		}, secret, true},
		"secret-good-no-database": {func(w *workshop) string {
			return shared(`{"alg":"HS256","kid":"`+secretKID+`","typ":"at+jwt"}`, accessPayload)
		}, func(s *Settings) { none(s); secret(s) }, true},
		"secret-of-another-program": {func(w *workshop) string {
			return shared(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"ann","exp":1779971340}`)
		}, secret, false},
		"key-pair-beside-secret": {func(w *workshop) string { return w.signed(accessHeader, accessPayload) }, secret, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			w := newWorkshop(t)
			raw := c.raw(w)
			if c.change != nil {
				change := w.config.Settings
				c.change(&change)
				var err error
				w.config, err = change.check()
				must(t, err)
			}
			r, err := inspect(t.Context(), w.config, token.WithoutScheme("Bearer "+raw+"\n"), func() time.Time { return noon })
			must(t, err)
			golden(t, "inspect/"+name, r.text())
			if verifies := len(r.reasons()) == 0; verifies != c.verifies {
				t.Errorf("verifies: %v, want %v", verifies, c.verifies)
			}
			for _, private := range []string{fixedMaster, sharedSecret} {
				if strings.Contains(r.text(), private) {
					t.Error("it prints what nobody may see")
				}
			}
		})
	}
}

// secretKID is the id that package token derives from sharedSecret.
var secretKID = func() string {
	mac := hmac.New(sha256.New, []byte(sharedSecret))
	mac.Write([]byte("spotter key id"))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:9])
}()

// shared is a token that is signed with the shared secret.
func shared(header, payload string) string {
	text := part(header) + "." + part(payload)
	mac := hmac.New(sha256.New, []byte(sharedSecret))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
