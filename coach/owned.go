package coach

import (
	"slices"
	"strings"
)

// What is only feared or asked about may have been there all the same: "I'm scared of
// getting dizzy, it happened twice on Monday".

var (
	// happening are words that tell that it came, not only that it might.
	happening = strings.Fields("happened happens happening happend")
	// asBefore are words behind "like" or "as" that stand for a time it was there.
	asBefore = strings.Fields("one ones last before yesterday earlier monday tuesday wednesday thursday friday saturday sunday")
	// nowIs are words behind "now" by which it came.
	nowIs = strings.Fields("its theres there it here")
	// elliptic begin a sentence that goes on with what was asked about as the writer's.
	elliptic = strings.Fields("mine been had having getting got keeps")
	// isHere says of it that it came.
	isHere = strings.Fields("here back started came")
	// countedTimes count what was there.
	countedTimes = strings.Fields("twice thrice times")
	// each are words behind which "twice" is how often something is done.
	each = strings.Fields("a an per every each weekly daily")
)

const (
	// asReach is how many words may stand between "like" and the time it was there.
	asReach = 2
	// hereReach is how many words behind "it" say that it is there.
	hereReach = 2
)

// ownBehind returns for each word whether what is behind it in its sentence tells of
// the writer, and does not only ask what they should do. A sentence that goes on with
// what the one before told is part of it.
func (c *complaint) ownBehind() []bool {
	own := make([]bool, len(c.words))
	for i := len(c.words) - 2; i >= 0; i-- {
		next := i + 1
		if c.sentence[next] == c.sentence[i] || c.goesOnWith(next) {
			own[i] = own[next] || c.isOwnAt(next)
		}
	}
	return own
}

// goesOnWith reports whether a sentence that begins at a word tells that what was told
// before came.
func (c *complaint) goesOnWith(first int) bool {
	switch word := c.words[first]; {
	case slices.Contains(happening, word), slices.Contains(elliptic, word):
		return true
	case word == "i":
		return c.didIt(first + 1)
	}
	return slices.Contains(ofTheLast, c.words[first]) && slices.ContainsFunc(c.words[first:min(first+3, len(c.words))], func(w string) bool { return w == "happen" || slices.Contains(happening, w) })
}

// isOwnAt reports whether a word tells of the writer.
func (c *complaint) isOwnAt(i int) bool {
	next := wordAt(c.words, i+1)
	switch word := c.words[i]; {
	case word == "my":
		return !c.others[i] && !slices.Contains(ofNoBody, next)
	case word == "me", word == "mine", word == "myself":
		return true
	case slices.Contains(happening, word), word == "happen" && i > 0 && c.words[i-1] == "did":
		return !c.others[i] && (next != "to" || slices.Contains(toMyself, wordAt(c.words, i+2)))
	case (word == "like" || word == "as") && !c.others[i]:
		return slices.ContainsFunc(c.words[i+1:min(i+2+asReach, len(c.words))], func(w string) bool { return slices.Contains(asBefore, w) })
	case slices.Contains(countedTimes, word) && !c.others[i]:
		return !slices.Contains(each, next) && (i == 0 || c.words[i-1] != "many")
	case word == "i" && c.didIt(i+1):
		return true
	case word == "now" && slices.Contains(nowIs, next), (word == "its" || word == "it") && slices.ContainsFunc(c.words[i+1:min(i+1+hereReach, len(c.words))], func(w string) bool { return slices.Contains(isHere, w) }):
		return true
	}
	return c.ofMyself(i) && i > 0 && slices.Contains(whenI, c.words[i-1])
}

// didIt reports whether the writer does, or had, what is spoken of: "I did", "I get it".
func (c *complaint) didIt(verb int) bool {
	if wordAt(c.words, verb) == "did" {
		return true
	}
	return slices.Contains(having, wordAt(c.words, verb)) && slices.Contains(havingIt, wordAt(c.words, verb+1))
}

// toMyself are who it happened to.
var toMyself = strings.Fields("me myself us")
