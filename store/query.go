package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// querier is a connection pool or a transaction.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scanner is a row.
type scanner interface{ Scan(into ...any) error }

// bounded gives a call its deadline.
func (s *Store) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.limits.Call)
}

// byKey is the context of a read by primary key. With SQLite that is a few
// microseconds of our own CPU which nothing can hold up, and a context that can
// be cancelled would cost half as much again.
func (s *Store) byKey(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.postgres {
		return s.bounded(ctx)
	}
	return context.WithoutCancel(ctx), func() {}
}

// statement returns the prepared form of a query that runs on many requests.
func (s *Store) statement(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	if st, ok := s.prepared.Load(query); ok {
		return st.(*sql.Stmt), nil
	}
	st, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if other, loaded := s.prepared.LoadOrStore(query, st); loaded {
		st.Close()
		return other.(*sql.Stmt), nil
	}
	return st, nil
}

// hotTx is a transaction that runs what is prepared as it is prepared: with
// SQLite, to read a statement takes longer than to run it. What is to be prepared
// has to be so before the transaction, which has the one connection that writes.
type hotTx struct {
	*sql.Tx
	store *Store
}

// ExecContext implements querier.
func (h hotTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if st, ok := h.store.prepared.Load(query); ok {
		return h.StmtContext(ctx, st.(*sql.Stmt)).ExecContext(ctx, args...)
	}
	return h.Tx.ExecContext(ctx, query, args...)
}

// QueryContext implements querier.
func (h hotTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st, ok := h.store.prepared.Load(query); ok {
		return h.StmtContext(ctx, st.(*sql.Stmt)).QueryContext(ctx, args...)
	}
	return h.Tx.QueryContext(ctx, query, args...)
}

// hotRow runs a prepared query that yields at most one row, and reports whether
// it did. It reads to the end: an UPDATE … RETURNING has only then succeeded.
func (s *Store) hotRow(ctx context.Context, db *sql.DB, query string, args []any, into ...any) (bool, error) {
	if err := checkTexts(args); err != nil {
		return false, err
	}
	st, err := s.statement(ctx, db, query)
	if err != nil {
		return false, s.fault(err)
	}
	found, err := oneRow(ctx, st, args, into)
	return found, s.fault(err)
}

// hotChange is hotRow for a query that writes, and keeps nothing when it fails.
// A PostgreSQL server that hung finds in its sockets what it was asked while it
// did, long after the caller has given up: without the commit that never came,
// it forgets that again.
func (s *Store) hotChange(ctx context.Context, query string, args []any, into ...any) (found bool, err error) {
	if !s.postgres {
		return s.hotRow(ctx, s.write, query, args, into...)
	}
	change := &step{query: query, args: args, each: func(row scanner) error { return row.Scan(into...) }}
	err = s.together(ctx, func() []*step { return []*step{change} }, nil)
	return err == nil && change.n > 0, err
}

func oneRow(ctx context.Context, st *sql.Stmt, args, into []any) (found bool, err error) {
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if found = rows.Next(); found {
		if err := rows.Scan(into...); err != nil {
			return false, err
		}
		for rows.Next() {
		}
	}
	err = errors.Join(rows.Err(), rows.Close())
	return found && err == nil, err
}

// exec runs a statement and returns how many rows it changed.
func exec(ctx context.Context, q querier, query string, args ...any) (int64, error) {
	if err := checkTexts(args); err != nil {
		return 0, err
	}
	r, err := q.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// collect runs a query and reads each row with scan.
func collect[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	if err := checkTexts(args); err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}

// sqlListMost is how many ids one statement names: few enough to be quick, so
// that others write in between, and for every engine's bound on parameters.
const sqlListMost = 500

// sqlList returns a list of placeholders from $first on, and what they stand for.
func sqlList(first int, ids []string) (string, []any) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return placeholders(first, len(ids)), args
}

// placeholders is a row or a list of n of them: ($first, …).
func placeholders(first, n int) string { return "(" + strings.Join(marksFrom(first, n), ", ") + ")" }

func marksFrom(first, n int) []string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", first+i)
	}
	return marks
}

const txTries = 5

// tx runs do in a transaction of at most limits.Call, again when the engine says
// that two transactions stood in each other's way. When do returns an error,
// nothing is kept.
func (s *Store) tx(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var err error
	for range txTries {
		if err = s.tryTx(ctx, do); !retryable(err) {
			break
		}
	}
	return s.fault(err)
}

func (s *Store) tryTx(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// mustChange returns absent when a statement changed no row.
func mustChange(n int64, err error, absent error) error {
	if err == nil && n == 0 {
		return absent
	}
	return err
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

func doing(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
