package fitness

import (
	"slices"
	"strings"
)

// With returns the exercise as it is called with what is owned: the name of the
// catalogue has the first of several kinds of equipment that will do, so with a
// kettlebell and no dumbbell "Dumbbell floor press" is "Kettlebell floor press". A
// nil owned is not known, and changes nothing.
func (e Exercise) With(owned []Equipment) Exercise {
	if owned == nil {
		return e
	}
	for _, need := range e.Needs {
		if slices.Contains(owned, need[0]) {
			continue
		}
		for _, other := range need[1:] {
			if slices.Contains(owned, other) {
				e.Name = renamed(e.Name, need[0], other)
				break
			}
		}
	}
	return e
}

// renamed is a name with another piece of equipment in it.
func renamed(name string, from, to Equipment) string {
	old, other := string(from), strings.ReplaceAll(string(to), "-", " ")
	if strings.HasPrefix(strings.ToLower(name), old) {
		return strings.ToUpper(other[:1]) + other[1:] + name[len(old):]
	}
	return strings.Replace(name, old, other, 1)
}

// namesWith are all names that With may give.
func (e Exercise) namesWith() []string {
	var all []string
	for _, need := range e.Needs {
		for _, other := range need[1:] {
			if name := renamed(e.Name, need[0], other); name != e.Name {
				all = append(all, name)
			}
		}
	}
	return all
}
