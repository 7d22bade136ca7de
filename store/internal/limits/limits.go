// Package limits is how long the store waits for its database. It is apart from
// the store for package storetest alone, with which a test that is not about
// time waits longer: no machine is too slow for it.
package limits

import (
	"context"
	"time"
)

// Limits are the bounds in time of one store. With PostgreSQL no call takes
// longer than Call, the queue for a connection included, but for a migration.
// With SQLite a write may wait for another process as long as Busy says,
// whatever its context.
type Limits struct {
	Call  time.Duration // of a call
	Open  time.Duration // for the first answer of a database
	Busy  time.Duration // that SQLite waits for other processes
	Start time.Duration // that it waits for them at a start, which ends in time with a clear error
}

// Served are the limits of a store that serves people.
var Served = Limits{Call: 3 * time.Second, Open: 4 * time.Second, Busy: 5 * time.Second, Start: 2500 * time.Millisecond}

type key struct{}

// With returns a context with which a store is opened that has these limits.
func With(ctx context.Context, l Limits) context.Context { return context.WithValue(ctx, key{}, l) }

// Of returns the limits that a context asks for, Served if it asks for none.
func Of(ctx context.Context) Limits {
	if l, ok := ctx.Value(key{}).(Limits); ok {
		return l
	}
	return Served
}
