package coach

import "slices"

// Who writes at length tells of many things, and the words of a red flag stand in
// all of them: a heart that was not in it, a brother's numb hand, a week that nearly
// killed somebody. Only what stands close together belongs together, so a long
// message is judged passage by passage, and the worst passage counts.
const (
	// mostTogether is how many words a message, or a passage of one, is judged whole.
	mostTogether = 40
	// longestPiece is how many words of a sentence without an end are a piece of it.
	longestPiece = 25
)

func (c complaint) isLong() bool { return len(c.words) > mostTogether }

// passages returns a complaint once for each passage to judge: from each piece on as
// many as fit, and always two, so that each is judged beside its neighbours.
func (c complaint) passages() []complaint {
	if !c.isLong() {
		return []complaint{c}
	}
	pieces := c.pieces()
	all := make([]complaint, 0, len(pieces))
	for i, first := range pieces {
		next := i + 1
		for next < len(pieces) && (next == i+1 || pieces[next].to-first.from <= mostTogether) {
			next++
		}
		one := c
		one.passage = stretch{first.from, pieces[next-1].to}
		if all = append(all, one); next == len(pieces) && i > 0 {
			break
		}
	}
	return all
}

// pieces are the sentences, and of one that has no end its clauses, or as many words
// as a piece may have.
func (c complaint) pieces() []stretch {
	var all []stretch
	from := 0
	for i := 1; i <= len(c.words); i++ {
		ends := i == len(c.words) || c.sentence[i] != c.sentence[i-1] || i-from >= longestPiece || i-from >= longestPiece/2 && c.clause[i] != c.clause[i-1]
		if ends {
			all, from = append(all, stretch{from, i}), i
		}
	}
	return all
}

// counted are the places where a part is spoken of that count in the passage: a state
// of health does wherever it is told.
func (c complaint) counted(part int) []stretch {
	if c.parts[part].lasting {
		return c.spans[part]
	}
	return c.within(c.spans[part])
}

// within is what of some places, in their order, belongs to the passage.
func (c complaint) within(all []stretch) []stretch {
	from, _ := slices.BinarySearchFunc(all, c.passage.from, beginsAt)
	to, _ := slices.BinarySearchFunc(all[from:], c.passage.to, beginsAt)
	return all[from : from+to]
}

func beginsAt(at stretch, word int) int { return at.from - word }
