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
		err := a.stillHolds(c)
		switch {
		case err == nil:
			return c, nil
		case !errors.Is(err, ErrStale): // of a stale list the token may come through yet
			a.verified.Remove(raw)
		}
		return nil, err
	}
	c, err := a.parseAs(Access, raw)
	if err != nil {
		return nil, err
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
	return a.parseAs(Refresh, raw)
}

// parseAs refuses a token of another type for that, be it expired or not.
func (a *Authority) parseAs(wanted Type, raw string) (*Claims, error) {
	c, err := a.parse(raw)
	if c != nil && c.Type != wanted {
		return nil, fmt.Errorf("%w: %s", ErrWrongType, c.Type)
	}
	if err != nil {
		return nil, err
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

// parse verifies the signature first, so that nothing of a stranger's payload
// is looked at, and then whether the payload is whole, meant for here, and
// neither too new nor too old: the reason given is the first that fails, and
// age is the last. The claims of an expired token come with the error.
func (a *Authority) parse(raw string) (*Claims, error) {
	t, err := a.ring.read(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	k := a.ring.byID[t.keyID]
	switch {
	case k == nil:
		return nil, fmt.Errorf("%w: signed with a key that is not known here (kid %.40q)", ErrInvalid, t.keyID)
	case t.algorithm != k.algorithm:
		return nil, fmt.Errorf("%w: its algorithm is not the key's", ErrInvalid)
	case t.kind != Access && t.kind != Refresh:
		return nil, fmt.Errorf("%w: its type is neither %s nor %s", ErrInvalid, Access, Refresh)
	}
	if err := k.method.Verify(t.signed, t.signature, k.verifying); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	read, err := readPayload(t.payload)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return a.check(t.header, read)
}

// check asks the library for what it checks of registered claims, and then
// refuses what is not whole, what was issued, or is to count, later than the
// clock of another node may be ahead of ours, and what is too old. The claims
// of an expired token are returned with the error.
func (a *Authority) check(h header, read *readClaims) (*Claims, error) {
	rules := a.refreshRules
	if h.kind == Access {
		rules = a.accessRules
	}
	err := rules.Validate(read)
	if err != nil && !onlyExpired(err) {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	latest := a.now().Add(a.leeway)
	if read.issuedAt != nil && read.issuedAt.After(latest) {
		return nil, fmt.Errorf("%w: issued in the future", ErrInvalid)
	}
	if read.notBefore != nil && read.notBefore.After(latest) {
		return nil, fmt.Errorf("%w: not valid yet", ErrInvalid)
	}
	c, whole := read.claims(h)
	if whole != nil {
		return nil, whole
	}
	if err != nil {
		return c, expired(c.ExpiresAt)
	}
	return c, nil
}

// onlyExpired reports whether the library found nothing against the claims but
// their age. It says everything that is wrong with them: beside another fault,
// it is that fault which counts.
func onlyExpired(err error) bool {
	return errors.Is(err, jwt.ErrTokenExpired) && !errors.Is(err, jwt.ErrTokenRequiredClaimMissing) &&
		!errors.Is(err, jwt.ErrTokenInvalidIssuer) && !errors.Is(err, jwt.ErrTokenInvalidAudience)
}

// claims returns what was read, once it is whole: no empty value may pass for
// somebody.
func (c *readClaims) claims(h header) (*Claims, error) {
	if c.issuedAt == nil || c.expiresAt == nil {
		return nil, fmt.Errorf("%w: iat or exp is missing", ErrInvalid)
	}
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
