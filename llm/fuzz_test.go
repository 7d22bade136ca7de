package llm_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// body is a transport that answers with it.
type body func() (contentType string, r io.Reader)

func (b body) RoundTrip(r *http.Request) (*http.Response, error) {
	contentType, reader := b()
	return &http.Response{
		StatusCode: http.StatusOK, Body: io.NopCloser(reader), Request: r,
		Header: http.Header{"Content-Type": {contentType}},
	}, nil
}

func reads(t *testing.T, contentType string, r io.Reader) (llm.Answer, error) {
	t.Helper()
	m, err := llm.New(llm.Settings{
		URL: "http://model.test", Key: key, Model: "m",
		Client: &http.Client{Transport: body(func() (string, io.Reader) { return contentType, r })},
	})
	if err != nil {
		t.Fatal(err)
	}
	return llm.Whole(m.Answer(t.Context(), asks()))
}

// FuzzAnswer reads any bytes as an answer: within every bound, the same however
// they are cut into packets, and never whole without a finish reason.
func FuzzAnswer(f *testing.F) {
	for _, stream := range []string{
		said, strings.ReplaceAll(said, "\n", "\r\n"), strings.ReplaceAll(said, "\n", "\r"), "\uFEFF" + said, ": ping\n\ndata:\n\n" + said,
		callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"{\"weeks\":"}`) + callPart(`"index":0,"function":{"arguments":" 4}"}`) + llmtest.Finish("tool_calls"),
		callPart(`"id":"a","function":{"name":"progress","arguments":{}}`, `"function":{"name":"one_rep_max","arguments":"{}"}`) + llmtest.Finish("stop"),
		llmtest.Event(`{"choices":[{"delta":{"content":"\ud83c"}}]}`) + llmtest.Event(`{"choices":[{"delta":{"content":[{"type":"text","text":"\udfcb\""}]}}]}`) + llmtest.Finish("length"),
		llmtest.Text("a") + llmtest.Event(`{"error":{"message":["x"],"code":429}}`), "<html>", `{"error":"x"}`, "data: {\ndata: }\n\n",
		`{"choices":[{"message":{"content":"Hello."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}`,
		`{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"progress"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":-1,"completion_tokens":1e99}}`,
	} {
		f.Add(stream, true)
		f.Add(stream, false)
	}
	f.Fuzz(func(t *testing.T, stream string, streams bool) {
		contentType := "application/json"
		if streams {
			contentType = "text/event-stream; charset=utf-8"
		}
		got, err := reads(t, contentType, strings.NewReader(stream))
		bounded(t, got, err)
		if err == nil && !strings.Contains(strings.ToLower(stream), "finish_") {
			t.Errorf("whole, and nobody said so: %+v", got)
		}
		again, err2 := reads(t, contentType, iotest.OneByteReader(strings.NewReader(stream)))
		if !reflect.DeepEqual(got, again) || (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
			t.Errorf("at once %+v, %v\nbyte by byte %+v, %v", got, err, again, err2)
		}
	})
}

// endless repeats a text, and counts what was read of it.
type endless struct {
	text string
	rest string
	read int
}

func (e *endless) Read(b []byte) (int, error) {
	if e.rest == "" {
		e.rest = strings.Repeat(e.text, 1000)
	}
	n := copy(b, e.rest)
	e.rest, e.read = e.rest[n:], e.read+n
	return n, nil
}

// TestEndlessAnswers wants a bound on what is read, and on what is kept of it.
func TestEndlessAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		contentType, text string
		most              int
	}{
		"a line":         {"text/event-stream", "data: x", 1 << 20},
		"a line of JSON": {"text/event-stream", `data: [[[[`, 1 << 20},
		"white space":    {"text/event-stream", "\n", 1 << 20},
		"an object":      {"application/json", `{"a":`, 2 << 20},
		"pings":          {"text/event-stream", ": ping\n\n", 9 << 20},
	} {
		e := &endless{text: c.text}
		_, err := reads(t, c.contentType, e)
		failure(t, err, llm.ErrTooLong)
		if e.read > c.most {
			t.Errorf("%s: %d bytes were read", name, e.read)
		}
	}
}

// bounded checks what holds for every answer.
func bounded(t *testing.T, got llm.Answer, err error) {
	t.Helper()
	if len(got.Text) > llm.MaxText || !utf8.ValidString(got.Text) || strings.ContainsAny(got.Text, "\x00\x1b\r\x7f") {
		t.Errorf("the text is %.200q", got.Text)
	}
	ids := map[string]bool{}
	for _, c := range got.Calls {
		if ids[c.ID] || c.ID == "" || len(c.ID) > 128 || len(c.Arguments) > 3*llm.MaxArguments || !strings.HasPrefix(c.Arguments, "{") || !json.Valid([]byte(c.Arguments)) || !utf8.ValidString(c.Arguments) {
			t.Errorf("a call is %.200q", c)
		}
		ids[c.ID] = true
	}
	if len(got.Calls) > llm.MaxCalls || got.Usage.Prompt < 0 || got.Usage.Completion < 0 {
		t.Errorf("%d calls, usage %+v", len(got.Calls), got.Usage)
	}
	if errors.Is(err, llm.ErrTruncated) != (err != nil && got.Text != "") {
		t.Errorf("%q and %v", got.Text, err)
	}
	if err == nil && got.Text == "" && len(got.Calls) == 0 || err != nil && (len(got.Calls) > 0 || len(err.Error()) > 1500) {
		t.Errorf("%+v with %v", got, err)
	}
}

// FuzzSplit cuts a text in three at any bytes, in any JSON spelling: it comes whole.
func FuzzSplit(f *testing.F) {
	f.Add("Mäßig: 94–111 bpm 🏋️ 力", uint(3), uint(24), false)
	f.Add("🏋️", uint(6), uint(12), true)
	f.Add("\U0010FFFF\uFFFD\uD7FF\uE000", uint(1), uint(2), true)
	f.Fuzz(func(t *testing.T, text string, i, j uint, escaped bool) {
		text = strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7F {
				return -1
			}
			return r
		}, strings.ToValidUTF8(text, ""))
		if strings.TrimLeft(text, " ") != text || text == "" || len(text) > 10_000 || strings.HasPrefix(text, "<think>") {
			return
		}
		units := spell(text, escaped)
		a, b := i%uint(len(units)+1), j%uint(len(units)+1)
		a, b = min(a, b), max(a, b)
		var stream strings.Builder
		for _, part := range [][]string{units[:a], units[a:b], units[b:]} {
			stream.WriteString(llmtest.Event(`{"choices":[{"delta":{"content":"` + strings.Join(part, "") + `"}}]}`))
		}
		got, err := reads(t, "text/event-stream", strings.NewReader(stream.String()+llmtest.Finish("stop")))
		if err != nil || got.Text != text {
			t.Errorf("got %q, %v, not %q", got.Text, err, text)
		}
	})
}
