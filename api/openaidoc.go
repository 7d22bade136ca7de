package api

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

const chunksDescription = `Server-sent events with stream: true. Each is data: and a chunk; the last one is data: [DONE].

The first chunk says who speaks, the next ones have text in delta.content, and the one with a finish_reason is the end of the answer; with
stream_options.include_usage one more has the usage. An answer that breaks off ends with data: {"error": …} in place of that.

A comment comes every 15 seconds while nothing is said.`

// completionOperation describes the one route that has a body.
func (s *Server) completionOperation() huma.Operation {
	return huma.Operation{
		Method: "POST", Path: "/v1/chat/completions", Summary: "Ask the coach in OpenAI's wire format",
		Description: "The messages are the conversation: nothing of it is kept, and nothing is logged of what was lifted. The person's profile serves as in /conversation.",
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{jsonType: {
			Schema:  s.schemaOf(reflect.TypeFor[CompletionRequest]()),
			Example: map[string]any{"model": modelName, "messages": []any{map[string]any{"role": "user", "content": "What are my heart-rate zones?"}}},
		}}},
		Responses: map[string]*huma.Response{"200": {Description: "The answer", Content: map[string]*huma.MediaType{
			jsonType:    {Schema: s.schemaOf(reflect.TypeFor[Completion]())},
			eventStream: {Schema: &huma.Schema{Type: huma.TypeString, Description: chunksDescription}},
		}}},
		Errors: []int{400, 401, 413, 415, 429, 503},
	}
}

func (s *Server) modelsOperation() huma.Operation {
	return huma.Operation{Method: "GET", Path: "/v1/models", Summary: "The one model", Responses: s.found(reflect.TypeFor[ModelList]()), Errors: []int{401, 503}}
}

func (s *Server) modelOperation() huma.Operation {
	return huma.Operation{
		Method: "GET", Path: "/v1/models/{model}", Summary: "The one model, by its name", Responses: s.found(reflect.TypeFor[Model]()), Errors: []int{401, 404, 503},
		Parameters: []*huma.Param{{Name: "model", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}, Example: modelName}},
	}
}

func (s *Server) found(t reflect.Type) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{jsonType: {Schema: s.schemaOf(t)}}}}
}

func (s *Server) schemaOf(t reflect.Type) *huma.Schema {
	return s.huma.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// describeOpenAI adds what every operation under /v1 may answer beside.
func (s *Server) describeOpenAI(op *huma.Operation) {
	for _, status := range append(op.Errors, 500) {
		op.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: http.StatusText(status),
			Content:     map[string]*huma.MediaType{jsonType: {Schema: s.schemaOf(reflect.TypeFor[OpenAIError]())}},
		}
	}
}
