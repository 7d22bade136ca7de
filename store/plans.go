package store

import (
	"context"
	"database/sql"
	"time"

	"spotter/account"
	"spotter/coach"
)

func scanPlan(row scanner) (p coach.Plan, err error) {
	var starts, choices string
	var created int64
	if err = row.Scan(&p.ID, &p.UID, &p.Version, &starts, &choices, &created); err != nil {
		return p, err
	}
	p.CreatedAt = fromMicros(created)
	if p.StartsOn, err = readDay(starts); err != nil {
		return p, err
	}
	p.Choices, err = readChoices(choices)
	return p, err
}

// PlanOf implements coach.Plans.
func (s *Store) PlanOf(ctx context.Context, uid string) (coach.Plan, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	list, err := collect(ctx, s.read, scanPlan, "SELECT id, uid, version, starts_on, choices, created_at FROM plans WHERE uid = $1", uid)
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
	ctx, cancel := bounded(ctx)
	defer cancel()
	choices, err := writeChoices(p.Choices)
	if err != nil {
		return doing("save a plan", err)
	}
	query := `UPDATE plans SET id = $1, version = $3, starts_on = $4, choices = $5, created_at = $6 WHERE uid = $2 AND version = $3 - 1`
	if p.Version == 1 {
		query = `INSERT INTO plans (id, uid, version, starts_on, choices, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (uid) DO NOTHING`
	}
	n, err := exec(ctx, s.write, query, p.ID, p.UID, p.Version, dayText(p.StartsOn), choices, micros(p.CreatedAt))
	if isForeignKey(err) {
		err = account.ErrNoPerson
	}
	return doing("save a plan", mustChange(n, s.fault(err), coach.ErrPlanChanged))
}

// TickDay implements coach.Plans.
func (s *Store) TickDay(ctx context.Context, uid string, d coach.DoneDay, w *coach.Workout) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, "INSERT INTO plan_days (uid, day, done_at) VALUES ($1, $2, $3) ON CONFLICT (uid, day) DO NOTHING", uid, dayText(d.Day), micros(d.At))
		if err != nil || w == nil {
			return err
		}
		if _, err := exec(ctx, tx, "DELETE FROM workouts WHERE uid = $1 AND day = $2 AND planned = 1", uid, dayText(d.Day)); err != nil {
			return err
		}
		return addWorkout(ctx, tx, *w)
	})
	if isForeignKey(err) {
		err = account.ErrNoPerson
	}
	return doing("tick a day", err)
}

// DoneDays implements coach.Plans.
func (s *Store) DoneDays(ctx context.Context, uid string, from, to time.Time) ([]coach.DoneDay, error) {
	ctx, cancel := bounded(ctx)
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
