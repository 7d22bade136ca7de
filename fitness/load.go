package fitness

import (
	"errors"
	"fmt"
	"math"
)

// MaxLoad bounds, in kilograms, the weight on a bar this package answers for; the
// heaviest lifts ever made stay below it.
const MaxLoad = 600

// ErrLoadOutOfRange reports a load of nothing or of more than MaxLoad.
var ErrLoadOutOfRange = errors.New("load out of range")

// Load is a weight that is lifted, in kilograms or in pounds. It is computed with
// and rounded in the unit it was said in.
type Load struct {
	Weight float64
	Unit   Unit // Kilograms or Pounds
}

// PlateStep is the smallest step that plates usually allow, one on each side:
// 2.5 kg, or 5 lb.
func PlateStep(unit Unit) Range {
	if unit == Pounds {
		return Exactly(5, Pounds)
	}
	return Exactly(2.5, Kilograms)
}

// Check returns an error wrapping ErrUnitMismatch for another unit than Kilograms
// and Pounds, and ErrLoadOutOfRange for a weight of 0 or less or above MaxLoad.
func (l Load) Check() error {
	if l.Unit != Kilograms && l.Unit != Pounds {
		return fmt.Errorf("%w: a load in %q", ErrUnitMismatch, l.Unit)
	}
	kilograms, err := Convert(l.Weight, l.Unit, Kilograms)
	if err != nil {
		return err
	}
	if !(kilograms > 0 && kilograms <= MaxLoad) {
		return fmt.Errorf("%w: %v %s is not within 0–%v kg", ErrLoadOutOfRange, l.Weight, l.Unit, MaxLoad)
	}
	return nil
}

// In returns the load in Kilograms or Pounds, unrounded, or an error wrapping
// ErrUnitMismatch.
func (l Load) In(unit Unit) (Load, error) {
	if unit != Kilograms && unit != Pounds {
		return Load{}, fmt.Errorf("%w: a load in %q", ErrUnitMismatch, unit)
	}
	weight, err := Convert(l.Weight, l.Unit, unit)
	return Load{weight, unit}, err
}

// OnPlates returns the load rounded to the nearest PlateStep, and never to nothing:
// 61 kg is 60 kg, 138 lb is 140 lb.
func (l Load) OnPlates() Load {
	step := PlateStep(l.Unit).Low
	return Load{max(1, math.Round(l.Weight/step)) * step, l.Unit}
}

// BelowOnPlates is OnPlates, never heavier than l itself where a plate allows.
func (l Load) BelowOnPlates() Load {
	step := PlateStep(l.Unit).Low
	return Load{max(1, math.Floor(l.Weight/step)) * step, l.Unit}
}

// Range returns the load as a range of one value.
func (l Load) Range() Range { return Exactly(l.Weight, l.Unit) }

// String prints the load to a tenth: "62.5 kg".
func (l Load) String() string { return l.Range().String() }
