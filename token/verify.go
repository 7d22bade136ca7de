package token

import (
	"context"
	"errors"
)

// Verifier decides whether an access token holds.
type Verifier interface {
	// Verify returns what the access token says. The error wraps exactly one
	// of [ErrInvalid], [ErrExpired], [ErrWrongType], [ErrSessionEnded] and
	// [ErrStale].
	Verify(ctx context.Context, raw string) (*Claims, error)
}

// VerifyRefresh returns what a refresh token says. Whether it was used before,
// and whether its session is alive, the keeper of the sessions knows. The error
// wraps [ErrInvalid], [ErrExpired], [ErrWrongType] or [ErrStale].
func (a *Authority) VerifyRefresh(ctx context.Context, raw string) (*Claims, error) {
	return a.parseAs(ctx, Refresh, raw)
}

// VerifyAny returns what a token of either type says, for calls that take
// both. An access token is checked against the ended sessions.
func (a *Authority) VerifyAny(ctx context.Context, raw string) (*Claims, error) {
	c, err := a.Verify(ctx, raw)
	if errors.Is(err, ErrWrongType) {
		return a.VerifyRefresh(ctx, raw)
	}
	return c, err
}

// claims returns what was read and has no fault.
func (c *readClaims) claims(h header) *Claims {
	return &Claims{
		Type: h.kind, Issuer: c.issuer, Audience: c.audience, Subject: c.subject, SessionID: c.sessionID,
		ID: c.id, Scope: c.scope, User: c.user, KeyID: h.keyID,
		IssuedAt: c.issuedAt.Time, ExpiresAt: c.expiresAt.Time,
	}
}
