package coach

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"spotter/fitness"
)

//go:embed beside/*.txt
var besideFiles embed.FS

// besideRows are what is said on an answer, in the form of advice: under "why
// protein" why, under "norm protein" whether it is much, and under "why *" what
// stands for all that have no row.
var besideRows = sync.OnceValue(func() map[topic]advice {
	files, err := besideFiles.ReadDir("beside")
	if err != nil {
		panic(err)
	}
	all := map[topic]advice{}
	for _, file := range files {
		text, err := besideFiles.ReadFile("beside/" + file.Name())
		if err == nil {
			err = parseAdvice(string(text), all)
		}
		if err != nil {
			panic(fmt.Errorf("beside/%s: %w", file.Name(), err))
		}
	}
	return all
})

// besideOn is the row of a kind of question for a topic.
func besideOn(kind edit, about topic) (advice, bool) {
	row, ok := besideRows()[topic(string(kind)+" "+string(about))]
	if !ok {
		row, ok = besideRows()[topic(string(kind)+" *")]
	}
	return row, ok
}

// aside answers a question about the answer before. The question on the table stays.
func (d dialogue) aside(kind edit, p Person, r reading, variant int) (Answer, bool) {
	c := chatWith(p, d.again(r), d.Said, d.Wanted, variant)
	var a Answer
	var ok bool
	switch kind {
	case forTotal, byWeek:
		a, ok = d.totalOf(kind, c)
	case inUnit:
		return d.inUnit(p, r, variant)
	case pointed:
		return d.pointedAt(p, r, variant)
	case howOften, forHowLong, howMany:
		a, ok = d.amountOf(kind, c)
	case inTime:
		if d.Topic.usesTime() {
			return a, false
		}
		a, ok = d.besideAnswer(kind, c)
	default:
		a, ok = d.besideAnswer(kind, c)
	}
	if !ok {
		return a, false
	}
	if len(a.Suggestions) == 0 {
		a.Suggestions = c.suggestions(d.Topic)
	}
	c.addCare(&a, d.Topic)
	return d.keep(a, d.Topic, slotNone), true
}

// besideAnswer says a row, with the sources of the answer that it is about.
func (d dialogue) besideAnswer(kind edit, c *chat) (Answer, bool) {
	row, ok := besideOn(kind, d.Topic)
	if !ok {
		return Answer{}, false
	}
	of := c.answerOn(d.Topic)
	if c.mustNot(d.Topic) {
		return of, true
	}
	a := row.answer(c)
	if kind == forNorm && c.reading.has(whereTooMuch) {
		return c.whereTooMuch(of), true
	}
	if index, err := fitness.BMIOf(c.body()); err == nil && d.Topic == aboutBMI && kind == forNorm && index.Value.Low >= overweightBMI {
		a.Text = addressed(c.Person, fmt.Sprintf("yes, it is above %d: ", overweightBMI)) + strings.TrimPrefix(a.Text, c.Name+", ") +
			fmt.Sprintf(" A good first step is %v less, 5–10 %%, at 0.5–1 kg a week; it already helps heart, joints and sugar.", fitness.Between(c.WeightKG*0.05, c.WeightKG*0.1, fitness.Kilograms))
		a.cite(fitness.WeightLossSources()...)
	}
	if kind == forWhy || len(a.Sources) == 0 {
		a.cite(of.Sources...)
	}
	a.Calculations = append(a.Calculations, shownIn(a.Text, of.Calculations)...)
	if text := twoFormulas(d.Topic); kind == forWhy && text != "" && c.reading.has(twoValues) {
		a.Text = addressed(c.Person, text)
	}
	if kind == forWhy && len(of.Sources) > 0 {
		a.Text += " It rests on " + titlesOf(of.Sources) + "."
	}
	return a, true
}

// amounts are how answers write what is asked with how often, how long and how many.
var amounts = map[edit]*expression{
	howOften:   expressionOf(`\d[^.;]*(?:a week|a day|days|times)|every (?:other )?day|once|twice|daily`),
	forHowLong: expressionOf(`\d (?:min|s|weeks?|months?|hours?|h)\b`),
	howMany:    expressionOf(`\d (?:sets?|repetitions|times|g|kg|kcal|litres|cups|mg|steps)\b|\d×\d`),
}

// amountOf says the part of the last answer that has an amount of the kind that is
// asked for, or what holds for the person.
func (d dialogue) amountOf(kind edit, c *chat) (Answer, bool) {
	if _, ok := besideRows()[topic(string(kind)+" "+string(d.Topic))]; ok {
		return d.besideAnswer(kind, c)
	}
	of := c.answerOn(d.Topic)
	text := strings.TrimPrefix(of.Text, c.Name+", ")
	var parts []string
	if !strings.Contains(text, "\n") {
		for _, sentence := range strings.SplitAfter(text, ". ") {
			for _, part := range strings.SplitAfter(sentence, "; ") {
				if amounts[kind].in(part) && !strings.Contains(part, "doctor") && len(parts) < 2 {
					parts = append(parts, capitalised(strings.TrimRight(part, " ;.")))
				}
			}
		}
	}
	if len(parts) == 0 {
		return d.besideAnswer(kind, c)
	}
	of.Text = addressed(c.Person, lowered(strings.Join(parts, ". ")+"."))
	of.Calculations = shownIn(of.Text, of.Calculations)
	of.Logged, of.Suggestions = nil, nil
	return of, true
}

// twoValues asks why there are two numbers.
var twoValues = patterns("which … accurate|reliable|trust|exact|right|correct", "two|2|both|different number|numbers|values|formulas|results|answers|figures|estimates", "why both|two|2")

// twoFormulas says why a topic has two numbers.
func twoFormulas(about topic) string {
	switch about {
	case aboutOneRM, aboutPercentLoad, aboutLog, aboutProgress:
		return "the two numbers are two formulas for the same thing, Epley's and Brzycki's; both are accepted. They agree at 10 repetitions and drift apart at fewer: 100 kg for 5 is 116.7 kg by the one and 112.5 kg by the other. Load by the lower; your true maximum may lie on either side."
	case aboutZones, aboutMaximum, aboutHard:
		return "the two numbers are two formulas for the maximum heart rate: Tanaka's (208 − 0.7 × age), measured on men and women, and Gulati's (206 − 0.88 × age), measured on women, which is named first for them. At 40 that is 180 and 171 bpm; either is off by about ten beats for one person, so go by breath too."
	case aboutEnergy, aboutFatLoss:
		return "the two numbers are the formula of Mifflin–St Jeor for women and for men, which differ by 166 kcal a day; I show both where I do not know which is yours."
	default:
		return ""
	}
}

// overweightBMI is where the WHO begins to call a weight too much, in kg/m².
const overweightBMI = 25

// mustNot reports whether only the answer itself is safe to give: no word on a loss
// for who must not lose, none on a pulse that a medicine holds down.
func (c *chat) mustNot(about topic) bool {
	switch about {
	case aboutFatLoss, aboutEnergy, aboutBMI:
		err := fitness.CheckDeficit(c.body(), c.has(pregnant))
		return errors.Is(err, fitness.ErrDeficitPregnant) || errors.Is(err, fitness.ErrDeficitUnder18) || errors.Is(err, fitness.ErrDeficitUnderweight) || c.has(eatingDisorder)
	case aboutZones, aboutMaximum, aboutHard:
		return c.has(betaBlocker)
	default:
		return false
	}
}

// usesTime reports whether a time that is said changes the answer itself.
func (t topic) usesTime() bool {
	switch t {
	case aboutPlan, aboutSession, aboutBurn, aboutPace, aboutFatLoss, aboutLog:
		return true
	default:
		_, advised := knownAdvice()[t]
		return advised && t != aboutMoreReps && t != aboutDeadline
	}
}

// titlesOf names the first sources shortly: "Tanaka et al. and ACSM".
func titlesOf(sources []Source) string {
	var names []string
	for _, s := range sources[:min(len(sources), 3)] {
		name, _, _ := strings.Cut(s.Title, ",")
		if year := lastYear.FindString(s.Title); year != "" {
			name += " (" + year + ")"
		}
		names = append(names, name)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

var lastYear = regexp.MustCompile(`(?:19|20)\d\d`)

// totalOf adds up what an answer lists.
func (d dialogue) totalOf(kind edit, c *chat) (Answer, bool) {
	var a Answer
	switch {
	case d.Topic == aboutPlan:
		plan, err := c.weekPlan()
		if err != nil {
			return a, false
		}
		days, minutes := 0, 0.0
		for _, day := range plan.Days {
			if day.Kind == fitness.HomeDay {
				continue
			}
			days++
			minutes += day.Minutes(c.week())
		}
		a.Text = addressed(c.Person, fmt.Sprintf("a week of the plan is %v on %v, in all about %v min with the warm-ups; in week 3 it grows to %d sets, and week 4 is easy with %d.",
			fitness.Exactly(float64(plan.Sets(c.week())), fitness.Sets), fitness.Exactly(float64(days), fitness.Days), int(minutes+0.5), plan.Sets(3), plan.Sets(4)))
		a.cite(plan.Sources()...)
	case d.Topic == aboutSession && kind == forTotal:
		plan, err := c.sessionPlan()
		if err != nil {
			return a, false
		}
		a.Text = addressed(c.Person, fmt.Sprintf("the session is %v of lifting in %d exercises and takes about %v min with its warm-up of %d min.",
			fitness.Exactly(float64(plan.Sets(1)), fitness.Sets), len(plan.Days[0].Items), int(plan.Days[0].Minutes(1)+0.5), plan.Days[0].WarmUp))
		a.cite(plan.Sources()...)
	case d.Lifted.Kilograms > 0 || d.Lifted.Sets > 0:
		t := d.Lifted
		a.Text = addressed(c.Person, fmt.Sprintf("in all %v and %d repetitions", fitness.Exactly(float64(t.Sets), fitness.Sets), t.Reps))
		if t.Kilograms > 0 {
			a.Text += fmt.Sprintf(", which is %s kg moved (sets × repetitions × load)", thousands(t.Kilograms))
		}
		lift := prescriptionFor(c.Person)
		a.Text += fmt.Sprintf(". It says how much work it was and not how good: as %s%s your progress shows in the load at %v.", c.aLevel(), atAge(c.Person), lift.Reps)
		a.cite(lift.Sources()...)
	default:
		return d.perWeek(kind, c)
	}
	return a, true
}

// perWeek is what an amount a day, or of one session, makes in a week.
func (d dialogue) perWeek(kind edit, c *chat) (Answer, bool) {
	of := c.answerOn(d.Topic)
	times, what := 7.0, "7 days"
	if d.Topic == aboutBurn {
		times, what = float64(or(c.DaysPerWeek, 3)), fmt.Sprintf("%d times", or(c.DaysPerWeek, 3))
	}
	for _, calculation := range of.Calculations {
		for _, name := range []string{"kcal", "daily_kcal", "intake_kcal", "daily_g"} {
			ends, ok := calculation.Output[name].(map[string]any)
			if !ok {
				continue
			}
			low, _ := ends["low"].(int)
			high, _ := ends["high"].(int)
			unit := "kcal"
			if name == "daily_g" {
				unit = "g of protein"
			}
			a := Answer{Sources: of.Sources, Calculations: of.Calculations}
			one := numbersText(float64(low), float64(high))
			if kind == forTotal {
				a.Text = addressed(c.Person, fmt.Sprintf("in all %s %s, everything counted.", one, unit))
			} else {
				a.Text = addressed(c.Person, fmt.Sprintf("%s × %s %s is %s %s a week.", what, one, unit, numbersText(times*float64(low), times*float64(high)), unit))
			}
			return a, true
		}
	}
	if _, advised := knownAdvice()[d.Topic]; !advised && !d.Topic.strains() {
		return Answer{}, false
	}
	return d.besideAnswer(forTotal, c)
}

func numbersText(low, high float64) string {
	if low == high {
		return thousands(low)
	}
	return thousands(low) + "–" + thousands(high)
}

// thousands writes a whole number with commas.
func thousands(value float64) string {
	digits := strconv.Itoa(int(value + 0.5))
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// whereTooMuch asks where too much begins.
var whereTooMuch = patterns("how many|much|often … too many|much|often", "whats|what is too much|many")

// whereTooMuch says how often is more than the level should train.
func (c *chat) whereTooMuch(of Answer) Answer {
	lift := prescriptionFor(c.Person)
	days := lift.DaysOf(c.DaysPerWeek)
	a := Answer{Text: addressed(c.Person, fmt.Sprintf("more than %d days of lifting a week is too many for %s%s, and so are the same muscles two days running: %v with a day between is right. You see it when loads fall for two sessions, sleep gets worse or soreness lasts over three days.", int(days.High)+1, c.aLevel(), atAge(c.Person), days))}
	if c.ageBand() == fitness.Youth {
		a.Text += fmt.Sprintf(" Lift supervised by an adult and %s; moving, 60 min a day, you can do every day.", subMaximal())
	}
	a.cite(lift.Sources()...)
	return a
}

var wholeNumber = regexp.MustCompile(`\d+(?:\.\d+)?`)

// shownIn keeps of calculations those of which a number of the result stands in a
// text.
func shownIn(text string, all []Calculation) []Calculation {
	said := map[string]bool{}
	for _, n := range wholeNumber.FindAllString(strings.ReplaceAll(text, ",", ""), -1) {
		said[n] = true
	}
	var kept []Calculation
	for _, one := range all {
		output, err := json.Marshal(one.Output)
		if err == nil && slices.ContainsFunc(wholeNumber.FindAllString(string(output), -1), func(n string) bool { return len(n) > 1 && said[n] }) {
			kept = append(kept, one)
		}
	}
	return kept
}
