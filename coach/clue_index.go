package coach

import (
	"math/bits"
	"sync"
)

// clueIndex lists the phrases of all clues, each under the letters of the word of it
// that rules out the most, so that a message is compared only with what it may hold.
type clueIndex struct {
	clues int
	under [64 * len(letters{})][]listedClue
}

// listedClue is one phrase of a clue, by the clue's number.
type listedClue struct {
	clue   int
	phrase pattern
}

var cluesByLetters = sync.OnceValue(func() *clueIndex {
	x := &clueIndex{}
	for _, known := range allClues() {
		for i, clue := range known.phrases {
			x.clues++
			for _, phrase := range clue.phrases.parsed() {
				x.list(listedClue{known.first + i, phrase})
			}
		}
	}
	return x
})

func (x *clueIndex) list(one listedClue) {
	rarest := one.phrase[0].letters
	for _, c := range one.phrase[1:] {
		if c.letters.size() < rarest.size() {
			rarest = c.letters
		}
	}
	rarest.each(func(place int) { x.under[place] = append(x.under[place], one) })
}

// heldBy returns which clues words with these letters hold, by number.
func (x *clueIndex) heldBy(words []string, letters *letters) []bool {
	held := make([]bool, x.clues)
	letters.each(func(place int) {
		of := x.under[place]
		for i := range of {
			if one := &of[i]; !held[one.clue] && one.phrase.mayBeIn(letters) && one.phrase.in(words) {
				held[one.clue] = true
			}
		}
	})
	return held
}

func (l *letters) size() int {
	size := 0
	for _, part := range l {
		size += bits.OnesCount64(part)
	}
	return size
}

// each calls do for each place that is taken.
func (l *letters) each(do func(place int)) {
	for i, part := range l {
		for ; part != 0; part &= part - 1 {
			do(64*i + bits.TrailingZeros64(part))
		}
	}
}
