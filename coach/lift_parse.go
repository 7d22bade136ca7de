package coach

import (
	"math"
	"slices"

	"spotter/fitness"
)

// liftGroup is what stands together of one lift while it is read.
type liftGroup struct {
	slug       string
	sets, reps int
	list       []int
	seconds    int
	load       fitness.Load
	effort     float64
	bare       float64
}

func (g liftGroup) counts() bool { return g.reps > 0 || len(g.list) > 0 || g.seconds > 0 }

// liftParser puts the events of a text together.
type liftParser struct {
	text   string
	unit   fitness.Unit
	now    liftGroup
	done   []liftGroup
	slug   string       // of what comes without a name
	load   fitness.Load // that was said before the repetitions
	effort float64
	last   liftEvent
}

// liftsIn returns the lifts that a folded text tells of: sets with an exercise of the
// catalogue and how often or how long. unit is that of a load without one.
func liftsIn(text string, unit fitness.Unit) []lift {
	p := liftParser{text: text, unit: or(unit, fitness.Kilograms)}
	for _, e := range eventsIn(text, p.unit) {
		p.take(e)
		p.last = e
	}
	p.close()
	named := ""
	for _, g := range p.done {
		named = or(named, g.slug)
	}
	var all []lift
	room := mostLoggedSets
	for _, g := range p.done {
		g.slug = or(g.slug, or(named, p.slug))
		if l, ok := g.lift(); ok && l.count() <= room {
			all = append(all, l)
			room -= l.count()
		}
	}
	return all
}

func (p *liftParser) take(e liftEvent) {
	times := joinedSets.in(p.text[min(p.last.end, e.start):e.start]) && p.last.end > 0
	switch {
	case e.breaks:
		p.close()
	case e.exercise != "":
		if p.now.bare >= 1 && p.now.reps == 0 && len(p.now.list) == 0 && p.last.bare > 0 && p.now.bare <= MaxReps {
			p.now.reps, p.now.bare = int(p.now.bare), 0 // "20 push ups"
		}
		if p.now.slug != "" && p.now.counts() {
			p.close()
		}
		if p.now.slug == "" {
			p.now.slug = e.exercise
		}
		if p.slug != p.now.slug {
			p.load, p.effort = fitness.Load{}, 0
		}
		p.slug = p.now.slug
	case len(e.list) > 0:
		p.begin(p.now.counts() && !times)
		p.now.list = e.list
	case e.bare > 0:
		p.now.bare = e.bare
	default:
		p.quantity(e.quantity, times)
	}
}

// begin starts another group where the one before has what comes already.
func (p *liftParser) begin(another bool) {
	if another {
		p.close()
	}
}

func (p *liftParser) quantity(q fitness.Quantity, times bool) {
	whole := int(math.Round(q.Value))
	switch q.Kind {
	case fitness.KindSets:
		p.begin((p.now.counts() || p.now.sets > 0) && !times)
		p.now.sets = whole
	case fitness.KindReps:
		p.begin(p.now.counts() && !times)
		p.now.reps = whole
	case fitness.KindMass:
		load, unit := inLoadUnit(q)
		p.begin(p.now.load.Weight > 0)
		p.now.load = fitness.Load{Weight: load, Unit: unit}
	case fitness.KindDuration:
		if q.Unit == fitness.Seconds || q.Unit == fitness.Minutes {
			seconds, _ := q.In(fitness.Seconds)
			p.begin(p.now.counts() && !times)
			p.now.seconds = int(math.Round(seconds))
		}
	case fitness.KindEffort:
		if q.Value >= 1 && q.Value <= 10 {
			p.now.effort = q.Value
		}
	case fitness.KindReserve:
		if q.Value >= 0 && q.Value <= 5 {
			p.now.effort = 10 - q.Value
		}
	}
}

// close ends a group. One with a load alone says it of the sets before, "3x8 bench,
// 60 kg", or of those that come, "bench 60 kg: 8, 8, 7".
func (p *liftParser) close() {
	g := p.now
	p.now = liftGroup{}
	g.slug = or(g.slug, p.slug)
	if !g.counts() && g.bare > 0 && g.slug != "" {
		g.settleBare()
	}
	if g.counts() {
		if g.load.Weight == 0 && g.bare > 0 && g.bare <= fitness.MaxLoad && len(g.list)+g.reps > 0 {
			g.load = fitness.Load{Weight: g.bare, Unit: p.unit}
		}
		if g.load.Weight == 0 {
			g.load = p.load
		}
		g.effort = or(g.effort, p.effort)
		p.done = append(p.done, g)
		return
	}
	p.behind(g)
}

// behind puts a load or an effort on its own where it belongs.
func (p *liftParser) behind(g liftGroup) {
	for i := range p.done {
		d := &p.done[i]
		if d.slug != g.slug && g.slug != "" && d.slug != "" {
			continue
		}
		if d.load.Weight == 0 {
			d.load = g.load
		}
		d.effort = or(d.effort, g.effort)
	}
	if len(p.done) == 0 || !slices.ContainsFunc(p.done, func(d liftGroup) bool { return d.slug == g.slug }) {
		if g.load.Weight > 0 {
			p.load = g.load
		}
		p.effort = or(g.effort, p.effort)
	}
	if g.sets > 0 && p.now.sets == 0 {
		p.now.sets = g.sets
	}
}

// settleBare takes the one number of "push ups 20" and "plank 60".
func (g *liftGroup) settleBare() {
	e, err := fitness.FindExercise(g.slug)
	switch {
	case err != nil || g.bare != math.Trunc(g.bare):
	case e.Counted == fitness.CountSeconds && g.bare <= fitness.MaxLoggedSeconds:
		g.seconds, g.bare = int(g.bare), 0
	case e.Counted == fitness.CountReps && !e.Weighted() && g.bare <= MaxReps:
		g.reps, g.bare = int(g.bare), 0
	}
}

// lift checks a group. ok is false where it is none that can be logged.
func (g liftGroup) lift() (lift, bool) {
	e, err := fitness.FindExercise(g.slug)
	if err != nil {
		return lift{}, false
	}
	if e.Slug == "bodyweight-squat" && g.load.Weight > 0 {
		e, _ = fitness.FindExercise("back-squat")
	}
	l := lift{exercise: e, load: g.load, effort: g.effort}
	sets := min(max(g.sets, 1), mostLoggedSets)
	switch {
	case e.Counted == fitness.CountSeconds:
		l.sets, l.seconds = sets, or(g.seconds, g.reps)
		if l.seconds == 0 && len(g.list) > 0 {
			return lift{}, false
		}
	case e.Counted == fitness.CountReps && len(g.list) > 0:
		l.reps = g.list
	case e.Counted == fitness.CountReps && g.reps > 0:
		l.reps = slices.Repeat([]int{g.reps}, sets)
	default:
		return lift{}, false
	}
	for _, set := range l.logged() {
		if set.On = firstDay; set.Check() != nil {
			return lift{}, false
		}
	}
	return l, l.load.Weight == 0 || l.load.Check() == nil
}
