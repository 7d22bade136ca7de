package api_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"

	"spotter/token"
)

// claimsOf reads the payload of a token, as anybody can.
func claimsOf(t testing.TB, raw string) map[string]any {
	t.Helper()
	return partOf(t, raw, 1)
}

func partOf(t testing.TB, raw string, part int) map[string]any {
	t.Helper()
	parts := strings.Split(raw, ".")
	if len(parts) != 3 {
		t.Fatalf("%d parts, want 3", len(parts))
	}
	text, err := base64.RawURLEncoding.Strict().DecodeString(parts[part])
	if err != nil {
		t.Fatal(err)
	}
	var o map[string]any
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestT6K1AccessTokenSaysExactlyThis and no more.
func TestT6K1AccessTokenSaysExactlyThis(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now), func(c *config) { c.Tokens.Audience = "https://gym.test" })
	user := s.account(t, ada)
	own := s.login(t, ada)
	head, claims := partOf(t, own.access, 0), claimsOf(t, own.access)
	wantMembers(t, head, "alg", "kid", "typ")
	wantMembers(t, claims, "iss", "aud", "sub", "iat", "exp", "jti", "sid", "scope", "refresh", "user")
	wantMembers(t, claims["user"].(map[string]any), "email", "user_uid", "username")
	if head["alg"] != "EdDSA" || head["typ"] != "at+jwt" || head["kid"] == "" {
		t.Errorf("header %v", head)
	}
	at := float64(now.Now().Unix())
	for name, want := range map[string]any{
		"iss": "http://spotter.test", "aud": "https://gym.test", "sub": user["uid"], "iat": at, "exp": at + 1800, "scope": "account", "refresh": false,
	} {
		if claims[name] != want {
			t.Errorf("%s is %v, want %v", name, claims[name], want)
		}
	}
	if u := claims["user"].(map[string]any); u["email"] != "ada@example.com" || u["user_uid"] != user["uid"] || u["username"] != "ada" {
		t.Errorf("user %v", u)
	}
	for _, name := range []string{"jti", "sid"} {
		if _, err := uuid.Parse(claims[name].(string)); err != nil {
			t.Errorf("%s %v is no UUID", name, claims[name])
		}
	}
}

// TestK2RefreshTokenSaysNothingOfThePerson but the uid.
func TestK2RefreshTokenSaysNothingOfThePerson(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	user := s.account(t, ada)
	own := s.login(t, ada)
	head, claims := partOf(t, own.refresh, 0), claimsOf(t, own.refresh)
	wantMembers(t, head, "alg", "kid", "typ")
	wantMembers(t, claims, "sub", "sid", "jti", "iat", "exp", "refresh")
	at := float64(now.Now().Unix())
	if head["typ"] != "rt+jwt" || claims["refresh"] != true || claims["sub"] != user["uid"] || claims["iat"] != at || claims["exp"] != at+48*3600 {
		t.Errorf("header %v, claims %v", head, claims)
	}
	if access := claimsOf(t, own.access); access["sid"] != claims["sid"] || access["jti"] == claims["jti"] {
		t.Errorf("access %v, refresh %v", access, claims)
	}
}

func TestAudienceIsThePublicURLUnlessSet(t *testing.T) {
	s := newServer(t)
	claims := claimsOf(t, s.member(t, ada).access)
	if claims["aud"] != "http://spotter.test" || claims["iss"] != "http://spotter.test" {
		t.Errorf("iss %v, aud %v", claims["iss"], claims["aud"])
	}
}

// TestSharedSecretSignsWithHMAC as the tutorials do, and shows no keys.
func TestSharedSecretSignsWithHMAC(t *testing.T) {
	for algorithm, name := range map[token.Algorithm]string{"": "HS256", token.HS384: "HS384", token.HS512: "HS512"} {
		s := newServer(t, func(c *config) {
			c.Tokens.Secret, c.Tokens.Algorithm = "aQ8Zp1xVn4Rk7Tb2MwE9uYc3Ls6Gd0JfHiKoPtXzBvNmCrS5qUyDeAgFhWlO_-#1+2", algorithm
		})
		own := s.member(t, ada)
		if head := partOf(t, own.access, 0); head["alg"] != name || head["typ"] != "at+jwt" || head["kid"] == nil {
			t.Errorf("header %v, want %s", head, name)
		}
		if !s.alive(t, own.access) {
			t.Errorf("%s: the access token opens nothing", name)
		}
		if got := s.send(t, "GET /.well-known/jwks.json").Body; strings.Join(strings.Fields(got), "") != `{"keys":[]}` {
			t.Errorf("%s: the JWKS is %s", name, got)
		}
	}
}
