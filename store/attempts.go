package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"spotter/account"
)

// attemptMemory is for how long a counter is kept after it has forgotten
// everything: longer than any delay that may still hold.
const attemptMemory = time.Hour

// moveAttempt admits an attempt and moves its counter, or does neither. The
// level is how many attempts are remembered with this one, rounded up; from $4
// on the next is admitted after a delay of $5 that doubles up to $6, or, where
// there is no delay, when the bucket has room again.
//
// $1 name, $2 now, $3 leak, $4 burst, $5 first delay, $6 longest delay, $7 and
// $8 tat and next_at of the first attempt.
var moveAttempt = strings.NewReplacer(
	"TAT", "(CASE WHEN a.tat > $2 THEN a.tat ELSE $2 END + $3)",
	"BEYOND", "((CASE WHEN a.tat > $2 THEN a.tat ELSE $2 END + $3 - $2 + $3 - 1) / $3 - $4)",
).Replace(`INSERT INTO attempts AS a (name, tat, next_at) VALUES ($1, $7, $8)
	ON CONFLICT (name) DO UPDATE SET tat = TAT,
	next_at = CASE WHEN CAST($5 AS BIGINT) = 0 THEN TAT - ($4 - 1) * $3
		WHEN BEYOND < 0 THEN 0
		WHEN BEYOND > 16 OR (CAST($5 AS BIGINT) << CAST(BEYOND AS INTEGER)) > $6 THEN $2 + $6
		ELSE $2 + (CAST($5 AS BIGINT) << CAST(BEYOND AS INTEGER)) END,
	noted = CASE WHEN a.tat > $2 THEN a.noted ELSE 0 END
	WHERE a.next_at <= $2
	RETURNING next_at`)

// errRefused takes back what the transaction has moved before a counter refused.
var errRefused = errors.New("a counter refuses")

// Reserve implements account.Attempts.
func (s *Store) Reserve(ctx context.Context, a account.Attempt) (account.Reservation, error) {
	var steps []*step
	var next []int64 // of each counter
	plan := func() []*step {
		steps, next = nil, make([]int64, len(a.Counters))
		for i, c := range a.Counters {
			steps = append(steps, move(a.At, c, &next[i]))
		}
		return steps
	}
	var r account.Reservation
	noted := false
	err := s.together(ctx, plan, func(ctx context.Context, q querier, none error) (err error) {
		if none == nil {
			return nil
		}
		r.Refused = &account.Full{Counter: slices.IndexFunc(steps, func(st *step) bool { return st.n == 0 })}
		if r.Refused.Until, noted, err = lookAtAttempt(ctx, q, a.Counters[r.Refused.Counter].Name); err != nil {
			return err
		}
		return none
	})
	if err == nil {
		return account.Reservation{Moved: moved(a.Counters, steps, next)}, nil
	}
	if !errors.Is(err, errRefused) {
		return account.Reservation{}, doing("count an attempt", err)
	}
	if c := a.Counters[r.Refused.Counter]; c.Event.Kind != "" && !noted {
		r.Refused.First, err = s.note(ctx, c)
		return r, doing("count an attempt", err)
	}
	return r, nil
}

// move is the step that moves a counter, and reads into next from when on it
// admits another.
func move(at time.Time, c account.Counter, next *int64) *step {
	none := errRefused
	if c.Once {
		none = errEnough
	}
	return &step{query: moveAttempt, none: none, each: func(row scanner) error { return row.Scan(next) }, args: []any{
		c.Name, micros(at), c.Leak.Microseconds(), int64(c.Burst), c.Delay.Microseconds(), c.MaxDelay.Microseconds(),
		micros(at.Add(c.Leak)), micros(afterFirst(at, c)),
	}}
}

// moved is the counters before the first that was not moved.
func moved(counters []account.Counter, steps []*step, next []int64) (list []account.Move) {
	for i, c := range counters {
		if steps[i].n == 0 {
			break
		}
		list = append(list, account.Move{Name: c.Name, Leak: c.Leak, NextAt: fromMicros(next[i])})
	}
	return list
}

// afterFirst is when an attempt is admitted after the first one.
func afterFirst(at time.Time, c account.Counter) time.Time {
	switch {
	case c.Delay == 0:
		return at.Add(c.Leak - c.Tolerance())
	case c.Burst > 1:
		return time.Time{}
	}
	return at.Add(c.Delay)
}

func lookAtAttempt(ctx context.Context, q querier, name string) (until time.Time, noted bool, err error) {
	noted = true // if it was purged in this moment
	scan := func(row scanner) (struct{}, error) {
		var next, flag int64
		err := row.Scan(&next, &flag)
		until, noted = fromMicros(next), flag != 0
		return struct{}{}, err
	}
	_, err = collect(ctx, q, scan, "SELECT next_at, noted FROM attempts WHERE name = $1", name)
	return until, noted, err
}

// note keeps the event of a counter that has refused, unless another call has.
func (s *Store) note(ctx context.Context, c account.Counter) (first bool, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, "UPDATE attempts SET noted = 1 WHERE name = $1 AND noted = 0", c.Name)
		if first = err == nil && n > 0; !first {
			return err
		}
		return addEvent(ctx, tx, c.Event)
	})
	return first && err == nil, err
}

// Full implements account.Attempts.
func (s *Store) Full(ctx context.Context, name string, at time.Time) (bool, error) {
	ctx, cancel := s.byKey(ctx)
	defer cancel()
	var next int64
	found, err := s.hotRow(ctx, s.read, "SELECT next_at FROM attempts WHERE name = $1", []any{name}, &next)
	return found && next > micros(at), doing("look at a counter", err)
}

const giveBack = `UPDATE attempts SET tat = tat - $2, next_at = CASE WHEN next_at = $3 THEN 0 ELSE next_at END
	WHERE name = $1`

// Release implements account.Attempts. A delay goes with the attempt that has
// caused it; one that another has caused since stays.
func (s *Store) Release(ctx context.Context, moved []account.Move) error {
	plan := func() (steps []*step) {
		for _, m := range moved {
			steps = append(steps, &step{query: giveBack, args: []any{m.Name, m.Leak.Microseconds(), micros(m.NextAt)}})
		}
		return steps
	}
	return doing("give an attempt back", s.together(ctx, plan, nil))
}

// CountRefresh implements account.Attempts.
func (s *Store) CountRefresh(ctx context.Context, sid string, at time.Time, pace account.Pace) (bool, error) {
	var counted bool
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `UPDATE sessions SET refresh_tat = CASE WHEN refresh_tat > $2 THEN refresh_tat ELSE $2 END + $3
			WHERE sid = $1 AND refresh_tat <= $4`, sid, micros(at), pace.Leak.Microseconds(), fullAt(at, pace))
		counted = n > 0
		return err
	})
	return counted && err == nil, doing("count a refresh", err)
}

// fullAt is how far ahead of the clock, in microseconds, a bucket may be and
// still take one more.
func fullAt(at time.Time, pace account.Pace) int64 {
	if pace.Unlimited() {
		return math.MaxInt64
	}
	return micros(at.Add(pace.Tolerance()))
}

// BusiestAddress implements account.Attempts.
func (s *Store) BusiestAddress(ctx context.Context, since time.Time) (account.Crowd, error) {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	scan := func(row scanner) (c account.Crowd, err error) {
		err = row.Scan(&c.Address, &c.People, &c.All)
		return c, err
	}
	list, err := collect(ctx, s.read, scan, `SELECT address, COUNT(DISTINCT uid) AS people,
		(SELECT COUNT(DISTINCT uid) FROM events WHERE kind = 'signed_in' AND at >= $1)
		FROM events WHERE kind = 'signed_in' AND at >= $1 GROUP BY address ORDER BY people DESC, address LIMIT 1`, micros(since))
	if err != nil || len(list) == 0 {
		return account.Crowd{}, doing("find the busiest address", s.fault(err))
	}
	return list[0], nil
}
