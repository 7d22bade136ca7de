package account

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"
	"unicode"
)

// OAuthClient is a program that may ask this service what a token is worth
// (RFC 7662): somebody's own service, with an id and a secret. It has no part in
// anybody's log-in. (A [Client] is something else: where a call comes from.)
type OAuthClient struct {
	ID         string // the client_id: made of the name, see [ClientIDOf]
	Name       string // what the operator calls it, 1 to 60 characters
	SecretHash string // SHA-256 of the secret, in hex; never leaves this package and the store
	CreatedAt  time.Time
}

// Bounds of clients.
const (
	MaxClients    = 100 // of one installation
	maxClientName = 60  // characters
	minClientID   = 2   // bytes
	maxClientID   = 40
	secretBytes   = 32 // random: 256 bits
	clientPrefix  = "cs-spotter-"
	maxSecret     = 100 // bytes that are looked at
)

// ClientIDOf makes the id of a client of its name: ASCII letters in lower case
// and digits, with one - for whatever stands between. "Billing (EU)" becomes
// billing-eu. It returns a *FieldError named name when the name is not 1 to 60
// printable characters, or the id not 2 to 40.
func ClientIDOf(name string) (string, error) {
	if err := CheckText("name", name, maxClientName); err != nil {
		return "", err
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", &FieldError{"name", "Use characters that can be printed."}
	}
	words := strings.FieldsFunc(foldASCII(name), func(r rune) bool { return r > unicode.MaxASCII || !isAlphanumeric(byte(r)) })
	id := strings.Join(words, "-")
	if len(id) < minClientID || len(id) > maxClientID {
		return "", &FieldError{"name", "Use 2 to 40 letters or digits (a to z, 0 to 9): the client_id is made of them."}
	}
	return id, nil
}

// isClientID reports whether ClientIDOf could have made it.
func isClientID(id string) bool {
	made, err := ClientIDOf(id)
	return err == nil && made == id
}

// newSecret returns a secret of 256 random bits behind a prefix, by which people
// and scanners of code know it, and what is kept of it.
func newSecret(prefix string) (secret, hash string) {
	random := make([]byte, secretBytes)
	rand.Read(random)
	secret = prefix + base64.RawURLEncoding.EncodeToString(random)
	return secret, hashSecret(secret)
}

// hashSecret is plain SHA-256. A slow hash is for what people think up: nobody
// tries 2²⁵⁶ secrets, however quickly each is tried.
func hashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// holds reports whether this is the client's secret, in a time that does not
// tell how much of it is right.
func (c OAuthClient) holds(secret string) bool {
	return len(secret) <= maxSecret && subtle.ConstantTimeCompare([]byte(hashSecret(secret)), []byte(c.SecretHash)) == 1
}
