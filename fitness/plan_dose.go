package fitness

import (
	"math"
	"slices"
)

// Amounts and efforts of weeks 1 to 3. Together they keep the load or raise it a
// little: a repetition more at one repetition less in reserve.
type ramp struct {
	amounts [PlanWeeks - 1]int
	efforts [PlanWeeks - 1]float64
	fewest  int // repetitions of a set
}

// doses returns the four weeks of an exercise with so many sets a week.
func (p *planner) doses(e *Exercise, sets int, main bool) [PlanWeeks]Dose {
	r := p.rampFor(e, main)
	return p.dosesOf(e, &r, sets)
}

// dosesOf is doses for an exercise whose ramp is known.
func (p *planner) dosesOf(e *Exercise, r *ramp, sets int) [PlanWeeks]Dose {
	var weeks [PlanWeeks]Dose
	weighs := p.weighs(e)
	for week := range r.amounts {
		weeks[week] = Dose{Sets: sets, Amount: r.amounts[week], RPE: r.efforts[week]}
		if weighs {
			weeks[week].Load = p.load(r.amounts[week], r.efforts[week])
		}
	}
	weeks[PlanWeeks-1] = r.easyWeek(e, weeks[PlanWeeks-2])
	return weeks
}

func (r *ramp) easyWeek(e *Exercise, hardest Dose) Dose {
	easy := Dose{RPE: 6}
	easy.Sets, easy.Amount = r.easy(e.Counted, hardest.Sets)
	if hardest.RPE == 0 {
		easy.RPE = 0
	}
	if !hardest.Load.IsZero() {
		easy.Load = Between(math.Round(hardest.Load.Low*0.9), math.Round(hardest.Load.High*0.9), PercentOneRM)
	}
	return easy
}

// easy returns what is done in week 4 instead of so many sets in week 3: 40–50 % less
// volume as far as whole sets and repetitions allow, and 10 % less load (common
// practice, see DeloadPlan).
func (r *ramp) easy(counted Count, of int) (sets, amount int) {
	usual, hardest := r.amounts[0], r.amounts[PlanWeeks-2]
	volume := 0.55 * float64(of*hardest)
	sets = max(1, int(0.55*float64(of)+0.5))
	amount = min(int(math.Round(volume/float64(sets))), hardest)
	switch {
	case counted == CountSeconds:
		amount = (amount + 2) / 5 * 5
	case of > 1:
		amount = min(max(amount, r.fewest), max(usual, r.fewest))
	}
	return sets, amount
}

// seconds is how long so many sets of an exercise take in the longest week.
func (r *ramp) seconds(e *Exercise, sets, rest int) int {
	easySets, easy := r.easy(e.Counted, sets)
	longest := easySets * (e.secondsOf(easy) + rest)
	for _, amount := range r.amounts {
		longest = max(longest, sets*(e.secondsOf(amount)+rest))
	}
	return max(longest, 0)
}

// load returns the percent of the maximum that leaves the repetitions in reserve
// an effort asks for (Epley 1985; 10 − RPE are left, Zourdos et al. 2016), within
// what suits the level and the age. It spans five percent, since both are estimates.
func (p *planner) load(reps int, effort float64) Range {
	percent := 100 / (1 + (float64(reps)+10-effort)/30)
	highest := p.prescription.Load.High
	if p.careful() {
		highest = min(highest, 70)
	}
	high := min(math.Round(percent+2), highest)
	return Between(min(math.Round(percent-3), high-5), high, PercentOneRM)
}

// careful reports a condition under which heavy loads and holding the breath are
// no good idea.
func (p *planner) careful() bool {
	return slices.ContainsFunc(p.Conditions, func(c Condition) bool {
		return c == Pregnancy || c == SupinePregnancy || c == Hypertension
	})
}

// spares reports whether the person should go easy on the exercise: it loads a
// joint that hurts, or there is a condition of the whole body.
func (p *planner) spares(e *Exercise) bool {
	return slices.ContainsFunc(p.Conditions, func(c Condition) bool {
		return e.loads(Joint(c)) || !Joint(c).isKnown()
	})
}

// fewestReps is 6 under 18, which keeps to a 6-repetition maximum, and 8 from 65
// on, for beginners and for what a condition asks to spare.
func (p *planner) fewestReps(e *Exercise) int {
	fewest := int(p.prescription.Reps.Low)
	if p.Level == Beginner || p.spares(e) {
		fewest = max(fewest, 8)
	}
	return fewest
}

func (p *planner) rampFor(e *Exercise, main bool) ramp {
	var r ramp
	switch {
	case e.Counted == CountSeconds:
		r = p.holds(e)
	case p.Goal == EnduranceGoal:
		r = ramp{amounts: [3]int{15, 16, 18}, efforts: [3]float64{6, 7, 7}}
	case p.Goal == StrengthGoal && main && p.heavy(e) && p.Level != Beginner:
		r = p.strengthRamp(e)
	case p.Goal == FatLossGoal, p.Goal == HealthGoal, p.Level == Beginner, !p.weighs(e), !main:
		r = ramp{amounts: [3]int{10, 11, 12}, efforts: [3]float64{6, 7, 8}}
	default:
		r = ramp{amounts: [3]int{8, 9, 10}, efforts: [3]float64{7, 8, 8.5}}
	}
	r.fewest = p.fewestReps(e)
	most := p.mostEffort(e)
	for i := range r.efforts {
		r.efforts[i] = min(r.efforts[i], most)
		if e.Counted == CountReps {
			r.amounts[i] = max(r.amounts[i], r.fewest)
		}
	}
	return r
}

// strengthRamp is heavier each week, with fewer repetitions.
func (p *planner) strengthRamp(e *Exercise) ramp {
	switch {
	case p.band != Adult || p.spares(e):
		return ramp{amounts: [3]int{8, 8, 8}, efforts: [3]float64{6, 7, 8}}
	case p.Level == Expert:
		return ramp{amounts: [3]int{5, 4, 3}, efforts: [3]float64{7, 8, 8.5}}
	default:
		return ramp{amounts: [3]int{6, 6, 5}, efforts: [3]float64{7, 7.5, 8}}
	}
}

func (p *planner) holds(e *Exercise) ramp {
	first := 20
	if p.band != Older && !p.careful() {
		first += 10 * rankOf(p.Level)
	}
	if e.Pattern == Carry {
		first = 30
	}
	return ramp{amounts: [3]int{first, first + 5, first + 10}, efforts: [3]float64{6, 7, 7}}
}

// mostEffort keeps beginners, the young, the old and what is to be spared two or
// three repetitions away from failure (Zourdos et al. 2016; a rule of coaching).
func (p *planner) mostEffort(e *Exercise) float64 {
	switch {
	case p.careful():
		return 7
	case p.Level == Beginner, p.band != Adult, p.spares(e):
		return 8
	default:
		return 9
	}
}

// setsFor is how many sets of an exercise to aim at.
func (p *planner) setsFor(e *Exercise, main bool) int {
	switch {
	case p.Level == Beginner:
		return 2
	case p.Level == Expert && main && e.Pattern != Core:
		return 4
	default:
		return 3
	}
}

// restFor is how many seconds to rest after a set: 2–3 minutes when heavy, else
// 1–2, and under 90 seconds for endurance (ACSM 2009).
func (p *planner) restFor(e *Exercise, main bool) int {
	switch {
	case e.Counted == CountSeconds:
		return 30
	case p.Goal == EnduranceGoal:
		return 45
	case p.Goal == StrengthGoal && main && p.heavy(e) && p.Level == Expert && p.band == Adult:
		return 180
	case p.Goal == StrengthGoal && main && p.heavy(e) && p.Level == Intermediate:
		return 150
	case p.Goal == FatLossGoal, p.Goal == HealthGoal, !p.weighs(e), e.Pattern == Core:
		return 60
	case p.Level == Beginner:
		return 75
	default:
		return 90
	}
}
