package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// FirebaseProject is what all password hashes of a Firebase project have in
// common: the "password hash parameters" that its console shows. The texts are
// base64.
type FirebaseProject struct {
	SignerKey     string // base64_signer_key
	SaltSeparator string // base64_salt_separator, may be empty
	Rounds        int    // rounds, 1–128
	MemCost       int    // mem_cost, 1–24
}

// Stored returns the text that is kept for an account whose passwordHash and
// salt, in base64 of either alphabet, Firebase has exported. It holds the
// parameters too, so that it can be verified by itself; it is the form that
// Supabase Auth keeps, whose hashes can be imported therefore. A text that
// cannot be such a hash, or is out of bounds, is a *FieldError.
func (f FirebaseProject) Stored(hash, salt string) (string, error) {
	standard := strings.NewReplacer("-", "+", "_", "/").Replace
	separator := ""
	if f.SaltSeparator != "" {
		separator = ",ss=" + standard(f.SaltSeparator)
	}
	text := fmt.Sprintf("$fbscrypt$v=1,n=%d,r=%d,p=1%s,sk=%s$%s$%s",
		f.MemCost, f.Rounds, separator, standard(f.SignerKey), standard(salt), standard(hash))
	if _, err := parseHash(text); err != nil {
		return "", hashProblem(err)
	}
	return text, nil
}

// firebaseHash is the result of Firebase's scrypt: the project's signer key,
// encrypted under a key that scrypt derives from the password
// (https://github.com/firebase/scrypt).
type firebaseHash struct {
	scryptCost
	salt   []byte // of the account, then the separator of the project
	signer []byte
	sum    []byte
}

// Bounds of the parts of a Firebase hash, in bytes. A signer key has 64.
const (
	maxSeparator = 16
	maxSigner    = 128
	aesKeyLength = 32
)

func parseFirebase(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 5 {
		return nil, errHashFormat
	}
	h, separator, ok := readFirebaseParams(fields[2])
	salt, saltOK := strictText(base64.StdEncoding, fields[3])
	sum, sumOK := strictText(base64.StdEncoding, fields[4])
	if !ok || !saltOK || !sumOK || len(sum) != len(h.signer) {
		return nil, errHashFormat
	}
	if !h.inBounds() || len(salt) < 1 || len(salt) > maxTextSalt || len(separator) > maxSeparator ||
		len(h.signer) < minKeyLength || len(h.signer) > maxSigner {
		return nil, errHashCost
	}
	h.salt, h.sum = append(salt, separator...), sum
	return h, nil
}

// readFirebaseParams reads v=1,n=14,r=8,p=1,ss=Bw==,sk=…, of which ss may be
// absent.
func readFirebaseParams(s string) (h firebaseHash, separator []byte, ok bool) {
	params, key, found := strings.Cut(s, ",sk=")
	if !found {
		return h, nil, false
	}
	params, ss, separated := strings.Cut(params, ",ss=")
	if n, err := fmt.Sscanf(params, "v=1,n=%d,r=%d,p=1", &h.logN, &h.r); n != 2 || err != nil {
		return h, nil, false
	}
	h.p = 1
	separator, separatorOK := strictText(base64.StdEncoding, ss)
	signer, signerOK := strictText(base64.StdEncoding, key)
	h.signer = signer
	one := fmt.Sprintf("v=1,n=%d,r=%d,p=1", h.logN, h.r)
	return h, separator, separatorOK && signerOK && separated == (ss != "") && params == one
}

func (h firebaseHash) matches(_ deriveKey, password string) bool {
	block, err := aes.NewCipher(h.key(password, h.salt, aesKeyLength))
	if err != nil {
		return false
	}
	sum := make([]byte, len(h.signer))
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(sum, h.signer)
	return subtle.ConstantTimeCompare(sum, h.sum) == 1
}

func (h firebaseHash) needsRehash(argonParams) bool { return true }

func (h firebaseHash) kind() string { return "firebase scrypt" }

// HashKind returns what people call the kind of a stored password hash, such as
// "bcrypt" or "django pbkdf2". A text that is no hash that can be verified here
// is a *FieldError with the field "password_hash", which never repeats it.
func HashKind(stored string) (string, error) {
	hash, err := parseHash(stored)
	if err != nil {
		return "", hashProblem(err)
	}
	return hash.kind(), nil
}

func hashProblem(err error) error {
	message := "This is none of the password hashes that are understood: see docs/import.md."
	if errors.Is(err, errHashCost) {
		message = "The cost or a length in this hash is out of bounds: see docs/import.md."
	}
	return &FieldError{Field: "password_hash", Message: message}
}
