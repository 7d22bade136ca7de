package store

import (
	"context"
	"database/sql"
	"errors"

	"spotter/account"
	"spotter/coach"
)

const workoutColumns = "id, uid, day, sets, note, created_at, COALESCE(question_id, ''), planned"

func scanWorkout(row scanner) (w coach.Workout, err error) {
	var day, sets string
	var created, planned int64
	if err = row.Scan(&w.ID, &w.UID, &day, &sets, &w.Note, &created, &w.QuestionID, &planned); err != nil {
		return w, err
	}
	w.CreatedAt, w.Planned = fromMicros(created), planned != 0
	if w.Day, err = readDay(day); err != nil {
		return w, err
	}
	w.Sets, err = readSets(sets, w.Day)
	return w, err
}

// AddWorkout implements coach.Workouts.
func (s *Store) AddWorkout(ctx context.Context, w coach.Workout) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return addWorkout(ctx, tx, w) })
	return doing("add a workout", err)
}

// addWorkout adds a workout, provided that there are few enough.
func addWorkout(ctx context.Context, tx *sql.Tx, w coach.Workout) error {
	// Of two that are added at once the second waits here, and counts the first.
	n, err := exec(ctx, tx, "UPDATE users SET version = version WHERE uid = $1", w.UID)
	if err := mustChange(n, err, account.ErrNoPerson); err != nil {
		return err
	}
	var question any
	if w.QuestionID != "" {
		question = w.QuestionID
	}
	planned := 0
	if w.Planned {
		planned = 1
	}
	n, err = exec(ctx, tx, `INSERT INTO workouts (id, uid, day, sets, note, created_at, question_id, planned)
		SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS TEXT), CAST($8 AS BIGINT) WHERE (SELECT COUNT(*) FROM workouts WHERE uid = $2) < $9`,
		w.ID, w.UID, dayText(w.Day), writeSets(w.Sets), w.Note, micros(w.CreatedAt), question, planned, coach.MaxWorkouts)
	return mustChange(n, err, coach.ErrTooManyWorkouts)
}

// lastDay is behind every day.
const lastDay = "9999-99-99"

// ListWorkouts implements coach.Workouts.
func (s *Store) ListWorkouts(ctx context.Context, uid string, p coach.WorkoutPage) ([]coach.Workout, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	since, before := "", lastDay
	if !p.Since.IsZero() {
		since = dayText(p.Since)
	}
	if !p.Before.IsZero() {
		before = dayText(p.Before)
	}
	list, err := collect(ctx, s.read, scanWorkout, "SELECT "+workoutColumns+` FROM workouts
		WHERE uid = $1 AND day >= $2 AND (day, id) < ($3, $4) ORDER BY day DESC, id DESC LIMIT $5`, uid, since, before, p.BeforeID, p.Most)
	return list, doing("list workouts", s.fault(err))
}

// DeleteWorkout implements coach.Workouts.
func (s *Store) DeleteWorkout(ctx context.Context, uid, id string) error {
	ctx, cancel := bounded(ctx)
	defer cancel()
	n, err := exec(ctx, s.write, "DELETE FROM workouts WHERE id = $1 AND uid = $2", id, uid)
	if errors.Is(err, errText) {
		n, err = 0, nil
	}
	return doing("delete a workout", mustChange(n, s.fault(err), coach.ErrNoWorkout))
}

// dropWorkouts forgets what the questions from a turn on told of.
func dropWorkouts(ctx context.Context, tx *sql.Tx, conversationID string, turn int) error {
	_, err := exec(ctx, tx, `DELETE FROM workouts WHERE question_id IN
		(SELECT id FROM messages WHERE conversation_id = $1 AND turn >= $2 AND variant = 0)`, conversationID, turn)
	return err
}

// keepTold keeps the workout that an answer notes down. One of a question that is
// answered once more takes the place of the one before.
func keepTold(ctx context.Context, tx *sql.Tx, answer coach.Message, w *coach.Workout) error {
	if answer.Status != coach.Done || answer.Variant == 1 && w == nil {
		return nil
	}
	questions, err := collect(ctx, tx, scanID, "SELECT id FROM messages WHERE conversation_id = $1 AND turn = $2 AND variant = 0", answer.ConversationID, answer.Turn)
	if err != nil || len(questions) == 0 {
		return err
	}
	if answer.Variant > 1 {
		if _, err := exec(ctx, tx, "DELETE FROM workouts WHERE question_id = $1", questions[0]); err != nil {
			return err
		}
	}
	if w == nil {
		return nil
	}
	told := *w
	told.QuestionID = questions[0]
	return addWorkout(ctx, tx, told)
}
