package coach

import (
	"embed"
	"math"
	"slices"
	"strings"
	"sync"
)

//go:embed utterances/*.txt
var utteranceFiles embed.FS

// feature is a 3-gram or a stem of a text, and its part of the text's unit vector.
type feature struct {
	id     int
	weight float64
}

// posting is a feature of an utterance, listed under the feature.
type posting struct {
	utterance int
	weight    float64
}

// examples is what the utterances teach: which features they have, and how telling
// each is.
type examples struct {
	topics       []topic // of each utterance
	id           map[string]int
	weight       []float64   // by id: the rarer, the more telling
	grams, stems [][]posting // by id
}

// learned reads the rows once. They are part of the program, so a mistake in them
// is one in the program; the tests read them first.
var learned = sync.OnceValue(func() *examples {
	files, err := utteranceFiles.ReadDir("utterances")
	if err != nil {
		panic(err)
	}
	e := &examples{id: map[string]int{}}
	var rows [][2][]string
	for _, file := range files {
		text, err := utteranceFiles.ReadFile("utterances/" + file.Name())
		if err != nil {
			panic(err)
		}
		about := unclear
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if heading, ok := strings.CutPrefix(line, "["); ok {
				about = topic(strings.TrimSuffix(heading, "]"))
				continue
			}
			words := wordsOf(line)
			rows = append(rows, [2][]string{gramsOf(words), stemsOf(words)})
			e.topics = append(e.topics, about)
		}
	}
	e.weigh(rows)
	return e
})

// weigh fills in the weights and the postings.
func (e *examples) weigh(rows [][2][]string) {
	seenIn := map[int]int{}
	for _, row := range rows {
		for _, key := range distinct(append(slices.Clone(row[0]), row[1]...)) {
			if _, ok := e.id[key]; !ok {
				e.id[key] = len(e.id)
			}
			seenIn[e.id[key]]++
		}
	}
	e.weight = make([]float64, len(e.id))
	for id, n := range seenIn {
		e.weight[id] = math.Log(float64(len(rows)+1) / float64(n))
	}
	e.grams, e.stems = make([][]posting, len(e.id)), make([][]posting, len(e.id))
	for i, row := range rows {
		for _, f := range e.vector(row[0]) {
			e.grams[f.id] = append(e.grams[f.id], posting{i, f.weight})
		}
		for _, f := range e.vector(row[1]) {
			e.stems[f.id] = append(e.stems[f.id], posting{i, f.weight})
		}
	}
}

// vector returns the known keys as a unit vector; an unknown key makes the others
// weigh less, as if it were the rarest.
func (e *examples) vector(keys []string) []feature {
	var all []feature
	sum := 0.0
	for _, key := range distinct(keys) {
		id, ok := e.id[key]
		if !ok {
			sum += unknownWeight * unknownWeight
			continue
		}
		all = append(all, feature{id, e.weight[id]})
		sum += e.weight[id] * e.weight[id]
	}
	for i := range all {
		all[i].weight /= math.Sqrt(sum)
	}
	return all
}

const unknownWeight = 4

func distinct(keys []string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// gramsOf returns the 3-grams of each word with a space before and behind it.
func gramsOf(words []string) []string {
	var all []string
	for _, word := range words {
		padded := []rune(" " + word + " ")
		for i := range len(padded) - 2 {
			all = append(all, string(padded[i:i+3]))
		}
	}
	return all
}

// stemsOf returns the stems of the words, marked apart from 3-grams.
func stemsOf(words []string) []string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = "~" + stem(word)
	}
	return all
}
