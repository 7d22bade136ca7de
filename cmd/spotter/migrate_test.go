package main_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spotter/store/storetest"
	"spotter/token"
)

// TestAfterAMoveToPostgresEverythingServes follows docs/operate.md: stop,
// migrate, start on PostgreSQL with the same master key.
func TestAfterAMoveToPostgresEverythingServes(t *testing.T) {
	dir, to := t.TempDir(), storetest.Postgres(t)
	p := start(t, dir, asDocumented)
	own, leaver := someone(t, p, "mover"), someone(t, p, "leaver")
	if code := status(t, "POST", p.url+"/logout", leaver.AccessToken); code != http.StatusNoContent {
		t.Fatalf("POST /logout answers %d", code)
	}
	if err := postAs(p.url+"/conversation", own.AccessToken, map[string]string{"message": "What are my heart-rate zones?"}); err != nil {
		t.Fatal(err)
	}
	old, own := own, mustRefresh(t, p, own)

	if out, code := tryRun(t, dir, "", nil, "migrate", "--to", to); code != 1 || !strings.Contains(out, "stop the server first") || strings.Count(out, "\n") != 1 {
		t.Errorf("under a running server: exit %d: %s", code, out)
	}
	if err := get(p.url+"/me", own.AccessToken); err != nil {
		t.Errorf("a move that was refused: %v", err)
	}
	p.kill()
	if out, code := tryRun(t, dir, "", []string{"SPOTTER_MASTER_KEY=" + token.NewMasterKey().Encode()}, "migrate", "--to", to); code != 1 || !strings.Contains(out, "not the one that this database was sealed with") {
		t.Errorf("with another key: exit %d: %s", code, out)
	}
	key, err := os.ReadFile(filepath.Join(dir, "spotter.key"))
	if err != nil {
		t.Fatal(err)
	}
	out := mustRun(t, dir, "", "migrate", "--to", to)
	for _, says := range []string{"users ", "sessions ", "message_words ", "CHECKSUM", "no server starts on spotter.db any more", "SPOTTER_MASTER_KEY set to what " + filepath.Join(dir, "spotter.key")} {
		if !strings.Contains(out, says) {
			t.Errorf("migrate does not say %q:\n%s", says, out)
		}
	}
	if strings.Contains(out, strings.TrimSpace(string(key))) {
		t.Errorf("migrate shows the key:\n%s", out)
	}
	endsWithOneLine(t, dir, "everything in it has moved to PostgreSQL")

	node := t.TempDir()
	p = start(t, node, asDocumented, "SPOTTER_DB="+to, "SPOTTER_MASTER_KEY="+strings.TrimSpace(string(key)))
	for what, access := range map[string]string{"from log-in": old.AccessToken, "from a refresh": own.AccessToken} {
		wantStatus(t, p, "an access token "+what, access, http.StatusOK)
	}
	wantStatus(t, p, "an access token of a session that has ended", leaver.AccessToken, http.StatusUnauthorized)
	again(t, p, "mover")
	again(t, p, "leaver")
	for words, want := range map[string]int{"heart-rate zones": 1, "kettlebell": 0} {
		if n := conversationsWith(t, p, own.AccessToken, words); n != want {
			t.Errorf("a search for %s finds %d", words, n)
		}
	}
	next := mustRefresh(t, p, own)
	if _, err := old.refresh(p); err == nil || !strings.Contains(err.Error(), "token_reused") {
		t.Errorf("a token that was used before the move: %v", err)
	}
	wantStatus(t, p, "an access token of that session", next.AccessToken, http.StatusUnauthorized)
}

// conversationsWith is how many conversations a search finds.
func conversationsWith(t *testing.T, p *process, access, words string) int {
	t.Helper()
	r, err := http.NewRequest("GET", p.url+"/conversations?"+url.Values{"q": {words}}.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+access)
	var found struct{ Items []any }
	if err := do(r, &found); err != nil {
		t.Fatal(err)
	}
	return len(found.Items)
}

func TestMigrateSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	for what, c := range map[string]struct {
		settings []string
		to, says string
	}{
		"from PostgreSQL": {[]string{"SPOTTER_DB=postgres://u:hunter2@127.0.0.1:1/db"}, "postgres://u:hunter2@127.0.0.1:1/other", "--db FILE"},
		"into a file":     {nil, "other.db", "--to: it looks like postgres://"},
		"from nothing":    {nil, "postgres://u:hunter2@127.0.0.1:1/db", "no Spotter database here"},
	} {
		out, code := tryRun(t, dir, "", c.settings, "migrate", "--to", c.to)
		if code != 1 || !strings.Contains(out, c.says) || strings.Count(out, "\n") != 1 || strings.Contains(out, "hunter2") {
			t.Errorf("%s: exit %d, %q; want one line with %q", what, code, out, c.says)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("it left %v", entries)
	}
}
