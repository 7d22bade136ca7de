package fitness

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// longestQuery is how many bytes of a query are read.
const longestQuery = 120

// SearchExercises returns the exercises whose name or alias the words mean, the
// best first: "RDL", "push ups", "gobelt squat", or a sentence that has a name in
// it. A word of four letters may have one typo, of eight letters two. Nothing
// alike gives nothing.
func SearchExercises(words string) []Exercise {
	words = words[:min(len(words), longestQuery)]
	query := wordsOf(words)
	if len(query) == 0 {
		return nil
	}
	type hit struct {
		exercise Exercise
		score    int
	}
	var hits []hit
	for i, names := range searchNames() {
		if score := scoreOf(names, query); score > 0 {
			hits = append(hits, hit{catalogue()[i], score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	found := make([]Exercise, len(hits))
	for i, h := range hits {
		found[i] = h.exercise
	}
	return found
}

// searchNames is the slug, the name and the aliases of each exercise, split into
// words once.
var searchNames = sync.OnceValue(func() [][][]string {
	all := make([][][]string, len(catalogue()))
	for i, e := range catalogue() {
		for _, name := range append([]string{e.Slug, e.Name}, e.Aliases...) {
			all[i] = append(all[i], wordsOf(name))
		}
	}
	return all
})

func scoreOf(names [][]string, query []string) int {
	best := 0
	for _, name := range names {
		best = max(best, matchOf(name, query))
	}
	return best
}

// matchOf rates a name for a query, 0–1000: the same letters, nearly the same,
// every word of the name in the query, every word of the query in the name.
func matchOf(name, query []string) int {
	written, wanted := strings.Join(name, ""), strings.Join(query, "")
	switch {
	case written == wanted:
		return 1000
	case alike(written, wanted):
		return 900 - 10*distance(written, wanted)
	case allIn(name, query):
		return 500 + 10*len(written)
	case allIn(query, name):
		return 300 + 100*len(wanted)/len(written)
	default:
		return 0
	}
}

func allIn(words, of []string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(of, func(w string) bool { return w == word || alike(w, word) }) {
			return false
		}
	}
	return true
}

// wordsOf splits a text into words in lower case, without a plural's s.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(text), "'", ""), "’", "")
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		if len(word) > 3 && !strings.HasSuffix(word, "ss") {
			words[i] = strings.TrimSuffix(word, "s")
		}
	}
	return words
}

// alike reports whether a may be b with as many typos as its length forgives.
func alike(a, b string) bool {
	allowed := min(len(a), len(b)) / 4
	return abs(len(a)-len(b)) <= 2 && allowed > 0 && distance(a, b) <= min(allowed, 2)
}

// distance counts the letters to add, drop, change or swap with a neighbour
// between two words (optimal string alignment).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
