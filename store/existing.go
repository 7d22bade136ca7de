package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"spotter/store/internal/limits"
)

var (
	// errNothingHere says that the database is not one of Spotter's.
	errNothingHere = errors.New("there is no Spotter in it: check SPOTTER_DB")
	// errOlder says that the schema waits for a start of this version.
	errOlder = errors.New("the database was made by an older Spotter: start this one once, which brings it up to date")
)

// OpenExisting opens a database that Spotter has made before, and changes
// nothing in it: for who asks about the past. The file has to exist. The error
// is as of [Open].
func OpenExisting(ctx context.Context, dsn string) (*Store, error) {
	ctx, cancel := context.WithTimeout(ctx, limits.Of(ctx).Open)
	defer cancel()
	open := openSQLite
	if IsPostgres(dsn) {
		open = openPostgres
	}
	s, err := open(dsn, limits.Of(ctx))
	if err != nil {
		return nil, err
	}
	s.now = time.Now
	if err := s.isCurrent(ctx); err != nil {
		s.Close()
		return nil, s.explain(dsn, err)
	}
	return s, nil
}

// isCurrent returns an error unless the schema is the one that is known here.
func (s *Store) isCurrent(ctx context.Context) error {
	all, err := s.migrations()
	if err != nil {
		return err
	}
	var at int
	err = s.read.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM schema_versions").Scan(&at)
	newest := all[len(all)-1].version
	switch {
	case isNoTable(err), err == nil && at == 0:
		return errNothingHere
	case err != nil:
		return err
	case at == movedVersion:
		return errMoved
	case at < newest:
		return errOlder
	case at > newest:
		return fmt.Errorf("%w (schema %d, this one knows %d)", errNewer, at, newest)
	}
	return nil
}

func isNoTable(err error) bool {
	var lite *sqlite.Error
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &lite):
		return lite.Code() == sqlite3.SQLITE_ERROR
	case errors.As(err, &pg):
		return pg.Code == "42P01" // undefined_table
	}
	return false
}
