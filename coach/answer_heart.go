package coach

import (
	"fmt"
	"math"
	"strings"
	"time"

	"spotter/fitness"
)

// zonesSkill answers the zones, or where one pulse lies in them.
func zonesSkill(c *chat) Answer {
	zones := personalZones(c.Person)
	if c.has(betaBlocker) {
		return c.byFeel()
	}
	if c.has(pregnant) {
		a, _ := c.pregnancyOn(onAPulse)
		return a
	}
	if c.want.Pulse > 0 && len(zones) > 0 {
		return c.pulseInZones(zones)
	}
	if c.brief && len(zones) > 0 {
		a := Answer{Text: addressed(c.Person, fmt.Sprintf("at %d your moderate zone is %s and the vigorous one %s, from an estimated maximum of %s.", c.Age, pulseOf(zones, fitness.Moderate), pulseOf(zones, fitness.Vigorous), byFormula(zones, maximumOf)))}
		a.citeZones(c.Person, zones)
		return a
	}
	a := zonesAnswer(c.Person)
	switch {
	case len(zones) == 0:
		c.asked = slotAge
	case c.RestingHeartRate == 0:
		c.asked = slotResting
	}
	return a
}

func maximumOf(z fitness.Zones) fitness.Range { return z.Maximum }

// borg writes a rating of Borg's scale without its unit: "12–13".
func borg(f fitness.Feel) string {
	return strings.TrimSuffix(f.Borg.String(), " "+string(fitness.BorgRPE))
}

// byFeel replaces a pulse that a medicine holds down.
func (c *chat) byFeel() Answer {
	var a Answer
	moderate, vigorous := fitness.FeelOf(fitness.Moderate), fitness.FeelOf(fitness.Vigorous)
	a.Text = addressed(c.Person, fmt.Sprintf("a beta blocker holds your pulse down, so no age formula gives you a valid maximum or zone. Go by feel: moderate is %s on Borg's scale (6–20), you can %s; vigorous is %s, you can %s. As %s stay moderate for %v a week, and ask the doctor who prescribed it, or a pharmacist, for a limit measured on you.",
		borg(moderate), moderate.Speech, borg(vigorous), vigorous.Speech, c.aLevel(), moderateMinutes(c.Person)))
	a.cite(moderate.Sources()...)
	a.cite(activityFor(c.Person).Sources()...)
	return a
}

// pulseInZones says which band of effort a pulse is in.
func (c *chat) pulseInZones(zones []fitness.Zones) Answer {
	var a Answer
	pulse := fitness.Exactly(float64(c.want.Pulse), fitness.BeatsPerMinute)
	var bands []string
	over := true
	for _, z := range zones {
		band := fitness.VeryLight
		for _, i := range fitness.Intensities() {
			if pulse.Low >= math.Round(z.Of(i).Low) {
				band = i
			}
		}
		over = over && pulse.Low > z.Maximum.Low+10
		bands = append(bands, fmt.Sprintf("%v by %s", band, z.Formula))
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%v at %d is %s: your moderate zone is %s, vigorous %s, and the estimated maximum %s.", pulse, c.Age, strings.Join(bands, ", "), pulseOf(zones, fitness.Moderate), pulseOf(zones, fitness.Vigorous), byFormula(zones, maximumOf)))
	switch {
	case over:
		a.Text += " That is above what the formulas expect, which are off by about ten beats; check the strap, and if you felt unwell stop and see a doctor."
	case c.ageBand() == fitness.Youth || c.Level == fitness.Beginner && c.ageBand() != fitness.Older:
		a.Text += fmt.Sprintf(" As %s keep most of your training moderate, and slow down when you cannot talk any more.", c.aLevel())
	default:
		a.Text += fmt.Sprintf(" As %s use it as it fits the day: talking gets hard from the vigorous zone on.", c.aLevel())
	}
	a.citeZones(c.Person, zones)
	return a
}

func maximumAnswer(c *chat) Answer {
	var a Answer
	zones := personalZones(c.Person)
	if c.has(betaBlocker) {
		return c.byFeel()
	}
	if len(zones) == 0 {
		a.Text = addressed(c.Person, fmt.Sprintf("the maximum follows from age: %s by Tanaka, and for women %s by Gulati.", fitness.Tanaka.Expression(), fitness.Gulati.Expression())) + c.ask(slotAge, "How old are you?")
		a.cite(fitness.Tanaka.Sources()...)
		a.cite(fitness.Gulati.Sources()...)
		return a
	}
	a.Text = addressed(c.Person, maximumSentence(zones))
	if !c.brief {
		a.Text += fmt.Sprintf(" At %d that makes your vigorous zone %s.", c.Age, pulseOf(zones, fitness.Vigorous))
	}
	if c.reading.has(patterns("220")) {
		a.Text += " The old 220 − age is simpler but too high for the young and too low for older people, so I do not use it."
	}
	a.Text += " For a single person a formula is off by about ten beats."
	switch {
	case c.ageBand() == fitness.Youth:
		a.Text += " They were measured on adults; do not test your maximum, stay sub-maximal and supervised by an adult."
	case c.ageBand() == fitness.Older:
		a.Text += " There is no need to test it: the moderate zone, " + pulseOf(zones, fitness.Moderate) + ", is your target."
	case c.Level == fitness.Beginner:
		a.Text += " As a beginner stay well below it: your moderate zone is " + pulseOf(zones, fitness.Moderate) + "."
	default:
		a.Text += fmt.Sprintf(" As %s you will see it only at the end of an all-out effort.", c.aLevel())
	}
	a.citeZones(c.Person, zones)
	return a
}

func burnAnswer(c *chat) Answer {
	if burns := c.burnsIn(); len(burns) > 1 {
		if a, ok := c.burnList(burns); ok {
			return a
		}
	}
	var a Answer
	e, err := fitness.ExertionOf(c.want.Activity)
	if err != nil {
		e, _ = fitness.ExertionOf("walking")
		if c.want.Kilometres > 0 && c.want.Pace == 0 {
			e, _ = fitness.ExertionOf("running")
		}
	}
	e = c.atSpeed(e)
	minutes, supposed := c.burnMinutes(e)
	weight, example := c.WeightKG, false
	if weight == 0 {
		weight, example = 70, true
	}
	kcal, energyErr := fitness.ByHour.Energy(e.MET, weight, minutes)
	if energyErr != nil {
		a.Text = addressed(c.Person, "that time cannot be right: a day has 1,440 minutes. Tell me how long you mean, and I will work it out.")
		c.asked = slotMinutes
		return a
	}
	whose := "you"
	if example {
		whose = "somebody of 70 kg"
	}
	took := fitness.Exactly(minutes, fitness.Minutes)
	if supposed {
		a.Text = addressed(c.Person, fmt.Sprintf("take %v of %s: for %s that is about %v (%s, with %v MET, Compendium %d).", took, e.Name, whose, kcal, fitness.ByHour.Expression(), e.MET, e.Year))
	} else {
		a.Text = addressed(c.Person, fmt.Sprintf("%v of %s are for %s about %v (%s, with %v MET, Compendium %d).", took, e.Name, whose, kcal, fitness.ByHour.Expression(), e.MET, e.Year))
	}
	a.Text += fmt.Sprintf(" It counts as %v effort", e.Intensity())
	if e.Intensity() == fitness.Vigorous {
		a.Text += fmt.Sprintf("; of your week's goal, %v, each minute counts for %d", weekGoal(c.Person), fitness.VigorousWorth)
	} else {
		a.Text += fmt.Sprintf(" towards your %v", weekGoal(c.Person))
	}
	a.Text += "."
	if c.Age != 0 && (c.Age < fitness.YoungestExerted || c.Age > fitness.OldestExerted) {
		a.Text += fmt.Sprintf(" The Compendium is for %d–%d years; at %d take it as a rough guide.", fitness.YoungestExerted, fitness.OldestExerted, c.Age)
	}
	if e.Former != 0 && !c.brief {
		a.Text += fmt.Sprintf(" (The list of 2011 had %v MET.)", e.Former)
	}
	if example {
		a.Text += c.ask(slotWeight, "How much do you weigh? Then I can say it for you.")
	}
	a.cite(e.Sources()...)
	a.cite(activityFor(c.Person).Sources()...)
	a.record("energy_of_activity", map[string]any{"activity": e.Name, "weight_kg": weight, "minutes": minutes, "met": e.MET, "method": string(fitness.ByHour)}, map[string]any{"kcal": recorded(kcal)})
	c.want.Activity = e.Name
	return a
}

// atSpeed takes the row of the table whose speed is nearest to the one that was said.
func (c *chat) atSpeed(e fitness.Exertion) fitness.Exertion {
	kind, _, _ := strings.Cut(e.Name, ",")
	kind, _, _ = strings.Cut(kind, " ")
	if c.want.Pace <= 0 || kind != "running" && kind != "walking" && kind != "cycling" {
		return e
	}
	speed, err := fitness.Pace(c.want.Pace).In(fitness.MilesPerHour)
	if err != nil {
		return e
	}
	nearest, off := e, math.Inf(1)
	for _, other := range fitness.Exertions() {
		var low, high float64
		switch n, _ := fmt.Sscanf(strings.ReplaceAll(other.Name, "–", " "), kind+", %f %f mph", &low, &high); n {
		case 0:
			continue
		case 1:
			high = low
		}
		if distance := max(low-speed.Low, speed.Low-high, 0); distance < off {
			nearest, off = other, distance
		}
	}
	return nearest
}

// burnMinutes is how long the activity lasts: said, or from distance and pace, or
// half an hour.
func (c *chat) burnMinutes(e fitness.Exertion) (minutes float64, supposed bool) {
	switch {
	case c.want.Minutes > 0:
		return c.want.Minutes, false
	case c.want.Kilometres > 0 && c.want.Pace > 0:
		return c.want.Kilometres * c.want.Pace, false
	case c.want.Kilometres > 0:
		perKilometre := 60.0 / 9.7
		switch {
		case strings.HasPrefix(e.Name, "walking"), e.Name == "hiking":
			perKilometre = 60 / 4.8
		case strings.HasPrefix(e.Name, "cycling"):
			perKilometre = 60.0 / 20
		case e.Name == "jogging":
			perKilometre = 60.0 / 8
		}
		return c.want.Kilometres * perKilometre, false
	default:
		return 30, true
	}
}

func weekGoal(p Person) string {
	guideline := activityFor(p)
	if guideline.AgeBand == fitness.Youth {
		return fmt.Sprintf("%v a day", guideline.Daily)
	}
	return fmt.Sprintf("%v of moderate activity a week", guideline.Moderate)
}

func guidelineAnswer(c *chat) Answer {
	var a Answer
	guideline := activityFor(c.Person)
	zones := personalZones(c.Person)
	moderate := pulseOf(zones, fitness.Moderate)
	switch {
	case c.has(pregnant):
		return pregnancyAnswer(c)
	case guideline.AgeBand == fitness.Youth:
		a.Text = addressed(c.Person, fmt.Sprintf("at %d the WHO advises %v a day on average of moderate to vigorous movement, with vigorous games or sport and strengthening of muscle and bone on %v a week; %s. Your moderate pulse is %s. School sport, cycling to school and ball games all count.",
			c.Age, guideline.Daily, guideline.StrengthDays, youthPace(c.Person), moderate))
	case guideline.AgeBand == fitness.Older:
		a.Text = addressed(c.Person, fmt.Sprintf("at %d the WHO advises %v of moderate activity a week or %v of vigorous, strength on %v, and balance work on %v. As %s aim at %v first, your pulse at %s; every few minutes count.",
			c.Age, guideline.Moderate, guideline.Vigorous, guideline.StrengthDays, guideline.BalanceDays, c.aLevel(), moderateMinutes(c.Person), moderate))
	default:
		a.Text = addressed(c.Person, fmt.Sprintf("the WHO advises adults%s %v of moderate activity a week or %v of vigorous, one vigorous minute counting for %d, and strength on %v. As %s aim at %v; moderate is for you %s. Every few minutes count, and walking does too.",
			atAge(c.Person), guideline.Moderate, guideline.Vigorous, fitness.VigorousWorth, guideline.StrengthDays, c.aLevel(), moderateMinutes(c.Person), moderate))
	}
	if c.reading.has(patterns("steps")) {
		a.Text += " The guideline counts minutes and no steps; half an hour of brisk walking is one good dose."
	}
	if c.Age == 0 {
		a.Text += c.ask(slotAge, "How old are you? Under 18 and from 65 on it differs.")
	}
	a.cite(guideline.Sources()...)
	a.citeZones(c.Person, zones)
	return a
}

func paceAnswer(c *chat) Answer {
	var a Answer
	w := c.want
	words := c.reading
	for _, named := range []struct {
		phrases *phrases
		km      float64
	}{{patterns("half marathon"), fitness.HalfMarathon}, {patterns("marathon"), fitness.Marathon}, {patterns("10k"), 10}, {patterns("5k"), 5}} {
		if words.has(named.phrases) && w.Kilometres == 0 {
			w.Kilometres = named.km
		}
	}
	switch {
	case w.Pace > 0:
		a = c.paceText(fitness.Pace(w.Pace), w.Kilometres)
	case w.Kilometres > 0 && w.Minutes > 0:
		took := time.Duration(w.Minutes * float64(time.Minute))
		pace, err := fitness.PaceOf(w.Kilometres, took)
		if err != nil {
			a.Text = addressed(c.Person, fmt.Sprintf("that speed cannot be right on foot: I work with %v to %v min/km. Tell me again and I will work it out.", fitness.MinPace, fitness.MaxPace))
			return a
		}
		a = c.paceText(pace, w.Kilometres)
		a.Text += c.predictions(w.Kilometres, took)
		a.cite(fitness.PredictSources()...)
	default:
		zones := personalZones(c.Person)
		a.Text = addressed(c.Person, fmt.Sprintf("run most of your kilometres at a pace at which you can talk; as %s%s that is a pulse of %s. Tell me a distance with a time, such as \"5 km in 30 minutes\", or a pace, and I will convert it and predict other distances by Riegel's rule, time × (other / distance)^1.06.",
			c.aLevel(), atAge(c.Person), pulseOf(zones, fitness.Moderate)))
		a.citeZones(c.Person, zones)
		a.cite(fitness.PredictSources()...)
	}
	return a
}

func (c *chat) paceText(pace fitness.Pace, km float64) Answer {
	var a Answer
	mile, _ := pace.In(fitness.MinutesPerMile)
	speed, _ := pace.In(fitness.KilometresPerHour)
	mph, _ := pace.In(fitness.MilesPerHour)
	a.Text = addressed(c.Person, fmt.Sprintf("%v is %v, %v or %v.", pace, mile, speed, mph))
	for _, distance := range []float64{fitness.FiveKilometres, fitness.TenKilometres, fitness.HalfMarathon, fitness.Marathon} {
		if km == 0 || km == distance {
			if took, err := pace.Finish(distance); err == nil {
				a.Text += fmt.Sprintf(" %v take %s.", fitness.Exactly(distance, fitness.Kilometres), fitness.Clock(took))
			}
		}
	}
	zones := personalZones(c.Person)
	a.Text += fmt.Sprintf(" As %s run most kilometres slower, at %s.", c.aLevel(), pulseOf(zones, fitness.Moderate))
	a.citeZones(c.Person, zones)
	a.record("pace", map[string]any{"pace": pace.String()}, map[string]any{"speed": speed.String(), "per_mile": mile.String()})
	return a
}

func (c *chat) predictions(km float64, took time.Duration) string {
	text := ""
	for _, other := range []float64{fitness.FiveKilometres, fitness.TenKilometres, fitness.HalfMarathon} {
		if math.Abs(other-km) < 0.2 {
			continue
		}
		if predicted, err := fitness.Predict(km, took, other); err == nil {
			text += fmt.Sprintf(" %v about %s.", fitness.Exactly(other, fitness.Kilometres), fitness.Clock(predicted))
		}
	}
	return " By Riegel's rule that promises:" + text
}
