package coach

import (
	"slices"
	"strconv"
	"strings"

	"spotter/fitness"
)

// smallNumbers are the numbers that people write out.
var smallNumbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
	"once": 1, "twice": 2, "thrice": 3,
}

// smallNumber reads a word as a whole number; 0 is none.
func smallNumber(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n > 0 && n < 1000 {
		return n
	}
	return smallNumbers[word]
}

// setWords are the names of sets by their repetitions.
var setWords = map[string]int{
	"single": 1, "singles": 1, "double": 2, "doubles": 2, "triple": 3, "triples": 3, "fives": 5, "sixes": 6, "eights": 8, "tens": 10,
}

// beforeReps ends right before the repetitions of a set.
var beforeReps = patterns("set|sets of", "reps of")

// repsNamed are the repetitions that a message wants in words: "triples", "sets of
// twelve"; 0 if it names none.
func (r reading) repsNamed() int {
	for i, word := range r.words {
		if n := setWords[word]; n > 0 {
			return n
		}
		if i >= 2 && anyIn(beforeReps, r.words[i-2:i]) {
			if n := smallNumber(word); n > 0 && n <= mostRepsBare {
				return n
			}
		}
	}
	return 0
}

// purposes are what a load is for, in the words of those who lift.
var purposes = choices[fitness.Quality]{
	{patterns("speed", "fast|faster|quick", "explosive*", "power", "snappy", "velocity", "dynamic"), fitness.Power},
	{patterns("size", "mass", "hypertrophy", "grow|growth|growing", "bulk*", "bigger", "muscle|muscles", "pump", "looks"), fitness.Size},
	{patterns("endurance", "stamina", "high|lots reps", "lots of reps"), fitness.Endurance},
	{patterns("strength", "strong|stronger", "max|maximal strength", "powerlifting"), fitness.Strength},
}

// aimOf is the goal of a plan for a quality.
var aimOf = map[fitness.Quality]Goal{fitness.Strength: Strength, fitness.Size: Muscle, fitness.Endurance: Endurance, fitness.Power: Strength}

// livingWords are how people say how much they move at work.
var livingWords = choices[fitness.Movement]{
	{patterns("building|construction site", "bricklay*|roofer|scaffold*|labourer|laborer|farmer|farmhand|lumberjack", "builder", "physical|manual|heavy|hard work|job|labour|labor", "on a farm"), fitness.ExtraActive},
	{patterns("walk|walking|walks all|most", "post|mail man|woman|round", "postman|postwoman|postie|mailman|courier|waiter|waitress|waitressing|nurse|cleaner", "feet … walking"), fitness.ModeratelyActive},
	{patterns("on my feet", "stand|standing all|most", "teacher|hairdresser|barista|chef|cashier|shop"), fitness.LightlyActive},
	{patterns("sit|sitting|sat|seated|chair|sofa|couch", "desk|office|screen|computer|laptop", "driving|driver|lorry|truck|van|taxi", "sedentary", "dont|not|never|barely|hardly move|exercise|train", "no exercise|sport|gym"), fitness.Sedentary},
}

// sportly are the words that make a number of times one of training.
var sportly = patterns("train*", "gym", "lift*", "run|running|jog", "exercise*|exercising", "workout*|workouts", "work out|working out", "sport|sports|football|tennis", "class|classes", "swim*|cycle|cycling|spin", "session|sessions")

// movementNamed is how active a message says a week is: by its training if it says
// how often, else by its work.
func (r reading) movementNamed() (fitness.Movement, bool) {
	if n := r.timesNamed(); n > 0 && r.has(sportly) {
		switch {
		case n <= 3:
			return fitness.LightlyActive, true
		case n <= 5:
			return fitness.ModeratelyActive, true
		default:
			return fitness.VeryActive, true
		}
	}
	if m, ok := movementWords.in(r); ok {
		return m, true
	}
	return livingWords.in(r)
}

// ofAWeek are the words behind a number that make it one of a week.
var ofAWeek = []string{"times", "time", "days", "day", "x", "weekly", "sessions", "session", "workouts", "nights", "evenings", "mornings", "a"}

// timesNamed is how often a week a message says something is; 0 if it does not.
func (r reading) timesNamed() int {
	if q, ok := r.quantity(fitness.KindFrequency); ok && q.Value >= 1 && q.Value <= daysInAWeek {
		return int(q.Value)
	}
	for i, word := range r.words {
		n := smallNumber(strings.TrimSuffix(word, "x"))
		if n == 0 || n > daysInAWeek {
			continue
		}
		if strings.HasSuffix(word, "ce") || i+1 < len(r.words) && slices.Contains(ofAWeek, r.words[i+1]) || strings.HasSuffix(word, "x") {
			return n
		}
	}
	return 0
}

// besideDays are the words around a number of training days.
var (
	beforeDays = []string{"to", "only", "just", "do", "want", "manage", "make", "it", "at", "be", "is", "max", "have", "got", "prefer"}
	moreOrLess = patterns("one|1|a|two|another|an less|fewer|more|extra|additional day|days", "day|days less|fewer|more", "another|extra day")
	tooMany    = patterns("too much|many|often", "a stretch", "a lot", "a lot of", "not doable|possible|happening", "wont|doesnt work", "impossible|unrealistic")
)

// daysNamed is the number of training days that a message asks a plan for. A number
// that is said to be too many is not it.
func (r reading) daysNamed() int {
	if r.has(moreOrLess) {
		return 0
	}
	found := 0
	for i, word := range r.words {
		n := smallNumber(word)
		if n == 0 || n > daysInAWeek || r.isOfMinutes(i) {
			continue
		}
		behind := r.words[i+1:]
		next := ""
		if len(behind) > 0 {
			next = behind[0]
		}
		counts := slices.Contains(ofAWeek, next) && !(n == 1 && next == "a") || strings.HasSuffix(word, "ce") && next == "per" || i > 0 && slices.Contains(beforeDays, r.words[i-1]) && (len(behind) == 0 || next == "please" || next == "instead" || next == "then" || next == "tops" || next == "max") || next == "would" || next == "will" || next == "is" || next == "works"
		if !counts || anyIn(tooMany, behind[:min(len(behind), 5)]) && len(behind) > 0 && !anyIn(insteadAlone, behind[:1]) && r.isTooMany(i) {
			continue
		}
		found = n
	}
	return found
}

// isTooMany reports whether the words behind words[i], before the next number, say
// that it is too many.
func (r reading) isTooMany(i int) bool {
	behind := r.words[i+1:]
	for k, word := range behind {
		if n := smallNumber(word); n > 0 && n <= daysInAWeek {
			behind = behind[:k]
			break
		}
	}
	return anyIn(tooMany, behind)
}

// isOfMinutes reports whether words[i] belongs to a time of minutes or hours, or to
// sets, repetitions or a load.
func (r reading) isOfMinutes(i int) bool {
	tokens := tokensOf(r.text)
	if i >= len(tokens) {
		return false
	}
	for _, q := range r.quantities {
		if tokens[i].start < q.Start || tokens[i].start >= q.End {
			continue
		}
		return !(q.Kind == fitness.KindFrequency || q.Kind == fitness.KindDuration && q.Unit == fitness.Days)
	}
	return false
}

// sessionLimits are the words beside a bare number of minutes.
var (
	sessionLimits = patterns("max|maximum|tops|most", "each|per|every", "session|sessions|workout|workouts|minutes|mins", "past|over|under|within|longer|more than", "go")
	quarterHour   = expressionOf(`\bquarter of an hour\b|\bquarter hour\b`)
	halfHour      = expressionOf(`\bhalf (?:an )?hour\b|\bhalf hour\b`)
)

// minutesNamed are the minutes of a session that a message asks for; 0 if none.
func (r reading) minutesNamed() float64 {
	switch {
	case quarterHour.in(r.text):
		return 15
	case halfHour.in(r.text):
		return 30
	}
	for _, q := range r.quantities {
		if q.Kind == fitness.KindDuration && (q.Unit == fitness.Minutes || q.Unit == fitness.Hours) {
			if minutes, err := q.In(fitness.Minutes); err == nil && minutes >= fitness.MinPlanMinutes && minutes <= fitness.MaxPlanMinutes {
				return minutes
			}
		}
	}
	if len(r.numbers) > 0 && r.has(sessionLimits) {
		for _, n := range r.numbers {
			if n >= fitness.MinPlanMinutes && n <= fitness.MaxPlanMinutes {
				return n
			}
		}
	}
	return 0
}

// focusNamed is the half of the body that a message limits a session to.
func (r reading) focusNamed() string {
	if focus, ok := focusWords.in(r); ok {
		return focus
	}
	focus, _ := halves.in(r)
	return focus
}

var halves = choices[string]{
	{patterns("upper", "top half", "arms|chest|shoulders and|or arms|chest|back|shoulders"), "upper"},
	{patterns("lower", "bottom half", "legs|leg"), "lower"},
	{patterns("push|pushing"), "push"},
	{patterns("pull|pulling"), "pull"},
}

var insteadAlone = patterns("instead")
