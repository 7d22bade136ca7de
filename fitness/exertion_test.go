package fitness_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"spotter/fitness"
)

func TestEnergyOfAnActivityByBothMethods(t *testing.T) {
	byHour, err := fitness.ByHour.Energy(9.8, 70, 30)
	byOxygen, err2 := fitness.ByOxygen.Energy(9.8, 70, 30)
	if err := errors.Join(err, err2); err != nil || byHour.String() != "343 kcal" || math.Abs(byOxygen.Low-360.15) > 1e-9 {
		t.Error(byHour, byOxygen, err)
	}
	if got := byOxygen.Low / byHour.Low; math.Abs(got-1.05) > 1e-9 {
		t.Errorf("the methods differ by %v", got)
	}
	for _, test := range []struct {
		met, weight, minutes float64
		want                 error
	}{
		{0.9, 70, 30, fitness.ErrMETOutOfRange},
		{25.1, 70, 30, fitness.ErrMETOutOfRange},
		{math.NaN(), 70, 30, fitness.ErrMETOutOfRange},
		{5, 24, 30, fitness.ErrWeightOutOfRange},
		{5, 70, 0, fitness.ErrMinutesOutOfRange},
		{5, 70, -30, fitness.ErrMinutesOutOfRange},
		{5, 70, 1441, fitness.ErrMinutesOutOfRange},
		{5, 70, 1440, nil},
		{1, 25, 1, nil},
	} {
		if _, err := fitness.ByHour.Energy(test.met, test.weight, test.minutes); !errors.Is(err, test.want) {
			t.Errorf("%+v: %v", test, err)
		}
	}
}

func TestIntensityOfMETs(t *testing.T) {
	for met, want := range map[float64]fitness.Intensity{
		1: fitness.VeryLight, 1.5: fitness.VeryLight, 1.6: fitness.Light, 2.9: fitness.Light, 2.95: fitness.Light,
		3: fitness.Moderate, 5.9: fitness.Moderate, 6: fitness.Vigorous, 23: fitness.Vigorous,
	} {
		if got, err := fitness.IntensityOfMET(met); err != nil || got != want {
			t.Errorf("%v MET: %v, %v, want %v", met, got, err, want)
		}
	}
}

func TestMETsOfTheTable(t *testing.T) {
	for name, want := range map[string][2]float64{
		"running, 6 mph": {9.3, 9.8}, "walking, 3.5 mph": {4.8, 4.3}, "cycling, 12–13.9 mph": {8.0, 0},
		"bodybuilding": {6.0, 0}, "weights": {3.5, 0}, "walking, 4 mph": {5.5, 5.0}, "running, 5 mph": {8.5, 8.3},
		"jogging": {7.5, 7.0}, "hike": {6.0, 0}, "rowing": {7.5, 7.0}, "elliptical": {5.0, 0},
		"calisthenics, light": {2.8, 0}, "push-ups": {3.8, 0}, "burpees": {7.5, 8.0}, "Yoga": {2.3, 2.5},
		"stretching": {2.3, 0}, " tai chi ": {3.3, 3.0}, "jump rope": {11.8, 0},
	} {
		got, err := fitness.ExertionOf(name)
		if err != nil || got.MET != want[0] || got.Former != want[1] || got.Year != 2024 || got.Sources()[0].ID != "herrmann-2024" {
			t.Errorf("%s: %+v, %v, want %v", name, got, err, want)
		}
	}
	if _, err := fitness.ExertionOf("sleep"); !errors.Is(err, fitness.ErrUnknownExertion) {
		t.Error(err)
	}
}

func TestTheTableOfExertionsIsSound(t *testing.T) {
	names, codes := map[string]bool{}, map[string]bool{}
	for _, e := range fitness.Exertions() {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if names[name] || name != strings.ToLower(name) {
				t.Errorf("%s is there twice, or has capitals", name)
			}
			names[name] = true
		}
		if codes[e.Code] || len(e.Code) != 5 || e.Former == e.MET || e.MET < 1 || e.MET > fitness.MaxMET || e.Intensity() == fitness.VeryLight {
			t.Errorf("%+v", e)
		}
		codes[e.Code] = true
	}
	if len(codes) < 60 {
		t.Errorf("only %d activities", len(codes))
	}
}

func TestPaceSpeedAndFinishingTime(t *testing.T) {
	pace, err := fitness.PaceOf(5, 27*time.Minute+30*time.Second)
	if err != nil || pace.String() != "5:30 min/km" {
		t.Fatal(pace, err)
	}
	for unit, want := range map[fitness.Unit]string{
		fitness.KilometresPerHour: "10.9 km/h", fitness.MilesPerHour: "6.8 mph", fitness.MinutesPerMile: "8:51 min/mile", fitness.MetresPerSecond: "3 m/s",
	} {
		if got, err := pace.In(unit); err != nil || got.String() != want {
			t.Errorf("%v, %v, want %s", got, err, want)
		}
	}
	for kilometres, want := range map[float64]string{5: "27:30", 10: "55:00", fitness.HalfMarathon: "1:56:02", fitness.Marathon: "3:52:04"} {
		if got, err := pace.Finish(kilometres); err != nil || fitness.Clock(got) != want {
			t.Errorf("%v km: %v, %v, want %s", kilometres, got, err, want)
		}
	}
	if got, err := fitness.PaceAt(10, fitness.KilometresPerHour); err != nil || got.String() != "6:00 min/km" {
		t.Error(got, err)
	}
	if got, err := fitness.PaceAt(10, fitness.MinutesPerMile); err != nil || got.String() != "6:13 min/km" {
		t.Error(got, err)
	}
	if got, err := fitness.PaceAt(5.9999, fitness.MinutesPerKilometre); err != nil || got.String() != "6:00 min/km" {
		t.Error(got, err)
	}
}

func TestPaceRefusesWhatNobodyRuns(t *testing.T) {
	for _, test := range []struct {
		kilometres float64
		in         time.Duration
		want       error
	}{
		{0, time.Hour, fitness.ErrDistanceOutOfRange},
		{-5, time.Hour, fitness.ErrDistanceOutOfRange},
		{251, 100 * time.Hour, fitness.ErrDistanceOutOfRange},
		{math.NaN(), time.Hour, fitness.ErrDistanceOutOfRange},
		{10, 14 * time.Minute, fitness.ErrPaceOutOfRange},
		{10, 15 * time.Minute, nil},
		{10, 300 * time.Minute, nil},
		{10, 301 * time.Minute, fitness.ErrPaceOutOfRange},
		{10, -time.Hour, fitness.ErrPaceOutOfRange},
	} {
		if _, err := fitness.PaceOf(test.kilometres, test.in); !errors.Is(err, test.want) {
			t.Errorf("%v km in %v: %v, want %v", test.kilometres, test.in, err, test.want)
		}
	}
	for _, unit := range []fitness.Unit{fitness.KilometresPerHour, fitness.Kilograms} {
		if _, err := fitness.PaceAt(0, unit); !errors.Is(err, fitness.ErrUnitMismatch) {
			t.Errorf("0 %s: %v", unit, err)
		}
	}
	if _, err := fitness.Pace(5).Finish(0); !errors.Is(err, fitness.ErrDistanceOutOfRange) {
		t.Error(err)
	}
}

func TestPredictionOfAnotherDistance(t *testing.T) {
	got, err := fitness.Predict(5, 25*time.Minute, 10)
	if err != nil || fitness.Clock(got) != "52:07" {
		t.Error(got, err)
	}
	if got, err := fitness.Predict(10, 50*time.Minute, 10); err != nil || got != 50*time.Minute {
		t.Error(got, err)
	}
	if _, err := fitness.Predict(5, 25*time.Minute, 0); !errors.Is(err, fitness.ErrDistanceOutOfRange) {
		t.Error(err)
	}
	if _, err := fitness.Predict(5, time.Minute, 10); !errors.Is(err, fitness.ErrPaceOutOfRange) {
		t.Error(err)
	}
}
