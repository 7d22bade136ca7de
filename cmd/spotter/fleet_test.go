package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/llm/llmtest"
	"spotter/store/storetest"
)

// place is one node of a fleet, which another process may take over.
type place struct {
	now   atomic.Pointer[process]
	ready atomic.Bool
	dir   string
}

// fleet is several nodes on one PostgreSQL, with one public URL, and what a
// balancer before them knows.
type fleet struct {
	nodes    []*place
	settings []string
	dsn      string
	turn     atomic.Int64
}

// newFleet starts that many nodes at once.
func newFleet(t *testing.T, size int, settings ...string) *fleet {
	t.Helper()
	dsn := storetest.Postgres(t)
	f := &fleet{dsn: dsn, settings: append(database(dsn), append([]string{asDocumented}, settings...)...)}
	binary() // built once, before all start
	var all errgroup.Group
	for range size {
		m := &place{dir: t.TempDir()}
		f.nodes = append(f.nodes, m)
		all.Go(func() error { m.now.Store(start(t, m.dir, f.settings...)); return nil })
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	return f
}

// node is one of the processes of this moment.
func (f *fleet) node(i int) *process { return f.nodes[i%len(f.nodes)].now.Load() }

// watch asks all nodes for their readiness until the test ends, as a balancer does.
func (f *fleet) watch(t *testing.T) {
	t.Helper()
	var watching sync.WaitGroup
	stop := make(chan struct{})
	t.Cleanup(func() { close(stop); watching.Wait() })
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for _, m := range f.nodes {
		m.ready.Store(true)
		watching.Go(func() {
			tick := time.NewTicker(50 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-stop:
					return
				case <-tick.C:
				}
				p := m.now.Load()
				answer, err := client.Get(p.url + "/readyz")
				if err == nil {
					answer.Body.Close()
				}
				m.ready.Store(err == nil && answer.StatusCode == http.StatusOK && m.now.Load() == p)
			}
		})
	}
}

// next is the node that a balancer chooses: the next in turn of those that are
// ready.
func (f *fleet) next() *process {
	for range f.nodes {
		m := f.nodes[int(f.turn.Add(1))%len(f.nodes)]
		if m.ready.Load() {
			return m.now.Load()
		}
	}
	return f.nodes[0].now.Load()
}

// endless is the length of an answer that has no end.
const endless = math.MaxInt

// pacedModel is a language model that says so many sentences to whatever it is
// asked, one each pause, and returns the settings that name it.
func pacedModel(t *testing.T, sentences int, pause time.Duration) []string {
	t.Helper()
	says := []string{"Walk for a while. ", "Breathe out on the way up. ", "Rest when you need to. ", "Keep your back straight. "}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		tick := time.NewTicker(pause)
		defer tick.Stop()
		for i := range sentences {
			io.WriteString(w, llmtest.Text(says[i%len(says)]))
			http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
			}
		}
		io.WriteString(w, llmtest.Finish("stop")+llmtest.Usage(20, 20)+llmtest.End)
	}))
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return []string{"SPOTTER_LLM_URL=" + server.URL + "/v1", "SPOTTER_LLM_MODEL=paced"}
}

// told is one event of an answer.
type told struct{ id, name, data string }

// answer is the members of an event that these tests look at.
type answer struct {
	ConversationID string `json:"conversation_id"`
	Status         string
	Response       string
}

// object reads what the event tells; what it does not is empty.
func (e told) object() (a answer) {
	if err := json.Unmarshal([]byte(e.data), &a); err != nil {
		return answer{}
	}
	return a
}

// listener hears an answer as it comes.
type listener struct {
	body  io.ReadCloser
	lines *bufio.Scanner
	last  told

	conversation string // of the start
}

var streamClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// listen asks a question, if there is one, or follows an answer, and hears it
// behind the event of that id.
func listen(method, url, bearer, question, behind string) (*listener, error) {
	var body io.Reader
	if question != "" {
		data, err := json.Marshal(map[string]string{"message": question})
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+bearer)
	if question != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if behind != "" {
		r.Header.Set("Last-Event-ID", behind)
	}
	answer, err := streamClient.Do(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		return nil, fmt.Errorf("%s %s: %s %s", method, url, answer.Status, text)
	}
	return &listener{body: answer.Body, lines: bufio.NewScanner(answer.Body)}, nil
}

// errNoEnd says that a stream was cut before its last event.
var errNoEnd = errors.New("the stream ended without its last event")

// hears returns the next event.
func (l *listener) hears() (told, error) {
	var e told
	for l.lines.Scan() {
		name, value, _ := strings.Cut(l.lines.Text(), ": ")
		switch {
		case name == "id":
			e.id = value
		case name == "event":
			e.name = value
		case name == "data":
			e.data = value
		case name == "" && value == "" && e.name != "":
			if l.last = e; e.name == "start" {
				l.conversation = e.object().ConversationID
			}
			return e, nil
		}
	}
	return told{}, errNoEnd
}

// end hears all until the last event.
func (l *listener) end() (told, error) {
	defer l.body.Close()
	for {
		e, err := l.hears()
		if err != nil || e.name == "done" || e.name == "error" {
			return e, err
		}
	}
}

// begins asks a question and hears the beginning of its answer: the conversation and
// a first word.
func begins(p *process, bearer string) (l *listener, conversation string, err error) {
	if l, err = listen("POST", p.url+"/conversation", bearer, "How do I warm up?", ""); err != nil {
		return nil, "", err
	}
	for l.last.name != "delta" {
		e, err := l.hears()
		if err != nil || e.name == "done" || e.name == "error" {
			return nil, "", fmt.Errorf("no word came, but %v, %w", e, err)
		}
	}
	return l, l.conversation, nil
}
