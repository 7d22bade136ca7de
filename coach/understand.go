package coach

import (
	"cmp"
	"math"
	"slices"

	"spotter/fitness"
)

// guess is a topic and how much speaks for it.
type guess struct {
	topic topic
	score float64
	plain float64 // score without what the words of all examples say
}

const (
	// enough is the score from which a topic is answered.
	enough = 3
	// margin is how far the best topic must be ahead of the second.
	margin = 0.6
	// plainMargin is enough ahead by clues and the likest example alone.
	plainMargin = 1.5
	// likeness is what an utterance that is the same letter for letter is worth.
	likeness = 5
	// likelihood is what a topic is worth that the words of a message speak for alone.
	likelihood = 6
	// A clue is doubted where another topic's share is probable and its own unlikely.
	unlikely, probable, doubted = 0.03, 0.45, 0.6
	// mostClues is what clues can add up to; one that is stronger counts alone.
	mostClues = 8
	// suspected is the score from which a topic is worth a clarifying question.
	suspected = 1.4
)

// guesses returns the topics that a message may be about, the likeliest first: the
// weights of the clues it holds, and how much it is like the likest utterance.
//
// The slice is the caller's own.
func (r reading) guesses() []guess {
	if r.found == nil {
		return r.guess()
	}
	r.found.guess.Do(func() { r.found.guesses = r.guess() })
	return slices.Clone(r.found.guesses)
}

func (r reading) guess() []guess {
	of := learned()
	likes := of.likest(r.words)
	shares := of.odds.shares(appendTerms(nil, r.words))
	surest := 0.0
	for _, share := range shares {
		surest = max(surest, share)
	}
	var all []guess
	words, marked := lettersIn(r.words), lettersIn(r.marked)
	heldInWords, heldInMarks := cluesByLetters().heldBy(r.words, &words), cluesByLetters().heldBy(r.marked, &marked)
	for _, known := range allClues() {
		inWords, one := known.score(heldInWords)
		inMarks, other := known.score(heldInMarks)
		score, strongest := max(inWords, inMarks), max(one, other)
		// Many clues for one topic say little more than the first few.
		score = max(min(score, mostClues), strongest)
		like, share := 0.0, 0.0
		if n, taught := of.odds.number[known.topic]; taught {
			like, share = likes[n], shares[n]
		}
		plain := score + likeness*like
		if share < unlikely && surest > probable && !known.topic.isCare() && known.topic != aboutPain {
			score *= doubted
		}
		score += likeness*like + likelihood*share
		if score >= suspected {
			all = append(all, guess{known.topic, score, plain})
		}
	}
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(b.score, a.score) })
	return all
}

// likest returns, for each topic by its number, the likeness of words to its likest
// utterance, 0–1: the mean of the cosines of 3-grams, which forgive typos, and of stems.
func (e *examples) likest(words []string) []float64 {
	like := make([]float64, len(e.topics))
	e.compare(like, appendGrams(nil, words))
	e.compare(like, appendStems(nil, words))
	best := make([]float64, len(e.odds.topics))
	for i, both := range like {
		if both > 0 {
			best[e.topics[i]] = max(best[e.topics[i]], both/2)
		}
	}
	return best
}

// compare adds to like the cosine of keys to each utterance.
func (e *examples) compare(like []float64, keys []key) {
	for _, f := range e.appendVector(nil, e.ids(distinct(keys))) {
		for _, p := range e.in[f.id] {
			like[p.utterance] += f.weight * p.weight
		}
	}
}

// safeForMe asks whether training is right for somebody of an age.
var safeForMe = patterns("lifting|weights|gym|training|exercise|exercising|squats|deadlifts|strength|it safe|dangerous|bad|ok|okay|healthy … me|age|us", "safe|dangerous|ok for me … lift|train")

// cared puts first what a state of health or an age decides. A question about food
// or form beside it is answered with the care added; one about how hard to go is
// answered by the care itself.
func cared(guesses []guess, p Person, r reading) []guess {
	if _, named := r.relative(); named && !r.asksForThem(r.owners(r.theirWords())) && len(r.conditionsIn()) == 0 {
		guesses = slices.DeleteFunc(guesses, func(g guess) bool { return g.topic.isCare() })
	}
	if r.has(safeForMe) && (len(guesses) == 0 || guesses[0].score < certainlyNew) {
		about := map[fitness.AgeBand]topic{fitness.Youth: aboutYouth, fitness.Older: aboutSenior}[p.ageBand()]
		return append([]guess{{or(about, aboutFirstStep), enough + certainlyNew, enough + certainlyNew}}, guesses...)
	}
	if len(r.marked) <= 2 && len(r.marked) > 0 && r.marked[0] == string(markExercise) {
		return []guess{{aboutHowTo, certainlyNew, certainlyNew}}
	}
	if r.has(noises) && r.has(painless) {
		return []guess{{aboutCracking, enough + certainlyNew, enough + certainlyNew}}
	}
	guesses = slices.DeleteFunc(guesses, func(g guess) bool { return g.topic == aboutCracking && !r.has(noises) })
	if p.ageBand() == fitness.Youth && len(guesses) == 0 && r.has(mayI) {
		return []guess{{aboutYouth, certainlyNew, certainlyNew}}
	}
	guesses = ofAge(guesses, p, r)
	if p.ageBand() == fitness.Older && len(guesses) > 0 && r.has(heavyWork) && guesses[0].topic.isFirstSteps() {
		return []guess{{aboutHard, enough + certainlyNew, enough + certainlyNew}}
	}
	if slices.ContainsFunc(guesses, func(g guess) bool { return (g.topic.isCare() || g.topic == aboutPain) && g.plain >= certainlyNew }) {
		guesses = plainly(guesses)
	}
	if len(guesses) < 2 {
		return guesses
	}
	if pain := slices.IndexFunc(guesses, func(g guess) bool { return g.topic == aboutPain && g.score >= certainlyNew }); pain >= 0 && len(r.jointsIn()) > 0 {
		switch guesses[0].topic {
		case aboutHowTo, aboutSubstitute, aboutLog, aboutSoreness, aboutVolume, aboutStretch:
			return []guess{guesses[pain]}
		}
	}
	care := slices.IndexFunc(guesses, func(g guess) bool { return g.topic.isCare() && g.score >= certainlyNew })
	if care < 0 {
		return guesses
	}
	for _, g := range guesses {
		if !g.topic.isCare() && g.topic != aboutPain && !g.topic.isHowHard() && !g.topic.smallTalk() && g.score >= enough+2 {
			return []guess{g}
		}
	}
	return []guess{guesses[care]}
}

// ofAge takes a question on an age for the person's own band, unless it is about a
// child.
func ofAge(guesses []guess, p Person, r reading) []guess {
	if len(guesses) == 0 || guesses[0].topic != aboutYouth || p.Age < 18 || r.has(aboutChildren) {
		return guesses
	}
	if p.ageBand() == fitness.Older {
		guesses[0].topic = aboutSenior
		return guesses
	}
	return guesses[1:]
}

// A joint that makes a noise and does not hurt is no joint to spare.
var (
	noises   = patterns("crack|cracks|cracking|click|clicks|clicking|creak|creaks|creaky|pop|pops|popping|crunch|crunchy|noise|noises|noisy")
	painless = patterns("no|without|zero pain|ache|hurt", "not|doesnt|dont|isnt|never hurt|hurts|painful|sore|hurting", "painless|painlessly", "feels|feel fine")
)

// mayI asks for leave to lift.
var mayI = patterns("can|may|should|could|am i … weights|lift|lifting|gym|train|dumbbells|barbell|machines")

// heavyWork is a wish for hard lifting, which from 65 on is answered like any
// vigorous work: screen first.
var heavyWork = patterns("lift|lifting|lifts|train|go|going heavy|heavier|hard", "heavy lifting|weights|squats|deadlifts|bench|training", "powerlifting", "max out")

func (t topic) isFirstSteps() bool {
	switch t {
	case aboutFirstStep, aboutVolume, aboutSenior, aboutYouth, aboutPercentLoad, aboutWomen, aboutToolate:
		return true
	default:
		return false
	}
}

var aboutChildren = patterns("son|daughter|kid|kids|child|children|teen*|boy|girl|youth|young|growth|stunt*|nephew|niece|grandson", "under 18", "13|14|15|16|17")

func (t topic) isCare() bool {
	switch t {
	case aboutPregnancy, aboutBloodPressure, aboutDiabetes, aboutAsthma:
		return true
	default:
		return false
	}
}

// isHowHard reports whether a topic is about how much strain is right.
func (t topic) isHowHard() bool {
	switch t {
	case aboutZones, aboutMaximum, aboutHard, aboutGuideline, aboutVolume, aboutFirstStep, aboutYouth, aboutSenior, aboutHowTo, aboutSubstitute, aboutOffTopic, aboutHelp, aboutMe, aboutWho, aboutLog, aboutPace, aboutRest:
		return true
	default:
		return false
	}
}

// plainly are the guesses by clues and the likest examples alone. Beside a question on
// the table a short message more often edits that than it asks something new, and
// its few words say little about topics.
func plainly(guesses []guess) []guess {
	var all []guess
	for _, g := range guesses {
		if g.score = g.plain; g.score >= suspected {
			all = append(all, g)
		}
	}
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(b.score, a.score) })
	return all
}

// certain returns the topic of the likeliest guess if it is likely enough, ahead of
// the next, and agreed on.
func certain(guesses []guess) (topic, bool) {
	about, ok := leading(guesses)
	if !ok || guesses[0].score < agreed && plainest(guesses).topic != about {
		return unclear, false
	}
	return about, true
}

// leading returns the topic of the likeliest guess if it is likely enough and ahead of
// the next.
func leading(guesses []guess) (topic, bool) {
	if len(guesses) == 0 || guesses[0].score < enough {
		return unclear, false
	}
	if len(guesses) > 1 && guesses[0].score-guesses[1].score < margin && guesses[0].plain-guesses[1].plain < plainMargin && !math.Signbit(guesses[1].score-enough) {
		return unclear, false
	}
	return guesses[0].topic, true
}

// agreed is the score from which a topic is taken although clues and the likest
// example speak for another: below it the two guesses are asked about. Of messages
// that nothing was written for, that asks about 7 wrong ones and 1 right one of 92.
const agreed = 5.6

// plainest is the guess that clues and the likest example speak for.
func plainest(guesses []guess) guess {
	return slices.MaxFunc(guesses, func(a, b guess) int { return cmp.Compare(a.plain, b.plain) })
}
