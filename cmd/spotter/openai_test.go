package main_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	openAIPage    = "../../docs/openai.md"
	openAIPackage = "testdata/openai/openai-5.23.2.tgz"
)

// TestOpenAIsOwnClientTalksToTheCoach: the Node program of the documentation, with
// the package that people use and nothing of ours.
func TestOpenAIsOwnClientTalksToTheCoach(t *testing.T) {
	node := needNode(t)
	p := start(t, t.TempDir())
	key := personalKey(t, p, signUp(t, p).AccessToken)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "coach.mjs"), []byte(block(t, openAIPage, "js")), 0o600); err != nil {
		t.Fatal(err)
	}
	unpackPackage(t, openAIPackage, filepath.Join(dir, "node_modules", "openai"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, node, "coach.mjs")
	run.Dir = dir
	run.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "OPENAI_API_KEY=" + key, "OPENAI_BASE_URL=" + p.url + "/v1"}
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 4 || !strings.Contains(lines[0], "76 kg by Epley") || !strings.Contains(string(out), "80 kg by Epley") {
		t.Errorf("the coach says %s", out)
	}
	if last := lines[len(lines)-2:]; last[0] != "model spotter" || last[1] != "true 401 invalid_api_key" {
		t.Errorf("in the end it prints %q", last)
	}
}

// personalKey makes a key.
func personalKey(t *testing.T, p *process, access string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", p.url+"/me/keys", strings.NewReader(`{"name": "Laptop"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+access)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var made struct{ Key string }
	if err := json.NewDecoder(answer.Body).Decode(&made); err != nil || answer.StatusCode != http.StatusCreated {
		t.Fatalf("POST /me/keys answers %d, %v", answer.StatusCode, err)
	}
	return made.Key
}
