package api

import (
	"context"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"

	"spotter/coach"
)

// Completion is an answer in OpenAI's form.
type Completion struct {
	ID      string   `json:"id" example:"chatcmpl-0e1f6d0f5a2b4c7d0000000000000001" doc:"Holds the id of the request in the log."`
	Object  string   `json:"object" enum:"chat.completion"`
	Created int64    `json:"created" doc:"Seconds since 1970."`
	Model   string   `json:"model" example:"spotter"`
	Choices []Choice `json:"choices" doc:"One."`
	Usage   Usage    `json:"usage"`
}

// Choice is the one choice of an answer.
type Choice struct {
	Index        int             `json:"index"`
	Message      AssistantAnswer `json:"message"`
	Logprobs     *string         `json:"logprobs" doc:"Always null."`
	FinishReason string          `json:"finish_reason" enum:"stop,length" doc:"length when the answer has no end."`
}

// AssistantAnswer is what the coach says.
type AssistantAnswer struct {
	Role    string  `json:"role" enum:"assistant"`
	Content string  `json:"content"`
	Refusal *string `json:"refusal" doc:"Always null: what the coach does not answer, it says in content."`
}

// Usage is the length of what was said: one token is counted for each four bytes
// begun. It is not what a language model has taken, where one is set up: that has
// instructions and tools before the messages, and more than one turn; /me/export
// tells it by day.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

func usageOf(prompt, answer int) Usage {
	in, out := (prompt+3)/4, (answer+3)/4
	return Usage{in, out, in + out}
}

func finishReason(m coach.Message) string {
	if m.Status == coach.Truncated {
		return "length"
	}
	return "stop"
}

// complete has the last message of the person answered, whole or as a stream.
// Nothing of it is kept.
func (s *Server) complete(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	in, err := s.readCompletion(w, r)
	if err != nil {
		return err
	}
	t, err := in.talk(ctx)
	if err != nil {
		return err
	}
	who, err := s.asker(ctx)
	if err != nil {
		return err
	}
	begin := func() (*coach.Following, error) { return s.Conversations.Once(ctx, who, t.before, t.question) }
	if in.Stream {
		return s.streamCompletion(ctx, w, chunks{usage: in.wantsUsage(), prompt: t.bytes}, begin)
	}
	f, err := begin()
	if err != nil {
		return err
	}
	m, err := s.wholeAnswer(ctx, f)
	if err != nil {
		return err
	}
	return writeJSON(w, Completion{
		ID: completionID(ctx), Object: "chat.completion", Created: m.CreatedAt.Unix(), Model: modelName, Usage: usageOf(t.bytes, len(m.Text)),
		Choices: []Choice{{Message: AssistantAnswer{Role: "assistant", Content: m.Text}, FinishReason: finishReason(m)}},
	})
}

func completionID(ctx context.Context) string { return "chatcmpl-" + exchangeOf(ctx).id }

// writeJSON answers 200.
func writeJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", jsonType)
	json.MarshalWrite(w, v, json.Deterministic(true)) // the client may be gone: there is nobody to tell
	return nil
}

// bodyDeadline gives the body of a request its time to arrive.
func bodyDeadline(w http.ResponseWriter) {
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime))
}
