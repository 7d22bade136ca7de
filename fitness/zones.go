package fitness

import (
	"errors"
	"fmt"
	"math"
)

// Intensity is one of the five bands of effort, in increasing order.
type Intensity int

// The bands of ACSM (Garber et al., MSSE 2011;43:1334).
const (
	VeryLight Intensity = iota
	Light
	Moderate
	Vigorous
	NearMaximal
)

// Intensities returns the bands from the lightest to the hardest.
func Intensities() []Intensity {
	return []Intensity{VeryLight, Light, Moderate, Vigorous, NearMaximal}
}

// String returns the band's name, e.g. "near-maximal".
func (i Intensity) String() string {
	switch i {
	case VeryLight:
		return "very light"
	case Light:
		return "light"
	case Moderate:
		return "moderate"
	case Vigorous:
		return "vigorous"
	case NearMaximal:
		return "near-maximal"
	default:
		return fmt.Sprintf("Intensity(%d)", int(i))
	}
}

// Method is how a band of effort becomes a pulse.
type Method string

// The methods this package knows.
const (
	// ByMaximum takes percent of the maximum heart rate; it needs no resting pulse.
	ByMaximum Method = "percent of maximum"
	// ByReserve adds percent of the heart-rate reserve to the resting pulse (Karvonen 1957).
	ByReserve Method = "heart-rate reserve"
)

// Bounds returns the band i in percent of what m measures: of the maximum
// <57, 57–63, 64–76, 77–95, 96–100; of the reserve <30, 30–39, 40–59, 60–89,
// 90–100 (Garber et al., MSSE 2011;43:1334). The zero Range is returned for an
// unknown intensity. A Method this package does not define is taken as ByMaximum.
func (m Method) Bounds(i Intensity) Range {
	bounds := [][2]float64{{math.Inf(-1), 57}, {57, 63}, {64, 76}, {77, 95}, {96, 100}}
	if m == ByReserve {
		bounds = [][2]float64{{math.Inf(-1), 30}, {30, 39}, {40, 59}, {60, 89}, {90, 100}}
	}
	if i < VeryLight || i > NearMaximal {
		return Range{}
	}
	return Between(bounds[i][0], bounds[i][1], Percent)
}

// Sources returns the sources of the method and of its bands.
func (m Method) Sources() []Source {
	if m == ByReserve {
		return cite(karvonen1957, garber2011)
	}
	return cite(garber2011)
}

// MinRestingHeartRate and MaxRestingHeartRate bound, in bpm and inclusive, the
// resting pulse this package answers for.
const (
	MinRestingHeartRate = 30
	MaxRestingHeartRate = 120
)

var (
	// ErrRestingHeartRateOutOfRange reports a resting pulse outside
	// MinRestingHeartRate–MaxRestingHeartRate.
	ErrRestingHeartRateOutOfRange = errors.New("resting heart rate out of range")
	// ErrNoHeartRateReserve reports a resting pulse that is not below the estimated
	// maximum, as happens at a great age. ZonesByMaximum still answers.
	ErrNoHeartRateReserve = errors.New("resting heart rate is not below the estimated maximum")
)

// Zones are one person's heart-rate zones by one formula and one method.
type Zones struct {
	Formula Formula
	Method  Method
	Maximum Range // one value, bpm
	Resting Range // one value, bpm; zero unless Method is ByReserve
}

// ZonesByMaximum returns the zones at an age in years as percent of the maximum
// that f estimates. It returns ErrAgeOutOfRange.
func ZonesByMaximum(f Formula, age int) (Zones, error) {
	maximum, err := f.Maximum(age)
	if err != nil {
		return Zones{}, err
	}
	return Zones{Formula: f, Method: ByMaximum, Maximum: maximum}, nil
}

// ZonesByReserve returns the zones at an age in years by Karvonen's method, with
// resting the pulse at rest in bpm. It returns ErrAgeOutOfRange,
// ErrRestingHeartRateOutOfRange or ErrNoHeartRateReserve.
func ZonesByReserve(f Formula, age, resting int) (Zones, error) {
	maximum, err := f.Maximum(age)
	if err != nil {
		return Zones{}, err
	}
	if resting < MinRestingHeartRate || resting > MaxRestingHeartRate {
		return Zones{}, fmt.Errorf("%w: %d is not within %d–%d bpm",
			ErrRestingHeartRateOutOfRange, resting, MinRestingHeartRate, MaxRestingHeartRate)
	}
	if float64(resting) >= maximum.Low {
		return Zones{}, fmt.Errorf("%w: %d bpm at rest, maximum %v", ErrNoHeartRateReserve, resting, maximum)
	}
	rest := Exactly(float64(resting), BeatsPerMinute)
	return Zones{Formula: f, Method: ByReserve, Maximum: maximum, Resting: rest}, nil
}

// ZonesFor returns the zones of a person by each formula of FormulasFor, in that
// order. age is in years; resting is the pulse at rest in bpm, or 0 if unknown,
// which leaves percent of the maximum. Its errors are those of ZonesByReserve; one
// formula without a reserve fails the whole, so that methods are never mixed.
func ZonesFor(g Gender, age, resting int) ([]Zones, error) {
	var all []Zones
	for _, formula := range FormulasFor(g) {
		zones, err := ZonesByMaximum(formula, age)
		if resting != 0 {
			zones, err = ZonesByReserve(formula, age, resting)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, zones)
	}
	return all, nil
}

// Of returns the pulse of a band of effort, in bpm and unrounded; the lightest has
// no lower end and the hardest ends at the maximum. An unknown intensity gives the
// zero Range.
func (z Zones) Of(i Intensity) Range {
	bounds := z.Method.Bounds(i)
	if bounds.IsZero() {
		return Range{}
	}
	reserve := z.Maximum.Low - z.Resting.Low
	return Between(z.Resting.Low+bounds.Low*reserve/100, z.Resting.Low+bounds.High*reserve/100, BeatsPerMinute)
}

// Sources returns the sources of the formula, of the method and of the bands.
func (z Zones) Sources() []Source {
	return append(z.Formula.Sources(), z.Method.Sources()...)
}
