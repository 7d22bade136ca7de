package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// whyNext says why the next session is as it is. The verb is the most repetitions of
// the person's range.
var whyNext = map[fitness.Move]string{
	fitness.RaiseLoad: "in the last two sessions every set was over %.0f repetitions",
	fitness.AddReps:   "every set was over %.0f repetitions, but the next plates would be too big a step",
	fitness.KeepLoad:  "more weight comes when every set of two sessions is over %.0f repetitions",
	fitness.TakeEasy:  "the last two sessions each fell behind the one before; your range stays at up to %.0f",
}

// nextOfLog is what to do the next time of the exercise that was asked for, where it
// is in the log: as the plan of this week has it, if that has it, so that chat and
// page name one load.
func (c *chat) nextOfLog() (a Answer, ok bool) {
	slug := c.loggedExercise()
	if slug == "" {
		return Answer{}, false
	}
	lift := prescriptionFor(c.Person)
	next, err := fitness.NextSession(c.Log, slug, int(lift.Reps.High))
	if err != nil || next.Weight == 0 {
		return Answer{}, false
	}
	load, dose := next.Weight, fmt.Sprintf("%v of %d repetitions", lift.Sets, next.Reps)
	why := fmt.Sprintf(whyNext[next.Move], lift.Reps.High)
	if planned, amount, found := c.plannedNext(slug); found {
		load, dose, why = planned, amount, "so your plan has it this week"
	}
	a.Text = addressed(c.Person, fmt.Sprintf("next time %s with %v, %s: %s. %s", exerciseName(slug), fitness.Exactly(load, fitness.Kilograms), dose, why, lastSetsOf(c.Log, slug))) + liftingCare(c.Person)
	a.cite(lift.Sources()...)
	a.record("next_session", map[string]any{"exercise": slug}, map[string]any{"load": fitness.Load{Weight: load, Unit: fitness.Kilograms}.String(), "move": string(next.Move)})
	return c.paced(a), true
}

// plannedNext is the load and the dose that the kept plan has of an exercise in this
// week.
func (c *chat) plannedNext(slug string) (kilograms float64, dose string, ok bool) {
	if c.Plan == nil {
		return 0, "", false
	}
	plan, err := c.asPlanned().weekPlan()
	if err != nil {
		return 0, "", false
	}
	for _, day := range plan.Days {
		for _, item := range day.Items {
			if item.Exercise.Slug != slug {
				continue
			}
			load, ok := item.NextLoad(c.Log, c.Plan.Week)
			of := item.Weeks[c.Plan.Week-1]
			return load, fmt.Sprintf("%d×%d", of.Sets, of.Amount), ok
		}
	}
	return 0, "", false
}

// loggedExercise is the exercise asked for, of which a weight is logged: the very
// one, or, where only "squat" was said, the squat that was logged last. It is empty
// for somebody else.
func (c *chat) loggedExercise() string {
	named, err := fitness.FindExercise(c.want.Exercise)
	if err != nil || c.whose != "" {
		return ""
	}
	var latest LoggedSet
	for _, set := range c.Log {
		switch {
		case set.Weight == 0 || set.Check() != nil:
		case set.Slug == named.Slug:
			return named.Slug
		case c.meansToo(named, set.Slug) && set.On.After(latest.On):
			latest = set
		}
	}
	return latest.Slug
}

// meansToo reports whether a word as wide as "squat" means another exercise as well
// as the one it is taken for.
func (c *chat) meansToo(named fitness.Exercise, slug string) bool {
	other, err := fitness.FindExercise(slug)
	if err != nil || other.Pattern != named.Pattern {
		return false
	}
	words, others := strings.Fields(strings.ToLower(named.Name)), strings.Fields(strings.ToLower(other.Name))
	last := words[len(words)-1]
	narrower := slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return slices.Contains(c.reading.words, w) })
	return !narrower && others[len(others)-1] == last
}

// lastSetsOf says the last session of an exercise: "Last time it was 3×5 at 100 kg."
func lastSetsOf(log []LoggedSet, slug string) string {
	var last []LoggedSet
	for _, set := range log {
		switch {
		case set.Slug != slug || set.Check() != nil:
		case len(last) == 0 || dayOf(set.On).Equal(dayOf(last[0].On)):
			last = append(last, set)
		case set.On.After(last[0].On):
			last = []LoggedSet{set}
		}
	}
	heaviest := slices.MaxFunc(last, func(a, b LoggedSet) int { return int(a.Weight*100) - int(b.Weight*100) })
	sets := 0
	for _, set := range last {
		if set.Weight == heaviest.Weight {
			sets++
		}
	}
	return fmt.Sprintf("Last time it was %d×%d at %v.", sets, heaviest.Reps, fitness.Exactly(heaviest.Weight, fitness.Kilograms))
}
