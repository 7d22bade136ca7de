package coach

import (
	"slices"
	"strings"
)

// mood is what a message does with the sets that it names.
type mood string

const (
	wasBare     mood = "bare"     // "bench 3x8 @ 60": whoever writes nothing else has done it
	wasReported mood = "reported" // "I did", "benched", "log …"
	wasAsked    mood = "asked"
	wasSupposed mood = "supposed" // "if", "would"
	wasPlanned  mood = "planned"  // "tomorrow", "I will", "my plan is"
	wasDenied   mood = "denied"   // "I did not"
	wasHabitual mood = "habitual" // "I usually bench", "I can bench", "I used to"
	wasOthers   mood = "others"   // "my friend benched"
)

// isDone reports whether sets of this mood go into the log.
func (m mood) isDone() bool { return m == "" || m == wasBare || m == wasReported }

// spreads reports whether what stands bare behind a clause of this mood is meant in
// the same way: "My plan for next week: bench 3x8. Squat 5x5."
func (m mood) spreads() bool {
	return m == wasPlanned || m == wasSupposed || m == wasDenied || m == wasOthers || m == wasHabitual
}

var (
	logging = expressionOf(`^(?:(?:hi|hello|hey|ok|okay|coach|please|now|and|also|so|yes|can you|could you|will you|would you|i want (?:you )?to|i'?d like (?:you )?to|let me|let'?s|just),? )*(?:log|record|save|track|note|add|write|enter|put|jot)\b`)
	// notLogging keeps a request from being one to log.
	notLogging = phrasesOf("dont|not|never log|record|save|track|note|add|write", "plan|program|programme|routine|reminder|goal|goals|schedule|tomorrow")
	theirs     = phrasesOf("my|his|her|our|their|the|a|your friend|friends|buddy|mate|bro|son|daughter|kid|kids|child|children|wife|husband|mother|mom|mum|father|dad|brother|sister|partner|girlfriend|boyfriend|client|colleague|neighbour|neighbor|cousin|uncle|aunt|roommate|boss|coworker|trainer|coach|teammate|guy|man|woman|girl|boy|nephew|niece|grandma|grandpa|grandmother|grandfather|hero|idol",
		"he|she|they|hes|shes|theyre|someone|somebody|anyone|people|everybody|everyone|who|men|women|lifters|beginners|strongmen|powerlifters|athletes")
	denial     = phrasesOf("not|never|didnt|dont|havent|hasnt|couldnt|cant|cannot|wasnt|wont|wouldnt|shouldnt|hadnt|aint|skipped|skip|skipping|missed|failed|fail|unable|nearly|cancelled|canceled")
	notDoneYet = phrasesOf("not done|finished|completed|yet|today", "didnt happen")
	belief     = phrasesOf("cant|cannot|couldnt believe", "not bad", "why not")
	assumption = phrasesOf("if|whether|suppose|supposing|imagine|hypothetically|hypothetical|assume|assuming|pretend|would|could|might|maybe|perhaps|wish|should|unless|may|example", "what|how about", "say i", "were to", "lets say")
	resolve    = phrasesOf("will|ill|shall|gonna|wanna|plan|plans|planning|planned|want|wants|wanted|hope|hoping|aim|aiming|target|goal|goals|intend|intending|tomorrow|later|soon|upcoming|scheduled|schedule|must|lets|todo|routine|program|programme|supposed|prescribed|attempt|need|have|has|trying|ready|love",
		"going|about|like|try to", "to do", "next week|weekend|month|year|time|session|workout|monday|tuesday|wednesday|thursday|friday|saturday|sunday")
	ahead = phrasesOf("tomorrow|later|soon|would|should|could|might|planned|scheduled", "next week|weekend|month|year|time|session|workout|monday|tuesday|wednesday|thursday|friday|saturday|sunday")
	habit = phrasesOf("used to", "usually|normally|always|often|typically|generally|regularly|sometimes|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|able",
		"every|each day|week|session|workout|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|other", "back then", "when i was", "a|per week")
	ability    = phrasesOf("i|we can", "my best|pr|pb|max|record|maximum|1rm|working|usual|normal|bench|squat|deadlift", "been")
	present    = expressionOf(`\b(?:i|we) (?:bench|squat|deadlift|press|row|lift|do|curl|dip|lunge|plank|hold|push|pull|train|perform|use|overhead)\b`)
	ofToday    = phrasesOf("today|tonight|yesterday|ago", "this morning|afternoon|evening", "just", "a new")
	havingDone = phrasesOf("did|done|finished|completed|managed|benched|squatted|deadlifted|pressed|rowed|lifted|already")
	pastDone   = phrasesOf("did|done|finished|completed|managed|hit|got|made|held|performed|lifted|benched|squatted|deadlifted|pressed|rowed|curled|dipped|lunged|planked|pushed|pulled|trained|repped|smashed|crushed|ended|worked|used|went|started|began|today|yesterday|had|was|were|ran|walked|jumped|climbed|swung|carried|threw|nailed|logged|ago")
	// firstAsked are the words that a question or another request begins with.
	firstAsked = fillers("how hows what whats which when should shall can could would is isnt are am do does will why where may might was calculate estimate explain tell show give convert compare suggest recommend wondering help")
	anyone     = fillers("i you he she they my")
	firstMe    = phrasesOf("i|im|ive|id|ill|we|weve|me")
)

// holds reports whether one of the phrases is in words, to the letter: a slip that
// made "planked" of "planned" would log what was not done.
func holds(all []phrase, words []string) bool {
	for i := range words {
		if slices.ContainsFunc(all, func(p phrase) bool { return p.end(words, i) >= 0 }) {
			return true
		}
	}
	return false
}

// toldClause is a clause of a message and its mood.
type toldClause struct {
	start, end int
	mood       mood
}

var clauseTurns = expressionOf(`[?!;\n]+|\.(?:\s|$)|(?:,|\s[-–—]|\band\b|\bbut\b|\bbecause\b|\bsince\b|\bso\b|\balso\b|\bhowever\b)+\s*(?:i'?m?|i'?ve|i'?ll|my|how|what|which|can|could|should|would|is|are|do|does|will|tomorrow|yesterday|next|today|then i'?|he|she|they)\b|\s(?:but|however)\s`)

// clausesOf cuts a folded text where a sentence ends and where another begins, and
// says what each clause does with sets. where are the numbers of sets in it.
func clausesOf(text string, firstNumber func(start, end int) int) []toldClause {
	var all []toldClause
	start := 0
	before := wasBare
	shut := func(end int, question bool) {
		if strings.TrimSpace(text[start:end]) == "" {
			return
		}
		c := toldClause{start, end, moodOf(text[start:end], firstNumber(start, end)-start, question)}
		if c.mood == wasBare && before.spreads() || c.mood == wasBare && before == wasAsked && strings.HasSuffix(text[:end], "?") {
			c.mood = before
		}
		before = c.mood
		all = append(all, c)
	}
	for _, turn := range clauseTurns.compiled().FindAllStringIndex(text, mostClauses*2) {
		mark := strings.TrimSpace(text[turn[0]:turn[1]])
		ends := strings.ContainsAny(mark[:1], "?!;.") || mark == "" // of a sentence
		shut(turn[0], strings.HasPrefix(mark, "?"))
		start = turn[1]
		if !ends && mark != "but" && mark != "however" {
			start = turn[0] // the first word belongs to what comes
		}
	}
	shut(len(text), false)
	return all
}

// moodOf is the mood of a clause whose first number of a set stands at a byte. What
// stands before that says more than what stands behind.
func moodOf(clause string, number int, question bool) mood {
	whole := clause
	clause = strings.TrimLeft(clause, " ,;.-–—")
	number = min(max(number-len(whole)+len(clause), 0), len(clause))
	words, pre := wordsOf(clause), wordsOf(clause[:number])
	for len(words) > 1 && slices.Contains(openings, words[0]) {
		words = words[1:]
	}
	if logging.in(clause) {
		if holds(notLogging, words) {
			return wasPlanned
		}
		return wasReported
	}
	if question || len(words) > 0 && firstAsked(words[0]) || len(words) > 1 && words[0] == "did" && anyone(words[1]) {
		return wasAsked
	}
	if m := moodBefore(pre); m != wasBare {
		return m
	}
	switch {
	case holds(notDoneYet, words):
		return wasDenied
	case holds(ahead, words), holds(assumption, words):
		return wasPlanned
	case holds(pastDone, words):
		return wasReported
	case present.in(clause[:number]), holds(habit, words):
		return wasHabitual
	default:
		return wasBare
	}
}

// moodBefore is what the words before the numbers say; bare is nothing.
func moodBefore(pre []string) mood {
	done := holds(havingDone, pre)
	switch {
	case holds(theirs, pre) && !holds(firstMe, pre):
		return wasOthers
	case holds(denial, pre) && !holds(belief, pre):
		return wasDenied
	case holds(assumption, pre):
		return wasSupposed
	case holds(resolve, pre) && !done:
		return wasPlanned
	case holds(habit, pre) && !holds(ofToday, pre), holds(ability, pre) && !done && !holds(ofToday, pre) && !holds(pastDone, pre):
		return wasHabitual
	case done, holds(pastDone, pre):
		return wasReported
	default:
		return wasBare
	}
}
