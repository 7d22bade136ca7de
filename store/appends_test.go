package store_test

import (
	"sync"
	"testing"

	"spotter/account"
	"spotter/coach"
	"spotter/store/storetest"
)

// TestWhoWaitsBehindAHungDatabaseIsToldWithTheFirst: of many answers that keep a
// word while another process holds the file, the last is not left to wait for as
// many time limits as there are batches before it.
func TestWhoWaitsBehindAHungDatabaseIsToldWithTheFirst(t *testing.T) {
	t.Parallel()
	path := storetest.SQLite(t)
	s := open(t, path)
	turns := make([]coach.Turn, 350) // one fails alone, and three batches wait
	for i := range turns {
		turns[i] = startedAnswer(t, s, added(t, s).UID, "node")
	}
	ctx, told := t.Context(), make(chan error, len(turns))
	t.Run("locked", func(t *testing.T) {
		lock(t, path, "WAL")
		var asking sync.WaitGroup
		for _, turn := range turns {
			asking.Add(1)
			go func() {
				asking.Done()
				_, err := s.AppendEvents(ctx, turn.Answer.ID, "node", began, deltas(turn.Answer, 1, "word"))
				told <- err
			}()
		}
		asking.Wait()
		wantError(t, <-told, account.ErrUnavailable)
	})
	for range len(turns) - 1 { // the file is free again: a batch that was tried only now would be kept
		wantError(t, <-told, account.ErrUnavailable)
	}
}
