package token_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// opened returns the header and the payload of a token as anyone reads them.
func opened(t *testing.T, raw string) (header, payload map[string]any) {
	t.Helper()
	for i, into := range []*map[string]any{&header, &payload} {
		data, err := base64.RawURLEncoding.DecodeString(strings.Split(raw, ".")[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatal(err)
		}
	}
	return header, payload
}

func names[V any](m map[string]V) string { return strings.Join(slices.Sorted(maps.Keys(m)), " ") }

func TestK1AnAccessTokenSaysAllThatItMustAndK2NothingElse(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		header, payload := opened(t, f.minted(t))
		if header["alg"] != string(f.alg) || header["kid"] != f.kid || header["typ"] != "at+jwt" || len(header) != 3 {
			t.Errorf("header %v", header)
		}
		if got := names(payload); got != "aud exp iat iss jti refresh scope sid sub user" {
			t.Errorf("claims %s", got)
		}
		if got := names(payload["user"].(map[string]any)); got != "email user_uid username" {
			t.Errorf("user %s", got)
		}
		if payload["exp"].(float64)-payload["iat"].(float64) != 30*60 || payload["iat"].(float64) != float64(start.Unix()) {
			t.Errorf("times %v, %v", payload["iat"], payload["exp"])
		}
		if payload["refresh"] != false || payload["iss"] != issuer || payload["aud"] != audience || payload["sub"] != ada.UID {
			t.Errorf("claims %v", payload)
		}
	})
}

func TestK2ARefreshTokenHasNothingPersonal(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		header, payload := opened(t, f.mintedRefresh(t))
		if header["typ"] != "rt+jwt" || len(header) != 3 {
			t.Errorf("header %v", header)
		}
		if got := names(payload); got != "exp iat jti refresh sid sub" || payload["refresh"] != true {
			t.Errorf("claims %v", payload)
		}
	})
}

func TestVerifiedClaimsAreWhatWasMinted(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		c := f.accepts(t, f.minted(t))
		want := token.Claims{
			Type: token.Access, Issuer: issuer, Audience: []string{audience}, Subject: ada.UID, SessionID: session, ID: "j1",
			Scope: "account", User: ada, IssuedAt: start, ExpiresAt: start.Add(30 * time.Minute), KeyID: f.kid,
		}
		if !c.IssuedAt.Equal(want.IssuedAt) || !c.ExpiresAt.Equal(want.ExpiresAt) || !slices.Equal(c.Audience, want.Audience) {
			t.Errorf("%+v", c)
		}
		got := *c
		got.IssuedAt, got.ExpiresAt, got.Audience, want.IssuedAt, want.ExpiresAt, want.Audience = start, start, nil, start, start, nil
		if got.Type != want.Type || got.Issuer != want.Issuer || got.Subject != want.Subject || got.SessionID != want.SessionID ||
			got.ID != want.ID || got.Scope != want.Scope || got.User != want.User || got.KeyID != want.KeyID {
			t.Errorf("%+v, want %+v", got, want)
		}
	})
}

func TestNamesOfAnyLettersSurvive(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, name := range []string{`"quoted"`, `back\slash`, "<b>&</b>", "Ünïcødé", "日本", "\u2028", "line\nbreak", "\x7f", "😀", strings.Repeat("x", 1000)} {
		user := token.User{UID: ada.UID, Email: name, Username: name}
		raw, err := f.MintAccess(token.AccessFor{ID: "j", SessionID: "s", User: user})
		if err != nil {
			t.Fatal(err)
		}
		if c := f.accepts(t, raw); c.User != user {
			t.Errorf("%q came back as %q", name, c.User.Username)
		}
	}
}

func TestTheSameRefreshTokenIsMintedAgainByteForByte(t *testing.T) {
	for _, alg := range []token.Algorithm{token.EdDSA, token.RS256, token.HS256} {
		t.Run(string(alg), func(t *testing.T) {
			f := newForge(t, alg)
			first := f.mintedRefresh(t)
			if again := f.mintedRefresh(t); again != first {
				t.Error("the second differs")
			}
			values := token.RefreshFor{
				UserID: ada.UID, SessionID: session, ID: "j2", IssuedAt: start.Add(999 * time.Millisecond).In(time.FixedZone("", 7200)),
				ExpiresAt: start.Add(48 * time.Hour), KeyID: f.kid,
			}
			later := newForge(t, alg) // another process, some time later
			later.clock.Advance(20 * time.Second)
			if again, err := later.MintRefresh(values); err != nil || again != first {
				t.Errorf("after a restart it differs: %v", err)
			}
			values.ID = "j3"
			if other, err := f.MintRefresh(values); err != nil || other == first {
				t.Errorf("another jti gives the same token: %v", err)
			}
		})
	}
}

func TestTheSameES256RefreshTokenSaysTheSame(t *testing.T) {
	f := newForge(t, token.ES256)
	a, errA := f.VerifyRefresh(t.Context(), f.mintedRefresh(t))
	b, errB := f.VerifyRefresh(t.Context(), f.mintedRefresh(t))
	if errA != nil || errB != nil || a.ID != b.ID || !a.ExpiresAt.Equal(b.ExpiresAt) || !a.IssuedAt.Equal(b.IssuedAt) {
		t.Errorf("%+v %v, %+v %v", a, errA, b, errB)
	}
}

func TestARefreshTokenIsMintedWithTheKeyThatItNames(t *testing.T) {
	f := newForge(t, token.EdDSA) // its store has keys of other algorithms too
	for alg, kid := range openVault().ids {
		raw, err := f.MintRefresh(token.RefreshFor{UserID: "u", SessionID: "s", ID: "j", IssuedAt: start, ExpiresAt: start.Add(time.Hour), KeyID: kid})
		if err != nil {
			t.Fatal(err)
		}
		if header, _ := opened(t, raw); header["alg"] != string(alg) || header["kid"] != kid {
			t.Errorf("%v", header)
		}
		if c, err := f.VerifyRefresh(t.Context(), raw); err != nil || c.KeyID != kid {
			t.Errorf("%s: %+v, %v", alg, c, err)
		}
	}
	if _, err := f.MintRefresh(token.RefreshFor{UserID: "u", SessionID: "s", ID: "j", KeyID: "gone"}); !errors.Is(err, token.ErrInvalid) {
		t.Errorf("a key that is not known: %v", err)
	}
}

func TestTheConfiguredLifeCounts(t *testing.T) {
	f := newForge(t, token.HS256, func(c *token.Config) { c.AccessTTL = time.Minute })
	raw := f.minted(t)
	if c := f.accepts(t, raw); c.ExpiresAt.Sub(c.IssuedAt) != time.Minute || f.AccessTTL() != time.Minute {
		t.Errorf("%v to %v", c.IssuedAt, c.ExpiresAt)
	}
	f.clock.Advance(time.Minute)
	f.refuses(t, raw, token.ErrExpired)
}
