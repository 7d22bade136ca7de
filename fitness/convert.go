package fitness

import (
	"errors"
	"fmt"
)

// ErrUnitMismatch reports two units that do not measure the same thing, or a unit
// that a function does not take.
var ErrUnitMismatch = errors.New("units do not match")

// dimension is what a unit measures.
type dimension string

const (
	mass     dimension = "mass"
	length   dimension = "length"
	duration dimension = "duration"
	speed    dimension = "speed"
)

// measure says how many of the base unit one unit is: of kilograms, metres,
// seconds, and metres per second. A pace is the inverse of a speed: one unit of
// base divided by it.
type measure struct {
	dimension dimension
	base      float64
	inverse   bool
}

// The pound, inch, foot and mile are exact by the international agreement of 1959.
const (
	kilogramsInPound = 0.45359237
	poundsInStone    = 14
	metresInInch     = 0.0254
	metresInMile     = 1609.344
)

var measures = map[Unit]measure{
	Grams:     {dimension: mass, base: 0.001},
	Kilograms: {dimension: mass, base: 1},
	Pounds:    {dimension: mass, base: kilogramsInPound},
	Stone:     {dimension: mass, base: poundsInStone * kilogramsInPound},

	Centimetres: {dimension: length, base: 0.01},
	Metres:      {dimension: length, base: 1},
	Kilometres:  {dimension: length, base: 1000},
	Inches:      {dimension: length, base: metresInInch},
	Feet:        {dimension: length, base: 12 * metresInInch},
	Miles:       {dimension: length, base: metresInMile},

	Seconds: {dimension: duration, base: 1},
	Minutes: {dimension: duration, base: 60},
	Hours:   {dimension: duration, base: 3600},
	Days:    {dimension: duration, base: 24 * 3600},
	Weeks:   {dimension: duration, base: 7 * 24 * 3600},
	Years:   {dimension: duration, base: 365.25 * 24 * 3600},
	Months:  {dimension: duration, base: 365.25 * 24 * 3600 / 12},

	MetresPerSecond:     {dimension: speed, base: 1},
	KilometresPerHour:   {dimension: speed, base: 1000.0 / 3600},
	MilesPerHour:        {dimension: speed, base: metresInMile / 3600},
	MinutesPerKilometre: {dimension: speed, base: 1000.0 / 60, inverse: true},
	MinutesPerMile:      {dimension: speed, base: metresInMile / 60, inverse: true},
}

// Convert returns value, said in the unit from, in the unit to; a month is a
// twelfth of 365.25 days. It returns ErrUnitMismatch for units of different
// things, and for a pace or speed of 0, which has no inverse.
func Convert(value float64, from, to Unit) (float64, error) {
	if from == to {
		return value, nil
	}
	a, known := measures[from]
	b, alsoKnown := measures[to]
	if !known || !alsoKnown || a.dimension != b.dimension || a.inverse != b.inverse && value == 0 {
		return 0, fmt.Errorf("%w: %q to %q", ErrUnitMismatch, from, to)
	}
	switch {
	case a.inverse && b.inverse:
		return value * b.base / a.base, nil
	case a.inverse:
		return a.base / (value * b.base), nil
	case b.inverse:
		return b.base / (value * a.base), nil
	default:
		return value * a.base / b.base, nil
	}
}
