package spotter_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

var update = flag.Bool("update", false, "write the examples of docs/tokens.md anew")

// read returns a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestTokensPage makes the example of docs/tokens.md anew, from a fixed key and
// a fixed clock. Run it with -update after a change of the tokens.
func TestTokensPage(t *testing.T) {
	const name, begin, end = "docs/tokens.md", "<!-- example: made by TestTokensPage -->\n", "<!-- end of example -->\n"
	page := read(t, name)
	head, rest, found := strings.Cut(page, begin)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has lost the marks around its example", name)
	}
	want := head + begin + tokenExample(t) + end + tail
	if want == page {
		return
	}
	if !*update {
		t.Fatalf("the example in %s is not what the code makes: run go test -run TestTokensPage -update .", name)
	}
	if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTokensPageInspect copies what spotter token inspect prints of a token into
// docs/tokens.md, from the file that the program's own test holds.
func TestTokensPageInspect(t *testing.T) {
	const name, file = "docs/tokens.md", "cmd/spotter/testdata/inspect/session-ended.txt"
	const begin, end = "<!-- inspect: " + file + " -->\n", "<!-- end of inspect -->\n"
	page := read(t, name)
	head, rest, found := strings.Cut(page, begin)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has lost the marks around what inspect prints", name)
	}
	want := head + begin + "```text\n" + read(t, file) + "```\n" + end + tail
	if want == page {
		return
	}
	if !*update {
		t.Fatalf("%s does not show what inspect prints: run go test -run TestTokensPage -update .", name)
	}
	if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tokenExample is an access and a refresh token, whole and taken apart.
func tokenExample(t *testing.T) string {
	a, public := exampleAuthority(t)
	const uid, sid = "01a20159-b2d6-7adf-9b6a-a2ccabe26ac7", "01a20159-b347-7e25-998b-ba57d3bd4411"
	access, err := a.MintAccess(token.AccessFor{
		ID: "a43e51ec-ff95-4264-b667-fe62eb1a538c", SessionID: sid, Scope: "account",
		User: token.User{Email: "mira@example.com", UID: uid, Username: "mira"},
	})
	if err != nil {
		t.Fatal(err)
	}
	refresh, err := a.MintRefresh(token.RefreshFor{
		UserID: uid, SessionID: sid, ID: "01a20159-b347-7e34-9ccd-c8327076c5b5",
		IssuedAt: exampleTime, ExpiresAt: exampleTime.Add(48 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{access, refresh} {
		if _, err := a.VerifyAny(context.Background(), raw); err != nil {
			t.Fatalf("the example does not verify: %v", err)
		}
		checkByHand(t, raw, public)
	}
	return fmt.Sprintf("The access token, a line for each part:\n\n```text\n%s\n```\n\n%s\nThe refresh token of the same log-in has no details of the person. Its payload:\n\n```json\n%s\n```\n",
		strings.ReplaceAll(access, ".", ".\n"), takenApart(t, access), decoded(t, strings.Split(refresh, ".")[1]))
}

var exampleTime = time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)

// exampleAuthority signs with a key that everybody knows.
func exampleAuthority(t *testing.T) (*token.Authority, ed25519.PublicKey) {
	t.Helper()
	private := ed25519.NewKeyFromSeed([]byte("a key for one page and no server"))
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	const kid = "example-key1"
	master := token.NewMasterKey()
	sealed, err := master.Seal("signing key "+kid+" EdDSA", der)
	if err != nil {
		t.Fatal(err)
	}
	keys := &token.MemoryKeys{}
	if err := keys.AddKey(context.Background(), token.StoredKey{ID: kid, Algorithm: token.EdDSA, Sealed: sealed}); err != nil {
		t.Fatal(err)
	}
	a, err := token.NewAuthority(context.Background(), token.Config{
		Issuer: "http://localhost:5555", Keys: keys, Master: master, Now: func() time.Time { return exampleTime },
	})
	if err != nil {
		t.Fatal(err)
	}
	return a, private.Public().(ed25519.PublicKey)
}

// checkByHand verifies a signature as the page describes it, without our code.
func checkByHand(t *testing.T, raw string, public ed25519.PublicKey) {
	t.Helper()
	dot := strings.LastIndex(raw, ".")
	signature, err := base64.RawURLEncoding.DecodeString(raw[dot+1:])
	if err != nil || !ed25519.Verify(public, []byte(raw[:dot]), signature) {
		t.Errorf("the signature is not over the text before the last dot: %v", err)
	}
}

// takenApart shows the three parts of a token.
func takenApart(t *testing.T, raw string) string {
	t.Helper()
	parts := strings.Split(raw, ".")
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("1. The header says how it is signed and what it is:\n\n```json\n%s\n```\n\n2. The payload says who, for whom, and until when:\n\n```json\n%s\n```\n\n3. The signature is %d bytes that only the holder of the key can make:\n\n```text\n%x\n```\n",
		decoded(t, parts[0]), decoded(t, parts[1]), len(signature), signature)
}

// decoded is a part in readable JSON.
func decoded(t *testing.T, part string) string {
	t.Helper()
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		t.Fatal(err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	return indented.String()
}

// requirements are the modules of go.mod; true are those that it requires for
// our own imports.
func requirements(t *testing.T) map[string]bool {
	t.Helper()
	modules := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\s+(\S+) v\S+( // indirect)?$`).FindAllStringSubmatch(read(t, "go.mod"), -1) {
		modules[m[1]] = m[2] == ""
	}
	if len(modules) == 0 {
		t.Fatal("go.mod has no requirement: the test reads it wrongly")
	}
	return modules
}

// TestDependenciesPage checks that docs/dependencies.md has a line for each
// module that we require, and for none that go.mod does not have.
func TestDependenciesPage(t *testing.T) {
	modules := requirements(t)
	_, table, _ := strings.Cut(read(t, "docs/dependencies.md"), "## Modules")
	table, _, _ = strings.Cut(table, "\n## ")
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(table, -1) {
		if _, ok := modules[m[1]]; !ok {
			t.Errorf("docs/dependencies.md has a line for %s, which go.mod does not have, or has two", m[1])
		}
		delete(modules, m[1])
	}
	for module, direct := range modules {
		if direct {
			t.Errorf("docs/dependencies.md has no line for %s: say what it is for, why it, and its licence", module)
		}
	}
}

// TestL10ThrottlingPage checks that docs/throttling.md has each limit with its
// default, and that the README leads there.
func TestL10ThrottlingPage(t *testing.T) {
	page, rates := read(t, "docs/throttling.md"), 0
	for _, s := range settingsOf(t, help(t)) {
		if !strings.HasSuffix(s.name, "_RATE") {
			continue
		}
		rates++
		if !strings.Contains(page, "| `"+s.name+"` | `"+s.standard+"` |") {
			t.Errorf("docs/throttling.md does not have %s with its default %s", s.name, s.standard)
		}
	}
	if rates != 5 {
		t.Errorf("%d settings are rates, want 5", rates)
	}
	if !strings.Contains(read(t, "README.md"), "(docs/throttling.md)") {
		t.Error("README.md does not lead to docs/throttling.md")
	}
}
