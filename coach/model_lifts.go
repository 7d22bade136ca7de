package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// findExercises lists exercises that suit the person: their level, equipment and
// what they spare.
func (b *toolbox) findExercises(arguments string) (Answer, error) {
	var a struct {
		Words  string `json:"words"`
		Muscle string `json:"muscle"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	if len(a.Words) > longestWanted || len(a.Muscle) > longestWanted {
		return Answer{}, fmt.Errorf("%w: a text has at most %d characters", errArgument, longestWanted)
	}
	if a.Muscle != "" && len(muscleGroups(a.Muscle)) == 0 {
		return Answer{}, fmt.Errorf("%w: muscle is one of the enum", errArgument)
	}
	c := b.chat()
	all := fitness.Exercises(c.filter())
	if a.Words != "" {
		all = slices.DeleteFunc(fitness.SearchExercises(a.Words), func(e fitness.Exercise) bool { return !c.filter().Allows(e) })
	}
	var lines []string
	for _, e := range all {
		if a.Muscle != "" && !slices.Contains(muscleGroups(a.Muscle), e.Primary[0].Group()) || len(lines) == mostFound {
			continue
		}
		lines = append(lines, fmt.Sprintf("- %s (%s): %s", e.Name, e.Level, e.Cue))
	}
	if len(lines) == 0 {
		return Answer{Text: "No exercise of the catalogue suits that and this person."}, nil
	}
	lift := prescriptionFor(c.Person)
	found := Answer{Text: "These suit the person:\n" + strings.Join(lines, "\n") + "\nDose: " + fmt.Sprintf("%v of %v.", lift.Sets, lift.Reps)}
	found.citePrescription(c.Person, lift)
	return found, nil
}

// muscleGroups are the groups of the catalogue that a word stands for.
func muscleGroups(word string) []fitness.MuscleGroup {
	return slices.DeleteFunc(fitness.MuscleGroups(), func(g fitness.MuscleGroup) bool { return string(g) != word })
}

// logWorkout notes sets. They are kept with the answer, if that comes to its end.
func (b *toolbox) logWorkout(arguments string) (Answer, error) {
	var a struct {
		Exercise    string       `json:"exercise"`
		Sets        int          `json:"sets"`
		Repetitions int          `json:"repetitions"`
		Load        float64      `json:"load"`
		Unit        fitness.Unit `json:"unit"`
		RPE         *float64     `json:"rpe"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	e, ok := exerciseCalled(a.Exercise)
	if !ok {
		return Answer{}, fmt.Errorf("%w: no such exercise; find_exercises knows the names", errArgument)
	}
	c := b.chat()
	if !c.told.mood.isDone() {
		return Answer{}, fmt.Errorf("%w: the person has not said that it is done, so nothing is logged", errArgument)
	}
	c.told.lifts = nil
	c.want = wanted{Exercise: e.Slug, Sets: a.Sets, Reps: a.Repetitions}
	if a.RPE != nil {
		if err := within("rpe", *a.RPE, 1, 10); err != nil {
			return Answer{}, err
		}
		c.want.Effort = *a.RPE
	}
	for _, err := range []error{
		within("sets", float64(a.Sets), 1, mostSetsInCall),
		within("repetitions", float64(a.Repetitions), 1, mostRepsInCall),
	} {
		if err != nil {
			return Answer{}, err
		}
	}
	if a.Load != 0 {
		if err := c.lifts(a.Load, a.Unit); err != nil {
			return Answer{}, err
		}
	}
	answer := c.answer(aboutLog)
	if len(b.logged)+len(answer.Logged) > mostLoggedSets {
		return Answer{}, fmt.Errorf("%w: one message logs at most %d sets", errArgument, mostLoggedSets)
	}
	b.logged = append(b.logged, answer.Logged...)
	return answer, nil
}

// exerciseCalled finds an exercise by its slug or by what people call it.
func exerciseCalled(name string) (fitness.Exercise, bool) {
	if len(name) > longestWanted {
		return fitness.Exercise{}, false
	}
	if e, err := fitness.FindExercise(name); err == nil {
		return e, true
	}
	slug, ok := read(name).named(markExercise)
	if !ok {
		return fitness.Exercise{}, false
	}
	e, err := fitness.FindExercise(slug)
	return e, err == nil
}
