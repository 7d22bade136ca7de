package coach

import (
	"slices"
	"strings"
)

var (
	// unhealed are words behind which "healed" is still to come.
	unhealed = strings.Fields("until till when once before unless if yet not isnt hasnt havent didnt wont never will be nearly almost half partly partially barely hardly slowly should would waiting await awaiting")
	// healing are the last words of what says that something is over by being well.
	healing = strings.Fields("healed recovered better cleared clear mended fine well perfectly completely fully")
	// measures are words behind a number that is no age and no year.
	measures = strings.Fields("m metre metres meter meters k km kms kilometres kilometers mile miles yards steps step reps rep sets set laps lap s sec secs second seconds min mins minute minutes hour hours percent kg kgs kilos lb lbs kcal calories watts bpm mph kph")
	// agesInWords are numbers that an age may be told by.
	agesInWords = strings.Fields("four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	// counting may stand between "since" and "years ago".
	counting = strings.Fields("a an one two three four five six seven eight nine ten about around some many several few couple of or over roughly")
)

// healedReach is how many words before "healed" can say that it is not.
const healedReach = 5

// tellOver keeps of what says that something is over what surely does.
func (s *signs) tellOver(c *complaint) {
	old, healed := s.named["long ago"], s.named["healed"]
	c.spans[old] = slices.DeleteFunc(c.spans[old], func(at stretch) bool {
		return c.goesOnSince(at) || c.isMeasure(at) || c.isOffSick(at) || c.has(at.from, "signed", "off") && c.toBeCleared(at) || slices.Contains(healing, c.words[at.to-1]) && c.toHeal(at)
	})
	broken, begins := c.sentencesOf(c.spans[s.named["broken"]]), c.beginnings()
	c.spans[healed] = slices.DeleteFunc(c.spans[healed], func(at stretch) bool {
		i := c.sentence[at.from]
		return c.toHeal(at) || !broken[i] && !(i > 0 && broken[i-1] && c.isOfBefore(begins[i], at))
	})
}

// ofTheLast are words with which a sentence goes on with what the one before told of.
var ofTheLast = strings.Fields("it its that thats this all has is now they both")

// isOfBefore reports whether what stands in the sentence that begins at a word is told
// of the sentence before: "it healed".
func (c *complaint) isOfBefore(first int, at stretch) bool {
	return first == at.from || slices.Contains(ofTheLast, c.words[first])
}

// goesOnSince reports whether a time long ago is when something began that is not over:
// "since last winter", "for the last year".
func (c *complaint) goesOnSince(at stretch) bool {
	i := at.from - 1
	if i >= 0 && c.words[at.from] == "last" && (c.words[i] == "the" || c.words[i] == "for" || c.words[i] == "over" || c.words[i] == "all") {
		return true
	}
	if i >= 0 && c.words[i] == "from" && c.words[at.from] == "last" {
		return true
	}
	for i >= 0 && (slices.Contains(counting, c.words[i]) || isNumeral(c.words[i])) {
		i--
	}
	return i >= 0 && c.words[i] == "since" && c.sentence[i] == c.sentence[at.from]
}

// isMeasure reports whether the number that a time ends with is one of something else:
// "in 2000 metres".
func (c *complaint) isMeasure(at stretch) bool {
	return at.to < len(c.words) && c.sentence[at.to] == c.sentence[at.from] && (isNumeral(c.words[at.to-1]) || slices.Contains(agesInWords, c.words[at.to-1])) && slices.Contains(measures, c.words[at.to])
}

// toHeal reports whether what is told healed is still to heal.
func (c *complaint) toHeal(at stretch) bool {
	for i := at.from - 1; i >= max(0, at.from-healedReach) && c.sentence[i] == c.sentence[at.from]; i-- {
		if slices.Contains(unhealed, c.words[i]) {
			return true
		}
	}
	return false
}
