package fitness_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"spotter/fitness"
)

func day(n int) time.Time { return time.Date(2026, 3, n, 18, 30, 0, 0, time.UTC) }

func logged(slug string, on int, weight float64, reps ...int) []fitness.LoggedSet {
	var sets []fitness.LoggedSet
	for _, r := range reps {
		sets = append(sets, fitness.LoggedSet{On: day(on), Slug: slug, Reps: r, Weight: weight})
	}
	return sets
}

func joined(logs ...[]fitness.LoggedSet) []fitness.LoggedSet {
	var all []fitness.LoggedSet
	for _, log := range logs {
		all = append(all, log...)
	}
	return all
}

func TestNextSessionFollowsTheLog(t *testing.T) {
	const bench = "bench-press"
	allOut := logged(bench, 4, 60, 9, 9, 9)
	allOut[2].RPE = 10
	for _, test := range []struct {
		name string
		log  []fitness.LoggedSet
		want fitness.Proposal
	}{
		{"once over the target", logged(bench, 1, 60, 10, 10, 10), fitness.Proposal{Move: fitness.KeepLoad, Weight: 60, Reps: 8}},
		{"twice over the target", joined(logged(bench, 1, 60, 9, 9, 9), logged(bench, 4, 60, 10, 9, 9)), fitness.Proposal{Move: fitness.RaiseLoad, Weight: 62.5, Reps: 8}},
		{"the log may be out of order", joined(logged(bench, 4, 60, 10, 9, 9), logged(bench, 1, 60, 9, 9, 9)), fitness.Proposal{Move: fitness.RaiseLoad, Weight: 62.5, Reps: 8}},
		{"one set fell short", joined(logged(bench, 1, 60, 9, 9, 9), logged(bench, 4, 60, 10, 9, 8)), fitness.Proposal{Move: fitness.KeepLoad, Weight: 60, Reps: 8}},
		{"the load went up in between", joined(logged(bench, 1, 57.5, 9, 9), logged(bench, 4, 60, 9, 9)), fitness.Proposal{Move: fitness.KeepLoad, Weight: 60, Reps: 8}},
		{"warm-up sets do not count", joined(logged(bench, 1, 40, 5), logged(bench, 1, 60, 9, 9), logged(bench, 4, 40, 5), logged(bench, 4, 60, 9, 9)), fitness.Proposal{Move: fitness.RaiseLoad, Weight: 62.5, Reps: 8}},
		{"all out", joined(logged(bench, 1, 60, 9, 9, 9), allOut), fitness.Proposal{Move: fitness.KeepLoad, Weight: 60, Reps: 8}},
		{"plates too big", joined(logged(bench, 1, 20, 9, 9), logged(bench, 4, 20, 9, 9)), fitness.Proposal{Move: fitness.AddReps, Weight: 20, Reps: 10}},
		{"25 kg and one tenth", joined(logged(bench, 1, 25, 9), logged(bench, 4, 25, 9)), fitness.Proposal{Move: fitness.RaiseLoad, Weight: 27.5, Reps: 8}},
		{"140 kg takes two plates", joined(logged(bench, 1, 140, 9), logged(bench, 4, 140, 9)), fitness.Proposal{Move: fitness.RaiseLoad, Weight: 145, Reps: 8}},
		{"the body alone", joined(logged(bench, 1, 0, 9), logged(bench, 4, 0, 9)), fitness.Proposal{Move: fitness.AddReps, Weight: 0, Reps: 10}},
		{"falling twice", joined(logged(bench, 1, 60, 9), logged(bench, 4, 60, 8), logged(bench, 8, 60, 6)), fitness.Proposal{Move: fitness.TakeEasy, Weight: 52.5, Reps: 6}},
		{"falling once", joined(logged(bench, 1, 60, 8), logged(bench, 4, 60, 8), logged(bench, 8, 60, 6)), fitness.Proposal{Move: fitness.KeepLoad, Weight: 60, Reps: 8}},
	} {
		got, err := fitness.NextSession(test.log, bench, 8)
		if err != nil || got != test.want {
			t.Errorf("%s: %+v %v, want %+v", test.name, got, err, test.want)
		}
		if fitness.NeedsEasyWeek(test.log, bench) != (test.want.Move == fitness.TakeEasy) {
			t.Errorf("%s: an easy week is %v", test.name, fitness.NeedsEasyWeek(test.log, bench))
		}
	}
}

func TestNextSessionNeedsALog(t *testing.T) {
	if _, err := fitness.NextSession(nil, "bench-press", 8); !errors.Is(err, fitness.ErrNothingLogged) {
		t.Error(err)
	}
	if _, err := fitness.NextSession(nil, "bench-pres", 8); !errors.Is(err, fitness.ErrUnknownExercise) {
		t.Error(err)
	}
}

func TestARaiseStaysWithinTwoAndTenPercent(t *testing.T) {
	for weight := 1.25; weight <= 400; weight += 1.25 {
		log := joined(logged("bench-press", 1, weight, 9), logged("bench-press", 4, weight, 9))
		next, err := fitness.NextSession(log, "bench-press", 8)
		if err != nil {
			t.Fatal(err)
		}
		percent := (next.Weight/weight - 1) * 100
		switch {
		case next.Move == fitness.RaiseLoad && (percent < 2-1e-6 || percent > 10+1e-6):
			t.Errorf("%v kg becomes %v kg, %.2f %% more", weight, next.Weight, percent)
		case next.Move == fitness.AddReps && (weight >= 25 || next.Weight != weight):
			t.Errorf("%v kg: %+v", weight, next)
		}
	}
}

func TestMaximumIsEpleys(t *testing.T) {
	for _, test := range []struct {
		weight float64
		reps   int
		want   float64
		ok     bool
	}{
		{100, 5, 116.667, true},
		{60, 8, 76, true},
		{100, 1, 100, true},
		{100, 10, 133.333, true},
		{100, 13, 0, false},
		{0, 8, 0, false},
		{100, 0, 0, false},
	} {
		got, ok := fitness.LoggedSet{Weight: test.weight, Reps: test.reps}.Maximum()
		if ok != test.ok || math.Abs(got-test.want) > 0.001 {
			t.Errorf("%v × %d: %v %v, want %v", test.weight, test.reps, got, ok, test.want)
		}
	}
}

func TestTheTrendIsTheBestOfEachDay(t *testing.T) {
	const bench = "bench-press"
	log := joined(logged(bench, 15, 60, 10, 5), logged(bench, 1, 60, 5, 4), logged(bench, 8, 60, 20), logged(bench, 8, 0, 5), logged("deadlift", 8, 100, 5))
	trend := fitness.MaximumTrend(log, bench)
	if len(trend) != 2 || trend[0].Kilograms != 70 || trend[1].Kilograms != 80 {
		t.Fatalf("%+v", trend)
	}
	if gain, ok := fitness.PerWeek(trend); !ok || math.Abs(gain-5) > 1e-9 {
		t.Errorf("%v kg a week, %v", gain, ok)
	}
	if _, ok := fitness.PerWeek(trend[:1]); ok {
		t.Error("one day has no trend")
	}
}

func TestWeeklySetsCountHelpersHalf(t *testing.T) {
	log := joined(logged("bench-press", 2, 60, 8, 8, 8), logged("push-up", 8, 0, 12), logged("push-up", 9, 0, 12), logged("push-up", 1, 0, 12))
	sets := fitness.SetsByMuscle(log, day(2))
	if sets["chest"] != 4 || sets["triceps"] != 4 || sets["shoulders"] != 2 || sets["abs"] != 0.5 || sets["quads"] != 0 {
		t.Errorf("%v", sets)
	}
}

func TestPersonalRecords(t *testing.T) {
	log := joined(logged("push-up", 9, 0, 20), logged("push-up", 2, 0, 20, 12), logged("bench-press", 2, 80, 1), logged("bench-press", 5, 70, 8))
	records := fitness.PersonalRecords(log)
	if len(records) != 2 {
		t.Fatalf("%+v", records)
	}
	bench, pushUp := records[0], records[1]
	if bench.Heaviest.Weight != 80 || bench.Strongest.Weight != 70 || bench.Longest.Reps != 0 {
		t.Errorf("%+v", bench)
	}
	if pushUp.Longest.Reps != 20 || !pushUp.Longest.On.Equal(day(2)) || pushUp.Heaviest.Reps != 0 {
		t.Errorf("%+v", pushUp)
	}
}

func TestSetsOutOfBoundsAreLeftOut(t *testing.T) {
	for _, s := range []fitness.LoggedSet{
		{Slug: "bench-press", Reps: 0, Weight: 60},
		{Slug: "bench-press", Reps: 1001, Weight: 60},
		{Slug: "bench-press", Reps: 5, Weight: -1},
		{Slug: "bench-press", Reps: 5, Weight: 601},
		{Slug: "bench-press", Reps: 5, Weight: math.NaN()},
		{Slug: "bench-press", Reps: 5, Weight: 60, RPE: 11},
		{Slug: "no-such-thing", Reps: 5, Weight: 60},
	} {
		if err := s.Check(); !errors.Is(err, fitness.ErrLoggedSet) && !errors.Is(err, fitness.ErrUnknownExercise) {
			t.Errorf("%+v: %v", s, err)
		}
		log := []fitness.LoggedSet{s}
		if len(fitness.PersonalRecords(log))+len(fitness.SetsByMuscle(log, s.On))+len(fitness.MaximumTrend(log, s.Slug)) > 0 {
			t.Errorf("%+v counts", s)
		}
	}
}
