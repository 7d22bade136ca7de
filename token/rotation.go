package token

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Bounds of how often the keys are read anew.
const (
	keyPollMost  = 10 * time.Second
	keyPollLeast = 500 * time.Millisecond
	// keyCarePolls is every how manieth look at the keys also replaces and
	// retires what has had its time.
	keyCarePolls = 6
	// keyAgain is how long after one look for newer keys an unknown kid does
	// not cause another: whoever sends made-up ones must not wear out the store.
	keyAgain = time.Second
)

// KeyChange says what has become of a key.
type KeyChange struct {
	What KeyState // KeyPublished, or KeyRetired
	Key  StoredKey
}

// keyPoll is how often a node reads the keys: often enough that each serves a
// new one in its key set well before it signs.
func (c Config) keyPoll() time.Duration {
	return min(keyPollMost, max(keyPollLeast, c.JWKSMaxAge/2))
}

// lead is the least time from the publication of a key to its first use: until
// every node has it in its key set, whoever had fetched a set without it has
// fetched again, and no clock is behind.
func (c Config) lead() time.Duration { return c.keyPoll() + c.JWKSMaxAge + c.Leeway }

// tokenLife is for how long a key is kept after the last token was signed with
// it.
func (c Config) tokenLife() time.Duration { return max(c.AccessTTL, c.RefreshTTL) + c.Leeway }

// LoadKeys reads the keys anew. On an error those that were read before stay.
func (a *Authority) LoadKeys(ctx context.Context) error {
	a.loading.Lock()
	defer a.loading.Unlock()
	_, err := a.loadKeys(ctx)
	return err
}

// loadKeys is called with the lock held.
func (a *Authority) loadKeys(ctx context.Context) ([]StoredKey, error) {
	a.loadedAt = a.now()
	var ring *keyring
	stored, err := a.config.Keys.Keys(ctx)
	if err == nil {
		ring, err = a.config.open(stored, a.keys.Load())
	}
	if a.loadErr = err; err != nil {
		return nil, fmt.Errorf("read the signing keys: %w", err)
	}
	a.keys.Store(ring)
	return stored, nil
}

// lookForKeys reads the keys because one was asked for that is not known. Who
// comes while another looks waits for what that finds. It goes on when the
// caller gives up: others have the use of it.
func (a *Authority) lookForKeys(ctx context.Context) error {
	came := a.now()
	a.loading.Lock()
	defer a.loading.Unlock()
	if a.loadedAt.After(came) || a.now().Sub(a.loadedAt) < keyAgain {
		return a.loadErr
	}
	_, err := a.loadKeys(context.WithoutCancel(ctx))
	return err
}

// FollowKeys reads the keys every few seconds, publishes the next one when the
// signing key is about to have its age, and retires those that no living token
// needs, until ctx is done. Of several nodes one does each. Errors go to
// failed, once for each run of failures, and nil when all is well again. With a
// shared secret there is nothing to do.
func (a *Authority) FollowKeys(ctx context.Context, failed func(error)) {
	if a.config.Algorithm.Symmetric() {
		return
	}
	tick := time.NewTicker(a.config.keyPoll())
	defer tick.Stop()
	down := false
	for turn := 0; ; turn++ {
		var err error
		if turn%keyCarePolls == 0 {
			err = a.CareForKeys(ctx)
		} else {
			err = a.LoadKeys(ctx)
		}
		if (err != nil) != down && ctx.Err() == nil {
			down = err != nil
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// CareForKeys does once what [Authority.FollowKeys] does from time to time.
func (a *Authority) CareForKeys(ctx context.Context) error {
	a.loading.Lock()
	defer a.loading.Unlock()
	stored, err := a.loadKeys(ctx)
	if err != nil {
		return err
	}
	newest := newestKey(stored, a.config.Algorithm)
	due := newest.signedFrom().Add(a.config.Rotation)
	turn := keyCarePolls * a.config.keyPoll() // or the next look would be too late for its time
	if a.config.Rotation > 0 && !due.After(a.now().Add(a.config.lead()+turn)) {
		if _, err := a.publish(ctx, newest, due); err != nil {
			return err
		}
	}
	return a.retire(ctx, stored)
}

// RotateKey publishes the key that replaces the signing key, and returns it. It
// signs once everybody knows it: SignFrom says when. The error wraps
// [ErrKeyWaiting] when there is such a key already, which is then returned, and
// [ErrSharedSecret].
func (a *Authority) RotateKey(ctx context.Context) (StoredKey, error) {
	if a.config.Algorithm.Symmetric() {
		return StoredKey{}, ErrSharedSecret
	}
	a.loading.Lock()
	defer a.loading.Unlock()
	stored, err := a.loadKeys(ctx)
	if err != nil {
		return StoredKey{}, err
	}
	newest := newestKey(stored, a.config.Algorithm)
	if newest.SignFrom.After(a.now()) {
		return newest, ErrKeyWaiting
	}
	return a.publish(ctx, newest, time.Time{})
}

// publish keeps the key that follows old and signs from due on, but not before
// everybody knows it. Another process may have been quicker: then its key
// counts.
func (a *Authority) publish(ctx context.Context, old StoredKey, due time.Time) (StoredKey, error) {
	now := a.now()
	next, err := newStoredKey(a.config.Algorithm, a.config.Master, now)
	if err != nil {
		return StoredKey{}, err
	}
	next.Follows, next.SignFrom = old.ID, due
	if soonest := now.Add(a.config.lead()); due.Before(soonest) {
		next.SignFrom = soonest.Truncate(time.Second).Add(time.Second)
	}
	if err := a.config.Keys.AddKey(ctx, next); err != nil {
		return StoredKey{}, fmt.Errorf("keep the next signing key: %w", err)
	}
	stored, err := a.loadKeys(ctx)
	if err != nil {
		return StoredKey{}, err
	}
	for _, k := range stored {
		if k.Algorithm == old.Algorithm && k.Follows == old.ID {
			if k.ID == next.ID {
				a.config.OnKey(KeyChange{KeyPublished, k})
			}
			return k, nil
		}
	}
	return StoredKey{}, errors.New("keep the next signing key: the store did not keep it")
}

// retire forgets the keys whose last token has died.
func (a *Authority) retire(ctx context.Context, stored []StoredKey) error {
	now, changed := a.now(), false
	for _, k := range stored {
		until := KeyUntil(stored, k, a.config.tokenLife())
		if !k.RetiredAt.IsZero() || until.IsZero() || until.After(now) {
			continue
		}
		done, err := a.config.Keys.RetireKey(ctx, k.ID, now)
		if err != nil {
			return fmt.Errorf("retire a signing key: %w", err)
		}
		if done {
			k.RetiredAt, changed = now, true
			a.config.OnKey(KeyChange{KeyRetired, k})
		}
	}
	if !changed {
		return nil
	}
	_, err := a.loadKeys(ctx)
	return err
}

// newestKey is the last of the chain of an algorithm.
func newestKey(stored []StoredKey, a Algorithm) (newest StoredKey) {
	for _, k := range stored {
		if k.Algorithm == a && (newest.ID == "" || k.SignFrom.After(newest.SignFrom)) {
			newest = k
		}
	}
	return newest
}
