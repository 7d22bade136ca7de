package main

import "runtime/debug"

// tuneMemory is decided by measurement: see docs/dependencies.md.
func tuneMemory() { debug.SetGCPercent(400); debug.SetMemoryLimit(120 << 20) }
