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

// Usage is the length of what was said. There are no tokens of a language model
// to count: one is counted for each four bytes begun.
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

// Chunk is a piece of a streamed answer in OpenAI's form.
type Chunk struct {
	ID      string        `json:"id"`
	Object  string        `json:"object" enum:"chat.completion.chunk"`
	Created int64         `json:"created"`
	Model   string        `json:"model" example:"spotter"`
	Choices []ChunkChoice `json:"choices" doc:"One; none in the chunk with the usage."`
	Usage   *Usage        `json:"usage,omitzero" doc:"In the last chunk, where stream_options.include_usage asks for it."`
}

// ChunkChoice is what the answer goes on with.
type ChunkChoice struct {
	Index        int     `json:"index"`
	Delta        Delta   `json:"delta"`
	Logprobs     *string `json:"logprobs" doc:"Always null."`
	FinishReason *string `json:"finish_reason" enum:"stop,length" doc:"null until the answer has ended."`
}

// Delta is what is new: who speaks in the first chunk, text in those behind it.
type Delta struct {
	Role    string  `json:"role,omitzero" enum:"assistant"`
	Content *string `json:"content,omitzero"`
}

// chunks tells an answer in chunks.
type chunks struct {
	out     *eventWriter
	id      string
	created int64
	usage   bool // a chunk with the usage is wanted
	prompt  int  // bytes
}

// streamCompletion streams what begin returns. A place for the stream is taken
// first: a question whose answer cannot be told is not put.
func (s *Server) streamCompletion(ctx context.Context, w http.ResponseWriter, c chunks, begin func() (*coach.Following, error)) error {
	leave, err := s.streams.enter(uid(ctx))
	if err != nil {
		return err
	}
	defer leave()
	f, err := begin()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", eventStream)
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	c.out, c.id, c.created = s.newEventWriter(ctx, f), completionID(ctx), s.Now().Unix()
	s.stream(ctx, f, c.out, c)
	return nil
}

// tell implements teller.
func (c chunks) tell(e coach.Event) {
	switch e.Kind {
	case coach.Start:
		empty := ""
		c.write(ChunkChoice{Delta: Delta{Role: "assistant", Content: &empty}})
	case coach.Delta:
		c.write(ChunkChoice{Delta: Delta{Content: &e.Text}})
	case coach.End:
		reason := finishReason(*e.Message)
		c.write(ChunkChoice{FinishReason: &reason})
		if c.usage {
			u := usageOf(c.prompt, len(e.Message.Text))
			c.out.data(Chunk{ID: c.id, Object: chunkObject, Created: c.created, Model: modelName, Choices: []ChunkChoice{}, Usage: &u})
		}
		c.out.text.WriteString("data: [DONE]\n\n")
	}
}

// fail implements teller. Nothing comes behind it, [DONE] neither.
func (c chunks) fail(p *Problem) { c.out.data(p.openAIError()) }

const chunkObject = "chat.completion.chunk"

func (c chunks) write(choice ChunkChoice) {
	c.out.data(Chunk{ID: c.id, Object: chunkObject, Created: c.created, Model: modelName, Choices: []ChunkChoice{choice}})
}

// data writes an event that has neither id nor name.
func (w *eventWriter) data(v any) {
	w.text.WriteString("data: ")
	json.MarshalWrite(&w.text, v, json.Deterministic(true)) // of texts that are UTF-8: it does not fail
	w.text.WriteString("\n\n")
}

// bodyDeadline gives the body of a request its time to arrive.
func bodyDeadline(w http.ResponseWriter) {
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime))
}
