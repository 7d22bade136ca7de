package main_test

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// hashRate is how many passwords a second this machine can hash, with nothing
// else to do, on all its cores, were none stolen: in this process, which does
// nothing meanwhile.
func hashRate(t *testing.T, m *machine, span time.Duration) float64 {
	t.Helper()
	hasher := account.NewHasher(account.HasherConfig{})
	var done atomic.Int64
	begun := time.Now()
	var all sync.WaitGroup
	for range runtime.NumCPU() {
		all.Go(func() {
			for time.Since(begun) < span {
				if _, err := hasher.Hash(context.Background(), benchPassword); err != nil {
					t.Error(err)
					return
				}
				done.Add(1)
			}
		})
	}
	all.Wait()
	return float64(done.Load()) / time.Since(begun).Seconds() / (1 - m.stolen(t, begun, time.Now()))
}

// crowdNames are accounts enough that none alone is tried too often, and a pair
// of tokens of somebody who is none of them.
func crowdNames(t *testing.T, p *process, most int) (names []string, own pair) {
	t.Helper()
	for i := range most {
		names = append(names, fmt.Sprintf("crowd%d", i))
		someone(t, p, names[i])
	}
	return names, someone(t, p, "onlooker") // whose session no hundred log-ins displace
}

// TestR10WhileEightLogInWithoutAPauseNobodyElseWaits: log-ins come as fast as
// the hash allows, and what needs no hash is answered between them. The crowd
// alternates with the hash alone, so that a machine whose speed drifts drifts
// for both; and what was stolen of the cores is taken off both.
func TestR10WhileEightLogInWithoutAPauseNobodyElseWaits(t *testing.T) {
	atOnce(t)
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	logInCrowd(t, p, measures(t, "R10", "8 clients log in without a pause"), 8, 25*time.Millisecond)
}

// TestR10AFloodOfLogInsIsServedAsFastAsTheHashAllows with more clients than are
// let in to wait for a hash.
func TestR10AFloodOfLogInsIsServedAsFastAsTheHashAllows(t *testing.T) {
	holdOnly(t)
	storetest.Each(t, func(t *testing.T, dsn string) {
		p := start(t, t.TempDir(), append(database(dsn), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")...)
		logInCrowd(t, p, measures(t, "R10", "48 clients log in without a pause, "+path.Base(t.Name())), 48, 100*time.Millisecond)
	})
}

// logInCrowd measures so many clients who do nothing but log in.
func logInCrowd(t *testing.T, p *process, f *figures, clients int, soon time.Duration) {
	t.Helper()
	names, own := crowdNames(t, p, full(12, 3))
	m := watchMachine(t)
	health := watchHealth(p)
	var sum flooded
	var shares []float64
	for rounds := 0; len(shares) < full(7, 1) && rounds < full(40, 1); rounds++ {
		begun := time.Now()
		alone := hashRate(t, m, full(2*time.Second, 50*time.Millisecond))
		now := flood(t, p, m, names, own, clients, full(4*time.Second, 500*time.Millisecond))
		sum.add(now)
		stolen := m.stolen(t, begun, time.Now())
		if stolen <= stolenMost || holdFile == "" {
			shares = append(shares, now.rate/alone)
		}
		t.Logf("%.1f hashes a second alone, %.1f in the crowd, %.0f %% stolen; p99 of /me %v", alone, now.rate, 100*stolen, percentile(timesOfAll(now.asked), 0.99))
	}
	looks, unhealthy := health()
	f.least(fmt.Sprintf("log-ins as a share of what the hash alone allows, median of %d rounds that were ours", len(shares)), percentile(shares, 0.5), 0.85, "")
	f.row("of the cores, for the clients and what watches", fmt.Sprintf("%.0f %%", 100*sum.clients/float64(sum.rounds)), "-", true)
	f.most("peak memory", p.statusMiB(t, "VmHWM"), 512, "MiB")
	f.none("answers other than 200, 429 and 503 with Retry-After", sum.wrong)
	f.row("log-ins shed", fmt.Sprint(sum.shed), "-", true)
	f.none("health checks that failed", unhealthy)
	f.soonWhereOurs(m, "worst health", looks, 1, time.Second)
	f.none("of /me that failed", sum.failed)
	f.soonWhereOurs(m, "p99 of /me meanwhile", sum.asked, 0.99, soon)
}

// flooded is what came of a flood.
type flooded struct {
	rate                float64 // hashes a second, had the cores been its own
	clients             float64 // share of the cores that this process took
	asked               []taken // of GET /me
	shed, wrong, failed int64
	rounds              int
}

func (f *flooded) add(more flooded) {
	f.asked, f.clients = append(f.asked, more.asked...), f.clients+more.clients
	f.rounds++
	f.shed, f.wrong, f.failed = f.shed+more.shed, f.wrong+more.wrong, f.failed+more.failed
}

// flood has clients log in without a pause, and 4 ask GET /me 100 times a second
// each.
func flood(t *testing.T, p *process, m *machine, names []string, own pair, clients int, span time.Duration) (came flooded) {
	t.Helper()
	admin := "http://" + p.adminAddress(t) + "/metrics"
	hashed := func() float64 { return metric(t, page(t, admin), "spotter_password_hashes_total") }
	first, begun, spent := hashed(), time.Now(), ownCPU(t)
	end := begun.Add(span)
	var shed, wrong atomic.Int64
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			for time.Now().Before(end) {
				switch logInOnce(t, p, names[i%len(names)]) {
				case loggedIn:
				case putOff:
					shed.Add(1)
					time.Sleep(100 * time.Millisecond)
				default:
					wrong.Add(1)
					return
				}
			}
		})
	}
	came.asked, came.failed = askMe(t, p, own, 4, 10*time.Millisecond, end)
	all.Wait()
	came.clients = float64(ownCPU(t)-spent) / float64(time.Since(begun)) / float64(runtime.NumCPU())
	came.rate = (hashed() - first) / time.Since(begun).Seconds() / (1 - m.stolen(t, begun, time.Now()))
	came.shed, came.wrong = shed.Load(), wrong.Load()
	return came
}

// outcome is what became of a log-in.
type outcome int

const (
	loggedIn outcome = iota
	putOff           // and told for how long
	mistaken
)

// logInOnce logs in with the right password.
func logInOnce(t *testing.T, p *process, name string) outcome {
	code, _, wait, err := knockJSON("POST", p.url+"/login", "", "", map[string]string{"username": name, "password": benchPassword})
	switch {
	case err == nil && code == 200:
		return loggedIn
	case err == nil && (code == 429 || code == 503) && wait > 0:
		return putOff
	}
	t.Errorf("a log-in is answered %d, Retry-After %d, %v", code, wait, err)
	return mistaken
}

// askMe asks GET /me on that many connections at a steady pace until end. A
// request that could not be sent when it was due, because the one before took so
// long, counts from when it was due.
func askMe(t *testing.T, p *process, own pair, connections int, pace time.Duration, end time.Time) (times []taken, failed int64) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range connections {
		all.Go(func() {
			client, err := dialMe(p, own)
			if err != nil {
				t.Error(err)
				return
			}
			defer client.Close()
			due := time.Now().Add(pace * time.Duration(i) / time.Duration(connections))
			for ; due.Before(end); due = due.Add(pace) {
				time.Sleep(time.Until(due))
				err := client.ask()
				mu.Lock()
				times = append(times, taken{due, time.Since(due)})
				if err != nil {
					failed++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return times, failed
}

// TestR10AFloodAtOnceIsServedOrSentAwayInTime: so many log-ins in one moment.
// Those for whom there is no time hear when to come again.
func TestR10AFloodAtOnceIsServedOrSentAwayInTime(t *testing.T) {
	atOnce(t)
	for _, clients := range full([]int{64, 500}, []int{80}) {
		p := start(t, t.TempDir())
		names, _ := crowdNames(t, p, full(12, 4))
		f := measures(t, "R10", fmt.Sprintf("%d log-ins at once", clients))
		m, health := watchMachine(t), watchHealth(p)
		var outcomes [mistaken + 1]atomic.Int64
		var slowest time.Duration
		for range full(3, 1) {
			var all sync.WaitGroup
			begun := time.Now()
			for i := range clients {
				all.Go(func() {
					outcomes[logInOnce(t, p, names[i%len(names)])].Add(1)
				})
			}
			all.Wait()
			slowest = max(slowest, time.Since(begun))
		}
		looks, unhealthy := health()
		f.none("answers other than 200, 429 and 503 with Retry-After", outcomes[mistaken].Load())
		f.row("log-ins answered, shed", fmt.Sprintf("%d, %d", outcomes[loggedIn].Load(), outcomes[putOff].Load()), "-", true)
		f.most("peak memory", p.statusMiB(t, "VmHWM"), 256, "MiB")
		f.soon("until all were answered", slowest, 10*time.Second)
		f.none("health checks that failed", unhealthy)
		f.soonWhereOurs(m, "worst health", looks, 1, time.Second)
		p.kill()
	}
}
