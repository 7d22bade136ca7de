package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
)

// samples are secrets printed in tutorials and templates, which therefore
// protect nothing. They are compared by ASCII case, as substrings.
var samples = []string{
	"09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", // FastAPI's documentation
	"deff1952d59f883ece260e8683fed21ab0ad9a53323eca4f",                 // a FastAPI tutorial
	"narscbjim@$@&^@&%^&rfghgjvbdsha", "please_please_update_me",       // two others
	"string-secret", // jwt.io's own, of each length
	"404e635266556a586e3272357538782f413f4428472b4b62", "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bc", // Spring tutorials
	"your-secret", "your_secret", "yoursecret", "my-secret", "my_secret", "mysecret",
	"super-secret", "supersecret", "super_secret", "secret-key", "secret_key", "secretkey",
	"changeme", "change-me", "change_me", "change this", "changethis", "replace-me", "replace_me",
	"your-256-bit", "your-384-bit", "your-512-bit", "jwt-secret", "jwt_secret", "jwtsecret",
	"0123456789abcdef0123456789abcdef", "abcdefghijklmnopqrstuvwxyz",
}

const leastDistinctBytes = 10

// CheckSecret reports whether secret may sign tokens with the symmetric
// algorithm a. The raw bytes of the string count. The error wraps
// [ErrWeakSecret], as [ErrSampleSecret] whatever its length where it was
// published, and says what is wrong without repeating the secret.
func CheckSecret(a Algorithm, secret string) error {
	if !a.Symmetric() {
		return fmt.Errorf("%w %q does not take a secret", ErrUnknownAlgorithm, a)
	}
	folded := strings.ToLower(secret)
	if slices.ContainsFunc(samples, func(s string) bool { return strings.Contains(folded, s) }) {
		return ErrSampleSecret
	}
	if n := a.SecretBytes(); len(secret) < n {
		return fmt.Errorf("%w: %s needs at least %d bytes, this one has %d", ErrWeakSecret, a, n, len(secret))
	}
	distinct := map[byte]bool{}
	for i := range len(secret) {
		distinct[secret[i]] = true
	}
	if len(distinct) < leastDistinctBytes || repeats(secret) {
		return fmt.Errorf("%w: it repeats a few characters", ErrWeakSecret)
	}
	return nil
}

// repeats reports whether s is a shorter word over and over, as when one is
// stretched until it is long enough.
func repeats(s string) bool {
	for unit := 1; unit <= len(s)/2; unit++ {
		if strings.HasPrefix(s, s[unit:]) {
			return true
		}
	}
	return false
}

// secretKey is the one key of an authority with a shared secret. Its id is
// derived, so that every node and restart agrees on it; it is a MAC, so that
// it tells nothing of the secret.
func secretKey(a Algorithm, secret string) *key {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("spotter key id"))
	id := base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:9])
	return &key{id: id, algorithm: a, signing: []byte(secret), verifying: []byte(secret), method: a.method()}
}
