package token_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math/big"
	"slices"
	"strings"
	"testing"

	"spotter/token"
)

// underBad asserts that the signatures do not hold for a good header and payload.
func (f *forge) underBad(t *testing.T, text string, signatures map[string][]byte) {
	t.Helper()
	for name, s := range signatures {
		raw := text + "." + encode(string(s))
		for range 2 {
			if _, err := f.Verify(t.Context(), raw); !isReason(err, token.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestT13DegenerateSignaturesAreRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		text := encode(f.header()) + "." + encode(f.access())
		good := f.signature(text)
		bad := map[string][]byte{
			"nothing": {}, "all zero": make([]byte, len(good)), "all ones": bytes.Repeat([]byte{0xff}, len(good)),
			"one": append(make([]byte, len(good)-1), 1), "reversed": reversed(good),
			"a byte short": good[:len(good)-1], "a byte short in front": good[1:], "half": good[:len(good)/2], "one byte": good[:1],
			"a byte more": append(slices.Clone(good), 0), "a zero in front": append([]byte{0}, good...), "twice": append(slices.Clone(good), good...),
			"of another token": f.signature(encode(f.header()) + "." + encode(f.access("jti", `"other"`))),
			"of the payload":   f.signature(encode(f.access())), "of nothing": f.signature(""),
		}
		for bit := range 8 {
			flipped := slices.Clone(good)
			flipped[bit*len(good)/8] ^= 1 << bit
			bad["bit "+string(rune('0'+bit))] = flipped
		}
		f.underBad(t, text, bad)
	})
}

func reversed(b []byte) []byte {
	r := slices.Clone(b)
	slices.Reverse(r)
	return r
}

func TestT13ES256TakesNoNumberOutOfRange(t *testing.T) {
	f := newForge(t, token.ES256)
	text := encode(f.header()) + "." + encode(f.access())
	good := f.signature(text)
	r, s := new(big.Int).SetBytes(good[:32]), new(big.Int).SetBytes(good[32:])
	n, p := elliptic.P256().Params().N, elliptic.P256().Params().P
	zero, one := big.NewInt(0), big.NewInt(1)
	pair := func(r, s *big.Int) []byte {
		size := max(32, (r.BitLen()+7)/8, (s.BitLen()+7)/8)
		return append(r.FillBytes(make([]byte, size)), s.FillBytes(make([]byte, size))...)
	}
	bad := map[string][]byte{}
	for _, c := range []struct {
		name string
		r, s *big.Int
	}{
		{"r=s=0", zero, zero},
		{"r=0", zero, s},
		{"s=0", r, zero},
		{"r=n", n, s},
		{"s=n", r, n},
		{"r=s=n", n, n},
		{"r=s=1", one, one},
		{"r=p", p, s},
		{"r=n, s=0", n, zero},
		{"r=0, s=n", zero, n},
		{"s+n", r, new(big.Int).Add(s, n)},
		{"r+n", new(big.Int).Add(r, n), s},
		{"n-r", new(big.Int).Sub(n, r), s},
		{"swapped", s, r},
		{"r=1, s=n-1", one, new(big.Int).Sub(n, one)},
	} {
		bad[c.name] = pair(c.r, c.s)
	}
	digest := sha256.Sum256([]byte(text))
	der, err := ecdsa.SignASN1(rand.Reader, openVault().signers[token.ES256].(*ecdsa.PrivateKey), digest[:])
	if err != nil {
		t.Fatal(err)
	}
	bad["ASN.1"] = der
	f.underBad(t, text, bad)
	f.accepts(t, text+"."+encode(string(good)))
}

func TestT13EdDSATakesOneFormOfASignature(t *testing.T) {
	f := newForge(t, token.EdDSA)
	text := encode(f.header()) + "." + encode(f.access())
	good := f.signature(text)
	order, _ := new(big.Int).SetString("27742317777372353535851937790883648493", 10)
	order.Add(order, new(big.Int).Lsh(big.NewInt(1), 252)) // L of RFC 8032 §5.1
	scalar := func(s *big.Int) []byte {
		return append(slices.Clone(good[:32]), reversed(s.FillBytes(make([]byte, 32)))...)
	}
	s := new(big.Int).SetBytes(reversed(good[32:]))
	identity := append([]byte{1}, make([]byte, 31)...)
	bad := map[string][]byte{
		"s=0": scalar(big.NewInt(0)), "s=L": scalar(order), "s+L": scalar(new(big.Int).Add(s, order)),
		"R is the identity, s=0": append(slices.Clone(identity), make([]byte, 32)...),
		"R is the identity":      append(slices.Clone(identity), good[32:]...), "R=0": append(make([]byte, 32), good[32:]...),
		"R not reduced": append(bytes.Repeat([]byte{0xff}, 32), good[32:]...),
	}
	for i := int64(2); i < 8; i++ {
		if more := new(big.Int).Add(s, new(big.Int).Mul(order, big.NewInt(i))); more.BitLen() <= 256 {
			bad["s+L again"+strings.Repeat(" and again", int(i))] = scalar(more)
		}
	}
	f.underBad(t, text, bad)
	f.accepts(t, text+"."+encode(string(good)))
}

func TestT13RS256TakesNoNumberOutOfRange(t *testing.T) {
	f := newForge(t, token.RS256)
	public := openVault().signers[token.RS256].Public().(*rsa.PublicKey)
	bad := map[string][]byte{}
	var text string
	for try := 0; bad["s+n"] == nil; try++ { // until s+n fits into the length of n
		text = encode(f.header()) + "." + encode(f.access("jti", quoted("j"+strings.Repeat("j", try))))
		s := new(big.Int).SetBytes(f.signature(text))
		if sum := new(big.Int).Add(s, public.N); sum.BitLen() <= public.N.BitLen() {
			bad["s+n"] = sum.FillBytes(make([]byte, public.Size()))
		}
		if try > 60 {
			break // n is so near to 2^3072 that it hardly ever does
		}
		bad["n-s"] = new(big.Int).Sub(public.N, s).FillBytes(make([]byte, public.Size()))
	}
	bad["n"] = public.N.Bytes()
	bad["n-1"] = new(big.Int).Sub(public.N, big.NewInt(1)).Bytes()
	f.underBad(t, text, bad)
	f.accepts(t, f.signText(text))
}
