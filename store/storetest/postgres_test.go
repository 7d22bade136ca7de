package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestEachGivesFreshDatabases(t *testing.T) {
	var ran []string
	Each(t, func(t *testing.T, dsn string) {
		ran = append(ran, filepath.Base(t.Name()))
		if strings.HasPrefix(dsn, "postgres://") {
			query[int](t, dsn, "SELECT 1")
			return
		}
		if _, err := os.Stat(dsn); !os.IsNotExist(err) {
			t.Errorf("stat %s: %v, want a file that does not exist yet", dsn, err)
		}
		if err := os.WriteFile(dsn, nil, 0o600); err != nil {
			t.Error(err)
		}
	})
	if got := strings.Join(ran, " "); got != "sqlite postgres" {
		t.Errorf("ran %q", got)
	}
}

func TestDatabasesAreIsolated(t *testing.T) {
	one, other := Postgres(t), Postgres(t)
	execute(t, one, "CREATE TABLE places (name text)")
	if query[bool](t, other, "SELECT to_regclass('places') IS NOT NULL") {
		t.Error("a table of one database is in the other")
	}
}

func TestDatabaseIsUTF8(t *testing.T) {
	url := Postgres(t)
	if got := query[string](t, url, "SHOW server_encoding"); got != "UTF8" {
		t.Errorf("encoding %s", got)
	}
	if got := query[string](t, url, "SELECT lower('ÉCLAIR')"); got != "éclair" {
		t.Errorf("lower('ÉCLAIR') = %s", got)
	}
}

func TestDatabasesInParallel(t *testing.T) {
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			execute(t, Postgres(t), "CREATE TABLE places (name text)")
		})
	}
}

func TestDatabaseIsDroppedUnderOpenConnections(t *testing.T) {
	var name string
	t.Run("user", func(t *testing.T) {
		conn := connect(t, Postgres(t))
		name = conn.Config().Database
		// It stays open beyond the drop.
	})
	watcher := Postgres(t)
	if query[bool](t, watcher, "SELECT count(*) > 0 FROM pg_database WHERE datname = '"+name+"'") {
		t.Errorf("database %s is still there", name)
	}
}

func TestPasswordIsRequired(t *testing.T) {
	config, err := pgx.ParseConfig(Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	config.Password = "wrong"
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err == nil {
		conn.Close(t.Context())
		t.Error("connected with a wrong password")
	}
}

func TestServerDoesNotRunAsRoot(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root has privileges to drop")
	}
	Postgres(t)
	for _, path := range []string{
		fmt.Sprintf("/proc/%d/status", shared.cluster.postmaster.pid),
		fmt.Sprintf("/proc/%d/status", shared.cluster.guard.shell.Process.Pid),
	} {
		status, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(status)) {
			key, value, _ := strings.Cut(line, ":")
			if ids := strings.Fields(value); (key == "Uid" || key == "Gid" || key == "Groups") && strings.Contains(" "+strings.Join(ids, " ")+" ", " 0 ") {
				t.Errorf("%s: %s", path, line)
			}
		}
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func execute(t *testing.T, url, statement string) {
	t.Helper()
	conn := connect(t, url)
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func query[T any](t *testing.T, url, statement string) T {
	t.Helper()
	conn := connect(t, url)
	defer conn.Close(context.Background())
	var value T
	if err := conn.QueryRow(t.Context(), statement).Scan(&value); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return value
}
