package main_test

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

// database returns the settings for a database.
func database(dsn string) []string {
	settings := []string{"SPOTTER_DB=" + dsn}
	if store.IsPostgres(dsn) {
		settings = append(settings, "SPOTTER_MASTER_KEY="+token.NewMasterKey().Encode())
	}
	return settings
}

const (
	patience = 2 * time.Minute      // for what happens sooner or later: no machine is slower
	look     = 5 * time.Millisecond // between looks whether it has happened
)

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	within(t, patience, what, holds)
}

// within is eventually for what is promised in a time. What the machine takes
// from us meanwhile does not count.
func within(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	for watch := storetest.StartStopwatch(); !holds(); time.Sleep(look) {
		if watch.Took() > limit {
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

func TestDisablingByCommandStopsAccessTokensOfARunningServerWithinTwoSeconds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		settings := database(dsn)
		dir := t.TempDir()
		p := start(t, dir, settings...)
		session := signUp(t, p)
		if code := status(t, "GET", p.url+"/me", session.AccessToken); code != http.StatusOK {
			t.Fatalf("GET /me answers %d", code)
		}
		if out, code := tryRun(t, dir, "", settings, "user", "disable", benchUser); code != 0 {
			t.Fatal(out)
		}
		within(t, 2*time.Second, "401 on an endpoint that reads no row of the person", func() bool {
			return status(t, "GET", p.url+"/sessions", session.AccessToken) == http.StatusUnauthorized
		})
		err := post(p.url+"/refresh", map[string]string{"refresh_token": session.RefreshToken}, nil)
		if err == nil || !strings.Contains(err.Error(), "session_ended") {
			t.Errorf("a disabled person's refresh token: %v", err)
		}
	})
}

func TestTwoNodesThatStartAtOnceServeAsOne(t *testing.T) {
	settings := append(database(storetest.Postgres(t)), "SPOTTER_PUBLIC_URL=http://localhost:5555")
	var nodes [2]*process
	dirs := [2]string{t.TempDir(), t.TempDir()}
	binary() // built once, before the race
	var both errgroup.Group
	for i := range nodes {
		both.Go(func() error { nodes[i] = start(t, dirs[i], settings...); return nil })
	}
	if err := both.Wait(); err != nil {
		t.Fatal(err)
	}
	session := signUp(t, nodes[0])
	if code := status(t, "GET", nodes[1].url+"/me", session.AccessToken); code != http.StatusOK {
		t.Fatalf("the other node answers %d to a token of the first", code)
	}
	if code := status(t, "POST", nodes[0].url+"/logout", session.AccessToken); code != http.StatusNoContent {
		t.Fatalf("POST /logout answers %d", code)
	}
	if code := status(t, "GET", nodes[0].url+"/me", session.AccessToken); code != http.StatusUnauthorized {
		t.Errorf("the node that logged out answers %d at once", code)
	}
	within(t, time.Second, "401 on the other node after a log-out", func() bool {
		return status(t, "GET", nodes[1].url+"/me", session.AccessToken) == http.StatusUnauthorized
	})
}

func TestAStopFinishesWhatIsUnderWayAndTurnsReadinessOff(t *testing.T) {
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	signUp(t, p)
	admin := "http://" + p.adminAddress(t) + "/metrics"
	hashed := func() float64 {
		text := page(t, admin)
		return metric(t, text, "spotter_password_hashes_total") + metric(t, text, "spotter_password_hashes_running") +
			metric(t, text, "spotter_password_hashes_waiting")
	}
	const logins = 12 // a second of hashing, and more
	before := hashed()
	var all errgroup.Group
	for range logins {
		all.Go(func() error {
			return post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, nil)
		})
	}
	eventually(t, "log-ins under way", func() bool { return hashed() == before+logins })
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := all.Wait(); err != nil {
		t.Errorf("a log-in that was under way was cut: %v", err)
	}
	select {
	case <-p.exited:
	case <-time.After(patience):
		t.Fatal("it does not end")
	}
	if p.exitErr != nil {
		t.Errorf("it ended with %v", p.exitErr)
	}
}

func TestMetricsAreOnTheAdminAddressOnly(t *testing.T) {
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	signUp(t, p)
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/vars"} {
		if code := status(t, "GET", p.url+path, ""); code != http.StatusNotFound {
			t.Errorf("GET %s answers %d on the public address", path, code)
		}
	}
	text := page(t, "http://"+p.adminAddress(t)+"/metrics")
	for _, name := range []string{
		`spotter_http_requests_total{route="POST /login",status="2xx"} 1`, "spotter_password_hashes_total",
		"spotter_http_request_duration_seconds_bucket", "spotter_ended_sessions", "process_resident_memory_bytes", "go_goroutines",
	} {
		if !strings.Contains(text, name) {
			t.Errorf("no %s in the metrics", name)
		}
	}
}

func TestNothingSecretIsLogged(t *testing.T) {
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	session := signUp(t, p)
	post(p.url+"/login", map[string]string{"username": benchUser, "password": "wrong-hunter2"}, nil)     // refused
	post(p.url+"/refresh", map[string]string{"refresh_token": session.AccessToken}, nil)                 // refused
	post(p.url+"/register", map[string]string{"username": "x", "password": benchPassword}, nil)          // refused
	post(p.url+"/refresh?token="+session.AccessToken, map[string]string{"password": benchPassword}, nil) // refused
	status(t, "GET", p.url+"/me", session.AccessToken+"x")
	log := p.log.String()
	if !strings.Contains(log, "token refused") || !strings.Contains(log, "wrong type of token") {
		t.Errorf("the log does not say why tokens were refused:\n%s", log)
	}
	for _, secret := range []string{benchPassword, "hunter2", session.AccessToken[:60], session.RefreshToken[:60], "$argon2id$"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

// page is the body of a page.
func page(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// metric is the value of a metric without labels.
func metric(t *testing.T, text, name string) float64 {
	t.Helper()
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatalf("no metric %s", name)
	return 0
}
