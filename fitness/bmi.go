package fitness

import (
	"errors"
	"fmt"
	"math"
)

// The body-mass indexes, in kg/m², at which the classes of adults begin (WHO).
const (
	HealthyBMI    = 18.5
	OverweightBMI = 25
	ObeseBMI      = 30
)

// ErrAdultsOnly reports a measure that is not made for people under 18.
var ErrAdultsOnly = errors.New("only for adults")

// BMIClass is the name of a band of the body-mass index.
type BMIClass string

// The classes of adults (WHO).
const (
	Underweight   BMIClass = "underweight"   // under 18.5
	HealthyWeight BMIClass = "normal weight" // 18.5 to under 25
	Overweight    BMIClass = "overweight"    // 25 to under 30
	Obese         BMIClass = "obesity"       // 30 and over
)

// BMI is a body-mass index. It tells nothing of muscle, and is a poor guide for
// strength athletes, in pregnancy and at a great age.
type BMI struct {
	Value Range // one value, kg/m²
	Class BMIClass
}

// BMIOf returns the body-mass index of an adult, weight in kilograms over the
// square of height in metres; 80 kg at 180 cm is 24.7. It returns the errors of
// Body.Check, and ErrAdultsOnly under 18, for whom growth charts are used instead.
func BMIOf(b Body) (BMI, error) {
	if err := b.Check(); err != nil {
		return BMI{}, err
	}
	if b.Age < firstAdultAge {
		return BMI{}, fmt.Errorf("%w: body-mass index at %d", ErrAdultsOnly, b.Age)
	}
	value := bmi(b.Weight, b.Height)
	return BMI{Exactly(value, KilogramsPerMetre2), bmiClass(value)}, nil
}

// WeightAt returns the body weight, in kilograms, that has a body-mass index at a
// height in centimetres.
func WeightAt(index, height float64) (Range, error) {
	if err := CheckHeight(height); err != nil {
		return Range{}, err
	}
	metres := height / 100
	return Exactly(index*metres*metres, Kilograms), nil
}

// Formula returns the name of the formula.
func (BMI) Formula() string { return "Body-mass index" }

// Expression returns the formula as it is written.
func (BMI) Expression() string { return "weight in kg / (height in m)²" }

// Sources returns where the classes were published.
func (BMI) Sources() []Source { return cite(whoBMI2000) }

// bmi rounds away the last bits, so that a weight computed from an index has it.
func bmi(weight, height float64) float64 {
	metres := height / 100
	return math.Round(weight/(metres*metres)*1e9) / 1e9
}

func bmiClass(index float64) BMIClass {
	switch {
	case index < HealthyBMI:
		return Underweight
	case index < OverweightBMI:
		return HealthyWeight
	case index < ObeseBMI:
		return Overweight
	default:
		return Obese
	}
}
