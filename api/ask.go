package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"spotter/coach"
)

const eventStream = "text/event-stream"

// liveReply is an answer as it comes: as JSON when it is whole, or as events.
type liveReply struct {
	Body func(huma.Context)
}

// AnswerReply is the coach's answer.
type AnswerReply struct {
	Response       string            `json:"response"`
	ConversationID string            `json:"conversation_id" format:"uuid"`
	MessageID      string            `json:"message_id" format:"uuid" doc:"Of the answer."`
	Status         string            `json:"status" enum:"done,stopped,interrupted,truncated" example:"done"`
	Coach          string            `json:"coach" enum:"embedded,model" doc:"Who wrote it." example:"embedded"`
	Sources        []SourceWire      `json:"sources"`
	Calculations   []CalculationWire `json:"calculations"`
	Suggestions    []string          `json:"suggestions"`
}

// SourceWire is where a fact comes from.
type SourceWire struct {
	ID    string `json:"id" example:"tanaka-2001"`
	Title string `json:"title" example:"Tanaka, Monahan, Seals, JACC 2001;37:153"`
}

// CalculationWire is a calculation that stands behind the answer.
type CalculationWire struct {
	Name   string         `json:"name" example:"heart_rate_zones"`
	Input  map[string]any `json:"input"`
	Output map[string]any `json:"output"`
}

func answerOf(m coach.Message) AnswerReply {
	return AnswerReply{
		Response: m.Text, ConversationID: m.ConversationID, MessageID: m.ID, Status: string(m.Status), Coach: string(m.Writer),
		Sources: sourcesOf(m), Calculations: calculationsOf(m), Suggestions: append([]string{}, m.Suggestions...),
	}
}

func sourcesOf(m coach.Message) []SourceWire {
	list := make([]SourceWire, len(m.Sources))
	for i, s := range m.Sources {
		list[i] = SourceWire{s.ID, s.Title}
	}
	return list
}

func calculationsOf(m coach.Message) []CalculationWire {
	list := make([]CalculationWire, len(m.Calculations))
	for i, c := range m.Calculations {
		list[i] = CalculationWire(c)
	}
	return list
}

// ask has a question answered the way the request wants it.
func (s *Server) ask(ctx context.Context, begin func(coach.Asker) (*coach.Following, error)) (*liveReply, error) {
	who, err := s.asker(ctx)
	if err != nil {
		return nil, err
	}
	if wantsStream(exchangeOf(ctx).request) {
		return s.streamed(ctx, func() (*coach.Following, error) { return begin(who) })
	}
	f, err := begin(who)
	if err != nil {
		return nil, err
	}
	m, err := s.wholeAnswer(ctx, f)
	if err != nil {
		return nil, err
	}
	return &liveReply{func(hc huma.Context) {
		hc.SetHeader("Content-Type", jsonType)
		hc.SetStatus(http.StatusOK)
		json.MarshalWrite(hc.BodyWriter(), answerOf(m), json.Deterministic(true))
	}}, nil
}

// wholeAnswer waits for the answer as long as its reader does, and gives them
// time to read it.
func (s *Server) wholeAnswer(ctx context.Context, f *coach.Following) (coach.Message, error) {
	connection := http.NewResponseController(&exchangeOf(ctx).reply)
	connection.SetReadDeadline(time.Time{})
	m, err := f.Wait(ctx)
	connection.SetWriteDeadline(time.Now().Add(eventTime))
	if ctx.Err() != nil { // nobody hears this; the answer goes on without them
		return m, newProblem(ctx, http.StatusServiceUnavailable, "unavailable", sentenceOf(http.StatusServiceUnavailable))
	}
	return m, err
}

func wantsStream(r *http.Request) bool {
	for _, accept := range r.Header["Accept"] {
		for part := range strings.SplitSeq(accept, ",") {
			kind, _, _ := strings.Cut(part, ";")
			if foldASCII(strings.TrimSpace(kind)) == eventStream {
				return true
			}
		}
	}
	return false
}
