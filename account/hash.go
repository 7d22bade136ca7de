package account

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
)

// argonParams is the cost of an Argon2id computation (RFC 9106).
type argonParams struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8 // also the number of cores one computation takes
}

// currentParams is what new passwords are hashed with: the second of the equal
// choices of the OWASP Password Storage Cheat Sheet.
var currentParams = argonParams{memory: 19 * 1024, passes: 2, threads: 1}

// Lengths of what new hashes hold, in bytes.
const (
	saltLength = 16
	keyLength  = 32
)

// Bounds of a stored hash: a row that somebody else wrote must not cost
// gigabytes or minutes. RFC 9106 section 3.1 wants 8 KiB for each thread.
const (
	maxHashText    = 512 // bytes
	minMemory      = 64
	maxMemory      = 256 * 1024
	maxPasses      = 16
	maxThreads     = 16
	minSaltLength  = 8
	maxSaltLength  = 64
	minKeyLength   = 16
	maxKeyLength   = 64
	minBcryptCost  = 4
	maxBcryptCost  = 14
	bcryptLength   = 60
	maxBcryptInput = 72
)

// bcryptRoundWork is what one of bcrypt's 2^cost rounds takes, in the unit of
// argonParams.work. Measured on amd64; elsewhere it is a rough figure.
const bcryptRoundWork = 70

var (
	errHashFormat = errors.New("stored password hash: not a format that is understood")
	errHashCost   = errors.New("stored password hash: parameters out of bounds")
)

// deriveKey has the signature of argon2.IDKey.
type deriveKey func(password, salt []byte, passes, memory uint32, threads uint8, keyLength uint32) []byte

// storedHash is a password hash read back from the database.
type storedHash interface {
	// matches does the whole computation whatever the password is.
	matches(derive deriveKey, password string) bool

	// work is the cost of matches in KiB passed over by Argon2id.
	work() uint64

	// needsRehash reports whether the hash differs in kind or cost from a new
	// one. One cost for all accounts, neither less nor more, is what keeps the
	// time of a log-in from telling anything.
	needsRehash(current argonParams) bool

	// kind is what people call the format.
	kind() string
}

// hashFormats are the formats that are read, by how a text of them begins. The
// first that fits reads it.
var hashFormats = []struct {
	prefix string
	parse  func(text string) (storedHash, error)
}{
	{"$argon2id$", parseArgon},
	{"$argon2i$", parseArgon},
	{"$2", parseBcrypt},
	{"$pbkdf2-sha256$", parsePasslibPBKDF2},
	{"$pbkdf2-sha512$", parsePasslibPBKDF2},
	{"$scrypt$", parsePasslibScrypt},
	{"$fbscrypt$", parseFirebase},
	{"pbkdf2_sha256$", parseDjangoPBKDF2},
	{"argon2$", parseDjangoArgon},
	{"bcrypt$", parseDjangoBcrypt},
	{"bcrypt_sha256$", parseDjangoBcrypt},
	{"scrypt$", parseDjangoScrypt},
}

// parseHash reads a stored hash: Argon2 in the PHC string format, bcrypt as
// $2a$, $2b$ or $2y$, and what imported accounts bring (hash_passlib.go,
// hash_django.go, hash_firebase.go). It accepts exactly what the writers of
// these formats write, within bounds; errHashFormat or errHashCost say no, and
// never hold the hash. It computes nothing.
func parseHash(text string) (storedHash, error) {
	if len(text) > maxHashText {
		return nil, errHashFormat
	}
	for _, f := range hashFormats {
		if strings.HasPrefix(text, f.prefix) {
			return f.parse(text)
		}
	}
	return nil, errHashFormat
}

// argonHash is the result of Argon2id version 1.3 (19), or of Argon2i, which
// imported accounts may bring.
type argonHash struct {
	params      argonParams
	independent bool // Argon2i
	salt        []byte
	key         []byte
}

// String returns the hash in the PHC string format.
func (h argonHash) String() string {
	return fmt.Sprintf("$%s$v=19$m=%d,t=%d,p=%d$%s$%s",
		h.kind(), h.params.memory, h.params.passes, h.params.threads,
		base64.RawStdEncoding.EncodeToString(h.salt), base64.RawStdEncoding.EncodeToString(h.key))
}

func parseArgon(text string) (storedHash, error) {
	fields := strings.Split(text, "$")
	if len(fields) != 6 {
		return nil, errHashFormat
	}
	params, err := parseParams(fields[3])
	if err != nil {
		return nil, err
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(fields[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(fields[5])
	if saltErr != nil || keyErr != nil {
		return nil, errHashFormat
	}
	hash := argonHash{params: params, independent: fields[1] == "argon2i", salt: salt, key: key}
	if !hash.inBounds() {
		return nil, errHashCost
	}
	// One spelling for each hash: no signs, leading zeros, line breaks or stray bits.
	if hash.String() != text {
		return nil, errHashFormat
	}
	return hash, nil
}

func parseParams(s string) (argonParams, error) {
	fields := strings.Split(s, ",")
	if len(fields) != 3 {
		return argonParams{}, errHashFormat
	}
	var values [3]uint64
	for i, name := range []string{"m=", "t=", "p="} {
		digits, found := strings.CutPrefix(fields[i], name)
		value, err := strconv.ParseUint(digits, 10, 32)
		if !found || err != nil {
			return argonParams{}, errHashFormat
		}
		values[i] = value
	}
	if values[2] > maxThreads {
		return argonParams{}, errHashCost
	}
	return argonParams{memory: uint32(values[0]), passes: uint32(values[1]), threads: uint8(values[2])}, nil
}

func (h argonHash) inBounds() bool {
	p := h.params
	return p.passes >= 1 && p.passes <= maxPasses &&
		p.threads >= 1 && p.threads <= maxThreads &&
		p.memory >= 8*uint32(p.threads) && p.memory <= maxMemory &&
		len(h.salt) >= minSaltLength && len(h.salt) <= maxSaltLength &&
		len(h.key) >= minKeyLength && len(h.key) <= maxKeyLength
}

func (h argonHash) matches(derive deriveKey, password string) bool {
	p := h.params
	if h.independent {
		derive = argon2.Key
	}
	key := derive([]byte(password), h.salt, p.passes, p.memory, p.threads, uint32(len(h.key)))
	return subtle.ConstantTimeCompare(key, h.key) == 1
}

func (h argonHash) work() uint64 { return h.params.work() }

func (h argonHash) kind() string {
	if h.independent {
		return "argon2i"
	}
	return "argon2id"
}

func (h argonHash) needsRehash(current argonParams) bool {
	return h.independent || h.params != current || len(h.salt) != saltLength || len(h.key) != keyLength
}

func (p argonParams) work() uint64 { return uint64(p.memory) * uint64(p.passes) }

// bcryptHash is a hash that came with an imported account.
type bcryptHash struct {
	text string
	cost int
}

func parseBcrypt(text string) (storedHash, error) {
	if len(text) != bcryptLength || strings.IndexByte("aby", text[2]) < 0 || text[3] != '$' || text[6] != '$' {
		return nil, errHashFormat
	}
	if !consistsOf(text[4:6], isDigit) || !consistsOf(text[7:], isBcryptByte) {
		return nil, errHashFormat
	}
	cost := int(text[4]-'0')*10 + int(text[5]-'0')
	if cost < minBcryptCost || cost > maxBcryptCost {
		return nil, errHashCost
	}
	return bcryptHash{text: text, cost: cost}, nil
}

// matches is false for a password that bcrypt would not take in whole: it
// ignores what follows the 72nd byte, and because it repeats the password with
// a NUL after it, "a" and "a\x00a" give the same hash. The computation is done
// all the same, so the answer takes its usual time.
func (h bcryptHash) matches(_ deriveKey, password string) bool {
	err := bcrypt.CompareHashAndPassword([]byte(h.text), []byte(password))
	whole := len(password) <= maxBcryptInput && strings.IndexByte(password, 0) < 0
	return err == nil && whole
}

func (h bcryptHash) work() uint64 { return bcryptRoundWork << h.cost }

func (h bcryptHash) needsRehash(argonParams) bool { return true }

func (h bcryptHash) kind() string { return "bcrypt" }

func isBcryptByte(b byte) bool { return isAlphanumeric(b) || b == '.' || b == '/' }
