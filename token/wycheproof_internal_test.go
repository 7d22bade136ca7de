package token

import (
	"cmp"
	"compress/gzip"
	"crypto"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"
)

// vectorGroup is the part of a file of Wycheproof that shares a key. The two
// kinds of files, of whole tokens and of signatures alone, name it differently.
type vectorGroup struct {
	Public, Private json.RawMessage
	PublicKeyDer    hexBytes
	TagSize         int // bits of a MAC
	Tests           []vector
}

type vector struct {
	ID       int `json:"tcId"`
	Comment  string
	Result   string // valid, invalid, or acceptable: valid, and better refused
	JWS      string
	Key, Msg hexBytes
	Sig, Tag hexBytes
}

type vectorJWK struct {
	jwk
	Secret string `json:"k"`
}

type hexBytes []byte

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *hexBytes) UnmarshalText(text []byte) (err error) {
	*b, err = hex.DecodeString(string(text))
	return err
}

func readVectors(t *testing.T, name string) []vectorGroup {
	t.Helper()
	packed, err := os.Open("testdata/wycheproof/" + name + "_test.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		NumberOfTests int
		TestGroups    []vectorGroup
	}
	if err := json.NewDecoder(text).Decode(&file); err != nil {
		t.Fatal(err)
	}
	for _, g := range file.TestGroups {
		file.NumberOfTests -= len(g.Tests)
	}
	if file.NumberOfTests != 0 {
		t.Fatalf("%d vectors of %s were not read", file.NumberOfTests, name)
	}
	return file.TestGroups
}

// tally counts what became of the vectors that Wycheproof calls valid: how many
// were accepted, and why the others were refused.
type tally map[string]int

const (
	accepted = "accepted"
	cutShort = "a MAC cut short"
)

// count fails the test for a vector that must not be accepted and is.
func (c tally) count(t *testing.T, v vector, why string, err error) {
	t.Helper()
	switch {
	case v.Result == "valid" && err == nil:
		c[accepted]++
	case v.Result == "valid":
		c[cmp.Or(why, err.Error())]++
	case err == nil:
		t.Errorf("%s vector %d is accepted: %s", v.Result, v.ID, v.Comment)
	}
}

func (c tally) mustBe(t *testing.T, want tally) {
	t.Helper()
	if !maps.Equal(c, want) {
		t.Errorf("of the valid vectors came %v, not %v", c, want)
	}
}

// TestT14WycheproofTokens puts the tokens of Wycheproof through what decides on
// a signature here. Their payloads are no claims, and their type is not ours:
// that is looked at before and after, and not here.
func TestT14WycheproofTokens(t *testing.T) {
	got, contradictions := tally{}, 0
	for _, g := range readVectors(t, "json_web_signature") {
		k, why := g.key(t)
		for _, v := range g.Tests {
			// 367 and 370 are called invalid and are 357 letter by letter, which
			// is called valid: https://github.com/C2SP/wycheproof/issues/236
			if v.Result == "invalid" && g.callsValid(v.JWS) {
				contradictions++
				continue
			}
			got.count(t, v, why, signatureHolds(t, k, v.JWS))
		}
	}
	got.mustBe(t, tally{
		accepted:                       16,
		"no algorithm of ours":         26, // RS384, RS512, PS256, PS384, PS512, ES512
		"header is not base64url":      1,  // a question mark in it
		"the payload is not base64url": 2,  // a question mark; an empty payload, where ours are objects
		errHighS.Error():               1,
	})
	if contradictions != 2 {
		t.Errorf("%d vectors are called both valid and invalid, not 2", contradictions)
	}
}

func (g vectorGroup) callsValid(raw string) bool {
	return slices.ContainsFunc(g.Tests, func(v vector) bool { return v.Result == "valid" && v.JWS == raw })
}

// key returns the key of a group of tokens, read as a key set is, or why there is
// none. The RSA keys of Wycheproof have 2048 bits, which are refused there: they
// are taken here all the same, for the sake of the vectors.
func (g vectorGroup) key(t *testing.T) (k *key, why string) {
	t.Helper()
	data := g.Public
	if data == nil {
		data = g.Private
	}
	var j vectorJWK
	if err := json.Unmarshal(data, &j); err != nil {
		t.Fatal(err)
	}
	if j.Algorithm.Symmetric() {
		secret, err := decodeSegment(j.Secret)
		if err != nil {
			t.Fatal(err)
		}
		k = secretKey(j.Algorithm, string(secret))
		k.id = j.KeyID
		return k, ""
	}
	k, err := readJWK(data)
	if k == nil && err == nil {
		return nil, "no algorithm of ours"
	}
	if err != nil && j.KeyType == "RSA" {
		var public crypto.PublicKey
		public, err = j.public()
		k = &key{id: j.KeyID, algorithm: j.Algorithm, verifying: public, method: j.Algorithm.method()}
	}
	if err != nil {
		t.Fatal(err)
	}
	return k, ""
}

// signatureHolds does with a token what parse does, up to the signature. Of no
// key there is nothing to verify with.
func signatureHolds(t *testing.T, k *key, raw string) error {
	t.Helper()
	v := newChecker("", "", 0, NewEnded(nil), time.Now)
	v.keys.Store(&keyring{})
	if k != nil {
		v.keys.Store(verifyingKeys([]*key{k}))
	}
	read, err := v.keys.Load().read(raw)
	if err != nil {
		return err
	}
	if k, err = v.key(t.Context(), read.header); err != nil {
		return err
	}
	return k.verify(read)
}

// TestT14WycheproofSignatures puts the vectors of each algorithm through the
// key of that algorithm.
func TestT14WycheproofSignatures(t *testing.T) {
	for _, f := range []struct {
		file      string
		algorithm Algorithm
		want      tally
	}{
		{"ed25519", EdDSA, tally{accepted: 88}},
		{"ecdsa_secp256r1_sha256_p1363", ES256, tally{accepted: 103, errHighS.Error(): 70}},
		{"rsa_signature_3072_sha256", RS256, tally{accepted: 8}},
		{"hmac_sha256", HS256, tally{accepted: 33, cutShort: 33}},
		{"hmac_sha384", HS384, tally{accepted: 33, cutShort: 33}},
		{"hmac_sha512", HS512, tally{accepted: 33, cutShort: 33}},
	} {
		t.Run(f.file, func(t *testing.T) {
			got := tally{}
			for _, g := range readVectors(t, f.file) {
				for _, v := range g.Tests {
					k, why, err := g.keyFor(f.algorithm, v)
					if err == nil {
						err = k.verify(parts{signed: string(v.Msg), signature: append(v.Sig, v.Tag...)})
					}
					got.count(t, v, why, err)
				}
			}
			got.mustBe(t, f.want)
		})
	}
}

// keyFor returns the key of one of a group of signatures, and the reason to
// refuse them all if there is one.
func (g vectorGroup) keyFor(a Algorithm, v vector) (k *key, why string, err error) {
	if a.Symmetric() {
		k = secretKey(a, string(v.Key))
		if g.TagSize < 8*a.SecretBytes() {
			why = cutShort
		}
		return k, why, nil
	}
	public, err := x509.ParsePKIXPublicKey(g.PublicKeyDer)
	if err != nil {
		return nil, "", fmt.Errorf("no public key: %w", err)
	}
	if !a.owns(public) {
		return nil, "", errors.New("no key of the algorithm")
	}
	return &key{algorithm: a, verifying: public, method: a.method()}, "", nil
}
