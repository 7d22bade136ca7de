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

// FindExercise returns the exercise of a slug, or an error wrapping ErrUnknownExercise.
func FindExercise(slug string) (Exercise, error) {
	for _, e := range catalogue() {
		if e.Slug == slug {
			return e, nil
		}
	}
	return Exercise{}, fmt.Errorf("%w: %q", ErrUnknownExercise, slug)
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
