package roster_test

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	_ "modernc.org/sqlite"             // registers the driver "sqlite"

	"spotter/roster"
	"spotter/store/storetest"
)

// eachEngine runs the test with an empty database of an app, of either kind.
func eachEngine(t *testing.T, test func(t *testing.T, db *sql.DB)) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		driver := "sqlite"
		if strings.HasPrefix(dsn, "postgres") {
			driver = "pgx"
		}
		db, err := sql.Open(driver, dsn)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		db.SetMaxIdleConns(-1) // a connection remembers the columns that a table had
		test(t, db)
	})
}

func run(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// people reads a whole roster and the error at its end.
func people(rows iter.Seq2[roster.Row, error]) (all []roster.Row, err error) {
	for row, err := range rows {
		if err != nil {
			return all, err
		}
		all = append(all, row)
	}
	return all, nil
}

func wantPeople(t *testing.T, rows iter.Seq2[roster.Row, error], want ...roster.Person) {
	t.Helper()
	got, err := people(rows)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d rows, %v; want %d", len(got), err, len(want))
	}
	for i, row := range got {
		if row.Err != nil || row.Number != i+1 || row.Person != want[i] {
			t.Errorf("row %d is %+v, %v\nwant %+v", row.Number, row.Person, row.Err, want[i])
		}
	}
}

const bcryptHash = "$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2"

func TestTutorialAIsReadWithWhateverColumnsItHas(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *sql.DB) {
		run(t, db,
			`CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR UNIQUE, email VARCHAR UNIQUE, hashed_password VARCHAR)`,
			`INSERT INTO users VALUES (2, 'ben', 'ben@example.com', '`+bcryptHash+`'), (1, 'ann', 'ann@example.com', '`+bcryptHash+`')`)
		ann := roster.Person{UID: "1", Username: "ann", Email: "ann@example.com", PasswordHash: bcryptHash}
		ben := roster.Person{UID: "2", Username: "ben", Email: "ben@example.com", PasswordHash: bcryptHash}
		wantPeople(t, roster.Database(t.Context(), db, "fastapi-tutorial"), ann, ben)

		run(t, db, `ALTER TABLE users ADD COLUMN age INTEGER`, `ALTER TABLE users ADD COLUMN gender VARCHAR`,
			`ALTER TABLE users ADD COLUMN level VARCHAR`, `ALTER TABLE users ADD COLUMN is_active BOOLEAN`, `ALTER TABLE users ADD COLUMN notes VARCHAR`,
			`UPDATE users SET age = 31, gender = 'F', level = 'Advanced', is_active = FALSE, notes = 'secret' WHERE id = 1`)
		ann.Age, ann.Gender, ann.Level, ann.Disabled = 31, "female", "expert", true
		wantPeople(t, roster.Database(t.Context(), db, "fastapi-tutorial"), ann, ben)
	})
}

func TestTutorialBIsRead(t *testing.T) {
	const uid = "5b1f8a52-2f0e-4a7e-9c43-2a1b0c9d8e7f"
	eachEngine(t, func(t *testing.T, db *sql.DB) {
		uuidType := "CHAR(32)" // what SQLAlchemy makes of a UUID in SQLite
		stored := strings.ReplaceAll(uid, "-", "")
		if strings.Contains(fmt.Sprintf("%T", db.Driver()), "stdlib") {
			uuidType, stored = "UUID", uid
		}
		run(t, db, `CREATE TABLE users (uid `+uuidType+` PRIMARY KEY, username VARCHAR, email VARCHAR, first_name VARCHAR, last_name VARCHAR,
			role VARCHAR NOT NULL DEFAULT 'user', is_verified BOOLEAN, password_hash VARCHAR NOT NULL, created_at TIMESTAMP, update_at TIMESTAMP)`,
			`INSERT INTO users (uid, username, email, first_name, last_name, role, is_verified, password_hash, created_at, update_at) VALUES
			('`+stored+`', 'cleo', 'cleo@example.com', 'Cléo', 'O''Neil', 'admin', TRUE, '`+bcryptHash+`', '2024-05-01 12:34:56.789000', '2024-05-02 00:00:00')`)
		wantPeople(t, roster.Database(t.Context(), db, "bookly"), roster.Person{
			UID: stored, Username: "cleo", Email: "cleo@example.com", PasswordHash: bcryptHash, FirstName: "Cléo", LastName: "O'Neil",
			Verified: true, CreatedAt: time.Date(2024, 5, 1, 12, 34, 56, 789e6, time.UTC),
		})
	})
}

func TestDjangoIsRead(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *sql.DB) {
		moment := "DATETIME"
		if strings.Contains(fmt.Sprintf("%T", db.Driver()), "stdlib") {
			moment = "TIMESTAMPTZ"
		}
		run(t, db, `CREATE TABLE auth_user (id INTEGER PRIMARY KEY, password VARCHAR(128) NOT NULL, last_login `+moment+`, is_superuser BOOL NOT NULL,
			username VARCHAR(150) NOT NULL UNIQUE, first_name VARCHAR(150) NOT NULL, last_name VARCHAR(150) NOT NULL, email VARCHAR(254) NOT NULL,
			is_staff BOOL NOT NULL, is_active BOOL NOT NULL, date_joined `+moment+` NOT NULL)`,
			`INSERT INTO auth_user VALUES (1, 'pbkdf2_sha256$1000$salt$hash', NULL, TRUE, 'root', '', '', 'root@example.com', TRUE, TRUE, '2023-06-02 21:20:23.238847+00:00'),
			(2, '!unusable', NULL, FALSE, 'gone', 'G', 'One', 'gone@example.com', FALSE, FALSE, '2023-06-02 21:20:23+00:00')`)
		wantPeople(t, roster.Database(t.Context(), db, "django"),
			roster.Person{
				UID: "1", Username: "root", Email: "root@example.com", PasswordHash: "pbkdf2_sha256$1000$salt$hash",
				CreatedAt: time.Date(2023, 6, 2, 21, 20, 23, 238847e3, time.UTC),
			},
			roster.Person{
				UID: "2", Username: "gone", Email: "gone@example.com", PasswordHash: "!unusable", FirstName: "G", LastName: "One", Disabled: true,
				CreatedAt: time.Date(2023, 6, 2, 21, 20, 23, 0, time.UTC),
			})
	})
}

func TestADatabaseOfAnotherAppIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *sql.DB) {
		_, err := people(roster.Database(t.Context(), db, "django"))
		if !errors.Is(err, roster.ErrFormat) || !strings.Contains(err.Error(), "auth_user") {
			t.Errorf("an empty database: %v", err)
		}
		run(t, db, `CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR, password VARCHAR)`)
		for _, format := range []string{"fastapi-tutorial", "bookly"} {
			if _, err := people(roster.Database(t.Context(), db, format)); !errors.Is(err, roster.ErrFormat) || !strings.Contains(err.Error(), "no column") {
				t.Errorf("%s: %v", format, err)
			}
		}
	})
}

func TestABadRowOfADatabaseIsNamedAndTheOthersCome(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *sql.DB) {
		run(t, db, `CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR, email VARCHAR, hashed_password VARCHAR, age VARCHAR, created_at VARCHAR)`,
			`INSERT INTO users VALUES (1, 'ann', 'ann@example.com', 'h', 'old', NULL), (2, 'ben', 'ben@example.com', 'h', '', 'yesterday'),
			(3, '`+strings.Repeat("x", 5000)+`', 'cy@example.com', 'h', NULL, NULL), (4, 'dee', 'dee@example.com', 'h', NULL, NULL)`)
		rows, err := people(roster.Database(t.Context(), db, "fastapi-tutorial"))
		if err != nil || len(rows) != 4 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for i, says := range []string{"age is no whole number", "created_at is no time", "more than 1,024 characters", ""} {
			if err := rows[i].Err; (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
				t.Errorf("row %d: %v, want %q", i+1, err, says)
			}
		}
		if rows[0].Person.Username != "ann" {
			t.Errorf("a bad row is of %+v", rows[0].Person)
		}
	})
}
