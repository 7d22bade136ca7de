package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Bounds of a request for a completion.
const (
	maxCompletionBody = 1 << 20 // bytes
	maxTalk           = 2000    // messages
)

// CompletionRequest is what is read of OpenAI's request. Every other field is
// ignored: sampling, tools, max_tokens. An answer of the coach is short and is not
// cut: its first sentence may be to call a doctor.
type CompletionRequest struct {
	_              struct{}            `json:"-" additionalProperties:"true"`
	Model          string              `json:"model,omitempty" doc:"Any name: there is one coach, and its answers say spotter." example:"spotter"`
	Messages       []CompletionMessage `json:"messages" nullable:"false" doc:"The conversation, at most 2,000 messages. The last one of the user is answered, together with those of the user right before it, in 8,000 characters; what stands before that is remembered, its last 40 messages."`
	Stream         bool                `json:"stream,omitempty" nullable:"true" doc:"Send chunks as server-sent events."`
	StreamOptions  *StreamOptions      `json:"stream_options,omitempty"`
	N              *int                `json:"n,omitempty" nullable:"true" minimum:"1" maximum:"1" doc:"1 or left out."`
	ResponseFormat *ResponseFormat     `json:"response_format,omitempty"`
	ToolChoice     any                 `json:"tool_choice,omitempty" doc:"The coach calls no tool of a client: none, auto or left out."`
}

// StreamOptions is what a stream shall have.
type StreamOptions struct {
	_            struct{} `json:"-" additionalProperties:"true"`
	IncludeUsage bool     `json:"include_usage,omitempty" nullable:"true" doc:"One more chunk, with the usage."`
}

// ResponseFormat is the form that the answer shall have.
type ResponseFormat struct {
	_    struct{} `json:"-" additionalProperties:"true"`
	Type string   `json:"type,omitempty" enum:"text" doc:"The coach writes text."`
}

// CompletionMessage is one message of the talk.
type CompletionMessage struct {
	_       struct{} `json:"-" additionalProperties:"true"`
	Role    string   `json:"role" enum:"user,assistant,system,developer,tool,function" doc:"Messages of system, developer and tools are ignored: nothing that a client sends changes what the coach is."`
	Content Content  `json:"content,omitempty"`
}

// Content is a text, or texts in parts, which stand on lines of their own.
type Content struct {
	Text  string
	other bool // it has a part that is no text
}

// UnmarshalJSON implements json.Unmarshaler.
func (c *Content) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if data[0] == '"' {
		return json.Unmarshal(data, &c.Text)
	}
	var parts []struct {
		Type    string `json:"type"`
		Text    string `json:"text"`
		Refusal string `json:"refusal"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	var texts []string
	for _, p := range parts {
		switch p.Type {
		case "text":
			texts = append(texts, p.Text)
		case "refusal":
			texts = append(texts, p.Refusal)
		default:
			c.other = true
		}
	}
	c.Text = strings.Join(texts, "\n")
	return nil
}

// Schema implements huma.SchemaProvider.
func (Content) Schema(huma.Registry) *huma.Schema {
	text := &huma.Schema{Type: huma.TypeString}
	part := &huma.Schema{Type: huma.TypeObject, Required: []string{"type", "text"}, AdditionalProperties: true, Properties: map[string]*huma.Schema{
		"type": {Type: huma.TypeString, Enum: []any{"text"}}, "text": text,
	}}
	return &huma.Schema{
		Description: "A text of at most 8,000 characters, or parts of type text, which are put on lines of their own.",
		OneOf:       []*huma.Schema{text, {Type: huma.TypeArray, Items: part}, {Type: "null"}},
	}
}

// readCompletion reads the body.
func (s *Server) readCompletion(w http.ResponseWriter, r *http.Request) (*CompletionRequest, error) {
	ctx := r.Context()
	bodyDeadline(w)
	tooLarge := newProblem(ctx, http.StatusRequestEntityTooLarge, codeOf(http.StatusRequestEntityTooLarge), "The body is larger than 1 MiB: send fewer messages.")
	if r.ContentLength > maxCompletionBody {
		return nil, tooLarge
	}
	if !hasType(r, jsonType) && !isEmpty(r) {
		return nil, newProblem(ctx, http.StatusUnsupportedMediaType, codeOf(http.StatusUnsupportedMediaType), sentenceOf(http.StatusUnsupportedMediaType))
	}
	data, err := io.ReadAll(io.LimitReader(r.Body, maxCompletionBody+1))
	switch {
	case err != nil:
		return nil, newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusBadRequest), sentenceOf(http.StatusBadRequest))
	case len(data) > maxCompletionBody:
		return nil, tooLarge
	}
	return parseCompletion(ctx, data)
}

// parseCompletion reads a request. An error says where it is wrong, and nothing of
// what stands there.
func parseCompletion(ctx context.Context, data []byte) (*CompletionRequest, error) {
	in := &CompletionRequest{}
	err := json.Unmarshal(data, in)
	var kind *json.SemanticError
	switch {
	case errors.As(err, &kind) && kind.JSONPointer != "" && len(data) > 0:
		return nil, badRequest(ctx, paramOf(kind.JSONPointer), "This field is of another kind than it must be.")
	case err != nil:
		return nil, newProblem(ctx, http.StatusBadRequest, codeOf(http.StatusBadRequest), string(errNotJSON))
	}
	return in, nil
}

// paramOf writes a place as OpenAI does: messages[0].content. It holds what the
// client calls its fields, so only those that there are are named.
func paramOf(p jsontext.Pointer) string {
	var b strings.Builder
	for name := range p.Tokens() {
		switch {
		case name != "" && strings.Trim(name, "0123456789") == "":
			b.WriteString("[" + name + "]")
		case !fieldNames[name]:
			return b.String()
		case b.Len() == 0:
			b.WriteString(name)
		default:
			b.WriteString("." + name)
		}
	}
	return b.String()
}

// fieldNames are the names of the fields that are read.
var fieldNames = namesOf(reflect.TypeFor[CompletionRequest](), reflect.TypeFor[CompletionMessage](), reflect.TypeFor[StreamOptions](), reflect.TypeFor[ResponseFormat]())

func namesOf(types ...reflect.Type) map[string]bool {
	names := map[string]bool{}
	for _, t := range types {
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			names[name] = true
		}
	}
	return names
}

func (in *CompletionRequest) wantsUsage() bool {
	return in.StreamOptions != nil && in.StreamOptions.IncludeUsage
}
