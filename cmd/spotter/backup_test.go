package main_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"spotter/store/storetest"
	"spotter/token"
)

// someone registers and logs in.
func someone(t *testing.T, p *process, name string) pair {
	t.Helper()
	err := post(p.url+"/register", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return again(t, p, name)
}

// again logs in somebody who is registered.
func again(t *testing.T, p *process, name string) (own pair) {
	t.Helper()
	if err := post(p.url+"/login", map[string]string{"username": name, "password": benchPassword}, &own); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return own
}

// refresh uses the refresh token of p.
func (own pair) refresh(p *process) (next pair, err error) {
	return next, post(p.url+"/refresh", map[string]string{"refresh_token": own.RefreshToken}, &next)
}

// asDocumented is the public URL of a server that moves from port to port.
const asDocumented = "SPOTTER_PUBLIC_URL=http://localhost:5555"

// TestARestoredBackupServesAsDocumented follows the drill of docs/operate.md: a
// copy is made under load, the database destroyed and the copy put in its place.
// What the page says of old tokens is what is checked here.
func TestARestoredBackupServesAsDocumented(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, asDocumented)
	quiet, busy, late := someone(t, p, "quiet"), someone(t, p, "busy"), someone(t, p, "late")
	leaver := someone(t, p, "leaver")

	crowd := newCrowd(t, p)
	file := filepath.Join(t.TempDir(), "backup.db")
	out, code := tryRun(t, dir, "", nil, "backup", file)
	if key := filepath.Join(dir, "spotter.key"); code != 0 || !strings.Contains(out, "master key is NOT in it: it lies in "+key) {
		t.Fatalf("exit %d: %s", code, out)
	}
	crowd.goHome(t)
	if out, code := tryRun(t, dir, "", nil, "backup", file); code != 1 || !strings.Contains(out, "there is such a file already") || strings.Count(out, "\n") != 1 {
		t.Errorf("a second backup onto the first: exit %d: %s", code, out)
	}

	// What the copy cannot know.
	busyNow, lateNow := mustRefresh(t, p, busy), mustRefresh(t, p, mustRefresh(t, p, late))
	newcomer := someone(t, p, "newcomer")
	if code := status(t, "POST", p.url+"/logout", leaver.AccessToken); code != http.StatusNoContent {
		t.Fatalf("POST /logout answers %d", code)
	}

	p.kill()
	key := loseDatabase(t, dir)
	copyFile(t, file, filepath.Join(dir, "spotter.db"))
	endsWithOneLine(t, dir, "spotter.key is missing")
	endsWithOneLine(t, dir, "not the one that this database was sealed with", "SPOTTER_MASTER_KEY="+token.NewMasterKey().Encode())
	if err := os.WriteFile(filepath.Join(dir, "spotter.key"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	p = start(t, dir, asDocumented)

	for _, name := range append([]string{"quiet", "busy", "late", "leaver"}, crowd.names...) {
		again(t, p, name)
	}
	wantStatus(t, p, "an access token from before the backup", quiet.AccessToken, http.StatusOK)
	mustRefresh(t, p, quiet)
	wantStatus(t, p, "an access token from a refresh behind the backup", busyNow.AccessToken, http.StatusOK)
	if _, err := busyNow.refresh(p); err == nil || !strings.Contains(err.Error(), "token_reused") {
		t.Errorf("a refresh token that the copy does not know: %v", err)
	}
	wantStatus(t, p, "an access token of that session", busyNow.AccessToken, http.StatusUnauthorized)
	mustRefresh(t, p, late) // the newest that the copy knows
	if _, err := lateNow.refresh(p); err == nil || !strings.Contains(err.Error(), "token_reused") {
		t.Errorf("the one that was the newest: %v", err)
	}
	wantStatus(t, p, "an access token that a log-out behind the backup had ended", leaver.AccessToken, http.StatusOK)
	mustRefresh(t, p, leaver)
	wantStatus(t, p, "an access token of somebody the copy does not know", newcomer.AccessToken, http.StatusUnauthorized)
	if err := post(p.url+"/login", map[string]string{"username": "newcomer", "password": benchPassword}, nil); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("somebody the copy does not know logs in: %v", err)
	}
}

// crowd is people who refresh without a pause.
type crowd struct {
	names  []string
	leave  atomic.Bool
	people sync.WaitGroup
	turns  atomic.Int64
}

func newCrowd(t *testing.T, p *process) *crowd {
	t.Helper()
	c := &crowd{}
	for i := range 3 {
		name := fmt.Sprintf("busybody%d", i)
		own := someone(t, p, name)
		c.names = append(c.names, name)
		c.people.Go(func() {
			for !c.leave.Load() {
				var err error
				if own, err = own.refresh(p); err != nil {
					t.Errorf("%s during a backup: %v", name, err)
					return
				}
				c.turns.Add(1)
			}
		})
	}
	return c
}

// goHome ends the crowd, which must have been one.
func (c *crowd) goHome(t *testing.T) {
	t.Helper()
	c.leave.Store(true)
	c.people.Wait()
	if t.Logf("%d refreshes during the backup", c.turns.Load()); c.turns.Load() == 0 {
		t.Error("nobody did anything during the backup")
	}
}

func mustRefresh(t *testing.T, p *process, own pair) pair {
	t.Helper()
	next, err := own.refresh(p)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func wantStatus(t *testing.T, p *process, what, access string, want int) {
	t.Helper()
	if code := status(t, "GET", p.url+"/me", access); code != want {
		t.Errorf("%s: GET /me answers %d, want %d", what, code, want)
	}
}

// loseDatabase removes all that there is but returns the key, of which there is
// a copy elsewhere.
func loseDatabase(t *testing.T, dir string) (key []byte) {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(dir, "spotter.key"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"spotter.db", "spotter.db-wal", "spotter.db-shm", "spotter.key"} {
		os.Remove(filepath.Join(dir, name)) // there may be none
	}
	return key
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestABackupSaysWhereTheSecretsLie(t *testing.T) {
	dir := t.TempDir()
	key := "SPOTTER_MASTER_KEY=" + token.NewMasterKey().Encode()
	secret := strings.TrimSpace(mustRun(t, dir, "", "key", "secret"))
	start(t, dir, key, secret).kill()
	out, code := tryRun(t, dir, "", []string{key, secret}, "backup", "one.db")
	if code != 0 || !strings.Contains(out, "NOT in it: SPOTTER_MASTER_KEY holds it") || !strings.Contains(out, "JWT_SECRET is not in it either") {
		t.Errorf("exit %d: %s", code, out)
	}
	for _, setting := range []string{key, secret} {
		if _, value, _ := strings.Cut(setting, "="); strings.Contains(out, value) {
			t.Errorf("it shows a secret: %s", out)
		}
	}
	if out, code := tryRun(t, dir, "", nil, "backup", "two.db"); code != 0 || !strings.Contains(out, "is MISSING") {
		t.Errorf("exit %d: %s", code, out)
	}
}

func TestABackupOfPostgresNamesItsOwnProgram(t *testing.T) {
	dir := t.TempDir()
	for _, dsn := range []string{"postgres://u:hunter2@127.0.0.1:1/db", storetest.Postgres(t)} {
		out, code := tryRun(t, dir, "", []string{"SPOTTER_DB=" + dsn}, "backup", "backup.db")
		if code != 1 || !strings.Contains(out, "pg_dump") || strings.Count(out, "\n") != 1 || strings.Contains(out, "hunter2") {
			t.Errorf("exit %d: %s", code, out)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("it left %v", entries)
	}
}

// TestWithoutItsSigningKeysAServerMakesOthers is what docs/operate.md has an
// operator do whose signing key was stolen.
func TestWithoutItsSigningKeysAServerMakesOthers(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, asDocumented)
	own := signUp(t, p)
	p.kill()
	db, err := sql.Open("sqlite", filepath.Join(dir, "spotter.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "DELETE FROM signing_keys"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	p = start(t, dir, asDocumented)
	wantStatus(t, p, "an access token of the key that is gone", own.AccessToken, http.StatusUnauthorized)
	if _, err := own.refresh(p); err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("a refresh token of the key that is gone: %v", err)
	}
	wantStatus(t, p, "an access token of the new key", logIn(t, p).AccessToken, http.StatusOK)
}
