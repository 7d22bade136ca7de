package api_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter/coach"
	"spotter/store/storetest"
)

// TestStreamIsTheAnswer: the deltas are the text, the end is the JSON answer, and
// what is kept is the same.
func TestStreamIsTheAnswer(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": 36, "gender": "female"}`)).object(t, 200)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("What are my heart-rate zones?"), header("Accept-Encoding", "gzip"))
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": ""} {
		if got := f.answer.Header.Get(name); got != want {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
	events := f.rest()
	names := map[string]int{}
	for i, e := range events {
		names[e.name]++
		if i > 0 && e.id <= events[i-1].id {
			t.Errorf("event %d comes behind %d", e.id, events[i-1].id)
		}
	}
	if events[0].name != "start" || names["source"] == 0 || names["calculation"] == 0 || events[len(events)-1].name != "done" || names["done"] != 1 {
		t.Errorf("events %v", names)
	}
	done := events[len(events)-1].object(t)
	wantMembers(t, done, "response", "conversation_id", "message_id", "sources", "suggestions", "coach", "calculations", "status")
	if done["response"] == "" || textOf(t, events) != done["response"] {
		t.Errorf("the deltas are not the text: %q", textOf(t, events))
	}
	begun := events[0].object(t)
	wantMembers(t, begun, "conversation_id", "message_id", "question_id")
	list := s.messages(t, own, done["conversation_id"].(string))
	if len(list) != 2 || list[0]["id"] != begun["question_id"] || list[1]["id"] != done["message_id"] || begun["message_id"] != done["message_id"] ||
		list[1]["text"] != done["response"] || fmt.Sprint(list[1]["calculations"]) != fmt.Sprint(done["calculations"]) {
		t.Errorf("kept %v", list)
	}
	for i, m := range list {
		wantMembers(t, m, "id", "role", "text", "status", "coach", "sources", "calculations", "suggestions", "rating", "created_at", "variants")
		if m["role"] != []string{"user", "assistant"}[i] || m["status"] != "done" || m["coach"] != []any{nil, "embedded"}[i] {
			t.Errorf("message %v", m)
		}
	}
	plain := s.send(t, "POST /conversation", bearer(own.access), ask("What are my heart-rate zones?"), header("Accept", "application/json")).object(t, 200)
	if plain["response"] != done["response"] || fmt.Sprint(plain["sources"]) != fmt.Sprint(done["sources"]) {
		t.Errorf("as JSON %v", plain)
	}
}

// twoNodes are two servers on one database, with one clock.
func twoNodes(t *testing.T, dsn string, c coach.Coach, now *clock) (a, b *server) {
	t.Helper()
	return newServerAt(t, dsn, talksWith(c), on(now)), newServerAt(t, dsn, talksWith(c), on(now))
}

// TestReloadInTheMiddleOfAnAnswer loses nothing: on the same node and on another
// one hears on behind the last event, and the answer went on meanwhile.
func TestReloadInTheMiddleOfAnAnswer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		slow, now := newSlowCoach(), newClock()
		a, b := twoNodes(t, dsn, slow, now)
		own := a.member(t, ada)
		first := a.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
		speaker := <-slow.asked
		id := first.hears("start", "").object(t)["conversation_id"].(string)
		speaker.says("one ", "two ")
		first.hears("delta", `{"text":"one "}`)
		heard := first.hears("delta", `{"text":"two "}`).id
		first.leave()

		speaker.says("three ")
		path := "GET /conversations/" + id + "/stream"
		same, other := a.follow(t, path, bearer(own.access), lastEvent(heard)), b.follow(t, path, bearer(own.access), lastEvent(heard))
		late := b.follow(t, path, bearer(own.access), header("Last-Event-ID", "garbage"))
		same.hears("delta", `{"text":"three "}`)
		other.hears("delta", `{"text":"three "}`)
		b.wantAnswer(t, own, id, "running", "one two three ")
		speaker.end <- coach.Answer{Text: "one two three four", Suggestions: []string{"And five?"}, Writer: coach.ByModel}
		for _, f := range []*stream{same, other} {
			f.hears("delta", `{"text":"four"}`)
		}
		done, also := same.hears("done", ""), other.hears("done", "")
		if done != also {
			t.Errorf("the nodes end with\n%v\n%v", done, also)
		}
		if o := done.object(t); o["response"] != "one two three four" || o["status"] != "done" || o["coach"] != "model" {
			t.Errorf("done %v", o)
		}
		all := late.rest()
		if textOf(t, all) != "one two three four" || all[0].name != "start" || all[len(all)-1] != done {
			t.Errorf("from the start: %v", all)
		}
		b.wantAnswer(t, own, id, "done", "one two three four")

		for _, s := range []*server{a, b} {
			if again := s.follow(t, path, bearer(own.access), lastEvent(heard)).rest(); len(again) != 3 || again[2] != done {
				t.Errorf("replayed %v", again)
			}
			s.send(t, path, bearer(own.access), lastEvent(done.id)).empty(t, 204)
		}
		now.advance(coach.ReplayFor)
		a.send(t, path, bearer(own.access), lastEvent(heard)).empty(t, 204)
		b.send(t, path, bearer(own.access)).empty(t, 204)
	})
}

// TestWholeAnswerIsReplayed too, behind what was heard of it: its events are the
// same again. Whoever heard nothing is told that none is being written.
func TestWholeAnswerIsReplayed(t *testing.T) {
	now := newClock()
	s := newServer(t, on(now))
	own := s.member(t, ada)
	first := s.follow(t, "POST /conversation", bearer(own.access), ask("What should I do first?")).rest()
	id := first[0].object(t)["conversation_id"].(string)
	path := "GET /conversations/" + id + "/stream"
	s.send(t, path, bearer(own.access)).empty(t, 204)
	again := s.follow(t, path, bearer(own.access), lastEvent(first[0].id)).rest()
	if fmt.Sprint(again) != fmt.Sprint(first[1:]) {
		t.Errorf("replayed\n%v, not\n%v", again, first)
	}
	if rest := s.follow(t, path, bearer(own.access), lastEvent(first[1].id)).rest(); len(rest) != len(first)-2 {
		t.Errorf("behind the second event come %d of %d", len(rest), len(first))
	}
	s.send(t, path, bearer(own.access), lastEvent(1<<60)).empty(t, 204)
	second := s.follow(t, "POST /conversation", bearer(own.access), askIn(id, "What should I do first?")).rest()
	if second[0].id <= first[len(first)-1].id {
		t.Errorf("the second answer begins with event %d, the first ends with %d", second[0].id, first[len(first)-1].id)
	}
	if rest := s.follow(t, path, bearer(own.access), lastEvent(first[len(first)-1].id)).rest(); len(rest) != len(second) {
		t.Errorf("behind the first answer come %d of %d events", len(rest), len(second))
	}
	now.advance(coach.ReplayFor)
	s.send(t, path, bearer(own.access), lastEvent(second[0].id)).empty(t, 204)
}

// TestStopKeepsThePart, pressed on another connection or at another node.
func TestStopKeepsThePart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		slow := newSlowCoach()
		a, b := twoNodes(t, dsn, slow, newClock())
		own := a.member(t, ada)
		for name, at := range map[string]*server{"same": a, "another": b} {
			f := a.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
			speaker := <-slow.asked
			id := f.hears("start", "").object(t)["conversation_id"].(string)
			speaker.says("a part")
			f.hears("delta", `{"text":"a part"}`)
			at.send(t, "POST /conversations/"+id+"/stop", bearer(own.access)).empty(t, 204)
			done := f.hears("done", "").object(t)
			if done["status"] != "stopped" || done["response"] != "a part" || done["coach"] != "model" {
				t.Errorf("%s node: done %v", name, done)
			}
			<-speaker.left
			b.wantAnswer(t, own, id, "stopped", "a part")
			at.send(t, "POST /conversations/"+id+"/stop", bearer(own.access)).empty(t, 204)

			next := a.later(t, "POST /conversation", bearer(own.access), askIn(id, "Go on"))
			speaker = <-slow.asked
			if h := speaker.question.History; len(h) != 2 || h[1].Text != "a part" || h[1].Status != coach.Stopped {
				t.Errorf("%s node: the next question remembers %v", name, h)
			}
			speaker.end <- coach.Answer{Text: "on"}
			(<-next).object(t, 200)
		}
	})
}

// TestStopBeforeTheFirstWord leaves an empty answer that nobody is asked about
// again.
func TestStopBeforeTheFirstWord(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	<-slow.asked
	id := f.hears("start", "").object(t)["conversation_id"].(string)
	s.send(t, "POST /conversations/"+id+"/stop", bearer(own.access)).empty(t, 204)
	f.hears("done", "")
	s.wantAnswer(t, own, id, "stopped", "")
	next := s.later(t, "POST /conversation", bearer(own.access), askIn(id, "Go on"))
	speaker := <-slow.asked
	if h := speaker.question.History; len(h) != 1 || !h[0].IsQuestion() {
		t.Errorf("the next question remembers %v", h)
	}
	speaker.end <- coach.Answer{Text: "on"}
	(<-next).object(t, 200)
}

// TestCrashLeavesNoSpinner: when the node that wrote is gone, another says so as
// soon as the heartbeat is 20 seconds old, and not before.
func TestCrashLeavesNoSpinner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		slow, now := newSlowCoach(), newClock()
		a, b := twoNodes(t, dsn, slow, now)
		own := a.member(t, ada)
		var ids []string
		var speakers []*speaker
		for range 2 {
			f := a.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
			speakers = append(speakers, <-slow.asked)
			ids = append(ids, f.hears("start", "").object(t)["conversation_id"].(string))
			speakers[len(speakers)-1].says("a part")
			f.hears("delta", "")
			watch := b.follow(t, "GET /conversations/"+ids[len(ids)-1]+"/stream", bearer(own.access))
			watch.hears("start", "")
			watch.hears("delta", `{"text":"a part"}`) // so it is kept
			watch.leave()
		}
		a.store.Close() // as a node that cannot write any more: nothing of it comes behind
		watch := b.follow(t, "GET /conversations/"+ids[0]+"/stream", bearer(own.access))
		watch.hears("start", "")
		watch.hears("delta", `{"text":"a part"}`)
		now.advance(coach.DeadAfter - time.Second)
		b.wantAnswer(t, own, ids[0], "running", "a part")
		b.send(t, "POST /conversation", bearer(own.access), askIn(ids[0], "Well?")).refused(t, 409, "answer_running", "")
		now.advance(time.Second)
		if done := watch.hears("done", "").object(t); done["status"] != "interrupted" || done["response"] != "a part" {
			t.Errorf("done %v", done)
		}
		b.wantAnswer(t, own, ids[0], "interrupted", "a part")
		if err := b.talk.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.wantAnswer(t, own, ids[1], "interrupted", "a part")
		next := b.later(t, "POST /conversation", bearer(own.access), askIn(ids[0], "Well?"))
		(<-slow.asked).end <- coach.Answer{Text: "Well."}
		(<-next).object(t, 200)
	})
}

// TestTwoAnswersAtATime for one person, on all nodes together.
func TestTwoAnswersAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		slow := newSlowCoach()
		a, b := twoNodes(t, dsn, slow, newClock())
		own, other := a.member(t, ada), a.member(t, grace)
		first := a.follow(t, "POST /conversation", bearer(own.access), ask("One"))
		one := <-slow.asked
		second := b.follow(t, "POST /conversation", bearer(own.access), ask("Two"))
		two := <-slow.asked
		for _, s := range []*server{a, b} {
			for _, accept := range []string{"application/json", "text/event-stream"} {
				refused := s.send(t, "POST /conversation", bearer(own.access), ask("Three"), header("Accept", accept))
				refused.refused(t, 429, "too_many_answers", "")
				if refused.Header.Get("Retry-After") == "" {
					t.Error("no Retry-After")
				}
			}
		}
		id := first.hears("start", "").object(t)["conversation_id"].(string)
		one.end <- coach.Answer{Text: "1"}
		first.rest()
		if list := a.send(t, "GET /conversations", bearer(own.access)).object(t, 200)["items"].([]any); len(list) != 2 {
			t.Errorf("what was refused is kept: %v", list)
		}
		for len(slow.asked) > 0 { // those that were refused had begun to think
			<-(<-slow.asked).left
		}
		again := b.follow(t, "POST /conversation", bearer(own.access), askIn(id, "Four"))
		four := <-slow.asked
		theirs := a.follow(t, "POST /conversation", bearer(other.access), ask("Mine"))
		mine := <-slow.asked
		for i, s := range []*speaker{two, four, mine} {
			s.end <- coach.Answer{Text: fmt.Sprint(i)}
		}
		for _, f := range []*stream{second, again, theirs} {
			if all := f.rest(); all[len(all)-1].name != "done" {
				t.Errorf("ends with %v", all)
			}
		}
	})
}

// TestH11LogOutEndsTheStream and not the answer.
func TestH11LogOutEndsTheStream(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	other := s.login(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	start := f.hears("start", "")
	id := start.object(t)["conversation_id"].(string)
	kept := s.follow(t, "GET /conversations/"+id+"/stream", bearer(other.access))
	kept.hears("start", "")
	s.send(t, "POST /logout", bearer(own.access)).empty(t, 204)
	ended := f.hears("error", "")
	if o := ended.object(t); o["code"] != "session_ended" || o["detail"] == "" || ended.id != start.id {
		t.Errorf("ended with %v", ended)
	}
	if _, more := f.next(); more {
		t.Error("the stream goes on")
	}
	s.send(t, "GET /conversations/"+id+"/stream", bearer(own.access)).unauthorized(t, invalidToken, "session_ended", notValid)
	speaker.end <- coach.Answer{Text: "all"}
	kept.hears("delta", `{"text":"all"}`)
	kept.hears("done", "")
	s.wantAnswer(t, other, id, "done", "all")
}

// TestH11ExpiryEndsTheStream: whoever has the next token resumes.
func TestH11ExpiryEndsTheStream(t *testing.T) {
	slow, now := newSlowCoach(), newClock()
	s := newServer(t, talksWith(slow), on(now))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	id := f.hears("start", "").object(t)["conversation_id"].(string)
	now.advance(30 * time.Minute)
	ended := f.hears("error", "")
	if ended.object(t)["code"] != "token_expired" {
		t.Errorf("ended with %v", ended)
	}
	next := pairOf(t, s.send(t, "POST /refresh", bearer(own.refresh)).object(t, 200))
	again := s.follow(t, "GET /conversations/"+id+"/stream", bearer(next.access), lastEvent(ended.id))
	speaker.end <- coach.Answer{Text: "all"}
	again.hears("delta", `{"text":"all"}`)
	again.hears("done", "")
}

// TestH11StreamsOfOnePersonAreBounded.
func TestH11StreamsOfOnePersonAreBounded(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	path := "GET /conversations/" + f.hears("start", "").object(t)["conversation_id"].(string) + "/stream"
	for range 9 {
		s.follow(t, path, bearer(own.access)).hears("start", "")
	}
	s.send(t, path, bearer(own.access)).refused(t, 429, "too_many_streams", "")
	s.send(t, "POST /conversation", bearer(own.access), ask("More"), header("Accept", "text/event-stream")).refused(t, 429, "too_many_streams", "")
	speaker.end <- coach.Answer{Text: "all"}
	f.rest()
}

// TestNobodyListens: the answer goes on without its reader, and is there later.
func TestNobodyListens(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	id := f.hears("start", "").object(t)["conversation_id"].(string)
	f.leave()
	speaker.says("all ")
	again := s.follow(t, "GET /conversations/"+id+"/stream", bearer(own.access)) // there is none to follow behind its end
	speaker.end <- coach.Answer{Text: "all the same"}
	all := again.rest()
	if textOf(t, all) != "all the same" || all[len(all)-1].name != "done" {
		t.Errorf("heard %v", all)
	}
	s.wantAnswer(t, own, id, "done", "all the same")
}

// TestR11ShutDownEndsEveryAnswer: those in time with their end, the others with
// an event that says so.
func TestR11ShutDownEndsEveryAnswer(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	id := f.hears("start", "").object(t)["conversation_id"].(string)
	speaker.says("a part")
	f.hears("delta", "")
	s.talk.Close(canceled)
	if done := f.hears("done", "").object(t); done["status"] != "interrupted" || done["response"] != "a part" {
		t.Errorf("done %v", done)
	}
	s.wantAnswer(t, own, id, "interrupted", "a part")
	late := s.send(t, "POST /conversation", bearer(own.access), ask("More"))
	late.refused(t, 503, "shutting_down", "")
	late.putOff(t)
}

// TestCoachThatFails keeps what it had written, says so, and harms nobody else.
func TestCoachThatFails(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	for _, err := range []error{errors.New(marker), nil} { // nil panics
		f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
		speaker := <-slow.asked
		start := f.hears("start", "")
		id := start.object(t)["conversation_id"].(string)
		speaker.says("a part")
		f.hears("delta", "")
		speaker.fail <- err
		failed := f.hears("error", "")
		if failed.object(t)["code"] != "coach_failed" || strings.Contains(failed.data, marker) {
			t.Errorf("failed with %v", failed)
		}
		s.wantAnswer(t, own, id, "interrupted", "a part")
		again := s.follow(t, "GET /conversations/"+id+"/stream", bearer(own.access), lastEvent(start.id)).rest()
		if len(again) != 2 || again[1].name != "error" {
			t.Errorf("replayed %v", again)
		}
	}
	next := s.later(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	(<-slow.asked).fail <- errors.New(marker)
	(<-next).refused(t, 503, "coach_failed", "")
}

// TestH8TextIsText: what is HTML elsewhere is JSON here, in an answer and in an
// event, and no line of it is another event.
func TestH8TextIsText(t *testing.T) {
	const evil = "<script>alert(1)</script>\n\nevent: done\ndata: {}\n\n"
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask(evil))
	speaker := <-slow.asked
	speaker.says(evil, "\r\nid: 7\r\r")
	speaker.end <- coach.Answer{Text: evil + "\r\nid: 7\r\r\x00\xff"}
	all := f.rest()
	if want := evil + "\r\nid: 7\r\r\uFFFD"; len(all) != 5 || textOf(t, all) != want || all[4].object(t)["response"] != want {
		t.Errorf("heard %v", all)
	}
	a := s.send(t, "GET /conversations/"+all[0].object(t)["conversation_id"].(string), bearer(own.access))
	a.has(t, "Content-Type", "application/json")
	a.has(t, "X-Content-Type-Options", "nosniff")
	if title := a.object(t, 200)["title"]; title != "<script>alert(1)</script> event: done data: {}" {
		t.Errorf("title %q", title)
	}
}
