package token_test

import (
	"testing"

	"spotter/token"
)

func TestT1UnsignedTokensAreRefusedInEverySpelling(t *testing.T) {
	spellings := []string{
		`"none"`, `"None"`, `"NONE"`, `"nONE"`, `"n\u006fne"`, `"none "`, `" none"`, `"none\u0000"`, `""`, `"null"`,
		``, `null`, `false`, `0`, `[]`, `{}`, `["none"]`, `[null]`,
	}
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, alg := range spellings {
			text := encode(f.header("alg", alg)) + "." + encode(f.access())
			f.refuses(t, text+".", token.ErrInvalid)
			f.refuses(t, text, token.ErrInvalid)
			f.refuses(t, f.signText(text), token.ErrInvalid)
			withoutKey := encode(f.header("alg", alg, "kid", "")) + "." + encode(f.access())
			f.refuses(t, withoutKey+".", token.ErrInvalid)
			refresh := encode(f.header("alg", alg, "typ", `"rt+jwt"`)) + "." + encode(f.refresh())
			f.refusesRefresh(t, refresh+".", token.ErrInvalid)
			f.refusesRefresh(t, f.signText(refresh), token.ErrInvalid)
		}
	})
}

func TestT1ASignatureTakenAwayIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		f.refuses(t, encode(f.header())+"."+encode(f.access())+".", token.ErrInvalid)
	})
}

func TestT1TheAlgorithmIsSpeltAsInTheStandard(t *testing.T) {
	for alg, other := range map[token.Algorithm]string{token.EdDSA: "eddsa", token.ES256: "es256", token.RS256: "rs256", token.HS256: "hs256"} {
		f := newForge(t, alg)
		f.refuses(t, f.sign(f.header("alg", quoted(other)), f.access()), token.ErrInvalid)
	}
}
