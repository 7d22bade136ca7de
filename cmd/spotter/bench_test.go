package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/account"
)

// bareServer is set in the environment of the process that serves the bare
// handler, which everything is a multiple of.
const bareServer = "SPOTTER_TEST_BARE"

// serveBare is what the least server does for a request: read it and write a
// fixed answer of the size of GET /me.
func serveBare() {
	body := bytes.Repeat([]byte("x"), 370)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(os.Stderr, `{"msg":"listening","address":%q}`+"\n", listener.Addr())
	http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(body)
	}))
}

// benchClients call at the same time, each on a connection of its own: alone, a
// request would pay for waking the server up.
const benchClients = 8

// BenchmarkRunning measures the CPU that the running server takes for a
// request, as a ratio to a bare net/http handler: both are processes of their
// own, and their rounds alternate, so that a machine whose speed drifts drifts
// for both.
func BenchmarkRunning(b *testing.B) {
	bare := startBare(b)
	spotter := start(b, b.TempDir())
	var sessions [benchClients]pair
	sessions[0] = signUp(b, spotter)
	for i := range sessions {
		sessions[i] = logIn(b, spotter)
	}
	calls := []struct {
		name   string
		rounds int
		call   func(client int) error
	}{
		{"GetMe", 8000, func(i int) error { return get(spotter.url+"/me", sessions[i].AccessToken) }},
		{"GetConversation", 8000, func(i int) error { return get(spotter.url+"/conversation", sessions[i].AccessToken) }},
		{"PostConversation", 2000, func(i int) error {
			return postAs(spotter.url+"/conversation", sessions[i].AccessToken, map[string]string{"message": "What are my heart-rate zones?"})
		}},
		{"Refresh", 2000, func(i int) error {
			return post(spotter.url+"/refresh", map[string]string{"refresh_token": sessions[i].RefreshToken}, &sessions[i])
		}},
		{"Login", 40, func(int) error {
			return post(spotter.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, new(pair))
		}},
	}
	for _, c := range calls {
		b.Run(c.name, func(b *testing.B) {
			var ratios, micros []float64
			for b.Loop() {
				base := cpuPerCall(b, bare, 8000, func(i int) error { return get(bare.url, sessions[i].AccessToken) })
				cost := cpuPerCall(b, spotter, c.rounds, c.call)
				ratios = append(ratios, float64(cost)/float64(base))
				micros = append(micros, float64(cost)/float64(time.Microsecond))
			}
			slices.Sort(ratios)
			slices.Sort(micros)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(micros[len(micros)/2], "cpu-µs/request")
			b.ReportMetric(ratios[len(ratios)/2], "x-bare")
		})
	}
}

// BenchmarkLoginOverHash measures the CPU of a log-in as a ratio to the Argon2id
// hash alone, computed by this process in alternating rounds.
func BenchmarkLoginOverHash(b *testing.B) {
	p := start(b, b.TempDir())
	signUp(b, p)
	hasher := account.NewHasher(account.HasherConfig{})
	const rounds = 16
	var ratios []float64
	for b.Loop() {
		before := ownCPU(b)
		for range rounds {
			if _, err := hasher.Hash(b.Context(), benchPassword); err != nil {
				b.Fatal(err)
			}
		}
		hash := (ownCPU(b) - before) / rounds
		login := cpuPerCall(b, p, rounds, func(int) error {
			return post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, nil)
		})
		ratios = append(ratios, float64(login)/float64(hash))
	}
	slices.Sort(ratios)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratios[len(ratios)/2], "x-hash")
}

func ownCPU(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkStart measures the time from start to the first answer, on a new
// database and on an old one, and the memory of the idle server.
func BenchmarkStart(b *testing.B) {
	for _, name := range []string{"NewDatabase", "OldDatabase"} {
		b.Run(name, func(b *testing.B) {
			var took, memory []float64
			old := b.TempDir()
			start(b, old).kill()
			for b.Loop() {
				dir := old
				if name == "NewDatabase" {
					dir = b.TempDir()
				}
				p := start(b, dir)
				took = append(took, float64(p.startedIn.Microseconds())/1000)
				memory = append(memory, p.residentMiB(b))
				p.kill()
			}
			slices.Sort(took)
			slices.Sort(memory)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(took[len(took)/2], "ms-to-first-200")
			b.ReportMetric(memory[len(memory)/2], "MiB-idle")
		})
	}
}

// BenchmarkLoginFlood measures the peak memory under 64 log-ins at once.
func BenchmarkLoginFlood(b *testing.B) {
	p := start(b, b.TempDir())
	people := []string{benchUser, "other"} // one account alone may not try so often at once
	signUp(b, p)
	if err := post(p.url+"/register", map[string]string{"username": people[1], "email": "other@example.com", "password": benchPassword}, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		done := make(chan error)
		for i := range 64 {
			go func() {
				done <- post(p.url+"/login", map[string]string{"username": people[i%2], "password": benchPassword}, new(pair))
			}()
		}
		for range 64 {
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(p.statusMiB(b, "VmHWM"), "MiB-peak")
}

const (
	benchUser     = "bencher"
	benchPassword = "correct horse battery staple"
)

type pair struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
}

func signUp(tb testing.TB, p *process) pair {
	tb.Helper()
	err := post(p.url+"/register", map[string]string{"username": benchUser, "email": "bencher@example.com", "password": benchPassword}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return logIn(tb, p)
}

func logIn(tb testing.TB, p *process) pair {
	tb.Helper()
	var out pair
	if err := post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, &out); err != nil {
		tb.Fatal(err)
	}
	return out
}

var benchClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

func get(url, bearer string) error {
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	return do(r, nil)
}

// jsonRequest is a request with a body, and with an access token unless that is
// empty.
func jsonRequest(method, url, bearer string, body any) (*http.Request, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(method, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	return r, nil
}

func post(url string, body, into any) error {
	r, err := jsonRequest("POST", url, "", body)
	if err != nil {
		return err
	}
	return do(r, into)
}

// postAs posts with an access token.
func postAs(url, bearer string, body any) error {
	r, err := jsonRequest("POST", url, bearer, body)
	if err != nil {
		return err
	}
	return do(r, nil)
}

func do(r *http.Request, into any) error {
	answer, err := benchClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s %s", r.Method, r.URL, answer.Status, data)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(data, into)
}

func startBare(tb testing.TB) *process {
	tb.Helper()
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), bareServer+"=1")
	p := launch(tb, command)
	p.untilAnswers(tb, "/")
	return p
}

// cpuPerCall is the CPU time, user and system, that the process takes for one
// call, when all clients call.
func cpuPerCall(tb testing.TB, p *process, calls int, call func(client int) error) time.Duration {
	tb.Helper()
	each := func(times int) {
		var all errgroup.Group
		for client := range benchClients {
			all.Go(func() error {
				for range times {
					if err := call(client); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := all.Wait(); err != nil {
			tb.Fatal(err)
		}
	}
	each(min(calls, 400) / benchClients) // warm
	before := p.cpu(tb)
	each(calls / benchClients)
	return (p.cpu(tb) - before) / time.Duration(calls)
}

// cpu is the CPU time of the process so far: of each of its threads, in
// nanoseconds (proc(5), schedstat).
func (p *process) cpu(tb testing.TB) time.Duration {
	tb.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", p.command.Process.Pid))
	if err != nil || len(threads) == 0 {
		tb.Fatalf("no threads of process %d: %v", p.command.Process.Pid, err)
	}
	var total int64
	for _, t := range threads {
		data, err := os.ReadFile(t)
		if err != nil {
			continue // the thread has just ended
		}
		n, _, _ := strings.Cut(string(data), " ")
		nanos, err := strconv.ParseInt(n, 10, 64)
		if err != nil {
			tb.Fatal(err)
		}
		total += nanos
	}
	return time.Duration(total)
}

func (p *process) residentMiB(tb testing.TB) float64 { return p.statusMiB(tb, "VmRSS") }

// statusMiB reads a line of proc(5)'s status, which is in kB.
func (p *process) statusMiB(tb testing.TB, name string) float64 {
	tb.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(value)[0], 64)
			if err != nil {
				tb.Fatal(err)
			}
			return kb / 1024
		}
	}
	tb.Fatalf("no %s", name)
	return 0
}
