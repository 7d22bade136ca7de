package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"spotter/coach"
)

// ReserveTokens implements coach.Spending. Nothing is set aside for a person who
// is gone.
func (s *Store) ReserveTokens(ctx context.Context, uid string, day time.Time, tokens, most int64) (bool, error) {
	n, err := s.spend(ctx, `INSERT INTO spending AS s (uid, day_at, reserved)
		SELECT uid, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM users WHERE uid = $1 AND CAST($4 AS BIGINT) > 0
		ON CONFLICT (uid, day_at) DO UPDATE SET reserved = s.reserved + excluded.reserved
		WHERE s.prompt + s.completion + s.reserved < CAST($4 AS BIGINT)`, uid, micros(day), tokens, most)
	return n > 0, doing("reserve tokens", err)
}

// SettleTokens implements coach.Spending.
func (s *Store) SettleTokens(ctx context.Context, c coach.Settlement) error {
	_, err := s.spend(ctx, `UPDATE spending SET reserved = CASE WHEN reserved > $3 THEN reserved - $3 ELSE 0 END,
		prompt = prompt + $4, completion = completion + $5, estimated = estimated + $6 WHERE uid = $1 AND day_at = $2`,
		c.UID, micros(c.Day), c.Reserved, c.Prompt, c.Completion, c.Estimated)
	return doing("settle tokens", err)
}

// TellSpent implements coach.Spending.
func (s *Store) TellSpent(ctx context.Context, uid string, day time.Time) (bool, error) {
	n, err := s.spend(ctx, `INSERT INTO spending AS s (uid, day_at, told)
		SELECT uid, CAST($2 AS BIGINT), 1 FROM users WHERE uid = $1
		ON CONFLICT (uid, day_at) DO UPDATE SET told = 1 WHERE s.told = 0`, uid, micros(day))
	return n > 0, doing("note that a budget is spent", err)
}

// TokensOn implements coach.Spending.
func (s *Store) TokensOn(ctx context.Context, uid string, day time.Time) (coach.Tokens, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var t coach.Tokens
	err := s.read.QueryRowContext(ctx, "SELECT prompt, completion, estimated, reserved FROM spending WHERE uid = $1 AND day_at = $2", uid, micros(day)).
		Scan(&t.Prompt, &t.Completion, &t.Estimated, &t.Reserved)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t, doing("look at tokens", s.fault(err))
}

// TokensByDay implements coach.Spending. There are no more rows than days are kept.
func (s *Store) TokensByDay(ctx context.Context, uid string) ([]coach.DayTokens, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	days, err := collect(ctx, s.read, scanDayTokens, "SELECT day_at, prompt, completion, estimated, reserved FROM spending WHERE uid = $1 ORDER BY day_at DESC", uid)
	return days, doing("list tokens", s.fault(err))
}

func scanDayTokens(row scanner) (d coach.DayTokens, err error) {
	var at int64
	err = row.Scan(&at, &d.Prompt, &d.Completion, &d.Estimated, &d.Reserved)
	d.Day = time.UnixMicro(at).UTC()
	return d, err
}

// spend runs one statement, and returns how many rows it changed.
func (s *Store) spend(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err = exec(ctx, tx, query, args...)
		return err
	})
	return n, err
}
