package fitness

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Exertion is an activity of the Compendium and how much energy it takes.
type Exertion struct {
	Name    string
	Aliases []string // other words for it, lower case
	Code    string   // of the Compendium
	MET     float64  // multiples of the energy at rest
	Year    int      // of the Compendium that MET is from: 2024, or 2011
	Former  float64  // the MET of 2011 where 2024 has another; else 0
}

// The ages, in years, of the adults that the Compendium of 2024 is for. Outside
// them its METs are a rough guide.
const (
	YoungestExerted = 19
	OldestExerted   = 59
)

// MaxMET bounds the METs this package answers for.
const MaxMET = 25

// MaxMinutes bounds the minutes of an activity: a whole day.
const MaxMinutes = 24 * 60

var (
	// ErrMETOutOfRange reports METs below 1 or above MaxMET.
	ErrMETOutOfRange = errors.New("MET out of range")
	// ErrMinutesOutOfRange reports a time of nothing or of more than MaxMinutes.
	ErrMinutesOutOfRange = errors.New("minutes out of range")
	// ErrUnknownExertion reports an activity that is not in the table.
	ErrUnknownExertion = errors.New("unknown activity")
)

// ExertionOf returns the activity of a name or alias, whatever its case. It
// returns ErrUnknownExertion.
func ExertionOf(name string) (Exertion, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, e := range exertions() {
		if e.Name == name || slices.Contains(e.Aliases, name) {
			return e, nil
		}
	}
	return Exertion{}, fmt.Errorf("%w: %.60q", ErrUnknownExertion, name)
}

// Intensity returns the band of effort of the activity.
func (e Exertion) Intensity() Intensity {
	intensity, err := IntensityOfMET(e.MET)
	if err != nil {
		panic("fitness: the table of exertions has an impossible MET: " + err.Error())
	}
	return intensity
}

// Sources returns the Compendium that the MET is from.
func (e Exertion) Sources() []Source {
	if e.Year == 2011 {
		return cite(ainsworth2011)
	}
	return cite(herrmann2024)
}

// IntensityOfMET returns the band of effort of METs (Compendium; CDC): below 1.6
// very light, to below 3 light, to below 6 moderate, and vigorous from 6 on. It
// returns ErrMETOutOfRange.
func IntensityOfMET(met float64) (Intensity, error) {
	switch {
	case !(met >= 1 && met <= MaxMET):
		return 0, fmt.Errorf("%w: %v is not within 1–%v", ErrMETOutOfRange, met, MaxMET)
	case met < 1.6:
		return VeryLight, nil
	case met < 3:
		return Light, nil
	case met < 6:
		return Moderate, nil
	default:
		return Vigorous, nil
	}
}

// EnergyMethod is how METs become energy. The two differ by 5 %: use one, and name it.
type EnergyMethod string

// The methods this package knows.
const (
	// ByHour takes 1 MET as 1 kcal for a kilogram and an hour; the one to use.
	ByHour EnergyMethod = "MET × kg × hours"
	// ByOxygen takes 1 MET as 3.5 ml of oxygen for a kilogram and a minute, and a
	// litre of oxygen as 5 kcal.
	ByOxygen EnergyMethod = "MET × 3.5 × kg / 200 × minutes"
)

// Energy returns the energy of an activity, in kcal, with what the body spends at
// rest in it, for a weight in kilograms: 9.8 MET for 30 minutes at 70 kg are 343
// kcal by ByHour and 360 by ByOxygen. It returns ErrMETOutOfRange,
// ErrWeightOutOfRange or ErrMinutesOutOfRange. An EnergyMethod this package does
// not define is taken as ByHour.
func (m EnergyMethod) Energy(met, weight, minutes float64) (Range, error) {
	if _, err := IntensityOfMET(met); err != nil {
		return Range{}, err
	}
	if err := CheckWeight(weight); err != nil {
		return Range{}, err
	}
	if !(minutes > 0 && minutes <= MaxMinutes) {
		return Range{}, fmt.Errorf("%w: %v is not within 0–%v", ErrMinutesOutOfRange, minutes, MaxMinutes)
	}
	if m == ByOxygen {
		return Exactly(met*3.5*weight/200*minutes, Kilocalories), nil
	}
	return Exactly(met*weight*minutes/60, Kilocalories), nil
}

// Expression returns the method as it is written.
func (m EnergyMethod) Expression() string { return string(m) }

// Sources returns where the method was published.
func (EnergyMethod) Sources() []Source { return cite(herrmann2024) }
