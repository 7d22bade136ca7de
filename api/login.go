package api

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"spotter/account"
	"spotter/token"
)

// scope is what every access token grants: the user's own account. What a
// request asks for changes nothing.
const scope = "account"

// Pair is an access token and the refresh token that gets the next one.
type Pair struct {
	AccessToken  string `json:"access_token"`
	TokenType    string `json:"token_type" example:"bearer"`
	ExpiresIn    int    `json:"expires_in" doc:"Life of the access token in seconds." example:"1800"`
	RefreshToken string `json:"refresh_token,omitempty" doc:"Absent in cookie mode."`
}

type loginRequest struct {
	Body struct {
		Email    string `json:"email,omitempty" doc:"The e-mail address, or username in its place." example:"testuser@example.com"`
		Username string `json:"username,omitempty" doc:"Serves in place of email."`
		Password string `json:"password" example:"correct horse battery staple"`
		Cookie   bool   `json:"cookie,omitempty" doc:"For browsers: the refresh token comes only as an HttpOnly cookie." example:"false"`
	}
}

// LoginReply is what a log-in answers.
type LoginReply struct {
	Message string `json:"message" example:"Login successful"`
	Pair
	User        LoginUser `json:"user"`
	DeviceToken string    `json:"device_token" doc:"Send it as X-Device-Token with the next log-in. It authenticates nobody; it spares its owner the delay of a stranger's guessing."`
}

// LoginUser is who has logged in.
type LoginUser struct {
	Email    string `json:"email" example:"testuser@example.com"`
	UID      string `json:"uid" format:"uuid"`
	Username string `json:"username" example:"testuser"`
}

type loginReply struct {
	SetCookie []string `header:"Set-Cookie" hidden:"true"`
	Body      LoginReply
}

func (s *Server) login(ctx context.Context, in *loginRequest) (*loginReply, error) {
	b := in.Body
	if err := s.cookieAllowed(ctx, b.Cookie); err != nil {
		return nil, err
	}
	field, login := "email", b.Email
	if login == "" && b.Username != "" {
		field, login = "username", b.Username
	}
	if login == "" {
		return nil, &account.FieldError{Field: field, Message: "Fill in your e-mail address or your username."}
	}
	if err := account.CheckText(field, login, maxBody); err != nil {
		return nil, err
	}
	judge(ctx, aPassword)
	signedIn, err := s.Accounts.SignIn(ctx, login, b.Password, s.Authority.SigningKeyID(), by(ctx))
	if errors.Is(err, account.ErrWrongCredentials) {
		return nil, fmt.Errorf("%w: %w", ErrLogin, err)
	}
	if err != nil {
		return nil, err
	}
	return s.loggedIn(ctx, signedIn, b.Cookie)
}

func (s *Server) loggedIn(ctx context.Context, in account.SignedIn, cookie bool) (*loginReply, error) {
	pair, err := s.mintPair(in.Person, in.Session)
	if err != nil {
		return nil, err
	}
	device := s.deviceToken(ctx, in.Person.UID)
	out := &loginReply{SetCookie: []string{s.deviceTokenCookie(device)}}
	if cookie {
		out.SetCookie = append(out.SetCookie, s.refreshTokenCookie(pair.RefreshToken, in.Session))
		pair.RefreshToken = ""
	}
	out.Body = LoginReply{
		Message: "Login successful", Pair: pair, DeviceToken: device,
		User: LoginUser{Email: string(in.Person.Email), UID: in.Person.UID, Username: string(in.Person.Username)},
	}
	return out, nil
}

// mintPair writes the tokens of a session: account says which, token writes.
func (s *Server) mintPair(p account.Person, session account.Session) (Pair, error) {
	access, err := s.Authority.MintAccess(token.AccessFor{
		ID: uuid.NewString(), SessionID: session.ID, Scope: scope,
		User: token.User{Email: string(p.Email), UID: p.UID, Username: string(p.Username)},
	})
	if err != nil {
		return Pair{}, err
	}
	refresh, err := s.mintRefresh(p.UID, session)
	if err != nil {
		return Pair{}, err
	}
	return Pair{
		AccessToken: access, TokenType: "bearer", RefreshToken: refresh,
		ExpiresIn: int(s.Authority.AccessTTL() / time.Second),
	}, nil
}

func (s *Server) mintRefresh(uid string, session account.Session) (string, error) {
	r := session.Refresh
	return s.Authority.MintRefresh(token.RefreshFor{
		UserID: uid, SessionID: session.ID, ID: r.ID, IssuedAt: r.IssuedAt, ExpiresAt: r.ExpiresAt, KeyID: r.KeyID,
	})
}

type refreshRequest struct {
	Body *struct {
		RefreshToken string `json:"refresh_token,omitempty" doc:"Or as Bearer, or in the cookie. The body's counts, then Bearer, then the cookie."`
	}
}

type pairReply struct {
	SetCookie []string `header:"Set-Cookie" hidden:"true"`
	Body      Pair
}

func (s *Server) refresh(ctx context.Context, in *refreshRequest) (*pairReply, error) {
	body := ""
	if in.Body != nil {
		body = in.Body.RefreshToken
	}
	sent, err := s.sentToken(ctx, body)
	if err != nil {
		return nil, err
	}
	pair, session, err := s.useRefresh(ctx, sent)
	if err != nil {
		return nil, s.forgetCookie(ctx, sent, err)
	}
	out := &pairReply{Body: pair}
	if sent.fromCookie {
		out.SetCookie = []string{s.refreshTokenCookie(pair.RefreshToken, session)}
		out.Body.RefreshToken = ""
	}
	return out, nil
}

// useRefresh turns a refresh token into the next pair. When too many from one
// address do not hold, those are answered that alone.
func (s *Server) useRefresh(ctx context.Context, sent sentRefresh) (Pair, account.Session, error) {
	pair, session, err := s.tryRefresh(ctx, sent)
	if err != nil && isRefusedRefresh(err) {
		if throttled := s.Accounts.RefreshFailed(ctx, by(ctx)); throttled != nil {
			err = throttled
		}
	}
	return pair, session, err
}

// isRefusedRefresh reports whether a refresh token did not hold, and not that
// the machine has failed or the session has to wait.
func isRefusedRefresh(err error) bool {
	for _, refused := range []error{
		token.ErrInvalid, token.ErrExpired, token.ErrWrongType, token.ErrSessionEnded, account.ErrSessionEnded, account.ErrTokenReused,
	} {
		if errors.Is(err, refused) {
			return true
		}
	}
	return false
}

func (s *Server) tryRefresh(ctx context.Context, sent sentRefresh) (Pair, account.Session, error) {
	judge(ctx, sent.name())
	claims, err := s.Authority.VerifyRefresh(ctx, sent.raw)
	exchangeOf(ctx).prove(claims, err)
	if err != nil {
		return Pair{}, account.Session{}, err
	}
	t := account.RefreshToken{ID: claims.ID, SessionID: claims.SessionID, UID: claims.Subject}
	done, err := s.Accounts.Refresh(ctx, t, s.Authority.SigningKeyID(), by(ctx))
	if err != nil {
		return Pair{}, account.Session{}, err
	}
	pair, err := s.mintPair(done.Person, done.Session)
	return pair, done.Session, err
}

// forgetCookie takes a dead token's cookie back with the refusal.
func (s *Server) forgetCookie(ctx context.Context, sent sentRefresh, err error) error {
	p := s.problemOf(ctx, err)
	if sent.fromCookie && p.Status == 401 {
		p.set("Set-Cookie", s.cookie(s.refreshCookie(), "", 0))
	}
	return p
}
