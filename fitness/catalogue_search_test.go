package fitness_test

import (
	"errors"
	"slices"
	"testing"

	"spotter/fitness"
)

func TestSearchFindsWhatPeopleType(t *testing.T) {
	for query, want := range map[string]string{
		"RDL":                           "romanian-deadlift",
		"push ups":                      "push-up",
		"pushup":                        "push-up",
		"Push-Ups":                      "push-up",
		"OHP":                           "overhead-press",
		"bench":                         "bench-press",
		"squats":                        "bodyweight-squat",
		"gobelt squat":                  "goblet-squat",
		"deadlfit":                      "deadlift",
		"bulgarian splt squat":          "bulgarian-split-squat",
		"romainian deadlift":            "romanian-deadlift",
		"Farmers walk":                  "farmers-carry",
		"farmer's walk":                 "farmers-carry",
		"how do I do a goblet squat?":   "goblet-squat",
		"is the plank good for my back": "plank",
		"lat pull down":                 "lat-pulldown",
		"skullcrushers":                 "lying-triceps-extension",
		"jump rope":                     "rope-skipping",
		"db bench":                      "dumbbell-bench-press",
		"running":                       "jog",
		"single leg romanian deadlift":  "single-leg-deadlift",
		"chin ups":                      "chin-up",
		"face pulls":                    "face-pull",
		"bicep curl":                    "biceps-curl",
	} {
		found := fitness.SearchExercises(query)
		if len(found) == 0 || found[0].Slug != want {
			t.Errorf("%q finds %v first, want %s", query, slugsOf(found[:min(3, len(found))]), want)
		}
	}
}

func TestSearchFindsNothingForNonsense(t *testing.T) {
	for _, query := range []string{"", "   ", "??", "xyzzy", "mortgage rates", "protein"} {
		if found := fitness.SearchExercises(query); len(found) != 0 {
			t.Errorf("%q finds %v", query, slugsOf(found))
		}
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("push ups")
	f.Add("é\xff--'’")
	f.Fuzz(func(t *testing.T, query string) {
		for _, e := range fitness.SearchExercises(query) {
			if _, err := fitness.FindExercise(e.Slug); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestUnknownSlugs(t *testing.T) {
	if _, err := fitness.FindExercise("flying-squat"); !errors.Is(err, fitness.ErrUnknownExercise) {
		t.Error(err)
	}
	if _, err := fitness.Substitute("flying-squat", fitness.ExerciseFilter{}); !errors.Is(err, fitness.ErrUnknownExercise) {
		t.Error(err)
	}
}

func TestSubstitutesKeepThePurpose(t *testing.T) {
	for _, test := range []struct {
		instead string
		filter  fitness.ExerciseFilter
		want    string // among the first three
	}{
		{"bench-press", fitness.ExerciseFilter{Owned: []fitness.Equipment{"dumbbell"}}, "dumbbell-floor-press"},
		{"bench-press", fitness.ExerciseFilter{Owned: []fitness.Equipment{}}, "push-up"},
		{"back-squat", fitness.ExerciseFilter{Owned: []fitness.Equipment{"dumbbell"}}, "goblet-squat"},
		{"deadlift", fitness.ExerciseFilter{Owned: []fitness.Equipment{"dumbbell"}}, "kickstand-deadlift"},
		{"jog", fitness.ExerciseFilter{Owned: []fitness.Equipment{"bike"}, Conditions: []fitness.Condition{"knee"}}, "brisk-walk"},
		{"pull-up", fitness.ExerciseFilter{Owned: []fitness.Equipment{"band"}}, "band-pulldown"},
	} {
		found, err := fitness.Substitute(test.instead, test.filter)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(slugsOf(found[:min(3, len(found))]), test.want) {
			t.Errorf("instead of %s: %v, want %s near the top", test.instead, slugsOf(found[:min(5, len(found))]), test.want)
		}
		for _, e := range found {
			if e.Slug == test.instead || !test.filter.Allows(e) {
				t.Errorf("instead of %s: %s is not allowed", test.instead, e.Slug)
			}
		}
	}
}

func TestEquipmentIsUnderstoodAsPeopleWriteIt(t *testing.T) {
	for word, want := range map[string]fitness.Equipment{
		"Dumbbells": "dumbbell", "bands": "band", "bench": "bench", "benches": "bench", "pull up bar": "pull-up-bar",
		"pull-up bars": "pull-up-bar", "kettlebells": "kettlebell", "dip bars": "dip-bars", "sofa": "",
	} {
		if got, ok := fitness.ParseEquipment(word); got != want || ok != (want != "") {
			t.Errorf("%q is %q %v, want %q", word, got, ok, want)
		}
	}
}

func slugsOf(exercises []fitness.Exercise) []string {
	slugs := make([]string, len(exercises))
	for i, e := range exercises {
		slugs[i] = e.Slug
	}
	return slugs
}
