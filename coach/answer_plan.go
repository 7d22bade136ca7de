package coach

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

const (
	usualMinutes   = 45
	usualSession   = 30
	mostItemsShown = 12
)

// planRequest is what a plan is made for; days 0 takes what the level should do.
func (c *chat) planRequest(days int, minutes float64) fitness.PlanRequest {
	if days == 0 {
		days = or(c.DaysPerWeek, map[fitness.Level]int{fitness.Beginner: 3, fitness.Intermediate: 4, fitness.Expert: 5}[c.Level])
	}
	owned := c.owned
	if c.reading.has(patterns("gym", "fitness studio|center|centre")) && len(c.said.Owns) == 0 && !c.said.OwnsNothing && !c.reading.has(patterns("no|without|cant|cannot|not|hate|quit|instead … gym", "at home")) {
		owned = without(fitness.EquipmentWords(), c.said.Lacks)
	}
	level, minutes := c.stepped(minutes)
	return fitness.PlanRequest{
		Days: min(max(days+c.want.Days, fitness.MinPlanDays), fitness.MaxPlanDays), Minutes: int(min(max(minutes, fitness.MinPlanMinutes), fitness.MaxPlanMinutes)),
		Level: level, Age: c.Age, Goal: fitness.Goal(or(c.want.Aim, c.Goal)), Owned: owned, Without: union(avoided(c.said.Avoids), otherMachines(c.said.Machines)),
		Conditions: catalogueConditions(c.conditions, c.joints), Recent: c.recent(), Seed: uint64(or(c.want.Seed, c.variant)),
	}
}

// stepped is the level and the minutes of a plan that was wanted harder or easier
// than the person's own. Beyond the levels there is, the time changes.
func (c *chat) stepped(minutes float64) (fitness.Level, float64) {
	levels := []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert}
	at := slices.Index(levels, c.Level) + c.want.Step
	for ; at < 0; at++ {
		minutes *= 2.0 / 3
	}
	for ; at >= len(levels); at-- {
		minutes *= 4.0 / 3
	}
	if c.want.Step != 0 {
		minutes = roundedToFive(minutes)
	}
	return levels[at], minutes
}

// stepText says that a plan is not of the person's own level.
func (c *chat) stepText() string {
	switch {
	case c.want.Step > 0 && c.ageBand() == fitness.Adult:
		return " It is a step harder than your level: if a set ends with less than two repetitions to spare, take one set away."
	case c.want.Step > 0:
		return " It is a step harder than your level: stay at what is clean, and take one set away when it is not."
	case c.want.Step < 0:
		return " It is a step easier than your level; go back up when all sets end with four to spare."
	default:
		return ""
	}
}

func (c *chat) recent() []string {
	var slugs []string
	for _, set := range c.lastSession() {
		slugs = union(slugs, []string{set.Slug})
	}
	return slugs
}

// noPlan says why there is none and what would change that.
func (c *chat) noPlan(err error) Answer {
	lift := prescriptionFor(c.Person)
	why := "what you have and what you spare leave too few exercises for a balanced week"
	if errors.Is(err, fitness.ErrPlanTooShort) {
		why = "the minutes are too few for a balanced week"
	}
	a := Answer{Text: addressed(c.Person, fmt.Sprintf("%s. Allow some more minutes, or add a band or a pair of dumbbells; until then do %v of %v of the exercises that feel fine, on %v a week.", why, lift.Sets, lift.Reps, lift.DaysOf(c.DaysPerWeek)))}
	a.citePrescription(c.Person, lift)
	return a
}

func planAnswer(c *chat) Answer {
	plan, err := c.weekPlan()
	if err != nil {
		return c.noPlan(err)
	}
	minutes := plan.Request.Minutes
	var a Answer
	var text strings.Builder
	training := 0
	for _, day := range plan.Days {
		if day.Kind == fitness.LiftingDay || day.Kind == fitness.CardioDay {
			training++
		}
	}
	fmt.Fprintf(&text, "%s", addressed(c.Person, fmt.Sprintf("as %s%s train on %v, %d min each, %s%s:", c.aLevel(), atAge(c.Person), fitness.Exactly(float64(training), fitness.Days), minutes, plan.Split, c.because())))
	days, follows := c.daysOf(plan)
	for _, day := range days {
		fmt.Fprintf(&text, "\n- %s", day)
	}
	fmt.Fprintf(&text, "\nWarm up for %v first. In weeks 2 and 3 add repetitions or load as the sets get easy (%v), and week 4 is easy: %d sets instead of %d.", fitness.WarmUp(), fitness.Overload(), plan.Sets(4), plan.Sets(3))
	switch {
	case follows:
		fmt.Fprintf(&text, " This is week %d of %d of the plan you follow.", c.week(), fitness.PlanWeeks)
	case c.Plan != nil && c.whose == "":
		text.WriteString(" The plan you follow stays as it is: to train by this one, change its days, minutes and equipment in your week.")
	}
	text.WriteString(c.stepText())
	text.WriteString(c.loadLimit())
	text.WriteString(c.planNotes(plan))
	if c.owned == nil && len(plan.Request.Owned) == 0 {
		text.WriteString(" I planned it without equipment; tell me what you have, and I plan with it.")
	}
	a.Text = text.String()
	a.cite(plan.Sources()...)
	a.record("plan_week", map[string]any{"days": plan.Request.Days, "minutes": plan.Request.Minutes, "level": string(c.Level), "age": c.Age}, map[string]any{"split": string(plan.Split), "sets": plan.Sets(1)})
	return a
}

// daysOf are the days of a plan in their order, "Monday, push: …", and whether they
// are those of the plan that is kept.
func (c *chat) daysOf(plan fitness.Plan) (days []string, follows bool) {
	weekdays, kept := c.said.weekdays(len(plan.Days)), c.keptWeekdays(plan)
	follows = c.follows(plan) && (len(weekdays) == 0 || slices.Equal(weekdays, kept))
	if follows {
		weekdays = kept
	}
	order := make([]int, len(plan.Days))
	for i := range order {
		order[i] = i
	}
	if follows {
		slices.SortFunc(order, func(a, b int) int { return fromMonday(kept[a]) - fromMonday(kept[b]) })
	}
	for _, i := range order {
		when := fmt.Sprintf("Day %d", plan.Days[i].Weekday)
		if len(weekdays) == len(plan.Days) {
			when = weekdays[i].String()
		}
		days = append(days, fmt.Sprintf("%s, %s: %s", when, plan.Days[i].Name, c.itemsText(plan.Days[i])))
	}
	return days, follows
}

// itemsText lists the exercises of a day with the doses of the week that a plan is
// in, or of the first.
func (c *chat) itemsText(day fitness.PlanDay) string {
	var items []string
	most := mostItemsShown
	if c.brief {
		most = 3
	}
	for _, item := range day.Items {
		if len(items) < most {
			items = append(items, itemText(item, c.week()))
		}
	}
	return strings.Join(items, ", ")
}

// week is the week of the plan whose doses count, from 1.
func (c *chat) week() int {
	if c.Plan == nil {
		return 1
	}
	return c.Plan.Week
}

func itemText(item fitness.PlanItem, week int) string {
	dose := item.Weeks[week-1]
	unit := ""
	switch item.Exercise.Counted {
	case fitness.CountSeconds:
		unit = " s"
	case fitness.CountMinutes:
		return fmt.Sprintf("%s %d min", strings.ToLower(item.Exercise.Name), dose.Sets*dose.Amount)
	}
	return fmt.Sprintf("%s %d×%d%s", strings.ToLower(item.Exercise.Name), dose.Sets, dose.Amount, unit)
}

// planNotes puts the notes of a plan into words.
func (c *chat) planNotes(plan fitness.Plan) string {
	text := ""
	for _, note := range plan.Notes {
		switch note {
		case fitness.NoteAlternate, fitness.NoteClinician, fitness.NoteAgeUnknown: // told elsewhere in an answer
		default:
			text += " " + c.noteText(note)
		}
	}
	if c.Age == 0 {
		text += c.ask(slotAge, "How old are you? Until I know, I keep the loads where they suit every age.")
	}
	return text
}

// sessionMinutes is how long a session may take.
func (c *chat) sessionMinutes() float64 {
	return or(or(c.want.Minutes, facts(c.Remembered).minutes()), usualSession)
}

// sessionPlan is a plan of one day.
func (c *chat) sessionPlan() (fitness.Plan, error) {
	plan, err := fitness.PlanWeek(c.planRequest(1, c.sessionMinutes()))
	if err == nil && len(plan.Days) == 0 {
		err = fitness.ErrNothingLeft
	}
	return plan, err
}

// muscles is how many groups of muscles a message names.
func (r reading) muscles() int {
	var groups []string
	for _, n := range r.names {
		if n.mark == markMuscle {
			groups = union(groups, []string{n.value})
		}
	}
	return len(groups)
}

// wholeSession asks for a session and not for exercises to choose among.
var wholeSession = patterns("workout|session|routine|circuit|day", "#duration")

func sessionAnswer(c *chat) Answer {
	if c.want.Focus != "" || c.want.Muscle != "" && (c.reading.has(wholeSession) || c.reading.muscles() > 1) {
		if a, ok := c.focusedSession(); ok {
			return a
		}
	}
	if c.want.Muscle != "" {
		return c.exercisesFor(c.want.Muscle)
	}
	plan, err := c.sessionPlan()
	if err != nil {
		return c.noPlan(err)
	}
	minutes := c.sessionMinutes()
	if c.want.Step != 0 {
		minutes = float64(plan.Request.Minutes)
	}
	day := plan.Days[0]
	var a Answer
	var text strings.Builder
	text.WriteString(addressed(c.Person, fmt.Sprintf("%s %d min for %s%s%s:", c.pick("here are", "take these"), int(minutes), c.aLevel(), atAge(c.Person), c.because())))
	fmt.Fprintf(&text, "\n- warm up %d min at a light pulse, %s", day.WarmUp, pulseOf(personalZones(c.Person), fitness.Light))
	for _, item := range day.Items {
		fmt.Fprintf(&text, "\n- %s", itemText(item, 1))
		if item.Rest > 0 {
			fmt.Fprintf(&text, ", rest %d s", item.Rest)
		}
	}
	effort := c.effort()
	fmt.Fprintf(&text, "\nEnd each set at %s.", rpe(effort))
	text.WriteString(c.stepText())
	text.WriteString(c.loadLimit())
	text.WriteString(c.bandCare())
	a.Text = text.String()
	a.cite(plan.Sources()...)
	a.citeZones(c.Person, personalZones(c.Person))
	a.cite(fitness.EffortSources()...)
	return a
}

func warmUpAnswer(c *chat) Answer {
	var a Answer
	zones := personalZones(c.Person)
	load := ""
	if c.want.Load > 0 {
		work := c.load(c.want.Load)
		half, _ := fitness.PercentOf(work, 50)
		most, _ := fitness.PercentOf(work, 75)
		near, _ := fitness.PercentOf(work, 90)
		load = fmt.Sprintf(" Before %v do %v for 8 and %v for 4", work, half.OnPlates(), most.OnPlates())
		if work.Weight >= heavyLoad {
			load += fmt.Sprintf(", then %v once", near.BelowOnPlates())
		}
		load += "."
		if c.want.Step < 0 {
			return c.shortWarmUp(load)
		}
	} else {
		load = " Before heavy lifts do two light sets of the same exercise, at about 50 % and 75 % of the working weight."
		if c.want.Step < 0 {
			return c.shortWarmUp(load)
		}
	}
	a.Text = addressed(c.Person, fmt.Sprintf("move for %v from light to moderate, as %s%s at a pulse of %s to begin with (ACSM, Garber 2011).%s Cool down the same way: 5 min of easy walking until the breath is calm.", fitness.WarmUp(), c.aLevel(), atAge(c.Person), pulseOf(zones, fitness.Light), load))
	if c.ageBand() == fitness.Older {
		a.Text += " Take the full ten minutes, and turn ankles, hips and shoulders through their range."
	}
	a.cite(fitness.WarmUpSources()...)
	a.citeZones(c.Person, zones)
	return a
}

// heavyLoad is the load from which a third set of a warm-up pays, in the unit it is
// said in.
const heavyLoad = 100

// shortWarmUp is the least before a load: the light sets.
func (c *chat) shortWarmUp(load string) Answer {
	zones := personalZones(c.Person)
	a := Answer{Text: addressed(c.Person, fmt.Sprintf("in a hurry 3–5 min are enough: two minutes of brisk steps or squats without weight, at %s, then the light sets, which matter most.%s Rest a minute between them.", pulseOf(zones, fitness.Light), load))}
	a.cite(fitness.WarmUpSources()...)
	a.citeZones(c.Person, zones)
	return a
}

func stretchAnswer(c *chat) Answer {
	var a Answer
	s, err := fitness.StretchingFor(c.Age)
	if err != nil {
		s, _ = fitness.StretchingFor(30)
	}
	fewest, most := s.Times()
	a.Text = addressed(c.Person, fmt.Sprintf("as %s%s hold a stretch for %v, %d to %d times, until each muscle has had %v, on %v a week, always warm and without pain (ACSM, Garber 2011). Long static holds fit after training or on their own; before lifting move instead.",
		c.aLevel(), atAge(c.Person), s.Hold, fewest, most, s.Total, s.Days))
	if c.Age == 0 {
		a.Text += c.ask(slotAge, "How old are you? From 65 on the holds are longer.")
	}
	a.cite(s.Sources()...)
	a.record("stretching", map[string]any{"age": c.Age}, map[string]any{"hold_s": recorded(s.Hold), "total_s": recorded(s.Total)})
	return a
}

func sorenessAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	a.Text = addressed(c.Person, fmt.Sprintf("that is normal: soreness after new or hard work peaks at 24–72 hours and goes by itself (Cheung et al.). Until it fades move lightly, at a pulse of %s, and train other muscles; the sore ones may work again once they feel weak no more, with one set less. As %s%s stay at %v for the next session of %v.",
		pulseOf(personalZones(c.Person), fitness.Light), c.aLevel(), atAge(c.Person), lift.Sets.Start(), lift.Reps)+" Being sore is no measure of a good session.")
	if c.ageBand() == fitness.Older {
		a.Text += " At your age allow a day more."
	}
	a.Text += " With dark urine, or muscles that swell hard and lose their strength, it is no soreness: go to a hospital or call an ambulance at once, for muscle that breaks down harms the kidneys."
	a.cite(cheung2003)
	a.cite(lift.Sources()...)
	a.citeZones(c.Person, personalZones(c.Person))
	return a
}
