package coach

import (
	"math"
	"slices"

	"spotter/fitness"
)

// changed is the question on the table with one thing changed. ok is false where the
// change means nothing to it.
func (d dialogue) changed(kind edit, r reading) (next dialogue, ok bool) {
	s, w := r.slotsFor(d.Topic, d.Said.Unit)
	switch kind {
	case another:
		return d.otherwise()
	case forOther:
		return d.forSomebody(r)
	case forMe:
		if !d.Wanted.isForOther() {
			return d, false
		}
		d.Wanted = d.Wanted.forOneself()
		return d, true
	case moreDays, fewerDays, longer, shorter, harder, easier:
		return d.resized(kind, s, w)
	case moreReps, fewerReps, heavier, lighter:
		return d.reloaded(kind)
	default:
		return d, false
	}
}

// otherwise is a plan or session made anew, or the next of the exercises that an
// answer could have named.
func (d dialogue) otherwise() (dialogue, bool) {
	switch d.Topic {
	case aboutPlan, aboutSession:
		d.Wanted.Seed += 7919 // any other number
	case aboutSubstitute, aboutHowTo:
		d.Wanted.Skip++
	default:
		return d, false
	}
	return d, true
}

// resized is a plan or session with more or less of it.
func (d dialogue) resized(kind edit, s said, w wanted) (dialogue, bool) {
	if d.Topic != aboutPlan && d.Topic != aboutSession {
		return d, false
	}
	minutes := or(d.Wanted.Minutes, map[topic]float64{aboutPlan: usualMinutes, aboutSession: usualSession}[d.Topic])
	d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
	switch kind {
	case moreDays, fewerDays:
		if d.Topic == aboutSession {
			return d, false
		}
		d.Wanted.Days += map[edit]int{moreDays: 1, fewerDays: -1}[kind]
	case harder:
		d.Wanted.Step = min(d.Wanted.Step+1, 2)
	case easier:
		d.Wanted.Step = max(d.Wanted.Step-1, -2)
	case longer:
		d.Wanted.Minutes = or(w.Minutes, min(fitness.MaxPlanMinutes, roundedToFive(minutes*4/3)))
	case shorter:
		d.Wanted.Minutes = or(w.Minutes, max(fitness.MinPlanMinutes, roundedToFive(minutes*2/3)))
	}
	d.Wanted.Easier, d.Wanted.Harder = false, false
	return d, true
}

// reloaded is a question on a load with another load or number of repetitions.
func (d dialogue) reloaded(kind edit) (dialogue, bool) {
	switch d.Topic {
	case aboutOneRM, aboutPercentLoad, aboutNextLoad, aboutDeload, aboutWarmUp:
	default:
		return d, false
	}
	w := &d.Wanted
	step := fitness.PlateStep(d.Said.Unit).Low
	switch {
	case kind == moreReps && w.Reps > 0:
		w.Reps += 2
	case kind == fewerReps && w.Reps > 1:
		w.Reps = max(1, w.Reps-2)
	case kind == heavier && w.Load > 0:
		w.Load += step
	case kind == lighter && w.Load > step:
		w.Load -= step
	case kind == heavier && w.Percent > 0:
		w.Percent = math.Min(100, w.Percent+5)
	case kind == lighter && w.Percent > 5:
		w.Percent -= 5
	default:
		return d, false
	}
	return d, true
}

// relative is somebody whom people ask for.
type relative struct {
	whose  string // as the coach calls them
	gender fitness.Gender
}

func (r relative) isOne() bool { return r.whose != "" }

// relatives are the words for them.
var relatives = relativesBy(map[fitness.Gender][]string{
	fitness.Female: {"wife", "mother", "mom", "mum", "daughter", "sister", "girlfriend", "grandma", "grandmother", "gran", "nan", "niece", "aunt"},
	fitness.Male:   {"husband", "father", "dad", "son", "brother", "boyfriend", "grandpa", "grandfather", "grandad", "nephew", "uncle"},
	"":             {"friend", "partner", "kid", "child", "client", "colleague", "mate", "neighbour", "cousin", "parents"},
})

func relativesBy(words map[fitness.Gender][]string) map[string]relative {
	all := map[string]relative{"she": {"her", fitness.Female}, "her": {"her", fitness.Female}, "shes": {"her", fitness.Female}, "he": {"him", fitness.Male}, "him": {"him", fitness.Male}, "hes": {"him", fitness.Male}}
	for gender, list := range words {
		for _, word := range list {
			all[word] = relative{"your " + word, gender}
		}
	}
	return all
}

// forSomebody is the question for somebody else: with their age, gender and weight,
// as far as they are said, and with nothing of the one who asks.
func (d dialogue) forSomebody(r reading) (dialogue, bool) {
	at := slices.IndexFunc(r.words, func(word string) bool { return relatives[word].isOne() })
	if at < 0 {
		return d, false
	}
	who := relatives[r.words[at]]
	s, w := said{}, wanted{}
	for _, q := range r.quantities {
		switch q.Kind {
		case fitness.KindAge:
			w.Age = int(q.Value)
		case fitness.KindMass:
			if kilograms, err := q.In(fitness.Kilograms); err == nil && fitness.CheckWeight(kilograms) == nil {
				w.Weight = kilograms
			}
		}
	}
	r.readWords(&s, &w)
	for _, n := range r.numbers {
		if w.Age == 0 && fitness.CheckAge(int(n)) == nil {
			w.Age = int(n)
		}
	}
	d.Wanted = d.Wanted.forOneself()
	d.Wanted.Age, d.Wanted.Weight, d.Wanted.Gender, d.Wanted.Level, d.Wanted.Whose = w.Age, w.Weight, or(who.gender, s.Gender), s.Level, who.whose
	return d, true
}

// isForOther reports whether a question is for somebody else who was named.
func (w wanted) isForOther() bool { return w.Whose != "" }

// forOneself is the question for the one who asks.
func (w wanted) forOneself() wanted {
	w.Age, w.Weight, w.Gender, w.Level, w.Whose = 0, 0, "", "", ""
	return w
}

// somebody is the person that a question is for: of the one who asks only the name
// stays, and the equipment, which people of one house share.
func (p Person) somebody(w wanted) Person {
	return Person{Name: p.Name, Age: w.Age, Gender: w.Gender, Level: w.Level, WeightKG: w.Weight, Equipment: p.Equipment}
}
