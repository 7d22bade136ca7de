// Package llmtest is a language model's provider for tests: a real HTTP server
// on loopback that plays scripts of raw steps, and keeps the requests it got.
// It is imported by tests only.
package llmtest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// Script is what the provider does with one request, step by step.
type Script []Step

// Provider is an [http.Handler] that plays one script for each request. A
// request for which there is no script fails the test.
type Provider struct {
	// URL is that of the API, with /v1, once Start has started it.
	URL string

	t       testing.TB
	closing chan struct{}

	mu      sync.Mutex
	scripts []Script
	seen    []*Request
}

// Request is one that the provider got.
type Request struct {
	Path   string
	Header http.Header
	Body   []byte
	// Gone is closed when the client leaves before the script is over.
	Gone <-chan struct{}
}

// New returns a provider that is not started, for a test that has a server of
// its own. Close ends its waits.
func New(t testing.TB, scripts ...Script) *Provider {
	return &Provider{t: t, closing: make(chan struct{}), scripts: scripts}
}

// Start starts a provider that lives as long as the test.
func Start(t testing.TB, scripts ...Script) *Provider {
	t.Helper()
	p := New(t, scripts...)
	server := httptest.NewServer(p)
	t.Cleanup(func() {
		p.Close()
		server.Close()
	})
	p.URL = server.URL + "/v1"
	return p
}

// Close ends all steps that wait.
func (p *Provider) Close() { close(p.closing) }

// Requests returns what came so far, in order.
func (p *Provider) Requests() []*Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen)
}

// Add adds scripts for further requests.
func (p *Provider) Add(scripts ...Script) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.scripts = append(p.scripts, scripts...)
}

// ServeHTTP implements [http.Handler].
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // gone before it had asked
	}
	gone := make(chan struct{})
	script, ok := p.next(&Request{Path: r.URL.Path, Header: r.Header.Clone(), Body: body, Gone: gone})
	if !ok {
		p.t.Errorf("the provider got a request more than it has scripts: %s %s", r.Method, r.URL.Path)
		http.Error(w, "the script is over", http.StatusNotImplemented)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	at := &Stage{w: w, gone: r.Context().Done(), closing: p.closing}
	defer func() {
		if r.Context().Err() != nil {
			close(gone)
		}
	}()
	for _, step := range script {
		if !step(at) {
			return
		}
	}
}

// next keeps a request and takes the script for it.
func (p *Provider) next(r *Request) (Script, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, r)
	if len(p.scripts) == 0 {
		return nil, false
	}
	script := p.scripts[0]
	p.scripts = p.scripts[1:]
	return script, true
}
