package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
)

// ErrBusy means that so many passwords wait to be hashed that one more would
// wait too long. Nothing was computed; the caller may come again later. The
// error is a *BusyError, which says when.
var ErrBusy = errors.New("too many passwords are being checked")

// BusyError is ErrBusy with a suggestion.
type BusyError struct {
	// RetryAfter is when to try again: whole seconds, at least one.
	RetryAfter time.Duration
}

// Error returns a sentence with the suggestion.
func (e *BusyError) Error() string {
	return fmt.Sprintf("%v: try again in %v", ErrBusy, e.RetryAfter)
}

// Unwrap returns ErrBusy.
func (e *BusyError) Unwrap() error { return ErrBusy }

// HasherConfig bounds what hashing passwords may take. Zero and negative values
// mean the defaults.
type HasherConfig struct {
	// Slots is how many computations run at once, each on its own core. The
	// default is runtime.NumCPU, or GOMAXPROCS where that is smaller, as in a
	// container with a share of the machine.
	Slots int

	// Queue is how many callers may wait for a slot; the default is 128.
	Queue int

	// MaxWait is how long a caller may wait for a slot; the default is 5 s.
	MaxWait time.Duration

	// Memory is how many KiB each computation fills, from 64 to 262144. The
	// default, 19456, is also the least that the OWASP Password Storage Cheat Sheet
	// advises for 2 passes; less is for tests. A password that was hashed with
	// another value is hashed anew at its owner's next log-in.
	Memory int

	// Rand is the source of salts, crypto/rand by default. It is read by many
	// goroutines at once.
	Rand io.Reader
}

// HasherStats counts what a Hasher does and has done.
type HasherStats struct {
	Running int    // computations under way
	Waiting int    // callers in the queue
	Done    uint64 // computations finished since the start
	Refused uint64 // callers answered with ErrBusy since the start
}

// Hasher hashes and verifies passwords, a bounded number at a time: Argon2id
// with 19 MiB unless the configuration says otherwise, 2 passes and 1 thread (OWASP Password Storage Cheat Sheet, RFC
// 9106). What imported accounts bring it verifies only: bcrypt, PBKDF2, scrypt
// and Argon2i as passlib, Django and Firebase write them.
//
// Callers are served in the order they come. One who finds the queue full, or
// who by the measured time of a computation would wait longer than MaxWait, is
// refused at once with ErrBusy instead of after the wait. A Hasher starts no
// goroutines and needs no closing.
//
// Each computation allocates its 19 MiB anew and leaves them to the garbage
// collector, because x/crypto cannot reuse a buffer: memory is about Slots times
// 19 MiB times what GOGC adds. How often to collect is the command's decision.
type Hasher struct {
	params  argonParams
	nobody  string
	derive  deriveKey
	rand    io.Reader
	slots   int
	queue   int
	maxWait time.Duration

	mu      sync.Mutex
	running int
	waiting []chan struct{} // closed to give the slot over
	average time.Duration   // of recent computations; 0 before the first
	done    uint64
	refused uint64
}

// NewHasher returns a Hasher with the given bounds.
func NewHasher(config HasherConfig) *Hasher {
	params := currentParams
	if config.Memory > 0 {
		params.memory = uint32(min(max(config.Memory, minMemory), maxMemory))
	}
	return newHasher(config, params)
}

func newHasher(config HasherConfig, params argonParams) *Hasher {
	h := &Hasher{
		params:  params,
		nobody:  argonHash{params: params, salt: make([]byte, saltLength), key: make([]byte, keyLength)}.String(),
		derive:  argon2.IDKey,
		rand:    config.Rand,
		slots:   config.Slots,
		queue:   config.Queue,
		maxWait: config.MaxWait,
	}
	if h.slots <= 0 {
		h.slots = min(runtime.NumCPU(), runtime.GOMAXPROCS(0))
	}
	if h.queue <= 0 {
		h.queue = 128
	}
	if h.maxWait <= 0 {
		h.maxWait = 5 * time.Second
	}
	if h.rand == nil {
		h.rand = rand.Reader
	}
	return h
}

// Hash returns the password's hash under a new salt as a string for the
// database. The password is taken byte for byte, whatever it holds.
//
// It returns ErrBusy when it would wait too long for a slot and the context's
// error when that ends first; a computation that has begun is finished.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	hash := argonHash{params: h.params, salt: make([]byte, saltLength)}
	if _, err := io.ReadFull(h.rand, hash.salt); err != nil {
		return "", fmt.Errorf("hash password: salt: %w", err)
	}
	err := h.admit(ctx, func() {
		p := h.params
		hash.key = h.derive([]byte(password), hash.salt, p.passes, p.memory, p.threads, keyLength)
	})
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash.String(), nil
}

// Verify reports whether stored is the hash of the password, byte for byte, and
// if so whether the password should be hashed anew because stored is of another
// kind or cost than Hash writes. A bcrypt hash never matches a password of more
// than 72 bytes or with a NUL, which bcrypt would not take in whole.
//
// A cheaper hash than today's is made to cost as much, so that the time tells
// neither that an account exists nor that it is old; how much is missing is
// reckoned, not measured. A dearer one, such as bcrypt from cost 10 on, shows
// until its owner's next log-in.
//
// It returns ErrBusy and the context's error as Hash does, and another error
// when stored is no hash that is understood or one beyond the bounds: Argon2
// with over 256 MiB, 16 passes or 16 threads, bcrypt with a cost above 14, scrypt
// with over 256 MiB, PBKDF2 or scrypt of more than about a second. Such a hash is
// not evaluated.
func (h *Hasher) Verify(ctx context.Context, stored, password string) (ok, rehash bool, err error) {
	hash, err := parseHash(stored)
	if err != nil {
		return false, false, fmt.Errorf("verify password: %w", err)
	}
	err = h.admit(ctx, func() {
		ok = hash.matches(h.derive, password)
		h.spendRest(hash.work())
	})
	if err != nil {
		return false, false, fmt.Errorf("verify password: %w", err)
	}
	return ok, ok && hash.needsRehash(h.params), nil
}

// VerifyNobody does the work of Verify for a person who does not exist, so that
// the answer takes the same time. It returns ErrBusy and the context's error as
// Verify does, and nil otherwise.
func (h *Hasher) VerifyNobody(ctx context.Context, password string) error {
	_, _, err := h.Verify(ctx, h.nobody, password)
	return err
}

// spendRest computes what a verification that cost spent lacks to the full cost.
func (h *Hasher) spendRest(spent uint64) {
	full := h.params.work()
	if spent >= full {
		return
	}
	memory := uint32(full-spent) / h.params.passes
	h.derive(nil, make([]byte, saltLength), h.params.passes, memory, h.params.threads, keyLength)
}

// Stats returns the counters of this moment.
func (h *Hasher) Stats() HasherStats {
	h.mu.Lock()
	defer h.mu.Unlock()
	return HasherStats{Running: h.running, Waiting: len(h.waiting), Done: h.done, Refused: h.refused}
}

// admit runs the computation on the caller's goroutine once it has a slot.
func (h *Hasher) admit(ctx context.Context, compute func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	turn, err := h.join()
	if err != nil {
		return err
	}
	if turn != nil {
		if err := h.wait(ctx, turn); err != nil {
			return err
		}
	}
	start := time.Now()
	defer func() { h.finish(time.Since(start)) }()
	compute()
	return nil
}

// join takes a free slot and returns nil, or a place in the queue and returns
// the channel that is closed when the slot is the caller's, or refuses.
func (h *Hasher) join() (turn chan struct{}, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.running < h.slots {
		h.running++
		return nil, nil
	}
	if len(h.waiting) >= h.queue || h.expectedWait() > h.maxWait {
		return nil, h.refuse()
	}
	turn = make(chan struct{})
	h.waiting = append(h.waiting, turn)
	return turn, nil
}

// wait returns nil when the slot is the caller's; otherwise the caller has left
// the queue.
func (h *Hasher) wait(ctx context.Context, turn chan struct{}) error {
	limit := time.NewTimer(h.maxWait)
	defer limit.Stop()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		h.leave(turn)
		return ctx.Err()
	case <-limit.C:
		h.leave(turn)
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.refuse()
	}
}

// leave gives up a place in the queue, or the slot when it came meanwhile.
func (h *Hasher) leave(turn chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.Index(h.waiting, turn); i >= 0 {
		h.waiting = slices.Delete(h.waiting, i, i+1)
		return
	}
	h.release()
}

// finish records a computation and passes its slot on.
func (h *Hasher) finish(took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.done++
	if h.average == 0 {
		h.average = took
	} else {
		h.average += (took - h.average) / 8
	}
	h.release()
}

// release hands a slot to the first in the queue, or frees it. The caller holds mu.
func (h *Hasher) release() {
	if len(h.waiting) == 0 {
		h.running--
		return
	}
	close(h.waiting[0])
	h.waiting = slices.Delete(h.waiting, 0, 1)
}

// expectedWait is how long one who joined the queue now would wait: a slot
// comes free every average/slots. The caller holds mu.
func (h *Hasher) expectedWait() time.Duration {
	return h.average * time.Duration(len(h.waiting)+1) / time.Duration(h.slots)
}

// refuse counts a refusal and suggests to come back when today's queue is
// through. The caller holds mu.
func (h *Hasher) refuse() error {
	h.refused++
	seconds := (h.expectedWait() + time.Second - 1) / time.Second
	return &BusyError{RetryAfter: max(1, seconds) * time.Second}
}
