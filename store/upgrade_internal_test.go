package store

import (
	"database/sql"
	"path/filepath"
	"testing"

	"spotter/store/storetest"
)

// TestR16ADatabaseOfEachOlderSchemaOpens with who is in it; a backup of it can be
// made before.
func TestR16ADatabaseOfEachOlderSchemaOpens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		all, err := (&Store{postgres: IsPostgres(dsn)}).migrations()
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			t.Run(all[i].name, func(t *testing.T) {
				fresh := storetest.SQLite
				if IsPostgres(dsn) {
					fresh = storetest.Postgres
				}
				opensFrom(t, fresh(t), all[:i+1])
			})
		}
	})
}

// opensFrom makes a database with these migrations alone, as a Spotter of then
// did, and opens it.
func opensFrom(t *testing.T, dsn string, then []migration) {
	t.Helper()
	driver := "sqlite"
	if IsPostgres(dsn) {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := raw.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := applyNew(t.Context(), tx, then); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO users (uid, username, username_key, email, email_key, password_hash, created_at, profile) VALUES ('u1', 'Mira', 'mira', 'mira@example.com', 'mira@example.com', 'h', 5, '{"age":31}')`,
		`INSERT INTO sessions (sid, uid, created_at, last_used_at, ends_at, address, agent, jti, issued_at, expires_at, kid) VALUES ('s1', 'u1', 5, 5, 9, 'a', 'b', 'j1', 5, 9, 'k1')`,
		`INSERT INTO secrets (name, sealed) VALUES ('server', 'c2VhbGVk')`,
		`INSERT INTO signing_keys (kid, algorithm, sealed, created_at, sign_from) VALUES ('k1', 'EdDSA', 'c2VhbGVk', 5, 0)`,
	} {
		if _, err := tx.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	raw.Close()
	if !IsPostgres(dsn) {
		c, err := Backup(t.Context(), dsn, filepath.Join(t.TempDir(), "copy.db"))
		if err != nil || c.People != 1 || c.Schema != then[len(then)-1].version {
			t.Errorf("a backup before the upgrade: %+v, %v", c, err)
		}
	}
	s, err := Open(storetest.Patient(t.Context()), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p, err := s.PersonByID(t.Context(), "u1")
	if err != nil || p.Username != "Mira" || p.Profile.Age != 31 {
		t.Errorf("%+v, %v", p, err)
	}
	if st, err := s.LookAtSession(t.Context(), "s1"); err != nil || st.Session.Refresh.ID != "j1" {
		t.Errorf("%+v, %v", st, err)
	}
	if keys, err := s.Keys(t.Context()); err != nil || len(keys) != 1 || string(keys[0].Sealed) != "sealed" {
		t.Errorf("%+v, %v", keys, err)
	}
	if secret, err := s.Secret(t.Context(), "server", nil); err != nil || string(secret) != "sealed" {
		t.Errorf("%q, %v", secret, err)
	}
}
