package coach

import (
	"context"
	"errors"
	"io"
	"time"
)

// Following is an answer as it comes, whoever writes it.
type Following struct {
	ConversationID string
	QuestionID     string // empty where it is not known
	MessageID      string // the answer
	Heard          int64  // the event to go on behind

	next func(ctx context.Context, number int64) ([]Event, error)
}

// Next returns the events behind a number (0 is from the start on) as soon as
// there are some. Behind an event that IsLast it returns io.EOF.
func (f *Following) Next(ctx context.Context, number int64) ([]Event, error) {
	return f.next(ctx, number)
}

// Wait returns the answer when it has ended, or ErrCoachFailed. ErrNoConversation
// says that it was deleted meanwhile.
func (f *Following) Wait(ctx context.Context) (Message, error) {
	var number int64
	for {
		events, err := f.Next(ctx, number)
		if err != nil {
			return Message{}, doing("wait for an answer", err)
		}
		last := events[len(events)-1]
		switch last.Kind {
		case End:
			return *last.Message, nil
		case Failure:
			return Message{}, doing("wait for an answer", last.Err)
		}
		number = last.Number
	}
}

func (j *job) following() *Following {
	f := &Following{ConversationID: j.turn.Conversation.ID, MessageID: j.turn.Answer.ID, next: j.next}
	if j.turn.Question != nil {
		f.QuestionID = j.turn.Question.ID
	}
	return f
}

// whole follows an answer that has ended.
func whole(t Turn, events []Event) *Following {
	f := &Following{ConversationID: t.Conversation.ID, MessageID: t.Answer.ID, next: func(_ context.Context, number int64) ([]Event, error) {
		if rest := after(events, number); len(rest) > 0 {
			return rest, nil
		}
		return nil, io.EOF
	}}
	if t.Question != nil {
		f.QuestionID = t.Question.ID
	}
	return f
}

// Resume returns the newest answer of a conversation to follow behind the event
// of that number, 0 for the start. It returns nil when none is being written and
// there is nothing to go on with: no event of it was heard, it ended more than
// ReplayFor ago, or nothing is left of it to tell. It returns ErrNoConversation.
func (c *Conversations) Resume(ctx context.Context, uid, conversationID string, number int64) (*Following, error) {
	conv, err := c.Store.ConversationByID(ctx, uid, conversationID)
	if err != nil {
		return nil, doing("resume an answer", err)
	}
	if number >= (conv.Answers+1)*eventsPerAnswer {
		number = 0
	}
	if j := c.job(conv.AnswerID); j != nil {
		f := j.following()
		f.Heard = number
		return f, nil
	}
	m, err := c.Store.MessageByID(ctx, uid, conv.AnswerID)
	if errors.Is(err, ErrNoMessage) || err == nil && m.Status != Running && (number <= 0 || c.Now().Sub(m.FinishedAt) >= ReplayFor) {
		return nil, nil
	}
	if err != nil {
		return nil, doing("resume an answer", err)
	}
	job, events, err := c.Store.EventsAfter(ctx, m.ID, number)
	switch {
	case errors.Is(err, ErrNoMessage): // it was whole at once
		t := Turn{Conversation: conv, Answer: m}
		if events = after(eventsOf(m), number); len(events) == 0 {
			return nil, nil
		}
		f := whole(t, events)
		f.Heard = number
		return f, nil
	case err != nil:
		return nil, doing("resume an answer", err)
	case !job.EndedAt.IsZero() && len(events) == 0:
		return nil, nil
	}
	return &Following{ConversationID: conv.ID, MessageID: m.ID, Heard: number, next: c.elsewhere(uid, m)}, nil
}

// elsewhere follows an answer through the store.
func (c *Conversations) elsewhere(uid string, m Message) func(context.Context, int64) ([]Event, error) {
	return func(ctx context.Context, number int64) ([]Event, error) {
		for {
			job, events, err := c.Store.EventsAfter(ctx, m.ID, number)
			if err != nil {
				return nil, doing("follow an answer", err)
			}
			if len(events) > 0 {
				return c.withMessage(ctx, uid, m.ID, events)
			}
			if !job.EndedAt.IsZero() {
				return nil, io.EOF
			}
			if c.isDead(job) {
				if _, err := c.soFar(ctx, uid, m); err != nil {
					return nil, doing("follow an answer", err)
				}
				continue
			}
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(pollEvery):
			}
		}
	}
}

// withMessage gives the end of an answer its message.
func (c *Conversations) withMessage(ctx context.Context, uid, id string, events []Event) ([]Event, error) {
	last := &events[len(events)-1]
	switch last.Kind {
	case End:
		m, err := c.Store.MessageByID(ctx, uid, id)
		if err != nil {
			return nil, doing("follow an answer", err)
		}
		last.Message = &m
	case Failure:
		last.Err = ErrCoachFailed
	}
	return events, nil
}
