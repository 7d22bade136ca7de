package account

import "testing"

func TestLoginNameIsReadAsTheKindItLooksLike(t *testing.T) {
	for _, test := range []struct {
		typed string
		key   string
		kind  loginKind
		ok    bool
	}{
		{"Bob_1", "bob_1", loginByUsername, true},
		{"BOB@Example.com", "bob@example.com", loginByEmail, true},
		{"bob@example", "", loginByEmail, false},
		{"bob\x00", "", loginByUsername, false},
		{"bob\xff@example.com", "", loginByEmail, false},
		{"\u212Aelvin", "", loginByUsername, false},
		{" bob", "", loginByUsername, false},
		{"bob@example.com ", "", loginByEmail, false},
		{"", "", loginByUsername, false},
	} {
		key, kind, ok := canonicalLogin(test.typed)
		if key != test.key || kind != test.kind || ok != test.ok {
			t.Errorf("canonicalLogin(%q) = %q, %v, %v; want %q, %v, %v",
				test.typed, key, kind, ok, test.key, test.kind, test.ok)
		}
	}
}
