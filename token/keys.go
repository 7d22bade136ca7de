package token

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// StoredKey is a key pair as it rests in a store: sealed.
type StoredKey struct {
	ID        string    // the kid of the tokens that it signs
	Algorithm Algorithm // fixed for the life of the key
	Sealed    []byte    // PKCS #8, sealed under the master key
	CreatedAt time.Time // when it was published
	SignFrom  time.Time // the zero time for the first key of an algorithm
	Follows   string    // the ID of the key that it replaces; empty for the first of an algorithm
	RetiredAt time.Time // when its private half was forgotten; the zero time while it verifies
}

// KeyStore keeps the key pairs of an [Authority]. Implementations are safe for
// concurrent use, by several processes too.
type KeyStore interface {
	// Keys returns all keys, the oldest first, the retired ones too.
	Keys(ctx context.Context) ([]StoredKey, error)
	// AddKey keeps the key. Where a key of the same algorithm that follows the
	// same key exists, it keeps nothing and returns no error: of several
	// processes that would replace a key at once, one does.
	AddKey(ctx context.Context, k StoredKey) error
	// RetireKey forgets the sealed key pair and marks the key as retired, and
	// reports whether it did: not while a session names the key as the one
	// that its refresh token is signed with.
	RetireKey(ctx context.Context, id string, at time.Time) (bool, error)
}

// MemoryKeys is a [KeyStore] that forgets its keys with the process: for tests
// and for programs that need no token to outlive them. Its zero value is ready.
type MemoryKeys struct {
	mu   sync.Mutex
	keys []StoredKey
}

// Keys implements [KeyStore].
func (m *MemoryKeys) Keys(context.Context) ([]StoredKey, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.keys), nil
}

// AddKey implements [KeyStore].
func (m *MemoryKeys) AddKey(_ context.Context, k StoredKey) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, have := range m.keys {
		if have.Algorithm == k.Algorithm && have.Follows == k.Follows {
			return nil
		}
	}
	m.keys = append(m.keys, k)
	return nil
}

// RetireKey implements [KeyStore].
func (m *MemoryKeys) RetireKey(_ context.Context, id string, at time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.keys {
		if m.keys[i].ID == id && m.keys[i].RetiredAt.IsZero() {
			m.keys[i].Sealed, m.keys[i].RetiredAt = nil, at
			return true, nil
		}
	}
	return false, nil
}

// key is a key ready for use: what signs, what verifies, and the algorithm
// that both are bound to.
type key struct {
	id        string
	algorithm Algorithm
	signing   any // crypto.Signer, or the secret as []byte
	verifying any // crypto.PublicKey, or the secret as []byte
	method    jwt.SigningMethod
	signFrom  time.Time
}

func (k *key) header(typ Type) header { return header{k.algorithm, k.id, typ} }

// verify returns an error unless the key has signed the token.
func (k *key) verify(t parts) error { return k.method.Verify(t.signed, t.signature, k.verifying) }

func sealPurpose(id string, a Algorithm) string { return "signing key " + id + " " + string(a) }

// newStoredKey makes a key pair and seals it.
func newStoredKey(a Algorithm, master MasterKey, now time.Time) (StoredKey, error) {
	signer, err := a.generate()
	if err != nil {
		return StoredKey{}, fmt.Errorf("make a signing key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(signer)
	if err != nil {
		return StoredKey{}, fmt.Errorf("make a signing key: %w", err)
	}
	id := make([]byte, 9)
	rand.Read(id)
	k := StoredKey{ID: base64.RawURLEncoding.EncodeToString(id), Algorithm: a, CreatedAt: now}
	if k.Sealed, err = master.Seal(sealPurpose(k.ID, a), der); err != nil {
		return StoredKey{}, fmt.Errorf("seal a signing key: %w", err)
	}
	return k, nil
}

func (s StoredKey) open(master MasterKey) (*key, error) {
	der, err := master.Open(sealPurpose(s.ID, s.Algorithm), s.Sealed)
	if err != nil {
		return nil, err
	}
	private, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("signing key %s: %w", s.ID, err)
	}
	signer, ok := private.(crypto.Signer)
	if !ok || !s.Algorithm.owns(signer.Public()) {
		return nil, fmt.Errorf("signing key %s is not a key for %s", s.ID, s.Algorithm)
	}
	return &key{id: s.ID, algorithm: s.Algorithm, signing: signer, verifying: signer.Public(), method: s.Algorithm.method(), signFrom: s.SignFrom}, nil
}
