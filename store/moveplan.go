package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// errNotCarried says that a move does not know what to do with something. A test
// moves a database of each schema, so that it is met there first.
var errNotCarried = errors.New("a move would lose it")

// movingTable is one table of both databases, and what of it is carried.
type movingTable struct {
	name    string
	columns []movingColumn // none for an index of words, which is made anew
	after   []string       // tables that its rows refer to
}

type movingColumn struct {
	name string
	kind kind
}

// kind is what the values of a column are, whichever way an engine has them.
type kind string

const (
	wholeNumber kind = "a whole number"
	truthValue  kind = "a truth value" // 0 or 1 in SQLite
	realNumber  kind = "a number"
	someText    kind = "a text in UTF-8 without U+0000"
	someBytes   kind = "bytes"
	wordIndex   kind = "an index of words" // of a text that is in another table
)

// kinds are the types of PostgreSQL that our migrations use.
var kinds = map[string]kind{
	"bigint": wholeNumber, "integer": wholeNumber, "smallint": wholeNumber, "boolean": truthValue, "double precision": realNumber,
	"text": someText, "bytea": someBytes, "tsvector": wordIndex,
}

// planMove reads both schemas and returns the tables, each behind those that it
// refers to. Nothing that only one side has is passed over in silence.
func planMove(ctx context.Context, source leaving, tx pgx.Tx) ([]movingTable, error) {
	theirs, err := postgresTables(ctx, tx)
	if err != nil {
		return nil, err
	}
	ours, err := sqliteTables(ctx, source)
	if err != nil {
		return nil, err
	}
	for name := range ours {
		if _, ok := theirs[name]; !ok {
			return nil, fmt.Errorf("%w: PostgreSQL has no table %s", errNotCarried, name)
		}
	}
	for name, table := range theirs {
		columns, ok := ours[name]
		if !ok {
			return nil, fmt.Errorf("%w: the PostgreSQL database has a table %s, which is not Spotter's: move into an empty one", ErrNotEmpty, name)
		}
		if table.columns, err = table.carried(columns); err != nil {
			return nil, err
		}
		theirs[name] = table
	}
	return inOrder(theirs)
}

// carried is the columns that both have. A number of the row that is SQLite's
// own business stays behind, and so does what each computes for itself.
func (t movingTable) carried(ours []sqliteColumn) ([]movingColumn, error) {
	if slices.ContainsFunc(t.columns, func(c movingColumn) bool { return c.kind == wordIndex }) {
		if _, ok := wordTables[t.name]; !ok {
			return nil, fmt.Errorf("%w: store/movewords.go does not say how the index %s is made anew", errNotCarried, t.name)
		}
		return nil, nil
	}
	for _, c := range t.columns {
		if !slices.ContainsFunc(ours, func(o sqliteColumn) bool { return o.name == c.name && !o.generated }) {
			return nil, fmt.Errorf("%w: SQLite has no column %s.%s", errNotCarried, t.name, c.name)
		}
	}
	for _, o := range ours {
		if !o.generated && !o.rowNumber && !slices.ContainsFunc(t.columns, func(c movingColumn) bool { return c.name == o.name }) {
			return nil, fmt.Errorf("%w: PostgreSQL has no column %s.%s", errNotCarried, t.name, o.name)
		}
	}
	return t.columns, nil
}

// inOrder puts each table behind those that it refers to.
func inOrder(tables map[string]movingTable) ([]movingTable, error) {
	var names []string
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	var ordered []movingTable
	placed := map[string]bool{}
	for len(ordered) < len(names) {
		before := len(ordered)
		for _, name := range names {
			free := func(other string) bool { return placed[other] || other == name }
			if !placed[name] && !slices.ContainsFunc(tables[name].after, func(other string) bool { return !free(other) }) {
				ordered, placed[name] = append(ordered, tables[name]), true
			}
		}
		if len(ordered) == before {
			return nil, fmt.Errorf("%w: tables refer to each other in a circle", errNotCarried)
		}
	}
	return ordered, nil
}

// postgresTables is every table but the one of the migrations, and its columns
// but those that PostgreSQL computes.
func postgresTables(ctx context.Context, tx pgx.Tx) (map[string]movingTable, error) {
	tables := map[string]movingTable{}
	rows, err := tx.Query(ctx, `SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
		JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'schema_versions' AND c.is_generated = 'NEVER'
		ORDER BY c.table_name, c.ordinal_position`)
	if err != nil {
		return nil, err
	}
	var table, column, typed string
	_, err = pgx.ForEachRow(rows, []any{&table, &column, &typed}, func() error {
		k, ok := kinds[typed]
		if !ok {
			return fmt.Errorf("%w: %s.%s is a %s, which SQLite does not have", errNotCarried, table, column, typed)
		}
		t := tables[table]
		t.name, t.columns = table, append(t.columns, movingColumn{column, k})
		tables[table] = t
		return nil
	})
	if err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `SELECT child.relname, parent.relname FROM pg_constraint f
		JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
		WHERE f.contype = 'f' AND child.relnamespace = current_schema()::regnamespace`)
	if err != nil {
		return nil, err
	}
	var parent string
	_, err = pgx.ForEachRow(rows, []any{&table, &parent}, func() error {
		t := tables[table]
		t.after = append(t.after, parent)
		tables[table] = t
		return nil
	})
	return tables, err
}

// sqliteColumn is a column of the file.
type sqliteColumn struct {
	name      string
	generated bool
	rowNumber bool // INTEGER PRIMARY KEY: another name of the rowid
}

// sqliteTables is every table but SQLite's own, that of the migrations, and
// those that an index of words consists of.
func sqliteTables(ctx context.Context, source leaving) (map[string][]sqliteColumn, error) {
	rows, err := source.conn.QueryContext(ctx, `SELECT t.name, c.name, c.hidden IN (2, 3), c.pk = 1 AND upper(c.type) = 'INTEGER'
			AND (SELECT MAX(pk) FROM pragma_table_xinfo(t.name)) = 1
		FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
		WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name <> 'schema_versions'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	tables := map[string][]sqliteColumn{}
	for rows.Next() {
		var table string
		var c sqliteColumn
		if err := rows.Scan(&table, &c.name, &c.generated, &c.rowNumber); err != nil {
			return nil, err
		}
		tables[table] = append(tables[table], c)
	}
	return tables, errors.Join(rows.Err(), rows.Close())
}
