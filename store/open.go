package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"spotter/store/internal/limits"
)

// Bounds, beside those of package limits.
const (
	migrateTimeout = 30 * time.Minute
	postgresConns  = 20
	sqliteReaders  = 4
	connIdleTime   = 5 * time.Minute
	connLifetime   = 30 * time.Minute
)

// Store is a database. It implements account.Store, account.ClientStore,
// coach.Store, coach.Spending, token.KeyStore and token.EndedSource. Safe for
// concurrent use.
type Store struct {
	postgres bool
	path     string  // of the file, SQLite only
	write    *sql.DB // with SQLite a single connection: one writer
	read     *sql.DB
	prepared sync.Map // query → *sql.Stmt, for what runs on each request
	limits   limits.Limits
	now      func() time.Time
	fresh    bool // this process made the schema
	appends  appends

	config    *pgx.ConnConfig // PostgreSQL only
	listening sync.WaitGroup  // what Wakes has started
}

// IsPostgres reports whether dsn names a PostgreSQL database rather than a
// SQLite file.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// Open opens the database that dsn names, a file name or a postgres:// URL,
// making the file when there is none, and brings its schema up to date. The
// error is one line that says what to do; it never holds the URL's password.
func Open(ctx context.Context, dsn string) (*Store, error) {
	open := openSQLite
	if IsPostgres(dsn) {
		open = openPostgres
	}
	s, err := open(dsn, limits.Of(ctx))
	if err != nil {
		return nil, err
	}
	s.now = time.Now
	err = s.answers(ctx)
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		s.Close()
		return nil, s.explain(dsn, err)
	}
	return s, nil
}

// answers returns nil when there is a database, within the time that a start may
// take. What is to change in it may then take longer.
func (s *Store) answers(ctx context.Context) error {
	if !s.postgres {
		return nil // a file: SQLite says so with the first statement, in time
	}
	ctx, cancel := context.WithTimeout(ctx, s.limits.Open)
	defer cancel()
	return s.write.PingContext(ctx)
}

// Fresh reports whether the database was empty when it was opened.
func (s *Store) Fresh() bool { return s.fresh }

// Close closes the database. Calls that are under way fail. The context of
// Wakes must be done by then.
func (s *Store) Close() error {
	s.listening.Wait()
	err := s.read.Close()
	if s.write != s.read {
		err = errors.Join(err, s.write.Close())
	}
	return err
}

// Ping returns nil when the database answers, within 3 seconds.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	var one int
	if err := s.read.QueryRowContext(ctx, "SELECT 1 FROM schema_versions WHERE version = 1").Scan(&one); err != nil {
		return s.fault(err)
	}
	return nil
}

// openSQLite opens a file. What must be on disk when a call returns is
// (synchronous FULL); a transaction that will write says so when it begins
// (immediate), so that none fails half-way for another's sake.
func openSQLite(path string, l limits.Limits) (*Store, error) {
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	dsn := sqliteDSN(path, l.Busy)
	write, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", dsn)
	if err != nil {
		write.Close()
		return nil, err
	}
	readers := max(sqliteReaders, runtime.NumCPU())
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &Store{path: path, write: write, read: read, limits: l}, nil
}

// sqliteDSN is what the driver is told: the file, and how long a connection
// waits for other processes.
func sqliteDSN(path string, busy time.Duration) string {
	query := url.Values{
		"_txlock": {"immediate"},
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds()), "synchronous(FULL)", "foreign_keys(1)"},
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}).String()
}

// CheckFile returns an error, as Open does, when a file of that name is no
// SQLite database: before anything is made beside it, or asked of it. A file
// that does not exist, or is empty, may become one.
func CheckFile(dsn string) error {
	if IsPostgres(dsn) {
		return nil
	}
	f, err := os.Open(dsn)
	if err != nil {
		return nil // Open says what is wrong
	}
	defer f.Close()
	const magic = "SQLite format 3\x00" // https://www.sqlite.org/fileformat.html §1.3
	begin := make([]byte, len(magic))
	n, err := io.ReadFull(f, begin)
	if errors.Is(err, io.EOF) || string(begin[:n]) == magic {
		return nil
	}
	return errNoDatabase(dsn)
}

// prepareFile makes the file for its owner alone, and refuses what SQLite
// would only stumble over later.
func prepareFile(path string) error {
	if path == "" || strings.Contains(path, ":memory:") || strings.HasPrefix(path, "file:") {
		return errors.New("SPOTTER_DB is the name of a file, such as spotter.db, or a postgres:// URL")
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s of the database does not exist: create it, or set SPOTTER_DB", filepath.Dir(path))
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the database %s cannot be written: check who owns it, or set SPOTTER_DB", path)
	case err != nil:
		return fmt.Errorf("open the database: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	if info.Mode().Perm()&0o200 == 0 { // root writes it all the same, and nobody wants that
		return fmt.Errorf("the database %s is read-only (mode %04o): make it writable, or set SPOTTER_DB", path, info.Mode().Perm())
	}
	return nil
}

func openPostgres(dsn string, l limits.Limits) (*Store, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the postgres:// URL of SPOTTER_DB cannot be read: it looks like postgres://user:password@host:5432/database")
	}
	config.ConnectTimeout = l.Call
	config.RuntimeParams["application_name"] = "spotter"
	config.RuntimeParams["statement_timeout"] = fmt.Sprint(l.Call.Milliseconds())
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "10000"
	config.RuntimeParams["synchronous_commit"] = "on"
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns) // the idle time makes it smaller
	db.SetConnMaxIdleTime(connIdleTime)
	db.SetConnMaxLifetime(connLifetime)
	return &Store{postgres: true, write: db, read: db, config: config, limits: l}, nil
}
