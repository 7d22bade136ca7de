package token_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"spotter/token"
)

func TestT3AKeyIDOnlySelectsAmongOurKeys(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for name, kid := range map[string]string{
			"absent": ``, "empty": `""`, "null": `null`, "number": `0`, "boolean": `true`, "array": `[` + quoted(f.kid) + `]`, "object": `{}`,
			"unknown": `"AAAAAAAAAAAA"`, "traversal": `"../../../../dev/null"`, "file": `"/etc/passwd"`, "address": `"https://evil.example/key"`,
			"SQL": `"' OR '1'='1"`, "union": `"x' UNION SELECT 'key' --"`, "command": `"|id"`, "prototype": `"__proto__"`, "percent": `"%"`,
			"cut short": quoted(f.kid[:len(f.kid)-1]), "space": quoted(f.kid + " "), "NUL": `"` + f.kid + `\u0000"`,
			"swapped case": quoted(swapCase(f.kid)), "path to ours": quoted("./" + f.kid), "long": quoted(strings.Repeat("k", 4000)),
		} {
			t.Run(name, func(t *testing.T) {
				header := f.header("kid", kid)
				f.refuses(t, f.sign(header, f.access()), token.ErrInvalid)
				// A file that is empty, or a row that is not there, is no secret.
				text := encode(f.header("kid", kid, "alg", `"HS256"`)) + "." + encode(f.access())
				f.refuses(t, text+"."+encode(string(hs256(text, nil))), token.ErrInvalid)
				f.refuses(t, text+"."+encode(string(hs256(text, []byte("key")))), token.ErrInvalid)
			})
		}
	})
}

func swapCase(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 32
		case 'A' <= r && r <= 'Z':
			return r + 32
		}
		return r
	}, s+"x")[:len(s)]
}

func TestT3AKeyThatComesWithTheTokenIsRefusedAndNothingIsFetched(t *testing.T) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	jwk := fmt.Sprintf(`{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"evil","x":%q}`, encode(string(public)))
	var fetched atomic.Int32
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fetched.Add(1)
		fmt.Fprintf(w, `{"keys":[%s]}`, jwk)
	}))
	defer evil.Close()

	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for name, value := range map[string]string{
			"jwk": jwk, "jku": quoted(evil.URL), "x5u": quoted(evil.URL), "x5c": `["MIIB"]`, "x5t": `"AA"`, "x5t#S256": `"AA"`,
			"iss": quoted(evil.URL), "jwks_uri": quoted(evil.URL), "cty": `"JWT"`, "enc": `"A128GCM"`, "zip": `"DEF"`, "p2c": `1000000`,
		} {
			t.Run(name, func(t *testing.T) {
				for _, kid := range []string{quoted(f.kid), `"evil"`, ``} {
					for _, alg := range []string{`"EdDSA"`, quoted(string(f.alg))} {
						text := encode(f.header(name, value, "kid", kid, "alg", alg)) + "." + encode(f.access())
						f.refuses(t, text+"."+encode(string(ed25519.Sign(private, []byte(text)))), token.ErrInvalid)
						f.refuses(t, f.signText(text), token.ErrInvalid)
					}
				}
			})
		}
	})
	if n := fetched.Load(); n != 0 {
		t.Errorf("%d keys were fetched from where the tokens say", n)
	}
}

func TestT7ExtensionsThatMustBeUnderstoodAreRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, edits := range [][]string{
			{"crit", `["exp"]`, "exp", `1`},
			{"crit", `["b64"]`, "b64", `false`},
			{"b64", `false`},
			{"b64", `true`},
			{"crit", `["b64"]`, "b64", `true`},
			{"crit", `[]`},
			{"crit", `null`},
			{"crit", `"exp"`},
			{"crit", `{}`},
			{"crit", `[1]`},
			{"crit", `["alg"]`},
			{"crit", `["unheard-of"]`},
			{"crit", `["unheard-of"]`, "unheard-of", `true`},
			{"crit", `["crit"]`},
		} {
			f.refuses(t, f.sign(f.header(edits...), f.access()), token.ErrInvalid)
		}
	})
}

func TestT7AnUnencodedPayloadIsRefused(t *testing.T) {
	f := newForge(t, token.HS256)
	f.refuses(t, f.signText(encode(f.header("crit", `["b64"]`, "b64", `false`))+"."+f.access()), token.ErrInvalid)
	f.refuses(t, f.signText(encode(f.header())+"."+f.access()), token.ErrInvalid)
}
