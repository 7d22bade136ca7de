package token_test

import (
	"strings"
	"testing"

	"spotter/token"
)

// nearMisses are the values that are almost the configured one.
func nearMisses(s string) []string {
	return []string{
		"", s + "/", s + ".", s + " ", " " + s, s + "/x", s + "?", s + "#", s + ":443", s[:len(s)-1], s[1:], strings.ToUpper(s),
		strings.Replace(s, "https", "HTTPS", 1), strings.Replace(s, "https:", "http:", 1), s + ".evil.example", s + "\x00", "evil",
		s + "," + s, s + " " + s, s + "\n", strings.Replace(s, "spotter", "spo\u200btter", 1), strings.Replace(s, "s", "\u017f", 1), "*",
	}
}

func jsonString(s string) string {
	return `"` + strings.NewReplacer("\x00", `\u0000`, "\n", `\n`).Replace(s) + `"`
}

func TestT5TheIssuerMustBeEqual(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, iss := range nearMisses(issuer) {
			f.refuses(t, f.sign(f.header(), f.access("iss", jsonString(iss))), token.ErrInvalid)
		}
		for _, raw := range []string{``, `null`, `1`, `true`, `{}`, `[]`, `[` + quoted(issuer) + `]`, quoted(audience)} {
			f.refuses(t, f.sign(f.header(), f.access("iss", raw)), token.ErrInvalid)
		}
	})
}

func TestT5TheAudienceMustContainOurs(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, aud := range nearMisses(audience) {
			f.refuses(t, f.sign(f.header(), f.access("aud", jsonString(aud))), token.ErrInvalid)
			f.refuses(t, f.sign(f.header(), f.access("aud", `[`+jsonString(aud)+`]`)), token.ErrInvalid)
			f.accepts(t, f.sign(f.header(), f.access("aud", `[`+jsonString(aud)+`,`+quoted(audience)+`]`)))
		}
		for _, raw := range []string{
			``, `null`, `1`, `true`, `{}`, `[]`, `[null]`, `[1]`, `[[` + quoted(audience) + `]]`, `{"0":` + quoted(audience) + `}`, quoted(issuer),
			`[null,` + quoted(audience) + `]`, `[1,` + quoted(audience) + `]`, `[` + quoted(audience) + `,{}]`,
		} {
			f.refuses(t, f.sign(f.header(), f.access("aud", raw)), token.ErrInvalid)
		}
		for _, raw := range []string{
			`[` + quoted(audience) + `]`, `["https://other.example",` + quoted(audience) + `]`, ` [ ` + quoted(audience) + ` , "x" ] `,
		} {
			f.accepts(t, f.sign(f.header(), f.access("aud", raw)))
		}
	})
}

func TestT5TheAudienceIsTheIssuerUnlessConfigured(t *testing.T) {
	f := newForge(t, token.HS256, func(c *token.Config) { c.Audience = "" })
	if c := f.accepts(t, f.minted(t)); len(c.Audience) != 1 || c.Audience[0] != issuer {
		t.Errorf("aud is %q", c.Audience)
	}
	f.refuses(t, f.sign(f.header(), f.access()), token.ErrInvalid)
}

func TestT5ATokenOfAnotherServiceWithTheSameSecretIsRefused(t *testing.T) {
	other := newForge(t, token.HS256, func(c *token.Config) { c.Issuer, c.Audience = "https://other.example", "" })
	newForge(t, token.HS256).refuses(t, other.minted(t), token.ErrInvalid)
}
