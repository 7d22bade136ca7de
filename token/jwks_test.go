package token_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"spotter/token"
)

func keySet(t *testing.T, a *token.Authority) []map[string]string {
	t.Helper()
	var set map[string][]map[string]string
	if err := json.Unmarshal(a.JWKS(), &set); err != nil {
		t.Fatal(err)
	}
	if len(set) != 1 || set["keys"] == nil {
		t.Fatalf("the set is %s", a.JWKS())
	}
	return set["keys"]
}

func TestK3TheJWKSShowsPublicMembersOnly(t *testing.T) {
	f := newForge(t, token.EdDSA)
	members := map[string]string{
		"OKP": "alg crv kid kty use x", "EC": "alg crv kid kty use x y", "RSA": "alg e kid kty n use",
	}
	kids, kinds := map[string]bool{}, map[string]bool{}
	for _, k := range keySet(t, f.Authority) {
		if got := names(k); got != members[k["kty"]] {
			t.Errorf("a key of type %s shows %s", k["kty"], got)
		}
		if k["use"] != "sig" || kids[k["kid"]] || k["kid"] == "" {
			t.Errorf("use %q, kid %q", k["use"], k["kid"])
		}
		kids[k["kid"]], kinds[k["kty"]+" "+k["alg"]+" "+k["crv"]] = true, true
	}
	if got := names(kinds); got != "EC ES256 P-256 OKP EdDSA Ed25519 RSA RS256 " {
		t.Errorf("kinds %s", got)
	}
	for alg, id := range openVault().ids {
		if !kids[id] {
			t.Errorf("the key for %s is not in the set", alg)
		}
	}
}

func TestK3ASharedSecretIsNotShown(t *testing.T) {
	if got := string(newForge(t, token.HS256).JWKS()); got != `{"keys":[]}` {
		t.Errorf("the set is %s", got)
	}
}

func TestAnyoneVerifiesWithTheJWKSAndTheStandardLibrary(t *testing.T) {
	eachAlgorithm(t, keyPairs, func(t *testing.T, f *forge) {
		text, signature := cutSignature(t, f.minted(t))
		for _, k := range keySet(t, f.Authority) {
			if ours := k["kid"] == f.kid; verifiesWith(t, k, text, signature) != ours {
				t.Errorf("the key %s for %s verifies: %v, want %v", k["kid"], k["alg"], !ours, ours)
			}
		}
	})
}

func cutSignature(t *testing.T, raw string) (text string, signature []byte) {
	t.Helper()
	at := strings.LastIndex(raw, ".")
	return raw[:at], number(t, raw[at+1:])
}

func number(t *testing.T, s string) []byte {
	t.Helper()
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// verifiesWith does what a service elsewhere does with a key of the set.
func verifiesWith(t *testing.T, k map[string]string, text string, signature []byte) bool {
	digest := sha256.Sum256([]byte(text))
	switch k["kty"] {
	case "OKP":
		return ed25519.Verify(number(t, k["x"]), []byte(text), signature)
	case "EC":
		x, y := number(t, k["x"]), number(t, k["y"])
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append(append([]byte{4}, x...), y...))
		if err != nil || len(x) != 32 || len(y) != 32 {
			t.Fatalf("%v: coordinates of %d and %d bytes", err, len(x), len(y))
		}
		if len(signature) != 64 {
			return false
		}
		return ecdsa.Verify(public, digest[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:]))
	case "RSA":
		n := number(t, k["n"])
		if n[0] == 0 || len(n) < 384 {
			t.Fatalf("a modulus of %d bytes, the first %d", len(n), n[0])
		}
		public := &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(number(t, k["e"])).Int64())}
		return rsa.VerifyPKCS1v15(public, crypto.SHA256, digest[:], signature) == nil
	}
	t.Fatalf("a key of type %q", k["kty"])
	return false
}
