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

func TestEnergyIsThatOfTheActivity(t *testing.T) {
	for slug, want := range map[string]string{
		"brisk-walk": "walking, 3.5 mph", "jog": "jogging", "stationary-bike": "stationary cycling",
		"goblet-squat": "weight training", "push-up": "calisthenics, moderate", "cat-cow": "stretching", "single-leg-stand": "",
	} {
		e, err := fitness.FindExercise(slug)
		if err != nil || e.Like != want {
			t.Errorf("%s is like %q, want %q (%v)", slug, e.Like, want, err)
		}
		if exertion, err := fitness.ExertionOf(e.Like); want != "" && (err != nil || exertion.MET != e.MET) {
			t.Errorf("%s: %v MET of %+v, %v", slug, e.MET, exertion, err)
		}
	}
}
