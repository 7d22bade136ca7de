package token_test

import (
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// beside puts a member in front of an object and behind it.
func beside(object, member string) []string {
	return []string{"{" + member + "," + object[1:], object[:len(object)-1] + "," + member + "}"}
}

// twins returns the spellings that some reader takes for the same name.
func twins(name string) []string {
	first := `\u00` + "0123456789abcdef"[name[0]>>4:][:1] + "0123456789abcdef"[name[0]&15:][:1] + name[1:]
	return []string{name, strings.ToUpper(name), strings.ToUpper(name[:1]) + name[1:], name[:1] + strings.ToUpper(name[1:]), first}
}

func TestT9AMemberThatStandsTwiceIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		late := f.in(1000 * time.Hour)
		for name, value := range map[string]string{
			"exp": late, "iat": f.in(0), "sub": `"eve"`, "sid": `"other"`, "jti": `"other"`, "iss": quoted(issuer), "aud": quoted(audience),
			"scope": `"admin"`, "refresh": `false`, "user": f.user("user_uid", `"eve"`),
		} {
			for _, twin := range twins(name) {
				for _, payload := range beside(f.access(), `"`+twin+`":`+value) {
					f.refuses(t, f.sign(f.header(), payload), token.ErrInvalid)
				}
			}
		}
	})
}

func TestT9AHeaderMemberThatStandsTwiceIsRefused(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for name, values := range map[string][]string{
			"alg": {quoted(string(f.alg)), `"none"`, `"HS256"`}, "kid": {quoted(f.kid), `"evil"`}, "typ": {`"at+jwt"`, `"rt+jwt"`},
		} {
			for _, twin := range twins(name) {
				for _, value := range values {
					for _, header := range beside(f.header(), `"`+twin+`":`+value) {
						f.refuses(t, f.sign(header, f.access()), token.ErrInvalid)
					}
				}
			}
		}
	})
}

func TestT9AUserMemberThatStandsTwiceIsRefused(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, name := range []string{"user_uid", "email", "username"} {
		for _, twin := range twins(name) {
			for _, user := range beside(f.user(), `"`+twin+`":"eve"`) {
				f.refuses(t, f.sign(f.header(), f.access("user", user)), token.ErrInvalid)
			}
		}
	}
}

func TestT9ATwinAloneDoesNotStandInForTheMember(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, name := range []string{"exp", "iat", "sub", "sid", "jti", "iss", "aud", "user"} {
			twin := strings.ToUpper(name)
			value := map[string]string{
				"exp": f.in(time.Hour), "iat": f.in(0), "sub": quoted(ada.UID), "sid": quoted(session), "jti": `"j"`,
				"iss": quoted(issuer), "aud": quoted(audience), "user": f.user(),
			}[name]
			f.refuses(t, f.sign(f.header(), f.access(name, "", twin, value)), token.ErrInvalid)
		}
		f.refuses(t, f.sign(f.header("alg", "", "Alg", quoted(string(f.alg))), f.access()), token.ErrInvalid)
		f.refuses(t, f.sign(f.header("kid", "", "KID", quoted(f.kid)), f.access()), token.ErrInvalid)
		f.refuses(t, f.sign(f.header("typ", "", "Typ", `"at+jwt"`), f.access()), token.ErrInvalid)
		f.refuses(t, f.sign(f.header(), f.access("refresh", "", "REFRESH", "true", "sub", "")), token.ErrInvalid)
	})
}

func TestT9AForeignLetterThatFoldsIntoOursNeverOverrides(t *testing.T) {
	// encoding/json takes U+017F for s and U+212A for k.
	f := newForge(t, token.HS256)
	for _, member := range []string{`"ſub":"eve"`, `"iſs":"eve"`, `"u\u017fer":{"user_uid":"eve"}`, `"ſid":"eve"`} {
		for _, payload := range beside(f.access(), member) {
			if c, err := f.Verify(t.Context(), f.sign(f.header(), payload)); err == nil && (c.Subject != ada.UID || c.SessionID != session || c.User != ada) {
				t.Errorf("%s overrides: %+v", member, c)
			}
		}
	}
	f.refuses(t, f.sign(f.header("kid", "", "\u212aid", quoted(f.kid)), f.access()), token.ErrInvalid)
}

func TestHeaderAndPayloadAreObjectsAndNothingBehind(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, junk := range []string{"{}", "}", "]", ",", "x", "null", "\x00", f.access(), "//", "/**/"} {
			f.refuses(t, f.sign(f.header()+junk, f.access()), token.ErrInvalid)
			f.refuses(t, f.sign(f.header(), f.access()+junk), token.ErrInvalid)
			f.refuses(t, f.sign(junk+f.header(), f.access()), token.ErrInvalid)
			f.refuses(t, f.sign(f.header(), junk+f.access()), token.ErrInvalid)
		}
		for _, other := range []string{"null", "[]", "{}", `"x"`, "1", "true", " ", "{", `{"exp"}`, `{"exp":}`, `{"exp":1,}`, `{exp:1}`, "[" + f.access() + "]"} {
			f.refuses(t, f.sign(other, f.access()), token.ErrInvalid)
			f.refuses(t, f.sign(f.header(), other), token.ErrInvalid)
		}
	})
}

func TestStrictObjectTakesNothingBehindTheObject(t *testing.T) {
	for _, data := range []string{`{}}`, `{}]`, `{"a":1}}`, `{"a":1}]`, `{}{}`, `{},`, `{}x`, `{} {}`, `{}null`, "{}\x00"} {
		if token.StrictObject([]byte(data)) == nil {
			t.Errorf("%q is taken for one object", data)
		}
	}
	for _, data := range []string{`{}`, " {}\n", `{"a":{"b":1,"B":2}}`} {
		if err := token.StrictObject([]byte(data)); err != nil {
			t.Errorf("%q: %v", data, err)
		}
	}
}
