package api_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"spotter/coach"
)

// chunk is the data of the next event of a stream whose events have no names, and
// false behind the last.
func (s *stream) chunk() (data string, ok bool) {
	s.t.Helper()
	for s.lines.Scan() {
		line := s.lines.Text()
		if data, ok = strings.CutPrefix(line, "data: "); ok {
			return data, true
		}
		if line != "" && line[0] != ':' {
			s.t.Errorf("the stream holds %q", line)
		}
	}
	return "", false
}

// object is the next chunk.
func (s *stream) object() map[string]any {
	s.t.Helper()
	data, ok := s.chunk()
	var o map[string]any
	if err := json.Unmarshal([]byte(data), &o); err != nil || !ok {
		s.t.Fatalf("chunk %q, %t: %v", data, ok, err)
	}
	return o
}

// delta is what the next chunk adds, and how it says that the answer has ended.
func (s *stream) delta() (delta map[string]any, reason any) {
	s.t.Helper()
	o := s.object()
	wantMembers(s.t, o, "id", "object", "created", "model", "choices")
	choices, _ := o["choices"].([]any)
	if o["object"] != "chat.completion.chunk" || o["model"] != "spotter" || o["id"] != "chatcmpl-"+s.answer.Header.Get("X-Request-Id") || len(choices) != 1 {
		s.t.Fatalf("chunk %v", o)
	}
	choice := choices[0].(map[string]any)
	wantMembers(s.t, choice, "index", "delta", "logprobs", "finish_reason")
	return choice["delta"].(map[string]any), choice["finish_reason"]
}

func (s *stream) wantDelta(want map[string]any, reason any) {
	s.t.Helper()
	if delta, got := s.delta(); fmt.Sprint(delta) != fmt.Sprint(want) || got != reason {
		s.t.Fatalf("delta %v, finish_reason %v, want %v, %v", delta, got, want, reason)
	}
}

func (s *stream) begins() {
	s.t.Helper()
	s.wantDelta(map[string]any{"role": "assistant", "content": ""}, nil)
}

func (s *stream) isDone() {
	s.t.Helper()
	if data, _ := s.chunk(); data != "[DONE]" {
		s.t.Errorf("ends with %q", data)
	}
	if data, more := s.chunk(); more {
		s.t.Errorf("goes on with %q", data)
	}
}

func (s *server) completion(t testing.TB, credential string, request map[string]any) *stream {
	t.Helper()
	return s.follow(t, "POST /v1/chat/completions", bearer(credential), jsonOf(with(request, "stream", true)))
}

// TestCompletionStreams as it is written, each piece at once.
func TestCompletionStreams(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	key, _ := s.key(t, own, "Laptop")
	f := s.completion(t, key, says("One", "1", "Two"))
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
		if got := f.answer.Header.Get(name); got != want {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
	speaker := <-slow.asked
	if q := speaker.question; q.Text != "Two" || q.Turn != 2 || len(q.History) != 2 || q.History[0].Text != "One" || !q.History[0].IsQuestion() || q.History[1].Text != "1" || len(q.State) == 0 || q.Person.Name != "ada" {
		t.Errorf("asked %+v", q)
	}
	f.begins()
	for _, text := range []string{"one ", "two <b>", "\n"} {
		speaker.says(text)
		f.wantDelta(map[string]any{"content": text}, nil)
	}
	speaker.end <- coach.Answer{Text: "one two <b>\nthree", Writer: coach.ByModel}
	f.wantDelta(map[string]any{"content": "three"}, nil)
	f.wantDelta(map[string]any{}, "stop")
	f.isDone()

	f = s.completion(t, key, with(says("One"), "stream_options", map[string]any{"include_usage": true}))
	(<-slow.asked).end <- coach.Answer{Text: "four", Status: coach.Truncated}
	f.begins()
	f.wantDelta(map[string]any{"content": "four"}, nil)
	f.wantDelta(map[string]any{}, "length")
	last := f.object()
	if fmt.Sprint(last["usage"]) != "map[completion_tokens:1 prompt_tokens:1 total_tokens:2]" || len(last["choices"].([]any)) != 0 {
		t.Errorf("usage %v", last)
	}
	f.isDone()
	whole := s.later(t, "POST /v1/chat/completions", bearer(key), jsonOf(says("One")))
	(<-slow.asked).end <- coach.Answer{Text: "four", Status: coach.Truncated}
	if choice := (<-whole).object(t, 200)["choices"].([]any)[0].(map[string]any); choice["finish_reason"] != "length" {
		t.Errorf("choice %v", choice)
	}
	if list, _ := s.items(t, own, "/conversations", "id"); len(list) != 0 || s.count(t, "SELECT COUNT(*) FROM answers") != 0 {
		t.Errorf("something is kept: %v", list)
	}
}

// TestACompletionEndsWithItsReader: nobody else could hear of it.
func TestACompletionEndsWithItsReader(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.completion(t, own.access, says("One"))
	speaker := <-slow.asked
	f.begins()
	f.leave()
	<-speaker.left
}

// TestTwoCompletionsAtATime for one person, whatever they authenticate with, and
// answers in conversations count too.
func TestTwoCompletionsAtATime(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own, other := s.member(t, ada), s.member(t, grace)
	key, _ := s.key(t, own, "Laptop")
	first := s.completion(t, key, says("One"))
	one := <-slow.asked
	second := s.follow(t, "POST /conversation", bearer(own.access), ask("Two"))
	two := <-slow.asked
	second.hears("start", "")
	for _, credential := range []string{key, own.access} {
		for _, streamed := range []bool{false, true} {
			s.send(t, "POST /v1/chat/completions", bearer(credential), jsonOf(with(says("Three"), "stream", streamed))).refusedOpenAI(t, 429, "too_many_answers", "")
		}
	}
	theirs := s.later(t, "POST /v1/chat/completions", bearer(other.access), jsonOf(says("Mine")))
	(<-slow.asked).end <- coach.Answer{Text: "Yours"}
	(<-theirs).object(t, 200)
	one.end <- coach.Answer{Text: "1"}
	first.begins()
	first.wantDelta(map[string]any{"content": "1"}, nil)
	first.wantDelta(map[string]any{}, "stop")
	first.isDone()
	third := s.later(t, "POST /v1/chat/completions", bearer(key), jsonOf(says("Three")))
	(<-slow.asked).end <- coach.Answer{Text: "3"}
	(<-third).object(t, 200)
	two.end <- coach.Answer{Text: "2"}
	second.rest()
}

// TestACoachThatFailsInACompletion ends it with an error, and no [DONE].
func TestACoachThatFailsInACompletion(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	for _, failure := range []error{errors.New(marker), nil} { // nil panics
		f := s.completion(t, own.access, says("One"))
		speaker := <-slow.asked
		f.begins()
		speaker.says("a part")
		f.wantDelta(map[string]any{"content": "a part"}, nil)
		speaker.fail <- failure
		if e, _ := f.object()["error"].(map[string]any); e["code"] != "coach_failed" || e["type"] != "server_error" {
			t.Errorf("ends with %v", e)
		}
		if data, more := f.chunk(); more {
			t.Errorf("goes on with %s", data)
		}
		whole := s.later(t, "POST /v1/chat/completions", bearer(own.access), jsonOf(says("One")))
		(<-slow.asked).fail <- failure
		(<-whole).refusedOpenAI(t, 503, "coach_failed", "")
	}
}

// TestH11ARemovedKeyEndsTheStream, and so do a log-out and the end of the process.
func TestH11ARemovedKeyEndsTheStream(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	key, id := s.key(t, own, "Laptop")
	for _, end := range []struct {
		credential, code string
		do               func()
	}{
		{key, "invalid_api_key", func() { s.send(t, "DELETE /me/keys/"+id, bearer(own.access)).empty(t, 204) }},
		{own.access, "session_ended", func() { s.send(t, "POST /logout", bearer(own.access)).empty(t, 204) }},
		{s.login(t, ada).access, "shutting_down", func() { s.talk.Close(canceled) }},
	} {
		f := s.completion(t, end.credential, says("One"))
		speaker := <-slow.asked
		f.begins()
		end.do()
		if e, _ := f.object()["error"].(map[string]any); e["code"] != end.code {
			t.Errorf("ends with %v, want %s", e, end.code)
		}
		<-speaker.left
	}
	s.send(t, "POST /v1/chat/completions", bearer(s.login(t, ada).access), jsonOf(says("One"))).refusedOpenAI(t, 503, "shutting_down", "")
}
