package coach

import (
	"slices"
	"strings"
)

// standsAlone reports whether a message is a whole question about another topic than
// the one on the table: whatever was asked before it, it is answered as if it came
// first.
func (d dialogue) standsAlone(r reading) bool {
	if d.Topic == unclear || len(r.words) < fewestAlone || r.has(leansOn) || !slices.Contains(beginsWhole, r.words[0]) || r.words[0] == "i" && !r.has(wants) {
		return false
	}
	guesses := plainly(r.guesses())
	on, sure := certain(guesses)
	return sure && on != d.Topic && !on.smallTalk() && on != aboutOffTopic && guesses[0].score >= surelyWhole
}

// surelyWhole is the score from which a message says by itself what it is about: a
// little under that of an example of the coach's own in the same words.
const surelyWhole = 6.9

// fewestAlone is how many words a whole question has at least.
const fewestAlone = 4

// leansOn are the words by which a message goes on from the one before.
var leansOn = patterns("it|that|this|them|those|these|they|thats|its|same|ones|then|too|also|rather", "what|how about", "what if", "he|she|him|her|his|hers|their")

// beginsWhole are the words that a whole question, or a request, begins with. A
// statement more often goes on from what was said.
var beginsWhole = strings.Fields("what whats how hows which when where who should can could do does did is am are will would may make give show create build write design plan calculate tell explain help suggest teach please i")

// wants is how a request begins that tells of oneself.
var wants = patterns("i want|need|would|id like", "i … know", "i … help")

// anew is the conversation without its topic, for a message that stands alone. What
// is known of the person, and whom it is about, stays.
func (d dialogue) anew() dialogue {
	var w wanted
	if d.Wanted.isForOther() {
		w = d.Wanted
	}
	d.Topic, d.Asked, d.Offered, d.Choices, d.Words, d.Calc, d.Wanted = unclear, slotNone, "", nil, "", nil, w
	return d
}
