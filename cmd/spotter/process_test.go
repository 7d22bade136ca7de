package main_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/store/storetest"
	"spotter/web/webtest"
)

// TestMain also is the process that serves the bare handler of the benchmarks.
func TestMain(m *testing.M) {
	if os.Getenv(bareServer) != "" {
		serveBare()
		return
	}
	if holdFile == "" {
		storetest.InMemory()
	}
	defer webtest.Close()
	storetest.Main(m)
}

// binary is the program as it is released, built once for all tests: without
// -trimpath, for which all that it imports would be compiled once more, and which
// changes nothing but the names of files in a panic.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "spotter-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "spotter")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return path, nil
})

// process is a running server.
type process struct {
	command   *exec.Cmd
	address   string
	url       string
	watch     storetest.Stopwatch
	startedIn time.Duration // until the first 200
	log       *logLines
	exited    chan struct{}
	exitErr   error
}

// command returns the program with these arguments, in dir, with nothing of
// this environment but what is needed to run.
func command(tb testing.TB, dir string, args ...string) *exec.Cmd {
	tb.Helper()
	path, err := binary()
	if err != nil {
		tb.Fatal(err)
	}
	c := exec.Command(path, args...)
	c.Dir = dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir}
	return c
}

// generous is for tests that are not about limits. Settings that come behind it
// count in its place.
var generous = []string{
	"SPOTTER_LOGIN_RATE=60/s", "SPOTTER_ADDRESS_RATE=off", "SPOTTER_REGISTER_RATE=off", "SPOTTER_REFRESH_FAILURE_RATE=off", "SPOTTER_REFRESH_RATE=off",
}

// byDefault are the limits that a server has when nobody sets them.
var byDefault = []string{
	"SPOTTER_LOGIN_RATE=", "SPOTTER_ADDRESS_RATE=", "SPOTTER_REGISTER_RATE=", "SPOTTER_REFRESH_FAILURE_RATE=", "SPOTTER_REFRESH_RATE=",
}

// start serves from dir on a free port, with settings such as "JWT_SECRET=…",
// and returns when the server answers.
func start(tb testing.TB, dir string, settings ...string) *process {
	tb.Helper()
	p := startListening(tb, dir, settings...)
	p.untilAnswers(tb, "/healthz")
	return p
}

// startListening is start for a server that does not speak plain HTTP.
func startListening(tb testing.TB, dir string, settings ...string) *process {
	tb.Helper()
	c := command(tb, dir)
	c.Env = slices.Concat(c.Env, generous, []string{"SPOTTER_ADDR=127.0.0.1:0"}, settings)
	return launch(tb, c)
}

// launch starts a server that logs where it listens.
func launch(tb testing.TB, c *exec.Cmd) *process {
	tb.Helper()
	stderr, err := c.StderrPipe()
	if err != nil {
		tb.Fatal(err)
	}
	p := &process{command: c, log: &logLines{}, exited: make(chan struct{}), watch: storetest.StartStopwatch()}
	if err := c.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(p.kill)
	address := make(chan string, 1)
	go func() {
		p.log.read(stderr, address)
		p.exitErr = c.Wait()
		close(p.exited)
	}()
	select {
	case p.address = <-address:
		p.url = "http://" + p.address
	case <-p.exited:
		tb.Fatalf("the server ended: %v\n%s", p.exitErr, p.log)
	case <-time.After(patience):
		tb.Fatalf("the server does not listen\n%s", p.log)
	}
	return p
}

// untilAnswers waits for the first 200 of path.
func (p *process) untilAnswers(tb testing.TB, path string) {
	tb.Helper()
	for {
		answer, err := http.Get(p.url + path)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				break
			}
		}
		if p.watch.Took() > patience {
			tb.Fatalf("the server does not answer: %v\n%s", err, p.log)
		}
		time.Sleep(look)
	}
	p.startedIn = p.watch.Took()
}

// kill ends the process without a chance to tidy up, and waits for its end.
func (p *process) kill() {
	p.command.Process.Kill() // an error says that it has ended already
	<-p.exited
}

// logLines is what a process has logged so far.
type logLines struct {
	mu   sync.Mutex
	text []byte
}

func (l *logLines) read(from io.Reader, address chan<- string) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		l.mu.Lock()
		l.text = append(append(l.text, lines.Bytes()...), '\n')
		l.mu.Unlock()
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "listening" {
			address <- line.Address
		}
	}
}

// String is the log so far.
func (l *logLines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.text)
}

// adminAddress is where the process has said its metrics are.
func (p *process) adminAddress(tb testing.TB) string {
	tb.Helper()
	for line := range strings.Lines(p.log.String()) {
		var l struct{ Msg, Address string }
		if json.Unmarshal([]byte(line), &l) == nil && l.Msg == "metrics" {
			return l.Address
		}
	}
	tb.Fatal("no admin address in the log")
	return ""
}
