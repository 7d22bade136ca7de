package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"spotter/account"
	"spotter/coach"
)

// ConversationWire is a conversation on the wire.
type ConversationWire struct {
	ID        string    `json:"id" format:"uuid"`
	Title     string    `json:"title" example:"What are my heart-rate zones?"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at" doc:"When its last answer began."`
}

func conversationOf(c coach.Conversation) ConversationWire {
	return ConversationWire{ID: c.ID, Title: c.Title, CreatedAt: c.CreatedAt.UTC(), UpdatedAt: c.UpdatedAt.UTC()}
}

// MessageWire is a message on the wire: of an answer, the one that counts.
type MessageWire struct {
	VariantWire
	Variants []VariantWire `json:"variants" doc:"Answers to the same question that this one took the place of, oldest first."`
}

// VariantWire is one text of a message.
type VariantWire struct {
	ID           string            `json:"id" format:"uuid"`
	Role         string            `json:"role" enum:"user,assistant"`
	Text         string            `json:"text"`
	Status       string            `json:"status" enum:"running,done,stopped,interrupted,truncated" example:"done"`
	Coach        *string           `json:"coach" enum:"embedded,model" doc:"Who wrote an answer." example:"embedded"`
	Sources      []SourceWire      `json:"sources"`
	Calculations []CalculationWire `json:"calculations"`
	Suggestions  []string          `json:"suggestions"`
	Rating       *string           `json:"rating" enum:"up,down" example:"up"`
	Reason       *string           `json:"reason,omitempty" doc:"What came with the rating."`
	CreatedAt    time.Time         `json:"created_at"`
}

func variantOf(m coach.Message) VariantWire {
	role := "assistant"
	if m.IsQuestion() {
		role = "user"
	}
	return VariantWire{
		ID: m.ID, Role: role, Text: m.Text, Status: string(m.Status), Coach: known(string(m.Writer)), Sources: sourcesOf(m),
		Calculations: calculationsOf(m), Suggestions: append([]string{}, m.Suggestions...),
		Rating: known(string(m.Rating)), Reason: known(m.Reason), CreatedAt: m.CreatedAt.UTC(),
	}
}

// messagesOf puts the answers that were replaced into the one that counts.
func messagesOf(list []coach.Message) []MessageWire {
	out := []MessageWire{}
	var before []VariantWire
	for i, m := range list {
		if v := variantOf(m); !m.IsQuestion() && i+1 < len(list) && list[i+1].Turn == m.Turn {
			before = append(before, v)
		} else {
			out = append(out, MessageWire{v, append([]VariantWire{}, before...)})
			before = nil
		}
	}
	return out
}

type conversationsRequest struct {
	Q      string `query:"q" maxLength:"200" doc:"Words that one message of the conversation holds; the last may be the beginning of one."`
	Cursor string `query:"cursor" maxLength:"512" doc:"The next_cursor of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

// ConversationPage is a page of a list.
type ConversationPage struct {
	Items      []ConversationWire `json:"items"`
	NextCursor *string            `json:"next_cursor" doc:"Behind which the next page begins; null on the last."`
}

type conversationsReply struct{ Body ConversationPage }

const conversationList = "conversations"

func (s *Server) conversations(ctx context.Context, in *conversationsRequest) (*conversationsReply, error) {
	place, err := s.placeOf(ctx, conversationList, in.Cursor)
	if err != nil {
		return nil, err
	}
	page := coach.Page{Search: in.Q, Most: in.Limit + 1}
	if at, id, found := strings.Cut(place, " "); found {
		micros, err := strconv.ParseInt(at, 10, 64)
		if err != nil {
			return nil, err
		}
		page.Before, page.BeforeID = time.UnixMicro(micros), id
	}
	list, err := s.Conversations.List(ctx, uid(ctx), page)
	if err != nil {
		return nil, err
	}
	out := &conversationsReply{ConversationPage{Items: []ConversationWire{}}}
	for i, c := range list {
		if i == in.Limit {
			last := list[i-1]
			out.Body.NextCursor = s.cursorOf(last.UID, conversationList, strconv.FormatInt(last.UpdatedAt.UnixMicro(), 10)+" "+last.ID)
			break
		}
		out.Body.Items = append(out.Body.Items, conversationOf(c))
	}
	return out, nil
}

type conversationIDRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of a conversation of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

type messagesRequest struct {
	ID     string `path:"id" maxLength:"64" doc:"The id of a conversation of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	Cursor string `query:"cursor" maxLength:"512" doc:"The next_cursor of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"100" doc:"Questions, each with its answer."`
}

// Transcript is a conversation with its messages.
type Transcript struct {
	ConversationWire
	Messages   []MessageWire `json:"messages" doc:"In order: each question and its answer."`
	NextCursor *string       `json:"next_cursor" doc:"Behind which the next page begins; null on the last."`
}

type transcriptReply struct{ Body Transcript }

func (s *Server) conversation(ctx context.Context, in *messagesRequest) (*transcriptReply, error) {
	place, err := s.placeOf(ctx, in.ID, in.Cursor)
	if err != nil {
		return nil, err
	}
	c, err := s.Conversations.Conversation(ctx, uid(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	turn, _ := strconv.Atoi(place) // of a cursor of ours, or empty
	list, err := s.Conversations.Messages(ctx, c, turn, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &transcriptReply{Transcript{ConversationWire: conversationOf(c), Messages: messagesOf(list)}}
	if turn += in.Limit; turn < c.Turns {
		out.Body.NextCursor = s.cursorOf(c.UID, in.ID, strconv.Itoa(turn))
	}
	return out, nil
}

type renameRequest struct {
	ID   string `path:"id" maxLength:"64" doc:"The id of a conversation of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	Body struct {
		Title string `json:"title" doc:"1 to 120 characters on one line." example:"Zones for the spring"`
	}
}

type conversationReply struct{ Body ConversationWire }

func (s *Server) rename(ctx context.Context, in *renameRequest) (*conversationReply, error) {
	if err := account.CheckText("title", in.Body.Title, coach.MaxTitle); err != nil {
		return nil, err
	}
	title := strings.Join(strings.Fields(in.Body.Title), " ")
	if title == "" {
		return nil, &account.FieldError{Field: "title", Message: "Write a title."}
	}
	c, err := s.Conversations.Rename(ctx, uid(ctx), in.ID, title)
	if err != nil {
		return nil, err
	}
	return &conversationReply{conversationOf(c)}, nil
}

func (s *Server) deleteConversation(ctx context.Context, in *conversationIDRequest) (*struct{}, error) {
	return nil, s.Conversations.Delete(ctx, uid(ctx), in.ID)
}

func (s *Server) stopAnswer(ctx context.Context, in *conversationIDRequest) (*struct{}, error) {
	return nil, s.Conversations.Stop(ctx, uid(ctx), in.ID)
}

// maxReason is the longest reason of a rating, in characters.
const maxReason = 1000

type feedbackRequest struct {
	ID   string `path:"id" maxLength:"64" doc:"The id of an answer." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	Body struct {
		Rating string  `json:"rating" enum:"up,down" example:"up"`
		Reason *string `json:"reason,omitempty" nullable:"true" doc:"At most 1,000 characters." example:"Just what I needed."`
	}
}

func (s *Server) feedback(ctx context.Context, in *feedbackRequest) (*struct{}, error) {
	reason := ""
	if in.Body.Reason != nil {
		reason = *in.Body.Reason
	}
	if err := account.CheckText("reason", reason, maxReason); err != nil {
		return nil, err
	}
	return nil, s.Conversations.Rate(ctx, uid(ctx), in.ID, coach.Rating(in.Body.Rating), reason)
}
