package fitness

import (
	"fmt"
	"slices"
	"strings"
)

// parseExercises reads one file of the catalogue. A record is a head and fields,
// indented; records are parted by a blank line, and # starts a comment:
//
//	goblet-squat: Goblet squat, beginner, with dumbbell or kettlebell
//	  also     cup squat
//	  works    quads, glutes + abs
//	  joints   knee, hip
//	  avoid    knee
//	  easier   box-squat
//	  cue      Hold the weight at your chest and sit down between your heels.
//
// "works" has the helpers after the plus. Further fields: "impact" (none if left
// out), "counts" (reps if left out, "reps each side"), "like" (the activity of
// Exertions that takes as much energy). A record named "all" is the start of every
// other record of the file.
func parseExercises(pattern Pattern, text string) ([]Exercise, error) {
	start := Exercise{Pattern: pattern, Impact: NoImpact, Counted: CountReps}
	var all []Exercise
	for record := range strings.SplitSeq(text, "\n\n") {
		e, err := parseExercise(start, record)
		switch {
		case err != nil:
			return nil, fmt.Errorf("catalogue/%s.txt: %w", pattern, err)
		case e.Slug == "all":
			start, start.Slug = e, ""
		case e.Slug != "":
			all = append(all, e)
		}
	}
	return all, nil
}

func parseExercise(e Exercise, record string) (Exercise, error) {
	for line := range strings.Lines(record) {
		line = strings.TrimRight(line, "\n ")
		var err error
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, " "):
			key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
			err = e.set(key, strings.TrimSpace(value))
		default:
			err = e.head(line)
		}
		if err != nil {
			return Exercise{}, fmt.Errorf("%q: %w", line, err)
		}
	}
	return e, nil
}

func (e *Exercise) head(line string) error {
	slug, rest, _ := strings.Cut(line, ":")
	e.Slug = slug
	if slug == "all" {
		return nil
	}
	parts := strings.Split(rest, ", ")
	if len(parts) != 3 || !strings.HasPrefix(parts[2], "with ") {
		return fmt.Errorf(`want "slug: Name, level, with equipment"`)
	}
	e.Name, e.Level = strings.TrimSpace(parts[0]), Level(parts[1])
	needs := strings.TrimPrefix(parts[2], "with ")
	if needs == "nothing" {
		return nil
	}
	for words := range strings.SplitSeq(needs, " and ") {
		var need Need
		for word := range strings.SplitSeq(words, " or ") {
			need = append(need, Equipment(word))
		}
		e.Needs = append(e.Needs, need)
	}
	return nil
}

func (e *Exercise) set(key, value string) error {
	switch key {
	case "also":
		e.Aliases = list[string](value)
	case "works":
		first, helpers, _ := strings.Cut(value, " + ")
		e.Primary, e.Secondary = list[Muscle](first), list[Muscle](helpers)
	case "joints":
		e.Joints = list[Joint](value)
	case "avoid":
		e.AvoidIf = list[Condition](value)
	case "easier":
		e.Easier = list[string](value)
	case "impact":
		e.Impact = Impact(value)
	case "counts":
		count, sides, _ := strings.Cut(value, " ")
		e.Counted, e.EachSide = Count(count), sides == "each side"
	case "like":
		exertion, err := ExertionOf(value)
		e.Like, e.MET = exertion.Name, exertion.MET
		return err
	case "cue":
		e.Cue = value
	default:
		return fmt.Errorf("unknown field %q", key)
	}
	return nil
}

func list[T ~string](value string) []T {
	if value == "" {
		return nil
	}
	all := make([]T, 0, 1+strings.Count(value, ","))
	for word := range strings.SplitSeq(value, ",") {
		if word = strings.TrimSpace(word); word != "" {
			all = append(all, T(word))
		}
	}
	return slices.Clip(all)
}
