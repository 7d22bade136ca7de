package store

import (
	"context"
	"database/sql"
	"errors"

	"spotter/account"
	"spotter/coach"
)

const workoutColumns = "id, uid, day, sets, note, created_at, COALESCE(question_id, ''), planned, COALESCE(request_key, '')"

func scanWorkout(row scanner) (w coach.Workout, err error) {
	var day, sets string
	var created, planned int64
	if err = row.Scan(&w.ID, &w.UID, &day, &sets, &w.Note, &created, &w.QuestionID, &planned, &w.RequestKey); err != nil {
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
func (s *Store) AddWorkout(ctx context.Context, w coach.Workout) (kept coach.Workout, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		kept, err = addWorkout(ctx, tx, w)
		return err
	})
	return kept, doing("add a workout", err)
}

// addWorkout adds a workout, provided that there are few enough and none of the same
// request.
func addWorkout(ctx context.Context, tx *sql.Tx, w coach.Workout) (coach.Workout, error) {
	if err := oneByOne(ctx, tx, w.UID); err != nil {
		return w, err
	}
	if w.RequestKey != "" {
		before, err := collect(ctx, tx, scanWorkout, "SELECT "+workoutColumns+" FROM workouts WHERE uid = $1 AND request_key = $2", w.UID, w.RequestKey)
		if err != nil || len(before) > 0 {
			return append(before, w)[0], err
		}
	}
	planned := 0
	if w.Planned {
		planned = 1
	}
	n, err := exec(ctx, tx, `INSERT INTO workouts (id, uid, day, sets, note, created_at, question_id, planned, request_key)
		SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS TEXT), CAST($8 AS BIGINT), CAST($9 AS TEXT) WHERE (SELECT COUNT(*) FROM workouts WHERE uid = $2) < $10`,
		w.ID, w.UID, dayText(w.Day), writeSets(w.Sets), w.Note, micros(w.CreatedAt), orNull(w.QuestionID), planned, orNull(w.RequestKey), coach.MaxWorkouts)
	return w, mustChange(n, err, coach.ErrTooManyWorkouts)
}

// oneByOne has those who change the log of a person at once wait for each other: the
// second counts, and sees, what the first has kept.
func oneByOne(ctx context.Context, tx *sql.Tx, uid string) error {
	n, err := exec(ctx, tx, "UPDATE users SET version = version WHERE uid = $1", uid)
	return mustChange(n, err, account.ErrNoPerson)
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// lastDay is behind every day.
const lastDay = "9999-99-99"

// ListWorkouts implements coach.Workouts.
func (s *Store) ListWorkouts(ctx context.Context, uid string, p coach.WorkoutPage) ([]coach.Workout, error) {
	ctx, cancel := s.bounded(ctx)
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
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// A tick of the same day must not write to a workout that is gone.
		if err := oneByOne(ctx, tx, uid); err != nil {
			return err
		}
		days, err := collect(ctx, tx, scanID, "DELETE FROM workouts WHERE id = $1 AND uid = $2 RETURNING CASE planned WHEN 1 THEN day ELSE '' END", id, uid)
		if err := mustChange(int64(len(days)), err, coach.ErrNoWorkout); err != nil || days[0] == "" {
			return err
		}
		_, err = exec(ctx, tx, "DELETE FROM plan_days WHERE uid = $1 AND day = $2", uid, days[0])
		return err
	})
	if errors.Is(err, errText) || errors.Is(err, account.ErrNoPerson) {
		err = coach.ErrNoWorkout
	}
	return doing("delete a workout", err)
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
	_, err = addWorkout(ctx, tx, told)
	return err
}
