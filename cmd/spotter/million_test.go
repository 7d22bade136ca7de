package main_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// populate fills the database in dir with so many people and as many sessions
// that expired a day ago: at the file itself, whose server has to be down.
func populate(t *testing.T, dir string, people int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "spotter.db")+"?_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) "
	const id = "printf('0190%04x-%04x-7000-8000-%012x', i / 65536, i % 65536, i)"
	now := time.Now().UnixMicro()
	for _, fill := range []struct {
		text string
		args []any
	}{
		{`INSERT INTO users (uid, username, username_key, email, email_key, password_hash, created_at, profile) ` + numbers +
			`SELECT ` + id + `, 'person' || i, 'person' || i, 'person' || i || '@example.com', 'person' || i || '@example.com',
			(SELECT password_hash FROM users WHERE username = $2), $3, (SELECT profile FROM users WHERE username = $2) FROM n`, []any{people, benchUser, now}},
		{
			`INSERT INTO sessions (sid, uid, created_at, last_used_at, ends_at, address, agent, jti, issued_at, expires_at, kid) ` + numbers +
				`SELECT ` + id + `, ` + id + `, $2, $2, $2, '127.0.0.1', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', ` + id + `, $2, $2, 'k' FROM n`,
			[]any{people, now - (24 * time.Hour).Microseconds()},
		},
	} {
		if _, err := db.ExecContext(t.Context(), fill.text, fill.args...); err != nil {
			t.Fatal(err)
		}
	}
}

// town is a server with so many people.
type town struct {
	*process
	dir string
	own pair
}

// settle makes the database of a town, with one who can log in.
func settle(t *testing.T, people int) *town {
	t.Helper()
	c := &town{dir: t.TempDir()}
	p := start(t, c.dir)
	signUp(t, p)
	p.kill()
	begun := time.Now()
	populate(t, c.dir, people)
	t.Logf("%d people and sessions in %v: %.0f MiB", people, time.Since(begun).Round(time.Second), fileMiB(t, filepath.Join(c.dir, "spotter.db")))
	return c
}

// open starts the town's server.
func (c *town) open(t *testing.T) {
	t.Helper()
	c.process = start(t, c.dir)
	c.own = logIn(t, c.process)
}

// TestR12AMillionPeopleCostNoMoreThanAThousand each of whom also has left an
// expired session behind: while those are cleared away, and afterwards.
func TestR12AMillionPeopleCostNoMoreThanAThousand(t *testing.T) {
	atOnce(t)
	many := full(1_000_000, 3_000)
	towns := [2]*town{settle(t, 1000), settle(t, many)}
	f := measures(t, "R12", fmt.Sprintf("%d people and as many expired sessions, SQLite, over 1000", many))

	f.most("start to the first 200, with the expired", startsOver(t, towns, full(5, 2)), 1.2, "×")
	for _, c := range towns {
		c.open(t)
	}
	begun := time.Now()
	rows := sessionRows(t, towns[1].dir)
	meanwhile := callsOver(t, towns, full(5, 1))
	left := sessionRows(t, towns[1].dir)
	f.row("expired sessions while these were measured, from and to", fmt.Sprintf("%d, %d", rows, left), "-", true)
	f.most("POST /login meanwhile, median time", meanwhile.logIn, 1.2, "×")
	f.most("GET /me meanwhile, median time", meanwhile.me, 1.2, "×")
	within(t, full(10*time.Minute, patience), "the expired sessions are gone", func() bool {
		time.Sleep(100 * time.Millisecond)
		return sessionRows(t, towns[1].dir) < 1000
	})
	f.row("until the expired sessions were gone", time.Since(begun).Round(time.Second/10).String(), "-", true)
	afterwards := callsOver(t, towns, full(7, 1))
	f.most("POST /login, median time", afterwards.logIn, 1.2, "×")
	f.most("GET /me, median time", afterwards.me, 1.2, "×")
	f.none("sessions that cannot be refreshed any more", unrefreshed(towns))
	f.most("start to the first 200", startsOver(t, towns, full(9, 2)), 1.2, "×")
}

// unrefreshed counts the towns whose living session is gone with the others.
func unrefreshed(towns [2]*town) (gone int64) {
	for _, c := range towns {
		if err := post(c.url+"/refresh", map[string]string{"refresh_token": c.own.RefreshToken}, nil); err != nil {
			gone++
		}
	}
	return gone
}

// startsOver starts both towns in turns, and returns the median time of the
// second over the first. They are down then.
func startsOver(t *testing.T, towns [2]*town, rounds int) float64 {
	t.Helper()
	var took [2][]time.Duration
	for range rounds {
		for i, c := range towns {
			if c.process != nil {
				c.kill()
			}
			c.process = start(t, c.dir)
			took[i] = append(took[i], c.startedIn)
			c.kill()
		}
	}
	return over(took)
}

// over is the median of the second over that of the first.
func over(took [2][]time.Duration) float64 {
	return float64(percentile(took[1], 0.5)) / float64(percentile(took[0], 0.5))
}

// callRatios are median times in the second town over the first.
type callRatios struct{ logIn, me float64 }

// callsOver calls both towns in turns. Who logs in is not who asks: of somebody's
// sessions only so many live.
func callsOver(t *testing.T, towns [2]*town, rounds int) callRatios {
	t.Helper()
	m := watchMachine(t)
	var logIns, mes [2][]time.Duration
	for range rounds {
		for i, c := range towns {
			logIns[i] = append(logIns[i], timesOf(t, m, full(20, 4), func() error {
				return post(c.url+"/login", map[string]string{"username": "person1", "password": benchPassword}, nil)
			})...)
			mes[i] = append(mes[i], timesOf(t, m, full(400, 50), func() error { return get(c.url+"/me", c.own.AccessToken) })...)
		}
	}
	t.Logf("while the machine was ours: %d and %d log-ins, %d and %d of /me", len(logIns[0]), len(logIns[1]), len(mes[0]), len(mes[1]))
	return callRatios{over(logIns), over(mes)}
}

// timesOf are how long that many calls take, one behind the other: of those
// while which the machine was ours.
func timesOf(t *testing.T, m *machine, calls int, call func() error) []time.Duration {
	t.Helper()
	var all []taken
	for range calls {
		begun := time.Now()
		if err := call(); err != nil {
			t.Fatal(err)
		}
		all = append(all, taken{begun, time.Since(begun)})
	}
	return m.ours(t, all)
}
