package coach

import (
	"context"
	"time"
)

// KeepDay keeps exactly this of a day of the plan that has come, in place of all that
// is kept of it: whether it was done, and the sets and the note of its workout; no
// sets are no workout. It is how a change is taken back in one step: what was there
// before is there again, or nothing has happened. It returns what Tick returns.
func (t *Training) KeepDay(ctx context.Context, uid string, p Person, date string, done bool, e WorkoutEntry) (TickedDay, error) {
	day, err := t.dayToTick(ctx, uid, p, date)
	if err != nil {
		return TickedDay{}, err
	}
	var kept *Workout
	if e.Date = date; len(e.Sets) > 0 {
		w, err := e.workout(uid, t.now())
		if err != nil {
			return TickedDay{}, err
		}
		w.Planned = true
		kept = &w
	} else if e.Note != "" {
		return TickedDay{}, errNoteAlone
	}
	return t.changeDay(ctx, uid, p, day, func(r DayRecord) (DayRecord, error) {
		switch {
		case !done:
			r.DoneAt = time.Time{}
		case r.DoneAt.IsZero():
			r.DoneAt = t.now()
		}
		r.Workout = kept
		return r, nil
	})
}
