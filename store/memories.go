package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"

	"spotter/coach"
)

// Facts implements coach.Memory.
func (s *Store) Facts(ctx context.Context, uid string) ([]coach.Fact, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanFact, `SELECT f.id, f.kind, f.value, f.gone, f.said_at, COALESCE(f.from_message_id, ''),
		COALESCE(m.conversation_id, ''), COALESCE(m.turn, 0) FROM memories f LEFT JOIN messages m ON m.id = f.from_message_id
		WHERE f.uid = $1 ORDER BY f.said_at, f.id LIMIT $2`, uid, coach.MaxFacts)
	return list, doing("recall facts", s.fault(err))
}

func scanFact(row scanner) (f coach.Fact, err error) {
	var gone, said int64
	err = row.Scan(&f.ID, &f.Kind, &f.Value, &gone, &said, &f.MessageID, &f.ConversationID, &f.Turn)
	f.Gone, f.SaidAt = gone != 0, fromMicros(said)
	return f, err
}

// Forget implements coach.Memory.
func (s *Store) Forget(ctx context.Context, uid, id string, at time.Time) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := oneMemory(ctx, tx, uid); err != nil {
			return err
		}
		n, err := exec(ctx, tx, "DELETE FROM memories WHERE uid = $1 AND id = $2 AND gone = 0 AND kind <> $3", uid, id, string(coach.FactForgotten))
		if errors.Is(err, errText) {
			n, err = 0, nil
		}
		if err := mustChange(n, err, coach.ErrNoFact); err != nil {
			return err
		}
		mark := coach.Fact{Kind: coach.FactForgotten}
		_, err = exec(ctx, tx, `INSERT INTO memories (uid, key, id, kind, value, gone, said_at) VALUES ($1, $2, $3, $4, '', 0, $5)
			ON CONFLICT (uid, key) DO UPDATE SET said_at = excluded.said_at WHERE excluded.said_at > memories.said_at`,
			uid, mark.Key(), uuid.NewString(), string(mark.Kind), micros(at))
		return err
	})
	if isForeignKey(err) { // the person has just been deleted
		err = coach.ErrNoFact
	}
	return doing("forget a fact", err)
}

// Learn implements coach.Memory.
func (s *Store) Learn(ctx context.Context, uid string, list []coach.Fact) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := oneMemory(ctx, tx, uid); err != nil {
			return err
		}
		return keepFacts(ctx, tx, uid, list)
	})
	if isForeignKey(err) { // the person has just been deleted
		err = nil
	}
	return doing("learn facts", err)
}

// oneMemory has whoever changes what is remembered of a person wait for whoever
// does already: what of it stands there is read as the other leaves it.
func oneMemory(ctx context.Context, tx *sql.Tx, uid string) error {
	_, err := exec(ctx, tx, "UPDATE users SET version = version WHERE uid = $1", uid)
	return err
}

// dropFacts forgets what was learned from a turn and all behind it, as long as
// their messages are there.
func dropFacts(ctx context.Context, tx *sql.Tx, t coach.Turn) error {
	_, err := exec(ctx, tx, `DELETE FROM memories WHERE from_message_id IN
		(SELECT id FROM messages WHERE conversation_id = $1 AND turn >= $2)`, t.Conversation.ID, t.Answer.Turn)
	return err
}

// keepFacts keeps what a question says, unless the person has said or deleted
// something later. A fact said once more stays the same one. It comes behind
// oneMemory.
func keepFacts(ctx context.Context, tx *sql.Tx, uid string, list []coach.Fact) error {
	for _, f := range list {
		_, err := exec(ctx, tx, `INSERT INTO memories (uid, key, id, kind, value, gone, said_at, from_message_id)
			SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT), NULLIF($8, '')
			WHERE NOT EXISTS (SELECT 1 FROM memories WHERE uid = $1 AND key = $9 AND said_at >= $7)
			ON CONFLICT (uid, key) DO UPDATE SET value = excluded.value, gone = excluded.gone, said_at = excluded.said_at,
			from_message_id = excluded.from_message_id,
			id = CASE WHEN memories.value = excluded.value AND memories.gone = excluded.gone THEN memories.id ELSE excluded.id END
			WHERE excluded.said_at > memories.said_at`,
			uid, f.Key(), f.ID, string(f.Kind), f.Value, flag(f.Gone), micros(f.SaidAt), f.MessageID, string(coach.FactForgotten))
		if err != nil {
			return err
		}
	}
	return nil
}
