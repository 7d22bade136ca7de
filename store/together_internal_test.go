package store

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// TestStepsAreKeptTogetherOrNotAtAll: what failed, or was given up while it ran,
// leaves nothing behind, and holds up nobody.
func TestStepsAreKeptTogetherOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		s, err := Open(storetest.Patient(t.Context()), dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		errNone, errLater := errors.New("none"), errors.New("later")
		put := func(name string) *step {
			return &step{query: "INSERT INTO attempts (name, tat, next_at) VALUES ($1, 0, 0)", args: []any{name}}
		}
		find := func(name string, none error) *step {
			return &step{query: "UPDATE attempts SET tat = tat + 1 WHERE name = $1", args: []any{name}, none: none}
		}
		for what, c := range map[string]struct {
			steps  []*step
			settle settling
			err    error
			kept   []string
		}{
			"all":                         {[]*step{put("a"), find("a", errNone), put("b")}, nil, nil, []string{"a", "b"}},
			"one finds nothing and minds": {[]*step{put("a"), find("x", errNone), put("b")}, nil, errNone, nil},
			"what is behind fails too":    {[]*step{find("x", errNone), put("a"), put("a")}, nil, errNone, nil},
			"one finds nothing":           {[]*step{put("a"), find("x", nil), put("b")}, nil, nil, []string{"a", "b"}},
			"enough":                      {[]*step{put("a"), find("x", errEnough), put("b")}, nil, nil, []string{"a"}},
			"enough at once":              {[]*step{find("x", errEnough), put("b")}, nil, nil, nil},
			"a text that cannot be kept":  {[]*step{put("a"), put("b\x00")}, nil, errText, nil},
			"the end of it fails":         {[]*step{put("a")}, func(context.Context, querier, error) error { return errLater }, errLater, nil},
		} {
			t.Run(what, func(t *testing.T) {
				err := s.together(t.Context(), func() []*step { return c.steps }, c.settle)
				if !errors.Is(err, c.err) || c.err == nil && err != nil {
					t.Errorf("%v, want %v", err, c.err)
				}
				wantAttempts(t, s, c.kept)
			})
		}
		t.Run("a failure of the engine", func(t *testing.T) {
			err := s.together(t.Context(), func() []*step { return []*step{put("a"), put("a")} }, nil)
			if err == nil || errors.Is(err, account.ErrUnavailable) {
				t.Errorf("the same key twice: %v", err)
			}
			wantAttempts(t, s, nil)
		})
		t.Run("a failure of the engine behind one that minds", func(t *testing.T) {
			asks := func(ctx context.Context, q querier, none error) error {
				if _, err := collect(ctx, q, scanID, "SELECT name FROM attempts"); err != nil {
					return err
				}
				return none
			}
			err := s.together(t.Context(), func() []*step { return []*step{find("x", errNone), put("a"), put("a")} }, asks)
			if err == nil || isAborted(err) {
				t.Errorf("%v: who reads it does not learn what has failed", err)
			}
			wantAttempts(t, s, nil)
		})
		t.Run("given up", func(t *testing.T) {
			ctx, leave := context.WithCancel(t.Context())
			err := s.together(ctx, func() []*step { return []*step{put("a")} }, func(context.Context, querier, error) error { leave(); return nil })
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
			watch := storetest.StartStopwatch()
			if err := s.together(t.Context(), func() []*step { return []*step{put("a")} }, nil); err != nil {
				t.Errorf("the next one: %v", err)
			}
			if took := watch.Took(); took > 2*time.Second { // less than the server lets one idle
				t.Errorf("the next one waits for %v", took)
			}
			wantAttempts(t, s, []string{"a"})
		})
	})
}

// wantAttempts wants these counters, and removes them.
func wantAttempts(t *testing.T, s *Store, want []string) {
	t.Helper()
	got, err := collect(t.Context(), s.write, scanID, "DELETE FROM attempts RETURNING name")
	slices.Sort(got)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
}
