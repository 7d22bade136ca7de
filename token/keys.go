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
	CreatedAt time.Time
	SignFrom  time.Time // the zero time for the first key of an algorithm
}

// KeyStore keeps the key pairs of an [Authority]. Implementations are safe for
// concurrent use, by several processes too.
type KeyStore interface {
	// Keys returns all keys, the oldest first.
	Keys(ctx context.Context) ([]StoredKey, error)
	// AddKey keeps the key. Where a key of the same algorithm with the same
	// SignFrom exists, it keeps nothing and returns no error: of several
	// processes that start at once, one makes the first key.
	AddKey(ctx context.Context, k StoredKey) error
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
		if have.Algorithm == k.Algorithm && have.SignFrom.Equal(k.SignFrom) {
			return nil
		}
	}
	m.keys = append(m.keys, k)
	return nil
}

// key is a key ready for use: what signs, what verifies, and the algorithm
// that both are bound to.
type key struct {
	id        string
	algorithm Algorithm
	signing   any // crypto.Signer, or the secret as []byte
	verifying any // crypto.PublicKey, or the secret as []byte
	method    jwt.SigningMethod
}

func (k *key) header(typ Type) header { return header{k.algorithm, k.id, typ} }

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
	return &key{id: s.ID, algorithm: s.Algorithm, signing: signer, verifying: signer.Public(), method: s.Algorithm.method()}, nil
}

// keyring is an unchanging set of keys; one of them signs.
type keyring struct {
	byID    map[string]*key
	headers map[string]header // as they are minted, by their text
	order   []*key
	signer  *key
}

func newKeyring(keys []*key, signs Algorithm) (*keyring, error) {
	ring := &keyring{byID: map[string]*key{}, headers: map[string]header{}, order: keys}
	for _, k := range keys {
		ring.byID[k.id] = k
		for _, typ := range []Type{Access, Refresh} {
			ring.headers[k.header(typ).segment()] = k.header(typ)
		}
		if k.algorithm == signs {
			ring.signer = k
		}
	}
	if ring.signer == nil {
		return nil, fmt.Errorf("no signing key for %s", signs)
	}
	return ring, nil
}

// loadKeys opens the stored keys, making the first one of the algorithm if the
// store has none.
func loadKeys(ctx context.Context, c Config) (*keyring, error) {
	stored, err := c.Keys.Keys(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the signing keys: %w", err)
	}
	isOurs := func(k StoredKey) bool { return k.Algorithm == c.Algorithm }
	if !slices.ContainsFunc(stored, isOurs) {
		first, err := newStoredKey(c.Algorithm, c.Master, c.Now())
		if err != nil {
			return nil, err
		}
		if err := c.Keys.AddKey(ctx, first); err != nil {
			return nil, fmt.Errorf("keep the signing key: %w", err)
		}
		if stored, err = c.Keys.Keys(ctx); err != nil {
			return nil, fmt.Errorf("read the signing keys: %w", err)
		}
	}
	var keys []*key
	for _, s := range stored {
		k, err := s.open(c.Master)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return newKeyring(keys, c.Algorithm)
}
