package coach

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"spotter/fitness"
)

// mostLoggedSets is how many sets one message may log.
const mostLoggedSets = 20

// countsToo asks whether an activity counts.
var countsToo = patterns("count|counts", "hows|how is that", "enough", "any good")

// logAnswer notes what was lifted and says what it is worth. What was not lifted, or
// on a day that is not clear, is not noted.
func logAnswer(c *chat) Answer {
	if len(c.told.lifts) == 0 && c.want.Activity != "" && c.want.Reps == 0 && c.want.Load == 0 && c.want.Sets == 0 && (c.want.Minutes > 0 || c.want.Kilometres > 0 || c.reading.has(countsToo)) {
		return burnAnswer(c)
	}
	if !c.told.mood.isDone() {
		return c.notDone()
	}
	if len(c.told.lifts) > 0 {
		return c.noteLifts(c.told.lifts)
	}
	var a Answer
	dose := prescriptionFor(c.Person)
	a.citePrescription(c.Person, dose)
	e, err := fitness.FindExercise(c.want.Exercise)
	if err != nil {
		a.Text = addressed(c.Person, fmt.Sprintf("tell me the exercise, sets, repetitions and load, such as \"bench press 3x8 @ 60 kg\". As %s your target is %v of %v.", c.aLevel(), dose.Sets, dose.Reps))
		return a
	}
	if c.want.Reps == 0 && e.Counted == fitness.CountReps {
		a.Text = addressed(c.Person, fmt.Sprintf("%s, good. As %s your target is %v of %v.", strings.ToLower(e.Name), c.aLevel(), dose.Sets, dose.Reps)) + c.ask(slotReps, "How many repetitions did you do?")
		return a
	}
	if load := c.load(c.want.Load); c.want.Load > 0 && load.Check() != nil {
		return c.noMaximum(load, fitness.ErrLoadOutOfRange)
	}
	g := liftGroup{slug: e.Slug, sets: c.want.Sets, reps: c.want.Reps, seconds: int(math.Round(c.want.Minutes * 60)), effort: c.want.Effort}
	if c.want.Load > 0 {
		g.load = c.load(c.want.Load)
	}
	told, ok := g.lift()
	if !ok {
		a.Text = addressed(c.Person, fmt.Sprintf("that I cannot note: tell me how often or how long, such as \"%s 3x8\" or \"plank 3x45 s\".", strings.ToLower(e.Name)))
		return a
	}
	return c.noteLifts([]lift{told})
}

var gripGone = patterns("grip … went|gone|goes|failed|fails|gave|slipped|slips|weak|let", "lost … grip")

// noteLifts logs lifts and says what they are worth.
func (c *chat) noteLifts(lifts []lift) Answer {
	var a Answer
	dose := prescriptionFor(c.Person)
	a.citePrescription(c.Person, dose)
	on, clear := c.dayOfLifts()
	if !clear {
		return c.whichDay(lifts)
	}
	for _, l := range lifts {
		for _, set := range l.logged() {
			set.On = on
			a.Logged = append(a.Logged, set)
		}
	}
	noted := c.pick("noted: ", "got it: ")
	if !on.IsZero() {
		noted = c.pick("noted for ", "got it, for ") + dayName(on) + ": "
	}
	a.Text = addressed(c.Person, noted+liftsText(lifts)+".")
	last := lifts[len(lifts)-1]
	c.want.Exercise = last.exercise.Slug
	if best, ok := strongest(lifts); ok {
		of := ""
		if len(lifts) > 1 {
			last, of = best, " for "+strings.ToLower(best.exercise.Name)
		}
		a.Text += " That is" + c.maximumOf(&a, best) + of + "."
	}
	c.want.Load, c.want.Reps = last.load.Weight, or(slices.Max(append(last.reps, 0)), 0)
	if last.seconds > 0 {
		a.Text += fmt.Sprintf(" As %s do %v; add some seconds before you make it harder.", c.aLevel(), dose.Sets)
		return a
	}
	a.Text += c.nextAfter(last.load, dose)
	if c.reading.has(gripGone) {
		a.Text += " Where the grip goes first, use chalk or a mixed grip on the heaviest set, and hang 2–3 times for 20–30 s at the end."
	}
	return a
}

// maximumOf is " an estimated maximum of …" of a lift, with its sources in the
// answer.
func (c *chat) maximumOf(a *Answer, l lift) string {
	reps := slices.Max(l.reps)
	maxima, err := fitness.OneRepMaxFor(l.load, reps)
	if err != nil {
		return ""
	}
	for _, m := range maxima {
		a.cite(m.Sources()...)
		a.record("one_rep_max", map[string]any{"load": l.load.String(), "repetitions": reps, "formula": string(m.Formula)}, map[string]any{"maximum": m.Maximum.String()})
	}
	return fmt.Sprintf(" an estimated maximum of %s", maximaText(maxima))
}

// strongest is the lift whose estimated maximum is the highest, if one has any.
func strongest(lifts []lift) (best lift, ok bool) {
	most := 0.0
	for _, l := range lifts {
		for _, set := range l.logged() {
			if maximum, has := set.Maximum(); has && maximum > most {
				best, most, ok = l, maximum, true
			}
		}
	}
	return best, ok
}

// liftsText lists lifts: "barbell back squat 5×5 at 100 kg and 3×3 at 110 kg".
func liftsText(lifts []lift) string {
	var parts []string
	for i, l := range lifts {
		if i > 0 && l.exercise.Slug == lifts[i-1].exercise.Slug {
			parts[len(parts)-1] += " and " + l.numbers()
			continue
		}
		parts = append(parts, l.String())
	}
	return strings.Join(parts, "; ")
}

// nextAfter proposes the next session after a logged set.
func (c *chat) nextAfter(load fitness.Load, lift fitness.Prescription) string {
	if c.want.Load == 0 {
		return fmt.Sprintf(" As %s aim at %v of %v next time.", c.aLevel(), lift.Sets, lift.Reps)
	}
	step, err := fitness.NextLoad(load)
	switch {
	case err != nil:
		return ""
	case float64(c.want.Reps) > lift.Reps.High && !step.MoreReps:
		return fmt.Sprintf(" That is over your target of %v: do it once more like this, then take %v.", lift.Reps, step.Load)
	case float64(c.want.Reps) < lift.Reps.Low:
		return fmt.Sprintf(" Your target as %s%s is %v, so stay with it or go lighter until you reach them.", c.aLevel(), atAge(c.Person), lift.Reps)
	case step.MoreReps:
		return fmt.Sprintf(" Your target as %s%s is %v; the next plates are too big a step, so add repetitions first.", c.aLevel(), atAge(c.Person), lift.Reps)
	default:
		return fmt.Sprintf(" Your target as %s%s is %v; a repetition over %.0f in two sessions, and the next load is %v.", c.aLevel(), atAge(c.Person), lift.Reps, lift.Reps.High, step.Load)
	}
}

// lastSession returns the sets of the newest day in the log, in their order.
func (p Person) lastSession() []LoggedSet {
	var newest []LoggedSet
	for _, set := range p.Log {
		if set.Check() != nil {
			continue
		}
		switch {
		case len(newest) == 0 || set.On.YearDay() == newest[0].On.YearDay() && set.On.Year() == newest[0].On.Year():
			newest = append(newest, set)
		case set.On.After(newest[0].On):
			newest = []LoggedSet{set}
		}
	}
	return newest
}

// lastTime says the main lift of the last session: "Last time: goblet squat 3×10
// at 16 kg."
func (p Person) lastTime() string {
	session := p.lastSession()
	if len(session) == 0 {
		return ""
	}
	first := session[0]
	sets := 0
	for _, set := range session {
		if set.Slug == first.Slug {
			sets++
		}
	}
	text := fmt.Sprintf("Last time: %s %d×%d", exerciseName(first.Slug), sets, or(first.Reps, first.Seconds))
	if first.Reps == 0 {
		text += " s"
	}
	if first.Weight > 0 {
		text += " at " + fitness.Exactly(first.Weight, fitness.Kilograms).String()
	}
	return text + "."
}

func progressAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	last := c.lastTime()
	if last == "" {
		a.Text = addressed(c.Person, fmt.Sprintf("nothing is logged yet, so there is nothing to compare. Tell me a set, such as \"goblet squat 3x10 @ 16 kg\", and I will keep it; as %s%s your week is %v of lifting with %v of %v.",
			c.aLevel(), atAge(c.Person), lift.DaysOf(c.DaysPerWeek), lift.Sets, lift.Reps))
		a.citePrescription(c.Person, lift)
		return a
	}
	a.Text = addressed(c.Person, strings.ToLower(last[:1])+last[1:])
	for i, record := range fitness.PersonalRecords(c.Log) {
		if maximum, ok := record.Strongest.Maximum(); ok && i < 3 {
			a.Text += fmt.Sprintf(" Your best %s: %v for %d, an estimated maximum of %v by Epley", exerciseName(record.Slug), fitness.Exactly(record.Strongest.Weight, fitness.Kilograms), record.Strongest.Reps, fitness.Exactly(maximum, fitness.Kilograms))
			if gain, ok := fitness.PerWeek(fitness.MaximumTrend(c.Log, record.Slug)); ok {
				a.Text += fmt.Sprintf(" (%+.1f kg a week)", gain)
			}
			a.Text += "."
		}
	}
	main := c.lastSession()[0].Slug
	if next, err := fitness.NextSession(c.Log, main, int(lift.Reps.High)); err == nil {
		a.Text += fmt.Sprintf(" Next time as %s: %s", c.aLevel(), exerciseName(main))
		if next.Weight > 0 {
			a.Text += fmt.Sprintf(" with %v", fitness.Exactly(next.Weight, fitness.Kilograms))
		}
		a.Text += fmt.Sprintf(" for %d repetitions.", next.Reps)
	}
	a.cite(fitness.Epley.Sources()...)
	a.cite(lift.Sources()...)
	return a
}

// exerciseNames lists the names of the first few exercises: "a, b or c".
func exerciseNames(all []fitness.Exercise, most int) string {
	var names []string
	for _, e := range all[:min(len(all), most)] {
		names = append(names, strings.ToLower(e.Name))
	}
	switch n := len(names); n {
	case 0, 1:
		return strings.Join(names, "")
	default:
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
}

// forMuscle returns what this person can do for a group of muscles, those of their
// own level and with a weight first.
func (c *chat) forMuscle(group string) []fitness.Exercise {
	var all []fitness.Exercise
	for _, e := range fitness.Exercises(c.filter()) {
		works := slices.ContainsFunc(e.Primary[:1], func(m fitness.Muscle) bool { return string(m.Group()) == group })
		if works && e.Pattern.IsStrength() {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b fitness.Exercise) int { return c.rank(b) - c.rank(a) })
	return all
}

func (c *chat) rank(e fitness.Exercise) int {
	rank := 0
	if e.Level == c.Level {
		rank += 2
	}
	if e.Weighted() && len(c.owned) > 0 {
		rank += 2
	}
	if !e.Pattern.IsPush() || e.Pattern != fitness.SinglePush {
		rank++
	}
	return rank
}
