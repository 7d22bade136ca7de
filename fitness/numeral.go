package fitness

// numeral is a number as a text says it, in digits or words, or two as a range.
type numeral struct {
	value, upTo float64
	clock       int  // 2 parts of a time such as 5:30, 3 of 1:45:00, else 0; value is in minutes
	digits      bool // said in digits
	article     bool // "a" or "an"
	whole       bool
}

var smallNumbers = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var partWords = map[string]float64{"half": 0.5, "quarter": 0.25}

// numeral reads the number at i and, behind it, the upper end of a range.
func (p *parser) numeral(i int) (numeral, int, bool) {
	first, next, ok := p.single(i)
	if !ok {
		return numeral{}, i, false
	}
	first.upTo = first.value
	if from, separated := p.rangeSeparator(i, next); separated && !first.article {
		last, end, ok := p.single(from)
		if ok && !last.article && last.clock == first.clock && first.value >= 0 && last.value >= first.value {
			first.upTo = last.value
			first.whole = first.whole && last.whole
			return first, end, true
		}
	}
	return first, next, true
}

// rangeSeparator returns where the upper end of a range may begin.
func (p *parser) rangeSeparator(start, i int) (int, bool) {
	switch l := p.at(i); {
	case l.is("to"), l.is("or"), l.is("and") && start > 0 && p.at(start-1).is("between"):
		return i + 1, true
	case l.is("-"):
		return i + 1, p.at(i+1).kind == number || l.glued == p.at(i+1).glued
	default:
		return i, false
	}
}

// single reads one number: digits, a clock, a fraction, or words.
func (p *parser) single(i int) (numeral, int, bool) {
	switch l := p.at(i); {
	case l.is("-") && p.at(i+1).kind == number && p.at(i+1).glued && (!l.glued || p.at(i-1).kind == sign):
		return p.negative(i + 1)
	case l.is("minus"), l.is("negative"):
		return p.negative(i + 1)
	case l.kind == number:
		if n, next, ok := p.clock(i); ok {
			return n, next, true
		}
		return p.digits(i)
	case l.kind == word:
		return p.words(i)
	default:
		return numeral{}, i, false
	}
}

func (p *parser) negative(i int) (numeral, int, bool) {
	if p.at(i).kind == word && !p.startsNumber(i) {
		return numeral{}, i, false
	}
	if p.at(i).kind == sign {
		return numeral{}, i, false
	}
	n, next, ok := p.single(i)
	n.value = -n.value
	return n, next, ok
}

func (p *parser) startsNumber(i int) bool {
	text := p.at(i).text
	_, small := smallNumbers[text]
	_, ten := tens[text]
	return p.at(i).kind == word && (small || ten)
}

// digits reads digits with a fraction, or with "hundred", "thousand", "dozen" or
// "and a half" behind them.
func (p *parser) digits(i int) (numeral, int, bool) {
	l := p.at(i)
	n := numeral{value: l.value, digits: true, whole: l.whole}
	next := i + 1
	if l.whole {
		if f, end, ok := p.slashed(i); ok {
			return numeral{value: f, digits: true}, end, true
		}
		if f := p.at(next); f.fraction {
			n.value, n.whole = n.value+f.value, false
			return n, next + 1, true
		}
		if f, end, ok := p.slashed(next); ok && !p.at(next).glued {
			n.value, n.whole = n.value+f, false
			return n, end, true
		}
	}
	if many, known := manyWords[p.at(next).text]; known && p.at(next).kind == word {
		n.value *= many
		next++
	}
	return p.andAPart(n, next)
}

var manyWords = map[string]float64{"hundred": 100, "thousand": 1000, "dozen": 12}

// slashed reads a fraction such as 3/4, but no date and no score.
func (p *parser) slashed(i int) (float64, int, bool) {
	over, slash, under := p.at(i), p.at(i+1), p.at(i+2)
	if over.kind != number || !slash.is("/") || under.kind != number || !slash.glued || !under.glued ||
		!over.whole || !under.whole || p.at(i+3).is("/") {
		return 0, i, false
	}
	switch under.value {
	case 2, 3, 4, 5, 8:
		if over.value > 0 && over.value < under.value {
			return over.value / under.value, i + 3, true
		}
	}
	return 0, i, false
}

// clock reads 5:30 as minutes and seconds, and 1:45:00 as hours too; in minutes.
func (p *parser) clock(i int) (numeral, int, bool) {
	a, b := p.at(i), p.at(i+2)
	if !a.whole || !p.at(i+1).is(":") || !p.at(i+1).glued || !b.sixtieth() {
		return numeral{}, i, false
	}
	if c := p.at(i + 4); p.at(i+3).is(":") && p.at(i+3).glued && c.sixtieth() {
		return numeral{value: a.value*60 + b.value + c.value/60, clock: 3, digits: true}, i + 5, true
	}
	return numeral{value: a.value + b.value/60, clock: 2, digits: true}, i + 3, true
}

// sixtieth reports whether l is 00–59, glued to what is before.
func (l lexeme) sixtieth() bool {
	return l.kind == number && l.whole && l.glued && len(l.text) == 2 && l.value < 60
}

// words reads a number in words: "twenty-five", "a hundred and ten", "half".
func (p *parser) words(i int) (numeral, int, bool) {
	switch l := p.at(i); {
	case l.is("a"), l.is("an"):
		return p.afterArticle(i)
	case partWords[l.text] != 0:
		return p.part(numeral{value: partWords[l.text]}, i+1)
	case l.is("couple"):
		return numeral{value: 2, whole: true}, p.skip(i+1, "of"), true
	case l.is("dozen"):
		return numeral{value: 12, whole: true}, i + 1, true
	default:
		return p.cardinal(i)
	}
}

// afterArticle reads "a hundred", "a dozen", "a couple of", "a half", and before a
// unit "a" itself.
func (p *parser) afterArticle(i int) (numeral, int, bool) {
	l := p.at(i + 1)
	switch {
	case partWords[l.text] != 0, l.is("couple"), l.is("dozen"), l.is("hundred"), l.is("thousand"):
		return p.words(i + 1)
	case articleUnits[l.text]:
		return numeral{value: 1, article: true}, i + 1, true
	case l.is("set") && p.at(i+2).is("of") && p.beginsNumber(i+3):
		return numeral{value: 1, article: true, whole: true}, i + 1, true
	default:
		return numeral{}, i, false
	}
}

func (p *parser) beginsNumber(i int) bool { return p.at(i).kind == number || p.startsNumber(i) }

// articleUnits are the units that "a" counts. "A second", "a day" and "a week" say
// something else too often.
var articleUnits = map[string]bool{
	"hour": true, "minute": true, "mile": true, "kilometre": true, "kilometer": true, "km": true,
	"kilo": true, "kilogram": true, "pound": true, "stone": true,
}

// part reads what stands between "half" and its unit: "of an", "a", "a dozen".
func (p *parser) part(n numeral, i int) (numeral, int, bool) {
	next := p.skip(i, "of")
	next = p.skip(next, "a", "an")
	if p.at(next).is("dozen") {
		n.value *= 12
		n.whole = true
		next++
	}
	return n, next, true
}

// cardinal reads the words of a whole number, with "point five" or "and a half"
// behind it. Its grammar ends by itself: no place of a number is filled twice.
func (p *parser) cardinal(i int) (numeral, int, bool) {
	total, current, next := 0.0, 0.0, i
	place := 10000.0 // what may still be added lies below
	for {
		l := p.at(next)
		small, isSmall := smallNumbers[l.text]
		ten, isTen := tens[l.text]
		switch {
		case l.kind != word:
			isSmall, isTen = false, false
		case l.is("and") && next > i && place == 100 && p.startsNumber(next+1):
			next++
			continue
		}
		switch {
		case l.kind == word && isTen && place >= 100:
			current, place = current+ten, 10
		case l.kind == word && isSmall && (place >= 100 || place == 10 && small > 0 && small < 10):
			current, place = current+small, 1
		case l.is("hundred") && (current > 0 || next == i) && current < 100 && place != 100:
			current, place = max(current, 1)*100, 100
		case l.is("thousand") && total == 0 && (current > 0 || next == i):
			total, current, place = max(current, 1)*1000, 0, 100
		case l.is("-") && l.glued && place == 10 && p.at(next+1).glued && p.startsNumber(next+1) && smallNumbers[p.at(next+1).text] > 0:
		default:
			return p.cardinalEnd(numeral{value: total + current, whole: true}, i, next)
		}
		next++
	}
}

// cardinalEnd reads "point five", "quarters" or "and a half" after a whole number.
func (p *parser) cardinalEnd(n numeral, i, next int) (numeral, int, bool) {
	switch {
	case next == i:
		return numeral{}, i, false
	case p.at(next).is("quarters"):
		n.value, n.whole = n.value/4, false
		return p.part(n, next+1)
	case p.at(next).is("dozen"):
		n.value *= 12
		return n, next + 1, true
	case p.at(next).is("point"):
		scale, end := 0.1, next+1
		for range 4 {
			digit, ok := smallNumbers[p.at(end).text]
			if !ok || digit > 9 {
				break
			}
			n.value, n.whole = n.value+digit*scale, false
			scale /= 10
			end++
		}
		if end > next+1 {
			return n, end, true
		}
	}
	return p.andAPart(n, next)
}

// andAPart adds "and a half" or "and a quarter".
func (p *parser) andAPart(n numeral, i int) (numeral, int, bool) {
	if part, next, ok := p.andPart(i); ok {
		n.value, n.whole = n.value+part, false
		return n, next, true
	}
	return n, i, true
}

func (p *parser) andPart(i int) (float64, int, bool) {
	next := p.skip(i+1, "a", "one")
	if part := partWords[p.at(next).text]; p.at(i).is("and") && part != 0 {
		return part, next + 1, true
	}
	return 0, i, false
}
