package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"spotter/account"
	"spotter/token"
)

type cookieReply struct {
	SetCookie []string `header:"Set-Cookie" hidden:"true"`
}

// refreshCookie is the name of the cookie with the refresh token. The prefix
// keeps other hosts of the domain from setting it (RFC 6265bis §4.1.3.2).
func (s *Server) refreshCookie() string {
	if s.secure() {
		return "__Host-spotter"
	}
	return "spotter"
}

func (s *Server) cookie(name, value string, life time.Duration) string {
	c := http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteStrictMode,
	}
	if value == "" {
		c.MaxAge = -1
	}
	return c.String()
}

// cookieAllowed refuses cookies to pages of other origins: Origin, or
// Sec-Fetch-Site, against Host.
func (s *Server) cookieAllowed(ctx context.Context, wanted bool) error {
	if wanted && s.sameSite.Check(exchangeOf(ctx).request) != nil {
		return ErrCrossOrigin
	}
	return nil
}

// signInCookies are the cookies of a log-in that asked for them.
func (s *Server) signInCookies(ctx context.Context, in account.SignedIn) ([]string, error) {
	refresh, err := s.mintRefresh(in.Person.UID, in.Session)
	if err != nil {
		return nil, err
	}
	return []string{s.refreshTokenCookie(refresh, in.Session), s.deviceTokenCookie(s.deviceToken(ctx, in.Person.UID))}, nil
}

func (s *Server) refreshTokenCookie(refresh string, session account.Session) string {
	return s.cookie(s.refreshCookie(), refresh, session.Refresh.ExpiresAt.Sub(s.Now()))
}

func (s *Server) deviceTokenCookie(device string) string {
	return s.cookie(deviceCookie, device, deviceLifetime)
}

// cookiesGone takes the refresh token's cookie back, where one came.
func (s *Server) cookiesGone(ctx context.Context) *cookieReply {
	out := &cookieReply{}
	if _, err := exchangeOf(ctx).request.Cookie(s.refreshCookie()); err == nil {
		out.SetCookie = []string{s.cookie(s.refreshCookie(), "", 0)}
	}
	return out
}

// sentRefresh is a refresh token as it came: several may come with one request.
type sentRefresh struct {
	raw        string
	fromCookie bool
	fromHeader bool // as Bearer
}

// sentToken returns the token that counts: the body's, then Bearer, then the
// cookie.
func (s *Server) sentToken(ctx context.Context, body string) (sentRefresh, error) {
	if body != "" {
		return sentRefresh{raw: body}, nil
	}
	return s.sentBearerOrCookie(ctx)
}

func (s *Server) sentBearerOrCookie(ctx context.Context) (sentRefresh, error) {
	r := exchangeOf(ctx).request
	raw, err := token.FromRequest(r)
	if err == nil || !errors.Is(err, token.ErrMissing) {
		return sentRefresh{raw: raw, fromHeader: true}, err
	}
	c, err := r.Cookie(s.refreshCookie())
	if err != nil || c.Value == "" {
		return sentRefresh{}, token.ErrMissing
	}
	return sentRefresh{raw: c.Value, fromCookie: true}, s.cookieAllowed(ctx, true)
}
