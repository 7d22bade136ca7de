package api_test

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"spotter/coach"
)

// slowCoach says what a test has it say, when the test has it.
type slowCoach struct{ asked chan *speaker }

func newSlowCoach() *slowCoach { return &slowCoach{make(chan *speaker, 16)} }

// talksWith gives a server this coach.
func talksWith(c coach.Coach) func(*config) {
	return func(conf *config) { conf.Talk.Coach = c }
}

// speaker is one answer of a slow coach.
type speaker struct {
	question coach.Question
	events   chan coach.Event
	end      chan coach.Answer
	fail     chan error
	left     chan struct{} // closed when nobody wants the answer any more
}

// Answer implements coach.Coach.
func (c *slowCoach) Answer(ctx context.Context, q coach.Question, tell func(coach.Event)) (coach.Answer, error) {
	s := &speaker{q, make(chan coach.Event), make(chan coach.Answer), make(chan error), make(chan struct{})}
	c.asked <- s
	for {
		select {
		case e := <-s.events:
			tell(e)
		case a := <-s.end:
			return a, nil
		case err := <-s.fail:
			if err == nil {
				panic(marker)
			}
			return coach.Answer{}, err
		case <-ctx.Done():
			close(s.left)
			return coach.Answer{}, ctx.Err()
		}
	}
}

func (s *speaker) says(texts ...string) {
	for _, text := range texts {
		s.events <- coach.Event{Kind: coach.Delta, Text: text, Writer: coach.ByModel}
	}
}

// later sends a request that is answered when somebody has done something.
func (s *server) later(t testing.TB, what string, options ...option) <-chan answer {
	answers := make(chan answer, 1)
	go func() { answers <- s.send(t, what, options...) }()
	return answers
}

// event is a server-sent event.
type event struct {
	id         int64
	name, data string
}

// stream is an answer as a client hears it.
type stream struct {
	t      testing.TB
	answer *http.Response
	lines  *bufio.Scanner
	leave  context.CancelFunc
}

// follow sends a request whose answer is a stream.
func (s *server) follow(t testing.TB, what string, options ...option) *stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	method, path, _ := strings.Cut(what, " ")
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	for _, o := range options {
		o(r)
	}
	response, err := noRedirects.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s: status %d, Content-Type %q", what, response.StatusCode, response.Header.Get("Content-Type"))
	}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	return &stream{t, response, lines, cancel}
}

// next is the next event, and false behind the last.
func (s *stream) next() (e event, ok bool) {
	s.t.Helper()
	for s.lines.Scan() {
		name, value, _ := strings.Cut(s.lines.Text(), ": ")
		switch name {
		case "id":
			id, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				s.t.Errorf("id %q", value)
			}
			e.id = id
		case "event":
			e.name = value
		case "data":
			e.data = value
		case "":
			if e.name != "" {
				return e, true
			}
		default:
			s.t.Errorf("the stream holds %q", s.lines.Text())
		}
	}
	return e, false
}

// hears wants the next event to be of this name and data; empty data is any.
func (s *stream) hears(name, data string) event {
	s.t.Helper()
	e, ok := s.next()
	if !ok || e.name != name || data != "" && e.data != data {
		s.t.Fatalf("heard %q %s, want %q %s (%v)", e.name, e.data, name, data, s.lines.Err())
	}
	return e
}

// rest is every event up to the end of the stream.
func (s *stream) rest() []event {
	s.t.Helper()
	var all []event
	for e, ok := s.next(); ok; e, ok = s.next() {
		all = append(all, e)
	}
	return all
}

// object is what an event holds.
func (e event) object(t testing.TB) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(e.data), &o); err != nil {
		t.Fatalf("%s: %v", e.data, err)
	}
	return o
}

// textOf joins the deltas.
func textOf(t testing.TB, events []event) string {
	t.Helper()
	text := ""
	for _, e := range events {
		if e.name == "delta" {
			text += e.object(t)["text"].(string)
		}
	}
	return text
}

func ask(message string) option { return jsonOf(map[string]any{"message": message}) }

func askIn(conversation, message string) option {
	return jsonOf(map[string]any{"message": message, "conversation_id": conversation})
}

func lastEvent(id int64) option { return header("Last-Event-ID", strconv.FormatInt(id, 10)) }

// messages are those of a conversation.
func (s *server) messages(t testing.TB, own tokens, conversation string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for _, m := range s.send(t, "GET /conversations/"+conversation, bearer(own.access)).object(t, 200)["messages"].([]any) {
		list = append(list, m.(map[string]any))
	}
	return list
}

// wantAnswer wants the last message to be this.
func (s *server) wantAnswer(t testing.TB, own tokens, conversation, status, text string) {
	t.Helper()
	list := s.messages(t, own, conversation)
	if last := list[len(list)-1]; last["status"] != status || last["text"] != text || last["role"] != "assistant" {
		t.Errorf("%v %v %q, want %s %q", last["role"], last["status"], last["text"], status, text)
	}
}

// count returns the number that a query yields, around the server.
func (s *server) count(t testing.TB, query string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", s.file)
	if err == nil {
		defer db.Close()
		err = db.QueryRowContext(t.Context(), query).Scan(&n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}
