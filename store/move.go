package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"spotter/store/internal/limits"
)

var (
	// ErrInUse says that a SQLite database cannot be moved, because a server or
	// another program has it open.
	ErrInUse = errors.New("another program has the database open: stop the server first, everywhere that it runs")
	// ErrNotEmpty says that a PostgreSQL database is no place to move to, because
	// a Spotter lives there.
	ErrNotEmpty = errors.New("a Spotter lives in that database already: move into an empty one")

	errOthers = errors.New("the tables of another program are in it: move into an empty one")

	errUnsure = errors.New("PostgreSQL did not say whether it has kept everything: move again; if that finds a Spotter there, everything was kept, and you start on PostgreSQL and take the file away")

	errMoved = errors.New("everything in it has moved to PostgreSQL: set SPOTTER_DB to that database; to go back, restore the backup from before the move")
)

// movedVersion is what the schema of a database says that has moved: no start,
// of this version or an older one, takes it for its own.
const movedVersion = 1 << 30

// Moved is one table after a move. Rows and Sum are the same on both sides, or
// the move would have failed.
type Moved struct {
	Table string
	Rows  int64
	Sum   string // of the rows in any order; empty for an index, which is made anew
}

// Move carries everything in the SQLite file from into the PostgreSQL database
// to, which must be empty, and marks the file: no server starts on it any more, and
// its tables take no change. It returns ErrInUse while another program has the file open, for what
// that writes behind the copy would be lost, and ErrNotEmpty. All of it is one
// transaction: after an error PostgreSQL holds no row, and the file serves as
// before. What there is to carry is read from the two schemas.
func Move(ctx context.Context, from, to string) ([]Moved, error) {
	if err := isThere(from); err != nil {
		return nil, err
	}
	source, err := openToLeave(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("the database %s: %w", from, (&Store{}).explainMove(from, err))
	}
	defer source.release(ctx)
	target, err := openEmpty(ctx, to)
	if err != nil {
		return nil, fmt.Errorf("the database to move to: %w", err)
	}
	defer target.Close()
	moved, err := target.take(ctx, source)
	if err != nil {
		return nil, explainTaking(err)
	}
	if err := source.leave(context.WithoutCancel(ctx), moved); err != nil {
		return nil, fmt.Errorf("everything is in PostgreSQL, but the file %s could not be marked (%w): start no server on it any more", from, err)
	}
	return moved, nil
}

// openEmpty opens the target, and gives it the schema unless tables of others
// are in it.
func openEmpty(ctx context.Context, dsn string) (*Store, error) {
	s, err := openPostgres(dsn, limits.Of(ctx))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	look, cancel := context.WithTimeout(ctx, s.limits.Open)
	defer cancel()
	var foreign string
	err = s.read.QueryRowContext(look, `SELECT COALESCE(MIN(table_name), '') FROM information_schema.tables WHERE table_schema = current_schema()
		AND NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_versions')`).Scan(&foreign)
	switch {
	case err != nil:
		return nil, s.explain(dsn, err)
	case foreign != "":
		return nil, fmt.Errorf("%w (it has a table %s)", errOthers, foreign)
	}
	return Open(ctx, dsn)
}

// explainMove is explain but for what is said of it elsewhere.
func (s *Store) explainMove(from string, err error) error {
	if errors.Is(err, ErrInUse) {
		return err
	}
	return s.explain(from, err)
}

// explainTaking tells an error of PostgreSQL from one of the rows.
func explainTaking(err error) error {
	for _, known := range []error{ErrNotEmpty, errNotCarried, errNotTheSame, errUnsure} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("nothing was moved: %w", explainPostgres(err))
}

// leaving is a SQLite database that nobody else can read or write meanwhile.
type leaving struct {
	db   *sql.DB
	conn *sql.Conn // holds the lock
}

// openToLeave locks the file. A server has it open in WAL mode all the time, and
// while anyone has, SQLite refuses to end that mode: so this finds an idle one
// too.
func openToLeave(ctx context.Context, file string) (leaving, error) {
	db, err := sql.Open("sqlite", sqliteDSN(file, limits.Of(ctx).Start)+"&mode=rw")
	if err != nil {
		return leaving{}, err
	}
	db.SetMaxOpenConns(1)
	err = (&Store{path: file, write: db, read: db}).isCurrent(ctx)
	var l leaving
	if err == nil {
		l, err = lock(ctx, db)
	}
	if err != nil {
		db.Close()
	}
	return l, err
}

func lock(ctx context.Context, db *sql.DB) (leaving, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return leaving{}, err
	}
	var mode string
	err = conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	if err == nil {
		_, err = conn.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	if err == nil { // a server may have come between the two
		err = conn.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode)
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY || err == nil && mode != "delete" {
		err = ErrInUse
	}
	if err != nil {
		conn.Close()
		return leaving{}, err
	}
	return leaving{db: db, conn: conn}, nil
}

// leave marks the file and lets it go. A server that has lost every connection
// to it would not have been found, and would write on when it has one again: so
// the tables take nothing any more.
func (l leaving) leave(ctx context.Context, moved []Moved) error {
	_, err := l.conn.ExecContext(ctx, "INSERT INTO schema_versions (version, name, applied_at) VALUES ($1, 'moved to PostgreSQL', $2)", movedVersion, time.Now().UnixMicro())
	for _, m := range moved {
		for _, change := range []string{"INSERT", "UPDATE", "DELETE"} {
			if err == nil && m.Sum != "" {
				_, err = l.conn.ExecContext(ctx, fmt.Sprintf("CREATE TRIGGER %s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, 'moved to PostgreSQL'); END",
					quoted("moved_"+m.Table+"_"+change), change, quoted(m.Table)))
			}
		}
	}
	if err == nil {
		_, err = l.conn.ExecContext(ctx, "COMMIT")
	}
	return err
}

// release lets the file go as it was, unless it was marked. The next start sets
// WAL mode again.
func (l leaving) release(ctx context.Context) {
	l.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // fails when there is nothing to roll back
	l.conn.Close()
	l.db.Close()
}

// take carries all tables in one transaction. It holds the lock of the
// migrations, so that no node can start on the database before it is whole.
func (s *Store) take(ctx context.Context, source leaving) ([]Moved, error) {
	conn, err := pgx.ConnectConfig(ctx, s.config.Copy())
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	tx, err := conn.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	for _, statement := range []string{
		"SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0",
		fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", migrationLock),
	} {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return nil, err
		}
	}
	plan, err := planMove(ctx, source, tx)
	if err != nil {
		return nil, err
	}
	if err := makeEmpty(ctx, tx, plan); err != nil {
		return nil, err
	}
	moved := make([]Moved, 0, len(plan))
	for _, table := range plan {
		m, err := s.carry(ctx, source, tx, table)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", table.name, err)
		}
		moved = append(moved, m)
	}
	if err := tx.Commit(ctx); err != nil {
		return nil, fmt.Errorf("%w (%s)", errUnsure, oneLine(err.Error()))
	}
	return moved, nil
}

// makeEmpty wants a database in which no server has ever started and nobody is, and
// removes what the migrations have put there: the file has its own.
func makeEmpty(ctx context.Context, tx pgx.Tx, plan []movingTable) error {
	names := make([]string, len(plan))
	for i, table := range plan {
		names[i] = quoted(table.name)
	}
	if _, err := tx.Exec(ctx, "LOCK TABLE "+strings.Join(names, ", ")+" IN ACCESS EXCLUSIVE MODE"); err != nil {
		return err
	}
	var people, secrets int64
	if err := tx.QueryRow(ctx, "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM secrets)").Scan(&people, &secrets); err != nil {
		return err
	}
	if people > 0 || secrets > 0 {
		return fmt.Errorf("%w (%d people are in it)", ErrNotEmpty, people)
	}
	_, err := tx.Exec(ctx, "TRUNCATE "+strings.Join(names, ", "))
	return err
}

// quoted is a name as SQL spells it. SQLite and PostgreSQL do alike.
func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }
