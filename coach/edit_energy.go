package coach

import (
	"fmt"
	"strings"

	"spotter/fitness"
)

// keepOrLose asks what an amount of energy is for.
var (
	keepOrLose = patterns("keep|keeping|stay|staying|maintain|maintaining|maintenance|hold|holding", "lose|losing|loose|cut|cutting|shrink|shrinking|drop|dropping|thinner|slimmer|lighter|slim", "gain|gaining|bulk|bulking")
	theAmount  = patterns("that|thats|this|it|those|these|they", "figure|number|numbers|amount")
)

// turnedEnergy is a day's energy for another way to live, or says what it is for.
func (d dialogue) turnedEnergy(p Person, r reading, variant int) (Answer, bool) {
	if d.Topic != aboutEnergy && d.Topic != aboutFatLoss {
		return Answer{}, false
	}
	if d.Topic == aboutEnergy && r.has(keepOrLose) && r.has(theAmount) && len(r.quantities) == 0 && len(r.numbers) == 0 {
		return d.purposeOfEnergy(p, variant)
	}
	m, ok := r.movementNamed()
	if !ok || d.isElsewhere(r, certainlyNew+2, aboutEnergy, aboutFatLoss, topic("desk"), aboutVolume, aboutPlan, aboutGuideline) {
		return Answer{}, false
	}
	s, w := r.slotsFor(d.Topic, d.Said.Unit)
	d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
	d.Said.Movement, d.Wanted.Exercise = m, ""
	if n := r.timesNamed(); n > 0 {
		d.Said.Days = n
	}
	a := d.answered(p, reading{}, variant, 0)
	if d.Topic == aboutEnergy {
		a.Text = dayFirst(p, a.Text)
	}
	return a, true
}

// purposeOfEnergy says what eating a day's energy does, and what less of it does.
func (d dialogue) purposeOfEnergy(p Person, variant int) (Answer, bool) {
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	resting, err := fitness.RestingEnergyFor(c.body())
	if err != nil {
		return Answer{}, false
	}
	m, _ := c.movement()
	of := c.answerOn(aboutEnergy)
	a := Answer{Sources: of.Sources, Calculations: of.Calculations}
	day := resting[0].Daily(m)
	keeps := fmt.Sprintf("%v", day)
	if len(resting) > 1 {
		keeps += fmt.Sprintf(" or %v", resting[1].Daily(m))
	}
	a.Text = addressed(p, fmt.Sprintf("that is for keeping your weight: %s is what a %s day takes.", keeps, m))
	switch {
	case c.mustNot(aboutEnergy):
		a.Text += " Eat that, and not less."
	default:
		if losses, err := fitness.WeightLossFor(c.body(), m, false); err == nil {
			a.Text += fmt.Sprintf(" For losing eat 250–750 kcal less, %v, which makes 0.5–1 kg a week at most; never under %v without a dietitian. For gaining eat about 250 more, and lift.", losses[0].Intake, losses[0].Floor)
			a.cite(fitness.WeightLossSources()...)
		}
	}
	a.Suggestions = c.suggestions(aboutEnergy)
	c.addCare(&a, aboutEnergy)
	return d.keep(a, aboutEnergy, slotNone), true
}

// dayFirst puts what a day takes before what a body at rest takes.
func dayFirst(p Person, text string) string {
	text = strings.TrimPrefix(text, p.Name+", ")
	rest, day, ok := strings.Cut(text, " kcal")
	if at := strings.Index(strings.Replace(text, ". An ", ". A ", 1), ". A "); ok && at > 0 && rest != "" && day != "" {
		end := strings.Index(text[at+2:], "). ")
		if end < 0 {
			return addressed(p, text)
		}
		end += at + 2 + len("). ")
		return addressed(p, lowered(text[at+2:end])) + capitalised(text[:at+2]) + text[end:]
	}
	return addressed(p, text)
}
