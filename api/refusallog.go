package api

import (
	"context"
	"errors"

	"spotter/account"
	"spotter/token"
)

// credential is what a request is judged by: what it is, for the operator, and
// a token itself while the request lasts.
type credential struct {
	name string
	raw  string // of a token; never kept
}

// Credentials as the operator reads of them.
const (
	aPassword      = "password"
	aClientSecret  = "client secret"
	aBearerToken   = "access token (Authorization header)"
	aRefreshBody   = "refresh token (body)"
	aRefreshCookie = "refresh token (cookie)"
	aTokenHeader   = "token (Authorization header)"
)

// judge notes what the answer will depend on.
func judge(ctx context.Context, name, raw string) {
	exchangeOf(ctx).judged = credential{name, raw}
}

// name is how the operator reads of a refresh token as it came.
func (s sentRefresh) name() string {
	switch {
	case s.fromCookie:
		return aRefreshCookie
	case s.fromHeader:
		return aTokenHeader
	}
	return aRefreshBody
}

// noteRefusal remembers why a credential is refused, until the answer is known.
// A wrong request, a fault and a closed door are none.
func noteRefusal(ctx context.Context, p *Problem, err error) {
	var noted *Problem
	switch {
	case errors.As(err, &noted):
	case p.Status == 429, p.Status == 401, p.Status == 403 && !errors.Is(err, account.ErrRegistrationClosed):
		x := exchangeOf(ctx)
		x.refused, x.code = err, p.Code
	}
}

// logRefusal has the refusal of an exchange kept, if it was one.
func (s *Server) logRefusal(x *exchange) {
	if x.refused == nil || s.Refusals == nil {
		return
	}
	r := account.Refusal{
		RequestID: x.id, At: s.Now(), Route: x.request.Pattern, Address: x.client.Address, Status: x.reply.status, Code: x.code,
		Credential: x.judged.name, Reason: x.refused.Error(),
	}
	if x.claims != nil {
		r.UID, r.SessionID, r.TokenID, r.KeyID = x.claims.Subject, x.claims.SessionID, x.claims.ID, x.claims.KeyID
	}
	x.judged.proven(x.refused, &r)
	var why *account.RefusedError
	if errors.As(x.refused, &why) {
		r.Reason = why.Why
		if why.UID != "" {
			r.UID = why.UID
		}
	}
	s.Refusals.Add(r)
}

// proven says what a token belongs to where its signature was right: what a
// forged one claims is nobody's.
func (c credential) proven(err error, r *account.Refusal) {
	if c.raw == "" || errors.Is(err, token.ErrMissing) || errors.Is(err, token.ErrInvalid) {
		return
	}
	said := token.Decode(c.raw)
	r.UID, r.SessionID, r.TokenID, r.KeyID, r.ExpiresAt = said.Subject, said.SessionID, said.ID, said.KeyID, said.ExpiresAt
}
