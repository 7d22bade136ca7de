package coach

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

// canonical is the question that stands for a topic when the coach asks what was
// meant.
var canonical = map[topic]string{
	aboutZones: askZones, aboutMaximum: askMaximum, aboutHard: askHard, aboutBurn: askBurn, aboutGuideline: askGuideline,
	aboutEnergy: askEnergy, aboutFatLoss: askFatLoss, aboutMuscle: askMuscle, aboutProtein: askProtein,
	aboutOneRM: askOneRM, aboutPercentLoad: askHeavy, aboutNextLoad: askNextLoad, aboutEffort: askEffort, aboutVolume: askVolume,
	aboutRest: askRest, aboutDeload: askDeload, aboutWarmUp: askWarmUp, aboutStretch: askStretch, aboutPlan: askPlan,
	aboutSession: askSession, aboutFirstStep: askFirstStep, aboutHowTo: askHowTo, aboutSubstitute: askSubstitute,
	aboutProgress: askProgress, aboutSenior: askBalance, aboutYouth: askYouth, aboutMe: askMe, aboutHelp: askHelp, aboutPregnancy: askPregnancy,
}

// canonicalOf is the question that stands for a topic: of one there is advice on, the
// first of its examples.
func canonicalOf(about topic) (string, bool) {
	if question, ok := canonical[about]; ok {
		return question, true
	}
	question, ok := firstExamples()[about]
	return question, ok
}

// firstExamples are the first examples of the topics there is advice on, as questions.
var firstExamples = sync.OnceValue(func() map[topic]string {
	files, err := utteranceFiles.ReadDir("utterances")
	if err != nil {
		panic(err)
	}
	all := map[topic]string{}
	for _, file := range files {
		text, err := utteranceFiles.ReadFile("utterances/" + file.Name())
		if err != nil {
			panic(err)
		}
		about := unclear
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if heading, ok := strings.CutPrefix(line, "["); ok {
				about = topic(strings.TrimSuffix(heading, "]"))
			} else if _, advised := knownAdvice()[about]; advised && all[about] == "" && line != "" && anyIn(asking, wordsOf(line)[:1]) {
				all[about] = capitalised(line)
				all[about] = strings.TrimSuffix(all[about], "?") + "?"
			}
		}
	}
	return all
})

// isThat asks for a judgement of what was told.
var isThat = patterns("is|isnt that|this|it", "what should|do|can", "should|can|do i", "any|some tips|advice|ideas|exercise")

// mostTold is how many words a message has at most that only tells something.
const mostTold = 12

// worthAsking is the score from which a guess is worth a question back: a clue, or
// half an utterance. Below it a message is about something else.
const worthAsking = 2.6

// training are words of the field, which a message that is not understood may be
// about all the same.
var training = patterns("train*", "exercise*", "workout*", "gym", "lift*", "run|running|runs", "muscle|muscles", "weight|weights", "sets|reps", "diet", "eat|eating|food", "calories", "sport|sports", "body", "fit|fitness", "legs|arms|chest|back|knee|shoulder",
	"#exercise", "#muscle", "#joint", "#equipment", "#activity", "sleep", "walk|walking", "tired", "sore")

func (r reading) isAboutTraining() bool { return r.has(training) }

func named(r reading) string {
	slug, _ := r.named(markExercise)
	return slug
}

// unsure answers a message whose topic is not clear: one question where a guess is
// worth it, else what the coach is there for.
func (d dialogue) unsure(p Person, r reading, guesses []guess, variant int) Answer {
	var questions []string
	saysNothing := len(r.words) > 0 && r.besides() == 0
	if saysNothing {
		guesses = nil // nothing but words that stand in every question
	}
	if len(guesses) > 0 {
		guesses = slices.Insert(slices.Clone(guesses), 1, plainest(guesses))
	}
	for _, g := range guesses {
		question, ok := canonicalOf(g.topic)
		if e, err := fitness.FindExercise(named(r)); err == nil && g.topic == aboutHowTo {
			question = fmt.Sprintf("How do I do the %s?", strings.ToLower(e.Name))
		}
		if _, stands := canonical[g.topic]; !stands && g.plain < worthAsking {
			continue // only its single words speak for it
		}
		if ok && g.score >= worthAsking && len(questions) < 2 {
			questions = union(questions, []string{question})
		}
	}
	questions = suited(p, questions)
	s, _ := r.slotsFor(unclear, d.Said.Unit)
	if len(questions) == 0 {
		if (!s.isZero() || len(d.learned) > 0) && len(r.words) > 0 && !r.asks() && !r.has(isThat) && len(r.words) <= mostTold {
			return d.noted(p, r, s, variant)
		}
		c := chatWith(p, r, d.Said, wanted{}, variant)
		if d.goesOn(r) {
			return d.whichOf(c)
		}
		a := offTopicAnswer(c)
		if r.isAboutTraining() || saysNothing {
			a = c.nearest()
		}
		a.Suggestions = openingSuggestions(p)
		return d.keep(a, unclear, slotNone)
	}
	if len(questions) == 1 && r.text != fold(questions[0]) && guesses[0].plain >= enough && (d.Topic == unclear || d.Topic.smallTalk()) {
		d.Said = d.Said.with(s)
		return d.one(p, read(questions[0]), variant)
	}
	d.Said, d.Choices = d.Said.with(s), questions
	a := Answer{Asks: true, Suggestions: questions}
	a.Text = addressed(p, "do you mean: ")
	for i, question := range questions {
		if i > 0 {
			a.Text += " Or: "
		}
		a.Text += "\"" + question + "\""
	}
	a.Text += pick(variant, " Tell me in other words, or take one of these.", " Say which, or put it in other words.")
	return d.keep(a, d.Topic, slotNone)
}

// goesOn reports whether a message that nothing is understood of seems to go on from
// the answer before: it is short and points back.
func (d dialogue) goesOn(r reading) bool {
	return d.Topic != unclear && !d.Topic.smallTalk() && d.Topic != aboutOffTopic && len(r.words) <= shortEdit && (r.has(pointsBack) || r.besides() <= 1)
}

// whichOf asks what of the answer before is meant.
func (d dialogue) whichOf(c *chat) Answer {
	questions := c.suggestions(d.Topic)
	questions = questions[:min(len(questions), 2)]
	d.Choices = questions
	a := Answer{Asks: true, Suggestions: questions}
	a.Text = addressed(c.Person, "I am not sure what you mean by that. Do you want to go on with: \""+strings.Join(questions, "\" Or: \"")+"\" Or shall I say why, make it easier or harder, or work it out with another number?")
	return d.keep(a, d.Topic, slotNone)
}

// nearest answers a message of the field that no topic is sure of: with what holds for
// the person whatever they meant, and one question.
func (c *chat) nearest() Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	piece := fmt.Sprintf("as %s%s lift on %v a week, %v of %v an exercise", c.aLevel(), atAge(c.Person), lift.DaysOf(c.DaysPerWeek), lift.Sets, lift.Reps)
	a.cite(lift.Sources()...)
	switch {
	case c.reading.has(aboutFood):
		piece = "eat regular meals with " + c.fillProtein("protein", &a) + " of protein a day, vegetables and whole grain, and judge your weight by the week"
	case c.reading.has(aboutMoving):
		zones := personalZones(c.Person)
		a.citeZones(c.Person, zones)
		piece = fmt.Sprintf("keep most of your moving where you can still talk, at %s, for %v a week", pulseOf(zones, fitness.Moderate), weekMinutes(activityFor(c.Person)))
	}
	a.Text = addressed(c.Person, "I am not sure what you are after. What holds in any case: "+piece+". What do you want to know: what to do, how much of it, or what is in the way?")
	return a
}

var (
	aboutFood   = patterns("eat|eating|food|foods|meal|meals|diet|calories|hungry|snack|breakfast|dinner|lunch")
	aboutMoving = patterns("run|running|jog|jogging|walk|walking|cardio|bike|cycling|swim|swimming|heart|pulse", "#activity")
)

// noted answers a message that only tells something about the person.
func (d dialogue) noted(p Person, r reading, s said, variant int) Answer {
	d.Said = d.Said.with(s)
	c := chatWith(p, r, d.Said, wanted{}, variant)
	a := meAnswer(c)
	noted := pick(variant, "noted for this chat. ", "thank you, I will use it in this chat. ")
	switch {
	case d.learned.areOver():
		noted = pick(variant, "good, I will not go by that any more. ", "noted, that is over. ")
	case len(d.learned) > 0:
		noted = pick(variant, "noted, and I will remember it. ", "thank you, I will remember that. ")
	}
	a.Text = addressed(p, noted) + meAnswer(chatWith(unnamed(p), r, d.Said, wanted{}, variant)).Text
	a.Suggestions = c.suggestions(aboutMe)
	return d.keep(a, aboutMe, slotNone)
}

func unnamed(p Person) Person {
	p.Name = ""
	return p
}
