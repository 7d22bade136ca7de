package api_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// What went wrong in other servers, each asked of this one. The numbers are
// those of the table in docs/security.md.

// TestIncident15ATokenCutShort: ZITADEL compared no more of a token than it was
// sent (CVE-2026-27840).
func TestIncident15ATokenCutShort(t *testing.T) {
	s := newServer(t)
	own, client := s.member(t, ada), s.client(t)
	key, _ := s.key(t, own, "a program")
	for _, raw := range []string{own.access, own.refresh, key} {
		for _, length := range []int{0, 1, len(raw) / 2, len(raw) - 2, len(raw) - 1} {
			short := raw[:length]
			for _, near := range []string{short, short + "%", short + "*"} {
				if near == raw {
					continue
				}
				for _, what := range []string{"GET /me", "POST /refresh", "GET /v1/models"} {
					if a := s.send(t, what, bearer(near)); a.Status != 401 {
						t.Errorf("%s with %d letters of %d is answered %d", what, length, len(raw), a.Status)
					}
				}
				if near != "" {
					s.wantInactive(t, client, near)
					s.send(t, "POST /revoke", form("token", near)).empty(t, 200)
				}
			}
		}
	}
	s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200) // no near miss has harmed it
}

// TestIncident16ARevocationThatWasNotStored: fosite answered that a token was
// revoked although the store had failed (CVE-2020-15223).
func TestIncident16ARevocationThatWasNotStored(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	s.store.Close()
	for _, raw := range []string{own.access, own.refresh} {
		a := s.send(t, "POST /revoke", form("token", raw))
		a.refusedOAuth(t, 503, "temporarily_unavailable", "unavailable", "")
		a.putOff(t)
	}
	s.send(t, "POST /logout", bearer(own.access)).putOff(t)
}

// TestIncident19AHeaderThatCannotBeRead: authentik skipped the password when
// X-Forwarded-For held no address (CVE-2024-47070).
func TestIncident19AHeaderThatCannotBeRead(t *testing.T) {
	for name, proxies := range map[string][]netip.Prefix{"no proxy": nil, "behind a proxy": {netip.MustParsePrefix("127.0.0.0/8")}} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, fewFailures, func(c *config) { c.TrustedProxies = proxies })
			s.account(t, ada)
			for i, garbage := range []string{"a", "", "127.0.0.1, a", "[::1", strings.Repeat("1.", 4000), "256.1.1.1", "' OR 1=1"} {
				a := s.send(t, "POST /login", jsonOf(map[string]any{"email": fmt.Sprintf("nobody%d@example.com", i), "password": "a guess"}),
					header("X-Forwarded-For", garbage), header("X-Real-IP", garbage), header("Forwarded", garbage))
				if want := 403; i < 5 && a.Status != want || i >= 5 && a.Status != 429 {
					t.Errorf("guess %d with %.20q is answered %d", i, garbage, a.Status)
				}
			}
		})
	}
}

// TestIncident22WhoHasAnAccountIsNotTold: ZITADEL told it by another way through
// its pages, although it was set not to (CVE-2024-41952, CVE-2026-23511).
func TestIncident22WhoHasAnAccountIsNotTold(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	uid := s.account(t, grace)["uid"].(string)
	if err := s.accounts.Disable(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	for _, door := range []struct {
		what string
		with func(login string) option
	}{
		{"POST /login", func(login string) option { return jsonOf(map[string]any{"email": login, "password": "a guess"}) }},
		{"POST /token", func(login string) option { return form("username", login, "password", "a guess") }},
	} {
		var first answer
		for i, login := range []string{ada.email, ada.username, grace.email, "nobody", "nobody@example.com"} {
			a := s.send(t, door.what, door.with(login))
			for _, own := range []string{"Date", "X-Request-Id"} {
				a.Header.Del(own)
			}
			if i == 0 {
				first = a
			}
			if a.Status != first.Status || withoutID(t, a) != withoutID(t, first) || !maps.EqualFunc(a.Header, first.Header, func(a, b []string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
				t.Errorf("%s: %q is answered %+v, %q %+v", door.what, login, a, ada.email, first)
			}
		}
	}
}

// withoutID is the body without the id of its request.
func withoutID(t *testing.T, a answer) string {
	t.Helper()
	o := a.object(t, a.Status)
	delete(o, "request_id")
	delete(o, "instance")
	return fmt.Sprint(o)
}

// TestIncident23AddressesAreNotTheCallers: ZITADEL made links of what Forwarded
// and X-Forwarded-Host said (CVE-2025-64101, GO-2025-3721). No answer here has
// the name that the caller gives.
func TestIncident23AddressesAreNotTheCallers(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	evil := []option{
		header("Forwarded", "host=evil.example;proto=https"), header("X-Forwarded-Host", "evil.example"),
		header("X-Forwarded-Proto", "https"), header("X-Original-URL", "https://evil.example/"),
	}
	for _, what := range []string{
		"GET /", "GET /docs", "GET /openapi.json", "GET /.well-known/oauth-authorization-server", "GET /.well-known/jwks.json", "GET /healthz", "GET /nowhere", "GET /me/",
	} {
		a := s.send(t, what, evil...)
		if strings.Contains(a.Body+fmt.Sprint(a.Header), "evil.example") {
			t.Errorf("%s takes the address of the caller", what)
		}
	}
	own := s.login(t, ada, evil...)
	if iss := claimsOf(t, own.access)["iss"]; iss != "http://spotter.test" {
		t.Errorf("issuer %v", iss)
	}
}

// TestIncident24AnAddressRegisteredBeforehand: PocketBase gave the account that
// somebody had registered with another's address to both (CVE-2024-38351,
// CVE-2026-44166). There is no log-in by another service here that could join
// them: the address stays with whoever registered it, unverified, and its owner
// gets neither that account nor a part in it.
func TestIncident24AnAddressRegisteredBeforehand(t *testing.T) {
	s := newServer(t)
	squatter := s.account(t, person{"squatter", ada.email, "looms of Jacquard, 1804"})
	if squatter["is_verified"] != false {
		t.Error("an address counts as verified that nobody has looked at")
	}
	s.send(t, "POST /register", jsonOf(map[string]any{"username": "ada", "email": strings.ToUpper(ada.email), "password": ada.password})).object(t, 400)
	s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).refused(t, 403, "invalid_credentials", "")
	var document struct{ Paths map[string]any }
	if err := json.Unmarshal([]byte(s.send(t, "GET /openapi.json").Body), &document); err != nil || len(document.Paths) < 20 {
		t.Fatalf("%d paths, %v", len(document.Paths), err)
	}
	for path := range document.Paths {
		for _, word := range []string{"oauth2", "oidc", "saml", "social", "link"} {
			if strings.Contains(path, word) {
				t.Errorf("%s may join accounts: hold it to this incident", path)
			}
		}
	}
}

// TestIncident26AForgedCursor: Ory put what a cursor said into SQL, and signed
// cursors with a secret that is published (CVE-2026-33503 to 33505).
func TestIncident26AForgedCursor(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for i := range 3 {
		s.said(t, own, fmt.Sprint("Question ", i))
	}
	_, next := s.items(t, own, "/conversations?limit=1", "id")
	good := next.(string)
	_, mac, _ := strings.Cut(good, ".")
	for _, injected := range []string{"1) OR 1=1 --", "'; DROP TABLE people; --", "0 UNION SELECT hash FROM people", ""} {
		encoded := base64.RawURLEncoding.EncodeToString([]byte(injected))
		for _, cursor := range []string{injected, encoded, encoded + "." + mac, injected + "." + mac, good + encoded} {
			if cursor == "" || cursor == good {
				continue
			}
			s.send(t, "GET /conversations?cursor="+url.QueryEscape(cursor), bearer(own.access)).invalid(t, "query.cursor")
		}
	}
	s.send(t, "GET /conversations?limit=1&cursor="+url.QueryEscape(good), bearer(own.access)).object(t, 200)
	other := newServer(t, func(c *config) { c.DeviceKey = []byte("another key of another server 32") })
	otherOwn := other.member(t, ada)
	other.send(t, "GET /conversations?cursor="+url.QueryEscape(good), bearer(otherOwn.access)).invalid(t, "query.cursor")
}
