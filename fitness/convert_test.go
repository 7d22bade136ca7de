package fitness_test

import (
	"errors"
	"math"
	"testing"
	"testing/quick"

	"spotter/fitness"
)

func TestConvert(t *testing.T) {
	for _, test := range []struct {
		value    float64
		from, to fitness.Unit
		want     float64
	}{
		{1, fitness.Pounds, fitness.Kilograms, 0.45359237},
		{1, fitness.Stone, fitness.Pounds, 14},
		{11, fitness.Stone, fitness.Kilograms, 69.85322498},
		{70, fitness.Inches, fitness.Centimetres, 177.8},
		{6, fitness.Feet, fitness.Centimetres, 182.88},
		{1, fitness.Miles, fitness.Kilometres, 1.609344},
		{10, fitness.KilometresPerHour, fitness.MinutesPerKilometre, 6},
		{6, fitness.MinutesPerKilometre, fitness.KilometresPerHour, 10},
		{5, fitness.MinutesPerKilometre, fitness.MinutesPerMile, 8.04672},
		{6, fitness.MilesPerHour, fitness.KilometresPerHour, 9.656064},
		{6, fitness.MilesPerHour, fitness.MinutesPerMile, 10},
		{1.5, fitness.Hours, fitness.Minutes, 90},
		{1, fitness.Weeks, fitness.Days, 7},
		{1, fitness.Years, fitness.Months, 12},
	} {
		got, err := fitness.Convert(test.value, test.from, test.to)
		if err != nil || math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%v %s are %v %s, %v, want %v", test.value, test.from, got, test.to, err, test.want)
		}
	}
	for _, pair := range [][2]fitness.Unit{
		{fitness.Kilograms, fitness.Metres},
		{fitness.Unsaid, fitness.Kilograms},
		{fitness.Kilograms, fitness.Unsaid},
		{fitness.KilometresPerHour, fitness.Kilometres},
		{fitness.Percent, fitness.PercentOneRM},
	} {
		if _, err := fitness.Convert(1, pair[0], pair[1]); !errors.Is(err, fitness.ErrUnitMismatch) {
			t.Errorf("%s to %s: %v", pair[0], pair[1], err)
		}
	}
	if got, err := fitness.Convert(8, fitness.Repetitions, fitness.Repetitions); err != nil || got != 8 {
		t.Error(got, err)
	}
}

func TestThereAndBackIsTheSame(t *testing.T) {
	for _, units := range [][]fitness.Unit{
		{fitness.Kilograms, fitness.Pounds, fitness.Stone, fitness.Grams},
		{fitness.Metres, fitness.Centimetres, fitness.Kilometres, fitness.Inches, fitness.Feet, fitness.Miles},
		{fitness.Seconds, fitness.Minutes, fitness.Hours, fitness.Days, fitness.Weeks, fitness.Months, fitness.Years},
		{fitness.MetresPerSecond, fitness.KilometresPerHour, fitness.MilesPerHour, fitness.MinutesPerKilometre, fitness.MinutesPerMile},
	} {
		for _, a := range units {
			for _, b := range units {
				same := func(n uint32) bool {
					value := 0.1 + float64(n)/1e4
					there, err := fitness.Convert(value, a, b)
					back, err2 := fitness.Convert(there, b, a)
					return err == nil && err2 == nil && math.Abs(back-value) <= 1e-12*value
				}
				if err := quick.Check(same, nil); err != nil {
					t.Errorf("%s to %s: %v", a, b, err)
				}
			}
		}
	}
}

// TestAnotherUnitGivesTheSameAnswer holds for what people see: rounded in kg.
func TestAnotherUnitGivesTheSameAnswer(t *testing.T) {
	for weight := 40.; weight <= 150; weight += 0.5 {
		pounds, _ := fitness.Convert(weight, fitness.Kilograms, fitness.Pounds)
		back, _ := fitness.Convert(pounds, fitness.Pounds, fitness.Kilograms)
		a, err := fitness.RestingEnergyFor(fitness.Body{Weight: weight, Height: 178, Age: 40, Gender: fitness.Male})
		b, err2 := fitness.RestingEnergyFor(fitness.Body{Weight: back, Height: 70.07874015748031 * 2.54, Age: 40, Gender: fitness.Male})
		if err := errors.Join(err, err2); err != nil || math.Abs(a[0].Energy.Low-b[0].Energy.Low) > 1e-6 {
			t.Errorf("%v kg: %v and %v, %v", weight, a, b, err)
		}
		inKilograms, _ := fitness.Epley.OneRepMax(kg(weight), 5)
		inPounds, _ := fitness.Epley.OneRepMax(lb(pounds), 5)
		again, _ := inPounds.Maximum.In(fitness.Kilograms)
		if again.String() != inKilograms.Maximum.String() && math.Abs(again.Weight-inKilograms.Maximum.Weight) > 1e-9 {
			t.Errorf("%v kg: %v and %v", weight, inKilograms.Maximum, again)
		}
	}
}
