package api

import (
	"context"
	"errors"

	"spotter/account"
	"spotter/token"
)

// Credentials as the operator reads of them.
const (
	aPassword      = "password"
	aClientSecret  = "client secret"
	aBearerToken   = "access token (Authorization header)"
	aPersonalKey   = "personal key (Authorization header)"
	aRefreshBody   = "refresh token (body)"
	aRefreshCookie = "refresh token (cookie)"
	aTokenHeader   = "token (Authorization header)"
)

// judge notes what the answer will depend on.
func judge(ctx context.Context, name string) { exchangeOf(ctx).judged = name }

// prove notes what a token said whose signature held, taken or refused: what a
// forged one claims is nobody's.
func (x *exchange) prove(claims *token.Claims, err error) {
	if err != nil {
		claims = token.ProvenBy(err)
	}
	if claims != nil {
		x.proven = claims
	}
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
		Credential: x.judged, Reason: x.refused.Error(),
	}
	if p := x.proven; p != nil {
		r.UID, r.SessionID, r.TokenID, r.KeyID, r.ExpiresAt = p.Subject, p.SessionID, p.ID, p.KeyID, p.ExpiresAt
	}
	var why *account.RefusedError
	if errors.As(x.refused, &why) {
		r.Reason = why.Why
		if why.UID != "" {
			r.UID = why.UID
		}
		if why.SessionID != "" {
			r.SessionID = why.SessionID
		}
	}
	s.Refusals.Add(r)
}
