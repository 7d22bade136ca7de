package store

import (
	"context"
	"errors"
	"math"

	"spotter/coach"
)

const conversationColumns = `id, uid, title, created_at, updated_at, turns, answers, answer_id,
	EXISTS (SELECT 1 FROM answers WHERE answers.message_id = conversations.answer_id AND answers.ended_at IS NULL)`

func scanConversation(row scanner) (c coach.Conversation, err error) {
	var created, updated int64
	err = row.Scan(&c.ID, &c.UID, &c.Title, &created, &updated, &c.Turns, &c.Answers, &c.AnswerID, &c.Running)
	c.CreatedAt, c.UpdatedAt = fromMicros(created), fromMicros(updated)
	return c, err
}

// oneConversation runs a query that yields a conversation or none.
func (s *Store) oneConversation(ctx context.Context, q querier, query string, args ...any) (coach.Conversation, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, q, scanConversation, query, args...)
	if errors.Is(err, errText) || err == nil && len(list) == 0 {
		err = coach.ErrNoConversation
	}
	if err != nil {
		return coach.Conversation{}, s.fault(err)
	}
	return list[0], nil
}

// ConversationByID implements coach.Threads.
func (s *Store) ConversationByID(ctx context.Context, uid, id string) (coach.Conversation, error) {
	c, err := s.oneConversation(ctx, s.read, "SELECT "+conversationColumns+" FROM conversations WHERE id = $1 AND uid = $2", id, uid)
	return c, doing("look up a conversation", err)
}

// ListConversations implements coach.Threads.
func (s *Store) ListConversations(ctx context.Context, uid string, p coach.Page) ([]coach.Conversation, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	before := int64(math.MaxInt64)
	if !p.Before.IsZero() {
		before = micros(p.Before)
	}
	args := []any{uid, before, p.BeforeID, p.Most}
	found := ""
	if p.Search != "" {
		wanted := s.wanted(uid, searchWords(p.Search))
		if wanted == "" {
			return nil, nil
		}
		found, args = " AND id IN ("+s.found()+")", append(args, wanted)
	}
	list, err := collect(ctx, s.read, scanConversation, "SELECT "+conversationColumns+` FROM conversations
		WHERE uid = $1 AND (updated_at, id) < ($2, $3)`+found+" ORDER BY updated_at DESC, id DESC LIMIT $4", args...)
	return list, doing("list conversations", s.fault(err))
}

// RenameConversation implements coach.Threads.
func (s *Store) RenameConversation(ctx context.Context, uid, id, title string) (coach.Conversation, error) {
	c, err := s.oneConversation(ctx, s.write, "UPDATE conversations SET title = $1 WHERE id = $2 AND uid = $3 RETURNING "+conversationColumns, title, id, uid)
	return c, doing("rename a conversation", err)
}

// DeleteConversation implements coach.Threads.
func (s *Store) DeleteConversation(ctx context.Context, uid, id string) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, "DELETE FROM conversations WHERE id = $1 AND uid = $2", id, uid)
	if errors.Is(err, errText) {
		n, err = 0, nil
	}
	return doing("delete a conversation", mustChange(n, s.fault(err), coach.ErrNoConversation))
}
