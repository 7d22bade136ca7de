package main_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// machine knows when the cores of a virtual machine were given to other machines
// though there was work for them. What was measured then says nothing of Spotter.
// On a machine of one's own nothing is ever stolen. A storetest.Stopwatch would also
// take off what Spotter's own load makes the tests wait, which is what is measured here.
type machine struct {
	mu      sync.Mutex
	samples []coreTime
}

// coreTime is how long the cores had been, in ticks of 10 ms, since the machine
// began (proc_stat(5)).
type coreTime struct {
	at          time.Time
	stolen, all float64
}

// watchMachine looks on until the test ends.
func watchMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{samples: []coreTime{coresNow(t)}}
	tick := time.NewTicker(50 * time.Millisecond)
	over := make(chan struct{})
	var looking sync.WaitGroup
	looking.Go(func() {
		for {
			select {
			case <-tick.C:
				m.look(t)
			case <-over:
				return
			}
		}
	})
	t.Cleanup(func() { tick.Stop(); close(over); looking.Wait() })
	return m
}

func (m *machine) look(t *testing.T) {
	now := coresNow(t)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.samples = append(m.samples, now)
}

// stolen is the share of the cores' time, 0 to 1, that others had between the
// last look before from and the first after to.
func (m *machine) stolen(t *testing.T, from, to time.Time) float64 {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.samples[len(m.samples)-1].at.Before(to) {
		m.samples = append(m.samples, coresNow(t))
	}
	first, _ := slices.BinarySearchFunc(m.samples, from, byTime)
	last, _ := slices.BinarySearchFunc(m.samples, to, byTime)
	before, after := m.samples[max(first-1, 0)], m.samples[min(last, len(m.samples)-1)]
	return (after.stolen - before.stolen) / max(after.all-before.all, 1)
}

func byTime(s coreTime, at time.Time) int { return s.at.Compare(at) }

// Time counts as ours with at most a twentieth of it stolen, in as long before as it
// may take until what had to wait is done.
const (
	stolenMost  = 0.05
	stolenAfter = 300 * time.Millisecond
)

// wasOurs reports whether what was measured in that time is Spotter's own doing.
func (m *machine) wasOurs(t *testing.T, from, to time.Time) bool {
	t.Helper()
	return m.stolen(t, from.Add(-stolenAfter), to) <= stolenMost
}

func coresNow(t *testing.T) coreTime {
	if runtime.GOOS != "linux" {
		return coreTime{at: time.Now()}
	}
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		t.Error(err)
		return coreTime{at: time.Now()}
	}
	line, _, _ := strings.Cut(string(text), "\n")
	now := coreTime{at: time.Now()}
	for i, field := range strings.Fields(line) {
		n, _ := strconv.ParseFloat(field, 64)
		switch {
		case i == 0 || i > 8: // the time of guests is counted in that of their host
		case i == 8:
			now.stolen = n
			fallthrough
		default:
			now.all += n
		}
	}
	return now
}

// taken is how long something took, and when it began.
type taken struct {
	begun time.Time
	long  time.Duration
}

func timesOfAll(all []taken) (times []time.Duration) {
	for _, one := range all {
		times = append(times, one.long)
	}
	return times
}

// soonWhereOurs is soon for a percentile, 1 for the worst, of what was measured while the machine
// was ours. The row says how much that was.
func (f *figures) soonWhereOurs(m *machine, what string, all []taken, share float64, asked time.Duration) {
	f.t.Helper()
	ours := m.ours(f.t, all)
	f.row(what+", with what was stolen of the machine", percentile(timesOfAll(all), share).String(), "-", true)
	what = fmt.Sprintf("%s (%d of %d: the machine was ours)", what, len(ours), len(all))
	tooFew := len(ours) == 0 || share < 1 && float64(len(ours))*(1-share) < 1
	if tooFew && holdFile != "" {
		f.row(what, "too few", fmt.Sprint("≤ ", asked), false)
		f.t.Errorf("%s %s: the machine was hardly ever ours: run it again", f.id, f.what)
		return
	}
	f.soon(what, percentile(ours, share), asked)
}

// ours are the times of what was measured while the machine was ours.
func (m *machine) ours(t *testing.T, all []taken) (times []time.Duration) {
	t.Helper()
	for _, one := range all {
		if m.wasOurs(t, one.begun, one.begun.Add(one.long)) {
			times = append(times, one.long)
		}
	}
	return times
}

// often measures something until that many times were ours, or in `make hold` ten
// times as many.
func (m *machine) often(t *testing.T, times int, measure func() time.Duration) (all []taken) {
	t.Helper()
	for ours := 0; ours < times && len(all) < full(10*times, times); {
		begun := time.Now()
		one := taken{begun, measure()}
		if all = append(all, one); m.wasOurs(t, begun, time.Now()) {
			ours++
		}
	}
	return all
}
