package fitness

import (
	"cmp"
	"slices"
)

// Substitute returns what can take the place of the exercise with the slug, the
// best first: exercises that the filter allows and that move the same way or work
// the same muscles. The filter's own patterns narrow that further. It returns an
// error wrapping ErrUnknownExercise.
func Substitute(slug string, f ExerciseFilter) ([]Exercise, error) {
	instead, err := FindExercise(slug)
	if err != nil {
		return nil, err
	}
	var all []Exercise
	for _, e := range Exercises(f) {
		if e.Slug != slug && likeness(e, instead) > 0 {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Exercise) int {
		return cmp.Compare(likeness(b, instead), likeness(a, instead))
	})
	return all, nil
}

// likeness is how well a stands in for b, 0 for not at all: a shared first muscle
// and the way of moving count most, then the level and a link between the two.
func likeness(a, b Exercise) int {
	shared := 0
	for _, muscle := range a.Primary {
		if slices.Contains(b.Primary, muscle) {
			shared++
		}
	}
	if shared == 0 || a.Pattern.IsStrength() != b.Pattern.IsStrength() {
		return 0
	}
	likeness := 3 * shared
	if a.Pattern == b.Pattern {
		likeness += 10
	}
	if a.Weighted() == b.Weighted() {
		likeness += 2
	}
	if b.linkedTo(a.Slug) {
		likeness += 2
	}
	return likeness + 3 - abs(rankOf(a.Level)-rankOf(b.Level))
}

func abs(n int) int { return max(n, -n) }
