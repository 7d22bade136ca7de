package coach

import (
	"context"
	"errors"
	"fmt"
	"time"

	"spotter/llm"
)

var (
	errSpent      = errors.New("the tokens of the day are spent")
	errNoAccounts = errors.New("what a request costs cannot be kept")
)

// settleTime bounds how long the cost of a request is tried to be kept, when
// nobody waits for the answer any more.
const settleTime = 10 * time.Second

// reserve sets aside what the next request may cost. It returns errSpent.
func (t *modelTurn) reserve(ctx context.Context) (int64, error) {
	if t.m.Spending == nil {
		return 0, nil
	}
	t.day = dayOf(t.m.Now())
	tokens := int64(requestTokens(t.request) + answerTokens)
	ok, err := t.m.Spending.ReserveTokens(ctx, t.q.UID, t.day, tokens, t.m.DailyTokens)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%w: %w", errNoAccounts, err)
	case !ok:
		return 0, errSpent
	}
	return tokens, nil
}

// settle counts what a request has cost, of a stopped answer too.
func (t *modelTurn) settle(ctx context.Context, reserved int64, u llm.Usage) {
	t.m.counts.used(u)
	if t.m.Spending == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	s := Settlement{UID: t.q.UID, Day: t.day, Reserved: reserved, Tokens: Tokens{Prompt: int64(u.Prompt), Completion: int64(u.Completion)}}
	if u.Estimated {
		s.Estimated = s.Spent()
	}
	if err := t.m.Spending.SettleTokens(ctx, s); err != nil {
		t.m.OnError(fmt.Errorf("count tokens of the language model: %w", err))
	}
}

// requestTokens guesses what a request takes.
func requestTokens(r llm.Request) int {
	tokens := llm.EstimateTokens(r.System)
	for _, m := range r.Messages {
		tokens += 8 + llm.EstimateTokens(m.Text)
		for _, c := range m.Calls {
			tokens += 8 + llm.EstimateTokens(c.Name+c.Arguments)
		}
	}
	for _, t := range r.Tools {
		tokens += 8 + llm.EstimateTokens(t.Name+t.Description+string(t.Schema))
	}
	return tokens
}

// longestRest is how long a provider is left alone at most when it asks for it:
// what it asks of one question counts for the next ones.
const longestRest = time.Minute

// rested returns an error while the provider wants to be left alone.
func (m *Modelled) rested() error {
	if m.Now().UnixNano() < m.restUntil.Load() {
		return fmt.Errorf("%w: it has asked to be left alone for a while", llm.ErrBusy)
	}
	return nil
}

// rest notes for how long a provider wants to be left alone.
func (m *Modelled) rest(err error) {
	if f, ok := errors.AsType[*llm.Failure](err); ok && f.RetryAfter > 0 {
		m.restUntil.Store(m.Now().Add(min(f.RetryAfter, longestRest)).UnixNano())
	}
}
