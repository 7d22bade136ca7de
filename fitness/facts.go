package fitness

import (
	"fmt"
	"strings"
	"time"
)

// Fact is one rule of this package as a page shows it.
type Fact struct {
	Name    string
	Rule    string // the formula, or the numbers
	Example string // computed, of an ordinary person
	Sources []Source
}

// Facts returns every rule of this package. The rules and examples are made by the
// functions that answer people, so they cannot say anything else.
func Facts() []Fact {
	var all []Fact
	for _, group := range [][]Fact{pulseFacts(), activityFacts(), liftingFacts(), loadFacts(), energyFacts(), weightFacts(), runningFacts()} {
		all = append(all, group...)
	}
	return all
}

func pulseFacts() []Fact {
	percent, _ := ZonesByMaximum(Tanaka, 40)
	reserve, _ := ZonesByReserve(Tanaka, 40, 60)
	gulati, _ := Gulati.Maximum(40)
	return []Fact{
		{"Maximum heart rate", Tanaka.Expression(), "at 40 " + percent.Maximum.String(), Tanaka.Sources()},
		{"Maximum heart rate of women", Gulati.Expression(), "at 40 " + gulati.String(), Gulati.Sources()},
		{"Zones by percent of the maximum", bands(ByMaximum), "at 40 moderate is " + percent.Of(Moderate).String(), ByMaximum.Sources()},
		{
			"Zones by heart-rate reserve", "pulse at rest + share × (maximum − pulse at rest): " + bands(ByReserve),
			"at 40 with 60 bpm at rest moderate is " + reserve.Of(Moderate).String(), ByReserve.Sources(),
		},
		{"How effort feels", feelings(), "moderate: can " + string(FeelOf(Moderate).Speech), Feel{}.Sources()},
	}
}

func bands(m Method) string {
	var all []string
	for _, i := range Intensities() {
		all = append(all, fmt.Sprintf("%v %v", i, m.Bounds(i)))
	}
	return strings.Join(all, ", ")
}

func feelings() string {
	var all []string
	for _, i := range Intensities() {
		all = append(all, fmt.Sprintf("%v %v", i, FeelOf(i).Borg))
	}
	return strings.Join(all, ", ")
}

func activityFacts() []Fact {
	youth, _ := ActivityFor(firstAdultAge - 1)
	older, _ := ActivityFor(firstOlderAge)
	adult := AdultActivity()
	young, _ := StretchingFor(firstAdultAge)
	old, _ := StretchingFor(firstOlderAge)
	return []Fact{
		{
			"Activity, 18–64", fmt.Sprintf("%v a week moderate, or %v vigorous; strength on %v", adult.Moderate, adult.Vigorous, adult.StrengthDays),
			fmt.Sprintf("a vigorous minute counts for %d moderate ones", VigorousWorth), adult.Sources(),
		},
		{
			"Activity under 18", fmt.Sprintf("%v a day on average; vigorous on %v, strength on %v", youth.Daily, youth.VigorousDays, youth.StrengthDays),
			"", youth.Sources(),
		},
		{"Activity from 65", fmt.Sprintf("as adults, and balance on %v", older.BalanceDays), "", older.Sources()},
		{"Activity in pregnancy", PregnancyActivity().Moderate.String() + " a week moderate, without a contraindication", "", adult.Sources()},
		{"Warm-up", WarmUp().String() + " light to moderate", "", WarmUpSources()},
		{
			"Static stretching", fmt.Sprintf("%v a time, from 65 %v; %v for each muscle; %v a week", young.Hold, old.Hold, young.Total, young.Days),
			"", young.Sources(),
		},
	}
}

func liftingFacts() []Fact {
	var all []Fact
	for _, level := range []Level{Beginner, Intermediate, Expert} {
		p, _ := ResistanceFor(level, 30)
		sets, _ := WeeklySets(level)
		all = append(all, Fact{
			"Lifting, " + string(level), fmt.Sprintf("%v a week, %v of %v at %v, rest %v", p.Days, p.Sets, p.Reps, p.Load, p.Rest),
			fmt.Sprintf("%v a week for each muscle", sets), p.Sources(),
		})
	}
	for _, q := range Qualities() {
		e, _ := EmphasisFor(q)
		all = append(all, Fact{"Lifting for " + string(q), e.rule(), "", e.Sources()})
	}
	return append(all, Fact{
		"What makes no consistent difference", strings.Join(Undecided(), ", "), "", cite(acsm2026),
	})
}

// rule is the emphasis in one line, without what the stands leave open.
func (e Emphasis) rule() string {
	parts := []string{e.Load.String()}
	if e.Fast {
		parts[0] += ", fast"
	}
	for _, r := range []Range{e.Sets, e.Reps} {
		if !r.IsZero() {
			parts = append(parts, r.String())
		}
	}
	if !e.MuscleSets.IsZero() {
		parts = append(parts, e.MuscleSets.String()+" a week for a muscle")
	}
	parts = append(parts, e.MuscleDays.String()+" a week", "rest "+e.Rest.String())
	if e.MostRest.High > e.Rest.High {
		parts = append(parts, "up to "+e.MostRest.String())
	}
	return strings.Join(parts, ", ")
}

func loadFacts() []Fact {
	hundred, sixty := Load{100, Kilograms}, Load{60, Kilograms}
	var all []Fact
	for _, f := range MaxFormulas() {
		m, _ := f.OneRepMax(hundred, 5)
		all = append(all, Fact{
			"One-repetition maximum by " + string(f), fmt.Sprintf("%s, for 1–%d repetitions", f.Expression(), MostReps),
			fmt.Sprintf("%v × 5 is %v", hundred, m.Maximum), f.Sources(),
		})
	}
	step, _ := NextLoad(sixty)
	plan := DeloadPlan()
	lighter, _ := plan.Lighter(sixty)
	effort, _ := EffortFor(Beginner)
	return append(all,
		Fact{"Next load", step.Expression(), fmt.Sprintf("%v becomes %v", sixty, step.Load), step.Sources()},
		Fact{"Repetitions in reserve", "10 − RPE, from RPE 7 on", "a beginner stays at " + effort.String() + ", a rule of coaching", EffortSources()},
		Fact{
			"Deload, a practice", fmt.Sprintf("every %v, or after %d falling sessions: %v fewer sets, %v less load", plan.Every, plan.FallingAfter, plan.Volume, plan.Load),
			fmt.Sprintf("%v becomes %v", sixty, lighter), plan.Sources(),
		},
	)
}

func energyFacts() []Fact {
	body := Body{Weight: 70, Height: 175, Age: 40}
	resting, _ := RestingEnergyFor(body)
	var all []Fact
	for _, r := range resting {
		all = append(all, Fact{
			"Resting energy by " + r.Formula(), r.Expression(),
			fmt.Sprintf("at 40, 70 kg, 175 cm %v", r.Energy), r.Sources(),
		})
	}
	var factors []string
	for _, m := range Movements() {
		factors = append(factors, fmt.Sprintf("%s × %v", m, m.Factor()))
	}
	byHour, _ := ByHour.Energy(9.3, 70, 30)
	byOxygen, _ := ByOxygen.Energy(9.3, 70, 30)
	return append(all,
		Fact{"Daily energy, a convention", strings.Join(factors, ", "), "that man, moderately active: " + resting[1].Daily(ModeratelyActive).String(), resting[0].Sources()},
		Fact{"Energy of an activity", ByHour.Expression(), "9.3 MET, 70 kg, 30 min: " + byHour.String(), ByHour.Sources()},
		Fact{"The same by oxygen, 5 % more", ByOxygen.Expression(), "9.3 MET, 70 kg, 30 min: " + byOxygen.String(), ByOxygen.Sources()},
		Fact{"Effort by MET", "light from 1.6, moderate from 3, vigorous from 6", "", cite(herrmann2024, cdcIntensity)},
	)
}

func weightFacts() []Fact {
	body := Body{Weight: 80, Height: 180, Age: 40, Gender: Male}
	index, _ := BMIOf(body)
	loss, _ := WeightLossFor(body, LightlyActive, false)
	weeks, _ := WeeksTo(75, body, false)
	facts := []Fact{
		{
			"Body-mass index, from 18", fmt.Sprintf("%s; normal %v to under %d, obesity from %d", index.Expression(), HealthyBMI, OverweightBMI, ObeseBMI),
			fmt.Sprintf("80 kg at 180 cm: %v, %s", index.Value, index.Class), index.Sources(),
		},
		{
			"Losing weight", fmt.Sprintf("%v, %v less", WeeklyLoss(), Deficit()),
			fmt.Sprintf("a man of 40, 80 kg, 180 cm, lightly active: %v; to 75 kg %v", loss[0].Intake, weeks), loss[0].Sources(),
		},
		{
			"When not, our rule", fmt.Sprintf("no deficit under 18, in pregnancy, or below a BMI of %v; never less than %v of the resting energy, %d kcal (women), %d kcal (men)",
				HealthyBMI, LeastOfResting, LeastEnergyWomen, LeastEnergyMen), "", nil,
		},
	}
	for _, age := range []int{40, 65, 17} {
		p, _ := ProteinFor(75, age)
		example := fmt.Sprintf("75 kg: %v a day", p.Allowance)
		if !p.Daily.IsZero() {
			example = fmt.Sprintf("75 kg: %v a day, %v a meal", p.Daily, p.Meal)
		}
		facts = append(facts, Fact{fmt.Sprintf("Protein at %d", age), p.Expression() + " (" + p.Formula() + ")", example, p.Sources()})
	}
	return facts
}

func runningFacts() []Fact {
	const time5 = 25 * time.Minute
	pace, _ := PaceOf(FiveKilometres, time5)
	speed, _ := pace.In(KilometresPerHour)
	mile, _ := pace.In(MinutesPerMile)
	ten, _ := Predict(FiveKilometres, time5, TenKilometres)
	return []Fact{
		{"Pace and speed", "pace = time / distance, speed = 60 / pace", fmt.Sprintf("5 km in %s: %v, %v, %v", Clock(time5), pace, mile, speed), nil},
		{
			"Time for another distance", fmt.Sprintf("time × (distance / known distance)^%v", riegelExponent),
			fmt.Sprintf("5 km in %s: 10 km in %s", Clock(time5), Clock(ten)), PredictSources(),
		},
	}
}
