package coach

import (
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

// mark is the kind of a name or quantity in a message, written so that a clue can
// ask for it like for a word.
type mark string

const (
	markExercise  mark = "#exercise"
	markActivity  mark = "#activity"
	markMuscle    mark = "#muscle"
	markJoint     mark = "#joint"
	markEquipment mark = "#equipment"
)

// name is something of the catalogue that a message may call by one of its names.
type name struct {
	mark  mark
	value string // slug, activity, muscle group, joint or equipment
	words []string
}

// longestName of the catalogue is bounded, so a message is read in one pass.
const longestNameWords = 6

// nameIndex lists the names by their first word, the longest first.
var nameIndex = sync.OnceValue(indexNames)

func indexNames() map[string][]name {
	index := map[string][]name{}
	var room []string
	add := func(m mark, value string, spellings ...string) {
		for _, spelling := range spellings {
			from := len(room)
			room = appendWords(room, spelling)
			words := room[from:len(room):len(room)]
			for i := range words {
				words[i] = singularOf(words[i])
			}
			if len(words) == 0 || len(words) > longestNameWords || alreadyNamed(index, m, words) {
				continue
			}
			index[words[0]] = append(index[words[0]], name{m, value, words})
		}
	}
	for _, plain := range plainNames {
		add(plain.mark, plain.value, plain.spellings...)
	}
	for _, e := range fitness.Catalogue() {
		add(markExercise, e.Slug, append([]string{e.Name, strings.ReplaceAll(e.Slug, "-", " ")}, e.Aliases...)...)
	}
	for _, e := range fitness.Exertions() {
		add(markActivity, e.Name, append([]string{e.Name}, e.Aliases...)...)
	}
	for _, e := range fitness.EquipmentWords() {
		add(markEquipment, string(e), strings.ReplaceAll(string(e), "-", " "))
	}
	for _, names := range index {
		slices.SortStableFunc(names, func(a, b name) int { return len(b.words) - len(a.words) })
	}
	return index
}

func alreadyNamed(index map[string][]name, m mark, words []string) bool {
	return slices.ContainsFunc(index[words[0]], func(n name) bool { return n.mark == m && slices.Equal(n.words, words) })
}

// singular drops a plural's s of each word, as the names are compared without it.
func singular(words []string) []string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = singularOf(word)
	}
	return all
}

func singularOf(word string) string {
	if len(word) > 3 && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// namesAt returns the longest names of each mark that begin at words[i].
func namesAt(words []string, i int) []name {
	var found []name
	for _, n := range nameIndex()[words[i]] {
		longer := len(found) > 0 && len(found[0].words) > len(n.words)
		if longer || i+len(n.words) > len(words) || !slices.Equal(n.words, words[i:i+len(n.words)]) {
			continue
		}
		if !slices.ContainsFunc(found, func(f name) bool { return f.mark == n.mark }) {
			found = append(found, n)
		}
	}
	return found
}
