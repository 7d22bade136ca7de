package coach

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"spotter/fitness"
)

// refusal is a request of kind D of the screening list: it is not done, the risk
// and real help are named, and what the coach can do is offered. What it is
// recognised by stands in signs/rules.txt under its name.
type refusal struct {
	answer   string
	sources  []Source
	question string // asked about what can be done instead
}

var refusals = map[string]refusal{
	"eating disorder": {
		answer: "thank you for saying it. An eating disorder, or the fear of one, is for people who can help face to face: see your doctor or call an eating-disorder helpline this week, and tell someone you trust today. " +
			"I plan no deficit and count no calories with you; when you want, I can help with eating enough and training kindly:",
		question: askProtein,
	},
	"steroids": {
		answer: "I do not advise on anabolic drugs, doses or cycles: they damage heart, liver and hormones, and what is sold is often not what the label says. " +
			"If you use them or think about it, talk to a doctor or a confidential drug advice service, who will not judge you and can check your blood. What I can do is train you without:",
		question: askMuscle,
	},
	"purging": {
		answer: "I will not help with vomiting, laxatives or water pills: they upset the salts your heart needs and can kill at any weight. " +
			"You deserve real help: talk to a doctor, or to an eating-disorder helpline in your country, this week, and tell someone you trust today. When you want, I can help with eating enough and training kindly:",
		question: askProtein,
	},
	"crash": {
		answer:   crashAnswer,
		sources:  fitness.WeightLossSources(),
		question: askFatLoss,
	},
	"others": {
		answer:   privateAnswer,
		question: askMe,
	},
}

const privateAnswer = "I only know you: what other people have told me, or whether they are here at all, stays theirs. Your own numbers I am glad to work out:"

// crashOpening is what every refusal of a crash diet begins with.
const crashOpening = "I will not plan a crash diet or days without food: below what the body needs at rest you lose muscle, risk fainting, gallstones and a heart out of rhythm, and the weight comes back. "

const crashAnswer = crashOpening +
	"If food or weight take up your day, a doctor or a registered dietitian is the person to see, this week. What works, and what I can plan, is 0.5–1 kg a week:"

// prompting are the words of somebody who wants to change what the coach is.
var prompting = patterns("system|initial|hidden|secret|original prompt|instructions|message", "your instructions|prompt|rules|guidelines|programming|directives|configuration", "ignore|disregard|forget|override|bypass … instructions|prompt|rules|previous|everything|above|guidelines|restrictions|safety",
	"developer|debug|god|admin|dan mode", "jailbreak*", "you are dan|now|no", "pretend|roleplay|imagine … you|that", "act as", "repeat … above|prompt|instructions", "reveal|print|output|leak … prompt|instructions|rules", "no restrictions", "simulate", "api key", "system override", "new instructions|rules|persona|role")

const promptAnswer = "how I am set up is not something I can talk about or change, and I stay a fitness coach whatever the message says. Ask me about training, and I will answer with numbers:"

// somebodysData asks for what belongs to a named person: "Ben's weight".
var (
	somebodysData  = expressionOf(`\b([a-z]{2,})'s (?:weight|age|profile|data|plan|heart rate|pulse|password|workouts?|e-?mail|progress|injur\w+|one rep max|1rm|max|bench|squat|log|conversation|training|account)\b`)
	somebodyDoes   = expressionOf(`\bhow (?:much|old|heavy|often|many \w+) (?:does|is|did|can) ([a-z]{3,}) (?:weigh|lift|bench|squat|train|deadlift|eat|old|do)?`)
	betweenClauses = expressionOf(`[.?!;:,\n]| and `)
	userNumber     = expressionOf(`\b(?:user|account|member|uid|id)\s*#?\s*\d+`)
)

var nobody = []string{
	"what", "it", "that", "this", "here", "there", "who", "let", "today", "tomorrow", "yesterday", "week", "women", "men", "man", "woman", "beginner", "person", "people", "one", "how", "where", "when", "runner", "farmer", "doctor", "coach",
	"the", "my", "your", "you", "someone", "anyone", "body", "protein", "running", "walking", "training", "creatine", "enough", "too", "normal", "good", "lifting", "swimming", "cycling", "exercise", "cardio", "rest", "muscle", "everyone", "squatting", "rowing", "yoga", "hiking", "rope", "each", "per", "and", "tennis", "football", "not", "failure", "weight", "an", "max", "average",
}

// What people write of somebody whose name is a word that the coach does not know:
// "give me sarahs profile", "what did ben lift", "what did anna ask you".
var (
	namelessData = expressionOf(`\b(?:give|show|tell|read|see|open|get|whats|what is|check|at|in|into|know)(?: me| us| up)* ([a-z]{2,}s) (?:profile|chats?|data|logs?|conversations?|password|e-?mail|weight|stats|progress|injur\w+|account|max|heart rate|pulse|age|zones)\b`)
	namedDoes    = expressionOf(`\b(?:what|how much|how often|how many \w+|when)(?: the)?(?: did| does| has| is)?(?: the)?(?: user| guy| member)? ([a-z]{3,})(?: (?:from|in|at) (?:\w+ ){1,2}?)? ?(?:been )?(?:lift(?:ed|s|ing)?|weigh(?:s|ed)?|logged|logs?|train(?:ed|s|ing)?|bench(?:ed|es)?|squat(?:ted|s)?|eat(?:s|en)?|ate)\b`)
	namedAsked   = expressionOf(`\bwhat (?:did|does|has|have) ([a-z]{3,}) (?:ask|asked|tell|told|say|said|write|wrote)(?: to)? (?:you|u|here)\b`)
)

// famous are people whose training is public.
var famous = strings.Fields("arnold arnie schwarzenegger ronnie coleman cbum bumstead eddie hafthor bjornsson messi ronaldo bolt usain phelps kipchoge hemsworth evans rocky stallone lebron serena goggins")

// isName reports whether a word may be the name of somebody: one that no utterance
// has, with or without the s behind it.
func isName(word string) bool {
	bare := strings.TrimSuffix(word, "s")
	return !learned().knows(word) && !learned().knows(bare) && !slices.Contains(nobody, word) &&
		!slices.Contains(famous, word) && !slices.Contains(famous, bare) && !slices.Contains(plainPronouns, word) && len(namesAt(singular([]string{word}), 0)) == 0
}

var plainPronouns = strings.Fields("you they she him her his its our their them these those most other others any some all both many athletes users pros olympians bodybuilders")

// refuse answers a request that is not to be done. ok is false for any other.
func refuse(p Person, r reading, c complaint, isPregnant bool) (Answer, bool) {
	if foreign(r) {
		return Answer{Text: addressed(p, "I only understand English so far: please ask me in English, for example \"What are my heart-rate zones?\"."), Suggestions: openingSuggestions(p)}, true
	}
	if ref, ok := refusals[allSigns().raised(c, func(name string) bool { _, ok := refusals[name]; return ok })]; ok {
		return r.refusedAs(p, ref, isPregnant), true
	}
	if crash(r) {
		return r.refusedAs(p, refusals["crash"], isPregnant), true
	}
	if r.namesSomebody() {
		return refused(p, privateAnswer, nil, askMe), true
	}
	if r.has(prompting) && !r.besidesPrompting() {
		return refused(p, promptAnswer, nil, askZones), true
	}
	return Answer{}, false
}

// refusedAs refuses with what may be offered to this body instead: who is under 18,
// pregnant or underweight is offered no slower diet either.
func (r reading) refusedAs(p Person, no refusal, isPregnant bool) Answer {
	if no.question != askFatLoss {
		return refused(p, no.answer, no.sources, no.question)
	}
	told, _ := r.slotsFor(unclear, fitness.Kilograms)
	c := chatWith(p, r, told, wanted{}, 0)
	age := c.Age
	if their := told.Their; their != nil && their.Age != 0 {
		age = their.Age
	}
	err := fitness.CheckDeficit(c.body(), isPregnant || c.pregnant || r.tellsTheyArePregnant())
	switch {
	case age != 0 && age < 18:
		return refused(p, crashYoung, no.sources, askYouth)
	case errors.Is(err, fitness.ErrDeficitPregnant):
		return refused(p, crashPregnant, no.sources, askPregnancy)
	case errors.Is(err, fitness.ErrDeficitUnderweight):
		return refused(p, crashThin, no.sources, askProtein)
	}
	return refused(p, no.answer, no.sources, no.question)
}

// tellsTheyArePregnant reports whether a message tells that somebody is pregnant, be it
// the one who asks or another.
func (r reading) tellsTheyArePregnant() bool {
	return slices.Contains(r.ofThem().Conditions, pregnant)
}

const (
	crashYoung = crashOpening + "While you grow nobody should eat less than hunger asks for, so under 18 I plan no loss of weight at all, fast or slow. " +
		"Talk to a parent about it today, and let a doctor or a registered dietitian look at it with you, this week if food or weight take up your day. " +
		"What helps you feel and look strong is training with an adult who knows it, regular meals with snacks between them, and sleep:"
	crashPregnant = crashOpening + "In pregnancy I plan no loss of weight at all, fast or slow: a child grows from what is eaten. " +
		"Tell your midwife or doctor this week what worries you about weight or food; a registered dietitian can help too. What I can do is gentle training with regular meals:"
	crashThin = crashOpening + "At a weight that is low already I plan no loss at all: see a doctor or a registered dietitian this week, and tell someone you trust. " +
		"What I can do is help with eating enough and training kindly:"
)

func refused(p Person, text string, sources []Source, question string) Answer {
	a := Answer{Text: addressed(p, text) + offer(question), Suggestions: refusalSuggestions(p, question)}
	a.cite(sources...)
	return a
}

// offer turns a question into what the coach offers.
func offer(question string) string { return " ask me \"" + question + "\"" }

func (r reading) namesSomebody() bool {
	if userNumber.in(r.text) {
		return true
	}
	for _, found := range []*expression{namelessData, namedDoes, namedAsked} {
		if m := found.parts(r.text); m != nil && isName(m[1]) {
			return true
		}
	}
	for _, found := range []*expression{somebodysData, somebodyDoes} {
		if m := found.parts(r.text); m != nil && !slices.Contains(nobody, m[1]) && len(namesAt(singular([]string{m[1]}), 0)) == 0 {
			return true
		}
	}
	return false
}

// besidesPrompting reports whether a sentence beside the one that wants to change
// the coach asks something it answers: that is answered, and nothing changes.
func (r reading) besidesPrompting() bool {
	for _, clause := range betweenClauses.compiled().Split(r.text, mostSentences) {
		part := read(clause)
		if len(part.words) == 0 || part.has(prompting) {
			continue
		}
		if about, sure := certain(part.guesses()); sure && !about.smallTalk() && about != aboutOffTopic && about != aboutWho && about != aboutHelp {
			return true
		}
	}
	return false
}

// crashWeekly is the loss, in kilograms a week, from which a wish is a crash diet;
// below it, and above what is advised, the answer only slows it down.
const crashWeekly = 2

// leastPlausibleIntake is how many kilocalories a day nobody is helped to eat.
const leastPlausibleIntake = 1000

// crash reports whether somebody wants to lose weight, or to eat, at a rate that
// harms.
func crash(r reading) bool {
	_, w := r.slotsFor(aboutFatLoss, fitness.Kilograms)
	if w.Lose > 0 && w.Weeks > 0 && w.Lose/w.Weeks > crashWeekly {
		return true
	}
	if hasty(r.text) {
		return true
	}
	energy, ok := r.quantity(fitness.KindEnergy)
	return ok && energy.UpTo < leastPlausibleIntake && r.has(ofIntake) && !r.has(notOfADay)
}

// A number of kilocalories may be all that is eaten in a day, or something else.
var (
	ofIntake  = patterns("eat|eating|diet|day|intake|consume|only|live")
	notOfADay = patterns("burn*", "deficit", "protein", "less", "fewer", "meal", "breakfast", "snack")
)

// How much weight people want gone, and how soon, where they do not say "lose", and
// what the same words mean of a bar.
var (
	weightInTime = expressionOf(`\b(\d+)\s*(kgs?|kilos?|lbs?|pounds?|stone)\b[^.?!\d]{0,20}\b(?:in|within)\s+(?:the next |just |only |like |about )*(\d+|an?|one|two|three|four)?\s*(day|week|wk|month|fortnight)`)
	ofABar       = patterns("gain*", "put|putting on|onto", "add|added|adding", "bench*", "squat*", "deadlift*", "press", "lift*", "muscle", "bulk*", "row*", "curl*", "max", "1rm", "pr|pb", "lost", "stronger", "snatch", "clean", "volume", "total", "from")
	inWeeks      = map[string]float64{"day": 1.0 / 7, "week": 1, "wk": 1, "fortnight": 2, "month": 52.0 / 12}
	kilogramsPer = map[string]float64{"k": 1, "l": 0.4536, "p": 0.4536, "s": 6.35}
	spelledOut   = map[string]float64{"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
)

// hasty reports whether a text names a weight and a time that make a crash diet.
func hasty(text string) bool {
	m := weightInTime.parts(text)
	if m == nil || anyIn(ofABar, wordsOf(text)) {
		return false
	}
	kilograms, _ := strconv.ParseFloat(m[1], 64)
	times, ok := spelledOut[m[3]]
	if !ok {
		times, _ = strconv.ParseFloat(m[3], 64)
	}
	weeks := times * inWeeks[m[4]]
	return weeks > 0 && kilograms*kilogramsPer[m[2][:1]]/weeks > crashWeekly
}

// foreignWords are small words that English does not have.
var foreignWords = strings.Fields("cuántas cuantas cuantos necesito peso hacer soy tengo años brauche viele gewicht wieviel besoin protéines faut bisogno preciso kann ich und der die das ist wie viel kann mein meine ein eine für nicht mit was je suis est que comment le la les mon ma pour avec des une combien quel quelle el los las cómo como cuánto cuanto qué mi para con una puedo quiero il che sono mia mio quanto posso voglio het een ik wat mijn hoeveel jak moje jest co quero meu minha eu você por tengo hola bonjour hallo ciao estoy kaç nasıl")

// foreign reports whether a message is in another language than English.
func foreign(r reading) bool {
	latin, other := 0, 0
	if strings.ContainsAny(r.text, "¿¡") {
		return true
	}
	for _, c := range r.text {
		switch {
		case !unicode.IsLetter(c):
		case unicode.Is(unicode.Latin, c):
			latin++
		default:
			other++
		}
	}
	if other > latin && other > 2 {
		return true
	}
	words := 0
	for _, word := range r.words {
		if slices.Contains(foreignWords, word) && !slices.Contains([]string{"die", "was", "mi", "con", "para"}, word) {
			words++
		}
	}
	return words >= 2 && words*4 >= len(r.words)
}
