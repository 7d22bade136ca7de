package fitness

import (
	"errors"
	"fmt"
	"math"
)

// Kind is what a Quantity measures.
type Kind string

// The kinds that Quantities finds.
const (
	KindMass      Kind = "mass"        // of a body, a load, or food
	KindLength    Kind = "length"      // a height or a distance
	KindDuration  Kind = "duration"    // a session, a rest, "for 5 years"
	KindSpeed     Kind = "speed"       // in KilometresPerHour, MilesPerHour or MetresPerSecond
	KindPace      Kind = "pace"        // in MinutesPerKilometre or MinutesPerMile
	KindSets      Kind = "sets"        // of an exercise
	KindReps      Kind = "repetitions" // of a set
	KindPercent   Kind = "percent"
	KindPulse     Kind = "pulse"
	KindAge       Kind = "age" // in Years
	KindFrequency Kind = "days a week"
	KindEnergy    Kind = "energy" // in Kilocalories
	KindPower     Kind = "power"
	KindEffort    Kind = "effort"  // a rating of perceived exertion
	KindReserve   Kind = "reserve" // repetitions that would still have been possible
)

// Unsaid is the unit of a quantity whose kind is clear but whose unit nobody said,
// such as "3x8 @ 60": a mass in what the person usually lifts in.
const Unsaid Unit = ""

// Quantity is a number with a unit that a text says. "11 st 4" and "5 ft 10" are
// one quantity, in the smaller unit: 158 lb, 70 in.
type Quantity struct {
	Kind       Kind
	Value      float64 // as said; may be absurd, see Check
	UpTo       float64 // the upper end of "8–12 reps"; else equal to Value
	Unit       Unit    // Unsaid if the text leaves it open
	Start, End int     // where it stands: text[Start:End], in bytes
}

// ErrImplausible reports a quantity that nobody can mean.
var ErrImplausible = errors.New("implausible quantity")

// In returns the value in another unit of the same kind. It returns
// ErrUnitMismatch for a unit of another kind, and for an unsaid one.
func (q Quantity) In(unit Unit) (float64, error) { return Convert(q.Value, q.Unit, unit) }

// Range returns the quantity as a range in its own unit.
func (q Quantity) Range() Range { return Between(q.Value, q.UpTo, q.Unit) }

// Check returns an error unless both ends of the quantity are plausible for its
// kind: ErrAgeOutOfRange for an age outside MinAge–MaxAge, else ErrImplausible. A
// mass may be a load as well as a body, up to 700 kg: a slot that holds a body's
// weight or height asks CheckWeight or CheckHeight too. An unsaid unit is taken as
// kilograms or centimetres.
func (q Quantity) Check() error {
	if q.Kind == KindAge {
		return errors.Join(checkWholeAge(q.Value), checkWholeAge(q.UpTo))
	}
	limit, known := plausible[q.Kind]
	if !known {
		return fmt.Errorf("%w: of no kind", ErrImplausible)
	}
	for _, said := range []float64{q.Value, q.UpTo} {
		value, err := limit.in(said, q.Unit)
		if err != nil || !(value > limit.over && value <= limit.most) {
			return fmt.Errorf("%w: %v %s is no %s", ErrImplausible, said, q.Unit, q.Kind)
		}
	}
	return nil
}

func checkWholeAge(years float64) error {
	if !(math.Abs(years) < 1e6) {
		return fmt.Errorf("%w: %v years", ErrAgeOutOfRange, years)
	}
	return CheckAge(int(math.Floor(years)))
}

// plausibility bounds a kind in one unit: more than over, and no more than most.
type plausibility struct {
	unit       Unit
	over, most float64
}

// belowZero lets 0 in.
const belowZero = -1e-9

var plausible = map[Kind]plausibility{
	KindMass:      {Kilograms, 0, 700},
	KindLength:    {Kilometres, 0, 1000},
	KindDuration:  {Years, 0, MaxAge},
	KindSpeed:     {KilometresPerHour, 0, 100},
	KindPace:      {MinutesPerKilometre, MinPace - 1, MaxPace},
	KindSets:      {Sets, 0, 100},
	KindReps:      {Repetitions, 0, 1000},
	KindPercent:   {Percent, belowZero, 200},
	KindPulse:     {BeatsPerMinute, 19, 250},
	KindFrequency: {DaysAWeek, belowZero, 7},
	KindEnergy:    {Kilocalories, belowZero, 20000},
	KindPower:     {Watts, belowZero, 3000},
	KindEffort:    {RPE, belowZero, 20},
	KindReserve:   {InReserve, belowZero, 20},
}

func (p plausibility) in(value float64, unit Unit) (float64, error) {
	switch {
	case unit != Unsaid:
		return Convert(value, unit, p.unit)
	case p.unit == Kilometres:
		return Convert(value, Centimetres, p.unit)
	default:
		return value, nil
	}
}
