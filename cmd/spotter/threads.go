package main

import (
	"os"
	"runtime"
)

// tuneThreads gives Go a thread for each core beside those that hash passwords,
// unless GOMAXPROCS says how many there are. A hash computes for 25 ms and more
// without a pause in which Go would look at the network: with as many threads as
// hashes, whoever needs none waits for the next look of Go's monitor, which comes
// every 10 ms, and then behind the hash; with a free thread the kernel shares the
// cores out, and does so in fractions of a millisecond. docs/speed.md has the
// figures.
func tuneThreads() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(cores + hashingSlots())
	}
}
