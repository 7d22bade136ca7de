package coach

import "spotter/fitness"

// alarm is a red flag of an earlier turn. It is taken up before anything else is
// answered, until the person says that it is settled: somebody who types of a pain in
// the chest and then asks for a leg day has not been seen by anybody yet.
type alarm int

const (
	noAlarm  alarm = iota
	toBeSeen       // kind B: a doctor before the next session
	toCall         // kind A: an ambulance
)

// alarmOf tells the kinds of a red flag's answer apart: only what asks for a doctor
// names the sources of the screening.
func alarmOf(a Answer) alarm {
	if len(a.Sources) > 0 {
		return toBeSeen
	}
	return toCall
}

// allSettled is how people say that somebody has looked at it, or that it was never
// so.
var allSettled = patterns(
	"saw|seen|visited … doctor|gp|physio|paramedic|paramedics|nurse|midwife|cardiologist|consultant|specialist", "been … doctor|doctors|hospital|er|gp|seen|checked|cleared|examined|discharged",
	"doctor|doctors|gp|physio|paramedics|hospital|nurse|midwife|er|cardiologist|ecg|scan|tests … said|says|say|told|cleared|ok|okay|fine|clear|normal|happy|nothing", "got … checked|cleared|looked at|discharged",
	"all clear", "given the all clear|go ahead", "false alarm", "only|just joking|kidding", "was|it a joke", "was only|just joking|kidding", "i made … up", "just testing", "its settled|sorted", "that is settled|sorted", "thats settled|sorted",
	"called … ambulance|999|911|112|already", "was years|months ago", "wasnt me", "didnt mean me|it")

// notYet takes that back: "the doctor has not seen it".
var notYet = patterns("not|havent|hasnt|didnt|wont|never|no … seen|see|saw|been|called|call|doctor|checked|cleared|gp", "will|shall|going to|should|tomorrow|later … see|call|doctor|gp", "cant … doctor|gp|appointment")

// afterAlarm answers a message behind a red flag: with the question whether somebody
// has looked at it first. While it was for an ambulance, and where something is to be
// done with the body, it says no more than that.
func (d dialogue) afterAlarm(p Person, r reading, q Question) Answer {
	before := d.Alarm
	if r.has(allSettled) && !r.has(notYet) {
		d.Alarm = noAlarm
		if !r.asksAnything() {
			return d.noted(p, r, said{}, variantOf(q))
		}
		return d.calmly(p, r, q)
	}
	if before == toBeSeen && d.AlarmTheirs && d.isBackToMe(r) {
		d.Alarm, d.Wanted = noAlarm, d.Wanted.forOneself()
		return d.calmly(p, r, q)
	}
	a := d.calmly(unnamed(p), r, q)
	first := map[alarm]string{
		toCall:   "first: have you called " + emergencyNumber + "? What you told me before cannot wait for training, and does not go away with it. Tell me when somebody has seen you.",
		toBeSeen: "first let a doctor look at what you told me before, and do not train until then; tell me when that is settled.",
	}[before]
	if d.Wanted.isForOther() {
		first = "for " + d.Wanted.Whose + ": " + inThirdPerson(first)
	}
	if about := dialogueOf(a.State).Topic; before == toCall || about.strains() || about.loads() {
		return Answer{Text: addressed(p, first), Sources: fitness.ScreeningSources(), State: a.State}
	}
	a.Text = addressed(p, first) + " For after that: " + a.Text
	return a
}
