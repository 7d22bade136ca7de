package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
)

// jwk is the public half of a key (RFC 7517 §4; RFC 7518 §6; RFC 8037 §2).
type jwk struct {
	KeyType   string    `json:"kty"`
	Use       string    `json:"use"`
	Algorithm Algorithm `json:"alg"`
	KeyID     string    `json:"kid"`
	Curve     string    `json:"crv,omitempty"`
	X         string    `json:"x,omitempty"`
	Y         string    `json:"y,omitempty"`
	N         string    `json:"n,omitempty"`
	E         string    `json:"e,omitempty"`
}

// JWKS returns the JSON Web Key Set (RFC 7517 §5) with which others verify: the
// public keys, oldest first, among them those that do not sign yet and those
// whose tokens may still be alive. With a shared secret it is empty. Do not
// change what is returned.
func (a *Authority) JWKS() []byte { return a.keys.Load().jwks }

func writeJWKS(keys []*key) []byte {
	set := struct {
		Keys []jwk `json:"keys"`
	}{Keys: []jwk{}}
	for _, k := range keys {
		if j, ok := k.jwk(); ok {
			set.Keys = append(set.Keys, j)
		}
	}
	data, err := json.Marshal(set)
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return data
}

func (k *key) jwk() (jwk, bool) {
	encode := base64.RawURLEncoding.EncodeToString
	j := jwk{Use: "sig", Algorithm: k.algorithm, KeyID: k.id}
	switch public := k.verifying.(type) {
	case ed25519.PublicKey:
		j.KeyType, j.Curve, j.X = "OKP", "Ed25519", encode(public)
	case *ecdsa.PublicKey:
		point, err := public.Bytes() // 4, X, Y (SEC 1 §2.3.3)
		if err != nil {
			return jwk{}, false
		}
		j.KeyType, j.Curve, j.X, j.Y = "EC", "P-256", encode(point[1:33]), encode(point[33:])
	case *rsa.PublicKey:
		j.KeyType, j.N, j.E = "RSA", encode(public.N.Bytes()), encode(big.NewInt(int64(public.E)).Bytes())
	default:
		return jwk{}, false
	}
	return j, true
}
