package fitness

import (
	"slices"
	"strings"
)

// Exercise is one entry of the catalogue. Its slices belong to the catalogue and
// are to be read only.
type Exercise struct {
	Slug      string   // stable, e.g. "goblet-squat"
	Name      string   // as printed, e.g. "Goblet squat"
	Aliases   []string // what people also call it, in lower case
	Pattern   Pattern
	Level     Level
	Needs     []Need // all of them are needed; empty is nothing but a floor, a wall, a chair and a towel
	Primary   []Muscle
	Secondary []Muscle
	Impact    Impact
	Joints    []Joint     // loaded joints
	AvoidIf   []Condition // who should do something else
	Easier    []string    // slugs to go back to
	Harder    []string    // slugs to go on to: those that name this one in Easier
	Counted   Count
	EachSide  bool    // Counted is for each side
	Cue       string  // one sentence: how to do it
	Like      string  // the Exertion that takes as much energy; "" is unknown
	MET       float64 // of Like, multiples of the energy at rest; 0 is unknown
}

// Need is equipment any one of which will do.
type Need []Equipment

// String prints the need: "dumbbell or kettlebell".
func (n Need) String() string {
	words := make([]string, len(n))
	for i, equipment := range n {
		words[i] = string(equipment)
	}
	return strings.Join(words, " or ")
}

// MetBy reports whether something owned meets the need.
func (n Need) MetBy(owned []Equipment) bool {
	return slices.ContainsFunc(n, func(e Equipment) bool { return slices.Contains(owned, e) })
}

// PossibleWith reports whether the owned equipment is enough for the exercise.
func (e Exercise) PossibleWith(owned []Equipment) bool { return e.possibleWith(owned) }

func (e *Exercise) possibleWith(owned []Equipment) bool {
	for _, need := range e.Needs {
		if !need.MetBy(owned) {
			return false
		}
	}
	return true
}

// SafeFor reports whether none of the conditions speaks against the exercise.
// Pregnancy includes SupinePregnancy, since a plan runs for weeks.
func (e Exercise) SafeFor(conditions []Condition) bool { return e.safeFor(conditions) }

func (e *Exercise) safeFor(conditions []Condition) bool {
	return !slices.ContainsFunc(e.AvoidIf, func(c Condition) bool { return c.among(conditions) })
}

// Loads reports whether the exercise loads a joint.
func (e Exercise) Loads(joint Joint) bool { return e.loads(joint) }

func (e *Exercise) loads(joint Joint) bool { return slices.Contains(e.Joints, joint) }

// Weighted reports whether the exercise can be done with a weight that is chosen,
// and is counted in repetitions, so that a one-repetition maximum means something.
func (e Exercise) Weighted() bool { return e.weighted() }

func (e *Exercise) weighted() bool {
	return e.Counted == CountReps && e.Pattern != Cardio && e.takesSome()
}

// TakesWeight reports whether the exercise is done with a weight that is chosen,
// whatever is counted: a carry is, a push-up is not.
func (e Exercise) TakesWeight() bool { return e.takesSome() && e.Pattern != Cardio }

// takesSome reports whether some weight meets one of the needs.
func (e *Exercise) takesSome() bool {
	return slices.ContainsFunc(e.Needs, func(n Need) bool { return slices.ContainsFunc(n, Equipment.isWeight) })
}

// isWeightedWith reports whether a weight that is owned meets one of the needs; a
// band in its place does not count.
func (e *Exercise) isWeightedWith(owned []Equipment) bool {
	return slices.ContainsFunc(e.Needs, func(n Need) bool {
		return slices.ContainsFunc(n, func(e Equipment) bool { return e.isWeight() && slices.Contains(owned, e) })
	})
}

func (e *Exercise) linkedTo(slug string) bool {
	return slices.Contains(e.Easier, slug) || slices.Contains(e.Harder, slug)
}

// Works reports whether the exercise trains a group of muscles, at least as a helper.
func (e Exercise) Works(group MuscleGroup) bool { return e.works(group) }

func (e *Exercise) works(group MuscleGroup) bool {
	in := func(m Muscle) bool { return m.Group() == group }
	return slices.ContainsFunc(e.Primary, in) || slices.ContainsFunc(e.Secondary, in)
}
