package coach

import (
	"errors"
	"fmt"
	"strings"

	"spotter/fitness"
)

// oneRMAnswer estimates the maximum from a load and repetitions.
func oneRMAnswer(c *chat) Answer {
	var a Answer
	load := c.load(c.want.Load)
	switch {
	case c.want.Load == 0 && c.want.Max != 0:
		return percentLoadAnswer(c)
	case c.want.Load == 0:
		a.Text = addressed(c.Person, fmt.Sprintf("tell me a load and how often you lifted it, such as \"60 kg for 8 reps\", and I will estimate your maximum by Epley (%s) and Brzycki (%s). As %s use a set of 3–10 clean repetitions; no test to failure is needed.",
			fitness.Epley.Expression(), fitness.Brzycki.Expression(), c.aLevel())) + c.ask(slotLoad, "Which load did you lift?")
		if c.ageBand() == fitness.Youth {
			a.Text += " Under 18 do not test it: lifting stays supervised by an adult and " + subMaximal() + "."
		}
		a.cite(fitness.Epley.Sources()...)
		a.cite(fitness.Brzycki.Sources()...)
		return a
	case c.want.Reps == 0:
		a.Text = addressed(c.Person, fmt.Sprintf("%v is noted; with the repetitions I can estimate your maximum by Epley (%s). Lifted once, it is your maximum itself.", load, fitness.Epley.Expression())) +
			c.ask(slotReps, "How many repetitions did you do with it?")
		a.cite(fitness.Epley.Sources()...)
		return a
	}
	maxima, err := fitness.OneRepMaxFor(load, c.want.Reps)
	if err != nil {
		return c.noMaximum(load, err)
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%s%v for %d %s gives an estimated one-repetition maximum of %s.", exerciseLead(c), load, c.want.Reps, repetitions(c.want.Reps), maximaText(maxima)))
	if maxima[0].Unsure {
		a.Text += fmt.Sprintf(" Above %d repetitions the estimate gets unsure: repeat it with a heavier set of 3–8.", fitness.SureReps)
	}
	a.Text += c.heaviest(lowestOf(maxima))
	for _, m := range maxima {
		a.cite(m.Sources()...)
		a.record("one_rep_max", map[string]any{"load": load.String(), "repetitions": c.want.Reps, "formula": string(m.Formula)}, map[string]any{"maximum": m.Maximum.String()})
	}
	return a
}

func repetitions(n int) string {
	if n == 1 {
		return "repetition"
	}
	return "repetitions"
}

func exerciseLead(c *chat) string {
	if e, err := fitness.FindExercise(c.want.Exercise); err == nil && e.Weighted() {
		return "on the " + strings.ToLower(e.Name) + " "
	}
	return ""
}

// maximaText prints "116.7 kg by Epley (…) or 112.5 kg by Brzycki (…)".
func maximaText(maxima []fitness.RepMax) string {
	var all []string
	for _, m := range maxima {
		all = append(all, fmt.Sprintf("%v by %s (%s)", m.Maximum, m.Formula, m.Formula.Expression()))
	}
	return strings.Join(all, " or ")
}

// heaviest says what to do with a maximum: what the level and the age train with.
func (c *chat) heaviest(maximum fitness.Load) string {
	lift := prescriptionFor(c.Person)
	low, errLow := fitness.PercentOf(maximum, lift.Load.Low)
	high, errHigh := fitness.PercentOf(maximum, min(lift.Load.High, 100))
	if errLow != nil || errHigh != nil {
		return ""
	}
	most := high.OnPlates()
	if most.Weight > maximum.Weight {
		most = high.BelowOnPlates()
	}
	text := fmt.Sprintf(" As %s%s train at %v of it, about %s, for %v.", c.aLevel(), atAge(c.Person), lift.Load, span(low.OnPlates(), most), lift.Reps)
	if c.Level == fitness.Expert && !lift.Heavy.IsZero() {
		heavy, _ := fitness.PercentOf(maximum, 80)
		top, _ := fitness.PercentOf(maximum, 90)
		text += fmt.Sprintf(" For strength most sets belong at 80–90 %%, %s, for 3–6.", span(heavy.OnPlates(), top.OnPlates()))
	}
	switch c.ageBand() {
	case fitness.Youth:
		text += " Do not test it: under 18 lifting stays supervised by an adult and " + subMaximal() + "."
	case fitness.Older:
		text += " There is no need to test it: at your age the estimate serves better than a single heavy attempt."
	}
	return text
}

// lowestOf returns the lower estimate, so that no advice is heavier than it.
func lowestOf(maxima []fitness.RepMax) fitness.Load {
	lowest := maxima[0].Maximum
	for _, m := range maxima[1:] {
		if m.Maximum.Weight < lowest.Weight {
			lowest = m.Maximum
		}
	}
	return lowest
}

// span prints two loads as a range.
func span(low, high fitness.Load) string {
	return fitness.Between(low.Weight, high.Weight, low.Unit).String()
}

func (c *chat) noMaximum(load fitness.Load, err error) Answer {
	var a Answer
	switch {
	case errors.Is(err, fitness.ErrRepsOutOfRange):
		a.Text = addressed(c.Person, fmt.Sprintf("from %d repetitions no formula gives a maximum worth having: use a set of 1–%d, best 3–%d. Which load could you lift about 8 times?", c.want.Reps, fitness.MostReps, fitness.SureReps))
		c.asked = slotLoad
	default:
		a.Text = addressed(c.Person, fmt.Sprintf("that load cannot be right: I work with more than 0 and at most %d kg. Tell me the number again and I will work it out.", fitness.MaxLoad))
	}
	a.cite(fitness.Epley.Sources()...)
	return a
}

// load is a weight in the unit this person says loads in.
func (c *chat) load(weight float64) fitness.Load {
	return fitness.Load{Weight: weight, Unit: c.said.Unit}
}

// knownMaximum is the maximum that the question before was about.
func knownMaximum(w wanted) float64 {
	if w.Max != 0 {
		return w.Max
	}
	if m, err := fitness.Epley.OneRepMax(fitness.Load{Weight: w.Load, Unit: fitness.Kilograms}, w.Reps); err == nil {
		return m.Maximum.Weight
	}
	return 0
}

// maximumLeads are the words of a question whose only load is a maximum.
var maximumLeads = patterns("1rm|max|maximum … for|what|how")

// percentLoadAnswer turns a maximum and a share or repetitions into a load.
func percentLoadAnswer(c *chat) Answer {
	w := c.want
	if w.Max == 0 && w.Reps == 0 {
		w.Max, w.Load = w.Load, 0
	}
	if w.Max == 0 && w.Percent == 0 && w.Load != 0 && c.reading.has(maximumLeads) {
		w.Max, w.Load = w.Load, 0
	}
	if w.Max == 0 && w.Load != 0 && w.Percent != 0 {
		w.Max, w.Load = w.Load, 0
	}
	if w.Quality != "" && w.Max != 0 && w.Load == 0 && w.Reps == 0 && w.Percent == 0 {
		if a, ok := c.loadForQuality(w); ok {
			return a
		}
	}
	switch {
	case w.Max == 0 && w.Load != 0 && w.Reps != 0:
		return oneRMAnswer(c)
	case w.Max == 0:
		return c.withoutMaximum()
	case w.Load != 0 && w.Percent == 0:
		return c.repsWith(w)
	case w.Percent != 0:
		return c.shareOf(w)
	default:
		return c.loadForReps(w)
	}
}

func (c *chat) withoutMaximum() Answer {
	if c.want.Percent == 0 && c.want.Reps == 0 {
		if a, ok := c.nextOfLog(); ok {
			return a
		}
	}
	lift := prescriptionFor(c.Person)
	effort := c.effort()
	var a Answer
	a.Text = addressed(c.Person, fmt.Sprintf("as %s%s lift %v: a load for %v that ends at %s, so two or three more would still be possible. Begin light, add weight from set to set until it feels so, and note it.",
		c.aLevel(), atAge(c.Person), lift.Load, lift.Reps, rpe(effort))) + liftingCare(c.Person)
	if c.want.Percent != 0 {
		a.Text += fmt.Sprintf(" For %v of it I need the maximum.", fitness.Exactly(c.want.Percent, fitness.Percent))
	}
	a.Text += c.ask(slotMax, "What is your one-repetition maximum, or a load and how often you lifted it?")
	a.citePrescription(c.Person, lift)
	a.cite(fitness.EffortSources()...)
	return a
}

func (c *chat) shareOf(w wanted) Answer {
	var a Answer
	maximum := c.load(w.Max)
	load, err := fitness.PercentOf(maximum, w.Percent)
	if err != nil {
		a.Text = addressed(c.Person, "of a maximum I work with 1 to 100 %, and with loads up to 600 kg. Tell me the numbers again and I will work it out.")
		return a
	}
	share := fitness.Exactly(w.Percent, fitness.Percent)
	a.Text = addressed(c.Person, fmt.Sprintf("%v of %v is %v", share, maximum, load))
	if plates := load.OnPlates(); plates != load {
		a.Text += fmt.Sprintf(", on plates %v", plates)
	}
	a.Text += "." + c.besideLoad(w.Percent)
	lift := prescriptionFor(c.Person)
	a.cite(lift.Sources()...)
	a.record("percent_of_max", map[string]any{"maximum": maximum.String(), "percent": share.String()}, map[string]any{"load": load.String()})
	return a
}

// besideLoad says how a share of the maximum sits with what the level trains.
func (c *chat) besideLoad(percent float64) string {
	lift := prescriptionFor(c.Person)
	own := fmt.Sprintf(" As %s%s your range is %v for %v", c.aLevel(), atAge(c.Person), lift.Load, lift.Reps)
	if percent > lift.Load.High+0.5 {
		own += fmt.Sprintf(", so this is heavier than I advise you: stay at %v at most", fitness.Exactly(lift.Load.High, fitness.PercentOneRM))
	}
	return own + " (ACSM)."
}

func (c *chat) loadForReps(w wanted) Answer {
	var a Answer
	maximum := c.load(w.Max)
	lift := prescriptionFor(c.Person)
	reps := w.Reps
	if reps == 0 {
		a.Text = addressed(c.Person, fmt.Sprintf("with a maximum of %v", maximum)) + strings.TrimPrefix(c.heaviest(maximum), ".")
		a.Text = strings.Replace(a.Text, " As ", ", as ", 1)
		a.citePrescription(c.Person, lift)
		return a
	}
	var loads []string
	for _, f := range fitness.MaxFormulas() {
		load, err := f.LoadFor(maximum, reps)
		if err != nil {
			return c.noMaximum(maximum, err)
		}
		loads = append(loads, fmt.Sprintf("%v by %s", load, f))
		a.cite(f.Sources()...)
		a.record("load_for_repetitions", map[string]any{"maximum": maximum.String(), "repetitions": reps, "formula": string(f)}, map[string]any{"load": load.String()})
	}
	first, _ := fitness.Epley.LoadFor(maximum, reps)
	percent, _ := fitness.Epley.PercentFor(reps)
	a.Text = addressed(c.Person, fmt.Sprintf("for %d %s with a maximum of %v the most you could lift is %s (Epley: %s), about %v. Train a little below it, near %v, and leave two repetitions in reserve.",
		reps, repetitions(reps), maximum, strings.Join(loads, " or "), fitness.Epley.Expression(), percent, fitness.Load{Weight: first.Weight * 0.95, Unit: first.Unit}.OnPlates()))
	a.Text += c.besideLoad(percent.Low)
	a.cite(lift.Sources()...)
	return a
}

func (c *chat) repsWith(w wanted) Answer {
	var a Answer
	load, maximum := c.load(w.Load), c.load(w.Max)
	if load.Weight > maximum.Weight {
		load, maximum = maximum, load
	}
	reps, err := fitness.Epley.RepsWith(load, maximum)
	if err != nil {
		a.Text = addressed(c.Person, fmt.Sprintf("%v of a maximum of %v is so light that you can lift it more than %d times.", load, maximum, fitness.MostReps)) + c.besideLoad(load.Weight/maximum.Weight*100)
	} else {
		share := fitness.Exactly(load.Weight/maximum.Weight*100, fitness.PercentOneRM)
		a.Text = addressed(c.Person, fmt.Sprintf("with a maximum of %v you can lift %v about %d times by Epley; it is %v. In training stop two or three short of that, at %d to %d.", maximum, load, reps, share, max(reps-3, 1), max(reps-2, 1))) + c.besideLoad(share.Low)
	}
	a.cite(fitness.Epley.Sources()...)
	a.cite(prescriptionFor(c.Person).Sources()...)
	return a
}
