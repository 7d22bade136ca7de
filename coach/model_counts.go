package coach

import (
	"sync"
	"sync/atomic"

	"spotter/llm"
)

// Reason is why the embedded coach has answered where there is a language model.
type Reason string

// The reasons.
const (
	Settled      Reason = "settled"      // a red flag, a refusal, nothing about training: never the model's
	OverBudget   Reason = "budget"       // the person's tokens of the day are spent
	Unreachable  Reason = "unreachable"  // the provider is down
	TooSlow      Reason = "slow"         // it lets a time pass
	Overloaded   Reason = "busy"         // it wants fewer requests
	NotSetUp     Reason = "not_set_up"   // it takes not the key, or not the request; or its account is used up
	Nonsense     Reason = "nonsense"     // its answer is empty, or none
	WrongFigures Reason = "figures"      // its numbers were wrong twice
	GivenAway    Reason = "instructions" // it repeated its instructions
	NoAccounts   Reason = "spending"     // what it costs cannot be counted
)

// ModelStats are plain counters since the start.
type ModelStats struct {
	Answered uint64            // answers of the model
	FellBack map[Reason]uint64 // answers of the embedded coach
	Retried  uint64            // answers that were asked for again because of a number
	Prompt   uint64            // tokens
	Answers  uint64            // tokens
}

type modelCounts struct {
	models, retries, prompt, completion atomic.Uint64

	mu   sync.Mutex
	back map[Reason]uint64
}

func (c *modelCounts) answered() { c.models.Add(1) }

func (c *modelCounts) fellBack(r Reason) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.back == nil {
		c.back = map[Reason]uint64{}
	}
	c.back[r]++
}

func (c *modelCounts) used(u llm.Usage) {
	c.prompt.Add(uint64(max(u.Prompt, 0)))
	c.completion.Add(uint64(max(u.Completion, 0)))
}

// Stats returns the counters.
func (m *Modelled) Stats() ModelStats {
	c := &m.counts
	s := ModelStats{
		Answered: c.models.Load(), Retried: c.retries.Load(), Prompt: c.prompt.Load(), Answers: c.completion.Load(),
		FellBack: map[Reason]uint64{},
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for r, n := range c.back {
		s.FellBack[r] = n
	}
	return s
}
