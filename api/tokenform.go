package api

import (
	"context"
	"errors"

	"spotter/account"
)

// TokenReply is a token answer (RFC 6749 §5.1).
type TokenReply struct {
	Pair
	Scope string `json:"scope" doc:"What was granted, whatever was asked for." example:"account"`
}

type tokenReply struct {
	SetCookie []string `header:"Set-Cookie" hidden:"true"`
	Body      TokenReply
}

// tokenForm is the form of a token request.
type tokenForm struct {
	grant, username, password, refresh string
}

// tokenParameters are the ones that mean something, here or to other servers;
// none of them may stand twice, or in the query.
var tokenParameters = []string{"grant_type", "username", "password", "refresh_token", "scope", "client_id", "client_secret"}

func (s *Server) token(ctx context.Context, in *formRequest) (*tokenReply, error) {
	form, err := s.readTokenForm(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	switch {
	case form.grant == "refresh_token":
		return s.tokenByRefresh(ctx, form)
	case form.grant == "password" && s.PasswordGrant:
		return s.tokenByPassword(ctx, form)
	}
	detail := "Use grant_type=password or grant_type=refresh_token."
	if !s.PasswordGrant {
		detail = "Use grant_type=refresh_token: the password form is switched off here."
	}
	return nil, newProblem(ctx, 400, "unsupported_grant_type", detail).oauth("unsupported_grant_type")
}

func (s *Server) readTokenForm(ctx context.Context, body []byte) (tokenForm, error) {
	values, err := readForm(ctx, body, tokenParameters)
	if err != nil {
		return tokenForm{}, err
	}
	form := tokenForm{values.Get("grant_type"), values.Get("username"), values.Get("password"), values.Get("refresh_token")}
	if form.grant == "" {
		form.grant = "password" // as the tutorials' clients leave it out
	}
	switch {
	case form.grant == "password" && (form.username == "" || form.password == ""):
		return tokenForm{}, malformedForm(ctx, "The parameters username and password are required.")
	case form.grant == "refresh_token" && form.refresh == "":
		return tokenForm{}, malformedForm(ctx, "The parameter refresh_token is required.")
	}
	return form, nil
}

func (s *Server) tokenByPassword(ctx context.Context, form tokenForm) (*tokenReply, error) {
	judge(ctx, aPassword)
	in, err := s.Accounts.SignIn(ctx, form.username, form.password, s.Authority.SigningKeyID(), by(ctx))
	if err != nil {
		return nil, s.oauthProblem(ctx, err)
	}
	pair, err := s.mintPair(in.Person, in.Session)
	if err != nil {
		return nil, s.oauthProblem(ctx, err)
	}
	return &tokenReply{
		SetCookie: []string{s.deviceTokenCookie(s.deviceToken(ctx, in.Person.UID))},
		Body:      TokenReply{Pair: pair, Scope: scope},
	}, nil
}

func (s *Server) tokenByRefresh(ctx context.Context, form tokenForm) (*tokenReply, error) {
	pair, _, err := s.useRefresh(ctx, sentRefresh{raw: form.refresh})
	if err != nil {
		return nil, s.oauthProblem(ctx, err)
	}
	return &tokenReply{Body: TokenReply{Pair: pair, Scope: scope}}, nil
}

// oauthProblem is a problem in OAuth's words: a grant that does not hold is
// invalid_grant, 400 for a refresh token (RFC 6749 §5.2) and 401 with the
// tutorial's sentence for a password; a client that is none is invalid_client.
func (s *Server) oauthProblem(ctx context.Context, err error) *Problem {
	p := s.problemOf(ctx, err)
	switch {
	case errors.Is(err, account.ErrWrongCredentials):
		return p.oauth("invalid_grant")
	case errors.Is(err, account.ErrWrongClient):
		return p.oauth("invalid_client")
	case p.Status == 401:
		again := newProblem(ctx, 400, p.Code, p.Detail)
		return again.oauth("invalid_grant")
	case p.Status == 503:
		return p.oauth("temporarily_unavailable")
	case p.Status >= 500:
		return p.oauth("server_error")
	}
	return p.oauth("invalid_request")
}
