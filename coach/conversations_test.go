package coach_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
	"spotter/store/storetest"
)

// told is a coach that says some things and then returns an answer.
type told struct {
	events []coach.Event
	answer coach.Answer
	slow   chan struct{} // when there is one, it returns after that
}

// Answer implements coach.Coach.
func (c told) Answer(ctx context.Context, _ coach.Question, tell func(coach.Event)) (coach.Answer, error) {
	for _, e := range c.events {
		tell(e)
	}
	if c.slow != nil {
		select {
		case <-c.slow:
		case <-ctx.Done():
			return coach.Answer{}, ctx.Err()
		}
	}
	return c.answer, nil
}

// migrated is a database with the tables of today, which every test gets a copy of.
var migrated = storetest.Template{Open: func(path string) (io.Closer, error) {
	return store.Open(context.Background(), path)
}}

// talk is conversations of one person on a database of its own.
func talk(t *testing.T, c coach.Coach) (*coach.Conversations, coach.Asker) {
	t.Helper()
	s, err := store.Open(t.Context(), migrated.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := account.Person{UID: "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", Username: "ada", Email: "ada@example.com", CreatedAt: time.Now()}
	if err := s.AddPerson(t.Context(), p, account.Event{}); err != nil {
		t.Fatal(err)
	}
	talk := coach.New(coach.Config{Store: s, Coach: c})
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		talk.Close(ctx)
	})
	return talk, coach.Asker{UID: p.UID, Person: coach.Person{Name: "Ada"}}
}

// answered asks and returns the answer with all its events. A coach that waits
// for slow goes on once the answer is a job.
func answered(t *testing.T, c *coach.Conversations, who coach.Asker, slow ...chan struct{}) (coach.Message, []coach.Event) {
	t.Helper()
	f, err := c.Ask(t.Context(), who, "", "Well?")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range slow {
		close(s)
	}
	var all []coach.Event
	for number := int64(0); ; number = all[len(all)-1].Number {
		events, err := f.Next(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, events...); all[len(all)-1].IsLast() {
			return *all[len(all)-1].Message, all
		}
	}
}

func say(text string) coach.Event { return coach.Event{Kind: coach.Delta, Text: text} }

// TestWhatWasToldStaysSaid: whether it is told piece by piece or not at all, the
// deltas joined are the text, each source and calculation comes once, and what is
// kept is the same.
func TestWhatWasToldStaysSaid(t *testing.T) {
	source := coach.Source{ID: "who-2020", Title: "WHO"}
	other := coach.Source{ID: "acsm-2009", Title: "ACSM"}
	sum := coach.Calculation{Name: "sum", Input: map[string]any{"a": "1"}, Output: map[string]any{"b": "2"}}
	citing := coach.Event{Kind: coach.Citation, Source: source}
	for name, c := range map[string]struct {
		coach told
		text  string
	}{
		"nothing told":       {told{answer: coach.Answer{Text: "one two"}}, "one two"},
		"all told":           {told{events: []coach.Event{say("one "), say(""), citing, say("two")}, answer: coach.Answer{Text: "one two"}}, "one two"},
		"a part told":        {told{events: []coach.Event{say("one ")}, answer: coach.Answer{Text: "one two"}}, "one two"},
		"more than the text": {told{events: []coach.Event{say("one two")}, answer: coach.Answer{Text: "one"}}, "one two"},
		"something else":     {told{events: []coach.Event{say("one")}, answer: coach.Answer{Text: "two"}}, "one"},
		"what no base keeps": {told{events: []coach.Event{say("on\x00e\xff")}, answer: coach.Answer{Text: "on\x00e\xff!"}}, "one\uFFFD!"},
		"kinds of no coach":  {told{events: []coach.Event{{Kind: coach.End}, {Kind: coach.Failure}, {Kind: "x"}}, answer: coach.Answer{Text: "one"}}, "one"},
	} {
		for _, slow := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", slow ", slow), func(t *testing.T) {
				c.coach.answer.Sources, c.coach.answer.Calculations = []coach.Source{source, other}, []coach.Calculation{sum}
				var waits []chan struct{}
				if slow {
					c.coach.slow = make(chan struct{})
					waits = append(waits, c.coach.slow)
				}
				conversations, who := talk(t, c.coach)
				m, events := answered(t, conversations, who, waits...)
				text, pieces := "", map[coach.EventKind]int{}
				for i, e := range events {
					text += e.Text
					pieces[e.Kind]++
					if i > 0 && e.Number <= events[i-1].Number {
						t.Errorf("event %d comes behind %d", e.Number, events[i-1].Number)
					}
				}
				if text != c.text || m.Text != c.text || m.Status != coach.Done || pieces[coach.Citation] != 2 || pieces[coach.Calculated] != 1 || pieces[coach.Start] != 1 {
					t.Errorf("told %q, text %q, %s, pieces %v", text, m.Text, m.Status, pieces)
				}
				kept, err := conversations.Store.MessageByID(t.Context(), who.UID, m.ID)
				if err != nil || kept.Text != c.text || len(kept.Sources) != 2 || len(kept.Calculations) != 1 {
					t.Errorf("kept %+v, %v", kept, err)
				}
			})
		}
	}
}

// TestAnswerIsBounded: what goes beyond is cut off in whole characters, and the
// answer says that it has no end.
func TestAnswerIsBounded(t *testing.T) {
	long := strings.Repeat("é", coach.MaxAnswer/2-1) + "!é"
	for name, c := range map[string]told{
		"at once":  {answer: coach.Answer{Text: long}},
		"in parts": {events: []coach.Event{say(long[:1000]), say(long[1000:]), say("more")}, slow: make(chan struct{})},
	} {
		conversations, who := talk(t, c)
		m, _ := answered(t, conversations, who)
		if want := strings.Repeat("é", coach.MaxAnswer/2-1) + "!"; m.Text != want || m.Status != coach.Truncated {
			t.Errorf("%s: %d bytes, %s", name, len(m.Text), m.Status)
		}
	}
}

// TestTruncatedAnswerSaysSo.
func TestTruncatedAnswerSaysSo(t *testing.T) {
	conversations, who := talk(t, told{answer: coach.Answer{Text: "and then", Status: coach.Truncated, Writer: coach.ByModel}})
	if m, _ := answered(t, conversations, who); m.Status != coach.Truncated || m.Writer != coach.ByModel {
		t.Errorf("%+v", m)
	}
}

// TestVariantsAreBounded: a question has so many answers and no more.
func TestVariantsAreBounded(t *testing.T) {
	conversations, who := talk(t, nil)
	m, _ := answered(t, conversations, who)
	var err error
	for range coach.MaxVariants {
		if _, err = conversations.Regenerate(t.Context(), who, m.ID); err != nil {
			break
		}
	}
	if !errors.Is(err, coach.ErrConversationFull) {
		t.Errorf("error %v", err)
	}
	list, err := conversations.Store.ListMessages(t.Context(), m.ConversationID, 0, 1)
	if err != nil || len(list) != coach.MaxVariants+1 {
		t.Errorf("%d messages, %v", len(list), err)
	}
}
