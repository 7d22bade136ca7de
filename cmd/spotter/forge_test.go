package main_test

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

// forge signs what differs from a good token, with the server's own key.
type forge struct {
	t      *testing.T
	token  string
	kid    string
	signer ed25519.PrivateKey
}

func newForge(t *testing.T, dir, good string) *forge {
	t.Helper()
	f := &forge{t: t, token: good}
	f.kid = f.header("x", nil)["kid"].(string)
	text, err := os.ReadFile(filepath.Join(dir, "spotter.key"))
	if err != nil {
		t.Fatal(err)
	}
	master, err := token.ParseMasterKey(string(text))
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(storetest.Patient(t.Context()), filepath.Join(dir, "spotter.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	keys, err := db.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if k.ID == f.kid {
			f.open(master, k)
		}
	}
	return f
}

func (f *forge) open(master token.MasterKey, k token.StoredKey) {
	f.t.Helper()
	der, err := master.Open("signing key "+k.ID+" "+string(k.Algorithm), k.Sealed)
	if err != nil {
		f.t.Fatal(err)
	}
	private, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		f.t.Fatal(err)
	}
	f.signer = private.(ed25519.PrivateKey)
}

// header and claims are those of the good token with one member changed, or
// without it.
func (f *forge) header(name string, value any) map[string]any { return f.part(0, name, value) }
func (f *forge) claims(name string, value any) map[string]any { return f.part(1, name, value) }

func (f *forge) part(i int, name string, value any) map[string]any {
	f.t.Helper()
	data, err := base64.RawURLEncoding.DecodeString(strings.Split(f.token, ".")[i])
	if err != nil {
		f.t.Fatal(err)
	}
	members := map[string]any{}
	if err := json.Unmarshal(data, &members); err != nil {
		f.t.Fatal(err)
	}
	members[name] = value
	if value == nil {
		delete(members, name)
	}
	return members
}

func (f *forge) sign(header, claims map[string]any) string {
	f.t.Helper()
	head, err := json.Marshal(header)
	if err != nil {
		f.t.Fatal(err)
	}
	body, err := json.Marshal(claims)
	if err != nil {
		f.t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	text := encode(head) + "." + encode(body)
	return text + "." + encode(ed25519.Sign(f.signer, []byte(text)))
}
