package token_test

import (
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// noDates are values that no time claim may have.
var noDates = map[string]string{
	"string": `"1772366400"`, "word": `"never"`, "empty string": `""`, "null": `null`, "null after a space": ` null `, "true": `true`, "false": `false`,
	"negative": `-1`, "far negative": `-9223372036854775808`, "overflow of float64": `1e400`, "overflow of int64": `9223372036854775808`,
	"overflow of uint64": `18446744073709551616`, "year 10000": `253402300800`, "1e18": `1e18`, "fraction": `1772370000.5`,
	"array": `[1772370000]`, "empty array": `[]`, "object": `{}`,
}

func TestT4ATokenWithoutAGoodExpiryIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		f.refuses(t, f.sign(f.header(), f.access("exp", "")), token.ErrInvalid)
		f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("exp", "")), token.ErrInvalid)
		for name, value := range noDates {
			t.Run(name, func(t *testing.T) {
				f.refuses(t, f.sign(f.header(), f.access("exp", value)), token.ErrInvalid)
				f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("exp", value)), token.ErrInvalid)
			})
		}
	})
}

func TestT4OtherTimesThatAreNoDatesAreRefused(t *testing.T) {
	f := newForge(t, token.HS256)
	for name, value := range noDates {
		t.Run(name, func(t *testing.T) {
			for _, claim := range []string{"iat", "nbf"} {
				f.refuses(t, f.sign(f.header(), f.access(claim, value)), token.ErrInvalid)
			}
		})
	}
	f.refuses(t, f.sign(f.header(), f.access("iat", "")), token.ErrInvalid)
	f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("iat", "")), token.ErrInvalid)
}

func TestT4ATokenExpiresToTheSecondWithoutLeeway(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for name, c := range map[string]struct {
			exp  time.Duration
			want error
		}{
			"a second ahead":      {time.Second, nil},
			"now":                 {0, token.ErrExpired},
			"a second past":       {-time.Second, token.ErrExpired},
			"past by the leeway":  {-leeway, token.ErrExpired},
			"long past":           {-1000 * time.Hour, token.ErrExpired},
			"the epoch":           {-start.Sub(time.Unix(0, 0)), token.ErrExpired},
			"an hour ahead, fine": {time.Hour, nil},
		} {
			t.Run(name, func(t *testing.T) {
				access := f.sign(f.header(), f.access("exp", f.in(c.exp), "iat", "1"))
				refresh := f.sign(f.header("typ", `"rt+jwt"`), f.refresh("exp", f.in(c.exp), "iat", "1"))
				if c.want != nil {
					f.refuses(t, access, c.want)
					f.refusesRefresh(t, refresh, c.want)
					return
				}
				f.accepts(t, access)
				if _, err := f.VerifyRefresh(t.Context(), refresh); err != nil {
					t.Error(err)
				}
			})
		}
	})
}

func TestT4AFractionOfASecondDoesNotProlongALife(t *testing.T) {
	f := newForge(t, token.HS256)
	f.clock.Advance(900 * time.Millisecond)
	raw := f.minted(t)
	f.clock.Advance(token.DefaultAccessTTL - 900*time.Millisecond - time.Nanosecond)
	f.accepts(t, raw)
	f.clock.Advance(time.Nanosecond)
	f.refuses(t, raw, token.ErrExpired)
}

func TestT4ATokenFromTheFutureIsRefusedBeyondTheLeeway(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, claim := range []string{"iat", "nbf"} {
			f.accepts(t, f.sign(f.header(), f.access(claim, f.in(50*time.Second))))
			f.accepts(t, f.sign(f.header(), f.access(claim, f.in(leeway))))
			f.refuses(t, f.sign(f.header(), f.access(claim, f.in(leeway+time.Second))), token.ErrInvalid)
			f.refuses(t, f.sign(f.header(), f.access(claim, f.in(2*time.Minute))), token.ErrInvalid)
			f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh(claim, f.in(leeway+time.Second))), token.ErrInvalid)
		}
	})
}

func TestT4WithoutLeewayNoClockMayRunAhead(t *testing.T) {
	f := newForge(t, token.HS256, func(c *token.Config) { c.Leeway = 0 })
	f.accepts(t, f.sign(f.header(), f.access()))
	f.refuses(t, f.sign(f.header(), f.access("iat", f.in(time.Second))), token.ErrInvalid)
}

func TestT4AnExpiredForgeryIsAForgery(t *testing.T) {
	// "Expired" says of a token that it was good; a client then refreshes.
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		old := f.in(-time.Hour)
		good := f.sign(f.header(), f.access("exp", old))
		f.refuses(t, good, token.ErrExpired)
		f.refuses(t, good[:strings.LastIndex(good, ".")]+"."+encode(strings.Repeat("x", 64)), token.ErrInvalid)
		for _, edits := range [][]string{
			{"iss", `"https://evil.example"`}, {"iss", ``}, {"aud", `"https://evil.example"`}, {"aud", ``}, {"aud", `[]`},
		} {
			f.refuses(t, f.sign(f.header(), f.access(append(edits, "exp", old)...)), token.ErrInvalid)
		}
	})
}
