package coach

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"spotter/fitness"
)

// measure is what a figure measures, each in one unit.
type measure string

const (
	pulseMeasure   measure = "bpm"
	energyMeasure  measure = "kcal"
	foodMeasure    measure = "g"
	loadMeasure    measure = "kg"
	perKiloMeasure measure = "g/kg"
	weeklyMeasure  measure = "min a week"
	percentMeasure measure = "%"
	setsMeasure    measure = "sets"
)

// figure is a number or range with what it measures.
type figure struct {
	measure   measure
	label     string // whose value it is, such as "moderate"; empty where nobody says
	low, high float64
	aside     bool // it stands in a text, and may be an example
}

// found is a figure in a text.
type found struct {
	figure
	start, end int
}

// leastPulse is the lowest number of beats that is a pulse; "about ten beats" are
// a difference.
const leastPulse = 25

// weekly is what follows a time that is meant for a week.
var weekly = regexp.MustCompile(`^\W{0,3}(?:of [a-z\- ]{0,40})?(?:a|per|each|every|/)\s?week|^\W{0,3}weekly`)

// ofIndex is what follows kilograms that are none.
var ofIndex = regexp.MustCompile(`^\s?(?:/|per)\s?m`)

// perKilo reads "1.4–2.0 g/kg" and "1.6 grams per kilo".
var perKilo = regexp.MustCompile(`(\d+(?:\.\d+)?)\s?(?:(?:-|–|—|to|and)\s?(\d+(?:\.\d+)?)\s?)?(?:g|grams?)(?: of [a-z]+)?\s?(?:/|per|for each|for every|a)\s?(?:kg|kilo\w*)`)

// figuresIn returns the figures of a folded text that are looked at, in order.
func figuresIn(text string) []found {
	var all []found
	for _, m := range perKilo.FindAllStringSubmatchIndex(text, -1) {
		low, _ := strconv.ParseFloat(text[m[2]:m[3]], 64)
		high := low
		if m[4] >= 0 {
			high, _ = strconv.ParseFloat(text[m[4]:m[5]], 64)
		}
		all = append(all, found{figure{measure: perKiloMeasure, low: low, high: high}, m[0], m[1]})
	}
	for _, q := range fitness.Quantities(text) {
		overlaps := slices.ContainsFunc(all, func(f found) bool { return q.Start < f.end && f.start < q.End })
		if f, ok := figureOf(q, text[q.End:]); ok && !overlaps {
			all = append(all, found{f, q.Start, q.End})
		}
	}
	all = append(all, barePulses(text, all)...)
	slices.SortFunc(all, func(a, b found) int { return a.start - b.start })
	return all
}

// figureOf is a quantity as a figure. ok is false for one that is not looked at.
func figureOf(q fitness.Quantity, behind string) (figure, bool) {
	f := figure{low: q.Value, high: q.UpTo}
	switch q.Kind {
	case fitness.KindPulse:
		f.measure = pulseMeasure
		return f, q.UpTo >= leastPulse
	case fitness.KindEnergy:
		f.measure = energyMeasure
	case fitness.KindPercent:
		f.measure = percentMeasure
	case fitness.KindSets:
		f.measure = setsMeasure
	case fitness.KindMass:
		if q.Unit == fitness.Grams {
			f.measure = foodMeasure
			return f, true
		}
		return loadFigure(q, behind)
	case fitness.KindDuration:
		minutes, err := q.In(fitness.Minutes)
		if err != nil || !weekly.MatchString(behind) {
			return f, false
		}
		f.measure, f.high, f.low = weeklyMeasure, minutes*ratio(q), minutes
	default:
		return f, false
	}
	return f, true
}

// ratio of the ends of a quantity, in any unit.
func ratio(q fitness.Quantity) float64 {
	if q.Value == 0 {
		return 1
	}
	return q.UpTo / q.Value
}

func loadFigure(q fitness.Quantity, behind string) (figure, bool) {
	if ofIndex.MatchString(behind) || q.Unit == fitness.Unsaid {
		return figure{}, false
	}
	kilograms, err := q.In(fitness.Kilograms)
	return figure{measure: loadMeasure, low: kilograms, high: kilograms * ratio(q)}, err == nil
}

// pulseWords are those that a bare number near them is a pulse by.
var (
	pulseWords = regexp.MustCompile(`heart[- ]?rates?|pulse|hr ?max|max ?hr|bpm|beats|zones?`)
	bareNumber = regexp.MustCompile(`\b(\d{2,3})(?:\s?(?:-|–|—|to|and)\s?(\d{2,3}))?\b`)
	otherUnit  = regexp.MustCompile(`^\s?(?:%|percent|[a-z]*min|s\b|sec|h\b|hours?|years?|yrs?|days?|weeks?|kg|lb|g\b|kcal|cal|reps?|sets?|km|m\b|x\b|×|\.\d|,\d|/|°)`)
	beforeBare = regexp.MustCompile(`(?:\b(?:is|are|be|at|of|to|about|around|roughly|nearly|approximately|exactly|reach\w*|hits?|by|and)|[:=≈~(|–-])\s*\**$`)
	formulaOf  = regexp.MustCompile(`[−×*=+]\s?$|^\s?[−×*+]`)
)

// barePulses are numbers without a unit in a sentence about the heart that could
// be a pulse: "your maximum heart rate is 250".
func barePulses(text string, known []found) []found {
	if !pulseWords.MatchString(text) {
		return nil
	}
	var all []found
	for _, m := range bareNumber.FindAllStringSubmatchIndex(text, -1) {
		near := text[max(0, m[0]-45):m[0]]
		taken := slices.ContainsFunc(known, func(f found) bool { return m[0] < f.end && f.start < m[1] })
		if taken || labelIn(near, pulseMeasure) == "" || !beforeBare.MatchString(near) || otherUnit.MatchString(text[m[1]:]) || formulaOf.MatchString(text[max(0, m[0]-5):m[0]]) || formulaOf.MatchString(text[m[1]:]) {
			continue
		}
		low, _ := strconv.ParseFloat(text[m[2]:m[3]], 64)
		high := low
		if m[4] >= 0 {
			high, _ = strconv.ParseFloat(text[m[4]:m[5]], 64)
		}
		if low >= 60 && high >= low {
			all = append(all, found{figure{measure: pulseMeasure, low: low, high: high}, m[0], m[1]})
		}
	}
	return all
}

// labels are the words by which a text names whose value a figure is.
var labels = map[measure]*regexp.Regexp{
	pulseMeasure:  regexp.MustCompile(`(very light)|(near[- ]?max\w*)|(maxim\w+|max\b|hr ?max)|(vigorous)|(moderate)|(\blight\b)|(resting|at rest)`),
	energyMeasure: regexp.MustCompile(`(at rest|resting|basal|bmr|rmr)|(tdee|maintenance|maintain|whole day|total daily)`),
}

var labelNames = map[measure][]string{
	pulseMeasure:  {"very light", "near maximal", "maximum", "vigorous", "moderate", "light", "resting"},
	energyMeasure: {"at rest", "whole day"},
}

// labelIn returns the last label in a text, or "".
func labelIn(text string, m measure) string {
	found := labels[m]
	if found == nil {
		return ""
	}
	all := found.FindAllStringSubmatchIndex(text, -1)
	if len(all) == 0 {
		return ""
	}
	return labelAt(all[len(all)-1], m)
}

// firstLabelIn returns the first label in a text, or "".
func firstLabelIn(text string, m measure) string {
	found := labels[m]
	if found == nil {
		return ""
	}
	match := found.FindStringSubmatchIndex(text)
	if match == nil {
		return ""
	}
	return labelAt(match, m)
}

func labelAt(match []int, m measure) string {
	for i, name := range labelNames[m] {
		if match[2*i+2] >= 0 {
			return name
		}
	}
	return ""
}

// figuresOf are the figures of a calculation, named by its keys: moderate_bpm,
// resting_kcal.
func figuresOf(c Calculation) []figure {
	var all []figure
	for key, value := range c.Output {
		name, unit, _ := cutLast(key)
		f := figure{label: strings.ReplaceAll(name, "_", " ")}
		switch unit {
		case "bpm":
			f.measure = pulseMeasure
		case "kcal":
			f.measure = energyMeasure
			f.label = map[string]string{"resting": "at rest", "daily": "whole day"}[name]
		case "g":
			f.measure = foodMeasure
		default:
			if text, ok := value.(string); ok {
				for _, in := range figuresIn(fold(text)) {
					all = append(all, in.figure)
				}
			}
			continue
		}
		if !slices.Contains(labelNames[f.measure], f.label) {
			f.label = ""
		}
		if f.low, f.high = endsOf(value); !math.IsNaN(f.low) {
			all = append(all, f)
		}
	}
	return all
}

func cutLast(key string) (before, after string, ok bool) {
	at := strings.LastIndexByte(key, '_')
	if at < 0 {
		return key, "", false
	}
	return key[:at], key[at+1:], true
}

// endsOf returns the ends of a recorded value; NaN if it is none.
func endsOf(value any) (low, high float64) {
	switch v := value.(type) {
	case int:
		return float64(v), float64(v)
	case float64:
		return v, v
	case map[string]any:
		low, high = math.Inf(-1), math.Inf(1)
		if l, ok := v["low"].(int); ok {
			low = float64(l)
		}
		if h, ok := v["high"].(int); ok {
			high = float64(h)
		}
		return low, high
	}
	return math.NaN(), math.NaN()
}
