package account

import (
	"context"
	"slices"
	"sync"
	"time"
)

// RefusalLog keeps refusals behind the answers: [RefusalLog.Add] never waits,
// and [RefusalLog.Run] writes what has come in batches. Refusing costs a
// stranger nothing, so beyond a bound refusals are dropped and counted, and so
// are those that the store cannot take. Safe for concurrent use.
type RefusalLog struct {
	RefusalLogConfig

	mu      sync.Mutex
	waiting []Refusal
	credit  allowance // of those that judged a credential
	bare    allowance // of those that had none
	dropped uint64
	told    uint64 // how many of the dropped were reported
}

// RefusalLogConfig is how a [RefusalLog] keeps.
type RefusalLogConfig struct {
	Store Refusals
	// OnDropped is told how many refusals were dropped since it was told last,
	// at most every 10 seconds; err is why the store took none, nil when too
	// many came.
	OnDropped func(n uint64, err error)
	Now       func() time.Time // time.Now if nil
}

// Bounds of what is kept.
const (
	refusalRate   = 100  // a second
	refusalBurst  = 5000 // at once, and as many may wait
	bareRate      = 5    // a second, of those without any credential: they cost their sender nothing at all
	bareBurst     = 200
	refusalBatch  = 100 // in one statement: what others write comes in between
	refusalEvery  = 250 * time.Millisecond
	refusalReport = 10 * time.Second
	refusalFlush  = 3 * time.Second // the last write, at shutdown
)

// NewRefusalLog returns a log that keeps nothing until it runs.
func NewRefusalLog(c RefusalLogConfig) *RefusalLog {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.OnDropped == nil {
		c.OnDropped = func(uint64, error) {}
	}
	now := c.Now()
	return &RefusalLog{
		RefusalLogConfig: c,
		credit:           allowance{left: refusalBurst, rate: refusalRate, burst: refusalBurst, at: now},
		bare:             allowance{left: bareBurst, rate: bareRate, burst: bareBurst, at: now},
	}
}

// allowance is how many may still come at once.
type allowance struct {
	left, rate, burst float64 // rate a second
	at                time.Time
}

// take uses one up, if there is one.
func (a *allowance) take(now time.Time) bool {
	if passed := now.Sub(a.at); passed > 0 {
		a.left, a.at = min(a.burst, a.left+a.rate*passed.Seconds()), now
	}
	if a.left < 1 {
		return false
	}
	a.left--
	return true
}

// Add has a refusal kept soon, unless too many came. Those without a credential
// are counted apart, so that they cannot crowd out the others.
func (l *RefusalLog) Add(r Refusal) {
	now := l.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	credit := &l.credit
	if r.Credential == "" {
		credit = &l.bare
	}
	if len(l.waiting) >= refusalBurst || !credit.take(now) {
		l.dropped++
		return
	}
	l.waiting = append(l.waiting, r)
}

// Dropped returns how many refusals were not kept, since the start.
func (l *RefusalLog) Dropped() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dropped
}

// Run writes what has come, four times a second until ctx is done, and then
// what is left.
func (l *RefusalLog) Run(ctx context.Context) {
	tick := time.NewTicker(refusalEvery)
	defer tick.Stop()
	var reported time.Time
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), refusalFlush)
			defer cancel()
			l.report(l.Flush(last))
			return
		case <-tick.C:
		}
		err := l.Flush(ctx)
		if now := time.Now(); now.Sub(reported) >= refusalReport && l.report(err) {
			reported = now
		}
	}
}

// Flush writes what waits. What the store does not take is dropped: the bound
// on memory holds, and a database that is away has more to do when it is back.
func (l *RefusalLog) Flush(ctx context.Context) error {
	l.mu.Lock()
	list := l.waiting
	l.waiting = nil
	l.mu.Unlock()
	for batch := range slices.Chunk(list, refusalBatch) {
		for i := range batch {
			batch[i] = batch[i].Clean()
		}
		if err := l.Store.AddRefusals(ctx, batch); err != nil {
			l.drop(list)
			return err
		}
		list = list[len(batch):]
	}
	return nil
}

func (l *RefusalLog) drop(list []Refusal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dropped += uint64(len(list))
}

// report tells of what was dropped since the last report, if anything was.
func (l *RefusalLog) report(err error) bool {
	l.mu.Lock()
	n := l.dropped - l.told
	l.told = l.dropped
	l.mu.Unlock()
	if n > 0 {
		l.OnDropped(n, err)
	}
	return n > 0
}
