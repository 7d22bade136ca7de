package fitness

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// The distances, in kilometres, that runners ask for.
const (
	FiveKilometres = 5
	TenKilometres  = 10
	HalfMarathon   = 21.0975
	Marathon       = 42.195
)

// MinPace and MaxPace bound, in minutes for a kilometre and inclusive, the paces on
// foot this package answers for: a sprint, and a slow walk. MaxDistance bounds the
// kilometres.
const (
	MinPace     = 1.5
	MaxPace     = 30
	MaxDistance = 250
)

var (
	// ErrPaceOutOfRange reports a pace outside MinPace–MaxPace.
	ErrPaceOutOfRange = errors.New("pace out of range")
	// ErrDistanceOutOfRange reports a distance of nothing or beyond MaxDistance.
	ErrDistanceOutOfRange = errors.New("distance out of range")
)

// Pace is how long a runner takes for a kilometre, in minutes.
type Pace float64

// PaceOf returns the pace of someone who covers a distance in kilometres in a time.
// It returns ErrDistanceOutOfRange or ErrPaceOutOfRange.
func PaceOf(kilometres float64, in time.Duration) (Pace, error) {
	if err := checkDistance(kilometres); err != nil {
		return 0, err
	}
	return checkedPace(in.Minutes() / kilometres)
}

// PaceAt returns the pace of a speed, or of a pace in another unit, such as
// KilometresPerHour or MinutesPerMile. It returns ErrUnitMismatch or ErrPaceOutOfRange.
func PaceAt(value float64, unit Unit) (Pace, error) {
	minutes, err := Convert(value, unit, MinutesPerKilometre)
	if err != nil {
		return 0, err
	}
	return checkedPace(minutes)
}

func checkedPace(minutes float64) (Pace, error) {
	return Pace(minutes), checkBetween(minutes, MinPace, MaxPace, MinutesPerKilometre, ErrPaceOutOfRange)
}

func checkDistance(kilometres float64) error {
	if kilometres > 0 && kilometres <= MaxDistance {
		return nil
	}
	return fmt.Errorf("%w: %v is not within 0–%v km", ErrDistanceOutOfRange, kilometres, MaxDistance)
}

// In returns the pace in a unit of pace or of speed, as a range of one value: 5:30
// min/km is 10.9 km/h. It returns ErrUnitMismatch.
func (p Pace) In(unit Unit) (Range, error) {
	value, err := Convert(float64(p), MinutesPerKilometre, unit)
	return Exactly(value, unit), err
}

// String prints the pace as runners write it: "5:30 min/km".
func (p Pace) String() string { return Exactly(float64(p), MinutesPerKilometre).String() }

// Finish returns the time for a distance in kilometres at the pace, to the second.
// It returns ErrDistanceOutOfRange.
func (p Pace) Finish(kilometres float64) (time.Duration, error) {
	return seconds(float64(p) * 60 * kilometres), checkDistance(kilometres)
}

// Predict returns the time someone may expect for another distance in kilometres,
// from a race run as hard as possible (Riegel, American Scientist 1981;69:285):
// time × (other / distance)^1.06. 5 km in 25 minutes give 52:07 for 10 km. It
// holds for races of 3.5 minutes to 4 hours. It returns the errors of PaceOf.
func Predict(kilometres float64, in time.Duration, other float64) (time.Duration, error) {
	if _, err := PaceOf(kilometres, in); err != nil {
		return 0, err
	}
	if err := checkDistance(other); err != nil {
		return 0, err
	}
	return seconds(in.Seconds() * math.Pow(other/kilometres, riegelExponent)), nil
}

const riegelExponent = 1.06

func seconds(value float64) time.Duration {
	return time.Duration(math.Round(value)) * time.Second
}

// Clock prints a time as results are written: "52:07", "1:45:00".
func Clock(d time.Duration) string {
	whole := int(d.Round(time.Second).Seconds())
	if whole < 3600 {
		return fmt.Sprintf("%d:%02d", whole/60, whole%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", whole/3600, whole/60%60, whole%60)
}

// PredictSources returns where the rule of Predict was published.
func PredictSources() []Source { return cite(riegel1981) }
