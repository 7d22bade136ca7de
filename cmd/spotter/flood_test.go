package main_test

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// hashRate is how many passwords a second this machine can hash, with nothing
// else to do, on all its cores.
func hashRate(t *testing.T, span time.Duration) float64 {
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
	return float64(done.Load()) / time.Since(begun).Seconds()
}

// TestR10AFloodOfLogInsIsServedAsFastAsTheHashAllows, and nobody else waits for
// it. The flood alternates with the hash alone, so that a machine whose speed
// drifts drifts for both.
func TestR10AFloodOfLogInsIsServedAsFastAsTheHashAllows(t *testing.T) {
	holdOnly(t)
	storetest.Each(t, func(t *testing.T, dsn string) {
		p := start(t, t.TempDir(), append(database(dsn), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")...)
		floodAll(t, p, measures(t, "R10", "48 clients log in without a pause, "+path.Base(t.Name())))
	})
}

func floodAll(t *testing.T, p *process, f *figures) {
	t.Helper()
	var names []string
	var own pair
	for i := range 12 {
		names = append(names, fmt.Sprintf("flood%d", i))
		own = someone(t, p, names[i])
	}
	health := watchHealth(p)
	var sum flooded
	var shares []float64
	for range 6 {
		alone := hashRate(t, 5*time.Second)
		now := flood(t, p, names, own, 10*time.Second)
		shares = append(shares, now.rate/alone)
		sum.times = append(sum.times, now.times...)
		sum.shed, sum.wrong, sum.failed = sum.shed+now.shed, sum.wrong+now.wrong, sum.failed+now.failed
		t.Logf("%.1f hashes a second alone, %.1f in the flood", alone, now.rate)
	}
	worst, unhealthy := health()
	slices.Sort(shares)
	f.least("log-ins as a share of what the hash alone allows, median of 6", (shares[2]+shares[3])/2, 0.85, "")
	f.most("peak memory", p.statusMiB(t, "VmHWM"), 512, "MiB")
	f.none("answers other than 200, 429 and 503 with Retry-After", sum.wrong)
	f.row("log-ins shed", fmt.Sprint(sum.shed), "-", true)
	f.none("health checks that failed", unhealthy)
	f.soon("worst health", worst, time.Second)
	f.none("of /me that failed", sum.failed)
	f.soon(fmt.Sprintf("p99 of %d /me meanwhile", len(sum.times)), percentile(sum.times, 0.99), 100*time.Millisecond)
}

// flooded is what came of a flood.
type flooded struct {
	rate                float64 // hashes a second
	times               []time.Duration
	shed, wrong, failed int64
}

// flood has 48 clients log in without a pause, and 4 ask GET /me 100 times a
// second each.
func flood(t *testing.T, p *process, names []string, own pair, span time.Duration) (came flooded) {
	t.Helper()
	admin := "http://" + p.adminAddress(t) + "/metrics"
	hashed := func() float64 { return metric(t, page(t, admin), "spotter_password_hashes_total") }
	first, begun := hashed(), time.Now()
	end := begun.Add(span)
	var shed, wrong atomic.Int64
	var all sync.WaitGroup
	for i := range 48 {
		all.Go(func() {
			for time.Now().Before(end) {
				code, _, wait, err := knockJSON("POST", p.url+"/login", "", "", map[string]string{"username": names[i%len(names)], "password": benchPassword})
				switch {
				case err == nil && code == 200:
				case err == nil && (code == 429 || code == 503) && wait > 0:
					shed.Add(1)
					time.Sleep(100 * time.Millisecond)
				default:
					wrong.Add(1)
					t.Errorf("%d, Retry-After %d, %v", code, wait, err)
					return
				}
			}
		})
	}
	came.times, came.failed = askMe(p, own, 4, 10*time.Millisecond, end)
	all.Wait()
	came.rate = (hashed() - first) / time.Since(begun).Seconds()
	came.shed, came.wrong = shed.Load(), wrong.Load()
	return came
}

// askMe asks GET /me on that many connections at a steady pace until end.
func askMe(p *process, own pair, connections int, pace time.Duration, end time.Time) (times []time.Duration, failed int64) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for range connections {
		all.Go(func() {
			tick := time.NewTicker(pace)
			defer tick.Stop()
			for now := range tick.C {
				if now.After(end) {
					return
				}
				begun := time.Now()
				err := get(p.url+"/me", own.AccessToken)
				mu.Lock()
				times = append(times, time.Since(begun))
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
