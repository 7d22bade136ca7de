package coach

import (
	"slices"
	"time"

	"spotter/fitness"
)

// report is what a message tells of sets, and whether they have been done.
type report struct {
	lifts []lift // those that have been done; else all that are named
	mood  mood
	when  when
	only  bool // the message says nothing else
	asks  bool // it asks something too
}

// reportIn reads what a message tells of sets. unit is that of a load without one,
// and asked is when the message was written.
func reportIn(r reading, unit fitness.Unit, at time.Time) report {
	all := dayIn(r.text, at)
	text := []byte(r.text)
	for _, span := range all.spans {
		blank(text, span)
	}
	first := firstNumbers(string(text), unit)
	done, elsewhere, lifting := emptied(text), emptied(text), emptied(text)
	rep := report{mood: wasBare, only: true}
	for _, c := range clausesOf(r.text, first) {
		clause := string(text[c.start:c.end])
		told := slices.ContainsFunc(eventsIn(clause, unit), func(e liftEvent) bool { return !e.breaks })
		rep.asks = rep.asks || c.mood == wasAsked
		switch {
		case c.mood.isDone():
			copy(done[c.start:c.end], clause)
			if told {
				copy(lifting[c.start:c.end], r.text[c.start:c.end])
			}
			if told && c.mood == wasReported && rep.mood.isDone() {
				rep.mood = wasReported
			}
			copy(elsewhere[c.start:c.end], r.text[c.start:c.end])
		case told && rep.mood.isDone():
			rep.mood = c.mood
		}
	}
	if rep.lifts = liftsIn(string(done), unit); len(rep.lifts) == 0 {
		rep.lifts, rep.when, rep.only = liftsIn(string(text), unit), all, false
		return rep
	}
	if !rep.mood.isDone() {
		rep.mood = wasReported
	}
	if rep.when = dayIn(string(lifting), at); !rep.when.said {
		rep.when = dayIn(string(elsewhere), at)
	}
	rep.only = !rep.asks && isOnlyLifts(string(text))
	return rep
}

func emptied(text []byte) []byte {
	empty := make([]byte, len(text))
	blank(empty, []int{0, len(empty)})
	return empty
}

// firstNumbers returns where the first number of sets is between two places of a
// text, or the second place.
func firstNumbers(text string, unit fitness.Unit) func(start, end int) int {
	events := eventsIn(text, unit)
	return func(start, end int) int {
		for _, e := range events {
			if e.start < start || e.start >= end {
				continue
			}
			switch e.quantity.Kind {
			case fitness.KindSets, fitness.KindReps, fitness.KindMass, fitness.KindDuration:
				return e.start
			}
			if len(e.list) > 0 || e.bare > 0 {
				return e.start
			}
		}
		return end
	}
}

// besideLifts are words that a line of a log has beside exercises and numbers.
var besideLifts = fillers("and then plus x at with of for by the a each side per rep reps rpe sets set kg lb lbs on in i did done finished today workout session training log logged just ok easy hard felt good great bar barbell dumbbell dumbbells machine cable held hold times min sec s warm up warmup pls please to my it from was were hi hello hey coach here is are we this first second last exercise lifts")

// isOnlyLifts reports whether a text, its days blanked, says nothing but lifts.
func isOnlyLifts(text string) bool {
	rest := []byte(text)
	for _, e := range eventsIn(text, fitness.Kilograms) {
		blank(rest, []int{e.start, min(e.end, len(rest))})
	}
	for _, word := range wordsOf(string(rest)) {
		if !besideLifts(word) {
			return false
		}
	}
	return true
}

// isDone reports whether there are sets that have been done.
func (rep report) isDone() bool { return len(rep.lifts) > 0 && rep.mood.isDone() }

// tellsOfSets reports whether it is worth reading a message for sets.
func (d dialogue) tellsOfSets(r reading) bool {
	_, named := r.named(markExercise)
	return named || len(r.quantities) > 0 || d.Topic == aboutLog
}

// isLine reports whether a message is there to be logged, and for nothing else:
// what is asked or complained of beside the sets has its own answer.
func (rep report) isLine(p Person, r reading) bool {
	if !rep.isDone() || rep.asks {
		return false
	}
	if rep.only {
		return true
	}
	about, sure := certain(cared(r.guesses(), p, r))
	switch about {
	case aboutLog:
		return true
	case aboutHowTo, aboutOffTopic, aboutProgress, aboutBurn, aboutEffort, aboutNextLoad, aboutPercentLoad, aboutOneRM, aboutVolume, aboutHello, aboutThanks:
		return rep.mood == wasReported
	default:
		return rep.mood == wasReported && !sure
	}
}

// withReport answers a message that tells of sets beside what else it says.
func (d dialogue) withReport(p Person, a Answer) Answer {
	if !d.told.isDone() || d.told.mood != wasReported || len(a.Logged) > 0 || d.told.when.vague || d.told.when.ahead {
		return a
	}
	c := chatWith(unnamed(p), read(""), d.Said, wanted{}, 0)
	c.told = d.told
	noted := c.noteLifts(d.told.lifts)
	a.Text += "\n\n" + firstPart(noted.Text)
	a.Logged = noted.Logged
	return a
}

// dayKept is the day of a report as a dialogue keeps it: "?" is one that is not
// clear.
func (w when) dayKept() string {
	switch {
	case !w.said:
		return ""
	case w.vague || w.ahead:
		return "?"
	default:
		return w.day.Format(dayText)
	}
}
