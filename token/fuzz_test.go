package token_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"spotter/token"
)

// sameEverywhere is a store with one Ed25519 key that is the same in every
// process, so that the workers of a fuzz run agree on what is a good token.
func sameEverywhere(t testing.TB) func(*token.Config) {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	master, keys := token.NewMasterKey(), new(token.MemoryKeys)
	sealed, err := master.Seal(token.SealPurpose("fuzz", token.EdDSA), der)
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.AddKey(context.Background(), token.StoredKey{ID: "fuzz", Algorithm: token.EdDSA, Sealed: sealed}); err != nil {
		t.Fatal(err)
	}
	return func(c *token.Config) { c.Keys, c.Master = keys, master }
}

func FuzzVerify(f *testing.F) {
	good := map[string]bool{}
	var forges []*forge
	for _, w := range []*forge{newForge(f, token.HS256), newForge(f, token.EdDSA, sameEverywhere(f))} {
		forges = append(forges, w)
		raw := w.minted(f)
		good[raw] = true
		p := strings.Split(raw, ".")
		for _, seed := range []string{
			raw, w.mintedRefresh(f), raw + "=", raw + "\n", p[0] + "." + p[1] + ".", encode(w.header("alg", `"none"`)) + "." + p[1] + ".", p[0] + ".e30." + p[2],
		} {
			f.Add(seed)
		}
	}
	f.Add("..")
	f.Fuzz(func(t *testing.T, raw string) {
		for _, w := range forges {
			for range 2 {
				if c, err := w.Verify(t.Context(), raw); err == nil && !good[raw] {
					t.Fatalf("verifies: %q as %+v", raw, c)
				} else if err != nil && !isReason(err, token.ErrInvalid) && !isReason(err, token.ErrWrongType) {
					t.Fatalf("%q: %v", raw, err)
				}
			}
			w.VerifyRefresh(t.Context(), raw)
			w.VerifyAny(t.Context(), raw)
		}
	})
}

func FuzzStrictObject(f *testing.F) {
	w := newForge(f, token.HS256)
	f.Add([]byte(w.header()), []byte(w.access()))
	f.Add([]byte(w.header("typ", `"rt+jwt"`)), []byte(w.refresh()))
	f.Add([]byte(w.header()+"}"), []byte(w.access("x", `{"a":1,"A":[null,true,1e9]}`)))
	f.Add([]byte(w.header("\\u0061lg", `"none"`)), []byte(w.access("EXP", "1", "\\u0065xp", "2")))
	f.Add([]byte("{}"), []byte("null"))
	f.Fuzz(func(t *testing.T, header, payload []byte) {
		raw := w.sign(string(header), string(payload))
		c, err := w.VerifyAny(t.Context(), raw)
		if err != nil {
			return
		}
		// What verifies is JSON of which another strict reader sees the same.
		if got := distinctNames(t, header); got != 3 {
			t.Fatalf("a header of %d members passes: %q", got, header)
		}
		distinctNames(t, payload)
		if c.Subject == "" || c.SessionID == "" || c.ID == "" || !c.ExpiresAt.After(start) {
			t.Fatalf("%q passes as %+v", payload, c)
		}
		if c.Type == token.Access && (c.User.UID != c.Subject || c.Issuer != issuer) {
			t.Fatalf("%q passes as %+v", payload, c)
		}
	})
}

// distinctNames counts the members of a JSON object with another reader, and
// fails where two names are equal but for ASCII case.
func distinctNames(t *testing.T, data []byte) int {
	d := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if open, err := d.ReadToken(); err != nil || open.Kind() != '{' {
		t.Fatalf("no object passes: %q", data)
	}
	names := map[string]bool{}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			t.Fatalf("%v: %q", err, data)
		}
		fold := asciiFold(name.String())
		if names[fold] {
			t.Fatalf("%q stands twice: %q", fold, data)
		}
		names[fold] = true
		if err := d.SkipValue(); err != nil {
			t.Fatalf("%v: %q", err, data)
		}
	}
	if _, err := d.ReadToken(); err != nil {
		t.Fatalf("%v: %q", err, data)
	}
	if _, err := d.ReadToken(); err == nil {
		t.Fatalf("something stands behind the object: %q", data)
	}
	return len(names)
}

func asciiFold(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
