package coach

import (
	"slices"
	"strings"

	"spotter/fitness"
)

// What is told of somebody else is never what is known of the one who asks: it is kept
// apart for the question that is asked for them, and forgotten where the question is
// one's own ("my wife is pregnant, so I only have 20 minutes").

// apart is what a message tells and wants with what it says of somebody else put where
// it belongs.
func (r reading) apart(s said, w wanted, about topic, unit fitness.Unit) (said, wanted) {
	who, named := r.relative()
	if !named && !r.has(aboutSomebodyElse) {
		return s, w
	}
	theirs := r.theirWords()
	owners := r.owners(theirs)
	if named && r.asksForThem(owners) {
		their := r.toldOf(who, owners)
		if isNamed(who.whose) {
			their.Of = who.whose
		}
		w.Age, w.Weight, w.Whose = 0, 0, who.whose
		return said{Unit: s.Unit, Their: &their}, w
	}
	mine := r.ownWords(theirs, about, unit)
	mine.Unit, mine.Days, mine.Conditions, mine.Owns, mine.Lacks, mine.OwnsNothing, mine.Only = s.Unit, s.Days, r.ownConditions(s.Conditions), s.Owns, s.Lacks, s.OwnsNothing, s.Only
	for i, q := range r.quantities {
		switch {
		case owners[i] == isTheirs:
		case q.Kind == fitness.KindAge && fitness.CheckAge(int(q.Value)) == nil:
			mine.Age = int(q.Value)
		case q.Kind == fitness.KindMass && !r.isLifted(i) && s.Weight > 0 && beforeBody.in(r.before(q)):
			mine.Weight = s.Weight
		}
	}
	return mine, w
}

type owner bool

const isTheirs owner = true

// owners tells of each quantity whether it stands among the words that are about
// somebody else.
func (r reading) owners(theirs []bool) []owner {
	all := make([]owner, len(r.quantities))
	tokens := tokensOf(r.text)
	for i, q := range r.quantities {
		at, _ := slices.BinarySearchFunc(tokens, q.Start, func(t token, start int) int { return t.start - start })
		all[i] = owner(at < len(tokens) && at < len(theirs) && theirs[at])
	}
	return all
}

// theirWords returns which words are about somebody else.
func (r reading) theirWords() []bool { return r.complaint().others }

var (
	// politeness are words of the one who asks in a question that may be for another.
	politeness = expressionOf(`\b(?:can|could|would|will) (?:you|u) (?:please )?(?:tell|give|show|help) me(?: with)?\b|\bi(?:'d| would)? ?(?:want|need|like|love) to know\b|\bi(?:'m| am)? (?:wonder(?:ing)?|asking|ask)\b|\b(?:tell|give|show|help) me(?: with)?\b|\b(?:do|what do) you think\b|^i (?:train|coach|look after|have|know)\b`)
	// whose are the words before somebody who is close.
	whoseBefore = expressionOf(`\b(?:my|our) (?:(?:own|dear|old|elderly|little|younger|older|big|best|good) )*([a-z]+)`)
	forThem     = patterns("for my wife|husband|mum|mom|mother|dad|father|son|daughter|kid|kids|child|brother|sister|girlfriend|boyfriend|partner|friend|grandma|gran|grandad|grandfather|grandmother|nephew|niece|client|uncle|aunt|cousin", "for him|them|her")
	// forTheirSake is why somebody trains, and not for whom they ask.
	forTheirSake = patterns("get|stay|keep|become|getting|staying … fit|fitter|healthy|healthier|strong|stronger|slim|slimmer|shape|better|energy|young|mobile for my|him|her|them", "be|being fit|fitter|strong|stronger|alive|around|there for my|him|her|them")
	// reporting are what somebody does whose opinion is told, and not who asks.
	reporting = strings.Fields("says said say told tells thinks thought claims recommends recommended swears insists gave suggests suggested showed died passed")
)

// asksForThem reports whether the question of a message is somebody else's: nothing in
// it speaks of the one who asks, and it names the other or tells of them.
func (r reading) asksForThem(owners []owner) bool {
	if r.has(forTheirSake) {
		return false
	}
	asks := slices.DeleteFunc(r.questionsIn(), func(part reading) bool { return !part.asks() })
	if len(asks) == 0 {
		asks = []reading{r}
	}
	if slices.ContainsFunc(asks, func(part reading) bool { return part.has(forThem) }) {
		return true
	}
	evident := r.has(forThem)
	for i, q := range r.quantities {
		evident = evident || q.Kind != fitness.KindDuration && owners[i] == isTheirs
	}
	for _, part := range asks {
		words := part.withoutPoliteness()
		for i, word := range words {
			if slices.Contains(ofMyself, word) {
				return false
			}
			if relatives[word].isOne() {
				if i+1 < len(words) && slices.Contains(reporting, words[i+1]) {
					return false
				}
				evident = true
			}
		}
	}
	return evident
}

// ofMyself are the words by which a question is one's own.
var ofMyself = strings.Fields("i im ive ill id me my mine myself we us our")

// theirAge is an age right behind somebody: "my dad, 66", "she is 30".
var theirAge = expressionOf(`\b([a-z]+)(?:'s| is| turned| turns| of| aged| at|,| \()? ?\(?(\d{1,3})\b`)

// toldOf is what a message says of somebody.
func (r reading) toldOf(who relative, owners []owner) said {
	their := r.ofThem()
	their.Gender = or(who.gender, their.Gender)
	their.Age = 0
	for i, q := range r.quantities {
		if q.Kind == fitness.KindAge && fitness.CheckAge(int(q.Value)) == nil && (owners[i] == isTheirs || their.Age == 0) {
			their.Age = int(q.Value)
		}
	}
	for _, m := range theirAge.compiled().FindAllStringSubmatchIndex(r.text, mostSentences) {
		measured := slices.ContainsFunc(r.quantities, func(q fitness.Quantity) bool {
			return q.Kind != fitness.KindAge && q.Start <= m[4] && m[4] < q.End
		})
		if age := int(number(r.text[m[4]:m[5]])); their.Age == 0 && !measured && relatives[r.text[m[2]:m[3]]].isOne() && fitness.CheckAge(age) == nil {
			their.Age = age
		}
	}
	return their
}

// asTheirs puts an answer to what was asked about somebody else with what is known of
// them.
func (s said) asTheirs(known *said) said {
	if s.isZero() {
		return s
	}
	var their said
	if known != nil {
		their = *known
	}
	unit := s.Unit
	s.Unit = ""
	their = their.with(s)
	return said{Unit: unit, Their: &their}
}

// spoken says for whom an answer is, where that is not the one who asks.
func (d dialogue) spoken(p Person, a Answer, byName bool) Answer {
	if !d.Wanted.isForOther() || !byName || d.Topic == aboutLog { // the log is one's own
		return a
	}
	rest := a.Text
	if p.Name != "" {
		rest = strings.TrimPrefix(rest, p.Name+", ")
	}
	a.Text = addressed(p, "for "+d.Wanted.Whose+": ") + inThirdPerson(rest)
	return a
}
