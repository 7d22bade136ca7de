package fitness_test

import (
	"errors"
	"math"
	"testing"

	"spotter/fitness"
)

func TestEmphasisOfEachQuality(t *testing.T) {
	for _, test := range []struct {
		quality            fitness.Quality
		load, rest, longer string
		fast               bool
	}{
		{fitness.Strength, "at least 80 % 1RM", "2–3 min", "5 min", false},
		{fitness.Size, "70–85 % 1RM", "1–2 min", "2 min", false},
		{fitness.Power, "30–70 % 1RM", "2–3 min", "5 min", true},
		{fitness.Endurance, "40–60 % 1RM", "under 90 s", "90 s", false},
	} {
		e, err := fitness.EmphasisFor(test.quality)
		if err != nil || e.Load.String() != test.load || e.Rest.String() != test.rest || e.MostRest.String() != test.longer || e.Fast != test.fast {
			t.Errorf("%s: %+v, %v", test.quality, e, err)
		}
		if e.MuscleDays.String() != "at least 2 days" || e.Sources()[0].ID != "acsm-2026" || e.Sources()[1].ID != "acsm-2009" {
			t.Errorf("%s: %v, %v", test.quality, e.MuscleDays, e.Sources())
		}
	}
	strength, _ := fitness.EmphasisFor(fitness.Strength)
	size, _ := fitness.EmphasisFor(fitness.Size)
	if strength.Sets.String() != "2–3 sets" || size.MuscleSets.String() != "at least 10 sets" {
		t.Error(strength.Sets, size.MuscleSets)
	}
	if _, err := fitness.EmphasisFor("beauty"); !errors.Is(err, fitness.ErrUnknownQuality) {
		t.Error(err)
	}
	if len(fitness.Undecided()) != 3 {
		t.Error(fitness.Undecided())
	}
}

func TestWeeklySetsGrowWithTheLevel(t *testing.T) {
	for level, want := range map[fitness.Level]string{
		fitness.Beginner: "2–9 sets", fitness.Intermediate: "at least 10 sets", fitness.Expert: "at least 10 sets",
	} {
		if got, err := fitness.WeeklySets(level); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v, want %s", level, got, err, want)
		}
	}
	if _, err := fitness.WeeklySets("novice"); !errors.Is(err, fitness.ErrUnknownLevel) {
		t.Error(err)
	}
	for days, want := range map[int]string{3: "4 sets", 2: "5 sets", 0: "10 sets", -1: "10 sets", 7: "2 sets"} {
		if got := fitness.SetsPerDay(fitness.Exactly(10, fitness.Sets), days); got.String() != want {
			t.Errorf("10 sets on %d days: %v, want %s", days, got, want)
		}
	}
	if got := fitness.SetsPerDay(fitness.AtLeast(10, fitness.Sets), 2); got.String() != "at least 5 sets" {
		t.Error(got)
	}
}

func TestEffortAndRepetitionsInReserve(t *testing.T) {
	for rating, want := range map[float64]string{
		10: "0 repetitions in reserve", 9: "1 repetition in reserve", 8: "2 repetitions in reserve", 7: "3 repetitions in reserve",
		9.5: "0–1 repetitions in reserve", 8.5: "1–2 repetitions in reserve", 7.5: "2–3 repetitions in reserve",
		6.5: "4–6 repetitions in reserve", 6: "4–6 repetitions in reserve", 5: "4–6 repetitions in reserve",
	} {
		if got, err := fitness.ReserveAt(rating); err != nil || got.String() != want {
			t.Errorf("RPE %v: %v, %v, want %s", rating, got, err, want)
		}
	}
	for _, rating := range []float64{4.9, 10.1, -8, math.NaN()} {
		if _, err := fitness.ReserveAt(rating); !errors.Is(err, fitness.ErrEffortOutOfRange) {
			t.Errorf("RPE %v: %v", rating, err)
		}
	}
	for reserve, want := range map[int]string{0: "10 RPE", 1: "9 RPE", 2: "8 RPE", 3: "7 RPE", 4: "5–6 RPE", 5: "5–6 RPE"} {
		if got, err := fitness.EffortWith(reserve); err != nil || got.String() != want {
			t.Errorf("%d left: %v, %v, want %s", reserve, got, err, want)
		}
	}
	for _, reserve := range []int{-1, 6} {
		if _, err := fitness.EffortWith(reserve); !errors.Is(err, fitness.ErrEffortOutOfRange) {
			t.Errorf("%d left: %v", reserve, err)
		}
	}
}

func TestABeginnerStopsShortOfFailure(t *testing.T) {
	if got, err := fitness.EffortFor(fitness.Beginner); err != nil || got.String() != "7–8 RPE" {
		t.Error(got, err)
	}
	for _, level := range []fitness.Level{fitness.Intermediate, fitness.Expert} {
		if got, err := fitness.EffortFor(level); err != nil || got.High <= 8 {
			t.Error(level, got, err)
		}
	}
	if _, err := fitness.EffortFor("novice"); !errors.Is(err, fitness.ErrUnknownLevel) {
		t.Error(err)
	}
}

func TestEffortWithoutAPulse(t *testing.T) {
	for i, want := range map[fitness.Intensity]string{
		fitness.VeryLight: "under 9 RPE (6–20)", fitness.Light: "9–11 RPE (6–20)", fitness.Moderate: "12–13 RPE (6–20)",
		fitness.Vigorous: "14–17 RPE (6–20)", fitness.NearMaximal: "18–20 RPE (6–20)", -1: "under 9 RPE (6–20)",
	} {
		if got := fitness.FeelOf(i); got.Borg.String() != want || got.Speech == "" || len(got.Sources()) != 2 {
			t.Errorf("%v: %+v, want %s", i, got, want)
		}
	}
	if fitness.FeelOf(fitness.Moderate).Speech != fitness.CanTalk {
		t.Error("moderate is not talking without singing")
	}
}

func TestStretchingLastsLongerFrom65(t *testing.T) {
	for age, want := range map[int]string{13: "10–30 s", 64: "10–30 s", 65: "30–60 s"} {
		got, err := fitness.StretchingFor(age)
		if err != nil || got.Hold.String() != want || got.Total.String() != "60 s" || got.Days.String() != "2–3 days" {
			t.Errorf("at %d: %+v, %v", age, got, err)
		}
	}
	young, _ := fitness.StretchingFor(30)
	old, _ := fitness.StretchingFor(70)
	if fewest, most := young.Times(); fewest != 2 || most != 6 {
		t.Error(fewest, most)
	}
	if fewest, most := old.Times(); fewest != 1 || most != 2 {
		t.Error(fewest, most)
	}
	if _, err := fitness.StretchingFor(12); !errors.Is(err, fitness.ErrAgeOutOfRange) {
		t.Error(err)
	}
}

func TestActivityInPregnancy(t *testing.T) {
	if got := fitness.PregnancyActivity(); got.Moderate.String() != "at least 150 min" || !got.Vigorous.IsZero() {
		t.Errorf("%+v", got)
	}
}
