package coach

import (
	"fmt"
	"strings"
	"time"

	"spotter/fitness"
)

var (
	runWords    = patterns("ran|run|running|jog|jogged|jogging|parkrun", "5k|10k|3k|8k", "mile|miles")
	notOnFoot   = patterns("cycle*|cycling|bike|biked|rode|swim*|swam|row|rowed|rowing|walk|walked|walking|hike*|elliptical|erg")
	proudOfIt   = patterns("first", "pb|pr|record", "personal best", "without stopping|walking", "no stopping|walking|breaks", "w o stopping", "finally", "proud", "made it")
	runLengths  = patterns("5k|10k|3k|8k|15k|20k", "half marathon", "marathon", "a|one|1|two|2|three|3|four|4|five|5|six|6|ten|10 mile|miles|km", "mile")
	anyQuestion = patterns("what|whats|how|which|is|per|when|why|should")
	onlyRanNot  = patterns("calories|kcal|calorie|burn|burned|burnt", "want|goal|aim|hope|plan|planning|can|could|should|will|need", "weight|fat")
)

// minutesSaid are the minutes of all times that a message says.
func (r reading) minutesSaid() float64 {
	minutes := 0.0
	for _, q := range r.quantities {
		if q.Kind == fitness.KindDuration && (q.Unit == fitness.Minutes || q.Unit == fitness.Hours || q.Unit == fitness.Seconds) {
			if m, err := q.In(fitness.Minutes); err == nil {
				minutes += m
			}
		}
	}
	return minutes
}

// tellsOfARun is a run that a message tells of, with its distance and its time, and
// asks nothing.
func (d dialogue) tellsOfARun(p Person, r reading, variant int) (Answer, bool) {
	if !r.has(runWords) || r.has(notOnFoot) || r.has(onlyRanNot) || strings.Contains(r.text, "?") || r.has(anyQuestion) || len(r.words) > mostTurning || len(r.jointsIn()) > 0 || r.has(hurtingNow) {
		return Answer{}, false
	}
	minutes := r.minutesSaid()
	if _, long := r.quantity(fitness.KindLength); !long && !r.has(runLengths) {
		return Answer{}, false
	}
	km := r.distanceNamed()
	if strings.Contains(r.text, "mile") && km >= 1 && km == float64(int(km)) {
		km *= 1.609344
	}
	if minutes == 0 || km == 0 {
		return Answer{}, false
	}
	took := time.Duration(minutes * float64(time.Minute))
	pace, err := fitness.PaceOf(km, took)
	if err != nil {
		return Answer{}, false
	}
	d.Topic, d.Wanted, d.Words = aboutPace, wanted{Kilometres: km, Minutes: minutes, Activity: "running"}, ""
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	lead := "good run"
	if r.has(proudOfIt) || strings.Contains(r.text, "!") {
		lead = "well done"
	}
	mile, _ := pace.In(fitness.MinutesPerMile)
	zones := personalZones(c.Person)
	a := Answer{Text: addressed(p, fmt.Sprintf("%s: %v in %s is %v (%v).%s As %s%s run most kilometres slower, at %s, and let the longest run grow by about a tenth a week. I keep sets, not runs, so note the time yourself. Which distance is next?",
		lead, fitness.Exactly(km, fitness.Kilometres), fitness.Clock(took), pace, mile, c.predictions(km, took), c.aLevel(), atAge(c.Person), pulseOf(zones, fitness.Moderate)))}
	a.citeZones(c.Person, zones)
	a.cite(fitness.PredictSources()...)
	a.record("pace", map[string]any{"pace": pace.String()}, map[string]any{"per_mile": mile.String()})
	a.Suggestions = c.suggestions(aboutPace)
	c.addCare(&a, aboutPace)
	return d.keep(a, aboutPace, slotNone), true
}
