package coach

// sentences tells of each sentence of a complaint whether something is in it. A message
// may have thousands of words, and each of them asks.
type sentences []bool

func (c *complaint) sentencesOf(spans []stretch) sentences {
	all := make(sentences, c.countSentences())
	for _, at := range spans {
		all[c.sentence[at.from]] = true
	}
	return all
}

// have reports whether one of them is the sentence of a place.
func (s sentences) have(c *complaint, at stretch) bool { return s[c.sentence[at.from]] }

// or returns those of both.
func (s sentences) or(others sentences) sentences {
	all := make(sentences, len(s))
	for i := range s {
		all[i] = s[i] || others[i]
	}
	return all
}

func (c *complaint) countSentences() int {
	if len(c.sentence) == 0 {
		return 0
	}
	return c.sentence[len(c.sentence)-1] + 1
}

// beginnings returns the first word of each sentence that has one.
func (c *complaint) beginnings() []int {
	all := make([]int, c.countSentences())
	for i := len(c.sentence) - 1; i >= 0; i-- {
		all[c.sentence[i]] = i
	}
	return all
}
