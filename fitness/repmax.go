package fitness

import (
	"errors"
	"fmt"
	"math"
)

// MaxFormula estimates the load someone can lift once from a load lifted several
// times, all that were possible.
type MaxFormula string

// The formulas this package knows. They agree at 10 repetitions; below, Epley is
// the higher.
const (
	// Epley is weight × (1 + repetitions / 30) (Epley 1985).
	Epley MaxFormula = "Epley"
	// Brzycki is 36 × weight / (37 − repetitions) (Brzycki, JOPERD 1993;64(1):88).
	Brzycki MaxFormula = "Brzycki"
)

// MaxFormulas returns the formulas to show, the leading one first.
func MaxFormulas() []MaxFormula { return []MaxFormula{Epley, Brzycki} }

// MostReps is the most repetitions an estimate is made from; above SureReps it is
// to be shown with a warning.
const (
	MostReps = 12
	SureReps = 10
)

var (
	// ErrRepsOutOfRange reports a number of repetitions outside 1–MostReps.
	ErrRepsOutOfRange = errors.New("repetitions out of range")
	// ErrPercentOutOfRange reports a share of the maximum outside 1–100 %.
	ErrPercentOutOfRange = errors.New("percent of the maximum out of range")
	// ErrAboveMaximum reports a load that is heavier than the maximum.
	ErrAboveMaximum = errors.New("load is above the maximum")
)

// RepMax is an estimated one-repetition maximum.
type RepMax struct {
	Formula MaxFormula
	Maximum Load // unrounded
	Unsure  bool // from more than SureReps repetitions
}

// OneRepMax returns the maximum that f estimates from a load lifted reps times: 100
// kg × 5 is 116.7 kg by Epley and 112.5 kg by Brzycki. One repetition is the
// maximum itself. It returns the errors of Load.Check, and ErrRepsOutOfRange. A
// MaxFormula this package does not define is taken as Epley.
func (f MaxFormula) OneRepMax(l Load, reps int) (RepMax, error) {
	if err := l.Check(); err != nil {
		return RepMax{}, err
	}
	share, err := f.share(reps)
	if err != nil {
		return RepMax{}, err
	}
	return RepMax{f, Load{l.Weight / share, l.Unit}, reps > SureReps}, nil
}

// OneRepMaxFor returns the maximum by each of MaxFormulas, and the errors of
// MaxFormula.OneRepMax.
func OneRepMaxFor(l Load, reps int) ([]RepMax, error) {
	var all []RepMax
	for _, formula := range MaxFormulas() {
		maximum, err := formula.OneRepMax(l, reps)
		if err != nil {
			return nil, err
		}
		all = append(all, maximum)
	}
	return all, nil
}

// share is the part of the maximum that can be lifted reps times.
func (f MaxFormula) share(reps int) (float64, error) {
	switch {
	case reps < 1 || reps > MostReps:
		return 0, fmt.Errorf("%w: %d is not within 1–%d", ErrRepsOutOfRange, reps, MostReps)
	case reps == 1:
		return 1, nil
	case f == Brzycki:
		return float64(37-reps) / 36, nil
	default:
		return 30 / float64(30+reps), nil
	}
}

// PercentFor returns the percent of the maximum that can be lifted reps times: 5
// repetitions are 86 % by Epley. It returns ErrRepsOutOfRange.
func (f MaxFormula) PercentFor(reps int) (Range, error) {
	share, err := f.share(reps)
	if err != nil {
		return Range{}, err
	}
	return Exactly(share*100, PercentOneRM), nil
}

// LoadFor returns the load that can be lifted reps times by someone with a maximum.
// It returns the errors of Load.Check, and ErrRepsOutOfRange.
func (f MaxFormula) LoadFor(maximum Load, reps int) (Load, error) {
	if err := maximum.Check(); err != nil {
		return Load{}, err
	}
	share, err := f.share(reps)
	return Load{maximum.Weight * share, maximum.Unit}, err
}

// RepsWith returns how many times someone with a maximum can lift a load, whole
// repetitions that are sure to be there. It returns the errors of Load.Check;
// ErrUnitMismatch for two units; ErrAboveMaximum; and ErrRepsOutOfRange for a load
// so light that it is more than MostReps.
func (f MaxFormula) RepsWith(l, maximum Load) (int, error) {
	if err := errors.Join(l.Check(), maximum.Check()); err != nil {
		return 0, err
	}
	if l.Unit != maximum.Unit {
		return 0, fmt.Errorf("%w: %s and %s", ErrUnitMismatch, l.Unit, maximum.Unit)
	}
	if l.Weight > maximum.Weight {
		return 0, fmt.Errorf("%w: %v of %v", ErrAboveMaximum, l, maximum)
	}
	reps := 30 * (maximum.Weight/l.Weight - 1)
	if f == Brzycki {
		reps = 37 - 36*l.Weight/maximum.Weight
	}
	whole := max(1, math.Floor(reps+1e-9))
	if whole > MostReps {
		return 0, fmt.Errorf("%w: %v of %v is more than %d", ErrRepsOutOfRange, l, maximum, MostReps)
	}
	return int(whole), nil
}

// PercentOf returns a share of a maximum: 80 % of 100 kg is 80 kg, unrounded. It
// returns the errors of Load.Check, and ErrPercentOutOfRange.
func PercentOf(maximum Load, percent float64) (Load, error) {
	if err := maximum.Check(); err != nil {
		return Load{}, err
	}
	if !(percent >= 1 && percent <= 100) {
		return Load{}, fmt.Errorf("%w: %v is not within 1–100 %%", ErrPercentOutOfRange, percent)
	}
	return Load{maximum.Weight * percent / 100, maximum.Unit}, nil
}

// Expression returns the formula as it is written.
func (f MaxFormula) Expression() string {
	if f == Brzycki {
		return "36 × weight / (37 − repetitions)"
	}
	return "weight × (1 + repetitions / 30)"
}

// Sources returns where the formula was published.
func (f MaxFormula) Sources() []Source {
	if f == Brzycki {
		return cite(brzycki1993)
	}
	return cite(epley1985)
}

// Sources returns where the formula was published.
func (r RepMax) Sources() []Source { return r.Formula.Sources() }
