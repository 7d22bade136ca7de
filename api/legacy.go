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
	old, err := s.verifyLegacy(raw, err)
	if err != nil {
		return nil, err
	}
	p, err := s.Accounts.LegacyPerson(ctx, old)
	if err != nil {
		return nil, err
	}
	return &token.Claims{
		Type: token.Access, Subject: p.UID, SessionID: old.SessionID, ID: old.SessionID, Scope: scope, ExpiresAt: old.ExpiresAt,
		User: token.User{Email: string(p.Email), UID: p.UID, Username: string(p.Username)},
	}, nil
}

// verifyLegacy takes a token for one of that app, or returns what is wrong with
// it: what was wrong with it as one of ours, where it is neither.
func (s *Server) verifyLegacy(raw string, asOurs error) (account.LegacyToken, error) {
	c, err := s.Legacy.Verify(raw)
	if errors.Is(err, token.ErrInvalid) {
		err = asOurs
	}
	if err == nil {
		err = s.Authority.Ended().Check(c.SessionID)
	}
	if err != nil {
		return account.LegacyToken{}, err
	}
	return account.LegacyToken{Login: c.Login, SessionID: c.SessionID, ExpiresAt: c.ExpiresAt}, nil
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
	old, err := s.verifyLegacy(raw, asOurs)
	if err != nil {
		return err
	}
	return s.Accounts.SignOutLegacy(ctx, old, by(ctx))
}
