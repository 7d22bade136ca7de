package main_test

import (
	"bytes"
	"database/sql"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spotter/store/storetest"
	"spotter/token"
)

// endsWithOneLine starts the server, which must end within 5 seconds with a
// non-zero code and one line on stderr that holds says and nothing of secrets.
func endsWithOneLine(t *testing.T, dir, says string, settings ...string) (took time.Duration) {
	t.Helper()
	c := command(t, dir)
	c.Env = append(append(c.Env, "SPOTTER_ADDR=127.0.0.1:0"), settings...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	watch := storetest.StartStopwatch()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	watchdog := time.AfterFunc(patience, func() { c.Process.Kill() })
	defer watchdog.Stop()
	c.Wait() // the exit code is looked at below
	took = watch.Took()
	text := stderr.String()
	if code := c.ProcessState.ExitCode(); code <= 0 || took > 5*time.Second {
		t.Errorf("ended with %d after %s; want an error within 5 s", code, took)
	}
	if strings.Count(text, "\n") != 1 || !strings.HasPrefix(text, "spotter: ") || !strings.Contains(text, says) {
		t.Errorf("says %q; want one line with %q", text, says)
	}
	if strings.Contains(text, "hunter2") {
		t.Errorf("the line holds a secret: %q", text)
	}
	return took
}

// refusesToStart is endsWithOneLine as a row of the table.
func refusesToStart(t *testing.T, what, dir, says string, settings ...string) {
	t.Helper()
	f := measures(t, "R17", what)
	failed := t.Failed()
	took := endsWithOneLine(t, dir, says, settings...)
	f.none("ends without one clear line and a code", btoi(t.Failed() && !failed))
	f.soon("ends after", took, 5*time.Second)
}

func TestABadSettingEndsTheStart(t *testing.T) {
	strong := "JWT_SECRET=q8Zr3vLk1PxT7mWn5sYb9dFh2jGc4aEuQ8Zr3vLk1Px"
	for setting, says := range map[string]string{
		"SPOTTER_ADDR=nowhere":                            "SPOTTER_ADDR: ",
		"SPOTTER_ADDR=127.0.0.1:99999":                    "SPOTTER_ADDR: ",
		"SPOTTER_ADMIN_ADDR=nowhere":                      "SPOTTER_ADMIN_ADDR: ",
		"JWT_SECRET=hunter2":                              "spotter key secret",
		"JWT_SECRET=hunter2hunter2hunter2hunter2hunter2":  "spotter key secret",
		"JWT_SECRET=your-secret-key-hunter2-1234567890ab": "spotter key secret",
		"JWT_ALGORITHM=HS256":                             "needs a JWT_SECRET",
		"JWT_ALGORITHM=none":                              "JWT_ALGORITHM: ",
		"JWT_ALGORITHM=EdDSA " + strong:                   "unset one of the two",
		"JWT_ALGORITHM=HS512 " + strong:                   "at least 64 bytes",
		"SPOTTER_LOGIN_RATE=off":                          "SPOTTER_LOGIN_RATE: ",
		"SPOTTER_LOGIN_RATE=61/m":                         "SPOTTER_LOGIN_RATE: ",
		"SPOTTER_ADDRESS_RATE=hunter2":                    "SPOTTER_ADDRESS_RATE: write a rate as COUNT/PERIOD",
		"SPOTTER_REGISTER_RATE=30/h+0":                    "SPOTTER_REGISTER_RATE: ",
		"SPOTTER_REFRESH_RATE=600":                        "SPOTTER_REFRESH_RATE: ",
		"SPOTTER_REFRESH_FAILURE_RATE=1/25h":              "SPOTTER_REFRESH_FAILURE_RATE: ",
		"SPOTTER_ACCESS_TTL=5":                            "SPOTTER_ACCESS_TTL: ",
		"SPOTTER_ACCESS_TTL=-5m":                          "SPOTTER_ACCESS_TTL: ",
		"SPOTTER_REFRESH_TTL=never":                       "SPOTTER_REFRESH_TTL: ",
		"SPOTTER_SESSION_TTL=0s":                          "SPOTTER_SESSION_TTL: ",
		"SPOTTER_REFRESH_GRACE=1h":                        "SPOTTER_REFRESH_GRACE: ",
		"SPOTTER_LEEWAY=1h":                               "SPOTTER_LEEWAY: ",
		"SPOTTER_KEY_ROTATION=5m":                         "SPOTTER_KEY_ROTATION: ",
		"SPOTTER_JWKS_MAX_AGE=0s":                         "SPOTTER_JWKS_MAX_AGE: ",
		"SPOTTER_PUBLIC_URL=coach.example.com":            "SPOTTER_PUBLIC_URL: ",
		"SPOTTER_PUBLIC_URL=https://example.com/coach":    "SPOTTER_PUBLIC_URL: ",
		"SPOTTER_PASSWORD_MIN=0":                          "SPOTTER_PASSWORD_MIN: ",
		"SPOTTER_PASSWORD_MIN=x":                          "password-min",
		"SPOTTER_PASSWORD_MIN=6 SPOTTER_ADDR=0.0.0.0:0":   "loopback",
		"SPOTTER_REGISTRATION=maybe":                      "open or closed",
		"SPOTTER_PASSWORD_GRANT=maybe":                    "on or off",
		"SPOTTER_TRUSTED_PROXIES=proxy":                   "SPOTTER_TRUSTED_PROXIES: ",
		"SPOTTER_CORS_ORIGINS=*":                          "SPOTTER_CORS_ORIGINS: ",
		"SPOTTER_TLS_CERT=cert.pem":                       "set both or neither",
		"SPOTTER_MASTER_KEY=hunter2":                      "SPOTTER_MASTER_KEY: ",
		"SPOTTER_DB=postgres://u:hunter2@127.0.0.1:1/db":  "SPOTTER_MASTER_KEY is required",
		"SPOTTER_DB=missing/folder/spotter.db":            "folder",
	} {
		t.Run(setting, func(t *testing.T) {
			endsWithOneLine(t, t.TempDir(), says, strings.Fields(setting)...)
		})
	}
}

func TestR17ATakenPortEndsTheStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	refusesToStart(t, "the port is taken", dir, "cannot listen on "+taken.Addr().String(), "SPOTTER_ADDR="+taken.Addr().String())
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("a start that failed left %v", entries)
	}
}

func TestR17AWrongOrMissingMasterKeyEndsTheStart(t *testing.T) {
	dir := t.TempDir()
	start(t, dir).kill()
	refusesToStart(t, "the master key is another", dir, "not the one that this database was sealed with", "SPOTTER_MASTER_KEY="+token.NewMasterKey().Encode())
	file := filepath.Join(dir, "spotter.key")
	if err := os.WriteFile(file, []byte("hunter2"), 0o600); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "the key file is damaged", dir, "spotter.key is damaged")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "the key file is missing", dir, "spotter.key is missing")
	if _, err := os.Stat(file); err == nil {
		t.Error("a start that failed made another key")
	}
}

func TestR17AReadOnlyDatabaseEndsTheStart(t *testing.T) {
	dir := t.TempDir()
	start(t, dir).kill()
	if err := os.Chmod(filepath.Join(dir, "spotter.db"), 0o400); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "the database is read-only", dir, "spotter.db")
}

func TestR17ACorruptDatabaseEndsTheStart(t *testing.T) {
	dir := t.TempDir()
	start(t, dir).kill()
	for _, file := range []string{"spotter.db-wal", "spotter.db-shm"} {
		os.Remove(filepath.Join(dir, file)) // there may be none
	}
	if err := os.WriteFile(filepath.Join(dir, "spotter.db"), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "the database is corrupt", dir, "damaged or no SQLite database")
	if err := os.Remove(filepath.Join(dir, "spotter.key")); err != nil {
		t.Fatal(err)
	}
	endsWithOneLine(t, dir, "damaged or no SQLite database")
}

func TestR17ALockedDatabaseEndsTheStart(t *testing.T) {
	dir := t.TempDir()
	start(t, dir).kill()
	db, err := sql.Open("sqlite", filepath.Join(dir, "spotter.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	refusesToStart(t, "the database is locked", dir, "locked by another program")
}

func TestR17PostgresThatIsAwayOrRefusesEndsTheStart(t *testing.T) {
	key := "SPOTTER_MASTER_KEY=" + token.NewMasterKey().Encode()
	refusesToStart(t, "PostgreSQL is away", t.TempDir(), "does not answer", key, "SPOTTER_DB=postgres://u:hunter2@127.0.0.1:1/db")
	endsWithOneLine(t, t.TempDir(), "does not answer", key, "SPOTTER_DB=postgres://u@127.0.0.1:1/db?password=hunter2")
	endsWithOneLine(t, t.TempDir(), "cannot be read", key, "SPOTTER_DB=postgres://u:hunter2@[::1/db")
	live := storetest.Postgres(t)
	refusesToStart(t, "PostgreSQL refuses", t.TempDir(), "check SPOTTER_DB", key, "SPOTTER_DB="+strings.Replace(live, "spotter:", "nobody:hunter2", 1))
}
