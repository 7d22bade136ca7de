package main_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
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
// it. The rate of the hash alone is measured before and after.
func TestR10AFloodOfLogInsIsServedAsFastAsTheHashAllows(t *testing.T) {
	holdOnly(t)
	p := start(t, t.TempDir(), "SPOTTER_ADMIN_ADDR=127.0.0.1:0")
	f := measures(t, "R10", "48 clients log in without a pause")
	var names []string
	var own pair
	for i := range 12 {
		names = append(names, fmt.Sprintf("flood%d", i))
		own = someone(t, p, names[i])
	}
	before := hashRate(t, 10*time.Second)
	hashed := func() float64 {
		return metric(t, page(t, "http://"+p.adminAddress(t)+"/metrics"), "spotter_password_hashes_total")
	}
	health := watchHealth(p)
	first, begun := hashed(), time.Now()
	end := begun.Add(time.Minute)
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
	times, failed := askMe(p, own, 4, 10*time.Millisecond, end)
	all.Wait()
	rate := (hashed() - first) / time.Since(begun).Seconds()
	worst, unhealthy := health()
	alone := (before + hashRate(t, 10*time.Second)) / 2

	f.least(fmt.Sprintf("share of the %.1f hashes a second that the machine can", alone), rate/alone, 0.85, "")
	f.most("peak memory", p.statusMiB(t, "VmHWM"), 512, "MiB")
	f.none("answers other than 200, 429 and 503 with Retry-After", wrong.Load())
	f.row("shed", fmt.Sprint(shed.Load()), "-", true)
	f.none("health checks that failed", unhealthy)
	f.soon("worst health", worst, time.Second)
	f.none("of /me that failed", failed)
	f.soon(fmt.Sprintf("p99 of %d /me meanwhile", len(times)), percentile(times, 0.99), 100*time.Millisecond)
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
