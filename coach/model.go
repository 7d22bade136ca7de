package coach

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"spotter/llm"
)

// ModelConfig is what a coach with a language model needs.
type ModelConfig struct {
	Model llm.Model
	// Spending counts the tokens; nil counts none, and then there is no bound.
	Spending Spending
	// DailyTokens is what a person may spend on a day, DefaultDailyTokens if 0.
	DailyTokens int64
	// Context is how many tokens a request and its answer may have together,
	// DefaultContext if 0.
	Context int
	// OnError is told why the model has not answered, and of a Spending that
	// fails. It is for the log: it holds what the provider said, and no secret.
	OnError func(error)
	Now     func() time.Time // time.Now if nil
}

// Modelled is the coach with a language model. The embedded coach is asked first,
// always: what it settles, the model never sees: a red flag, every message behind one
// until the person says that it was looked at, and a refusal. What it computes, the
// model is told. The model's own answer is told sentence by
// sentence, each only after it has been looked at:
//
//   - A number that contradicts what was computed in this turn stops it. It is
//     asked once more, from the last good sentence on; after that the embedded
//     coach goes on.
//   - A sentence that gives away the instructions stops it: a refusal follows.
//   - Pictures, links and HTML are taken out.
//
// So what was told stays said, and never has to be taken back. A sentence with a
// number that there is nothing to compare with waits until the model has used its
// tools, or is done.
//
// Whatever goes wrong with the model, there is an answer: the embedded coach's,
// which says who wrote it. The dialogue state is the embedded coach's in each
// case, so that it can go on in the middle of a conversation. Safe for concurrent
// use.
type Modelled struct {
	ModelConfig
	instructions string
	leak         *leak
	counts       modelCounts
	restUntil    atomic.Int64 // Unix nanoseconds: the provider wants to be left alone
}

// WithModel returns a coach that answers with a language model.
func WithModel(c ModelConfig) *Modelled {
	if c.DailyTokens == 0 {
		c.DailyTokens = DefaultDailyTokens
	}
	if c.Context == 0 {
		c.Context = DefaultContext
	}
	if c.OnError == nil {
		c.OnError = func(error) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	mark := newMark()
	text := fmt.Sprintf(instructions, mark)
	return &Modelled{ModelConfig: c, instructions: text, leak: watchFor(mark, text)}
}

// Answer implements Coach.
func (m *Modelled) Answer(ctx context.Context, q Question, tell func(Event)) (Answer, error) {
	own, who, settled := respond(q)
	own.Writer = ByEmbedded
	if settled || !own.Asks && dialogueOf(own.State).Topic == aboutOffTopic {
		m.counts.fellBack(Settled)
		return own, nil
	}
	if read(q.Text).asksOfOthers() {
		m.counts.fellBack(Settled)
		refusal := refused(who, privateAnswer, nil, askMe)
		refusal.State, refusal.Writer = own.State, ByEmbedded
		return refusal, nil
	}
	answer, err := m.newTurn(q, own, who, tell).run(ctx)
	if err == nil && answer.Writer == ByModel {
		m.counts.answered()
	}
	return answer, err
}
