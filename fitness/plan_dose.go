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
}

// doses returns the four weeks of an exercise with so many sets a week. Week 4 is
// easy: 40–50 % less volume as far as whole sets and repetitions allow, and 10 %
// less load (common practice, see DeloadPlan).
func (p *planner) doses(e Exercise, sets int, main bool) [PlanWeeks]Dose {
	r := p.rampFor(e, main)
	var weeks [PlanWeeks]Dose
	for week := range r.amounts {
		weeks[week] = Dose{Sets: sets, Amount: r.amounts[week], RPE: r.efforts[week]}
		if p.weighs(e) {
			weeks[week].Load = p.load(r.amounts[week], r.efforts[week])
		}
	}
	weeks[PlanWeeks-1] = p.easyWeek(e, weeks[PlanWeeks-2], r.amounts[0])
	return weeks
}

func (p *planner) easyWeek(e Exercise, hardest Dose, usual int) Dose {
	volume := 0.55 * float64(hardest.Sets*hardest.Amount)
	sets := max(1, int(0.55*float64(hardest.Sets)+0.5))
	easy := Dose{Sets: sets, Amount: min(int(math.Round(volume/float64(sets))), hardest.Amount), RPE: 6}
	switch {
	case e.Counted == CountSeconds:
		easy.Amount = (easy.Amount + 2) / 5 * 5
	case hardest.Sets > 1:
		easy.Amount = min(max(easy.Amount, p.fewestReps(e)), max(usual, p.fewestReps(e)))
	}
	if hardest.RPE == 0 {
		easy.RPE = 0
	}
	if !hardest.Load.IsZero() {
		easy.Load = Between(math.Round(hardest.Load.Low*0.9), math.Round(hardest.Load.High*0.9), PercentOneRM)
	}
	return easy
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
func (p *planner) spares(e Exercise) bool {
	return slices.ContainsFunc(p.Conditions, func(c Condition) bool {
		return e.Loads(Joint(c)) || !slices.Contains(joints(), Joint(c))
	})
}

// fewestReps is 6 under 18, which keeps to a 6-repetition maximum, and 8 from 65
// on, for beginners and for what a condition asks to spare.
func (p *planner) fewestReps(e Exercise) int {
	fewest := int(p.prescription.Reps.Low)
	if p.Level == Beginner || p.spares(e) {
		fewest = max(fewest, 8)
	}
	return fewest
}

func (p *planner) rampFor(e Exercise, main bool) ramp {
	var r ramp
	switch {
	case e.Counted == CountSeconds:
		r = p.holds(e)
	case p.Goal == EnduranceGoal:
		r = ramp{[3]int{15, 16, 18}, [3]float64{6, 7, 7}}
	case p.Goal == StrengthGoal && main && p.heavy(e) && p.Level != Beginner:
		r = p.strengthRamp(e)
	case p.Goal == FatLossGoal, p.Goal == HealthGoal, p.Level == Beginner, !p.weighs(e), !main:
		r = ramp{[3]int{10, 11, 12}, [3]float64{6, 7, 8}}
	default:
		r = ramp{[3]int{8, 9, 10}, [3]float64{7, 8, 8.5}}
	}
	most := p.mostEffort(e)
	for i := range r.efforts {
		r.efforts[i] = min(r.efforts[i], most)
		if e.Counted == CountReps {
			r.amounts[i] = max(r.amounts[i], p.fewestReps(e))
		}
	}
	return r
}

// strengthRamp is heavier each week, with fewer repetitions.
func (p *planner) strengthRamp(e Exercise) ramp {
	switch {
	case p.band != Adult || p.spares(e):
		return ramp{[3]int{8, 8, 8}, [3]float64{6, 7, 8}}
	case p.Level == Expert:
		return ramp{[3]int{5, 4, 3}, [3]float64{7, 8, 8.5}}
	default:
		return ramp{[3]int{6, 6, 5}, [3]float64{7, 7.5, 8}}
	}
}

func (p *planner) holds(e Exercise) ramp {
	first := 20
	if p.band != Older && !p.careful() {
		first += 10 * rankOf(p.Level)
	}
	if e.Pattern == Carry {
		first = 30
	}
	return ramp{[3]int{first, first + 5, first + 10}, [3]float64{6, 7, 7}}
}

// mostEffort keeps beginners, the young, the old and what is to be spared two or
// three repetitions away from failure (Zourdos et al. 2016; a rule of coaching).
func (p *planner) mostEffort(e Exercise) float64 {
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
func (p *planner) setsFor(e Exercise, main bool) int {
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
func (p *planner) restFor(e Exercise, main bool) int {
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
