package token_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/token"
)

const (
	issuer   = "https://spotter.example"
	audience = "https://api.spotter.example"
	secret   = "q4Zt0p8sWcV1nXy7RkLb2JfGh9DmTe5U" // of the tests alone
	session  = "0198f0c0-0000-7000-8000-00000000005e"
	leeway   = time.Minute
)

var (
	start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	ada   = token.User{Email: "ada@example.org", UID: "0198f0c0-0000-7000-8000-0000000000ada", Username: "ada"}
)

// clock is a time that stands still until a test moves it.
type clock struct{ passed atomic.Int64 }

func (c *clock) Now() time.Time          { return start.Add(time.Duration(c.passed.Load())) }
func (c *clock) Advance(d time.Duration) { c.passed.Add(int64(d)) }

// vault is a store with one key pair of each kind, and the private keys that
// nobody but a test gets to see.
type vault struct {
	keys    token.MemoryKeys
	master  token.MasterKey
	signers map[token.Algorithm]crypto.Signer
	ids     map[token.Algorithm]string
}

// openVault makes the key pairs once: RSA takes its time.
var openVault = sync.OnceValue(func() *vault {
	v := &vault{master: token.NewMasterKey(), signers: map[token.Algorithm]crypto.Signer{}, ids: map[token.Algorithm]string{}}
	for _, alg := range keyPairs {
		_, err := token.NewAuthority(context.Background(), token.Config{Issuer: issuer, Algorithm: alg, Keys: &v.keys, Master: v.master})
		if err != nil {
			panic(err)
		}
	}
	stored, _ := v.keys.Keys(context.Background())
	for _, s := range stored {
		der, err := v.master.Open(token.SealPurpose(s.ID, s.Algorithm), s.Sealed)
		if err != nil {
			panic(err)
		}
		private, err := x509.ParsePKCS8PrivateKey(der)
		if err != nil {
			panic(err)
		}
		v.signers[s.Algorithm], v.ids[s.Algorithm] = private.(crypto.Signer), s.ID
	}
	return v
})

var (
	keyPairs   = []token.Algorithm{token.EdDSA, token.ES256, token.RS256}
	algorithms = append(slices.Clone(keyPairs), token.HS256)
)

// forge is an authority together with its signing key, so that a test can put
// anything at all under a good signature.
type forge struct {
	*token.Authority
	clock     *clock
	alg       token.Algorithm
	kid       string
	inspector *token.Inspector
}

func newForge(t testing.TB, alg token.Algorithm, change ...func(*token.Config)) *forge {
	t.Helper()
	f := &forge{clock: &clock{}, alg: alg}
	c := token.Config{Issuer: issuer, Audience: audience, Algorithm: alg, Leeway: leeway, Now: f.clock.Now}
	if alg.Symmetric() {
		c.Secret = secret
	} else {
		c.Keys, c.Master = &openVault().keys, openVault().master
	}
	for _, edit := range change {
		edit(&c)
	}
	a, err := token.NewAuthority(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	f.Authority, f.kid = a, a.SigningKeyID()
	if f.inspector, err = token.NewInspector(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return f
}

// eachAlgorithm runs the test against an authority of each kind of key.
func eachAlgorithm(t *testing.T, of []token.Algorithm, test func(t *testing.T, f *forge)) {
	for _, alg := range of {
		t.Run(string(alg), func(t *testing.T) { test(t, newForge(t, alg)) })
	}
}

// object writes a JSON object from raw values. The edits are pairs of a name
// and a raw value; an empty value takes the member away.
func object(members map[string]string, edits ...string) string {
	for i := 0; i < len(edits); i += 2 {
		members[edits[i]] = edits[i+1]
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if members[name] != "" {
			fmt.Fprintf(&b, ",%q:%s", name, members[name])
		}
	}
	return "{" + strings.TrimPrefix(b.String(), ",") + "}"
}

func quoted(s string) string { return strconv.Quote(s) }

// in writes the time that is d from now as a NumericDate.
func (f *forge) in(d time.Duration) string { return strconv.FormatInt(f.clock.Now().Add(d).Unix(), 10) }

// header is the header of an access token, edited.
func (f *forge) header(edits ...string) string {
	return object(map[string]string{"alg": quoted(string(f.alg)), "kid": quoted(f.kid), "typ": `"at+jwt"`}, edits...)
}

// access is the payload of a good access token, edited.
func (f *forge) access(edits ...string) string {
	return object(map[string]string{
		"iss": quoted(issuer), "aud": quoted(audience), "sub": quoted(ada.UID), "sid": quoted(session), "jti": `"j1"`,
		"iat": f.in(0), "exp": f.in(30 * time.Minute), "scope": `"account"`, "refresh": "false", "user": f.user(),
	}, edits...)
}

// user is the user claim of a good access token, edited.
func (f *forge) user(edits ...string) string {
	return object(map[string]string{
		"email": quoted(ada.Email), "user_uid": quoted(ada.UID), "username": quoted(ada.Username),
	}, edits...)
}

// refresh is the payload of a good refresh token, edited.
func (f *forge) refresh(edits ...string) string {
	return object(map[string]string{
		"sub": quoted(ada.UID), "sid": quoted(session), "jti": `"j2"`, "iat": f.in(0), "exp": f.in(48 * time.Hour), "refresh": "true",
	}, edits...)
}

func encode(data string) string { return base64.RawURLEncoding.EncodeToString([]byte(data)) }

// sign puts the authority's own signature under a header and a payload.
func (f *forge) sign(header, payload string) string {
	return f.signText(encode(header) + "." + encode(payload))
}

// signText signs two parts that are encoded already, however badly.
func (f *forge) signText(text string) string { return text + "." + encode(string(f.signature(text))) }

func (f *forge) signature(text string) []byte {
	if f.alg.Symmetric() {
		return hs256(text, []byte(secret))
	}
	return signWith(openVault().signers[f.alg], text)
}

func signWith(private crypto.Signer, text string) []byte {
	digest := sha256.Sum256([]byte(text))
	switch k := private.(type) {
	case ed25519.PrivateKey:
		return ed25519.Sign(k, []byte(text))
	case *ecdsa.PrivateKey:
		r, s, err := ecdsa.Sign(rand.Reader, k, digest[:])
		if err != nil {
			panic(err)
		}
		if other := new(big.Int).Sub(k.Params().N, s); other.Cmp(s) < 0 {
			s = other // the one spelling that counts
		}
		return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
	case *rsa.PrivateKey:
		signature, err := rsa.SignPKCS1v15(nil, k, crypto.SHA256, digest[:])
		if err != nil {
			panic(err)
		}
		return signature
	}
	panic("no such key")
}

func hs256(text string, secret []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// minted is a good access token of the authority itself.
func (f *forge) minted(t testing.TB) string {
	t.Helper()
	raw, err := f.MintAccess(token.AccessFor{ID: "j1", SessionID: session, Scope: "account", User: ada})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// mintedRefresh is a good refresh token of the authority itself.
func (f *forge) mintedRefresh(t testing.TB) string {
	t.Helper()
	raw, err := f.MintRefresh(token.RefreshFor{
		UserID: ada.UID, SessionID: session, ID: "j2", IssuedAt: f.clock.Now(), ExpiresAt: f.clock.Now().Add(48 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var reasons = []error{token.ErrInvalid, token.ErrExpired, token.ErrWrongType, token.ErrSessionEnded, token.ErrStale}

// isReason reports whether err wraps the reason, and of the reasons no other.
func isReason(err, reason error) bool {
	for _, r := range reasons {
		if errors.Is(err, r) != (r == reason) {
			return false
		}
	}
	return true
}

// refuses asserts that the token is refused for the reason, and is refused
// again: nothing that was refused once may sit in the cache as good.
func (f *forge) refuses(t *testing.T, raw string, reason error) {
	t.Helper()
	for _, time := range []string{"first", "second"} {
		if c, err := f.Verify(t.Context(), raw); !isReason(err, reason) || c != nil {
			t.Errorf("Verify, the %s time: %v, %v; want only %q\n%.300s", time, c, err, reason, raw)
		}
	}
	if c, err := f.VerifyAny(t.Context(), raw); err == nil && c.Type == token.Access {
		t.Errorf("VerifyAny takes as an access token what Verify refuses\n%.300s", raw)
	}
	f.inspects(t, raw)
}

// refusesRefresh asserts that the refresh token is refused for the reason.
func (f *forge) refusesRefresh(t *testing.T, raw string, reason error) {
	t.Helper()
	if c, err := f.VerifyRefresh(t.Context(), raw); !isReason(err, reason) || c != nil {
		t.Errorf("VerifyRefresh: %v, %v; want only %q\n%.300s", c, err, reason, raw)
	}
	f.inspects(t, raw)
}

// accepts asserts that the access token verifies, from the cache as well.
func (f *forge) accepts(t *testing.T, raw string) *token.Claims {
	t.Helper()
	var claims *token.Claims
	for _, time := range []string{"first", "second"} {
		c, err := f.Verify(t.Context(), raw)
		if err != nil {
			t.Fatalf("Verify, the %s time: %v\n%.300s", time, err, raw)
		}
		claims = c
	}
	f.inspects(t, raw)
	return claims
}

func TestHandSignedTokensVerify(t *testing.T) {
	// Every forgery below differs from these in one thing alone.
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		if c := f.accepts(t, f.sign(f.header(), f.access())); c.Subject != ada.UID || c.User != ada || c.KeyID != f.kid {
			t.Errorf("claims are %+v", c)
		}
		c, err := f.VerifyRefresh(t.Context(), f.sign(f.header("typ", `"rt+jwt"`), f.refresh()))
		if err != nil || c.SessionID != session || c.ID != "j2" {
			t.Errorf("VerifyRefresh: %+v, %v", c, err)
		}
	})
}
