package coach_test

import (
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
	"spotter/store/storetest"
)

// BenchmarkLongLog is what is asked of somebody with 5,000 workouts of 15 sets.
func BenchmarkLongLog(b *testing.B) {
	s, err := store.Open(b.Context(), storetest.SQLite(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const uid = "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"
	if err := s.AddPerson(b.Context(), account.Person{UID: uid, Username: "ada", Email: "ada@example.com"}, account.Event{}); err != nil {
		b.Fatal(err)
	}
	training := &coach.Training{Store: s, Now: func() time.Time { return aMonday }}
	slugs := []string{"back-squat", "bench-press", "bent-over-row", "romanian-deadlift", "plank"}
	for day := range 5000 {
		w := coach.Workout{ID: time.Duration(day).String(), UID: uid, Day: aMonday.Truncate(24*time.Hour).AddDate(0, 0, -day)}
		for i := range 15 {
			w.Sets = append(w.Sets, coach.LoggedSet{On: w.Day, Slug: slugs[i/3], Reps: 8, Weight: 60 + float64(day%20)})
		}
		if _, err := s.AddWorkout(b.Context(), w); err != nil {
			b.Fatal(err)
		}
	}
	p := coach.Person{Age: 40, Equipment: coach.EquipmentWords()}
	for name, do := range map[string]func() error{
		"greeting": func() error { _, err := training.Recent(b.Context(), uid); return err },
		"plan":     func() error { _, err := training.Plan(b.Context(), uid, p); return err },
		"progress": func() error { _, err := training.Progress(b.Context(), uid, p); return err },
		"page": func() error {
			_, err := training.List(b.Context(), uid, coach.WorkoutPage{Before: aMonday.AddDate(-3, 0, 0), Most: 20})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
