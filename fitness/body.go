package fitness

import (
	"errors"
	"fmt"
)

// MinWeight and MaxWeight bound, in kilograms and inclusive, the body weights this
// package answers for; MinHeight and MaxHeight the heights in centimetres.
const (
	MinWeight = 25
	MaxWeight = 350
	MinHeight = 100
	MaxHeight = 250
)

var (
	// ErrWeightOutOfRange reports a body weight outside MinWeight–MaxWeight.
	ErrWeightOutOfRange = errors.New("body weight out of range")
	// ErrHeightOutOfRange reports a height outside MinHeight–MaxHeight.
	ErrHeightOutOfRange = errors.New("height out of range")
)

// CheckWeight returns an error wrapping ErrWeightOutOfRange unless weight, in
// kilograms, is within MinWeight–MaxWeight.
func CheckWeight(weight float64) error {
	return checkBetween(weight, MinWeight, MaxWeight, Kilograms, ErrWeightOutOfRange)
}

// CheckHeight returns an error wrapping ErrHeightOutOfRange unless height, in
// centimetres, is within MinHeight–MaxHeight.
func CheckHeight(height float64) error {
	return checkBetween(height, MinHeight, MaxHeight, Centimetres, ErrHeightOutOfRange)
}

// checkBetween refuses what is not a number as well.
func checkBetween(value, low, high float64, unit Unit, outOfRange error) error {
	if value >= low && value <= high {
		return nil
	}
	return fmt.Errorf("%w: %v is not within %v–%v %s", outOfRange, value, low, high, unit)
}

// Body is what the formulas of energy and weight ask of a person.
type Body struct {
	Weight float64 // kg
	Height float64 // cm
	Age    int     // years
	Gender Gender
}

// Check returns an error wrapping ErrWeightOutOfRange, ErrHeightOutOfRange or
// ErrAgeOutOfRange if a measure of the body is missing or out of range. The gender
// may be unknown.
func (b Body) Check() error {
	return errors.Join(CheckWeight(b.Weight), CheckHeight(b.Height), CheckAge(b.Age))
}
