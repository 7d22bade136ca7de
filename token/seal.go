package token

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// MasterKey seals what is secret and must rest in a database: 256 bits that
// are kept anywhere but there. The zero value seals nothing.
type MasterKey struct {
	// Behind a function, fmt shows an address and never the key: neither with
	// a verb for numbers nor inside a struct that hides the methods below.
	key func() []byte
}

const masterBytes = 32

// NewMasterKey returns a random master key.
func NewMasterKey() MasterKey {
	k := make([]byte, masterBytes)
	rand.Read(k) // never fails: crypto/rand ends the program instead
	return MasterKey{func() []byte { return k }}
}

// ParseMasterKey reads a master key in the form of [MasterKey.Encode]. Space
// around it is ignored. The error does not repeat the key.
func ParseMasterKey(s string) (MasterKey, error) {
	k, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSpace(s))
	if err != nil || len(k) != masterBytes {
		return MasterKey{}, errors.New("a master key is 32 bytes in base64 (44 characters)")
	}
	return MasterKey{func() []byte { return k }}, nil
}

// Encode returns the master key in base64, for the file or setting it is kept in.
// It is empty for the zero value.
func (m MasterKey) Encode() string {
	if m.key == nil {
		return ""
	}
	return base64.StdEncoding.EncodeToString(m.key())
}

// String hides the key from logs.
func (m MasterKey) String() string { return "master key" }

// GoString hides the key from logs.
func (m MasterKey) GoString() string { return "token.MasterKey{}" }

// Seal encrypts plain with AES-256-GCM. What opens must name the same purpose,
// so that no sealed value can stand in for another.
func (m MasterKey) Seal(purpose string, plain []byte) ([]byte, error) {
	aead, err := m.aead()
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, plain, []byte(purpose)), nil
}

// Open decrypts what [MasterKey.Seal] made. The error wraps [ErrWrongMasterKey]
// when the key, the purpose or a byte of the sealed value is another.
func (m MasterKey) Open(purpose string, sealed []byte) ([]byte, error) {
	aead, err := m.aead()
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, nil, sealed, []byte(purpose))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", purpose, ErrWrongMasterKey)
	}
	return plain, nil
}

// Derive returns 32 bytes for another use of the same root, by HKDF-SHA256
// (RFC 5869) with the purpose as its info.
func (m MasterKey) Derive(purpose string) ([]byte, error) {
	if m.key == nil {
		return nil, errors.New("no master key")
	}
	return hkdf.Key(sha256.New, m.key(), nil, purpose, 32)
}

func (m MasterKey) aead() (cipher.AEAD, error) {
	if m.key == nil {
		return nil, errors.New("no master key")
	}
	block, err := aes.NewCipher(m.key())
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
