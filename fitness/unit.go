package fitness

import (
	"fmt"
	"math"
	"strconv"
)

// Unit is what a number counts, spelled the way it is printed.
type Unit string

// The units of prescriptions.
const (
	BeatsPerMinute Unit = "bpm"
	Percent        Unit = "%"
	PercentOneRM   Unit = "% 1RM" // of the one-repetition maximum
	Days           Unit = "days"
	DaysAWeek      Unit = "days a week"
	Sets           Unit = "sets"
	Repetitions    Unit = "repetitions"
	RPE            Unit = "RPE" // rating of perceived exertion, 1–10
	BorgRPE        Unit = "RPE (6–20)"
	InReserve      Unit = "repetitions in reserve"
)

// The units of time.
const (
	Seconds Unit = "s"
	Minutes Unit = "min"
	Hours   Unit = "h"
	Weeks   Unit = "weeks"
	Months  Unit = "months"
	Years   Unit = "years"
)

// The units of mass.
const (
	Grams     Unit = "g"
	Kilograms Unit = "kg"
	Pounds    Unit = "lb"
	Stone     Unit = "st"
)

// The units of length.
const (
	Centimetres Unit = "cm"
	Metres      Unit = "m"
	Kilometres  Unit = "km"
	Inches      Unit = "in"
	Feet        Unit = "ft"
	Miles       Unit = "miles"
)

// The units of speed, and of pace, which is its inverse.
const (
	MetresPerSecond     Unit = "m/s"
	KilometresPerHour   Unit = "km/h"
	MilesPerHour        Unit = "mph"
	MinutesPerKilometre Unit = "min/km"
	MinutesPerMile      Unit = "min/mile"
)

// The units of energy and of the body.
const (
	Kilocalories       Unit = "kcal"
	KilocaloriesPerDay Unit = "kcal a day"
	Watts              Unit = "W"
	METs               Unit = "MET"   // multiples of the energy at rest
	KilogramsPerMetre2 Unit = "kg/m²" // of the body-mass index
	KilogramsPerWeek   Unit = "kg a week"
	GramsPerKilogram   Unit = "g/kg"
)

// decimals is how many decimals of the unit are printed.
func (u Unit) decimals() int {
	switch u {
	case Kilograms, Pounds, Stone, METs, KilogramsPerMetre2, KilogramsPerWeek, Kilometres, Miles,
		KilometresPerHour, MilesPerHour, MetresPerSecond, RPE, Hours, InReserve:
		return 1
	case GramsPerKilogram:
		return 2
	default:
		return 0
	}
}

// printed returns value as it is printed, halves away from zero; false for an
// end that is open.
func (u Unit) printed(value float64) (string, bool) {
	if math.IsInf(value, 0) || math.IsNaN(value) {
		return "", false
	}
	if u == MinutesPerKilometre || u == MinutesPerMile {
		return clock(value), true
	}
	scale := math.Pow10(u.decimals())
	return strconv.FormatFloat(math.Round(value*scale)/scale+0, 'f', -1, 64), true
}

// after returns a printed number with the unit behind it: "1 set", "60–70 %".
func (u Unit) after(number string) string {
	if number == "1" {
		return number + " " + string(u.one())
	}
	return number + " " + string(u)
}

// clock returns minutes as a runner writes them: 5.5 is "5:30".
func clock(minutes float64) string {
	seconds := math.Round(minutes * 60)
	return fmt.Sprintf("%.0f:%02.0f", math.Floor(seconds/60), math.Mod(seconds, 60))
}

// one is the unit of a single thing.
func (u Unit) one() Unit {
	switch u {
	case Days, Sets, Repetitions, Weeks, Months, Years, Miles:
		return u[:len(u)-1]
	case DaysAWeek:
		return "day a week"
	case InReserve:
		return "repetition in reserve"
	default:
		return u
	}
}
