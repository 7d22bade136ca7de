package coach

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"spotter/fitness"
)

// unitAsked is the unit that an answer is wanted in.
var unitAsked = choices[string]{
	{patterns("lbs|lb|pounds"), "lb"},
	{patterns("stone|stones"), "st"},
	{patterns("kg|kgs|kilos|kilograms"), "kg"},
	{patterns("miles|mile|mph"), "mi"},
	{patterns("km|kms|kilometres|kilometers|kmh"), "km"},
	{patterns("feet|foot|inches"), "in"},
	{patterns("cm"), "cm"},
	{patterns("kj|kilojoules"), "kJ"},
	{patterns("ounces|oz"), "oz"},
}

// unitChange turns numbers of one unit into another, by a factor.
type unitChange struct {
	from, to string
	factor   float64
	tenths   bool
}

// unitChanges are by the unit that is wanted. A pound is 0.45359237 kg, a mile
// 1.609344 km, an inch 2.54 cm, an ounce a sixteenth of a pound, a kilocalorie
// 4.184 kJ. A pace is not converted: its answer has both units.
var unitChanges = map[string][]unitChange{
	"lb": {{"kg", "lb", 1 / 0.45359237, false}},
	"kg": {{"lb", "kg", 0.45359237, true}},
	"st": {{"kg", "st", 1 / 0.45359237 / 14, true}, {"lb", "st", 1.0 / 14, true}},
	"mi": {{"km/h", "mph", 1 / 1.609344, true}, {"km", "miles", 1 / 1.609344, true}},
	"km": {{"mph", "km/h", 1.609344, true}, {"miles", "km", 1.609344, true}},
	"in": {{"cm", "in", 1 / 2.54, false}},
	"cm": {{"in", "cm", 2.54, false}},
	"kJ": {{"kcal", "kJ", 4.184, false}},
	"oz": {{"g", "oz", 16 / 453.59237, true}},
}

var valueInUnit = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)(?:–(\d[\d,]*(?:\.\d+)?))? (km/h|mph|kcal|km|kg|lb|cm|miles|in|g)\b(?:/kg)?`)

// inUnit is the last answer in another unit. Loads are worked out anew in it, so that
// the plates fit; what else an answer holds is converted.
func (d dialogue) inUnit(p Person, r reading, variant int) (Answer, bool) {
	unit, ok := unitAsked.in(r)
	if !ok {
		return Answer{}, false
	}
	if bar := map[string]fitness.Unit{"lb": fitness.Pounds, "kg": fitness.Kilograms}[unit]; bar != "" {
		d = d.liftingIn(bar)
	}
	c := chatWith(p, d.again(reading{}), d.Said, d.Wanted, variant)
	a := c.answer(d.Topic)
	text, changed := convertedTo(unit, a.Text)
	if !changed && !strings.Contains(text, " "+unit) {
		return Answer{}, false
	}
	a.Text, a.Logged = text, nil
	d.Last = hashOf(a.Text)
	return d.keep(a, d.Topic, c.asked), true
}

// liftingIn is the dialogue with its loads in a unit.
func (d dialogue) liftingIn(unit fitness.Unit) dialogue {
	was := or(d.Said.Unit, fitness.Kilograms)
	d.Said.Unit = unit
	if was == unit {
		return d
	}
	for _, load := range []*float64{&d.Wanted.Load, &d.Wanted.Max} {
		if value, err := fitness.Convert(*load, was, unit); err == nil && *load > 0 {
			*load = value
		}
	}
	return d
}

// convertedTo writes the numbers of a text in a unit, where they can be.
func convertedTo(unit, text string) (string, bool) {
	changed := false
	text = valueInUnit.ReplaceAllStringFunc(text, func(found string) string {
		m := valueInUnit.FindStringSubmatch(found)
		for _, change := range unitChanges[unit] {
			if change.from != m[3] || strings.HasSuffix(found, "/kg") {
				continue
			}
			changed = true
			written := change.of(m[1])
			if m[2] != "" {
				written += "–" + change.of(m[2])
			}
			return written + " " + change.to
		}
		return found
	})
	return text, changed
}

func (u unitChange) of(digits string) string {
	value, _ := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	value *= u.factor
	if u.tenths || value < 10 {
		return strconv.FormatFloat(math.Round(value*10)/10, 'f', -1, 64)
	}
	return strconv.Itoa(int(math.Round(value)))
}
