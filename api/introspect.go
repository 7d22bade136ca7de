package api

import (
	"context"
	"errors"
	"fmt"

	"spotter/token"
)

// The token_type of an introspected token. For what is no access token RFC 8693
// §2.2.1 has a word: whoever gets it must let nobody in with that token.
const (
	typeBearer = "Bearer"
	typeOther  = "N_A"
)

// Introspection is what a token is worth at this moment (RFC 7662 §2.2). Of one
// that is not active nothing else is told.
type Introspection struct {
	Active    bool     `json:"active" doc:"Whether the token would be taken here now." example:"true"`
	TokenType string   `json:"token_type,omitempty" enum:"Bearer,N_A" doc:"Bearer: an access token. N_A: a refresh token, which lets nobody in." example:"Bearer"`
	Scope     string   `json:"scope,omitempty" doc:"Access tokens only." example:"account"`
	Subject   string   `json:"sub,omitempty" doc:"The user's uid."`
	Username  string   `json:"username,omitempty" example:"testuser"`
	SessionID string   `json:"sid,omitempty" doc:"Which log-in it belongs to."`
	ID        string   `json:"jti,omitempty"`
	Issuer    string   `json:"iss,omitempty" doc:"Access tokens only."`
	Audience  []string `json:"aud,omitempty" nullable:"false" doc:"Access tokens only: for whom it is. See whether that is you."`
	IssuedAt  int64    `json:"iat,omitzero" required:"false" doc:"Seconds since 1970."`
	ExpiresAt int64    `json:"exp,omitzero" required:"false" doc:"Seconds since 1970."`
}

type introspectReply struct{ Body Introspection }

// introspect tells a client what a token is worth (RFC 7662).
func (s *Server) introspect(ctx context.Context, in *formRequest) (*introspectReply, error) {
	raw, err := readToken(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	claims, username, err := s.honoured(ctx, raw)
	if err != nil && isWorthless(err) {
		s.log.LogAttrs(ctx, levelDebug, "introspected a dead token", requestAttrs(ctx, err)...)
		return &introspectReply{}, nil
	}
	if err != nil {
		return nil, s.oauthProblem(ctx, err)
	}
	return &introspectReply{introspectionOf(claims, username)}, nil
}

// honoured returns what a token says and the username of its person as it is
// now, provided that the token would be taken: its session is alive by the
// database, its person enabled, and a refresh token is the one that counts. One
// of the app that people come from is judged as at every other door. Nothing is
// used up.
func (s *Server) honoured(ctx context.Context, raw string) (*token.Claims, string, error) {
	claims, err := s.verifyEither(ctx, raw)
	if s.Legacy != nil && errors.Is(err, token.ErrInvalid) {
		if _, claims, err = s.verifyLegacy(ctx, raw, err); err != nil {
			return nil, "", err
		}
		return claims, claims.User.Username, nil
	}
	if err != nil {
		return nil, "", err
	}
	st, err := s.Accounts.LiveSession(ctx, claims.Subject, claims.SessionID)
	if err == nil && claims.Type == token.Refresh && claims.ID != st.Session.Refresh.ID {
		err = fmt.Errorf("%w: a refresh token that was used", token.ErrInvalid)
	}
	return claims, string(st.Person.Username), err
}

func introspectionOf(c *token.Claims, username string) Introspection {
	told := Introspection{
		Active: true, TokenType: typeOther, Scope: c.Scope, Subject: c.Subject, Username: username,
		SessionID: c.SessionID, ID: c.ID, Issuer: c.Issuer, Audience: c.Audience, ExpiresAt: c.ExpiresAt.Unix(),
	}
	if !c.IssuedAt.IsZero() { // of an app that does not say
		told.IssuedAt = c.IssuedAt.Unix()
	}
	if c.Type == token.Access {
		told.TokenType = typeBearer
	}
	return told
}
