package coach

import (
	"slices"
	"strings"
)

// spelling mends slips of the pen in words that signs are made of. A word that is
// known as it stands is never taken for a slip.
type spelling struct {
	known     map[string]bool
	byInitial map[byte][]string // of those that are mended
	prefixes  map[byte][]string
}

// mendable is how many letters a word must have to be mended: shorter ones are too
// close to others.
const mendable = 4

// ordinary are words that are one letter from one of those and mean what they say.
var ordinary = strings.Fields("cheat chess crest cheat bread breadth breaths breather bathing breathed plain pan pine paid pair crash crushed brush squeeze pressed fresh peaches speed burping turning learning earning earring painted brow frown crown grown drown blown blocker blocks clock clocked stocked slipping shipping sniping shopping whipping muscled bottom bowl towel vowel rowel boxes resetting testing nesting vesting restring listing pasting tasting wasting casting fasting blasting acting arching caching attach attacks crutch fainter painting feinting flattering swelled fatigues halves curves caves salves carves urge marine ruins reading spreads pleading breeding speeding beading heading leading threading lighthearted surgeon surgical operational kidding")

// spellingOf learns which words the parts are made of.
func spellingOf(parts []part) spelling {
	s := spelling{known: map[string]bool{}, byInitial: map[byte][]string{}, prefixes: map[byte][]string{}}
	for _, word := range ordinary {
		s.known[word] = true
	}
	for _, p := range parts {
		for _, phrase := range p.phrases {
			for _, choice := range phrase {
				for _, word := range choice.words {
					s.learn(word, p.name == "mended")
				}
			}
		}
	}
	return s
}

func (s spelling) learn(word spelled, mended bool) {
	first := word.stem[0]
	s.known[word.stem] = true
	if mended {
		s.byInitial[first] = append(s.byInitial[first], word.stem)
	}
	if word.prefix {
		s.prefixes[first] = append(s.prefixes[first], word.stem)
	}
}

// mended returns the word that is meant: itself when it is known, or the one that
// it is a slip of.
func (s spelling) mended(word string) string {
	if len(word) < mendable || s.known[word] || learned().knows(word) {
		return word
	}
	if slices.ContainsFunc(s.prefixes[word[0]], func(stem string) bool { return strings.HasPrefix(word, stem) }) {
		return word
	}
	for _, want := range s.byInitial[word[0]] {
		if slipped(word, want) {
			return want
		}
	}
	return word
}
