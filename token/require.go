package token

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

type contextKey struct{}

// NewContext returns a context that carries the claims.
func NewContext(ctx context.Context, c *Claims) context.Context {
	return context.WithValue(ctx, contextKey{}, c)
}

// FromContext returns the claims that [Require] verified.
func FromContext(ctx context.Context) (*Claims, bool) {
	c, ok := ctx.Value(contextKey{}).(*Claims)
	return c, ok
}

// FromRequest returns the bearer token of the Authorization header (RFC 6750
// §2.1), and of nowhere else. The error is [ErrMissing] when there is none, and
// wraps [ErrInvalid] when the header stands twice or is malformed.
func FromRequest(r *http.Request) (string, error) {
	values := r.Header["Authorization"]
	switch len(values) {
	case 0:
		return "", ErrMissing
	case 1:
	default:
		return "", malformed("the Authorization header stands more than once")
	}
	scheme, raw, found := strings.Cut(values[0], " ")
	if !foldEqual(scheme, "bearer") {
		return "", errOtherScheme
	}
	if raw == "" {
		return "", errNoBearer
	}
	if !found || strings.IndexByte(raw, ' ') >= 0 || strings.IndexByte(raw, '\t') >= 0 || strings.IndexByte(raw, ',') >= 0 {
		return "", malformed("the Authorization header is malformed")
	}
	return raw, nil
}

var (
	errOtherScheme = fmt.Errorf("%w: the Authorization header does not begin with Bearer", ErrMissing)
	errNoBearer    = fmt.Errorf("%w: nothing stands behind Bearer in the Authorization header", ErrMissing)
)

type malformed string

func (m malformed) Error() string { return string(m) }
func (m malformed) Unwrap() error { return ErrInvalid }

// foldEqual compares by ASCII case alone; lower is in lower case.
func foldEqual(s, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// Refusal is what a caller is told of an error of this package: nothing but
// that, and nothing of the token.
type Refusal struct {
	Status       int    // 401, or 503 when nobody can tell at the moment
	Code         string // the stable word for machines
	Detail       string // the sentence for people
	Authenticate string // the WWW-Authenticate header (RFC 6750 §3), if any
}

const noVerify = "Could not validate credentials"

// RefusalOf maps an error of this package to what the caller is told.
func RefusalOf(err error) Refusal {
	invalid := func(code string) Refusal {
		return Refusal{http.StatusUnauthorized, code, noVerify, `Bearer error="invalid_token"`}
	}
	switch {
	case errors.Is(err, ErrMissing):
		return Refusal{http.StatusUnauthorized, "not_authenticated", "Not authenticated", "Bearer"}
	case errors.Is(err, ErrStale):
		return Refusal{http.StatusServiceUnavailable, "unavailable", "The service cannot check sessions at the moment: try again shortly.", ""}
	case errors.Is(err, ErrExpired):
		return invalid("token_expired")
	case errors.Is(err, ErrWrongType):
		return invalid("wrong_token_type")
	case errors.Is(err, ErrSessionEnded):
		return invalid("session_ended")
	}
	return invalid("token_invalid")
}

// Require lets a request through to next when its bearer token verifies, with
// the claims in its context. Otherwise it answers 401 as application/problem+json
// (RFC 9457) with a WWW-Authenticate header, or 503 when nobody can tell at the
// moment which sessions have ended.
func Require(v Verifier, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := FromRequest(r)
		var claims *Claims
		if err == nil {
			claims, err = v.Verify(r.Context(), raw)
		}
		if err != nil {
			RefusalOf(err).write(w)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r.WithContext(NewContext(r.Context(), claims)))
	})
}

func (f Refusal) write(w http.ResponseWriter) {
	if f.Authenticate != "" {
		w.Header().Set("WWW-Authenticate", f.Authenticate)
	}
	if f.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.Status)
	json.NewEncoder(w).Encode(map[string]any{
		"type": "about:blank", "title": http.StatusText(f.Status), "status": f.Status, "detail": f.Detail, "code": f.Code,
	})
}
