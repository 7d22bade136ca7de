package main_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spotter/coach"
)

// TestN1AnAnswerWhoseNodeIsKilledIsNoSpinner: whoever follows it at another node
// hears what was said and its end, and may ask on.
func TestN1AnAnswerWhoseNodeIsKilledIsNoSpinner(t *testing.T) {
	atOnce(t)
	nodes := newFleet(t, 3, pacedModel(t, endless, 20*time.Millisecond)...)
	f := measures(t, "N1", "a node is killed in the middle of answers")
	type running struct {
		own          pair
		conversation string
		heard        string // id of the last event
	}
	var answers []running
	for person := range full(5, 1) {
		own := someone(t, nodes.node(1), fmt.Sprintf("talker%d", person))
		for range coach.MaxAnswers {
			_, conversation, err := begins(nodes.node(0), own.AccessToken)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, running{own, conversation, ""})
		}
	}
	for i, a := range answers {
		watch, err := listen("GET", nodes.node(2).url+"/conversations/"+a.conversation+"/stream", a.own.AccessToken, "", "")
		if err != nil {
			t.Fatal(err)
		}
		for watch.last.name != "delta" { // what another node tells is kept
			if e, err := watch.hears(); err != nil || e.name == "done" || e.name == "error" {
				t.Fatalf("followed at another node: %v, %v", e, err)
			}
		}
		answers[i].heard = watch.last.id
		watch.body.Close()
	}
	nodes.node(0).kill()
	killed := time.Now()
	if holdFile == "" {
		nodes.age(t, coach.DeadAfter)
	}
	var spinners, lost atomic.Int64
	var all sync.WaitGroup
	for i, a := range answers {
		all.Go(func() {
			p := nodes.node(1 + i%2)
			l, err := listen("GET", p.url+"/conversations/"+a.conversation+"/stream", a.own.AccessToken, "", a.heard)
			var end told
			if err == nil {
				end, err = l.end()
			}
			if o := end.object(); err != nil || o.Status != "interrupted" {
				spinners.Add(1)
				t.Errorf("followed at another node: %v, %v", end, err)
			} else if o.Response == "" {
				lost.Add(1)
			}
			if got := statusOfAnswer(t, nodes.node(2-i%2), a.own, a.conversation); got != "interrupted" {
				spinners.Add(1)
				t.Errorf("read at a third node it is %q", got)
			}
		})
	}
	all.Wait()
	ended := time.Since(killed)
	f.least("answers under way", float64(len(answers)), float64(full(10, 2)), "")
	f.none("of them spin at another node", spinners.Load())
	f.none("of them without what was heard", lost.Load())
	f.soon("the last of them has its end", ended, coach.DeadAfter+5*time.Second)
	if _, _, err := begins(nodes.node(1), answers[0].own.AccessToken); err != nil {
		t.Errorf("the next question: %v", err)
	}
}

// age makes all heartbeats older, as if that time had passed.
func (f *fleet) age(t *testing.T, by time.Duration) {
	t.Helper()
	db, err := sql.Open("pgx", f.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "UPDATE answers SET heartbeat_at = heartbeat_at - $1", by.Microseconds()); err != nil {
		t.Fatal(err)
	}
}

// statusOfAnswer reads the last message of a conversation.
func statusOfAnswer(t *testing.T, p *process, own pair, conversation string) string {
	t.Helper()
	r, err := http.NewRequest("GET", p.url+"/conversations/"+conversation, nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	r.Header.Set("Authorization", "Bearer "+own.AccessToken)
	var c struct{ Messages []struct{ Status string } }
	if err := do(r, &c); err != nil || len(c.Messages) == 0 {
		t.Errorf("read a conversation: %v", err)
		return ""
	}
	return c.Messages[len(c.Messages)-1].Status
}

// traffic is people who log in, ask who they are, refresh and talk, at whatever
// node the balancer chooses.
type traffic struct {
	stop   atomic.Bool
	done   atomic.Int64
	failed atomic.Int64
	said   atomic.Pointer[string] // of the first that failed
	people sync.WaitGroup
}

// begin has these people at it, who are registered already, until the test ends.
func (x *traffic) begin(t *testing.T, nodes *fleet, names []string) {
	t.Helper()
	t.Cleanup(func() { x.stop.Store(true); x.people.Wait() })
	for _, name := range names {
		x.people.Go(func() {
			for !x.stop.Load() {
				if err := x.turn(nodes, name); err != nil {
					said := err.Error()
					x.said.CompareAndSwap(nil, &said)
					if x.failed.Add(1) > 50 {
						return
					}
				}
			}
		})
	}
}

func (x *traffic) turn(nodes *fleet, name string) error {
	var own pair
	if err := post(nodes.next().url+"/login", map[string]string{"username": name, "password": benchPassword}, &own); err != nil {
		return err
	}
	x.done.Add(1)
	for range 5 {
		if err := get(nodes.next().url+"/me", own.AccessToken); err != nil {
			return err
		}
		next, err := own.refresh(nodes.next())
		if err != nil {
			return err
		}
		own = next
		x.done.Add(2)
	}
	l, err := listen("POST", nodes.next().url+"/conversation", own.AccessToken, "How do I warm up?", "")
	if err != nil {
		return err
	}
	end, err := l.end()
	if err == nil && end.name == "error" && strings.Contains(end.data, `"shutting_down"`) { // which says to resume it
		if l, err = listen("GET", nodes.next().url+"/conversations/"+l.conversation+"/stream", own.AccessToken, "", end.id); err == nil {
			end, err = l.end()
		}
	}
	if err == nil && (end.name != "done" || end.object().Status != "done") {
		err = fmt.Errorf("an answer ends with %v", end)
	}
	if err == nil {
		x.done.Add(1)
	}
	return err
}

// TestN2ARollingRestartDropsNothing behind a balancer that goes by readiness.
func TestN2ARollingRestartDropsNothing(t *testing.T) {
	atOnce(t)
	nodes := newFleet(t, 3, pacedModel(t, 5, 60*time.Millisecond)...)
	nodes.watch(t)
	f := measures(t, "N2", "three nodes restart one after the other under load")
	var names []string
	for i := range full(12, 4) {
		names = append(names, fmt.Sprintf("roller%d", i))
		someone(t, nodes.node(i), names[i])
	}
	var x traffic
	x.begin(t, nodes, names)
	var slowest time.Duration
	for range full(3, 1) {
		for _, m := range nodes.nodes {
			before := x.done.Load()
			eventually(t, "people ask", func() bool { return x.done.Load() > before+20 })
			old, begun := m.now.Load(), time.Now()
			if err := old.command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			<-old.exited
			if old.exitErr != nil {
				t.Errorf("a node ended with %v", old.exitErr)
			}
			slowest = max(slowest, time.Since(begun))
			m.now.Store(start(t, m.dir, nodes.settings...))
			until(t, m.ready.Load)
		}
	}
	x.stop.Store(true)
	x.people.Wait()
	f.least("requests and streams", float64(x.done.Load()), full(500.0, 20), "")
	f.none("of them failed", x.failed.Load())
	f.soon("slowest stop of a node", slowest, 30*time.Second)
	if said := x.said.Load(); said != nil {
		t.Errorf("such as %s", *said)
	}
}

// TestN4ALogOutCountsAtTheOtherNodesWithinASecond, and in a service elsewhere.
func TestN4ALogOutCountsAtTheOtherNodesWithinASecond(t *testing.T) {
	atOnce(t)
	nodes := newFleet(t, 3)
	elsewhere := remoteOf(t, nodes.node(2))
	f := measures(t, "N4", "a log-out at one of three nodes")
	signUp(t, nodes.node(0))
	var here, there, remote time.Duration
	for round := range full(50, 3) {
		own := logIn(t, nodes.node(round))
		for i := range 3 {
			wantStatus(t, nodes.node(i), "before the log-out", own.AccessToken, http.StatusOK)
		}
		if err := elsewhere(own.AccessToken); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		if code := status(t, "POST", nodes.node(round).url+"/logout", own.AccessToken); code != http.StatusNoContent {
			t.Fatalf("POST /logout answers %d", code)
		}
		out := time.Now()
		refused := func(holds func() bool) time.Duration {
			until(t, holds)
			return time.Since(out)
		}
		wantStatus(t, nodes.node(round), "after the log-out", own.AccessToken, http.StatusUnauthorized)
		here = max(here, out.Sub(begun))
		for i := 1; i < 3; i++ {
			there = max(there, refused(func() bool {
				return status(t, "GET", nodes.node(round+i).url+"/me", own.AccessToken) == http.StatusUnauthorized
			}))
		}
		remote = max(remote, refused(func() bool { return elsewhere(own.AccessToken) != nil }))
	}
	f.soon("at its own node, with the answer", here, time.Second)
	f.soon("at the other nodes", there, time.Second)
	f.soon("in a service that uses token.Remote", remote, time.Second)
}
