package token_test

import (
	"fmt"
	"strings"
	"testing"

	"spotter/token"
)

func TestT11OnlyThreePartsAreAToken(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		good := f.minted(t)
		p := strings.Split(good, ".")
		for _, raw := range []string{
			"", ".", "..", "...", "....", "x", p[0], p[0] + "." + p[1], p[0] + "." + p[1] + ".", p[0] + ".." + p[2], "." + p[1] + "." + p[2],
			good + ".", "." + good, good + "." + p[2], good + ".a.b", p[0] + "." + p[1] + ".." + p[2], p[0] + "." + good,
			p[0] + "." + p[1] + "." + p[2] + "." + p[1] + "." + p[2], good + good, good + "." + good, good + "," + good, good + " " + good,
			p[1] + "." + p[0] + "." + p[2], p[0] + "." + p[0] + "." + p[2], strings.ReplaceAll(good, ".", "\uff0e"), strings.ReplaceAll(good, ".", "%2e"),
		} {
			f.refuses(t, raw, token.ErrInvalid)
			f.refusesRefresh(t, raw, token.ErrInvalid)
		}
	})
}

func TestT11TheJSONSerialisationsAreRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		p := strings.Split(f.minted(t), ".")
		one := fmt.Sprintf(`{"protected":%q,"signature":%q}`, p[0], p[2])
		for _, raw := range []string{
			fmt.Sprintf(`{"payload":%q,"protected":%q,"signature":%q}`, p[1], p[0], p[2]),
			fmt.Sprintf(`{"payload":%q,"signatures":[%s]}`, p[1], one),
			fmt.Sprintf(`{"payload":%q,"signatures":[%s,%s]}`, p[1], one, one),
			fmt.Sprintf(`{"payload":%q,"header":%s,"signature":%q}`, p[1], f.header(), p[2]),
			`"` + strings.Join(p, ".") + `"`, `["` + strings.Join(p, ".") + `"]`,
		} {
			f.refuses(t, raw, token.ErrInvalid)
			f.refuses(t, encode(raw), token.ErrInvalid)
			f.refuses(t, raw+"..", token.ErrInvalid)
		}
	})
}

func TestT11PartsOfTwoGoodTokensDoNotMix(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		a, r := strings.Split(f.minted(t), "."), strings.Split(f.mintedRefresh(t), ".")
		for i := range 6 { // all but the two whole ones
			mixed := []string{a[0], a[1], a[2]}
			for part := range 3 {
				if (i+1)>>part&1 == 1 {
					mixed[part] = r[part]
				}
			}
			f.refuses(t, strings.Join(mixed, "."), token.ErrInvalid)
			f.refusesRefresh(t, strings.Join(mixed, "."), token.ErrInvalid)
		}
	})
}
