package token_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"spotter/token"
)

func TestTokensSurviveARestart(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		again := newForge(t, f.alg)
		if again.SigningKeyID() != f.kid || again.Algorithm() != f.alg {
			t.Fatalf("another key signs: %s, %s", again.SigningKeyID(), f.kid)
		}
		again.accepts(t, f.minted(t))
		f.accepts(t, again.minted(t))
		if _, err := again.VerifyRefresh(t.Context(), f.mintedRefresh(t)); err != nil {
			t.Error(err)
		}
	})
}

func TestTokensSurviveAChangeOfTheAlgorithm(t *testing.T) {
	for _, before := range keyPairs {
		for _, after := range keyPairs {
			newForge(t, after).accepts(t, newForge(t, before).minted(t))
		}
	}
}

func TestAnotherMasterKeyOpensNothing(t *testing.T) {
	v := openVault()
	for _, alg := range keyPairs {
		for name, master := range map[string]token.MasterKey{"another": token.NewMasterKey(), "none": {}} {
			_, err := token.NewAuthority(t.Context(), token.Config{Issuer: issuer, Algorithm: alg, Keys: &v.keys, Master: master})
			if err == nil || name == "another" && !errors.Is(err, token.ErrWrongMasterKey) {
				t.Errorf("%s, %s: %v", alg, name, err)
			}
		}
	}
}

func TestAStoredKeyThatWasTamperedWithIsNotUsed(t *testing.T) {
	v := openVault()
	stored, err := v.keys.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*token.StoredKey){
		"renamed":            func(k *token.StoredKey) { k.ID = "other" },
		"another algorithm":  func(k *token.StoredKey) { k.Algorithm = token.HS256 },
		"no algorithm":       func(k *token.StoredKey) { k.Algorithm = "none" },
		"a bit":              func(k *token.StoredKey) { k.Sealed = slices.Clone(k.Sealed); k.Sealed[40] ^= 1 },
		"cut":                func(k *token.StoredKey) { k.Sealed = k.Sealed[:20] },
		"emptied":            func(k *token.StoredKey) { k.Sealed = nil },
		"that of another id": func(k *token.StoredKey) { k.Sealed = stored[1].Sealed },
	} {
		var keys token.MemoryKeys
		k := stored[0]
		change(&k)
		if err := keys.AddKey(t.Context(), k); err != nil {
			t.Fatal(err)
		}
		_, err := token.NewAuthority(t.Context(), token.Config{Issuer: issuer, Keys: &keys, Master: v.master})
		if !errors.Is(err, token.ErrWrongMasterKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestT2AStoredKeyOfTheWrongKindIsNotUsed(t *testing.T) {
	v := openVault()
	stored, err := v.keys.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stored {
		der, err := v.master.Open(token.SealPurpose(s.ID, s.Algorithm), s.Sealed)
		if err != nil {
			t.Fatal(err)
		}
		for _, alg := range keyPairs {
			if alg == s.Algorithm {
				continue
			}
			var keys token.MemoryKeys
			sealed, err := v.master.Seal(token.SealPurpose("k", alg), der)
			if err != nil {
				t.Fatal(err)
			}
			if err := keys.AddKey(t.Context(), token.StoredKey{ID: "k", Algorithm: alg, Sealed: sealed}); err != nil {
				t.Fatal(err)
			}
			if _, err := token.NewAuthority(t.Context(), token.Config{Issuer: issuer, Algorithm: alg, Keys: &keys, Master: v.master}); err == nil {
				t.Errorf("a key for %s serves %s", s.Algorithm, alg)
			}
		}
	}
}

// together is a store whose first readers wait for each other, so that each
// finds it empty.
type together struct {
	token.MemoryKeys
	readers int
	meet    sync.WaitGroup
	mu      sync.Mutex
}

func newTogether(n int) *together {
	s := &together{readers: n}
	s.meet.Add(n)
	return s
}

func (s *together) Keys(ctx context.Context) ([]token.StoredKey, error) {
	keys, err := s.MemoryKeys.Keys(ctx)
	s.mu.Lock()
	first := s.readers > 0
	s.readers--
	s.mu.Unlock()
	if first {
		s.meet.Done()
		s.meet.Wait()
	}
	return keys, err
}

func TestAuthoritiesThatStartAtOnceAgreeOnOneKey(t *testing.T) {
	for range 20 {
		const n = 4
		store, master := newTogether(n), token.NewMasterKey()
		authorities := make([]*token.Authority, n)
		var everyone sync.WaitGroup
		for i := range n {
			everyone.Go(func() {
				a, err := token.NewAuthority(context.Background(), token.Config{Issuer: issuer, Keys: store, Master: master})
				if err != nil {
					t.Error(err)
				}
				authorities[i] = a
			})
		}
		everyone.Wait()
		if t.Failed() {
			return
		}
		raw, err := authorities[0].MintAccess(token.AccessFor{ID: "j", SessionID: "s", User: ada})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range authorities {
			if a.SigningKeyID() != authorities[0].SigningKeyID() {
				t.Fatal("they sign with different keys")
			}
			if _, err := a.Verify(t.Context(), raw); err != nil {
				t.Fatal(err)
			}
		}
		if keys, _ := store.MemoryKeys.Keys(t.Context()); len(keys) != 1 {
			t.Fatalf("%d keys are kept", len(keys))
		}
	}
}

// brokenStore fails to read or to write.
type brokenStore struct {
	token.MemoryKeys
	read, write error
}

func (s *brokenStore) Keys(ctx context.Context) ([]token.StoredKey, error) {
	if s.read != nil {
		return nil, s.read
	}
	return s.MemoryKeys.Keys(ctx)
}
func (s *brokenStore) AddKey(context.Context, token.StoredKey) error { return s.write }

func TestAnAuthorityDoesNotStartWithoutItsKeys(t *testing.T) {
	broken, master := errors.New("disk on fire"), token.NewMasterKey()
	for name, c := range map[string]struct {
		config token.Config
		want   error
	}{
		"unreadable store":      {token.Config{Issuer: issuer, Keys: &brokenStore{read: broken}, Master: master}, broken},
		"unwritable store":      {token.Config{Issuer: issuer, Keys: &brokenStore{write: broken}, Master: master}, broken},
		"store that forgets":    {token.Config{Issuer: issuer, Keys: &brokenStore{}, Master: master}, nil},
		"no store":              {token.Config{Issuer: issuer, Master: master}, nil},
		"no master key":         {token.Config{Issuer: issuer, Keys: new(token.MemoryKeys)}, nil},
		"no issuer":             {token.Config{Keys: new(token.MemoryKeys), Master: master}, nil},
		"secret for a key pair": {token.Config{Issuer: issuer, Algorithm: token.EdDSA, Secret: secret}, nil},
		"HS256 without secret":  {token.Config{Issuer: issuer, Algorithm: token.HS256}, token.ErrWeakSecret},
		"short secret":          {token.Config{Issuer: issuer, Secret: secret[1:]}, token.ErrWeakSecret},
		"none":                  {token.Config{Issuer: issuer, Algorithm: "none", Keys: new(token.MemoryKeys), Master: master}, token.ErrUnknownAlgorithm},
		"ES384":                 {token.Config{Issuer: issuer, Algorithm: "ES384", Keys: new(token.MemoryKeys), Master: master}, token.ErrUnknownAlgorithm},
	} {
		if _, err := token.NewAuthority(t.Context(), c.config); err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASecretFixesTheKeyIDAndTellsNothing(t *testing.T) {
	a, b := newForge(t, token.HS256), newForge(t, token.HS256, func(c *token.Config) { c.Secret = secret[1:] + "x" })
	if a.kid == b.kid || a.kid == "" {
		t.Errorf("key ids %q and %q", a.kid, b.kid)
	}
	a.refuses(t, b.minted(t), token.ErrInvalid)
	raw := b.sign(b.header("kid", quoted(b.kid)), b.access()) // signed with a's secret, for b's key
	b.refuses(t, raw, token.ErrInvalid)
}

func TestParseAlgorithmKnowsTheNamesOfTheStandardAlone(t *testing.T) {
	for _, a := range []token.Algorithm{token.EdDSA, token.ES256, token.RS256, token.HS256, token.HS384, token.HS512} {
		if got, err := token.ParseAlgorithm(string(a)); err != nil || got != a {
			t.Errorf("%s: %s, %v", a, got, err)
		}
	}
	for _, name := range []string{"", "none", "hs256", "HS256 ", "ES384", "PS256", "RS512", "EdDsa", "Ed25519"} {
		if got, err := token.ParseAlgorithm(name); !errors.Is(err, token.ErrUnknownAlgorithm) || got != "" {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
}

func TestEveryHMACSignsAndVerifies(t *testing.T) {
	for _, alg := range []token.Algorithm{token.HS256, token.HS384, token.HS512} {
		f := newForge(t, alg, func(c *token.Config) { c.Secret = secret + "uB3nZ8wQ0xYs6tKd1vGh5jMc7pRf2aLe" })
		f.accepts(t, f.minted(t))
		f.clock.Advance(time.Hour)
		f.refuses(t, f.minted(t)+"A", token.ErrInvalid)
	}
}
