package api

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"spotter/account"
	"spotter/token"
)

// exchange is one request and what becomes of it. It travels in the context,
// so that a request costs one context value however much is learned about it.
type exchange struct {
	id      string
	server  *Server
	request *http.Request
	reply   reply
	client  account.Client
	claims  *token.Claims // set once the bearer token has verified
	proven  *token.Claims // of the token judged last, once a signature held; it may be refused all the same
	caller  string        // the id of the OAuth client, once that has authenticated
	key     string        // the id of the personal key, once that is found; then the claims hold its person alone

	judged  string // what the answer depends on, as the operator reads of it
	refused error  // why the credential was not taken
	code    string // and what the caller is told of it
}

type exchangeKey struct{}

var noExchange = &exchange{}

func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return noExchange
}

// by is who causes a change, for the audit log and the throttle.
func by(ctx context.Context) account.By {
	x := exchangeOf(ctx)
	return account.By{Client: x.client, RequestID: x.id, Device: x.device}
}

// device is the id of the user's device that the request comes from, if its
// device token says so.
func (x *exchange) device(uid string) string {
	if x.server == nil {
		return ""
	}
	d, _ := x.server.deviceOf(sentDevice(x.request), uid)
	return d.id
}

// reply notes what is answered.
type reply struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (r *reply) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (r *reply) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *reply) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// requestIDs makes ids that are unique, not secret: a random start for the
// process and a count.
type requestIDs struct {
	start [8]byte
	count atomic.Uint64
}

func newRequestIDs() *requestIDs {
	ids := &requestIDs{}
	rand.Read(ids.start[:])
	return ids
}

func (ids *requestIDs) next() string {
	var raw [16]byte
	copy(raw[:], ids.start[:])
	binary.BigEndian.PutUint64(raw[8:], ids.count.Add(1))
	var text [32]byte
	hex.Encode(text[:], raw[:])
	return string(text[:])
}

const (
	levelDebug = slog.LevelDebug
	levelInfo  = slog.LevelInfo
	levelWarn  = slog.LevelWarn
	levelError = slog.LevelError
)

// requestAttrs is what the log says of a request. The path is the route's
// pattern: no id and no query, which could hold a secret, is written.
func requestAttrs(ctx context.Context, err error) []slog.Attr {
	x := exchangeOf(ctx)
	attrs := []slog.Attr{slog.String("request_id", x.id)}
	if x.request != nil {
		attrs = append(attrs, slog.String("route", x.request.Pattern), slog.String("address", x.client.Address))
	}
	if x.claims != nil {
		attrs = append(attrs, slog.String("uid", x.claims.Subject), slog.String("sid", x.claims.SessionID))
	}
	if x.key != "" {
		attrs = append(attrs, slog.String("key_id", x.key))
	}
	if x.caller != "" {
		attrs = append(attrs, slog.String("client_id", x.caller))
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	return attrs
}

// logExchange writes the line of a finished request: what only read and went
// well at debug level.
func (s *Server) logExchange(ctx context.Context, x *exchange, took time.Duration) {
	level := levelInfo
	if (x.request.Method == http.MethodGet || x.request.Method == http.MethodHead) && x.reply.status < 400 {
		level = levelDebug
	}
	if x.reply.status >= 500 && x.reply.status != http.StatusServiceUnavailable {
		level = levelError
	}
	if !s.log.Enabled(ctx, level) {
		return
	}
	attrs := append(requestAttrs(ctx, nil), slog.String("method", x.request.Method), slog.Int("status", x.reply.status), slog.Float64("took_ms", float64(took.Microseconds())/1000))
	s.log.LogAttrs(ctx, level, "request", attrs...)
}
