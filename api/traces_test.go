package api_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

// exportOf is which member of the export holds what a table keeps of a person.
// Every table with a uid needs a line.
var exportOf = map[string]string{
	"users": "user", "sessions": "sessions", "events": "events", "refusals": "refusals",
	"conversations": "conversations", "answers": "conversations", "message_words": "conversations", "memories": "memory",
	"workouts": "workouts", "plans": "plan", "plan_days": "plan", "personal_keys": "keys", "spending": "tokens",
}

// column is a column of the database.
type column struct{ table, name string }

// columns are all of the database, of ours.
func columns(t testing.TB, db *sql.DB, postgres bool) []column {
	t.Helper()
	query := `SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'message_words_%'`
	if postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()`
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []column
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.table, &c.name); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil || len(all) < 50 {
		t.Fatalf("%d columns, %v", len(all), err)
	}
	return all
}

// TestS10ExportIsWholeAndDeletionLeavesNoTrace: of every table that has a uid
// there is something in the export; and after DELETE /me no column of any table
// holds the uid, a name, an id or a text of the person.
func TestS10ExportIsWholeAndDeletionLeavesNoTrace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		var log *account.RefusalLog
		s := newServerAt(t, dsn, func(c *config) {
			log = account.NewRefusalLog(account.RefusalLogConfig{Store: c.Rules.Store})
			c.Refusals = log
		})
		driver := "sqlite"
		if store.IsPostgres(dsn) {
			driver = "pgx"
		}
		db, err := sql.Open(driver, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		user := s.account(t, ada)
		s.send(t, "POST /login", jsonText(`{"email": "ada@example.com", "password": "a guess"}`)).object(t, 403)
		own := s.login(t, ada)
		s.send(t, "PATCH /me", bearer(own.access), jsonOf(map[string]any{"injuries": marker, "first_name": marker})).object(t, 200)
		belongings := s.belongings(t, own)
		s.send(t, "POST /logout", jsonOf(map[string]string{"refresh_token": own.access})).object(t, 401)
		if err := log.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if ok, err := s.store.ReserveTokens(t.Context(), user["uid"].(string), time.Now(), 1, 2); err != nil || !ok {
			t.Fatal(ok, err)
		}
		export := s.send(t, "GET /me/export", bearer(own.access)).object(t, 200)
		all := columns(t, db, driver == "pgx")
		for _, c := range all {
			if c.name != "uid" {
				continue
			}
			member, known := exportOf[c.table]
			if list, isList := export[member].([]any); !known || export[member] == nil || isList && len(list) == 0 {
				t.Errorf("table %s has a uid: the export needs what it holds (%q), and exportOf a line", c.table, member)
			}
		}

		secrets := map[string]string{"uid": user["uid"].(string), "username": ada.username, "e-mail": ada.email, "text": marker}
		for kind, id := range belongings {
			secrets[kind] = id
		}
		if found := traces(t, db, all, secrets); len(found) < 10 {
			t.Fatalf("the search finds little: %q", found)
		}
		s.send(t, "DELETE /me", bearer(own.access), jsonOf(map[string]any{"password": ada.password})).empty(t, 204)
		for _, trace := range traces(t, db, all, secrets) {
			if trace != "session in ended_sessions.sid" { // until its last access token has expired
				t.Errorf("%s is left", trace)
			}
		}
	})
}

// traces says which secrets stand in which column.
func traces(t testing.TB, db *sql.DB, all []column, secrets map[string]string) (found []string) {
	t.Helper()
	for _, c := range all {
		for what, secret := range secrets {
			var n int
			query := fmt.Sprintf(`SELECT COUNT(*) FROM "%s" WHERE LOWER(CAST("%s" AS TEXT)) LIKE $1`, c.table, c.name)
			if err := db.QueryRowContext(t.Context(), query, "%"+strings.ToLower(secret)+"%").Scan(&n); err != nil {
				t.Fatalf("%s.%s: %v", c.table, c.name, err)
			}
			if n > 0 {
				found = append(found, what+" in "+c.table+"."+c.name)
			}
		}
	}
	return found
}
