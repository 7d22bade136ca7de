package coach

import (
	"math"
	"slices"
	"strings"

	"spotter/fitness"
)

// What stands right before a weight tells whose it is.
var (
	beforeBody = expressionOf(`(weigh|weighs|weighing|weight(?: is| to| at)?:?|bodyweight(?: is)?|\bi'?m|\bi am)(?: (?:about|around|currently|now|only|roughly|just|at|is))*\s*:?$`)
	beforeGoal = expressionOf(`(\bto|until|till|reach|reaching|goal(?: weight)?(?: is| of)?|target(?: weight)?(?: is| of)?|hit|down to|up to|become|be)(?: (?:i'?m|i am|i weigh|i reach|about|weigh))*\s*$`)
	beforeLost = expressionOf(`(lose|losing|loose|drop|dropping|shed|lost|gain)(?: (?:about|around|at least|another|maybe))*\s*$`)
	beforeMax  = expressionOf(`\b(max|1rm|maximum|pr|pb|best)\b[a-z ]{0,18}(?:is|of|at|=|was|,)?\s*$`)
	surelyMax  = expressionOf(`\b(max|1rm|maximum|pr|pb|best)\b[a-z ]{0,18}(?:is|of|at|=|was)\s*$`)
	timesSign  = expressionOf(`^\s*[x×*]\s*$`)
	afterRep   = expressionOf(`^\s*(?:-\s*)?max`)
	// loadOfLift is a load without a unit: "a 160 squat", "140 on the squat".
	loadOfLift   = expressionOf(`\b(\d{2,3})\s*(?:kg\s*)?(?:squats?|bench|deadlifts?|press|ohp|rows?)\b|\b(\d{2,3}) on (?:the |my )?(?:squats?|bench|deadlifts?|press|ohp|rows?)\b`)
	ageAndSex    = expressionOf(`(?:^|\bhere\b|\bhi\b|\bim\b|\bi'm\b|\bi am\b)[ ,]*(\d{2}) ?/?(f|m)\b(?:,|\.|$| (?:never|new|and|here|want|no|not|trying|looking|beginner|who|with|total))`)
	asTimes      = expressionOf(`\b(\d{1,3})\s*times\b`)
	maxNumber    = expressionOf(`\b(?:max|1rm|maximum|pr)\b[a-z ]{0,18}?\s*(?:is|of|at|:|=|was)?\s*(\d{2,3}(?:\.\d+)?)\b`)
	loadForReps  = expressionOf(`\b(\d{2,3}(?:\.\d+)?)\s*(?:for|x|times)\s*(\d{1,2})\b`)
	besideGender = expressionOf(`\b(?:fe)?male[ ,/]*(\d{2})\b|\b(\d{2})[ ,/]*(?:yo|y/o|years?(?: old)?)?[ ,/]*(?:fe)?male\b|\b(?:man|woman|girl|boy|guy)(?: of)?,? (\d{2})\b`)
	// beginsWithAge is how people introduce themselves: "72 and never lifted".
	beginsWithAge = expressionOf(`^\s*(?:hi|hello|hey)?[ ,!.]*(\d{2})(?: ?[mf]\b)?(?:\s*,|\s+and|\s+but|\s+here|\s+now)?,?\s+(?:never|not|no|still|new|female|male|man|woman|lady|bloke|guy|want|wanna|just|retired|overweight|unfit|fat|fit|haven|looking|beginner|desk|got|with|mum|mom|dad|can|how|should|what|is)\b`)
	// towards is a weight that is to be reached, said without a unit.
	towards     = expressionOf(`\b(?:till?|until|to(?: get)?(?: down)?(?: to)?|reach|hit|be|get to|down to)\s+(?:i'?m|i am|i weigh|im|be|at)?\s*(\d{2,3}(?:\.\d)?)\b(?:\s*$|\s*[?.!,]|\s+(?:then|from|by|realistic))`)
	supposedAge = expressionOf(`\b(?:at|if i (?:were|was|am|turn)|when i'?m|age|aged|turn)\s+(\d{1,3})\b`)
)

// slotsFor reads what a message says about the person and about what they want.
// about tells what a bare weight is, and unit what a bare number is in.
func (r reading) slotsFor(about topic, unit fitness.Unit) (said, wanted) {
	s, w := r.slotsOfAll(about, unit)
	return r.apart(s, w, about, unit)
}

// slotsOfAll is slotsFor, whoever the message speaks of.
func (r reading) slotsOfAll(about topic, unit fitness.Unit) (said, wanted) {
	s, w := r.readWords()
	unit = or(unit, fitness.Kilograms)
	if s.Unit != "" {
		unit = s.Unit
	}
	for i, q := range r.quantities {
		switch q.Kind {
		case fitness.KindMass:
			r.readMass(about, i, unit, &s, &w)
		case fitness.KindLength:
			readLength(q, &s, &w)
		case fitness.KindDuration:
			readDuration(r, about, q, &s, &w)
		case fitness.KindPulse:
			r.readPulse(q, &s, &w)
		case fitness.KindAge:
			if fitness.CheckAge(int(q.Value)) == nil {
				s.Age = int(q.Value)
			}
		case fitness.KindFrequency:
			s.Days = int(math.Round(q.UpTo))
		case fitness.KindReps:
			if !afterRep.in(r.behind(q)) {
				w.Reps = int(q.Value)
			}
		case fitness.KindSets:
			w.Sets = int(q.Value)
		case fitness.KindPercent:
			w.Percent = q.Value
		case fitness.KindPace, fitness.KindSpeed:
			if pace, err := fitness.PaceAt(q.Value, q.Unit); err == nil {
				w.Pace = float64(pace)
			}
		case fitness.KindEffort:
			w.Effort = q.Value
		case fitness.KindReserve:
			w.Reserve, w.HasReserve = int(q.Value), true
		}
	}
	r.readBare(about, &s, &w)
	if about == aboutPlan {
		if s.On, s.Off = r.weekdaysIn(); len(s.On) > 1 && len(s.Off) == 0 {
			s.Days = or(s.Days, len(s.On))
		}
	}
	if about.listsExercises() {
		if s.Avoids = r.avoidsIn(); len(s.Avoids) > 0 {
			w.Exercise = ""
		}
	}
	return s, w
}

// readMass decides whether a weight is the body's, a goal, a maximum or a load.
func (r reading) readMass(about topic, i int, unit fitness.Unit, s *said, w *wanted) {
	q, before := r.quantities[i], r.before(r.quantities[i])
	if s.Heaviest > 0 && r.isOfEquipment(q) && !about.lifting() {
		return
	}
	if q.Unit == fitness.Unsaid {
		q.Unit = unit
	}
	if q.Unit == fitness.Grams {
		return
	}
	kilograms, err := q.In(fitness.Kilograms)
	if err != nil {
		return
	}
	lifted := r.isLifted(i)
	tight := i+1 < len(r.quantities) && r.quantities[i+1].Kind == fitness.KindReps && timesSign.in(r.text[q.End:r.quantities[i+1].Start])
	switch {
	case beforeLost.in(before):
		w.Lose = kilograms
	case !tight && surelyMax.in(before), !lifted && beforeMax.in(before):
		w.Max, s.Unit = inLoadUnit(q)
	case apart.in(r.behind(q)):
		w.Lose = kilograms
	case !lifted && beforeBody.in(before):
		s.Weight = kilograms
	case !about.lifting() && beforeGoal.in(before):
		w.Goal = kilograms
	case lifted || about.lifting():
		load, unit := inLoadUnit(q)
		switch {
		case w.Load == 0:
			w.Load = load
		case w.Max == 0:
			w.Max = load
		}
		s.Unit = unit
	case s.Weight == 0:
		s.Weight = kilograms
	case w.Goal == 0:
		w.Goal = kilograms
	}
}

// isLifted reports whether a weight is on a bar: repetitions stand beside it, or
// somebody stands at it. The weight of a body is stood at too, "stuck at 80 kg" on a
// diet, so words of a diet and a height beside it speak against a bar.
func (r reading) isLifted(i int) bool {
	q := r.quantities[i]
	besides := func(kind fitness.Kind) func(fitness.Quantity) bool {
		return func(q fitness.Quantity) bool { return q.Kind == kind }
	}
	switch before := r.before(q); {
	case i+1 < len(r.quantities) && r.quantities[i+1].Kind == fitness.KindReps, i > 0 && r.quantities[i-1].Kind == fitness.KindReps:
		return true
	case sayWeighing.in(before):
		return false
	case forRepetitions.in(r.text[q.End:]), onTheBar.in(r.text[q.End:]):
		return true
	case slices.ContainsFunc(r.quantities, besides(fitness.KindLength)), slices.ContainsFunc(r.quantities, besides(fitness.KindAge)), r.has(dieting):
		return false
	default:
		return standsAt.in(before)
	}
}

var (
	sayWeighing    = expressionOf(`(weigh|weighs|weighing|weight|bodyweight)[a-z ]{0,12}$`)
	forRepetitions = expressionOf(`^\s*(?:kg|kgs|kilos?|lbs?|pounds?)?\s*(?:[x×*]|for)\s*(?:sets? of )?\d{1,2}(?:\s*(?:reps?|times|sets?)\b|\s*[,.!?;)]|\s*$|\s+(?:on|now|and|but|is|at)\b)`)
	onTheBar       = expressionOf(`^\s*(?:on|in|for) (?:the |my )?(?:bar|bench|squats?|deadlifts?|deads?|press|ohp|rows?|curls?|lifts?|dumbbells?|each)\b`)
	standsAt       = expressionOf(`(?:stuck|stalled|plateaued|(?:\bi'?m|\bi am|still|currently|now|been|is|are) (?:still |stuck |now )?(?:at|on|with|doing|using|lifting|pressing)|lift|lifting|bench|benching|squat|squatting|deadlift|press|pressing|row|curl|curling)(?: (?:at|on|with|about|around|only|my|is))*\s*$`)
	// dieting are the words of a weight that is a body's.
	dieting = patterns("lose|losing|lost|loose|loosing", "diet*", "scale|scales", "weigh|weighing|weighed", "weight … loss|goal|target", "eat|eating|calorie*|kcal|deficit|cutting", "bmi", "tall", "protein")
)

// inLoadUnit returns a mass in the unit of loads it was said in.
func inLoadUnit(q fitness.Quantity) (float64, fitness.Unit) {
	if q.Unit == fitness.Kilograms {
		return q.Value, fitness.Kilograms
	}
	pounds, err := q.In(fitness.Pounds)
	if err != nil {
		return q.Value, fitness.Kilograms
	}
	return pounds, fitness.Pounds
}

// readLength takes what can be a height as one, and anything else as a distance.
func readLength(q fitness.Quantity, s *said, w *wanted) {
	if q.Unit == fitness.Unsaid {
		q.Unit = fitness.Centimetres
	}
	centimetres, err := q.In(fitness.Centimetres)
	if err != nil {
		return
	}
	if q.Unit != fitness.Kilometres && q.Unit != fitness.Miles && fitness.CheckHeight(centimetres) == nil {
		s.Height = centimetres
		return
	}
	w.Kilometres = or(w.Kilometres, centimetres/100000)
}

func readDuration(r reading, about topic, q fitness.Quantity, s *said, w *wanted) {
	switch q.Unit {
	case fitness.Weeks, fitness.Months, fitness.Days, fitness.Years:
		weeks, err := q.In(fitness.Weeks)
		if err != nil {
			return
		}
		if slices.Contains(s.Conditions, pregnant) {
			s.Weeks = int(math.Round(weeks))
			return
		}
		if q.Unit == fitness.Days && q.Value >= 1 && q.Value <= 7 && (about == aboutPlan || about == aboutVolume) {
			s.Days = int(q.Value)
			return
		}
		w.Weeks = weeks
	default:
		if minutes, err := q.In(fitness.Minutes); err == nil {
			w.Minutes = minutes
		}
	}
}

// youngestPulse is the number from which a bare one beside a heart rate is beats
// and not years.
const youngestPulse = 90

var atRest = patterns("rest", "resting", "rhr", "morning", "lying")

// atAnAge ends right before an age: "what heart rate at 45".
var atAnAge = expressionOf(`\b(?:at|aged|age|for a)\s*$`)

func (r reading) readPulse(q fitness.Quantity, s *said, w *wanted) {
	bare := !strings.HasPrefix(strings.TrimSpace(r.text[q.End:]), "b") && !strings.HasPrefix(strings.TrimSpace(r.text[q.End:]), "/")
	if bare && q.UpTo == q.Value && q.Value < youngestPulse && atAnAge.in(r.before(q)+" ") && !r.says(atRest) && fitness.CheckAge(int(q.Value)) == nil {
		w.Age = int(q.Value)
		return
	}
	if r.says(atRest) {
		s.Resting = int(math.Round(q.Value))
		return
	}
	w.Pulse = int(math.Round(q.UpTo))
}

// readBare reads numbers that only the topic gives a meaning.
func (r reading) readBare(about topic, s *said, w *wanted) {
	if !strings.ContainsAny(r.text, "0123456789") {
		return
	}
	if about.lifting() {
		r.readBareLoad(about, w)
	}
	if m := ageAndSex.parts(r.text); m != nil && fitness.CheckAge(int(number(m[1]))) == nil {
		s.Age, s.Gender = int(number(m[1])), or(s.Gender, map[string]fitness.Gender{"f": fitness.Female, "m": fitness.Male}[m[2]])
	}
	if about.lifting() && w.Reps == 0 {
		if m := asTimes.parts(r.text); m != nil {
			w.Reps = int(number(m[1]))
		}
	}
	if s.Age == 0 && r.namesAGender() {
		if m := besideGender.parts(r.text); m != nil && fitness.CheckAge(int(number(m[1]+m[2]+m[3]))) == nil {
			s.Age = int(number(m[1] + m[2] + m[3]))
		}
	}
	if s.Age == 0 && len(r.numbers) > 0 {
		if m := beginsWithAge.parts(r.text); m != nil && slices.Contains(r.numbers, number(m[1])) && fitness.CheckAge(int(number(m[1]))) == nil {
			s.Age = int(number(m[1]))
		}
	}
	switch about {
	case aboutFatLoss, aboutEnergy, aboutBMI, aboutResults, aboutWeightStall, aboutScale:
		if m := towards.parts(r.text); m != nil && w.Goal == 0 && fitness.CheckWeight(inKilograms(number(m[1]), s.Unit)) == nil {
			w.Goal = inKilograms(number(m[1]), s.Unit)
			s.Age, w.Age = 0, 0
		}
	}
	switch about {
	case aboutZones, aboutMaximum, aboutHard, aboutEnergy, aboutProtein, aboutGuideline, aboutVolume, aboutBMI, aboutYouth, aboutSenior, aboutFirstStep, aboutMuscle, aboutFatLoss, aboutPlan, aboutToolate:
		if m := supposedAge.parts(r.text); m != nil && s.Age == 0 && slices.Contains(r.numbers, number(m[1])) && fitness.CheckAge(int(number(m[1]))) == nil {
			w.Age = int(number(m[1]))
		}
		if about == aboutZones && w.Pulse == 0 && w.Age == 0 && len(r.numbers) == 1 && r.numbers[0] >= 90 && r.numbers[0] <= 230 {
			w.Pulse = int(r.numbers[0])
		}
	case aboutPercentLoad:
		if w.Max != 0 && w.Load == 0 && w.Reps == 0 && w.Percent == 0 && len(r.numbers) == 1 && r.numbers[0] <= 12 {
			w.Reps = int(r.numbers[0])
		}
	}
}

// readBareLoad reads the numbers of a question on a lift.
func (r reading) readBareLoad(about topic, w *wanted) {
	if w.Max == 0 && w.Load == 0 {
		if m := maxNumber.parts(r.text); m != nil {
			w.Max = number(m[1])
		}
	}
	if w.Load == 0 {
		if m := loadForReps.parts(r.text); m != nil {
			w.Load, w.Reps = number(m[1]), int(number(m[2]))
		}
	}
	if w.Load == 0 && w.Max == 0 && about == aboutWarmUp {
		if m := loadOfLift.parts(r.text); m != nil {
			w.Load = number(m[1] + m[2])
		}
	}
}

// namesAGender reports whether besideGender may be in a message.
func (r reading) namesAGender() bool {
	for _, word := range []string{"male", "man", "girl", "boy", "guy"} {
		if strings.Contains(r.text, word) {
			return true
		}
	}
	return false
}

func number(digits string) float64 {
	value, _ := fitness.Number(strings.TrimSpace(digits))
	return value
}
