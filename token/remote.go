package token

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// StalePolicy says what becomes of good tokens while nobody can tell which
// sessions have ended. There is no default: who uses tokens elsewhere decides.
type StalePolicy int

const (
	// FailClosed refuses: no log-out goes unnoticed, and while the service that
	// issues the tokens is away, nobody gets in.
	FailClosed StalePolicy = iota + 1
	// FailOpen lets them pass until they expire, unless their session is
	// already known to have ended.
	FailOpen
)

// ErrNoPolicy says that [RemoteOptions] leave WhenStale out.
var ErrNoPolicy = errors.New("WhenStale is not set: choose FailClosed or FailOpen")

// RemoteOptions says how a [RemoteVerifier] works.
type RemoteOptions struct {
	// WhenStale says what becomes of good tokens while the list of ended
	// sessions could not be read for 5 seconds. It has to be named.
	WhenStale StalePolicy
	// Audience is the aud that tokens must have; the issuer if empty.
	Audience string
	// ReachedAt is the URL under which the service is reached from here, where
	// that is not the issuer.
	ReachedAt string
	// Client fetches; one with a time-out of 3 seconds if nil. Redirects are
	// never followed.
	Client *http.Client
	// Log is told when the service is away and when it is back; nobody if nil.
	Log *slog.Logger
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// Bounds of a verifier far from the keys.
const (
	remoteLeeway  = time.Minute      // by how much the service's clock may run ahead
	remoteTimeout = 3 * time.Second  // of one fetch
	remoteAgain   = 10 * time.Second // at most so often an unknown kid causes a fetch
	// remotePoll is how often the ended sessions are asked for: with what a
	// fetch takes, a log-out counts within a second.
	remotePoll  = 800 * time.Millisecond
	maxKeySet   = 256 << 10   // bytes
	leastKeyAge = time.Second // a key set is kept for as long as it says, within these bounds
	mostKeyAge  = 24 * time.Hour
)

// RemoteVerifier verifies the access tokens of a Spotter that runs elsewhere,
// without asking it on each request: it keeps its public keys and the list of
// the sessions that have ended. It implements [Verifier]. Safe for concurrent
// use.
type RemoteVerifier struct {
	*checker
	at     string
	client *http.Client
	log    *slog.Logger
	begun  chan struct{} // closed when all has been asked for once

	fetching sync.Mutex // held while the key set is fetched
	triedAt  time.Time  // when that was last tried
	keysErr  error      // what came of it
	freshTo  time.Time  // until when the key set counts as fresh

	last lastList
}

// Remote returns a verifier for the access tokens of the service whose public
// URL is issuer. It fetches the key set, again when that has had its time or a
// token names a key that is not in it (at most once in 10 seconds), and the
// list of ended sessions about once a second, until ctx is done. While the service is
// away the last good key set serves on. The service need not be up yet. The
// error wraps [ErrNoPolicy], or says what is wrong with a URL.
func Remote(ctx context.Context, issuer string, o RemoteOptions) (*RemoteVerifier, error) {
	v, err := newRemote(issuer, o)
	if err != nil {
		return nil, fmt.Errorf("verify the tokens of %s: %w", issuer, err)
	}
	go v.follow(ctx)
	return v, nil
}

func newRemote(issuer string, o RemoteOptions) (*RemoteVerifier, error) {
	if o.WhenStale != FailClosed && o.WhenStale != FailOpen {
		return nil, ErrNoPolicy
	}
	issuer = strings.TrimSuffix(issuer, "/")
	at := strings.TrimSuffix(o.ReachedAt, "/")
	if at == "" {
		at = issuer
	}
	for _, text := range []string{issuer, at} {
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("%q is no URL such as https://coach.example.com", text)
		}
	}
	if o.Audience == "" {
		o.Audience = issuer
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	ended := NewEnded(o.Now)
	ended.expect(o.WhenStale == FailOpen)
	v := &RemoteVerifier{
		checker: newChecker(issuer, o.Audience, remoteLeeway, ended, o.Now),
		at:      at, client: fetcher(o.Client), log: o.Log, begun: make(chan struct{}),
	}
	v.keys.Store(&keyring{})
	v.missing = v.lookForKeys
	return v, nil
}

// fetcher never follows a redirect: keys come from where they are configured to
// come from.
func fetcher(c *http.Client) *http.Client {
	if c == nil {
		c = &http.Client{Timeout: remoteTimeout}
	}
	own := *c
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

// Verify implements [Verifier]. The first calls wait until the service has been
// asked once. The error wraps [ErrStale] when the token names a key that cannot
// be had at the moment, too.
func (v *RemoteVerifier) Verify(ctx context.Context, raw string) (*Claims, error) {
	select {
	case <-v.begun:
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrStale, ctx.Err())
	}
	return v.checker.Verify(ctx, raw)
}

// follow keeps the key set and the list of ended sessions up to date.
func (v *RemoteVerifier) follow(ctx context.Context) {
	v.refreshKeys(ctx)
	v.ended.loadInTime(ctx, v, 0) // Follow tells what comes of the next
	close(v.begun)
	var both sync.WaitGroup
	both.Go(func() { v.ended.follow(ctx, v, remotePoll, nil, v.tell) })
	both.Go(func() { v.followKeys(ctx) })
	both.Wait()
}

func (v *RemoteVerifier) followKeys(ctx context.Context) {
	tick := time.NewTicker(remotePoll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			v.refreshKeys(ctx)
		}
	}
}

func (v *RemoteVerifier) tell(err error) {
	if err != nil {
		v.log.Error("cannot read which sessions have ended", "from", v.at, "error", err)
		return
	}
	v.log.Info("reading which sessions have ended again", "from", v.at)
}

// refreshKeys fetches the key set when that has had its time, and while there
// is none at all.
func (v *RemoteVerifier) refreshKeys(ctx context.Context) {
	v.fetching.Lock()
	defer v.fetching.Unlock()
	now := v.now()
	none := len(v.keys.Load().byID) == 0
	if none || now.After(v.freshTo) && (v.keysErr == nil || now.Sub(v.triedAt) >= remoteAgain) {
		v.fetchKeys(ctx)
	}
}

// lookForKeys is for a key that is not known here. Who comes while another
// fetches waits for what that brings.
func (v *RemoteVerifier) lookForKeys(ctx context.Context) error {
	v.fetching.Lock()
	defer v.fetching.Unlock()
	if v.now().Sub(v.triedAt) >= remoteAgain {
		v.fetchKeys(context.WithoutCancel(ctx))
	}
	return v.keysErr
}

// fetchKeys is called with the lock held.
func (v *RemoteVerifier) fetchKeys(ctx context.Context) {
	v.triedAt = v.now()
	body, answer, err := v.get(ctx, "/.well-known/jwks.json", "", maxKeySet)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("the answer is %s", answer.Status)
	}
	var keys []*key
	if err == nil {
		keys, err = readJWKS(body)
	}
	if err == nil && len(keys) == 0 {
		err = errors.New("the key set is empty: the service signs with a shared secret, which verifies with an Authority only")
	}
	if err != nil {
		if v.keysErr == nil {
			v.log.Error("cannot fetch the key set", "from", v.at, "error", err)
		}
		v.keysErr = err
		return
	}
	if v.keysErr != nil {
		v.log.Info("fetching the key set again", "from", v.at)
	}
	v.keysErr = nil
	v.keys.Store(verifyingKeys(keys))
	v.freshTo = v.triedAt.Add(keyAge(answer.Header))
}

// get fetches a path, up to most bytes.
func (v *RemoteVerifier) get(ctx context.Context, path, tag string, most int64) ([]byte, *http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, remoteTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, v.at+path, nil)
	if err != nil {
		return nil, nil, err
	}
	if tag != "" {
		request.Header.Set("If-None-Match", tag)
	}
	answer, err := v.client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err == nil && int64(len(body)) > most {
		err = fmt.Errorf("%s is longer than %d bytes", path, most)
	}
	return body, answer, err
}

// keyAge is for how long a key set is fresh: the max-age of its Cache-Control
// header (RFC 9111 §5.2.2.1) less the time that a cache has had it already,
// within bounds.
func keyAge(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		if seconds, ok := wholeSeconds(strings.Trim(value, `"`)); ok && strings.EqualFold(name, "max-age") {
			age, _ := wholeSeconds(h.Get("Age"))
			return min(mostKeyAge, max(leastKeyAge, seconds-age))
		}
	}
	return DefaultJWKSMaxAge
}

func wholeSeconds(text string) (time.Duration, bool) {
	n, err := strconv.ParseUint(text, 10, 31)
	return time.Duration(n) * time.Second, err == nil
}

// lastList is the last good answer to a poll, for the entity tag and for
// when the next is "not modified". Only the goroutine that polls touches it.
type lastList struct {
	tag       string
	expiresAt time.Time
}

// EndedSince implements [EndedSource]: it returns all that the service tells,
// whatever since is, and nothing when that has not changed since the last time.
func (v *RemoteVerifier) EndedSince(ctx context.Context, _ time.Time) ([]EndedSession, error) {
	last := v.last
	body, answer, err := v.get(ctx, "/revocations", last.tag, MaxRevocations)
	switch {
	case err != nil:
		return nil, err
	case answer.StatusCode == http.StatusNotModified && last.tag != "":
		if !v.now().Before(last.expiresAt) {
			v.last = lastList{} // somebody in between keeps an old copy alive
			return nil, errors.New("the list of ended sessions is too old, and said to be unchanged")
		}
		return nil, nil
	case answer.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("the answer is %s", answer.Status)
	}
	list, err := v.readRevocations(ctx, string(body))
	if err != nil {
		return nil, fmt.Errorf("read the list of ended sessions: %w", err)
	}
	v.last = lastList{answer.Header.Get("ETag"), list.expiresAt}
	return list.sessions, nil
}
