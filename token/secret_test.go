package token_test

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"spotter/token"
)

func TestK5AWeakSecretIsRefused(t *testing.T) {
	for name, weak := range map[string]string{
		"none": "", "short": "hunter2", "a byte short": secret[:31], "one letter": strings.Repeat("a", 64), "two letters": strings.Repeat("ab", 32),
		"NULs": strings.Repeat("\x00", 64), "digits over and over": strings.Repeat("1234567890", 7), "a word over and over": strings.Repeat("Tr0ub4dor&3", 6),
		"a good unit twice": secret[:20] + secret[:20], "a unit and a part of it": strings.Repeat(secret[:20], 2) + secret[:7],
		"FastAPI's documentation": "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
		"…in capitals":            "09D25E094FAA6CA2556C818166B7A9563B93F7099F6F0F4CAA6CF63B88E8D3E7",
		"a FastAPI tutorial":      "deff1952d59f883ece260e8683fed21ab0ad9a53323eca4f", "another": "narscbjim@$@&^@&%^&RFghgjvbdsha-and-more",
		"a third":       "please_please_update_me_please_please",
		"jwt.io, old":   "your-256-bit-secret-your-256-bit-secret",
		"jwt.io":        "a-string-secret-at-least-256-bits-long",
		"jwt.io, HS512": "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
		"Spring":        "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
		"Spring, too":   "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
		"template":      "CHANGEME-CHANGE-THIS-BEFORE-YOU-DEPLOY-1234", "sentence": "my-super-secret-jwt-key-for-production-2024",
		"the alphabet": "abcdefghijklmnopqrstuvwxyz0123456789",
	} {
		err := token.CheckSecret(token.HS256, weak)
		if !errors.Is(err, token.ErrWeakSecret) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && len(weak) > 3 && strings.Contains(err.Error(), weak) {
			t.Errorf("%s: the error repeats the secret", name)
		}
	}
}

func TestK5ASecretIsAsLongAsTheHash(t *testing.T) {
	long := secret + "uB3nZ8wQ0xYs6tKd1vGh5jMc7pRf2aLe"
	for alg, n := range map[token.Algorithm]int{token.HS256: 32, token.HS384: 48, token.HS512: 64} {
		if alg.SecretBytes() != n {
			t.Errorf("%s wants %d bytes", alg, alg.SecretBytes())
		}
		if err := token.CheckSecret(alg, long[:n]); err != nil {
			t.Errorf("%s, %d bytes: %v", alg, n, err)
		}
		if err := token.CheckSecret(alg, long[:n-1]); !errors.Is(err, token.ErrWeakSecret) {
			t.Errorf("%s, %d bytes: %v", alg, n-1, err)
		}
	}
	for _, alg := range keyPairs {
		if err := token.CheckSecret(alg, long); !errors.Is(err, token.ErrUnknownAlgorithm) {
			t.Errorf("%s takes a secret: %v", alg, err)
		}
	}
}

func TestK6RandomSecretsPass(t *testing.T) {
	for range 200 {
		b := make([]byte, 64)
		rand.Read(b)
		for _, s := range []string{
			base64.StdEncoding.EncodeToString(b), base64.RawURLEncoding.EncodeToString(b), hex.EncodeToString(b), string(b), rand.Text() + rand.Text() + rand.Text(),
		} {
			if err := token.CheckSecret(token.HS512, s); err != nil {
				t.Errorf("%q: %v", s, err)
			}
		}
		if err := token.CheckSecret(token.HS256, base64.RawURLEncoding.EncodeToString(b[:32])); err != nil {
			t.Error(err)
		}
	}
}

// TestK5APublishedSecretIsToldFromAWeakOne, whatever its length.
func TestK5APublishedSecretIsToldFromAWeakOne(t *testing.T) {
	for _, published := range []string{"changeme", "narscbjim@$@&^@&%^&RFghgjvbdsha", "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"} {
		if err := token.CheckSecret(token.HS256, published); !errors.Is(err, token.ErrSampleSecret) || !errors.Is(err, token.ErrWeakSecret) {
			t.Errorf("%v", err)
		}
	}
	for _, weak := range []string{"hunter2", "s3cret", strings.Repeat("a", 64)} {
		if err := token.CheckSecret(token.HS256, weak); errors.Is(err, token.ErrSampleSecret) {
			t.Error("a weak secret is taken for a published one")
		}
	}
}
