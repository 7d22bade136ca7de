package api

import (
	"context"
	"net/http"

	"github.com/go-json-experiment/json"

	"spotter/coach"
)

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
