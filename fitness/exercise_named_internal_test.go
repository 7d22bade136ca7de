package fitness

import (
	"slices"
	"testing"
)

// TestExerciseIsCalledByWhatIsOwned, and what it is called finds it again.
func TestExerciseIsCalledByWhatIsOwned(t *testing.T) {
	press, err := FindExercise("dumbbell-floor-press")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		owned []Equipment
		want  string
	}{
		{nil, "Dumbbell floor press"},
		{[]Equipment{"dumbbell", "kettlebell"}, "Dumbbell floor press"},
		{[]Equipment{"kettlebell"}, "Kettlebell floor press"},
		{[]Equipment{}, "Dumbbell floor press"},
	} {
		if got := press.With(test.owned).Name; got != test.want {
			t.Errorf("with %v: %q", test.owned, got)
		}
	}
	for _, e := range catalogue() {
		for _, name := range e.namesWith() {
			if named, err := NamedExercise(name); err != nil || named.Slug != e.Slug {
				t.Errorf("%s is called %q, which is %s", e.Slug, name, named.Slug)
			}
		}
	}
	for _, e := range Exercises(ExerciseFilter{Owned: []Equipment{"kettlebell"}}) {
		if slices.Contains(wordsOf(e.Name), "dumbbell") {
			t.Errorf("%q with a kettlebell", e.Name)
		}
	}
}
