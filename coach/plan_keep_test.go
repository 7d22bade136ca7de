package coach_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"spotter/coach"
)

// TestADayIsPutBackAsItWas in one step: with exercises that it does not ask for, its
// note, and whether it was done.
func TestADayIsPutBackAsItWas(t *testing.T) {
	const monday = "2026-03-02"
	for _, done := range []bool{true, false} {
		g := newGym(t, nil)
		planned := g.week(t, bare).Days[0].Exercises[0].Exercise
		was := coach.WorkoutEntry{Note: "well", Sets: []coach.SetEntry{{Exercise: planned.Slug, Reps: 7, Seconds: 7}, {Exercise: "back squat", Reps: 8, WeightKG: 60}}}
		keep := func(done bool, e coach.WorkoutEntry) coach.TickedDay {
			t.Helper()
			day, err := g.KeepDay(t.Context(), g.uid, bare, monday, done, e)
			if err != nil {
				t.Fatal(err)
			}
			return day
		}
		first := keep(done, was)
		if len(first.Kept) != 2 || first.Kept[1].Slug != "back-squat" || first.Note != "well" || first.DoneAt.IsZero() == done || len(g.workouts(t)) != 1 {
			t.Fatalf("done %v: %+v", done, first)
		}
		for range 2 {
			g.tick(t, bare, monday, coach.WorkoutEntry{})
			if again := keep(done, was); !reflect.DeepEqual(again.PlannedDay.Kept, first.Kept) || again.DoneAt.IsZero() == done {
				t.Errorf("done %v: after a tick %+v, was %+v", done, again, first)
			}
			if err := g.Untick(t.Context(), g.uid, bare, monday); err != nil {
				t.Fatal(err)
			}
			if again := keep(done, was); !reflect.DeepEqual(again.Kept, first.Kept) || again.Note != "well" || again.DoneAt.IsZero() == done {
				t.Errorf("done %v: after taking it back %+v, was %+v", done, again, first)
			}
		}
		if week := g.week(t, bare).Days[0]; !reflect.DeepEqual(week.Kept, first.Kept) {
			t.Errorf("the week has %+v", week)
		}
		if none := keep(false, coach.WorkoutEntry{}); none.Kept != nil || !none.DoneAt.IsZero() || none.Logged != nil || len(g.workouts(t)) != 0 {
			t.Errorf("nothing is %+v", none)
		}
	}
}

// TestADayIsNotPutBackHalf: what is refused changes nothing.
func TestADayIsNotPutBackHalf(t *testing.T) {
	g := newGym(t, nil)
	before := g.tick(t, bare, "2026-03-02", coach.WorkoutEntry{})
	for _, wrong := range []coach.WorkoutEntry{{Note: "alone"}, {Sets: []coach.SetEntry{{Exercise: "spoon", Reps: 1}}}} {
		if _, err := g.KeepDay(t.Context(), g.uid, bare, "2026-03-02", false, wrong); !errors.As(err, new(*coach.FieldError)) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	if day := g.week(t, bare).Days[0]; !day.DoneAt.Equal(before.DoneAt) || !reflect.DeepEqual(day.Kept, before.Kept) {
		t.Errorf("%+v, was %+v", day, before)
	}
	if _, err := g.KeepDay(t.Context(), g.uid, bare, "2026-03-03", true, coach.WorkoutEntry{}); !errors.Is(err, coach.ErrNoPlanDay) {
		t.Errorf("a day without training: %v", err)
	}
	if _, err := g.KeepDay(t.Context(), g.uid, bare, "2026-03-06", true, coach.WorkoutEntry{}); !errors.Is(err, coach.ErrDayToCome) {
		t.Errorf("a day to come: %v", err)
	}
}

// TestAWeekBeginsWhereSomebodyIs: Monday is ticked off while UTC has Sunday, and
// Sunday is still there in the west when UTC has Monday.
func TestAWeekBeginsWhereSomebodyIs(t *testing.T) {
	g := newGym(t, nil)
	g.week(t, bare)
	g.on(6) // Sunday
	on := func(day int) time.Time {
		t.Helper()
		w, err := g.PlanOn(t.Context(), g.uid, bare, aMonday.AddDate(0, 0, day).Truncate(24*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		return w.Days[0].Date
	}
	next := on(7)
	if next.Format(time.DateOnly) != "2026-03-09" {
		t.Errorf("in the east the week begins on %v", next)
	}
	if day := g.tick(t, bare, "2026-03-09", coach.WorkoutEntry{}); day.DoneAt.IsZero() {
		t.Errorf("%+v", day)
	}
	if far := on(70); !far.Equal(next) {
		t.Errorf("further off than tomorrow the week begins on %v", far)
	}
	g.on(7)
	if west := on(6); west.Format(time.DateOnly) != "2026-03-02" {
		t.Errorf("in the west the week begins on %v", west)
	}
}
