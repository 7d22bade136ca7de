package api_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"reflect"
	"strings"
	"testing"

	"spotter/token"
)

// TestK3KeySetShowsPublicKeysAlone, with which anybody can verify.
func TestK3KeySetShowsPublicKeysAlone(t *testing.T) {
	for algorithm, members := range map[token.Algorithm][]string{
		token.EdDSA: {"kty", "use", "alg", "kid", "crv", "x"},
		token.ES256: {"kty", "use", "alg", "kid", "crv", "x", "y"},
		token.RS256: {"kty", "use", "alg", "kid", "n", "e"},
	} {
		t.Run(string(algorithm), func(t *testing.T) {
			s := newServer(t, func(c *config) { c.Tokens.Algorithm = algorithm })
			own := s.member(t, ada)
			a := s.send(t, "GET /.well-known/jwks.json")
			a.has(t, "Content-Type", "application/jwk-set+json")
			if got := a.Header.Get("Cache-Control"); !strings.Contains(got, "max-age=") {
				t.Errorf("Cache-Control %q: verifiers ask for it again and again", got)
			}
			a.Header.Set("Content-Type", "application/json")
			set := a.object(t, 200)
			wantMembers(t, set, "keys")
			keys := set["keys"].([]any)
			if len(keys) != 1 {
				t.Fatalf("%d keys", len(keys))
			}
			key := keys[0].(map[string]any)
			wantMembers(t, key, members...)
			head := partOf(t, own.access, 0)
			if key["kid"] != head["kid"] || key["alg"] != string(algorithm) || head["alg"] != string(algorithm) || key["use"] != "sig" {
				t.Errorf("key %v, header %v", key, head)
			}
			if algorithm == token.EdDSA && !verifies(t, own.access, key["x"].(string)) {
				t.Error("the key does not verify the access token")
			}
		})
	}
}

func verifies(t *testing.T, raw, x string) bool {
	t.Helper()
	public, err := base64.RawURLEncoding.DecodeString(x)
	if err != nil {
		t.Fatal(err)
	}
	dot := strings.LastIndexByte(raw, '.')
	signature, err := base64.RawURLEncoding.DecodeString(raw[dot+1:])
	if err != nil {
		t.Fatal(err)
	}
	return ed25519.Verify(public, []byte(raw[:dot]), signature)
}

// TestO9MetadataSaysWhatExists and nothing else (RFC 8414 §2).
func TestO9MetadataSaysWhatExists(t *testing.T) {
	for grant, want := range map[bool][]any{true: {"password", "refresh_token"}, false: {"refresh_token"}} {
		s := newServer(t, func(c *config) { c.PasswordGrant, c.PublicURL = grant, "https://spotter.test" })
		m := s.send(t, "GET /.well-known/oauth-authorization-server").object(t, 200)
		claims := claimsOf(t, s.member(t, ada).access)
		if m["issuer"] != claims["iss"] {
			t.Errorf("issuer %v, iss %v", m["issuer"], claims["iss"])
		}
		if !reflect.DeepEqual(m["grant_types_supported"], want) {
			t.Errorf("grant_types_supported %v, want %v", m["grant_types_supported"], want)
		}
		if types, ok := m["response_types_supported"].([]any); !ok || len(types) != 0 {
			t.Errorf("response_types_supported %v, want an empty list", m["response_types_supported"])
		}
		if !reflect.DeepEqual(m["scopes_supported"], []any{"account"}) {
			t.Errorf("scopes_supported %v", m["scopes_supported"])
		}
		for name, value := range m {
			if url, ok := value.(string); ok && name != "issuer" {
				path, found := strings.CutPrefix(url, "https://spotter.test")
				if !found {
					t.Errorf("%s is %s", name, url)
				}
				if a := s.send(t, "GET "+path); a.Status == 404 {
					t.Errorf("%s names %s, which is not there", name, url)
				}
			}
		}
	}
}

// TestO9EverythingAdvertisedIsThere: each address in the metadata answers as its
// kind of endpoint does, in each way of authentication that is named, and in no
// other.
func TestO9EverythingAdvertisedIsThere(t *testing.T) {
	s := newServer(t, func(c *config) { c.PublicURL = "https://spotter.test" })
	client := s.client(t)
	s.account(t, ada)
	m := s.send(t, "GET /.well-known/oauth-authorization-server").object(t, 200)
	wantMembers(t, m, "issuer", "token_endpoint", "token_endpoint_auth_methods_supported", "jwks_uri", "scopes_supported",
		"response_types_supported", "grant_types_supported", "revocation_endpoint", "revocation_endpoint_auth_methods_supported",
		"introspection_endpoint", "introspection_endpoint_auth_methods_supported", "service_documentation")
	at := func(method, name string) string {
		path, found := strings.CutPrefix(m[name].(string), m["issuer"].(string))
		if !found {
			t.Fatalf("%s %s is not below the issuer", name, m[name])
		}
		return method + " " + path
	}
	for name, want := range map[string]any{
		"token_endpoint_auth_methods_supported": "none", "revocation_endpoint_auth_methods_supported": "none",
		"introspection_endpoint_auth_methods_supported": "client_secret_basic",
	} {
		if !reflect.DeepEqual(m[name], []any{want}) {
			t.Errorf("%s %v, want %v", name, m[name], want)
		}
	}
	own := pairOf(t, s.send(t, at("POST", "token_endpoint"), form("grant_type", "password", "username", "ada", "password", ada.password)).object(t, 200))
	own = pairOf(t, s.send(t, at("POST", "token_endpoint"), form("grant_type", "refresh_token", "refresh_token", own.refresh)).object(t, 200))
	if iss := claimsOf(t, own.access)["iss"]; iss != m["issuer"] {
		t.Errorf("iss %v, issuer %v", iss, m["issuer"])
	}
	o := s.send(t, at("POST", "introspection_endpoint"), client, form("token", own.access)).object(t, 200)
	if o["active"] != true || o["iss"] != m["issuer"] {
		t.Errorf("introspected %v", o)
	}
	s.send(t, at("POST", "revocation_endpoint"), form("token", own.access)).empty(t, 200)
	s.wantInactive(t, client, own.access)
	if a := s.send(t, at("GET", "jwks_uri")); a.Status != 200 || !strings.Contains(a.Body, `"keys"`) {
		t.Errorf("jwks_uri: %d %s", a.Status, a.Body)
	}
	if a := s.send(t, at("GET", "service_documentation")); a.Status != 200 {
		t.Errorf("service_documentation: %d", a.Status)
	}
}
