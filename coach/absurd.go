package coach

import (
	"fmt"

	"spotter/fitness"
)

// absurd answers a message with a number that nobody can mean. asked is what the
// turn before asked for, so that a bare number is checked too.
func absurd(p Person, r reading, asked slot) (Answer, bool) {
	text := ""
	for _, q := range r.quantities {
		if q.Kind == fitness.KindAge && !r.has(living) {
			continue
		}
		if q.Check() != nil {
			text = absurdity(q)
		} else if kilograms, err := q.In(fitness.Kilograms); err == nil && beforeBody.in(r.before(q)) && !apart.in(r.behind(q)) && fitness.CheckWeight(kilograms) != nil && r.has(ofWeight) {
			text = absurdWeight
		} else if q.Kind == fitness.KindLength && r.has(ofHeight) {
			if centimetres, err := q.In(fitness.Centimetres); err == nil && fitness.CheckHeight(centimetres) != nil {
				text = absurdHeight
			}
		}
	}
	if value, ok := fitness.Number(r.text); ok && text == "" {
		text = absurdAnswer(asked, value)
	}
	if text == "" {
		return Answer{}, false
	}
	return Answer{Text: addressed(p, text), Suggestions: openingSuggestions(p)}, true
}

// living are the words of an age that is a person's, and not that of shoes.
var living = patterns("im|am|i|hes|shes|he|she|is|aged|age|turn|turning|turned", "son|daughter|kid|kids|child|children|boy|girl|baby|grandson|granddaughter|nephew|niece|man|woman|male|female", "year|years old … lift|train|run|gym")

// apart follows a weight that is a difference: "2 kg over my goal".
var apart = expressionOf(`^ *(?:over|under|above|below|from|away|off|short|heavier|lighter|down|up|to go|more|less|too)\b`)

var (
	absurdAge    = fmt.Sprintf("that age cannot be right for me: I advise people from %d to %d years. Tell me the age again and I will work it out.", fitness.MinAge, fitness.MaxAge)
	tooYoung     = fmt.Sprintf("I advise from %d years on. Younger children train best by playing: 60 minutes a day of running, climbing and ball games, and a paediatrician or a youth coach for anything else.", fitness.MinAge)
	absurdWeight = fmt.Sprintf("that body weight cannot be right: I work with %d to %d kg (%d to %d lb). Tell me the weight again and I will work it out.", fitness.MinWeight, fitness.MaxWeight, 55, 770)
	absurdHeight = fmt.Sprintf("that height cannot be right: I work with %d to %d cm. Tell me the height again and I will work it out.", fitness.MinHeight, fitness.MaxHeight)
	absurdPulse  = fmt.Sprintf("that pulse cannot be right: at rest I work with %d to %d bpm. Count your pulse again for a whole minute and tell me.", fitness.MinRestingHeartRate, fitness.MaxRestingHeartRate)
)

// absurdity says what is wrong with an implausible quantity.
func absurdity(q fitness.Quantity) string {
	switch q.Kind {
	case fitness.KindAge:
		if q.Value > 0 && q.Value < fitness.MinAge {
			return tooYoung
		}
		return absurdAge
	case fitness.KindMass:
		return fmt.Sprintf("that weight cannot be right: a body is %d to %d kg for me, and a load more than 0 and at most %d kg. Tell me the number again and I will work it out.", fitness.MinWeight, fitness.MaxWeight, fitness.MaxLoad)
	case fitness.KindPulse:
		return absurdPulse
	case fitness.KindReps, fitness.KindSets:
		return fmt.Sprintf("that number of sets or repetitions cannot be right. Tell me again; for an estimate of your maximum use 1 to %d repetitions.", fitness.MostReps)
	case fitness.KindFrequency:
		return "a week has 7 days, so that cannot be right. Tell me how many of them you can train, 1 to 7."
	case fitness.KindPercent:
		return "that percentage cannot be right: of a maximum I work with 1 to 100 %. Tell me again and I will work it out."
	case fitness.KindPace, fitness.KindSpeed:
		return fmt.Sprintf("that speed cannot be right on foot: I work with %v to %v min/km. Tell me again and I will work it out.", fitness.MinPace, fitness.MaxPace)
	case fitness.KindDuration:
		return "that time cannot be right: a day has 1,440 minutes. Tell me how long you mean, and I will work it out."
	default:
		return "that number cannot be right, so I have not used it. Tell me again and I will work it out."
	}
}

// absurdAnswer checks a bare number against the field that was asked for.
func absurdAnswer(asked slot, value float64) string {
	switch {
	case asked == slotAge && fitness.CheckAge(int(value)) != nil:
		return absurdAge
	case asked == slotWeight && fitness.CheckWeight(value) != nil && (value < fitness.MinWeight || value > 770):
		return absurdWeight
	case asked == slotHeight && fitness.CheckHeight(value) != nil:
		return absurdHeight
	case asked == slotResting && (value < fitness.MinRestingHeartRate || value > fitness.MaxRestingHeartRate):
		return absurdPulse
	default:
		return ""
	}
}

var (
	ofWeight = patterns("weigh*", "weight", "im|am")
	ofHeight = patterns("tall", "height")
)
