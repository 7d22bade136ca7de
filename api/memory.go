package api

import (
	"context"
	"time"

	"spotter/coach"
)

// FactWire is something remembered of a person on the wire.
type FactWire struct {
	ID                 string    `json:"id" format:"uuid"`
	Text               string    `json:"text" doc:"In the coach's words." example:"You weigh 80 kg."`
	FromMessageID      *string   `json:"from_message_id" format:"uuid" doc:"The message in which it was said; null when that is deleted."`
	FromConversationID *string   `json:"from_conversation_id" format:"uuid" doc:"The conversation of that message; null with it."`
	CreatedAt          time.Time `json:"created_at" doc:"When it was said, the last time."`
}

// MemoryList is what the coach remembers of a person.
type MemoryList struct {
	Items []FactWire `json:"items" doc:"What was said in conversations and holds for all of them, the latest first; at most 100. It goes before the profile. Deleting a conversation leaves it; changing the message takes it along."`
}

type memoryReply struct{ Body MemoryList }

func (s *Server) memory(ctx context.Context, _ *struct{}) (*memoryReply, error) {
	list, err := s.Conversations.Memory(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	return &memoryReply{MemoryList{factsOf(list)}}, nil
}

func factsOf(list []coach.Fact) []FactWire {
	out := make([]FactWire, len(list))
	for i, f := range list {
		out[i] = FactWire{ID: f.ID, Text: f.Text(), FromMessageID: known(f.MessageID), FromConversationID: known(f.ConversationID), CreatedAt: f.SaidAt.UTC()}
	}
	return out
}

type factIDRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of something remembered of you." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

func (s *Server) forget(ctx context.Context, in *factIDRequest) (*struct{}, error) {
	return nil, s.Conversations.Forget(ctx, uid(ctx), in.ID)
}
