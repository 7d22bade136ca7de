package api_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"spotter/coach"
	"spotter/store/storetest"
)

// said puts a question and returns the answer.
func (s *server) said(t testing.TB, own tokens, message string) map[string]any {
	t.Helper()
	return s.send(t, "POST /conversation", bearer(own.access), ask(message)).object(t, 200)
}

// items are those of a list, by a member.
func (s *server) items(t testing.TB, own tokens, path, member string) (list []string, next any) {
	t.Helper()
	o := s.send(t, "GET "+path, bearer(own.access)).object(t, 200)
	wantMembers(t, o, "items", "next_cursor")
	for _, item := range o["items"].([]any) {
		list = append(list, item.(map[string]any)[member].(string))
	}
	return list, o["next_cursor"]
}

func TestConversationGoesOn(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	first := s.said(t, own, "What are my heart-rate zones?")
	id := first["conversation_id"].(string)
	second := s.send(t, "POST /conversation", bearer(own.access), askIn(id, "What should I do first?")).object(t, 200)
	if second["conversation_id"] != id || second["message_id"] == first["message_id"] {
		t.Errorf("second answer %v", second)
	}
	var texts []any
	for _, m := range s.messages(t, own, id) {
		texts = append(texts, m["text"])
	}
	want := []any{"What are my heart-rate zones?", first["response"], "What should I do first?", second["response"]}
	if !slices.Equal(texts, want) {
		t.Errorf("messages %q, want %q", texts, want)
	}
	list, next := s.items(t, own, "/conversations", "title")
	if !slices.Equal(list, []string{"What are my heart-rate zones?"}) || next != nil {
		t.Errorf("conversations %v, next %v", list, next)
	}
	none := "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"
	s.send(t, "POST /conversation", bearer(own.access), askIn(none, "Hello?")).refused(t, 404, "not_found", "")
	s.send(t, "POST /conversation", bearer(own.access), askIn(none, "Hello?"), header("Accept", "text/event-stream")).refused(t, 404, "not_found", "")
	if list, _ := s.items(t, own, "/conversations", "id"); len(list) != 1 {
		t.Errorf("a refused question made a conversation: %v", list)
	}
}

func TestTitles(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for question, want := range map[string]string{
		"Zones?":                            "Zones?",
		"  two\n\tlines  ":                  "two lines",
		" ":                                 "New conversation",
		strings.Repeat("é", 60):             strings.Repeat("é", 60),
		strings.Repeat("é", 61):             strings.Repeat("é", 59) + "…",
		strings.Repeat("word ", 12):         strings.TrimSpace(strings.Repeat("word ", 12)),
		strings.Repeat("word ", 13):         strings.TrimSpace(strings.Repeat("word ", 12)) + "…",
		"a " + strings.Repeat("b", 8000-2):  "a…",
		strings.Repeat("word ", 1599) + "!": strings.TrimSpace(strings.Repeat("word ", 12)) + "…",
	} {
		id := s.said(t, own, question)["conversation_id"].(string)
		o := s.send(t, "GET /conversations/"+id, bearer(own.access)).object(t, 200)
		wantMembers(t, o, "id", "title", "created_at", "updated_at", "messages", "next_cursor")
		if o["title"] != want || len([]rune(want)) > 60 {
			t.Errorf("%.20q: title %q, want %q", question, o["title"], want)
		}
	}
	id := s.said(t, own, "Zones?")["conversation_id"].(string)
	rename := func(title any) answer {
		return s.send(t, "PATCH /conversations/"+id, bearer(own.access), jsonOf(map[string]any{"title": title}))
	}
	o := rename(" Spring\n <b>2027</b> ").object(t, 200)
	wantMembers(t, o, "id", "title", "created_at", "updated_at")
	if o["title"] != "Spring <b>2027</b>" {
		t.Errorf("title %q", o["title"])
	}
	for _, bad := range []any{"", " ", "a\u0000", "\u001b[2J", strings.Repeat("é", 121), 1, nil} {
		rename(bad).invalid(t, "body.title")
	}
	rename(strings.Repeat("é", 120)).object(t, 200)
}

// TestH12PagesOfAList: a cursor is this user's and this list's, and nobody writes
// one.
func TestH12PagesOfAList(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.member(t, grace)
	var want []string
	for i := range 7 {
		want = append([]string{s.said(t, own, fmt.Sprint("Question ", i))["conversation_id"].(string)}, want...)
	}
	s.said(t, other, "Question of another")
	var got []string
	path, cursors := "/conversations?limit=3", []string{}
	for {
		list, next := s.items(t, own, path, "id")
		got = append(got, list...)
		if next == nil {
			break
		}
		cursors = append(cursors, next.(string))
		path = "/conversations?limit=3&cursor=" + url.QueryEscape(next.(string))
	}
	if !slices.Equal(got, want) || len(cursors) != 2 {
		t.Errorf("pages %v, want %v", got, want)
	}
	c := cursors[0]
	text, mac, _ := strings.Cut(c, ".")
	for _, forged := range []string{"x", c + "x", c[1:], text, text + ".", "." + mac, text + "." + strings.ToUpper(mac), "MQ." + mac, "' OR 1=1", strings.Repeat("a", 512)} {
		s.send(t, "GET /conversations?cursor="+url.QueryEscape(forged), bearer(own.access)).invalid(t, "query.cursor")
	}
	s.send(t, "GET /conversations?cursor="+url.QueryEscape(c), bearer(other.access)).invalid(t, "query.cursor")
	s.send(t, "GET /conversations/"+want[0]+"?cursor="+url.QueryEscape(c), bearer(own.access)).invalid(t, "query.cursor")
	for _, bad := range []string{"0", "101", "-1", "x", "1e1"} {
		s.send(t, "GET /conversations?limit="+bad, bearer(own.access)).invalid(t, "query.limit")
	}
	s.send(t, "GET /conversations?q="+strings.Repeat("a", 201), bearer(own.access)).invalid(t, "query.q")

	for i := range 3 {
		s.send(t, "POST /conversation", bearer(own.access), askIn(want[6], fmt.Sprint("More ", i))).object(t, 200)
	}
	var texts []string
	for path := "/conversations/" + want[6] + "?limit=3"; path != ""; {
		o := s.send(t, "GET "+path, bearer(own.access)).object(t, 200)
		for _, m := range o["messages"].([]any) {
			if m := m.(map[string]any); m["role"] == "user" {
				texts = append(texts, m["text"].(string))
			}
		}
		path = ""
		if next, more := o["next_cursor"].(string); more {
			path = "/conversations/" + want[6] + "?limit=3&cursor=" + url.QueryEscape(next)
		}
	}
	if !slices.Equal(texts, []string{"Question 0", "More 0", "More 1", "More 2"}) {
		t.Errorf("questions %q", texts)
	}
}

// TestH12SearchTakesWords and nothing that a query language would.
func TestH12SearchTakesWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		s := newServerAt(t, dsn)
		own, other := s.member(t, ada), s.member(t, grace)
		s.said(t, own, "My knee OR my Rücken")
		s.said(t, own, "Nothing of the kind")
		s.said(t, other, "My knee")
		for q, want := range map[string]int{
			"knee": 1, "KNEE": 1, "kne": 1, "rucken": 1, "knee or": 1, "": 2, `"knee"`: 1, "knee*": 1, "kn*e": 0, "'knee'": 1, "%knee%": 1, "%": 0,
			"*": 0, `"`: 0, "'": 0, ":": 0, "knee OR kind": 0, "knee:": 1, "text:knee": 0, "uid:knee": 0, "' OR 'q9'='q9": 0, "NOT kind": 0,
		} {
			list, _ := s.items(t, own, "/conversations?q="+url.QueryEscape(q), "title")
			if len(list) != want {
				t.Errorf("%q finds %q, want %d", q, list, want)
			}
		}
		s.send(t, "GET /conversations?q="+url.QueryEscape("knee\x00"), bearer(own.access)).invalid(t, "query.q")
	})
}

// TestI7NobodyElsesConversation: on every route it is not there.
func TestI7NobodyElsesConversation(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.member(t, grace)
	o := s.said(t, own, "A secret")
	id, answer := o["conversation_id"].(string), o["message_id"].(string)
	question := s.messages(t, own, id)[0]["id"].(string)
	for _, who := range []string{id, "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", "x", "%00", "%25", "'"} {
		for what, sent := range map[string]option{
			"GET /conversations/" + who: nil, "PATCH /conversations/" + who: jsonText(`{"title": "Mine"}`), "DELETE /conversations/" + who: nil,
			"GET /conversations/" + who + "/stream": nil, "POST /conversations/" + who + "/stop": nil,
		} {
			options := []option{bearer(other.access)}
			if sent != nil {
				options = append(options, sent)
			}
			s.send(t, what, options...).refused(t, 404, "not_found", "")
		}
	}
	s.send(t, "POST /conversation", bearer(other.access), askIn(id, "And?")).refused(t, 404, "not_found", "")
	for _, message := range []string{answer, question, "x", "%00"} {
		s.send(t, "POST /messages/"+message+"/feedback", bearer(other.access), jsonText(`{"rating": "up"}`)).refused(t, 404, "not_found", "")
		s.send(t, "POST /messages/"+message+"/regenerate", bearer(other.access)).refused(t, 404, "not_found", "")
		s.send(t, "PATCH /messages/"+message, bearer(other.access), jsonText(`{"text": "Mine"}`)).refused(t, 404, "not_found", "")
	}
	if list := s.messages(t, own, id); len(list) != 2 || list[0]["text"] != "A secret" || list[1]["rating"] != nil {
		t.Errorf("messages %v", list)
	}
}

func TestDeletedConversationIsGone(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	own := s.member(t, ada)
	f := s.follow(t, "POST /conversation", bearer(own.access), ask("Tell me all"))
	speaker := <-slow.asked
	path := "/conversations/" + f.hears("start", "").object(t)["conversation_id"].(string)
	speaker.says("a part")
	f.hears("delta", "")
	s.send(t, "DELETE "+path, bearer(own.access)).empty(t, 204)
	if e := f.hears("error", ""); e.object(t)["code"] != "not_found" {
		t.Errorf("the stream ends with %v", e)
	}
	<-speaker.left
	for _, what := range []string{"GET " + path, "DELETE " + path, "GET " + path + "/stream"} {
		s.send(t, what, bearer(own.access)).refused(t, 404, "not_found", "")
	}
	if list, _ := s.items(t, own, "/conversations?q=tell", "id"); len(list) != 0 {
		t.Errorf("still found: %v", list)
	}
}

func TestFeedbackStays(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	o := s.said(t, own, "Zones?")
	id, path := o["conversation_id"].(string), "POST /messages/"+o["message_id"].(string)+"/feedback"
	s.send(t, path, bearer(own.access), jsonText(`{"rating": "up"}`)).empty(t, 204)
	s.send(t, path, bearer(own.access), jsonText(`{"rating": "down", "reason": "too <long>"}`)).empty(t, 204)
	list := s.messages(t, own, id)
	if list[1]["rating"] != "down" || list[1]["reason"] != "too <long>" || list[0]["rating"] != nil {
		t.Errorf("messages %v", list)
	}
	s.send(t, "POST /messages/"+list[0]["id"].(string)+"/feedback", bearer(own.access), jsonText(`{"rating": "up"}`)).refused(t, 404, "not_found", "")
	for location, bad := range map[string]string{
		"body.rating": `{"rating": "best"}`, "body.reason": `{"rating": "up", "reason": "` + strings.Repeat("a", 1001) + `"}`, "body.x": `{"rating": "up", "x": 1}`,
	} {
		s.send(t, path, bearer(own.access), jsonText(bad)).invalid(t, location)
	}
}

// heldState is a coach that says what it was given.
type heldState struct{}

// Answer implements coach.Coach.
func (heldState) Answer(_ context.Context, q coach.Question, _ func(coach.Event)) (coach.Answer, error) {
	var said []string
	for _, m := range q.History {
		said = append(said, m.Text)
	}
	text := fmt.Sprintf("%s|%d.%d|%s|%s", q.Text, q.Turn, q.Variant, q.State, strings.Join(said, "; "))
	return coach.Answer{Text: text, State: []byte(fmt.Sprintf("after %s.%d", q.Text, q.Variant))}, nil
}

// TestRegenerateAndEdit start from the state right before: the answer before
// stays as a variant, and what follows an edit is dropped.
func TestRegenerateAndEdit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		s := newServerAt(t, dsn, talksWith(heldState{}))
		own := s.member(t, ada)
		first := s.said(t, own, "A")
		id := first["conversation_id"].(string)
		next := func(message string) map[string]any {
			return s.send(t, "POST /conversation", bearer(own.access), askIn(id, message)).object(t, 200)
		}
		second := next("B")
		if second["response"] != "B|2.1|after A.1|A; A|1.1||" {
			t.Errorf("second %q", second["response"])
		}
		again := s.send(t, "POST /messages/"+second["message_id"].(string)+"/regenerate", bearer(own.access)).object(t, 200)
		if again["response"] != "B|2.2|after A.1|A; A|1.1||" || again["conversation_id"] != id || again["message_id"] == second["message_id"] {
			t.Errorf("again %v", again)
		}
		list := s.messages(t, own, id)
		if len(list) != 4 || list[3]["id"] != again["message_id"] {
			t.Fatalf("messages %v", list)
		}
		variants := list[3]["variants"].([]any)
		if len(variants) != 1 || variants[0].(map[string]any)["id"] != second["message_id"] || variants[0].(map[string]any)["text"] != second["response"] {
			t.Errorf("variants %v", variants)
		}
		if third := next("C"); third["response"] != "C|3.1|after B.2|A; A|1.1||; B; B|2.2|after A.1|A; A|1.1||" {
			t.Errorf("third %q", third["response"])
		}
		f := s.follow(t, "POST /messages/"+first["message_id"].(string)+"/regenerate", bearer(own.access))
		if all := f.rest(); textOf(t, all) != "A|1.2||" {
			t.Errorf("the first once more: %v", all)
		}
		if list := s.messages(t, own, id); len(list) != 6 {
			t.Errorf("what follows is gone: %v", list)
		}

		question := list[2]["id"].(string)
		edited := s.send(t, "PATCH /messages/"+question, bearer(own.access), jsonText(`{"text": "D"}`)).object(t, 200)
		if edited["response"] != "D|2.1|after A.2|A; A|1.2||" {
			t.Errorf("edited %q", edited["response"])
		}
		list = s.messages(t, own, id)
		if len(list) != 4 || list[2]["id"] != question || list[2]["text"] != "D" || list[3]["id"] != edited["message_id"] {
			t.Errorf("messages %v", list)
		}
		stream := s.follow(t, "PATCH /messages/"+list[0]["id"].(string), bearer(own.access), jsonText(`{"text": "E"}`))
		if all := stream.rest(); textOf(t, all) != "E|1.1||" {
			t.Errorf("the first edited: %v", all)
		}
		if titles, _ := s.items(t, own, "/conversations", "title"); !slices.Equal(titles, []string{"E"}) {
			t.Errorf("titles %q", titles)
		}
		s.send(t, "PATCH /messages/"+edited["message_id"].(string), bearer(own.access), jsonText(`{"text": "x"}`)).refused(t, 404, "not_found", "")
		answer := s.messages(t, own, id)[1]["id"].(string)
		s.send(t, "PATCH /messages/"+answer, bearer(own.access), jsonText(`{"text": "x"}`)).refused(t, 404, "not_found", "")
		for _, bad := range []any{"", strings.Repeat("a", 8001), "a\u0000", nil} {
			s.send(t, "PATCH /messages/"+question, bearer(own.access), jsonOf(map[string]any{"text": bad})).invalid(t, "body.text")
		}
	})
}

// TestQuestionsAtOnceOfOneConversation are all answered, one behind the other.
func TestQuestionsAtOnceOfOneConversation(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	id := s.said(t, own, "Zones?")["conversation_id"].(string)
	var answers []<-chan answer
	for range 4 {
		answers = append(answers, s.later(t, "POST /conversation", bearer(own.access), askIn(id, "Sets?")))
	}
	kept := 2
	for _, a := range answers {
		if a := <-a; a.Status == 200 {
			kept += 2
		} else {
			a.refused(t, 409, "conflict", "")
		}
	}
	if list := s.messages(t, own, id); len(list) != kept {
		t.Errorf("%d messages, want %d", len(list), kept)
	}
}

// TestExportAndDeletionCoverConversations.
func TestExportAndDeletionCoverConversations(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.member(t, grace)
	o := s.said(t, own, "My knee hurts")
	s.send(t, "POST /messages/"+o["message_id"].(string)+"/feedback", bearer(own.access), jsonText(`{"rating": "up", "reason": "kind"}`)).empty(t, 204)
	s.send(t, "POST /messages/"+o["message_id"].(string)+"/regenerate", bearer(own.access)).object(t, 200)
	s.said(t, own, "Zones?")
	s.said(t, other, "Mine alone")
	a := s.send(t, "GET /me/export", bearer(own.access))
	list := a.object(t, 200)["conversations"].([]any)
	if len(list) != 2 {
		t.Fatalf("exported %v", list)
	}
	wantMembers(t, list[1].(map[string]any), "id", "title", "created_at", "updated_at", "messages")
	messages := list[1].(map[string]any)["messages"].([]any)
	if len(messages) != 2 || !strings.Contains(a.Body, `"reason":"kind"`) || !strings.Contains(a.Body, "My knee hurts") || strings.Contains(a.Body, "Mine alone") {
		t.Errorf("exported %s", a.Body)
	}
	s.send(t, "DELETE /me", bearer(own.access), jsonOf(map[string]any{"password": ada.password})).empty(t, 204)
	again := s.member(t, ada)
	if list, _ := s.items(t, again, "/conversations", "id"); len(list) != 0 {
		t.Errorf("the name's next owner finds %v", list)
	}
	if left := s.count(t, "SELECT COUNT(*) FROM messages"); left != 2 {
		t.Errorf("%d messages are left, want the other's 2", left)
	}
}
