package coach

import (
	"fmt"

	"spotter/fitness"
)

func sleepAnswer(c *chat) Answer {
	hours := "7 hours or more"
	if c.ageBand() == fitness.Youth {
		hours = "8–10 hours"
	}
	var a Answer
	lift := prescriptionFor(c.Person)
	late := ""
	if c.reading.has(patterns("evening|late|night … train*|workout|gym|lift*|run*", "train*|workout|gym|lift*|run* … evening|late|night", "after training|workout|gym")) {
		late = " Hard work in the last two hours before bed keeps many awake: end it earlier, cool down slowly, and leave caffeine out after noon."
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%s a night is what%s people need to recover (AASM, Watson et al.); muscle is built then, not in the gym. After a short night train as %s with %v of each exercise only and about 10 %% less load, or walk at %s; one bad night costs you nothing.%s",
		hours, atAge(c.Person), c.aLevel(), lift.Sets.Start(), pulseOf(personalZones(c.Person), fitness.Light), late))
	a.cite(watson2015)
	a.cite(lift.Sources()...)
	return a
}

func waterAnswer(c *chat) Answer {
	var a Answer
	loss := "2 % of your weight"
	question := ""
	if c.WeightKG > 0 {
		loss = fmt.Sprintf("%v, 2 %% of your weight", fitness.Exactly(c.WeightKG*0.02, fitness.Kilograms))
	} else {
		question = c.ask(slotWeight, "How much do you weigh? Then I can say it in kilograms.")
	}
	a.Text = addressed(c.Person, fmt.Sprintf("drink to thirst through the day, and in training so much that you lose no more than %s, and gain none (ACSM, Sawka et al.); weigh yourself before and after once to know. Water does for the first hour, salt and sugar help beyond it and in heat.", loss)) + question
	if c.ageBand() == fitness.Older {
		a.Text += " Thirst gets weaker with age, so keep a glass in sight."
	}
	a.cite(sawka2007)
	return a
}

func mealsAnswer(c *chat) Answer {
	if c.has(diabetes) {
		a, _ := c.diabetesOn(atAMeal)
		return a
	}
	var a Answer
	carbs := "1–4 g/kg of carbohydrate"
	question, lead := "", ""
	if c.reading.has(patterns("how long|soon|wait … eat|eating|food|meal|breakfast|lunch|dinner")) {
		lead = "wait two to three hours after a large meal and one after a snack; "
	}
	if c.WeightKG > 0 {
		carbs = fmt.Sprintf("%v of carbohydrate (1–4 g/kg), the less the closer,", fitness.Between(c.WeightKG, 4*c.WeightKG, fitness.Grams))
	} else {
		question = c.ask(slotWeight, "How much do you weigh?")
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%sbefore efforts of more than an hour eat %s in the 1–4 hours before (ACSM, Thomas et al.); for a shorter session%s your last meal is enough, and an empty stomach is fine if you feel well. Carbohydrate is the fuel of hard sets and runs, not what makes fat.", lead, carbs, atAge(c.Person))) + question
	if p, err := fitness.ProteinFor(c.WeightKG, c.Age); err == nil && !p.Meal.IsZero() {
		a.Text += fmt.Sprintf(" Have about %v of protein in each meal (%s); the exact hour matters little.", p.Meal, p.Formula())
		a.cite(p.Sources()...)
	}
	a.cite(thomas2016)
	return a
}

// onlyNose is a cold that allows an easy session.
var onlyNose = patterns("no|without fever|temperature", "runny|stuffy|blocked nose", "just|only|bit|little|slight of|a … cold|sniffles", "sniffles", "sneezing", "nose running|runs")

func illnessAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	if c.reading.has(onlyNose) {
		a.Text = addressed(c.Person, fmt.Sprintf("train, but easily: with nothing below the neck and no fever about half of it is fine, as %s%s %v of each exercise without maxima, or %s, and stop if it feels worse after 10 minutes. Leave it when it moves to the chest or you get a fever.",
			c.aLevel(), atAge(c.Person), lift.Sets.Start(), pulseOf(personalZones(c.Person), fitness.Light)))
		a.citeZones(c.Person, personalZones(c.Person))
		a.cite(lift.Sources()...)
		return a
	}
	a.Text = addressed(c.Person, fmt.Sprintf("with fever, a cough from the chest, aching limbs or a hangover do not train; with no more than a runny nose move easily, at %s, and see how it feels after 10 minutes. Come back as %s%s with %v of each exercise and half the usual time, once you have had a day without complaints. Fever for more than three days, or chest pain or a racing heart afterwards, is for a doctor.",
		pulseOf(personalZones(c.Person), fitness.Light), c.aLevel(), atAge(c.Person), lift.Sets.Start()))
	a.citeZones(c.Person, personalZones(c.Person))
	a.cite(lift.Sources()...)
	return a
}

func orderAnswer(c *chat) Answer {
	var a Answer
	first := "lift first, then do the cardio, since heavy sets want fresh muscles"
	if c.wantsCardio() {
		first = "do first what your goal asks, the cardio, and lift after it"
	}
	guideline := activityFor(c.Person)
	a.Text = addressed(c.Person, fmt.Sprintf("on one day %s; best are separate days or six hours between. Begin each session with the big lifts of many joints and end with the small ones. As %s%s lift on %v a week and move for %v; both together cost no muscle.",
		first, c.aLevel(), atAge(c.Person), prescriptionFor(c.Person).DaysOf(c.DaysPerWeek), weekMinutes(guideline)))
	a.citePrescription(c.Person, prescriptionFor(c.Person))
	a.cite(guideline.Sources()...)
	return a
}

// terms are the words of the gym in plain English.
var terms = []struct {
	phrases *phrases
	meaning string
}{
	{patterns("time of day", "morning or evening"), "the best time to train is the one you keep: strength is a little higher late in the day, but who always trains at the same hour is strongest at that hour"},
	{patterns("how long … workout|session be|last|take"), "a session of 30–60 minutes with its warm-up is enough; past that more sets add little"},
	{patterns("machines", "free weights"), "machines and free weights build strength and size alike, the type of equipment made no consistent difference (ACSM 2026); take what you can do well and keep doing"},
	{patterns("change|switch … routine|program|programme|exercises"), "keep a plan for at least four weeks and change it when you stop progressing or get bored; new exercises every week hide whether you get stronger"},
	{patterns("many|number|much … exercises", "exercises per|a|each|in"), "five to eight exercises are a session: one for each big movement, and one or two for what you want to bring up; more only makes each of them worse"},
	{patterns("equipment|buy"), "a pair of dumbbells and a resistance band cover every movement; a bench and a bar on the door come next"},
	{patterns("grip"), "grip grows with hanging from a bar, carrying heavy dumbbells and holding the last repetition of each pull"},
	{patterns("shoes"), "lift in flat, firm shoes, or barefoot where it is allowed, and run in what feels good at once"},
	{patterns("breathe|breathing"), "breathe in on the way down and out on the effort; holding the breath under load is not for people with high blood pressure"},
	{patterns("superset*"), "a superset is two exercises in turn without rest, best a push and a pull"},
	{patterns("amrap"), "AMRAP is as many repetitions (or rounds) as possible; stop two before your form breaks"},
	{patterns("emom"), "EMOM is every minute on the minute: a set at each full minute, rest until the next"},
	{patterns("drop set|sets"), "a drop set goes on at once with about a fifth less weight when a set is done"},
	{patterns("compound"), "a compound exercise moves several joints at once, such as squat, row and press"},
	{patterns("isolation"), "an isolation exercise moves one joint, such as a curl or a leg extension"},
	{patterns("periodisation|periodization|mesocycle"), "periodisation varies load and volume over weeks; simple forms do as well as complex ones (ACSM 2026)"},
	{patterns("tempo"), "tempo is how fast a repetition goes: about two seconds down and one up is a good start"},
	{patterns("hypertrophy"), "hypertrophy is the growth of muscle"},
	{patterns("eccentric"), "eccentric is the lowering half of a repetition"},
	{patterns("concentric"), "concentric is the lifting half of a repetition"},
}

func termsAnswer(c *chat) Answer {
	lift := prescriptionFor(c.Person)
	meaning := "tell me the word, and I explain it"
	for _, term := range terms {
		if c.reading.has(term.phrases) {
			meaning = term.meaning
			break
		}
	}
	a := Answer{Text: addressed(c.Person, fmt.Sprintf("%s. For you, %s%s, the core stays %v of %v with %v of rest.", meaning, c.aLevel(), atAge(c.Person), lift.Sets, lift.Reps, lift.Rest))}
	a.citePrescription(c.Person, lift)
	return a
}

// convertAnswer says a quantity in another unit.
func convertAnswer(c *chat) Answer {
	if c.want.Pace > 0 {
		return paceAnswer(c)
	}
	if c.want.Reps > 0 {
		return oneRMAnswer(c)
	}
	pairs := map[fitness.Unit]fitness.Unit{
		fitness.Kilograms: fitness.Pounds, fitness.Pounds: fitness.Kilograms, fitness.Stone: fitness.Kilograms, fitness.Kilometres: fitness.Miles,
		fitness.Miles: fitness.Kilometres, fitness.Centimetres: fitness.Inches, fitness.Inches: fitness.Centimetres, fitness.Feet: fitness.Centimetres, fitness.Metres: fitness.Feet,
	}
	for _, q := range c.reading.quantities {
		to, ok := pairs[q.Unit]
		if value, err := q.In(to); ok && err == nil {
			a := Answer{Text: addressed(c.Person, fmt.Sprintf("%v is %v.", fitness.Exactly(q.Value, q.Unit), fitness.Exactly(value, to)))}
			if q.Kind == fitness.KindMass {
				a.Text += fmt.Sprintf(" On a bar your plates step by %v or %v.", fitness.PlateStep(fitness.Kilograms), fitness.PlateStep(fitness.Pounds))
			}
			a.cite(prescriptionFor(c.Person).Sources()...)
			a.record("convert", map[string]any{"value": q.Value, "unit": string(q.Unit)}, map[string]any{"value": value, "unit": string(to)})
			return a
		}
	}
	return Answer{Text: addressed(c.Person, "tell me the number with its unit, such as \"100 kg in lb\" or \"5 miles in km\". 1 kg is 2.2 lb, and 1 mile 1.6 km.")}
}

func womenAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	lead := "women train by the same rules as men and gain strength at the same rate; nobody gets bulky by accident, that takes years of eating for it"
	if c.reading.has(patterns("period|periods", "menstrua*", "cramps")) {
		lead = "you can train through the whole cycle; no phase is better or worse for strength (Colenso-Semple et al.). With cramps go lighter or walk; bleeding that stops for months while you train much is a reason to see a doctor"
	}
	if c.reading.has(patterns("menopause")) {
		lead = "from menopause on lifting matters more than before, since it keeps muscle and bone"
	}
	a.Text = addressed(c.Person, fmt.Sprintf("%s. As %s%s lift on %v a week, %v of %v at %v.", lead, c.aLevel(), atAge(c.Person), lift.DaysOf(c.DaysPerWeek), lift.Sets, lift.Reps, lift.Load)) + liftingCare(c.Person)
	a.citePrescription(c.Person, lift)
	a.cite(colenso2023)
	return a
}
