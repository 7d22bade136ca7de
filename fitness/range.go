package fitness

import "math"

// Range is an inclusive interval of a quantity, kept unrounded. An end that is
// infinite is open. The zero Range says nothing; see IsZero.
type Range struct {
	Low, High float64
	Unit      Unit
}

// Between returns the range from low to high.
func Between(low, high float64, unit Unit) Range { return Range{low, high, unit} }

// Exactly returns the range that holds one value.
func Exactly(value float64, unit Unit) Range { return Range{value, value, unit} }

// AtLeast returns the range from low upwards without an upper end.
func AtLeast(low float64, unit Unit) Range { return Range{low, math.Inf(1), unit} }

// Under returns the range below high without a lower end.
func Under(high float64, unit Unit) Range { return Range{math.Inf(-1), high, unit} }

// IsZero reports whether r is the zero Range, used where a guideline asks for nothing.
func (r Range) IsZero() bool { return r == Range{} }

// Start returns the low end of r alone: where someone begins.
func (r Range) Start() Range { return Exactly(r.Low, r.Unit) }

// Rounded returns the ends of r as they are printed, to the nearest whole number
// and halves away from zero. lowOK or highOK is false for an end that is open.
func (r Range) Rounded() (low, high int, lowOK, highOK bool) {
	low, lowOK = round(r.Low)
	high, highOK = round(r.High)
	return low, high, lowOK, highOK
}

// String prints r rounded with its unit, to whole numbers, or for the units where
// a tenth matters to one decimal: "94–111 bpm" with an en dash, "3 sets", "at
// least 2 days", "under 83 bpm", "62.5 kg".
func (r Range) String() string {
	low, lowOK := r.Unit.printed(r.Low)
	high, highOK := r.Unit.printed(r.High)
	switch {
	case !lowOK && !highOK:
		return "any " + string(r.Unit)
	case !lowOK:
		return "under " + r.Unit.after(high)
	case !highOK:
		return "at least " + r.Unit.after(low)
	case low == high:
		return r.Unit.after(low)
	default:
		return low + "–" + high + " " + string(r.Unit)
	}
}

func round(value float64) (whole int, ok bool) {
	if math.IsInf(value, 0) || math.IsNaN(value) {
		return 0, false
	}
	return int(math.Round(value)), true
}
