package fitness_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"spotter/fitness"
)

var updatePlans = flag.Bool("update-plans", false, "write testdata/plans.txt anew")

func TestThreePlansReadLikeACoachs(t *testing.T) {
	var text strings.Builder
	for _, person := range []struct {
		who     string
		request fitness.PlanRequest
	}{
		{"a beginner, 68, female, without equipment, 2 days of 30 minutes, for her health", fitness.PlanRequest{
			Days: 2, Minutes: 30, Level: fitness.Beginner, Age: 68, Goal: fitness.HealthGoal,
		}},
		{"an intermediate, 24, male, in a gym, 4 days of 60 minutes, for muscle", fitness.PlanRequest{
			Days: 4, Minutes: 60, Level: fitness.Intermediate, Age: 24, Goal: fitness.MuscleGoal, Owned: fitness.EquipmentWords(),
		}},
		{"an expert, 40, with dumbbells, 5 days of 45 minutes, for strength, with knee pain", fitness.PlanRequest{
			Days: 5, Minutes: 45, Level: fitness.Expert, Age: 40, Goal: fitness.StrengthGoal,
			Owned: []fitness.Equipment{"dumbbell"}, Conditions: []fitness.Condition{"knee"},
		}},
	} {
		plan, err := fitness.PlanWeek(person.request)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&text, "# %s\n\n%s", person.who, printed(plan))
	}
	const golden = "testdata/plans.txt"
	if *updatePlans {
		if err := os.WriteFile(golden, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("the plans are not those of %s; judge them as a coach would, then run the test with -update-plans:\n%s", golden, text.String())
	}
}

func printed(p fitness.Plan) string {
	var text strings.Builder
	fmt.Fprintf(&text, "Split: %s. Notes: %v. Sets a week: %d, %d, %d, %d.\n", p.Split, p.Notes, p.Sets(1), p.Sets(2), p.Sets(3), p.Sets(4))
	for _, day := range p.Days {
		fmt.Fprintf(&text, "\nDay %d, %s: %.0f minutes, %d of them to warm up\n", day.Weekday, day.Name, day.Minutes(3), day.WarmUp)
		for _, item := range day.Items {
			fmt.Fprintf(&text, "  %-36s", item.Exercise.Name)
			for week, dose := range item.Weeks {
				if week > 0 && dose == item.Weeks[0] {
					continue
				}
				fmt.Fprintf(&text, " %-24s", printedDose(item, dose))
			}
			fmt.Fprintf(&text, " rest %d s\n", item.Rest)
		}
	}
	return text.String() + "\n"
}

func printedDose(item fitness.PlanItem, dose fitness.Dose) string {
	unit := map[fitness.Count]string{fitness.CountReps: "", fitness.CountSeconds: " s", fitness.CountMinutes: " min"}[item.Exercise.Counted]
	text := fmt.Sprintf("%d×%d%s", dose.Sets, dose.Amount, unit)
	if item.Exercise.EachSide {
		text += "/side"
	}
	if dose.RPE > 0 {
		text += fmt.Sprintf(" @%v", dose.RPE)
	}
	if !dose.Load.IsZero() {
		text += fmt.Sprintf(" %.0f–%.0f%%", dose.Load.Low, dose.Load.High)
	}
	return text
}
