package coach

import (
	"slices"
	"strings"
)

// Who works where people are treated tells of many signs that are not their own. Such a
// sign is surely theirs only where the words say whose it is: "my patients faint",
// "strokes in old people". A patient who is turned, lifted or walked to the ward has
// nothing to do with the pain of the one who does it.

var (
	// ofThose stand before those who are treated, behind their sign.
	ofThose = strings.Fields("in of among amongst")
	// inAQuestion are words before "I get" that make it a question, and tell nothing.
	inAQuestion = strings.Fields("do can could should would will may might")
	// lookedAfter are whose body it is behind a "my" of somebody who works there.
	lookedAfter = strings.Fields("patient patients client clients resident residents colleague colleagues team staff boss")
	// watch and watching are what somebody does with them that leaves the sign to them.
	watch    = strings.Fields("see treat meet watch nurse have had know help advise teach visit rescue")
	watching = strings.Fields("seeing treating meeting watching nursing having during working being doing including helping something everything anything nothing morning evening")
)

const (
	// handledReach is how many words may stand between what is done to somebody and them.
	handledReach = 3
	// adjectives is one more than may stand between "of" and those who are treated.
	adjectives = 2
	// bodyOfMine is how many words may stand between "my" and a part of the body.
	bodyOfMine = 2
)

// tellWork fills in what is told of work.
func (s *signs) tellWork(c *complaint, all []manner, meToo sentences) {
	ofMyself := slices.DeleteFunc(slices.Clone(c.spans[s.named["of myself"]]), func(at stretch) bool { return slices.Contains(inAQuestion, c.before(at)) })
	mine := c.sentencesOf(ofMyself).or(meToo).or(s.ownBody(c))
	work := make(sentences, c.countSentences())
	for _, at := range c.spans[s.named["at work"]] {
		if mine.have(c, at) || slices.Contains(whenI, c.before(at)) {
			continue
		}
		work[c.sentence[at.from]] = true
		for i := at.from; i < at.to; i++ {
			all[i].treated = true
		}
	}
	treated := s.treatedIn(c)
	for i, sentence := range c.sentence {
		if work[sentence] {
			all[i].atWork, all[i].treated = true, all[i].treated || treated[i]
		}
	}
}

// treatedIn returns the words that tell of those who are treated: what stands behind
// them in their clause, and what is said to be in them or of them.
func (s *signs) treatedIn(c *complaint) []bool {
	named := make([]bool, len(c.words))
	told := make([]bool, len(c.words))
	for _, at := range c.spans[s.named["treated"]] {
		named[at.from] = !c.isHandled(at)
		if before := c.words[max(0, at.from-adjectives):at.from]; !slices.ContainsFunc(before, func(w string) bool { return slices.Contains(ofThose, w) }) {
			continue
		}
		for i := at.from; i >= 0 && c.clause[i] == c.clause[at.from] && !told[i]; i-- {
			told[i] = true
		}
	}
	theirs := false
	for i := range c.words {
		if i > 0 && c.clause[i] != c.clause[i-1] {
			theirs = false
		}
		theirs = theirs || named[i]
		told[i] = told[i] || theirs
	}
	return told
}

// isHandled reports whether those who are treated are only who something is done to.
func (c *complaint) isHandled(at stretch) bool {
	for i := at.from - 1; i >= max(0, at.from-handledReach) && c.clause[i] == c.clause[at.from]; i-- {
		switch word := c.words[i]; {
		case word == "with":
			return i == 0 || !strings.HasPrefix(c.words[i-1], "work")
		case len(word) > 4 && strings.HasSuffix(word, "ing"):
			return !slices.Contains(watching, word)
		case word == "i" && i < at.from-1:
			return !slices.Contains(watch, c.words[i+1])
		}
	}
	return false
}

// bodyNamed are the parts that name one of a body.
var bodyNamed = []string{"chest", "heart", "limb", "face", "calf", "saddle", "urine", "skull", "arm ache", "spreading", "muscular"}

// ownBody returns the sentences that name a part of the writer's body as theirs: "my
// left arm".
func (s *signs) ownBody(c *complaint) sentences {
	all := make(sentences, c.countSentences())
	for _, name := range bodyNamed {
		for _, at := range c.spans[s.named[name]] {
			for i := at.from; i >= max(0, at.from-bodyOfMine) && c.sentence[i] == c.sentence[at.from]; i-- {
				if c.words[i] == "my" && !slices.Contains(ofNoBody, c.words[i+1]) && !slices.Contains(lookedAfter, c.words[i+1]) {
					all[c.sentence[i]] = true
				}
			}
		}
	}
	return all
}
