package api

import (
	"context"

	"github.com/google/uuid"

	"spotter/account"
	"spotter/coach"
)

// maxMessage is the longest chat message, in characters.
const maxMessage = 8000

type greetingReply struct {
	Body struct {
		Conversation string `json:"conversation" doc:"A greeting by name, with one tip for this person."`
		CurrentUser  string `json:"current_user" doc:"The username." example:"testuser"`
	}
}

func (s *Server) greeting(ctx context.Context, _ *struct{}) (*greetingReply, error) {
	p, err := s.Accounts.Person(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	out := &greetingReply{}
	out.Body.Conversation = coach.Greeting(personOf(p))
	out.Body.CurrentUser = string(p.Username)
	return out, nil
}

type messageRequest struct {
	Body struct {
		Message        string  `json:"message" doc:"1 to 8,000 characters." example:"What are my heart-rate zones?"`
		ConversationID *string `json:"conversation_id,omitempty" nullable:"true" format:"uuid" doc:"The conversation that this goes on with; left out, a new one."`
	}
}

// MessageReply is the coach's answer.
type MessageReply struct {
	Response       string            `json:"response"`
	ConversationID string            `json:"conversation_id" format:"uuid"`
	MessageID      string            `json:"message_id" format:"uuid"`
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

type messageReply struct{ Body MessageReply }

func (s *Server) converse(ctx context.Context, in *messageRequest) (*messageReply, error) {
	if err := account.CheckText("message", in.Body.Message, maxMessage); err != nil {
		return nil, err
	}
	if in.Body.Message == "" {
		return nil, &account.FieldError{Field: "message", Message: "Write a message."}
	}
	p, err := s.Accounts.Person(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	answer := coach.Reply(personOf(p), in.Body.Message)
	out := &messageReply{MessageReply{
		Response: answer.Text, MessageID: newID(), ConversationID: newID(), Coach: "embedded",
		Sources: []SourceWire{}, Calculations: []CalculationWire{}, Suggestions: answer.Suggestions,
	}}
	if id := in.Body.ConversationID; id != nil {
		out.Body.ConversationID = *id
	}
	for _, source := range answer.Sources {
		out.Body.Sources = append(out.Body.Sources, SourceWire{source.ID, source.Title})
	}
	for _, c := range answer.Calculations {
		out.Body.Calculations = append(out.Body.Calculations, CalculationWire{c.Name, c.Input, c.Output})
	}
	return out, nil
}

// personOf is what the coach needs to know of an account.
func personOf(p account.Person) coach.Person {
	f := p.Profile
	name := f.FirstName
	if name == "" {
		name = string(p.Username)
	}
	return coach.Person{
		Name: name, Age: f.Age, Gender: coach.Gender(f.Gender), Level: coach.Level(f.Level),
		RestingHeartRate: f.RestingHeartRate, Goal: coach.Goal(f.Goal), DaysPerWeek: f.DaysPerWeek,
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
