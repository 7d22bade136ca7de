package storetest

import (
	"context"

	"spotter/store/internal/limits"
)

// Patient returns a context with which a store is opened that waits for its
// database as long as the tests do for a server, in place of the few seconds
// that people are let wait: for tests that are not about that.
func Patient(ctx context.Context) context.Context {
	return limits.With(ctx, limits.Limits{Call: patience, Open: patience, Busy: patience, Start: patience})
}
