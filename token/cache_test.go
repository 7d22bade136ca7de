package token_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/token"
)

func TestACachedTokenStillExpires(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		raw := f.minted(t)
		f.accepts(t, raw)
		f.clock.Advance(token.DefaultAccessTTL - time.Second)
		f.accepts(t, raw)
		f.clock.Advance(time.Second)
		f.refuses(t, raw, token.ErrExpired)
	})
}

func TestACachedTokenIsRefusedOnceItsSessionEnded(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		raw := f.minted(t)
		other, err := f.MintAccess(token.AccessFor{ID: "j9", SessionID: "another", Scope: "account", User: ada})
		if err != nil {
			t.Fatal(err)
		}
		f.accepts(t, raw)
		f.accepts(t, other)
		f.Ended().Add(token.EndedSession{ID: session, EndedAt: f.clock.Now(), Until: f.clock.Now().Add(time.Hour)})
		f.refuses(t, raw, token.ErrSessionEnded)
		f.accepts(t, other)
	})
}

func TestACachedTokenIsRefusedWhileNobodyKnowsWhichSessionsEnded(t *testing.T) {
	f := newForge(t, token.HS256)
	source := &scriptedSource{}
	if err := f.Ended().Load(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	cached, fresh := f.minted(t), f.sign(f.header(), f.access("jti", `"fresh"`))
	f.accepts(t, cached)
	f.clock.Advance(5*time.Second + time.Nanosecond)
	f.refuses(t, cached, token.ErrStale)
	f.refuses(t, fresh, token.ErrStale)
	if err := f.Ended().Load(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	f.accepts(t, cached)
	f.accepts(t, fresh)
}

func TestATokenRefusedForItsSessionIsNotCached(t *testing.T) {
	f := newForge(t, token.HS256)
	f.Ended().Add(token.EndedSession{ID: session, Until: f.clock.Now().Add(time.Hour)})
	f.refuses(t, f.minted(t), token.ErrSessionEnded)
}

func TestTheCacheKnowsATokenByAllItsLetters(t *testing.T) {
	f := newForge(t, token.HS256)
	raw := f.minted(t)
	f.accepts(t, raw)
	for _, near := range []string{raw + " ", " " + raw, strings.ToLower(raw), raw[:len(raw)-1], raw + "\x00", raw + "A"} {
		f.refuses(t, near, token.ErrInvalid)
	}
	f.accepts(t, raw)
}

func TestTheCacheForgetsAndVerifiesAgain(t *testing.T) {
	f := newForge(t, token.HS256)
	first := f.minted(t)
	f.accepts(t, first)
	for i := range 5000 { // more than the cache holds
		if _, err := f.Verify(t.Context(), f.sign(f.header(), f.access("jti", fmt.Sprintf(`"j%d"`, i)))); err != nil {
			t.Fatal(err)
		}
	}
	f.accepts(t, first)
}

func TestAVerificationFromTheCacheAllocatesNothing(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		raw := f.minted(t)
		f.accepts(t, raw)
		if n := testing.AllocsPerRun(100, func() { f.Verify(t.Context(), raw) }); n != 0 {
			t.Errorf("%v allocations", n)
		}
	})
}

func TestAnAuthorityServesManyAtOnce(t *testing.T) {
	f := newForge(t, token.EdDSA)
	shared := f.minted(t)
	var everyone sync.WaitGroup
	for g := range 8 {
		everyone.Go(func() {
			for i := range 50 {
				sid := fmt.Sprintf("s%d-%d", g, i)
				raw, err := f.MintAccess(token.AccessFor{ID: "j", SessionID: sid, User: ada})
				if err != nil {
					t.Error(err)
				}
				for range 2 {
					if _, err := f.Verify(context.Background(), raw); err != nil {
						t.Error(err)
					}
				}
				if _, err := f.Verify(context.Background(), shared); err != nil {
					t.Error(err)
				}
				f.Ended().Add(token.EndedSession{ID: sid, Until: start.Add(time.Hour)})
				if _, err := f.Verify(context.Background(), raw); !errors.Is(err, token.ErrSessionEnded) {
					t.Errorf("after the session ended: %v", err)
				}
			}
		})
	}
	everyone.Wait()
}
