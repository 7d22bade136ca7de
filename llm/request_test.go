package llm_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// TestRequest wants to be sent what was asked, and nothing else: who asks is
// not in it.
func TestRequest(t *testing.T) {
	p := llmtest.Start(t, llmtest.Says("100 kg."))
	if _, err := llm.Whole(connect(t, p).Answer(t.Context(), asks())); err != nil {
		t.Fatal(err)
	}
	seen := p.Requests()[0]
	if seen.Path != "/v1/chat/completions" || seen.Header.Get("Authorization") != "Bearer "+key || seen.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %s with %v", seen.Path, seen.Header)
	}
	for name := range seen.Header {
		if !strings.Contains(" Authorization Content-Type Content-Length Accept Accept-Encoding User-Agent ", " "+name+" ") {
			t.Errorf("a header that nobody needs: %s", name)
		}
	}
	const want = `{"model":"test-model","stream":true,"stream_options":{"include_usage":true},"max_tokens":400,"temperature":0.3,
		"messages":[{"role":"system","content":"You are a coach."},
			{"role":"user","content":"What is my one-rep maximum?"},
			{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"one_rep_max","arguments":"{\"kg\":60,\"reps\":8}"}}]},
			{"role":"tool","content":"{\"kg\":76}","tool_call_id":"c1"},
			{"role":"user","content":"And for 10?"}],
		"tools":[{"type":"function","function":{"name":"one_rep_max","description":"Estimates.","parameters":{"type":"object","properties":{"kg":{"type":"number"}}}}},
			{"type":"function","function":{"name":"progress","description":"What was lifted.","parameters":{"type":"object"}}}]}`
	if !sameJSON(t, string(seen.Body), want) {
		t.Errorf("sent %s", seen.Body)
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var left, right any
	if err := errors.Join(json.Unmarshal([]byte(a), &left), json.Unmarshal([]byte(b), &right)); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(left, right)
}

// TestSmallRequest wants no member that was not asked for, and no key where
// there is none.
func TestSmallRequest(t *testing.T) {
	p := llmtest.Start(t, llmtest.Says("Hello."))
	m, err := llm.New(llm.Settings{URL: p.URL + "/chat/completions", Model: "test-model"})
	if err != nil {
		t.Fatal(err)
	}
	if m.Model() != "test-model" {
		t.Errorf("the model is %q", m.Model())
	}
	if _, err := llm.Whole(m.Answer(t.Context(), llm.Request{Messages: []llm.Message{{Role: llm.User, Text: "Hello"}}})); err != nil {
		t.Fatal(err)
	}
	seen := p.Requests()[0]
	if _, ok := seen.Header["Authorization"]; ok || seen.Path != "/v1/chat/completions" {
		t.Errorf("got %s with %v", seen.Path, seen.Header)
	}
	if !sameJSON(t, string(seen.Body), `{"model":"test-model","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}`) {
		t.Errorf("sent %s", seen.Body)
	}
}

// TestNothingIsSentBeforeTheRange wants an answer that nobody ranges over to
// cost nothing.
func TestNothingIsSentBeforeTheRange(t *testing.T) {
	p := llmtest.Start(t)
	connect(t, p).Answer(t.Context(), asks())
	if n := len(p.Requests()); n > 0 {
		t.Errorf("%d requests", n)
	}
}

// TestRequestsThatAreNotSent wants what no provider would take to stay here.
func TestRequestsThatAreNotSent(t *testing.T) {
	p := llmtest.Start(t)
	m := connect(t, p)
	long := llm.Request{Messages: []llm.Message{{Role: llm.User, Text: strings.Repeat("x", llm.MaxRequest)}}}
	answer, err := llm.Whole(m.Answer(t.Context(), long))
	failure(t, err, llm.ErrContextFull)
	if answer.Usage != (llm.Usage{}) {
		t.Errorf("the usage of what was not sent is %+v", answer.Usage)
	}
	_, err = llm.Whole(m.Answer(t.Context(), llm.Request{Tools: []llm.Tool{{Name: "odd", Schema: json.RawMessage(`{`)}}}))
	if err == nil || !strings.Contains(err.Error(), "odd") {
		t.Errorf("a schema that is no JSON: %v", err)
	}
	if n := len(p.Requests()); n > 0 {
		t.Errorf("%d requests", n)
	}
}

// TestDialects wants a parameter left out that the server does not understand,
// and left out at once from then on.
func TestDialects(t *testing.T) {
	refuse := func(message string) llmtest.Script { return llmtest.Refuses(400, message) }
	p := llmtest.Start(t,
		refuse("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
		refuse("Unsupported value: 'temperature' does not support 0.3 with this model."),
		llmtest.Script{llmtest.Status(422), llmtest.Write(`{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}`)},
		llmtest.Says("Hello."), llmtest.Says("Hello."))
	m := connect(t, p)
	for range 2 {
		if _, err := llm.Whole(m.Answer(t.Context(), asks())); err != nil {
			t.Fatal(err)
		}
	}
	all := p.Requests()
	for _, seen := range all[3:] {
		var sent map[string]any
		if err := json.Unmarshal(seen.Body, &sent); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"max_tokens", "temperature", "stream_options"} {
			if _, ok := sent[name]; ok {
				t.Errorf("%s is sent still", name)
			}
		}
		if sent["max_completion_tokens"] != 400.0 {
			t.Errorf("the bound is %v", sent["max_completion_tokens"])
		}
	}
	if len(all) != 5 {
		t.Errorf("%d requests", len(all))
	}
}

// TestDialectsEnd wants a server that refuses everything to be asked a few
// times only.
func TestDialectsEnd(t *testing.T) {
	no := llmtest.Refuses(400, "max_tokens, temperature and stream_options are bad")
	p := llmtest.Start(t, no, no, no, no)
	_, err := llm.Whole(connect(t, p).Answer(t.Context(), asks()))
	failure(t, err, llm.ErrRefused)
	if n := len(p.Requests()); n != 4 {
		t.Errorf("%d requests", n)
	}
}

// TestSettings wants wrong settings refused in words that help, and that do not
// repeat what may be a secret.
func TestSettings(t *testing.T) {
	good := llm.Settings{URL: "https://api.example.com/v1/", Key: key, Model: "llama3.1:8b"}
	if _, err := llm.New(good); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*llm.Settings){
		"no URL":               func(s *llm.Settings) { s.URL = "" },
		"no scheme":            func(s *llm.Settings) { s.URL = "hunter2.example.com/v1" },
		"another scheme":       func(s *llm.Settings) { s.URL = "ftp://hunter2.example.com" },
		"a password":           func(s *llm.Settings) { s.URL = "https://mira:hunter2@example.com/v1" },
		"a fragment":           func(s *llm.Settings) { s.URL = "https://example.com/v1#hunter2" },
		"no URL at all":        func(s *llm.Settings) { s.URL = "https://hunter2\x7f" },
		"a key of two lines":   func(s *llm.Settings) { s.Key = "hunter2\nX-Admin: 1" },
		"a key with a space":   func(s *llm.Settings) { s.Key = "Bearer hunter2" },
		"a key of 5 kB":        func(s *llm.Settings) { s.Key = strings.Repeat("hunter2", 800) },
		"no model":             func(s *llm.Settings) { s.Model = "" },
		"a model of 300 bytes": func(s *llm.Settings) { s.Model = strings.Repeat("m", 300) },
	} {
		s := good
		change(&s)
		if _, err := llm.New(s); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
