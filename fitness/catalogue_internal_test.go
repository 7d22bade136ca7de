package fitness

import (
	"strings"
	"testing"
)

func TestAFileOfTheCatalogueIsReadAsWritten(t *testing.T) {
	exercises, err := parseExercises(Squat, `# A comment.

all:
  joints  knee
  like    weight training

one: The one, beginner, with dumbbell or kettlebell and bench
  also    first, number one
  works   quads + abs, glutes
  counts  seconds each side
  cue     Do it.

# Another comment.
two: The two, expert, with nothing
  works   quads
  joints  hip
  avoid   hip, pregnancy
  easier  one
  impact  high
  like    calisthenics, vigorous
  cue     Do that.
`)
	if err != nil || len(exercises) != 2 {
		t.Fatalf("%d exercises, %v", len(exercises), err)
	}
	one, two := exercises[0], exercises[1]
	if one.Name != "The one" || len(one.Needs) != 2 || one.Needs[0].String() != "dumbbell or kettlebell" ||
		len(one.Secondary) != 2 || one.Counted != CountSeconds || !one.EachSide || one.MET != 3.5 || !one.Loads("knee") {
		t.Errorf("%+v", one)
	}
	if two.Level != Expert || len(two.Needs) != 0 || two.Loads("knee") || two.Impact != HighImpact || two.MET != 7.5 || two.EachSide {
		t.Errorf("%+v", two)
	}
}

func TestMistakesInTheCatalogueAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"one: The one, beginner":                          "with equipment",
		"one: The one, beginner, with nothing\n  cute  x": `unknown field "cute"`,
		"one: The one, beginner, with nothing\n  like  x": "unknown activity",
	} {
		if _, err := parseExercises(Core, text); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "core.txt") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
