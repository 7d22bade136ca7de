package llm

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// The request as it is sent.
type wireRequest struct {
	Model               string        `json:"model"`
	Messages            []wireMessage `json:"messages"`
	Tools               []wireTool    `json:"tools,omitempty"`
	Stream              bool          `json:"stream"`
	StreamOptions       *wireStream   `json:"stream_options,omitempty"`
	MaxTokens           int           `json:"max_tokens,omitempty"`
	MaxCompletionTokens int           `json:"max_completion_tokens,omitempty"`
	Temperature         *float64      `json:"temperature,omitempty"`
}

type wireStream struct {
	IncludeUsage bool `json:"include_usage"`
}

type wireMessage struct {
	Role    Role       `json:"role"`
	Content *string    `json:"content"` // null beside calls
	Calls   []wireCall `json:"tool_calls,omitempty"`
	CallID  string     `json:"tool_call_id,omitempty"`
}

type wireCall struct {
	ID       string   `json:"id"`
	Type     string   `json:"type"`
	Function wireUsed `json:"function"`
}

type wireUsed struct {
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

type wireTool struct {
	Type     string       `json:"type"`
	Function wireFunction `json:"function"`
}

type wireFunction struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Parameters  json.RawMessage `json:"parameters,omitempty"`
}

// body writes a request for a model in a dialect. The error wraps
// [ErrContextFull], or says which schema is no JSON.
func (r Request) body(model string, d dialect) ([]byte, error) {
	w := wireRequest{Model: model, Stream: true, Messages: r.wireMessages(), Temperature: r.Temperature}
	for _, t := range r.Tools {
		if !json.Valid(t.Schema) && len(t.Schema) > 0 {
			return nil, fmt.Errorf("the schema of tool %q is no JSON", t.Name)
		}
		w.Tools = append(w.Tools, wireTool{"function", wireFunction{t.Name, t.Description, t.Schema}})
	}
	w.StreamOptions, w.MaxTokens = &wireStream{IncludeUsage: true}, r.MaxTokens
	d.speak(&w)
	body, err := json.Marshal(w)
	if err == nil && len(body) > MaxRequest {
		err = fmt.Errorf("%w: the request has more than %d bytes", ErrContextFull, MaxRequest)
	}
	return body, err
}

func (r Request) wireMessages() []wireMessage {
	var all []wireMessage
	if r.System != "" {
		all = append(all, wireMessage{Role: "system", Content: &r.System})
	}
	for _, m := range r.Messages {
		w := wireMessage{Role: m.Role, CallID: m.CallID}
		if m.Text != "" || m.Role != Assistant {
			w.Content = &m.Text
		}
		for _, c := range m.Calls {
			w.Calls = append(w.Calls, wireCall{c.ID, "function", wireUsed{c.Name, c.Arguments}})
		}
		if w.Content != nil || len(w.Calls) > 0 {
			all = append(all, w)
		}
	}
	return all
}

// dialect is what a server was found not to understand. Servers differ: OpenAI's
// newer models take max_completion_tokens only and no temperature, others do not
// know stream_options.
type dialect struct {
	noUsage, newBound, noTemperature bool
}

func (d dialect) speak(w *wireRequest) {
	if d.noUsage {
		w.StreamOptions = nil
	}
	if d.newBound {
		w.MaxTokens, w.MaxCompletionTokens = 0, w.MaxTokens
	}
	if d.noTemperature {
		w.Temperature = nil
	}
}

// learn returns the dialect to try after a refusal that names a parameter; false
// if it names none that can be left out.
func (d dialect) learn(refusal string, sent Request) (dialect, bool) {
	learnt := d
	switch {
	case !d.noUsage && strings.Contains(refusal, "stream_options"):
		learnt.noUsage = true
	case !d.newBound && sent.MaxTokens > 0 && strings.Contains(refusal, "max_tokens"):
		learnt.newBound = true
	case !d.noTemperature && sent.Temperature != nil && strings.Contains(refusal, "temperature"):
		learnt.noTemperature = true
	}
	return learnt, learnt != d
}

// manners are the dialect of a server, as found so far.
type manners struct {
	mu sync.Mutex
	d  dialect
}

func (m *manners) now() dialect {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.d
}

func (m *manners) remember(d dialect) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.d = d
}
