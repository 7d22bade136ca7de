package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
	"spotter/store/storetest"
)

// TestAMoveCarriesEveryTable fills every table that the schema has, by what the
// schema says of its columns, and looks for each value in PostgreSQL. So a
// table that comes later is met here. Where this test fails for one, a move
// would fail too, or lose it: store/moveplan.go knows kinds of columns, and
// store/movewords.go indexes of words.
func TestAMoveCarriesEveryTable(t *testing.T) {
	from, to := storetest.SQLite(t), storetest.Postgres(t)
	s, err := store.Open(storetest.Patient(t.Context()), from)
	must(t, err)
	before := openRaw(t, from)
	tables := tablesOf(t, before)
	fillAll(t, before, tables)
	must(t, before.Close())
	must(t, s.Close())

	moved, err := store.Move(t.Context(), from, to)
	must(t, err)
	before, after := openRaw(t, from), openRaw(t, to)
	for _, table := range tables {
		i := slices.IndexFunc(moved, func(m store.Moved) bool { return m.Table == table.name })
		if i < 0 {
			t.Errorf("%s was not carried", table.name)
			continue
		}
		ours, theirs := contents(t, before, table), contents(t, after, table)
		if !slices.Equal(ours, theirs) || len(theirs) != filled || moved[i].Rows != filled || moved[i].Sum == "" {
			t.Errorf("%s, %d rows reported: SQLite has\n%s\nand PostgreSQL\n%s", table.name, moved[i].Rows, strings.Join(ours, "\n"), strings.Join(theirs, "\n"))
		}
	}
	var foreign int
	must(t, after.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()").Scan(&foreign))
	if indexes := len(moved) - len(tables); foreign != len(moved)+1 || indexes != 1 {
		t.Errorf("PostgreSQL has %d tables, %d with rows of the file and %d indexes", foreign, len(tables), indexes)
	}
}

// filled is how many rows each table has.
const filled = 3

// filledTable is a table as SQLite describes it.
type filledTable struct {
	name    string
	columns []filledColumn
}

type filledColumn struct {
	name, typed string
	root        string // "table.column" that it refers to, and that to nothing
	nullable    bool
	rowNumber   bool // SQLite's alone
}

// tablesOf returns every table that is no index of words, parents first.
func tablesOf(t *testing.T, db *sql.DB) []filledTable {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT t.name, c.name, c.type, c."notnull" = 0 AND c.pk = 0, c.type = 'INTEGER' AND c.pk = 1,
			COALESCE((WITH RECURSIVE line(tab, col, n) AS (
				SELECT f."table", f."to", 1 FROM pragma_foreign_key_list(t.name) f WHERE f."from" = c.name
				UNION ALL SELECT f."table", f."to", n + 1 FROM line JOIN pragma_foreign_key_list(line.tab) f WHERE f."from" = line.col
			) SELECT tab || '.' || col FROM line ORDER BY n DESC LIMIT 1), '')
		FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'schema_versions' ORDER BY t.name, c.cid`)
	must(t, err)
	defer rows.Close()
	var all []filledTable
	for rows.Next() {
		var name string
		var c filledColumn
		must(t, rows.Scan(&name, &c.name, &c.typed, &c.nullable, &c.rowNumber, &c.root))
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, filledTable{name: name})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, c)
	}
	must(t, rows.Err())
	if len(all) < 12 {
		t.Fatalf("read %d tables out of the schema, which has more", len(all))
	}
	return all
}

// fillAll gives each table rows whose values are unlike each other, at the edges of
// what an engine could get wrong.
func fillAll(t *testing.T, db *sql.DB, tables []filledTable) {
	t.Helper()
	conn, err := db.Conn(t.Context())
	must(t, err)
	defer conn.Close()
	for _, table := range tables {
		for row := range filled {
			var names, marks []string
			var values []any
			for i, c := range table.columns {
				names, marks, values = append(names, `"`+c.name+`"`), append(marks, fmt.Sprintf("$%d", i+1)), append(values, valueOf(table.name, c, row))
			}
			_, err := conn.ExecContext(t.Context(), "INSERT INTO \""+table.name+"\" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", values...)
			if err != nil {
				t.Fatalf("%s: %v", table.name, err)
			}
		}
	}
	var broken int
	must(t, conn.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&broken))
	if broken > 0 {
		t.Fatalf("%d rows refer to nothing", broken)
	}
}

func valueOf(table string, c filledColumn, row int) any {
	if parent, column, ok := strings.Cut(c.root, "."); ok {
		table, c.name = parent, column
	}
	switch {
	case c.nullable && row == 0:
		return nil
	case c.typed == "TEXT":
		return fmt.Sprintf("%s.%s %d: ü\"'\\\t\n\\N 🏋 %s", table, c.name, row, strings.Repeat("x", row*5000))
	case c.typed == "BLOB":
		return []byte(fmt.Sprintf("\x00\xff%s.%s %d", table, c.name, row))
	case c.typed == "REAL":
		return []float64{0.1, -1e300, 5}[row]
	case c.typed == "BOOLEAN":
		return row % 2
	case c.rowNumber:
		return row + 1
	}
	return []int64{-1 << 63, 0, 1<<63 - 1}[row]
}

// contents is every row of a table as text, in order of that.
func contents(t *testing.T, db *sql.DB, table filledTable) []string {
	t.Helper()
	var columns []string
	for _, c := range table.columns {
		if !c.rowNumber {
			columns = append(columns, `"`+c.name+`"`)
		}
	}
	rows, err := db.QueryContext(t.Context(), "SELECT "+strings.Join(columns, ", ")+` FROM "`+table.name+`"`)
	must(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range into {
			into[i] = &values[i]
		}
		must(t, rows.Scan(into...))
		all = append(all, fmt.Sprintf("%q", values))
	}
	must(t, rows.Err())
	slices.Sort(all)
	return all
}

// lived is a SQLite database in which somebody has talked to the coach.
func lived(t *testing.T) (file string, who account.Person) {
	t.Helper()
	file = storetest.SQLite(t)
	s, err := store.Open(storetest.Patient(t.Context()), file)
	must(t, err)
	who = added(t, s)
	must(t, s.KeepTurn(t.Context(), newTurn(who.UID, "What about Kürbis?", "It is good.")))
	_, err = s.Secret(t.Context(), "server", []byte("sealed"))
	must(t, err)
	must(t, s.Close())
	return file, who
}

// TestAMoveThatCannotBeLeavesBothAsTheyWere: SQLite serves on, and PostgreSQL has
// no row of it.
func TestAMoveThatCannotBeLeavesBothAsTheyWere(t *testing.T) {
	file, who := lived(t)
	serves := func() {
		t.Helper()
		s, err := store.Open(storetest.Patient(t.Context()), file)
		must(t, err)
		_, err = s.PersonByID(t.Context(), who.UID)
		must(t, err)
		must(t, s.Close())
	}
	refused := func(to string, want error, says string) {
		t.Helper()
		_, err := store.Move(t.Context(), file, to)
		if want != nil && !errors.Is(err, want) || err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v", err)
		}
		serves()
	}
	empty := storetest.Postgres(t)

	running := open(t, file)
	must(t, running.Ping(t.Context())) // and then it does nothing
	refused(empty, store.ErrInUse, "stop the server first")
	must(t, running.Close())

	taken := storetest.Postgres(t)
	other := open(t, taken)
	theirs := added(t, other)
	refused(taken, store.ErrNotEmpty, "1 people")
	if _, err := other.PersonByID(t.Context(), theirs.UID); err != nil {
		t.Error(err)
	}

	served := storetest.Postgres(t)
	_, err := open(t, served).Secret(t.Context(), "server", []byte("another's"))
	must(t, err)
	refused(served, store.ErrNotEmpty, "move into an empty one")

	strange := storetest.Postgres(t)
	_, err = openRaw(t, strange).ExecContext(t.Context(), "CREATE TABLE invoices (id BIGINT)")
	must(t, err)
	refused(strange, nil, "invoices")
	if n := (database{raw: openRaw(t, strange)}).count(t, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()"); n != 1 {
		t.Errorf("a move that was refused left %d tables", n)
	}

	refused("postgres://spotter:hunter2@127.0.0.1:1/spotter", nil, "does not answer")

	raw := openRaw(t, file)
	_, err = raw.ExecContext(t.Context(), "CREATE TABLE notes (id TEXT)")
	must(t, err)
	must(t, raw.Close())
	refused(empty, nil, "no table notes")
	raw = openRaw(t, file)
	_, err = raw.ExecContext(t.Context(), "DROP TABLE notes")
	must(t, err)
	_, err = raw.ExecContext(t.Context(), "UPDATE conversations SET title = CAST('\xff' AS TEXT)")
	must(t, err)
	must(t, raw.Close())
	refused(empty, nil, "table conversations: row 1: a move would lose it: title holds")
	rows := database{raw: openRaw(t, empty)}
	if n := rows.count(t, "SELECT COUNT(*) FROM users") + rows.count(t, "SELECT COUNT(*) FROM events"); n != 0 {
		t.Errorf("a move that failed left %d rows", n)
	}
}

// TestAfterAMoveNoServerStartsOnTheFile, and PostgreSQL finds what was said.
func TestAfterAMoveNoServerStartsOnTheFile(t *testing.T) {
	file, who := lived(t)
	to := storetest.Postgres(t)
	moved, err := store.Move(t.Context(), file, to)
	must(t, err)
	if i := slices.IndexFunc(moved, func(m store.Moved) bool { return m.Table == "message_words" }); i < 0 || moved[i].Rows != 2 {
		t.Errorf("%+v", moved)
	}
	wantRefusal(t, file, file, "has moved to PostgreSQL", "SPOTTER_DB")
	if _, err := store.OpenExisting(t.Context(), file); err == nil || !strings.Contains(err.Error(), "has moved to PostgreSQL") {
		t.Errorf("%v", err)
	}
	_, err = openRaw(t, file).ExecContext(t.Context(), "UPDATE sessions SET jti = ''")
	must(t, err) // there are none
	_, err = openRaw(t, file).ExecContext(t.Context(), "UPDATE users SET version = version + 1")
	if err == nil || !strings.Contains(err.Error(), "moved to PostgreSQL") {
		t.Errorf("the file takes a change: %v", err)
	}
	if _, err := store.Move(t.Context(), file, storetest.Postgres(t)); err == nil || !strings.Contains(err.Error(), "has moved to PostgreSQL") {
		t.Errorf("a second move: %v", err)
	}
	s := open(t, to)
	if s.Fresh() {
		t.Error("the database thinks that it is new")
	}
	for word, want := range map[string]int{"kurbis": 1, "good": 1, "pumpkin": 0} {
		list, err := s.ListConversations(t.Context(), who.UID, coach.Page{Most: 10, Search: word})
		if must(t, err); len(list) != want {
			t.Errorf("%s finds %v", word, list)
		}
	}
}

// TestAMoveThatIsBrokenOffCanBeDoneAgain: the schema is there by then.
func TestAMoveThatIsBrokenOffCanBeDoneAgain(t *testing.T) {
	file, who := lived(t)
	to := storetest.Postgres(t)
	open(t, to)
	tx, err := openRaw(t, to).BeginTx(t.Context(), nil)
	must(t, err)
	defer tx.Rollback()
	_, err = tx.Exec("LOCK TABLE users IN ACCESS SHARE MODE")
	must(t, err)
	cut, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { _, err := store.Move(cut, file, to); failed <- err }()
	waitForLock(t, tx)
	cancel()
	if err := <-failed; err == nil {
		t.Error("a move that was broken off succeeds")
	}
	must(t, tx.Rollback())
	_, err = store.Move(t.Context(), file, to)
	must(t, err)
	_, err = open(t, to).PersonByID(t.Context(), who.UID)
	must(t, err)
}

// waitForLock waits until somebody waits for what tx has locked.
func waitForLock(t *testing.T, tx *sql.Tx) {
	t.Helper()
	for {
		var waiting int
		must(t, tx.QueryRow("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").Scan(&waiting))
		if waiting > 0 {
			return
		}
	}
}

// TestAMoveCarriesEveryKindOfColumn: those too that no table of ours has yet.
func TestAMoveCarriesEveryKindOfColumn(t *testing.T) {
	file, _ := lived(t)
	to := storetest.Postgres(t)
	open(t, to)
	ours, theirs := openRaw(t, file), openRaw(t, to)
	for _, statement := range []string{
		"CREATE TABLE kinds (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, yes BOOLEAN, raw BLOB, share DOUBLE PRECISION, n SMALLINT, up BIGINT REFERENCES kinds (n), twice BIGINT GENERATED ALWAYS AS (n * 2))",
		`INSERT INTO kinds (id, yes, raw, share, n, up) VALUES ('a', 1, x'00ff', 0.1, 1, 2), ('b', 0, x'', 5, 2, 1), ('', NULL, NULL, NULL, NULL, NULL)`,
		"CREATE TABLE counters (id INTEGER PRIMARY KEY, what TEXT NOT NULL)",
		"INSERT INTO counters VALUES (40, 'x'), (7, 'x')",
	} {
		_, err := ours.ExecContext(t.Context(), statement)
		must(t, err)
	}
	must(t, ours.Close())
	for _, statement := range []string{
		"CREATE TABLE kinds (id TEXT PRIMARY KEY, yes BOOLEAN, raw BYTEA, share DOUBLE PRECISION, n SMALLINT UNIQUE, up BIGINT REFERENCES kinds (n), twice BIGINT GENERATED ALWAYS AS (n * 2) STORED)",
		"CREATE TABLE counters (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what TEXT NOT NULL)",
	} {
		_, err := theirs.ExecContext(t.Context(), statement)
		must(t, err)
	}
	_, err := store.Move(t.Context(), file, to)
	must(t, err)
	var got string
	must(t, theirs.QueryRowContext(t.Context(), `SELECT string_agg(concat_ws('|', id, yes, encode(raw, 'hex'), share, n, up, twice), ' ' ORDER BY id) FROM kinds`).Scan(&got))
	if want := " a|t|00ff|0.1|1|2|2 b|f||5|2|1|4"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var next int
	must(t, theirs.QueryRowContext(t.Context(), "INSERT INTO counters (what) VALUES ('y') RETURNING id").Scan(&next))
	if next != 41 {
		t.Errorf("the next number is %d", next)
	}
}
