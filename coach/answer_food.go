package coach

import (
	"errors"
	"fmt"
	"strings"

	"spotter/fitness"
)

func (c *chat) body() fitness.Body {
	return fitness.Body{Weight: c.WeightKG, Height: c.HeightCM, Age: c.Age, Gender: c.Gender}
}

// missingBody asks for the first measure that is not known, once.
func (c *chat) missingBody() (string, bool) {
	switch {
	case c.WeightKG == 0:
		return c.ask(slotWeight, "How much do you weigh?"), true
	case c.HeightCM == 0:
		return c.ask(slotHeight, "How tall are you?"), true
	case c.Age == 0:
		return c.ask(slotAge, "How old are you?"), true
	default:
		return "", false
	}
}

// movement is how much the person moves; known is false where it is supposed.
func (c *chat) movement() (m fitness.Movement, known bool) {
	switch {
	case c.said.Movement != "":
		return c.said.Movement, true
	case c.DaysPerWeek >= 6:
		return fitness.VeryActive, true
	case c.DaysPerWeek >= 4:
		return fitness.ModeratelyActive, true
	case c.DaysPerWeek >= 1:
		return fitness.LightlyActive, true
	default:
		return fitness.LightlyActive, false
	}
}

func energyAnswer(c *chat) Answer {
	var a Answer
	resting, err := fitness.RestingEnergyFor(c.body())
	if err != nil {
		question, _ := c.missingBody()
		a.Text = addressed(c.Person, fmt.Sprintf("your energy at rest follows from weight, height and age by Mifflin–St Jeor (10 × weight + 6.25 × height − 5 × age, then + 5 for men or − 161 for women), and a whole day takes %v to %v times that.%s",
			fitness.Sedentary.Factor(), fitness.ExtraActive.Factor(), c.partOfEnergy())) + question
		a.cite(fitness.RestingEnergy{}.Sources()...)
		return a
	}
	m, known := c.movement()
	var rest, day []string
	for _, r := range resting {
		rest = append(rest, fmt.Sprintf("%v by %s (%s)", r.Energy, r.Formula(), r.Expression()))
		day = append(day, r.Daily(m).String())
		a.cite(r.Sources()...)
		a.record("energy_needs", map[string]any{"weight_kg": c.WeightKG, "height_cm": c.HeightCM, "age": c.Age, "formula": r.Formula(), "movement": string(m)},
			map[string]any{"resting_kcal": recorded(r.Energy), "daily_kcal": recorded(r.Daily(m))})
	}
	a.Text = addressed(c.Person, fmt.Sprintf("at rest your body takes %s. ", strings.Join(rest, " or ")))
	if known {
		article := "A"
		if m == fitness.ExtraActive {
			article = "An"
		}
		a.Text += fmt.Sprintf("%s %s day takes about %s (× %v, a convention).", article, m, strings.Join(day, " or "), m.Factor())
	} else {
		still := resting[0].Daily(fitness.Sedentary)
		busy := resting[0].Daily(fitness.ModeratelyActive)
		a.Text += fmt.Sprintf("A lightly active day (exercise on 1–3 days a week) takes about %s (× %v, a convention); %v if you mostly sit, %v with exercise on 3–5 days. How active are you?", strings.Join(day, " or "), m.Factor(), still, busy)
	}
	if q, ok := c.reading.quantity(fitness.KindEnergy); ok && q.Value < resting[0].Energy.Low {
		a.Text += fmt.Sprintf(" %v is less than your body takes at rest, so it is too little: do not go there without a doctor or dietitian.", fitness.Exactly(q.Value, fitness.KilocaloriesPerDay))
	}
	switch {
	case c.ageBand() == fitness.Youth:
		a.Text += " You are still growing and the formula was made for adults, so eat to hunger and never less."
	case c.has(pregnant):
		a.Text += " Pregnancy needs more in its later part; your midwife or doctor says how much."
	case !c.brief && (c.Age < fitness.YoungestMeasured || c.Age > fitness.OldestMeasured):
		a.Text += fmt.Sprintf(" The formula was measured at %d–%d years, so take it as a rough guide.", fitness.YoungestMeasured, fitness.OldestMeasured)
	case !c.brief:
		a.Text += " Formulas are off by up to a tenth for most people: watch the scales for two weeks and correct."
	}
	return a
}

// partOfEnergy is what can be said without all the measures.
func (c *chat) partOfEnergy() string {
	if c.WeightKG == 0 {
		return ""
	}
	return fmt.Sprintf(" Your weight alone makes %v of it.", fitness.Exactly(10*c.WeightKG, fitness.KilocaloriesPerDay))
}

func proteinAnswer(c *chat) Answer {
	var a Answer
	if c.WeightKG == 0 {
		example, err := fitness.ProteinFor(70, c.Age)
		if err != nil {
			example, _ = fitness.ProteinFor(70, 0)
		}
		rule := fmt.Sprintf("%v a day", example.Expression())
		a.Text = addressed(c.Person, fmt.Sprintf("as %s%s count %s (%s); at 70 kg that is %s.", c.aLevel(), atAge(c.Person), rule, example.Formula(), proteinOf(example))) + c.ask(slotWeight, "How much do you weigh?")
		a.cite(example.Sources()...)
		return c.proteinCare(a)
	}
	p, err := fitness.ProteinFor(c.WeightKG, c.Age)
	if err != nil {
		return absurdBody(c.Person)
	}
	weight := fitness.Exactly(c.WeightKG, fitness.Kilograms)
	switch {
	case p.Daily.IsZero():
		a.Text = addressed(c.Person, fmt.Sprintf("at %v and %d years the recommended allowance is %v of protein a day (%s), which normal meals with milk, eggs, beans, fish or meat give you. Shakes and powders are not needed while you grow.", weight, c.Age, p.Allowance, p.Expression()))
	default:
		a.Text = addressed(c.Person, fmt.Sprintf("at %v%s aim at %v of protein a day (%s: %s), for example four meals of %v each.", weight, atAge(c.Person), p.Daily, p.Formula(), p.Expression(), fitness.Between(p.Daily.Low/mealsADay, p.Daily.High/mealsADay, fitness.Grams)))
		if c.ageBand() != fitness.Older {
			a.Text += fmt.Sprintf(" Beyond about %v, for you %v, more built no more muscle (Morton et al.).", fitness.Exactly(fitness.ProteinPlateau, fitness.GramsPerKilogram), fitness.Exactly(fitness.ProteinPlateau*c.WeightKG, fitness.Grams))
		} else {
			a.Text += fmt.Sprintf(" That is more than the general allowance of %v, because older muscle needs a stronger signal.", p.Allowance)
		}
		a.Text += levelOnProtein(c)
	}
	if c.reading.has(patterns("meal|meals|sitting|once")) && !p.Meal.IsZero() {
		a.Text += fmt.Sprintf(" In one meal %v are enough to build with, and more than that is not lost.", p.Meal)
	}
	a.cite(p.Sources()...)
	a.record("protein", map[string]any{"weight_kg": c.WeightKG, "age": c.Age}, map[string]any{"daily_g": recorded(or(p.Daily, p.Allowance)), "meal_g": recorded(p.Meal)})
	return c.proteinCare(a)
}

func proteinOf(p fitness.Protein) string { return or(p.Daily, p.Allowance).String() }

// levelOnProtein says where in the range somebody of the level should be.
func levelOnProtein(c *chat) string {
	if c.brief {
		return ""
	}
	switch c.Level {
	case fitness.Expert:
		return " As an expert with a full week, and when you eat less than you burn, stay in the upper half."
	case fitness.Intermediate:
		return " As an intermediate the middle of it serves you."
	default:
		return " As a beginner the lower end is enough; spread it over 3–4 meals."
	}
}

// proteinCare adds the caveat of the kidneys where somebody may need it.
func (c *chat) proteinCare(a Answer) Answer {
	switch {
	case c.has(kidney):
		a.Text += " With your kidneys these ranges do not hold: let your doctor or a renal dietitian set the amount first."
	case c.ageBand() == fitness.Older && !c.brief:
		a.Text += " It is for healthy kidneys; with a kidney disease a dietitian sets it."
	}
	return a
}

func absurdBody(p Person) Answer { return Answer{Text: addressed(p, absurdWeight)} }

func fatLossAnswer(c *chat) Answer {
	var a Answer
	a.cite(fitness.WeightLossSources()...)
	if err := fitness.CheckDeficit(c.body(), c.has(pregnant)); errors.Is(err, fitness.ErrDeficitPregnant) || errors.Is(err, fitness.ErrDeficitUnder18) || errors.Is(err, fitness.ErrDeficitUnderweight) || c.has(eatingDisorder) {
		return c.noDeficit(a, err)
	}
	zones := personalZones(c.Person)
	rate, deficit := fitness.WeeklyLoss(), fitness.Deficit()
	lift := prescriptionFor(c.Person)
	m, _ := c.movement()
	losses, err := fitness.WeightLossFor(c.body(), m, false)
	switch {
	case errors.Is(err, fitness.ErrNoRoomForDeficit):
		a.Text = addressed(c.Person, "what your day takes is already so close to the least that is sensible that eating less is nothing to do without a dietitian or doctor. Move more instead:")
	case err != nil:
		a.Text = addressed(c.Person, fmt.Sprintf("%v is what lasts, from eating %v less than your day takes (CDC, NHLBI); never below %d kcal a day for women or %d for men without a dietitian.", rate, deficit, fitness.LeastEnergyWomen, fitness.LeastEnergyMen))
	default:
		var intakes []string
		for _, l := range losses {
			intakes = append(intakes, fmt.Sprintf("%v of the %v your %s day takes (%s)", l.Intake, l.Daily, m, l.Resting.Formula()))
			a.cite(l.Sources()...)
			a.record("weight_loss", map[string]any{"weight_kg": c.WeightKG, "height_cm": c.HeightCM, "age": c.Age, "formula": l.Resting.Formula()}, map[string]any{"intake_kcal": recorded(l.Intake), "deficit_kcal": recorded(l.Deficit), "floor_kcal": recorded(l.Floor)})
		}
		a.Text = addressed(c.Person, fmt.Sprintf("eat %s, which is %v less; 500 a day make about half a kilogram a week, and %v is what lasts (CDC, NHLBI). Stay above %v without a dietitian.", strings.Join(intakes, " or "), losses[0].Deficit, rate, losses[0].Floor))
	}
	if c.reading.has(howLong) && strings.TrimSpace(c.weeksToGoal()) != "" {
		return c.timeToGoal(a, losses)
	}
	a.Text += c.weeksToGoal()
	a.Text += fmt.Sprintf(" Keep your muscle: as %s%s lift on %v a week", c.aLevel(), atAge(c.Person), lift.DaysOf(c.DaysPerWeek))
	if p, perr := fitness.ProteinFor(max(c.WeightKG, fitness.MinWeight), c.Age); perr == nil && c.WeightKG > 0 {
		a.Text += fmt.Sprintf(", eat %v of protein a day", p.Daily)
		a.cite(p.Sources()...)
	}
	a.Text += fmt.Sprintf(", and move for %v a week at %s. No exercise takes fat from one place only.", activityFor(c.Person).Moderate, pulseOf(zones, fitness.Moderate))
	a.cite(activityFor(c.Person).Sources()...)
	a.citeZones(c.Person, zones)
	if question, missing := c.missingBody(); missing {
		a.Text += question
	}
	return a
}

// howLong asks for the time that a loss takes.
var howLong = patterns("how long|fast|quick|quickly|soon", "how many weeks|months", "when will|would|can", "weeks|months … take|until|till", "by when", "realistic*")

// timeToGoal answers how long a loss takes, and the little that has to be said with
// it.
func (c *chat) timeToGoal(a Answer, losses []fitness.WeightLoss) Answer {
	a.Text = addressed(c.Person, lowered(strings.TrimSpace(c.weeksToGoal()))+fmt.Sprintf(" That is %v; the slower half is the likelier one, with weeks in which the scale stands still.", fitness.WeeklyLoss()))
	if c.WeightKG > 0 {
		a.Text += fmt.Sprintf(" As a first goal take %v, a twentieth to a tenth of your weight.", fitness.Between(c.WeightKG*0.05, c.WeightKG*0.1, fitness.Kilograms))
	}
	if len(losses) > 0 {
		a.Text += fmt.Sprintf(" About 500 kcal a day below the %v your day takes is half a kilogram a week (CDC, NHLBI), not below %v without a dietitian.", losses[0].Daily, losses[0].Floor)
	}
	return a
}

// weeksToGoal says how long a wish takes.
func (c *chat) weeksToGoal() string {
	goal := c.want.Goal
	if goal == 0 && c.want.Lose > 0 && c.WeightKG > 0 {
		goal = c.WeightKG - c.want.Lose
	}
	if c.want.Lose > 0 && c.WeightKG == 0 {
		rate := fitness.WeeklyLoss()
		weeks := fitness.Between(c.want.Lose/rate.High, c.want.Lose/rate.Low, fitness.Weeks)
		return fmt.Sprintf(" %v take %v.", fitness.Exactly(c.want.Lose, fitness.Kilograms), weeks)
	}
	if goal == 0 || c.WeightKG == 0 {
		return ""
	}
	weeks, err := fitness.WeeksTo(goal, c.body(), false)
	switch {
	case errors.Is(err, fitness.ErrDeficitUnderweight):
		lowest, _ := fitness.WeightAt(fitness.HealthyBMI, c.HeightCM)
		return fmt.Sprintf(" But %v would be underweight at your height: the least healthy weight is %v, and below it I plan no loss; a doctor or dietitian is the person to ask.", fitness.Exactly(goal, fitness.Kilograms), lowest)
	case err != nil:
		return ""
	default:
		text := fmt.Sprintf(" To %v that takes %v.", fitness.Exactly(goal, fitness.Kilograms), weeks)
		if c.want.Weeks > 0 && c.want.Weeks < weeks.Low {
			text += " Faster than that costs muscle and comes back, so give it that time."
		}
		return text
	}
}

// noDeficit is for those who must not eat less than they need.
func (c *chat) noDeficit(a Answer, err error) Answer {
	why := "with an eating disorder, now or earlier, I plan no deficit: food plans belong with the people who treat you, your doctor or a registered dietitian"
	switch {
	case c.has(eatingDisorder):
	case errors.Is(err, fitness.ErrDeficitUnder18):
		why = fmt.Sprintf("at %d you are still growing, so I plan no deficit: eat enough, and if your weight worries you talk to a parent and to a doctor or dietitian", c.Age)
	case errors.Is(err, fitness.ErrDeficitPregnant):
		why = "in pregnancy I plan no deficit: weight gain belongs to it, and your midwife or doctor says how much is right"
	case errors.Is(err, fitness.ErrDeficitUnderweight):
		index, _ := fitness.BMIOf(c.body())
		why = fmt.Sprintf("your body-mass index is %v, below %v, so I plan no deficit: eating more and lifting helps you, and a doctor or dietitian should look at the reason", index.Value, fitness.HealthyBMI)
		a.cite(index.Sources()...)
	}
	guideline := activityFor(c.Person)
	a.Text = addressed(c.Person, why+". ")
	if guideline.AgeBand == fitness.Youth {
		a.Text += fmt.Sprintf("What helps is moving for %v a day, with vigorous games on %v a week, and regular meals.", guideline.Daily, guideline.VigorousDays)
	} else {
		a.Text += fmt.Sprintf("What I can do is a training week: as %s start with %v of easy movement.", c.aLevel(), guideline.Moderate.Start())
	}
	a.cite(guideline.Sources()...)
	return a
}

func muscleAnswer(c *chat) Answer {
	var a Answer
	lift := prescriptionFor(c.Person)
	size, _ := fitness.EmphasisFor(fitness.Size)
	days := lift.DaysOf(c.DaysPerWeek)
	weekly := c.weeklySets()
	a.Text = addressed(c.Person, fmt.Sprintf("as %s%s lift on %v a week, %v of %v at %v for each exercise, resting %v, and give each muscle %v a week", c.aLevel(), atAge(c.Person), days, lift.Sets, lift.Reps, lift.Load, lift.Rest, weekly))
	if c.Level == fitness.Beginner {
		a.Text += fmt.Sprintf(", growing towards %v over the months", size.MuscleSets)
	}
	a.Text += " (ACSM 2026)." + liftingCare(c.Person)
	if muscle := c.want.Muscle; muscle != "" {
		if names := exerciseNames(c.forMuscle(muscle), 3); names != "" {
			a.Text += fmt.Sprintf(" For your %s choose %s.", muscle, names)
		}
	}
	a.citePrescription(c.Person, lift)
	a.cite(size.Sources()...)
	switch p, err := fitness.ProteinFor(c.WeightKG, c.Age); {
	case err != nil && c.ageBand() != fitness.Youth:
		a.Text += " Protein is the other half: 1.4–2.0 g/kg a day (ISSN)." + c.ask(slotWeight, "How much do you weigh?")
	case err == nil && !p.Daily.IsZero():
		a.Text += fmt.Sprintf(" Eat %v of protein a day (%s) and a little more than you burn.", p.Daily, p.Formula())
		a.cite(p.Sources()...)
	default:
		a.Text += " Eat three full meals a day; powders are not needed while you grow."
	}
	if !c.brief {
		a.Text += " Add weight or repetitions when a set gets easy; what shows takes two to three months."
	}
	return a
}

// weeklySets is how many sets a week build a muscle (ACSM 2026), or a beginner's.
func (c *chat) weeklySets() fitness.Range {
	size, _ := fitness.EmphasisFor(fitness.Size)
	if lift := prescriptionFor(c.Person); c.Level == fitness.Beginner {
		return fitness.Between(lift.Days.Low*lift.Sets.Low, lift.Days.High*lift.Sets.High, fitness.Sets)
	}
	return size.MuscleSets
}

func bmiAnswer(c *chat) Answer {
	var a Answer
	index, err := fitness.BMIOf(c.body())
	switch {
	case c.ageBand() == fitness.Youth:
		a.Text = addressed(c.Person, fmt.Sprintf("the body-mass index (%s) is not for people under 18: at %d growth charts are used, which a doctor or school nurse reads with you. Your muscles do not wait for it: move for at least 60 min a day.", fitness.BMI{}.Expression(), c.Age))
		a.cite(fitness.BMI{}.Sources()...)
		return a
	case err != nil:
		question, _ := c.missingBody()
		a.Text = addressed(c.Person, fmt.Sprintf("the body-mass index is %s; %v–%v is called normal, from %d overweight, from %d obesity (WHO).%s", fitness.BMI{}.Expression(), fitness.HealthyBMI, 24.9, fitness.OverweightBMI, fitness.ObeseBMI, c.healthyWeight())) + question
		a.cite(fitness.BMI{}.Sources()...)
		return a
	}
	a.Text = addressed(c.Person, fmt.Sprintf("your body-mass index is %v (%s), which the WHO calls %s.%s It knows nothing of muscle, so judge it with your waist and how you feel.", index.Value, index.Expression(), index.Class, c.healthyWeight()))
	if c.ageBand() == fitness.Older {
		a.Text += " At your age a little above 25 is no reason to lose weight; strength matters more."
	}
	a.cite(index.Sources()...)
	a.record("bmi", map[string]any{"weight_kg": c.WeightKG, "height_cm": c.HeightCM}, map[string]any{"bmi": index.Value.String(), "class": string(index.Class)})
	return a
}

func (c *chat) healthyWeight() string {
	low, err := fitness.WeightAt(fitness.HealthyBMI, c.HeightCM)
	if err != nil {
		return ""
	}
	high, _ := fitness.WeightAt(fitness.OverweightBMI-0.1, c.HeightCM)
	return fmt.Sprintf(" At your %v normal is %v.", fitness.Exactly(c.HeightCM, fitness.Centimetres), fitness.Between(low.Low, high.Low, fitness.Kilograms))
}
