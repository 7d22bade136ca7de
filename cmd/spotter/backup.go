package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"spotter/store"
)

type backupCommand struct {
	File string `arg:"" help:"The copy. It must not exist."`
}

// Run copies the database, and says what is not in the copy.
func (b backupCommand) Run(ctx context.Context, s *Settings, t terminal) error {
	c, err := s.check()
	if err != nil {
		return err
	}
	if store.IsPostgres(c.DB) {
		return errors.New("SPOTTER_DB is a PostgreSQL database: back it up with pg_dump --format=custom, and keep SPOTTER_MASTER_KEY apart from it")
	}
	copied, err := store.Backup(ctx, c.DB, b.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s is a copy of %s: %d people, schema %d, %d bytes, sound by integrity_check\n%s\n",
		b.File, c.DB, copied.People, copied.Schema, copied.Bytes, c.keptApart())
	return err
}

// keptApart says where the secrets lie that no copy of the database has.
func (c settings) keptApart() string {
	text := "The master key is NOT in it: SPOTTER_MASTER_KEY holds it; without that key nobody can open the backup"
	if c.MasterKey == "" {
		path := keyPath(c)
		text = "The master key is NOT in it: it lies in " + path + "; keep a copy of that file too, elsewhere: without it nobody can open the backup"
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			text = "The master key is NOT in it, and " + path + ", where it should lie, is MISSING: without it nobody can open the backup"
		}
	}
	if c.JWTSecret != "" {
		text += "\nJWT_SECRET is not in it either"
	}
	return text
}

// keyPath is where the master key of a SQLite database lies.
func keyPath(c settings) string {
	path, err := filepath.Abs(filepath.Join(filepath.Dir(c.DB), keyFile))
	if err != nil {
		return filepath.Join(filepath.Dir(c.DB), keyFile)
	}
	return path
}
