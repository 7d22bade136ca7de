package main_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Of so many requests of a soak, this many are something else than GET /me.
const (
	soakOf        = 400
	soakRefresh   = 8
	soakTalk      = 2
	soakLogIn     = 1
	soakRegister  = 8 * soakOf // of so many one
	soakRate      = 2200       // requests a second
	soakWorkers   = 16
	soakSession   = 20 * time.Second // life of what a log-in leaves behind
	soakErrorsMax = 1e-4
)

// soaker is somebody whose requests go on and on.
type soaker struct {
	p     *process
	name  string
	own   pair
	to    *soakCounts
	asked int
}

// soakCounts is what came of all of them, in this quarter and altogether.
type soakCounts struct {
	requests, failed atomic.Int64
	kept             atomic.Int64 // of those, which leave something to be kept
	mu               sync.Mutex
	times            []time.Duration // of GET /me
	said             string          // an answer that nobody should see
}

// ask makes the next request of the mix.
func (s *soaker) ask() {
	n := s.asked
	s.asked++
	var err error
	switch place := n % soakOf; {
	case n%soakRegister == soakRegister/2:
		name := fmt.Sprintf("%sx%d", s.name, n)
		s.to.kept.Add(1)
		err = post(s.p.url+"/register", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword}, nil)
	case place < soakLogIn:
		s.to.kept.Add(1)
		err = post(s.p.url+"/login", map[string]string{"username": s.name, "password": benchPassword}, &s.own)
	case place < soakLogIn+soakTalk:
		err = s.talk()
	case place%(soakOf/soakRefresh) == 10:
		err = post(s.p.url+"/refresh", map[string]string{"refresh_token": s.own.RefreshToken}, &s.own)
	default:
		begun := time.Now()
		err = get(s.p.url+"/me", s.own.AccessToken)
		s.to.took(time.Since(begun))
	}
	s.to.requests.Add(1)
	if err != nil {
		s.to.failed.Add(1)
		s.to.say(err.Error())
	}
}

// talk asks the coach something and deletes the conversation: what people keep
// would make the database grow, and that is right.
func (s *soaker) talk() error {
	var turn struct {
		ConversationID string `json:"conversation_id"`
	}
	r, err := jsonRequest("POST", s.p.url+"/conversation", s.own.AccessToken, map[string]string{"message": "How often should I train?"})
	if err != nil {
		return err
	}
	if err := do(r, &turn); err != nil {
		return err
	}
	r, err = http.NewRequest("DELETE", s.p.url+"/conversations/"+turn.ConversationID, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+s.own.AccessToken)
	return do(r, nil)
}

func (c *soakCounts) took(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.times = append(c.times, d)
}

func (c *soakCounts) say(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = text
}

// quarter takes the times since the last call.
func (c *soakCounts) quarter() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	times := c.times
	c.times = nil
	return times
}

// soakState is how the process stands at the end of a quarter.
type soakState struct {
	rss        float64 // MiB
	fds        int
	goroutines float64
	file       float64       // MiB, with its log
	sessions   int64         // rows
	kept       int64         // log-ins and registrations so far
	p95, bare  time.Duration // of GET /me, and of a bare handler beside it
}

func (s soakState) String() string {
	return fmt.Sprintf("%.0f MiB, %d descriptors, %.0f goroutines, database %.1f MiB, %d sessions, p95 %v, of a bare handler %v", s.rss, s.fds, s.goroutines, s.file, s.sessions, s.p95.Round(time.Microsecond), s.bare.Round(time.Microsecond))
}

// TestR12ASoakLeavesNothingBehind: a day of a small site in ten minutes. What has
// expired goes, and nothing else grows than what is to be kept.
func TestR12ASoakLeavesNothingBehind(t *testing.T) {
	atOnce(t)
	dir := t.TempDir()
	life := full(soakSession, 7*time.Second)
	p := start(t, dir, "SPOTTER_ADMIN_ADDR=127.0.0.1:0", "SPOTTER_ACCESS_TTL="+full("30m", "10m"), fmt.Sprintf("SPOTTER_REFRESH_TTL=%s", life))
	f := measures(t, "R12", fmt.Sprintf("a soak of %s", full(10*time.Minute, 4*time.Second)))
	var counts soakCounts
	var all sync.WaitGroup
	begun := time.Now()
	end := begun.Add(full(10*time.Minute, 4*time.Second))
	for i := range full(soakWorkers, 4) {
		s := &soaker{p: p, name: fmt.Sprintf("soaker%d", i), to: &counts, asked: i * soakOf / soakWorkers}
		s.own = someone(t, p, s.name)
		all.Go(func() { s.untilEnd(end, full(soakRate, 200)/full(soakWorkers, 4)) })
	}
	var bare soakCounts
	beside := startBare(t)
	all.Go(func() { bare.askBare(beside, end) })
	quarters := soakQuarters(t, p, dir, &counts, &bare, begun, end)
	all.Wait()
	soaked(t, f, &counts, quarters, time.Since(begun))
	if counts.said != "" {
		t.Logf("such as %s", counts.said)
	}
	eventually(t, "the sessions that have expired are gone", func() bool {
		time.Sleep(50 * time.Millisecond)
		return sessionRows(t, dir) == 0
	})
}

// untilEnd asks at a steady pace. What could not be asked in time is asked as
// soon as it can be.
func (s *soaker) untilEnd(end time.Time, rate int) {
	pace := time.Second / time.Duration(rate)
	for due := time.Now(); due.Before(end); due = due.Add(pace) {
		time.Sleep(time.Until(due))
		if time.Now().After(end) {
			return
		}
		s.ask()
	}
}

// askBare asks a bare handler now and then: when others take the machine, it
// waits too.
func (c *soakCounts) askBare(p *process, end time.Time) {
	for time.Now().Before(end) {
		begun := time.Now()
		if get(p.url, "") == nil {
			c.took(time.Since(begun))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// soakQuarters looks at the process at the end of each quarter.
func soakQuarters(t *testing.T, p *process, dir string, counts, bare *soakCounts, begun, end time.Time) (quarters [4]soakState) {
	t.Helper()
	for i := range quarters {
		time.Sleep(time.Until(begun.Add(end.Sub(begun) * time.Duration(i+1) / 4)))
		quarters[i] = soakState{
			rss: p.residentMiB(t), fds: p.descriptors(t), goroutines: metric(t, page(t, "http://"+p.adminAddress(t)+"/metrics"), "go_goroutines"),
			file: fileMiB(t, filepath.Join(dir, "spotter.db")) + fileMiB(t, filepath.Join(dir, "spotter.db-wal")), sessions: sessionRows(t, dir), kept: counts.kept.Load(),
			p95: percentile(counts.quarter(), 0.95), bare: percentile(bare.quarter(), 0.95),
		}
		t.Logf("quarter %d: %v", i+1, quarters[i])
	}
	return quarters
}

func fileMiB(t *testing.T, name string) float64 {
	t.Helper()
	info, err := os.Stat(name)
	if os.IsNotExist(err) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return float64(info.Size()) / (1 << 20)
}

// sessionRows counts the sessions in the database, dead or alive.
func sessionRows(t *testing.T, dir string) (n int64) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "spotter.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM sessions").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// soaked compares the quarters: the first is the time in which a process grows to
// its size.
func soaked(t *testing.T, f *figures, c *soakCounts, q [4]soakState, took time.Duration) {
	t.Helper()
	n := c.requests.Load()
	f.least("requests a second", float64(n)/took.Seconds(), 2000, "")
	f.row("requests", fmt.Sprint(n), "-", true)
	f.most("share of requests that failed", float64(c.failed.Load())/float64(n), soakErrorsMax, "")
	for i, s := range q {
		f.row(fmt.Sprintf("quarter %d", i+1), s.String(), "-", true)
	}
	f.most("memory at the end over half-way", q[3].rss/q[1].rss, 1.1, "×")
	f.most("descriptors more than at the first quarter", float64(q[3].fds-q[0].fds), 8, "")
	f.most("goroutines more than at the first quarter", q[3].goroutines-q[0].goroutines, 8, "")
	f.most("sessions in the database over the first quarter", float64(q[3].sessions)/float64(max(q[0].sessions, 1)), 1.5, "×")
	f.most("growth of the database since half-way, for each log-in that the audit log keeps", (q[3].file-q[1].file)*1024/float64(max(q[3].kept-q[1].kept, 1)), 1.5, "KiB")
	drift := min(float64(q[3].bare)/float64(max(q[0].bare, 1)), 1.5) // others on the machine excuse no more
	f.most("p95 of /me in the last quarter over the first, and that over the same of a bare handler", float64(q[3].p95)/float64(max(q[0].p95, 1))/max(drift, 1), 1.5, "×")
	if holdFile == "" && c.failed.Load() > 0 {
		t.Errorf("%d of %d requests failed, such as %s", c.failed.Load(), n, c.said)
	}
}
