package coach

import (
	"slices"

	"spotter/fitness"
)

// choices are words that choose a value.
type choices[T any] []struct {
	phrases *phrases
	value   T
}

var (
	genderWords = choices[fitness.Gender]{
		{patterns("am|im|as|for a|the woman|female|girl|lady", "female"), fitness.Female},
		{patterns("am|im|as|for a|the man|male|guy|boy|dude", "male"), fitness.Male},
		{patterns("non binary", "nonbinary", "enby"), fitness.Other},
	}
	levelWords = choices[fitness.Level]{
		{patterns("im|am|as|for|were|a|an|complete|total beginner|novice|newbie|untrained", "for beginners", "im|am new to", "never lifted|trained|exercised", "never worked out", "never done any|weights|exercise|sport", "no experience", "couch potato", "beginner here", "beginner", "total noob"), fitness.Beginner},
		{patterns("im|am|as|for|were|a|an intermediate"), fitness.Intermediate},
		{patterns("im|am|as|for|were|a|an expert|advanced|experienced"), fitness.Expert},
	}
	movementWords = choices[fitness.Movement]{
		{patterns("sedentary", "desk|office job", "sit|sitting all|most", "no|little|without exercise", "inactive"), fitness.Sedentary},
		{patterns("lightly active", "light exercise|activity"), fitness.LightlyActive},
		{patterns("moderately active", "moderate exercise|activity level"), fitness.ModeratelyActive},
		{patterns("extra|extremely active", "physical|manual|heavy job|labour|labor|work", "twice a day"), fitness.ExtraActive},
		{patterns("very|highly active"), fitness.VeryActive},
	}
	unitWords = choices[fitness.Unit]{
		{patterns("in|use|using|to|as pounds|lbs|lb"), fitness.Pounds},
		{patterns("in|use|using|to|as kg|kilos|kilograms|kgs"), fitness.Kilograms},
	}
	qualityWords = choices[fitness.Quality]{
		{patterns("power", "explosive*"), fitness.Power},
		{patterns("endurance", "stamina"), fitness.Endurance},
		{patterns("strength", "strong|stronger", "powerlifting"), fitness.Strength},
		{patterns("muscle growth|mass|size|building", "build|gain|grow muscle|muscles", "hypertrophy", "size", "bulk*", "bigger", "mass"), fitness.Size},
	}
	intensityWords = choices[fitness.Intensity]{
		{patterns("moderate*", "zone 2|two", "fat burning|burn", "easy runs|run|pace"), fitness.Moderate},
		{patterns("vigorous*", "zone 4|four", "hard|intense"), fitness.Vigorous},
		{patterns("light", "warm up", "zone 1|one"), fitness.Light},
	}
)

func (c choices[T]) in(r reading) (value T, ok bool) {
	for _, choice := range c {
		if r.says(choice.phrases) {
			return choice.value, true
		}
	}
	return value, false
}

var (
	noEquipment = patterns("no|without|zero|any equipment|weights|gear|gym", "bodyweight|body weight only|workout|exercises|training|session|plan", "only|just|with|my body|bodyweight", "dont|not have|own … equipment|anything|weights", "nothing at home", "have nothing", "with nothing", "cant|cannot|not afford … gym|weights|equipment")
	easierWords = patterns("easier", "too hard|difficult|heavy", "simpler", "regress*", "cant|cannot do", "cant|cannot|couldnt|never|unable … do|manage|get … one|single|any|it|proper|full", "not|zero a|one|single push|pull|pushup|pullup|chinup|rep", "make … easier")
	harderWords = patterns("harder", "too easy|light", "more difficult|challenging", "progress … to|from", "make … harder", "advanced version|variation")
)

// tellWords is readWords, worked out.
func (r reading) tellWords(s *said, w *wanted) {
	s.Gender, _ = genderWords.in(r)
	s.Level, _ = levelWords.in(r)
	s.Movement, _ = movementWords.in(r)
	s.Unit, _ = unitWords.in(r)
	w.Quality, _ = qualityWords.in(r)
	w.Focus, _ = focusWords.in(r)
	w.Intensity, w.HasIntensity = intensityWords.in(r)
	s.Conditions, s.Joints = r.conditionsIn(), union(r.jointsIn(), r.spared())
	s.OwnsNothing, s.Only = r.says(noEquipment) || r.isAway(), r.marks(nothingElse) || r.limitsTo()
	w.Easier, w.Harder = r.says(easierWords), r.says(harderWords)
	w.Exercise, _ = r.named(markExercise)
	w.Activity, _ = r.named(markActivity)
	w.Muscle, _ = r.named(markMuscle)
	if len(r.spared()) > 0 {
		w.Muscle = ""
	}
	r.readEquipment(s)
	s.Heaviest = r.heaviestIn()
	if w.Exercise == "bench-press" && r.has(noBench) {
		w.Exercise, s.Lacks = "", union(s.Lacks, []fitness.Equipment{"bench"})
	}
}

// nothingElse makes the equipment of a message all there is, whatever the profile
// has.
var nothingElse = patterns("only|just … #equipment", "#equipment only", "nothing but … #equipment", "#equipment … nothing else", "all i have … #equipment", "#equipment is|are all")

// awayFromGym are places with no equipment.
var (
	awayFromGym = patterns("hotel room|bedroom", "in a|my|the hotel", "stuck|staying … hotel|airbnb|hostel", "at|in a|the|my park|garden|beach|airport|office", "outside|outdoors only|workout|session|training", "living room", "dorm|dormitory|bedsit room", "in my room|flat|bedroom|cell", "no gym|weights|kit|equipment|gear")
	withAGym    = patterns("hotel|office|park|work|apartment|home|garage|garden gym", "outdoor gym", "gym … hotel|in|at", "calisthenics park")
)

// isAway reports whether the message is about a place where there is nothing.
func (r reading) isAway() bool {
	return r.says(awayFromGym) && !r.says(withAGym) && !slices.Contains(r.marked, string(markEquipment))
}

// limiting are the words that, up to eight words before a piece of equipment, make
// it all there is.
var (
	limiting   = []string{"only", "just", "nothing"}
	limitWords = 8
	onlyBefore = patterns("all ive|i|we got|have|own", "all there is", "all i ve got")
	onlyBehind = patterns("#equipment only", "#equipment and nothing|thats", "#equipment is|are all|it", "#equipment thats it|all", "#equipment workout|session|plan|routine|circuit|program|programme")
)

// limitsTo reports whether the equipment of a message is all that is to be used.
func (r reading) limitsTo() bool {
	for at, word := range r.marked {
		if word == string(markEquipment) && r.limitsAt(at) {
			return true
		}
	}
	return false
}

// limitsAt is limitsTo for the equipment at a place of the message.
func (r reading) limitsAt(at int) bool {
	before := r.marked[max(0, at-limitWords):at]
	for i, word := range before {
		if slices.Contains(limiting, word) && !(i+1 < len(before) && (before[i+1] == string(quantityMarks[fitness.KindDuration]) || before[i+1] == string(quantityMarks[fitness.KindFrequency]))) {
			return true
		}
	}
	return anyIn(onlyBefore, r.marked[:at]) || r.marks(onlyBehind)
}

// heaviestIn is the heaviest weight that a message says there is, in kilograms: the
// mass right beside a dumbbell, kettlebell or barbell.
func (r reading) heaviestIn() float64 {
	most := 0.0
	for _, q := range r.quantities {
		if r.isOfEquipment(q) {
			if kilograms, err := q.In(fitness.Kilograms); err == nil && kilograms > most {
				most = kilograms
			}
		}
	}
	return most
}

// isOfEquipment reports whether a mass is that of a piece of equipment.
func (r reading) isOfEquipment(q fitness.Quantity) bool {
	return q.Kind == fitness.KindMass && (massOfThing.in(r.behind(q)) || thingOfMass.in(r.before(q)+" "))
}

var (
	massOfThing = expressionOf(`^\s*(?:s\b)?\s*(?:adjustable |each |pair of |hex )?(?:dumb?bells?|dumbells?|dbs?\b|kettle ?bells?|kbs?\b|plates?\b|weights?\b|barbell|vest|sandbag)`)
	thingOfMass = expressionOf(`(?:dumb?bells?|dumbells?|dbs?|kettle ?bells?|kbs?|plates?|weights)\s*(?:\(|that are|of|up to|which are|at|go up to|going up to|only go to|max|maximum|to)?\s*$`)
)

// noBench says that the bench is the missing piece, and not the lift.
var noBench = patterns("no|without|havent bench", "dont|not have|own … bench")

// lacking are the words that, up to three words before a piece of equipment, say
// that it is not there.
var lacking = []string{"no", "without", "dont", "not", "havent", "lack", "lost", "broke", "broken", "cant", "minus"}

// leftThere says, behind a piece of equipment that was left, that it is not here.
var leftThere = patterns("at", "in", "behind", "with", "home")

// readEquipment tells what a person has from what they lack.
func (r reading) readEquipment(s *said) {
	names := r.names
	for i, word := range r.marked {
		if word != string(markEquipment) {
			continue
		}
		at := slices.IndexFunc(names, func(n name) bool { return n.mark == markEquipment })
		if at < 0 {
			return
		}
		thing := fitness.Equipment(names[at].value)
		names = names[at+1:]
		before := r.marked[max(0, i-3):i]
		if slices.ContainsFunc(before, func(w string) bool { return slices.Contains(lacking, w) }) && !slices.Contains(before, "but") || slices.Contains(before, "left") && anyIn(leftThere, r.marked[i+1:min(len(r.marked), i+4)]) {
			s.Lacks = append(s.Lacks, thing)
			continue
		}
		s.Owns = append(s.Owns, thing)
	}
	if len(s.Owns) > 0 {
		s.OwnsNothing = false
	}
	s.Only = s.Only && len(s.Owns) > 0
}
