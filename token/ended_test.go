package token_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"spotter/token"
)

// scriptedSource answers with the rows that a store would, fails when told to,
// and remembers what it was asked. Its rows come to light as they are added.
type scriptedSource struct {
	mu    sync.Mutex
	rows  []token.EndedSession
	err   error
	asked []time.Time
}

func (s *scriptedSource) EndedSince(_ context.Context, since time.Time) ([]token.EndedSession, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, since)
	if s.err != nil {
		return nil, s.err
	}
	var rows []token.EndedSession
	for _, r := range s.rows {
		if !r.EndedAt.Before(since) {
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func (s *scriptedSource) commit(rows ...token.EndedSession) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = append(s.rows, rows...)
}

func (s *scriptedSource) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

func (s *scriptedSource) reads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

func ended(id string, at time.Time) token.EndedSession {
	return token.EndedSession{ID: id, EndedAt: at, Until: at.Add(31 * time.Minute), Reason: "logout"}
}

var errDown = errors.New("database is down")

func load(t *testing.T, e *token.Ended, s token.EndedSource) {
	t.Helper()
	if err := e.Load(t.Context(), s); err != nil {
		t.Fatal(err)
	}
}

func wantCheck(t *testing.T, e *token.Ended, sid string, want error) {
	t.Helper()
	if err := e.Check(sid); !errors.Is(err, want) {
		t.Errorf("session %s: %v, want %v", sid, err, want)
	}
}

func TestASessionIsEndedFromTheMomentItIsAdded(t *testing.T) {
	c := &clock{}
	e := token.NewEnded(c.Now)
	wantCheck(t, e, "a", nil)
	e.Add()
	e.Add(ended("a", c.Now()), ended("b", c.Now()))
	wantCheck(t, e, "a", token.ErrSessionEnded)
	wantCheck(t, e, "b", token.ErrSessionEnded)
	wantCheck(t, e, "c", nil)
	wantCheck(t, e, "", nil)
	if why, ok := e.Why("a"); !ok || why.Reason != "logout" || e.Len() != 2 {
		t.Errorf("%+v %v, %d sessions", why, ok, e.Len())
	}
	if _, ok := e.Why("c"); ok {
		t.Error("something is known of a live session")
	}
}

func TestASetThatFollowsNothingNeverTurnsStale(t *testing.T) {
	c := &clock{}
	e := token.NewEnded(c.Now)
	c.Advance(1000 * time.Hour)
	wantCheck(t, e, "a", nil)
}

func TestF1TheSetTurnsStaleAfterFiveSecondsWithoutTheSource(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	source.commit(ended("a", start))
	load(t, e, source)
	source.fail(errDown)
	for range 5 {
		c.Advance(time.Second)
		if err := e.Load(t.Context(), source); !errors.Is(err, errDown) {
			t.Fatal(err)
		}
		wantCheck(t, e, "live", nil)
	}
	c.Advance(time.Nanosecond)
	wantCheck(t, e, "live", token.ErrStale)
	wantCheck(t, e, "a", token.ErrSessionEnded) // what is known stays known
	source.fail(nil)
	load(t, e, source)
	wantCheck(t, e, "live", nil)
}

func TestF1ASetWhoseFirstReadFailsIsStaleAtOnce(t *testing.T) {
	c, source := &clock{}, &scriptedSource{err: errDown}
	e := token.NewEnded(c.Now)
	if err := e.Load(t.Context(), source); !errors.Is(err, errDown) {
		t.Fatal(err)
	}
	wantCheck(t, e, "a", token.ErrStale)
	e.Add(ended("a", start))
	wantCheck(t, e, "a", token.ErrSessionEnded)
	wantCheck(t, e, "b", token.ErrStale)
}

func TestF1ASlowAnswerIsAsOldAsItsQuestion(t *testing.T) {
	c := &clock{}
	e := token.NewEnded(c.Now)
	load(t, e, slowSource{c, 6 * time.Second})
	wantCheck(t, e, "a", token.ErrStale)
}

// slowSource answers after a while, as the clock sees it.
type slowSource struct {
	clock *clock
	takes time.Duration
}

func (s slowSource) EndedSince(context.Context, time.Time) ([]token.EndedSession, error) {
	s.clock.Advance(s.takes)
	return nil, nil
}

func TestAReadGoesBackOverWhatMayComeToLightLate(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	load(t, e, source)
	if !source.asked[0].IsZero() {
		t.Errorf("the first read asks from %v", source.asked[0])
	}
	source.commit(ended("new", start))
	load(t, e, source)
	// Stamped a minute earlier by a slow clock, and committed only now.
	source.commit(ended("late", start.Add(-time.Minute)))
	load(t, e, source)
	wantCheck(t, e, "late", token.ErrSessionEnded)
	if back := start.Sub(source.asked[2]); back < time.Minute || back > 5*time.Minute {
		t.Errorf("it goes back by %v", back)
	}
}

func TestAnOutageLeavesNoGap(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	source.commit(ended("before", start))
	load(t, e, source)
	source.fail(errDown)
	source.commit(ended("during", start.Add(5*time.Minute)))
	for range 10 {
		c.Advance(time.Minute)
		if e.Load(t.Context(), source) == nil {
			t.Fatal("it does not fail")
		}
	}
	source.fail(nil)
	load(t, e, source)
	wantCheck(t, e, "during", token.ErrSessionEnded)
}

func TestAWriterWhoseClockIsWrongDoesNotHideTheOthers(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	source.commit(ended("from tomorrow", start.Add(24*time.Hour)))
	load(t, e, source)
	wantCheck(t, e, "from tomorrow", token.ErrSessionEnded)
	c.Advance(time.Second)
	source.commit(ended("now", c.Now()))
	load(t, e, source)
	wantCheck(t, e, "now", token.ErrSessionEnded)
}

func TestASessionIsForgottenWhenNoTokenOfItCanBeAlive(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	e.Add(ended("a", start))
	load(t, e, source)
	c.Advance(31 * time.Minute)
	load(t, e, source)
	wantCheck(t, e, "a", token.ErrSessionEnded) // to the last moment
	c.Advance(10 * time.Second)                 // so often the set is looked through
	load(t, e, source)
	if e.Len() != 0 {
		t.Errorf("%d sessions are kept", e.Len())
	}
}

func TestASessionThatEndedTwiceIsKeptUntilTheLater(t *testing.T) {
	first, second := ended("a", start), ended("a", start)
	second.Until, second.Reason = start.Add(time.Minute), "disabled"
	for name, order := range map[string][]token.EndedSession{"later first": {first, second}, "later last": {second, first}} {
		c, source := &clock{}, &scriptedSource{}
		e := token.NewEnded(c.Now)
		e.Add(order[0])
		source.commit(order[1])
		load(t, e, source)
		source.rows = nil
		c.Advance(2 * time.Minute)
		load(t, e, source)
		if err := e.Check("a"); !errors.Is(err, token.ErrSessionEnded) {
			t.Errorf("%s: its tokens live again: %v", name, err)
		}
	}
}

func TestASessionWithoutAnEndOfItsTokensIsNeverForgotten(t *testing.T) {
	c, source := &clock{}, &scriptedSource{}
	e := token.NewEnded(c.Now)
	e.Add(token.EndedSession{ID: "a"})
	e.Add(ended("a", start))
	c.Advance(1000 * time.Hour)
	load(t, e, source)
	wantCheck(t, e, "a", token.ErrSessionEnded)
}

func TestASetThatFollowsNothingStaysBounded(t *testing.T) {
	c := &clock{}
	e := token.NewEnded(c.Now)
	most := 0
	for i := range 20_000 {
		e.Add(ended(fmt.Sprint(i), c.Now()))
		c.Advance(10 * time.Second)
		most = max(most, e.Len())
		wantCheck(t, e, fmt.Sprint(i), token.ErrSessionEnded)
	}
	if most > 2000 {
		t.Errorf("it grew to %d, of which some 190 can matter", most)
	}
}
