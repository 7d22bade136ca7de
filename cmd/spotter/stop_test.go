package main_test

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spotter/store/storetest"
)

// TestR11AStopCutsNothing: answers that are being written and log-ins that are
// under way come to their end, and nobody new is sent here.
func TestR11AStopCutsNothing(t *testing.T) {
	atOnce(t)
	ending := pacedModel(t, full(40, 12), 50*time.Millisecond)
	if holdFile == "" {
		stopInTheMiddle(t, "SIGTERM with streams and log-ins under way", "done", ending)
		return
	}
	storetest.Each(t, func(t *testing.T, dsn string) {
		stopInTheMiddle(t, "SIGTERM with streams and log-ins under way, "+path.Base(t.Name()), "done", slices.Concat(database(dsn), ending))
	})
	stopInTheMiddle(t, "SIGTERM with streams that have no end", "interrupted", pacedModel(t, endless, 50*time.Millisecond))
}

func stopInTheMiddle(t *testing.T, what, wantEnd string, settings []string) {
	t.Helper()
	const streams, logIns = 10, 12
	p := start(t, t.TempDir(), slices.Concat(settings, []string{"SPOTTER_ADMIN_ADDR=127.0.0.1:0"})...)
	f := measures(t, "R11", what)
	var names []string
	var answers []*listener
	for i := range streams / 2 { // two for each person
		names = append(names, fmt.Sprintf("stopper%d", i))
		own := someone(t, p, names[i])
		for range 2 {
			l, _, err := begins(p, own.AccessToken)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, l)
		}
	}
	admin := "http://" + p.adminAddress(t) + "/metrics"
	hashed := func() float64 {
		text := page(t, admin)
		return metric(t, text, "spotter_password_hashes_total") + metric(t, text, "spotter_password_hashes_running") +
			metric(t, text, "spotter_password_hashes_waiting")
	}
	before := hashed()
	var cut, unended atomic.Int64
	var all sync.WaitGroup
	for i := range logIns {
		all.Go(func() {
			if err := post(p.url+"/login", map[string]string{"username": names[i%len(names)], "password": benchPassword}, nil); err != nil {
				cut.Add(1)
				t.Error(err)
			}
		})
	}
	eventually(t, "log-ins under way", func() bool { return hashed() == before+logIns })
	for _, l := range answers {
		all.Go(func() {
			if end, err := l.end(); err != nil || end.name != "done" || end.object().Status != wantEnd {
				unended.Add(1)
				t.Errorf("a stream ends with %v, %v", end, err)
			}
		})
	}
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	eventually(t, "readiness is off", func() bool {
		answer, err := http.Get(p.url + "/readyz")
		if err != nil {
			return true
		}
		answer.Body.Close()
		return answer.StatusCode != http.StatusOK
	})
	notReady := time.Since(begun)
	all.Wait()
	<-p.exited
	f.none(fmt.Sprintf("of %d streams without an end", streams), unended.Load())
	f.none(fmt.Sprintf("of %d log-ins cut", logIns), cut.Load())
	f.soon("readiness off after", notReady, 100*time.Millisecond)
	f.soon("ended after", time.Since(begun), 30*time.Second)
	f.none("exit codes other than 0", btoi(p.exitErr != nil))
}
