package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// burn is one of several activities that a message tells of.
type burn struct {
	exertion fitness.Exertion
	minutes  float64
	weight   float64 // kg; 0 is that of the one who asks
	whose    string  // "your wife"; "" is the one who asks
}

// mostBurns is how many activities are worked out in one answer.
const mostBurns = 6

// burnsIn reads the activities of a message, each with its time, and who did them.
func (c *chat) burnsIn() []burn {
	var all []burn
	whose, weight := "", 0.0
	parts := strings.FieldsFunc(strings.NewReplacer(" and ", "\n", " + ", "\n", "+", "\n", " then ", "\n", " plus ", "\n", ", ", "\n").Replace(c.reading.text), func(r rune) bool { return r == '\n' })
	for _, text := range parts[:min(len(parts), mostClauses)] {
		part := read(text)
		if who, ok := part.relative(); ok && isNamed(who.whose) {
			whose, weight = who.whose, 0
		} else if slices.ContainsFunc(part.words, func(word string) bool { return word == "i" || word == "ive" || word == "me" }) {
			whose, weight = "", 0
		}
		if q, ok := part.quantity(fitness.KindMass); ok && whose != "" {
			if kilograms, err := q.In(fitness.Kilograms); err == nil && fitness.CheckWeight(kilograms) == nil {
				weight = kilograms
			}
		}
		_, w := part.slotsFor(aboutBurn, c.said.Unit)
		e, err := fitness.ExertionOf(w.Activity)
		if err != nil || w.Minutes == 0 || len(all) == mostBurns {
			continue
		}
		of := *c
		of.want.Pace = w.Pace
		all = append(all, burn{of.atSpeed(e), w.Minutes, weight, whose})
	}
	return all
}

// burnList works out several activities, and their sum for each person.
func (c *chat) burnList(burns []burn) (Answer, bool) {
	var a Answer
	var rows, people []string
	sums := map[string]fitness.Range{}
	asks := false
	for _, b := range burns {
		weight := b.weight
		if b.whose == "" {
			weight = c.ownWeight
		}
		if weight == 0 {
			weight, asks = 70, true
		}
		kcal, err := fitness.ByHour.Energy(b.exertion.MET, weight, b.minutes)
		if err != nil {
			return a, false
		}
		who := or(b.whose, "you")
		people = union(people, []string{who})
		sum := sums[who]
		sums[who] = fitness.Between(sum.Low+kcal.Low, sum.High+kcal.High, kcal.Unit)
		rows = append(rows, fmt.Sprintf("\n- %v of %s for %s at %v: %v (%v MET, Compendium %d)", fitness.Exactly(b.minutes, fitness.Minutes), b.exertion.Name, who, fitness.Exactly(weight, fitness.Kilograms), kcal, b.exertion.MET, b.exertion.Year))
		a.cite(b.exertion.Sources()...)
		a.record("energy_of_activity", map[string]any{"activity": b.exertion.Name, "weight_kg": weight, "minutes": b.minutes, "met": b.exertion.MET, "method": string(fitness.ByHour)}, map[string]any{"kcal": recorded(kcal)})
	}
	a.Text = addressed(c.Person, fmt.Sprintf("worked out one by one, %s:", fitness.ByHour.Expression())) + strings.Join(rows, "")
	if len(people) == 1 {
		a.Text += fmt.Sprintf("\nTogether that is about %v", sums[people[0]])
	} else {
		slices.SortStableFunc(people, func(x, y string) int { return int(sums[y].Low - sums[x].Low) })
		a.Text += fmt.Sprintf("\nMost burned %s, about %v, against %v", people[0], sums[people[0]], sums[people[1]])
	}
	a.Text += fmt.Sprintf("; such tables are off by a fifth for one person. All of it counts towards your %v.", weekGoal(c.Person))
	a.cite(activityFor(c.Person).Sources()...)
	if asks && c.ownWeight == 0 {
		a.Text += c.ask(slotWeight, "I took 70 kg where I know no weight: how much do you weigh?")
	}
	return a, true
}
