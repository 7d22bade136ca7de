package main_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/store/storetest"
)

func TestWhatWasAcknowledgedSurvivesKillsOnSQLite(t *testing.T) {
	dsn := storetest.SQLite(t)
	surviveKills(t, dsn, "kill -9 in a storm, SQLite", func() {
		db, err := sql.Open("sqlite", dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var verdict string
		if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Errorf("integrity check: %q, %v", verdict, err)
		}
	}, func() {})
}

func TestWhatWasAcknowledgedSurvivesKillsOnPostgres(t *testing.T) {
	server := storetest.Dedicated(t, storetest.Options{Fsync: true})
	round := 0
	surviveKills(t, server.Create("spotter"), "kill -9 in a storm, PostgreSQL", func() {}, func() {
		if round++; round%2 == 1 { // the database dies too
			server.Kill()
			server.Start()
		}
	})
}

const readyWithin = 5 * time.Second

// kills is how often the server is killed: SPOTTER_TEST_KILLS times, or 50 in
// `make hold`.
func kills() int {
	if n, err := strconv.Atoi(os.Getenv("SPOTTER_TEST_KILLS")); err == nil {
		return n
	}
	return full(50, 5)
}

// chain is one person's session: the refresh tokens that were acknowledged, the
// oldest first.
type chain struct {
	name   string
	tokens []string
}

// surviveKills registers and refreshes in a storm, kills the server in the
// midst of it and looks what a new one still knows, several times.
func surviveKills(t *testing.T, dsn, what string, check, beforeRestart func()) {
	f := measures(t, "R1", what)
	kills := kills()
	var slowest time.Duration
	var lost, dead, alive int64
	dir, settings := t.TempDir(), database(dsn)
	var people []string
	var chains []*chain
	p := start(t, dir, settings...)
	for round := range kills {
		registered, begun := storm(t, p, round)
		people, chains = append(people, registered...), append(chains, begun...)
		beforeRestart()
		p = start(t, dir, settings...)
		slowest = max(slowest, p.startedIn)
		if p.startedIn > readyWithin {
			t.Errorf("round %d: ready after %v", round, p.startedIn)
		}
		check()

		list, code := tryRun(t, dir, "", settings, "user", "list")
		for _, name := range people {
			if code != 0 || !strings.Contains(list, " "+name+" ") {
				lost++
				t.Errorf("round %d: the acknowledged registration of %s is lost", round, name)
			}
		}
		for _, c := range chains {
			if err := c.refresh(p); err != nil {
				dead++
				t.Errorf("round %d: the newest token of %s, after %d: %v", round, c.name, len(c.tokens), err)
			}
		}
	}

	refreshes := 0
	for _, c := range chains {
		refreshes += len(c.tokens)
		if len(c.tokens) < 3 {
			continue
		}
		rotated := c.tokens[rand.IntN(len(c.tokens)-2)]
		if err := post(p.url+"/refresh", map[string]string{"refresh_token": rotated}, nil); err == nil || !strings.Contains(err.Error(), "token_reused") {
			alive++
			t.Errorf("a token of %s that was rotated long ago: %v", c.name, err)
		}
		if err := c.refresh(p); err == nil {
			t.Errorf("the session of %s goes on after a reuse", c.name)
		}
	}
	t.Logf("%d kills, %d registrations and %d refresh tokens acknowledged", kills, len(people), refreshes)
	f.least("kills", float64(kills), 50, "")
	f.least("acknowledged registrations", float64(len(people)), 1, "")
	f.least("acknowledged refresh tokens", float64(refreshes), 100, "")
	f.none("of those registrations lost", lost)
	f.none("newest refresh tokens dead", dead)
	f.none("rotated refresh tokens alive", alive)
	f.soon("slowest start", slowest, 2*time.Second)
	if len(chains) < kills || refreshes < 100 {
		t.Error("that was no storm")
	}
}

// refresh uses the newest token.
func (c *chain) refresh(p *process) error {
	var next pair
	if err := post(p.url+"/refresh", map[string]string{"refresh_token": c.tokens[len(c.tokens)-1]}, &next); err != nil {
		return err
	}
	c.tokens = append(c.tokens, next.RefreshToken)
	return nil
}

// storm registers people who then refresh without a pause. The server is killed
// when a random number of calls was answered, and so in the midst of others.
func storm(t *testing.T, p *process, round int) (registered []string, begun []*chain) {
	t.Helper()
	left := 20 + rand.IntN(full(3000, 300))
	var mu sync.Mutex
	answered := func(note func()) {
		mu.Lock()
		defer mu.Unlock()
		note()
		if left--; left == 0 {
			p.command.Process.Kill()
		}
	}
	timeout := time.AfterFunc(full(3*time.Second, time.Minute), func() { p.command.Process.Kill() })
	defer timeout.Stop()
	var group sync.WaitGroup
	for i := range full(16, 4) {
		group.Go(func() {
			name := fmt.Sprintf("stormer-%d-%d", round, i)
			err := post(p.url+"/register", map[string]string{"username": name, "email": name + "@example.com", "password": benchPassword}, nil)
			if err != nil {
				wantCut(t, err)
				return
			}
			answered(func() { registered = append(registered, name) })
			c := &chain{name: name}
			var first pair
			if err := post(p.url+"/login", map[string]string{"username": name, "password": benchPassword}, &first); err != nil {
				wantCut(t, err)
				return
			}
			answered(func() { c.tokens, begun = []string{first.RefreshToken}, append(begun, c) })
			for {
				if err := c.refresh(p); err != nil {
					wantCut(t, err)
					return
				}
				answered(func() {})
			}
		})
	}
	group.Wait()
	p.kill()
	return registered, begun
}

// wantCut wants an error to be that of a connection to a killed server, and not
// an answer, but for one: a busy machine may send some of many who log in at once
// away.
func wantCut(t *testing.T, err error) {
	t.Helper()
	for _, word := range []string{"EOF", "connection reset", "connection refused", "broken pipe", `"code":"busy"`} {
		if strings.Contains(err.Error(), word) {
			return
		}
	}
	t.Errorf("the server answered: %v", err)
}
