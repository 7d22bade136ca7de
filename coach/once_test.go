package coach_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"spotter/coach"
)

// noted is a coach that notes what it is asked.
type noted struct{ asked chan coach.Question }

// Answer implements coach.Coach.
func (n noted) Answer(_ context.Context, q coach.Question, _ func(coach.Event)) (coach.Answer, error) {
	n.asked <- q
	return coach.Answer{Text: "Yes."}, nil
}

func once(t *testing.T, c *coach.Conversations, who coach.Asker, before []coach.Line, text string) coach.Message {
	t.Helper()
	f, err := c.Once(t.Context(), who, before, text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := f.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestOnceMakesTurnsOfWhatWasSaid, however it comes.
func TestOnceMakesTurnsOfWhatWasSaid(t *testing.T) {
	n := noted{make(chan coach.Question, 1)}
	c, who := talk(t, n)
	user, spotter := func(text string) coach.Line { return coach.Line{ByPerson: true, Text: text} }, func(text string) coach.Line { return coach.Line{Text: text} }
	for _, talk := range []struct {
		before []coach.Line
		want   string
	}{
		{nil, "1|"},
		{[]coach.Line{spotter("Hello!"), user("")}, "1|"}, // what is empty is no turn
		{[]coach.Line{user("A")}, "2|1.0 A"},
		{[]coach.Line{user("A"), spotter("B")}, "2|1.0 A; 1.1 B"},
		{[]coach.Line{spotter("x"), user("A"), spotter("B"), spotter(""), spotter("C")}, "2|1.0 A; 1.1 B\nC"},
		{[]coach.Line{user("A"), user("B"), spotter("C"), user("")}, "3|1.0 A; 2.0 B; 2.1 C"},
	} {
		once(t, c, who, talk.before, "Well?")
		q := <-n.asked
		var said []string
		for _, m := range q.History {
			said = append(said, fmt.Sprintf("%d.%d %s", m.Turn, m.Variant, m.Text))
		}
		if got := fmt.Sprintf("%d|%s", q.Turn, strings.Join(said, "; ")); got != talk.want || q.Text != "Well?" || q.UID != who.UID {
			t.Errorf("asked %q, want %q", got, talk.want)
		}
	}
}

// TestOnceKeepsItsBounds: as much history as a conversation has, and no more work
// for all that was said than for what is asked.
func TestOnceKeepsItsBounds(t *testing.T) {
	n := noted{make(chan coach.Question, 1)}
	c, who := talk(t, n)
	var before []coach.Line
	for i := range 100 {
		before = append(before, coach.Line{ByPerson: true, Text: fmt.Sprint("Question ", i)}, coach.Line{Text: fmt.Sprint("Answer ", i)})
	}
	once(t, c, who, before, "Well?")
	if q := <-n.asked; len(q.History) != coach.DefaultHistory || q.History[0].Text != "Question 80" || q.Turn != 101 || len(q.State) == 0 {
		t.Errorf("turn %d, %d messages, from %q", q.Turn, len(q.History), q.History[0].Text)
	}
	before = append(before, coach.Line{ByPerson: true, Text: strings.Repeat("a ", 4001)})
	once(t, c, who, before, "Well?")
	if q := <-n.asked; q.State != nil {
		t.Error("a question that is too long to be read again was")
	}
}

// TestOnceIsKeptNowhere, and begins nothing while the process shuts down.
func TestOnceIsKeptNowhere(t *testing.T) {
	c, who := talk(t, nil)
	m := once(t, c, who, []coach.Line{{ByPerson: true, Text: "60 kg for 8 reps, what is my 1RM?"}}, "and for 10 reps?")
	if !strings.Contains(m.Text, "80 kg by Epley") || m.Status != coach.Done || m.Writer != coach.ByEmbedded || m.FinishedAt.IsZero() {
		t.Errorf("answered %+v", m)
	}
	told := once(t, c, who, nil, "I weigh 80 kg.")
	if !strings.HasSuffix(told.Text, "nothing that is said at this address is kept. Tell it in a conversation of Spotter itself, and I remember.") {
		t.Errorf("answered %s", told.Text)
	}
	if m := once(t, c, who, []coach.Line{{ByPerson: true, Text: "I weigh 80 kg."}, {Text: told.Text}}, "how much protein do I need?"); !strings.Contains(m.Text, "112") {
		t.Errorf("what was told in the talk does not serve: %s", m.Text)
	}
	if p, err := c.Remember(t.Context(), who.UID, coach.Person{}); err != nil || len(p.Remembered) != 0 {
		t.Errorf("remembered %v, %v", p.Remembered, err)
	}
	list, err := c.List(t.Context(), who.UID, coach.Page{Most: 10})
	if err != nil || len(list) != 0 {
		t.Errorf("kept %v, %v", list, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c.Close(ctx)
	if _, err := c.Once(t.Context(), who, nil, "Well?"); !errors.Is(err, coach.ErrClosing) {
		t.Errorf("while closing: %v", err)
	}
}
