package fitness

import "slices"

// ExerciseFilter says which exercises are wanted. Its zero value wants all.
type ExerciseFilter struct {
	Patterns   []Pattern   // any of them; empty is every pattern
	Level      Level       // this level and easier; "" is every level
	Owned      []Equipment // nil is unknown and allows all; empty is nothing
	Conditions []Condition // leave out what any of them speaks against
	Spare      []Joint     // leave out what loads any of them
	MostImpact Impact      // no harder landing; "" is any
	Without    []string    // slugs that are not wanted
}

// Allows reports whether the exercise is wanted.
func (f ExerciseFilter) Allows(e Exercise) bool { return f.allows(&e) }

func (f *ExerciseFilter) allows(e *Exercise) bool {
	return (len(f.Patterns) == 0 || slices.Contains(f.Patterns, e.Pattern)) &&
		(f.Level == "" || rankOf(e.Level) <= rankOf(f.Level)) &&
		(f.Owned == nil || e.possibleWith(f.Owned)) &&
		e.safeFor(f.Conditions) &&
		!slices.Contains(f.Without, e.Slug) &&
		!slices.ContainsFunc(f.Spare, e.loads) &&
		(f.MostImpact == "" || e.Impact.harshness() <= f.MostImpact.harshness())
}

// Exercises returns what the filter allows, in the order of the catalogue and called
// by what is owned: see [Exercise.With].
func Exercises(f ExerciseFilter) []Exercise {
	var all []Exercise
	known := catalogue()
	for i := range known {
		if f.allows(&known[i]) {
			all = append(all, known[i].With(f.Owned))
		}
	}
	return all
}

// rankOf orders the levels; an unknown one comes first.
func rankOf(level Level) int {
	switch level {
	case Beginner:
		return 0
	case Intermediate:
		return 1
	case Expert:
		return 2
	default:
		return -1
	}
}

// harshness orders the impacts; an unknown one comes first.
func (i Impact) harshness() int {
	switch i {
	case NoImpact:
		return 0
	case LowImpact:
		return 1
	case HighImpact:
		return 2
	default:
		return -1
	}
}
