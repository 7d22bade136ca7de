package token

import (
	"hash/maphash"
	"sync"
)

// Bounds of the cache of verified tokens: about 2 kB each, so up to 8 MB in all.
const (
	cacheShards     = 16
	cacheGeneration = 128 // of one shard; it holds up to two
)

// cache remembers which tokens have verified. It is in two generations: when
// the young one is full it becomes the old one, and what was in that and has
// not been asked for since is forgotten. So the tokens in use stay, and
// forgetting costs nothing. Safe for concurrent use.
type cache struct {
	seed   maphash.Seed
	shards [cacheShards]cacheShard
}

type cacheShard struct {
	mu         sync.Mutex
	young, old map[string]*Claims
}

func newCache() *cache { return &cache{seed: maphash.MakeSeed()} }

func (c *cache) shard(raw string) *cacheShard {
	return &c.shards[maphash.String(c.seed, raw)%cacheShards]
}

// get returns nil for a token that is not there.
func (c *cache) get(raw string) *Claims {
	s := c.shard(raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	if claims := s.young[raw]; claims != nil {
		return claims
	}
	claims := s.old[raw]
	if claims != nil {
		s.put(raw, claims)
	}
	return claims
}

func (c *cache) add(raw string, claims *Claims) {
	s := c.shard(raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(raw, claims)
}

func (c *cache) remove(raw string) {
	s := c.shard(raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.young, raw)
	delete(s.old, raw)
}

// put is called with the lock held.
func (s *cacheShard) put(raw string, claims *Claims) {
	if len(s.young) >= cacheGeneration {
		s.old, s.young = s.young, nil
	}
	if s.young == nil {
		s.young = make(map[string]*Claims, cacheGeneration)
	}
	s.young[raw] = claims
}
