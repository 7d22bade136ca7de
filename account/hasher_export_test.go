package account

import "time"

// NewCheapHasher returns a Hasher whose hashes cost next to nothing, for tests
// that are not about the cost.
func NewCheapHasher(config HasherConfig) *Hasher {
	return newHasher(config, argonParams{memory: 64, passes: 1, threads: 1})
}

// NewPacedHasher returns a Hasher that sleeps for the given time in place of
// every computation.
func NewPacedHasher(config HasherConfig, took func() time.Duration) *Hasher {
	h := NewHasher(config)
	h.derive = func(_, _ []byte, _, _ uint32, _ uint8, keyLength uint32) []byte {
		time.Sleep(took())
		return make([]byte, keyLength)
	}
	return h
}
