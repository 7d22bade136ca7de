package main_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/llm/llmtest"
)

// slowModel is a language model that says a sentence every now and then, until
// it is let go: then all its answers come to their end.
type slowModel struct {
	pace   time.Duration
	letGo  chan struct{}
	asked  atomic.Int64
	server *httptest.Server
}

func startSlowModel(t *testing.T, pace time.Duration) *slowModel {
	t.Helper()
	m := &slowModel{pace: pace, letGo: make(chan struct{})}
	m.server = httptest.NewServer(m)
	t.Cleanup(m.server.Close)
	return m
}

// ServeHTTP answers one question.
func (m *slowModel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.asked.Add(1)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	say := func(events ...string) {
		for _, e := range events {
			w.Write([]byte(e))
		}
		out.Flush()
	}
	say(llmtest.Opening)
	tick := time.NewTicker(m.pace)
	defer tick.Stop()
	for going := true; going; {
		say(llmtest.Text("Keep an easy pace. "))
		select {
		case <-tick.C:
		case <-m.letGo:
			going = false
		case <-r.Context().Done():
			return
		}
	}
	say(llmtest.Text("That was all."), llmtest.Finish("stop"), llmtest.Usage(20, 10), llmtest.End)
}

// openStream is an answer that is being listened to.
type openStream struct {
	answer *http.Response
	lines  *bufio.Scanner
}

// hearOut asks a question and returns when the first words of the answer are there.
func hearOut(ctx context.Context, client *http.Client, p *process, own pair) (*openStream, error) {
	r, err := jsonRequest("POST", p.url+"/conversation", own.AccessToken, map[string]string{"message": "How do I warm up?"})
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "text/event-stream")
	answer, err := client.Do(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	s := &openStream{answer, bufio.NewScanner(answer.Body)}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("%s", answer.Status)
	}
	return s, s.until("event: delta")
}

// until reads to a line.
func (s *openStream) until(line string) error {
	for s.lines.Scan() {
		if s.lines.Text() == line {
			return nil
		}
	}
	return fmt.Errorf("the stream ends before %q: %v", line, s.lines.Err())
}

// end reads to the end of the stream, and wants a whole answer of the model.
func (s *openStream) end() error {
	defer s.answer.Body.Close()
	if err := s.until("event: done"); err != nil {
		return err
	}
	s.lines.Scan()
	var last struct{ Status, Coach string }
	if err := json.Unmarshal([]byte(strings.TrimPrefix(s.lines.Text(), "data: ")), &last); err != nil {
		return err
	}
	if last.Status != "done" || last.Coach != "model" {
		return fmt.Errorf("an answer ends as %+v", last)
	}
	return nil
}

// TestR12OpenStreamsCostLittleAndComeToTheirEnd: so many people listen to two
// answers each, which a language model takes its time for.
func TestR12OpenStreamsCostLittleAndComeToTheirEnd(t *testing.T) {
	atOnce(t)
	people := full(500, 10)
	model := startSlowModel(t, full(10*time.Second, 500*time.Millisecond))
	dir := t.TempDir()
	settings := []string{"SPOTTER_ADMIN_ADDR=127.0.0.1:0", "SPOTTER_LLM_URL=" + model.server.URL + "/v1", "SPOTTER_LLM_MODEL=slow"}
	p := start(t, dir, settings...)
	signUp(t, p)
	p.kill()
	populate(t, dir, people)
	p = start(t, dir, settings...)
	owners := logAllIn(t, p, people)
	f := measures(t, "R12", fmt.Sprintf("%d answer streams open", 2*people))

	warmUpHealth(t, p)
	goroutines := func() float64 {
		return metric(t, page(t, "http://"+p.adminAddress(t)+"/metrics"), "go_goroutines")
	}
	fds, had, memory, rss := p.descriptors(t), goroutines(), p.inUseMiB(t), p.residentMiB(t)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	streams := openAll(t, client, p, owners)
	n := float64(len(streams))
	f.none("streams without an answer of the model under way", int64(len(streams))-model.asked.Load())
	f.most("memory of a stream, in use", (p.inUseMiB(t)-memory)/n*1024, 256, "KiB")
	f.most("memory of a stream, resident", max(0, p.residentMiB(t)-rss)/n*1024, 512, "KiB")
	f.row("goroutines, descriptors of a stream", fmt.Sprintf("%.1f, %.1f", (goroutines()-had)/n, float64(p.descriptors(t)-fds)/n), "-", true)

	m, health := watchMachine(t), watchHealth(p)
	asked, failed := askMe(t, p, owners[0], 4, 10*time.Millisecond, time.Now().Add(full(15*time.Second, time.Second)))
	looks, unhealthy := health()
	f.none("health checks that failed", unhealthy)
	f.soonWhereOurs(m, "worst health meanwhile", looks, 1, time.Second)
	f.none("of /me that failed", failed)
	f.soon("p99 of /me meanwhile", percentile(timesOfAll(asked), 0.99), 100*time.Millisecond)

	close(model.letGo)
	f.none("streams that did not come to their end", endAll(t, streams))
	model.server.CloseClientConnections()
	eventually(t, "goroutines and descriptors are back", func() bool {
		time.Sleep(100 * time.Millisecond)
		return goroutines() <= had+8 && p.descriptors(t) <= fds+8
	})
	f.row("goroutines, descriptors more than before", fmt.Sprintf("%+.0f, %+d", goroutines()-had, p.descriptors(t)-fds), "≤ 8", true)
}

// logAllIn logs the people of populate in, a few at a time.
func logAllIn(t *testing.T, p *process, people int) []pair {
	t.Helper()
	owners := make([]pair, people)
	var all errgroup.Group
	all.SetLimit(8)
	for i := range owners {
		all.Go(func() error {
			return post(p.url+"/login", map[string]string{"username": fmt.Sprintf("person%d", i+1), "password": benchPassword}, &owners[i])
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	return owners
}

// openAll opens two streams of each person.
func openAll(t *testing.T, client *http.Client, p *process, owners []pair) []*openStream {
	t.Helper()
	streams := make([]*openStream, 2*len(owners))
	var all errgroup.Group
	all.SetLimit(8)
	for i := range streams {
		all.Go(func() (err error) {
			streams[i], err = hearOut(t.Context(), client, p, owners[i/2])
			return err
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, p.log)
	}
	return streams
}

// endAll counts the streams that do not end as they should.
func endAll(t *testing.T, streams []*openStream) int64 {
	t.Helper()
	var wrong atomic.Int64
	var all sync.WaitGroup
	for _, s := range streams {
		all.Go(func() {
			if err := s.end(); err != nil {
				wrong.Add(1)
				t.Error(err)
			}
		})
	}
	all.Wait()
	return wrong.Load()
}
