package api

import (
	"context"
	"errors"
	"time"

	"spotter/account"
	"spotter/token"
)

// SessionWire is a log-in on the wire.
type SessionWire struct {
	ID         string    `json:"id" format:"uuid"`
	CreatedAt  time.Time `json:"created_at"`
	LastUsedAt time.Time `json:"last_used_at" doc:"When its refresh token was last used."`
	Address    string    `json:"address" example:"192.0.2.7"`
	Agent      string    `json:"agent" example:"curl/8.5.0"`
	Current    bool      `json:"current" doc:"The one that asks."`
}

func sessionsOf(list []account.Session, current string) []SessionWire {
	out := make([]SessionWire, 0, len(list))
	for _, s := range list {
		out = append(out, SessionWire{
			ID: s.ID, CreatedAt: s.CreatedAt.UTC(), LastUsedAt: s.LastUsedAt.UTC(),
			Address: s.Address, Agent: s.Agent, Current: s.ID == current,
		})
	}
	return out
}

type sessionsReply struct {
	Body struct {
		Sessions []SessionWire `json:"sessions"`
	}
}

func (s *Server) sessions(ctx context.Context, _ *struct{}) (*sessionsReply, error) {
	claims := exchangeOf(ctx).claims
	list, err := s.Accounts.ListSessions(ctx, claims.Subject)
	if err != nil {
		return nil, err
	}
	out := &sessionsReply{}
	out.Body.Sessions = sessionsOf(list, claims.SessionID)
	return out, nil
}

type sessionRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of a session of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

func (s *Server) endSession(ctx context.Context, in *sessionRequest) (*struct{}, error) {
	return nil, s.Accounts.EndSession(ctx, uid(ctx), in.ID, by(ctx))
}

// logout ends the session of whichever of its tokens came. A bearer token
// decides, then the body's, then the cookie's.
func (s *Server) logout(ctx context.Context, in *refreshRequest) (*cookieReply, error) {
	sent, err := s.sentForLogout(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := s.signOut(ctx, sent); err != nil {
		return nil, s.forgetCookie(ctx, sent, err)
	}
	return s.cookiesGone(ctx), nil
}

// verifyForLogout takes either token as Bearer, and a refresh token elsewhere.
func (s *Server) verifyForLogout(ctx context.Context, sent sentRefresh) (claims *token.Claims, err error) {
	judge(ctx, sent.name())
	if sent.fromHeader {
		claims, err = s.Authority.VerifyAny(ctx, sent.raw)
	} else {
		claims, err = s.Authority.VerifyRefresh(ctx, sent.raw)
	}
	exchangeOf(ctx).prove(claims, err)
	return claims, err
}

func (s *Server) sentForLogout(ctx context.Context, in *refreshRequest) (sentRefresh, error) {
	_, err := token.FromRequest(exchangeOf(ctx).request)
	if errors.Is(err, token.ErrMissing) && in.Body != nil && in.Body.RefreshToken != "" {
		return sentRefresh{raw: in.Body.RefreshToken}, nil
	}
	return s.sentBearerOrCookie(ctx)
}

func (s *Server) logoutAll(ctx context.Context, _ *struct{}) (*cookieReply, error) {
	if err := s.Accounts.SignOutEverywhere(ctx, uid(ctx), by(ctx)); err != nil {
		return nil, err
	}
	return s.cookiesGone(ctx), nil
}
