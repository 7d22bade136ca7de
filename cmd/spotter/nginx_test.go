package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// behindNginx runs nginx with deploy/nginx.conf before two nodes, and returns
// its URL.
func behindNginx(t *testing.T, node1, node2 string) string {
	t.Helper()
	program := need(t, "nginx")
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	dir := t.TempDir()
	conf := strings.NewReplacer("node1:5555", node1, "node2:5555", node2, "listen 8080", "listen "+address).Replace(readFile(t, "deploy/nginx.conf"))
	around := "pid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		around += kind + "_temp_path " + filepath.Join(dir, kind) + ";\n"
	}
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(around+conf+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(program, "-p", dir, "-c", file, "-e", "stderr", "-g", "daemon off; master_process off;")
	var said bytes.Buffer
	run.Stderr = &said
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		run.Process.Signal(syscall.SIGTERM)
		run.Wait()
		if t.Failed() {
			t.Logf("nginx says: %s", said.String())
		}
	})
	eventually(t, "nginx listens", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return "http://" + address
}

// TestBehindNginxTheAddressIsTheClients, and not what it writes itself.
func TestBehindNginxTheAddressIsTheClients(t *testing.T) {
	nodes, _ := twoNodes(t, "SPOTTER_TRUSTED_PROXIES=127.0.0.1")
	proxy := behindNginx(t, nodes[0].address, nodes[1].address)
	signUp(t, nodes[0])
	elsewhere := &http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}).DialContext}}
	body, err := json.Marshal(map[string]string{"username": benchUser, "password": benchPassword})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest("POST", proxy+"/login", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", "203.0.113.9")
	answer, err := elsewhere.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var own pair
	if err := json.NewDecoder(answer.Body).Decode(&own); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s, %v", answer.Status, err)
	}
	ask, err := http.NewRequest("GET", proxy+"/sessions", nil)
	if err != nil {
		t.Fatal(err)
	}
	ask.Header.Set("Authorization", "Bearer "+own.AccessToken)
	var list struct {
		Sessions []struct {
			Address string
			Current bool
		}
	}
	if err := do(ask, &list); err != nil {
		t.Fatal(err)
	}
	for _, s := range list.Sessions {
		if s.Current && s.Address != "127.0.0.2" {
			t.Errorf("the log-in came from 127.0.0.2 and is listed as from %s", s.Address)
		}
	}
}

// TestBehindNginxARestartOfANodeIsNotNoticed: people ask and refresh while one
// node gets SIGTERM and ends.
func TestBehindNginxARestartOfANodeIsNotNoticed(t *testing.T) {
	nodes, _ := twoNodes(t, "SPOTTER_TRUSTED_PROXIES=127.0.0.1")
	proxy := &process{url: behindNginx(t, nodes[0].address, nodes[1].address)}
	own := signUp(t, nodes[0])
	var stop atomic.Bool
	var asked atomic.Int64
	var people sync.WaitGroup
	for range 3 {
		mine := logIn(t, proxy)
		people.Go(func() {
			for !stop.Load() {
				if err := get(proxy.url+"/me", mine.AccessToken); err != nil {
					t.Error(err)
					return
				}
				var err error
				if mine, err = mine.refresh(proxy); err != nil {
					t.Error(err)
					return
				}
				asked.Add(2)
			}
		})
	}
	eventually(t, "people ask", func() bool { return asked.Load() > 50 })
	if err := nodes[0].command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-nodes[0].exited
	gone := asked.Load()
	eventually(t, "people ask the node that is left", func() bool { return asked.Load() > gone+50 || t.Failed() })
	stop.Store(true)
	people.Wait()
	if nodes[0].exitErr != nil {
		t.Errorf("the node ended with %v", nodes[0].exitErr)
	}
	if err := get(proxy.url+"/me", own.AccessToken); err != nil {
		t.Error(err)
	}
	t.Logf("%d requests, %d of them before the node was gone", asked.Load(), gone)
}

// TestNginxHoldsBackNoStream: an upstream that says what Spotter says of its
// streams writes on only when the client has what came before.
func TestNginxHoldsBackNoStream(t *testing.T) {
	heard := make(chan struct{})
	node := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("X-Accel-Buffering", "no")
		io.WriteString(w, "data: one\n\n")
		w.(http.Flusher).Flush()
		<-heard
		io.WriteString(w, "data: two\n\n")
	}))
	defer node.Close()
	address := node.Listener.Addr().String()
	client := http.Client{Timeout: patience}
	answer, err := client.Get(behindNginx(t, address, address) + "/conversations/x/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	line, err := lines.ReadString('\n')
	close(heard)
	if err != nil || line != "data: one\n" {
		t.Fatalf("the first event came as %q, %v", line, err)
	}
	if rest, err := io.ReadAll(lines); err != nil || !strings.Contains(string(rest), "data: two") {
		t.Errorf("then came %q, %v", rest, err)
	}
}
