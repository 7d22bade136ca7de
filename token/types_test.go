package token_test

import (
	"testing"
	"time"

	"spotter/token"
)

func TestT6NothingButOurTwoTypesPasses(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, typ := range []string{
			``, `""`, `null`, `"JWT"`, `"jwt"`, `"AT+JWT"`, `"At+Jwt"`, `"at+JWT"`, `"application/at+jwt"`, `" at+jwt"`, `"at+jwt "`, `"at jwt"`,
			`"at+jwt\u0000"`, `["at+jwt"]`, `1`, `true`, `{}`, `"logout+jwt"`, `"id+jwt"`, `"dpop+jwt"`, `"secevent+jwt"`, `"RT+JWT"`,
		} {
			f.refuses(t, f.sign(f.header("typ", typ), f.access()), token.ErrInvalid)
			f.refusesRefresh(t, f.sign(f.header("typ", typ), f.refresh()), token.ErrInvalid)
		}
	})
}

func TestT6ARefreshTokenIsNoAccessTokenNorTheReverse(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		access, refresh := f.minted(t), f.mintedRefresh(t)
		f.refuses(t, refresh, token.ErrWrongType)
		f.refusesRefresh(t, access, token.ErrWrongType)
		f.accepts(t, access)
		f.refusesRefresh(t, access, token.ErrWrongType) // now that it is cached
		if _, err := f.VerifyRefresh(t.Context(), refresh); err != nil {
			t.Error(err)
		}
		f.refuses(t, refresh, token.ErrWrongType)

		// The right type over the claims of the other.
		f.refuses(t, f.sign(f.header(), f.refresh()), token.ErrInvalid)
		f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.access()), token.ErrWrongType)
	})
}

func TestT6TheRefreshClaimMustAgreeWithTheType(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		f.refuses(t, f.sign(f.header(), f.access("refresh", "true")), token.ErrWrongType)
		f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("refresh", "false")), token.ErrWrongType)
		f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("refresh", "")), token.ErrWrongType)
		for _, raw := range []string{`null`, `"true"`, `"false"`, `1`, `0`, `[]`, `{}`, `""`} {
			f.refuses(t, f.sign(f.header(), f.access("refresh", raw)), token.ErrInvalid)
			f.refusesRefresh(t, f.sign(f.header("typ", `"rt+jwt"`), f.refresh("refresh", raw)), token.ErrInvalid)
		}
	})
}

func TestT6VerifyAnyTellsTheTypesApart(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for want, raw := range map[token.Type]string{token.Access: f.minted(t), token.Refresh: f.mintedRefresh(t)} {
			for range 2 {
				if c, err := f.VerifyAny(t.Context(), raw); err != nil || c.Type != want {
					t.Errorf("VerifyAny of %s: %+v, %v", want, c, err)
				}
			}
		}
		for _, raw := range []string{
			f.sign(f.header(), f.access("refresh", "true")), f.sign(f.header("typ", `"rt+jwt"`), f.refresh("refresh", "false")),
			f.sign(f.header("typ", `"JWT"`), f.access()), "", "x", f.sign(f.header("typ", `"rt+jwt"`), f.refresh("exp", f.in(-time.Second))),
		} {
			if c, err := f.VerifyAny(t.Context(), raw); err == nil {
				t.Errorf("VerifyAny takes %+v\n%s", c, raw)
			}
		}
	})
}

func TestVerifyAnyRefusesAnAccessTokenWhoseSessionEnded(t *testing.T) {
	f := newForge(t, token.HS256)
	raw := f.minted(t)
	f.Ended().Add(token.EndedSession{ID: session, Until: f.clock.Now().Add(time.Hour)})
	if _, err := f.VerifyAny(t.Context(), raw); !isReason(err, token.ErrSessionEnded) {
		t.Error(err)
	}
}

// TestARefusalProvesWhoseATokenIsOnlyOnceItsSignatureHeld.
func TestARefusalProvesWhoseATokenIsOnlyOnceItsSignatureHeld(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		access := f.minted(t)
		_, err := f.VerifyRefresh(t.Context(), access)
		if c := token.ProvenBy(err); c == nil || c.Subject == "" || c.Type != token.Access {
			t.Errorf("of a good token of the wrong type: %+v, %v", c, err)
		}
		old := f.sign(f.header(), f.access("exp", "1"))
		if _, err = f.Verify(t.Context(), old); token.ProvenBy(err) == nil {
			t.Errorf("of an expired token nothing is proven: %v", err)
		}
		for _, raw := range []string{access[:len(access)-6] + "AAAAAA", old[:len(old)-6] + "AAAAAA", "x", ""} {
			if _, err = f.Verify(t.Context(), raw); err == nil || token.ProvenBy(err) != nil {
				t.Errorf("a forged token proves %+v, %v", token.ProvenBy(err), err)
			}
		}
	})
}
