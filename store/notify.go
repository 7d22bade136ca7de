package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// listenAgain is how long to wait before listening anew after the connection
// was lost. Nothing is missed meanwhile: the list is read each second anyway.
const listenAgain = time.Second

// Wakes sends whenever another process may have ended sessions, as soon as it
// is known, until ctx is done. With SQLite nobody tells, and it never sends.
func (s *Store) Wakes(ctx context.Context) <-chan struct{} {
	wake := make(chan struct{}, 1)
	if !s.postgres {
		return wake
	}
	s.listening.Go(func() {
		for ctx.Err() == nil {
			s.listen(ctx, wake)
			select {
			case <-ctx.Done():
			case <-time.After(listenAgain):
			}
		}
	})
	return wake
}

// listen returns when the connection is lost or ctx is done.
func (s *Store) listen(ctx context.Context, wake chan<- struct{}) {
	conn, err := pgx.ConnectConfig(ctx, s.config.Copy())
	if err != nil {
		return
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN spotter_ended"); err != nil {
		return
	}
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return
		}
		select {
		case wake <- struct{}{}:
		default: // one is waiting already, and it will see all
		}
	}
}
