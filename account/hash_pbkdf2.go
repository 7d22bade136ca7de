package account

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"hash"
	"strconv"
)

// What a round of PBKDF2 takes, in hundredths of the unit of argonParams.work.
// Measured on amd64; elsewhere it is a rough figure.
const (
	sha256RoundWork = 27
	sha512RoundWork = 105
)

// maxForeignWork bounds what verifying a hash of another app may take, in the
// unit of argonParams.work: about a second of a core, as bcrypt of cost 14 does.
const maxForeignWork = 1_500_000

// maxTextSalt bounds the salts of other apps, in bytes; theirs have 7 to 32.
const maxTextSalt = 64

// pbkdf2Hash is the result of PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-2.
type pbkdf2Hash struct {
	rounds int
	salt   []byte
	key    []byte // as long as the hash function's output, which says which it is
	name   string
}

func (h pbkdf2Hash) matches(_ deriveKey, password string) bool {
	digest := sha256.New
	if len(h.key) == sha512.Size {
		digest = sha512.New
	}
	key, err := pbkdf2.Key[hash.Hash](digest, password, h.salt, h.rounds, len(h.key))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}

func (h pbkdf2Hash) work() uint64 {
	perRound := uint64(sha256RoundWork)
	if len(h.key) == sha512.Size {
		perRound = sha512RoundWork
	}
	return max(1, uint64(h.rounds)*perRound/100) // nothing is for nothing
}

func (h pbkdf2Hash) needsRehash(argonParams) bool { return true }

func (h pbkdf2Hash) kind() string { return h.name }

// checked returns the hash if it has a salt and its cost is within bounds.
func (h pbkdf2Hash) checked() (storedHash, error) {
	if h.rounds < 1 || h.work() > maxForeignWork || len(h.salt) < 1 || len(h.salt) > maxTextSalt {
		return nil, errHashCost
	}
	return h, nil
}

// plainNumber reads a decimal number from 1 to 2³¹-1 in its one spelling.
func plainNumber(s string) (int, bool) {
	n, err := strconv.ParseInt(s, 10, 32)
	return int(n), err == nil && n > 0 && strconv.FormatInt(n, 10) == s
}
