package api

import (
	"context"
	"errors"

	"spotter/account"
	"spotter/token"
)

// verifyAccess returns what an access token says, ours or, while people move
// here, one of the app that they come from. Ours are tried first; without that
// app's secret there is nothing else.
func (s *Server) verifyAccess(ctx context.Context, raw string) (*token.Claims, error) {
	claims, err := s.Authority.Verify(ctx, raw)
	if err == nil || s.Legacy == nil || !errors.Is(err, token.ErrInvalid) {
		return claims, err
	}
	_, claims, err = s.verifyLegacy(ctx, raw, err)
	return claims, err
}

// verifyLegacy takes a token for one of that app, or returns what is wrong with
// it: what was wrong with it as one of ours, where it is neither. A refusal of
// one that was theirs says whose it is.
func (s *Server) verifyLegacy(ctx context.Context, raw string, asOurs error) (account.LegacyToken, *token.Claims, error) {
	c, err := s.Legacy.Verify(raw)
	if errors.Is(err, token.ErrInvalid) {
		err = asOurs
	}
	old := account.LegacyToken{Login: c.Login, SessionID: c.SessionID, ExpiresAt: c.ExpiresAt}
	if errors.Is(err, token.ErrExpired) {
		return old, nil, s.expiredOf(ctx, old, err)
	}
	if err != nil {
		return old, nil, err
	}
	p, err := s.Accounts.LegacyPerson(ctx, old)
	if err != nil {
		return old, nil, err
	}
	claims := &token.Claims{
		Type: token.Access, Subject: p.UID, SessionID: old.SessionID, ID: old.SessionID, Scope: scope, ExpiresAt: old.ExpiresAt,
		User: token.User{Email: string(p.Email), UID: p.UID, Username: string(p.Username)},
	}
	if err := s.Authority.Ended().Check(old.SessionID); err != nil {
		return old, nil, &token.ProvenError{Claims: claims, Err: err}
	}
	return old, claims, nil
}

// expiredOf is err, saying whose the expired token was where that is known.
func (s *Server) expiredOf(ctx context.Context, old account.LegacyToken, err error) error {
	var whose *account.RefusedError
	if _, why := s.Accounts.LegacyPerson(ctx, old); !errors.As(why, &whose) {
		return err
	}
	return &token.ProvenError{Err: err, Claims: &token.Claims{Subject: whose.UID, SessionID: old.SessionID, ID: old.SessionID, ExpiresAt: old.ExpiresAt}}
}

// signOut ends the session of a token, or the token itself where it is one of
// that app, which comes as a bearer token alone.
func (s *Server) signOut(ctx context.Context, sent sentRefresh) error {
	claims, err := s.verifyForLogout(ctx, sent)
	switch {
	case err == nil:
		return s.Accounts.SignOut(ctx, claims.Subject, claims.SessionID, by(ctx))
	case sent.fromHeader:
		return s.signOutLegacy(ctx, sent.raw, err)
	}
	return err
}

// signOutLegacy ends a token of that app. It returns asOurs, which is what was
// wrong with it as one of ours, where it is none of theirs.
func (s *Server) signOutLegacy(ctx context.Context, raw string, asOurs error) error {
	if s.Legacy == nil || !errors.Is(asOurs, token.ErrInvalid) {
		return asOurs
	}
	old, _, err := s.verifyLegacy(ctx, raw, asOurs)
	if err != nil {
		exchangeOf(ctx).prove(nil, err)
		return err
	}
	return s.Accounts.SignOutLegacy(ctx, old, by(ctx))
}
