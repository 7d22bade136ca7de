package token

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

// Algorithm is the JWS algorithm of a key (RFC 7518 §3.1, RFC 8037). A key has
// exactly one, for life: the header of a token never chooses it.
type Algorithm string

// The algorithms that tokens are signed with. Each has at least the strength
// of 128 bits; HMAC with a secret as long as its hash (RFC 7518 §3.2).
const (
	EdDSA Algorithm = "EdDSA" // Ed25519
	ES256 Algorithm = "ES256" // ECDSA on P-256
	RS256 Algorithm = "RS256" // RSA with 3072 bits
	HS256 Algorithm = "HS256"
	HS384 Algorithm = "HS384"
	HS512 Algorithm = "HS512"
)

const rsaBits = 3072

// ParseAlgorithm returns the algorithm of that name, spelt as in RFC 7518, or
// an error that wraps [ErrUnknownAlgorithm].
func ParseAlgorithm(name string) (Algorithm, error) {
	a := Algorithm(name)
	switch a {
	case EdDSA, ES256, RS256, HS256, HS384, HS512:
		return a, nil
	}
	return "", fmt.Errorf("%w %q: use EdDSA, ES256, RS256, HS256, HS384 or HS512", ErrUnknownAlgorithm, name)
}

// Symmetric reports whether the algorithm signs with a shared secret, so that
// whoever can verify can also sign.
func (a Algorithm) Symmetric() bool { return a == HS256 || a == HS384 || a == HS512 }

// SecretBytes is the least length of a shared secret for a symmetric
// algorithm, in bytes, and 0 for the others.
func (a Algorithm) SecretBytes() int {
	switch a {
	case HS256:
		return 32
	case HS384:
		return 48
	case HS512:
		return 64
	}
	return 0
}

func (a Algorithm) method() jwt.SigningMethod {
	if a == ES256 {
		return es256
	}
	return jwt.GetSigningMethod(string(a))
}

func (a Algorithm) generate() (crypto.Signer, error) {
	switch a {
	case EdDSA:
		_, private, err := ed25519.GenerateKey(rand.Reader)
		return private, err
	case ES256:
		return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case RS256:
		return rsa.GenerateKey(rand.Reader, rsaBits)
	}
	return nil, fmt.Errorf("%w %q has no key pair", ErrUnknownAlgorithm, a)
}

// owns reports whether public is a key of this algorithm, so that a stored key
// can never be used with another.
func (a Algorithm) owns(public crypto.PublicKey) bool {
	switch k := public.(type) {
	case ed25519.PublicKey:
		return a == EdDSA
	case *ecdsa.PublicKey:
		return a == ES256 && k.Curve == elliptic.P256()
	case *rsa.PublicKey:
		return a == RS256 && k.N.BitLen() >= rsaBits
	}
	return false
}
