package llm

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// chunk is one event of a stream, or the one object of a server that does not
// stream. Members that are null, missing or unknown are nothing.
type chunk struct {
	Choices []choice        `json:"choices"`
	Usage   json.RawMessage `json:"usage"`
	Error   told            `json:"error"`
}

type choice struct {
	Index   int    `json:"index"`
	Delta   delta  `json:"delta"`
	Message delta  `json:"message"` // of a server that does not stream
	Finish  string `json:"finish_reason"`
}

type delta struct {
	Content piece       `json:"content"`
	Refusal piece       `json:"refusal"` // what a model says instead of content
	Calls   []callDelta `json:"tool_calls"`
	// What is thought is not part of the answer. It is paid for, though.
	Reasoning        piece `json:"reasoning"`
	ReasoningContent piece `json:"reasoning_content"`
}

type callDelta struct {
	Index    *int   `json:"index"`
	ID       string `json:"id"`
	Function struct {
		Name      string    `json:"name"`
		Arguments arguments `json:"arguments"`
	} `json:"function"`
}

// arguments are a part of a JSON text, in a string. Some servers send the object
// itself.
type arguments piece

func (a *arguments) UnmarshalJSON(raw []byte) error {
	if raw[0] == '{' {
		*a = arguments(raw)
		return nil
	}
	return (*piece)(a).UnmarshalJSON(raw)
}

// told is what a provider says of an error: a text, or an object.
type told struct {
	text string // message, code and type
	code string
}

func (t *told) UnmarshalJSON(raw []byte) error {
	var object struct {
		Message piece           `json:"message"`
		Code    json.RawMessage `json:"code"`
		Type    json.RawMessage `json:"type"`
	}
	switch raw[0] {
	case '"':
		t.text = string(unquote(raw[1 : len(raw)-1]))
		return nil
	case '{':
		if err := json.Unmarshal(raw, &object); err != nil {
			t.text = "an error that cannot be read"
			return nil
		}
		t.code = plain(object.Code)
		t.text = strings.TrimSpace(string(object.Message) + " " + t.code + " " + plain(object.Type))
		return nil
	case 'n', 'f':
		return nil
	}
	t.text = string(raw)
	return nil
}

// plain is a member that may be a string, a number or null.
func plain(raw json.RawMessage) string {
	return strings.TrimPrefix(strings.Trim(string(raw), `"`), "null")
}

// status is the HTTP status that the error would have had before the stream
// began; 0 if it does not say.
func (t told) status() int {
	if n, err := strconv.Atoi(t.code); err == nil && n >= http.StatusBadRequest && n < 600 {
		return n
	}
	return 0
}

// finish reads a finish_reason, in the spellings of several providers. Reasons
// that nobody knows say at least that the provider has ended.
func (c choice) finish() (Finish, bool) {
	switch reason := strings.ToLower(c.Finish); reason {
	case "", "null":
		return Unfinished, false
	case "length", "max_tokens", "model_length":
		return FinishLength, true
	case "content_filter", "safety":
		return FinishFiltered, true
	case "tool_calls", "function_call", "tool_use":
		return FinishCalls, true
	default:
		return FinishStop, true
	}
}
