package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spotter/store/storetest"
)

// TestInspectJudgesTokensOfARunningServer by its exit code: good, logged out,
// used up, changed.
func TestInspectJudgesTokensOfARunningServer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		dir := t.TempDir()
		settings := append(database(dsn), "SPOTTER_PUBLIC_URL=http://localhost:5555", "SPOTTER_REFRESH_GRACE=0s")
		p := start(t, dir, settings...)
		first := signUp(t, p)
		judge := func(stdin string, code int, says string, args ...string) {
			t.Helper()
			text, got := tryRun(t, dir, stdin, settings, append([]string{"token", "inspect"}, args...)...)
			if got != code || !strings.Contains(text, says) {
				t.Errorf("exit %d, want %d and %q:\n%s", got, code, says, text)
			}
		}
		judge("", 0, "access token of "+benchUser+", 29 min left, signature good", first.AccessToken)
		judge("Bearer "+first.AccessToken+"\n", 0, "It verifies.")
		judge(first.RefreshToken, 0, "refresh token of "+benchUser+", 1 d 23 h left, signature good", "-")
		judge(first.AccessToken[:len(first.AccessToken)-10]+"AAAAAAAAAA", 1, "signature WRONG")

		var next pair
		if err := post(p.url+"/refresh", map[string]string{"refresh_token": first.RefreshToken}, &next); err != nil {
			t.Fatal(err)
		}
		judge(first.RefreshToken, 1, "it was used before, and a newer one has taken its place")
		judge(next.RefreshToken, 0, "the one that counts now")
		leaving := askJSON(t, "POST /logout", p.url, next.AccessToken, nil)
		for _, raw := range []string{first.AccessToken, next.AccessToken, next.RefreshToken} {
			judge(raw, 1, "its person logged out (request "+leaving.id+" from 127.0.0.1)")
		}

		keys := filepath.Join(dir, "jwks.json")
		if err := os.WriteFile(keys, []byte(page(t, p.url+"/.well-known/jwks.json")), 0o600); err != nil {
			t.Fatal(err)
		}
		judge(next.AccessToken, 0, "with --jwks no database is asked", "--jwks", keys)
		judge(next.AccessToken, 1, "no JSON Web Key Set", "--jwks", binaryFile(t))
		p.kill()
		judge(next.AccessToken, 1, "its person logged out") // of no server
	})
}

// binaryFile is a file that is no key set.
func binaryFile(t *testing.T) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInspectMakesNothingAndPrintsNoSecret(t *testing.T) {
	dir := t.TempDir()
	secret := strings.TrimSpace(mustRun(t, dir, "", "key", "secret"))
	foreign := "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	for name, c := range map[string]struct {
		stdin    string
		settings []string
		says     string
	}{
		"a foreign token":    {foreign, nil, "not checked: there is no Spotter database here (SPOTTER_DB=spotter.db)"},
		"beside a secret":    {foreign, []string{secret}, "it names no key (kid)"},
		"nothing":            {"", nil, "no token came"},
		"no token":           {"correct horse", nil, "no token: not three parts"},
		"more than is read":  {strings.Repeat("a", 100_000), nil, "longer than 64 KiB"},
		"another's database": {foreign, []string{"SPOTTER_DB=other.db"}, "SPOTTER_DB=other.db"},
	} {
		t.Run(name, func(t *testing.T) {
			out, code := tryRun(t, dir, c.stdin, c.settings, "token", "inspect")
			if code != 1 || !strings.Contains(out, c.says) {
				t.Errorf("exit %d, no %q:\n%s", code, c.says, out)
			}
			if strings.Contains(out, strings.TrimPrefix(secret, "JWT_SECRET=")) {
				t.Error("it prints the secret")
			}
		})
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("inspect left %v", entries)
	}
}
