package llm

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Settings say where a model is and how long it may take.
type Settings struct {
	// URL is where the provider's API begins: https://api.openai.com/v1,
	// http://localhost:11434/v1. The path of chat completions is added.
	URL string
	// Key goes into the Authorization header; none does if it is empty.
	Key string
	// Model is the provider's name of the model.
	Model string
	// First, Idle and Whole bound the wait for the first chunk, for the next one
	// and for all; [DefaultFirst], [DefaultIdle] and [DefaultWhole] if 0.
	First, Idle, Whole time.Duration
	// Client sends; one of its own if nil. Redirects are never
	// followed, and its Timeout does not count.
	Client *http.Client
}

// Provider is a [Model] behind HTTP. It sends a request up to three times when
// the provider is busy or has a fault, before anything has come; and again where
// a parameter is not understood that can be left out. Its errors are [Failure]s.
// Safe for concurrent use.
type Provider struct {
	endpoint, key, model string
	first, idle, whole   time.Duration
	client               *http.Client
	manners              manners
}

// Bounds of the settings, in bytes.
const (
	maxKey   = 4096
	maxModel = 200
)

// New returns the provider of the settings. It sends nothing. The error says
// which setting is wrong and how it should be, without its value.
func New(s Settings) (*Provider, error) {
	endpoint, err := endpoint(s.URL)
	if err != nil {
		return nil, err
	}
	if len(s.Key) > maxKey || strings.ContainsFunc(s.Key, notVisible) {
		return nil, errors.New("the key of the language model has spaces, line breaks or characters that are not ASCII: paste it again")
	}
	if s.Model == "" || len(s.Model) > maxModel || strings.ContainsFunc(s.Model, notVisible) {
		return nil, errors.New("name the language model as its provider does, such as gpt-4o-mini or llama3.1:8b")
	}
	return &Provider{
		endpoint: endpoint, key: s.Key, model: s.Model,
		first: orDefault(s.First, DefaultFirst), idle: orDefault(s.Idle, DefaultIdle), whole: orDefault(s.Whole, DefaultWhole),
		client: sender(s.Client),
	}, nil
}

func notVisible(r rune) bool { return r <= ' ' || r > '~' }

func orDefault(d, standard time.Duration) time.Duration {
	if d <= 0 {
		return standard
	}
	return d
}

// endpoint is the URL of chat completions. A URL may hold a secret, so the
// errors do not repeat it.
func endpoint(base string) (string, error) {
	const path = "/chat/completions"
	u, err := url.Parse(base)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return "", errors.New("the URL of the language model is none: write one such as https://api.openai.com/v1")
	case u.User != nil:
		return "", errors.New("the URL of the language model has a password in it: the key has a setting of its own")
	case u.Fragment != "":
		return "", errors.New("the URL of the language model has a # in it: end it before that")
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), path) + path
	u.RawPath = ""
	return u.String(), nil
}

// sender never follows a redirect: key and conversation go where they are
// configured to go. What is unpacked on the way could grow without bound, so
// nothing packed is asked for.
func sender(c *http.Client) *http.Client {
	own := new(http.Client)
	if c != nil {
		*own = *c
	} else {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.DisableCompression = true
		transport.MaxResponseHeaderBytes = 64 << 10
		own.Transport = transport
	}
	own.Timeout = 0 // the watch knows better, and which wait it was
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return own
}

// Model is the name of the model, for an answer to say who wrote it.
func (p *Provider) Model() string { return p.model }

// errLeft says that the range was left: nobody listens any more.
var errLeft = errors.New("the range was left")

// Answer implements [Model]. All runs in the goroutine that ranges.
func (p *Provider) Answer(ctx context.Context, r Request) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		a := &answer{request: r, yield: yield}
		err := p.answer(ctx, a)
		if errors.Is(err, errLeft) {
			return
		}
		if err != nil {
			err = p.failure(err, a.begun)
		}
		yield(a.done(), err)
	}
}

func (p *Provider) answer(ctx context.Context, a *answer) error {
	ctx, end := context.WithTimeoutCause(ctx, p.whole, fmt.Errorf("%w: not whole after %v", ErrSlow, p.whole))
	defer end()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	w := newWatch(cancel, p.first)
	defer w.stop()

	response, err := p.send(ctx, a)
	if err != nil {
		return ended(ctx, err)
	}
	defer response.Body.Close()
	if err := p.read(ctx, response, a, w); err != nil {
		return ended(ctx, err)
	}
	return a.end()
}

// ended puts why a context ended in the place of an error that came of it.
func ended(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || errors.Is(err, errLeft) {
		return err
	}
	if cause := context.Cause(ctx); errors.Is(cause, ErrSlow) {
		return cause
	}
	return ctx.Err()
}

// failure gives an error its form for the caller.
func (p *Provider) failure(err error, begun bool) *Failure {
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		f = &Failure{Reason: reason(err)}
		if detail := err.Error(); detail != f.Reason.Error() {
			f.said = clean(strings.TrimPrefix(detail, f.Reason.Error()+": "), p.key)
		}
	}
	f.cut = begun
	return f
}

// reasons are what an error may wrap; other errors are those of a connection.
var reasons = []error{
	ErrUnauthorized, ErrQuota, ErrBusy, ErrUnavailable, ErrSlow, ErrRefused, ErrContextFull, ErrTooLong, ErrBadAnswer,
	ErrEmpty, ErrFiltered, ErrTruncated,
}

func reason(err error) error {
	if err == context.Canceled || err == context.DeadlineExceeded {
		return err // as ended has it; package net has errors that merely claim to be the second
	}
	for _, r := range reasons {
		if errors.Is(err, r) {
			return r
		}
	}
	return ErrUnavailable
}
