package token_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"spotter/token"
)

func TestT10WhatIsTooLongOrFullOfDotsIsRefusedCheaply(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		good := f.minted(t)
		p := strings.Split(good, ".")
		for name, raw := range map[string]string{
			"a million dots":         strings.Repeat(".", 1e6),
			"a million dots, signed": good + strings.Repeat(".", 1e6),
			"a million parts":        strings.Repeat("e30.", 1e6),
			"as many dots as fit":    strings.Repeat(".", token.MaxLength),
			"a megabyte of letters":  strings.Repeat("A", 1e6),
			"a long header":          strings.Repeat("A", 1e6) + "." + p[1] + "." + p[2],
			"a long payload":         p[0] + "." + strings.Repeat("A", 1e6) + "." + p[2],
			"a long signature":       p[0] + "." + p[1] + "." + strings.Repeat("A", 1e6),
			"a byte too long":        p[0] + "." + p[1] + "." + strings.Repeat("A", token.MaxLength+1-len(p[0])-len(p[1])-2),
			"a megabyte of NULs":     strings.Repeat("\x00", 1e6),
		} {
			t.Run(name, func(t *testing.T) {
				f.refuses(t, raw, token.ErrInvalid)
				f.refusesRefresh(t, raw, token.ErrInvalid)
				if n := testing.AllocsPerRun(20, func() { f.Verify(t.Context(), raw) }); n > 20 {
					t.Errorf("%v allocations", n)
				}
				if n := allocated(func() { f.Verify(t.Context(), raw) }); n > 4<<10 {
					t.Errorf("%d bytes allocated", n)
				}
			})
		}
	})
}

// allocated returns how many bytes a call allocates: the least of a few, since
// the runtime allocates too.
func allocated(call func()) uint64 {
	least := ^uint64(0)
	for range 5 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		call()
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

func TestT10TheLongestTokenIsStillRead(t *testing.T) {
	f := newForge(t, token.HS256)
	fit := func(fill int) string { return f.sign(f.header(), f.access("x", quoted(strings.Repeat("x", fill)))) }
	fill := 0
	for len(fit(fill+1)) <= token.MaxLength {
		fill += max(1, (token.MaxLength-len(fit(fill)))/4)
	}
	f.accepts(t, fit(fill))
	f.refuses(t, fit(fill+1), token.ErrInvalid)
}

func TestT10DeepNestingIsHarmless(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, shape := range []struct{ open, close string }{{"[", "]"}, {`{"a":`, "}"}} {
			depth := 4000 / len(shape.open)
			for name, deep := range map[string]string{
				"closed": strings.Repeat(shape.open, depth) + "0" + strings.Repeat(shape.close, depth/2*2)[:depth],
				"open":   strings.Repeat(shape.open, depth),
			} {
				t.Run(fmt.Sprint(name, shape.open), func(t *testing.T) {
					for _, member := range []string{"alg", "kid", "typ", "x"} {
						f.refuses(t, f.sign(f.header(member, deep), f.access()), token.ErrInvalid)
					}
					for _, member := range []string{"exp", "iat", "nbf", "sub", "sid", "jti", "iss", "aud", "scope", "refresh", "user"} {
						f.refuses(t, f.sign(f.header(), f.access(member, deep)), token.ErrInvalid)
					}
					f.refuses(t, f.sign(deep, f.access()), token.ErrInvalid)
					f.refuses(t, f.sign(f.header(), deep), token.ErrInvalid)
				})
			}
		}
	})
}

func TestT10AForgedTokenIsRefusedCheaply(t *testing.T) {
	f := newForge(t, token.EdDSA)
	raw := f.sign(f.header("kid", `"evil"`), f.access("x", quoted(strings.Repeat("x", 4000))))
	if n := allocated(func() { f.Verify(t.Context(), raw) }); n > 64<<10 {
		t.Errorf("%d bytes allocated for a token of %d", n, len(raw))
	}
}
