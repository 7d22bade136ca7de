package coach

import (
	"slices"
	"strings"

	"spotter/fitness"
)

// Learned returns what a question says of the person that is worth remembering,
// and what it takes back, no key twice. It is sure rather than complete: only a
// plain statement in the first person counts ("I weigh 80 kg"), or the answer to
// what the coach asked for; nothing that is supposed ("what if"), past, for today
// only, or about somebody else, and no number that nobody can mean. Of a long
// message only the beginning is read.
func Learned(q Question) []Fact {
	if !mayTell(q) {
		return nil
	}
	return learnedFrom(read(cut(q.Text, longestTold)), dialogueOf(q.State), q)
}

// mayTell spares most messages the reading: a statement has an "I" or "my", and
// an answer is short.
func mayTell(q Question) bool {
	return q.State != nil && len(q.Text) <= 60 || strings.ContainsAny(q.Text, "iIｉ") || strings.Contains(strings.ToLower(q.Text), "my")
}

func learnedFrom(r reading, d dialogue, q Question) []Fact {
	ofOthers := r.speaksOfOthers()
	if r.has(supposing) || ofOthers && r.asksForThem(r.owners(r.theirWords())) {
		return nil
	}
	var all facts
	if f, ok := d.replied(r, q); ok && !ofOthers {
		all = facts{f}
	}
	sentences := sentenceEnds.Split(r.text, mostSentences+1)
	for _, sentence := range sentences[:min(len(sentences), mostSentences)] {
		words := wordsOf(sentence)
		if anyIn(supposed, words) || anyIn(past, words) {
			continue
		}
		passing := anyIn(forToday, words)
		for _, c := range clausesIn(sentence) {
			if !anyIn(askingFirst, c.words[:1]) && !c.speaksOfOthers() {
				all = all.learn(c.facts(passing))
			}
		}
	}
	if ofOthers { // a number may be theirs all the same
		all = slices.DeleteFunc(all, func(f Fact) bool { return f.Kind != FactPain && f.Kind != FactCondition })
	}
	for i := range all {
		all[i].SaidAt, all[i].MessageID = q.AskedAt, q.MessageID
	}
	return all.consequences(q.Person.Remembered)
}

var (
	// supposing makes a whole message a play of thoughts.
	supposing = patterns("imagine", "pretend", "suppose", "supposing", "assume", "assuming", "hypothetical*", "roleplay", "role play", "for example", "lets say", "say i", "act as")
	supposed  = patterns("if", "would", "were", "wish", "might", "maybe", "perhaps", "unless", "when i am|was|turn")
	past      = patterns("ago", "used to", "last year|month|summer|winter|spring|autumn", "as a kid|child|teenager", "years back", "back then", "formerly", "previously")
	// forToday makes equipment and time a wish for one session.
	forToday    = patterns("today", "tonight", "tomorrow", "this week|weekend|evening|morning|afternoon", "right now", "for now", "hotel*", "holiday*", "vacation", "travel*", "trip", "at work")
	askingFirst = patterns("how", "what", "whats", "which", "when", "should", "can", "could", "is", "are", "am", "do", "does", "did", "will", "why", "where", "may", "has", "have")
)

// learn adds facts; of two of the same key the later counts.
func (all facts) learn(more []Fact) facts {
	for _, f := range more {
		if f.valid() {
			all = append(all.without([]Fact{f}), f)
		}
	}
	return all
}

// consequences adds what is not true any more beside what was said: who has a
// barbell does not lack one.
func (all facts) consequences(remembered facts) []Fact {
	for _, f := range slices.Clone(all) {
		var over []Fact
		for _, old := range remembered {
			if !f.Gone && old.IsKnown() && f.excludes(old) {
				over = append(over, Fact{Kind: old.Kind, Value: old.Value, Gone: true, SaidAt: f.SaidAt, MessageID: f.MessageID})
			}
		}
		all = append(all, facts(over).without(all)...)
	}
	return all
}

func (f Fact) excludes(old Fact) bool {
	switch f.Kind {
	case FactNoEquipment:
		return old.Kind == FactOwns || old.Kind == FactLacks
	case FactOwns:
		return old.Kind == FactNoEquipment || old.Kind == FactLacks && old.Value == f.Value
	case FactLacks:
		return old.Kind == FactOwns && old.Value == f.Value
	case FactPain: // "my left knee hurts" says more than "my knee hurts"
		side, joint := f.joint()
		oldSide, oldJoint := old.joint()
		return old.Kind == FactPain && joint == oldJoint && side != "" && oldSide == ""
	default:
		return false
	}
}

// replied returns the fact that a short message is as the answer to what was
// asked, unless the question before was for somebody else.
func (d dialogue) replied(r reading, q Question) (Fact, bool) {
	if len(r.words) == 0 || len(r.words) > 6 || anyIn(askingFirst, r.words[:1]) || r.says(supposed) || d.Wanted.Age != 0 || d.Wanted.isForOther() || q.wasForSomebodyElse() {
		return Fact{}, false
	}
	s, w := r.slotsFor(d.Topic, d.Said.Unit)
	if value, ok := fitness.Number(r.text); ok {
		s, w = d.fill(value)
	}
	var f Fact
	switch {
	case d.Asked == slotWeight && s.Weight != 0:
		f = measured(FactWeight, s.Weight)
	case d.Asked == slotHeight && s.Height != 0:
		f = measured(FactHeight, s.Height)
	case d.Asked == slotResting && s.Resting != 0:
		f = measured(FactPulse, float64(s.Resting))
	case d.Asked == slotDays && s.Days != 0:
		f = measured(FactDays, float64(s.Days))
	case d.Asked == slotMinutes && w.Minutes != 0 && (d.Topic == aboutPlan || d.Topic == aboutSession):
		f = measured(FactMinutes, w.Minutes)
	}
	return f, f.valid()
}

func (q Question) wasForSomebodyElse() bool {
	for _, m := range slices.Backward(q.History) {
		if m.IsQuestion() {
			return read(m.Text).has(aboutSomebodyElse)
		}
	}
	return false
}
