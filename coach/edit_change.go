package coach

import (
	"math"
	"slices"
	"strings"

	"spotter/fitness"
)

// changed is the question on the table with one thing changed. ok is false where the
// change means nothing to it.
func (d dialogue) changed(kind edit, r reading) (next dialogue, ok bool) {
	s, w := r.slotsFor(d.Topic, d.Said.Unit)
	if (kind == longer || kind == shorter) && w.Minutes == 0 && len(r.numbers) == 1 && r.numbers[0] >= fitness.MinPlanMinutes && r.numbers[0] <= fitness.MaxPlanMinutes {
		w.Minutes = r.numbers[0]
	}
	if d.Topic == aboutPlan || d.Topic == aboutSession {
		kind = or(map[edit]edit{lighter: easier, heavier: harder}[kind], kind)
	}
	switch kind {
	case another:
		return d.otherwise()
	case forOther:
		return d.forSomebody(r)
	case forMe:
		if !d.Wanted.isForOther() {
			return d, false
		}
		d.Wanted = d.Wanted.forOneself().with(w)
		d.Said = d.Said.with(s)
		return d, true
	case forHowLong:
		if d.Wanted = d.Wanted.with(w); d.Wanted.Goal == 0 && d.Wanted.Lose == 0 {
			return d, false
		}
		d.Topic = aboutFatLoss
		return d, true
	case forNext:
		if d.Topic != aboutLog || d.Wanted.Exercise == "" {
			return d, false
		}
		d.Topic = aboutNextLoad
		return d, true
	case moreDays, fewerDays, longer, shorter, harder, easier:
		return d.resized(kind, s, w)
	case moreReps, fewerReps, heavier, lighter:
		return d.reloaded(kind)
	default:
		return d, false
	}
}

// otherwise is a plan or session made anew, or the next of the exercises that an
// answer could have named.
func (d dialogue) otherwise() (dialogue, bool) {
	switch d.Topic {
	case aboutSession:
		d.Wanted.Seed += 7919 // any other number
		d.Wanted.Skip++
	case aboutPlan, aboutSubstitute, aboutHowTo:
		d.Wanted.Skip++
	default:
		return d, false
	}
	return d, true
}

// resized is a plan or session with more or less of it.
func (d dialogue) resized(kind edit, s said, w wanted) (dialogue, bool) {
	if (d.Topic == aboutHowTo || d.Topic == aboutSubstitute) && (kind == harder || kind == easier) {
		d.Wanted.Harder, d.Wanted.Easier = kind == harder, kind == easier
		return d, true
	}
	if d.Topic != aboutPlan && d.Topic != aboutSession {
		return d, false
	}
	minutes := or(d.Wanted.Minutes, map[topic]float64{aboutPlan: usualMinutes, aboutSession: usualSession}[d.Topic])
	if kind == moreDays || kind == fewerDays {
		s.Days = 0 // "one day less" is no day a week
	}
	d.Said, d.Wanted = d.Said.with(s), d.Wanted.with(w)
	switch kind {
	case moreDays, fewerDays:
		if d.Topic == aboutSession {
			return d, false
		}
		d.Wanted.Days += map[edit]int{moreDays: 1, fewerDays: -1}[kind]
	case harder:
		d.Wanted.Step = min(d.Wanted.Step+1, 2)
	case easier:
		d.Wanted.Step = max(d.Wanted.Step-1, -2)
	case longer:
		d.Wanted.Minutes = or(w.Minutes, min(fitness.MaxPlanMinutes, roundedToFive(minutes*4/3)))
	case shorter:
		d.Wanted.Minutes = or(w.Minutes, max(fitness.MinPlanMinutes, roundedToFive(minutes*2/3)))
	}
	d.Wanted.Easier, d.Wanted.Harder = false, false
	return d, true
}

// reloaded is a question on a load with another load or number of repetitions.
func (d dialogue) reloaded(kind edit) (dialogue, bool) {
	switch d.Topic {
	case aboutOneRM, aboutPercentLoad, aboutNextLoad, aboutDeload, aboutWarmUp:
	default:
		return d, false
	}
	w := &d.Wanted
	step := fitness.PlateStep(d.Said.Unit).Low
	switch {
	case kind == moreReps && w.Reps > 0:
		w.Reps += 2
	case kind == fewerReps && w.Reps > 1:
		w.Reps = max(1, w.Reps-2)
	case kind == heavier && w.Percent > 0:
		w.Percent = math.Min(100, w.Percent+5)
	case kind == lighter && w.Percent > 5:
		w.Percent -= 5
	case kind == heavier && w.Load > 0:
		w.Load += step
	case kind == lighter && w.Load > step:
		w.Load -= step
	default:
		return d, false
	}
	return d, true
}

// relative is somebody whom people ask for.
type relative struct {
	whose  string // as the coach calls them
	gender fitness.Gender
}

func (r relative) isOne() bool { return r.whose != "" }

// relatives are the words for them.
var relatives = relativesBy(map[fitness.Gender][]string{
	fitness.Female: {"missus", "fiancee", "nana", "granny", "stepmum", "stepdaughter", "granddaughter", "auntie", "wife", "mother", "mom", "mum", "daughter", "sister", "girlfriend", "grandma", "grandmother", "gran", "nan", "niece", "aunt"},
	fitness.Male:   {"hubby", "fiance", "stepdad", "stepson", "grandson", "granddad", "husband", "father", "dad", "son", "brother", "boyfriend", "grandpa", "grandfather", "grandad", "nephew", "uncle"},
	"":             {"flatmate", "roommate", "teammate", "neighbor", "friend", "partner", "kid", "child", "client", "colleague", "mate", "neighbour", "cousin", "parents"},
})

// young are the words for a child that are one's own only behind "my" or "our".
var young = map[string]relative{
	"lad": {"your son", fitness.Male}, "boy": {"your son", fitness.Male}, "lass": {"your daughter", fitness.Female}, "girl": {"your daughter", fitness.Female},
	"toddler": {"your child", ""}, "teenager": {"your child", ""}, "teen": {"your child", ""}, "youngest": {"your child", ""}, "eldest": {"your child", ""}, "oldest": {"your child", ""},
}

// relativeAt is who a word of a message is, if anybody. Some are somebody only behind
// "my" or "our": "my lad", "my dads 76".
func (r reading) relativeAt(i int) relative {
	if who := relatives[r.words[i]]; who.isOne() {
		return who
	}
	one := strings.TrimSuffix(r.words[i], "s")
	who := young[one]
	if !who.isOne() && one != r.words[i] {
		who = relatives[one]
	}
	at := i - 1
	for at >= 0 && slices.Contains(ageWords, r.words[at]) {
		at--
	}
	if at < 0 {
		if who == relatives["dad"] || who == relatives["mum"] { // "dads 76"
			return who
		}
		return relative{}
	}
	if r.words[at] != "my" && r.words[at] != "our" {
		return relative{}
	}
	return who
}

// ageWords may stand between "my" and who it is.
var ageWords = strings.Fields("little big old older younger young eldest oldest youngest wee teenage")

func relativesBy(words map[fitness.Gender][]string) map[string]relative {
	all := map[string]relative{"she": {"her", fitness.Female}, "her": {"her", fitness.Female}, "shes": {"her", fitness.Female}, "he": {"him", fitness.Male}, "him": {"him", fitness.Male}, "hers": {"her", fitness.Female}, "his": {"him", fitness.Male}, "hes": {"him", fitness.Male}}
	for gender, list := range words {
		for _, word := range list {
			all[word] = relative{"your " + word, gender}
		}
	}
	return all
}

// forSomebody is the question for somebody else: with their age, gender and weight,
// as far as they are said, and with nothing of the one who asks.
func (d dialogue) forSomebody(r reading) (dialogue, bool) {
	who, ok := r.relative()
	if !ok {
		return d, false
	}
	their := d.Said.Their
	if their == nil || isNamed(who.whose) && who.whose != their.Of {
		their = &said{Gender: who.gender}
	}
	told := their.with(r.ofThem())
	if isNamed(who.whose) {
		told.Of = who.whose
	}
	d.Said.Their = &told
	whose := who.whose
	if d.Wanted.isForOther() && !isNamed(whose) {
		whose = d.Wanted.Whose
	}
	d.Wanted = d.Wanted.forOneself()
	d.Wanted.Whose = whose
	return d, true
}

// relative is whom a message speaks of, if it does.
func (r reading) relative() (relative, bool) {
	var pronoun relative
	for i := range r.words {
		who := r.relativeAt(i)
		if isNamed(who.whose) {
			if r.spokenTo(i) {
				continue
			}
			return who, true
		} else if who.isOne() {
			pronoun = who
		}
	}
	return pronoun, pronoun.isOne()
}

// ofThem is what a message says of somebody else.
func (r reading) ofThem() said {
	s, _ := r.readWords()
	for _, q := range r.quantities {
		switch q.Kind {
		case fitness.KindAge:
			s.Age = int(q.Value)
		case fitness.KindMass:
			if kilograms, err := q.In(fitness.Kilograms); err == nil && fitness.CheckWeight(kilograms) == nil {
				s.Weight = kilograms
			}
		case fitness.KindPulse:
			if r.says(atRest) {
				s.Resting = int(q.Value)
			}
		case fitness.KindFrequency:
			s.Days = int(q.UpTo + 0.5)
		case fitness.KindDuration:
			if weeks, err := q.In(fitness.Weeks); err == nil && (q.Unit == fitness.Weeks || q.Unit == fitness.Months) && weeks <= fullTerm && r.has(alongIn) {
				s.Weeks = int(weeks + 0.5)
			}
		}
	}
	theirs := allSigns().complaintIn(r.withoutThem())
	for _, part := range conditionParts {
		if theirs.speaksOf(part.part) {
			s.Conditions = union(s.Conditions, []condition{part.condition})
		}
	}
	for _, n := range r.numbers {
		if s.Age == 0 && fitness.CheckAge(int(n)) == nil {
			s.Age = int(n)
		}
	}
	return s
}

// fullTerm is how many weeks a pregnancy lasts at most.
const fullTerm = 42

// alongIn are words behind which a number of weeks is how far a pregnancy is.
var alongIn = patterns("pregnan*", "expecting", "along|gone")

// withoutThem is a message as they would say it of themselves.
func (r reading) withoutThem() string {
	var words []string
	for i, word := range r.words {
		switch who := relatives[word]; {
		case word == "her" || word == "his":
			words = append(words, "my")
		case word == "shes" || word == "hes":
			words = append(words, "im")
		case isNamed(who.whose) && i > 0 && r.words[i-1] == "my":
			words[len(words)-1] = "i"
		case who.isOne():
			words = append(words, "i")
		case word == "takes":
			words = append(words, "take")
		case word == "has":
			words = append(words, "have")
		default:
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// isForOther reports whether a question is for somebody else who was named.
func (w wanted) isForOther() bool { return w.Whose != "" }

// forOneself is the question for the one who asks.
func (w wanted) forOneself() wanted {
	w.Age, w.Weight, w.Whose = 0, 0, ""
	return w
}

// somebody is the person that a question is for: of the one who asks only the name
// stays.
func (p Person) somebody() Person { return Person{Name: p.Name} }

// ofTheirs is what was said, with what holds for somebody else in place of what
// holds for the one who asks.
func (s said) ofTheirs() said {
	their := said{}
	if s.Their != nil {
		their = *s.Their
	}
	their.Unit = s.Unit
	return their
}
