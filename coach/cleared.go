package coach

import (
	"slices"
	"strings"
)

// Who was cleared may train; who only waits for it may not, and who was "signed off
// work" is the opposite of cleared.

var (
	// uncleared are words of a clause in which "cleared" is still to come, or denied.
	uncleared = strings.Fields("not isnt hasnt havent wasnt didnt doesnt wont never nobody noone none without before until till waiting await awaiting once unless if whether be need needs want wants")
	// forbidding are words behind what a doctor said that put off.
	forbidding = strings.Fields("wait rest stop avoid yet until till")
	// denying begin what a doctor said against.
	denying = strings.Fields("no not dont never cant")
	// activities are what somebody may be cleared for, or forbidden.
	activities = strings.Fields("train training exercise exercises exercising sport sports run running jog jogging lift lifting gym everything it all anything full light normal activity activities return weights weight heavy swim swimming cycle cycling squat squats squatting deadlift deadlifts deadlifting bench benching pilates yoga hiit rugby football impact load loading jump jumping going")
	// offSick are words behind "signed off" that say from what.
	offSick = strings.Fields("work sick school uni college job until till")
	// unharmed are words behind "signed off with" that say that nothing was found.
	unharmed = strings.Fields("no nothing clean clear flying full")
)

const (
	// clearedReach is how many words before "cleared" can say that it is not so.
	clearedReach = 5
	// saidReach is how many words behind what a doctor said can forbid.
	saidReach = 4
	// offReach is how many words behind "signed off" can say from what.
	offReach = 5
)

// tellCleared keeps of what says that somebody was examined, or may train again, what
// does.
func (s *signs) tellCleared(c *complaint) {
	id := s.named["cleared"]
	c.spans[id] = slices.DeleteFunc(c.spans[id], func(at stretch) bool { return c.isOffSick(at) || c.toBeCleared(at) || c.forbids(at) })
}

// isOffSick reports whether "signed off" means off work: "signed off with chest pain".
func (c *complaint) isOffSick(at stretch) bool {
	if !c.has(at.from, "signed", "off") {
		return false
	}
	for i := at.to; i < min(at.to+offReach, len(c.words)) && c.sentence[i] == c.sentence[at.from]; i++ {
		next := wordAt(c.words, i+1)
		switch word := c.words[i]; {
		case slices.Contains(offSick, word):
			return true
		case word == "with":
			return !slices.Contains(unharmed, next) && !(next == "a" && slices.Contains(unharmed, wordAt(c.words, i+2)))
		case word == "for":
			return !slices.Contains(activities, next)
		}
	}
	return false
}

// toBeCleared reports whether a clause says that it has not come to that.
func (c *complaint) toBeCleared(at stretch) bool {
	for i := at.to - 1; i >= max(0, at.from-clearedReach) && c.clause[i] == c.clause[at.to-1]; i-- {
		if slices.Contains(uncleared, c.words[i]) || c.has(i, "am", "i") {
			return true
		}
	}
	return wordAt(c.words, at.to) == "yet"
}

// forbids reports whether what a doctor said is that something must not be done.
func (c *complaint) forbids(at stretch) bool {
	if last := c.words[at.to-1]; last != "said" && last != "says" {
		return false
	}
	for i := at.to; i < min(at.to+saidReach, len(c.words)) && c.sentence[i] == c.sentence[at.from]; i++ {
		if slices.Contains(forbidding, c.words[i]) {
			return true
		}
		if slices.Contains(denying, c.words[i]) {
			next := i + 1
			for slices.Contains(unstressed, wordAt(c.words, next)) {
				next++
			}
			return next >= len(c.words) || c.sentence[next] != c.sentence[at.from] || slices.Contains(activities, c.words[next])
		}
	}
	return false
}

// unstressed may stand between "no" and what is forbidden.
var unstressed = strings.Fields("to do any more")
