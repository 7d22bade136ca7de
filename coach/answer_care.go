package coach

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spotter/fitness"
)

// painAnswer gives what can be done free of pain, and whom to see if it stays.
func painAnswer(c *chat) Answer {
	var a Answer
	joints := c.joints
	spare := ""
	if len(joints) > 0 {
		spare = "spare your " + jointNames(joints) + ": "
	}
	lift := prescriptionFor(c.Person)
	f := c.filter()
	f.Spare = joints
	names := exerciseNames(c.gentle(f), 3)
	if c.want.Muscle != "" || c.want.Focus != "" {
		if of := c.freeFor(f); of != "" {
			names = of
		}
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%sleave out what hurts, and keep training the rest, as %s%s with %v of %v, every repetition free of pain.", spare, c.aLevel(), atAge(c.Person), lift.Sets.Start(), lift.Reps))
	if e, err := fitness.FindExercise(c.want.Exercise); err == nil {
		if others, err := fitness.Substitute(e.Slug, f); err == nil && len(others) > 0 {
			a.Text += fmt.Sprintf(" Instead of the %s try %s.", strings.ToLower(e.Name), exerciseNames(others, 2))
		}
	}
	if names != "" {
		free := "Free of load on it"
		if slices.Contains(joints, "wrist") {
			free = "Gentlest on it, with the wrist straight," // whatever is held loads it
		}
		a.Text += fmt.Sprintf(" %s are %s.", free, names)
	}
	if slices.ContainsFunc(joints, func(j fitness.Joint) bool { return j == "wrist" || j == "elbow" || j == "shoulder" }) {
		a.Text += " The other arm may go on with one dumbbell, a machine or a band, and the legs with what needs no grip."
	}
	if slices.ContainsFunc(joints, func(j fitness.Joint) bool { return j == "hip" || j == "knee" || j == "ankle" }) {
		a.Text += " To get your breath going walk shorter and on the flat, with a stick or poles if that helps, or take a bike or the pool."
	}
	a.Text += " If it hurts at rest or at night, swells, locks or gives way, or is not better in two weeks, see a physiotherapist or doctor; after a fall or a pop, this week."
	if c.ageBand() == fitness.Youth {
		a.Text += " Tell a parent and your trainer as well: growing joints are not to be trained through pain."
	}
	a.cite(dubois2020)
	a.cite(lift.Sources()...)
	return a
}

// freeFor names exercises for the part of the body that was asked for, none of which
// loads the joints to spare.
func (c *chat) freeFor(f fitness.ExerciseFilter) string {
	all := c.forMuscle(c.want.Muscle)
	if of := focusPatterns[c.want.Focus]; of != nil {
		f.Patterns = of
		all = fitness.Exercises(f)
	}
	f.Patterns = nil
	return exerciseNames(slices.DeleteFunc(slices.Clone(all), func(e fitness.Exercise) bool { return !f.Allows(e) }), 3)
}

// gentle returns exercises of different patterns that a filter leaves.
func (c *chat) gentle(f fitness.ExerciseFilter) []fitness.Exercise {
	var all []fitness.Exercise
	for _, pattern := range []fitness.Pattern{fitness.Squat, fitness.Hinge, fitness.HorizontalPush, fitness.HorizontalPull, fitness.Core, fitness.SingleLeg, fitness.Cardio} {
		f.Patterns = []fitness.Pattern{pattern}
		if left := fitness.Exercises(f); len(left) > 0 {
			all = append(all, left[0])
		}
	}
	return all
}

func pregnancyAnswer(c *chat) Answer {
	if a, ok := c.pregnancyOn(c.reading.careAsked()); ok {
		return a
	}
	var a Answer
	guideline := fitness.PregnancyActivity()
	after := c.reading.has(patterns("postpartum", "post partum", "gave|giving|given birth", "had … baby", "c section", "caesarean|cesarean", "after birth|pregnancy", "breastfeeding"))
	when := ""
	if c.said.Weeks > 0 && c.said.Weeks <= 42 {
		when = fmt.Sprintf(" in week %d", c.said.Weeks)
	}
	if after {
		a.Text = addressed(c.Person, fmt.Sprintf("after birth begin with walking and the pelvic floor, and build up to %v a week (WHO 2020); after a caesarean or with bleeding, pain or leaking wait for your midwife's or doctor's check at about 6 weeks before you lift. As %s start with %v of %v.", guideline.Moderate, c.aLevel(), prescriptionFor(c.Person).Sets.Start(), prescriptionFor(c.Person).Reps))
	} else if c.want.Muscle == "trunk" {
		a.Text = addressed(c.Person, fmt.Sprintf("yes%s, the trunk may go on working: side plank, bird dog, standing holds and carries, as %s %v of %v or 15–20 s with calm breath, and the pelvic floor every day. From about week 16 on nothing long flat on the back and no sit-ups; stop what makes a ridge stand up along the belly, hurts or presses down, and show it to your midwife (ACOG 804).",
			when, c.aLevel(), prescriptionFor(c.Person).Sets.Start(), prescriptionFor(c.Person).Reps))
	} else {
		feel := fitness.FeelOf(fitness.Moderate)
		a.Text = addressed(c.Person, fmt.Sprintf("yes%s, unless your midwife or doctor has said no: %v a week of moderate movement (WHO 2020), as %s with light strength work of %v. Go by feel and not by pulse: 12–14 on Borg's scale, you can %s.",
			when, guideline.Moderate, c.aLevel(), prescriptionFor(c.Person).Reps, feel.Speech))
		a.Text += " From the second trimester on do not lie flat on the back; avoid contact, falls, heat and holding your breath. Stop and call your midwife or doctor at once with bleeding, contractions, leaking fluid, dizziness, chest pain or a painful calf (ACOG 804). Tell your midwife at the next visit what you train."
		a.cite(feel.Sources()...)
	}
	a.cite(guideline.Sources()...)
	a.cite(acog2020)
	a.record("pregnancy_activity", map[string]any{}, map[string]any{"moderate_minutes": recorded(guideline.Moderate)})
	return a
}

func youthAnswer(c *chat) Answer {
	var a Answer
	age := c.Age
	young := c.Person
	if age == 0 || age >= 18 {
		young.Age = 16
	}
	lift, err := fitness.ResistanceFor(fitness.Beginner, young.Age)
	if c.Age != 0 && c.Age < 18 {
		lift, err = fitness.ResistanceFor(c.Level, c.Age)
	}
	guideline, gerr := fitness.ActivityFor(young.Age)
	if err != nil || gerr != nil {
		return Answer{Text: addressed(c.Person, tooYoung)}
	}
	who := "under 18"
	if c.Age != 0 && c.Age < 18 {
		who = fmt.Sprintf("at %d", c.Age)
	}
	a.Text = addressed(c.Person, fmt.Sprintf("yes, %s lifting is safe and does not stunt growth when an adult who knows it supervises (NSCA): %v of %v at %v, %s, no single-repetition maxima, clean technique before weight, on %v a week. Beside it the WHO advises %v a day of movement, vigorous on %v. No diets and no supplements are needed; pain that stays is for a parent and a doctor.",
		who, lift.Sets, lift.Reps, lift.Load, subMaximal(), lift.Days.Start(), guideline.Daily, guideline.VigorousDays))
	a.cite(lift.Sources()...)
	a.cite(guideline.Sources()...)
	return a
}

func seniorAnswer(c *chat) Answer {
	var a Answer
	older := c.Person
	if c.ageBand() != fitness.Older {
		older.Age = 65
	}
	guideline := activityFor(older)
	lift := prescriptionFor(older)
	f := c.filter()
	f.Patterns, f.Owned, f.MostImpact = []fitness.Pattern{fitness.Balance}, []fitness.Equipment{}, fitness.LowImpact
	names := exerciseNames(fitness.Exercises(f), 3)
	zones := personalZones(c.Person)
	balance := fmt.Sprintf("balance is trained like a muscle: on %v a week, a few minutes of %s, with a worktop or chair within reach; it cuts falls by about a quarter (Sherrington et al.).", guideline.BalanceDays, names)
	strength := fmt.Sprintf("it is never too late to lift: on %v, as %s%s, %v of %v at %v, which is as heavy as it needs to be, growing slowly.", guideline.StrengthDays, c.aLevel(), atAge(c.Person), lift.Sets, lift.Reps, lift.Load)
	if c.reading.has(patterns("lift|lifting|weights|strength|strong|stronger|heavy", "too old")) {
		balance, strength = strength, balance
	}
	a.Text = addressed(c.Person, balance) + " " + capitalised(strength) + fmt.Sprintf(" Beside it walk for %v a week at %s.", guideline.Moderate, pulseOf(zones, fitness.Moderate))
	if c.has(osteoporosis) || c.reading.has(patterns("osteoporosis")) {
		a.Text += " " + osteoporosisCare
	}
	if c.reading.has(patterns("fell|fall|falls|falling|fallen", "losing|lose|lost my balance", "unsteady|wobbly|stagger*")) {
		a.Text += " If you have fallen in the last year, or keep losing your balance, tell your doctor or a physiotherapist at the next visit."
	}
	a.cite(guideline.Sources()...)
	a.cite(lift.Sources()...)
	a.cite(sherrington)
	a.citeZones(c.Person, zones)
	return a
}

func bloodPressureAnswer(c *chat) Answer {
	if c.has(betaBlocker) && !c.reading.has(patterns("lift|lifting|weights")) {
		return c.byFeel()
	}
	if a, ok := c.pressureOn(c.reading.careAsked()); ok {
		return a
	}
	var a Answer
	guideline := activityFor(c.Person)
	lift := prescriptionFor(c.Person)
	feel := fitness.FeelOf(fitness.Moderate)
	a.Text = addressed(c.Person, fmt.Sprintf("moving lowers blood pressure: aim at %v a week of moderate activity, %s on Borg's scale so that you can %s, and as %s%s lift lightly, %v of %v at %v. Breathe out on the effort and never hold your breath, rise slowly, and cool down for %v.",
		weekMinutes(guideline), borg(feel), feel.Speech, c.aLevel(), atAge(c.Person), lift.Sets.Start(), fitness.Between(max(lift.Reps.Low, 8), max(lift.Reps.High, 12), fitness.Repetitions), lift.Load.Start(), fitness.WarmUp()))
	a.Text += " If it is not treated yet or above 160/100, see your doctor before vigorous or heavy work; at 180/110 or more do not train. Pauses and planks are fine while you breathe on. The heart-rate formulas hold with most medicines, but not with a beta blocker, which holds the pulse down: go by feel then."
	a.cite(pescatello)
	a.cite(feel.Sources()...)
	a.cite(lift.Sources()...)
	a.cite(guideline.Sources()...)
	return a
}

func weekMinutes(g fitness.Activity) fitness.Range {
	if g.Moderate.IsZero() {
		return fitness.AtLeast(g.Daily.Low*7, fitness.Minutes)
	}
	return g.Moderate
}

func diabetesAnswer(c *chat) Answer {
	if a, ok := c.diabetesOn(c.reading.careAsked()); ok {
		return a
	}
	var a Answer
	guideline := activityFor(c.Person)
	lift := prescriptionFor(c.Person)
	a.Text = addressed(c.Person, fmt.Sprintf("training helps with diabetes: %v a week of moderate activity, no more than two days apart, and as %s%s strength on %v a week, %v of %v.",
		weekMinutes(guideline), c.aLevel(), atAge(c.Person), lift.Days.Start(), lift.Sets.Start(), lift.Reps))
	a.Text += " On insulin or tablets that can cause lows, check your glucose before, during long sessions and after: below 5.0 mmol/l (90 mg/dl) eat 15–30 g of carbohydrate first, above 13.9 (250) with ketones do not train. Then ask your doctor or diabetes nurse before you start how to adapt the doses, and anybody with trouble of eyes, feet or heart, or before vigorous work, asks too. Begin with 5–10 min after a meal, keep fast sugar with you, and look at your feet after it."
	a.cite(colberg2016)
	a.cite(guideline.Sources()...)
	a.cite(lift.Sources()...)
	return a
}

func asthmaAnswer(c *chat) Answer {
	var a Answer
	a.Text = addressed(c.Person, fmt.Sprintf("with asthma under control you can do any sport: warm up for %v at a light pulse, %s, have your reliever inhaler with you, and in cold air breathe through a scarf or train inside. As %s%s build up to %v a week. Cough, wheeze or a tight breath means stop; if it happens more than twice a week, see your doctor within the week about the treatment.",
		fitness.WarmUp(), pulseOf(personalZones(c.Person), fitness.Light), c.aLevel(), atAge(c.Person), weekMinutes(activityFor(c.Person)).Start()))
	a.cite(gina2024)
	a.cite(fitness.WarmUpSources()...)
	a.cite(activityFor(c.Person).Sources()...)
	return a
}

// grownUp is who cannot be a child, whatever their age.
var grownUp = strings.Fields("wife missus husband hubby fiancee fiance girlfriend boyfriend partner mum mom mother stepmum dad father stepdad parents " +
	"gran grandma grandmother granny nan nana grandad granddad grandpa grandfather uncle aunt auntie colleague client")

// mayBeAChild reports whether the question is for somebody else of unknown age who
// need not be grown up.
func (c *chat) mayBeAChild() bool {
	return c.Age == 0 && c.whose != "" && !slices.Contains(grownUp, strings.TrimPrefix(c.whose, "your "))
}

func supplementsAnswer(c *chat) Answer {
	var a Answer
	words := c.reading
	if c.ageBand() == fitness.Youth {
		a.Text = addressed(c.Person, fmt.Sprintf("at %d I name no doses: none of creatine, pre-workout or fat burners is needed while you grow, and powders are often not what the label says. Food, sleep and training with %v of %v do it; before taking anything talk to a parent and a doctor or dietitian.", c.Age, prescriptionFor(c.Person).Sets, prescriptionFor(c.Person).Reps))
		a.cite(prescriptionFor(c.Person).Sources()...)
		return a
	}
	if c.mayBeAChild() {
		a.Text = addressed(c.Person, "before 18 I name no doses: none of creatine, pre-workout or fat burners is needed while a body grows, and powders are often not what the label says. Food, sleep and training do it; before anything is taken talk to their doctor or a dietitian. How old are they? For a grown-up I can say more.")
		return a
	}
	c.want.Supplement = supplementIn(words, c.want.Supplement)
	switch c.want.Supplement {
	case "creatine":
		a.Text = addressed(c.Person, "creatine monohydrate works for strength and size: 3–5 g a day, any time, no loading needed (ISSN, Kreider 2017). It holds about a kilogram of water.")
		a.cite(kreider2017)
	case "caffeine":
		text := "caffeine helps a session"
		if c.WeightKG > 0 {
			text += fmt.Sprintf(": 3 mg/kg an hour before, for you about %.0f mg, are plenty", 3*c.WeightKG)
		} else {
			text += ": 3 mg/kg an hour before are plenty; tell me your weight and I work it out"
		}
		a.Text = addressed(c.Person, text+" (ISSN, Guest 2021). Not in the late afternoon, it takes the sleep that you need more, and no mix with other stimulants.")
		a.cite(guest2021)
	case "protein":
		a.Text = addressed(c.Person, "protein powder is food in a handy form and no must.")
	default:
		a.Text = addressed(c.Person, "creatine and caffeine are the two with good evidence, and protein powder is food in a handy form; fat burners, BCAA and testosterone boosters are not worth the money.")
		a.cite(kreider2017)
		a.cite(guest2021)
	}
	if p, err := fitness.ProteinFor(c.WeightKG, c.Age); err == nil && !p.Daily.IsZero() {
		a.Text += fmt.Sprintf(" Food comes first: %v of protein a day at your %v (%s).", p.Daily, fitness.Exactly(c.WeightKG, fitness.Kilograms), p.Formula())
		a.cite(p.Sources()...)
	} else {
		a.Text += fmt.Sprintf(" Training comes first: as %s%s on %v a week.", c.aLevel(), atAge(c.Person), prescriptionFor(c.Person).DaysOf(c.DaysPerWeek))
		a.cite(prescriptionFor(c.Person).Sources()...)
	}
	switch {
	case c.has(kidney):
		a.Text += " With your kidneys take none of it before your doctor has agreed."
	case c.has(pregnant):
		a.Text += " In pregnancy take none of it without your midwife or doctor."
	case c.has(diabetes, bloodThinner, epilepsy):
		a.Text += " With your medicines ask your doctor or pharmacist first."
	case c.has(hypertension, heart, betaBlocker):
		a.Text += " With your heart or blood pressure leave stimulants out, and ask your doctor or pharmacist first."
	default:
		a.Text += " It is for healthy kidneys; with medicines ask a pharmacist."
	}
	return a
}

func supplementIn(r reading, before string) string {
	switch {
	case r.has(patterns("creatine")):
		return "creatine"
	case r.has(patterns("caffeine", "coffee", "pre workout", "preworkout")):
		return "caffeine"
	case r.has(patterns("whey", "protein shake|shakes|powder")):
		return "protein"
	default:
		return before
	}
}

// addCare adds what the person's conditions ask for, where a topic did not say it
// itself: kind C of the screening list, with whom to see.
func (c *chat) addCare(a *Answer, about topic) {
	c.addAgeCare(a, about)
	if about == aboutLog && c.sparesIts(c.want.Exercise) {
		c.addJoints(a, about)
	}
	if !about.strains() && !c.tellsConditionNow(*a, about) {
		return
	}
	add := func(one condition, text string, sources ...Source) {
		if c.has(one) && !strings.Contains(a.Text, text) {
			a.Text += " " + text
			a.cite(sources...)
		}
	}
	add(pregnant, "In pregnancy go by feel, 12–14 on Borg's scale, not flat on the back, no contact and no breath holding, and agree it with your midwife or doctor; stop with bleeding, contractions, dizziness or chest pain.", acog2020)
	add(heart, "With your heart let your doctor say before you start which effort is allowed.", fitness.ScreeningSources()...)
	add(hypertension, "With your blood pressure never hold your breath under load, and ask your doctor before heavy or vigorous work.", pescatello)
	add(betaBlocker, "Your beta blocker holds the pulse down, so the formulas are not valid for you: go by the talk test, and ask the doctor who prescribed it.", pescatello)
	add(diabetes, "With diabetes check your glucose before and after, keep fast sugar at hand, and agree changes with your doctor or diabetes nurse.", colberg2016)
	add(asthma, "Keep your inhaler at hand, and see your doctor if you need it more than twice a week.", gina2024)
	add(osteoporosis, osteoporosisCare)
	add(bloodThinner, "With a blood thinner leave out what can end in a blow or a fall, such as boxing, football or climbing, and ask the doctor who prescribed it before heavy work.", fitness.ScreeningSources()...)
	add(epilepsy, "With epilepsy never swim, climb or lift over yourself alone, tell somebody beside you what to do in a fit, and ask your doctor which sports are right.", fitness.ScreeningSources()...)
	if about != aboutNextLoad || c.sparesIts(c.want.Exercise) {
		c.addJoints(a, about)
	}
}

const osteoporosisCare = "With osteoporosis leave out bending and twisting the spine under load, and let a physiotherapist show you the first sessions."

// tellsConditionNow reports whether the message names a state of health that the answer
// does not speak of: then it has its care on whatever topic that is done with the body.
func (c *chat) tellsConditionNow(a Answer, about topic) bool {
	return !about.isCare() && !careOfAge.MatchString(a.Text) && len(c.reading.conditionsIn()) > 0
}

// sparesIts reports whether an exercise loads a joint that hurts.
func (c *chat) sparesIts(slug string) bool {
	e, err := fitness.FindExercise(slug)
	return err == nil && slices.ContainsFunc(c.joints, e.Loads)
}

// addJoints reminds of the joints to spare where something is to be done with them:
// with whom to see for those that were told in this chat, in a word for those that
// the profile has known for long.
func (c *chat) addJoints(a *Answer, about topic) {
	switch {
	case len(c.joints) == 0 || !about.loads() || strings.Contains(a.Text, "physiotherapist"):
	case len(c.said.Joints) > 0 || about == aboutPlan:
		a.Text += fmt.Sprintf(" Keep your %s free of pain; if it is not better in two weeks, see a physiotherapist.", jointNames(c.joints))
	default:
		a.Text += fmt.Sprintf(" Nothing of it may hurt your %s; leave out what does.", jointNames(c.joints))
	}
}

// loads reports whether an answer on a topic has something to do in it that loads
// joints.
func (t topic) loads() bool {
	switch t {
	case aboutLog, aboutNextLoad, aboutHard, aboutMuscle, aboutPlan, aboutSession, aboutFirstStep, aboutHowTo, aboutSubstitute, aboutSenior, aboutStretch:
		return true
	default:
		return false
	}
}

// liftingTold are the words of an answer that has something to lift or to train in it.
var liftingTold = regexp.MustCompile(`\d×\d|\bsets?\b|repetitions|\blift|\btrain(?:s|ing)? (?:on|with|again|the)|push-up|squat`)

// addAgeCare adds what an age asks for where an answer plans training or food. Under 18
// nothing to lift is named without the adult who is to be there.
func (c *chat) addAgeCare(a *Answer, about topic) {
	if c.ageBand() == fitness.Youth && !about.smallTalk() && about != aboutOffTopic && liftingTold.MatchString(a.Text) && !supervised.MatchString(a.Text) {
		a.Text += " Lift supervised, with an adult beside you who knows it."
	}
	if !slices.Contains([]topic{aboutPlan, aboutSession, aboutFirstStep, aboutVolume, aboutPercentLoad, aboutFatLoss, aboutEnergy, aboutSenior}, about) || careOfAge.MatchString(a.Text) {
		return
	}
	switch c.ageBand() {
	case fitness.Older:
		if about == aboutEnergy {
			return
		}
		a.Text += " Let the load grow slowly and keep a hold within reach; if you have fallen or feel unsteady, see a physiotherapist first."
	case fitness.Youth:
		a.Text += " Train with an adult who knows it, and eat enough to grow: cut no food without a parent and a doctor."
	}
}

var careOfAge = regexp.MustCompile(`doctor|physiotherapist|parent|an adult`)

var supervised = regexp.MustCompile(`supervis|adult|trainer|a teacher`)

// strains reports whether doing what a topic advises strains the body.
func (t topic) strains() bool {
	switch t {
	case aboutZones, aboutMaximum, aboutHard, aboutGuideline, aboutMuscle, aboutFatLoss, aboutOneRM, aboutPercentLoad, aboutNextLoad, aboutVolume, aboutPlan, aboutSession,
		aboutFirstStep, aboutHowTo, aboutSubstitute, aboutSenior, aboutPain, aboutStretch, aboutWarmUp:
		return true
	default:
		return false
	}
}
