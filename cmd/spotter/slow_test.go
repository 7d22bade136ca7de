package main_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// slowKind is a way to keep a connection open for longer than it is worth.
type slowKind struct {
	name    string
	begin   string        // what is sent at once
	drip    string        // what is sent each second then
	deaf    bool          // nothing is ever read
	within  time.Duration // in which the server has to end it
	waitFor bool          // whether this run has the time to see that
}

// slowCrowd is that way, many times.
type slowCrowd struct {
	slowKind
	connections int
}

// slowConn is one of them, to the end.
type slowConn struct {
	kind slowKind
	took time.Duration
	err  error
}

// narrowDialer has the least buffers that the system allows, so that a server
// soon has to wait for a client that does not read.
var narrowDialer = net.Dialer{Control: func(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) {
		syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, 536)
		syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 2<<10)
	})
}}

// keep opens a connection, is slow on it, and returns when the server ends it.
func (k slowKind) keep(address string, opened *sync.WaitGroup, closing <-chan struct{}) (s slowConn) {
	s.kind = k
	conn, err := narrowDialer.Dial("tcp", address)
	if err != nil {
		opened.Done()
		s.err = err
		return s
	}
	defer conn.Close()
	begun := time.Now()
	_, err = io.WriteString(conn, k.begin)
	opened.Done()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if !k.deaf {
			io.Copy(io.Discard, conn)
		}
		for k.deaf && err == nil { // that the server is gone shows when a write fails
			time.Sleep(time.Second)
			_, err = io.WriteString(conn, "\n")
		}
	}()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-closing:
			s.took = time.Since(begun)
			return s
		case <-ended:
			s.took = time.Since(begun)
			return s
		case <-tick.C:
			io.WriteString(conn, k.drip)
		}
	}
}

// descriptors counts what the process holds open.
func (p *process) descriptors(t *testing.T) int {
	t.Helper()
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	return len(open)
}

// TestR7R8SlowClientsAreDroppedAndNobodyElseNotices: those that send a header or
// a body drop by drop, that keep a connection and say nothing, and that ask and
// never read.
func TestR7R8SlowClientsAreDroppedAndNobodyElseNotices(t *testing.T) {
	atOnce(t)
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	signUp(t, p)
	f := measures(t, "R7 R8", "slow clients")
	crowd := []slowCrowd{
		{slowKind{"header", "GET /me HTTP/1.1\r\nHost: x\r\n", "x", false, 15 * time.Second, true}, full(500, 80)},
		{slowKind{"JSON body", "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{", " ", false, 35 * time.Second, true}, full(250, 40)},
		{slowKind{"form body", "POST /token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\nusername=", "x", false, 35 * time.Second, true}, full(250, 40)},
		{slowKind{"idle", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "", false, 125 * time.Second, holdFile != ""}, full(500, 20)},
		{slowKind{"page never read", strings.Repeat("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n", 8), "", true, 75 * time.Second, holdFile != ""}, full(40, 10)},
	}
	for i := range full(5, 1) { // nobody has more than ten streams at a time
		name := fmt.Sprintf("deaf%d", i)
		crowd = append(crowd, slowCrowd{slowKind{"stream of " + name + " never read, with the time to fill its buffers", streamsNeverRead(someone(t, p, name)), "", true, 45 * time.Second, holdFile != ""}, 10})
	}
	warmUpHealth(t, p)
	before, memory := p.descriptors(t), p.inUseMiB(t)

	var opened, dropped, rest sync.WaitGroup
	closing := make(chan struct{})
	ends := make(chan slowConn, 4000)
	total := 0
	for _, c := range crowd {
		total += c.connections
		for range c.connections {
			opened.Add(1)
			group := &rest
			if c.waitFor {
				group = &dropped
			}
			group.Go(func() { ends <- c.keep(p.address, &opened, closing) })
		}
	}
	opened.Wait()
	m, health := watchMachine(t), watchHealth(p)
	eventually(t, "all connections at the server", func() bool { return p.descriptors(t) >= before+total*9/10 })
	grown := (p.inUseMiB(t) - memory) / float64(total)
	logIns := watchLogIns(t, p)
	dropped.Wait()
	close(closing)
	rest.Wait()
	close(ends)
	f.soonWhereOurs(m, "worst log-in meanwhile", logIns(), 1, 2*time.Second)
	looks, failed := health()
	f.soonWhereOurs(m, "worst health meanwhile", looks, 1, time.Second)
	f.none("health checks that failed", failed)
	f.most("memory of a connection", grown, 0.25, "MiB")

	slowest := map[string]time.Duration{}
	for s := range ends {
		if s.err != nil {
			t.Errorf("%s: %v", s.kind.name, s.err)
		}
		slowest[s.kind.name] = max(slowest[s.kind.name], s.took)
	}
	for _, c := range crowd {
		if c.waitFor {
			f.soon(fmt.Sprintf("%d × %s, the last dropped", c.connections, c.name), slowest[c.name], c.within)
		}
	}
	eventually(t, "the descriptors are back", func() bool { return p.descriptors(t) <= before+8 })
	f.most("descriptors kept", float64(p.descriptors(t)-before), 8, "")
}

// inUseMiB is what the process holds for good: its heap after a collection, and
// its stacks. Its resident memory also has what hashes took and gave back.
func (p *process) inUseMiB(t *testing.T) float64 {
	t.Helper()
	admin := "http://" + p.adminAddress(t)
	page(t, admin+"/debug/pprof/heap?gc=1")
	text := page(t, admin+"/metrics")
	return (metric(t, text, "go_memstats_heap_inuse_bytes") + metric(t, text, "go_memstats_stack_inuse_bytes")) / (1 << 20)
}

// watchLogIns logs in each second until the returned function is called: those
// are the answers. A log-in that is refused fails the test.
func watchLogIns(t *testing.T, p *process) (end func() []taken) {
	var looks []taken
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			begun := time.Now()
			if err := post(p.url+"/login", map[string]string{"username": benchUser, "password": benchPassword}, nil); err != nil {
				t.Errorf("a log-in meanwhile: %v", err)
			}
			looks = append(looks, taken{begun, time.Since(begun)})
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	}()
	return func() []taken {
		close(stop)
		<-done
		return looks
	}
}

// streamsNeverRead are questions one behind the other on one connection, whose
// answers come as streams.
func streamsNeverRead(own pair) string {
	const body = `{"message": "Make me a plan for four days a week, and tell me my heart-rate zones"}`
	request := "POST /conversation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nAuthorization: Bearer " +
		own.AccessToken + fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	return strings.Repeat(request, 20)
}

// watchHealth asks for GET /healthz on a new connection, again and again, until
// the returned function is called: those are the answers, and how many failed.
func watchHealth(p *process) (end func() (looks []taken, failed int64)) {
	var stop atomic.Bool
	var looks []taken
	var failed int64
	done := make(chan struct{})
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: patience}
	go func() {
		defer close(done)
		for !stop.Load() {
			begun := time.Now()
			answer, err := client.Get(p.url + "/healthz")
			if err == nil {
				answer.Body.Close()
			}
			if err != nil || answer.StatusCode != http.StatusOK {
				failed++
			}
			looks = append(looks, taken{begun, time.Since(begun)})
			time.Sleep(50 * time.Millisecond)
		}
	}()
	return func() ([]taken, int64) {
		stop.Store(true)
		<-done
		return looks, failed
	}
}
