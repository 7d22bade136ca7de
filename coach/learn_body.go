package coach

import (
	"math"
	"slices"
	"strings"

	"spotter/fitness"
)

// facts are those that one clause states. passing says that it is for today.
func (c clause) facts(passing bool) []Fact {
	all := slices.Concat(c.bodyFacts(), c.painFacts(), c.conditionFacts())
	if !passing {
		all = slices.Concat(all, c.timeFacts(), c.equipmentFacts())
	}
	return all
}

var (
	aboutMyWeight = phrasesOf("i weigh", "im|am weighing", "my weight", "my bodyweight", "my body weight", "my current weight")
	aboutMyBody   = phrasesOf("im", "i am", "my height")
	aboutMyPulse  = phrasesOf("my resting|morning pulse|hr", "my resting|morning heart rate", "my rhr", "my pulse at rest", "my heart rate at rest",
		"i have a resting pulse|hr", "i have a resting heart rate")
	aboutly  = fillers("is about around at roughly exactly of in the")
	bodily   = fillers("is about around roughly a an man woman male female guy girl year years old tall yo of and")
	lessMore = []string{"less", "more", "over", "too", "heavier", "lighter", "overweight", "under", "underweight", "down", "up"}
)

// bodyFacts are weight, height and pulse.
func (c clause) bodyFacts() []Fact {
	var all []Fact
	take := func(kinds ...fitness.Kind) func(i int) int {
		return func(i int) int {
			q, n := c.quantityFrom(i)
			if n > 0 && q.Kind == fitness.KindMass && c.isLifted(q) {
				return 0
			}
			if n == 0 || q.Kind != fitness.KindAge && !slices.Contains(kinds, q.Kind) || q.Check() != nil || q.UpTo != q.Value {
				return 0
			}
			if next := i + n; next < len(c.words) && slices.Contains(lessMore, c.words[next]) {
				return 0
			}
			if f, ok := bodyFact(q); ok {
				all = append(all, f)
			}
			return n
		}
	}
	c.after(aboutMyWeight, aboutly, take(fitness.KindMass))
	c.after(aboutMyPulse, aboutly, take(fitness.KindPulse))
	if !slices.ContainsFunc(c.names, func(n name) bool { return n.mark == markExercise || n.mark == markEquipment }) {
		c.after(aboutMyBody, bodily, take(fitness.KindMass, fitness.KindLength))
	}
	return all
}

// isLifted reports whether a mass of the clause is a load: "I'm 120 for 5", "im 80kg
// on bench".
func (c clause) isLifted(q fitness.Quantity) bool {
	i := slices.Index(c.quantities, q)
	return i >= 0 && (c.reading.isLifted(i) || strings.HasSuffix(c.before(q), " at"))
}

func bodyFact(q fitness.Quantity) (Fact, bool) {
	switch q.Kind {
	case fitness.KindMass:
		if q.Unit == fitness.Unsaid {
			q.Unit = fitness.Kilograms
		}
		kilograms, err := q.In(fitness.Kilograms)
		return measured(FactWeight, kilograms), err == nil
	case fitness.KindLength:
		if q.Unit == fitness.Unsaid {
			q.Unit = fitness.Centimetres
		}
		centimetres, err := q.In(fitness.Centimetres)
		return measured(FactHeight, centimetres), err == nil
	case fitness.KindPulse:
		return measured(FactPulse, math.Round(q.Value)), true
	default:
		return Fact{}, false
	}
}

var (
	trains = phrasesOf("i can train|exercise|lift|workout", "i train|exercise|lift|workout", "i can work out", "i work out", "i go to the gym", "i can go to the gym",
		"i have time", "i can", "i have")
	hasTime    = phrasesOf("i have", "ive got", "i have got", "i got", "i can train|exercise|workout", "i can work out", "i train", "i workout", "i work out")
	timely     = fillers("for about around at most on max maximum up to roughly exactly")
	eachTime   = phrasesOf("a|per|each|every day|session|workout|time|evening|morning", "at a time")
	timeOfEach = []string{"available", "time", "free", "to", "train", "exercise", "spare", "for"}
)

// timeFacts are the days a week and the minutes a session.
func (c clause) timeFacts() []Fact {
	var all []Fact
	c.after(trains, timely, func(i int) int {
		q, n := c.quantityFrom(i)
		if n == 0 || q.Kind != fitness.KindFrequency || q.Check() != nil {
			return 0
		}
		all = append(all, measured(FactDays, math.Round(q.UpTo)))
		return n
	})
	c.after(hasTime, timely, func(i int) int {
		q, n := c.quantityFrom(i)
		if n == 0 || q.Kind != fitness.KindDuration || q.Check() != nil {
			return 0
		}
		minutes, err := q.In(fitness.Minutes)
		next := i + n
		for next < len(c.words) && slices.Contains(timeOfEach, c.words[next]) {
			next++
		}
		each := c.at(next, eachTime)
		if err != nil || !each || q.Unit != fitness.Minutes && q.Unit != fitness.Hours {
			return 0
		}
		all = append(all, measured(FactMinutes, math.Round(minutes)))
		return n
	})
	return all
}

var (
	has     = phrasesOf("i have", "i own", "ive", "ive got", "i have got", "i got", "i bought", "ive bought", "i have bought", "i have access to", "ive got access to", "all i have is|are")
	hasNot  = phrasesOf("i have no", "i dont have|own", "i do not have|own", "i no longer have|own", "ive no", "i havent got", "i have not got", "i lost|sold|broke my", "i have sold|lost my", "ive sold|lost my")
	things  = fillers("a an one two three some my own the and plus pair of set couple few adjustable light heavy old new at home lot lots with gym small big good decent basic home")
	noThing = fillers("a an any the my more and or nor")
	hasNone = patterns("i have|own no|zero equipment|gear|weights|kit", "i dont have|own equipment|gear|weights", "i dont have|own any equipment|gear|weights", "i do not have|own any|equipment|gear|weights",
		"i only have|own my body|bodyweight", "i have nothing at home", "i train without equipment|weights|gear", "ive got no equipment|gear|weights")
)

// equipmentFacts are what somebody has and what they do not have.
func (c clause) equipmentFacts() []Fact {
	if anyIn(hasNone, c.words) {
		return []Fact{{Kind: FactNoEquipment}}
	}
	var all []Fact
	take := func(kind FactKind) func(i int) int {
		return func(i int) int {
			value, n := c.nameFrom(i, markEquipment)
			if n == 0 {
				if _, n = c.quantityFrom(i); n == 0 && isNumeral(c.words[i]) { // "a 16 kg kettlebell", "2 dumbbells"
					n = 1
				}
				return n
			}
			all = append(all, Fact{Kind: kind, Value: value})
			if kind == FactLacks {
				all = append(all, Fact{Kind: FactOwns, Value: value, Gone: true})
			}
			return n
		}
	}
	c.after(hasNot, noThing, take(FactLacks))
	if len(all) == 0 {
		c.after(has, things, take(FactOwns))
	}
	return all
}

func isNumeral(word string) bool { return strings.Trim(word, "0123456789") == "" }
