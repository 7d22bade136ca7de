package coach

import (
	"slices"
	"strings"
)

// A sentence may begin with what is over and end with what is there: "the doctor gave
// me the all clear last year, but I have chest pain".

// overness is how sure it is that what a word tells is over.
type overness int

const (
	isThere overness = iota
	maybeOver
	surelyOver
)

var (
	// presently are what the writer, or somebody else, does now.
	presently = strings.Fields("have get feel keep am cant cannot see notice struggle wake suffer experience go has gets feels keeps is sees notices struggles wakes suffers goes complains")
	// ofTheBody is what a part of a body does now, behind its name.
	ofTheBody = strings.Fields("is are has have keeps keep hurts feels feel goes go gets get comes come aches ache races pounds stops skips flutters does doesnt wont cant isnt stays burns throbs tightens swells jumps")
	// goesOnToo is what stands behind "and" or "but" where the writer left out the "I".
	goesOnToo = strings.Fields("have get feel keep cant having getting feeling keeping has gets feels keeps is")
	// joining are words behind which the "I" may be left out.
	joining = strings.Fields("and but yet now though still so")
	// contrasting begin what is told against what went before.
	contrasting = strings.Fields("but yet however although though except now")
	// between may stand between "I" and what I do.
	between = strings.Fields("still now also always often sometimes just really do then usually")
	// doneBy are words that tell what was done, not what is, behind a "have".
	doneBy = strings.Fields("had gone felt fallen seen taken done broken torn got")
	// wasThen are words of a clause that tells of the past.
	wasThen = strings.Fields("was were had did used went came got felt")
)

// bodyReach is how many words a part of the body has behind "my".
const bodyReach = 3

// overIn returns how surely each word tells of what is over: a sentence that says so
// does, until it turns to what is there.
func (s *signs) overIn(c *complaint, again sentences) []overness {
	all := make([]overness, len(c.words))
	begins, ends := c.beginnings(), make([]int, c.countSentences())
	firsts := slices.Clone(ends)
	for _, at := range c.spans[s.named["long ago"]] {
		i := c.sentence[at.from]
		if ends[i] == 0 {
			firsts[i] = at.from
		}
		ends[i] = max(ends[i], at.to)
	}
	for i, end := range ends {
		if end == 0 || again[i] {
			continue
		}
		for k := begins[i]; k < end; k++ {
			all[k] = surelyOver
		}
		c.turn(all, end, firsts[i] > begins[i]+1)
	}
	return all
}

// turn fills in the rest of a sentence, from behind what says that it is over.
// behindIt is set where something was told before that: then what comes in a clause of
// its own may be there.
func (c *complaint) turn(all []overness, from int, behindIt bool) {
	now := surelyOver
	for k := from; k < len(c.words) && c.sentence[k] == c.sentence[from-1]; k++ {
		if k > from && c.clause[k] != c.clause[k-1] || k == from && c.clause[k] != c.clause[from-1] {
			if behindIt && !c.tellsThePast(k) {
				now = min(now, maybeOver)
			}
		}
		if slices.Contains(contrasting, c.words[k]) {
			now = min(now, maybeOver)
		}
		now = min(now, c.begunAt(k))
		all[k] = now
	}
}

// tellsThePast reports whether the clause that a word begins does.
func (c *complaint) tellsThePast(first int) bool {
	for k := first; k < len(c.words) && c.clause[k] == c.clause[first]; k++ {
		if slices.Contains(wasThen, c.words[k]) || len(c.words[k]) > 4 && strings.HasSuffix(c.words[k], "ed") {
			return true
		}
	}
	return false
}

// begunAt says how surely what is told from a word on is over.
func (c *complaint) begunAt(k int) overness {
	next := c.past(k+1, between)
	switch word := c.words[k]; {
	case word == "im", word == "ive" && wordAt(c.words, next) == "got":
		return isThere
	case word == "ive":
		return maybeOver
	case word == "i", word == "he", word == "she", word == "they":
		return c.doneAt(next)
	case word == "my", word == "his", word == "her", word == "the":
		for i := k + 1; i <= k+bodyReach; i++ {
			if slices.Contains(ofTheBody, wordAt(c.words, i)) {
				return c.doneAt(i)
			}
		}
	case slices.Contains(joining, word) && slices.Contains(goesOnToo, wordAt(c.words, next)):
		return c.doneAt(next)
	}
	return surelyOver
}

// doneAt says how surely what is done by a verb is over.
func (c *complaint) doneAt(k int) overness {
	verb := wordAt(c.words, k)
	if !slices.Contains(presently, verb) && !slices.Contains(ofTheBody, verb) && !slices.Contains(goesOnToo, verb) {
		return surelyOver
	}
	next := wordAt(c.words, c.past(k+1, between))
	if verb != "have" && verb != "has" || next == "been" && strings.HasSuffix(wordAt(c.words, c.past(k+1, between)+1), "ing") {
		return isThere
	}
	if next == "been" || slices.Contains(doneBy, next) || strings.HasSuffix(next, "ed") {
		return maybeOver
	}
	return isThere
}

// past returns the first place from k on that has none of some words.
func (c *complaint) past(k int, words []string) int {
	for k < len(c.words) && slices.Contains(words, c.words[k]) {
		k++
	}
	return k
}
