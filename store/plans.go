package store

import (
	"context"
	"database/sql"
	"time"

	"spotter/account"
	"spotter/coach"
)

func scanPlan(row scanner) (p coach.Plan, err error) {
	var starts, choices, known string
	var created int64
	if err = row.Scan(&p.ID, &p.UID, &p.Version, &starts, &choices, &created, &known); err != nil {
		return p, err
	}
	p.CreatedAt = fromMicros(created)
	if p.StartsOn, err = readDay(starts); err != nil {
		return p, err
	}
	if p.Choices, err = readChoices(choices); err != nil {
		return p, err
	}
	p.Known, err = readKnown(known)
	return p, err
}

// PlanOf implements coach.Plans.
func (s *Store) PlanOf(ctx context.Context, uid string) (coach.Plan, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanPlan, "SELECT id, uid, version, starts_on, choices, created_at, known FROM plans WHERE uid = $1", uid)
	if err == nil && len(list) == 0 {
		err = coach.ErrNoPlan
	}
	if err != nil {
		return coach.Plan{}, doing("look up a plan", s.fault(err))
	}
	return list[0], nil
}

// SavePlan implements coach.Plans.
func (s *Store) SavePlan(ctx context.Context, p coach.Plan) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	choices, err := writeChoices(p.Choices)
	if err != nil {
		return doing("save a plan", err)
	}
	known, err := writeKnown(p.Known)
	if err != nil {
		return doing("save a plan", err)
	}
	query := `UPDATE plans SET id = $1, version = $3, starts_on = $4, choices = $5, created_at = $6, known = $7 WHERE uid = $2 AND version = $3 - 1`
	if p.Version == 1 {
		query = `INSERT INTO plans (id, uid, version, starts_on, choices, created_at, known) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (uid) DO NOTHING`
	}
	n, err := exec(ctx, s.write, query, p.ID, p.UID, p.Version, dayText(p.StartsOn), choices, micros(p.CreatedAt), known)
	if isForeignKey(err) {
		err = account.ErrNoPerson
	}
	return doing("save a plan", mustChange(n, s.fault(err), coach.ErrPlanChanged))
}

// ChangeDay implements coach.Plans.
func (s *Store) ChangeDay(ctx context.Context, uid string, day time.Time, change func(coach.DayRecord) (coach.DayRecord, error)) (kept coach.DayRecord, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := oneByOne(ctx, tx, uid); err != nil {
			return err
		}
		before, err := dayRecord(ctx, tx, uid, day)
		if err != nil {
			return err
		}
		if kept, err = change(before); err != nil {
			return err
		}
		return keepDay(ctx, tx, uid, day, before, kept)
	})
	return kept, doing("change a day of a plan", err)
}

func dayRecord(ctx context.Context, tx *sql.Tx, uid string, day time.Time) (r coach.DayRecord, err error) {
	done, err := collect(ctx, tx, scanMicros, "SELECT done_at FROM plan_days WHERE uid = $1 AND day = $2", uid, dayText(day))
	if err != nil {
		return r, err
	}
	list, err := collect(ctx, tx, scanWorkout, "SELECT "+workoutColumns+" FROM workouts WHERE uid = $1 AND day = $2 AND planned = 1", uid, dayText(day))
	if len(done) > 0 {
		r.DoneAt = done[0]
	}
	if len(list) > 0 {
		r.Workout = &list[0]
	}
	return r, err
}

func scanMicros(row scanner) (time.Time, error) {
	var at int64
	err := row.Scan(&at)
	return fromMicros(at), err
}

// keepDay writes what of a day has changed.
func keepDay(ctx context.Context, tx *sql.Tx, uid string, day time.Time, before, now coach.DayRecord) (err error) {
	switch {
	case now.DoneAt.IsZero() && !before.DoneAt.IsZero():
		_, err = exec(ctx, tx, "DELETE FROM plan_days WHERE uid = $1 AND day = $2", uid, dayText(day))
	case !now.DoneAt.IsZero():
		_, err = exec(ctx, tx, "INSERT INTO plan_days (uid, day, done_at) VALUES ($1, $2, $3) ON CONFLICT (uid, day) DO NOTHING", uid, dayText(day), micros(now.DoneAt))
	}
	if err != nil {
		return err
	}
	if old := before.Workout; old != nil && now.Workout != nil && old.ID == now.Workout.ID {
		n, err := exec(ctx, tx, "UPDATE workouts SET sets = $3, note = $4 WHERE id = $1 AND uid = $2", old.ID, uid, writeSets(now.Workout.Sets), now.Workout.Note)
		return mustChange(n, err, coach.ErrNoWorkout)
	} else if old != nil {
		if _, err = exec(ctx, tx, "DELETE FROM workouts WHERE id = $1 AND uid = $2", old.ID, uid); err != nil {
			return err
		}
	}
	if now.Workout == nil {
		return nil
	}
	added := *now.Workout
	added.Planned = true
	_, err = addWorkout(ctx, tx, added)
	return err
}

// DoneDays implements coach.Plans.
func (s *Store) DoneDays(ctx context.Context, uid string, from, to time.Time) ([]coach.DoneDay, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	scan := func(row scanner) (d coach.DoneDay, err error) {
		var day string
		var at int64
		if err = row.Scan(&day, &at); err != nil {
			return d, err
		}
		d.At = fromMicros(at)
		d.Day, err = readDay(day)
		return d, err
	}
	list, err := collect(ctx, s.read, scan, "SELECT day, done_at FROM plan_days WHERE uid = $1 AND day >= $2 AND day <= $3 ORDER BY day", uid, dayText(from), dayText(to))
	return list, doing("look up days that are done", s.fault(err))
}
