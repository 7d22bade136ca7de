package coach

import (
	"regexp"
	"slices"
	"strings"
)

// Somebody who was named stays the one who is asked for, with all that was told of
// them, until the one who asks speaks of themselves or names another.

// forWhom puts what a message says and wants with whom the conversation is about.
func (d dialogue) forWhom(r reading, s said, w wanted) (said, wanted) {
	known := d.Said.Their
	if s.Their != nil {
		their := *s.Their
		if whose := w.Whose; isNamed(whose) {
			their.Of = whose
		}
		if known != nil && d.means(known, w.Whose, their) {
			their, w.Whose = known.with(their), or(known.Of, w.Whose)
			their.Of = known.Of
		}
		s.Their = &their
		return s, w
	}
	if d.Wanted.isForOther() && !r.speaksOfMyself() {
		s = s.asTheirs(known)
		w.Age, w.Weight, w.Whose = 0, 0, d.Wanted.Whose
	}
	return s, w
}

// means reports whether whose is the one that is known: by the same name, or by a
// pronoun that fits.
func (d dialogue) means(known *said, whose string, their said) bool {
	if isNamed(whose) {
		return whose == known.Of
	}
	return d.Wanted.isForOther() && (known.Gender == "" || their.Gender == "" || known.Gender == their.Gender)
}

// isNamed reports whether whose names somebody, and is no pronoun.
func isNamed(whose string) bool { return strings.HasPrefix(whose, "your ") }

// pronouns are words for those who were named before.
var pronouns = strings.Fields("she her hers shes he him his hes they them their theirs theyre")

// speaksOfMyself reports whether a message is about the one who writes, and not only
// written by them: "can I let her run?" is not.
func (r reading) speaksOfMyself() bool {
	words := r.withoutPoliteness()
	if slices.ContainsFunc(words, func(word string) bool { return slices.Contains(pronouns, word) }) {
		return false
	}
	return r.saysMyself()
}

// saysMyself reports whether a message has a word for the one who writes.
func (r reading) saysMyself() bool {
	return slices.ContainsFunc(r.withoutPoliteness(), func(word string) bool { return slices.Contains(ofMyself, word) })
}

// impolite is withoutPoliteness, worked out.
func (r reading) impolite() []string {
	text := besideMe.replacedIn(politeness.replacedIn(r.text, " "), " ")
	whose := whoseBefore.compiled()
	if !whoseBefore.mayBeIn(text) {
		return wordsOf(text)
	}
	return wordsOf(whose.ReplaceAllStringFunc(text, func(found string) string {
		if last := found[strings.LastIndexByte(found, ' ')+1:]; relatives[last].isOne() || relatives[strings.TrimSuffix(last, "s")].isOne() {
			return last
		}
		return found
	}))
}

// besideMe is the one who asks as somebody to be with or compared to.
var besideMe = expressionOf(`\b(?:with|like|than|beside|alongside|next to|after|and) (?:me|us|myself)\b`)

// ownConditions are the states of health that a message tells of the one who writes, of
// those that it tells at all.
func (r reading) ownConditions(told []condition) []condition {
	c := r.complaint()
	return slices.DeleteFunc(slices.Clone(told), func(one condition) bool {
		i := slices.IndexFunc(conditionParts, func(p conditionPart) bool { return p.condition == one })
		if i < 0 {
			return false
		}
		spans := c.spans[allSigns().named[conditionParts[i].part]]
		return len(spans) > 0 && !slices.ContainsFunc(spans, func(at stretch) bool { return !c.others[at.to-1] })
	})
}

// isBackToMe reports whether a message leaves somebody who was asked for, and is one's
// own again.
func (d dialogue) isBackToMe(r reading) bool {
	if !d.Wanted.isForOther() || !r.speaksOfMyself() {
		return false
	}
	kind := d.editIn(r)
	return kind != forMe && kind != forOther
}

// theirConditions are the states of health of whom a message is about.
func (d dialogue) theirConditions(r reading) []condition {
	if d.Wanted.isForOther() && !r.speaksOfMyself() {
		if d.Said.Their == nil {
			return nil
		}
		return d.Said.Their.Conditions
	}
	return d.Said.Conditions
}

var (
	// quoted is what stays as it is: a question to send, and the number to call.
	quoted = regexp.MustCompile(`"[^"]*"|` + emergencyNumber[:len("your local emergency number")])
	// youAsObject is "you" where it would be "them": behind a preposition or a verb that
	// takes somebody, or at the end of a clause.
	youAsObject  = regexp.MustCompile(`\b(for|with|to|of|on|from|behind|beside|near|around|at|like|tells?|lets?|helps?|gives?|suits?|costs?|keeps?|makes?|leaves?|shows?|treats?|carry|carries|holds?|wakes?|spares?|takes?|saves?|brings?|fits?) (you)\b`)
	youAtTheEnd  = regexp.MustCompile(`\byou([.,;:!?)]|$)`)
	secondPerson = strings.NewReplacer("yourself", "themselves", "Yourself", "Themselves", "yours", "theirs", "Yours", "Theirs", "your ", "their ", "Your ", "Their ")
	youAsSubject = regexp.MustCompile(`\b([Yy])ou\b`)
)

// inThirdPerson says of somebody else what a text says to "you". The verbs stay: "you
// are" is "they are".
func inThirdPerson(text string) string {
	var out strings.Builder
	from := 0
	convert := func(part string) string {
		part = strings.ReplaceAll(part, "are you?", "are they?")
		part = youAsObject.ReplaceAllString(part, "$1 them")
		part = youAtTheEnd.ReplaceAllString(part, "them$1")
		part = youAsSubject.ReplaceAllStringFunc(part, func(you string) string {
			if you[0] == 'Y' {
				return "They"
			}
			return "they"
		})
		return secondPerson.Replace(part)
	}
	for _, at := range quoted.FindAllStringIndex(text, -1) {
		out.WriteString(convert(text[from:at[0]]))
		out.WriteString(text[at[0]:at[1]])
		from = at[1]
	}
	out.WriteString(convert(text[from:]))
	return out.String()
}
