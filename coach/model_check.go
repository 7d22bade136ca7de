package coach

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"spotter/fitness"
)

// ledger is what is known of figures in one turn: those that this package and its
// tools have computed, and those that the person has said.
type ledger struct {
	computed []figure
	said     []figure
	unfit    []measure // that no figure of fits the person: the pulse under a beta blocker
}

// compute adds what an answer of the embedded coach or of a tool says.
func (l *ledger) compute(a Answer) {
	for _, c := range a.Calculations {
		l.computed = append(l.computed, figuresOf(c)...)
	}
	for _, f := range figuresIn(fold(a.Text)) {
		f.figure.aside = true
		l.computed = append(l.computed, f.figure)
	}
}

// say adds what a person says, or what was told before this turn.
func (l *ledger) say(text string) {
	for _, f := range figuresIn(fold(text)) {
		l.said = append(l.said, f.figure)
	}
}

// verdict is what becomes of a sentence.
type verdict int

const (
	borneOut    verdict = iota // every figure in it is known, or it has none
	unknown                    // it has one that nothing is known to compare with
	contradicts                // it has one that what is known speaks against
)

// contradiction is a figure in a text that what is known speaks against.
type contradiction struct {
	said    string // as it was written
	measure measure
	label   string
	hunger  bool // a day's food that nobody is told to live on
}

// judge compares the figures of a sentence with what is known. A figure
// contradicts when
//
//   - it is named ("maximum 150 bpm") and is the value of another name, not of
//     its own;
//   - it is a pulse, an energy, a load, grams of food, grams for a kilogram or
//     time a week, something of the kind was computed in this turn, and it is
//     neither that, rounded, nor inside such a range, nor what the person said
//     and nothing was computed under its name;
//   - it is a share or a number of sets and more than every one that was computed;
//   - it is of a kind that does not fit the person;
//   - it is less food for a day than anybody is advised to eat.
//
// A number in a text of the embedded coach bears another out, but only what is
// recorded as a calculation speaks against one: texts have examples in them.
// Times of a session, distances, days and repetitions are advice and are not
// compared; nor is a figure of a kind that nothing was computed of.
//
// before is the sentence before: it may name what this one begins with, as in
// "Your maximum heart rate? It is 250."
func (l *ledger) judge(before, sentence string) (verdict, contradiction) {
	text, ahead := fold(sentence), fold(before)
	alone, wrong := l.judgeFrom(text, 0, len(text))
	if alone == contradicts || ahead == "" {
		return alone, wrong
	}
	beside, wrong := l.judgeFrom(ahead+text, len(ahead), len(ahead)+soon)
	return max(alone, beside), wrong
}

// soon is how many bytes from its beginning a sentence still speaks of what the
// one before has named.
const soon = 16

// judgeFrom judges the figures of a folded text that begin between two places.
func (l *ledger) judgeFrom(text string, from, to int) (verdict, contradiction) {
	all := figuresIn(text)
	sum := borneOut
	for i, f := range all {
		if f.start < from || f.start > to {
			continue
		}
		label := l.labelOf(text, all, i)
		if starves(text, f) && !l.isLabels(f.figure, label) {
			return contradicts, contradiction{text[f.start:f.end], f.measure, label, true}
		}
		switch l.judgeOne(f.figure, label) {
		case contradicts:
			return contradicts, contradiction{text[f.start:f.end], f.measure, label, false}
		case unknown:
			sum = unknown
		}
	}
	return sum, contradiction{}
}

func (l *ledger) judgeOne(f figure, label string) verdict {
	ofPerson := !l.hasLabel(f.measure, label) && slices.ContainsFunc(l.said, func(s figure) bool { return s.measure == f.measure && sameEnds(s, f) })
	switch {
	case slices.Contains(l.unfit, f.measure) && !ofPerson:
		return contradicts
	case label != "" && l.isOtherLabels(f, label):
		return contradicts
	case isPlateStep(f), ofPerson:
		return borneOut
	}
	known := l.of(f.measure)
	switch {
	case f.measure == percentMeasure || f.measure == setsMeasure:
		if len(known) == 0 || f.high <= mostOf(known)+1 {
			return borneOut
		}
		return contradicts
	case fits(f, known):
		return borneOut
	case !slices.ContainsFunc(known, figure.speaksAgainst):
		return unknown
	default:
		return contradicts
	}
}

// speaksAgainst reports whether another figure of its kind is wrong because of it:
// one that stands in a text may be an example, but for the kinds that no
// calculation records.
func (f figure) speaksAgainst() bool {
	return !f.aside || f.measure == weeklyMeasure || f.measure == perKiloMeasure
}

func mostOf(known []figure) float64 {
	most := math.Inf(-1)
	for _, k := range known {
		most = math.Max(most, k.high)
	}
	return most
}

func (l *ledger) of(m measure) []figure {
	return slices.DeleteFunc(slices.Clone(l.computed), func(k figure) bool { return k.measure != m })
}

// comparing are words between a name and a figure that make it another's.
var comparing = regexp.MustCompile(`below|under|above|over|beyond|less|more|than|away|off|from|before|between zones|\bnot\b|n't|;`)

// farthestLabel is how many bytes a name may stand before its figure.
const farthestLabel = 60

// labelOf is the name that a text gives a figure: the last before it, if that is
// near, nothing is compared and no other figure stands between. A name right
// behind it counts instead where the figure has that one's value.
func (l *ledger) labelOf(text string, all []found, i int) string {
	f := all[i]
	from := max(0, f.start-farthestLabel)
	if i > 0 {
		from = max(from, all[i-1].end)
	}
	before := text[from:f.start]
	label := labelIn(before, f.measure)
	if label == "" {
		return ""
	}
	marks := labels[f.measure].FindAllStringIndex(before, -1)
	if comparing.MatchString(before[marks[len(marks)-1][1]:]) {
		return ""
	}
	end := len(text)
	if i+1 < len(all) {
		end = all[i+1].start
	}
	if behind := firstLabelIn(text[f.end:end], f.measure); behind != "" && l.isLabels(f.figure, behind) {
		return ""
	}
	return label
}

// isLabels reports whether a figure is what was computed under a name.
func (l *ledger) isLabels(f figure, label string) bool {
	known := slices.DeleteFunc(l.of(f.measure), func(k figure) bool { return k.label != label })
	return len(known) > 0 && fits(f, known)
}

// hasLabel reports whether something was computed under a name: what a person says
// of it does not make it so.
func (l *ledger) hasLabel(m measure, label string) bool {
	return label != "" && slices.ContainsFunc(l.of(m), func(k figure) bool { return k.label == label })
}

// isOtherLabels reports whether a figure is not what was computed under a name,
// though something was.
func (l *ledger) isOtherLabels(f figure, label string) bool {
	known, others := 0, []figure{}
	for _, k := range l.of(f.measure) {
		switch k.label {
		case label:
			known++
		case "":
		default:
			others = append(others, k)
		}
	}
	return known > 0 && !l.isLabels(f, label) && fits(f, others)
}

// fits reports whether a figure is one of those that are known, rounded as people
// round, inside a range of them, or made of two ends of them.
func fits(f figure, known []figure) bool {
	low, high := false, false
	for _, k := range known {
		within := func(v float64) bool {
			return near(f.measure, v, k.low) || near(f.measure, v, k.high) || v >= k.low && v <= k.high
		}
		if within(f.low) && within(f.high) {
			return true
		}
		low = low || near(f.measure, f.low, k.low) || near(f.measure, f.low, k.high)
		high = high || near(f.measure, f.high, k.low) || near(f.measure, f.high, k.high)
	}
	return low && high
}

// roundings are the steps to which each kind is rounded in speech, the finest
// first; half of that is the precision of what is printed.
var roundings = map[measure][]float64{
	pulseMeasure:   {2, 5},
	energyMeasure:  {2, 10, 25, 50, 100},
	foodMeasure:    {2, 5, 10},
	loadMeasure:    {0.2, 0.5, 1, 2.5, 5},
	perKiloMeasure: {0.02, 0.1},
	weeklyMeasure:  {1, 5},
	percentMeasure: {2, 5},
	setsMeasure:    {1},
}

// near reports whether a value is a known one, rounded.
func near(m measure, value, known float64) bool {
	if math.IsInf(known, 0) {
		return false
	}
	steps := roundings[m]
	if math.Abs(value-known) <= steps[0]/2+1e-9 {
		return true
	}
	for _, step := range steps[1:] {
		coarse := step > math.Abs(known)/10 // 343 kcal are not "about 300"
		if !coarse && math.Abs(math.Round(known/step)*step-value) < 1e-6 {
			return true
		}
	}
	return false
}

func sameEnds(a, b figure) bool {
	return near(a.measure, b.low, a.low) && near(a.measure, b.high, a.high)
}

// isPlateStep reports whether a load is one that plates go up by, in kilograms or
// pounds: it is said of every lift.
func isPlateStep(f figure) bool {
	if f.measure != loadMeasure {
		return false
	}
	step := func(v float64) bool {
		return slices.ContainsFunc([]float64{1, 1.25, 2, 2.5, 5, 2.5 * 0.4536, 5 * 0.4536, 10 * 0.4536}, func(s float64) bool { return math.Abs(s-v) < 0.01 })
	}
	return step(f.low) && step(f.high)
}

// correction tells the model what was wrong.
func (l *ledger) correction(c contradiction) string {
	if slices.Contains(l.unfit, c.measure) {
		return fmt.Sprintf("You wrote %q. No figure in %s holds for this person; say how it should feel instead.", c.said, c.measure)
	}
	if c.hunger {
		return fmt.Sprintf("You wrote %q for a day. Nobody is advised to eat less than %d kcal a day without a clinician.", c.said, fitness.LeastEnergyWomen)
	}
	var known []string
	for _, k := range l.of(c.measure) {
		text := fmt.Sprintf("%g", math.Round(k.low*10)/10)
		switch {
		case math.IsInf(k.low, 0):
			text = fmt.Sprintf("under %g", math.Round(k.high*10)/10)
		case math.IsInf(k.high, 0):
			text = fmt.Sprintf("at least %g", math.Round(k.low*10)/10)
		case k.high != k.low:
			text += fmt.Sprintf("–%g", math.Round(k.high*10)/10)
		}
		if k.label != "" {
			text = k.label + " " + text
		}
		if text += " " + string(k.measure); !slices.Contains(known, text) {
			known = append(known, text)
		}
	}
	return fmt.Sprintf("You wrote %q, which the calculations do not bear out. They give: %s.", c.said, strings.Join(known[:min(len(known), 30)], "; "))
}
