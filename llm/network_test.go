package llm_test

import (
	"context"
	"errors"
	"net/http/httptrace"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// TestCancelClosesTheConnection is TestCancel over a real network: the provider
// sees the client go, and nothing of net/http stays behind.
func TestCancelClosesTheConnection(t *testing.T) {
	p := llmtest.Start(t, llmtest.Script{llmtest.Write(llmtest.Text("Hello, ")), llmtest.Hang()})
	m := connect(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for event, err := range m.Answer(ctx, asks()) {
		if last = err; event == llm.Text("Hello, ") {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || !errors.Is(last, llm.ErrTruncated) {
		t.Errorf("the error is %v", last)
	}
	soon(t, p.Requests()[0].Gone, "the provider sees the client go")
	clients := func() int {
		stacks := make([]byte, 1<<20)
		return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), "net/http.(*persistConn)")
	}
	for began := time.Now(); clients() > 0; runtime.Gosched() {
		if time.Since(began) > 30*time.Second {
			t.Fatalf("%d connections are still there", clients())
		}
	}
}

// TestConnectionsAreKept wants the next request on the same connection: after a
// call there always is one.
func TestConnectionsAreKept(t *testing.T) {
	cut := sends(llmtest.Text("Hello.") + llmtest.Finish("stop"))
	m := connect(t, llmtest.Start(t, llmtest.Uses("a", "progress", "{}"), llmtest.Says("Hello."), llmtest.Refuses(400, "no"), cut, llmtest.Says("Hello.")))
	var reused []bool
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotConn: func(c httptrace.GotConnInfo) { reused = append(reused, c.Reused) }})
	for range 5 {
		llm.Whole(m.Answer(ctx, asks()))
	}
	if !slices.Equal(reused, []bool{false, true, true, true, true}) {
		t.Errorf("connections were reused: %v", reused)
	}
}

// TestManyAtOnce wants answers not to mix.
func TestManyAtOnce(t *testing.T) {
	var scripts []llmtest.Script
	for range 20 {
		scripts = append(scripts, llmtest.Says("Hello, ", "mira."))
	}
	m := connect(t, llmtest.Start(t, scripts...))
	answers := make(chan error)
	for range 20 {
		go func() {
			answer, err := llm.Whole(m.Answer(t.Context(), asks()))
			if err == nil && answer.Text != "Hello, mira." {
				err = errors.New(answer.Text)
			}
			answers <- err
		}()
	}
	for range 20 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
}
