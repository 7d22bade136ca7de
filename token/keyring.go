package token

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// keyring is an unchanging set of keys. Which of them signs, the clock says.
type keyring struct {
	byID    map[string]*key
	headers map[string]header    // as they are minted, by their text
	retired map[string]time.Time // keys that are gone, and since when
	signers []*key               // of the algorithm that signs, the latest first
	jwks    []byte
}

func newKeyring(keys []*key, signs Algorithm) (*keyring, error) {
	ring := verifyingKeys(keys)
	ring.jwks = writeJWKS(keys)
	for _, k := range keys {
		if k.algorithm == signs {
			ring.signers = append(ring.signers, k)
		}
	}
	if len(ring.signers) == 0 {
		return nil, fmt.Errorf("no signing key for %s", signs)
	}
	slices.SortStableFunc(ring.signers, func(a, b *key) int { return b.signFrom.Compare(a.signFrom) })
	return ring, nil
}

// verifyingKeys is a keyring that signs nothing.
func verifyingKeys(keys []*key) *keyring {
	ring := &keyring{byID: map[string]*key{}, headers: map[string]header{}}
	for _, k := range keys {
		ring.byID[k.id] = k
		for _, typ := range []Type{Access, Refresh} {
			ring.headers[k.header(typ).segment()] = k.header(typ)
		}
	}
	return ring
}

// signer is the latest key whose time to sign has come. Where none has, by a
// clock that was set back, it is the oldest.
func (r *keyring) signer(now time.Time) *key {
	for _, k := range r.signers {
		if !k.signFrom.After(now) {
			return k
		}
	}
	return r.signers[len(r.signers)-1]
}

// loadKeys opens the stored keys, making the first one of the algorithm if the
// store has none.
func loadKeys(ctx context.Context, c Config) (*keyring, error) {
	stored, err := c.Keys.Keys(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the signing keys: %w", err)
	}
	if !slices.ContainsFunc(stored, func(k StoredKey) bool { return k.Algorithm == c.Algorithm }) {
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
	return c.open(stored, nil)
}

// open makes a keyring of what is stored, but for retired keys. Keys that are
// open in have already are taken from there.
func (c Config) open(stored []StoredKey, have *keyring) (*keyring, error) {
	keys, retired, err := c.openKeys(stored, have)
	if err != nil {
		return nil, err
	}
	ring, err := newKeyring(keys, c.Algorithm)
	if err != nil {
		return nil, err
	}
	ring.retired = retired
	return ring, nil
}

// openKeys opens what is stored, and says which keys are retired since when.
func (c Config) openKeys(stored []StoredKey, have *keyring) (keys []*key, retired map[string]time.Time, err error) {
	retired = map[string]time.Time{}
	for _, s := range stored {
		if !s.RetiredAt.IsZero() {
			retired[s.ID] = s.RetiredAt
			continue
		}
		var k *key
		if have != nil {
			k = have.byID[s.ID]
		}
		if k == nil {
			if k, err = s.open(c.Master); err != nil {
				return nil, nil, err
			}
		}
		keys = append(keys, k)
	}
	return keys, retired, nil
}
