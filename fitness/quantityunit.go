package fitness

import "slices"

// withUnit reads a number with the unit behind it, and what belongs to it.
func (p *parser) withUnit(n numeral, i, next int) (int, bool) {
	if n.clock != 0 {
		return i, false
	}
	s, end, ok := p.unit(n, next)
	if !ok {
		return i, false
	}
	if s.kind == "" {
		return end, true
	}
	if part, after, ok := p.andPart(end); ok && s.kind != KindAge && s.kind != KindPercent {
		n.value, n.upTo, end = n.value+part, n.upTo+part, after
	}
	switch s.unit {
	case Hours, Minutes:
		return p.duration(s.unit, n, i, end), true
	case Feet:
		return p.feet(n, i, end), true
	case Stone:
		return p.stone(n, i, end), true
	case Metres:
		return p.metres(n, i, end), true
	case Kilometres, Miles:
		s, end = p.perHour(s, end)
	}
	return p.find(s.kind, s.unit, n, i, end), true
}

// unit reads the unit at i. A spelling without a kind is a unit that is known and
// of no use here, such as g/kg.
func (p *parser) unit(n numeral, i int) (spelling, int, bool) {
	hyphen := p.skipHyphen(i)
	l := p.at(hyphen)
	if l.kind == sign {
		return p.unitSign(n, i)
	}
	if l.kind == number {
		return spelling{}, i, false
	}
	if s, end, ok := p.manyWords(l, hyphen); ok {
		return s, end, true
	}
	s, known := unitWords[l.text]
	if !known || n.article && !articleUnits[l.text] && !l.is("set") || !p.credible(n, l, hyphen) {
		return p.letterUnit(n, l, i)
	}
	end := hyphen + 1
	switch s.unit {
	case Years:
		return p.old(s, end), p.oldEnd(end), true
	case BeatsPerMinute:
		return s, p.perMinute(l, end), true
	case Grams:
		if per := p.skip(end, "/", "per"); per > end && unitWords[p.at(per).text].unit == Kilograms {
			return spelling{}, per + 1, true
		}
	case Repetitions:
		if p.at(end).is("max") || p.at(end).is("maximum") {
			return spelling{}, end + 1, true
		}
		if end, ok := p.reserve(end); ok {
			return spelling{KindReserve, InReserve}, end, true
		}
	}
	return s, end, true
}

// letterUnit reads the units of one letter that must stick to their number.
func (p *parser) letterUnit(n numeral, l *lexeme, i int) (spelling, int, bool) {
	switch {
	case !l.glued || !n.digits:
		return spelling{}, i, false
	case l.is("k") && p.at(i+1).kind == word && notKilometres[p.at(i+1).text]:
		return spelling{}, i, false
	case l.is("k") && n.upTo <= 500:
		return spelling{KindLength, Kilometres}, i + 1, true
	case l.is("w"):
		return spelling{KindPower, Watts}, i + 1, true
	case l.is("in"):
		return spelling{KindLength, Inches}, i + 1, true
	default:
		return spelling{}, i, false
	}
}

// credible refuses words that are units elsewhere: the st of 1st and 21st, the s of
// "my 40s" and "the 1980s", and the label of "60 rpe 8".
func (p *parser) credible(n numeral, l *lexeme, i int) bool {
	switch l.text {
	case "st":
		ordinal := l.glued && int(n.value)%10 == 1 && int(n.value)%100 != 11
		return !ordinal || p.at(i+1).kind == number
	case "s":
		decade := l.glued && n.whole && int(n.value)%10 == 0 && n.value >= 20
		return !decade || n.value < 1000 && !p.afterAny(i-2, "my", "his", "her", "their", "your", "our", "the", "early", "mid", "late", "-")
	case "second", "day", "week", "month", "year":
		return !n.article
	case "rpe", "rir": // "60 rpe 8": the number behind is the effort
		return p.at(p.skip(i+1, "of", ":", "=", "@")).kind != number
	default:
		return true
	}
}

func (p *parser) afterAny(i int, words ...string) bool {
	return p.at(i).kind != number && slices.Contains(words, p.at(i).text)
}

// unitSign reads %, feet and inches.
func (p *parser) unitSign(n numeral, i int) (spelling, int, bool) {
	switch l := p.at(i); {
	case l.text == "%":
		return spelling{KindPercent, Percent}, i + 1, true
	case l.text == `"` && l.glued && n.digits && n.value >= 12:
		return spelling{KindLength, Inches}, i + 1, true
	case l.text == "'" && l.glued && n.digits && (n.value >= 3 && n.value <= 8 || p.at(i+1).kind == number):
		return spelling{KindLength, Feet}, i + 1, true
	default:
		return spelling{}, i, false
	}
}

// manyWords reads units of several words: "per cent", "y/o", "y.o.", "km/h" is not
// among them.
func (p *parser) manyWords(l *lexeme, i int) (spelling, int, bool) {
	switch {
	case l.is("per") && p.at(i+1).is("cent"):
		return spelling{KindPercent, Percent}, i + 2, true
	case l.is("y") && (p.at(i+1).is("/") || p.at(i+1).is(".")) && p.at(i+2).is("o"):
		end := i + 3
		if p.at(end).is(".") && p.at(end).glued && p.at(i+1).is(".") {
			end++
		}
		return spelling{KindAge, Years}, end, true
	case l.is("m") && p.at(i+1).is("/") && p.at(i+2).is("s"):
		return spelling{KindSpeed, MetresPerSecond}, i + 3, true
	default:
		return spelling{}, i, false
	}
}

// old makes years an age where "old", "of age" or "young" follows.
func (p *parser) old(s spelling, i int) spelling {
	if p.oldEnd(i) > i {
		return spelling{KindAge, Years}
	}
	return s
}

func (p *parser) oldEnd(i int) int {
	next := p.skip(i, "-")
	switch {
	case p.at(next).is("old"), p.at(next).is("young"):
		return next + 1
	case p.at(i).is("of") && p.at(i+1).is("age"):
		return i + 2
	default:
		return i
	}
}

// perMinute steps over "per minute" and "a minute" behind beats.
func (p *parser) perMinute(l *lexeme, i int) int {
	next := p.skip(i, "a", "per", "/", "each")
	if l.is("beats") && next > i && unitWords[p.at(next).text].unit == Minutes {
		return next + 1
	}
	return i
}

// reserve reads "in reserve", "in the tank" and "left" behind repetitions.
func (p *parser) reserve(i int) (int, bool) {
	switch {
	case p.at(i).is("left"):
		return i + 1, true
	case p.at(i).is("in") && p.at(i+1).is("reserve"):
		return i + 2, true
	case p.at(i).is("in") && p.at(i+1).is("the") && p.at(i+2).is("tank"):
		return i + 3, true
	default:
		return i, false
	}
}

// perHour makes a distance a speed where "per hour", "/h" or "an hour" follows.
func (p *parser) perHour(s spelling, i int) (spelling, int) {
	next := p.skip(i, "/", "per", "an", "a")
	if next == i || unitWords[p.at(next).text].unit != Hours {
		return s, i
	}
	if s.unit == Miles {
		return spelling{KindSpeed, MilesPerHour}, next + 1
	}
	return spelling{KindSpeed, KilometresPerHour}, next + 1
}

// bare reads a number at i that has no unit and is not the first of "3x8".
func (p *parser) bare(i int) (numeral, int, bool) {
	n, next, ok := p.single(i)
	if !ok || !n.digits && !n.whole || n.article || n.clock != 0 || p.at(next).is("x") || p.at(next).is("%") {
		return numeral{}, i, false
	}
	n.upTo = n.value
	_, _, hasUnit := p.unit(n, next)
	return n, next, !hasUnit
}

// inUnit reads a number at i that has one of the units, perhaps after "and".
func (p *parser) inUnit(i int, unit Unit, words ...string) (numeral, int, bool) {
	i = p.skip(i, "and", ",")
	n, next, ok := p.single(i)
	if !ok || n.clock != 0 || n.article || n.value < 0 {
		return numeral{}, i, false
	}
	l := p.at(next)
	if l.kind == number || unitWords[l.text].unit != unit && !slices.Contains(words, l.text) {
		return numeral{}, i, false
	}
	return n, next + 1, true
}

// feet adds inches: 5'10", 5 ft 10, 5 foot 10 inches; or reads 5'30"/km as a pace.
func (p *parser) feet(n numeral, i, end int) int {
	quote := p.at(end - 1).is("'")
	from := end
	if p.at(from).is(".") && p.at(from+1).kind == number {
		from++
	}
	inches, next, ok := p.inUnit(from, Inches, `"`, "in")
	if !ok {
		inches, next, ok = p.bare(from)
		ok = ok && (quote || p.beginsNumber(from))
	}
	if quote && ok && inches.value < 60 && n.upTo == n.value {
		minutes := numeral{value: n.value + inches.value/60, upTo: n.value + inches.value/60}
		if s, after, isPace := p.perDistance(next); isPace {
			return p.find(KindPace, s, minutes, i, after)
		}
	}
	if !ok || inches.value < 0 || inches.value >= 12 || n.upTo != n.value {
		return p.find(KindLength, Feet, n, i, end)
	}
	total := n.value*12 + inches.value
	return p.find(KindLength, Inches, numeral{value: total, upTo: total}, i, next)
}

// stone adds pounds: 11 st 4, 11 stone 4 lb.
func (p *parser) stone(n numeral, i, end int) int {
	pounds, next, ok := p.inUnit(end, Pounds)
	if !ok {
		pounds, next, ok = p.bare(end)
	}
	if !ok || pounds.value < 0 || pounds.value >= poundsInStone || n.upTo != n.value {
		return p.find(KindMass, Stone, n, i, end)
	}
	total := n.value*poundsInStone + pounds.value
	return p.find(KindMass, Pounds, numeral{value: total, upTo: total}, i, next)
}

// metres reads 1m78 as centimetres.
func (p *parser) metres(n numeral, i, end int) int {
	l := p.at(end)
	if l.kind == number && l.glued && l.whole && len(l.text) == 2 && n.value >= 1 && n.value <= 2 && n.whole {
		total := n.value*100 + l.value
		return p.find(KindLength, Centimetres, numeral{value: total, upTo: total}, i, end+1)
	}
	return p.find(KindLength, Metres, n, i, end)
}

// duration adds minutes to hours and seconds to minutes, or reads a pace.
func (p *parser) duration(unit Unit, n numeral, i, end int) int {
	if unit == Hours {
		minutes, next, ok := p.smaller(end, Minutes, "m")
		if !ok || n.upTo != n.value {
			return p.find(KindDuration, Hours, n, i, end)
		}
		unit, end = Minutes, next
		n.value = n.value*60 + minutes.value
		n.upTo = n.value
	}
	if s, next, ok := p.perDistance(end); ok {
		return p.find(KindPace, s, n, i, next)
	}
	seconds, next, ok := p.smaller(end, Seconds, "s")
	if !ok || n.upTo != n.value {
		return p.find(KindDuration, unit, n, i, end)
	}
	n.value += seconds.value / 60
	n.upTo = n.value
	if s, after, ok := p.perDistance(next); ok {
		return p.find(KindPace, s, n, i, after)
	}
	return p.find(KindDuration, Minutes, n, i, next)
}

// smaller reads the minutes behind hours or the seconds behind minutes, with their
// unit, or bare if they stick to what is before or end the sentence.
func (p *parser) smaller(i int, unit Unit, letter string) (numeral, int, bool) {
	if n, next, ok := p.inUnit(i, unit, letter); ok && n.value < 60 {
		return n, next, true
	}
	n, next, ok := p.bare(i)
	_, _, paced := p.perDistance(next)
	ends := paced || p.at(next).kind == sign && !p.at(next).is("-") && !p.at(next).is("@")
	if !ok || !n.whole || n.value < 0 || n.value >= 60 || !p.at(i).glued && !ends {
		return numeral{}, i, false
	}
	return n, next, true
}

// perDistance reads "/km", "per mile", "a mile" or "mile" behind minutes.
func (p *parser) perDistance(i int) (Unit, int, bool) {
	per := p.skip(i, "/", "per", "a", "-")
	l := p.at(per)
	switch unit := unitWords[l.text].unit; {
	case l.kind != word:
		return "", i, false
	case unit == Miles:
		return MinutesPerMile, per + 1, true
	case unit == Kilometres || l.is("k") && per > i:
		return MinutesPerKilometre, per + 1, true
	default:
		return "", i, false
	}
}

// clocked reads 5:30/km and 5:30 min/km as a pace, 1:45:00 as a duration, and 24:30
// as one where "in" or a distance stands before, or minutes behind.
func (p *parser) clocked(n numeral, i, next int) (int, bool) {
	if n.clock == 0 {
		return i, false
	}
	minutes := p.at(next).kind == word && unitWords[p.at(next).text].unit == Minutes
	end := next
	if minutes {
		end++
	}
	if unit, after, ok := p.perDistance(end); ok {
		return p.find(KindPace, unit, n, i, after), true
	}
	hours := p.at(next).kind == word && unitWords[p.at(next).text].unit == Hours
	switch {
	case p.at(next).is("am"), p.at(next).is("pm"), p.at(next).is("a") && p.at(next+1).is("."), p.at(next).is("p") && p.at(next+1).is("."):
		return next + 1, true
	case minutes:
		return p.find(KindDuration, Minutes, n, i, end), true
	case hours && n.clock == 2:
		n.value, n.upTo = n.value*60, n.upTo*60
		return p.find(KindDuration, Minutes, n, i, next+1), true
	case n.clock == 3, p.at(i - 1).is("in"), p.last(i, "in", ":", "-") == KindLength, p.after == i && i > 0 && p.lastIs(KindLength):
		return p.find(KindDuration, Minutes, n, i, next), true
	default:
		return next, true
	}
}

func (p *parser) lastIs(kind Kind) bool {
	return len(p.found) > 0 && p.found[len(p.found)-1].Kind == kind
}
