package store_test

import (
	"context"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

func TestANodeIsWokenWhenAnotherHasEndedASession(t *testing.T) {
	t.Parallel()
	dsn := storetest.Postgres(t)
	one, other := open(t, dsn), open(t, dsn)
	listening, stop := context.WithCancel(t.Context())
	defer stop()
	wake := one.Wakes(listening)
	p := added(t, other)
	deadline := time.After(time.Minute)
	for { // again and again: when it begins to listen is not told
		s := started(t, other, p)
		_, err := other.EndSessions(ctx, account.Which{UID: p.UID, Only: s.ID}, ending("logout"))
		must(t, err)
		select {
		case <-wake:
			return
		case <-deadline:
			t.Fatal("nobody was woken")
		case <-time.After(20 * time.Millisecond):
		}
	}
}
