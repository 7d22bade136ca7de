package token

import (
	"crypto/elliptic"
	"errors"
	"math/big"

	"github.com/golang-jwt/jwt/v5"
)

// lowES256 is ES256 with one spelling for each signature. With (r, s) the pair
// (r, n−s) satisfies the equation of ECDSA too, and anyone can compute it: here
// only the one with the lesser s is made, and only that one counts.
type lowES256 struct{ *jwt.SigningMethodECDSA }

var (
	es256     = lowES256{jwt.SigningMethodES256}
	p256Order = elliptic.P256().Params().N
	p256Half  = new(big.Int).Rsh(p256Order, 1)

	errHighS = errors.New("the second spelling of a signature")
)

// Sign implements jwt.SigningMethod. Every ES256 verifier takes what it makes.
func (m lowES256) Sign(text string, key any) ([]byte, error) {
	signature, err := m.SigningMethodECDSA.Sign(text, key)
	if err != nil {
		return nil, err
	}
	if s := secondHalf(signature); s.Cmp(p256Half) > 0 {
		s.Sub(p256Order, s).FillBytes(signature[len(signature)/2:])
	}
	return signature, nil
}

// Verify implements jwt.SigningMethod.
func (m lowES256) Verify(text string, signature []byte, key any) error {
	if secondHalf(signature).Cmp(p256Half) > 0 {
		return errHighS
	}
	return m.SigningMethodECDSA.Verify(text, signature, key)
}

func secondHalf(signature []byte) *big.Int {
	return new(big.Int).SetBytes(signature[len(signature)/2:])
}
