package fitness_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"spotter/fitness"
)

func kg(weight float64) fitness.Load { return fitness.Load{Weight: weight, Unit: fitness.Kilograms} }
func lb(weight float64) fitness.Load { return fitness.Load{Weight: weight, Unit: fitness.Pounds} }

func TestOneRepMaxMatchesTheFormulas(t *testing.T) {
	for _, test := range []struct {
		load          fitness.Load
		reps          int
		epley, brzyck string
		unsure        bool
	}{
		{kg(100), 5, "116.7 kg", "112.5 kg", false},
		{kg(60), 8, "76 kg", "74.5 kg", false},
		{kg(100), 10, "133.3 kg", "133.3 kg", false},
		{kg(100), 1, "100 kg", "100 kg", false},
		{lb(225), 5, "262.5 lb", "253.1 lb", false},
		{kg(100), 11, "136.7 kg", "138.5 kg", true},
		{kg(100), 12, "140 kg", "144 kg", true},
	} {
		got, err := fitness.OneRepMaxFor(test.load, test.reps)
		if err != nil {
			t.Fatal(err)
		}
		if got[0].Formula != fitness.Epley || got[0].Maximum.String() != test.epley || got[1].Maximum.String() != test.brzyck || got[0].Unsure != test.unsure {
			t.Errorf("%v × %d: %+v, want %s and %s", test.load, test.reps, got, test.epley, test.brzyck)
		}
		if got[0].Sources()[0].ID != "epley-1985" || got[1].Sources()[0].ID != "brzycki-1993" {
			t.Errorf("sources of %+v", got)
		}
	}
}

func TestOneRepMaxRefusesWhatItCannotTell(t *testing.T) {
	for _, test := range []struct {
		load fitness.Load
		reps int
		want error
	}{
		{kg(100), 0, fitness.ErrRepsOutOfRange},
		{kg(100), -1, fitness.ErrRepsOutOfRange},
		{kg(100), 13, fitness.ErrRepsOutOfRange},
		{kg(100), 37, fitness.ErrRepsOutOfRange},
		{kg(0), 5, fitness.ErrLoadOutOfRange},
		{kg(-60), 5, fitness.ErrLoadOutOfRange},
		{kg(600.1), 5, fitness.ErrLoadOutOfRange},
		{kg(math.NaN()), 5, fitness.ErrLoadOutOfRange},
		{lb(1323), 5, fitness.ErrLoadOutOfRange},
		{lb(1322), 5, nil},
		{kg(600), 5, nil},
		{fitness.Load{Weight: 60}, 5, fitness.ErrUnitMismatch},
		{fitness.Load{Weight: 60, Unit: fitness.Stone}, 5, fitness.ErrUnitMismatch},
	} {
		if _, err := fitness.OneRepMaxFor(test.load, test.reps); !errors.Is(err, test.want) {
			t.Errorf("%v × %d: %v, want %v", test.load, test.reps, err, test.want)
		}
	}
}

func TestLoadsAndRepetitionsGoBothWays(t *testing.T) {
	for _, f := range fitness.MaxFormulas() {
		for reps := 1; reps <= fitness.MostReps; reps++ {
			maximum, err := f.OneRepMax(kg(100), reps)
			if err != nil {
				t.Fatal(err)
			}
			back, err := f.LoadFor(maximum.Maximum, reps)
			if err != nil || math.Abs(back.Weight-100) > 1e-9 {
				t.Errorf("%s: %d repetitions give %v, %v", f, reps, back, err)
			}
			if got, err := f.RepsWith(kg(100), maximum.Maximum); err != nil || got != reps {
				t.Errorf("%s: %v of %v are %d repetitions, %v, want %d", f, kg(100), maximum.Maximum, got, err, reps)
			}
			if percent, _ := f.PercentFor(reps); math.Abs(percent.Low*maximum.Maximum.Weight-10000) > 1e-6 {
				t.Errorf("%s: %d repetitions at %v", f, reps, percent)
			}
		}
	}
	for _, test := range []struct {
		load, maximum fitness.Load
		want          error
	}{
		{kg(101), kg(100), fitness.ErrAboveMaximum},
		{kg(40), kg(100), fitness.ErrRepsOutOfRange},
		{lb(60), kg(100), fitness.ErrUnitMismatch},
		{kg(0), kg(100), fitness.ErrLoadOutOfRange},
	} {
		if _, err := fitness.Epley.RepsWith(test.load, test.maximum); !errors.Is(err, test.want) {
			t.Errorf("%v of %v: %v, want %v", test.load, test.maximum, err, test.want)
		}
	}
	if _, err := fitness.Brzycki.PercentFor(13); !errors.Is(err, fitness.ErrRepsOutOfRange) {
		t.Error(err)
	}
	if _, err := fitness.Brzycki.LoadFor(kg(100), 0); !errors.Is(err, fitness.ErrRepsOutOfRange) {
		t.Error(err)
	}
}

func TestPercentOfAMaximum(t *testing.T) {
	if got, err := fitness.PercentOf(kg(116.7), 80); err != nil || got.String() != "93.4 kg" || got.OnPlates().String() != "92.5 kg" {
		t.Error(got, err)
	}
	for _, percent := range []float64{0, 0.9, 100.1, -80, math.NaN()} {
		if _, err := fitness.PercentOf(kg(100), percent); !errors.Is(err, fitness.ErrPercentOutOfRange) {
			t.Errorf("%v %%: %v", percent, err)
		}
	}
}

func TestLoadsRoundToPlates(t *testing.T) {
	for _, test := range []struct {
		load fitness.Load
		want string
	}{
		{kg(61), "60 kg"},
		{kg(61.25), "62.5 kg"},
		{kg(62.5), "62.5 kg"},
		{kg(0.5), "2.5 kg"},
		{lb(138), "140 lb"},
		{lb(137), "135 lb"},
		{lb(1), "5 lb"},
	} {
		if got := test.load.OnPlates(); got.String() != test.want {
			t.Errorf("%v on plates is %v, want %s", test.load, got, test.want)
		}
	}
	if got, err := lb(100).In(fitness.Kilograms); err != nil || got.String() != "45.4 kg" {
		t.Error(got, err)
	}
	if _, err := lb(100).In(fitness.Stone); !errors.Is(err, fitness.ErrUnitMismatch) {
		t.Error(err)
	}
}

func TestNextLoad(t *testing.T) {
	for _, test := range []struct {
		load fitness.Load
		want string
		reps bool
	}{
		{kg(60), "62.5 kg", false},
		{kg(20), "20 kg", true},
		{kg(24.9), "24.9 kg", true},
		{kg(25), "27.5 kg", false},
		{kg(125), "127.5 kg", false},
		{kg(125.1), "130.1 kg", false},
		{kg(200), "205 kg", false},
		{lb(135), "140 lb", false},
		{lb(45), "45 lb", true},
		{lb(50), "55 lb", false},
		{lb(315), "325 lb", false},
	} {
		got, err := fitness.NextLoad(test.load)
		if err != nil || got.Load.String() != test.want || got.MoreReps != test.reps {
			t.Errorf("after %v: %+v, %v, want %s", test.load, got, err, test.want)
		}
	}
	if _, err := fitness.NextLoad(kg(0)); !errors.Is(err, fitness.ErrLoadOutOfRange) {
		t.Error(err)
	}
}

func TestTheNextLoadIsAlwaysTwoToTenPercentMore(t *testing.T) {
	for weight := 0.5; weight <= fitness.MaxLoad; weight += 0.5 {
		for _, load := range []fitness.Load{kg(weight), lb(weight)} {
			step, err := fitness.NextLoad(load)
			if err != nil {
				t.Fatal(err)
			}
			percent := (step.Load.Weight/load.Weight - 1) * 100
			if math.Abs(percent-step.Increase.Low) > 1e-6 || !step.MoreReps && (percent < 2-1e-6 || percent > 10+1e-6) || step.MoreReps && percent != 0 {
				t.Errorf("%v becomes %v, %v %% more", load, step.Load, percent)
			}
		}
	}
}

func TestALoadGrowsAfterTwoSessionsOverTheTarget(t *testing.T) {
	for _, test := range []struct {
		sessions []int
		want     bool
	}{
		{nil, false},
		{[]int{9}, false},
		{[]int{9, 9}, true},
		{[]int{8, 9}, false},
		{[]int{9, 8}, false},
		{[]int{5, 9, 10}, true},
		{[]int{10, 10, 8}, false},
	} {
		if got := fitness.ReadyForMore(8, test.sessions...); got != test.want {
			t.Errorf("%v: %v", test.sessions, got)
		}
	}
	if fitness.ReadyForMore(0, 9, 9) {
		t.Error("without a target")
	}
}

func TestDeload(t *testing.T) {
	plan := fitness.DeloadPlan()
	if got := fmt.Sprint(plan.Every, ", ", plan.Volume, ", ", plan.Load); got != "4–8 weeks, 40–50 %, 10 %" {
		t.Error(got)
	}
	if got, err := plan.Lighter(kg(60)); err != nil || got.String() != "54 kg" {
		t.Error(got, err)
	}
	if _, err := plan.Lighter(kg(0)); !errors.Is(err, fitness.ErrLoadOutOfRange) {
		t.Error(err)
	}
	for sets, want := range map[int]string{10: "5–6 sets", 4: "2 sets", 3: "2 sets", 1: "1 set", 0: "1 set"} {
		if got := plan.Fewer(sets); got.String() != want {
			t.Errorf("of %d sets keep %v, want %s", sets, got, want)
		}
	}
	for _, test := range []struct {
		weeks    int
		sessions []float64
		want     bool
	}{
		{8, nil, true},
		{7, nil, false},
		{1, []float64{100, 98, 97}, true},
		{1, []float64{100, 98, 98}, false},
		{1, []float64{100, 98}, false},
		{1, []float64{97, 98, 97}, false},
		{1, []float64{90, 100, 98, 97}, true},
	} {
		if got := fitness.DeloadNow(test.weeks, test.sessions...); got != test.want {
			t.Errorf("after %d weeks and %v: %v", test.weeks, test.sessions, got)
		}
	}
}
