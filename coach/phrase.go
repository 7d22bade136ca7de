package coach

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"spotter/fitness"
)

// addressed starts a sentence with the person's name, or with a capital without one.
//
//go:noinline
func addressed(p Person, sentence string) string {
	if p.Name != "" {
		return p.Name + ", " + sentence
	}
	return capitalised(sentence)
}

// lowered is a sentence to go on with behind a name.
func lowered(sentence string) string {
	if sentence == "" || strings.HasPrefix(sentence, "I ") {
		return sentence
	}
	return strings.ToLower(sentence[:1]) + sentence[1:]
}

func capitalised(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(first)) + sentence[size:]
}

// personalZones returns the zones of p by each formula to show, by reserve where a
// resting pulse is known and usable. It is empty without an age.
func personalZones(p Person) []fitness.Zones {
	if p.pregnant {
		return []fitness.Zones{} // not nil: they are known not to hold
	}
	zones, err := fitness.ZonesFor(p.Gender, p.Age, p.RestingHeartRate)
	if err != nil {
		zones, err = fitness.ZonesFor(p.Gender, p.Age, 0)
	}
	if err != nil {
		return nil
	}
	return zones
}

// byFormula lists what each formula gives: "94–111 bpm by Gulati or 103–122 bpm by Tanaka".
func byFormula(zones []fitness.Zones, value func(fitness.Zones) fitness.Range) string {
	var values []string
	for _, z := range zones {
		values = append(values, fmt.Sprintf("%v by %s", value(z), z.Formula))
	}
	return strings.Join(values, " or ")
}

func zoneOf(i fitness.Intensity) func(fitness.Zones) fitness.Range {
	return func(z fitness.Zones) fitness.Range { return z.Of(i) }
}

// pulseOf names a band of effort in this person's beats, or in percent of the
// maximum when the age is not known, or as a feeling where no pulse holds.
func pulseOf(zones []fitness.Zones, i fitness.Intensity) string {
	if zones != nil && len(zones) == 0 {
		return map[bool]string{true: "an effort at which you could sing", false: "an effort at which you can talk in sentences (12–14 on Borg's scale)"}[i < fitness.Moderate]
	}
	if len(zones) == 0 {
		return fmt.Sprintf("%v of your maximum heart rate", fitness.ByMaximum.Bounds(i))
	}
	return byFormula(zones, zoneOf(i))
}

// citeZones adds the sources and the calculation behind zones.
func (a *Answer) citeZones(p Person, zones []fitness.Zones) {
	for _, z := range zones {
		a.cite(z.Sources()...)
		input := map[string]any{"age": p.Age, "formula": string(z.Formula), "method": string(z.Method)}
		if !z.Resting.IsZero() {
			input["resting_bpm"] = p.RestingHeartRate
		}
		a.record("heart_rate_zones", input, zoneOutput(p, z))
	}
	if zones == nil {
		a.cite(fitness.ByMaximum.Sources()...)
	}
}

func zoneOutput(p Person, z fitness.Zones) map[string]any {
	maximum, _, _, _ := z.Maximum.Rounded()
	output := map[string]any{"maximum_bpm": maximum}
	for _, i := range zonesToShow(p) {
		name := strings.NewReplacer(" ", "_", "-", "_").Replace(i.String())
		output[name+"_bpm"] = recorded(z.Of(i))
	}
	return output
}
