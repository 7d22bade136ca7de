package token_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"spotter/token"
)

const (
	keySetLife = 5 * time.Minute
	rotation   = 90 * 24 * time.Hour
	refreshTTL = 48 * time.Hour
)

// nodes are authorities that share a clock and a store of keys, as the nodes of
// one service do.
type nodes struct {
	clock  *clock
	store  *token.MemoryKeys
	config token.Config
	all    []*token.Authority
}

func newNodes(t *testing.T, n int, change ...func(*token.Config)) *nodes {
	t.Helper()
	s := &nodes{clock: &clock{}, store: new(token.MemoryKeys)}
	s.config = token.Config{
		Issuer: issuer, Keys: s.store, Master: token.NewMasterKey(), Leeway: leeway, Now: s.clock.Now,
		Rotation: rotation, JWKSMaxAge: keySetLife, RefreshTTL: refreshTTL,
	}
	for _, edit := range change {
		edit(&s.config)
	}
	for range n {
		a, err := token.NewAuthority(t.Context(), s.config)
		if err != nil {
			t.Fatal(err)
		}
		s.all = append(s.all, a)
	}
	return s
}

// care lets every node look after the keys.
func (s *nodes) care(t *testing.T) {
	t.Helper()
	for _, a := range s.all {
		if err := a.CareForKeys(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func (s *nodes) keys(t *testing.T) []token.StoredKey {
	t.Helper()
	keys, err := s.store.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func (s *nodes) mint(t *testing.T, by *token.Authority) string {
	t.Helper()
	raw, err := by.MintAccess(token.AccessFor{ID: "1", SessionID: session, Scope: "account", User: ada})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// published are the kids of the key set.
func published(t *testing.T, a *token.Authority) (kids []string) {
	t.Helper()
	var set struct{ Keys []struct{ Kid string } }
	if err := json.Unmarshal(a.JWKS(), &set); err != nil {
		t.Fatal(err)
	}
	for _, k := range set.Keys {
		kids = append(kids, k.Kid)
	}
	return kids
}

func TestK4ANewKeyIsPublishedForAKeySetsLifeBeforeItSigns(t *testing.T) {
	s := newNodes(t, 1)
	a := s.all[0]
	old := a.SigningKeyID()
	next, err := a.RotateKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if wait := next.SignFrom.Sub(s.clock.Now()); wait < keySetLife+leeway {
		t.Errorf("it signs after %s; a verifier may not know it for %s", wait, keySetLife+leeway)
	}
	if !slices.Equal(published(t, a), []string{old, next.ID}) || a.SigningKeyID() != old {
		t.Errorf("published %v, and %s signs", published(t, a), a.SigningKeyID())
	}
	s.clock.Advance(next.SignFrom.Sub(s.clock.Now()) - time.Second)
	if a.SigningKeyID() != old {
		t.Error("it signs too early")
	}
	s.clock.Advance(time.Second)
	if a.SigningKeyID() != next.ID {
		t.Error("it does not sign when its time has come")
	}
}

func TestK4ActivatingEarlyIsRefused(t *testing.T) {
	s := newNodes(t, 2)
	next, err := s.all[0].RotateKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range s.all {
		again, err := a.RotateKey(t.Context())
		if !errors.Is(err, token.ErrKeyWaiting) || again.ID != next.ID {
			t.Errorf("%v, %v", again, err)
		}
	}
	if n := len(s.keys(t)); n != 2 {
		t.Errorf("%d keys", n)
	}
}

func TestK4TokensOfTheOldAndTheNewKeyVerifyOnEveryNode(t *testing.T) {
	for _, alg := range keyPairs {
		s := newNodes(t, 2, func(c *token.Config) { c.Algorithm = alg })
		before := s.mint(t, s.all[0])
		next, err := s.all[0].RotateKey(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s.clock.Advance(next.SignFrom.Sub(s.clock.Now()))
		after := s.mint(t, s.all[0])
		for _, a := range s.all { // the second has not looked at the keys since
			for name, raw := range map[string]string{"before": before, "after": after} {
				if _, err := a.Verify(t.Context(), raw); err != nil {
					t.Errorf("%s, a token from %s the rotation: %v", alg, name, err)
				}
			}
		}
	}
}

func TestK4TheKeyIsReplacedAtItsAgeByOneNode(t *testing.T) {
	s := newNodes(t, 3)
	s.clock.Advance(rotation - 10*time.Minute)
	s.care(t)
	if n := len(s.keys(t)); n != 1 {
		t.Fatalf("%d keys before the time", n)
	}
	s.clock.Advance(3 * time.Minute)
	s.care(t)
	keys := s.keys(t)
	if len(keys) != 2 || !keys[1].SignFrom.Equal(start.Add(rotation)) {
		t.Fatalf("keys %v", keys)
	}
	for range 3 { // and again and again, each at its age
		s.clock.Advance(rotation)
		s.care(t)
	}
	keys = s.keys(t)
	for i, k := range keys[1:] {
		if k.Follows != keys[i].ID {
			t.Errorf("key %d follows %s", i+1, k.Follows)
		}
	}
	if len(keys) != 5 {
		t.Errorf("%d keys after four ages", len(keys))
	}
}

func TestARotationThatIsOverdueStillWaitsForTheKeySets(t *testing.T) {
	s := newNodes(t, 2)
	s.clock.Advance(3 * rotation) // nobody served meanwhile
	s.care(t)
	keys := s.keys(t)
	if len(keys) != 2 || keys[1].SignFrom.Before(s.clock.Now().Add(keySetLife+leeway)) {
		t.Errorf("keys %v at %s", keys, s.clock.Now())
	}
}

func TestNoRotationIsASetting(t *testing.T) {
	s := newNodes(t, 1, func(c *token.Config) { c.Rotation = 0 })
	s.clock.Advance(100 * rotation)
	s.care(t)
	if n := len(s.keys(t)); n != 1 {
		t.Errorf("%d keys", n)
	}
}

func TestARotationSoonerThanVerifiersCanFollowIsRefused(t *testing.T) {
	_, err := token.NewAuthority(t.Context(), token.Config{
		Issuer: issuer, Keys: new(token.MemoryKeys), Master: token.NewMasterKey(), Rotation: 10 * time.Minute,
	})
	if !errors.Is(err, token.ErrRotation) {
		t.Error(err)
	}
}

func TestK4AKeyIsRetiredWithItsLastTokenAndNotBefore(t *testing.T) {
	s := newNodes(t, 2)
	a := s.all[0]
	next, err := a.RotateKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(next.SignFrom.Sub(s.clock.Now()) - time.Second)
	refresh, err := a.MintRefresh(token.RefreshFor{
		UserID: ada.UID, SessionID: session, ID: "9", IssuedAt: s.clock.Now(), ExpiresAt: s.clock.Now().Add(refreshTTL),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(refreshTTL - time.Second)
	s.care(t)
	if _, err := s.all[1].VerifyRefresh(t.Context(), refresh); err != nil {
		t.Errorf("a token in the last second of its life: %v", err)
	}
	s.clock.Advance(leeway + 2*time.Second)
	s.care(t)
	old := s.keys(t)[0]
	if old.RetiredAt.IsZero() || old.Sealed != nil || slices.Contains(published(t, a), old.ID) {
		t.Errorf("the old key is still there: %v", old)
	}
	if got := token.StateOf(s.keys(t), old, s.clock.Now()); got != token.KeyRetired {
		t.Errorf("its state is %s", got)
	}
	if _, err := token.NewAuthority(t.Context(), s.config); err != nil {
		t.Errorf("a start with a retired key: %v", err)
	}
}

// aSessionNamesIt is a store in which a session still names every key.
type aSessionNamesIt struct{ *token.MemoryKeys }

func (aSessionNamesIt) RetireKey(context.Context, string, time.Time) (bool, error) { return false, nil }

func TestAKeyThatASessionNamesIsNotRetired(t *testing.T) {
	s := newNodes(t, 1, func(c *token.Config) { c.Keys = aSessionNamesIt{c.Keys.(*token.MemoryKeys)} })
	a := s.all[0]
	old := a.SigningKeyID()
	if _, err := a.RotateKey(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(10 * refreshTTL)
	s.care(t)
	if !slices.Contains(published(t, a), old) {
		t.Error("it is gone")
	}
}

func TestTheStatesOfAKey(t *testing.T) {
	s := newNodes(t, 1)
	next, err := s.all[0].RotateKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	states := func() []token.KeyState {
		keys := s.keys(t)
		return []token.KeyState{token.StateOf(keys, keys[0], s.clock.Now()), token.StateOf(keys, keys[1], s.clock.Now())}
	}
	if got := states(); !slices.Equal(got, []token.KeyState{token.KeySigning, token.KeyPublished}) {
		t.Error(got)
	}
	s.clock.Advance(next.SignFrom.Sub(s.clock.Now()))
	if got := states(); !slices.Equal(got, []token.KeyState{token.KeyVerifying, token.KeySigning}) {
		t.Error(got)
	}
}

func TestManyRotationsAtOnceMakeOneKey(t *testing.T) {
	s := newNodes(t, 8)
	kids := make([]string, len(s.all))
	var everyone sync.WaitGroup
	for i, a := range s.all {
		everyone.Go(func() {
			k, err := a.RotateKey(context.Background())
			if err != nil && !errors.Is(err, token.ErrKeyWaiting) {
				t.Error(err)
			}
			kids[i] = k.ID
		})
	}
	everyone.Wait()
	if len(slices.Compact(kids)) != 1 || len(s.keys(t)) != 2 {
		t.Errorf("kids %v, %d keys", kids, len(s.keys(t)))
	}
}

func TestASharedSecretHasNoKeysToRotate(t *testing.T) {
	f := newForge(t, token.HS256)
	if _, err := f.RotateKey(t.Context()); !errors.Is(err, token.ErrSharedSecret) {
		t.Error(err)
	}
	f.FollowKeys(t.Context(), func(err error) { t.Error(err) }) // returns at once
}

// countingKeys counts how often the keys are read, and fails when told to.
type countingKeys struct {
	token.MemoryKeys
	reads int
	fails error
}

func (c *countingKeys) Keys(ctx context.Context) ([]token.StoredKey, error) {
	c.reads++
	if c.fails != nil {
		return nil, c.fails
	}
	return c.MemoryKeys.Keys(ctx)
}

func TestMadeUpKeyIDsDoNotWearOutTheStore(t *testing.T) {
	keys, hands := &countingKeys{}, &clock{}
	a, err := token.NewAuthority(t.Context(), token.Config{Issuer: issuer, Keys: keys, Master: token.NewMasterKey(), Now: hands.Now})
	if err != nil {
		t.Fatal(err)
	}
	strange := newForge(t, token.EdDSA).minted(t)
	hands.Advance(10 * time.Second)
	before := keys.reads
	for range 100 {
		if _, err := a.Verify(t.Context(), strange); !errors.Is(err, token.ErrInvalid) {
			t.Fatal(err)
		}
	}
	if n := keys.reads - before; n != 1 {
		t.Errorf("%d reads within a second", n)
	}
}

func TestF1AnUnknownKeyIsNoJudgementWhileTheStoreIsAway(t *testing.T) {
	keys, hands := &countingKeys{}, &clock{}
	a, err := token.NewAuthority(t.Context(), token.Config{Issuer: issuer, Keys: keys, Master: token.NewMasterKey(), Now: hands.Now})
	if err != nil {
		t.Fatal(err)
	}
	hands.Advance(10 * time.Second)
	keys.fails = errors.New("away")
	if _, err := a.Verify(t.Context(), newForge(t, token.EdDSA).minted(t)); !errors.Is(err, token.ErrStale) {
		t.Error(err)
	}
	known, err := a.MintAccess(token.AccessFor{ID: "1", SessionID: session, User: ada})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Verify(t.Context(), known); err != nil {
		t.Errorf("a known key: %v", err)
	}
}
