package api

import (
	"context"
	"errors"

	"spotter/account"
	"spotter/token"
)

// tokenParameter is the one parameter of the forms below.
const tokenParameter = "token"

// aboutToken are the parameters of a form about one token that mean something,
// here or to other servers.
var aboutToken = []string{tokenParameter, "token_type_hint", "client_id", "client_secret"}

// readToken reads the token out of a form about one (RFC 7009 §2.1, RFC 7662 §2.1).
func readToken(ctx context.Context, body []byte) (string, error) {
	form, err := readForm(ctx, body, aboutToken)
	if err != nil {
		return "", err
	}
	raw := form.Get(tokenParameter)
	if raw == "" {
		return "", malformedForm(ctx, "The parameter token is required.")
	}
	return raw, nil
}

// revoke ends the session of a token (RFC 7009). Whoever has the token may: no
// other proof is asked for, or looked at. A token that opens nothing, whatever
// the reason, is as good as revoked.
func (s *Server) revoke(ctx context.Context, in *formRequest) (*struct{}, error) {
	raw, err := readToken(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	claims, err := s.verifyEither(ctx, raw)
	if err == nil {
		err = s.Accounts.SignOut(ctx, claims.Subject, claims.SessionID, by(ctx))
	} else {
		err = s.signOutLegacy(ctx, raw, err)
	}
	if err != nil && !isWorthless(err) {
		return nil, s.oauthProblem(ctx, err)
	}
	return nil, nil
}

// verifyEither is VerifyAny that asks for refresh tokens too which sessions have
// ended: where that is not known, nobody is told that a token is dead or alive.
func (s *Server) verifyEither(ctx context.Context, raw string) (*token.Claims, error) {
	claims, err := s.Authority.VerifyAny(ctx, raw)
	if err == nil && claims.Type == token.Refresh {
		err = s.Authority.Ended().Check(claims.SessionID)
	}
	return claims, err
}

// isWorthless reports the errors that say for certain that a token opens
// nothing. Others say that it is not known.
func isWorthless(err error) bool {
	for _, certain := range []error{
		token.ErrInvalid, token.ErrExpired, token.ErrWrongType, token.ErrSessionEnded, account.ErrSessionEnded,
		account.ErrNoPerson, account.ErrDisabled,
	} {
		if errors.Is(err, certain) {
			return true
		}
	}
	return false
}
