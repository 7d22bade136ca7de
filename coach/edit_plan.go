package coach

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"spotter/fitness"
)

// planEdit is what a message changes of a plan or a session.
type planEdit struct {
	days    int
	minutes float64
	said    said // equipment, and exercises that are not wanted
	off, on []time.Weekday
	list    bool // on is all days
	focus   string
	aim     Goal
}

func (e planEdit) isZero() bool {
	return e.days == 0 && e.minutes == 0 && len(e.off)+len(e.on) == 0 && e.focus == "" && e.aim == "" && e.said.isZero()
}

// Words that say what there is to train with.
var (
	nothingThere = patterns("gym|centre|center|studio|place|club … shut|shuts|closed|closes|closing|gone|burned", "zero|no kit|gear|equipment|weights|gym", "everything … storage|gone|sold", "in storage", "nothing here|there|left|to use", "no gym", "bodyweight|body weight only|instead|please")
	allThereIs   = patterns("only", "just", "nothing but|else", "all ive|i|we", "all there is", "remains|remain|left|leftover", "thats it", "is it", "is all", "has|got now|is|are")
	lackWords    = patterns("sold|sell|lent|gave|given|lost|broke|broken|left|forgot|without|no|not|gone|stolen|snapped|returned")
	haveIt       = patterns("have|got|bought|borrowed|add|added|with|use|using|own|new|more|too|also|prefer|love|like|found|works|want|need|can")
	leftOver     = patterns("only", "just", "nothing but", "remains|remain", "left is|are", "all")
	bannedBehind = patterns("banned", "are|is|were out|off|banned|gone|not", "take|leave|kick it|them|those|that out", "no more", "bore*|suck|hate")
	planAims     = patterns("more for|about|on", "for|towards|focus|focused|focussed|aim|aiming|goal|instead|rather|mainly|mostly")
)

// planEditIn reads what a message changes of a plan for a week that trains on these
// days. Few messages name a day, so they are only asked for then.
func (r reading) planEditIn(week func() []time.Weekday, owned []fitness.Equipment) planEdit {
	var e planEdit
	e.days, e.minutes = r.daysNamed(), r.minutesNamed()
	if e.minutes > 0 && len(r.quantities) == 0 && e.days == 0 {
		e.days = 0
	}
	e.said = r.gearNamed(owned)
	e.said.Avoids = r.avoidsIn()
	for i, word := range r.marked {
		if word != string(markExercise) || !anyIn(bannedBehind, r.marked[i+1:min(len(r.marked), i+5)]) {
			continue
		}
		if slug, ok := r.exerciseAt(i); ok {
			e.said.Avoids = union(e.said.Avoids, []string{slug})
		}
	}
	e.readWeekdays(r, week)
	e.focus = r.focusNamed()
	if q, ok := purposes.in(r); ok && r.has(planAims) {
		e.aim = aimOf[q]
	}
	return e
}

// exerciseAt is the exercise that the mark at a place stands for.
func (r reading) exerciseAt(i int) (string, bool) {
	n := 0
	for _, word := range r.marked[:i] {
		if word == string(markExercise) {
			n++
		}
	}
	for _, one := range r.names {
		if one.mark == markExercise {
			if n == 0 {
				return one.value, true
			}
			n--
		}
	}
	return "", false
}

// gearNamed is the equipment that a message says there is now. A machine may be
// named by its exercise.
func (r reading) gearNamed(owned []fitness.Equipment) said {
	var s said
	parts := strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(r.text, " so ", ","), " but ", ","), func(c rune) bool { return strings.ContainsRune(",.;!?", c) })
	for _, part := range parts {
		one := read(part)
		lacks := one.has(lackWords) && !one.has(leftOver)
		for _, n := range one.names {
			var thing fitness.Equipment
			switch n.mark {
			case markEquipment:
				thing = fitness.Equipment(n.value)
			case markExercise:
				thing = machineOf(n.value)
			}
			switch {
			case thing == "":
			case lacks:
				s.Lacks = union(s.Lacks, []fitness.Equipment{thing})
			default:
				s.Owns = union(s.Owns, []fitness.Equipment{thing})
				if n.mark == markExercise {
					s.Machines = union(s.Machines, []string{n.value})
				}
			}
		}
	}
	s.Owns = without(s.Owns, s.Lacks)
	s.Only = len(s.Owns) > 0 && (r.has(allThereIs) || r.has(nothingElse) || r.limitsTo())
	if !s.Only {
		s.Machines = nil
		if !r.has(haveIt) {
			// Why else is something named that was there already?
			s.Lacks = union(s.Lacks, slices.DeleteFunc(slices.Clone(s.Owns), func(e fitness.Equipment) bool { return !slices.Contains(owned, e) }))
			s.Owns = nil
		}
	}
	s.OwnsNothing = len(s.Owns) == 0 && (r.has(nothingThere) || r.says(noEquipment) || r.isAway())
	return s
}

// machineOf is the machine that an exercise is named after; "" if it needs none.
func machineOf(slug string) fitness.Equipment {
	e, err := fitness.FindExercise(slug)
	if err != nil {
		return ""
	}
	for _, need := range e.Needs {
		if slices.Contains(need, "machine") {
			return "machine"
		}
	}
	return ""
}

// otherMachines are the exercises on machines that a list of them leaves out.
func otherMachines(have []string) []string {
	if len(have) == 0 {
		return nil
	}
	var slugs []string
	for _, e := range fitness.Catalogue() {
		if machineOf(e.Slug) != "" && !slices.Contains(have, e.Slug) {
			slugs = append(slugs, e.Slug)
		}
	}
	return slugs
}

// gone are the words beside a day that nobody can train on any more.
var (
	gone       = patterns("gone", "clash*", "out", "no|not|never|cant|cannot|wont|dont|doesnt", "busy|away|work|booked", "drop|lose|skip|avoid|without", "instead of")
	daysOff    = patterns("off|free|gone|out", "no|not|never|cant|cannot|wont|dont|doesnt|without", "busy|away|work|booked")
	noWeekends = patterns("weekdays only|please", "only|just weekdays", "no|not|without|never weekends|weekend", "not at|on|during weekends|weekend|the", "weekends|weekend are|is off|out|free|family|busy")
	insteadOf  = patterns("use|take|works|instead|rather|but|make|prefer|fine|ok|okay|good|better|possible|add")
	besidesIt  = patterns("add|plus|too|also|extra")
	swaps      = patterns("swap|switch|change|move|shift|trade|replace|push|put")
)

// readWeekdays takes a day of the week that is trained on for the one to leave, and
// another for the one to take instead, unless the message lists all days.
func (e *planEdit) readWeekdays(r reading, week func() []time.Weekday) {
	var named []time.Weekday
	for _, word := range r.words {
		if day, ok := dayNamed(word); ok {
			named = union(named, []time.Weekday{day})
		}
	}
	if len(named) == 0 && r.has(noWeekends) {
		e.off = []time.Weekday{time.Saturday, time.Sunday}
		return
	}
	switch {
	case len(named) == 0 || len(named) == 1 && len(r.words) > 1 && !r.has(gone) && !r.has(swaps) && !r.has(besidesIt):
		return
	case len(named) >= 3:
		e.on, e.list = named, true
		return
	}
	if r.has(daysOff) && !r.has(insteadOf) && !r.has(swaps) {
		e.off = named
		return
	}
	for _, day := range named {
		if slices.Contains(week(), day) {
			e.off = append(e.off, day)
		} else {
			e.on = append(e.on, day)
		}
	}
	if len(named) == 2 && len(e.off) == 2 {
		e.off = e.off[:1] // "move Monday to Wednesday", which is one already
	}
	if len(named) == 2 && len(e.off) == 0 && !r.has(swaps) {
		e.list = true
	}
	if len(named) == 2 && len(e.off) == 0 && r.has(swaps) {
		e.off, e.on = named[:1], named[1:]
	}
}

// replaced are the days of a week with those of an edit.
func (e planEdit) replaced(week []time.Weekday) []time.Weekday {
	if e.list {
		return e.on
	}
	return union(without(week, e.off), e.on)
}

// planTopics are the topics that a change of days, time or equipment makes a plan of.
func (t topic) becomesPlan() bool {
	switch t {
	case aboutPlan, aboutFirstStep, aboutVolume, aboutGuideline, aboutSenior, aboutMuscle:
		return true
	default:
		return false
	}
}

// elsewhereThanPlans are topics whose words an edit of a plan often holds.
var likePlans = []topic{aboutPlan, aboutSession, aboutSubstitute, aboutHowTo, aboutVolume, aboutFirstStep, aboutFatLoss, aboutGuideline, "travel", "boring", aboutWomen, aboutMuscle, "home", "busy", "time", "schedule", aboutOrder, "alike", "fullgym", "kidsaround", "spread"}

// turnedPlan is a plan or session made anew with what a message changes of it, and
// says first what that is.
func (d dialogue) turnedPlan(p Person, r reading, variant int) (Answer, bool) {
	if d.Topic == aboutPlan && r.has(whatWent) && len(r.words) <= shortEdit {
		return d.whatChanged(p, variant), true
	}
	fresh := d.Topic == unclear || d.Topic.smallTalk()
	start := fresh || !d.Topic.becomesPlan() && d.Topic != aboutSession
	on := d // whose week it is
	week := sync.OnceValue(func() []time.Weekday { return on.trainsOn(p) })
	e := r.planEditIn(week, ownedBy(p, d.Said))
	switch {
	case e.isZero(), d.isElsewhere(r, certainlyNew+3, likePlans...):
		return Answer{}, false
	case start && e.startsPlan(r):
	case start && !fresh && e.focus != "" && len(r.words) <= 6 && r.has(onlyThat) && !d.isElsewhere(r, certainlyNew, likePlans...):
		d.Topic, d.Wanted, d.Words = aboutSession, wanted{}, "workout"
	case start:
		return Answer{}, false
	case d.Topic != aboutPlan && d.Topic != aboutSession && e.days == 0 && !e.list && len(e.on) == 0 && !e.said.Only && !e.said.OwnsNothing && e.minutes == 0:
		return Answer{}, false
	}
	if e.focus != "" && (e.days > 0 || d.Topic == aboutPlan && len(r.words) > 6) {
		e.focus = ""
	}
	if d.Topic == aboutSession && e.days == 0 && len(e.on)+len(e.off) == 0 || e.focus != "" {
		return d.turnedSession(e, p, r, variant)
	}
	before := dialogue{Topic: aboutPlan, Said: d.Said, Wanted: d.Wanted}
	if d.Topic != aboutPlan {
		before.Wanted = wanted{}
	}
	hadPlan := d.Topic == aboutPlan || fresh && e.days > 0 && p.DaysPerWeek > 0
	if d.Topic != aboutPlan {
		s, w := r.slotsFor(aboutPlan, d.Said.Unit)
		s.On, s.Off, s.Days = nil, nil, 0
		d.Said, d.Wanted = d.Said.with(s), wanted{Minutes: w.Minutes}
		d.Topic, d.Words = aboutPlan, ""
	}
	d.apply(e, week)
	after := d
	a := after.answered(p, d.again(reading{}), variant, 0)
	next := dialogueOf(a.State)
	if hadPlan || p.Plan != nil || p.DaysPerWeek > 0 {
		old, now := before.planned(p), after.planned(p)
		dropped := without(old, now)
		next.Dropped = without(union(dropped, d.Dropped), now)
		a.Text = addressed(p, after.sayChange(e, p, dropped, without(now, old), hadPlan)) + " " + capitalised(strings.TrimPrefix(a.Text, p.Name+", "))
	}
	a.State = next.bytes()
	return a, true
}

var (
	whatWent = patterns("which|what … drop|dropped|drops|cut|remove|removed|left|leave|went|gone|lose|lost|missing|changed|change|different|skip|skipped|out", "whats gone|missing|different|changed|out|new", "where … go|gone|went")
	onlyThat = patterns("only", "just", "then", "instead", "please", "so")
	startsIt = patterns("too much|many", "a stretch", "cut|trim|drop|reduce|bring|take it|that|them|down|to")
	inAWeek  = patterns("day|days|sessions|times|twice|week")
	canTrain = patterns("i can|could|have|got|train|do|make|want|am|prefer", "im free|off", "can do|make", "works|work for me")
)

// startsPlan reports whether an edit stands for a wish for a plan by itself.
func (e planEdit) startsPlan(r reading) bool {
	switch {
	case e.days >= fitness.MinPlanDays && r.has(startsIt) && r.has(inAWeek):
		return true
	case e.list && len(e.on) >= fitness.MinPlanDays && r.has(canTrain) && !r.asksAnything() && len(r.numbers) <= 1:
		return true
	default:
		return false
	}
}

// apply lets an edit hold.
func (d *dialogue) apply(e planEdit, week func() []time.Weekday) {
	d.Said, d.Wanted.Exercise = d.Said.with(e.said), ""
	d.Wanted.Aim = or(e.aim, d.Wanted.Aim)
	if e.minutes > 0 {
		d.Wanted.Minutes = e.minutes
	}
	if len(e.on)+len(e.off) > 0 {
		d.Said.On, d.Said.Off = e.replaced(week()), union(without(d.Said.Off, e.on), e.off)
		if e.list || len(e.on) != len(e.off) && len(e.on) > 0 {
			d.Said.Days, d.Wanted.Days = len(d.Said.On), 0
		}
		d.Wanted.Days = max(d.Wanted.Days, 0)
	}
	if e.days > 0 {
		d.Said.Days, d.Wanted.Days = e.days, 0
		if len(d.Said.On) > e.days {
			d.Said.On = spreadOut(d.Said.On, e.days)
		}
	}
}

// spreadOut keeps a number of days, evenly of those there are.
func spreadOut(days []time.Weekday, number int) []time.Weekday {
	var kept []time.Weekday
	for i := range number {
		kept = append(kept, days[i*len(days)/number])
	}
	return kept
}

// trainsOn are the days of the week of the plan on the table, from Monday on where
// nobody said any.
func (d dialogue) trainsOn(p Person) []time.Weekday {
	if len(d.Said.On) > 0 && d.Said.Days <= len(d.Said.On) {
		return d.Said.On
	}
	c := chatWith(p, reading{}, d.Said, d.Wanted, 0)
	plan, err := c.weekPlan()
	if err != nil {
		return d.Said.On
	}
	if days := d.Said.weekdays(len(plan.Days)); len(days) == len(plan.Days) {
		return days
	}
	var days []time.Weekday
	for _, day := range plan.Days {
		days = append(days, time.Weekday(day.Weekday%daysInAWeek))
	}
	return days
}

// planned are the slugs of the plan of a dialogue.
func (d dialogue) planned(p Person) []string {
	plan, err := chatWith(p, reading{}, d.Said, d.Wanted, 0).weekPlan()
	if err != nil {
		return nil
	}
	var slugs []string
	for _, day := range plan.Days {
		for _, item := range day.Items {
			slugs = union(slugs, []string{item.Exercise.Slug})
		}
	}
	return slugs
}

// mostDiffering is how many exercises are named as left out or new.
const mostDiffering = 6

// sayChange says in a line what changed.
func (d dialogue) sayChange(e planEdit, p Person, dropped, added []string, hadPlan bool) string {
	var parts []string
	if e.days > 0 || e.list {
		parts = append(parts, fmt.Sprintf("%s days", numberWords[min(max(or(e.days, len(e.on)), 1), daysInAWeek)]))
	}
	if len(d.Said.On) > 0 && (len(e.on)+len(e.off) > 0 || e.days > 0) {
		parts = append(parts, dayList(d.trainsOn(p)))
	}
	if e.minutes > 0 {
		parts = append(parts, fmt.Sprintf("%d min each", int(e.minutes)))
	}
	switch {
	case e.said.OwnsNothing:
		parts = append(parts, "no equipment")
	case e.said.Only:
		parts = append(parts, "only with "+joinedEquipment(e.said.Owns))
	case len(e.said.Lacks) > 0:
		parts = append(parts, "without what is missing")
	case len(e.said.Owns) > 0:
		parts = append(parts, "with "+joinedEquipment(e.said.Owns)+" too")
	}
	if len(e.said.Avoids) > 0 {
		parts = append(parts, "without what you do not want")
	}
	if e.aim != "" {
		parts = append(parts, "for "+strings.ReplaceAll(string(e.aim), "_", " "))
	}
	if len(parts) == 0 {
		parts = []string{"changed"}
	}
	text := capitalised(parts[0]) + " now"
	if len(parts) > 1 {
		text += ", " + strings.Join(parts[1:], ", ")
	}
	if hadPlan && len(dropped) > 0 && e.said.isZero() {
		text += "; left out: " + namesOf(dropped)
	}
	if hadPlan && len(added) > 0 {
		text += "; new: " + namesOf(added)
	}
	if p.Name != "" && !strings.Contains(parts[0], "/") {
		text = lowered(text)
	}
	return text + "."
}

var numberWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven"}

func namesOf(slugs []string) string {
	var names []string
	for _, slug := range slugs[:min(len(slugs), mostDiffering)] {
		names = append(names, exerciseName(slug))
	}
	text := strings.Join(names, ", ")
	if more := len(slugs) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func dayList(days []time.Weekday) string {
	var names []string
	for _, day := range days {
		names = append(names, day.String()[:3])
	}
	return strings.Join(names, "/")
}

func joinedEquipment(list []fitness.Equipment) string {
	var words []string
	for _, e := range list {
		words = append(words, strings.ReplaceAll(string(e), "-", " "))
	}
	return strings.Join(words, ", ")
}

// turnedSession is a session made anew.
func (d dialogue) turnedSession(e planEdit, p Person, r reading, variant int) (Answer, bool) {
	if d.Topic != aboutSession {
		d.Wanted = wanted{Minutes: d.Wanted.Minutes}
	}
	d.Topic = aboutSession
	e.days, e.on, e.off = 0, nil, nil
	d.apply(e, nil)
	if e.focus != "" {
		d.Wanted.Focus, d.Wanted.Muscle = e.focus, ""
		d.Words = "workout"
	}
	return d.answered(p, d.again(reading{}), variant, 0), true
}

// whatChanged says which exercises the last edit of a plan left out.
func (d dialogue) whatChanged(p Person, variant int) Answer {
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	if len(d.Dropped) == 0 {
		a := Answer{Text: addressed(p, "no exercise was left out since the first plan of this chat: what changed is how often, how long or with what. ") + d.questionOn()}
		if plan, err := c.weekPlan(); err == nil {
			a.cite(plan.Sources()...)
		}
		a.Suggestions = c.suggestions(aboutPlan)
		return d.keep(a, aboutPlan, slotNone)
	}
	a := Answer{Text: addressed(p, fmt.Sprintf("left out of the plan before: %s. What trains the same muscles stays in it.", namesOf(d.Dropped)))}
	if plan, err := c.weekPlan(); err == nil {
		a.Text += fmt.Sprintf(" It is %v a week now. Which of them do you want back?", fitness.Exactly(float64(plan.Sets(c.week())), fitness.Sets))
		a.cite(plan.Sources()...)
	}
	a.Suggestions = c.suggestions(aboutPlan)
	return d.keep(a, aboutPlan, slotNone)
}
