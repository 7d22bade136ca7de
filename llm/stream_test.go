package llm_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// said is the stream of a text in two parts, as OpenAI sends it.
var said = llmtest.Opening + llmtest.Text("Hello, ") + llmtest.Text("mira.") + llmtest.Finish("stop") + llmtest.Usage(20, 4) + llmtest.End

// TestWholeAnswers is of streams that differ from OpenAI's, and mean the same.
func TestWholeAnswers(t *testing.T) {
	told := llm.Usage{Prompt: 20, Completion: 4}
	for name, c := range map[string]struct {
		script llmtest.Script
		usage  llm.Usage
	}{
		"as OpenAI sends it":                   {sends(said), told},
		"one byte at a time":                   {llmtest.Script{llmtest.Dribble(said)}, told},
		"lines that end in CR LF":              {sends(strings.ReplaceAll(said, "\n", "\r\n")), told},
		"lines that end in CR":                 {sends(strings.ReplaceAll(said, "\n", "\r")), told},
		"CR LF a byte at a time":               {llmtest.Script{llmtest.Dribble(strings.ReplaceAll(said, "\n", "\r\n"))}, told},
		"no space after data:":                 {sends(strings.ReplaceAll(said, "data: ", "data:")), told},
		"no empty lines":                       {sends(strings.ReplaceAll(said, "\n\n", "\n")), told},
		"no end of the last line":              {sends(strings.TrimSpace(said)), told},
		"no [DONE]":                            {sends(strings.TrimSuffix(said, llmtest.End)), told},
		"a byte order mark":                    {sends("\uFEFF" + said), told},
		"comments and pings":                   {sends(": OPENROUTER PROCESSING\n\n" + strings.ReplaceAll(said, "\n\n", "\n\n:\n\nevent: ping\n\ndata:\n\nretry: 10\nid: 7\n\n")), told},
		"four hundred pings":                   {sends(strings.Repeat(": ping\n\n", 400) + said), told},
		"data in several lines":                {sends("data: {\"choices\":\ndata: [{\"delta\":{\"content\":\ndata: \"Hello, mira.\"},\"finish_reason\":\"stop\"}]}\n\n" + llmtest.Usage(20, 4)), told},
		"data in several lines, CR LF":         {sends(strings.ReplaceAll("data: {\"choices\":\ndata: [{\"delta\":{\"content\":\ndata: \"Hello, mira.\"},\"finish_reason\":\"stop\"}]}\n\n"+llmtest.Usage(20, 4), "\n", "\r\n")), told},
		"the finish reason with the last text": {sends(llmtest.Text("Hello, ") + llmtest.Event(`{"choices":[{"delta":{"content":"mira."},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":4}}`)), told},
		"stop in each chunk":                   {sends(strings.ReplaceAll(said, `"finish_reason":null`, `"finish_reason":"stop"`)), told},
		"a reason of its own":                  {sends(strings.Replace(said, `"stop"`, `"eos"`, 1)), told},
		"choices that are null":                {sends(strings.Replace(said, `"choices":[]`, `"choices":null`, 1)), told},
		"content that is null":                 {sends(llmtest.Event(`{"choices":[{"delta":{"role":"assistant","content":null,"tool_calls":null},"finish_reason":null}],"usage":null,"error":null}`) + said), told},
		"what is thought":                      {sends(llmtest.Event(`{"choices":[{"delta":{"content":null,"reasoning_content":"Hm."}}]}`) + llmtest.Event(`{"choices":[{"delta":{"content":"","reasoning":"Hm."}}]}`) + said), told},
		"what is thought, in the text":         {sends(llmtest.Text(" \n<thi") + llmtest.Text("nk>Hm </think") + llmtest.Text("ing.</th") + llmtest.Text("ink>\n\n") + said), told},
		"thought twice":                        {sends(llmtest.Text("<think>Hm.</think><think></think>") + said), told},
		"white space before it":                {sends(llmtest.Text("\n") + llmtest.Text(" \n") + said), told},
		"a list of parts":                      {sends(llmtest.Event(`{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"Hello, mira."}]}}]}`) + llmtest.Finish("stop") + llmtest.Usage(20, 4)), told},
		"another choice beside it":             {sends(llmtest.Event(`{"choices":[{"index":1,"delta":{"content":"Go away."},"finish_reason":"length"}]}`) + said), told},
		"characters that no database takes":    {sends(strings.Replace(said, "Hello, ", `He\u0000l\u001blo\r, `, 1)), told},
		"the usage in each chunk":              {sends(llmtest.Event(`{"choices":[{"delta":{"content":"Hello, mira."}}],"usage":{"prompt_tokens":20,"completion_tokens":1}}`) + llmtest.Finish("stop") + llmtest.Usage(20, 4)), told},
		"an error after the end":               {sends(strings.TrimSuffix(said, llmtest.End) + llmtest.Event(`{"error":{"message":"log is full"}}`)), told},
		"a cut after the end":                  {llmtest.Script{llmtest.Write(strings.TrimSuffix(said, llmtest.End)), llmtest.Cut()}, told},
		"no stream at all": {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`
			{"id":"1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello, mira.","refusal":null},"finish_reason":"stop"}],
			 "usage":{"prompt_tokens":20,"completion_tokens":4}}`)}, told},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := play(t, c.script)
			want := llm.Answer{Text: "Hello, mira.", Done: llm.Done{Finish: llm.FinishStop, Usage: c.usage}}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

// TestPartsComeAsTheyCome wants the first part before the provider goes on.
func TestPartsComeAsTheyCome(t *testing.T) {
	goOn := make(chan struct{})
	p := llmtest.Start(t, llmtest.Script{llmtest.Write(llmtest.Text("Hello, ")), llmtest.Wait(goOn), llmtest.Write(llmtest.Text("mira.") + llmtest.Finish("stop") + llmtest.End)})
	var heard []llm.Event
	for event, err := range connect(t, p).Answer(t.Context(), asks()) {
		if err != nil {
			t.Fatal(err)
		}
		if heard = append(heard, event); len(heard) == 1 {
			close(goOn)
		}
	}
	if len(heard) != 3 || heard[0] != llm.Text("Hello, ") || heard[1] != llm.Text("mira.") {
		t.Errorf("the events are %v", heard)
	}
}

// TestCutAnswers wants an answer that is not whole never to pass for one, what
// came of it kept, and its cost told.
func TestCutAnswers(t *testing.T) {
	half := llmtest.Text("Hello, ")
	for name, c := range map[string]struct {
		script llmtest.Script
		reason error
		finish llm.Finish
	}{
		"no finish reason":             {sends(half), llm.ErrTruncated, llm.Unfinished},
		"[DONE] but no finish reason":  {sends(half + llmtest.End), llm.ErrTruncated, llm.Unfinished},
		"stop in mid-text":             {sends(strings.Replace(half, `"finish_reason":null`, `"finish_reason":"stop"`, 1) + llmtest.Text("mi")), llm.ErrTruncated, llm.Unfinished},
		"a usage in mid-text":          {sends(half + llmtest.Usage(20, 1) + llmtest.Text("mi")), llm.ErrTruncated, llm.Unfinished},
		"half a chunk":                 {sends(half + `data: {"choices":[{"del`), llm.ErrTruncated, llm.Unfinished},
		"no more room":                 {sends(half + llmtest.Finish("length") + llmtest.End), llm.ErrTruncated, llm.FinishLength},
		"no more room, as others say":  {sends(half + llmtest.Finish("MAX_TOKENS") + llmtest.End), llm.ErrTruncated, llm.FinishLength},
		"the filter":                   {sends(half + llmtest.Finish("content_filter") + llmtest.End), llm.ErrFiltered, llm.FinishFiltered},
		"a broken connection":          {llmtest.Script{llmtest.Write(half), llmtest.Cut()}, llm.ErrTruncated, llm.Unfinished},
		"an error object":              {sends(half + llmtest.Event(`{"error":{"message":"overloaded","code":"server_error"}}`)), llm.ErrUnavailable, llm.Unfinished},
		"an error object, no end":      {llmtest.Script{llmtest.Write(half + llmtest.Event(`{"error":{"message":"overloaded"}}`)), llmtest.Hang()}, llm.ErrUnavailable, llm.Unfinished},
		"an error object among others": {sends(half + llmtest.Event(`{"id":"gen-1","error":{"code":429,"message":"slow down"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}`)), llm.ErrBusy, llm.Unfinished},
		"an error as text":             {sends(half + llmtest.Event(`{"error":"model runner has stopped"}`)), llm.ErrUnavailable, llm.Unfinished},
		"an error without data:":       {sends(half + `{"error":{"message":"boom"}}` + "\n"), llm.ErrUnavailable, llm.Unfinished},
		"error as a finish reason":     {sends(half + llmtest.Finish("error")), llm.ErrUnavailable, llm.Unfinished},
		"a chunk that is no JSON":      {sends(half + "data: <oops>\n\n" + said), llm.ErrBadAnswer, llm.Unfinished},
		"a chunk of another shape":     {sends(half + llmtest.Event(`{"choices":"none"}`) + said), llm.ErrBadAnswer, llm.Unfinished},
		"content that is a number":     {sends(half + llmtest.Event(`{"choices":[{"delta":{"content":7}}]}`) + said), llm.ErrBadAnswer, llm.Unfinished},
		"half a call after the text":   {sends(half + callPart(`"index":0,"id":"a","function":{"name":"progress","arguments":"{"}`)), llm.ErrTruncated, llm.Unfinished},
		"a line of 1 MB":               {sends(half + "data: " + strings.Repeat("x", 1<<20) + "\n\n"), llm.ErrTooLong, llm.Unfinished},
		"a line of 1 MB that is white": {sends(half + "data: " + strings.Repeat(" ", 1<<20) + "\n\n"), llm.ErrTooLong, llm.Unfinished},
		"more text than anybody reads": {sends(half + strings.Repeat(llmtest.Text(strings.Repeat("x", 1000)), 66)), llm.ErrTooLong, llm.Unfinished},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := play(t, c.script)
			failure(t, err, c.reason)
			if !errors.Is(err, llm.ErrTruncated) {
				t.Errorf("there was text, and %v does not say that it is truncated", err)
			}
			if !strings.HasPrefix(got.Text, "Hello, ") || len(got.Text) > llm.MaxText || got.Finish != c.finish || len(got.Calls) > 0 {
				t.Errorf("got %.100q, %q, %v", got.Text, got.Finish, got.Calls)
			}
			if !got.Usage.Estimated || got.Usage.Prompt < 20 || got.Usage.Completion < 2 {
				t.Errorf("the usage is %+v, not an estimate", got.Usage)
			}
		})
	}
}

// TestNoAnswers wants no text, no calls and a reason, without ErrTruncated: there
// is nothing to keep.
func TestNoAnswers(t *testing.T) {
	deep := strings.Repeat(`[`, 20_000)
	for name, c := range map[string]struct {
		script llmtest.Script
		reason error
	}{
		"nothing":                            {llmtest.Script{llmtest.Status(200)}, llm.ErrEmpty},
		"an empty content":                   {sends(llmtest.Opening + llmtest.Finish("stop") + llmtest.Usage(20, 0) + llmtest.End), llm.ErrEmpty},
		"white space":                        {sends(llmtest.Text("\n\n ") + llmtest.Finish("stop")), llm.ErrEmpty},
		"all thought, in the text":           {sends(llmtest.Text("<think>Hm. Hello.") + llmtest.Finish("stop")), llm.ErrEmpty},
		"all thought and no room":            {sends(llmtest.Event(`{"choices":[{"delta":{"reasoning":"Hm."}}]}`) + llmtest.Finish("length") + llmtest.End), llm.ErrEmpty},
		"an opening alone":                   {sends(llmtest.Opening), llm.ErrEmpty},
		"pings alone":                        {sends(": ping\n\n: ping\n\n"), llm.ErrEmpty},
		"the filter":                         {sends(llmtest.Opening + llmtest.Finish("content_filter")), llm.ErrFiltered},
		"a page":                             {llmtest.Script{llmtest.Header("Content-Type", "text/html"), llmtest.Write("\n<!doctype html><title>Sign in</title>")}, llm.ErrBadAnswer},
		"a page that says it is a stream":    {sends("<html>\ndata: x\n</html>"), llm.ErrBadAnswer},
		"plain text":                         {llmtest.Script{llmtest.Header("Content-Type", "text/plain"), llmtest.Write("It works!\n")}, llm.ErrEmpty},
		"another object":                     {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"status":"ok"}`)}, llm.ErrEmpty},
		"half an object":                     {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"choices":[{"message":{"content":"Hel`)}, llm.ErrBadAnswer},
		"an error in an object":              {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"error":{"message":"no credits","code":402}}`)}, llm.ErrQuota},
		"an object of 1 MB":                  {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"a":"` + strings.Repeat("x", 1<<20) + `"}`)}, llm.ErrTooLong},
		"an object without an end of spaces": {llmtest.Script{llmtest.Write(strings.Repeat(" \n", 1<<19))}, llm.ErrTooLong},
		"more text than anybody reads":       {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write(`{"choices":[{"message":{"content":"` + strings.Repeat("x", 70_000) + `"}}]}`)}, llm.ErrTooLong},
		"an error first":                     {sends(llmtest.Opening + llmtest.Event(`{"error":{"message":"x","code":"401"}}`)), llm.ErrUnauthorized},
		"a full context, in the stream":      {sends(llmtest.Event(`{"error":{"message":"This model's maximum context length is 8192 tokens."}}`)), llm.ErrContextFull},
		"brackets without end":               {sends("data: " + deep + "\n\n"), llm.ErrBadAnswer},
		"lines of data without end":          {sends(strings.Repeat("data: [\n", 100)), llm.ErrBadAnswer},
		"a cut before all":                   {llmtest.Script{llmtest.Status(200), llmtest.Cut()}, llm.ErrUnavailable},
		"a cut before the head":              {llmtest.Script{llmtest.Cut()}, llm.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := play(t, c.script)
			failure(t, err, c.reason)
			if errors.Is(err, llm.ErrTruncated) || got.Text != "" || len(got.Calls) > 0 {
				t.Errorf("got %.100q, %v and %v", got.Text, got.Calls, err)
			}
		})
	}
}

// TestAlmostAThought wants a text that begins as a thought would, and is none.
func TestAlmostAThought(t *testing.T) {
	for _, text := range []string{"<", "<thin", "<b>Hello", "<thinkers>", "2 < 3 <think>", "</think>"} {
		var stream strings.Builder
		for _, r := range text {
			stream.WriteString(llmtest.Text(string(r)))
		}
		if got, err := play(t, sends(stream.String()+llmtest.Finish("stop"))); err != nil || got.Text != text {
			t.Errorf("%q: got %q, %v", text, got.Text, err)
		}
	}
}

// TestCharactersComeWhole splits a text at every byte, and between the halves of
// its escapes.
func TestCharactersComeWhole(t *testing.T) {
	const text = "Mäßig: 94–111 bpm 🏋️ 力"
	chunk := func(raw string) string { return "data: {\"choices\":[{\"delta\":{\"content\":\"" + raw + "\"}}]}\n\n" }
	streams := map[string]string{
		"an escaped pair in two chunks": chunk(`Mäßig: 94\u2013111 bpm \ud83c`) + chunk(`\udfcb\ufe0f 力`),
		"an escaped pair in one":        chunk(`Mäßig: 94\u2013111 bpm \uD83C\uDFCB\uFE0F \u529b`),
		"the simple escapes":            chunk(`M\u00e4\u00DFig: 94–111\b\f\r bpm `) + chunk("🏋️ 力"),
		"a pair half escaped":           chunk("Mäßig: 94–111 bpm \\ud83c") + chunk("") + chunk(`\udfcb`+"\ufe0f 力"),
	}
	for i := range len(text) {
		streams[fmt.Sprintf("cut at byte %d", i)] = chunk(text[:i]) + chunk(text[i:])
	}
	for name, stream := range streams {
		got, err := play(t, sends(stream+llmtest.Finish("stop")))
		if err != nil || got.Text != text {
			t.Errorf("%s: got %q, %v", name, got.Text, err)
		}
	}
	for name, c := range map[string][2]string{
		"half a character at the end":    {chunk("a\xe2\x80"), "a\uFFFD"},
		"half a pair at the end":         {chunk(`a\ud83c`), "a\uFFFD"},
		"half a pair, then another text": {chunk(`a\ud83c`) + chunk("b"), "a\uFFFDb"},
		"the second half alone":          {chunk(`a\udfcbb`), "a\uFFFDb"},
		"bytes that are no character":    {chunk("a\xff\xfeb"), "a\uFFFDb"},
	} {
		got, err := play(t, sends(c[0]+llmtest.Finish("stop")))
		if err != nil || got.Text != c[1] {
			t.Errorf("%s: got %q, %v", name, got.Text, err)
		}
	}
}
