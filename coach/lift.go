package coach

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"spotter/fitness"
)

// lift is sets of one exercise as a message tells of them.
type lift struct {
	exercise fitness.Exercise
	reps     []int // of each set; empty where the time counts
	seconds  int   // of each of sets
	sets     int
	load     fitness.Load // of weight 0 is the body alone
	effort   float64      // RPE, 0 is unknown
}

// count is how many sets it is.
func (l lift) count() int { return or(len(l.reps), l.sets) }

// logged are the sets, with their load in kilograms: one that was said in pounds to
// 0.01 kg.
func (l lift) logged() []LoggedSet {
	kilograms := l.load.Weight
	if l.load.Unit == fitness.Pounds {
		if in, err := l.load.In(fitness.Kilograms); err == nil {
			kilograms = math.Round(in.Weight*100) / 100
		}
	}
	var all []LoggedSet
	for i := range l.count() {
		set := LoggedSet{Slug: l.exercise.Slug, Weight: kilograms, RPE: l.effort, Seconds: l.seconds}
		if len(l.reps) > 0 {
			set.Reps = l.reps[i]
		}
		all = append(all, set)
	}
	return all
}

// String says it: "barbell back squat 5×5 at 100 kg", "plank 3×45 s".
func (l lift) String() string { return strings.ToLower(l.exercise.Name) + " " + l.numbers() }

func (l lift) numbers() string {
	text := strconv.Itoa(l.count()) + "×" + strconv.Itoa(l.seconds) + " s"
	switch {
	case len(l.reps) == 0:
	case slices.Min(l.reps) == slices.Max(l.reps):
		text = strconv.Itoa(len(l.reps)) + "×" + strconv.Itoa(l.reps[0])
	default:
		text = ""
		for i, reps := range l.reps {
			if i > 0 {
				text += ", "
			}
			text += strconv.Itoa(reps)
		}
	}
	if l.load.Weight > 0 {
		text += " at " + l.load.String()
	}
	if l.effort > 0 {
		text += ", " + rpe(fitness.Exactly(l.effort, fitness.RPE))
	}
	return text
}

// liftEvent is something in a message that belongs to a lift.
type liftEvent struct {
	start, end int
	quantity   fitness.Quantity
	exercise   string // slug
	list       []int  // "8,8,7"
	bare       float64
	breaks     bool // a comma, "and", a full stop
}

var (
	repLists    = expressionOf(`\b\d{1,3}(?:\s*,\s*\d{1,3})+\b|\b\d{1,3}(?:\s*/\s*\d{1,3}){2,}\b`)
	afterList   = expressionOf(`^\s*(?:x|×|\*|kgs?\b|kilos?\b|lbs?\b|pounds?\b|%|s\b|sec|min|km\b|m\b)`)
	liftBreaks  = expressionOf(`[,;\n]|\.(?:\s|$)|\b(?:and|then|plus|followed by|after that)\b`)
	bareNumbers = expressionOf(`\b\d{1,4}(?:\.\d{1,2})?\b`)
	joinedSets  = expressionOf(`^\s*[x×*]\s*$`)
)

// eventsIn finds what a text says of lifts, in its order. Days must be blanked
// before.
func eventsIn(text string, unit fitness.Unit) []liftEvent {
	masked := []byte(text)
	var all []liftEvent
	for _, span := range repLists.compiled().FindAllStringIndex(text, mostLoggedSets) {
		if list := repsListed(text[span[0]:span[1]]); list != nil && !afterList.in(text[span[1]:]) {
			before := strings.TrimSpace(text[:span[0]])
			if strings.HasSuffix(before, "rpe") {
				continue
			}
			all = append(all, liftEvent{start: span[0], end: span[1], list: list})
			blank(masked, span)
		}
	}
	rest := string(masked)
	r := read(rest)
	for _, q := range r.quantities {
		if q.Kind == fitness.KindMass && q.Unit == fitness.Unsaid {
			q.Unit = unit
		}
		if e := (liftEvent{start: q.Start, end: q.End, quantity: q}); q.End <= len(rest) && !aboutBody(r, q) {
			all = append(all, e)
		}
		blank(masked, []int{q.Start, min(q.End, len(masked))})
	}
	for _, span := range bareNumbers.compiled().FindAllIndex(masked, 2*mostLoggedSets) {
		value, _ := strconv.ParseFloat(string(masked[span[0]:span[1]]), 64)
		all = append(all, liftEvent{start: span[0], end: span[1], bare: value})
	}
	tokens := tokensOf(rest)
	alone := singular(r.words)
	for i := 0; i < len(tokens) && i < len(alone); i++ {
		for _, n := range namesAt(alone, i) {
			if n.mark == markExercise {
				all = append(all, liftEvent{start: tokens[i].start, end: tokens[i+len(n.words)-1].end, exercise: n.value})
				i += len(n.words) - 1
				break
			}
		}
	}
	for _, span := range liftBreaks.compiled().FindAllStringIndex(rest, 4*mostLoggedSets) {
		all = append(all, liftEvent{start: span[0], end: span[1], breaks: true})
	}
	slices.SortStableFunc(all, func(a, b liftEvent) int { return a.start - b.start })
	return all
}

// aboutBody reports whether a weight is that of the body, a goal, or a record.
func aboutBody(r reading, q fitness.Quantity) bool {
	if q.Kind != fitness.KindMass {
		return false
	}
	before := r.before(q)
	return beforeBody.in(before) || beforeLost.in(before) || surelyMax.in(before)
}

// repsListed reads "8,8,7"; nil where it cannot be repetitions.
func repsListed(text string) []int {
	var all []int
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > MaxReps || len(all) >= mostLoggedSets {
			return nil
		}
		all = append(all, n)
	}
	return all
}

// spacedSets are a load and the repetitions of its sets, with nothing but spaces
// between: "140 5 5 4".
var spacedSets = expressionOf(`\b(\d{2,3}(?:\.\d{1,2})?)((?:kgs?|lbs?)?)[ ,:]+(\d{1,2}(?:[ ]\d{1,2}){1,9})\b(?:\s*$|\s*[,.!;?]|\s+(?:and|but|last|then|all|felt|easy|hard|on|with|today|yesterday|rpe)\b)`)

// lightestListed is the least load that is read of such a row.
const lightestListed = 20

// withListedSets is a message with such rows written as others write them.
func (r reading) withListedSets() reading {
	m := spacedSets.parts(r.text)
	if m == nil || number(m[1]) < lightestListed {
		return r
	}
	if _, named := r.named(markExercise); !named {
		return r
	}
	for _, reps := range strings.Fields(m[3]) {
		if n, err := strconv.Atoi(reps); err != nil || n < 1 || n > 30 || float64(n) >= number(m[1]) {
			return r
		}
	}
	listed := " " + m[1] + m[2] + ": " + strings.Join(strings.Fields(m[3]), ",")
	return read(strings.Replace(r.text, strings.TrimRight(m[0][:strings.LastIndex(m[0], m[3])+len(m[3])], " "), listed, 1))
}
