package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"spotter/store/internal/limits"
)

// ErrBackupExists says that there is a file of the name that a backup was to
// have.
var ErrBackupExists = errors.New("there is such a file already: choose another name, a backup overwrites nothing")

// Copied is what a backup holds.
type Copied struct {
	Bytes  int64
	People int64
	Schema int // number of the newest migration
}

// Backup copies the SQLite database from into a new file to, for its owner
// alone. The copy is the database as it was at one moment, whatever a server
// writes meanwhile: it reads in one transaction, which keeps nobody in WAL mode
// from writing. Only a copy that is whole, sound by SQLite's integrity_check and
// on disk gets its name. It returns ErrBackupExists when there is such a file.
// The schema may be any version's, so that an upgrade can begin with a backup.
func Backup(ctx context.Context, from, to string) (Copied, error) {
	if err := isThere(from); err != nil {
		return Copied{}, err
	}
	to, err := filepath.Abs(to) // SQLite reads a name that begins with file: as a URI
	if err != nil {
		return Copied{}, err
	}
	if _, err := os.Lstat(to); err == nil {
		return Copied{}, fmt.Errorf("%s: %w", to, ErrBackupExists)
	}
	part, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".*.part") // mode 0600
	if err != nil {
		return Copied{}, fmt.Errorf("the backup %s cannot be written: %w", to, pathless(err))
	}
	defer os.Remove(part.Name())
	defer part.Close()
	if err := vacuumInto(ctx, from, part.Name()); err != nil {
		return Copied{}, explainBackup(from, to, err)
	}
	c, err := lookAt(ctx, part.Name())
	if err != nil {
		return Copied{}, fmt.Errorf("the copy is not sound, and was not kept: %w", err)
	}
	if err := part.Sync(); err != nil {
		return Copied{}, fmt.Errorf("the backup %s cannot be written: %w", to, pathless(err))
	}
	return c, giveName(part.Name(), to)
}

// isThere returns an error unless the file may be one of ours.
func isThere(file string) error {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return fmt.Errorf("the database %s cannot be read (%w): check SPOTTER_DB", file, pathless(err))
	case info.Size() == 0:
		return fmt.Errorf("the database %s is empty: check SPOTTER_DB", file)
	}
	return CheckFile(file)
}

// pathless is what happened to a file, for a line that names it already.
func pathless(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// vacuumInto writes what one transaction sees into an empty file. The backup
// functions of SQLite would copy pages, but begin anew whenever another process
// writes.
func vacuumInto(ctx context.Context, from, into string) error {
	db, err := sql.Open("sqlite", sqliteDSN(from, limits.Of(ctx).Busy)+"&mode=rw") // makes no file
	if err != nil {
		return err
	}
	defer db.Close()
	var at int
	err = db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM schema_versions").Scan(&at)
	if isNoTable(err) || err == nil && at == 0 {
		return errNothingHere
	}
	if err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO $1", into)
	}
	return err
}

// lookAt checks a copy, without making a file beside it.
func lookAt(ctx context.Context, file string) (Copied, error) {
	query := url.Values{"mode": {"ro"}, "immutable": {"1"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: query.Encode()}).String())
	if err != nil {
		return Copied{}, err
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, "SELECT group_concat(integrity_check, '; ') FROM pragma_integrity_check").Scan(&verdict); err != nil {
		return Copied{}, err
	}
	if verdict != "ok" {
		return Copied{}, errors.New(oneLine(verdict))
	}
	var c Copied
	info, err := os.Stat(file)
	if err != nil {
		return Copied{}, err
	}
	c.Bytes = info.Size()
	err = db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM users), (SELECT MAX(version) FROM schema_versions)").Scan(&c.People, &c.Schema)
	return c, err
}

// giveName gives a whole file its name, unless another has it, and waits until the
// folder is on disk. A file system without links, such as that of a USB stick, has
// only renaming, which cannot refuse: there a look comes first.
func giveName(part, to string) error {
	err := os.Link(part, to)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", to, ErrBackupExists)
	case err != nil:
		if _, err := os.Lstat(to); err == nil {
			return fmt.Errorf("%s: %w", to, ErrBackupExists)
		}
		err = os.Rename(part, to)
	}
	if err != nil {
		return fmt.Errorf("the backup %s cannot be written: %w", to, pathless(err))
	}
	folder, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

// explainBackup turns an error of copying into one line.
func explainBackup(from, to string, err error) error {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
			return fmt.Errorf("the backup %s cannot be written (%s): make room there, or choose another place", to, strings.TrimSpace(lite.Error()))
		}
	}
	return (&Store{}).explain(from, err)
}
