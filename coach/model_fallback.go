package coach

import (
	"context"
	"errors"
	"fmt"

	"spotter/llm"
)

// reasonOf sorts an error of a model.
func reasonOf(err error) Reason {
	for _, row := range []struct {
		err    error
		reason Reason
	}{
		{errSpent, OverBudget},
		{errNoAccounts, NoAccounts},
		{errFigure, WrongFigures},
		{errGivenAway, GivenAway},
		{llm.ErrUnauthorized, NotSetUp},
		{llm.ErrQuota, NotSetUp},
		{llm.ErrRefused, NotSetUp},
		{llm.ErrBusy, Overloaded},
		{llm.ErrSlow, TooSlow},
		{llm.ErrUnavailable, Unreachable},
	} {
		if errors.Is(err, row.err) {
			return row.reason
		}
	}
	return Nonsense
}

// signatures are the sentence by which an answer says that the embedded coach has
// written it, and why.
var signatures = map[Reason]string{
	OverBudget:   "Your share of the language model for today is used up, so the embedded coach answers until midnight UTC.",
	Unreachable:  "This is the embedded coach: the language model is out of reach.",
	TooSlow:      "This is the embedded coach: the language model took too long.",
	Overloaded:   "This is the embedded coach: the language model is busy.",
	NotSetUp:     "This is the embedded coach: the language model's provider refuses to answer.",
	Nonsense:     "This is the embedded coach: the language model gave no usable answer.",
	WrongFigures: "This is the embedded coach: the language model's numbers did not agree with the calculations.",
	NoAccounts:   "This is the embedded coach: the language model cannot be asked at the moment.",
}

// brokeOff stands behind the part of a model's answer that has no end.
const brokeOff = "(The language model broke off here; ask again for the rest.)"

// fallBack is the embedded coach's answer in the place of the model's, or behind
// what of that was told.
func (t *modelTurn) fallBack(ctx context.Context, err error) Answer {
	reason := reasonOf(err)
	t.m.counts.fellBack(reason)
	if reason != OverBudget {
		t.m.OnError(fmt.Errorf("the language model has not answered (%s): %w", reason, err))
	}
	own, signature := t.own, signatures[reason]
	if reason == OverBudget && !t.firstToHear(ctx) {
		signature = ""
	}
	switch {
	case t.said.Len() > 0 && reason == OverBudget:
		own.Text = t.said.String() + "\n\n" + signatures[reason] + "\n\n" + own.Text
	case t.said.Len() > 0:
		own.Text = t.said.String() + "\n\n" + signature + "\n\n" + own.Text
	case signature != "":
		own.Text += "\n\n" + signature
	}
	return own
}

// refuse ends an answer that would have given the instructions away.
func (t *modelTurn) refuse() Answer {
	t.m.counts.fellBack(GivenAway)
	spoken := t.chat.Person
	spoken.Name = t.name
	refusal := refused(spoken, promptAnswer, nil, askZones)
	refusal.State, refusal.Writer = t.own.State, ByEmbedded
	if t.said.Len() > 0 {
		refusal.Text = t.said.String() + "\n\n" + refusal.Text
	}
	return refusal
}

// firstToHear reports whether the person has not been told yet today that the
// budget is spent.
func (t *modelTurn) firstToHear(ctx context.Context) bool {
	first, err := t.m.Spending.TellSpent(ctx, t.q.UID, t.day)
	if err != nil {
		t.m.OnError(fmt.Errorf("tell of a spent budget: %w", err))
	}
	return first || err != nil
}
