package fitness_test

import (
	"errors"
	"math"
	"testing"

	"spotter/fitness"
)

// TestASwapKeepsWhatAPlanPromises, for every exercise of some plans and everything
// that may take its place.
func TestASwapKeepsWhatAPlanPromises(t *testing.T) {
	for _, r := range []fitness.PlanRequest{
		{Days: 3, Minutes: 30, Level: fitness.Beginner, Age: 68, Goal: fitness.HealthGoal, Owned: []fitness.Equipment{"band", "dumbbell"}},
		{Days: 4, Minutes: 60, Level: fitness.Expert, Age: 30, Goal: fitness.StrengthGoal, Owned: fitness.EquipmentWords()},
		{Days: 2, Minutes: 45, Level: fitness.Intermediate, Age: 16, Goal: fitness.MuscleGoal, Conditions: []fitness.Condition{"knee"}},
	} {
		plan, err := fitness.PlanWeek(r)
		if err != nil {
			t.Fatal(err)
		}
		swaps := 0
		for day := range plan.Days {
			for at, item := range plan.Days[day].Items {
				all, err := plan.Swaps(day, item.Exercise.Slug)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range all {
					swapped, err := plan.Swap(day, item.Exercise.Slug, e.Slug)
					if errors.Is(err, fitness.ErrPlanTooShort) {
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					swaps++
					keeps(t, r, plan, swapped, day, at, e)
				}
			}
		}
		if swaps < 20 {
			t.Errorf("only %d swaps", swaps)
		}
	}
}

func keeps(t *testing.T, r fitness.PlanRequest, plan, swapped fitness.Plan, day, at int, e fitness.Exercise) {
	t.Helper()
	before, after := plan.Days[day].Items[at], swapped.Days[day].Items[at]
	if after.Exercise.Slug != e.Slug || !e.PossibleWith(r.Owned) || !e.SafeFor(r.Conditions) {
		t.Errorf("%s for %s does not suit", e.Slug, before.Exercise.Slug)
	}
	for week := 1; week <= fitness.PlanWeeks; week++ {
		if minutes := swapped.Days[day].Minutes(week); minutes > float64(r.Minutes) && swapped.Days[day].Kind != fitness.HomeDay {
			t.Errorf("%s for %s: %v minutes of %d", e.Slug, before.Exercise.Slug, minutes, r.Minutes)
		}
		dose := after.Weeks[week-1]
		if dose.Sets < 1 || dose.Amount < 1 || e.Counted == fitness.CountReps && r.Age < 18 && dose.Amount < 6 {
			t.Errorf("%s for %s: %+v", e.Slug, before.Exercise.Slug, dose)
		}
	}
	was, is := before.Exercise.Pattern, e.Pattern
	if was.IsPush() != is.IsPush() || was.IsPull() != is.IsPull() || was == fitness.Balance && is != fitness.Balance {
		t.Errorf("%s (%s) for %s (%s)", e.Slug, is, before.Exercise.Slug, was)
	}
}

func TestSwapsOfNothing(t *testing.T) {
	plan, err := fitness.PlanWeek(fitness.PlanRequest{Days: 2, Minutes: 45, Level: fitness.Beginner, Age: 30})
	if err != nil {
		t.Fatal(err)
	}
	slug := plan.Days[0].Items[0].Exercise.Slug
	for _, day := range []int{-1, 2, math.MaxInt} {
		if _, err := plan.Swaps(day, slug); !errors.Is(err, fitness.ErrNoSwap) {
			t.Errorf("day %d: %v", day, err)
		}
	}
	for _, to := range []string{"", "plank", slug, "nonsense"} {
		if _, err := plan.Swap(0, slug, to); !errors.Is(err, fitness.ErrNoSwap) {
			t.Errorf("%q: %v", to, err)
		}
	}
}

func TestExercisesAreFoundByAnyOfTheirNames(t *testing.T) {
	for name, want := range map[string]string{
		"back-squat": "back-squat", "Back Squats": "back-squat", "bench press": "bench-press", "RDL": "romanian-deadlift", "push ups": "push-up", "Plank": "plank",
	} {
		if e, err := fitness.NamedExercise(name); err != nil || e.Slug != want {
			t.Errorf("%q: %s, %v; want %s", name, e.Slug, err, want)
		}
	}
	for _, e := range fitness.Catalogue() {
		for _, name := range []string{e.Slug, e.Name} {
			if found, err := fitness.NamedExercise(name); err != nil || found.Slug != e.Slug {
				t.Errorf("%q: %s, %v; want %s", name, found.Slug, err, e.Slug)
			}
		}
	}
	for _, name := range []string{"", "squatting", "nonsense", "bench pres"} {
		if e, err := fitness.NamedExercise(name); !errors.Is(err, fitness.ErrUnknownExercise) {
			t.Errorf("%q: %s, %v", name, e.Slug, err)
		}
	}
}
