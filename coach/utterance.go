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

// key stands for a 3-gram, its letters side by side, or with the highest bit set
// for a stem, its hash.
type key uint64

// feature is a key that the utterances know, by number, and its part of a text's
// unit vector.
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
	topics []topic // of each utterance
	id     map[key]int
	weight []float64   // by id: the rarer, the more telling
	in     [][]posting // by id
}

// learned reads the rows once, when the first message comes. They are part of the
// program, so a mistake in them is one in the program; the tests read them first.
var learned = sync.OnceValue(learn)

const (
	mostUtterances = 2000 // that are expected; more are fine
	mostKeys       = 8000
)

func learn() *examples {
	files, err := utteranceFiles.ReadDir("utterances")
	if err != nil {
		panic(err)
	}
	e := &examples{id: make(map[key]int, mostKeys), topics: make([]topic, 0, mostUtterances)}
	rows := make([][2][]int, 0, mostUtterances)
	var seen []int
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
			row := [2][]int{e.numbered(gramsOf(words), &seen), e.numbered(stemsOf(words), &seen)}
			rows, e.topics = append(rows, row), append(e.topics, about)
		}
	}
	e.weigh(rows, seen)
	return e
}

// numbered returns the numbers of distinct keys, new ones where they have none yet,
// and counts each in seen.
func (e *examples) numbered(keys []key, seen *[]int) []int {
	ids := make([]int, len(keys))
	for i, k := range keys {
		id, ok := e.id[k]
		if !ok {
			id = len(*seen)
			e.id[k], *seen = id, append(*seen, 0)
		}
		(*seen)[id]++
		ids[i] = id
	}
	return ids
}

// weigh fills in the weights and the postings, from the ids of each row's grams and
// stems and the number of rows that each id is in.
func (e *examples) weigh(rows [][2][]int, seen []int) {
	e.weight, e.in = make([]float64, len(seen)), make([][]posting, len(seen))
	total := 0
	for id, n := range seen {
		e.weight[id] = math.Log(float64(len(rows)+1) / float64(n))
		total += n
	}
	room := make([]posting, total)
	for id, n := range seen {
		e.in[id], room = room[:0:n], room[n:]
	}
	for i, row := range rows {
		for _, ids := range row {
			for _, f := range e.vector(ids) {
				e.in[f.id] = append(e.in[f.id], posting{i, f.weight})
			}
		}
	}
}

// unknown is the number of a key that no utterance has.
const unknown = -1

// ids returns the numbers of keys.
func (e *examples) ids(keys []key) []int {
	ids := make([]int, len(keys))
	for i, k := range keys {
		id, ok := e.id[k]
		if !ok {
			id = unknown
		}
		ids[i] = id
	}
	return ids
}

// vector returns the known ids as a unit vector; an unknown one makes the others
// weigh less, as if it were the rarest.
func (e *examples) vector(ids []int) []feature {
	all := make([]feature, 0, len(ids))
	sum := 0.0
	for _, id := range ids {
		if id == unknown {
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

func distinct(keys []key) []key {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// bitsOfRune is the room that a letter of a 3-gram takes.
const bitsOfRune = 21

// gramsOf returns the distinct 3-grams of each word with a space before and behind.
func gramsOf(words []string) []key {
	all := make([]key, 0, 8*len(words))
	for _, word := range words {
		before, last := key(0), key(' ')
		for i, r := range word {
			if i > 0 {
				all = append(all, before<<(2*bitsOfRune)|last<<bitsOfRune|key(r))
			}
			before, last = last, key(r)
		}
		all = append(all, before<<(2*bitsOfRune)|last<<bitsOfRune|' ')
	}
	return distinct(all)
}

// stemsOf returns the distinct stems of the words.
func stemsOf(words []string) []key {
	all := make([]key, len(words))
	for i, word := range words {
		all[i] = stemKey(word)
	}
	return distinct(all)
}

// stemKey is the key of a word's stem (FNV-1a).
func stemKey(word string) key {
	hash := uint64(14695981039346656037)
	for _, b := range []byte(stem(word)) {
		hash = (hash ^ uint64(b)) * 1099511628211
	}
	return key(hash | 1<<63)
}

// knows reports whether an utterance has the word.
func (e *examples) knows(word string) bool {
	_, ok := e.id[stemKey(word)]
	return ok
}
