package coach

import (
	"fmt"
	"math"
	"strings"

	"spotter/fitness"
)

// scaleSays is a weight that somebody reports of themselves; wishedWeight, before it,
// one that they want.
var (
	scaleSays    = expressionOf(`(?:\b(?:down|up) (?:to|at)|\bscales? (?:said|says?|show(?:s|ed)?|reads?|read)|\bweighed (?:in )?(?:at )?|\bweigh-?in(?: was| at)?:?|\bi'?m (?:now )?(?:down to|up to))\s*(\d{2,3}(?:\.\d{1,2})?)\s*(kgs?|kilos?|lbs?|pounds?)?\b`)
	wishedWeight = patterns("if|get|getting|want|would|could|goal|target|aim|hope|how|till|until|can|should|need|bring|go|take", "cut it|that|them")
)

// otherNumbers are asked for with the weight, and not what a day takes.
var otherNumbers = patterns("protein", "burn|burns|burned|burning … doing|do|did|for|in", "#duration")

// mostStep is how much of the known weight a weight that is told without a unit
// differs from it at most.
const mostStep = 0.25

// weighedIn is the weight that a message reports, in kilograms.
func (r reading) weighedIn(known float64, unit fitness.Unit) (float64, bool) {
	m := scaleSays.parts(r.text)
	if m == nil {
		return 0, false
	}
	before, _, _ := strings.Cut(r.text, m[0])
	if anyIn(wishedWeight, wordsOf(before)) {
		return 0, false
	}
	if _, named := r.named(markExercise); named || r.has(otherNumbers) {
		return 0, false
	}
	kilograms := number(m[1])
	switch {
	case strings.HasPrefix(m[2], "lb"), strings.HasPrefix(m[2], "pound"):
		kilograms = inKilograms(kilograms, fitness.Pounds)
	case m[2] == "" && (known == 0 || math.Abs(kilograms-known) > mostStep*known):
		return 0, false
	}
	return kilograms, fitness.CheckWeight(kilograms) == nil
}

// weighed notes a weight that somebody reports, and works their energy out anew.
func (d dialogue) weighed(p Person, r reading, variant int) (Answer, bool) {
	known := or(d.Said.Weight, p.WeightKG)
	kilograms, ok := r.weighedIn(known, d.Said.Unit)
	if !ok || len(r.words) > mostWhole {
		return Answer{}, false
	}
	d.Said.Weight = kilograms
	d.Topic, d.Wanted, d.Words = aboutEnergy, wanted{}, ""
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	a := c.answer(aboutEnergy)
	lead := fmt.Sprintf("%v is noted for this chat", fitness.Exactly(kilograms, fitness.Kilograms))
	if diff := kilograms - known; known > 0 && math.Abs(diff) >= 0.1 {
		than := "more"
		if diff < 0 {
			than = "less"
		}
		lead += fmt.Sprintf(", %v %s than the %v I had", fitness.Exactly(math.Abs(diff), fitness.Kilograms), than, fitness.Exactly(known, fitness.Kilograms))
	}
	was := c.wasEnergy(p, known)
	a.Text = addressed(p, lead+". ") + capitalised(strings.TrimPrefix(dayFirst(p, a.Text), p.Name+", ")) + was
	return d.keep(a, aboutEnergy, c.asked), true
}

// wasEnergy says what the day took at the weight before.
func (c *chat) wasEnergy(p Person, known float64) string {
	body := c.body()
	body.Weight = known
	resting, err := fitness.RestingEnergyFor(body)
	if err != nil || known == 0 {
		return ""
	}
	return fmt.Sprintf(" At the weight before it was %v at rest. Change the weight in your profile too, so that it stays.", resting[0].Energy)
}
