package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// wordTable says how an index of words is made anew: PostgreSQL's has another
// form than SQLite's, from which the words cannot be read back.
type wordTable struct {
	texts string                // SQLite: key, person and text of each row of the index
	index func(s *Store) string // PostgreSQL: key, person, words
}

var wordTables = map[string]wordTable{
	"message_words": {
		texts: `SELECT m.id, c.uid, m.text FROM message_words w JOIN messages m ON m.seq = w.rowid JOIN conversations c ON c.id = m.conversation_id`,
		index: (*Store).index,
	},
}

// wordBatch is how many texts go to PostgreSQL at once.
const wordBatch = 200

// indexAnew indexes every text that SQLite has in its index.
func (s *Store) indexAnew(ctx context.Context, source leaving, tx pgx.Tx, name string) (Moved, error) {
	rows, err := source.conn.QueryContext(ctx, wordTables[name].texts)
	if err != nil {
		return Moved{}, err
	}
	defer rows.Close()
	statement := wordTables[name].index(s)
	batch := &pgx.Batch{}
	for rows.Next() {
		var key, uid, text string
		if err := rows.Scan(&key, &uid, &text); err != nil {
			return Moved{}, err
		}
		batch.Queue(statement, key, searchUID(uid), indexed(text))
		if batch.Len() == wordBatch {
			if err := tx.SendBatch(ctx, batch).Close(); err != nil {
				return Moved{}, err
			}
			batch = &pgx.Batch{}
		}
	}
	if err := rows.Err(); err != nil {
		return Moved{}, err
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return Moved{}, err
	}
	return sameCount(ctx, source, tx, name)
}

// sameCount wants an index that was made anew to have as many rows as before.
func sameCount(ctx context.Context, source leaving, tx pgx.Tx, name string) (Moved, error) {
	var before, now int64
	if err := source.conn.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+quoted(name)).Scan(&before); err != nil {
		return Moved{}, err
	}
	if err := tx.QueryRow(ctx, "SELECT COUNT(*) FROM "+quoted(name)).Scan(&now); err != nil {
		return Moved{}, err
	}
	if before != now {
		return Moved{}, fmt.Errorf("%w: of %d texts %d are indexed", errNotTheSame, before, now)
	}
	return Moved{Table: name, Rows: now}, nil
}
