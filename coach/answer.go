package coach

import (
	"maps"
	"slices"

	"spotter/fitness"
)

// Answer is what the coach says to one message.
type Answer struct {
	Text         string        // plain text, lines end with \n
	Sources      []Source      // of the numbers in Text, none twice
	Suggestions  []string      // up to three messages worth sending next; none after a red flag
	Calculations []Calculation // behind the numbers in Text
	Writer       Writer        // ByEmbedded if empty
	Status       Status        // Done if empty; Truncated where the text has no end
	State        []byte        // dialogue state from here on, for the next Question; nil leaves none
	Asks         bool          // Text asks back what was meant, and answers nothing
	Logged       []LoggedSet   // what the person says they lifted, to be kept: On its day, all on one; zero is that of the question
}

// Source is a publication behind an answer.
type Source = fitness.Source

// Calculation is a computation of package fitness as a record: its name, what went
// in and what came out. The values are strings, whole numbers, and for a range a
// map with "low" and "high", of which an open end is missing.
type Calculation struct {
	Name   string
	Input  map[string]any
	Output map[string]any
}

// cite adds sources that the answer does not have yet. So many places call it that
// inlining it would be 100 kB of program.
//
//go:noinline
func (a *Answer) cite(sources ...Source) {
	for _, source := range sources {
		if !a.cites(source.ID) {
			a.Sources = append(a.Sources, source)
		}
	}
}

func (a *Answer) cites(id string) bool {
	for _, source := range a.Sources {
		if source.ID == id {
			return true
		}
	}
	return false
}

// record adds a calculation. What is not known of a body is left out of what went in:
// a zero would read as a newborn.
//
//go:noinline
func (a *Answer) record(name string, input, output map[string]any) {
	a.Calculations = append(a.Calculations, Calculation{name, knownOfABody(input), output})
}

// knownOfABody is what went into a calculation without the measures of a body that are 0.
func knownOfABody(input map[string]any) map[string]any {
	maps.DeleteFunc(input, func(name string, value any) bool {
		return slices.Contains(ofABody, name) && (value == 0 || value == 0.0 || value == "")
	})
	return input
}

// ofABody are the names of those measures.
var ofABody = []string{"age", "weight_kg", "height_cm", "resting_bpm", "level"}

// recorded returns the rounded ends of r, as printed.
func recorded(r fitness.Range) map[string]any {
	ends := map[string]any{}
	low, high, lowOK, highOK := r.Rounded()
	if lowOK {
		ends["low"] = low
	}
	if highOK {
		ends["high"] = high
	}
	return ends
}
