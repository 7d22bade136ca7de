package coach

import (
	"fmt"
	"strings"

	"spotter/fitness"
)

// correcting are the words of somebody who takes back a number.
var correcting = patterns("oops|whoops|oopsie", "i meant|mean", "correction", "typo|mistake|wrong", "sorry|actually|wait|no … was|were|is|its", "should be|have been|read|say", "not #mass|#reps|#sets", "change|fix|edit|correct that|it|the|last")

// corrects reports whether a message takes back a number of the sets that the last
// answer noted.
func (d dialogue) corrects(r reading) bool {
	return d.Topic == aboutLog && d.Lifted.Sets > 0 && len(r.words) <= mostEditing && r.has(correcting) && len(r.numbers)+len(r.quantities) > 0
}

// correction says how a note is mended: nothing is noted a second time.
func (d dialogue) correction(p Person, r reading, variant int) Answer {
	s, w := r.slotsFor(aboutLog, d.Said.Unit)
	d.Said = d.Said.with(s)
	c := chatWith(p, r, d.Said, d.Wanted, variant)
	slug := or(w.Exercise, d.Wanted.Exercise)
	if e, err := fitness.FindExercise(slug); err == nil && e.Slug == "bodyweight-squat" {
		slug = d.Wanted.Exercise
	}
	load := w.Load
	if load == 0 && w.Reps == 0 && len(r.numbers) > 0 {
		load = r.numbers[0]
	}
	example := exerciseName(slug) + fmt.Sprintf(" 3x%d", or(w.Reps, or(d.Wanted.Reps, 8)))
	if load > 0 {
		example += " @ " + c.load(load).String()
	}
	lift := prescriptionFor(c.Person)
	a := Answer{Text: addressed(p, fmt.Sprintf("I have not noted that a second time. A note that stands I cannot change from here: delete that workout in your training log, and tell me all of it as it was, such as %q. Your target as %s stays %v.", strings.TrimSpace(example), c.aLevel(), lift.Reps))}
	a.cite(lift.Sources()...)
	a.Suggestions = c.suggestions(aboutLog)
	if load > 0 && w.Exercise == "" || load > 0 && slug == d.Wanted.Exercise {
		d.Wanted.Load = load
	}
	return d.keep(a, aboutLog, slotNone)
}
