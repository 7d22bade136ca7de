package token

import (
	"context"
	"sync"
	"time"
)

// EndedSession is a session that ended before its access tokens did.
type EndedSession struct {
	ID      string    // the sid of its tokens
	EndedAt time.Time // when it ended
	Until   time.Time // from then on no access token of it can be alive; zero: never forget it
	Reason  string    // one word for the log: logout, disabled, token_reused, …
}

// EndedSource tells which sessions have ended.
type EndedSource interface {
	// EndedSince returns the sessions that ended at or after since and whose
	// Until has not passed.
	EndedSince(ctx context.Context, since time.Time) ([]EndedSession, error)
}

const (
	// endedPoll is how often a source is asked, and so the longest that a
	// log-out on one node goes unnoticed on another.
	endedPoll = time.Second
	// endedOverlap is how far behind the newest known row each poll reads
	// again: a row is stamped by its writer's clock before its transaction
	// commits, so that rows come to light out of order by as much as the
	// clocks of the nodes differ (a minute is allowed) and a commit takes.
	endedOverlap = 70 * time.Second
	// endedStale is the age from which the set no longer counts as knowledge.
	endedStale = 5 * time.Second
	// endedWakeOverlap is the same for a read between the polls, which looks
	// for what has just happened: the next poll finds what came out of order.
	endedWakeOverlap = 2 * time.Second
	// endedWakeWait is how long such a read waits for others to share it.
	endedWakeWait = 50 * time.Millisecond
	// endedForget is how often the set is looked through for what it can forget.
	endedForget = 10 * time.Second
	// endedRoom is how many sessions are kept before the first look for some
	// that can be forgotten.
	endedRoom = 1024
)

// Ended is the set of sessions that have ended before their access tokens did:
// what makes tokens that are verified without a query revocable at once. It is
// asked on every check. Safe for concurrent use.
//
// A set that nobody follows a source for (see [Ended.Follow]) holds what is
// added to it and never turns stale.
type Ended struct {
	now func() time.Time

	mu       sync.RWMutex
	sessions map[string]EndedSession
	newest   time.Time
	follows  bool
	failOpen bool // what is stale counts as knowledge all the same
	lastRead time.Time
	changes  uint64

	lastForgot time.Time
	room       int // how many sessions there may be before some are forgotten
}

// NewEnded returns an empty set with the given clock, time.Now if nil.
func NewEnded(now func() time.Time) *Ended {
	if now == nil {
		now = time.Now
	}
	return &Ended{now: now, sessions: map[string]EndedSession{}}
}

// Add puts sessions into the set, so that their tokens are refused from the
// moment it returns.
func (e *Ended) Add(sessions ...EndedSession) {
	if len(sessions) == 0 {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, s := range sessions {
		e.put(s)
	}
	// Where no source is followed nothing else would ever forget.
	if len(e.sessions) > max(endedRoom, e.room) {
		e.forget(e.now())
		e.room = 2 * len(e.sessions)
	}
}

// put keeps a session until the later of what it was told: a second end of the
// same session must not let its tokens live again.
func (e *Ended) put(s EndedSession) {
	have, ok := e.sessions[s.ID]
	if ok && !s.Until.IsZero() && (have.Until.IsZero() || have.Until.After(s.Until)) {
		s.Until = have.Until
	}
	if !ok || !s.Until.Equal(have.Until) {
		e.changes++
	}
	e.sessions[s.ID] = s
}

// forget drops the sessions of which no access token can be alive.
func (e *Ended) forget(now time.Time) {
	for id, s := range e.sessions {
		if !s.Until.IsZero() && s.Until.Before(now) {
			delete(e.sessions, id)
		}
	}
}

// Check returns [ErrSessionEnded] for a session in the set, [ErrStale] when the
// source could not be read for 5 seconds, and nil otherwise.
func (e *Ended) Check(sid string) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if _, ended := e.sessions[sid]; ended {
		return ErrSessionEnded
	}
	return e.fresh()
}

// fresh is called with the lock held.
func (e *Ended) fresh() error {
	if e.follows && !e.failOpen && e.now().Sub(e.lastRead) > endedStale {
		return ErrStale
	}
	return nil
}

// known returns [ErrStale] while the set does not count as knowledge.
func (e *Ended) known() error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.fresh()
}

// version is another number after each change.
func (e *Ended) version() uint64 {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.changes
}

// alive returns the sessions whose tokens could be alive at now, each with the
// second until which that is so (see [untilSeconds]), and the version.
func (e *Ended) alive(now time.Time) (map[string]int64, uint64) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	list := make(map[string]int64, len(e.sessions))
	for id, s := range e.sessions {
		if s.Until.IsZero() || s.Until.After(now) {
			list[id] = untilSeconds(s.Until)
		}
	}
	return list, e.changes
}

// expect makes the set stale until a source has been read, unless what is stale
// is to count.
func (e *Ended) expect(failOpen bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.follows, e.failOpen = true, failOpen
}

// Why returns what is known of an ended session.
func (e *Ended) Why(sid string) (EndedSession, bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	s, ok := e.sessions[sid]
	return s, ok
}

// Len returns how many sessions are in the set.
func (e *Ended) Len() int {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return len(e.sessions)
}

// Load reads the source once. From then on the set turns stale unless a read
// succeeds every 5 seconds.
func (e *Ended) Load(ctx context.Context, source EndedSource) error {
	return e.load(ctx, source, endedOverlap)
}

func (e *Ended) load(ctx context.Context, source EndedSource, overlap time.Duration) error {
	e.mu.Lock()
	since := time.Time{}
	if !e.newest.IsZero() {
		since = e.newest.Add(-overlap)
	}
	e.follows = true
	e.mu.Unlock()

	asked := e.now()
	rows, err := source.EndedSince(ctx, since)
	e.mu.Lock()
	defer e.mu.Unlock()
	if err != nil {
		return err
	}
	for _, s := range rows {
		e.put(s)
		// A row from the future, of a writer whose clock is wrong, must not
		// carry the next question past the rows of all others.
		if s.EndedAt.After(e.newest) && !s.EndedAt.After(asked) {
			e.newest = s.EndedAt
		}
	}
	e.lastRead = asked
	if asked.Sub(e.lastForgot) >= endedForget {
		e.forget(asked)
		e.lastForgot = asked
	}
	return nil
}

// Follow reads the source at once, then once a second and soon after wake is
// sent to, until ctx is done. A source that does not answer within 5 seconds has
// failed. Errors go to failed, once for each run of failures, and nil when the
// source answers again.
func (e *Ended) Follow(ctx context.Context, source EndedSource, wake <-chan struct{}, failed func(error)) {
	e.follow(ctx, source, endedPoll, wake, failed)
}

func (e *Ended) follow(ctx context.Context, source EndedSource, every time.Duration, wake <-chan struct{}, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	overlap := endedOverlap
	for down := false; ; {
		err := e.loadInTime(ctx, source, overlap)
		if (err != nil) != down && ctx.Err() == nil {
			down = err != nil
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			overlap = endedOverlap
		case <-wake:
			overlap = endedWakeOverlap
			select {
			case <-ctx.Done():
				return
			case <-time.After(endedWakeWait):
			}
		}
	}
}

func (e *Ended) loadInTime(ctx context.Context, source EndedSource, overlap time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, endedStale)
	defer cancel()
	return e.load(ctx, source, overlap)
}
