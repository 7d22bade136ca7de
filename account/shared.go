package account

import (
	"context"
	"net/netip"
	"sync"
	"time"
)

// When an address that hits a limit is taken for a proxy which nobody has named:
// by that many people, and by that share of all, within the last hour.
const (
	sharedPeople  = 50
	sharedPercent = 90
	sharedWithin  = time.Hour
	sharedFactor  = 10 // by which its limits grow

	sharedLookEvery  = 10 * time.Second
	sharedLookWithin = 2 * time.Second // the query's time
	sharedTellEvery  = 10 * time.Minute
)

// sharedAddress is what a node has last seen of the address that most people
// come from.
type sharedAddress struct {
	mu       sync.Mutex
	crowd    Crowd
	lookedAt time.Time
	foundAt  time.Time
	toldAt   time.Time
}

func (s *sharedAddress) seen(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.foundAt.IsZero() && now.Sub(s.foundAt) < sharedTellEvery
}

// isShared reports whether most people come from this address, and tells OnShared.
// Where the store does not say it is not.
func (a *Accounts) isShared(ctx context.Context, network string) bool {
	s, now := &a.throttle.shared, a.Now()
	if s.due(now) {
		s.learn(a.busiest(ctx, now))
	}
	c, shared, tell := s.judge(network, now)
	if tell {
		a.OnShared(c)
	}
	return shared
}

// busiest asks the store on behalf of all: the caller's going does not stop it.
func (a *Accounts) busiest(ctx context.Context, now time.Time) Crowd {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sharedLookWithin)
	defer cancel()
	crowd, err := a.Store.BusiestAddress(ctx, now.Add(-sharedWithin))
	if err != nil {
		return Crowd{}
	}
	return crowd
}

// due reports, to one caller in ten seconds, that the store is to be asked, be it
// that it fails. Until it has answered, the others go by what was seen last.
func (s *sharedAddress) due(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.lookedAt.IsZero() && now.Sub(s.lookedAt) < sharedLookEvery {
		return false
	}
	s.lookedAt = now
	return true
}

func (s *sharedAddress) learn(c Crowd) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.crowd = c
}

// judge reports whether most people come from this address, and whether to tell.
func (s *sharedAddress) judge(network string, now time.Time) (c Crowd, shared, tell bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c = s.crowd
	if c.People < sharedPeople || 100*c.People < sharedPercent*c.All || networkOf(c.Address) != network {
		return c, false, false
	}
	s.foundAt = now
	if tell = s.toldAt.IsZero() || now.Sub(s.toldAt) >= sharedTellEvery; tell {
		s.toldAt = now
	}
	return c, true, tell
}

// sharedSuffix marks the name of a widened counter.
const sharedSuffix = ":shared"

// widened are the counters for an address that many share. They have names of
// their own, so that what the narrow ones have counted does not stand in the way.
func widened(counters []Counter) []Counter {
	wide := make([]Counter, len(counters))
	for i, c := range counters {
		if c.Rule.byAddress() && !c.Once {
			c.Name, c.Pace = c.Name+sharedSuffix, c.Pace.times(sharedFactor)
		}
		wide[i] = c
	}
	return wide
}

// networkOf is whom an address stands for: of IPv6 the first 64 bits, which one
// customer is given at the least, of IPv4 all. What is no address stands for
// itself.
func networkOf(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return Client{Address: address}.Clean().Address
	}
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	p, err := a.Prefix(64)
	if err != nil {
		return a.String()
	}
	return p.String()
}
