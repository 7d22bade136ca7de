package fitness

import (
	"errors"
	"fmt"
)

// Gender selects among formulas that were measured on one sex.
type Gender string

// The genders an account can hold. GenderUnknown is a profile without one.
const (
	GenderUnknown Gender = ""
	Female        Gender = "female"
	Male          Gender = "male"
	Other         Gender = "other"
)

// Level is a trainee's experience with resistance training.
type Level string

// The levels an account can hold, from the least experienced.
const (
	Beginner     Level = "beginner"
	Intermediate Level = "intermediate"
	Expert       Level = "expert"
)

// MinAge and MaxAge bound, in years and inclusive, the ages this package answers for.
const (
	MinAge = 13
	MaxAge = 120
)

// ErrAgeOutOfRange reports an age outside MinAge–MaxAge.
var ErrAgeOutOfRange = errors.New("age out of range")

// ErrUnknownLevel reports a level other than Beginner, Intermediate and Expert.
var ErrUnknownLevel = errors.New("unknown level")

// CheckAge returns an error wrapping ErrAgeOutOfRange unless age, in years, is
// within MinAge–MaxAge.
func CheckAge(age int) error {
	if age < MinAge || age > MaxAge {
		return fmt.Errorf("%w: %d is not within %d–%d years", ErrAgeOutOfRange, age, MinAge, MaxAge)
	}
	return nil
}

// AgeBand is the part of life for which the guidelines give one set of numbers.
type AgeBand string

// The age bands of the WHO 2020 guidelines, as far as MinAge–MaxAge reach.
const (
	Youth AgeBand = "youth" // under 18
	Adult AgeBand = "adult" // 18 to 64
	Older AgeBand = "older" // 65 and over
)

const (
	firstAdultAge = 18
	firstOlderAge = 65
)

// AgeBandOf returns the band of an age in years. It returns ErrAgeOutOfRange for
// an age outside MinAge–MaxAge.
func AgeBandOf(age int) (AgeBand, error) {
	if err := CheckAge(age); err != nil {
		return "", err
	}
	switch {
	case age < firstAdultAge:
		return Youth, nil
	case age < firstOlderAge:
		return Adult, nil
	default:
		return Older, nil
	}
}
