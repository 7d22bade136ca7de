package main_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/store/storetest"
)

// weather is a storm of people who register and refresh, and go on with what they
// had when they are put off.
type weather struct {
	stop            atomic.Bool
	served          atomic.Int64
	putOff, strange atomic.Int64
	people          sync.WaitGroup

	mu         sync.Mutex
	registered []string
	chains     []*chain
	said       string
}

// is notes how a request went, and reports whether it was served.
func (w *weather) is(err error) bool {
	switch {
	case err == nil:
		w.served.Add(1)
		return true
	case strings.Contains(err.Error(), ": 503 "):
		w.putOff.Add(1)
		time.Sleep(20 * time.Millisecond)
		return false
	}
	w.strange.Add(1)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = err.Error()
	return false
}

// person registers and refreshes in turn until it stops.
func (w *weather) person(p *process, number int) {
	var c *chain
	for turn := 0; !w.stop.Load() && w.strange.Load() == 0; turn++ {
		if c == nil || len(c.tokens) > 40 {
			c = w.newcomer(p, fmt.Sprintf("sailor-%d-%d", number, turn))
			continue
		}
		// After a 503 the same token again: it was not used, or its successor comes.
		w.is(c.refresh(p))
	}
}

// newcomer registers somebody and logs them in, nil when that was put off. A
// registration that was may have been made: nobody asks for that name again.
func (w *weather) newcomer(p *process, name string) *chain {
	if !w.is(post(p.url+"/register", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword}, nil)) {
		return nil
	}
	w.mu.Lock()
	w.registered = append(w.registered, name)
	w.mu.Unlock()
	var first pair
	if !w.is(post(p.url+"/login", map[string]string{"username": name, "password": benchPassword}, &first)) {
		return nil
	}
	c := &chain{name: name, tokens: []string{first.RefreshToken}}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.chains = append(w.chains, c)
	return c
}

// TestR14PostgresRestartsInAStorm, as an operator does it and as after a crash:
// what was acknowledged stays, and what was not is put off and nothing worse.
func TestR14PostgresRestartsInAStorm(t *testing.T) {
	atOnce(t)
	server := storetest.Dedicated(t, storetest.Options{Fsync: holdFile != ""})
	dir := t.TempDir()
	settings := append(database(server.Create("spotter")), asDocumented)
	nodes := []*process{start(t, dir, settings...)}
	if holdFile != "" {
		nodes = append(nodes, start(t, t.TempDir(), settings...))
	}
	f := measures(t, "R14", "PostgreSQL restarts in a storm")
	var w weather
	t.Cleanup(func() { w.stop.Store(true); w.people.Wait() })
	for i := range full(16, 4) {
		w.people.Go(func() { w.person(nodes[i%len(nodes)], i) })
	}
	var slowest time.Duration
	restarts := 0
	for range full(5, 1) {
		for _, mode := range []storetest.Mode{storetest.Fast, storetest.Immediate} {
			before := w.served.Load()
			eventually(t, "a storm", func() bool { return w.served.Load() > before+full[int64](300, 60) || w.strange.Load() > 0 })
			server.Stop(mode)
			server.Start()
			restarts++
			back := time.Now()
			before = w.served.Load()
			for _, p := range nodes {
				until(t, func() bool { return status(t, "GET", p.url+"/readyz", "") == 200 })
			}
			eventually(t, "people are served again", func() bool { return w.served.Load() > before || w.strange.Load() > 0 })
			slowest = max(slowest, time.Since(back))
		}
	}
	w.stop.Store(true)
	w.people.Wait()
	lost, dead, alive := w.lookBack(t, nodes[0], dir, settings)
	f.least("restarts, fast and immediate", float64(restarts), full(10.0, 2), "")
	f.least("requests served", float64(w.served.Load()), full(3000.0, 100), "")
	f.row("requests put off with 503", fmt.Sprint(w.putOff.Load()), "-", true)
	f.none("answers of another kind", w.strange.Load())
	f.none("acknowledged registrations lost", lost)
	f.none("newest refresh tokens dead", dead)
	f.none("rotated refresh tokens alive", alive)
	f.soon("served again after the server is back", slowest, 10*time.Second)
	if w.said != "" {
		t.Errorf("such as %s", w.said)
	}
}

// lookBack compares what people were told with what there is.
func (w *weather) lookBack(t *testing.T, p *process, dir string, settings []string) (lost, dead, alive int64) {
	t.Helper()
	list, code := tryRun(t, dir, "", settings, "user", "list")
	for _, name := range w.registered {
		if code != 0 || !strings.Contains(list, " "+name+" ") {
			lost++
			t.Errorf("the acknowledged registration of %s is lost", name)
		}
	}
	for _, c := range w.chains {
		if err := c.refresh(p); err != nil {
			dead++
			t.Errorf("the newest token of %s, after %d: %v", c.name, len(c.tokens), err)
		}
		if len(c.tokens) < 3 {
			continue
		}
		rotated := c.tokens[rand.IntN(len(c.tokens)-2)]
		if err := post(p.url+"/refresh", map[string]string{"refresh_token": rotated}, nil); err == nil || !strings.Contains(err.Error(), "token_reused") {
			alive++
			t.Errorf("a token of %s that was rotated long ago: %v", c.name, err)
		}
	}
	return lost, dead, alive
}
