package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// staysOn reports whether a message that no topic is sure of belongs to the question
// on the table: it is short, and not plainly about something else.
func (d dialogue) staysOn(r reading) bool {
	if d.Topic == unclear || d.Topic.smallTalk() || d.Topic == aboutOffTopic || d.Topic == aboutHelp || d.Topic == aboutMe || len(r.words) == 0 || len(r.words) > shortEdit {
		return false
	}
	off := plainlyOff
	if slices.Contains(goingOn, r.words[0]) && len(r.words) <= 4 {
		off += certainlyNew // "by christmas"
	}
	for _, g := range plainly(r.guesses()) {
		if g.topic == aboutOffTopic && g.score >= off || g.topic != d.Topic && g.topic != aboutOffTopic && g.score >= agreed {
			return false
		}
	}
	return !r.isGibberish()
}

// goingOn are the words that a short message begins with that only goes on.
var goingOn = strings.Fields("and by with in on at if for or before after until till too without during")

// onlyGoesOn reports whether a few words that begin like the end of a question are
// too little for the topic that is guessed of them.
func (d dialogue) onlyGoesOn(r reading, best guess) bool {
	return best.topic != d.Topic && best.plain < agreed && len(r.words) <= 5 && slices.Contains(goingOn, r.words[0])
}

// plainlyOff is the score from which a short message is off-topic although a topic is
// on the table.
const plainlyOff float64 = 4.5

// isGibberish reports whether a message has no word that a question could have.
func (r reading) isGibberish() bool {
	for _, word := range r.marked {
		if word[0] == '#' || editVocabulary()[word] || isNumeral(word) {
			return false
		}
	}
	return true
}

// stay answers a message of which nothing could be read with what of the answer
// before is of most use, and one question on it.
func (d dialogue) stay(p Person, variant int) Answer {
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	of := c.answerOn(d.Topic)
	text := strings.TrimPrefix(of.Text, p.Name+", ")
	if strings.Contains(text, "\n") {
		text, _, _ = strings.Cut(text, "\n")
		text = strings.TrimRight(text, ":") + "."
	} else {
		text = firstPart(text)
	}
	a := Answer{Text: addressed(p, lowered(text)) + " " + d.questionOn(), Sources: of.Sources, Calculations: of.Calculations, Suggestions: c.suggestions(d.Topic)}
	c.addCare(&a, d.Topic)
	return d.keep(a, d.Topic, slotNone)
}

// questionOn is what could be asked of the answer on the table.
func (d dialogue) questionOn() string {
	switch {
	case d.Topic == aboutPlan:
		return "Which shall I change: the days, the minutes, the equipment or an exercise?"
	case d.Topic == aboutSession:
		return "Shall it be shorter, harder, or for another part of the body?"
	case d.Topic == aboutEnergy || d.Topic == aboutFatLoss:
		return "How often a week do you train, and do you sit or stand at work?"
	case d.Topic == aboutPace:
		return "Which distance, or which time, shall I work it out for?"
	case d.Topic == aboutHowTo || d.Topic == aboutSubstitute:
		return "Shall I name an easier form, a harder one, or how many to do?"
	case d.Topic.lifting():
		return "For which repetitions or which load shall I work it out?"
	case d.Topic == aboutZones || d.Topic == aboutMaximum:
		return "What is your pulse at rest, or which pulse do you mean?"
	case d.Topic == aboutProtein:
		return "Is it about how much, when, or from which food?"
	default:
		return "Is it about how often, how long, or how to begin?"
	}
}

// yoursToChoose leaves it to the coach what to do.
var yoursToChoose = patterns("you tell|choose|decide|pick|say me|it", "you choose|decide|pick", "up to you", "your call|choice|pick|turn", "surprise me", "whatever|anything you", "whatever|anything", "dont mind|care", "youre the coach|expert|boss")

// led takes the lead where somebody leaves it to the coach: the first of what was
// offered, or a session to do today.
func (d dialogue) led(p Person, r reading, variant int) (Answer, bool) {
	if !r.has(yoursToChoose) || len(r.words) > shortEdit || len(r.numbers)+len(r.quantities) > 0 || d.Asked != slotNone {
		return Answer{}, false
	}
	if about, sure := certain(plainly(r.guesses())); sure && about != aboutOffTopic && !about.smallTalk() && about != aboutHelp {
		return Answer{}, false
	}
	if d.Topic != unclear && !d.Topic.smallTalk() && d.Topic != aboutHelp && d.Topic != aboutOffTopic && d.Topic != aboutFirstStep && d.Topic != aboutMe {
		return Answer{}, false
	}
	return d.one(p, read(askSession), variant), true
}

// loadForQuality is the load of a maximum that suits a purpose.
func (c *chat) loadForQuality(w wanted) (Answer, bool) {
	e, err := fitness.EmphasisFor(w.Quality)
	if err != nil || c.ageBand() == fitness.Youth || c.ageBand() == fitness.Older {
		return Answer{}, false
	}
	maximum := c.load(w.Max)
	low, errLow := fitness.PercentOf(maximum, e.Load.Low)
	high, errHigh := fitness.PercentOf(maximum, min(e.Load.High, 95))
	if errLow != nil || errHigh != nil {
		return Answer{}, false
	}
	name := map[fitness.Quality]string{fitness.Power: "speed and power", fitness.Size: "size", fitness.Strength: "strength", fitness.Endurance: "endurance"}[w.Quality]
	var a Answer
	a.Text = addressed(c.Person, fmt.Sprintf("for %s take %v of your maximum of %v, so %s, for %v a set, with %v of rest", name, e.Load, maximum, span(low, high), e.Reps, e.Rest))
	if e.Fast {
		a.Text += ", every repetition as fast as you can move it, and stop when it slows"
	}
	a.Text += " (ACSM 2026)."
	if middle, err := fitness.PercentOf(maximum, (e.Load.Low+min(e.Load.High, 95))/2); err == nil {
		a.Text += fmt.Sprintf(" Begin with %v.", middle.OnPlates())
	}
	a.cite(e.Sources()...)
	a.record("percent_of_max", map[string]any{"maximum": maximum.String(), "quality": string(w.Quality)}, map[string]any{"low": low.String(), "high": high.String()})
	return a, true
}
