package api

import "spotter/coach"

// DayTokensWire is what a person's answers have cost on a day.
type DayTokensWire struct {
	Day        string `json:"day" format:"date" doc:"UTC."`
	Prompt     int64  `json:"prompt" doc:"Tokens asked."`
	Completion int64  `json:"completion" doc:"Tokens answered."`
	Estimated  int64  `json:"estimated" doc:"How many of both are guesses, where the provider did not tell."`
}

func tokensOf(days []coach.DayTokens) []DayTokensWire {
	out := make([]DayTokensWire, len(days))
	for i, d := range days {
		out[i] = DayTokensWire{Day: d.Day.Format("2006-01-02"), Prompt: d.Prompt, Completion: d.Completion, Estimated: d.Estimated}
	}
	return out
}
