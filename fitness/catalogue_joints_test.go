package fitness_test

import (
	"regexp"
	"slices"
	"testing"

	"spotter/fitness"
)

// loadedBy are words of a name or cue of an exercise and the joint that is loaded by
// what they tell: who has to spare that joint is not given it.
var loadedBy = []struct {
	words *regexp.Regexp
	not   *regexp.Regexp
	joint fitness.Joint
}{
	{regexp.MustCompile(`(?i)push-up|high plank|hands and knees|all fours|handstand|bear |crab|burpee|palm press|press both palms|heels of your hands|between your palms|hands on (?:the|a) (?:wall|floor|edge|bench)|on hands and feet|catch yourself with the hands|dip\b.*lower|front squat|\bclean\b|barbell (?:bench|overhead|curl)|push press|free hand on a bench`), regexp.MustCompile(`(?i)forearm|dip a hand`), "wrist"},
	{regexp.MustCompile(`(?i)squat|lunge|step-up|split|leg press|kneel on|jump|\brun\b|\bjog|chair rise|sit-to-stand|leg extension|pistol`), regexp.MustCompile(`(?i)kneel or sit|prying|hold at the bottom`), "knee"},
	{regexp.MustCompile(`(?i)overhead press|shoulder press|push-up|\bdip\b|pull-up|chin-up|pulldown|bench press|lateral raise|handstand|upright row`), regexp.MustCompile(`(?i)dip (?:a hand|to)`), "shoulder"},
	{regexp.MustCompile(`(?i)barbell (?:back squat|deadlift|romanian|bent-over|good morning)|good morning|swing|deadlift|superman`), regexp.MustCompile(`(?i)without swinging|swing the (?:arm|leg)|arms swing|leg swing|swing or punch`), "low-back"},
	{regexp.MustCompile(`(?i)jump|\bhops?\b|skipping|sprint|calf raise|\brun\b|\bjog`), nil, "ankle"},
	{regexp.MustCompile(`(?i)\bcurl, |biceps|hammer curl|dumbbell curl|triceps|dip\b.*lower|close-hand|chin-up|pull-up`), regexp.MustCompile(`(?i)leg curl|nordic|scapular`), "elbow"},
	{regexp.MustCompile(`(?i)squat|lunge|step-up|hip thrust|glute bridge|deadlift|leg raise`), nil, "hip"},
	{regexp.MustCompile(`(?i)crunch, |handstand|pike|face down|neck`), regexp.MustCompile(`(?i)neck of|reverse crunch|raised back rest`), "neck"},
}

// TestEveryExerciseListsTheJointsThatItLoads goes by what the name and the cue tell, so
// that a new record cannot forget a joint.
func TestEveryExerciseListsTheJointsThatItLoads(t *testing.T) {
	for _, e := range fitness.Catalogue() {
		told := e.Name + ", " + e.Cue
		for _, rule := range loadedBy {
			if rule.words.MatchString(told) && (rule.not == nil || !rule.not.MatchString(told)) && !e.Loads(rule.joint) && !slices.Contains(e.AvoidIf, fitness.Condition(rule.joint)) {
				t.Errorf("%s (%s) loads %s: %s", e.Slug, e.Pattern, rule.joint, e.Cue)
			}
		}
	}
}

// TestWhatPressesOnTheHandSparesNoWrist names some: they are not offered to who has hurt
// a wrist.
func TestWhatPressesOnTheHandSparesNoWrist(t *testing.T) {
	left := fitness.Exercises(fitness.ExerciseFilter{Spare: []fitness.Joint{"wrist"}, Conditions: []fitness.Condition{"wrist"}})
	for _, slug := range []string{"push-up", "wall-push-up", "palm-press", "standing-brace", "bird-dog", "dip", "bench-press", "overhead-press", "seated-squeeze-press", "suspension-push-up"} {
		if slices.ContainsFunc(left, func(e fitness.Exercise) bool { return e.Slug == slug }) {
			t.Errorf("%s is offered to a hurt wrist", slug)
		}
	}
	if !slices.ContainsFunc(left, func(e fitness.Exercise) bool { return e.Pattern == fitness.HorizontalPush }) {
		t.Error("nothing is left for the chest")
	}
}
