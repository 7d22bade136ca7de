package fitness

import "slices"

// choice is an exercise for a slot before its sets are settled.
type choice struct {
	rank     int
	main     bool
	exercise *Exercise
	ramp     *ramp // of exercise, which no number of sets changes
	sets     int
	rest     int
}

func (p *planner) item(c choice) PlanItem {
	return PlanItem{Exercise: *c.exercise, Rest: c.rest, Weeks: p.dosesOf(c.exercise, c.ramp, c.sets), main: c.main}
}

// together is how long the choices take, each in its longest week.
func together(choices []choice) int {
	total := 0
	for i := range choices {
		c := &choices[i]
		total += c.ramp.seconds(c.exercise, c.sets, c.rest)
	}
	return total
}

// fit presses the choices into so many seconds, least harm first: luxuries go, then
// fourth sets and long rests, extras go, sets and rests shrink further, and at last
// the needed slots have one set each in a circuit. ok is false if that is too long.
func (p *planner) fit(choices []choice, budget int) (fitted []choice, ok bool) {
	wanted := choices
	choices = slices.Clone(choices)
	fits := func() bool { return together(choices) <= budget }
	drop := func(rank int) {
		for i := len(choices) - 1; i >= 0 && !fits(); i-- {
			if choices[i].rank >= rank {
				choices = dropAt(choices, i)
			}
			i = min(i, len(choices))
		}
	}
	press := func(sets, rest int) {
		for i := range choices {
			if !fits() {
				choices[i].sets = min(choices[i].sets, sets)
			}
		}
		if !fits() {
			rested(choices, rest)
		}
	}
	rested(choices, []int{300, 120, 90, 60, 30, 15}[p.tight])
	drop(luxury)
	press(3, 120)
	drop(extra)
	press(3, 90)
	press(2, 60)
	drop(basic)
	press(2, 30)
	press(1, 15)
	if !fits() {
		return choices, false
	}
	return p.readd(p.fill(choices, wanted, budget), wanted, budget), true
}

// dropAt leaves out the choice at i, and with a pull the last push of its rank, so
// that a session stays even.
func dropAt(choices []choice, i int) []choice {
	gone := choices[i]
	choices = slices.Delete(choices, i, i+1)
	if !gone.exercise.Pattern.IsPull() {
		return choices
	}
	for j := len(choices) - 1; j >= 0; j-- {
		if choices[j].rank == gone.rank && choices[j].exercise.Pattern.IsPush() {
			return slices.Delete(choices, j, j+1)
		}
	}
	return choices
}

func rested(choices []choice, most int) {
	for i := range choices {
		choices[i].rest = min(choices[i].rest, most)
	}
}

// fill gives back sets, one at a time from the first exercise, as long as there is time.
func (p *planner) fill(choices, wanted []choice, budget int) []choice {
	for grown := true; grown; {
		grown = false
		for i := range choices {
			at := slices.IndexFunc(wanted, func(w choice) bool { return w.exercise.Slug == choices[i].exercise.Slug })
			if choices[i].sets >= wanted[at].sets {
				continue
			}
			choices[i].sets++
			if together(choices) > budget {
				choices[i].sets--
				continue
			}
			grown = true
		}
	}
	return choices
}

// readd takes back what was dropped, with two sets, where rests were not pressed
// and there is time after all: a push only together with a pull.
func (p *planner) readd(choices, wanted []choice, budget int) []choice {
	if slices.ContainsFunc(choices, func(c choice) bool { return !slices.ContainsFunc(wanted, c.restsAs) }) {
		return choices
	}
	for i, w := range wanted {
		group := []choice{w}
		switch pattern := w.exercise.Pattern; {
		case slices.ContainsFunc(choices, w.restsAs), pattern.IsPull():
			continue
		case pattern.IsPush() && (i+1 == len(wanted) || !wanted[i+1].exercise.Pattern.IsPull()):
			continue
		case pattern.IsPush():
			group = append(group, wanted[i+1])
		}
		for j := range group {
			group[j].sets = min(group[j].sets, 2)
		}
		if together(choices)+together(group) <= budget {
			choices = slices.Insert(choices, min(i, len(choices)), group...)
		}
	}
	return choices
}

// restsAs reports whether the other choice is the same exercise with the same rest.
func (c choice) restsAs(other choice) bool {
	return c.exercise.Slug == other.exercise.Slug && c.rest == other.rest
}
