package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"time"

	"spotter/coach"
)

// startAnswer begins a running answer, provided that its person has few enough.
func startAnswer(ctx context.Context, tx *sql.Tx, messageID string, j coach.Job) error {
	// Of two that begin at once the second waits here, and counts the first.
	if _, err := exec(ctx, tx, "UPDATE users SET version = version WHERE uid = $1", j.UID); err != nil {
		return err
	}
	n, err := exec(ctx, tx, `INSERT INTO answers (message_id, uid, owner, heartbeat_at) SELECT $1, $2, $3, CAST($4 AS BIGINT)
		WHERE (SELECT COUNT(*) FROM answers WHERE ended_at IS NULL AND uid = $2 AND heartbeat_at > $5) < $6`,
		messageID, j.UID, j.Owner, micros(j.HeartbeatAt), micros(j.HeartbeatAt.Add(-coach.DeadAfter)), coach.MaxAnswers)
	return mustChange(n, err, coach.ErrTooManyAnswers)
}

func addEvents(ctx context.Context, tx *sql.Tx, messageID string, events []coach.Event) error {
	if len(events) == 0 {
		return nil
	}
	text, err := writeEvents(events)
	if err != nil {
		return err
	}
	_, err = exec(ctx, tx, "INSERT INTO answer_events (message_id, last, events) VALUES ($1, $2, $3)",
		messageID, events[len(events)-1].Number, text)
	return err
}

func scanNumber(row scanner) (n int64, err error) {
	err = row.Scan(&n)
	return n, err
}

// EventsAfter implements coach.Answers. The job is read first: when that has
// ended, all events are there.
func (s *Store) EventsAfter(ctx context.Context, messageID string, number int64) (coach.Job, []coach.Event, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	jobs, err := collect(ctx, s.read, scanJob, "SELECT uid, owner, heartbeat_at, stop, COALESCE(ended_at, 0) FROM answers WHERE message_id = $1", messageID)
	if errors.Is(err, errText) || err == nil && len(jobs) == 0 {
		err = coach.ErrNoMessage
	}
	if err != nil {
		return coach.Job{}, nil, doing("read events", s.fault(err))
	}
	texts, err := collect(ctx, s.read, scanID, "SELECT events FROM answer_events WHERE message_id = $1 AND last > $2 ORDER BY last", messageID, number)
	if err != nil {
		return coach.Job{}, nil, doing("read events", s.fault(err))
	}
	var events []coach.Event
	for _, text := range texts {
		if events, err = readEvents(events, text, number); err != nil {
			return coach.Job{}, nil, doing("read events", err)
		}
	}
	return jobs[0], events, nil
}

func scanJob(row scanner) (j coach.Job, err error) {
	var heartbeat, stop, ended int64
	err = row.Scan(&j.UID, &j.Owner, &heartbeat, &stop, &ended)
	j.HeartbeatAt, j.Stop, j.EndedAt = fromMicros(heartbeat), stop != 0, fromMicros(ended)
	return j, err
}

// StopAnswer implements coach.Answers.
func (s *Store) StopAnswer(ctx context.Context, messageID string) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	_, err := exec(ctx, s.write, "UPDATE answers SET stop = 1 WHERE message_id = $1 AND ended_at IS NULL", messageID)
	return doing("stop an answer", s.fault(err))
}

// FinishAnswer implements coach.Answers.
func (s *Store) FinishAnswer(ctx context.Context, f coach.Finish) (bool, error) {
	details, err := writeDetails(f.Message)
	if err != nil {
		return false, doing("finish an answer", err)
	}
	m, finished := f.Message, false
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		uids, err := collect(ctx, tx, scanID, `UPDATE answers SET ended_at = $1 WHERE message_id = $2 AND owner = $3 AND ended_at IS NULL
			AND (CAST($4 AS BIGINT) = 0 OR heartbeat_at <= $4) RETURNING uid`, micros(m.FinishedAt), m.ID, f.Owner, micros(f.Dead))
		if finished = err == nil && len(uids) > 0; !finished {
			return err
		}
		if err := addEvents(ctx, tx, m.ID, f.Events); err != nil {
			return err
		}
		_, err = exec(ctx, tx, `UPDATE messages SET status = $1, coach = $2, text = $3, details = $4, finished_at = $6,
			state = CASE WHEN CAST($8 AS BIGINT) = 0 THEN $5 ELSE state END WHERE id = $7`,
			string(m.Status), string(m.Writer), m.Text, details, base64.StdEncoding.EncodeToString(m.State), micros(m.FinishedAt), m.ID, micros(f.Dead))
		if err != nil {
			return err
		}
		if err := keepTold(ctx, tx, m, f.Workout); err != nil {
			return err
		}
		return s.indexMessage(ctx, tx, uids[0], m)
	})
	return finished && err == nil, doing("finish an answer", err)
}

// mostDead bounds one look for dead answers: the next finds the rest.
const mostDead = 100

// DeadAnswers implements coach.Answers.
func (s *Store) DeadAnswers(ctx context.Context, since time.Time) ([]string, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	ids, err := collect(ctx, s.read, scanID, "SELECT message_id FROM answers WHERE ended_at IS NULL AND heartbeat_at <= $1 LIMIT $2", micros(since), mostDead)
	return ids, doing("look for dead answers", s.fault(err))
}
