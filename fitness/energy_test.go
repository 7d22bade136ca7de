package fitness_test

import (
	"errors"
	"math"
	"testing"

	"spotter/fitness"
)

// near reports whether two numbers differ by no more than their last bits.
func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestRestingEnergyMatchesThePublishedFormulas(t *testing.T) {
	for _, test := range []struct {
		body fitness.Body
		want float64
	}{
		{fitness.Body{Weight: 80, Height: 180, Age: 30, Gender: fitness.Male}, 1780},
		{fitness.Body{Weight: 70, Height: 160, Age: 55, Gender: fitness.Female}, 1264},
		{fitness.Body{Weight: 95, Height: 178, Age: 42, Gender: fitness.Male}, 1857.5},
	} {
		got, err := fitness.RestingEnergyFor(test.body)
		if err != nil || len(got) != 1 || !near(got[0].Energy.Low, test.want) || got[0].Of != test.body.Gender {
			t.Errorf("%+v: %v, %v, want %v", test.body, got, err, test.want)
		}
	}
}

func TestRestingEnergyOfAnUnknownGenderIsBoth(t *testing.T) {
	for _, gender := range []fitness.Gender{fitness.Other, fitness.GenderUnknown, "nonsense"} {
		got, err := fitness.RestingEnergyFor(fitness.Body{Weight: 70, Height: 175, Age: 40, Gender: gender})
		if err != nil || len(got) != 2 || got[0].Of != fitness.Female || got[1].Of != fitness.Male || !near(got[1].Energy.Low-got[0].Energy.Low, 166) {
			t.Errorf("%q: %v, %v", gender, got, err)
		}
		for _, r := range got {
			if r.Formula() == "" || r.Expression() == "" || r.Sources()[0].ID != "mifflin-1990" {
				t.Errorf("%v does not say where it is from", r)
			}
		}
	}
}

func TestEnergyRefusesBodiesOutOfRange(t *testing.T) {
	good := fitness.Body{Weight: 70, Height: 175, Age: 40}
	for _, test := range []struct {
		change func(*fitness.Body)
		want   error
	}{
		{func(b *fitness.Body) { b.Weight = 24.9 }, fitness.ErrWeightOutOfRange},
		{func(b *fitness.Body) { b.Weight = 350.1 }, fitness.ErrWeightOutOfRange},
		{func(b *fitness.Body) { b.Weight = math.NaN() }, fitness.ErrWeightOutOfRange},
		{func(b *fitness.Body) { b.Weight = math.Inf(1) }, fitness.ErrWeightOutOfRange},
		{func(b *fitness.Body) { b.Height = 99.9 }, fitness.ErrHeightOutOfRange},
		{func(b *fitness.Body) { b.Height = 250.1 }, fitness.ErrHeightOutOfRange},
		{func(b *fitness.Body) { b.Age = 12 }, fitness.ErrAgeOutOfRange},
		{func(b *fitness.Body) { b.Age = 121 }, fitness.ErrAgeOutOfRange},
		{func(b *fitness.Body) { b.Weight = 25 }, nil},
		{func(b *fitness.Body) { b.Weight = 350 }, nil},
		{func(b *fitness.Body) { b.Height = 100 }, nil},
		{func(b *fitness.Body) { b.Height = 250 }, nil},
	} {
		body := good
		test.change(&body)
		_, err := fitness.RestingEnergyFor(body)
		_, err2 := fitness.BMIOf(body)
		if !errors.Is(err, test.want) || !errors.Is(err2, test.want) {
			t.Errorf("%+v: %v, %v, want %v", body, err, err2, test.want)
		}
	}
}

func TestDailyEnergyIsRestingEnergyTimesMovement(t *testing.T) {
	woman, _ := fitness.RestingEnergyFor(fitness.Body{Weight: 70, Height: 160, Age: 55, Gender: fitness.Female})
	man, _ := fitness.RestingEnergyFor(fitness.Body{Weight: 95, Height: 178, Age: 42, Gender: fitness.Male})
	if got := woman[0].Daily(fitness.Sedentary); math.Abs(got.Low-1516.8) > 1e-9 || got.String() != "1517 kcal a day" {
		t.Error(got)
	}
	if got := man[0].Daily(fitness.ModeratelyActive); math.Abs(got.Low-2879.125) > 1e-9 {
		t.Error(got)
	}
	factors := []float64{1.2, 1.375, 1.55, 1.725, 1.9}
	for i, m := range fitness.Movements() {
		if m.Factor() != factors[i] {
			t.Errorf("%s: %v, want %v", m, m.Factor(), factors[i])
		}
	}
	if fitness.Movement("flying").Factor() != 1.2 {
		t.Error("an unknown movement is not the least")
	}
}

func TestBMIAndItsClasses(t *testing.T) {
	for _, test := range []struct {
		weight, height float64
		want           string
		class          fitness.BMIClass
	}{
		{80, 180, "24.7 kg/m²", fitness.HealthyWeight},
		{18.49 * 4, 200, "18.5 kg/m²", fitness.Underweight},
		{18.5 * 4, 200, "18.5 kg/m²", fitness.HealthyWeight},
		{24.99 * 4, 200, "25 kg/m²", fitness.HealthyWeight},
		{25 * 4, 200, "25 kg/m²", fitness.Overweight},
		{30 * 4, 200, "30 kg/m²", fitness.Obese},
		{29.99 * 4, 200, "30 kg/m²", fitness.Overweight},
	} {
		got, err := fitness.BMIOf(fitness.Body{Weight: test.weight, Height: test.height, Age: 18})
		if err != nil || got.Value.String() != test.want || got.Class != test.class {
			t.Errorf("%v kg at %v cm: %v, %v, want %s %s", test.weight, test.height, got, err, test.want, test.class)
		}
	}
	if _, err := fitness.BMIOf(fitness.Body{Weight: 60, Height: 170, Age: 17}); !errors.Is(err, fitness.ErrAdultsOnly) {
		t.Errorf("at 17: %v", err)
	}
}

func TestAWeightFromAnIndexHasIt(t *testing.T) {
	for height := 100.; height <= 250; height += 0.5 {
		for _, index := range []float64{fitness.HealthyBMI, fitness.OverweightBMI, fitness.ObeseBMI} {
			weight, err := fitness.WeightAt(index, height)
			if err != nil {
				t.Fatal(err)
			}
			if weight.Low < fitness.MinWeight || weight.Low > fitness.MaxWeight {
				continue
			}
			got, err := fitness.BMIOf(fitness.Body{Weight: weight.Low, Height: height, Age: 40})
			if err != nil || got.Value.Low != index {
				t.Errorf("%v at %v cm: %v, %v", index, height, got, err)
			}
		}
	}
	if _, err := fitness.WeightAt(22, 300); !errors.Is(err, fitness.ErrHeightOutOfRange) {
		t.Error(err)
	}
}

func TestProteinByWeightAndAge(t *testing.T) {
	for _, test := range []struct {
		weight                 float64
		age                    int
		daily, meal, allowance string
		formula, source        string
	}{
		{62, 40, "87–124 g", "20 g", "50 g", "ISSN", "jager-2017"},
		{62, 18, "87–124 g", "20 g", "50 g", "ISSN", "jager-2017"},
		{62, 64, "87–124 g", "20 g", "50 g", "ISSN", "jager-2017"},
		{62, 0, "87–124 g", "20 g", "50 g", "ISSN", "jager-2017"},
		{75, 65, "75–90 g", "20 g", "60 g", "PROT-AGE", "bauer-2013"},
		{120, 30, "168–240 g", "30 g", "96 g", "ISSN", "jager-2017"},
		{200, 30, "280–400 g", "40 g", "160 g", "ISSN", "jager-2017"},
		{60, 17, "", "", "51 g", "recommended dietary allowance", "iom-2005"},
		{60, 14, "", "", "51 g", "recommended dietary allowance", "iom-2005"},
		{60, 13, "", "", "57 g", "recommended dietary allowance", "iom-2005"},
	} {
		p, err := fitness.ProteinFor(test.weight, test.age)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []struct {
			got  fitness.Range
			want string
		}{{p.Daily, test.daily}, {p.Meal, test.meal}, {p.Allowance, test.allowance}} {
			if field.want == "" && !field.got.IsZero() || field.want != "" && field.got.String() != field.want {
				t.Errorf("%v kg at %d: %v, want %q", test.weight, test.age, field.got, field.want)
			}
		}
		if p.Formula() != test.formula || p.Sources()[0].ID != test.source || p.Expression() == "" {
			t.Errorf("%v kg at %d is from %s, %v", test.weight, test.age, p.Formula(), p.Sources())
		}
	}
	if _, err := fitness.ProteinFor(24, 40); !errors.Is(err, fitness.ErrWeightOutOfRange) {
		t.Error(err)
	}
	for _, age := range []int{-1, 12, 121} {
		if _, err := fitness.ProteinFor(60, age); !errors.Is(err, fitness.ErrAgeOutOfRange) {
			t.Errorf("at %d: %v", age, err)
		}
	}
}
