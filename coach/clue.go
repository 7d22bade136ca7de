package coach

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed clues/*.txt
var clueFiles embed.FS

// clues are the phrases that speak for one topic. Each counts once, with its weight.
type clues struct {
	topic   topic
	phrases []clue
	first   int // the number of the first, of the clues of all topics
}

type clue struct {
	weight  float64
	phrases *phrases
}

// clueOrder is the order of the files, which decides a tie: a wish for hard work,
// which may need screening, is never lost to a question beside it.
var clueOrder = [...]string{"care", "heart", "food", "lift", "train", "living", "everyday", "talk"}

// allClues reads the rows once. They are part of the program, so a mistake in them
// is one in the program; the tests read them first.
var allClues = sync.OnceValue(func() []clues {
	var all []clues
	for _, name := range clueOrder {
		text, err := clueFiles.ReadFile("clues/" + name + ".txt")
		if err != nil {
			panic(err)
		}
		of, err := parseClues(string(text))
		if err != nil {
			panic(fmt.Errorf("clues/%s.txt: %w", name, err))
		}
		all = append(all, of...)
	}
	number := 0
	for i := range all {
		all[i].first = number
		number += len(all[i].phrases)
	}
	return all
})

// parseClues reads one file of clues: under the topic in brackets a row for each
// clue, its weight and then its phrases, parted by commas; an indented line goes on
// with the row above. A word that starts with # is a kind of quantity or name that
// the message holds; see marks.
//
//	[sleep]
//	7 sleep|slept, hours of sleep,
//	  insomnia
func parseClues(text string) ([]clues, error) {
	var all []clues
	for row := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(text), "\n  ", " "), "\n") {
		if heading, ok := strings.CutPrefix(row, "["); ok {
			all = append(all, clues{topic: topic(strings.TrimSuffix(heading, "]"))})
			continue
		}
		digits, list, _ := strings.Cut(row, " ")
		weight, err := strconv.ParseFloat(digits, 64)
		if err != nil || len(all) == 0 || list == "" {
			return nil, fmt.Errorf("%q: want [topic] or a weight and phrases", row)
		}
		known := &all[len(all)-1]
		known.phrases = append(known.phrases, clue{weight, patterns(strings.Split(list, ", ")...)})
	}
	return all, nil
}

// score adds up the clues that are held, and returns the strongest of them too.
func (c clues) score(held []bool) (total, strongest float64) {
	for i, clue := range c.phrases {
		if held[c.first+i] {
			total += clue.weight
			strongest = max(strongest, clue.weight)
		}
	}
	return total, strongest
}
