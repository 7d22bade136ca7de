package token_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"spotter/token"
)

// follow starts to follow the source inside a bubble, and returns what stops it
// and what was reported.
func follow(source token.EndedSource, wake <-chan struct{}) (e *token.Ended, stop func(), reported *[]error) {
	e, reported = token.NewEnded(time.Now), new([]error)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		e.Follow(ctx, source, wake, func(err error) { *reported = append(*reported, err) })
	}()
	synctest.Wait()
	return e, func() { cancel(); <-done }, reported
}

func TestFollowReadsAtOnceAndThenOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &scriptedSource{rows: []token.EndedSession{ended("before", time.Now())}}
		e, stop, reported := follow(source, nil)
		defer stop()
		wantCheck(t, e, "before", token.ErrSessionEnded)
		source.commit(ended("after", time.Now()))
		time.Sleep(time.Second)
		synctest.Wait()
		wantCheck(t, e, "after", token.ErrSessionEnded)
		time.Sleep(9 * time.Second)
		synctest.Wait()
		if n := source.reads(); n != 11 || len(*reported) != 0 {
			t.Errorf("%d reads in 10 seconds, reported %v", n, *reported)
		}
	})
}

func TestFollowWakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, wake := &scriptedSource{}, make(chan struct{})
		e, stop, _ := follow(source, wake)
		defer stop()
		source.commit(ended("a", time.Now()))
		wantCheck(t, e, "a", nil)
		wake <- struct{}{}
		time.Sleep(100 * time.Millisecond) // long before the next poll
		synctest.Wait()
		wantCheck(t, e, "a", token.ErrSessionEnded)
		reads := source.reads()
		wake <- struct{}{}
		for range 3 { // which comes while that read waits is served by it, or by one more
			select {
			case wake <- struct{}{}:
			default:
			}
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if n := source.reads() - reads; n != 1 {
			t.Errorf("%d reads for wakes that came together", n)
		}
	})
}

func TestFollowReportsEachRunOfFailuresOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &scriptedSource{}
		e, stop, reported := follow(source, nil)
		defer stop()
		for range 2 {
			source.fail(errDown)
			time.Sleep(4 * time.Second)
			source.fail(fmt.Errorf("still: %w", errDown))
			time.Sleep(4 * time.Second)
			wantCheck(t, e, "a", token.ErrStale)
			source.fail(nil)
			time.Sleep(3 * time.Second)
			wantCheck(t, e, "a", nil)
		}
		synctest.Wait()
		got := fmt.Sprint(*reported)
		if want := fmt.Sprint([]error{errDown, nil, errDown, nil}); got != want {
			t.Errorf("reported %s, want %s", got, want)
		}
	})
}

func TestFollowEndsWithItsContextAndTheSetTurnsStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, stop, reported := follow(&scriptedSource{}, nil)
		stop()
		wantCheck(t, e, "a", nil)
		time.Sleep(5*time.Second + time.Nanosecond)
		wantCheck(t, e, "a", token.ErrStale)
		if len(*reported) != 0 {
			t.Errorf("reported %v", *reported)
		}
	})
}

// hungSource answers only when it is told to give up, as a database does whose
// network cable was cut.
type hungSource struct{ scriptedSource }

func (s *hungSource) EndedSince(ctx context.Context, since time.Time) ([]token.EndedSession, error) {
	rows, err := s.scriptedSource.EndedSince(ctx, since)
	if err != nil {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return rows, nil
}

func TestF2FollowGivesUpOnASourceThatHangsAndRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &hungSource{}
		e, stop, reported := follow(source, nil)
		defer stop()
		source.fail(errDown)
		time.Sleep(8 * time.Second)
		wantCheck(t, e, "a", token.ErrStale)
		if len(*reported) != 1 || !errors.Is((*reported)[0], context.DeadlineExceeded) {
			t.Errorf("reported %v", *reported)
		}
		source.fail(nil)
		time.Sleep(6 * time.Second)
		synctest.Wait()
		wantCheck(t, e, "a", nil)
	})
}
