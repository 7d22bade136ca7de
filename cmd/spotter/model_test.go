package main_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"spotter/llm/llmtest"
)

func TestAWrongSettingOfTheModelEndsTheStart(t *testing.T) {
	for setting, says := range map[string]string{
		"SPOTTER_LLM_URL=localhost:11434 SPOTTER_LLM_MODEL=m":                                 "SPOTTER_LLM_URL: the URL of the language model",
		"SPOTTER_LLM_URL=ftp://llm.example/hunter2 SPOTTER_LLM_MODEL=m":                       "SPOTTER_LLM_URL: ",
		"SPOTTER_LLM_URL=https://u:hunter2@llm.example/v1 SPOTTER_LLM_MODEL=m":                "the key has a setting of its own",
		"SPOTTER_LLM_URL=https://llm.example/v1":                                              "SPOTTER_LLM_MODEL: name the language model",
		"SPOTTER_LLM_KEY=hunter2":                                                             "SPOTTER_LLM_KEY: ",
		"SPOTTER_LLM_MODEL=m":                                                                 "SPOTTER_LLM_MODEL: SPOTTER_LLM_URL does not say",
		"SPOTTER_LLM_URL=https://llm.example/v1 SPOTTER_LLM_MODEL=m SPOTTER_LLM_KEY=hunter2é": "SPOTTER_LLM_KEY: the key of the language model",
		"SPOTTER_DAILY_TOKENS=0":                                                              "SPOTTER_DAILY_TOKENS: 0 is not from 1",
		"SPOTTER_DAILY_TOKENS=many":                                                           "daily-tokens",
	} {
		t.Run(setting, func(t *testing.T) {
			endsWithOneLine(t, t.TempDir(), says, strings.Fields(setting)...)
		})
	}
}

func TestAKeyThatGoesInTheClearIsWarnedOf(t *testing.T) {
	const key = "sk-in-the-clear"
	for at, want := range map[string]bool{"http://llm.example/v1": true, "https://llm.example/v1": false, "http://127.0.0.1:1/v1?api-key=" + key: false} {
		p := start(t, t.TempDir(), "SPOTTER_LLM_URL="+at, "SPOTTER_LLM_KEY="+key, "SPOTTER_LLM_MODEL=m")
		eventually(t, "the model is named in the log", func() bool { return strings.Contains(p.log.String(), `"a language model answers"`) })
		p.kill()
		if warned := strings.Contains(p.log.String(), "in the clear: use https"); warned != want {
			t.Errorf("%s: warned %v", at, warned)
		}
		if strings.Contains(p.log.String(), key) {
			t.Errorf("%s: the key is in the log", at)
		}
	}
}

// converse asks, and returns the body of the answer.
func converse(t *testing.T, p *process, bearer, accept, message string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"message": message})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest("POST", p.url+"/conversation", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Accept": accept, "Authorization": "Bearer " + bearer} {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%d, %v: %s", answer.StatusCode, err, text)
	}
	return string(text)
}

// TestAModelAnswersOverHTTPAndWithoutItTheEmbeddedCoach, at the program as it is
// released.
func TestAModelAnswersOverHTTPAndWithoutItTheEmbeddedCoach(t *testing.T) {
	const key = "sk-test-3f9aQ7xLm2"
	says := func() llmtest.Script {
		return llmtest.Says("Begin with a walk. ", "Then lift something light.")
	}
	provider := llmtest.New(t, says(), says())
	t.Cleanup(provider.Close)
	server := httptest.NewServer(provider)
	t.Cleanup(server.Close)
	p := start(t, t.TempDir(), "SPOTTER_LLM_URL="+server.URL+"/v1", "SPOTTER_LLM_KEY="+key, "SPOTTER_LLM_MODEL=test-model", "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	bearer := signUp(t, p).AccessToken
	const question = "How do I warm up?"

	var whole struct{ Response, Coach, Status string }
	if err := json.Unmarshal([]byte(converse(t, p, bearer, "application/json", question)), &whole); err != nil {
		t.Fatal(err)
	}
	if whole.Coach != "model" || whole.Response != "Begin with a walk. Then lift something light." || whole.Status != "done" {
		t.Errorf("%+v", whole)
	}
	stream := converse(t, p, bearer, "text/event-stream", question)
	for _, want := range []string{"event: delta\ndata: {\"text\":\"Begin with a walk.", "event: done", `"coach":"model"`} {
		if !strings.Contains(stream, want) {
			t.Errorf("%q is missing in the stream %s", want, stream)
		}
	}
	var flag struct{ Coach string }
	if err := json.Unmarshal([]byte(converse(t, p, bearer, "application/json", "I have chest pain")), &flag); err != nil || flag.Coach != "embedded" {
		t.Errorf("%+v, %v", flag, err)
	}
	for _, request := range provider.Requests() {
		for _, private := range []string{benchUser, "bencher@example.com", key} {
			if bytes.Contains(request.Body, []byte(private)) {
				t.Errorf("the provider is told %s", private)
			}
		}
	}
	if n := len(provider.Requests()); n != 2 {
		t.Errorf("the provider was asked %d times", n)
	}

	server.CloseClientConnections()
	server.Close()
	var fallen struct{ Response, Coach, Status string }
	if err := json.Unmarshal([]byte(converse(t, p, bearer, "application/json", question)), &fallen); err != nil {
		t.Fatal(err)
	}
	if fallen.Coach != "embedded" || fallen.Status != "done" || !strings.Contains(fallen.Response, "This is the embedded coach: the language model is out of reach.") {
		t.Errorf("%+v", fallen)
	}
	metrics := page(t, "http://"+p.adminAddress(t)+"/metrics")
	for _, want := range []string{
		`spotter_model_answers_total 2`, `spotter_model_fallbacks_total{reason="unreachable"} 1`, `spotter_model_fallbacks_total{reason="settled"} 1`, `spotter_model_tokens_total{kind="prompt"} 40`,
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("no %s in the metrics", want)
		}
	}
	if strings.Contains(p.log.String(), key) {
		t.Error("the key is in the log")
	}
}
