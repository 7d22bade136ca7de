package storetest

import (
	"sync"
	"time"
)

// Stopwatch tells how long something took, less what the machine took from us
// meanwhile: a bound in time is a promise about the program, and not about the
// neighbours of a virtual machine, which had nine tenths of ours at times, nor
// about the other tests.
type Stopwatch struct {
	begun time.Time
	lost  time.Duration
}

// StartStopwatch starts one.
func StartStopwatch() Stopwatch {
	lateness.once.Do(lateness.watch)
	return Stopwatch{begun: time.Now(), lost: lateness.total()}
}

// Took is the time since the start, less what was lost.
func (s Stopwatch) Took() time.Duration {
	return time.Since(s.begun) - (lateness.total() - s.lost)
}

const (
	nap   = 5 * time.Millisecond
	usual = 2 * time.Millisecond // by which a timer may be late on a machine that has time
)

// lateness is by how much a goroutine that only sleeps woke later than it asked to.
var lateness late

type late struct {
	once sync.Once
	mu   sync.Mutex
	sum  time.Duration
	end  time.Time // of the nap that is under way
}

func (l *late) watch() {
	l.end = time.Now().Add(nap)
	go func() {
		for {
			time.Sleep(nap)
			l.mu.Lock()
			l.sum += l.over()
			l.end = time.Now().Add(nap)
			l.mu.Unlock()
		}
	}()
}

// total counts the nap that is under way too, for who wakes before its sleeper.
func (l *late) total() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sum + l.over()
}

func (l *late) over() time.Duration { return max(0, time.Since(l.end)-usual) }
