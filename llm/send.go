package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds of second tries.
const (
	maxRetries    = 2
	firstBackoff  = 500 * time.Millisecond // doubles
	maxRetryAfter = 5 * time.Second        // who asks for more is not asked again
	longestRetry  = time.Hour              // what a Failure tells at most
	maxRefusal    = 16 << 10               // bytes that are read of a refusal
)

// send sends the request until the provider begins to answer, and returns a
// response with status 200. The error is a [Failure] or that of a connection.
func (p *Provider) send(ctx context.Context, a *answer) (*http.Response, error) {
	dialect, retries, until := p.manners.now(), 0, time.Now().Add(p.first)
	for {
		body, err := a.request.body(p.model, dialect)
		if err != nil {
			return nil, err
		}
		response, err := p.post(ctx, body, a)
		if err != nil {
			return nil, err
		}
		if response.StatusCode == http.StatusOK {
			p.manners.remember(dialect)
			return response, nil
		}
		refusal, text := p.refusal(response)
		if learnt, ok := dialect.learn(text, a.request); ok && errors.Is(refusal, ErrRefused) {
			dialect = learnt
			continue
		}
		wait := backoff(retries, refusal.RetryAfter)
		if retries == maxRetries || !worthRetry(refusal) || time.Now().Add(wait).After(until) {
			return nil, refusal
		}
		if err := pause(ctx, wait); err != nil {
			return nil, err
		}
		retries++
	}
}

// post sends the request once.
func (p *Provider) post(ctx context.Context, body []byte, a *answer) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the request cannot be made")
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream, application/json")
	request.Header.Set("User-Agent", "Spotter")
	if p.key != "" {
		request.Header.Set("Authorization", "Bearer "+p.key)
	}
	response, err := p.client.Do(request)
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err // without the URL, which may hold a secret
	}
	a.asked = err == nil && response.StatusCode == http.StatusOK || ctx.Err() != nil
	return response, err
}

// refusal reads an answer that is none. It returns the text of it too, as it
// came.
func (p *Provider) refusal(response *http.Response) (*Failure, string) {
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxRefusal))
	t := refusalText(body)
	if at, err := response.Location(); err == nil {
		t.text = fmt.Sprintf("it points to %s://%s, and redirects are not followed", at.Scheme, at.Host)
	}
	f := p.refused(response.StatusCode, t)
	f.RetryAfter = retryAfter(response.Header.Get("Retry-After"))
	return f, t.text
}

// refusalText finds what is said in a refusal: in the format of OpenAI, in others
// that were seen, or as plain text. A page says nothing.
func refusalText(body []byte) told {
	var object struct {
		Error   told  `json:"error"`
		Message piece `json:"message"`
		Detail  told  `json:"detail"`
	}
	switch err := json.Unmarshal(body, &object); {
	case err == nil && object.Error.text != "":
		return object.Error
	case err == nil:
		return told{text: string(object.Message) + object.Detail.text}
	case bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")):
		return told{text: "a page"}
	}
	return told{text: string(body)}
}

// refused sorts a refusal by its status, and by what is said where that tells
// more. What is said of a key is not kept: it tends to repeat it.
func (p *Provider) refused(status int, t told) *Failure {
	f := &Failure{Status: status, said: clean(t.text, p.key)}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		f.Reason, f.said = ErrUnauthorized, ""
	case status == http.StatusPaymentRequired || t.code == "insufficient_quota":
		f.Reason = ErrQuota
	case status == http.StatusTooManyRequests:
		f.Reason = ErrBusy
	case status == http.StatusRequestEntityTooLarge || isContextFull(t.text):
		f.Reason = ErrContextFull
	case status >= 500 || status == http.StatusRequestTimeout:
		f.Reason = ErrUnavailable
	default:
		f.Reason = ErrRefused
	}
	return f
}

// isContextFull knows the words of OpenAI, vLLM, llama.cpp and others. There is
// no code that all of them send.
func isContextFull(text string) bool {
	text = strings.ToLower(text)
	for _, words := range []string{"context_length", "context length", "context window", "context size", "exceed_context"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

func worthRetry(f *Failure) bool {
	switch {
	case f.RetryAfter > maxRetryAfter:
		return false
	case f.Status == http.StatusNotImplemented, f.Status == http.StatusHTTPVersionNotSupported:
		return false
	}
	return errors.Is(f, ErrBusy) || f.Status >= 500 && errors.Is(f, ErrUnavailable)
}

// backoff is the wait before a second try: what the provider asks for, and up to
// half a second more, so that not all come back at once; or a wait that doubles,
// give or take a half.
func backoff(retries int, asked time.Duration) time.Duration {
	if asked > 0 {
		return asked + rand.N(firstBackoff)
	}
	wait := firstBackoff << retries
	return wait/2 + rand.N(wait)
}

// pause waits. The error is that of ctx.
func pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// retryAfter reads the header: seconds or a date (RFC 9110 §10.2.3).
func retryAfter(header string) time.Duration {
	var wait time.Duration
	if seconds, err := strconv.ParseUint(strings.TrimSpace(header), 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		wait = time.Until(at)
	}
	return min(max(wait, 0), longestRetry)
}
