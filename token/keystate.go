package token

import "time"

// KeyState is where a key is in its life. A key goes through all of them in
// this order.
type KeyState string

// The states of a key.
const (
	KeyPublished KeyState = "published" // in the key set, and does not sign yet
	KeySigning   KeyState = "signing"   // signs new tokens
	KeyVerifying KeyState = "verifying" // has been replaced; its tokens may be alive
	KeyRetired   KeyState = "retired"   // its private half is gone, and no token of it is alive
)

// signedFrom is when the key began to sign.
func (k StoredKey) signedFrom() time.Time {
	if k.SignFrom.IsZero() { // the first of its algorithm signs at once
		return k.CreatedAt
	}
	return k.SignFrom
}

// StateOf returns the state at now of one of the stored keys.
func StateOf(stored []StoredKey, k StoredKey, now time.Time) KeyState {
	next, replaced := successor(stored, k)
	switch {
	case !k.RetiredAt.IsZero():
		return KeyRetired
	case k.SignFrom.After(now):
		return KeyPublished
	case replaced && !next.SignFrom.After(now):
		return KeyVerifying
	}
	return KeySigning
}

// KeyUntil returns until when tokens of the key can be alive whose longest life
// is tokenLife: the zero time while it has no successor.
func KeyUntil(stored []StoredKey, k StoredKey, tokenLife time.Duration) time.Time {
	next, replaced := successor(stored, k)
	if !replaced {
		return time.Time{}
	}
	return next.SignFrom.Add(tokenLife)
}

func successor(stored []StoredKey, k StoredKey) (StoredKey, bool) {
	for _, next := range stored {
		if next.Algorithm == k.Algorithm && next.Follows == k.ID {
			return next, true
		}
	}
	return StoredKey{}, false
}
