package token

import (
	"errors"
	"fmt"
)

// The reasons for which a token is refused. Every error that a [Verifier]
// returns wraps exactly one of them; the text around it is for the log, never
// for the caller who sent the token.
var (
	// ErrMissing says that the request carries no bearer token at all.
	ErrMissing = errors.New("no token")
	// ErrInvalid says that the token is malformed, unsigned, signed by an
	// unknown key, or made for another issuer or audience.
	ErrInvalid = errors.New("token does not verify")
	// ErrExpired says that the token was good and its time is over.
	ErrExpired = errors.New("token has expired")
	// ErrWrongType says that a refresh token stands where an access token
	// belongs, or the reverse.
	ErrWrongType = errors.New("wrong type of token")
	// ErrSessionEnded says that the session of the token has ended: its user
	// logged out, or was disabled, or the session was ended elsewhere.
	ErrSessionEnded = errors.New("session has ended")
	// ErrStale says that nobody can tell at the moment which sessions have
	// ended: nothing is known against the token, and it must not pass.
	ErrStale = errors.New("list of ended sessions is out of date")
)

// Errors of keys and secrets.
var (
	// ErrWrongMasterKey says that something was sealed under another master key.
	ErrWrongMasterKey = errors.New("sealed under another master key")
	// ErrWeakSecret says that a shared secret is too short for its algorithm,
	// a published sample, or has next to no entropy.
	ErrWeakSecret = errors.New("weak secret")
	// ErrSampleSecret is the [ErrWeakSecret] of what was printed for everybody
	// to read: it need not even be guessed.
	ErrSampleSecret = fmt.Errorf("%w: it is a published sample", ErrWeakSecret)
	// ErrRotation says that keys would be replaced sooner than verifiers
	// elsewhere can follow.
	ErrRotation = errors.New("the signing key would be replaced too soon")
	// ErrKeyWaiting says that the next key is published already and does not
	// sign yet: another would follow it, not replace the present one sooner.
	ErrKeyWaiting = errors.New("the next signing key is waiting for its time")
	// ErrSharedSecret says that tokens are signed with a shared secret: there
	// are no key pairs.
	ErrSharedSecret = errors.New("tokens are signed with a shared secret")
	// ErrUnknownAlgorithm names an algorithm that tokens are not signed with.
	ErrUnknownAlgorithm = errors.New("unknown algorithm")
)
