package account

import (
	"crypto/subtle"

	"golang.org/x/crypto/scrypt"
)

// scryptWork is what a KiB of scrypt's memory takes, in the unit of
// argonParams.work: it is written and then read, in an unpredictable order.
// Measured on amd64; elsewhere it is a rough figure.
const scryptWork = 4

// scryptCost is the cost of a scrypt computation (RFC 7914).
type scryptCost struct {
	logN int // N is 2^logN
	r, p int
}

// memory is what a computation holds, in KiB: 128·N·r bytes.
func (c scryptCost) memory() uint64 { return uint64(c.r) << c.logN / 8 }

func (c scryptCost) work() uint64 { return c.memory() * uint64(c.p) * scryptWork }

// inBounds also keeps every product above far from overflow.
func (c scryptCost) inBounds() bool {
	return c.logN >= 1 && c.logN <= 24 && c.r >= 1 && c.r <= 128 && c.p >= 1 && c.p <= 128 &&
		c.memory() <= maxMemory && c.work() <= maxForeignWork
}

// key computes the key; it is nil for a cost out of bounds.
func (c scryptCost) key(password string, salt []byte, length int) []byte {
	key, err := scrypt.Key([]byte(password), salt, 1<<c.logN, c.r, c.p, length)
	if err != nil {
		return nil
	}
	return key
}

// scryptHash is the result of scrypt.
type scryptHash struct {
	scryptCost
	salt []byte
	sum  []byte
	name string
}

func (h scryptHash) matches(_ deriveKey, password string) bool {
	return subtle.ConstantTimeCompare(h.key(password, h.salt, len(h.sum)), h.sum) == 1
}

func (h scryptHash) needsRehash(argonParams) bool { return true }

func (h scryptHash) kind() string { return h.name }

func (h scryptHash) checked() (storedHash, error) {
	if !h.inBounds() || len(h.salt) < 1 || len(h.salt) > maxTextSalt || len(h.sum) < minKeyLength || len(h.sum) > maxKeyLength {
		return nil, errHashCost
	}
	return h, nil
}
