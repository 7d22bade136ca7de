package token_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"spotter/token"
)

// aKeySet is one with a key of each kind that tokens are signed with.
func aKeySet(t testing.TB) string {
	t.Helper()
	return string(newForge(t, token.EdDSA).JWKS())
}

func TestAKeySetIsReadAsItWasWritten(t *testing.T) {
	var set struct{ Keys []struct{ Kid string } }
	if err := json.Unmarshal([]byte(aKeySet(t)), &set); err != nil {
		t.Fatal(err)
	}
	ids, err := token.ReadJWKS([]byte(aKeySet(t)))
	if err != nil || len(ids) != len(set.Keys) {
		t.Fatalf("%v, %v", ids, err)
	}
	for _, k := range set.Keys {
		if !slices.Contains(ids, k.Kid) {
			t.Errorf("%s is not among them", k.Kid)
		}
	}
}

// TestT2AKeySetWithAnythingOddIsRefused: a set that is not what it should be is
// not used in part.
func TestT2AKeySetWithAnythingOddIsRefused(t *testing.T) {
	b64 := base64.RawURLEncoding.EncodeToString
	ed, _, _ := ed25519.GenerateKey(rand.Reader)
	ec, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	point, _ := ec.PublicKey.Bytes()
	short, _ := rsa.GenerateKey(rand.Reader, 2048)
	x, y := b64(point[1:33]), b64(point[33:])
	okp := `{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"a","x":"` + b64(ed) + `"}`
	for name, set := range map[string]string{
		"no JSON": "x", "no object": "[]", "no keys": "{}", "keys are null": `{"keys":null}`, "keys are an object": `{"keys":{}}`,
		"a member twice":                `{"keys":[],"keys":[]}`,
		"a key is a string":             `{"keys":["x"]}`,
		"two keys with one id":          `{"keys":[` + okp + `,` + okp + `]}`,
		"an algorithm of another kind":  `{"keys":[` + strings.Replace(okp, `"EdDSA"`, `"ES256"`, 1) + `]}`,
		"a key twice under case twins":  `{"keys":[` + strings.Replace(okp, `"x":`, `"X":"","x":`, 1) + `]}`,
		"a short Ed25519 key":           `{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"a","x":"AAAA"}]}`,
		"padding":                       `{"keys":[` + strings.Replace(okp, b64(ed), base64.URLEncoding.EncodeToString(ed), 1) + `]}`,
		"a point that is on no curve":   `{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","kid":"a","x":"` + x + `","y":"` + x + `"}]}`,
		"RSA with 2048 bits":            `{"keys":[{"kty":"RSA","alg":"RS256","kid":"a","n":"` + b64(short.N.Bytes()) + `","e":"AQAB"}]}`,
		"RSA with the exponent one":     `{"keys":[{"kty":"RSA","alg":"RS256","kid":"a","n":"` + b64(short.N.Bytes()) + `","e":"AQ"}]}`,
		"RSA with an enormous modulus":  `{"keys":[{"kty":"RSA","alg":"RS256","kid":"a","n":"` + b64(make([]byte, 4096)) + `","e":"AQAB"}]}`,
		"a point with a coordinate cut": `{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","kid":"a","x":"` + x + `","y":"` + y[:40] + `"}]}`,
		"more keys than are looked at":  `{"keys":[` + strings.Repeat("{},", 100) + `{}]}`,
	} {
		if ids, err := token.ReadJWKS([]byte(set)); err == nil {
			t.Errorf("%s: read as %v", name, ids)
		}
	}
}

func TestAKeySetMayHoldKeysOfOthers(t *testing.T) {
	secret := `{"kty":"oct","alg":"HS256","kid":"s","k":"AAAA"}`
	set := strings.Replace(aKeySet(t), `{"keys":[`, `{"other":1,"keys":[`+secret+
		`,{"kty":"EC","crv":"P-384","alg":"ES384","kid":"p"},{"kty":"RSA","use":"enc","alg":"RS256","kid":"e"},{"kty":"OKP","crv":"Ed25519","kid":"without an algorithm"},`, 1)
	ids, err := token.ReadJWKS([]byte(set))
	if err != nil || len(ids) != len(keyPairs) {
		t.Errorf("%v, %v", ids, err)
	}
}

func FuzzReadJWKS(f *testing.F) {
	f.Add([]byte(aKeySet(f)))
	f.Add([]byte(`{"keys":[{"kty":"RSA","alg":"RS256","kid":"a","n":"AQAB","e":"AQAB"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		ids, err := token.ReadJWKS(data)
		if err == nil && len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
			t.Errorf("ids %v", ids)
		}
	})
}

func FuzzReadEnded(f *testing.F) {
	f.Add([]byte(`{"0198f0c0-0000-7000-8000-00000000005e":1780000000,"b":0}`))
	f.Add([]byte(`{"":1}`))
	f.Add([]byte(`{"a":1e3}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		ended, err := token.ReadEnded(data)
		for _, s := range ended {
			if err != nil || s.ID == "" {
				t.Errorf("%+v, %v", s, err)
			}
		}
	})
}
