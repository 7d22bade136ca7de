package fitness_test

import (
	"slices"
	"strings"
	"testing"

	"spotter/fitness"
)

// TestRulesOfSafetyHoldForEveryExercise states what the records must agree with,
// so that a new one cannot forget it.
func TestRulesOfSafetyHoldForEveryExercise(t *testing.T) {
	for _, e := range fitness.Catalogue() {
		avoid := func(c fitness.Condition) bool { return slices.Contains(e.AvoidIf, c) }
		says := func(words ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(e.Name+" "+e.Cue), w) })
		}
		lyingOnTheBack := says("on your back", "lie with", "floor press") && !says("side", "face down")
		for rule, broken := range map[string]bool{
			"high impact spares joints, bones and balance": e.Impact == fitness.HighImpact && e.Pattern == fitness.Cardio &&
				!(avoid("knee") && avoid("ankle") && avoid(fitness.Pregnancy) && avoid(fitness.Osteoporosis)),
			"nobody pregnant lies on the back":              lyingOnTheBack && !avoid(fitness.SupinePregnancy) && !avoid(fitness.Pregnancy),
			"nobody pregnant lies face down":                says("face down", "prone") && !avoid(fitness.Pregnancy),
			"crunching and twisting spare brittle bones":    says("crunch", "trunk turn", "sit-up") && !avoid(fitness.Osteoporosis),
			"standing on one leg is not for poor balance":   says("single-leg stand", "on one leg") && !says("support") && e.Pattern == fitness.Balance && !avoid(fitness.PoorBalance),
			"kneeling spares the knee":                      says("kneel") && !avoid("knee") && !says("side plank", "kneel or sit"),
			"hands flat on the floor spare the wrist":       says("high plank", "hands and knees") && !avoid("wrist"),
			"the head down is not for high blood pressure":  says("pike", "handstand", "downward") && !avoid(fitness.Hypertension),
			"a balance exercise has something to hold near": e.Pattern == fitness.Balance && e.Level == fitness.Beginner && e.Impact != fitness.NoImpact,
		} {
			if broken {
				t.Errorf("%s: %s", e.Slug, rule)
			}
		}
	}
}

func TestEnergyIsThatOfTheCompendium(t *testing.T) {
	for slug, want := range map[string]float64{
		"brisk-walk": 4.8, "treadmill-walk": 4.8, "hill-walk": 6.0, "jog": 7.0, "treadmill-run": 8.3, "tempo-run": 9.3,
		"rowing": 7.0, "elliptical": 5.0, "rope-skipping": 11.8, "yoga-flow": 2.5, "tai-chi": 3.0, "goblet-squat": 3.5,
		"bike-intervals": 0, "stationary-bike": 0,
	} {
		e, err := fitness.FindExercise(slug)
		if err != nil || e.MET != want {
			t.Errorf("%s: %v MET, want %v (%v)", slug, e.MET, want, err)
		}
	}
}
