package token

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
)

// maxKeys bounds a key set that is read.
const maxKeys = 100

// readJWKS reads the key set of another service. Keys that are not for
// signatures, or of a kind that is not known here, are left out (RFC 7517 §5);
// so are shared secrets, which have no place in a key set. A key must name its
// algorithm and be one for it.
func readJWKS(data []byte) ([]*key, error) {
	members, err := strictObject(data)
	if err != nil {
		return nil, fmt.Errorf("key set: %w", err)
	}
	var raw []json.RawMessage
	if list := members["keys"]; len(list) == 0 || json.Unmarshal(list, &raw) != nil || raw == nil {
		return nil, errors.New("key set: keys is no list")
	}
	if len(raw) > maxKeys {
		return nil, fmt.Errorf("key set: more than %d keys", maxKeys)
	}
	seen := map[string]bool{}
	var keys []*key
	for _, one := range raw {
		k, err := readJWK(one)
		switch {
		case err != nil:
			return nil, fmt.Errorf("key set: %w", err)
		case k == nil:
			continue
		case seen[k.id]:
			return nil, fmt.Errorf("key set: two keys have the id %.40q", k.id)
		}
		seen[k.id] = true
		keys = append(keys, k)
	}
	return keys, nil
}

// readJWK returns nil for a key that is none of ours.
func readJWK(data []byte) (*key, error) {
	members, err := strictObject(data)
	if err != nil {
		return nil, err
	}
	var j jwk
	err = errors.Join(
		members.text("kty", &j.KeyType), members.text("use", &j.Use), members.text("alg", (*string)(&j.Algorithm)),
		members.text("kid", &j.KeyID), members.text("crv", &j.Curve), members.text("x", &j.X), members.text("y", &j.Y),
		members.text("n", &j.N), members.text("e", &j.E),
	)
	if err != nil {
		return nil, err
	}
	if _, err := ParseAlgorithm(string(j.Algorithm)); err != nil || j.Algorithm.Symmetric() || j.KeyID == "" || j.Use != "" && j.Use != "sig" {
		return nil, nil
	}
	public, err := j.public()
	if err != nil {
		return nil, fmt.Errorf("key %.40q: %w", j.KeyID, err)
	}
	if public == nil || !j.Algorithm.owns(public) {
		return nil, fmt.Errorf("key %.40q is no key for %s", j.KeyID, j.Algorithm)
	}
	return &key{id: j.KeyID, algorithm: j.Algorithm, verifying: public, method: j.Algorithm.method()}, nil
}

// public is the key itself, nil for a kind that no algorithm here has.
func (j jwk) public() (crypto.PublicKey, error) {
	switch {
	case j.KeyType == "OKP" && j.Curve == "Ed25519":
		x, err := decodeSegment(j.X)
		if err != nil || len(x) != ed25519.PublicKeySize {
			return nil, errors.New("x is no Ed25519 key")
		}
		return ed25519.PublicKey(x), nil
	case j.KeyType == "EC" && j.Curve == "P-256":
		x, errX := decodeSegment(j.X)
		y, errY := decodeSegment(j.Y)
		if errX != nil || errY != nil || len(x) != 32 || len(y) != 32 {
			return nil, errors.New("x and y are no point")
		}
		point := append(append([]byte{4}, x...), y...) // SEC 1 §2.3.3
		return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	case j.KeyType == "RSA":
		n, errN := decodeSegment(j.N)
		e, errE := decodeSegment(j.E)
		exponent := new(big.Int).SetBytes(e)
		if errN != nil || errE != nil || len(n) > maxRSABytes || !exponent.IsInt64() || exponent.Int64() < 3 || exponent.Int64() > 1<<31-1 || exponent.Bit(0) == 0 {
			return nil, errors.New("n and e are no RSA key")
		}
		return &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(exponent.Int64())}, nil
	}
	return nil, nil
}

// maxRSABytes bounds the modulus: the cost of a check grows with its square.
const maxRSABytes = 8192 / 8
