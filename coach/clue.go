package coach

import "slices"

// clues are the phrases that speak for one topic. Each counts once, with its weight.
type clues struct {
	topic   topic
	phrases []clue
}

type clue struct {
	weight  float64
	phrases []pattern
}

func (c clues) score(words []string) float64 {
	total := 0.0
	for _, clue := range c.phrases {
		if anyIn(clue.phrases, words) {
			total += clue.weight
		}
	}
	return total
}

// says is a clue in short.
func says(weight float64, phrases ...string) clue { return clue{weight, patterns(phrases...)} }

// allClues are in the order that decides a tie: a wish for hard work, which may
// need screening, is never lost to a question beside it.
var allClues = slices.Concat(careClues, heartClues, foodClues, liftClues, trainClues, livingClues, talkClues)
