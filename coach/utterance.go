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
	topics []int // of each utterance, by their numbers in odds
	id     map[key]int
	weight []float64   // by id: the rarer, the more telling
	in     [][]posting // by id
	odds   *odds       // of the topics
}

// learned reads the rows once, when the first message comes. They are part of the
// program, so a mistake in them is one in the program; the tests read them first.
var learned = sync.OnceValue(learn)

// usualKeys is about how many keys the rows have.
const usualKeys = 8000

func learn() *examples {
	files, err := utteranceFiles.ReadDir("utterances")
	if err != nil {
		panic(err)
	}
	l := lesson{examples: &examples{id: make(map[key]int, usualKeys)}}
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
			l.add(about, line)
		}
	}
	l.weigh()
	l.odds = oddsOf(l.rows)
	for _, row := range l.rows {
		l.topics = append(l.topics, l.odds.number[row.topic])
	}
	return l.examples
}

// lesson is what is noted while the rows are read.
type lesson struct {
	*examples
	seen  []int    // how many rows each id is in
	ids   []int    // of the 3-grams of the first row, of its stems, of the next row …
	ends  []int    // where each of those ends in ids
	words []string // of one row
	keys  []key    // of one row
	rows  []example
}

// add notes the keys of a row.
func (l *lesson) add(about topic, line string) {
	l.words = appendWords(l.words[:0], line)
	l.rows = append(l.rows, example{about, appendTerms(nil, l.words)})
	l.keys = appendGrams(l.keys[:0], l.words)
	l.number()
	l.keys = appendStems(l.keys[:0], l.words)
	l.number()
}

// number notes the numbers of the distinct keys, new ones where they have none yet.
func (l *lesson) number() {
	for _, k := range distinct(l.keys) {
		id, ok := l.id[k]
		if !ok {
			id = len(l.seen)
			l.id[k], l.seen = id, append(l.seen, 0)
		}
		l.seen[id]++
		l.ids = append(l.ids, id)
	}
	l.ends = append(l.ends, len(l.ids))
}

// weigh fills in the weights and the postings.
func (l *lesson) weigh() {
	l.weight, l.in = make([]float64, len(l.seen)), make([][]posting, len(l.seen))
	room := make([]posting, len(l.ids))
	for id, n := range l.seen {
		l.weight[id] = math.Log(float64(len(l.rows)+1) / float64(n))
		l.in[id], room = room[:0:n], room[n:]
	}
	var vector []feature
	start := 0
	for i, end := range l.ends {
		vector = l.appendVector(vector[:0], l.ids[start:end])
		for _, f := range vector {
			l.in[f.id] = append(l.in[f.id], posting{i / 2, f.weight})
		}
		start = end
	}
}

// noGram is the number of a key that no utterance has.
const noGram = -1

// ids returns the numbers of keys.
func (e *examples) ids(keys []key) []int {
	ids := make([]int, len(keys))
	for i, k := range keys {
		id, ok := e.id[k]
		if !ok {
			id = noGram
		}
		ids[i] = id
	}
	return ids
}

// appendVector appends the known ids as a unit vector to none; an unknown one makes
// the others weigh less, as if it were the rarest.
func (e *examples) appendVector(all []feature, ids []int) []feature {
	sum := 0.0
	for _, id := range ids {
		if id == noGram {
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

// appendGrams appends the 3-grams of each word with a space before and behind.
func appendGrams(all []key, words []string) []key {
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
	return all
}

// appendStems appends the stems of the words.
func appendStems(all []key, words []string) []key {
	for _, word := range words {
		all = append(all, stemKey(word))
	}
	return all
}

// stemKey is the key of a word's stem (FNV-1a).
func stemKey(word string) key {
	hash, root := uint64(14695981039346656037), stem(word)
	for i := range len(root) {
		hash = (hash ^ uint64(root[i])) * 1099511628211
	}
	return key(hash | 1<<63)
}

// knows reports whether an utterance has the word.
func (e *examples) knows(word string) bool {
	_, ok := e.id[stemKey(word)]
	return ok
}
