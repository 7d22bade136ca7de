package llmtest_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"spotter/llm/llmtest"
)

// post sends a request to a provider and returns the whole answer.
func post(ctx context.Context, p *llmtest.Provider) (int, string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/chat/completions", strings.NewReader(`{"model":"m"}`))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Authorization", "Bearer k")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), err
}

// TestScriptsPlayInOrder wants a script for each request, and the requests kept.
func TestScriptsPlayInOrder(t *testing.T) {
	p := llmtest.Start(t, llmtest.Script{llmtest.Dribble("one")}, llmtest.Refuses(429, `say "please"`))
	p.Add(llmtest.Script{llmtest.Write("three"), llmtest.Cut(), llmtest.Write("never")})
	for i, want := range []string{"one", `{"error":{"message":"say \"please\"","type":"invalid_request_error","param":null,"code":null}}`, "three"} {
		status, text, err := post(t.Context(), p)
		if text != want || (status == 429) != (i == 1) || (err != nil) != (i == 2) {
			t.Errorf("%d: got %d, %q, %v", i, status, text, err)
		}
	}
	all := p.Requests()
	if len(all) != 3 || string(all[2].Body) != `{"model":"m"}` || all[0].Path != "/v1/chat/completions" || all[0].Header.Get("Authorization") != "Bearer k" {
		t.Errorf("the requests are %+v", all)
	}
}

// TestTheClientIsSeenToGo wants a test to know where a script is, and when its
// client has left.
func TestTheClientIsSeenToGo(t *testing.T) {
	there := make(chan struct{})
	p := llmtest.Start(t, llmtest.Script{llmtest.Status(200), llmtest.Tell(there), llmtest.Hang()}, llmtest.Says("Hello."))
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	go func() {
		<-there
		leave()
	}()
	if _, _, err := post(ctx, p); err == nil {
		t.Error("the answer has an end")
	}
	<-p.Requests()[0].Gone
	if _, text, err := post(t.Context(), p); err != nil || !strings.HasSuffix(text, llmtest.End) {
		t.Errorf("got %q, %v", text, err)
	}
	select {
	case <-p.Requests()[1].Gone:
		t.Error("who heard the end has gone before it")
	default:
	}
}
