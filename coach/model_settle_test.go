package coach_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"spotter/coach"
	"spotter/llm"
	"spotter/llm/llmtest"
)

// slowBooks keeps what an answer cost only when it is let go on.
type slowBooks struct {
	coach.Spending
	asked, on chan struct{}
}

// SettleTokens implements coach.Spending.
func (b slowBooks) SettleTokens(ctx context.Context, s coach.Settlement) error {
	close(b.asked)
	<-b.on
	return b.Spending.SettleTokens(ctx, s)
}

// TestClosingWaitsForWhatAnswersHaveCost: the job of a stopped answer is over
// before its coach has settled.
func TestClosingWaitsForWhatAnswersHaveCost(t *testing.T) {
	s := spending(t)
	books := slowBooks{s, make(chan struct{}), make(chan struct{})}
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending = books },
		llmtest.Script{llmtest.Write(llmtest.Opening + llmtest.Text("Walk first. Then")), llmtest.Hang()})
	talk := coach.New(coach.Config{Store: s, Coach: r})
	who := coach.Asker{UID: secretUID, Person: mira()}
	f, err := talk.Ask(t.Context(), who, "", zones)
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	hear(t, f, 0, func(text string) {
		if text != "" && !stopped {
			stopped = true
			if err := talk.Stop(t.Context(), who.UID, f.ConversationID); err != nil {
				t.Error(err)
			}
		}
	})
	<-books.asked
	closed := make(chan struct{})
	go func() {
		talk.Close(t.Context())
		close(closed)
	}()
	for { // until it has begun to close
		if _, err := talk.Once(t.Context(), who, nil, "I have chest pain"); errors.Is(err, coach.ErrClosing) {
			break
		}
	}
	close(books.on)
	<-closed
	if spent := tokensOn(t, s, time.Now().UTC()); spent.Reserved != 0 || spent.Spent() == 0 {
		t.Errorf("closed with %+v", spent)
	}
}

// TestAPanicSettlesToo: what was set aside does not stay so.
func TestAPanicSettlesToo(t *testing.T) {
	s := spending(t)
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending = s }, llmtest.Says("Walk first. ", "Then lift."))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		r.Answer(t.Context(), asks(zones), func(coach.Event) { panic("boom") })
	}()
	if spent := tokensOn(t, s, time.Now().UTC()); spent.Reserved != 0 {
		t.Errorf("%+v", spent)
	}
}
