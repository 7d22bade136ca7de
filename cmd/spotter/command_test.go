package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	name     = "testuser"
	password = "correct horse battery staple"
)

// mustRun runs a command that must succeed, with standard input, and returns
// what it prints.
func mustRun(t *testing.T, dir, stdin string, args ...string) string {
	t.Helper()
	out, code := tryRun(t, dir, stdin, nil, args...)
	if code != 0 {
		t.Fatalf("spotter %s ended with %d:\n%s", strings.Join(args, " "), code, out)
	}
	return out
}

// tryRun runs a command with settings and returns what it prints, to either
// stream, and its exit code.
func tryRun(t *testing.T, dir, stdin string, settings []string, args ...string) (string, int) {
	t.Helper()
	c := command(t, dir, args...)
	c.Env = append(c.Env, settings...)
	c.Stdin = strings.NewReader(stdin)
	out, _ := c.CombinedOutput() // the exit code says what there is to say
	return string(out), c.ProcessState.ExitCode()
}

func TestPeopleAreAddedListedDisabledEnabledAndReset(t *testing.T) {
	dir := t.TempDir()
	added := mustRun(t, dir, password+"\n", "user", "add", name, "testuser@example.com", "--age", "68", "--gender", "female", "--level", "expert")
	if !strings.HasPrefix(added, "added testuser (") {
		t.Errorf("user add prints %q", added)
	}
	if list := mustRun(t, dir, "", "user", "list"); !strings.Contains(list, "testuser@example.com") || !strings.Contains(list, "enabled") {
		t.Errorf("user list prints %q", list)
	}
	mustRun(t, dir, "", "user", "disable", "TestUser")
	if list := mustRun(t, dir, "", "user", "list"); !strings.Contains(list, "disabled since ") {
		t.Errorf("user list prints %q", list)
	}
	p := start(t, dir)
	credentials := map[string]string{"username": name, "password": password}
	if err := post(p.url+"/login", credentials, nil); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("a disabled person logs in: %v", err)
	}
	mustRun(t, dir, "", "user", "enable", "testuser@example.com")
	if err := post(p.url+"/login", credentials, nil); err != nil {
		t.Errorf("an enabled person cannot log in: %v", err)
	}
	mustRun(t, dir, "another horse to ride\n", "user", "reset", name)
	if err := post(p.url+"/login", credentials, nil); err == nil {
		t.Error("the old password still serves after a reset")
	}
	if err := post(p.url+"/login", map[string]string{"username": name, "password": "another horse to ride"}, nil); err != nil {
		t.Errorf("the new password does not serve: %v", err)
	}
}

func TestCommandsSayWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, password+"\n", "user", "add", name, "testuser@example.com")
	for what, c := range map[string]struct {
		stdin string
		args  []string
		says  string
	}{
		"a taken username":  {password, []string{"user", "add", "TESTUSER", "other@example.com"}, "the username is taken"},
		"a taken address":   {password, []string{"user", "add", "other", "TestUser@Example.com"}, "the e-mail address is taken"},
		"a short password":  {"short", []string{"user", "add", "other", "other@example.com"}, "Use at least 8 characters."},
		"no password":       {"", []string{"user", "add", "other", "other@example.com"}, "no password came"},
		"a bad age":         {password, []string{"user", "add", "other", "other@example.com", "--age", "3"}, "age: Use a number from 13 to 120."},
		"an unknown person": {"", []string{"user", "disable", "nobody"}, "no such account"},
		"an unknown word":   {"", []string{"bogus"}, "see spotter --help"},
	} {
		t.Run(what, func(t *testing.T) {
			out, code := tryRun(t, dir, c.stdin, nil, c.args...)
			if code == 0 || !strings.Contains(out, c.says) || strings.Count(out, "\n") != 1 {
				t.Errorf("exit %d, %q; want an error in one line with %q", code, out, c.says)
			}
		})
	}
}

func TestHelpAndVersionAndSecretsArePrinted(t *testing.T) {
	dir := t.TempDir()
	help := mustRun(t, dir, "", "--help")
	for _, word := range []string{"SPOTTER_ADDR", "127.0.0.1:5555", "JWT_SECRET", "user disable", "key secret", "version"} {
		if !strings.Contains(help, word) {
			t.Errorf("--help does not name %s", word)
		}
	}
	if v := mustRun(t, dir, "", "version"); !strings.HasPrefix(v, "spotter ") {
		t.Errorf("version prints %q", v)
	}
	one, other := mustRun(t, dir, "", "key", "secret"), mustRun(t, dir, "", "key", "secret")
	if !strings.HasPrefix(one, "JWT_SECRET=") || one == other {
		t.Errorf("key secret prints %q, then %q", one, other)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("commands that need no data left %v", entries)
	}
}

func TestDotEnvIsReadAndTheEnvironmentOverrulesIt(t *testing.T) {
	dir := t.TempDir()
	secret := mustRun(t, dir, "", "key", "secret")
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(secret+"SPOTTER_DB=people.db\nSPOTTER_REGISTRATION=closed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, dir, "SPOTTER_REGISTRATION=open")
	signUp(t, p)
	if !strings.Contains(p.log.String(), `"algorithm":"HS256"`) {
		t.Errorf("the secret of .env does not count:\n%s", p.log)
	}
	if _, err := os.Stat(filepath.Join(dir, "people.db")); err != nil {
		t.Errorf("the database of .env does not count: %v", err)
	}
}

func TestAccessTokensVerifyAgainAfterARestart(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, "SPOTTER_PUBLIC_URL=http://localhost:5555")
	session := signUp(t, p)
	p.kill()
	p = start(t, dir, "SPOTTER_PUBLIC_URL=http://localhost:5555")
	if err := get(p.url+"/me", session.AccessToken); err != nil {
		t.Error(err)
	}
}

func TestFirstStartSaysWhereItListensWhereTheDataLiesAndWhatToTry(t *testing.T) {
	dir := t.TempDir()
	c := command(t, dir)
	c.Env = append(c.Env, "SPOTTER_ADDR=127.0.0.1:0")
	out, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	c.Stdout = out
	p := launch(t, c)
	p.untilAnswers(t, "/readyz")
	text, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{p.url, "spotter.db", "spotter.key", "/docs", "user add"} {
		if !strings.Contains(string(text), word) {
			t.Errorf("the first start does not say %s:\n%s", word, text)
		}
	}
	for _, file := range []string{"spotter.db", "spotter.key"} {
		info, err := os.Stat(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", file, info.Mode())
		}
	}
}

func status(t *testing.T, method, url, bearer string) int {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	answer, err := benchClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}
