package coach

import (
	"fmt"
	"strings"
	"time"

	"spotter/fitness"
)

// dayOfLifts is the day to log: zero is that of the question. clear is false where
// the message, or one before it, means a day that it does not say.
func (c *chat) dayOfLifts() (on time.Time, clear bool) {
	kept := or(c.told.when.dayKept(), c.want.Day)
	if kept == "" || kept == "?" {
		return time.Time{}, kept == ""
	}
	on, err := time.Parse(dayText, kept)
	return on, err == nil
}

// whichDay asks for the day of lifts, and logs nothing.
func (c *chat) whichDay(lifts []lift) Answer {
	line := liftsLine(lifts)
	text := "which day was that? I have not noted it yet, as I cannot tell the day. Tell me again with \"yesterday\", a weekday or a date of the last year, such as \"" + line + " on 2026-01-31\"."
	if c.told.when.ahead {
		text = "that day is still to come, so I have not noted it. Tell me when it is done: \"did " + line + "\"."
	}
	return Answer{Text: addressed(c.Person, text), Suggestions: []string{"Yesterday: " + line, "Today: " + line}}
}

// liftsLine writes lifts as a person would.
func liftsLine(lifts []lift) string {
	if len(lifts) == 0 {
		return "bench press 3x8 @ 60 kg"
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(liftsText(lifts[:1]), "×", "x"), " at ", " @ "), ", RPE", " RPE")
}

// notDone answers sets that nobody has done, or somebody else: it says that they are
// in no log, and what they would be worth.
func (c *chat) notDone() Answer {
	a := Answer{}
	dose := prescriptionFor(c.Person)
	line := liftsLine(c.told.lifts)
	if c.told.mood == wasAsked && c.want.Exercise != "" && c.reading.has(howDone) {
		a = howToAnswer(c)
		a.Text += " The sets are in no log: tell me when you have done them."
		return a
	}
	lead := "I have not noted that, as you have not said that it is done."
	tell := " When it is done, tell me: \"did " + line + "\"."
	switch c.told.mood {
	case wasDenied:
		a.Text = addressed(c.Person, "then nothing goes into the log."+tell)
		return a
	case wasOthers:
		lead, tell = "that is not yours, so it goes into no log: I keep what you have lifted yourself.", ""
	case wasPlanned:
		lead = "that is still to come, so I have not noted it."
	}
	a.citePrescription(c.Person, dose)
	a.Text = addressed(c.Person, lead)
	if best, ok := strongest(c.told.lifts); ok {
		a.Text += " " + sentenceCase(best.numbers()) + " takes" + c.maximumOf(&a, best) + "." + c.against(best)
	}
	a.Text += fmt.Sprintf(" Your target as %s%s is %v of %v.", c.aLevel(), atAge(c.Person), dose.Sets, dose.Reps) + tell
	return a
}

var howDone = patterns("how do|to|should|can", "how", "form|technique")

func sentenceCase(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// against compares a lift with the best of the log.
func (c *chat) against(l lift) string {
	for _, record := range fitness.PersonalRecords(c.Log) {
		if maximum, ok := record.Strongest.Maximum(); ok && record.Slug == l.exercise.Slug {
			return fmt.Sprintf(" Your log has %v for %d, which makes %v.", fitness.Exactly(record.Strongest.Weight, fitness.Kilograms), record.Strongest.Reps, fitness.Exactly(maximum, fitness.Kilograms))
		}
	}
	return ""
}

// logged answers a message that tells of sets and of nothing else.
func (d dialogue) logged(p Person, r reading, variant int) Answer {
	s, w := r.slotsFor(aboutLog, d.Said.Unit)
	d.Topic, d.Said, d.Wanted, d.Offered = aboutLog, d.Said.with(s), w, ""
	return d.answered(p, r, variant, 0)
}
