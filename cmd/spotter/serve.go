package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/term"

	"spotter/account"
	"spotter/api"
	"spotter/coach"
	"spotter/token"
)

// Bounds of a connection.
const (
	headerTime  = 10 * time.Second
	readTime    = 30 * time.Second
	writeTime   = 60 * time.Second
	idleTime    = 2 * time.Minute
	headerBytes = 32 << 10
	noticeTime  = 500 * time.Millisecond // between "not ready" and the end of listening
	drainTime   = 25 * time.Second
	answerTime  = 18 * time.Second // of those, for answers that are being written
	purgeSeldom = 10 * time.Minute
	purgeOften  = time.Second
)

type serveCommand struct{}

// Run is the whole wiring, top to bottom: settings, log, database, keys,
// accounts, server, listen, wait, shut down.
func (serveCommand) Run(ctx context.Context, s *Settings, t terminal) error {
	c, err := s.check()
	if err != nil {
		return err
	}
	log := newLog(t)
	tuneMemory()
	tuneThreads()
	listener, err := listen(c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	c = c.listening(listener.Addr())
	if c.tls, err = c.certificate(); err != nil {
		return err
	}
	data, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer data.store.Close()

	ended := token.NewEnded(nil)
	if err := ended.Load(ctx, data.store); err != nil {
		return fmt.Errorf("read the ended sessions: %w", err)
	}
	authority, err := data.authority(ctx, c, ended, log)
	if err != nil {
		return err
	}
	legacy, err := newLegacy(c, log)
	if err != nil {
		return err
	}
	refusals := account.NewRefusalLog(account.RefusalLogConfig{Store: data.store, OnDropped: func(n uint64, err error) { logDropped(log, n, err) }})
	talker, err := data.coach(c, log)
	if err != nil {
		return err
	}
	conversations := data.conversations(talker, log)
	server := api.New(api.Config{
		Accounts: data.accounts(c, ended, log), Clients: data.clients(), Conversations: conversations, Training: &coach.Training{Store: data.store}, Spending: data.store, Authority: authority, Legacy: legacy,
		PublicURL: c.publicURL, DeviceKey: data.secret,
		PasswordGrant: c.PasswordGrant == "on", TrustedProxies: c.proxies, CORSOrigins: c.origins,
		Ready: data.store.Ping, Refusals: refusals, Version: version(), Log: log,
	})
	var background sync.WaitGroup
	defer background.Wait()
	// The background outlives the signal to stop: requests that are under way
	// still ask which sessions have ended.
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	background.Go(func() {
		ended.Follow(running, data.store, data.store.Wakes(running), func(err error) { logFollowing(log, err) })
	})
	background.Go(func() {
		authority.FollowKeys(running, func(err error) { logKeys(log, err) })
	})
	background.Go(func() { purge(running, data, c.purgeEvery(), log) })
	background.Go(func() { refusals.Run(running) })
	background.Go(func() { conversations.Watch(running) })

	logStart(log, c, authority, listener.Addr())
	if data.store.Fresh() {
		greet(t.out, c, listener.Addr())
	}
	return serve(ctx, c, server, conversations, listener, log)
}

func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s (%s): stop what uses it, or set SPOTTER_ADDR", addr, reason(err))
	}
	return l, nil
}

// reason is the innermost error: the rest repeats the address.
func reason(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// serve answers until ctx ends; then it lets what is under way finish.
func serve(ctx context.Context, c settings, server *api.Server, conversations *coach.Conversations, listener net.Listener, log *slog.Logger) error {
	var arriving newcomers
	main := &http.Server{
		ConnState: arriving.note,
		Handler:   server, TLSConfig: c.tls, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: headerBytes, DisableGeneralOptionsHandler: true, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	admin, err := serveAdmin(c, server, log)
	if err != nil {
		return err
	}
	if admin != nil {
		defer admin.Close()
	}
	failed := make(chan error, 1)
	go func() {
		if main.TLSConfig != nil {
			failed <- main.ServeTLS(listener, "", "")
			return
		}
		failed <- main.Serve(listener)
	}()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("shutting down")
	server.Drain()
	finish, cancel := context.WithTimeout(context.Background(), noticeTime+drainTime)
	defer cancel()
	// Clients that keep connections hear from an answer that theirs will close,
	// so that no request is sent into a closing one.
	select {
	case <-time.After(noticeTime):
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	}
	listener.Close()
	<-failed // nobody new comes in
	arriving.settle(finish)
	talked := make(chan struct{})
	go func() {
		defer close(talked)
		lastWords(finish, server, conversations)
	}()
	err = main.Shutdown(finish)
	<-talked // those that nobody listens to as well
	if err != nil {
		main.Close()
		return fmt.Errorf("requests were still running after %s and were cut", drainTime)
	}
	return nil
}

// lastWords lets answers come to their end for a while, and then ends them and
// the streams that tell them.
func lastWords(ctx context.Context, server *api.Server, conversations *coach.Conversations) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	conversations.Close(ctx)
	server.EndStreams()
}

// certificate is the TLS configuration, nil without TLS.
func (c settings) certificate() (*tls.Config, error) {
	if c.TLSCert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("SPOTTER_TLS_CERT and SPOTTER_TLS_KEY: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// serveAdmin serves what is for operators alone, if it has an address.
func serveAdmin(c settings, server *api.Server, log *slog.Logger) (*http.Server, error) {
	if c.AdminAddr == "" {
		return nil, nil
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(server, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	listener, err := net.Listen("tcp", c.AdminAddr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s (%s): stop what uses it, or set SPOTTER_ADMIN_ADDR", c.AdminAddr, reason(err))
	}
	admin := &http.Server{Handler: mux, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes}
	go admin.Serve(listener)
	log.Info("metrics", "address", listener.Addr().String())
	return admin, nil
}

// purgeEvery is how long what has expired may lie about: ten minutes, or as long
// as it has lived, so that it is never most of what there is.
func (c settings) purgeEvery() time.Duration {
	return min(max(c.idle, purgeOften), purgeSeldom)
}

// purge deletes what has had its time, now and again and again.
func purge(ctx context.Context, data opened, every time.Duration, log *slog.Logger) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := data.store.Purge(ctx, time.Now()); err != nil && ctx.Err() == nil {
			log.Warn("purge failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func logFollowing(log *slog.Logger, err error) {
	if err != nil {
		log.Error("cannot read the ended sessions: after 5 seconds protected calls answer 503", "error", err)
		return
	}
	log.Info("reading the ended sessions again")
}

func logKeys(log *slog.Logger, err error) {
	if err != nil {
		log.Error("cannot look after the signing keys: those that are known serve on", "error", err)
		return
	}
	log.Info("looking after the signing keys again")
}

// logDropped says that spotter explain will not know of some refusals.
func logDropped(log *slog.Logger, n uint64, err error) {
	if err != nil {
		log.Warn("refusals were not kept: the database takes none, and spotter explain will not know them", "dropped", n, "error", err)
		return
	}
	log.Warn("refusals were not kept: too many came, and spotter explain will not know these", "dropped", n)
}

// newLog writes text for people and JSON for machines, to stderr.
func newLog(t terminal) *slog.Logger {
	if f, ok := t.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return slog.New(slog.NewTextHandler(t.err, nil))
	}
	return slog.New(slog.NewJSONHandler(t.err, nil))
}
