package coach

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// Why a job ends before its coach is done.
var (
	errStopped  = errors.New("the person stopped it")
	errTooLong  = errors.New("the answer is longer than may be")
	errShutDown = errors.New("the process shuts down")
	errGone     = errors.New("the answer is not this process's any more")
)

// job is an answer that a coach of this process is writing.
type job struct {
	c      *Conversations
	uid    string
	turn   Turn
	state  []byte // before the turn
	ctx    context.Context
	cancel context.CancelCauseFunc
	result chan result   // one
	full   chan struct{} // there is much to keep
	over   chan struct{} // closed behind the last event
	left   chan struct{} // closed when the coach has come back

	mu     sync.Mutex
	events []Event
	bytes  int           // of text told
	saved  int           // events kept
	fresh  int           // bytes of text not kept
	closed bool          // nothing more is told
	wake   chan struct{} // closed when there are more events

	beat time.Time // of the keeper alone
}

type result struct {
	answer Answer
	err    error
}

func (c *Conversations) newJob(ctx context.Context, t Turn, q Question) *job {
	j := &job{
		c: c, uid: q.UID, turn: t, state: q.State, beat: c.Now(),
		result: make(chan result, 1), full: make(chan struct{}, 1), over: make(chan struct{}), left: make(chan struct{}), wake: make(chan struct{}),
	}
	j.turn.Answer.State = q.State // until it has its own
	j.ctx, j.cancel = context.WithCancelCause(ctx)
	j.events = []Event{{Kind: Start, Number: j.number(0)}}
	return j
}

// number is that of the event at a place.
func (j *job) number(at int) int64 { return j.turn.Answer.Number*eventsPerAnswer + int64(at) + 1 }

// write has the coach write an answer to what ask returns. A panic of either is an
// error.
func (j *job) write(ask func() Question) {
	var r result
	defer func() {
		if p := recover(); p != nil {
			r = result{err: fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
		j.result <- r
	}()
	q := ask()
	r.answer, r.err = j.c.Coach.Answer(j.ctx, q, j.tell)
	if calm := dialogueOf(r.answer.State).Alarm == noAlarm; r.err == nil && calm && j.turn.Conversation.ID != "" && r.answer.Status != Truncated {
		r.answer.Text += weekNews(q.Person, j.turn.Learned)
	}
}

// tell is what the coach calls.
func (j *job) tell(e Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return
	}
	switch e.Kind {
	case Delta:
		text := clean(e.Text)
		if j.bytes+len(text) > MaxAnswer {
			text = cut(text, MaxAnswer-j.bytes)
			j.closed = true
			j.cancel(errTooLong)
		}
		if text == "" {
			return
		}
		j.bytes += len(text)
		j.fresh += len(text)
		e = Event{Kind: Delta, Text: text, Writer: e.Writer}
	case Citation, Calculated:
	default:
		return
	}
	j.add(e)
	if j.fresh >= saveBytes {
		select {
		case j.full <- struct{}{}:
		default:
		}
	}
}

// add is called with the lock held.
func (j *job) add(events ...Event) {
	for _, e := range events {
		e.Number = j.number(len(j.events))
		j.events = append(j.events, e)
	}
	close(j.wake)
	j.wake = make(chan struct{})
}

// finished is the answer as its coach leaves it, and what of it was not told.
func (j *job) finished(a Answer) (Message, []Event) {
	m := j.part(Done)
	m.Suggestions, m.State = a.Suggestions, a.State
	if a.Writer != "" {
		m.Writer = a.Writer
	}
	if a.Status == Truncated {
		m.Status = Truncated
	}
	var rest []Event
	if more, ok := strings.CutPrefix(clean(a.Text), m.Text); ok && more != "" {
		if len(m.Text)+len(more) > MaxAnswer {
			more, m.Status = cut(more, MaxAnswer-len(m.Text)), Truncated
		}
		m.Text += more
		rest = append(rest, Event{Kind: Delta, Text: more, Writer: a.Writer})
	}
	for _, s := range a.Sources {
		if !slices.Contains(m.Sources, s) {
			m.Sources = append(m.Sources, s)
			rest = append(rest, Event{Kind: Citation, Source: s})
		}
	}
	for _, calculation := range a.Calculations {
		same := func(told Calculation) bool { return reflect.DeepEqual(told, calculation) }
		if !slices.ContainsFunc(m.Calculations, same) {
			m.Calculations = append(m.Calculations, calculation)
			rest = append(rest, Event{Kind: Calculated, Calculation: calculation})
		}
	}
	return m, rest
}

// part is the answer as far as it was told. From then on nothing more is.
func (j *job) part(s Status) Message {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	m := written(j.turn.Answer, j.events)
	m.Status, m.State = s, j.state
	return m
}

// next returns the events behind a number as soon as there are some, and io.EOF
// behind the last.
func (j *job) next(ctx context.Context, number int64) ([]Event, error) {
	for {
		j.mu.Lock()
		rest, wake := after(j.events, number), j.wake
		ended := j.events[len(j.events)-1].IsLast()
		j.mu.Unlock()
		if len(rest) > 0 {
			return rest, nil
		}
		if ended {
			return nil, io.EOF
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-wake:
		}
	}
}

// clean leaves out what no database keeps.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// cut returns at most that many bytes of text, in whole characters.
func cut(text string, most int) string {
	return strings.ToValidUTF8(text[:min(len(text), most)], "")
}
