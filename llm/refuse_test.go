package llm_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// TestRefusals wants each refusal to come as the fact that it is, and nothing
// asked again that would be refused again.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		script llmtest.Script
		reason error
	}{
		"401":                               {llmtest.Refuses(401, "Incorrect API key"), llm.ErrUnauthorized},
		"403":                               {llmtest.Refuses(403, "Country not supported"), llm.ErrUnauthorized},
		"402":                               {llmtest.Refuses(402, "Insufficient credits"), llm.ErrQuota},
		"429 for a quota":                   {llmtest.Script{llmtest.Status(429), llmtest.Write(`{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}`)}, llm.ErrQuota},
		"429 for an hour":                   {append(llmtest.Script{llmtest.Header("Retry-After", "3600")}, llmtest.Refuses(429, "later")...), llm.ErrBusy},
		"404":                               {llmtest.Refuses(404, "model 'x' not found"), llm.ErrRefused},
		"400":                               {llmtest.Refuses(400, "bad"), llm.ErrRefused},
		"a full context":                    {llmtest.Script{llmtest.Status(400), llmtest.Write(`{"error":{"message":"too long","code":"context_length_exceeded"}}`)}, llm.ErrContextFull},
		"a full context, as vLLM says":      {llmtest.Refuses(400, "You passed 1015 input tokens. However, the model's context length is only 1024 tokens"), llm.ErrContextFull},
		"a full context, as llama.cpp says": {llmtest.Refuses(400, "the request exceeds the available context size, try increasing it"), llm.ErrContextFull},
		"413":                               {llmtest.Refuses(413, "too large"), llm.ErrContextFull},
		"408":                               {llmtest.Refuses(408, "time"), llm.ErrUnavailable},
		"501":                               {llmtest.Refuses(501, "no"), llm.ErrUnavailable},
		"204":                               {llmtest.Script{llmtest.Status(204)}, llm.ErrRefused},
	} {
		t.Run(name, func(t *testing.T) {
			p := llmtest.Start(t, c.script)
			answer, err := llm.Whole(connect(t, p).Answer(t.Context(), asks()))
			f := failure(t, err, c.reason)
			if f.Status == 0 || errors.Is(err, llm.ErrTruncated) || answer.Usage != (llm.Usage{}) || len(p.Requests()) != 1 {
				t.Errorf("status %d, %v, usage %+v, %d requests", f.Status, err, answer.Usage, len(p.Requests()))
			}
		})
	}
}

// TestBusyTellsWhen wants the caller to know for how long to leave a provider alone.
func TestBusyTellsWhen(t *testing.T) {
	for header, want := range map[string][2]time.Duration{
		"120":     {2 * time.Minute, 2 * time.Minute},
		" 7 ":     {7 * time.Second, 7 * time.Second},
		"9999999": {time.Hour, time.Hour},
		time.Now().Add(10 * time.Minute).UTC().Format(http.TimeFormat): {5 * time.Minute, 10 * time.Minute},
	} {
		_, err := play(t, append(llmtest.Script{llmtest.Header("Retry-After", header)}, llmtest.Refuses(429, "later")...))
		if f := failure(t, err, llm.ErrBusy); f.RetryAfter < want[0] || f.RetryAfter > want[1] {
			t.Errorf("%q: %v", header, f.RetryAfter)
		}
	}
}

// TestNobodyThere wants a provider that is not there to be told from one that is.
func TestNobodyThere(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	m, err := llm.New(llm.Settings{URL: gone.URL + "/?key=hunter2", Key: key, Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := llm.Whole(m.Answer(t.Context(), asks()))
	if f := failure(t, err, llm.ErrUnavailable); f.Status != 0 || answer.Usage != (llm.Usage{}) || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v, usage %+v", f, answer.Usage)
	}
}

// TestRedirectsAreNotFollowed wants neither key nor conversation to go where a
// provider points to.
func TestRedirectsAreNotFollowed(t *testing.T) {
	thief := llmtest.Start(t)
	for _, status := range []int{301, 302, 303, 307, 308} {
		_, err := play(t, llmtest.Script{llmtest.Header("Location", thief.URL+"/chat/completions?k="+key), llmtest.Status(status)})
		failure(t, err, llm.ErrRefused)
		if text := err.Error(); strings.Contains(text, key) || !strings.Contains(text, "redirect") {
			t.Errorf("%d: %v", status, err)
		}
	}
	if n := len(thief.Requests()); n > 0 {
		t.Errorf("the other host got %d requests", n)
	}
}

// TestKeyIsNeverTold has a provider repeat the key in every way.
func TestKeyIsNeverTold(t *testing.T) {
	split := key[:4] + "\u200b" + key[4:]
	for _, echo := range []string{
		"Incorrect API key provided: " + key, "key " + split, "key=" + key[:12] + "…", "…" + key[len(key)-6:],
		strings.Repeat("x", 290) + key, "a\n" + key + "\nb",
	} {
		for name, script := range map[string]llmtest.Script{
			"401": llmtest.Refuses(401, echo), "400": llmtest.Refuses(400, echo), "404 as text": {llmtest.Status(404), llmtest.Write(echo)},
			"detail":        {llmtest.Status(400), llmtest.Write(`{"detail":"` + strings.ReplaceAll(echo, "\n", " ") + `"}`)},
			"in the stream": sends(llmtest.Text("a") + llmtest.Event(`{"error":"`+strings.ReplaceAll(echo, "\n", " ")+`"}`)),
			"no JSON":       sends("data: " + strings.ReplaceAll(echo, "\n", " ") + "\n\n"),
			"a status line": {llmtest.Header("Location", "http://"+key+".example.com/"), llmtest.Status(302)},
		} {
			_, err := play(t, script)
			if err == nil {
				t.Fatalf("%s: no error", name)
			}
			for i := range len(key) - 4 {
				if strings.Contains(err.Error(), key[i:i+5]) {
					t.Errorf("%s: the error has %q of the key: %v", name, key[i:i+5], err)
				}
			}
		}
	}
}

// TestWhatIsSaidOfAKey wants nothing kept of it: providers repeat its ends.
func TestWhatIsSaidOfAKey(t *testing.T) {
	for _, status := range []int{401, 403} {
		_, err := play(t, llmtest.Refuses(status, "Incorrect API key provided: sk-t******Lm2"))
		if text := failure(t, err, llm.ErrUnauthorized).Error(); strings.Contains(text, "*") {
			t.Errorf("the error is %s", text)
		}
	}
}

// TestSaidIsFitForALog wants what a provider says short and on one line, with
// nothing that turns it around.
func TestSaidIsFitForALog(t *testing.T) {
	_, err := play(t, llmtest.Script{llmtest.Status(400), llmtest.Write("no\r\nlevel=ERROR \x1b[31m\u202e\xff" + strings.Repeat("é", 20_000))})
	f := failure(t, err, llm.ErrRefused)
	text := f.Error()
	if utf8.RuneCountInString(text) > 400 || !utf8.ValidString(text) || strings.ContainsAny(text, "\r\n\x1b\u202e") || !strings.Contains(text, "no level=ERROR") {
		t.Errorf("got %q", text)
	}
	_, err = play(t, llmtest.Script{llmtest.Status(404), llmtest.Write("<html><h1>Not here</h1>")})
	if text := failure(t, err, llm.ErrRefused).Error(); strings.Contains(text, "<") {
		t.Errorf("got %q", text)
	}
}
