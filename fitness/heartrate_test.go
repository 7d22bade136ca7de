package fitness_test

import (
	"errors"
	"math"
	"testing"

	"spotter/fitness"
)

func TestMaximumMatchesThePublishedFormulas(t *testing.T) {
	for _, test := range []struct {
		formula fitness.Formula
		age     int
		want    float64
	}{
		{fitness.Tanaka, 40, 180.0},
		{fitness.Tanaka, 68, 160.4},
		{fitness.Tanaka, 35, 183.5},
		{fitness.Gulati, 30, 179.6},
		{fitness.Gulati, 68, 146.16},
	} {
		maximum, err := test.formula.Maximum(test.age)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(maximum.Low-test.want) > 1e-9 || maximum.High != maximum.Low {
			t.Errorf("%s at %d = %v, want exactly %v", test.formula, test.age, maximum.Low, test.want)
		}
	}
}

func TestFormulasForEachGender(t *testing.T) {
	for _, test := range []struct {
		gender fitness.Gender
		want   []fitness.Formula
	}{
		{fitness.Female, []fitness.Formula{fitness.Gulati, fitness.Tanaka}},
		{fitness.Male, []fitness.Formula{fitness.Tanaka}},
		{fitness.Other, []fitness.Formula{fitness.Tanaka, fitness.Gulati}},
		{fitness.GenderUnknown, []fitness.Formula{fitness.Tanaka, fitness.Gulati}},
		{"nonsense", []fitness.Formula{fitness.Tanaka, fitness.Gulati}},
	} {
		got := fitness.FormulasFor(test.gender)
		if len(got) != len(test.want) {
			t.Fatalf("%q: %v, want %v", test.gender, got, test.want)
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%q: %v, want %v", test.gender, got, test.want)
			}
		}
	}
}

func TestZonesPrintAsInTheLiterature(t *testing.T) {
	for _, test := range []struct {
		name    string
		zones   func() (fitness.Zones, error)
		effort  fitness.Intensity
		printed string
	}{
		{"woman of 68, Gulati", byMaximum(fitness.Gulati, 68), fitness.Moderate, "94–111 bpm"},
		{"woman of 68, Tanaka", byMaximum(fitness.Tanaka, 68), fitness.Moderate, "103–122 bpm"},
		{"lightest has no lower end", byMaximum(fitness.Gulati, 68), fitness.VeryLight, "under 83 bpm"},
		{"light", byMaximum(fitness.Gulati, 68), fitness.Light, "83–92 bpm"},
		{"vigorous", byMaximum(fitness.Gulati, 68), fitness.Vigorous, "113–139 bpm"},
		{"hardest ends at the maximum", byMaximum(fitness.Gulati, 68), fitness.NearMaximal, "140–146 bpm"},
		{"40 years, 60 at rest, moderate", byReserve(fitness.Tanaka, 40, 60), fitness.Moderate, "108–131 bpm"},
		{"40 years, 60 at rest, vigorous", byReserve(fitness.Tanaka, 40, 60), fitness.Vigorous, "132–167 bpm"},
		{"40 years, 60 at rest, near-maximal", byReserve(fitness.Tanaka, 40, 60), fitness.NearMaximal, "168–180 bpm"},
		{"40 years, 60 at rest, very light", byReserve(fitness.Tanaka, 40, 60), fitness.VeryLight, "under 96 bpm"},
	} {
		t.Run(test.name, func(t *testing.T) {
			zones, err := test.zones()
			if err != nil {
				t.Fatal(err)
			}
			if got := zones.Of(test.effort).String(); got != test.printed {
				t.Errorf("%v = %s, want %s", test.effort, got, test.printed)
			}
		})
	}
}

func byMaximum(f fitness.Formula, age int) func() (fitness.Zones, error) {
	return func() (fitness.Zones, error) { return fitness.ZonesByMaximum(f, age) }
}

func byReserve(f fitness.Formula, age, resting int) func() (fitness.Zones, error) {
	return func() (fitness.Zones, error) { return fitness.ZonesByReserve(f, age, resting) }
}

func TestZonesRefuseWhatIsOutOfRange(t *testing.T) {
	for _, test := range []struct {
		name         string
		age, resting int
		want         error
	}{
		{"youngest", 13, 60, nil},
		{"too young", 12, 60, fitness.ErrAgeOutOfRange},
		{"oldest", 120, 60, nil},
		{"too old", 121, 60, fitness.ErrAgeOutOfRange},
		{"negative age", -1, 0, fitness.ErrAgeOutOfRange},
		{"slowest pulse", 40, 30, nil},
		{"too slow a pulse", 40, 29, fitness.ErrRestingHeartRateOutOfRange},
		{"fastest pulse", 40, 120, nil},
		{"too fast a pulse", 40, 121, fitness.ErrRestingHeartRateOutOfRange},
		{"pulse above the maximum", 120, 120, fitness.ErrNoHeartRateReserve},
		{"no pulse known", 120, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			zones, err := fitness.ZonesFor(fitness.Female, test.age, test.resting)
			if !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			if (err == nil) != (len(zones) == 2) {
				t.Errorf("%d zones with error %v", len(zones), err)
			}
		})
	}
}

func TestTenYearsMoreNeverRaiseAZone(t *testing.T) {
	for _, formula := range []fitness.Formula{fitness.Tanaka, fitness.Gulati} {
		for age := fitness.MinAge; age+10 <= fitness.MaxAge; age++ {
			for _, resting := range []int{30, 60, 90} {
				younger, err := fitness.ZonesByReserve(formula, age, resting)
				older, err2 := fitness.ZonesByReserve(formula, age+10, resting)
				if err := errors.Join(err, err2); err != nil {
					t.Fatal(err)
				}
				notHigher(t, younger, older)
			}
			younger, _ := fitness.ZonesByMaximum(formula, age)
			older, _ := fitness.ZonesByMaximum(formula, age+10)
			notHigher(t, younger, older)
		}
	}
}

func notHigher(t *testing.T, younger, older fitness.Zones) {
	t.Helper()
	for _, i := range fitness.Intensities() {
		if a, b := younger.Of(i), older.Of(i); b.Low > a.Low || b.High > a.High {
			t.Errorf("%s %v: %v becomes %v ten years on", younger.Formula, i, a, b)
		}
	}
}

func TestBandsRiseWithEffortAndDoNotOverlap(t *testing.T) {
	zones, err := fitness.ZonesFor(fitness.Other, 40, 60)
	if err != nil {
		t.Fatal(err)
	}
	for _, z := range zones {
		for _, i := range fitness.Intensities()[1:] {
			if below, above := z.Of(i-1), z.Of(i); above.Low < below.High {
				t.Errorf("%s: %v %v overlaps %v %v", z.Formula, i-1, below, i, above)
			}
		}
	}
}

func TestAnUnknownIntensityHasNoZone(t *testing.T) {
	zones, _ := fitness.ZonesByMaximum(fitness.Tanaka, 40)
	for _, i := range []fitness.Intensity{-1, 5} {
		if !zones.Of(i).IsZero() || i.String() == "" {
			t.Errorf("%v has the zone %v", i, zones.Of(i))
		}
	}
}

func TestEveryZoneNamesItsSources(t *testing.T) {
	percent, _ := fitness.ZonesByMaximum(fitness.Gulati, 68)
	reserve, _ := fitness.ZonesByReserve(fitness.Tanaka, 40, 60)
	for _, test := range []struct {
		zones fitness.Zones
		want  []string
	}{
		{percent, []string{"gulati-2010", "garber-2011"}},
		{reserve, []string{"tanaka-2001", "karvonen-1957", "garber-2011"}},
	} {
		got := test.zones.Sources()
		if len(got) != len(test.want) {
			t.Fatalf("%v, want %v", got, test.want)
		}
		for i := range got {
			if got[i].ID != test.want[i] || got[i].Title == "" {
				t.Errorf("source %d is %v, want %s", i, got[i], test.want[i])
			}
		}
	}
}

func TestSourcesAreUniqueAndTitled(t *testing.T) {
	seen := map[string]bool{}
	for _, source := range fitness.Sources() {
		if source.ID == "" || source.Title == "" || seen[source.ID] {
			t.Errorf("bad or repeated source %v", source)
		}
		seen[source.ID] = true
	}
}
