package token

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// checker decides whether tokens hold: what whoever signs them and whoever only
// verifies them have in common.
type checker struct {
	issuer, audience string
	leeway           time.Duration
	now              func() time.Time
	keys             atomic.Pointer[keyring]
	// missing is called for a key that is not known here. It looks for newer
	// keys, unless it has just done so. The error says that nobody can tell.
	missing      func(ctx context.Context) error
	ended        *Ended
	verified     *cache
	accessRules  *jwt.Validator
	refreshRules *jwt.Validator
}

func newChecker(issuer, audience string, leeway time.Duration, ended *Ended, now func() time.Time) *checker {
	return &checker{
		issuer: issuer, audience: audience, leeway: leeway, now: now, ended: ended, verified: newCache(),
		missing:      func(context.Context) error { return nil },
		refreshRules: jwt.NewValidator(jwt.WithExpirationRequired(), jwt.WithTimeFunc(now)),
		accessRules: jwt.NewValidator(jwt.WithExpirationRequired(), jwt.WithTimeFunc(now),
			jwt.WithIssuer(issuer), jwt.WithAudience(audience)),
	}
}

// Ended returns the set of ended sessions that is asked on every check.
func (v *checker) Ended() *Ended { return v.ended }

// Issuer returns the iss of the access tokens.
func (v *checker) Issuer() string { return v.issuer }

// Verify implements [Verifier]. A token that was verified before costs a
// look-up; its time and its session are checked again all the same.
func (v *checker) Verify(ctx context.Context, raw string) (*Claims, error) {
	if c := v.verified.get(raw); c != nil {
		err := v.stillHolds(c)
		switch {
		case err == nil:
			return c, nil
		case !errors.Is(err, ErrStale): // of a stale list the token may come through yet
			v.verified.remove(raw)
		}
		return nil, proven(c, err)
	}
	c, err := v.parseAs(ctx, Access, raw)
	if err != nil {
		return nil, err
	}
	if err := v.ended.Check(c.SessionID); err != nil {
		return nil, proven(c, err)
	}
	v.verified.add(raw, c)
	return c, nil
}

func (v *checker) stillHolds(c *Claims) error {
	if !v.now().Before(c.ExpiresAt) {
		return expired(c.ExpiresAt)
	}
	return v.ended.Check(c.SessionID)
}

// parseAs refuses a token of another type for that, be it expired or not. The
// error is a [ProvenError] where it is that alone, or the age.
func (v *checker) parseAs(ctx context.Context, wanted Type, raw string) (*Claims, error) {
	c, err := v.parse(ctx, raw)
	if c != nil && c.Type != wanted {
		return nil, proven(c, fmt.Errorf("%w: %s where %s belongs", ErrWrongType, c.Type.inWords(), wanted.inWords()))
	}
	if err != nil {
		return nil, proven(c, err)
	}
	return c, nil
}

// parse verifies the signature first, so that nothing of a stranger's payload
// is looked at, and then whether the payload is whole, meant for here, and
// neither too new nor too old: the reason given is the first that fails, and
// age is the last. The claims of an expired token come with the error.
func (v *checker) parse(ctx context.Context, raw string) (*Claims, error) {
	t, err := v.keys.Load().read(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if t.kind != Access && t.kind != Refresh {
		return nil, fmt.Errorf("%w: its type is neither %s nor %s", ErrInvalid, Access, Refresh)
	}
	k, err := v.key(ctx, t.header)
	if err != nil {
		return nil, err
	}
	if k.verify(t) != nil {
		return nil, fmt.Errorf("%w: the signature is wrong", ErrInvalid)
	}
	read, err := readPayload(t.payload)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return v.check(t.header, read)
}

// key returns the key that the header names, whose algorithm is the header's.
// For one that is not known newer keys are looked for.
func (v *checker) key(ctx context.Context, h header) (*key, error) {
	k := v.keys.Load().byID[h.keyID]
	if k == nil {
		if at, ok := v.keys.Load().retired[h.keyID]; ok {
			return nil, fmt.Errorf("%w: signed with a key that was retired at %s (kid %.40q)", ErrInvalid, inWords(at), h.keyID)
		}
		if err := v.missing(ctx); err != nil {
			return nil, fmt.Errorf("%w: key %.40q is not known here, and newer ones cannot be had: %w", ErrStale, h.keyID, err)
		}
		k = v.keys.Load().byID[h.keyID]
	}
	switch {
	case k == nil:
		return nil, fmt.Errorf("%w: %s", ErrInvalid, noSuchKey(h.keyID))
	case h.algorithm != k.algorithm:
		return nil, fmt.Errorf("%w: its algorithm is not the key's", ErrInvalid)
	}
	return k, nil
}

// check returns what the claims say, or the first fault in them. The claims of
// an expired token are returned with the error.
func (v *checker) check(h header, read *readClaims) (*Claims, error) {
	faults := v.faults(h, read)
	switch {
	case len(faults) == 0:
		return read.claims(h), nil
	case errors.Is(faults[0], ErrExpired): // which comes last: there is no other
		return read.claims(h), faults[0]
	}
	return nil, faults[0]
}
