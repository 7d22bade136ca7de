package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// focusWords are the parts of the body, or ways to move, that a session is for.
var focusWords = choices[string]{
	{patterns("push day|workout|session|routine|exercises|muscles", "pushing day|workout|session|exercises"), "push"},
	{patterns("pull day|workout|session|routine|exercises|muscles", "pulling day|workout|session|exercises"), "pull"},
	{patterns("upper body|day|half"), "upper"},
	{patterns("lower body|day|half"), "lower"},
}

// focusPatterns are the movements of each, the bigger first.
var focusPatterns = map[string][]fitness.Pattern{
	"push":  {fitness.HorizontalPush, fitness.VerticalPush, fitness.SinglePush},
	"pull":  {fitness.HorizontalPull, fitness.VerticalPull, fitness.SinglePull},
	"upper": {fitness.HorizontalPush, fitness.HorizontalPull, fitness.VerticalPush, fitness.VerticalPull, fitness.SinglePush, fitness.SinglePull},
	"lower": {fitness.Squat, fitness.Hinge, fitness.SingleLeg},
}

// focusNames are what they are called.
var focusNames = map[string]string{"push": "pushing", "pull": "pulling", "upper": "the upper body", "lower": "the lower body"}

// focusCandidates are lists of exercises to take from in turn, and what they are for.
func (c *chat) focusCandidates() (lists [][]fitness.Exercise, what string) {
	f := c.filter()
	if of := focusPatterns[c.want.Focus]; of != nil {
		for _, pattern := range of {
			f.Patterns = []fitness.Pattern{pattern}
			list := fitness.Exercises(f)
			slices.SortStableFunc(list, func(a, b fitness.Exercise) int { return c.rank(b) - c.strain(b) - c.rank(a) + c.strain(a) })
			lists = append(lists, list)
		}
		return lists, focusNames[c.want.Focus]
	}
	var groups []string
	for _, n := range c.reading.names {
		if n.mark == markMuscle {
			groups = union(groups, []string{n.value})
		}
	}
	if len(groups) == 0 {
		groups = []string{c.want.Muscle}
	}
	for _, group := range groups {
		lists = append(lists, c.forMuscle(group))
	}
	return lists, "your " + strings.Join(groups, " and ")
}

// Of a focused session: the seconds of a repetition, and the bounds of its exercises.
const (
	secondsPerRep    = 4
	mostFocused      = 7
	fewestFocused    = 2
	warmUpOfFocused  = 5
	longHold         = 30
	fewestWarmedUpIn = 45 // minutes from which the warm-up is ten
)

// focusedSession is a session for one part of the body, in the minutes there are.
func (c *chat) focusedSession() (Answer, bool) {
	lists, what := c.focusCandidates()
	minutes := c.sessionMinutes()
	warmUp := warmUpOfFocused
	if minutes >= fewestWarmedUpIn {
		warmUp *= 2
	}
	lift := prescriptionFor(c.Person)
	sets := map[fitness.Level]int{fitness.Beginner: 2, fitness.Intermediate: 3, fitness.Expert: 4}[c.Level]
	if c.ageBand() == fitness.Older {
		sets = 2
	}
	reps := 8
	if c.Level == fitness.Beginner || c.ageBand() == fitness.Older {
		reps = 10
	}
	rest := int(lift.Rest.Low * 60)
	left := int(minutes-float64(warmUp)) * 60
	var rows, today []string
	for round := 0; round < mostFocused && len(rows) < mostFocused; round++ {
		for _, list := range lists {
			e, ok := nextOf(list, today)
			if !ok || len(rows) == mostFocused {
				continue
			}
			amount, text := reps*secondsPerRep, fmt.Sprintf("%s %d×%d", strings.ToLower(e.Name), sets, reps)
			if e.Counted != fitness.CountReps {
				amount, text = longHold, fmt.Sprintf("%s %d×%d s", strings.ToLower(e.Name), sets, longHold)
			}
			if e.EachSide {
				amount *= 2
				text += " each side"
			}
			if takes := sets * (amount + rest); takes <= left {
				left -= takes
				rows = append(rows, fmt.Sprintf("\n- %s, rest %d s", text, rest))
			}
			today = append(today, e.Slug)
		}
	}
	if len(rows) < fewestFocused {
		return Answer{}, false
	}
	var a Answer
	zones := personalZones(c.Person)
	a.Text = addressed(c.Person, fmt.Sprintf("%s %d min for %s, for %s%s%s:", c.pick("here are", "take these"), int(minutes), what, c.aLevel(), atAge(c.Person), c.because()))
	a.Text += fmt.Sprintf("\n- warm up %d min at a light pulse, %s", warmUp, pulseOf(zones, fitness.Light)) + strings.Join(rows, "")
	a.Text += fmt.Sprintf("\nEnd each set at %s; %v of %v of an exercise is your range. Give these muscles two days before the next time.", rpe(c.effort()), lift.Sets, lift.Reps) + c.loadLimit() + c.bandCare()
	a.citePrescription(c.Person, lift)
	a.citeZones(c.Person, zones)
	a.cite(fitness.EffortSources()...)
	return a, true
}

// strain is how much an exercise counts less because it loads joints that hurt.
func (c *chat) strain(e fitness.Exercise) int {
	if slices.ContainsFunc(c.joints, e.Loads) {
		return 4
	}
	return 0
}

// nextOf is the first exercise of a list that is not taken, nor a form of one that is.
func nextOf(list []fitness.Exercise, today []string) (fitness.Exercise, bool) {
	for _, near := range []bool{false, true} {
		for _, e := range list {
			if slices.Contains(today, e.Slug) {
				continue
			}
			if near || !slices.ContainsFunc(today, func(slug string) bool { return slices.Contains(e.Easier, slug) || slices.Contains(e.Harder, slug) }) {
				return e, true
			}
		}
	}
	return fitness.Exercise{}, false
}
