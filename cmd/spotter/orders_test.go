package main_test

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const ordersFolder = "../../examples/orders"

// startOrders builds the example and runs it for a Spotter at that URL.
func startOrders(t *testing.T, spotter string) (url string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "orders")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Dir = ordersFolder
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as everything else is built
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	ctx, cancel := context.WithCancel(t.Context())
	run := exec.CommandContext(ctx, path, "-spotter", spotter, "-addr", "127.0.0.1:0")
	stderr, err := run.StderrPipe()
	if err == nil {
		err = run.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); run.Wait() })
	listens := regexp.MustCompile(`orders listens on (\S+)`)
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if m := listens.FindStringSubmatch(lines.Text()); m != nil {
			return m[1]
		}
	}
	t.Fatal("orders does not listen")
	return ""
}

func TestAServiceElsewhereIsProtectedAndHearsOfALogOutWithinASecond(t *testing.T) {
	p := start(t, t.TempDir())
	_, port, _ := strings.Cut(p.address, ":")
	orders := startOrders(t, "http://localhost:"+port) + "/orders"
	own := signUp(t, p)
	other := logIn(t, p)
	for name, want := range map[string]struct {
		bearer string
		code   int
	}{
		"a person": {own.AccessToken, 200}, "nobody": {"", 401}, "a refresh token": {own.RefreshToken, 401}, "garbage": {"a.b.c", 401},
	} {
		if code := status(t, "GET", orders, want.bearer); code != want.code {
			t.Errorf("%s: %d, want %d", name, code, want.code)
		}
	}
	if code := status(t, "POST", p.url+"/logout", own.AccessToken); code != http.StatusNoContent {
		t.Fatalf("POST /logout answers %d", code)
	}
	within(t, time.Second, "401 at the other service", func() bool {
		return status(t, "GET", orders, own.AccessToken) == http.StatusUnauthorized
	})
	if code := status(t, "GET", orders, other.AccessToken); code != http.StatusOK {
		t.Errorf("the other session: %d", code)
	}
	// While Spotter is away nobody can tell, and the example fails closed.
	p.kill()
	eventually(t, "503 while Spotter is away", func() bool {
		return status(t, "GET", orders, other.AccessToken) == http.StatusServiceUnavailable
	})
}

// TestTheExampleIsProtectedInSixLinesAndOneModule holds what the README says.
func TestTheExampleIsProtectedInSixLinesAndOneModule(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(ordersFolder, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	about := 0
	for line := range strings.Lines(string(source)) {
		code, _, _ := strings.Cut(line, "//")
		if strings.Contains(code, "token.") || strings.Contains(code, "verifier") || strings.Contains(code, `"spotter/token"`) {
			about++
		}
	}
	if about > 6 || about < 4 {
		t.Errorf("%d lines are about Spotter", about)
	}
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".")
	list.Dir = ordersFolder
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	slices.Sort(modules)
	if got := slices.Compact(modules); !slices.Equal(got, []string{"github.com/golang-jwt/jwt/v5", "orders", "spotter"}) {
		t.Errorf("modules %v: one of a third party is enough", got)
	}
}
