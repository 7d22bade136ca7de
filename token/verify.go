package token

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Verifier decides whether an access token holds.
type Verifier interface {
	// Verify returns what the access token says. The error wraps exactly one
	// of [ErrInvalid], [ErrExpired], [ErrWrongType], [ErrSessionEnded] and
	// [ErrStale].
	Verify(ctx context.Context, raw string) (*Claims, error)
}

// Verify implements [Verifier] for the access tokens of this authority. A token
// that was verified before costs a look-up; its time and its session are
// checked again all the same.
func (a *Authority) Verify(_ context.Context, raw string) (*Claims, error) {
	if c, ok := a.verified.Get(raw); ok {
		if err := a.stillHolds(c); err != nil {
			a.verified.Remove(raw)
			return nil, err
		}
		return c, nil
	}
	c, err := a.parse(raw)
	if err != nil {
		return nil, err
	}
	if c.Type != Access {
		return nil, fmt.Errorf("%w: %s", ErrWrongType, c.Type)
	}
	if err := a.ended.Check(c.SessionID); err != nil {
		return nil, err
	}
	a.verified.Add(raw, c)
	return c, nil
}

func (a *Authority) stillHolds(c *Claims) error {
	if !a.now().Before(c.ExpiresAt) {
		return expired(c.ExpiresAt)
	}
	return a.ended.Check(c.SessionID)
}

// VerifyRefresh returns what a refresh token says. Whether it was used before,
// and whether its session is alive, the keeper of the sessions knows. The error
// wraps [ErrInvalid], [ErrExpired] or [ErrWrongType].
func (a *Authority) VerifyRefresh(raw string) (*Claims, error) {
	c, err := a.parse(raw)
	if err != nil {
		return nil, err
	}
	if c.Type != Refresh {
		return nil, fmt.Errorf("%w: %s", ErrWrongType, c.Type)
	}
	return c, nil
}

// VerifyAny returns what a token of either type says, for calls that take
// both. An access token is checked against the ended sessions.
func (a *Authority) VerifyAny(ctx context.Context, raw string) (*Claims, error) {
	c, err := a.Verify(ctx, raw)
	if errors.Is(err, ErrWrongType) {
		return a.VerifyRefresh(raw)
	}
	return c, err
}

// parse verifies signature, type, times, issuer and audience, in that order of
// importance: the reason given is the first that fails.
func (a *Authority) parse(raw string) (*Claims, error) {
	h, err := readHeader(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	k := a.ring.byID[h.keyID]
	if k == nil {
		return nil, fmt.Errorf("%w: signed with a key that is not known here (kid %.40q)", ErrInvalid, h.keyID)
	}
	if h.kind != Access && h.kind != Refresh {
		return nil, fmt.Errorf("%w: its type is neither %s nor %s", ErrInvalid, Access, Refresh)
	}
	var read readClaims
	_, err = a.parserFor(k, h.kind).ParseWithClaims(raw, &read, func(*jwt.Token) (any, error) { return k.verifying, nil })
	isOver := onlyExpired(err)
	if err != nil && !isOver {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if err := a.checkTimes(&read); err != nil {
		return nil, err
	}
	c, err := read.claims(h)
	if err == nil && isOver {
		return nil, expired(c.ExpiresAt)
	}
	return c, err
}

// onlyExpired reports whether the library found nothing against a token but
// its age. It verifies the signature before it looks at the claims, and then
// says everything that is wrong with them: beside another fault, it is that
// fault which counts.
func onlyExpired(err error) bool {
	return errors.Is(err, jwt.ErrTokenExpired) && !errors.Is(err, jwt.ErrTokenRequiredClaimMissing) &&
		!errors.Is(err, jwt.ErrTokenInvalidIssuer) && !errors.Is(err, jwt.ErrTokenInvalidAudience)
}

// parserFor returns the library's parser with all its checks on. The algorithm
// is the key's: what the header says must be equal to it.
func (a *Authority) parserFor(k *key, typ Type) *jwt.Parser {
	options := []jwt.ParserOption{
		jwt.WithValidMethods([]string{string(k.algorithm)}),
		jwt.WithStrictDecoding(),
		jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(a.now),
	}
	if typ == Access {
		options = append(options, jwt.WithIssuer(a.issuer), jwt.WithAudience(a.audience))
	}
	return jwt.NewParser(options...)
}

// checkTimes refuses what was issued, or is to count, later than the clock of
// another node may be ahead of ours.
func (a *Authority) checkTimes(c *readClaims) error {
	if c.issuedAt == nil {
		return fmt.Errorf("%w: iat is missing", ErrInvalid)
	}
	latest := a.now().Add(a.leeway)
	if c.issuedAt.After(latest) {
		return fmt.Errorf("%w: issued in the future", ErrInvalid)
	}
	if c.notBefore != nil && c.notBefore.After(latest) {
		return fmt.Errorf("%w: not valid yet", ErrInvalid)
	}
	return nil
}

// claims returns what was read, once it is whole: no empty value may pass for
// somebody.
func (c *readClaims) claims(h header) (*Claims, error) {
	if c.subject == "" || c.sessionID == "" || c.id == "" {
		return nil, fmt.Errorf("%w: sub, sid or jti is missing", ErrInvalid)
	}
	if c.refresh != (h.kind == Refresh) {
		return nil, fmt.Errorf("%w: the refresh claim contradicts the type %s", ErrWrongType, h.kind)
	}
	if h.kind == Access && c.user.UID != c.subject {
		return nil, fmt.Errorf("%w: user.user_uid is not sub", ErrInvalid)
	}
	return &Claims{
		Type: h.kind, Issuer: c.issuer, Audience: c.audience, Subject: c.subject, SessionID: c.sessionID,
		ID: c.id, Scope: c.scope, User: c.user, KeyID: h.keyID,
		IssuedAt: c.issuedAt.Time, ExpiresAt: c.expiresAt.Time,
	}, nil
}

func expired(at time.Time) error {
	return fmt.Errorf("%w: at %s", ErrExpired, at.UTC().Format(time.RFC3339))
}
