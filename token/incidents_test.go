package token_test

import (
	"compress/flate"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// What went wrong in other servers and libraries, each asked of this one. The
// numbers are those of the table in docs/security.md.

// TestIncident1TheHeaderChoosesTheAlgorithm: libraries of many languages, from
// 2015 on, took "none", or a public key for a secret (RFC 8725 §2.1).
func TestIncident1TheHeaderChoosesTheAlgorithm(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		payload := encode(f.access("sub", quoted("somebody else")))
		f.refuses(t, encode(`{"alg":"none","typ":"at+jwt"}`)+"."+payload+".", token.ErrInvalid)
		text := encode(f.header("alg", `"HS256"`)) + "." + payload
		f.refuses(t, text+"."+encode(string(hs256(text, f.JWKS()))), token.ErrInvalid)
		if !f.alg.Symmetric() {
			f.refuses(t, text+"."+encode(string(hs256(text, faces(t, f)["PEM"]))), token.ErrInvalid)
		}
	})
}

// TestIncident2PsychicSignatures: Java took an ECDSA signature of zeros for any
// text and key (CVE-2022-21449).
func TestIncident2PsychicSignatures(t *testing.T) {
	f := newForge(t, token.ES256)
	text := encode(f.header()) + "." + encode(f.access())
	order, _ := new(big.Int).SetString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
	zero, n := make([]byte, 32), order.FillBytes(make([]byte, 32))
	for _, r := range [][]byte{zero, n} {
		for _, s := range [][]byte{zero, n} {
			f.refuses(t, text+"."+encode(string(r)+string(s)), token.ErrInvalid)
		}
	}
	f.refuses(t, text+"."+encode("\x30\x06\x02\x01\x00\x02\x01\x00"), token.ErrInvalid) // the same as DER
}

// TestIncident3ManySignatures: go-jose said that an object of several signatures
// holds when one of them does, and left open which (CVE-2016-9122).
func TestIncident3ManySignatures(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		p := strings.Split(f.minted(t), ".")
		bad := fmt.Sprintf(`{"protected":%q,"signature":"AA"}`, p[0])
		good := fmt.Sprintf(`{"protected":%q,"signature":%q}`, p[0], p[2])
		for _, list := range []string{good, bad + "," + good, good + "," + bad, good + "," + good} {
			f.refuses(t, fmt.Sprintf(`{"payload":%q,"signatures":[%s]}`, p[1], list), token.ErrInvalid)
		}
		f.refuses(t, fmt.Sprintf(`{"payload":%q,"protected":%q,"signature":%q}`, p[1], p[0], p[2]), token.ErrInvalid)
	})
}

// TestIncident4KeyIDAsAPathOrSQL: a key id that is put into a path reads an
// empty file, put into SQL it brings a key along; both are known to the forger.
func TestIncident4KeyIDAsAPathOrSQL(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for kid, key := range map[string]string{
			"../../../../../../dev/null": "", "/proc/sys/kernel/randomize_va_space": "2\n",
			"x' UNION SELECT 'known' -- ": "known", "0' OR 1=1 LIMIT 1 -- ": "", "|cat /etc/hostname": "", "*": "", "%": "", "_": "",
		} {
			text := encode(f.header("kid", quoted(kid), "alg", `"HS256"`)) + "." + encode(f.access())
			f.refuses(t, text+"."+encode(string(hs256(text, []byte(key)))), token.ErrInvalid)
			f.refuses(t, f.sign(f.header("kid", quoted(kid)), f.access()), token.ErrInvalid)
		}
	})
}

// TestIncident5SplitAtEveryDot: golang-jwt did so, and each byte that a stranger
// sent cost sixteen (CVE-2025-30204). Here it costs none.
func TestIncident5SplitAtEveryDot(t *testing.T) {
	f := newForge(t, token.EdDSA)
	for _, dots := range []int{token.MaxLength - 8, 1 << 20} {
		raw := f.minted(t)[:8] + strings.Repeat(".", dots)
		f.refuses(t, raw, token.ErrInvalid)
		if n := allocated(func() { f.Verify(t.Context(), raw) }); n > uint64(len(raw)) || n > 4<<10 {
			t.Errorf("%d bytes allocated for %d dots", n, dots)
		}
	}
}

// TestIncident6ExpiredAndForgedIsNotJustExpired: golang-jwt told of both faults
// in one error, and callers who forgave the first forgave the second too
// (CVE-2024-51744).
func TestIncident6ExpiredAndForgedIsNotJustExpired(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		expired := f.access("exp", f.in(-time.Hour))
		f.refuses(t, f.sign(f.header(), expired), token.ErrExpired)
		text := encode(f.header()) + "." + encode(expired)
		f.refuses(t, text+"."+encode(string(hs256(text, []byte("another secret")))), token.ErrInvalid)
		f.refuses(t, text+".", token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("exp", f.in(-time.Hour), "iss", `"https://evil.example"`)), token.ErrInvalid)
	})
}

// TestIncident7EncryptedTokens: go-jose spent memory on dots (CVE-2025-27144), on
// what was packed small (CVE-2024-28180) and hours on a count that the token
// named (GO-2023-2334). None of these is even unpacked here.
func TestIncident7EncryptedTokens(t *testing.T) {
	var bomb strings.Builder
	w, err := flate.NewWriter(&bomb, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, strings.Repeat("x", 4<<20))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, raw := range []string{
			encode(`{"alg":"dir","enc":"A256GCM","zip":"DEF"}`) + "..AAAA." + encode(bomb.String()) + ".AAAA",
			encode(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2147483647,"p2s":"AAAA"}`) + ".AAAA.AAAA.AAAA.AAAA",
			encode(`{"alg":"PBES2-HS256+A128KW","p2c":2147483647,"p2s":"AAAA"}`) + "." + encode(f.access()) + ".AAAA",
			f.signText(encode(f.header("zip", `"DEF"`)) + "." + encode(bomb.String())),
			encode(`{"alg":"dir"}`) + strings.Repeat(".", 8<<10),
		} {
			f.refuses(t, raw, token.ErrInvalid)
			if n := allocated(func() { f.Verify(t.Context(), raw) }); n > 128<<10 {
				t.Errorf("%d bytes allocated for a token of %d", n, len(raw))
			}
		}
	})
}

// TestIncident27NobodyIsNoUser: GoTrue read a failure upstream as a user whose
// id is empty, and everybody became that one (GHSA-5hvv-9cqv-894r).
func TestIncident27NobodyIsNoUser(t *testing.T) {
	f := newForge(t, token.EdDSA)
	for _, nobody := range []string{``, `""`, `null`, `0`} {
		f.refuses(t, f.sign(f.header(), f.access("sub", nobody)), token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("user", f.user("user_uid", nobody))), token.ErrInvalid)
		f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("sub", nobody)), token.ErrInvalid)
	}
	raw, err := f.MintAccess(token.AccessFor{ID: "j1", SessionID: session, Scope: "account"})
	if err == nil { // of a caller who overlooked an error
		f.refuses(t, raw, token.ErrInvalid)
	}
}
