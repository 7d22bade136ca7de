package account

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"math/bits"
	"strings"
)

// Django writes "hasher$…" (django/contrib/auth/hashers.py). Its salts are
// letters and digits, and count as they are spelt.

// parseDjangoPBKDF2 reads pbkdf2_sha256$rounds$salt$key.
func parseDjangoPBKDF2(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 4 || !consistsOf(fields[2], isAlphanumeric) {
		return nil, errHashFormat
	}
	rounds, ok := plainNumber(fields[1])
	key, keyOK := strictText(base64.StdEncoding, fields[3])
	if !ok || !keyOK || len(key) != sha256.Size {
		return nil, errHashFormat
	}
	return pbkdf2Hash{rounds: rounds, salt: []byte(fields[2]), key: key, name: "django pbkdf2"}.checked()
}

// parseDjangoScrypt reads scrypt$N$salt$r$p$key.
func parseDjangoScrypt(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 6 || !consistsOf(fields[2], isAlphanumeric) {
		return nil, errHashFormat
	}
	n, nOK := plainNumber(fields[1])
	r, rOK := plainNumber(fields[3])
	p, pOK := plainNumber(fields[4])
	key, keyOK := strictText(base64.StdEncoding, fields[5])
	if !nOK || !rOK || !pOK || !keyOK || bits.OnesCount(uint(n)) != 1 {
		return nil, errHashFormat
	}
	cost := scryptCost{logN: bits.TrailingZeros(uint(n)), r: r, p: p}
	return scryptHash{scryptCost: cost, salt: []byte(fields[2]), sum: key, name: "django scrypt"}.checked()
}

// parseDjangoArgon reads argon2$argon2id$v=19$…: a PHC string behind a name.
func parseDjangoArgon(text string) (storedHash, error) {
	phc := strings.TrimPrefix(text, "argon2")
	if !strings.HasPrefix(phc, "$argon2id$") && !strings.HasPrefix(phc, "$argon2i$") {
		return nil, errHashFormat
	}
	hash, err := parseArgon(phc)
	if err != nil {
		return nil, err
	}
	return djangoHash{storedHash: hash, name: "django argon2"}, nil
}

// parseDjangoBcrypt reads bcrypt$$2b$… and bcrypt_sha256$$2b$…. The latter is
// bcrypt of the password's SHA-256 in hexadecimal digits, and so takes long
// passwords in whole.
func parseDjangoBcrypt(text string) (storedHash, error) {
	name, stored, _ := strings.Cut(text, "$")
	if !strings.HasPrefix(stored, "$2") {
		return nil, errHashFormat
	}
	hash, err := parseBcrypt(stored)
	if err != nil {
		return nil, err
	}
	return djangoHash{storedHash: hash, digested: name == "bcrypt_sha256", name: "django bcrypt"}, nil
}

// djangoHash is a hash of a common kind as Django keeps it.
type djangoHash struct {
	storedHash
	digested bool // of the password's SHA-256
	name     string
}

func (h djangoHash) matches(derive deriveKey, password string) bool {
	if h.digested {
		sum := sha256.Sum256([]byte(password))
		password = hex.EncodeToString(sum[:])
	}
	return h.storedHash.matches(derive, password)
}

func (h djangoHash) needsRehash(argonParams) bool { return true }

func (h djangoHash) kind() string { return h.name }
