package api

import (
	"context"

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
	who, err := s.Conversations.Remember(ctx, p.UID, personOf(p))
	if err != nil {
		return nil, err
	}
	if who.Log, err = s.Training.LastSession(ctx, p.UID); err != nil {
		return nil, err
	}
	out := &greetingReply{}
	out.Body.Conversation = coach.Greeting(who)
	out.Body.CurrentUser = string(p.Username)
	return out, nil
}

type messageRequest struct {
	Body struct {
		Message        string  `json:"message" doc:"1 to 8,000 characters." example:"What are my heart-rate zones?"`
		ConversationID *string `json:"conversation_id,omitempty" nullable:"true" format:"uuid" doc:"The conversation that this goes on with; left out, a new one."`
	}
}

func (s *Server) converse(ctx context.Context, in *messageRequest) (*liveReply, error) {
	if err := checkMessage("message", in.Body.Message); err != nil {
		return nil, err
	}
	conversationID := ""
	if id := in.Body.ConversationID; id != nil {
		conversationID = *id
	}
	return s.ask(ctx, func(who coach.Asker) (*coach.Following, error) {
		return s.Conversations.Ask(ctx, who, conversationID, in.Body.Message)
	})
}

type messageIDRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of an answer." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

func (s *Server) regenerate(ctx context.Context, in *messageIDRequest) (*liveReply, error) {
	return s.ask(ctx, func(who coach.Asker) (*coach.Following, error) {
		return s.Conversations.Regenerate(ctx, who, in.ID)
	})
}

type editRequest struct {
	ID   string `path:"id" maxLength:"64" doc:"The id of a message of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	Body struct {
		Text string `json:"text" doc:"1 to 8,000 characters." example:"What is my maximum heart rate?"`
	}
}

func (s *Server) edit(ctx context.Context, in *editRequest) (*liveReply, error) {
	if err := checkMessage("text", in.Body.Text); err != nil {
		return nil, err
	}
	return s.ask(ctx, func(who coach.Asker) (*coach.Following, error) {
		return s.Conversations.Edit(ctx, who, in.ID, in.Body.Text)
	})
}

func checkMessage(field, text string) error {
	if text == "" {
		return &account.FieldError{Field: field, Message: "Write a message."}
	}
	return account.CheckText(field, text, maxMessage)
}

// asker is who asks, as the coach needs to know them.
func (s *Server) asker(ctx context.Context) (coach.Asker, error) {
	p, err := s.Accounts.Person(ctx, uid(ctx))
	if err != nil {
		return coach.Asker{}, err
	}
	known, err := s.Training.Know(ctx, p.UID, personOf(p))
	return coach.Asker{UID: p.UID, Person: known}, err
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
		WeightKG: f.WeightKG, HeightCM: f.HeightCM, Equipment: f.Equipment, Injuries: f.Injuries,
	}
}
