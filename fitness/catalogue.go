package fitness

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed catalogue/*.txt
var catalogueFiles embed.FS

// ErrUnknownExercise reports a slug that is not in the catalogue.
var ErrUnknownExercise = errors.New("unknown exercise")

// catalogue reads the embedded files once. They are part of the program, so a
// mistake in them is one in the program; the tests read them first.
var catalogue = sync.OnceValue(func() []Exercise {
	var all []Exercise
	for _, pattern := range Patterns() {
		text, err := catalogueFiles.ReadFile("catalogue/" + string(pattern) + ".txt")
		if err != nil {
			panic(err)
		}
		of, err := parseExercises(pattern, string(text))
		if err != nil {
			panic(err)
		}
		all = append(all, of...)
	}
	linkHarder(all)
	return all
})

func linkHarder(all []Exercise) {
	at := map[string]int{}
	for i, e := range all {
		at[e.Slug] = i
	}
	for _, e := range all {
		for _, easier := range e.Easier {
			if i, ok := at[easier]; ok {
				all[i].Harder = append(all[i].Harder, e.Slug)
			}
		}
	}
}

// Catalogue returns every exercise, by pattern. The slice is the caller's own.
func Catalogue() []Exercise { return slices.Clone(catalogue()) }

// bySlug is where each exercise stands in the catalogue. Every set of a log is
// looked up.
var bySlug = sync.OnceValue(func() map[string]int {
	at := map[string]int{}
	for i, e := range catalogue() {
		at[e.Slug] = i
	}
	return at
})

// FindExercise returns the exercise of a slug, or an error wrapping ErrUnknownExercise.
func FindExercise(slug string) (Exercise, error) {
	if i, ok := bySlug()[slug]; ok {
		return catalogue()[i], nil
	}
	return Exercise{}, fmt.Errorf("%w: %q", ErrUnknownExercise, slug)
}

// nameKey is a name without what people write differently, a plural included.
func nameKey(name string) string { return strings.Join(wordsOf(name), "") }

// byName is the exercise of each slug, name and alias, by its nameKey. A name goes
// before another's alias.
var byName = sync.OnceValue(func() map[string]Exercise {
	named := map[string]Exercise{}
	for _, e := range catalogue() {
		for _, alias := range e.Aliases {
			named[nameKey(alias)] = e
		}
		for _, name := range e.namesWith() {
			named[nameKey(name)] = e
		}
	}
	for _, e := range catalogue() {
		named[nameKey(e.Slug)], named[nameKey(e.Name)] = e, e
	}
	return named
})

// NamedExercise returns the exercise of a slug, a name or an alias, however it is
// spaced and capitalised: "back-squat", "Back squats", "RDL". It returns an error
// wrapping ErrUnknownExercise; [SearchExercises] finds what may have been meant.
func NamedExercise(name string) (Exercise, error) {
	if len(name) <= longestQuery {
		if e, ok := byName()[nameKey(name)]; ok {
			return e, nil
		}
	}
	return Exercise{}, fmt.Errorf("%w: %q", ErrUnknownExercise, name)
}

// squeeze writes a name without what people write differently: case, spaces,
// hyphens and other marks.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_'’.", r) {
			return -1
		}
		return r
	}, strings.ToLower(name))
}
