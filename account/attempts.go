package account

import (
	"context"
	"time"
)

// Attempts keeps the counters of the throttle, which all nodes share.
type Attempts interface {
	// Reserve moves the counters of an attempt before it is made, in one
	// transaction: all of them, or none when one refuses. Of attempts at the
	// same time, on any number of nodes, no more are admitted than one after the
	// other.
	Reserve(ctx context.Context, a Attempt) (Reservation, error)
	// Full reports whether a counter would refuse an attempt now. It only reads.
	Full(ctx context.Context, name string, at time.Time) (bool, error)
	// Release gives back what an attempt has moved: it does not count.
	Release(ctx context.Context, moved []Move) error
	// CountRefresh counts a refresh of a session that changes nothing else. It
	// reports false when the session has made too many, or is gone.
	CountRefresh(ctx context.Context, sid string, at time.Time, pace Pace) (bool, error)
	// BusiestAddress returns the address from which most people have signed in
	// since, and how many did from anywhere.
	BusiestAddress(ctx context.Context, since time.Time) (Crowd, error)
}

// Attempt is what is about to be tried, and what counts it.
type Attempt struct {
	At       time.Time
	Counters []Counter // asked in this order
}

// Counter is one counter and the rule by which it moves.
type Counter struct {
	Name string // up to 64 characters; of what, and a hash of whom
	Rule Rule
	Pace
	// Delay is the wait that follows the Burst-th attempt that is remembered.
	// Each further one doubles it, up to MaxDelay. Where it is zero, the wait is
	// until one is forgotten.
	Delay, MaxDelay time.Duration
	// Once makes this counter a mark: an attempt that finds it full is admitted,
	// and moves none of the counters behind it.
	Once bool
	// Event is kept when the counter refuses for the first time since it was
	// empty, unless its Kind is.
	Event Event
}

// Reservation is what Reserve has done.
type Reservation struct {
	Moved   []Move // for Release
	Refused *Full  // nil if the attempt is admitted
}

// Move is one counter that was moved.
type Move struct {
	Name   string
	Leak   time.Duration
	NextAt time.Time // what was set; zero for none
}

// Full says which counter refused.
type Full struct {
	Counter int       // index in the attempt
	Until   time.Time // when it will admit one again
	First   bool      // its event was kept
}

// Crowd is how many people have signed in, and from where most of them.
type Crowd struct {
	Address string // from which most have
	People  int    // from that address
	All     int    // from anywhere
}
