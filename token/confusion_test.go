package token_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha512" // links SHA-384 and SHA-512 in
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"

	"spotter/token"
)

// faces returns the byte strings in which a public key is passed around, any
// of which a confused verifier might take for a secret.
func faces(t *testing.T, f *forge) map[string][]byte {
	public := openVault().signers[f.alg].Public()
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	all := map[string][]byte{
		"DER": der, "PEM": block, "PEM without its last line break": block[:len(block)-1],
		"PEM with CR LF": []byte(strings.ReplaceAll(string(block), "\n", "\r\n")),
		"JWKS":           f.JWKS(), "key id": []byte(f.kid), "nothing": {},
	}
	var set struct{ Keys []json.RawMessage }
	if err := json.Unmarshal(f.JWKS(), &set); err != nil {
		t.Fatal(err)
	}
	for _, jwk := range set.Keys {
		all["JWK "+string(jwk)] = jwk
	}
	switch k := public.(type) {
	case ed25519.PublicKey:
		all["raw"] = k
	case *ecdsa.PublicKey:
		all["point"], _ = k.Bytes()
	case *rsa.PublicKey:
		all["modulus"] = k.N.Bytes()
		all["PKCS #1"] = x509.MarshalPKCS1PublicKey(k)
		all["PKCS #1 PEM"] = pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(k)})
	}
	return all
}

func TestT2APublicKeyIsNeverASecret(t *testing.T) {
	eachAlgorithm(t, keyPairs, func(t *testing.T, f *forge) {
		for name, face := range faces(t, f) {
			for _, alg := range []string{"HS256", string(f.alg)} {
				text := encode(f.header("alg", quoted(alg))) + "." + encode(f.access())
				raw := text + "." + encode(string(hs256(text, face)))
				if _, err := f.Verify(t.Context(), raw); !isReason(err, token.ErrInvalid) {
					t.Errorf("signed by HMAC with the public key as %s, alg %s: %v", name, alg, err)
				}
			}
		}
	})
}

func TestT2AKeyServesOneAlgorithmAlone(t *testing.T) {
	t.Run("RSA", func(t *testing.T) {
		f := newForge(t, token.RS256)
		private := openVault().signers[token.RS256].(*rsa.PrivateKey)
		for alg, hash := range map[string]crypto.Hash{"RS384": crypto.SHA384, "RS512": crypto.SHA512} {
			text := encode(f.header("alg", quoted(alg))) + "." + encode(f.access())
			signature, err := rsa.SignPKCS1v15(nil, private, hash, digest(hash, text))
			if err != nil {
				t.Fatal(err)
			}
			f.refuses(t, text+"."+encode(string(signature)), token.ErrInvalid)
		}
		for alg, hash := range map[string]crypto.Hash{"PS256": crypto.SHA256, "PS384": crypto.SHA384, "RS256": crypto.SHA256} {
			text := encode(f.header("alg", quoted(alg))) + "." + encode(f.access())
			signature, err := rsa.SignPSS(rand.Reader, private, hash, digest(hash, text), nil)
			if err != nil {
				t.Fatal(err)
			}
			f.refuses(t, text+"."+encode(string(signature)), token.ErrInvalid)
		}
	})
	t.Run("secret", func(t *testing.T) {
		long := secret + secret[5:] + "Zk"
		f := newForge(t, token.HS256, func(c *token.Config) { c.Secret = long })
		for alg, hash := range map[string]crypto.Hash{"HS384": crypto.SHA384, "HS512": crypto.SHA512} {
			text := encode(f.header("alg", quoted(alg))) + "." + encode(f.access())
			mac := hmac.New(hash.New, []byte(long))
			mac.Write([]byte(text))
			f.refuses(t, text+"."+encode(string(mac.Sum(nil))), token.ErrInvalid)
		}
	})
}

func TestT2AKeyOfAnotherAlgorithmDoesNotSpeakForThisOne(t *testing.T) {
	v := openVault()
	for _, ours := range keyPairs {
		f := newForge(t, ours)
		for _, other := range keyPairs {
			if other == ours {
				continue
			}
			// Signed with a good key of the store, that header and kid disagree on.
			for _, header := range []string{
				f.header("kid", quoted(v.ids[other])),
				f.header("alg", quoted(string(other))),
			} {
				text := encode(header) + "." + encode(f.access())
				f.refuses(t, text+"."+encode(string(signWith(v.signers[other], text))), token.ErrInvalid)
				f.refuses(t, f.signText(text), token.ErrInvalid)
			}
		}
	}
}

func TestT2ASecretDoesNotVerifyWhatAKeyPairSigned(t *testing.T) {
	f := newForge(t, token.HS256)
	for _, alg := range keyPairs {
		private := openVault().signers[alg]
		for _, claimed := range []token.Algorithm{alg, token.HS256} {
			text := encode(f.header("alg", quoted(string(claimed)))) + "." + encode(f.access())
			f.refuses(t, text+"."+encode(string(signWith(private, text))), token.ErrInvalid)
		}
	}
}

func digest(h crypto.Hash, text string) []byte {
	d := h.New()
	d.Write([]byte(text))
	return d.Sum(nil)
}
