package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// step is one statement of a transaction that does not need to know what those
// before it have found.
type step struct {
	query string
	args  []any
	each  func(scanner) error // is told each row; nil for a statement that yields none
	none  error               // what it means that no row was changed or yielded; nil for nothing

	n int64 // rows it has changed or yielded
}

// errEnough is the none of a step behind which nothing is done, while what is
// before it is kept.
var errEnough = errors.New("the steps behind this one are left out")

// settling goes on in a transaction when its steps have run, before its end. Where
// one of them has found nothing and minds, none is what that means, and it returns
// an error. Nothing is kept when it does.
type settling func(ctx context.Context, q querier, none error) error

// together runs the steps that plan returns in one transaction of at most 3
// seconds, again when the engine says that two transactions stood in each other's
// way. PostgreSQL is sent all of them at once, and the commit when they have been
// answered: to a server far away each question takes its time, and one that hung
// still does not keep what was given up. settle may be nil.
func (s *Store) together(ctx context.Context, plan func() []*step, settle settling) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	if settle == nil {
		settle = func(_ context.Context, _ querier, none error) error { return none }
	}
	try := s.tryInTurn
	if s.postgres {
		try = s.tryAtOnce
	}
	var err error
	for range txTries {
		if err = try(ctx, plan(), settle); !retryable(err) && !errors.Is(err, driver.ErrBadConn) {
			break
		}
	}
	return s.fault(err)
}

func (s *Store) tryInTurn(ctx context.Context, steps []*step, settle settling) error {
	for _, st := range steps {
		if _, err := s.statement(ctx, s.write, st.query); err != nil {
			return err
		}
	}
	return s.tryTx(ctx, func(ctx context.Context, plain *sql.Tx) error {
		tx := hotTx{plain, s}
		for _, st := range steps {
			if err := st.run(ctx, tx); err != nil {
				return err
			}
			if st.n > 0 || st.none == nil {
				continue
			}
			if errors.Is(st.none, errEnough) {
				break
			}
			return settle(ctx, tx, st.none)
		}
		return settle(ctx, tx, nil)
	})
}

func (st *step) run(ctx context.Context, q querier) (err error) {
	if st.each == nil {
		st.n, err = exec(ctx, q, st.query, st.args...)
		return err
	}
	each := func(row scanner) (struct{}, error) {
		st.n++
		return struct{}{}, st.each(row)
	}
	_, err = collect(ctx, q, each, st.query, st.args...)
	return err
}

// tryAtOnce sends the steps in one packet. Those behind one that says errEnough
// have run too by then: they are taken back, and those before it run again.
func (s *Store) tryAtOnce(ctx context.Context, steps []*step, settle settling) error {
	for _, st := range steps {
		if err := checkTexts(st.args); err != nil {
			return err
		}
	}
	for {
		none, err := s.sendAll(ctx, steps, settle)
		if err != nil || !errors.Is(none, errEnough) {
			return err
		}
		steps = before(steps)
	}
}

// sendAll is one transaction. It returns errEnough as none when it has kept
// nothing for that.
func (s *Store) sendAll(ctx context.Context, steps []*step, settle settling) (none, err error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	none, behind, err := begin(ctx, conn, steps)
	if err == nil && !errors.Is(none, errEnough) {
		err = settle(ctx, conn, none)
	}
	if behind != nil && isAborted(err) { // by a step behind the one that has found nothing
		err = behind
	}
	if err == nil && none == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil || none != nil {
		takeBack(ctx, conn)
	}
	return none, err
}

// takeBack ends a transaction that is to leave nothing behind, or the connection
// and the transaction with it.
func takeBack(ctx context.Context, conn *sql.Conn) {
	if _, err := conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// before is the steps before the first that found nothing and says errEnough.
func before(steps []*step) []*step {
	for i, st := range steps {
		if st.n == 0 && errors.Is(st.none, errEnough) {
			return steps[:i]
		}
	}
	return steps
}

// begin begins a transaction with the steps, and returns the none of the first
// that has found nothing and minds, and what has failed behind that one.
func begin(ctx context.Context, conn *sql.Conn, steps []*step) (none, behind, err error) {
	var batch pgx.Batch
	batch.Queue("BEGIN")
	for _, st := range steps {
		batch.Queue(st.query, st.args...)
	}
	err = conn.Raw(func(c any) error {
		answers := c.(*stdlib.Conn).Conn().SendBatch(ctx, &batch)
		_, err := answers.Exec()
		for i := 0; err == nil && none == nil && i < len(steps); i++ {
			if err = steps[i].read(answers); err == nil && steps[i].n == 0 {
				none = steps[i].none
			}
		}
		// What comes behind a step that has found nothing may well have failed.
		if behind = answers.Close(); err == nil && (none == nil || retryable(behind)) {
			err = behind
		}
		if pgconn.SafeToRetry(err) {
			return driver.ErrBadConn // nothing of it was sent
		}
		return err
	})
	return none, behind, err
}

// isAborted reports whether PostgreSQL refused a statement because one before it in
// the transaction has failed.
func isAborted(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && refused.Code == "25P02"
}

func (st *step) read(answers pgx.BatchResults) error {
	if st.each == nil {
		tag, err := answers.Exec()
		st.n = tag.RowsAffected()
		return err
	}
	rows, err := answers.Query()
	if err != nil {
		return err
	}
	defer rows.Close()
	for st.n = 0; rows.Next(); st.n++ {
		if err := st.each(rows); err != nil {
			return fmt.Errorf("read a row: %w", err)
		}
	}
	return rows.Err()
}
