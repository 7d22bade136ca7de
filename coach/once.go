package coach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Line is one thing that was said in a talk that is kept nowhere.
type Line struct {
	ByPerson bool // else the coach said it
	Text     string
}

// The dialogue state of a talk is made of its last questions: that many, and that
// many bytes together. To read a long message takes long, and all that come with a
// question shall not take longer than a question may.
const (
	mostReplayed  = DefaultHistory / 2
	replayedBytes = 8000
)

// What goes with an answer that takes something down: one that is kept nowhere must
// not sound as if it were.
const (
	notLogged     = "\n\nHere this goes into no log: nothing that is said at this address is kept. Tell it in a conversation of Spotter itself, or to POST /workouts."
	notRemembered = "\n\nHere I know it for as long as you send it along: nothing that is said at this address is kept. Tell it in a conversation of Spotter itself, and I remember."
)

// Once has a question answered that comes with all that was said before it, the
// oldest first, and keeps nothing of either: no question, no answer, no set that
// was lifted, no fact. What is remembered of the person serves. The dialogue state
// is made anew, by putting the questions before to the embedded coach. The answer
// counts among the MaxAnswers of the person that this process writes, and ends with
// ctx: nobody else could hear of it. It returns ErrTooManyAnswers or ErrClosing.
func (c *Conversations) Once(ctx context.Context, who Asker, before []Line, text string) (*Following, error) {
	known, err := c.Remember(ctx, who.UID, who.Person)
	if err != nil {
		return nil, err
	}
	now := c.Now()
	q := Question{UID: who.UID, Person: known, Text: text, Variant: 1, AskedAt: now}
	q.History, q.Turn = turnsOf(before)
	q.History = q.History[max(0, len(q.History)-c.History):]
	j := c.newJob(ctx, Turn{Answer: Message{ID: newID(), Turn: q.Turn, Variant: 1, Status: Running, CreatedAt: now}}, q)
	if err := c.enter(j); err != nil {
		j.cancel(err)
		return nil, doing("ask the coach once", err)
	}
	c.write(j, func() Question { return j.once(q) })
	go j.waitOnce()
	return j.following(), nil
}

// turnsOf makes a history of what was said, and returns the number of the turn
// that comes next. What the coach said in a row is one answer; what it said before
// the first question is none.
func turnsOf(lines []Line) (history []Message, next int) {
	next = 1
	for _, l := range lines {
		last := len(history) - 1
		switch {
		case l.Text == "":
		case l.ByPerson:
			history = append(history, Message{Turn: next, Status: Done, Text: l.Text})
			next++
		case last < 0:
		case history[last].IsQuestion():
			history = append(history, Message{Turn: next - 1, Variant: 1, Status: Done, Text: l.Text})
		default:
			history[last].Text += "\n" + l.Text
		}
	}
	return history, next
}

// once is a question as the questions before leave it. What it tells of the person
// is noted, not kept.
func (j *job) once(q Question) Question {
	q = replayed(j.ctx, q)
	j.turn.Learned = Learned(q)
	return q
}

// replayed is a question as the questions before leave it: with the dialogue state,
// and what they tell of the person.
func replayed(ctx context.Context, q Question) Question {
	for i := firstReplayed(q.History); i < len(q.History) && ctx.Err() == nil; i++ {
		m := q.History[i]
		if !m.IsQuestion() {
			continue
		}
		before := Question{
			UID: q.UID, Person: q.Person, Text: m.Text, History: q.History[:i], State: q.State, Turn: m.Turn, Variant: 1, AskedAt: q.AskedAt,
		}
		q.State = Respond(before).State
		told := Learned(before)
		q.Person.Remembered = append(facts(q.Person.Remembered).without(told), facts(told).known()...)
	}
	return q
}

// firstReplayed is where the questions begin that are read again.
func firstReplayed(history []Message) int {
	first, count, bytes := len(history), 0, 0
	for i, m := range slices.Backward(history) {
		if !m.IsQuestion() {
			continue
		}
		if bytes, count = bytes+len(m.Text), count+1; bytes > replayedBytes || count > mostReplayed {
			break
		}
		first = i
	}
	return first
}

// waitOnce waits for the end of an answer that is not kept.
func (j *job) waitOnce() {
	defer j.cancel(nil)
	select {
	case r := <-j.result:
		j.endOnce(r)
	case <-j.ctx.Done():
		j.endOnce(result{})
	}
}

// endOnce tells the end of an answer that is not kept.
func (j *job) endOnce(r result) {
	cause := r.err
	if j.ctx.Err() != nil {
		cause = context.Cause(j.ctx)
	}
	last := Event{Kind: Failure, Err: ErrCoachFailed}
	switch {
	case cause == nil:
		switch {
		case len(r.answer.Logged) > 0:
			r.answer.Text += notLogged
		case len(j.turn.Learned) > 0:
			r.answer.Text += notRemembered
		}
		m, rest := j.finished(r.answer)
		j.tellRest(rest)
		last = endOf(m, j.c.Now())
	case errors.Is(cause, errTooLong):
		last = endOf(j.part(Truncated), j.c.Now())
	case errors.Is(cause, errShutDown):
		j.part(Interrupted)
		last.Err = ErrClosing
	default:
		j.part(Interrupted)
		if !errors.Is(cause, context.Canceled) { // whoever asked has gone
			j.c.OnError(fmt.Errorf("write an answer: %w", cause))
		}
	}
	j.tellLast(last)
}

func endOf(m Message, at time.Time) Event {
	m.FinishedAt = at
	return Event{Kind: End, Message: &m}
}
