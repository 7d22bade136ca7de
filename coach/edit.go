package coach

import (
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

// edit is what a short message does to the answer before it: it asks something
// about that answer, or has it worked out again with something changed.
type edit string

// The kinds. The first five ask about an answer, the others change its question.
const (
	noEdit     edit = ""
	forWhy     edit = "why"
	forNorm    edit = "norm"
	forTotal   edit = "total"
	forRest    edit = "rest days"
	forNext    edit = "next"
	byWeek     edit = "a week"
	inUnit     edit = "unit"
	pointed    edit = "ordinal"
	another    edit = "another"
	forMe      edit = "me"
	forOther   edit = "other"
	moreDays   edit = "more days"
	fewerDays  edit = "fewer days"
	moreReps   edit = "more repetitions"
	fewerReps  edit = "fewer repetitions"
	longer     edit = "longer"
	shorter    edit = "shorter"
	heavier    edit = "heavier"
	lighter    edit = "lighter"
	harder     edit = "harder"
	easier     edit = "easier"
	faster     edit = "faster"
	slower     edit = "slower"
	inTime     edit = "time"
	howOften   edit = "how often"
	forHowLong edit = "how long"
	howMany    edit = "how many"
)

// editWords are the wordings of each kind; the first that a message holds is taken.
var editWords = choices[edit]{
	{patterns("in total", "total", "altogether", "all together", "all in all", "overall", "sum", "add … up", "combined", "everything together"), forTotal},
	{patterns("rest|off|recovery|free|nontraining day|days", "non training day|days", "day|days off", "when|days i dont|not train|training|exercise|work|lift", "not training"), forRest},
	{patterns("thats|its a lot", "thats|its much|high|low|not much|many", "is|are … too much|many|often|little"), forNorm},
	{patterns("is|isnt|thats|was|are|am|does that|this|it|those|they|these|i … a lot", "is|isnt|was|are that|this|it|those|they|these … much|many|high|low|good|bad|ok|okay|fine|normal|enough|fast|slow|heavy|strong|weak|healthy|safe|realistic|average|decent|risky|dangerous|possible|big|small|long|short|typical|usual|overweight|fat",
		"is|isnt|are that|it|this|they|those … too much|many|little|few|high|low|hard|easy|heavy|light|long|short|fast|slow", "that|this ok|okay|normal|good|bad|enough", "good enough", "a lot or", "any good", "how good|bad|high|normal is|are", "good or bad", "whats normal|average|typical|good", "what is normal|average|typical|good",
		"normal for", "how does|do … compare", "above|below average", "good|normal|bad for my|someone|somebody|a"), forNorm},
	{patterns("why", "how come", "how so", "what for", "whats the reason|point|logic|evidence|science|source", "what … based on", "says|said who", "who says|said", "where … that|this|number|numbers|it from", "source|sources", "evidence|proof|study|studies|research", "sure|certain about", "you|u sure|certain",
		"really", "true|right|correct", "who came|comes up", "who made|wrote|decided|invented|thought", "which|what … accurate|reliable|trust|exact|right|correct", "how did|do you|u know|calculate|get|work|come|figure", "explain that|this|it|why"), forWhy},
	{patterns("in|to|as|use|using lbs|lb|pounds|kg|kgs|kilos|kilograms|stone|stones|miles|mile|km|kms|kilometres|kilometers|feet|foot|inches|cm|kj|kilojoules|ounces|oz|mph|kmh", "lbs|pounds|kg|kilos|stone|miles|km please|instead", "per mile|km"), inUnit},
	{patterns("first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th one|exercise|move|option|of|1", "the first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th|former|latter", "number|option|no one|two|three|four|five|1|2|3|4|5"), pointed},
	{patterns("per|each|every week|month|year", "a week|month|year", "over|in a week|month|year", "weekly", "monthly"), byWeek},
	{patterns("for me", "for myself", "about me", "my turn", "back to me", "and me|mine|i"), forMe},
	{patterns("for|about|if my|a|her|him|she|he", "she|he|shes|hes is|was", "for her|him"), forOther},
	{patterns("one|1|a|another|an more|extra|additional day", "day more", "more days", "add … day", "another|extra day"), moreDays},
	{patterns("one|1|a less|fewer day", "day|days less|fewer", "less|fewer days", "drop|remove|cut … day", "too many days"), fewerDays},
	{patterns("more reps|repetitions", "higher reps", "one|two more rep|reps"), moreReps},
	{patterns("less|fewer reps|repetitions", "lower reps", "one|two less|fewer rep|reps"), fewerReps},
	{patterns("too short", "longer", "more time", "extend", "stretch it out", "bit more time"), longer},
	{patterns("too long", "shorter", "less time", "quicker", "cut it down", "dont|not have|got that long|much|time", "shorten", "too many exercises", "fewer|less exercises", "half the time", "trim", "takes too long", "bit long"), shorter},
	{patterns("heavier", "more weight|load", "too light", "increase … weight"), heavier},
	{patterns("lighter", "less weight|load", "too heavy", "reduce … weight"), lighter},
	{patterns("harder", "tougher", "too easy", "more intense|intensity|challenging|difficult|challenge|advanced", "a doddle|breeze|cinch", "piece of cake", "can|could|already do … easy|easily|fine|already", "easy peasy|enough|already|now", "no sweat|challenge|problem at all", "thats|was|is|are|feels|those easy", "step|kick|ramp it|that up", "not hard|difficult|challenging enough", "more of a challenge", "intenser", "spicier"), harder},
	{patterns("easier", "too hard|difficult|tough|intense|much|advanced|strenuous", "gentler", "simpler", "less intense|intensity|difficult", "go|easy easy|on", "tone|take|dial it|that down", "make … gentle", "milder", "softer", "way too much", "if|but|what i cant|cannot|couldnt|struggle", "cant|cannot even|do|manage it|that|this|one|them|those", "i struggle"), easier},
	{patterns("could|can|should|may … daily|everyday", "daily|everyday then", "how frequently|regular", "how often|regularly|frequently", "how many times|days", "every day", "which days"), howOften},
	{patterns("how long", "how many weeks|months|minutes|mins|hours|seconds", "how soon", "by when", "for how long", "when will"), forHowLong},
	{patterns("how many", "how much", "what dose|amount", "sets and reps", "how heavy"), howMany},
	{patterns("faster", "quicker", "sooner", "speed it|that|this up", "more than that|this"), faster},
	{patterns("slower", "more slowly", "take … time", "no rush"), slower},
	{patterns("only|just|within … #duration", "in|got|have|for|left|til|till|until … #duration", "#duration left|til|till|until|before|away|to go", "its|thats|its in … #duration"), inTime},
	{patterns("another|different|new|other one|session|workout|plan|version|idea|ideas|option|options|way|ones|exercises|exercise", "something|anything else|different|new", "shuffle", "mix it up", "else", "more ideas|options", "one more", "again", "alternative|alternatives|alternatively", "boring"), another},
	{patterns("tomorrow", "next time|session|workout|week|step", "then what", "after that|this|then", "after … weeks|week|days|month", "what|whats next", "day after", "and then", "next"), forNext},
}

// politely are the words of a short message that say nothing by themselves.
var politely = strings.Fields("take takes last times often long many those days weeks hours whos whose two three four before last answer number numbers minutes sets reps calories btw matter like exactly a an the i im ive id my me you your u ur its it is are am was be been do does did doing have has had to of in on at for with and or but so if as that thats this these those there what whats how hows which when where who can could shall will would may might must just only any some much many very really no not dont get got go going want need like know then than up down out all one ones more lol haha please pls thanks thx cheers coach hey hi hello ok okay right well hmm hm um erm oh ah yeah yep cool fair nice great good sorry actually still too also bit little maybe instead make give tell show say put about same again now tho though by from our we they them her him she he now bro mate man sir today even mean meant thing roughly exactly per each every let lets us isnt wasnt")

// editVocabulary are the words that a message may hold which is nothing but an edit.
var editVocabulary = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range politely {
		all[word] = true
	}
	for _, known := range editWords {
		for _, row := range known.phrases.rows {
			for _, word := range strings.FieldsFunc(row, func(c rune) bool { return c == ' ' || c == '|' }) {
				all[word] = true
			}
		}
	}
	return all
})

// besides counts the words of a message that no edit is made of. Numbers, quantities
// and names are what an edit fills in.
func (r reading) besides() int {
	n := 0
	for _, word := range r.marked {
		if word[0] != '#' && !isNumeral(word) && !editVocabulary()[word] && !relatives[word].isOne() {
			n++
		}
	}
	return n
}

// mostEditing is how many words an edit has at most.
const mostEditing = 12

// editIn returns what a message does to the answer before it, noEdit where it does
// more or something else.
func (d dialogue) editIn(r reading) edit {
	if len(r.words) == 0 || len(r.words) > mostEditing {
		return noEdit
	}
	if d.speaksOfThem(r) {
		return forOther
	}
	kind, besides := noEdit, r.besides()
	for _, known := range editWords {
		if r.has(known.phrases) && (known.value != inTime || r.saysDays()) {
			kind = known.value
			break
		}
	}
	if besides == 0 || besides <= mostBesides && r.has(pointsBack) && !r.hasTopicOfItsOwn(d.Topic) || besides <= mostUnknown && len(r.words) <= shortEdit && !d.isElsewhere(r, enough) {
		return kind
	}
	return noEdit
}

// saysDays reports whether a message says a time of days and more.
func (r reading) saysDays() bool {
	return slices.ContainsFunc(r.quantities, func(q fitness.Quantity) bool {
		return q.Kind == fitness.KindDuration && (q.Unit == fitness.Days || q.Unit == fitness.Weeks || q.Unit == fitness.Months)
	})
}

// mostBesides is how many words of its own an edit may hold that points back to the
// answer in words.
const mostBesides = 2

// mostUnknown is how many words of its own a short message may hold that is like no
// other topic.
const mostUnknown = 4

// pointsBack are the words that stand for the answer before, or for its question.
var pointsBack = patterns("it|that|this|them|those|these|they|one|ones", "same", "and", "only|just", "instead", "then")

// hasTopicOfItsOwn reports whether a message is plainly about another topic than the
// one on the table.
func (r reading) hasTopicOfItsOwn(about topic) bool {
	guesses := plainly(r.guesses())
	return len(guesses) > 0 && guesses[0].topic != about && guesses[0].score >= certainlyNew
}

// speaksOfThem reports whether a message goes on to tell of somebody else, or asks
// the same for them.
func (d dialogue) speaksOfThem(r reading) bool {
	who, ok := r.relative()
	if !ok {
		return false
	}
	if d.Wanted.isForOther() && !isNamed(who.whose) {
		return !r.ofThem().isZero() && !r.hasTopicOfItsOwn(d.Topic)
	}
	return (r.besides() <= mostBesides && isNamed(who.whose) || r.has(sameForThem)) && !r.hasTopicOfItsOwn(d.Topic)
}

var sameForThem = patterns("same", "what|how about", "for my|her|him")

// edited answers a message that only edits the answer before, in the one place where
// it is known what each kind of edit does to each kind of question.
func (d dialogue) edited(p Person, r reading, variant int) (Answer, bool) {
	if d.Topic == unclear || d.Topic.smallTalk() || d.Topic == aboutOffTopic {
		return Answer{}, false
	}
	kind := d.editIn(r)
	if _, reps := d.repsWithThat(r); kind == noEdit || reps {
		return Answer{}, false
	}
	if next, ok := d.changed(kind, r); ok {
		return next.answered(p, next.again(r), variant, d.Last), true
	}
	a, ok := d.aside(kind, p, r, variant)
	return d.spoken(p, a, ok), ok
}

// again is a message that goes on, read together with the question that it goes on
// from: what that said of the matter still holds.
func (d dialogue) again(r reading) reading {
	if d.Words == "" {
		return r
	}
	return read(r.text + ". " + d.Words)
}

// mostWords bounds the words of a question that are kept, in bytes.
const mostWords = 300

// wordsKept are the words of a question without its numbers, which are kept as what
// they mean.
func wordsKept(r reading) string {
	var words []string
	size := 0
	for _, word := range r.words {
		if strings.ContainsAny(word, "0123456789") {
			continue
		}
		if size += len(word) + 1; size > mostWords {
			break
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}
