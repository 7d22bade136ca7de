package coach

import (
	"fmt"

	"spotter/fitness"
)

// ofBody are the words of a message that states a body weight and nothing else.
var ofBody = fillers("i im am my weight weigh weighing bodyweight body is it its at about around roughly currently and tall height kg kgs kilo kilos lb lbs pounds stone cm m hi hello hey coach years year old a man woman male female")

// tellsOnlyBody reports whether a message only states the person's weight, beside
// other measures perhaps, with no question before it that this answers.
func (d dialogue) tellsOnlyBody(r reading) bool {
	if d.Asked != slotNone || d.Topic != unclear && d.Topic != aboutLog && d.Topic != aboutMe && !d.Topic.smallTalk() || r.asksAnything() {
		return false
	}
	weighed := false
	for _, f := range d.learned {
		weighed = weighed || f.Kind == FactWeight && !f.Gone
	}
	rest := []byte(r.text)
	for _, q := range r.quantities {
		blank(rest, []int{q.Start, min(q.End, len(rest))})
	}
	for _, word := range wordsOf(string(rest)) {
		if !ofBody(word) {
			return false
		}
	}
	return weighed
}

// notedBody answers such a message: that it is noted, and what follows from it.
func (d dialogue) notedBody(p Person, r reading, variant int) Answer {
	s, _ := r.slotsFor(unclear, d.Said.Unit)
	d.Said = d.Said.with(s)
	c := chatWith(p, r, d.Said, wanted{}, variant)
	text := "noted, and I will remember it"
	if len(facts(d.learned).known()) == 0 {
		text = "noted"
	}
	a := Answer{}
	weight := fitness.Exactly(c.WeightKG, fitness.Kilograms)
	if protein, err := fitness.ProteinFor(c.WeightKG, c.Age); err == nil {
		grams := or(protein.Daily, protein.Allowance)
		text += fmt.Sprintf(": at %v%s that makes %v of protein a day (%s).", weight, atAge(c.Person), grams, protein.Formula())
		a.cite(protein.Sources()...)
	} else {
		text += fmt.Sprintf(": you weigh %v.", weight)
	}
	a.Text = addressed(p, text)
	a = c.proteinCare(a)
	a.Suggestions = []string{askProtein, askEnergy, askPlan}
	return d.keep(a, aboutMe, slotNone)
}
