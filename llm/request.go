package llm

import "encoding/json"

// MaxRequest bounds a request, in bytes of its JSON. It is far above the context
// of the models that people run; who hits it gets [ErrContextFull].
const MaxRequest = 1 << 20

// Request is what a model is asked. It has no field for who asks: what is not in
// a text does not leave.
type Request struct {
	// System is the standing instruction; none if empty.
	System string
	// Messages are the conversation, oldest first. Assistant messages with
	// neither text nor calls are left out: some providers refuse them ever after.
	Messages []Message
	// Tools are what the model may ask to have used.
	Tools []Tool
	// MaxTokens bounds the answer; the provider's own bound if 0.
	MaxTokens int
	// Temperature is 0 to 2; the provider's own if nil.
	Temperature *float64
}

// Role says whose a message is.
type Role string

// The roles in a conversation.
const (
	User      Role = "user"
	Assistant Role = "assistant"
	ToolUsed  Role = "tool" // the result of a call
)

// Message is one message of a conversation.
type Message struct {
	Role Role
	Text string
	// Calls are the tools that an assistant's message asked for. Each needs a
	// message with its result after it.
	Calls []Call
	// CallID is, in the result of a call, the ID of that call.
	CallID string
}

// Tool is something that the model may ask the caller to do.
type Tool struct {
	Name        string // letters, digits, _ and -, 64 at most
	Description string
	Schema      json.RawMessage // JSON Schema of the arguments, an object
}

// Call is the model's wish to have a tool used. In an answer its Name is that of
// a tool of the request, and its Arguments are a JSON object; whether that fits
// the schema is for the caller to check.
type Call struct {
	ID        string
	Name      string
	Arguments string // [MaxArguments] bytes at most
}

// offers tells whether the request has a tool of that name.
func (r Request) offers(name string) bool {
	for _, tool := range r.Tools {
		if tool.Name == name {
			return true
		}
	}
	return false
}
