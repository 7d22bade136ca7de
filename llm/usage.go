package llm

import (
	"encoding/json"
	"unicode/utf8"
)

// Usage is what an answer cost, in tokens.
type Usage struct {
	Prompt     int // what was asked
	Completion int // what was answered, with what the model thought meanwhile
	// Estimated says that the provider did not tell, and that these are guesses
	// which rather count too much.
	Estimated bool
}

// Total is both together.
func (u Usage) Total() int { return u.Prompt + u.Completion }

// mostTokens is beyond what any model reads or writes at once: more is a fault
// of the provider, and would use up somebody's day.
const mostTokens = 10_000_000

// perMessage is what the marks around a message take, roughly.
const perMessage = 4

// EstimateTokens guesses how many tokens a text takes: four letters of ASCII a
// token, as providers tell of English, and one for every other character. Models
// differ by a third either way.
func EstimateTokens(text string) int {
	runes := utf8.RuneCountInString(text)
	others := 0
	for _, r := range text {
		if r >= utf8.RuneSelf {
			others++
		}
	}
	return others + (runes-others+3)/4
}

// estimate guesses what asking takes.
func (r Request) estimate() int {
	tokens := perMessage + EstimateTokens(r.System)
	for _, m := range r.Messages {
		tokens += perMessage + EstimateTokens(m.Text)
		for _, c := range m.Calls {
			tokens += perMessage + EstimateTokens(c.Name) + EstimateTokens(c.Arguments)
		}
	}
	for _, t := range r.Tools {
		tokens += perMessage + EstimateTokens(t.Name) + EstimateTokens(t.Description) + EstimateTokens(string(t.Schema))
	}
	return tokens
}

// toldUsage reads what a chunk says of the usage. An answer is not worse for a
// usage that cannot be read: then there is none.
func toldUsage(raw json.RawMessage) (Usage, bool) {
	var told struct {
		Prompt     *int `json:"prompt_tokens"`
		Completion *int `json:"completion_tokens"`
	}
	if json.Unmarshal(raw, &told) != nil || told.Prompt == nil || told.Completion == nil {
		return Usage{}, false
	}
	for _, n := range []int{*told.Prompt, *told.Completion} {
		if n < 0 || n > mostTokens {
			return Usage{}, false
		}
	}
	return Usage{Prompt: *told.Prompt, Completion: *told.Completion}, true
}
