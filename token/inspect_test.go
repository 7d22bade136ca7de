package token_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// inspects asserts that an inspector, whose keys were read at the start, says of
// a token what the authority says: every forgery of these tests passes here.
func (f *forge) inspects(t *testing.T, raw string) token.Inspection {
	t.Helper()
	in := f.inspector.Inspect(raw)
	_, err := f.VerifyAny(t.Context(), raw)
	switch {
	case errors.Is(err, token.ErrStale), errors.Is(err, token.ErrSessionEnded): // of which an inspector knows nothing
	case (err == nil) != in.Verifies():
		t.Errorf("it verifies: %v, and the inspector says %v, signature %s\n%.300s", err, in.Faults, in.Signature, raw)
	case err == nil:
	case len(in.Faults) == 0:
		t.Errorf("no fault in what is refused: %v, signature %s\n%.300s", err, in.Signature, raw)
	default:
		for _, r := range reasons {
			if errors.Is(err, r) != errors.Is(in.Faults[0], r) {
				t.Errorf("refused for %v, and the first fault is %v\n%.300s", err, in.Faults[0], raw)
			}
		}
	}
	return in
}

func TestAnInspectorNamesAllThatIsWrong(t *testing.T) {
	f := newForge(t, token.EdDSA)
	raw := f.sign(f.header(), f.access("iss", `"a"`, "aud", `"b"`, "sid", `""`, "iat", f.in(time.Hour), "exp", f.in(-time.Hour)))
	in := f.inspects(t, raw[:len(raw)-8]+"AAAAAAAA")
	if in.Signature != token.SignatureWrong {
		t.Errorf("signature %s", in.Signature)
	}
	all := ""
	for _, fault := range in.Faults {
		all += fault.Error() + "\n"
	}
	for _, words := range []string{"the signature is wrong", `its issuer (iss) is "a"`, `its audience (aud) is "b"`, "sid or jti is missing", "issued in the future", "has expired"} {
		if !strings.Contains(all, words) {
			t.Errorf("it does not say %q:\n%s", words, all)
		}
	}
}

func TestAnInspectorWithoutKeysChecksNoSignature(t *testing.T) {
	f := newForge(t, token.EdDSA)
	i, err := token.NewInspector(t.Context(), token.Config{Issuer: issuer, Audience: audience, Now: f.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	if in := i.Inspect(f.minted(t)); in.Verifies() || in.Signature != token.SignatureUnchecked || len(in.Faults) > 0 {
		t.Errorf("%+v", in)
	}
}

func TestAnInspectorMakesNoKey(t *testing.T) {
	keys := &token.MemoryKeys{}
	if _, err := token.NewInspector(t.Context(), token.Config{Issuer: issuer, Keys: keys, Master: token.NewMasterKey()}); err != nil {
		t.Fatal(err)
	}
	if stored, _ := keys.Keys(t.Context()); len(stored) > 0 {
		t.Error("it made a key")
	}
}

func TestATokenIsTakenAsPeopleCopyIt(t *testing.T) {
	for _, text := range []string{"a.b.c", " a.b.c\n", "Bearer a.b.c", "bearer  a.b.c", "Authorization: Bearer a.b.c\r\n", `"a.b.c"`, "authorization:a.b.c"} {
		if got := token.WithoutScheme(text); got != "a.b.c" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

// FuzzInspect holds the inspector to what the authority says of any text, and
// the decoder to its bounds.
func FuzzInspect(f *testing.F) {
	var forges []*forge
	for _, w := range []*forge{newForge(f, token.HS256), newForge(f, token.EdDSA, sameEverywhere(f))} {
		forges = append(forges, w)
		f.Add(w.minted(f))
		f.Add(w.mintedRefresh(f))
		f.Add(w.sign(`{"alg":"HS256","typ":"JWT"}`, `{"sub":1,"sub":"a","user":{"username":"x"},"exp":null}`))
		f.Add(w.sign(w.header("jku", `"x"`), w.access("exp", "1e400", "aud", `[null]`)))
	}
	f.Add(encode(`{"alg":"none"}`) + "." + encode(`{"exp":1.5}`) + ".")
	f.Add("a.b.c.d.e")
	f.Add("")
	f.Fuzz(func(t *testing.T, raw string) {
		d := token.Decode(raw)
		for _, m := range append(d.Header, d.Payload...) {
			if !json.Valid(m.Value) || len(m.Value) > token.MaxLength || bytes.ContainsAny(m.Value, "\r\n") {
				t.Fatalf("a member of %q: %q", raw, m.Value)
			}
			if at, ok := m.Moment(); ok && (at.Year() < 1970 || at.Year() > 9999) {
				t.Fatalf("a moment of %q: %v", raw, at)
			}
		}
		for _, w := range forges {
			w.inspects(t, raw)
		}
	})
}
