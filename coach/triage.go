package coach

import (
	"spotter/fitness"
)

// urgency is how soon a red flag needs somebody who can examine the person.
type urgency int

const (
	emergency urgency = iota // call for help now
	clinician                // stop, and be seen before training again
)

// A redFlag is a complaint that is dealt with before any question. What raises it
// stands in signs/rules.txt under its name, and how people say that in
// signs/words.txt. Where it is not clear whether a sign is denied, long over or
// somebody else's, it counts: a doctor named too often costs a sentence, the
// opposite mistake may cost a life.
type redFlag struct {
	urgency urgency
	advice  string
}

const (
	emergencyNumber = "your local emergency number (112, 911 or 999)"
	callNow         = "call " + emergencyNumber + " now, stop all activity and do not drive yourself: "
)

// redFlags are kinds A and B of the screening list, by their name in
// signs/rules.txt.
var redFlags = map[string]redFlag{
	"heart attack": {
		urgency: emergency,
		advice:  callNow + "a complaint in the chest that spreads, stays or takes your breath can be a heart attack, and is treated best in its first minutes.",
	},
	"collapse": {
		urgency: emergency,
		advice:  callNow + "somebody who collapses, has a fit or cannot breathe needs an ambulance; if they do not wake and do not breathe normally, begin chest compressions.",
	},
	"stroke": {
		urgency: emergency,
		advice:  callNow + "sudden weakness, numbness, a drooping face or trouble speaking can be a stroke, and minutes count.",
	},
	"bleed in the head": {
		urgency: emergency,
		advice:  callNow + "the worst headache of your life, or one that strikes at once, can be a bleed in the head.",
	},
	"saddle": {
		urgency: emergency,
		advice:  callNow + "numbness between the legs or lost control of bladder or bowel can be a trapped spinal nerve, and hours decide.",
	},
	"dark urine": {
		urgency: emergency,
		advice:  callNow + "dark urine with muscle pain can be muscle breaking down (rhabdomyolysis), which harms the kidneys.",
	},
	"despair": {
		urgency: emergency,
		advice:  "call " + emergencyNumber + " or a crisis line now, and stay with someone you trust: you deserve help from a person, today.",
	},
	"pregnancy": {urgency: clinician, advice: pregnancyAdvice},
	"chest": {
		urgency: clinician,
		advice:  "stop and rest now: if the chest complaint does not pass with rest, call " + emergencyNumber + ". Otherwise see a doctor today, before you train again.",
	},
	"breath": {
		urgency: clinician,
		advice:  "stop exercising and see a doctor today, before you train again: breathlessness that the effort does not explain has to be examined first.",
	},
	"faint": {
		urgency: clinician,
		advice:  "stop, lie down, and see a doctor today, before you train again: fainting or dizziness has to be explained first.",
	},
	"heartbeat": {
		urgency: clinician,
		advice:  "stop exercising and see a doctor this week, before you train again, or today if it happens now: a racing or irregular heartbeat needs a recording.",
	},
	"calf": {
		urgency: clinician,
		advice:  "do not train or massage it, and see a doctor today: a hot or swollen calf can be a clot in the vein.",
	},
	"brown urine": {
		urgency: clinician,
		advice:  "stop training and see a doctor today: brown or red urine has to be tested first.",
	},
	"kidney and food": {
		urgency: clinician,
		advice: "with a kidney disease let the doctor who treats you, or a renal dietitian, set your protein before you change it, within the next two weeks: " +
			"the ranges for people who train, 1.4–2.0 g/kg, and creatine are for healthy kidneys only, and even the general allowance of 0.8 g/kg may be too much for you.",
	},
	"disease": {
		urgency: clinician,
		advice:  "before your next session see the doctor who treats you, and ask which effort is allowed: your condition decides the limits, not my formulas.",
	},
	"broken": {
		urgency: clinician,
		advice:  "do not load it, and before your next session ask the doctor or physiotherapist who treats it what is allowed; if nobody has looked at it yet, see a doctor today. What is healthy may go on moving without pain.",
	},
	"limb": {
		urgency: clinician,
		advice:  "stop what brings it on and see a doctor this week, before you train that part again, or today if strength is gone too: a limb that goes numb can be a nerve under pressure.",
	},
	"blow": {
		urgency: clinician,
		advice:  "do not train, and see a doctor today: after a blow to the head the return to sport goes by steps that somebody has to supervise.",
	},
	"operation": {
		urgency: clinician,
		advice:  "before your next session ask your surgeon or physiotherapist what is allowed: after an operation they know what has to heal.",
	},
}

// triage answers a complaint that raises a red flag. pregnant is what this chat
// said before. ok is false when no flag is raised.
func triage(p Person, c complaint, pregnant bool) (answer Answer, ok bool) {
	if pregnant {
		c = c.besides("pregnant")
	}
	flag, ok := redFlags[allSigns().raised(c, func(name string) bool { _, ok := redFlags[name]; return ok })]
	switch {
	case ok:
		return flag.answer(p), true
	case pressureTooHigh(c.words):
		return highPressure.answer(p), true
	case sugarTooHigh(c):
		return highSugar.answer(p), true
	}
	return Answer{}, false
}

// complaintIn reads a message with what the question on the table says of hard work: a
// dark urine is a sign of its own behind sore muscles, whichever turn told of them.
func (d dialogue) complaintIn(r reading) complaint {
	c := r.complaint()
	if d.Topic == aboutSoreness || d.Topic == aboutLog || d.Words != "" && allSigns().complaintIn(d.Words).speaksOf("sore muscle") {
		c = c.besides("trained")
	}
	return c
}

func (f redFlag) answer(p Person) Answer {
	answer := Answer{Text: addressed(p, f.advice)}
	if f.urgency == clinician {
		answer.Text += " If it gets worse, or comes with chest pressure, trouble breathing or fainting, call " + emergencyNumber + " at once."
		answer.cite(fitness.ScreeningSources()...)
	}
	if p.ageBand() == fitness.Youth {
		answer.Text += " Tell a parent or another adult near you right now."
	}
	return answer
}
