package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"spotter/account"
	"spotter/coach"
	"spotter/token"
)

// Config is what a server needs.
type Config struct {
	Accounts  *account.Accounts
	Clients   *account.Clients // who may introspect
	Authority *token.Authority
	// Legacy verifies the access tokens of the app that people were imported
	// from; nil if there is none.
	Legacy *token.Legacy
	// Conversations is what people say to the coach, and what it answers.
	Conversations *coach.Conversations
	// Training is what people do, and the plan that they follow.
	Training *coach.Training
	// Spending is what the language model has cost people.
	Spending coach.Spending
	// PublicURL is the scheme and host under which people reach the service.
	// With https the cookies are Secure and answers carry HSTS.
	PublicURL string
	// DeviceKey signs the device tokens, at least 32 bytes.
	DeviceKey []byte
	// PasswordGrant offers the password form of /token.
	PasswordGrant bool
	// TrustedProxies are believed when they say for whom they ask.
	TrustedProxies []netip.Prefix
	// CORSOrigins are the origins whose pages may call with bearer tokens.
	CORSOrigins []string
	// Ready reports why the service cannot serve at the moment, nil if it can.
	Ready func(context.Context) error
	// Refusals keeps why credentials are refused, for the operator; nil keeps
	// nothing.
	Refusals *account.RefusalLog
	// Version is told in the OpenAPI document.
	Version string
	Log     *slog.Logger
	Now     func() time.Time // time.Now if nil
}

// Server is Spotter over HTTP, an http.Handler. Safe for concurrent use.
type Server struct {
	Config
	log      *slog.Logger
	mux      *http.ServeMux
	huma     huma.API
	ids      *requestIDs
	stats    map[string]*routeStats // by pattern of the mux
	others   *routeStats
	draining atomic.Bool
	hints    forwardedHints
	leaving  atomic.Bool // streams end
	streams  streamCount
	exports  exportCount

	eventTime time.Duration
	origins   map[string]bool
	sameSite  *http.CrossOriginProtection
	document  func() ([]byte, error) // the OpenAPI document, made when first asked for
}

// New returns a server for the configuration.
func New(c Config) *Server {
	takeErrorsFromHuma()
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		Config: c, log: c.Log, mux: http.NewServeMux(), ids: newRequestIDs(),
		streams: streamCount{open: map[string]int{}}, exports: exportCount{open: map[string]bool{}}, eventTime: eventTime,
		stats: map[string]*routeStats{}, others: newRouteStats("other"),
		origins: map[string]bool{}, sameSite: http.NewCrossOriginProtection(),
	}
	for _, o := range c.CORSOrigins {
		s.origins[o] = true
	}
	s.huma = newHuma(s.mux, c.Version)
	s.document = sync.OnceValues(s.Document)
	s.routes()
	admitNull(s.huma.OpenAPI())
	s.mux.HandleFunc("/", s.noSuchRoute)
	return s
}

// Drain makes /readyz answer 503 and each answer the last on its connection, so
// that no new work is sent here. What is under way goes on.
func (s *Server) Drain() { s.draining.Store(true) }

// Values that many answers share. A response header is written, never changed.
var (
	noSniff    = []string{"nosniff"}
	noStore    = []string{"no-store"}
	lastAnswer = []string{"close"}
	hsts       = []string{"max-age=31536000; includeSubDomains"}
)

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := s.Now()
	x := &exchange{id: s.ids.next(), server: s}
	x.reply.ResponseWriter = w
	ctx := context.WithValue(r.Context(), exchangeKey{}, x)
	r = r.WithContext(ctx)
	x.request = r
	x.client = account.Client{Address: s.clientAddress(r), Agent: r.UserAgent()}

	h := w.Header()
	h["X-Request-Id"] = []string{x.id}
	h["X-Content-Type-Options"] = noSniff
	h["Cache-Control"] = noStore
	if s.secure() {
		h["Strict-Transport-Security"] = hsts
	}
	if s.draining.Load() {
		h["Connection"] = lastAnswer
	}
	defer s.finish(ctx, x, start)
	if s.cors(&x.reply, r) {
		return
	}
	if !cleanPath(r) {
		s.noSuchRoute(&x.reply, r)
		return
	}
	s.mux.ServeHTTP(&x.reply, r)
}

// finish logs and counts the exchange. A panic becomes a plain 500; where an
// answer has begun it is cut off, so that half of one does not look whole.
func (s *Server) finish(ctx context.Context, x *exchange, start time.Time) {
	if p := recover(); p != nil {
		s.logPanic(ctx, p)
		if x.reply.status != 0 {
			defer panic(http.ErrAbortHandler)
		} else {
			s.answer(&x.reply, newProblem(ctx, 500, codeOf(500), sentenceOf(500)))
		}
	}
	took := s.Now().Sub(start)
	stats, ok := s.stats[x.request.Pattern]
	if !ok {
		stats = s.others
	}
	stats.count(x.reply.status, took)
	s.logExchange(ctx, x, took)
	s.logRefusal(x)
}

// logPanic tells faults of ours from clients that went away: huma panics when an
// answer cannot be written.
func (s *Server) logPanic(ctx context.Context, p any) {
	err, _ := p.(error)
	var network net.Error
	switch {
	case errors.Is(err, http.ErrAbortHandler):
	case errors.As(err, &network), errors.Is(err, syscall.EPIPE), errors.Is(err, syscall.ECONNRESET):
		s.log.LogAttrs(ctx, levelInfo, "the client went away", requestAttrs(ctx, err)...)
	default:
		attrs := append(requestAttrs(ctx, fmt.Errorf("%v", p)), slog.String("stack", string(debug.Stack())))
		s.log.LogAttrs(ctx, levelError, "panic", attrs...)
	}
}

// starred are the paths that the tutorials' clients also call with a slash at
// the end.
var starred = map[string]string{"/register/": "/register", "/token/": "/token", "/login/": "/login", "/conversation/": "/conversation"}

// cleanPath takes the slash off the starred paths, and reports whether the path
// is in its one spelling: the mux would answer others with a redirect to a page.
func cleanPath(r *http.Request) bool {
	p := r.URL.Path
	if len(p) > 1 && p[len(p)-1] == '/' {
		short, ok := starred[p]
		if !ok {
			return false
		}
		r.URL.Path, r.URL.RawPath = short, ""
		return true
	}
	return p != "" && p[0] == '/' && !strings.Contains(p, "//") && (!strings.Contains(p, "/.") || path.Clean(p) == p)
}

// noSuchRoute answers what no route matches: 405 when another method would, and
// 404 otherwise.
func (s *Server) noSuchRoute(w http.ResponseWriter, r *http.Request) {
	if allow := s.allowed(r); allow != "" {
		detail := "This address takes " + allow + " and no other method."
		s.answer(w, newProblem(r.Context(), 405, codeOf(405), detail).set("Allow", allow))
		return
	}
	s.answer(w, newProblem(r.Context(), 404, codeOf(404), sentenceOf(404)))
}

// allowed lists the methods that the path takes, with commas between.
func (s *Server) allowed(r *http.Request) string {
	if !cleanPath(r) {
		return ""
	}
	var methods []string
	probe := *r
	for _, m := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
		probe.Method = m
		if _, pattern := s.mux.Handler(&probe); pattern != "/" && pattern != "" {
			methods = append(methods, m)
		}
	}
	return strings.Join(methods, ", ")
}

func (s *Server) secure() bool { return strings.HasPrefix(s.PublicURL, "https://") }
