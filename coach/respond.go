package coach

import (
	"hash/fnv"
	"slices"
	"strings"

	"spotter/fitness"
)

// Respond answers one question for one person, and returns the state of the
// conversation from there on. A red flag is answered by triage and by nothing
// else, a request of kind D by a refusal; everything else by its topic, or, when
// that is not clear, by one question. The same Question always gets the same
// Answer. Text is valid UTF-8 and repeats nothing of the message.
func Respond(q Question) Answer {
	answer, _, _ := respond(q)
	return answer
}

// respond is Respond. It returns the person with what they have said so far, and
// reports settled for what no other coach may answer in its place: a red flag and
// whatever is said until that is settled, a request of kind D, and what cannot be true.
func respond(q Question) (answer Answer, p Person, settled bool) {
	d, r := dialogueOf(q.State), read(q.Text)
	d.learn(r, &q)
	p = q.Person.recalling().known()
	pending := d.Alarm
	if answer, ok := d.guard(p, r); ok {
		return answer, p, true
	}
	if pending != noAlarm {
		answer := d.afterAlarm(p, r, q)
		return answer, p, dialogueOf(answer.State).Alarm != noAlarm
	}
	answer = d.calmly(p, r, q)
	return answer, p, false
}

// calmly is respond where nothing is the matter.
func (d dialogue) calmly(p Person, r reading, q Question) Answer {
	d.Refused = ""
	if d.learned.areOver() && !r.asksAnything() {
		return d.noted(p, r, said{}, variantOf(q))
	}
	if d.standsAlone(r) {
		d = d.anew()
	}
	if answer, ok := d.weighed(p, r, variantOf(q)); ok {
		return answer
	}
	if d.tellsOnlyBody(r) {
		return d.notedBody(p, r, variantOf(q))
	}
	if d.corrects(r) {
		return d.correction(p, r, variantOf(q))
	}
	if answer, ok := d.tellsOfARun(p, r, variantOf(q)); ok {
		return answer
	}
	if d.tellsOfSets(r) {
		r := r.withListedSets()
		if d.told = reportIn(r, d.Said.Unit, q.AskedAt); d.told.isLine(p, r) {
			return d.logged(p, r, variantOf(q))
		}
	}
	if answer, ok := d.two(p, r, variantOf(q)); ok {
		return d.withReport(p, answer)
	}
	return d.withReport(p, d.one(p, r, variantOf(q)))
}

// guard answers what comes before every topic. ok is false for any other message.
func (d dialogue) guard(p Person, r reading) (answer Answer, ok bool) {
	told, w := r.slotsFor(unclear, fitness.Kilograms)
	told, w = d.forWhom(r, told, w)
	if r.saysMyself() { // a complaint is theirs only where nothing speaks of the writer
		w.Whose = ""
	}
	p.Age = or(told.Age, or(d.Said.Age, p.Age))
	isPregnant := slices.Contains(d.theirConditions(r), pregnant) || slices.Contains(d.Said.Conditions, pregnant) || facts(p.Remembered).has(FactCondition, string(pregnant))
	complaint := d.complaintIn(r)
	if answer, ok := triage(p, complaint, isPregnant); ok {
		d.AlarmTheirs = w.Whose != "" && (d.Alarm == noAlarm || d.AlarmTheirs)
		d.Said, d.Alarm = d.Said.with(told.healthOnly()), max(d.Alarm, alarmOf(answer))
		d.Said.Their, d.Wanted.Whose = or(told.Their, d.Said.Their), w.Whose
		return d.keep(d.spoken(p, answer, alarmOf(answer) == toBeSeen), d.Topic, slotNone), true
	}
	if answer, ok := refuse(p, r, complaint, isPregnant); ok {
		d.Refused = refusedIn(answer.Text)
		return d.keep(answer, unclear, slotNone), true
	}
	if doubted, any := complaint.withDoubts(); any {
		if _, ok := triage(p, doubted, isPregnant); ok {
			return d.keep(Answer{Text: addressed(p, checkAnswer)}, d.Topic, slotNone), true
		}
	}
	// A joint that hurts has an answer of its own.
	alike, emergency := complaint.isLike()
	isFlag := alike >= surelyAlike && (len(r.jointsIn()) == 0 || emergency && alike >= surelyAlike+sureOfJoint)
	if answer, ok := d.insisted(p, r, isPregnant); ok && !isFlag {
		return answer, true
	}
	if answer, ok := absurd(p, r, d.Asked); ok {
		return d.keep(answer, d.Topic, d.Asked), true
	}
	if isFlag {
		return d.keep(likely[emergency].answer(p), d.Topic, slotNone), true
	}
	return Answer{}, false
}

// learn lets what the message states hold at once, and what it takes back not any
// more.
func (d *dialogue) learn(r reading, q *Question) {
	if !mayTell(*q) {
		return
	}
	if len(q.Text) > longestTold {
		r = read(cut(q.Text, longestTold))
	}
	d.learned = learnedFrom(r, *d, *q)
	for _, f := range d.learned {
		if f.Gone {
			*d = d.overtakenBy(f)
		}
	}
	q.Person.Remembered = append(facts(q.Person.Remembered).without(d.learned), d.learned.known()...)
}

// areOver reports whether there are facts, and all are states of health that have
// passed.
func (all facts) areOver() bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(f Fact) bool { return !f.Gone || f.Kind != FactPain && f.Kind != FactCondition })
}

func (r reading) asksAnything() bool {
	return strings.Contains(r.text, "?") || slices.ContainsFunc(r.questionsIn(), reading.asks)
}

// keep closes a turn: the state goes with the answer.
func (d dialogue) keep(a Answer, about topic, asked slot) Answer {
	d.Topic, d.Asked = about, asked
	a.State = d.bytes()
	return a
}

// healthOnly is what of a red flag's message is kept.
func (s said) healthOnly() said { return said{Joints: s.Joints, Conditions: s.Conditions} }

// one answers a message that asks one thing.
func (d dialogue) one(p Person, r reading, variant int) Answer {
	if offered := d.Offered; offered != "" && offers[offered] != "" && r.agrees() {
		d.Offered = ""
		return d.one(p, read(offered), variant)
	}
	d.Offered = ""
	if question, ok := d.chosen(r); ok {
		d.Choices = nil
		return d.one(p, read(question), variant)
	}
	d.Choices = nil
	r = r.withoutGreeting()
	if d.isBackToMe(r) {
		d.Wanted = d.Wanted.forOneself()
	}
	if answer, ok := d.caredFor(p, r, variant); ok {
		return answer
	}
	if answer, ok := d.led(p, r, variant); ok {
		return answer
	}
	if answer, ok := d.turned(p, r, variant); ok {
		return answer
	}
	if answer, ok := d.edited(p, r, variant); ok {
		return answer
	}
	guesses := cared(r.guesses(), p, r)
	about, sure := certain(guesses)
	if asked, ok := r.asked(); ok && (!sure || len(r.words) > mostWhole) {
		if of := cared(asked.guesses(), p, r); len(of) > 0 {
			if on, certainly := certain(of); certainly && on != aboutOffTopic && !on.smallTalk() {
				guesses, about, sure = of, on, true
			}
		}
	}
	if d.Wanted.Exercise != "" && r.has(pointing) && len(r.words) <= 8 {
		about, sure, guesses = aboutHowTo, true, []guess{{aboutHowTo, enough + certainlyNew, enough + certainlyNew}}
	}
	if d.Asked != slotNone && r.has(notKnown) && len(r.words) <= 8 {
		return d.without(p, r, variant)
	}
	on, isSure, among := about, sure, guesses
	if len(r.words) <= shortEdit && d.Topic != unclear {
		among = cared(plainly(r.guesses()), p, r)
		on, isSure = certain(among)
	}
	if edited, ok := d.followUp(r, on, isSure, among); ok {
		return edited.answered(p, edited.again(r), variant, d.Last)
	}
	if _, near := leading(guesses); !near || about == aboutOffTopic {
		if c := r.complaint(); c.mayBeLike() {
			return d.keep(Answer{Text: addressed(p, checkAnswer)}, d.Topic, slotNone)
		}
	}
	if !sure && len(r.jointsIn()) > 0 {
		about, sure = aboutPain, true
	}
	if !sure && r.has(partInTime) {
		about, sure = aboutSession, true
	}
	if on, ok := r.toldCondition(); ok && !sure {
		about, sure = on, true
	}
	if (!sure || about == aboutOffTopic || len(guesses) > 0 && d.onlyGoesOn(r, guesses[0])) && d.staysOn(r) {
		return d.stay(p, variant)
	}
	if !sure {
		return d.unsure(p, r, guesses, variant)
	}
	s, w := r.slotsFor(about, d.Said.Unit)
	if about == aboutSession && s.Days > 1 {
		about = aboutPlan
	}
	if about.smallTalk() && d.Topic != unclear {
		return d.keep(chatWith(p, r, d.Said, w, variant).answer(about), d.Topic, d.Asked)
	}
	next := d
	s, w = d.forWhom(r, s, w)
	next.Topic, next.Said, next.Wanted, next.Words = about, d.Said.with(s), w.rememberExercise(d, about), wordsKept(r)
	return next.answered(p, r, variant, 0)
}

// partInTime names a part of the body and the minutes or the equipment for it: what
// else could be wanted than a session of it.
var partInTime = patterns("#muscle … #duration", "#duration … #muscle", "#equipment … #muscle", "#muscle … #equipment", "#equipment … #duration", "#duration … #equipment", "can i|we do for … #muscle", "something|moves|stuff for … #muscle")

// shortEdit is how many words a message has at most that is first taken for an edit
// of the last question.
const shortEdit = 8

// pointing asks for the exercise of the turn before.
var pointing = patterns("how … do|perform it|that|this|them|these|those", "show|teach|explain me|it|that|this", "what does it|that work", "form for it|that")

// notKnown is how people pass on a question.
var notKnown = patterns("dont|not know|sure", "no idea|clue", "rather not", "skip", "none of your", "wont say|tell", "dunno")

// without answers again where a question back was passed on.
func (d dialogue) without(p Person, r reading, variant int) Answer {
	c := chatWith(unnamed(p), r, d.Said, d.Wanted, variant)
	answer := c.answer(d.Topic)
	answer.Text = addressed(p, "no matter, this holds without it. ") + answer.Text
	return d.keep(answer, d.Topic, slotNone)
}

// rememberExercise lets "and how do I do it?" mean the exercise of the turn before.
func (w wanted) rememberExercise(d dialogue, about topic) wanted {
	switch about {
	case aboutHowTo, aboutSubstitute, aboutNextLoad, aboutLog:
		if w.Exercise == "" && w.Muscle == "" {
			w.Exercise = d.Wanted.Exercise
		}
		if about == aboutNextLoad && d.Topic == aboutLog && w.Load == 0 {
			w.Load = d.Wanted.Load
		}
	case aboutRest:
		if d.Calc != nil && w.Reps == 0 {
			w.Reps, w.Quality = d.Calc.Wanted.Reps, or(w.Quality, d.Calc.Wanted.Quality)
		}
	case aboutPercentLoad:
		if w.Max == 0 && w.Load == 0 && d.Topic == aboutOneRM {
			w.Max = knownMaximum(d.Wanted)
		}
	}
	return w
}

// answered lets the topic answer. Where that is the answer of the turn before, whose
// hash is last, it says that nothing changes.
func (d dialogue) answered(p Person, r reading, variant int, last uint32) Answer {
	d.Wanted.Seed = or(d.Wanted.Seed, variant)
	d.Wanted.Day = or(d.told.when.dayKept(), d.Wanted.Day)
	c := chatWith(p, r, d.Said, d.Wanted, variant)
	c.told = d.told
	answer := c.answer(d.Topic)
	d.Named, d.Lifted = namedIn(answer.Text), liftedIn(answer.Logged)
	if d.Topic == aboutSubstitute {
		d.Named = without(d.Named, []string{c.want.Exercise}) // what is to be replaced
	}
	answer = d.spoken(p, answer, true)
	if d.Last = hashOf(answer.Text); d.Last == last {
		if on := d.ownWords(r).healthTold(); on != unclear && on != d.Topic {
			d.Topic = on
			return d.answered(p, r, variant, 0)
		}
		answer.Text = d.unchanged(p, r, answer.Text)
	}
	if d.Offered = ""; !d.Wanted.isForOther() { // an offer would be one to the asker
		d.Offered = c.offered(&answer, d.Topic)
	}
	if d.Topic == aboutOneRM || d.Topic == aboutPercentLoad {
		d.Calc = &calculation{d.Topic, d.Wanted}
	}
	d.Wanted.Exercise = or(c.want.Exercise, d.Wanted.Exercise)
	return d.keep(answer, d.Topic, c.asked)
}

func hashOf(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}

// unchanged says that an answer holds: with what in it speaks of the words of the
// message, or else with its first part.
func (d dialogue) unchanged(p Person, r reading, text string) string {
	text = strings.TrimPrefix(text, p.Name+", ")
	if closest := closestPart(text, r.words[:max(0, len(r.words)-d.wordsBefore())]); closest != "" {
		return addressed(p, lowered(closest))
	}
	if strings.Contains(text, "\n") {
		return addressed(p, lowered(text))
	}
	return addressed(p, lowered(firstPart(text))) + " " + d.questionOn()
}

// wordsBefore is how many words of a message that was read with those before are
// not its own; see dialogue.again.
func (d dialogue) wordsBefore() int { return len(strings.Fields(d.Words)) }

// closestPart returns the sentences of a text that share words with a message, up to
// two; "" if none does.
func closestPart(text string, words []string) string {
	if strings.Contains(text, "\n") {
		return ""
	}
	var own []string
	for _, word := range words {
		if len(word) > 3 && !slices.Contains(politely, word) && !usual()[stemKey(word)&^pairBit] {
			own = append(own, stem(word))
		}
	}
	var parts []string
	for _, sentence := range strings.SplitAfter(text, ". ") {
		for _, clause := range strings.SplitAfter(sentence, "; ") {
			if slices.ContainsFunc(wordsOf(clause), func(word string) bool {
				return slices.ContainsFunc(own, func(o string) bool { return isLike(o, stem(word)) })
			}) && len(parts) < 2 {
				parts = append(parts, capitalised(strings.TrimRight(clause, " ;.")))
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ". ") + "."
}

// isLike reports whether two stems are of one word, or of two that mean the same to
// somebody who asks.
func isLike(a, b string) bool {
	if a == b {
		return true
	}
	for _, alike := range alikeStems {
		if slices.Contains(alike, a) && slices.Contains(alike, b) {
			return true
		}
	}
	return false
}

// alikeStems are words that people use for each other.
var alikeStems = [][]string{{"ly", "lie", "flat", "bench"}, {"hard", "effort", "feel", "borg"}, {"food", "eat", "meal"}, {"often", "day", "week"}, {"long", "min", "minut", "second"}, {"hurt", "pain"}, {"doctor", "gp", "midwif", "physio"}, {"weight", "load", "heavy"}}

// firstPart is the first sentence of a text, or all of a list.
func firstPart(text string) string {
	if strings.Contains(text, "\n") {
		return text
	}
	first, _, found := strings.Cut(text, ". ")
	if found {
		first += "."
	}
	return first
}

// answer returns what the coach has to say on a topic, with the care that the
// person's conditions ask for and the questions to go on with.
func (c *chat) answer(about topic) Answer {
	answer := c.answerOn(about)
	c.addCare(&answer, about)
	if answer.Suggestions == nil {
		answer.Suggestions = c.suggestions(about)
	}
	return answer
}
