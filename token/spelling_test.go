package token_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"

	"spotter/token"
)

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// looser returns the other spellings of a base64url text whose last letter has
// bits to spare: a lenient decoder reads the same bytes from them.
func looser(t *testing.T, s string) []string {
	t.Helper()
	spare := map[int]int{2: 4, 3: 2}[len(s)%4]
	if spare == 0 {
		t.Fatalf("no spare bits in %d letters", len(s))
	}
	last := strings.IndexByte(alphabet, s[len(s)-1])
	var all []string
	for bits := 1; bits < 1<<spare; bits++ {
		all = append(all, s[:len(s)-1]+string(alphabet[last|bits]))
	}
	return all
}

// unaligned stretches JSON with spaces until its base64 has bits to spare.
func unaligned(s string) string {
	for len(s)%3 == 0 {
		s += " "
	}
	return s
}

func TestT8SpareBitsAreZero(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		header, payload := encode(unaligned(f.header())), encode(unaligned(f.access()))
		f.accepts(t, f.signText(header+"."+payload))
		for _, h := range looser(t, header) {
			f.refuses(t, f.signText(h+"."+payload), token.ErrInvalid)
		}
		for _, p := range looser(t, payload) {
			f.refuses(t, f.signText(header+"."+p), token.ErrInvalid)
		}
		text := header + "." + payload
		signature := f.signature(text)
		if len(signature)%3 == 0 {
			return // RS256: no bits to spare
		}
		for _, s := range looser(t, encode(string(signature))) {
			f.refuses(t, text+"."+s, token.ErrInvalid)
		}
	})
}

func TestT8PaddingIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, stretch := range []string{"", " ", "  "} {
			header, payload := f.header()+stretch, f.access()+stretch
			f.refuses(t, f.signText(base64.URLEncoding.EncodeToString([]byte(header+" "))+"=."+encode(payload)), token.ErrInvalid)
			for _, pad := range []string{"=", "==", "===", "===="} {
				f.refuses(t, f.signText(encode(header)+pad+"."+encode(payload)), token.ErrInvalid)
				f.refuses(t, f.signText(encode(header)+"."+encode(payload)+pad), token.ErrInvalid)
				f.refuses(t, f.sign(header, payload)+pad, token.ErrInvalid)
			}
		}
	})
}

func TestT8ForeignLettersAreRefusedAnywhere(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		header, payload := encode(f.header()), encode(f.access())
		signature := encode(string(f.signature(header + "." + payload)))
		good := header + "." + payload + "." + signature
		for _, foreign := range []string{
			"\n", "\r", "\r\n", " ", "\t", "\v", "\f", "\x00", "+", "/", "=", "*", "%", "%0a", "\u00a0", "\u2028", "\ufeff", "é", "\xff", "ー", "~", "'", `"`, ",", "\x7f",
		} {
			for _, at := range []int{0, 1, len(header) - 1, len(header)} {
				f.refuses(t, f.signText(header[:at]+foreign+header[at:]+"."+payload), token.ErrInvalid)
			}
			for _, at := range []int{0, 4, len(payload) - 1, len(payload)} {
				f.refuses(t, f.signText(header+"."+payload[:at]+foreign+payload[at:]), token.ErrInvalid)
			}
			for _, at := range []int{0, 4, len(signature) - 1, len(signature)} {
				f.refuses(t, header+"."+payload+"."+signature[:at]+foreign+signature[at:], token.ErrInvalid)
			}
			f.refuses(t, foreign+good, token.ErrInvalid)
			f.refuses(t, good+foreign, token.ErrInvalid)
		}
		f.accepts(t, good)
	})
}

func TestT8TheStandardAlphabetIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		payload := f.access("scope", `"???>>>~~~"`, "x", `"~~~???>>>???"`)
		f.accepts(t, f.sign(f.header(), payload))
		standard := base64.RawStdEncoding.EncodeToString([]byte(payload))
		if !strings.ContainsAny(standard, "+/") {
			t.Fatal("the payload does not tell the alphabets apart")
		}
		f.refuses(t, f.signText(encode(f.header())+"."+standard), token.ErrInvalid)
	})
}

func TestT8NoChangedLetterOfAGoodTokenPasses(t *testing.T) {
	eachAlgorithm(t, []token.Algorithm{token.EdDSA, token.HS256}, func(t *testing.T, f *forge) {
		good := f.minted(t)
		f.accepts(t, good)
		for i := range len(good) {
			other := byte('A')
			if good[i] == other {
				other = 'B'
			}
			f.refuses(t, good[:i]+string(other)+good[i+1:], token.ErrInvalid)
			f.refuses(t, good[:i]+good[i+1:], token.ErrInvalid)
			f.refuses(t, good[:i], token.ErrInvalid)
		}
	})
}

func TestT8InvalidUTF8IsRefused(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, bad := range []string{"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\""} {
		f.refuses(t, f.sign(f.header(), f.access("scope", bad)), token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("x", bad)), token.ErrInvalid)
		f.refuses(t, f.sign(f.header("typ", bad), f.access()), token.ErrInvalid)
	}
	f.refuses(t, f.sign("\ufeff"+f.header(), f.access()), token.ErrInvalid)
	f.refuses(t, f.sign(f.header(), "\ufeff"+f.access()), token.ErrInvalid)
}

func TestT8ES256HasOneSpellingOfASignature(t *testing.T) {
	f := newForge(t, token.ES256)
	n := elliptic.P256().Params().N
	for range 20 { // of ECDSA's own signatures half are the one spelling, half the other
		raw := f.minted(t)
		f.accepts(t, raw)
		dot := strings.LastIndexByte(raw, '.')
		signature, err := base64.RawURLEncoding.DecodeString(raw[dot+1:])
		if err != nil {
			t.Fatal(err)
		}
		s := new(big.Int).SetBytes(signature[32:])
		other := s.Sub(n, s).FillBytes(make([]byte, 32))
		digest := sha256.Sum256([]byte(raw[:dot]))
		public := openVault().signers[token.ES256].Public().(*ecdsa.PublicKey)
		if !ecdsa.Verify(public, digest[:], new(big.Int).SetBytes(signature[:32]), s) {
			t.Fatal("the other spelling is not one: the test proves nothing")
		}
		f.refuses(t, raw[:dot]+"."+encode(string(signature[:32])+string(other)), token.ErrInvalid)
	}
}
