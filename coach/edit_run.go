package coach

import (
	"fmt"
	"math"
	"slices"
	"time"

	"spotter/fitness"
)

var (
	towardsDate = patterns("by", "before", "until|till", "end of", "next", "month|months|weeks|spring|summer|autumn|winter|year|race", "january|february|march|april|may|june|july|august|september|october|november|december", "ready", "manage", "goal|aim", "possible|realistic|doable")
	finishTime  = patterns("how long", "what|which time", "finish|finishing time", "how fast", "how many minutes", "at|keeping|keep|hold|holding that|this|it up|pace|speed|tempo", "same pace|speed|tempo")
	halfRun     = patterns("half marathon", "a half", "21k")
	wholeRun    = patterns("marathon", "42k")
	longRuns    = map[string]float64{"5k": 5, "10k": 10, "3k": 3, "8k": 8, "15k": 15, "20k": 20}
)

// distanceNamed is the distance of a run that a message names, in kilometres, also as
// a bare number; 0 if none.
func (r reading) distanceNamed() float64 {
	switch {
	case r.has(halfRun):
		return fitness.HalfMarathon
	case r.has(wholeRun):
		return fitness.Marathon
	}
	for _, q := range r.quantities {
		if q.Kind == fitness.KindLength && (q.Unit == fitness.Kilometres || q.Unit == fitness.Miles) {
			if cm, err := q.In(fitness.Centimetres); err == nil {
				return cm / 100000
			}
		}
	}
	for i, word := range r.words {
		if km := longRuns[word]; km > 0 {
			return km
		}
		if n := smallNumber(word); n >= 1 && n <= 42 && !r.isOfMinutes(i) {
			return float64(n)
		}
	}
	return 0
}

// turnedRun goes on from a run that was told: another distance, the time for it, or
// whether it can be reached.
func (d dialogue) turnedRun(p Person, r reading, variant int) (Answer, bool) {
	ran := d.Wanted
	if d.Topic != aboutPace && (d.Topic != aboutBurn || ran.Activity != "running") || ran.Kilometres <= 0 || ran.Minutes <= 0 && ran.Pace <= 0 {
		return Answer{}, false
	}
	if d.isElsewhere(r, certainlyNew+2, aboutPace, aboutDeadline, aboutResults, aboutMoreReps, topic("racing"), topic("marathon"), topic("running"), topic("couch")) {
		return Answer{}, false
	}
	if _, timed := r.quantity(fitness.KindDuration); timed && r.minutesSaid() > 0 {
		return Answer{}, false // another run
	}
	km := r.distanceNamed()
	wantsTime := r.has(finishTime)
	if km == 0 && wantsTime {
		km = d.Wanted.Target
	}
	if km == 0 || km == ran.Kilometres && !wantsTime {
		return Answer{}, false
	}
	took := time.Duration(ran.Minutes * float64(time.Minute))
	pace, err := fitness.PaceOf(ran.Kilometres, took)
	if ran.Pace > 0 {
		pace, err = fitness.Pace(ran.Pace), nil
		took, _ = pace.Finish(ran.Kilometres)
	}
	if err != nil {
		return Answer{}, false
	}
	d.Topic, d.Wanted.Target = aboutPace, km
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	var a Answer
	even, err := pace.Finish(km)
	predicted, other := fitness.Predict(ran.Kilometres, took, km)
	if err != nil || other != nil {
		return Answer{}, false
	}
	distance := fitness.Exactly(km, fitness.Kilometres)
	times := fmt.Sprintf("%v at %v take %s; slowing as people do over a longer way, about %s (Riegel).", distance, pace, fitness.Clock(even), fitness.Clock(predicted))
	if r.has(towardsDate) && !wantsTime && km > ran.Kilometres {
		a.Text = addressed(p, c.buildUp(ran.Kilometres, km)+" "+times)
	} else {
		a.Text = addressed(p, times)
	}
	zones := personalZones(c.Person)
	a.Text += fmt.Sprintf(" Run most of it slower, at %s. By when do you want to run it?", pulseOf(zones, fitness.Moderate))
	a.citeZones(c.Person, zones)
	a.cite(fitness.PredictSources()...)
	a.record("pace", map[string]any{"pace": pace.String(), "distance": distance.String()}, map[string]any{"even": fitness.Clock(even), "riegel": fitness.Clock(predicted)})
	a.Suggestions = c.suggestions(aboutPace)
	c.addCare(&a, aboutPace)
	return d.keep(a, aboutPace, slotNone), true
}

// growth is how much longer the longest run gets from week to week, a rule of thumb.
const growth = 0.1

// buildUp says in how many weeks a distance is reached from another.
func (c *chat) buildUp(from, to float64) string {
	weeks := max(1, int(math.Ceil(math.Log(to/from)/math.Log(1+growth))))
	if weeks > 26 {
		return fmt.Sprintf("from %v to %v takes about %d weeks, so plan half a year and more:", fitness.Exactly(from, fitness.Kilometres), fitness.Exactly(to, fitness.Kilometres), weeks)
	}
	var steps []float64
	for km := from; km < to && len(steps) < 3; {
		km = math.Min(to, math.Round(km*(1+growth)*2)/2)
		if !slices.Contains(steps, km) {
			steps = append(steps, km)
		} else {
			km += 0.5
			steps = append(steps, km)
		}
	}
	text := ""
	for i, km := range steps {
		if i > 0 {
			text += ", "
		}
		text += fitness.Exactly(km, fitness.Kilometres).String()
	}
	return fmt.Sprintf("from %v to %v takes about %d weeks at a tenth more a week, so count back from your day: run 2–3 times a week with a day between, one of them longer by a tenth (next %s …), and walk a minute when breath runs out.",
		fitness.Exactly(from, fitness.Kilometres), fitness.Exactly(to, fitness.Kilometres), weeks, text)
}
