package fitness

// Quantities returns the numbers with a unit that a text in English says, in their
// order and without overlap. It reads digits and words, decimal commas and points,
// the spellings of people ("5'10\"", "1h30", "3 × 8 @ 60kg", "three times a week",
// "½ mile", "I'm 40") and no more than MaxText characters. A number without a unit,
// such as a year or a house, is none: see Number.
//
// Values are as said, absurd and negative ones too: ask Check. Where a spelling
// has two readings this one is taken: "5 m" are metres, "10k" kilometres, a
// cal is a kilocalorie, "in 24:30" is minutes and seconds, and 100x5 is a load of
// 100 lifted 5 times, but 5x10 sets of repetitions.
func Quantities(text string) []Quantity {
	p := parser{lexemes: lexemesOf(text)}
	for i := 0; i < len(p.lexemes); {
		i = p.step(i)
	}
	return p.found
}

// Number returns the number of a text that says nothing else, as an answer to a
// question does: "40", "about 40", "forty". It is false for any other text.
func Number(text string) (float64, bool) {
	p := parser{lexemes: lexemesOf(text)}
	i := 0
	for fillers[p.at(i).text] || p.at(i).is("i'm") || p.at(i).is("it") || p.at(i).is("it's") {
		i++
	}
	n, next, ok := p.numeral(i)
	for p.at(next).is(".") || p.at(next).is("!") {
		next++
	}
	if !ok || n.article || n.clock != 0 || n.upTo != n.value || next < len(p.lexemes) {
		return 0, false
	}
	return n.value, true
}

// parser finds quantities among lexemes. It looks a bounded way ahead and back, so
// its work grows with the text and no faster.
type parser struct {
	lexemes []lexeme
	found   []Quantity
	after   int // the lexeme behind the last found
}

// nothing is the lexeme beyond the ends of a text.
var nothing = lexeme{kind: sign}

// at returns the lexeme at i, or an empty sign outside the text.
//
//go:noinline
func (p *parser) at(i int) *lexeme {
	if i < 0 || i >= len(p.lexemes) {
		return &nothing
	}
	return &p.lexemes[i]
}

// is reports whether l is a word or a sign, and this one.
func (l *lexeme) is(text string) bool { return l.kind != number && l.text == text }

// skip returns the place behind i if one of the words stands there, else i.
func (p *parser) skip(i int, words ...string) int {
	for _, w := range words {
		if p.at(i).is(w) {
			return i + 1
		}
	}
	return i
}

// find adds a quantity of the lexemes from i to before next, and returns next.
//
//go:noinline
func (p *parser) find(kind Kind, unit Unit, n numeral, i, next int) int {
	p.found = append(p.found, Quantity{
		Kind: kind, Unit: unit, Value: n.value, UpTo: n.upTo,
		Start: p.at(i).start, End: p.at(next - 1).end,
	})
	p.after = next
	return next
}

// last returns the kind of the quantity found right before i, with connector
// between them.
func (p *parser) last(i int, connectors ...string) Kind {
	if len(p.found) == 0 || p.after != i-1 || p.skip(i-1, connectors...) == i-1 {
		return ""
	}
	return p.found[len(p.found)-1].Kind
}

// step reads what begins at i and returns where to go on.
func (p *parser) step(i int) int {
	if next, ok := p.everyDay(i); ok {
		return next
	}
	n, next, ok := p.numeral(i)
	if !ok {
		return i + 1
	}
	if p.isMoney(i) {
		return next
	}
	for _, read := range []func(numeral, int, int) (int, bool){
		p.frequency, p.times, p.clocked, p.withUnit, p.connected, p.labelled,
	} {
		if end, ok := read(n, i, next); ok {
			return end
		}
	}
	if n.upTo != n.value {
		_, next, _ = p.single(i)
	}
	return next
}

// isMoney reports whether the number at i has a sign that makes it no measure.
func (p *parser) isMoney(i int) bool {
	switch before := p.at(i - 1); before.text {
	case "$", "€", "£", "#":
		return before.kind == sign
	}
	return false
}

// everyDay reads "train every day", "twice a week" and "once weekly".
func (p *parser) everyDay(i int) (int, bool) {
	if p.at(i).is("every") && p.at(i+1).is("day") && trainWords[p.at(i-1).text] {
		return p.find(KindFrequency, DaysAWeek, numeral{value: 7, upTo: 7}, i, i+2), true
	}
	times := timesWords[p.at(i).text]
	if p.at(i).kind != word || times == 0 {
		return i, false
	}
	next, ok := p.week(i + 1)
	if !ok {
		return i, false
	}
	return p.find(KindFrequency, DaysAWeek, numeral{value: times, upTo: times}, i, next), true
}

// week reads "a week", "per week", "/week", "weekly", "in a week", "each week".
func (p *parser) week(i int) (int, bool) {
	if p.at(i).is("weekly") {
		return i + 1, true
	}
	i = p.skip(i, "in")
	next := p.skip(i, "a", "per", "each", "every", "/", "the", "of")
	next = p.skip(next, "the")
	if next == i || p.at(next).kind != word {
		return i, false
	}
	switch p.at(next).text {
	case "week", "wk", "weeks":
		return next + 1, true
	}
	return i, false
}

// frequency reads "3 days a week" and "3x/week".
func (p *parser) frequency(n numeral, i, next int) (int, bool) {
	next = p.skipHyphen(next)
	if n.clock != 0 || p.at(next).kind != word || !sessionWords[p.at(next).text] {
		return i, false
	}
	end, ok := p.week(next + 1)
	if !ok && p.at(next).is("x") && p.at(next+1).is("week") {
		end, ok = next+2, true
	}
	if !ok {
		return i, false
	}
	return p.find(KindFrequency, DaysAWeek, n, i, end), true
}

// skipHyphen steps over the hyphen of "45-minute".
func (p *parser) skipHyphen(i int) int {
	if p.at(i).is("-") && p.at(i).glued && p.at(i+1).kind == word && p.at(i+1).glued {
		return i + 1
	}
	return i
}

// times reads "3x8" as sets of repetitions, "100x5" as a load and repetitions, and
// the sets of "5 x 400 m", whose distance is read next.
func (p *parser) times(n numeral, i, next int) (int, bool) {
	if !p.at(next).is("x") || !n.whole || n.article || n.clock != 0 || p.last(i, "x") != "" {
		return i, false
	}
	second, end, ok := p.numeral(next + 1)
	if !ok || second.article {
		return i, false
	}
	unit, _, hasUnit := p.unit(second, end)
	switch {
	case hasUnit && unit.kind != KindReps:
		p.find(KindSets, Sets, n, i, next)
		return next + 1, true
	case !second.whole || n.value > 20 && second.value > 30:
		return i, false
	case n.value > 20 && !hasUnit:
		p.find(KindMass, Unsaid, n, i, next)
	default:
		p.find(KindSets, Sets, n, i, next)
	}
	if hasUnit {
		return next + 1, true
	}
	return p.find(KindReps, Repetitions, second, next+1, end), true
}

// connected reads a bare number that the quantity before gives a meaning: "8 reps
// at 60", "60 kg x 5", "60 kg five times", "3 sets of 8", "5x5 100".
func (p *parser) connected(n numeral, i, next int) (int, bool) {
	if n.clock != 0 || n.article {
		return i, false
	}
	switch p.last(i, "x", "of", "for", "by") {
	case KindMass:
		if p.at(i-1).is("x") || p.at(i-1).is("for") && n.whole && n.digits {
			return p.find(KindReps, Repetitions, n, i, next), true
		}
	case KindSets:
		return p.find(KindReps, Repetitions, n, i, next), true
	case KindReps:
		if before := len(p.found) - 2; p.at(i-1).is("x") && before >= 0 && p.found[before].Kind == KindMass {
			return p.find(KindSets, Sets, n, i, next), true
		}
		if p.at(i - 1).is("x") {
			return p.find(KindMass, Unsaid, n, i, next), true
		}
	}
	if p.at(next).is("times") && p.after == i && p.lastIs(KindMass) && n.whole {
		return p.find(KindReps, Repetitions, n, i, next+1), true
	}
	switch p.last(i, "@", "at", "with") {
	case KindReps, KindSets:
		return p.find(KindMass, Unsaid, n, i, next), true
	}
	if p.last(i, "@") == KindMass && n.value >= 1 && n.value <= 10 { // "60 kg @8"
		return p.find(KindEffort, RPE, n, i, next), true
	}
	if p.after == i && i > 0 && p.lastIs(KindReps) && n.digits && (p.at(next).kind == sign || p.at(next).is("rpe")) {
		return p.find(KindMass, Unsaid, n, i, next), true
	}
	return i, false
}

// labelled reads a bare number that a word gives a meaning: "age 40", "I'm 40",
// "pulse of 60", "178 tall",
// "set of 8", "8 @ 60", "reps: 8".
func (p *parser) labelled(n numeral, i, next int) (int, bool) {
	if n.clock != 0 || n.article {
		return i, false
	}
	switch {
	case p.at(next).is("tall"):
		return p.find(KindLength, heightUnit(n.value), n, i, next+1), true
	case n.whole && (p.afterAny(i-1, "of") && p.afterAny(i-2, "set", "sets") || p.at(next).is("@") && p.at(next+1).kind == number):
		return p.find(KindReps, Repetitions, n, i, next), true
	}
	back, at := i-1, false
	for steps := 0; steps < 4 && fillers[p.at(back).text]; steps++ {
		at = at || p.at(back).is("at")
		back--
	}
	label := p.at(back)
	if s, known := labels[label.text]; known && label.kind == word {
		if s.kind == KindLength {
			s.unit = heightUnit(n.value)
		}
		return p.find(s.kind, s.unit, n, i, next), true
	}
	if s := unitWords[label.text]; (s.kind == KindReps || s.kind == KindSets) && p.afterAny(i-1, ":", "=") {
		return p.find(s.kind, s.unit, n, i, next), true
	}
	switch {
	case label.is("rate") && p.at(back-1).is("heart"):
		return p.find(KindPulse, BeatsPerMinute, n, i, next), true
	case p.isMe(back) && !at && p.endsAge(n, next):
		return p.find(KindAge, Years, n, i, next), true
	default:
		return i, false
	}
}

// heightUnit returns the unit in which a number can be a height, or Unsaid.
func heightUnit(value float64) Unit {
	switch {
	case value >= 1 && value < MaxHeight/100.+0.1:
		return Metres
	case value >= MinHeight && value <= MaxHeight:
		return Centimetres
	default:
		return Unsaid
	}
}

// isMe reports whether "I'm", "im" or "I am" ends at i.
func (p *parser) isMe(i int) bool {
	return p.at(i).is("i'm") || p.at(i).is("im") || p.at(i).is("am") && p.at(i-1).is("i")
}

// endsAge reports whether what follows lets the number be an age.
func (p *parser) endsAge(n numeral, next int) bool {
	after := p.at(next)
	switch {
	case !n.whole || n.upTo != n.value || after.kind == number || after.is("-") && p.at(next+1).kind == number:
		return false
	case after.kind == word:
		return afterAge[after.text]
	default:
		return after.text != "%" && after.text != "/" && after.text != "°" && after.text != "'" && after.text != ":"
	}
}
