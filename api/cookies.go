package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"spotter/account"
	"spotter/token"
)

const (
	deviceCookie   = "spotter_device"
	deviceHeader   = "X-Device-Token"
	deviceLifetime = 365 * 24 * time.Hour
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

// deviceToken returns the device token that came with the request if it is the
// user's, and a new one otherwise. It lets nobody in: it tells the throttle that
// the owner has been on this device before.
func (s *Server) deviceToken(ctx context.Context, uid string) string {
	sent := sentDevice(exchangeOf(ctx).request)
	if _, ok := s.deviceOf(sent, uid); ok {
		return sent
	}
	text := uid + "." + uuid.NewString()
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + s.deviceMAC(text)
}

// sentDevice is the device token that came with a request: the header's, or the
// cookie's.
func sentDevice(r *http.Request) string {
	sent := r.Header.Get(deviceHeader)
	if c, err := r.Cookie(deviceCookie); sent == "" && err == nil {
		sent = c.Value
	}
	return sent
}

// deviceOf returns the id of the device, provided that the token is signed and
// bound to this user.
func (s *Server) deviceOf(sent, uid string) (string, bool) {
	text, mac, found := strings.Cut(sent, ".")
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if !found || err != nil || !hmac.Equal([]byte(mac), []byte(s.deviceMAC(string(raw)))) {
		return "", false
	}
	owner, device, found := strings.Cut(string(raw), ".")
	if !found || owner != uid {
		return "", false
	}
	return device, true
}

func (s *Server) deviceMAC(text string) string {
	mac := hmac.New(sha256.New, s.DeviceKey)
	mac.Write([]byte("device " + text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
