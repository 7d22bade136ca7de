package fitness

import (
	"errors"
	"fmt"
	"math"
)

// Why no energy deficit is advised, or none so large.
var (
	// ErrDeficitUnder18 reports that a body still grows.
	ErrDeficitUnder18 = errors.New("no energy deficit under 18")
	// ErrDeficitPregnant reports a pregnancy.
	ErrDeficitPregnant = errors.New("no energy deficit in pregnancy")
	// ErrDeficitUnderweight reports a body-mass index, now or at the goal, under HealthyBMI.
	ErrDeficitUnderweight = errors.New("no energy deficit below a body-mass index of 18.5")
	// ErrNoRoomForDeficit reports that a day takes no more energy than the least
	// that is advised without a clinician.
	ErrNoRoomForDeficit = errors.New("no room for an energy deficit")
	// ErrGoalNotBelow reports a goal that is not below the weight now.
	ErrGoalNotBelow = errors.New("goal is not below the weight now")
)

// The least energy of a day, in kcal, without a clinician; our rule. It is also
// never less than LeastOfResting of the resting energy.
const (
	LeastEnergyWomen = 1200
	LeastEnergyMen   = 1500
	LeastOfResting   = 0.9
)

// WeightLoss is a loss of weight that needs no clinician, by the formula of one
// sex. The weekly loss is that of CDC and NHLBI; the deficit keeps to the lower
// part of the 500–1000 kcal of NHLBI, and the floor is our own rule.
type WeightLoss struct {
	Resting RestingEnergy
	Daily   Range // one value, kcal of a day without a deficit
	Deficit Range // kcal less a day, no more than the floor leaves
	Intake  Range // kcal to eat a day, never below Floor
	Floor   Range // one value, the least kcal of a day
}

// WeeklyLoss is how much weight to lose in a week at most, and at a sensible
// least, in kilograms (CDC; NHLBI).
func WeeklyLoss() Range { return Between(0.5, 1, KilogramsPerWeek) }

// Deficit is how much less energy than a day takes to eat, in kcal a day. A
// kilogram of body fat holds about 7700 kcal, so that eating less by this much
// alone is 0.2–0.7 kg a week; more of WeeklyLoss comes from moving more.
func Deficit() Range { return Between(250, 750, KilocaloriesPerDay) }

// WeightLossFor returns the deficit for a body that moves as m, by each formula of
// RestingEnergyFor. It returns the errors of Body.Check; ErrDeficitUnder18,
// ErrDeficitPregnant or ErrDeficitUnderweight where there is to be none at all; and
// ErrNoRoomForDeficit where the floor of every formula is above what the day takes.
func WeightLossFor(b Body, m Movement, pregnant bool) ([]WeightLoss, error) {
	if err := CheckDeficit(b, pregnant); err != nil {
		return nil, err
	}
	resting, err := RestingEnergyFor(b)
	if err != nil {
		return nil, err
	}
	var all []WeightLoss
	for _, r := range resting {
		if loss, ok := r.weightLoss(m); ok {
			all = append(all, loss)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: a day takes %v", ErrNoRoomForDeficit, resting[0].Daily(m))
	}
	return all, nil
}

// CheckDeficit returns ErrDeficitPregnant, ErrDeficitUnder18 or
// ErrDeficitUnderweight for a body that should have no energy deficit at all, or
// an error of Body.Check.
func CheckDeficit(b Body, pregnant bool) error {
	if pregnant {
		return ErrDeficitPregnant
	}
	if CheckAge(b.Age) == nil && b.Age < firstAdultAge {
		return ErrDeficitUnder18
	}
	index, err := BMIOf(b)
	if err != nil {
		return err
	}
	if index.Class == Underweight {
		return fmt.Errorf("%w: it is %v", ErrDeficitUnderweight, index.Value)
	}
	return nil
}

func (r RestingEnergy) weightLoss(m Movement) (WeightLoss, bool) {
	daily, floor := r.Daily(m), r.floor()
	room := daily.Low - floor.Low
	if room <= 0 {
		return WeightLoss{}, false
	}
	deficit := Between(min(Deficit().Low, room), min(Deficit().High, room), KilocaloriesPerDay)
	return WeightLoss{
		Resting: r, Daily: daily, Floor: floor, Deficit: deficit,
		Intake: Between(daily.Low-deficit.High, daily.Low-deficit.Low, KilocaloriesPerDay),
	}, true
}

func (r RestingEnergy) floor() Range {
	least := float64(LeastEnergyMen)
	if r.Of == Female {
		least = LeastEnergyWomen
	}
	return Exactly(max(least, LeastOfResting*r.Energy.Low), KilocaloriesPerDay)
}

// WeeksTo returns how long, in weeks, a body takes to a lower weight in kilograms
// at WeeklyLoss, whole weeks and no less than one. It returns the errors of
// CheckDeficit, for the body now and at the goal; ErrWeightOutOfRange; and
// ErrGoalNotBelow.
func WeeksTo(goal float64, b Body, pregnant bool) (Range, error) {
	if err := errors.Join(CheckDeficit(b, pregnant), CheckWeight(goal)); err != nil {
		return Range{}, err
	}
	if goal >= b.Weight {
		return Range{}, fmt.Errorf("%w: %v kg, and the goal %v kg", ErrGoalNotBelow, b.Weight, goal)
	}
	lighter := b
	lighter.Weight = goal
	if err := CheckDeficit(lighter, pregnant); err != nil {
		return Range{}, err
	}
	weekly := WeeklyLoss()
	lose := b.Weight - goal
	return Between(wholeWeeks(lose/weekly.High), wholeWeeks(lose/weekly.Low), Weeks), nil
}

// wholeWeeks forgives the last bits, so that 80 − 79.7 kg is not a week more.
func wholeWeeks(weeks float64) float64 { return max(1, math.Ceil(weeks-1e-9)) }

// Formula returns the name of the rule.
func (w WeightLoss) Formula() string {
	return w.Resting.Formula() + " less " + Deficit().String()
}

// Sources returns where the rate and the resting energy were published.
func (w WeightLoss) Sources() []Source { return append(WeightLossSources(), w.Resting.Sources()...) }

// WeightLossSources returns where WeeklyLoss, and what Deficit keeps to, were published.
func WeightLossSources() []Source { return cite(nhlbi1998, cdcWeight) }
