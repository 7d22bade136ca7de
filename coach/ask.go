package coach

import (
	"context"
	"errors"
	"time"
)

// Asker is who asks.
type Asker struct {
	UID    string
	Person Person
}

// Ask puts a question into the conversation of that id, or into a new one when
// it is empty, and returns the answer to follow. It returns ErrNoConversation,
// ErrTooManyAnswers, ErrAnswerRunning, ErrConversationFull, ErrTooManyWorkouts,
// ErrConflict or ErrClosing; then nothing was kept.
func (c *Conversations) Ask(ctx context.Context, who Asker, conversationID, text string) (*Following, error) {
	return c.ask(ctx, who, func(ctx context.Context, known facts) (Turn, Question, error) {
		if conversationID == "" {
			now := c.Now()
			conv := Conversation{ID: newID(), UID: who.UID, Title: TitleOf(text), CreatedAt: now, UpdatedAt: now}
			t, q := c.next(conv, text, now)
			t.IsNew = true
			return t, q, nil
		}
		conv, err := c.idle(ctx, who.UID, conversationID)
		if err != nil {
			return Turn{}, Question{}, err
		}
		t, q := c.next(conv, text, c.Now())
		return t, q, c.recall(ctx, known, &q, conv.Turns+1)
	})
}

// Edit puts another text in place of a question: what follows it is dropped, and
// it is answered anew. It returns ErrNoMessage, for an answer too, and what Ask
// returns.
func (c *Conversations) Edit(ctx context.Context, who Asker, messageID, text string) (*Following, error) {
	return c.ask(ctx, who, func(ctx context.Context, known facts) (Turn, Question, error) {
		old, conv, err := c.inIdle(ctx, who.UID, messageID)
		if err == nil && !old.IsQuestion() {
			err = ErrNoMessage
		}
		if err != nil {
			return Turn{}, Question{}, err
		}
		if old.Turn == 1 {
			conv.Title = TitleOf(text)
		}
		conv.Turns = old.Turn - 1
		t, q := c.next(conv, text, c.Now())
		t.Drop, t.Question.ID, t.Question.CreatedAt, t.AskedAt = true, old.ID, old.CreatedAt, old.CreatedAt
		q.MessageID = old.ID
		if old.Turn == 1 {
			t.OldTitle = TitleOf(old.Text)
		}
		return t, q, c.recall(ctx, known, &q, old.Turn)
	})
}

// Regenerate has a question answered once more; the answer before stays as a
// variant, and what follows stays too. The message is either of the two. It
// returns ErrNoMessage and what Ask returns.
func (c *Conversations) Regenerate(ctx context.Context, who Asker, messageID string) (*Following, error) {
	return c.ask(ctx, who, func(ctx context.Context, known facts) (Turn, Question, error) {
		old, conv, err := c.inIdle(ctx, who.UID, messageID)
		if err != nil {
			return Turn{}, Question{}, err
		}
		turn, err := c.Store.ListMessages(ctx, conv.ID, old.Turn-1, 1)
		if err != nil {
			return Turn{}, Question{}, err
		}
		if len(turn) == 0 {
			return Turn{}, Question{}, ErrNoMessage
		}
		if len(turn) > MaxVariants {
			return Turn{}, Question{}, ErrConversationFull
		}
		t, q := c.next(conv, turn[0].Text, c.Now())
		t.Conversation.Turns, t.Question, t.AskedAt = conv.Turns, nil, turn[0].CreatedAt
		t.Answer.Turn, t.Answer.Variant = old.Turn, turn[len(turn)-1].Variant+1
		q.Turn, q.Variant, q.MessageID, q.AskedAt = t.Answer.Turn, t.Answer.Variant, turn[0].ID, turn[0].CreatedAt
		return t, q, c.recall(ctx, known, &q, old.Turn)
	})
}

// next is the question that comes next in a conversation, and its answer to be.
func (c *Conversations) next(conv Conversation, text string, now time.Time) (Turn, Question) {
	conv.Turns++
	conv.Answers++
	conv.UpdatedAt, conv.AnswerID = now, newID()
	question := Message{
		ID: newID(), ConversationID: conv.ID, Turn: conv.Turns, Status: Done, Text: text, CreatedAt: now, FinishedAt: now,
	}
	answer := Message{
		ID: conv.AnswerID, ConversationID: conv.ID, Turn: conv.Turns, Variant: 1, Number: conv.Answers, Status: Running, CreatedAt: now,
	}
	q := Question{UID: conv.UID, Text: text, MessageID: question.ID, AskedAt: now, ConversationID: conv.ID, Turn: conv.Turns, Variant: 1}
	return Turn{Conversation: conv, Question: &question, Answer: answer, AskedAt: now}, q
}

// recall fills in what was said before a turn, and since the person last deleted
// a fact.
func (c *Conversations) recall(ctx context.Context, known facts, q *Question, turn int) error {
	if turn <= 1 {
		return nil
	}
	recent, err := c.Store.RecentMessages(ctx, q.ConversationID, turn, c.History)
	forgotten := known.forgottenAt()
	var asked time.Time // the question of the turn that m is of
	for i, m := range recent {
		if m.IsQuestion() {
			asked = m.CreatedAt
		} else if i == 0 || recent[i-1].Turn != m.Turn { // its question is further back
			asked = time.Time{}
		}
		last := i == len(recent)-1 || recent[i+1].Turn != m.Turn
		if m.Turn == turn-1 && last {
			q.State = settledState(m.State, known, asked)
		}
		if m.Text != "" && (m.IsQuestion() || last) && (forgotten.IsZero() || asked.After(forgotten)) {
			q.History = append(q.History, m)
		}
	}
	return err
}

// idle returns a conversation in which no answer is being written.
func (c *Conversations) idle(ctx context.Context, uid, id string) (Conversation, error) {
	conv, err := c.Store.ConversationByID(ctx, uid, id)
	if err != nil {
		return conv, err
	}
	if conv.Turns >= MaxTurns {
		return conv, ErrConversationFull
	}
	running, err := c.isRunning(ctx, uid, conv)
	if err == nil && running {
		err = ErrAnswerRunning
	}
	return conv, err
}

func (c *Conversations) inIdle(ctx context.Context, uid, messageID string) (Message, Conversation, error) {
	m, err := c.Store.MessageByID(ctx, uid, messageID)
	if err != nil {
		return m, Conversation{}, err
	}
	conv, err := c.Store.ConversationByID(ctx, uid, m.ConversationID)
	if err != nil {
		return m, conv, err
	}
	running, err := c.isRunning(ctx, uid, conv)
	if err == nil && running {
		err = ErrAnswerRunning
	}
	return m, conv, err
}

// isRunning reports whether the newest answer is being written. One whose writer
// has died is ended by it.
func (c *Conversations) isRunning(ctx context.Context, uid string, conv Conversation) (bool, error) {
	if !conv.Running {
		return false, nil
	}
	m, err := c.Store.MessageByID(ctx, uid, conv.AnswerID)
	if errors.Is(err, ErrNoMessage) {
		return false, nil
	}
	if err == nil && m.Status == Running {
		m, err = c.soFar(ctx, uid, m)
	}
	return m.Status == Running, err
}

// ask plans a turn and begins it, again when the conversation has changed
// meanwhile. Whoever asks may go away: the answer goes on.
func (c *Conversations) ask(ctx context.Context, who Asker, plan func(context.Context, facts) (Turn, Question, error)) (*Following, error) {
	ctx = context.WithoutCancel(ctx)
	var err error
	for range askTries {
		var t Turn
		var q Question
		var f *Following
		var known facts
		if known, err = c.Store.Facts(ctx, who.UID); err != nil {
			break
		}
		if t, q, err = plan(ctx, known); err != nil {
			break
		}
		q.Person = who.Person
		t.learn(&q, known)
		if f, err = c.begin(ctx, t, q); err == nil {
			return f, nil
		}
		if !errors.Is(err, ErrConflict) {
			break
		}
	}
	return nil, doing("ask the coach", err)
}

// begin asks the coach. An answer that is whole at once is kept with its
// question; any other becomes a job.
func (c *Conversations) begin(ctx context.Context, t Turn, q Question) (*Following, error) {
	if err := c.mayBegin(q.UID); err != nil {
		return nil, err
	}
	j := c.newJob(ctx, t, q)
	c.write(j, func() Question { return q })
	timer := time.NewTimer(c.patience())
	defer timer.Stop()
	select {
	case r := <-j.result:
		if r.err == nil {
			return c.keepWhole(ctx, j, r.answer)
		}
		j.result <- r
	case <-timer.C:
	}
	return c.keepRunning(ctx, j)
}

// patience is for how long an answer may take that is kept as a whole. The
// embedded coach waits for nobody: it computes, and its answers are no jobs
// however busy the machine is.
func (c *Conversations) patience() time.Duration {
	if _, ok := c.Coach.(Embedded); ok {
		return time.Minute
	}
	return patience
}

func (c *Conversations) keepWhole(ctx context.Context, j *job, answer Answer) (*Following, error) {
	defer j.cancel(nil)
	t := j.turn
	t.Answer, _ = j.finished(answer)
	t.Answer.FinishedAt = c.Now()
	t.Workout = t.told(t.Answer, answer)
	if err := c.Store.KeepTurn(ctx, t); err != nil {
		return nil, err
	}
	return whole(t, eventsOf(t.Answer)), nil
}

func (c *Conversations) keepRunning(ctx context.Context, j *job) (*Following, error) {
	j.turn.Job = &Job{UID: j.uid, Owner: c.owner, HeartbeatAt: c.Now()}
	if err := c.enter(j); err != nil {
		j.cancel(err)
		return nil, err
	}
	if err := c.Store.KeepTurn(ctx, j.turn); err != nil {
		j.cancel(err)
		c.leave(j)
		return nil, err
	}
	go j.keep(context.WithoutCancel(ctx))
	return j.following(), nil
}
