package coach

// intent is what a message asks for.
type intent int

const (
	unclear intent = iota
	zonesIntent
	volumeIntent
	firstStepIntent
	hardIntent
)

// understands scores the phrases of one intent. A phrase counts once, with its
// weight; enough is what makes the intent plausible.
type understands struct {
	intent intent
	clues  []clue
}

type clue struct {
	weight  int
	phrases []pattern
}

const enough = 2

// intents are what Reply can answer. On a tie the earlier one wins, so a wish for
// hard work, which may need screening, is never lost to a question beside it.
var intents = []understands{
	{hardIntent, []clue{
		{5, patterns("hiit", "vigorous*", "sprint*", "high intensity", "intense|intensive|hard|harder|heavy workout|training|session|exercise|cardio|run|running|effort",
			"train|go|push|work|run|exercise|ride … hard|harder", "all out", "max|maxing out", "flat out", "interval|intervals training|session|workout|run|running", "tabata", "maximal|maximum effort")},
	}},
	{zonesIntent, []clue{
		{2, patterns("zones", "zone 1|2|3|4|5|one|two|three|four|five", "bpm", "hrmax", "karvonen")},
		{1, patterns("heart", "hr|pulse|heartbeat", "heart|cardio rate|zone|zones", "cardio")},
		{1, patterns("zone", "rate", "heart rate", "max|maximum", "target", "how fast|high", "range")},
	}},
	{volumeIntent, []clue{
		{2, patterns("sets", "reps", "repetitions", "how often … i", "training volume", "how many workouts|sessions|trainings",
			"how many days … should|do|can i", "times|days a|per|each|every week")},
		{1, patterns("days", "week|weekly", "how much", "frequency")},
		{1, patterns("train|training", "workout|workouts", "lift|lifting", "exercise|exercises|exercising", "gym", "strength")},
	}},
	{firstStepIntent, []clue{
		{2, patterns("should|do|to|must … first", "first step|session|workout|thing|exercise", "where|how … i start|begin", "where|how to start|begin",
			"get|getting started", "im new")},
		{1, patterns("start|starting", "begin|beginning")},
		{1, patterns("train|training", "workout", "lifting", "exercise|exercising", "gym", "fit")},
	}},
}

// intentOf returns what words ask for, or unclear.
func intentOf(words []string) intent {
	best, most := unclear, enough-1
	for _, known := range intents {
		if score := known.score(words); score > most {
			best, most = known.intent, score
		}
	}
	return best
}

func (u understands) score(words []string) int {
	total := 0
	for _, c := range u.clues {
		if anyIn(c.phrases, words) {
			total += c.weight
		}
	}
	return total
}
