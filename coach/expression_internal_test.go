package coach

import (
	"regexp/syntax"
	"slices"
	"testing"
)

// TestWhatAnExpressionNeedsIsInEachMatch.
func TestWhatAnExpressionNeedsIsInEachMatch(t *testing.T) {
	for text, want := range map[string][]string{
		`\b(\d{2})\s*kg\b`:                {"kg"},
		`(?:stuck|stalled)(?: at)*\s*$`:   {"uck", "alled"}, // "st" is in front of both
		`lift|lifting`:                    {"lift"},
		`(?i)lift`:                        nil,
		`a*b?`:                            nil,
		`[a-z]+ day|\w`:                   nil,
		`^\s*[x×*]\s*$`:                   {"*", "x", "×"},
		`(?:in|within)? (week|fortnight)`: {"week", "fortnight"},
	} {
		parsed, err := syntax.Parse(text, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := needed(parsed.Simplify()); !slices.Equal(got, want) {
			t.Errorf("%s needs %q, want %q", text, got, want)
		}
	}
	e := expressionOf(`\b(\d{2}) kg\b`)
	if e.in("eighty pounds") || !e.in("now 80 kg") || e.parts("80 kilos") != nil || e.parts("80 kg")[1] != "80" {
		t.Error("an expression does not find what it should")
	}
}
