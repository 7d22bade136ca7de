package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"spotter/store"
)

type migrateCommand struct {
	To string `required:"" placeholder:"URL" help:"An empty PostgreSQL database: postgres://user@host/database (the password in PGPASSWORD)."`
}

// Run moves everything, and says with which settings to start from now on.
func (m migrateCommand) Run(ctx context.Context, s *Settings, t terminal) error {
	c, err := s.check()
	switch {
	case err != nil:
		return err
	case store.IsPostgres(c.DB):
		return errors.New("SPOTTER_DB is a PostgreSQL database, and only a SQLite file is moved: name it with --db FILE")
	case !store.IsPostgres(m.To):
		return errors.New("--to: it looks like postgres://user@host:5432/database")
	}
	if err := c.checkKey(ctx); err != nil {
		return err
	}
	moved, err := store.Move(ctx, c.DB, m.To)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TABLE\tROWS\tCHECKSUM IN BOTH")
	for _, one := range moved {
		if one.Sum == "" {
			one.Sum = "(an index, made anew)"
		}
		fmt.Fprintf(table, "%s\t%d\t%s\n", one.Table, one.Rows, one.Sum)
	}
	table.Flush()
	_, err = fmt.Fprintf(t.out, "\neverything is in PostgreSQL, and no server starts on %s any more\nstart each node with SPOTTER_DB set to that database, and with %s\n", c.DB, c.sameKey())
	return err
}

// sameKey says how a node gets the master key, which seals what was moved.
func (c settings) sameKey() string {
	if c.MasterKey != "" {
		return "the same SPOTTER_MASTER_KEY"
	}
	return "SPOTTER_MASTER_KEY set to what " + keyPath(c) + " holds"
}

// checkKey returns an error unless the master key is the one that the database is
// sealed with: where it is not, a move would be found out too late.
func (c settings) checkKey(ctx context.Context) error {
	db, err := openToRead(ctx, c)
	if err != nil {
		return err
	}
	defer db.Close()
	master, err := masterKey(c, false)
	if err != nil {
		return err
	}
	_, err = openSecret(ctx, db, master)
	return err
}
