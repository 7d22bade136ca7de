package coach

import (
	"slices"
	"strings"

	"spotter/fitness"
)

// ownWords is what a message that speaks of somebody else too says of the one who
// writes. Where it is not clear which words are about whom, that is nothing.
func (r reading) ownWords(theirs []bool, about topic, unit fitness.Unit) said {
	tokens := tokensOf(r.text)
	if len(tokens) != len(theirs) || !slices.Contains(theirs, true) {
		return said{}
	}
	text := []byte(r.text)
	for i, t := range tokens {
		if !theirs[i] {
			continue
		}
		for at := t.start; at < t.end; at++ {
			text[at] = ' '
		}
	}
	s, _ := read(strings.Join(strings.Fields(string(text)), " ")).slotsOfAll(about, unit)
	return said{Joints: s.Joints, Level: s.Level, Gender: s.Gender, Height: s.Height, Resting: s.Resting, Movement: s.Movement, Avoids: s.Avoids, Heaviest: s.Heaviest, On: s.On, Off: s.Off, Weeks: s.Weeks}
}

// speaksOfOthers reports whether somebody else is named.
func (r reading) speaksOfOthers() bool {
	_, named := r.relative()
	return named || r.has(aboutSomebodyElse)
}

var (
	// addressing are words by which people speak to the coach as well as of somebody.
	addressing = strings.Fields("mate friend partner brother sister son child kid")
	// determined are the words before somebody who is spoken of.
	determined = strings.Fields("my our your his her their for about with a an the another this that one some to and or of as best good old older little younger training gym running lifting workout close dear male female own 2 two")
	// actsOn are words behind somebody who is spoken of without a word before.
	actsOn = strings.Fields("is has was had wants needs weighs takes aged says said asks asked just who of in on at")
)

// spokenTo reports whether the word at a place is how somebody speaks to the coach:
// "thanks mate".
func (r reading) spokenTo(i int) bool {
	if !slices.Contains(addressing, r.words[i]) {
		return false
	}
	if i > 0 && slices.Contains(determined, r.words[i-1]) {
		return i > 1 && r.words[i-1] == "my" && slices.Contains(thanking, r.words[i-2])
	}
	return i+1 == len(r.words) || !slices.Contains(actsOn, r.words[i+1]) || slices.Contains(ofTheAnswer, wordAt(r.words, i+2))
}

var (
	thanking    = strings.Fields("thanks thank cheers hi hello hey ok okay yes no sorry why well")
	ofTheAnswer = strings.Fields("it this that these those there")
)

// wordAt is a word, "" behind the last.
func wordAt(words []string, i int) string {
	if i < len(words) {
		return words[i]
	}
	return ""
}
