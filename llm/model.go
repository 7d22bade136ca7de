package llm

import (
	"context"
	"iter"
	"strings"
)

// Model answers requests.
type Model interface {
	// Answer asks, and yields what comes while it comes: [Text] in parts, then
	// [Calls] if the model wants tools used, then [Done]. Nothing is sent before
	// the range begins, and each range asks anew.
	//
	// The last pair is always a Done; with an error beside it when the answer
	// is not whole, else with none. The error wraps one of the sentinels of this
	// package, or the error of ctx. Once there was Text it wraps [ErrTruncated]
	// too: what came is worth keeping. Without ErrTruncated nobody has seen
	// anything yet, and somebody else may answer.
	//
	// The provider is left when ctx ends and when the range is left; only the
	// first tells what it cost.
	Answer(ctx context.Context, r Request) iter.Seq2[Event, error]
}

// Event is a part of an answer: [Text], [Calls] or [Done].
type Event interface{ event() }

// Text is the next part of the text: valid UTF-8, never empty, without control
// characters other than tab and new line; the first does not begin with white
// space. What a model thinks is not part of it. All parts together have [MaxText]
// bytes at most.
type Text string

// Calls are all tools that the model wants used before it goes on, complete.
// They come at most once, and only in an answer that is whole.
type Calls []Call

// Done is the end of an answer.
type Done struct {
	// Finish says why the provider ended; [Unfinished] when it did not say.
	Finish Finish
	// Usage is what the answer cost, so far as that is known; zero when the
	// provider was not reached or refused.
	Usage Usage
}

func (Text) event()  {}
func (Calls) event() {}
func (Done) event()  {}

// Finish says why an answer ended.
type Finish string

// The reasons for which an answer ends.
const (
	Unfinished     Finish = ""               // it broke off
	FinishStop     Finish = "stop"           // all was said
	FinishCalls    Finish = "tool_calls"     // tools are to be used
	FinishLength   Finish = "length"         // there was no more room
	FinishFiltered Finish = "content_filter" // the provider's filter
)

// Answer is all events of an answer in one.
type Answer struct {
	Text  string
	Calls []Call
	Done
}

// Whole waits for an answer. Beside an error it returns what came before it.
func Whole(events iter.Seq2[Event, error]) (Answer, error) {
	var whole Answer
	var text strings.Builder
	var failed error
	for event, err := range events {
		switch e := event.(type) {
		case Text:
			text.WriteString(string(e))
		case Calls:
			whole.Calls = e
		case Done:
			whole.Done = e
		}
		failed = err
	}
	whole.Text = text.String()
	return whole, failed
}
