package fitness_test

import (
	"errors"
	"testing"

	"spotter/fitness"
)

func TestNoDeficitForThoseItWouldHarm(t *testing.T) {
	for _, test := range []struct {
		name     string
		body     fitness.Body
		pregnant bool
		want     error
	}{
		{"17", fitness.Body{Weight: 90, Height: 180, Age: 17}, false, fitness.ErrDeficitUnder18},
		{"17, and no weight known", fitness.Body{Age: 17}, false, fitness.ErrDeficitUnder18},
		{"18", fitness.Body{Weight: 90, Height: 180, Age: 18}, false, nil},
		{"pregnant", fitness.Body{Weight: 90, Height: 170, Age: 30, Gender: fitness.Female}, true, fitness.ErrDeficitPregnant},
		{"pregnant, and nothing known", fitness.Body{}, true, fitness.ErrDeficitPregnant},
		{"BMI below 18.5", fitness.Body{Weight: 18.4 * 3.24, Height: 180, Age: 30}, false, fitness.ErrDeficitUnderweight},
		{"BMI 18.5", fitness.Body{Weight: 18.5 * 3.24, Height: 180, Age: 30}, false, nil},
		{"age unknown", fitness.Body{Weight: 90, Height: 180}, false, fitness.ErrAgeOutOfRange},
		{"weight unknown", fitness.Body{Height: 180, Age: 30}, false, fitness.ErrWeightOutOfRange},
		{"height unknown", fitness.Body{Weight: 80, Age: 30}, false, fitness.ErrHeightOutOfRange},
	} {
		if err := fitness.CheckDeficit(test.body, test.pregnant); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
		losses, err := fitness.WeightLossFor(test.body, fitness.ModeratelyActive, test.pregnant)
		if !errors.Is(err, test.want) || (err == nil) != (len(losses) > 0) {
			t.Errorf("%s: %v with %d losses, want %v", test.name, err, len(losses), test.want)
		}
	}
}

func TestWeightLossOfAnOrdinaryMan(t *testing.T) {
	losses, err := fitness.WeightLossFor(fitness.Body{Weight: 95, Height: 178, Age: 42, Gender: fitness.Male}, fitness.ModeratelyActive, false)
	if err != nil || len(losses) != 1 {
		t.Fatal(losses, err)
	}
	loss := losses[0]
	for got, want := range map[fitness.Range]string{
		loss.Daily: "2879 kcal a day", loss.Deficit: "250–750 kcal a day",
		loss.Intake: "2129–2629 kcal a day", loss.Floor: "1672 kcal a day", fitness.WeeklyLoss(): "0.5–1 kg a week",
	} {
		if got.String() != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
	if loss.Formula() == "" || len(loss.Sources()) != 3 {
		t.Errorf("%s, %v", loss.Formula(), loss.Sources())
	}
}

func TestIntakeNeverFallsBelowTheFloor(t *testing.T) {
	refused := 0
	for weight := 25.; weight <= 350; weight += 5 {
		for height := 100.; height <= 250; height += 10 {
			for age := 18; age <= 120; age += 6 {
				for _, gender := range []fitness.Gender{fitness.Female, fitness.Male, fitness.Other} {
					for _, m := range fitness.Movements() {
						losses, err := fitness.WeightLossFor(fitness.Body{Weight: weight, Height: height, Age: age, Gender: gender}, m, false)
						if errors.Is(err, fitness.ErrNoRoomForDeficit) {
							refused++
						}
						for _, loss := range losses {
							within(t, loss)
						}
					}
				}
			}
		}
	}
	if refused == 0 {
		t.Error("nobody was refused for want of room")
	}
}

func within(t *testing.T, loss fitness.WeightLoss) {
	t.Helper()
	least := 1500.
	if loss.Resting.Of == fitness.Female {
		least = 1200
	}
	const bit = 1e-9
	if loss.Intake.Low < least-bit || loss.Intake.Low < 0.9*loss.Resting.Energy.Low-bit || loss.Intake.Low > loss.Intake.High ||
		loss.Intake.High >= loss.Daily.Low || loss.Deficit.High > 750 || loss.Deficit.Low <= 0 {
		t.Fatalf("%+v", loss)
	}
}

func TestAnUnknownGenderSeesBothFloors(t *testing.T) {
	losses, err := fitness.WeightLossFor(fitness.Body{Weight: 70, Height: 170, Age: 40}, fitness.Sedentary, false)
	if err != nil || len(losses) != 2 || losses[0].Resting.Of != fitness.Female || losses[1].Resting.Of != fitness.Male {
		t.Fatal(losses, err)
	}
	if losses[0].Floor.Low >= losses[1].Floor.Low {
		t.Errorf("floors %v and %v", losses[0].Floor, losses[1].Floor)
	}
}

func TestWeeksToAGoal(t *testing.T) {
	body := fitness.Body{Weight: 80, Height: 180, Age: 40}
	for goal, want := range map[float64]string{75: "5–10 weeks", 79.7: "1 week", 79: "1–2 weeks", 72.5: "8–15 weeks"} {
		if got, err := fitness.WeeksTo(goal, body, false); err != nil || got.String() != want {
			t.Errorf("to %v: %v, %v, want %s", goal, got, err, want)
		}
	}
	for _, test := range []struct {
		goal     float64
		age      int
		pregnant bool
		want     error
	}{
		{80, 40, false, fitness.ErrGoalNotBelow},
		{85, 40, false, fitness.ErrGoalNotBelow},
		{59, 40, false, fitness.ErrDeficitUnderweight},
		{60, 40, false, nil},
		{20, 40, false, fitness.ErrWeightOutOfRange},
		{75, 17, false, fitness.ErrDeficitUnder18},
		{75, 40, true, fitness.ErrDeficitPregnant},
	} {
		body.Age = test.age
		if _, err := fitness.WeeksTo(test.goal, body, test.pregnant); !errors.Is(err, test.want) {
			t.Errorf("to %v at %d: %v, want %v", test.goal, test.age, err, test.want)
		}
	}
}
