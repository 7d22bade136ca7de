package token_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// oldSecret is that of an app that people come from. It is as short as some are.
const oldSecret = "secret"

// old signs what another app might have signed.
type old struct {
	*token.Legacy
	clock *clock
}

func newOld(t testing.TB) *old {
	t.Helper()
	o := &old{clock: &clock{}}
	var err error
	if o.Legacy, err = token.NewLegacy(oldSecret, leeway, o.clock.Now); err != nil {
		t.Fatal(err)
	}
	return o
}

const oldHeader = `{"alg":"HS256","typ":"JWT"}`

func (o *old) in(d time.Duration) string { return (&forge{clock: o.clock}).in(d) }

// ofA is the payload of a token of tutorial A, edited; ofB of tutorial B.
func (o *old) ofA(edits ...string) string {
	return object(map[string]string{"sub": `"ada"`, "exp": o.in(30 * time.Minute)}, edits...)
}

func (o *old) ofB(edits ...string) string {
	return object(map[string]string{
		"user": `{"email":"ada@example.org","user_uid":"0198f0c0-0000-7000-8000-0000000000ada","role":"user"}`,
		"exp":  o.in(time.Hour), "jti": `"5b1f8a52-2f0e-4a7e-9c43-2a1b0c9d8e7f"`, "refresh": "false",
	}, edits...)
}

func signOld(header, payload string) string {
	text := encode(header) + "." + encode(payload)
	return text + "." + encode(string(hs256(text, []byte(oldSecret))))
}

func (o *old) refuses(t *testing.T, raw string, reason error) {
	t.Helper()
	if c, err := o.Verify(raw); !isReason(err, reason) || (c != token.LegacyClaims{}) != (reason == token.ErrExpired) {
		t.Errorf("%+v, %v; want only %q\n%.300s", c, err, reason, raw)
	}
}

func TestTokensOfTheTwoTutorialsVerify(t *testing.T) {
	o := newOld(t)
	for login, raw := range map[string]string{
		"ada":              signOld(oldHeader, o.ofA()),
		"ada@example.org":  signOld(oldHeader, o.ofB()),
		"ada ":             signOld(`{"typ":"JWT","alg":"HS256"}`, o.ofA("sub", `"ada "`, "iat", o.in(0), "nbf", o.in(0))),
		"grace":            signOld(`{"alg":"HS256"}`, o.ofA("user", `{"username":"grace"}`)),
		"made@example.org": signOld(oldHeader, o.ofA("sub", `"made@example.org"`, "scopes", `["me"]`, "type", `"access"`)),
	} {
		c, err := o.Verify(raw)
		if err != nil || c.Login != login || !c.ExpiresAt.After(start) || !strings.HasPrefix(c.SessionID, "legacy-") || len(c.SessionID) > 64 {
			t.Errorf("%q: %+v, %v", login, c, err)
		}
		if again, _ := o.Verify(raw); again != c {
			t.Errorf("the same token says %+v, then %+v", c, again)
		}
	}
	one, _ := o.Verify(signOld(oldHeader, o.ofA()))
	other, _ := o.Verify(signOld(oldHeader, o.ofA("x", "1")))
	if one.SessionID == other.SessionID {
		t.Error("two tokens have one session")
	}
}

func TestT1T2T3TokensOfBeforeAreSignedByHS256AndThatSecret(t *testing.T) {
	o := newOld(t)
	p := strings.Split(signOld(oldHeader, o.ofA()), ".")
	for _, header := range []string{
		`{"alg":"none","typ":"JWT"}`, `{"alg":"HS384","typ":"JWT"}`, `{"alg":"HS512","typ":"JWT"}`, `{"alg":"RS256","typ":"JWT"}`, `{"alg":"hs256","typ":"JWT"}`,
		`{"typ":"JWT"}`, `{}`, `{"alg":"HS256","typ":"at+jwt"}`, `{"alg":"HS256","typ":"jwt"}`, `{"alg":"HS256","typ":""  ,"kid":"x"}`,
		`{"alg":"HS256","typ":"JWT","kid":"x"}`, `{"alg":"HS256","typ":"JWT","jku":"https://evil.example"}`, `{"alg":"HS256","crit":["exp"]}`,
		`{"alg":"HS256","Alg":"none"}`, `{"alg":"HS256","alg":"HS256"}`, `{"alg":"HS256","typ":null}`, `[]`, ``,
	} {
		o.refuses(t, signOld(header, o.ofA()), token.ErrInvalid)
	}
	stranger := p[0] + "." + p[1]
	for _, raw := range []string{
		"", "..", p[0] + "." + p[1], p[0] + "." + p[1] + ".", stranger + "." + encode(string(hs256(stranger, []byte("other")))), stranger + "." + encode(string(make([]byte, 32))),
		p[0] + "." + p[1] + "." + p[2] + "=", p[0] + "." + p[1] + "." + p[2] + "\n", p[0] + "." + p[1] + "." + p[2] + ".", " " + strings.Join(p, "."),
		p[0] + "." + base64.StdEncoding.EncodeToString([]byte(o.ofA()+" ")) + "." + p[2], p[0] + "." + encode(o.ofA("sub", `"eve"`)) + "." + p[2],
		strings.Repeat("a", token.MaxLength) + "." + p[1] + "." + p[2], strings.Repeat(".", 1e6),
	} {
		o.refuses(t, raw, token.ErrInvalid)
	}
}

func TestT4T9TokensOfBeforeHaveAnEndAndSayWhoseTheyAre(t *testing.T) {
	o := newOld(t)
	for _, payload := range []string{
		o.ofA("exp", ""), o.ofA("exp", `"9999999999"`), o.ofA("exp", "null"), o.ofA("exp", "true"), o.ofA("exp", "1e400"), o.ofA("exp", "-1"), o.ofA("exp", "1.5"),
		o.ofA("exp", "[1]"), o.ofA("EXP", "1"), `{"sub":"ada","exp":` + o.in(time.Hour) + `,"exp":` + o.in(2*time.Hour) + `}`,
		o.ofA("iat", o.in(2*time.Minute)), o.ofA("nbf", o.in(2*time.Minute)), o.ofA("iat", `"now"`),
		o.ofA("sub", ""), o.ofA("sub", "7"), o.ofA("sub", "null"), o.ofA("sub", `""`), o.ofA("user", `"ada"`), o.ofA("user", "null"),
		o.ofB("user", `{"email":7}`), o.ofB("user", `{"email":"a","Email":"b"}`), o.ofB("refresh", `"false"`), o.ofB("user", "{}"), "{}", "[]", "null", "",
	} {
		o.refuses(t, signOld(oldHeader, payload), token.ErrInvalid)
	}
	raw, late := signOld(oldHeader, o.ofA()), signOld(oldHeader, o.ofB())
	o.clock.Advance(30 * time.Minute)
	o.refuses(t, raw, token.ErrExpired)
	if _, err := o.Verify(late); err != nil {
		t.Error(err)
	}
}

func TestT6RefreshTokensOfBeforeAreNotAccessTokens(t *testing.T) {
	o := newOld(t)
	o.refuses(t, signOld(oldHeader, o.ofB("refresh", "true")), token.ErrWrongType)
	o.refuses(t, signOld(oldHeader, o.ofA("type", `"refresh"`)), token.ErrWrongType)
	expired := signOld(oldHeader, o.ofB("refresh", "true"))
	o.clock.Advance(48 * time.Hour)
	o.refuses(t, expired, token.ErrWrongType)
}

func TestTokensOfOneKindAreNeverTakenForTheOther(t *testing.T) {
	f := newForge(t, token.HS256) // with a secret of its own
	same, err := token.NewLegacy(secret, leeway, f.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{f.minted(t), f.mintedRefresh(t)} {
		if c, err := same.Verify(raw); !isReason(err, token.ErrInvalid) {
			t.Errorf("ours passes as one of before, even under the same secret: %+v, %v", c, err)
		}
	}
	text := encode(oldHeader) + "." + encode(f.access())
	f.refuses(t, text+"."+encode(string(hs256(text, []byte(secret)))), token.ErrInvalid)
}

func TestALegacySecretIsThere(t *testing.T) {
	if _, err := token.NewLegacy("", 0, nil); !errors.Is(err, token.ErrWeakSecret) {
		t.Errorf("%v", err)
	}
	if _, err := token.NewLegacy("x", 0, nil); err != nil {
		t.Error(err)
	}
}

func FuzzLegacy(f *testing.F) {
	o := newOld(f)
	f.Add(oldHeader, o.ofA())
	f.Add(`{"alg":"HS256"}`, o.ofB())
	f.Add(`{"alg":"HS256","typ":"JWT"}`, o.ofB("refresh", "true"))
	f.Add("{}", "null")
	f.Fuzz(func(t *testing.T, header, payload string) {
		o.Verify(header + "." + payload)
		c, err := o.Verify(signOld(header, payload))
		if err == nil && (c.Login == "" || c.SessionID == "" || !c.ExpiresAt.After(start)) {
			t.Fatalf("%q %q passes as %+v", header, payload, c)
		}
		if err != nil && !isReason(err, token.ErrInvalid) && !isReason(err, token.ErrExpired) && !isReason(err, token.ErrWrongType) {
			t.Fatal(err)
		}
		if err == nil {
			distinctNames(t, []byte(header))
			distinctNames(t, []byte(payload))
		}
	})
}
