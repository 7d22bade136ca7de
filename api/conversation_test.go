package api_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

// TestGreetingIsPersonal: by name, and another for another age, gender or level.
func TestGreetingIsPersonal(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	greeting := func() string {
		t.Helper()
		a := s.send(t, "GET /conversation", bearer(own.access))
		o := a.object(t, 200)
		wantMembers(t, o, "conversation", "current_user")
		a.has(t, "Cache-Control", "no-store")
		if o["current_user"] != "ada" {
			t.Errorf("current_user %v", o["current_user"])
		}
		return o["conversation"].(string)
	}
	seen := map[string]bool{greeting(): true}
	if text := greeting(); !strings.Contains(text, "ada") {
		t.Errorf("no username in %q", text)
	}
	for _, change := range []string{`{"first_name": "Augusta"}`, `{"age": 36, "gender": "male"}`, `{"gender": "female"}`, `{"level": "expert"}`, `{"age": 70}`} {
		s.send(t, "PATCH /me", bearer(own.access), jsonText(change)).object(t, 200)
		text := greeting()
		if seen[text] {
			t.Errorf("after %s it is still %q", change, text)
		}
		if !strings.Contains(text, "Augusta") {
			t.Errorf("no first name in %q", text)
		}
		seen[text] = true
	}
}

func TestCoachAnswers(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": 36, "gender": "female"}`)).object(t, 200)
	o := s.send(t, "POST /conversation", bearer(own.access), jsonText(`{"message": "What are my heart-rate zones?"}`)).object(t, 200)
	wantMembers(t, o, "response", "conversation_id", "message_id", "sources", "suggestions", "coach", "calculations", "status")
	for _, name := range []string{"conversation_id", "message_id"} {
		if id, err := uuid.Parse(o[name].(string)); err != nil || id.Version() != 7 {
			t.Errorf("%s %v is no UUIDv7", name, o[name])
		}
	}
	if o["response"] == "" || o["coach"] != "embedded" || len(o["sources"].([]any)) == 0 || len(o["suggestions"].([]any)) == 0 {
		t.Errorf("answered %v", o)
	}
	for _, source := range o["sources"].([]any) {
		wantMembers(t, source.(map[string]any), "id", "title")
	}
	for _, calculation := range o["calculations"].([]any) {
		wantMembers(t, calculation.(map[string]any), "name", "input", "output")
	}
	plain := s.send(t, "POST /conversation", bearer(own.access), jsonText(`{"message": "Tell me a joke", "conversation_id": null}`)).object(t, 200)
	for _, list := range []string{"sources", "suggestions", "calculations"} {
		if _, ok := plain[list].([]any); !ok {
			t.Errorf("%s is %v, want a list", list, plain[list])
		}
	}
}

func TestMessagesKeepTheirBounds(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	ask := func(message any) answer {
		return s.send(t, "POST /conversation", bearer(own.access), jsonOf(map[string]any{"message": message}))
	}
	for _, good := range []string{strings.Repeat("é", 8000), "one\n\ttwo", "<b>bold</b>", "\u202e", " "} {
		ask(good).object(t, 200)
	}
	for _, bad := range []any{"", strings.Repeat("a", 8001), "a\u0000b", "a\u001b[2Jb", "a\rb", "a\u007fb", 1, nil, []string{"a"}} {
		ask(bad).invalid(t, "body.message")
	}
	s.send(t, "POST /conversation", bearer(own.access), jsonText(`{"message": "Hello", "conversation_id": "x"}`)).invalid(t, "body.conversation_id")
	s.send(t, "POST /conversation", bearer(own.access), jsonText(`{"message": "Hello", "role": "system"}`)).invalid(t, "body.role")
	s.send(t, "POST /conversation", bearer(own.access), jsonText(`{}`)).invalid(t, "body.message")
}

// TestAFollowUpGoesOnWithinItsConversationOnly: it edits the last answer, the
// profile counts, and what one person said is nobody else's.
func TestAFollowUpGoesOnWithinItsConversationOnly(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.member(t, grace)
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": 36, "weight_kg": 62, "injuries": "old knee injury"}`)).object(t, 200)
	ask := func(access, conversation, message string) (text, id string) {
		t.Helper()
		body := `{"message": "` + message + `"`
		if conversation != "" {
			body += `, "conversation_id": "` + conversation + `"`
		}
		o := s.send(t, "POST /conversation", bearer(access), jsonText(body+"}")).object(t, 200)
		return o["response"].(string), o["conversation_id"].(string)
	}
	first, id := ask(own.access, "", "60 kg for 8 reps, what is my 1RM?")
	next, _ := ask(own.access, id, "and for 10 reps?")
	if !strings.Contains(first, "76 kg by Epley") || !strings.Contains(next, "80 kg by Epley") {
		t.Errorf("%s, then %s", first, next)
	}
	if text, _ := ask(own.access, "", "how much protein do I need?"); !strings.Contains(text, "87–124 g") {
		t.Errorf("the profile's weight is not used: %s", text)
	}
	if text, _ := ask(own.access, "", "make me a plan"); !strings.Contains(text, "knee") {
		t.Errorf("the profile's injuries are not used: %s", text)
	}
	if text, _ := ask(other.access, "", "and for 10 reps?"); strings.Contains(text, "kg by Epley") {
		t.Errorf("another person's question is answered: %s", text)
	}
}
