package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"spotter/account"
)

// errText says that a text cannot be kept. PostgreSQL refuses U+0000 and
// invalid UTF-8 and SQLite takes them, so that both are asked here first.
var errText = errors.New("text with U+0000 or invalid UTF-8")

func checkTexts(args []any) error {
	for _, a := range args {
		if s, ok := a.(string); ok && (!utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0) {
			return errText
		}
	}
	return nil
}

// fault wraps account.ErrUnavailable around an error that is the machine's:
// the database is away, slow, full or read-only. Other errors pass.
func (s *Store) fault(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) || !s.isOutage(err) {
		return err
	}
	return fmt.Errorf("%w: %w", account.ErrUnavailable, err)
}

func (s *Store) isOutage(err error) bool {
	var lite *sqlite.Error
	var pg *pgconn.PgError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.Is(err, sql.ErrConnDone), errors.Is(err, sql.ErrTxDone), isClosed(err):
		return true
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_INTERRUPT,
			sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_NOMEM:
			return true
		}
		return false
	case errors.As(err, &pg):
		return postgresOutage(pg.Code)
	}
	return isNetwork(err)
}

// isNetwork knows the errors of a connection that was refused, cut or lost.
func isNetwork(err error) bool {
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &network) || errors.As(err, &connect) || pgconn.Timeout(err) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, net.ErrClosed) ||
		strings.HasSuffix(err.Error(), "conn closed") // pgx keeps this one to itself
}

// isClosed knows the errors of a database that this process has closed, for
// which database/sql has no value.
func isClosed(err error) bool {
	return strings.HasSuffix(err.Error(), "sql: database is closed") || strings.HasSuffix(err.Error(), "sql: statement is closed")
}

// postgresOutage knows the classes of SQLSTATE that are about the server and
// not about the statement (PostgreSQL manual, appendix A).
func postgresOutage(code string) bool {
	for _, class := range []string{"08", "53", "57", "58", "XX", "40", "55"} {
		if strings.HasPrefix(code, class) {
			return true
		}
	}
	return code == "25006" || code == "25P03" // read-only after a fail-over; idle in transaction
}

// isForeignKey reports that what a row belongs to is not there any more.
func isForeignKey(err error) bool {
	var lite *sqlite.Error
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23503" || errors.As(err, &lite) && lite.Code() == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
}

// retryable reports conflicts that go away when the transaction runs again.
func retryable(err error) bool {
	var lite *sqlite.Error
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &pg):
		return pg.Code == "40001" || pg.Code == "40P01"
	case errors.As(err, &lite):
		return lite.Code()&0xff == sqlite3.SQLITE_BUSY
	}
	return false
}

// explain turns an error of opening into one line for whoever starts Spotter.
func (s *Store) explain(dsn string, err error) error {
	if s.postgres {
		return explainPostgres(err)
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return fmt.Errorf("the database %s cannot be used: %w", dsn, err)
	}
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return errNoDatabase(dsn)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the database %s cannot be written: check the file, its folder and who owns them", dsn)
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("the database %s is locked by another program: stop that first", dsn)
	}
	return fmt.Errorf("the database %s cannot be used: %w", dsn, err)
}

func errNoDatabase(file string) error {
	return fmt.Errorf("the database %s is damaged or no SQLite database: restore it from a backup, or move it away to start anew", file)
}

func explainPostgres(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return fmt.Errorf("PostgreSQL refuses: %s (SQLSTATE %s): check SPOTTER_DB", oneLine(pg.Message), pg.Code)
	}
	for _, known := range []error{errNewer, errOlder, errNothingHere} {
		if errors.Is(err, known) {
			return fmt.Errorf("the PostgreSQL database cannot be used: %w", err)
		}
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return fmt.Errorf("PostgreSQL at %s:%d does not answer: check SPOTTER_DB and that the server runs", connect.Config.Host, connect.Config.Port)
	}
	return fmt.Errorf("PostgreSQL cannot be used: %s", oneLine(err.Error()))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
