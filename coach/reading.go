package coach

import (
	"slices"
	"strconv"
	"strings"

	"spotter/fitness"
)

// reading is what is understood of a message before its topic is known.
type reading struct {
	text       string // folded
	words      []string
	marked     []string // the words, with quantities and names replaced by their marks
	quantities []fitness.Quantity
	numbers    []float64 // without a unit
	names      []name
	spares     bool      // asks to be careful with something
	found      *findings // what was worked out of it; nil for no message
}

// marks of the quantities.
var quantityMarks = map[fitness.Kind]string{
	fitness.KindMass: "#mass", fitness.KindLength: "#distance", fitness.KindDuration: "#duration", fitness.KindSpeed: "#speed",
	fitness.KindPace: "#pace", fitness.KindSets: "#sets", fitness.KindReps: "#reps", fitness.KindPercent: "#percent",
	fitness.KindPulse: "#pulse", fitness.KindAge: "#age", fitness.KindFrequency: "#days", fitness.KindEnergy: "#energy",
	fitness.KindPower: "#watts", fitness.KindEffort: "#effort", fitness.KindReserve: "#reserve",
}

func read(message string) reading {
	r := reading{text: fold(message), found: &findings{}}
	r.quantities = fitness.Quantities(r.text)
	r.quantities = r.quantities[:min(len(r.quantities), mostQuantities)]
	tokens := tokensOf(r.text)
	for _, t := range tokens {
		r.words = append(r.words, t.word)
	}
	r.found.words = lettersIn(r.words)
	r.spares = r.says(sparing)
	r.mark(tokens)
	r.found.marked = lettersIn(r.marked)
	return r
}

// mark fills in marked, numbers and names, each word once.
func (r *reading) mark(tokens []token) {
	alone, hurt := singular(r.words), r.spares || r.says(hurting)
	var beside []string
	for i := 0; i < len(tokens); {
		if kinds, next := r.quantityAt(tokens, i); next > i {
			r.marked = append(r.marked, kinds...)
			i = next
			continue
		}
		names := namesAt(alone, i)
		if hurt {
			slices.SortStableFunc(names, func(a, b name) int { return jointFirst(a) - jointFirst(b) })
		}
		if len(names) == 0 {
			if value, err := strconv.ParseFloat(tokens[i].word, 64); err == nil && len(tokens[i].word) < 8 {
				r.numbers = append(r.numbers, value)
			}
			r.marked = append(r.marked, tokens[i].word)
			i++
			continue
		}
		r.names = append(r.names, names...)
		r.marked = append(r.marked, string(names[0].mark))
		for _, also := range names[1:] {
			beside = append(beside, string(also.mark))
		}
		i += len(names[0].words)
	}
	r.marked = append(r.marked, beside...)
}

// jointFirst orders the names of a word like "shoulder": where something hurts it
// means the joint.
func jointFirst(n name) int {
	if n.mark == markJoint {
		return 0
	}
	return 1
}

// quantityAt returns the marks of the quantities that begin in tokens[i], and the
// token behind them; i if there are none.
func (r *reading) quantityAt(tokens []token, i int) (marks []string, next int) {
	next = i
	for _, q := range r.quantities {
		if next >= len(tokens) || q.Start < tokens[i].start || q.Start >= tokens[max(next-1, i)].end {
			continue
		}
		if m := quantityMarks[q.Kind]; !slices.Contains(marks, m) {
			marks = append(marks, m)
		}
		for next < len(tokens) && tokens[next].start < q.End {
			next++
		}
	}
	return marks, next
}

// has reports whether one of the phrases is said, in words or in marks.
func (r reading) has(wording *phrases) bool { return r.says(wording) || r.marks(wording) }

// says reports whether one of the phrases is said in words.
func (r reading) says(wording *phrases) bool {
	return r.found != nil && wording.anyOf(r.words, &r.found.words)
}

// marks reports whether one of the phrases is said in marks.
func (r reading) marks(wording *phrases) bool {
	return r.found != nil && wording.anyOf(r.marked, &r.found.marked)
}

// quantity returns the first quantity of a kind.
func (r reading) quantity(kind fitness.Kind) (fitness.Quantity, bool) {
	for _, q := range r.quantities {
		if q.Kind == kind {
			return q, true
		}
	}
	return fitness.Quantity{}, false
}

// named returns the first name of a kind.
func (r reading) named(m mark) (string, bool) {
	for _, n := range r.names {
		if n.mark == m {
			return n.value, true
		}
	}
	return "", false
}

// mostQuantities is how many a message may tell: a day of training with room to
// spare.
const mostQuantities = 150

// nearBy is how many bytes beside a quantity tell what it is of. Without a bound, a
// message full of quantities would be read once for each of them.
const nearBy = 80

// before returns the words right before a quantity.
func (r reading) before(q fitness.Quantity) string {
	return strings.TrimSpace(r.text[max(0, q.Start-nearBy):q.Start])
}

// behind returns what comes right behind a quantity.
func (r reading) behind(q fitness.Quantity) string {
	return r.text[q.End:min(len(r.text), q.End+nearBy)]
}
