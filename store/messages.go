package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"slices"

	"spotter/coach"
)

const (
	messageColumns = messageHead + "m.details" + messageTail
	messageHead    = "m.id, m.conversation_id, m.turn, m.variant, m.number, m.status, m.coach, m.text, "
	messageTail    = ", m.rating, m.reason, m.created_at, m.finished_at"
)

func scanMessage(row scanner) (coach.Message, error) { return scanMessageAnd(row) }

func scanMessageAnd(row scanner, more ...any) (m coach.Message, err error) {
	var details string
	var created, finished int64
	err = row.Scan(append([]any{
		&m.ID, &m.ConversationID, &m.Turn, &m.Variant, &m.Number, &m.Status, &m.Writer, &m.Text, &details, &m.Rating, &m.Reason,
		&created, &finished,
	}, more...)...)
	if err != nil {
		return m, err
	}
	m.CreatedAt, m.FinishedAt = fromMicros(created), fromMicros(finished)
	return m, readDetails(details, &m)
}

// MessageByID implements coach.Turns.
func (s *Store) MessageByID(ctx context.Context, uid, id string) (coach.Message, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanMessage, "SELECT "+messageColumns+` FROM messages m
		JOIN conversations c ON c.id = m.conversation_id WHERE m.id = $1 AND c.uid = $2`, id, uid)
	if errors.Is(err, errText) || err == nil && len(list) == 0 {
		err = coach.ErrNoMessage
	}
	if err != nil {
		return coach.Message{}, doing("look up a message", s.fault(err))
	}
	return list[0], nil
}

// ListMessages implements coach.Threads.
func (s *Store) ListMessages(ctx context.Context, conversationID string, afterTurn, turns int) ([]coach.Message, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanMessage, "SELECT "+messageColumns+` FROM messages m
		WHERE m.conversation_id = $1 AND m.turn > $2 AND m.turn <= $3 ORDER BY m.turn, m.variant`, conversationID, afterTurn, afterTurn+turns)
	return list, doing("list messages", s.fault(err))
}

// RecentMessages implements coach.Turns.
func (s *Store) RecentMessages(ctx context.Context, conversationID string, beforeTurn, most int) ([]coach.Message, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	scan := func(row scanner) (coach.Message, error) {
		var state string
		m, err := scanMessageAnd(row, &state)
		if err == nil && state != "" {
			m.State, err = base64.StdEncoding.DecodeString(state)
		}
		return m, err
	}
	list, err := collect(ctx, s.read, scan, "SELECT "+messageHead+"CASE WHEN m.turn = $4 THEN m.details ELSE '{}' END"+messageTail+`, CASE WHEN m.turn = $4 THEN m.state ELSE '' END FROM messages m
		WHERE m.conversation_id = $1 AND m.turn < $2 ORDER BY m.turn DESC, m.variant DESC LIMIT $3`, conversationID, beforeTurn, most, beforeTurn-1)
	slices.Reverse(list)
	return list, doing("recall messages", s.fault(err))
}

// KeepTurn implements coach.Turns. The row of the conversation decides who was
// first; the row of the person, which a running answer locks, how many there are.
func (s *Store) KeepTurn(ctx context.Context, t coach.Turn) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := keepConversation(ctx, tx, t); err != nil {
			return err
		}
		if t.Drop || len(t.Learned) > 0 {
			if err := oneMemory(ctx, tx, t.Conversation.UID); err != nil {
				return err
			}
		}
		if t.Drop {
			if err := dropWorkouts(ctx, tx, t.Conversation.ID, t.Answer.Turn); err != nil {
				return err
			}
			if err := dropFacts(ctx, tx, t); err != nil {
				return err
			}
			_, err := exec(ctx, tx, "DELETE FROM messages WHERE conversation_id = $1 AND turn >= $2", t.Conversation.ID, t.Answer.Turn)
			if err != nil {
				return err
			}
		}
		if err := s.keepMessages(ctx, tx, t); err != nil {
			return err
		}
		if err := keepTold(ctx, tx, t.Answer, t.Workout); err != nil {
			return err
		}
		if err := keepFacts(ctx, tx, t.Conversation.UID, t.Learned); err != nil || t.Job == nil {
			return err
		}
		return startAnswer(ctx, tx, t.Answer.ID, *t.Job)
	})
	if isForeignKey(err) { // the person has just been deleted
		err = coach.ErrNoConversation
	}
	return doing("keep a turn", err)
}

func keepConversation(ctx context.Context, tx *sql.Tx, t coach.Turn) error {
	c := t.Conversation
	if t.IsNew {
		_, err := exec(ctx, tx, `INSERT INTO conversations (id, uid, title, created_at, updated_at, turns, answers, answer_id)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, c.ID, c.UID, c.Title, micros(c.CreatedAt), micros(c.UpdatedAt), c.Turns, c.Answers, c.AnswerID)
		return err
	}
	n, err := exec(ctx, tx, `UPDATE conversations SET updated_at = $1, turns = $2, answers = $3, answer_id = $4,
		title = CASE WHEN title = $5 THEN $6 ELSE title END WHERE id = $7 AND uid = $8 AND answers = $3 - 1`,
		micros(c.UpdatedAt), c.Turns, c.Answers, c.AnswerID, t.OldTitle, c.Title, c.ID, c.UID)
	if err != nil || n > 0 {
		return err
	}
	var one int
	err = tx.QueryRowContext(ctx, "SELECT 1 FROM conversations WHERE id = $1 AND uid = $2", c.ID, c.UID).Scan(&one)
	switch {
	case err == nil:
		return coach.ErrConflict
	case errors.Is(err, sql.ErrNoRows):
		return coach.ErrNoConversation
	}
	return err
}

const (
	messageInsert = `INSERT INTO messages (id, conversation_id, turn, variant, number, status, coach, text, details, state,
		created_at, finished_at) VALUES `
	messageFields = 12
)

func (s *Store) keepMessages(ctx context.Context, tx *sql.Tx, t coach.Turn) error {
	all := []coach.Message{t.Answer}
	if t.Question != nil {
		all = []coach.Message{*t.Question, t.Answer}
	}
	query, args := messageInsert, []any{}
	for i, m := range all {
		details, err := writeDetails(m)
		if err != nil {
			return err
		}
		if i > 0 {
			query += ", "
		}
		query += placeholders(i*messageFields+1, messageFields)
		args = append(args, m.ID, m.ConversationID, m.Turn, m.Variant, m.Number, string(m.Status), string(m.Writer), m.Text, details,
			base64.StdEncoding.EncodeToString(m.State), micros(m.CreatedAt), micros(m.FinishedAt))
	}
	if _, err := exec(ctx, tx, query, args...); err != nil {
		return err
	}
	for _, m := range all {
		if err := s.indexMessage(ctx, tx, t.Conversation.UID, m); err != nil {
			return err
		}
	}
	return nil
}

// indexMessage makes a message be found, once it is whole.
func (s *Store) indexMessage(ctx context.Context, tx *sql.Tx, uid string, m coach.Message) error {
	words := indexed(m.Text)
	if m.Status == coach.Running || words == "" {
		return nil
	}
	_, err := exec(ctx, tx, s.index(), m.ID, searchUID(uid), words)
	return err
}

// RateMessage implements coach.Turns.
func (s *Store) RateMessage(ctx context.Context, uid, id string, r coach.Rating, reason string) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, `UPDATE messages SET rating = $1, reason = $2 WHERE id = $3 AND variant > 0
		AND EXISTS (SELECT 1 FROM conversations WHERE conversations.id = messages.conversation_id AND conversations.uid = $4)`, string(r), reason, id, uid)
	if errors.Is(err, errText) {
		n, err = 0, nil
	}
	return doing("rate a message", mustChange(n, s.fault(err), coach.ErrNoMessage))
}
