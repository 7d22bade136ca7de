package main_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var clientLines = regexp.MustCompile(`(?m)^CLIENT_ID=(\S+)\nCLIENT_SECRET=(cs-spotter-[A-Za-z0-9_-]{43})$`)

// addClient adds a client by the command and returns its id and secret.
func addClient(t *testing.T, dir, name string) (id, secret string) {
	t.Helper()
	out := mustRun(t, dir, "", "client", "add", name)
	m := clientLines.FindStringSubmatch(out)
	if m == nil || !strings.Contains(out, "cannot be shown again") {
		t.Fatalf("client add prints %q", out)
	}
	return m[1], m[2]
}

// introspect asks the running server about a token and returns the status and
// the body of the answer.
func (p *process) introspect(t *testing.T, id, secret, token string) (int, string) {
	t.Helper()
	r, err := http.NewRequest("POST", p.url+"/introspect", strings.NewReader(url.Values{"token": {token}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth(id, secret)
	answer, err := benchClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// TestO8ClientsComeAndGoAtARunningServer, and what another process does to a
// person shows in the next answer.
func TestO8ClientsComeAndGoAtARunningServer(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir)
	own := signUp(t, p)
	id, secret := addClient(t, dir, "Billing (EU)")
	if id != "billing-eu" {
		t.Errorf("id %s", id)
	}
	if code, text := p.introspect(t, id, secret, own.AccessToken); code != 200 || !strings.Contains(text, `"active":true`) {
		t.Errorf("a new client is answered %d %s", code, text)
	}
	list := mustRun(t, dir, "", "client", "list")
	if !strings.Contains(list, "billing-eu  Billing (EU)") || strings.Contains(list, secret) {
		t.Errorf("client list prints %q", list)
	}
	mustRun(t, dir, "", "user", "disable", benchUser)
	if code, text := p.introspect(t, id, secret, own.AccessToken); code != 200 || text != `{"active":false}` {
		t.Errorf("of a disabled person is told %d %s", code, text)
	}
	if out := mustRun(t, dir, "", "client", "remove", id); out != "removed billing-eu\n" {
		t.Errorf("client remove prints %q", out)
	}
	if code, _ := p.introspect(t, id, secret, own.AccessToken); code != 401 {
		t.Errorf("a removed client is answered %d", code)
	}
	if strings.Contains(p.log.String(), secret) {
		t.Error("the log holds the secret")
	}
}

func TestClientCommandsSayWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	addClient(t, dir, "shop")
	for what, c := range map[string]struct {
		args []string
		says string
	}{
		"a name that gives the same id": {[]string{"client", "add", "SHOP!"}, "choose another name"},
		"a name without letters":        {[]string{"client", "add", "!!"}, "name: Use 2 to 40 letters or digits"},
		"a name of two lines":           {[]string{"client", "add", "two\nlines"}, "name: Use characters that can be printed."},
		"no name":                       {[]string{"client", "add"}, "see spotter --help"},
		"an unknown client":             {[]string{"client", "remove", "nobody"}, "see spotter client list"},
	} {
		t.Run(what, func(t *testing.T) {
			out, code := tryRun(t, dir, "", nil, c.args...)
			if code == 0 || !strings.Contains(out, c.says) || strings.Count(out, "\n") != 1 {
				t.Errorf("exit %d, %q; want an error in one line with %q", code, out, c.says)
			}
		})
	}
}
