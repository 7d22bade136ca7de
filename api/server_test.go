package api_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/account"
	"spotter/api"
	"spotter/coach"
	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

// config is what a test may change before its server starts. Accounts, Clients,
// Authority and Conversations of Config are made from Rules, Tokens and Talk.
type config struct {
	api.Config
	Rules  account.Config
	Tokens token.Config
	Talk   coach.Config
}

// on gives every part of a server the same clock.
func on(c *clock) func(*config) {
	return func(conf *config) {
		conf.Now, conf.Rules.Now, conf.Tokens.Now, conf.Talk.Now = c.Now, c.Now, c.Now, c.Now
	}
}

// server is the whole service on a database of its own, behind a real socket.
type server struct {
	*httptest.Server
	file     string // of the database
	master   token.MasterKey
	talk     *coach.Conversations
	api      *api.Server
	store    *store.Store
	accounts *account.Accounts
	clients  *account.Clients
	ended    *token.Ended
	log      *logBook
}

// generous is for tests that are not about limits.
var generous = account.Limits{
	Login: account.Rate{Count: 60, Period: time.Second}, Address: account.Unlimited, Register: account.Unlimited,
	RefreshFailure: account.Unlimited, Refresh: account.Unlimited,
}

// byDefault gives a server the limits that it has when nobody sets them.
func byDefault(c *config) { c.Rules.Limits = account.Limits{} }

// newServer starts a server that ends with the test. Whatever it answers in the
// test has to be in its OpenAPI document.
func newServer(t testing.TB, changes ...func(*config)) *server {
	t.Helper()
	return newServerAt(t, migrated.SQLite(t), changes...)
}

// migrated is a database with the tables of today, which every test gets a copy of.
var migrated = storetest.Template{Open: func(path string) (io.Closer, error) {
	return store.Open(storetest.Patient(context.Background()), path)
}}

// newServerAt starts a server on that database.
func newServerAt(t testing.TB, dsn string, changes ...func(*config)) *server {
	t.Helper()
	return startServer(storetest.Patient(t.Context()), t, dsn, changes)
}

// newServerInTime is newServer for what is about how long a server waits for its
// database.
func newServerInTime(t testing.TB, changes ...func(*config)) *server {
	t.Helper()
	return startServer(t.Context(), t, migrated.SQLite(t), changes)
}

func startServer(open context.Context, t testing.TB, dsn string, changes []func(*config)) *server {
	t.Helper()
	s := &server{file: dsn, log: &logBook{}, master: masterKey}
	var err error
	if s.store, err = store.Open(open, s.file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	c := s.config(changes)
	s.ended = token.NewEnded(c.Tokens.Now)
	c.Tokens.Ended = s.ended
	if c.Authority, err = token.NewAuthority(t.Context(), c.Tokens); err != nil {
		t.Fatal(err)
	}
	s.accounts = account.New(c.Rules)
	s.clients = &account.Clients{Store: s.store, Now: c.Rules.Now}
	c.Accounts, c.Clients = s.accounts, s.clients
	s.talk = coach.New(c.Talk)
	c.Conversations = s.talk
	c.Training = &coach.Training{Store: s.store, Now: c.Talk.Now}
	c.Spending = s.store
	s.api = api.New(c.Config)
	s.Server = httptest.NewServer(documented(t, s.api))
	t.Cleanup(s.Close)
	t.Cleanup(func() { s.talk.Close(canceled); s.api.EndStreams() }) // before that, so that streams end
	return s
}

func (s *server) config(changes []func(*config)) config {
	c := config{
		Config: api.Config{
			PublicURL: "http://spotter.test", DeviceKey: []byte("a key for device tokens, 32 bytes"), PasswordGrant: true,
			Ready: s.store.Ping, Version: "test",
			Log: slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		},
		Rules: account.Config{
			Store: s.store, Hasher: hasher(), Policy: account.PasswordPolicy{Common: true},
			Limits: generous, Access: token.DefaultAccessTTL, Grace: account.DefaultGrace,
			OnEnded: func(list []account.Ended) {
				for _, e := range list {
					s.ended.Add(token.EndedSession{ID: e.ID, EndedAt: e.At, Until: e.Until, Reason: e.Reason})
				}
			},
		},
		Tokens: token.Config{Keys: s.store, Master: s.master, Leeway: time.Minute},
		Talk:   coach.Config{Store: s.store},
	}
	for _, change := range changes {
		change(&c)
	}
	if c.Tokens.Issuer == "" {
		c.Tokens.Issuer = c.PublicURL
	}
	return c
}

// masterKey is one for all tests, so that two servers may share a database.
var masterKey = token.NewMasterKey()

// canceled is a context that is done.
var canceled = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// hasher is one for all tests, cheap because none of them is about the cost.
var hasher = sync.OnceValue(func() *account.Hasher {
	return account.NewHasher(account.HasherConfig{MaxWait: time.Minute, Memory: 64})
})

// clock stands still until it is told to go on.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Now().Truncate(time.Second)} }

// Now returns the time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// logBook is what a server has logged.
type logBook struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements io.Writer.
func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String returns everything that was logged so far, a JSON object in each line.
func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// person is somebody who registers.
type person struct{ username, email, password string }

var (
	ada   = person{"ada", "ada@example.com", "engine of 1843"}
	grace = person{"grace", "grace@example.com", "nanoseconds of wire"}
)

// account registers p and returns the user.
func (s *server) account(t testing.TB, p person) map[string]any {
	t.Helper()
	return s.send(t, "POST /register", jsonOf(map[string]any{
		"username": p.username, "email": p.email, "password": p.password,
	})).object(t, 201)
}

// tokens are a pair.
type tokens struct{ access, refresh string }

// login logs in somebody who has an account.
func (s *server) login(t testing.TB, p person, with ...option) tokens {
	t.Helper()
	body := jsonOf(map[string]any{"email": p.email, "password": p.password})
	return pairOf(t, s.send(t, "POST /login", append([]option{body}, with...)...).object(t, 200))
}

// member registers p and logs in.
func (s *server) member(t testing.TB, p person) tokens {
	t.Helper()
	s.account(t, p)
	return s.login(t, p)
}

func pairOf(t testing.TB, answer map[string]any) tokens {
	t.Helper()
	access, _ := answer["access_token"].(string)
	refresh, _ := answer["refresh_token"].(string)
	if access == "" {
		t.Fatalf("no access token in %v", answer)
	}
	return tokens{access, refresh}
}

// alive reports whether an access token opens anything.
func (s *server) alive(t testing.TB, access string) bool {
	t.Helper()
	return s.send(t, "GET /me", bearer(access)).Status == http.StatusOK
}

// stale makes the set of ended sessions one that nobody could read for a while.
func (s *server) stale(t testing.TB, c *clock) {
	t.Helper()
	if err := s.ended.Load(context.Background(), s.store); err != nil {
		t.Fatal(err)
	}
	c.advance(6 * time.Second)
}
