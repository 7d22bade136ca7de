package main

import (
	"os"
	"runtime/debug"
)

// Each password hash leaves 19 MiB of garbage. Collected at the usual pace, it
// would make a request cost a quarter more; left lying, it would take hundreds of
// MiB under 64 log-ins at once. So the heap may grow fivefold between collections, but
// not past a size at which collecting is worth more than waiting. Measured with
// make bench: docs/speed.md has the figures.
const (
	heapGrowth  = 400      // percent
	heapTarget  = 40 << 20 // bytes, and
	heapPerCore = 40 << 20 // for each core: a hash that runs and one that has run
)

// tuneMemory sets the collector's pace, unless GOGC or GOMEMLIMIT does.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(heapTarget + heapPerCore*hashingSlots()))
	}
}
