package coach_test

import (
	"errors"
	"strings"
	"testing"

	"spotter/coach"
)

// bare trains with the body alone: nothing has to be known to log what is planned.
var bare = coach.Person{Name: "Ada", Age: 30, Level: "beginner", Goal: coach.Health, DaysPerWeek: 3, Equipment: []string{}}

func (g *gym) tick(t *testing.T, p coach.Person, date string, e coach.WorkoutEntry) coach.TickedDay {
	t.Helper()
	day, err := g.Tick(t.Context(), g.uid, p, date, e)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// TestATickLogsWhatIsPlanned, once, and taking it back leaves nothing of it.
func TestATickLogsWhatIsPlanned(t *testing.T) {
	g := newGym(t, nil)
	planned := 0
	for _, e := range g.week(t, bare).Days[0].Exercises {
		planned += e.Dose.Sets
	}
	first := g.tick(t, bare, "2026-03-02", coach.WorkoutEntry{})
	if again := g.tick(t, bare, "2026-03-02", coach.WorkoutEntry{}); !again.DoneAt.Equal(first.DoneAt) || first.DoneAt.IsZero() || again.Logged.Workout.ID != first.Logged.Workout.ID {
		t.Errorf("%+v, then %+v", first, again)
	}
	list := g.workouts(t)
	if len(list) != 1 || !list[0].Planned || len(list[0].Sets) != planned {
		t.Fatalf("%+v, want %d sets", list, planned)
	}
	day := g.week(t, bare).Days[0]
	for _, e := range day.Exercises {
		if len(e.Logged) != e.Dose.Sets || e.Logged[0].Reps != e.Reps() || e.Logged[0].Seconds != e.Seconds() {
			t.Errorf("%s: logged %+v, planned %+v", e.Exercise.Slug, e.Logged, e.Dose)
		}
	}
	for range 2 {
		if err := g.Untick(t.Context(), g.uid, bare, "2026-03-02"); err != nil {
			t.Fatal(err)
		}
	}
	if day := g.week(t, bare).Days[0]; len(g.workouts(t)) != 0 || !day.DoneAt.IsZero() || len(day.Exercises[0].Logged) != 0 {
		t.Errorf("left: %+v, %+v", g.workouts(t), day)
	}
}

// TestExercisesAreTickedOneByOne: the day is done with the last, and is not with the
// first that is taken back.
func TestExercisesAreTickedOneByOne(t *testing.T) {
	g := newGym(t, nil)
	exercises := g.week(t, bare).Days[0].Exercises
	g.did(t, coach.SetEntry{Exercise: exercises[0].Exercise.Slug, Reps: 3, Seconds: 3})
	for i := range exercises {
		e := exercises[len(exercises)-1-i] // the last first: they are kept in the order of the plan
		day, err := g.TickExercise(t.Context(), g.uid, bare, "2026-03-02", e.Exercise.Name, nil)
		if err != nil || day.DoneAt.IsZero() != (i < len(exercises)-1) {
			t.Fatalf("after %d of %d done at %v, %v", i+1, len(exercises), day.DoneAt, err)
		}
	}
	list := g.workouts(t)
	if len(list) != 2 || list[0].Sets[0].Slug != exercises[0].Exercise.Slug {
		t.Fatalf("%+v", list)
	}
	first := exercises[0].Exercise.Slug
	for range 2 {
		if err := g.UntickExercise(t.Context(), g.uid, bare, "2026-03-02", first); err != nil {
			t.Fatal(err)
		}
	}
	day := g.week(t, bare).Days[0]
	if !day.DoneAt.IsZero() || len(day.Exercises[0].Logged) != 0 || len(day.Exercises[1].Logged) == 0 || len(g.workouts(t)) != 2 {
		t.Errorf("%+v of %+v", day, g.workouts(t))
	}
	back, err := g.TickExercise(t.Context(), g.uid, bare, "2026-03-02", first, []coach.SetEntry{{Exercise: first, Reps: 7, Seconds: 7}})
	if err != nil || len(back.Exercises[0].Logged) != 1 || back.DoneAt.IsZero() {
		t.Errorf("%+v, %v", back, err)
	}
	_, err = g.TickExercise(t.Context(), g.uid, bare, "2026-03-02", first, []coach.SetEntry{{Exercise: "barbell row", Reps: 7}})
	if !errors.As(err, new(*coach.FieldError)) {
		t.Errorf("another exercise: %v", err)
	}
}

// TestAWeightThatIsNotKnownIsAskedFor, and not logged as none.
func TestAWeightThatIsNotKnownIsAskedFor(t *testing.T) {
	g := newGym(t, nil)
	e := g.week(t, lifter).Days[0].Exercises[0].Exercise
	_, whole := g.Tick(t.Context(), g.uid, lifter, "2026-03-02", coach.WorkoutEntry{})
	_, one := g.TickExercise(t.Context(), g.uid, lifter, "2026-03-02", e.Slug, nil)
	for _, err := range []error{whole, one} {
		var fault *coach.FieldError
		if !errors.As(err, &fault) || fault.Field != "sets" || !strings.Contains(fault.Message, e.Name) {
			t.Errorf("%v, want a question for the weight", err)
		}
	}
	if n := len(g.workouts(t)); n != 0 {
		t.Errorf("%d workouts", n)
	}
	g.did(t, coach.SetEntry{Exercise: e.Slug, Reps: 8, WeightKG: 40})
	if day, err := g.TickExercise(t.Context(), g.uid, lifter, "2026-03-02", e.Slug, nil); err != nil || day.Exercises[0].Logged[0].Weight != 40 {
		t.Errorf("%+v, %v", day, err)
	}
}

func TestADayIsTickedOffWithItsSets(t *testing.T) {
	g := newGym(t, nil)
	w := g.week(t, lifter)
	none := coach.WorkoutEntry{Sets: []coach.SetEntry{}}
	day := g.tick(t, lifter, "2026-03-02", none)
	if day.DoneAt.IsZero() || day.Title != w.Days[0].Title || day.Logged != nil || len(g.workouts(t)) != 0 {
		t.Fatalf("%+v", day)
	}
	for range 2 {
		again := g.tick(t, lifter, "2026-03-02", coach.WorkoutEntry{Note: "well", Sets: []coach.SetEntry{{Exercise: "back squat", Reps: 8, WeightKG: 60}}})
		if l := again.Logged; !again.DoneAt.Equal(day.DoneAt) || again.Note != "well" || l == nil || len(l.Next) != 1 || len(l.Records) != 0 {
			t.Errorf("%+v, want the next load and no record: nothing else was lifted", again)
		}
	}
	if list := g.workouts(t); len(list) != 1 || !list[0].Planned {
		t.Errorf("%+v, want one workout", list)
	}
	for _, date := range []string{"2026-03-03", "2026-02-23", "2026-03-09", "today", ""} {
		_, err := g.Tick(t.Context(), g.uid, lifter, date, none)
		for _, err := range []error{err, g.Untick(t.Context(), g.uid, lifter, date), g.UntickExercise(t.Context(), g.uid, lifter, date, "plank")} {
			if !errors.Is(err, coach.ErrNoPlanDay) {
				t.Errorf("%q: %v", date, err)
			}
		}
	}
	for _, sets := range [][]coach.SetEntry{nil, {}, {{Exercise: "back squat", Reps: 8}}} {
		if _, err := g.Tick(t.Context(), g.uid, lifter, "2026-03-06", coach.WorkoutEntry{Sets: sets}); !errors.Is(err, coach.ErrDayToCome) {
			t.Errorf("a day to come: %v", err)
		}
	}
	if late := g.on(8).tick(t, lifter, "2026-03-06", none); late.DoneAt.IsZero() {
		t.Errorf("a day of last week: %+v", late)
	}
	if err := g.Delete(t.Context(), g.uid, g.workouts(t)[0].ID); err != nil {
		t.Fatal(err)
	}
	if w := g.on(0).week(t, lifter); !w.Days[0].DoneAt.IsZero() {
		t.Error("the workout is deleted, and its day is done")
	}
}

func TestAWorkoutIsLoggedOnceForEachRequest(t *testing.T) {
	g := newGym(t, nil)
	e := coach.WorkoutEntry{Date: "2026-03-02", Sets: []coach.SetEntry{{Exercise: "bench press", Reps: 8, WeightKG: 62.5}}, RequestKey: "one"}
	g.did(t, coach.SetEntry{Exercise: "bench press", Reps: 8, WeightKG: 60})
	var first coach.Logged
	for i := range 2 {
		logged, err := g.Log(t.Context(), g.uid, lifter, e)
		if err != nil || len(logged.Records) != 1 {
			t.Fatalf("%+v, %v", logged, err)
		}
		if i == 0 {
			first = logged
		} else if logged.Workout.ID != first.Workout.ID {
			t.Errorf("%s, then %s", first.Workout.ID, logged.Workout.ID)
		}
	}
	if n := len(g.workouts(t)); n != 2 {
		t.Errorf("%d workouts, want 2", n)
	}
	e.Note = "another"
	if _, err := g.Log(t.Context(), g.uid, lifter, e); !errors.Is(err, coach.ErrKeyReused) {
		t.Errorf("%v, want ErrKeyReused", err)
	}
}
