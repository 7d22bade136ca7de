package coach

import (
	"fmt"
	"strings"

	"spotter/fitness"
)

// nextLoadAnswer says when to add weight, and the next load where one is known.
func nextLoadAnswer(c *chat) Answer {
	if c.want.Load == 0 {
		if a, ok := c.nextOfLog(); ok {
			return a
		}
	}
	var a Answer
	lift := prescriptionFor(c.Person)
	load, name := c.lastLoad()
	a.Text = addressed(c.Person, fmt.Sprintf("add weight when you do %d–%d repetitions more than planned in %d sessions in a row, and then %v (ACSM).", fitness.RepsOverTarget, fitness.RepsOverTarget+1, fitness.SessionsOverTarget, fitness.Overload()))
	a.cite(lift.Sources()...)
	step, err := fitness.NextLoad(load)
	switch {
	case load.Weight == 0:
		a.Text += fmt.Sprintf(" As %s%s your target is %v, so the time has come at %.0f.", c.aLevel(), atAge(c.Person), lift.Reps, lift.Reps.High+1) + c.ask(slotLoad, "Which load do you lift now?")
		return c.paced(a)
	case err != nil:
		return c.noMaximum(load, err)
	case step.MoreReps:
		a.Text += fmt.Sprintf(" From %v%v the smallest step of plates is more than 10 %%, so keep %v and add a repetition or two to each set, up to %.0f for %s.", name, load, load, lift.Reps.High+2, c.aLevel())
	default:
		a.Text += fmt.Sprintf(" After %v%v that is %v (%v more); as %s begin again at %v.", name, load, step.Load, step.Increase, c.aLevel(), lift.Reps.Start())
	}
	a.record("next_load", map[string]any{"load": load.String()}, map[string]any{"load": step.Load.String(), "more_repetitions": step.MoreReps})
	a.cite(step.Sources()...)
	return c.paced(a)
}

// paced adds how fast an age goes.
func (c *chat) paced(a Answer) Answer {
	switch c.ageBand() {
	case fitness.Youth:
		a.Text += " Under 18 every repetition has to be clean before anything gets heavier, and an adult watches."
	case fitness.Older:
		a.Text += " At your age take the smallest step, and stay with it for two weeks."
	}
	return a
}

// lastLoad is the load on the table, or that of the last session.
func (c *chat) lastLoad() (load fitness.Load, name string) {
	if c.want.Load != 0 {
		return c.load(c.want.Load), ""
	}
	for _, set := range c.lastSession() {
		if set.Weight > 0 && (c.want.Exercise == "" || set.Slug == c.want.Exercise) {
			return fitness.Load{Weight: set.Weight, Unit: fitness.Kilograms}, "your " + exerciseName(set.Slug) + " at "
		}
	}
	return fitness.Load{Unit: c.said.Unit}, ""
}

// exerciseName is the printed name of a slug, in a sentence.
func exerciseName(slug string) string {
	if e, err := fitness.FindExercise(slug); err == nil {
		return strings.ToLower(e.Name)
	}
	return "last exercise"
}

// rpe writes a rating the way people say it: "RPE 7–8".
func rpe(r fitness.Range) string {
	return "RPE " + strings.TrimSuffix(r.String(), " RPE")
}

// effort is how hard this person's sets should be: of their level, and under 18 as
// easy as a beginner's.
func (c *chat) effort() fitness.Range {
	level := c.Level
	if c.ageBand() == fitness.Youth {
		level = fitness.Beginner
	}
	effort, err := fitness.EffortFor(level)
	if err != nil {
		panic("coach: effort for a person not made known: " + err.Error())
	}
	return effort
}

// effortAnswer explains how hard a set should be.
func effortAnswer(c *chat) Answer {
	var a Answer
	own := c.effort()
	left, right := 10-own.High, 10-own.Low
	moderate := fitness.FeelOf(fitness.Moderate)
	lead := "RPE is how hard a set was, from 1 to 10: 10 leaves no repetition, 9 one, 8 two and 7 three in reserve (RIR)."
	if r, err := fitness.ReserveAt(c.want.Effort); err == nil {
		lead = fmt.Sprintf("%s means %v.", rpe(fitness.Exactly(c.want.Effort, fitness.RPE)), r)
	} else if e, err := fitness.EffortWith(c.want.Reserve); err == nil && c.want.HasReserve {
		lead = fmt.Sprintf("%v is %s.", fitness.Exactly(float64(c.want.Reserve), fitness.InReserve), rpe(e))
	}
	a.Text = addressed(c.Person, lead) + fmt.Sprintf(" As %s%s end your sets at %s, with %s in reserve (Zourdos); training to failure made no consistent difference (ACSM 2026). In cardio the talk test does the same: at moderate effort, %s of Borg's 6–20, you can %s.",
		c.aLevel(), atAge(c.Person), rpe(own), fitness.Between(left, right, fitness.Repetitions), borg(moderate), moderate.Speech)
	if c.ageBand() == fitness.Youth {
		a.Text += " Under 18 never go to failure, and lift supervised by an adult."
	}
	a.cite(fitness.EffortSources()...)
	a.cite(moderate.Sources()...)
	a.record("effort", map[string]any{"level": string(c.Level)}, map[string]any{"rpe": own.String()})
	return a
}

// volumeSkill answers days and sets, for one quality where one was named.
func volumeSkill(c *chat) Answer {
	a := volumeAnswer(c.Person)
	if c.brief {
		a.Text = addressed(c.Person, volumeLead(c.Person, prescriptionFor(c.Person))) + liftingCare(c.Person)
	}
	if c.want.Muscle != "" && c.reading.has(patterns("sets")) {
		a.Text += fmt.Sprintf(" For your %s that makes %v a week.", c.want.Muscle, c.weeklySets())
	}
	quality := c.want.Quality
	if quality == "" || c.ageBand() == fitness.Youth || c.ageBand() == fitness.Older {
		return a
	}
	e, err := fitness.EmphasisFor(quality)
	if err != nil {
		return a
	}
	text := fmt.Sprintf(" For %s the stand of 2026 says %v", quality, e.Load)
	if !e.Sets.IsZero() {
		text += fmt.Sprintf(", %v", e.Sets)
	}
	text += fmt.Sprintf(" of %v, resting %v", e.Reps, e.Rest)
	if !e.MuscleSets.IsZero() {
		text += fmt.Sprintf(", and %v a week for each muscle", e.MuscleSets)
	}
	a.Text += text + "."
	a.cite(e.Sources()...)
	return a
}

// restAnswer says how long to rest between sets and between days.
func restAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	heavy, _ := fitness.EmphasisFor(fitness.Strength)
	light, _ := fitness.EmphasisFor(fitness.Endurance)
	days := lift.DaysOf(c.DaysPerWeek)
	between := fmt.Sprintf("as %s%s rest %v between sets of %v; %v, up to %v, after heavy compound lifts such as squats; and %v in sets of 15 and more (ACSM 2009).",
		c.aLevel(), atAge(c.Person), lift.Rest, lift.Reps, heavy.Rest, heavy.MostRest, light.Rest)
	if c.want.Reps > 0 && c.want.Reps <= int(heavy.Reps.High) || c.want.Quality == fitness.Power || c.want.Quality == fitness.Strength || c.reading.has(patterns("heavy", "deadlift*", "squat*", "bench*", "compound", "strength", "5x5", "max|maximal")) {
		between = fmt.Sprintf("between heavy sets rest %v, up to %v, the longer the heavier; as %s%s %v is enough for lighter and smaller exercises (ACSM 2009).", heavy.Rest, heavy.MostRest, c.aLevel(), atAge(c.Person), lift.Rest)
	}
	if c.reading.has(patterns("day|days", "every|each", "daily", "workouts|sessions", "recovery|recover")) {
		off := fitness.Between(7-days.High, 7-days.Low, fitness.Days)
		a.Text = addressed(c.Person, fmt.Sprintf("lift on %v a week as %s%s, so %v are without weights; give each muscle at least one day before it works again, and move lightly on the days between. ", days, c.aLevel(), atAge(c.Person), off)) + capitalised(between)
	} else {
		a.Text = addressed(c.Person, between)
	}
	if c.ageBand() == fitness.Older {
		a.Text += " Take the longer end: breathing and pulse should be calm before the next set."
	}
	a.cite(heavy.Sources()...)
	a.cite(lift.Sources()...)
	a.record("rest", map[string]any{"level": string(c.Level)}, map[string]any{"rest_minutes": recorded(lift.Rest), "heavy_minutes": recorded(heavy.Rest), "days": recorded(days)})
	return a
}

// deloadAnswer deals with a plateau.
func deloadAnswer(c *chat) Answer {
	var a Answer
	d := fitness.DeloadPlan()
	lift := prescriptionFor(c.Person)
	sets := int(lift.Sets.High)
	a.Text = addressed(c.Person, fmt.Sprintf("take an easier week: %v fewer sets and %v less load, so as %s%s %v of an exercise instead of %d.", d.Volume, d.Load, c.aLevel(), atAge(c.Person), d.Fewer(sets), sets))
	if load, name := c.lastLoad(); load.Weight > 0 {
		if lighter, err := d.Lighter(load); err == nil {
			a.Text += fmt.Sprintf(" Instead of %s%v lift %v.", name, load, lighter.OnPlates())
		}
	}
	a.Text += fmt.Sprintf(" Plan one every %v, or after %d sessions that got worse; this is common practice of coaches and not a trial's result (Bell et al.). Then check sleep, food and whether you add load only %v at a time.", d.Every, d.FallingAfter, fitness.Overload())
	if c.Level == fitness.Beginner {
		a.Text += " As a beginner first try one set more on each exercise: a true plateau is rare in the first months."
	}
	a.cite(d.Sources()...)
	a.cite(lift.Sources()...)
	a.record("deload", map[string]any{"sets": sets}, map[string]any{"sets": recorded(d.Fewer(sets)), "load_percent": recorded(d.Load)})
	return a
}
