package llm_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"time"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// key is looked for wherever it must not be.
const key = "sk-test-3f9aQ7xLm2"

// asks is a request with everything in it.
func asks() llm.Request {
	return llm.Request{
		System: "You are a coach.",
		Messages: []llm.Message{
			{Role: llm.User, Text: "What is my one-rep maximum?"},
			{Role: llm.Assistant, Calls: []llm.Call{{ID: "c1", Name: "one_rep_max", Arguments: `{"kg":60,"reps":8}`}}},
			{Role: llm.ToolUsed, CallID: "c1", Text: `{"kg":76}`},
			{Role: llm.Assistant, Text: ""}, // somebody pressed stop
			{Role: llm.User, Text: "And for 10?"},
		},
		Tools: []llm.Tool{
			{Name: "one_rep_max", Description: "Estimates.", Schema: json.RawMessage(`{"type":"object","properties":{"kg":{"type":"number"}}}`)},
			{Name: "progress", Description: "What was lifted.", Schema: json.RawMessage(`{"type":"object"}`)},
		},
		MaxTokens: 400, Temperature: new(0.3),
	}
}

// connect returns a model behind a scripted provider. Its connections are gone
// at the end of the test.
func connect(t *testing.T, p *llmtest.Provider) *llm.Provider {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	m, err := llm.New(llm.Settings{URL: p.URL, Key: key, Model: "test-model", Client: &http.Client{Transport: transport}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// play asks a provider that plays one script.
func play(t *testing.T, script llmtest.Script) (llm.Answer, error) {
	t.Helper()
	return llm.Whole(connect(t, llmtest.Start(t, script)).Answer(t.Context(), asks()))
}

// sends is the script of a stream as it is.
func sends(stream string) llmtest.Script { return llmtest.Script{llmtest.Write(stream)} }

// failure is the error as what it has to be.
func failure(t *testing.T, err, reason error) *llm.Failure {
	t.Helper()
	f, ok := errors.AsType[*llm.Failure](err)
	if !ok || !errors.Is(err, reason) {
		t.Fatalf("the error is %v, not %v", err, reason)
	}
	return f
}

// soon waits for c.
func soon(t *testing.T, c <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(30 * time.Second):
		t.Fatalf("%s: still not after 30 seconds", what)
	}
}
