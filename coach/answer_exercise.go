package coach

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

// exercise is the one the message is about, found by its name or by words like it.
func (c *chat) exercise() (fitness.Exercise, bool) {
	if e, err := fitness.FindExercise(c.want.Exercise); err == nil {
		return c.withEquipment(c.misspelt(e)), true
	}
	if found := fitness.SearchExercises(strings.Join(first(telling(c.reading.words), 5), " ")); len(found) > 0 && c.want.Muscle == "" {
		c.want.Exercise = found[0].Slug
		return found[0], true
	}
	return fitness.Exercise{}, false
}

// withEquipment takes a bare "squat" for the loaded one where there is a barbell
// and somebody asks with a load.
func (c *chat) withEquipment(e fitness.Exercise) fitness.Exercise {
	if e.Slug == "bodyweight-squat" && c.want.Load > 0 {
		if loaded, err := fitness.FindExercise("back-squat"); err == nil {
			return loaded
		}
	}
	return e
}

func first(words []string, most int) []string { return words[:min(len(words), most)] }

// misspelt returns the exercise of a longer name with a slip of the pen in it: the
// "squat" of "gobelt squat" is a goblet squat.
func (c *chat) misspelt(e fitness.Exercise) fitness.Exercise {
	words := singular(telling(c.reading.words))
	if len(words) < 2 || len(words) > 6 || !slices.ContainsFunc(words, unknownWord) {
		return e
	}
	for _, other := range fitness.SearchExercises(strings.Join(words, " ")) {
		if name := singular(wordsOf(other.Name)); len(name) > 1 && allSlipped(name, words) {
			return other
		}
	}
	return e
}

// unknownWord reports whether a word is in no name and in no utterance.
func unknownWord(word string) bool {
	return !learned().knows(word) && len(word) > 3 && !nameWords()[word]
}

// nameWords are the words of all names.
var nameWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, names := range nameIndex() {
		for _, n := range names {
			for _, word := range n.words {
				words[word] = true
			}
		}
	}
	return words
})

func allSlipped(name, words []string) bool {
	for _, want := range name {
		if !slices.ContainsFunc(words, func(word string) bool { return word == want || slipped(word, want) }) {
			return false
		}
	}
	return true
}

// telling leaves out the words of a question that name no exercise.
func telling(words []string) []string {
	var kept []string
	for _, word := range words {
		switch word {
		case "how", "do", "i", "to", "a", "an", "the", "what", "is", "are", "whats", "my", "proper", "form", "technique", "for", "of", "correct", "correctly", "properly", "perform", "explain", "show", "me", "teach", "please", "instead",
			"alternative", "alternatives", "replace", "substitute", "swap", "can", "you", "should", "with", "in", "on", "it", "and", "good", "best", "exercise", "exercises", "does", "doing", "dont", "have", "no", "without", "something", "else", "like", "easier", "harder", "variation", "or", "than":
		default:
			kept = append(kept, word)
		}
	}
	return kept
}

// exerciseAsked is the exercise that a question is about. A question about no
// certain one, or for an easier or harder one, is answered here.
func (c *chat) exerciseAsked() (e fitness.Exercise, a Answer, answered bool) {
	e, ok := c.exercise()
	switch {
	case !ok:
		return e, c.exercisesFor(or(c.want.Muscle, "legs")), true
	case c.want.Easier || c.want.Harder:
		return e, c.variationOf(e), true
	}
	return e, Answer{}, false
}

func howToAnswer(c *chat) Answer {
	e, a, answered := c.exerciseAsked()
	if answered {
		return a
	}
	lift := prescriptionFor(c.Person)
	a.Text = addressed(c.Person, fmt.Sprintf("%s: %s It works %s", strings.ToLower(e.Name), e.Cue, muscleList(e)))
	if len(e.Needs) > 0 {
		a.Text += " and needs " + needs(e)
	}
	a.Text += "."
	a.Text += c.doseOf(e, lift)
	a.Text += c.fits(e)
	a.cite(lift.Sources()...)
	a.record("exercise", map[string]any{"slug": e.Slug}, map[string]any{"level": string(e.Level)})
	return a
}

func muscleList(e fitness.Exercise) string {
	var names []string
	for _, m := range e.Primary {
		names = append(names, strings.ReplaceAll(string(m), "-", " "))
	}
	return strings.Join(names, ", ")
}

func needs(e fitness.Exercise) string {
	var all []string
	for _, need := range e.Needs {
		all = append(all, strings.ReplaceAll(need.String(), "-", " "))
	}
	return strings.Join(all, " and ")
}

// doseOf says how much of an exercise this person should do.
func (c *chat) doseOf(e fitness.Exercise, lift fitness.Prescription) string {
	switch {
	case !e.Pattern.IsStrength() && e.Counted == fitness.CountMinutes:
		return fmt.Sprintf(" As %s%s keep it at a moderate pulse, %s.", c.aLevel(), atAge(c.Person), pulseOf(personalZones(c.Person), fitness.Moderate))
	case e.Counted == fitness.CountSeconds:
		hold := map[fitness.Level]string{fitness.Beginner: "20–30 s", fitness.Intermediate: "30–45 s", fitness.Expert: "40–60 s"}[c.Level]
		return fmt.Sprintf(" As %s%s hold it for %s, %v, with calm breath.", c.aLevel(), atAge(c.Person), hold, lift.Sets)
	case e.Weighted():
		return fmt.Sprintf(" As %s%s do %v of %v at %v and rest %v.", c.aLevel(), atAge(c.Person), lift.Sets, lift.Reps, lift.Load, lift.Rest)
	default:
		return fmt.Sprintf(" As %s%s do %v of %v and rest %v.", c.aLevel(), atAge(c.Person), lift.Sets, lift.Reps, lift.Rest)
	}
}

// fits says whether the exercise suits the person, and what does if not.
func (c *chat) fits(e fitness.Exercise) string {
	f := c.filter()
	switch {
	case !e.SafeFor(f.Conditions):
		return c.instead(e, " For you it is not the right one now; do ", f)
	case f.Owned != nil && !e.PossibleWith(f.Owned):
		return c.instead(e, " With your equipment do ", f)
	case rankOf(e.Level) > rankOf(c.Level):
		return c.instead(e, fmt.Sprintf(" It is for %ss; as %s begin with ", e.Level, c.aLevel()), f)
	case f.MostImpact == fitness.LowImpact && e.Impact == fitness.HighImpact:
		return c.instead(e, " It lands hard; at your age do ", f)
	default:
		return c.bandCare()
	}
}

func (c *chat) instead(e fitness.Exercise, lead string, f fitness.ExerciseFilter) string {
	others, err := fitness.Substitute(e.Slug, f)
	if err != nil || len(others) == 0 {
		return c.bandCare()
	}
	return lead + exerciseNames(others, 2) + " instead." + c.bandCare()
}

func (c *chat) bandCare() string {
	switch c.ageBand() {
	case fitness.Youth:
		return " Under 18 an adult who knows the lift watches you, and you stay " + subMaximal() + "."
	case fitness.Older:
		return " Have something to hold within reach, and go slowly."
	default:
		return ""
	}
}

// rankOf orders the levels.
func rankOf(level fitness.Level) int {
	return map[fitness.Level]int{fitness.Beginner: 0, fitness.Intermediate: 1, fitness.Expert: 2}[level]
}

// someOfThem says how many exercises are wanted.
var someOfThem = expressionOf(`\b([1-6]) (?:different |good |best |easy |simple )?(?:options?|exercises?|ideas|moves|ways|things|alternatives)\b`)

// exercisesFor names exercises for a group of muscles.
func (c *chat) exercisesFor(muscle string) Answer {
	if c.want.Minutes >= fitness.MinPlanMinutes && c.want.Muscle != "" {
		if a, ok := c.focusedSession(); ok {
			return a
		}
	}
	var a Answer
	lift := prescriptionFor(c.Person)
	most := 4
	if m := someOfThem.parts(c.reading.text); m != nil {
		most = int(number(m[1]))
	}
	list := c.forMuscle(muscle)
	names := exerciseNames(list[min(most*c.want.Skip, len(list)):], most)
	if names == "" {
		names = "walking, or tell me what equipment you have"
	}
	a.Text = addressed(c.Person, fmt.Sprintf("for your %s as %s%s: %s. Do %v of %v of two or three of them on %v a week.", muscle, c.aLevel(), atAge(c.Person), names, lift.Sets, lift.Reps, lift.MuscleDays)) + c.bandCare()
	if c.owned == nil {
		a.Text += " Tell me what equipment you have, and I choose among it."
	}
	a.citePrescription(c.Person, lift)
	return a
}

// variationOf answers "easier" and "harder".
func (c *chat) variationOf(e fitness.Exercise) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	steps, way := e.Easier, "easier"
	if c.want.Harder {
		steps, way = e.Harder, "harder"
	}
	var found []fitness.Exercise
	f := c.filter()
	f.Level = ""
	for _, slug := range steps {
		if step, err := fitness.FindExercise(slug); err == nil && f.Allows(step) {
			found = append(found, step)
		}
	}
	if len(found) == 0 {
		f.Level = c.Level
		found, _ = fitness.Substitute(e.Slug, f)
	}
	if len(found) == 0 {
		a.Text = addressed(c.Person, fmt.Sprintf("I know no %s form of the %s that suits you; change the load instead, by %v at a time.", way, strings.ToLower(e.Name), fitness.Overload()))
	} else {
		a.Text = addressed(c.Person, fmt.Sprintf("%s than the %s: %s. %s: %s", way, strings.ToLower(e.Name), exerciseNames(found, 3), found[0].Name, found[0].Cue)) + c.doseOf(found[0], lift) + c.bandCare()
		c.want.Exercise = found[0].Slug
	}
	a.cite(lift.Sources()...)
	return a
}

func substituteAnswer(c *chat) Answer {
	e, a, answered := c.exerciseAsked()
	if answered {
		return a
	}
	lift := prescriptionFor(c.Person)
	f := c.filter()
	others, _ := fitness.Substitute(e.Slug, f)
	if len(others) == 0 {
		f.Level = ""
		others, _ = fitness.Substitute(e.Slug, f)
	}
	if len(others) == 0 {
		a.Text = addressed(c.Person, fmt.Sprintf("with what you have I know nothing that works the same as the %s; train its muscles (%s) with any exercise you can do for %v of %v.", strings.ToLower(e.Name), muscleList(e), lift.Sets, lift.Reps))
	} else {
		if c.want.Skip > 0 && len(others) > 3*c.want.Skip {
			others = others[3*c.want.Skip:]
		}
		a.Text = addressed(c.Person, fmt.Sprintf("instead of the %s do %s: the same muscles (%s)", strings.ToLower(e.Name), exerciseNames(others, 3), muscleList(e)))
		a.Text += c.because() + fmt.Sprintf(". %s: %s", others[0].Name, others[0].Cue) + c.doseOf(others[0], lift) + c.bandCare()
	}
	a.cite(lift.Sources()...)
	a.record("find_exercises", map[string]any{"instead_of": e.Slug}, map[string]any{"exercises": exerciseNames(others, 3)})
	c.want.Exercise = e.Slug
	return a
}

// because says what the choice was made by.
func (c *chat) because() string {
	switch {
	case c.owned != nil && len(c.owned) == 0:
		return ", and no equipment is needed"
	case len(c.said.Lacks) > 0 || len(c.owned) > 0:
		return ", with what you have"
	case len(c.joints) > 0:
		return ", and easier on your " + jointNames(c.joints)
	default:
		return ""
	}
}

func jointNames(joints []fitness.Joint) string {
	var names []string
	for _, j := range joints {
		name := string(j)
		if j == "low-back" {
			name = "lower back"
		}
		names = append(names, name)
	}
	return strings.Join(names, " and ")
}
