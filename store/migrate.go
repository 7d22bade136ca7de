package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrations embed.FS

// errNewer says that a newer Spotter has been here.
var errNewer = errors.New("the database was made by a newer Spotter: run that one, or restore a backup")

// migrationLock is the PostgreSQL advisory lock that one node holds while it
// migrates: any number, as long as it is always the same.
const migrationLock = 7767683

type migration struct {
	version int
	name    string
	text    string
}

// migrate applies the numbered files that are new to the database. All of it is
// one transaction under a lock: two nodes that start at once do it once, and a
// failure leaves nothing behind. A big table takes its time, and so does waiting
// for the node that has begun.
func (s *Store) migrate(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, migrateTimeout)
	defer cancel()
	all, err := s.migrations()
	if err != nil {
		return err
	}
	db := s.write
	if !s.postgres {
		if db, err = sql.Open("sqlite", sqliteDSN(s.path, s.limits.Start)); err != nil {
			return err
		}
		defer db.Close()
		if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil { // the file remembers it
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if s.postgres {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("SET LOCAL statement_timeout = %d", migrateTimeout.Milliseconds())); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
			return err
		}
	}
	at, err := applyNew(ctx, tx, all)
	if err != nil {
		return err
	}
	s.fresh = at == 0
	return tx.Commit()
}

// applyNew applies what is new and returns the version that it found.
func applyNew(ctx context.Context, tx *sql.Tx, all []migration) (int, error) {
	_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_versions
		(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)`)
	if err != nil {
		return 0, err
	}
	var at int
	if err := tx.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM schema_versions").Scan(&at); err != nil {
		return 0, err
	}
	if at == movedVersion {
		return 0, errMoved
	}
	if newest := all[len(all)-1].version; at > newest {
		return 0, fmt.Errorf("%w (schema %d, this one knows %d)", errNewer, at, newest)
	}
	for _, m := range all {
		if m.version <= at {
			continue
		}
		if _, err := tx.ExecContext(ctx, m.text); err != nil {
			return 0, fmt.Errorf("migration %s: %w", m.name, err)
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO schema_versions (version, name, applied_at) VALUES ($1, $2, $3)",
			m.version, m.name, time.Now().UnixMicro())
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return at, nil
}

// migrations returns the files for this engine in order. A file is named
// 0002_what.sql, or 0002_what.postgres.sql and 0002_what.sqlite.sql where the
// engines differ.
func (s *Store) migrations() ([]migration, error) {
	files, err := fs.ReadDir(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	other := ".postgres.sql"
	if s.postgres {
		other = ".sqlite.sql"
	}
	var all []migration
	for _, f := range files {
		if strings.HasSuffix(f.Name(), other) {
			continue
		}
		number, _, _ := strings.Cut(f.Name(), "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("migration %s has no number", f.Name())
		}
		text, err := fs.ReadFile(migrations, "migrations/"+f.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, migration{version, f.Name(), string(text)})
	}
	return all, nil
}
