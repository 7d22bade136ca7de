package coach

import (
	"slices"
	"strings"
)

// A complaint is a message as triage reads it: which parts of a sign it speaks of,
// and where, after what is only a manner of speaking, denied, long over or
// somebody else's has been left out.
type complaint struct {
	words    []string
	sentence []int  // the sentence each word is in
	clause   []int  // and the clause, which a comma ends too
	others   []bool // the word is about somebody else
	spans    [][]stretch
	parts    []part      // that spans are of
	leftOut  []bool      // the word was: as a manner of speaking, denied, over or theirs
	doubted  [][]stretch // like spans: left out, and perhaps the writer's all the same
	passage  stretch     // the words that are judged, all at first
}

// blanked stands for a word that is only a manner of speaking.
const blanked = "-"

// complaintIn reads a message.
func (s *signs) complaintIn(text string) complaint {
	c := complaint{spans: make([][]stretch, len(s.parts)), doubted: make([][]stretch, len(s.parts)), parts: s.parts}
	c.split(text, s.spelling)
	c.passage, c.leftOut = stretch{0, len(c.words)}, make([]bool, len(c.words))
	idiom := s.named["idiom"]
	s.find(&c, func(id int) bool { return id == idiom }, func(_ int, at []int) {
		for _, i := range at {
			c.words[i], c.leftOut[i] = blanked, true
		}
	})
	s.find(&c, func(id int) bool { return id != idiom }, func(id int, at []int) {
		c.spans[id] = append(c.spans[id], stretch{at[0], at[len(at)-1] + 1})
	})
	c.tellOthers(c.spans[s.named["other"]])
	s.leaveOut(&c)
	return c
}

// split fills in the words, mended, and which sentence and clause they are in.
func (c *complaint) split(text string, spelling spelling) {
	tokens := tokensOf(text)
	sentence, clause := 0, 0
	for i, t := range tokens {
		if i > 0 {
			between := text[tokens[i-1].end:t.start]
			if strings.ContainsAny(between, ".!?;\n") {
				sentence++
			}
			if strings.TrimSpace(between) != "" && strings.ContainsAny(between, ".!?;\n,:()") || slices.Contains(clauseWords, t.word) {
				clause++
			}
		}
		c.words = append(c.words, spelling.mended(unstretched(t.word)))
		c.sentence, c.clause = append(c.sentence, sentence), append(c.clause, clause)
	}
}

// clauseWords begin a thought that a "no" before them does not reach.
var clauseWords = strings.Fields("but just only though although except however because cos so then anyway yet still when since")

// unstretched writes "sooo" as "so".
func unstretched(word string) string {
	if len(word) < 4 {
		return word
	}
	out := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		run := i
		for run < len(word) && word[run] == word[i] {
			run++
		}
		if run-i < 3 || word[i] >= '0' && word[i] <= '9' {
			out = append(out, word[i:run]...)
		} else {
			out = append(out, word[i])
		}
		i = run - 1
	}
	return string(out)
}

// find calls found for each phrase of the parts that are wanted, with the words it
// is made of.
func (s *signs) find(c *complaint, wanted func(part int) bool, found func(part int, at []int)) {
	var at []int
	try := func(i int, st start) {
		if !wanted(st.part) {
			return
		}
		if at = st.phrase[1:].place(c, i, append(at[:0], i)); at != nil {
			found(st.part, at)
		}
	}
	for i, word := range c.words {
		for _, st := range s.beginning[word] {
			try(i, st)
		}
		for _, st := range s.prefixed[word[0]] {
			if strings.HasPrefix(word, st.prefix) {
				try(i, st)
			}
		}
	}
}

// place returns at with the words behind last that the rest of a phrase is made of,
// all in one sentence; nil if they are not there.
func (p pattern) place(c *complaint, last int, at []int) []int {
	if len(p) == 0 {
		return at
	}
	reach := 1
	if p[0].loose {
		reach += looseGap
	}
	for i := last + 1; i <= min(last+reach, len(c.words)-1) && c.sentence[i] == c.sentence[last]; i++ {
		if p[0].matches(c.words[i]) {
			if all := p[1:].place(c, i, append(at, i)); all != nil {
				return all
			}
		}
	}
	return nil
}

// tellOthers marks the words that are about somebody else: from where one is named
// until the writer speaks of themselves, or to the end of the sentence.
func (c *complaint) tellOthers(named []stretch) {
	c.others = make([]bool, len(c.words))
	begins, within := make([]bool, len(c.words)), make([]bool, len(c.words))
	for _, n := range named {
		begins[n.from] = true
		for i := n.from; i < n.to; i++ {
			within[i] = true
		}
	}
	about := false
	for i, word := range c.words {
		if i > 0 && c.sentence[i] != c.sentence[i-1] {
			about = false
		}
		if begins[i] && !c.treat(i) {
			about = true
		} else if slices.Contains(myself, word) && !within[i] {
			about = false
		}
		c.others[i] = about
	}
}

// treat reports whether "they" at a place are those who treat the writer: "they put a
// stent in".
func (c *complaint) treat(i int) bool {
	return strings.HasPrefix(c.words[i], "they") && slices.ContainsFunc(c.words[i+1:min(i+3, len(c.words))], func(w string) bool { return slices.Contains(treating, w) })
}

var treating = strings.Fields("put found gave told say said fitted diagnosed did took think thought want wanted removed repaired replaced operated discharged sent")

var myself = strings.Fields("i im ive ill id my mine myself")

// toldOf are the parts that say how others are meant.
var toldOf = []string{"long ago", "again", "other", "supposed", "prevented", "formerly", "at work", "treated", "of myself", "cleared", "me too"}

// leaveOut drops what is denied, long over, told of a story, or a state of health
// that somebody else is in.
func (s *signs) leaveOut(c *complaint) {
	s.tellOver(c)
	s.tellCleared(c)
	meToo := c.sentencesOf(c.spans[s.named["me too"]])
	again := c.sentencesOf(c.spans[s.named["again"]])
	fiction := c.sentencesOf(c.spans[s.named["fiction"]])
	denied, told, past := s.deniedIn(c), s.supposedIn(c, again.or(meToo), meToo), s.overIn(c, again.or(c.sentencesOf(c.spans[s.named["uncleared"]])))
	forThem := len(c.spans[s.named["for them"]]) > 0 || s.theyShowSigns(c, denied, past)
	for id, p := range s.parts {
		if slices.Contains(toldOf, p.name) {
			continue
		}
		c.spans[id] = slices.DeleteFunc(c.spans[id], func(at stretch) bool {
			over := past[at.from]
			if p.stays && !c.others[at.to-1] {
				over = isThere
			}
			theirs := p.lasting && c.others[at.to-1] && !forThem
			story := fiction.have(c, at) && !meToo.have(c, at)
			supposed, sure := told[at.from].of(p)
			gone := denied[at.from] || theirs || !p.always && (supposed && sure || over == surelyOver || story)
			c.leftOut[at.from] = c.leftOut[at.from] || gone
			if doubted := !gone && (supposed || over == maybeOver) && !p.always; doubted {
				c.doubted[id] = append(c.doubted[id], at)
				return true
			}
			return gone
		})
	}
	for _, at := range c.spans[s.named["collapse"]] {
		if c.others[at.to-1] {
			c.spans[s.named["their collapse"]] = append(c.spans[s.named["their collapse"]], at)
		}
	}
}

// theyShowSigns reports whether somebody else who is pregnant has a sign to stop at.
func (s *signs) theyShowSigns(c *complaint, denied []bool, past []overness) bool {
	return slices.ContainsFunc(c.spans[s.named["pregnancy sign"]], func(at stretch) bool {
		return c.others[at.from] && c.others[at.to-1] && !denied[at.from] && past[at.from] == isThere
	})
}

var (
	// none deny what follows in the clause, one word between.
	none = strings.Fields("no without zero nor neither never")
	// not denies what it stands right before.
	not = strings.Fields("not dont doesnt didnt isnt wasnt arent havent hasnt wont aint")
	// cannot are words behind which "without" denies nothing.
	cannot = strings.Fields("cant cannot couldnt unable hardly barely never struggle")
	// unemphatic are words that a denial reaches across.
	unemphatic = strings.Fields("have had having get got getting feel feeling any a an of in or nor experience want wanna need mean to really sign signs history current actual real other such felt")
	// beyond are words behind which "never" denies nothing: "never felt a pain like it".
	beyond = strings.Fields("like before until bad worse such")
	// undenied are words that a "no" or "not" before them is spent on.
	undenied = strings.Fields("idea clue joke lie doubt relief matter reason warning just only sure certain longer like until before better kidding point")
)

// cantReach is how many words may stand between "cannot" and "without".
const cantReach = 7

// deniedIn returns which words are denied.
func (s *signs) deniedIn(c *complaint) []bool {
	denied := make([]bool, len(c.words)+1)
	spoken := s.spokenIn(c)
	for i, word := range c.words {
		left := 0
		switch {
		case word == "without" && slices.ContainsFunc(c.words[max(0, i-cantReach):i], func(w string) bool { return slices.Contains(cannot, w) }):
			continue // who cannot do a thing without pain has pain
		case word == "zero" && i+1 < len(c.words) && c.words[i+1] == "to":
			continue // zero to ten is a scale
		case slices.Contains(none, word):
			left = 1
		case !slices.Contains(not, word):
			continue
		}
		for j := i + 1; j < len(c.words) && c.goesOn(i, j); j++ {
			next := c.words[j]
			if slices.Contains(undenied, next) || slices.Contains(myself, next) || next != "without" && next != "zero" && slices.Contains(none, next) {
				break // what follows another denial is that one's to deny
			}
			if slices.Contains(unemphatic, next) {
				continue
			}
			if !spoken[j] {
				if left--; left < 0 {
					break
				}
				continue
			}
			if word == "never" && slices.ContainsFunc(c.words[j:min(j+4, len(c.words))], func(w string) bool { return slices.Contains(beyond, w) }) {
				break
			}
			if c.isUntil(j + 1) {
				break
			}
			denied[j] = true
		}
	}
	return denied
}

// untilReach is how many words may stand between what is denied and an "until".
const untilReach = 2

// isUntil reports whether what is denied up to a word was so until something: "no
// headache until ten minutes ago", "no pain except uphill".
func (c *complaint) isUntil(from int) bool {
	for i := from; i <= from+untilReach && i < len(c.words) && c.sentence[i] == c.sentence[from-1]; i++ {
		if slices.Contains(undenying, c.words[i]) {
			return c.clause[i] == c.clause[from-1] || slices.Contains(clauseWords, c.words[i])
		}
	}
	return false
}

// undenying are words behind which what was denied is there.
var undenying = strings.Fields("until till til unless except apart")

// goesOn reports whether the clause of a denial at i reaches j: a comma in a list
// that ends with "or" does not end it.
func (c *complaint) goesOn(i, j int) bool {
	if c.clause[i] == c.clause[j] {
		return true
	}
	return c.sentence[i] == c.sentence[j] && c.clause[j]-c.clause[i] == 1 && slices.ContainsFunc(c.words[max(i, j-2):min(j+3, len(c.words))], func(w string) bool { return w == "or" || w == "nor" })
}

// spokenIn returns which words belong to a part.
func (s *signs) spokenIn(c *complaint) []bool {
	spoken := make([]bool, len(c.words))
	for _, spans := range c.spans {
		for _, at := range spans {
			for i := at.from; i < at.to; i++ {
				spoken[i] = true
			}
		}
	}
	return spoken
}

// shows reports whether the complaint is told in this way.
func (c complaint) shows(w way) bool {
	for _, id := range w.absent {
		if len(c.counted(id)) > 0 || w.lasting && len(c.spans[id]) > 0 {
			return false
		}
	}
	for _, near := range w.together {
		if !c.nears(near, nil) {
			return false
		}
	}
	return true
}

// nears reports whether one of each group of parts is near those placed before.
func (c complaint) nears(groups [][]int, placed []stretch) bool {
	if len(groups) == 0 {
		return true
	}
	for _, id := range groups[0] {
		for _, at := range c.counted(id) {
			if c.near(at, placed) && c.nears(groups[1:], append(placed, at)) {
				return true
			}
		}
	}
	return false
}

func (c complaint) near(at stretch, placed []stretch) bool {
	for _, p := range placed {
		if c.sentence[at.from] != c.sentence[p.from] || max(at.from-p.to, p.from-at.to) > nearness {
			return false
		}
	}
	return true
}

// speaksOf reports whether a part is spoken of.
func (c complaint) speaksOf(name string) bool { return len(c.spans[allSigns().named[name]]) > 0 }

// besides returns the complaint with a part that was spoken of before.
func (c complaint) besides(name string) complaint {
	c.spans = slices.Clone(c.spans)
	id := allSigns().named[name]
	c.spans[id] = slices.Insert(slices.Clone(c.spans[id]), 0, stretch{0, 0})
	return c
}
