package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// writer is somebody whose every request writes, and what came of that.
type writer struct {
	own             pair
	turns           int
	times           []time.Duration
	putOff, strange int64
	said            string // the first answer that nobody should see
}

// send sends a request and notes how it went. The answer is read into into.
func (w *writer) send(method, url, bearer string, body, into any) {
	data, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	r, err := http.NewRequest(method, url, bytes.NewReader(data))
	if err != nil {
		panic(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	begun := time.Now()
	answer, err := benchClient.Do(r)
	if err != nil {
		w.strange++
		w.said = err.Error()
		return
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	w.times = append(w.times, time.Since(begun))
	switch {
	case err != nil || answer.StatusCode >= 300 && answer.StatusCode != 503 && answer.StatusCode != 409 && answer.StatusCode != 429:
		w.strange++
		w.said = fmt.Sprintf("%s %s: %d %s %v", method, url, answer.StatusCode, text, err)
	case answer.StatusCode >= 300:
		w.putOff++
		w.said = fmt.Sprintf("%s %s: %d %s", method, url, answer.StatusCode, text)
	case into != nil:
		json.Unmarshal(text, into)
	}
}

// turn writes in four ways, to nodes in turn.
func (w *writer) turn(nodes []*process) {
	w.turns++
	p := nodes[w.turns%len(nodes)]
	w.send("PATCH", p.url+"/me", w.own.AccessToken, map[string]int{"age": 20 + w.turns%60}, nil)
	w.send("POST", p.url+"/conversation", w.own.AccessToken, map[string]string{"message": "How often should I train?"}, nil)
	if w.turns%4 == 0 {
		w.send("POST", p.url+"/workouts", w.own.AccessToken, map[string]any{"date": time.Now().Format(time.DateOnly), "sets": []map[string]any{{"exercise": "push-up", "reps": 5 + w.turns%9}}}, nil)
	}
	w.send("POST", p.url+"/refresh", "", map[string]string{"refresh_token": w.own.RefreshToken}, &w.own)
}

// write has all of them write for a while, and adds up what came of it.
func write(writers []*writer, nodes []*process, span time.Duration) (sum writer) {
	end := time.Now().Add(span)
	var all sync.WaitGroup
	for _, w := range writers {
		all.Go(func() {
			for time.Now().Before(end) {
				w.turn(nodes)
			}
		})
	}
	all.Wait()
	for _, w := range writers {
		sum.times = append(sum.times, w.times...)
		sum.putOff, sum.strange = sum.putOff+w.putOff, sum.strange+w.strange
		if w.said != "" {
			sum.said = w.said
		}
	}
	return sum
}

// wantNothingShown wants no answer and no line of a log to tell of a database
// that is busy with itself.
func wantNothingShown(t *testing.T, f *figures, sum writer, nodes ...*process) {
	t.Helper()
	logged := int64(0)
	for _, p := range nodes {
		for _, word := range []string{"database is locked", "SQLITE_BUSY", "SQLSTATE 40001", "SQLSTATE 40P01", "could not serialize", "deadlock detected"} {
			logged += int64(strings.Count(p.log.String(), word))
		}
	}
	f.least("writes", float64(len(sum.times)), 32, "")
	f.none("answers put off", sum.putOff)
	f.none("answers of another kind", sum.strange)
	f.none("lines of the log about locks and conflicts", logged)
	f.soon("p99 of a write", percentile(sum.times, 0.99), time.Second)
	if sum.said != "" {
		t.Errorf("such as %s", sum.said)
	}
}

// TestR13ManyWritersOfOneSQLiteFileMeetNoLock: 32 people who do nothing but write.
func TestR13ManyWritersOfOneSQLiteFileMeetNoLock(t *testing.T) {
	atOnce(t)
	p := start(t, t.TempDir())
	people := full(32, 8)
	f := measures(t, "R13", fmt.Sprintf("%d writers, SQLite", people))
	var writers []*writer
	for i := range people {
		writers = append(writers, &writer{own: someone(t, p, fmt.Sprintf("writer%d", i))})
	}
	nodes := []*process{p}
	wantNothingShown(t, f, write(writers, nodes, full(30*time.Second, time.Second)), nodes...)
}

// TestR15ConflictsOfTwoNodesAreSettledInside: several sessions of one
// person, who change the same rows at both nodes.
func TestR15ConflictsOfTwoNodesAreSettledInside(t *testing.T) {
	atOnce(t)
	both, _ := twoNodes(t)
	nodes := both[:]
	f := measures(t, "R15", "one person's rows written at two nodes")
	writers := []*writer{{own: signUp(t, nodes[0])}}
	for range full(11, 5) {
		writers = append(writers, &writer{own: logIn(t, nodes[0])})
	}
	wantNothingShown(t, f, write(writers, nodes, full(30*time.Second, time.Second)), nodes...)
	registerAtOnce(t, f, nodes)
}

// registerAtOnce has the same people register at all nodes: one of each succeeds.
func registerAtOnce(t *testing.T, f *figures, nodes []*process) {
	t.Helper()
	var faults, twins int64
	for round := range full(30, 3) {
		name := fmt.Sprintf("twin%d", round)
		results := make(chan error, 8)
		for i := range 8 {
			go func() {
				results <- post(nodes[i%len(nodes)].url+"/register", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword}, nil)
			}()
		}
		made := int64(0)
		for range 8 {
			switch err := <-results; {
			case err == nil:
				made++
			case !strings.Contains(err.Error(), ": 400 "):
				faults++
				t.Error(err)
			}
		}
		twins += made - 1
	}
	f.none("equal registrations beyond the first", twins)
	f.none("registrations that failed otherwise", faults)
}
