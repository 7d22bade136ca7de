package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// table is where an app keeps its people, and how it names what we name
// otherwise.
type table struct {
	names  []string          // the first that exists
	needs  []string          // columns without which it is not this app's
	rename map[string]string // its column → ours
	order  string
}

// databases are the apps whose tables are known. What they have beside these
// columns is not read.
var databases = map[string]table{
	"fastapi-tutorial": {names: []string{"users", "user"}, needs: []string{"username", "hashed_password"}, order: "id"},
	"bookly":           {names: []string{"users", "user_accounts"}, needs: []string{"uid", "email", "password_hash"}, order: "uid"},
	"django": {
		names: []string{"auth_user"}, needs: []string{"username", "email", "password"},
		rename: map[string]string{passwordColumn: hashColumns[0]}, order: "id",
	},
}

// known is every column that is read where it exists.
var known = slices.Concat(uidColumns[:3], usernameColumns, emailColumns, hashColumns[:2], firstNameColumns[:2], lastNameColumns[:2],
	fullNameColumns[:1], []string{"age", "gender", "level", passwordColumn, activeColumn, disabledColumn}, verifiedColumns[:2], createdColumns[:2])

// IsDatabase reports whether the format is that of a database, and not of a
// file.
func IsDatabase(format string) bool {
	_, ok := databases[format]
	return ok
}

// Database reads the people of an app from its database, SQLite or PostgreSQL:
// format is fastapi-tutorial, bookly or django. It reads in one transaction that
// writes nothing, so that what it sees is of one moment. The error, at most one and
// the last, is ErrFormat, ErrTooLong, the context's or the database's.
func Database(ctx context.Context, db *sql.DB, format string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := readDatabase(ctx, db, databases[format], yield); err != nil {
			yield(Row{}, err)
		}
	}
}

func readDatabase(ctx context.Context, db *sql.DB, t table, yield func(Row, error) bool) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("open the database of the app: %w", err)
	}
	defer tx.Rollback()
	query, columns, err := t.query(ctx, db)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("read the people: %w", err)
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		if number > MaxRows {
			return ErrTooLong
		}
		texts, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range texts {
			into[i] = &texts[i]
		}
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("read the people: %w", err)
		}
		if !yield(t.row(number, columns, texts), nil) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the people: %w", err)
	}
	return nil
}

// query asks for the columns that are known and there. Databases write all of
// them as text themselves, no more of each than is looked at.
func (t table) query(ctx context.Context, db *sql.DB) (query string, columns []string, err error) {
	name, have, err := t.find(ctx, db)
	if err != nil {
		return "", nil, err
	}
	var list []string
	for _, c := range known {
		if slices.Contains(have, c) && !slices.Contains(columns, c) {
			columns = append(columns, c)
			list = append(list, fmt.Sprintf(`substr(CAST("%s" AS TEXT), 1, %d)`, c, maxText+1))
		}
	}
	query = fmt.Sprintf(`SELECT %s FROM "%s"`, strings.Join(list, ", "), name)
	if slices.Contains(have, t.order) {
		query += ` ORDER BY "` + t.order + `"`
	}
	return query, columns, nil
}

// find returns the name of the table and the columns that it has.
func (t table) find(ctx context.Context, db *sql.DB) (string, []string, error) {
	for _, name := range t.names {
		have, err := columnsOf(ctx, db, name)
		if isAbsent(err) {
			continue
		}
		if err != nil {
			return "", nil, fmt.Errorf("open the database of the app: %w", err)
		}
		missing := slices.DeleteFunc(slices.Clone(t.needs), func(c string) bool { return slices.Contains(have, c) })
		if len(missing) > 0 {
			return "", nil, fmt.Errorf("%w: the table %s has no column %s", ErrFormat, name, strings.Join(missing, ", "))
		}
		return name, have, nil
	}
	return "", nil, fmt.Errorf("%w: there is no table %s", ErrFormat, strings.Join(t.names, " or "))
}

// isAbsent reports whether a query failed because there is no such table, in the
// words of SQLite, or as PostgreSQL numbers it.
func isAbsent(err error) bool {
	const undefinedTable = "42P01" // https://www.postgresql.org/docs/current/errcodes-appendix.html
	var postgres interface{ SQLState() string }
	if errors.As(err, &postgres) {
		return postgres.SQLState() == undefinedTable
	}
	return err != nil && strings.Contains(err.Error(), "no such table")
}

func columnsOf(ctx context.Context, db *sql.DB, name string) ([]string, error) {
	rows, err := db.QueryContext(ctx, `SELECT * FROM "`+name+`" WHERE 1 = 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return rows.Columns()
}

func (t table) row(number int, columns []string, texts []sql.NullString) Row {
	f := fields{}
	long := false
	for i, c := range columns {
		if ours, ok := t.rename[c]; ok {
			c = ours
		}
		f[c] = texts[i].String
		long = long || tooLong(texts[i].String)
	}
	return newRow(number, f, long)
}

// newRow makes a row of the fields.
func newRow(number int, f fields, long bool) Row {
	if long {
		return Row{Number: number, Err: errLongText}
	}
	p, err := f.person()
	return Row{Number: number, Person: p, Err: err}
}

func tooLong(text string) bool { return len(text) > maxText && len([]rune(text)) > maxText }
