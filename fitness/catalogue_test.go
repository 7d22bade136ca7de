package fitness_test

import (
	"slices"
	"strings"
	"testing"

	"spotter/fitness"
)

func levelRank(l fitness.Level) int {
	return slices.Index([]fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert}, l)
}

func TestCatalogueIsLargeEnough(t *testing.T) {
	count := map[fitness.Pattern]int{}
	for _, e := range fitness.Catalogue() {
		count[e.Pattern]++
	}
	t.Logf("%d exercises: %v", len(fitness.Catalogue()), count)
	if len(fitness.Catalogue()) < 160 {
		t.Errorf("%d exercises, want 160 and more", len(fitness.Catalogue()))
	}
}

func TestCatalogueUsesOnlyItsOwnWords(t *testing.T) {
	known := func(slug, field, word string, ok bool) {
		if !ok {
			t.Errorf("%s: %s %q is not a word of the catalogue", slug, field, word)
		}
	}
	for _, e := range fitness.Catalogue() {
		known(e.Slug, "level", string(e.Level), levelRank(e.Level) >= 0)
		known(e.Slug, "pattern", string(e.Pattern), slices.Contains(fitness.Patterns(), e.Pattern))
		known(e.Slug, "impact", string(e.Impact), slices.Contains([]fitness.Impact{fitness.NoImpact, fitness.LowImpact, fitness.HighImpact}, e.Impact))
		known(e.Slug, "counts", string(e.Counted), slices.Contains([]fitness.Count{fitness.CountReps, fitness.CountSeconds, fitness.CountMinutes}, e.Counted))
		for _, need := range e.Needs {
			for _, equipment := range need {
				known(e.Slug, "equipment", string(equipment), slices.Contains(fitness.EquipmentWords(), equipment))
			}
		}
		for _, muscle := range append(slices.Clone(e.Primary), e.Secondary...) {
			known(e.Slug, "muscle", string(muscle), slices.Contains(fitness.Muscles(), muscle))
		}
		for _, joint := range e.Joints {
			known(e.Slug, "joint", string(joint), slices.Contains(fitness.Joints(), joint))
		}
		for _, condition := range e.AvoidIf {
			known(e.Slug, "condition", string(condition), slices.Contains(fitness.Conditions(), condition))
		}
	}
}

func TestEveryRecordIsComplete(t *testing.T) {
	for _, e := range fitness.Catalogue() {
		for field, ok := range map[string]bool{
			"slug":     e.Slug != "" && e.Slug == strings.ToLower(e.Slug) && !strings.Contains(e.Slug, " "),
			"name":     e.Name != "" && strings.TrimSpace(e.Name) == e.Name,
			"aliases":  len(e.Aliases) > 0,
			"works":    len(e.Primary) > 0,
			"cue":      strings.HasSuffix(e.Cue, ".") && strings.Count(e.Cue, ". ") == 0 && len(e.Cue) < 200,
			"met":      e.MET >= 0 && e.MET < 20,
			"helpers":  !slices.ContainsFunc(e.Secondary, func(m fitness.Muscle) bool { return slices.Contains(e.Primary, m) }),
			"pregnant": !slices.Contains(e.AvoidIf, fitness.Pregnancy) || !slices.Contains(e.AvoidIf, fitness.SupinePregnancy),
		} {
			if !ok {
				t.Errorf("%s: %s is missing or wrong: %+v", e.Slug, field, e)
			}
		}
		for _, joint := range fitness.Joints() {
			if slices.Contains(e.AvoidIf, fitness.Condition(joint)) && !e.Loads(joint) {
				t.Errorf("%s is to be avoided for the %s, which it does not load", e.Slug, joint)
			}
		}
	}
}

func TestNamesAreUniqueHoweverTheyAreTyped(t *testing.T) {
	owner := map[string]string{}
	slugs := map[string]bool{}
	squeeze := strings.NewReplacer(" ", "", "-", "", "'", "", "’", "")
	for _, e := range fitness.Catalogue() {
		if slugs[e.Slug] {
			t.Errorf("slug %s twice", e.Slug)
		}
		slugs[e.Slug] = true
		for _, name := range append([]string{e.Name, e.Slug}, e.Aliases...) {
			key := squeeze.Replace(strings.ToLower(name))
			if owner[key] != "" && owner[key] != e.Slug {
				t.Errorf("%q names %s and %s", name, owner[key], e.Slug)
			}
			owner[key] = e.Slug
		}
	}
}

func TestLinksLeadSomewhereAndNeverUphill(t *testing.T) {
	for _, e := range fitness.Catalogue() {
		for _, slug := range e.Easier {
			easier, err := fitness.FindExercise(slug)
			if err != nil {
				t.Errorf("%s: easier %v", e.Slug, err)
				continue
			}
			if levelRank(easier.Level) > levelRank(e.Level) {
				t.Errorf("%s (%s) has %s (%s) as easier", e.Slug, e.Level, slug, easier.Level)
			}
			if !slices.Contains(easier.Harder, e.Slug) {
				t.Errorf("%s does not lead on to %s", slug, e.Slug)
			}
		}
		if e.Level == fitness.Expert && len(e.Easier) == 0 {
			t.Errorf("%s is for experts and has nothing easier", e.Slug)
		}
	}
}

func TestEasierNeverLeadsBackToItself(t *testing.T) {
	var walk func(from fitness.Exercise, path []string)
	walk = func(from fitness.Exercise, path []string) {
		if slices.Contains(path, from.Slug) {
			t.Fatalf("a circle: %v → %s", path, from.Slug)
		}
		for _, slug := range from.Easier {
			if easier, err := fitness.FindExercise(slug); err == nil {
				walk(easier, append(slices.Clone(path), from.Slug))
			}
		}
	}
	for _, e := range fitness.Catalogue() {
		walk(e, nil)
	}
}

// planned are the patterns a plan is made of.
var planned = []fitness.Pattern{
	fitness.Squat, fitness.Hinge, fitness.HorizontalPush, fitness.VerticalPush, fitness.HorizontalPull,
	fitness.VerticalPull, fitness.Core, fitness.Carry, fitness.Balance, fitness.Cardio, fitness.Mobility,
}

var kits = map[string][]fitness.Equipment{
	"nothing":   {},
	"dumbbells": {"dumbbell"},
	"bands":     {"band"},
	"gym":       fitness.EquipmentWords(),
}

func TestEveryLevelPatternAndEquipmentIsCovered(t *testing.T) {
	for _, level := range []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert} {
		for name, kit := range kits {
			for _, pattern := range planned {
				f := fitness.ExerciseFilter{Patterns: []fitness.Pattern{pattern}, Level: level, Owned: kit}
				if len(fitness.Exercises(f)) == 0 {
					t.Errorf("nothing for a %s with %s: %s", level, name, pattern)
				}
			}
		}
	}
}

func TestEachConditionLeavesSomethingOfEveryPattern(t *testing.T) {
	for _, condition := range fitness.Conditions() {
		for name, kit := range kits {
			for _, pattern := range planned {
				f := fitness.ExerciseFilter{
					Patterns: []fitness.Pattern{pattern}, Level: fitness.Beginner, Owned: kit,
					Conditions: []fitness.Condition{condition},
				}
				if len(fitness.Exercises(f)) == 0 {
					t.Errorf("nothing with %s for %s: %s", name, condition, pattern)
				}
			}
		}
	}
}
