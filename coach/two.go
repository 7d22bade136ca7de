package coach

import (
	"slices"
	"strings"

	"spotter/fitness"
)

// questions is questionsIn, worked out.
func (r reading) questions() []reading {
	text := r.text
	for _, joint := range []string{" and how ", " and what ", " and should ", " and can ", " and which ", " and when ", " and is ", " and do ", " and give ", " also how ", " also what ", " and also my ", " and my ", " and also ", ", how ", ", what ", ", can ", ", should ", " plus what ", " plus how "} {
		begins := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(joint, ","), " and"), " also"), " plus")
		text = strings.ReplaceAll(text, joint, "?"+begins)
	}
	var all []reading
	for _, sentence := range strings.FieldsFunc(text, func(c rune) bool { return c == '?' || c == '!' || c == '\n' || c == ';' }) {
		for _, part := range strings.Split(sentence, ". ") {
			if len(all) == mostSentences {
				return all
			}
			if one := read(part); len(one.words) > 0 {
				all = append(all, one)
			}
		}
	}
	return all
}

const mostSentences = 6

// mostWhole is how many words a message has at most whose topic is looked for in the
// whole of it; in a longer one the sentence that asks says it, and the rest tells.
const mostWhole = 24

// asked is the part of a message that asks, where the message says more than that;
// of several the one that is plainest about its topic.
func (r reading) asked() (reading, bool) {
	parts := r.sentences()
	if len(parts) < 2 {
		return reading{}, false
	}
	var best reading
	plainest := 0.0
	for _, part := range parts {
		if !part.asks() || len(part.words) < 3 {
			continue
		}
		if guesses := plainly(part.guesses()); len(guesses) > 0 && guesses[0].score > plainest {
			best, plainest = part, guesses[0].score
		}
	}
	return best, plainest > 0
}

// mostParts is how many sentences of a long message are looked at for its question.
const mostParts = 24

// sentences are those of a message, and what begins to ask within one.
func (r reading) sentences() []reading {
	var all []reading
	sentences := sentenceEnds.Split(r.text, mostParts+1)
	for _, sentence := range sentences[:min(len(sentences), mostParts)] {
		for _, part := range strings.SplitN(clauseBegins.replacedIn(cut(sentence, longestTold), "\n$1"), "\n", mostClauses+1) {
			if one := read(part); len(one.words) > 0 {
				all = append(all, one)
			}
		}
	}
	return all
}

// asking are the words a question or a request begins with.
var asking = patterns("how", "what", "whats", "which", "when", "should", "can", "could", "is", "are", "do", "does", "give", "make", "tell", "show", "calculate", "explain", "where", "may", "plan", "why", "need")

// asks reports whether a sentence begins like a question or a request.
func (r reading) asks() bool {
	words := r.words
	for len(words) > 1 && slices.Contains(openings, words[0]) {
		words = words[1:]
	}
	return anyIn(asking, words[:1])
}

// onlyNames reports whether a part is no more than the name of a topic that is worked
// out, "my daily calories", or of one there is advice on.
func (r reading) onlyNames(about topic) bool {
	if slices.Contains(tellings, r.words[0]) && len(r.quantities) > 0 {
		return false
	}
	switch about {
	case aboutZones, aboutMaximum, aboutEnergy, aboutProtein, aboutBMI, aboutPlan, aboutWater:
		return len(r.words) <= mostNaming
	default:
		if slices.Contains(tellings, r.words[0]) {
			return false
		}
		_, advised := knownAdvice()[about]
		return advised && len(r.words) <= mostNaming
	}
}

const mostNaming = 5

// tellings are the words a part begins with that says something of the person.
var tellings = []string{"i", "im", "ive", "my", "its"}

// openings are words before a question that are no part of it.
var openings = []string{"and", "so", "also", "but", "then", "please", "hi", "hello", "hey", "coach", "ok", "plus", "now"}

// two answers a message that asks two things: both, each short.
func (d dialogue) two(p Person, r reading, variant int) (Answer, bool) {
	var parts []reading
	var topics []topic
	questions := r.questionsIn()
	if len(questions) < 2 {
		return Answer{}, false
	}
	for _, part := range questions {
		about, sure := certain(part.guesses())
		if !sure || about.smallTalk() || about == aboutOffTopic || !part.asks() && !part.onlyNames(about) {
			continue
		}
		if !part.asks() && part.tells() || len(topics) > 0 && !part.isPlainlyOn(about) {
			continue
		}
		if len(topics) > 0 && topics[len(topics)-1] == about {
			continue
		}
		parts, topics = append(parts, part), append(topics, about)
	}
	if len(topics) < 2 || topics[0] == topics[1] {
		return Answer{}, false
	}
	// What is said beside the questions holds for both.
	told, whole := r.slotsFor(unclear, d.Said.Unit)
	told, whole = d.forWhom(r, told, whole)
	var answers []Answer
	for i := range 2 {
		s, w := parts[i].slotsFor(topics[i], d.Said.Unit)
		w.Whose = or(w.Whose, whole.Whose)
		s, w = d.forWhom(parts[i], s, w)
		d.Said, d.Topic, d.Wanted = d.Said.with(told).with(s), topics[i], w
		c := chatWith(p, parts[i], d.Said, w, variant)
		c.brief, c.told = true, d.told
		if i == 1 {
			c.Name = ""
		}
		answers = append(answers, d.spoken(p, c.answer(topics[i]), i == 0))
		d.Asked = c.asked
	}
	return d.keep(joined(answers[0], answers[1]), d.Topic, d.Asked), true
}

// tells reports whether a part says something of the person.
func (r reading) tells() bool {
	s, _ := r.slotsFor(unclear, fitness.Kilograms)
	return !s.isZero()
}

// isPlainlyOn reports whether a second question is sure enough to be answered for
// itself: a few words that go on from the first are no question of their own.
func (r reading) isPlainlyOn(about topic) bool {
	guesses := plainly(r.guesses())
	return len(guesses) > 0 && guesses[0].topic == about && guesses[0].score >= plainSecond
}

// plainSecond is the score by clues and likeness from which a second question counts.
const plainSecond = 4.5

// joined is two answers as one.
func joined(a, b Answer) Answer {
	a.Text += "\n\n" + b.Text
	a.cite(b.Sources...)
	a.Calculations = append(a.Calculations, b.Calculations...)
	a.Logged = append(a.Logged, b.Logged...)
	both := union(b.Suggestions, a.Suggestions)
	a.Suggestions = both[:min(3, len(both))]
	return a
}

// withoutGreeting drops a hello or a thank-you before a question.
func (r reading) withoutGreeting() reading {
	parts := r.questionsIn()
	if len(parts) < 2 {
		return r
	}
	if about, sure := certain(parts[0].guesses()); !sure || !about.smallTalk() || len(parts[0].quantities) > 0 {
		return r
	}
	kept := make([]string, 0, len(parts))
	for _, part := range parts[1:] {
		kept = append(kept, part.text)
	}
	return read(strings.Join(kept, ". "))
}
