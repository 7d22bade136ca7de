package account

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"strings"
)

// adapted is the base64 of passlib's PBKDF2: "." where others have "+", and no
// padding (passlib.utils.binary.ab64_encode).
var adapted = base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./").WithPadding(base64.NoPadding).Strict()

// strictText decodes base64 in its one spelling.
func strictText(e *base64.Encoding, s string) ([]byte, bool) {
	data, err := e.Strict().DecodeString(s)
	return data, err == nil && e.EncodeToString(data) == s // Go's decoder skips line breaks
}

// parsePasslibPBKDF2 reads $pbkdf2-sha256$rounds$salt$key, and the same of
// SHA-512 (https://passlib.readthedocs.io/en/stable/lib/passlib.hash.pbkdf2_digest.html).
func parsePasslibPBKDF2(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 5 {
		return nil, errHashFormat
	}
	size := sha256.Size
	if fields[1] == "pbkdf2-sha512" {
		size = sha512.Size
	}
	rounds, ok := plainNumber(fields[2])
	salt, saltOK := strictText(adapted, fields[3])
	key, keyOK := strictText(adapted, fields[4])
	if !ok || !saltOK || !keyOK || len(key) != size {
		return nil, errHashFormat
	}
	return pbkdf2Hash{rounds: rounds, salt: salt, key: key, name: fields[1]}.checked()
}

// parsePasslibScrypt reads $scrypt$ln=16,r=8,p=1$salt$key
// (https://passlib.readthedocs.io/en/stable/lib/passlib.hash.scrypt.html).
func parsePasslibScrypt(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 5 {
		return nil, errHashFormat
	}
	var c scryptCost
	if n, err := fmt.Sscanf(fields[2], "ln=%d,r=%d,p=%d", &c.logN, &c.r, &c.p); n != 3 || err != nil {
		return nil, errHashFormat
	}
	salt, saltOK := strictText(base64.RawStdEncoding, fields[3])
	key, keyOK := strictText(base64.RawStdEncoding, fields[4])
	if !saltOK || !keyOK || fields[2] != fmt.Sprintf("ln=%d,r=%d,p=%d", c.logN, c.r, c.p) {
		return nil, errHashFormat
	}
	return scryptHash{scryptCost: c, salt: salt, sum: key, name: "scrypt"}.checked()
}
