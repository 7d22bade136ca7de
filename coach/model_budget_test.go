package coach_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/coach"
	"spotter/llm"
	"spotter/llm/llmtest"
	"spotter/store"
)

// noon is in the middle of a day (UTC).
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func tokensOn(t *testing.T, s *store.Store, day time.Time) coach.Tokens {
	t.Helper()
	tokens, err := s.TokensOn(t.Context(), secretUID, day.Truncate(24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

// TestABudgetThatIsSpentIsSaidOnceAndIsBackAtMidnight UTC.
func TestABudgetThatIsSpentIsSaidOnceAndIsBackAtMidnight(t *testing.T) {
	s, now := spending(t), noon
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) {
		c.Spending, c.DailyTokens, c.Now = s, 20, func() time.Time { return now }
	}, llmtest.Says(good))
	if h := r.ask(t, asks(zones)); h.Text != good {
		t.Fatalf("%q", h.Text)
	}
	if got := tokensOn(t, s, noon); got != (coach.Tokens{Prompt: 20, Completion: 1}) {
		t.Errorf("spent %+v", got)
	}
	r.ask(t, asks(zones)).byEmbedded(t, asks(zones), "until midnight UTC")
	for range 2 {
		if h := r.ask(t, asks(zones)); h.Text != coach.Respond(asks(zones)).Text || h.Writer != coach.ByEmbedded {
			t.Errorf("%q", h.Text)
		}
	}
	r.requests(t, 1)
	if n := r.Stats().FellBack[coach.OverBudget]; n != 3 || len(r.errors) != 0 {
		t.Errorf("%d over budget, errors %v", n, r.errors)
	}
	now = noon.Add(12 * time.Hour)
	r.provider.Add(llmtest.Says(good))
	if h := r.ask(t, asks(zones)); h.Text != good {
		t.Errorf("the next day: %q", h.Text)
	}
}

// TestEveryRequestIsCounted: those of tools, of second tries, of what broke off,
// by a guess where the provider does not tell; and nothing where it refused.
func TestEveryRequestIsCounted(t *testing.T) {
	for name, c := range map[string]struct {
		scripts   []llmtest.Script
		least     coach.Tokens
		estimated bool
	}{
		"tools":      {[]llmtest.Script{llmtest.Uses("c", "progress", "{}"), llmtest.Says("Fine.")}, coach.Tokens{Prompt: 50, Completion: 11}, false},
		"twice":      {[]llmtest.Script{llmtest.Says("Your maximum is 250 bpm."), llmtest.Says("Fine.")}, coach.Tokens{Prompt: 40, Completion: 2}, false},
		"no usage":   {[]llmtest.Script{{llmtest.Write(llmtest.Text("Fine.") + llmtest.Finish("stop") + llmtest.End)}}, coach.Tokens{Prompt: 500, Completion: 1}, true},
		"broken off": {[]llmtest.Script{{llmtest.Write(llmtest.Text("Fine. And")), llmtest.Cut()}}, coach.Tokens{Prompt: 500, Completion: 1}, true},
		"refused":    {[]llmtest.Script{llmtest.Refuses(401, "no")}, coach.Tokens{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := spending(t)
			r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending, c.Now = s, func() time.Time { return noon } }, c.scripts...)
			r.ask(t, asks(zones))
			got := tokensOn(t, s, noon)
			if got.Prompt < c.least.Prompt || got.Completion < c.least.Completion || got.Reserved != 0 || (got.Estimated > 0) != c.estimated {
				t.Errorf("%+v", got)
			}
			if c.least == (coach.Tokens{}) && got != c.least {
				t.Errorf("%+v for nothing", got)
			}
		})
	}
}

// TestTwoAnswersAtOnceDoNotBothTakeTheLast of a budget.
func TestTwoAnswersAtOnceDoNotBothTakeTheLast(t *testing.T) {
	s := spending(t)
	asked, on := make(chan struct{}), make(chan struct{})
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending, c.DailyTokens = s, 1000 },
		llmtest.Script{llmtest.Tell(asked), llmtest.Wait(on), llmtest.Write(streamOf("Walk."))})
	var both sync.WaitGroup
	both.Go(func() {
		if h := r.ask(t, asks(zones)); h.Text != "Walk." {
			t.Errorf("the first: %q", h.Text)
		}
	})
	<-asked
	r.ask(t, asks(zones)).byEmbedded(t, asks(zones), "used up")
	close(on)
	both.Wait()
}

func TestWhatCannotBeCountedIsNotAsked(t *testing.T) {
	s := spending(t)
	s.Close()
	r := newRig(t, func(c *coach.ModelConfig, _ *llm.Settings) { c.Spending = s })
	r.ask(t, asks(zones)).byEmbedded(t, asks(zones), "cannot be asked at the moment")
	r.requests(t, 0)
	if len(r.errors) != 1 || !strings.Contains(r.errors[0].Error(), "spending") {
		t.Errorf("the log has %v", r.errors)
	}
}
