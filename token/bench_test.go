package token_test

import (
	"testing"

	"spotter/token"
)

func benchmarkVerify(b *testing.B, alg token.Algorithm) {
	f := newForge(b, alg)
	// More tokens than the cache holds, asked in turn: no look-up ever hits.
	tokens := make([]string, 5000)
	for i := range tokens {
		tokens[i] = f.sign(f.header(), f.access("jti", quoted(string(rune('A'+i%26))+string(rune('A'+i/26%26))+string(rune('A'+i/676)))))
	}
	ctx := b.Context()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := f.Verify(ctx, tokens[i%len(tokens)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyEdDSA(b *testing.B) { benchmarkVerify(b, token.EdDSA) }
func BenchmarkVerifyHS256(b *testing.B) { benchmarkVerify(b, token.HS256) }

func BenchmarkVerifyCached(b *testing.B) {
	f := newForge(b, token.EdDSA)
	raw, ctx := f.minted(b), b.Context()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Verify(ctx, raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyCachedParallel(b *testing.B) {
	f := newForge(b, token.EdDSA)
	raw, ctx := f.minted(b), b.Context()
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := f.Verify(ctx, raw); err != nil {
				b.Error(err)
			}
		}
	})
}

func BenchmarkRefuseForged(b *testing.B) {
	f := newForge(b, token.EdDSA)
	raw, ctx := f.minted(b), b.Context()
	raw = raw[:len(raw)-2] + "AA"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Verify(ctx, raw); err == nil {
			b.Fatal("it passes")
		}
	}
}

func BenchmarkMintAccess(b *testing.B) {
	for _, alg := range []token.Algorithm{token.EdDSA, token.HS256} {
		b.Run(string(alg), func(b *testing.B) {
			f := newForge(b, alg)
			b.ReportAllocs()
			for b.Loop() {
				f.minted(b)
			}
		})
	}
}
