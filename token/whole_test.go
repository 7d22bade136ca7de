package token_test

import (
	"strings"
	"testing"

	"spotter/token"
)

func TestT12NobodyIsNoUser(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, name := range []string{"sub", "sid", "jti"} {
			for _, value := range []string{``, `""`, `null`, `0`, `false`, `[]`, `{}`, `[` + quoted(ada.UID) + `]`} {
				f.refuses(t, f.sign(f.header(), f.access(name, value)), token.ErrInvalid)
				f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh(name, value)), token.ErrInvalid)
			}
		}
	})
}

func TestT12TheUserClaimIsAboutTheSubject(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, uid := range []string{
		``, `""`, `null`, `0`, `"eve"`, quoted(ada.UID + " "), quoted(strings.ToUpper(ada.UID)), quoted(ada.UID[1:]), `[` + quoted(ada.UID) + `]`, `{}`,
	} {
		f.refuses(t, f.sign(f.header(), f.access("user", f.user("user_uid", uid))), token.ErrInvalid)
	}
	for _, user := range []string{``, `null`, `{}`, `[]`, `"ada"`, quoted(ada.UID), `true`} {
		f.refuses(t, f.sign(f.header(), f.access("user", user)), token.ErrInvalid)
	}
	f.refuses(t, f.sign(f.header(), f.access("sub", `"eve"`)), token.ErrInvalid)
	f.refuses(t, f.sign(f.header(), f.access("sub", `""`, "user", f.user("user_uid", `""`))), token.ErrInvalid)
}

func TestClaimsOfTheWrongKindAreRefused(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, value := range []string{`null`, `1`, `true`, `[]`, `{}`, `["account"]`} {
		f.refuses(t, f.sign(f.header(), f.access("scope", value)), token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("user", f.user("email", value))), token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("user", f.user("username", value))), token.ErrInvalid)
	}
}
