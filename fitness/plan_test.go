package fitness_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"spotter/fitness"
)

var (
	planLevels  = []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert}
	planAges    = []int{0, 13, 15, 17, 18, 24, 40, 64, 65, 68, 90}
	planMinutes = []int{10, 12, 15, 20, 25, 29, 30, 33, 45, 59, 60, 75, 90, 120, 180}
	planKits    = [][]fitness.Equipment{
		nil,
		{"dumbbell"},
		{"band"},
		{"dumbbell", "bench"},
		{"kettlebell", "pull-up-bar"},
		{"barbell", "rack", "bench"},
		{"machine", "cable", "bike"},
		fitness.EquipmentWords(),
	}
)

// requests are a fixed random sample of everything that can be asked for, with at
// most so many conditions.
func requests(count, conditions int) []fitness.PlanRequest {
	random := rand.New(rand.NewPCG(7, uint64(conditions)))
	all := make([]fitness.PlanRequest, count)
	for i := range all {
		r := fitness.PlanRequest{
			Days: 1 + random.IntN(7), Minutes: planMinutes[random.IntN(len(planMinutes))],
			Level: planLevels[random.IntN(3)], Age: planAges[random.IntN(len(planAges))],
			Goal: fitness.Goals()[random.IntN(5)], Owned: planKits[random.IntN(len(planKits))],
			Seed: uint64(random.IntN(3)),
		}
		for range random.IntN(conditions + 1) {
			r.Conditions = append(r.Conditions, fitness.Conditions()[random.IntN(len(fitness.Conditions()))])
		}
		all[i] = r
	}
	return all
}

// made are the requests that have a plan, with it; the others with their error.
type made struct {
	request fitness.PlanRequest
	plan    fitness.Plan
	err     error
}

var plans = sync.OnceValue(func() []made {
	var all []made
	for _, r := range append(requests(400, 1), requests(150, 5)...) {
		plan, err := fitness.PlanWeek(r)
		all = append(all, made{r, plan, err})
	}
	return all
})

// eachPlan runs a check on many plans.
func eachPlan(t *testing.T, check func(t *testing.T, r fitness.PlanRequest, p fitness.Plan)) {
	t.Helper()
	for _, m := range plans() {
		if m.err != nil {
			continue
		}
		if check(t, m.request, m.plan); t.Failed() {
			t.Fatalf("%+v", m.request)
		}
	}
}

func TestEveryHealthyRequestAndEverySingleConditionHasAPlan(t *testing.T) {
	refused := 0
	for _, m := range plans() {
		if m.err == nil {
			continue
		}
		refused++
		if len(m.request.Conditions) < 2 {
			t.Errorf("%+v: %v", m.request, m.err)
		}
		if !errors.Is(m.err, fitness.ErrNothingLeft) && !errors.Is(m.err, fitness.ErrPlanTooShort) {
			t.Errorf("%+v: %v", m.request, m.err)
		}
	}
	t.Logf("%d of %d requests had no plan", refused, len(plans()))
}

func TestPlansKeepToTheMinutesAndTheDays(t *testing.T) {
	eachPlan(t, func(t *testing.T, r fitness.PlanRequest, p fitness.Plan) {
		training := 0
		last := 0
		for _, day := range p.Days {
			for week := 1; week <= fitness.PlanWeeks; week++ {
				if day.Minutes(week) > float64(r.Minutes) {
					t.Errorf("%s takes %.1f of %d minutes in week %d", day.Name, day.Minutes(week), r.Minutes, week)
				}
			}
			if day.Weekday <= last || day.Weekday > 7 {
				t.Errorf("%s is on day %d after %d", day.Name, day.Weekday, last)
			}
			last = day.Weekday
			if day.Kind != fitness.HomeDay {
				training++
			}
			if len(day.Items) == 0 {
				t.Errorf("%s is empty", day.Name)
			}
		}
		if training != r.Days {
			t.Errorf("%d training days, want %d", training, r.Days)
		}
	})
}

func TestPlansUseWhatIsOwnedAndSafe(t *testing.T) {
	eachPlan(t, func(t *testing.T, r fitness.PlanRequest, p fitness.Plan) {
		for _, day := range p.Days {
			seen := map[string]bool{}
			for _, item := range day.Items {
				e := item.Exercise
				switch {
				case !e.PossibleWith(r.Owned):
					t.Errorf("%s needs %v", e.Slug, e.Needs)
				case !e.SafeFor(r.Conditions):
					t.Errorf("%s is to be avoided for %v", e.Slug, e.AvoidIf)
				case levelRank(e.Level) > levelRank(r.Level):
					t.Errorf("%s is for %s", e.Slug, e.Level)
				case r.Age >= 65 && e.Impact == fitness.HighImpact:
					t.Errorf("%s lands hard at %d", e.Slug, r.Age)
				case seen[e.Slug]:
					t.Errorf("%s twice in %s", e.Slug, day.Name)
				}
				seen[e.Slug] = true
			}
		}
	})
}

func TestPlansBalancePushingAndPulling(t *testing.T) {
	eachPlan(t, func(t *testing.T, _ fitness.PlanRequest, p fitness.Plan) {
		for week := range fitness.PlanWeeks - 1 {
			push, pull := 0, 0
			for _, day := range p.Days {
				for _, item := range day.Items {
					if item.Exercise.Pattern.IsPush() {
						push += item.Weeks[week].Sets
					}
					if item.Exercise.Pattern.IsPull() {
						pull += item.Weeks[week].Sets
					}
				}
			}
			if push > pull+1 || pull > push+1 || push == 0 {
				t.Errorf("week %d: %d sets of pushing, %d of pulling", week+1, push, pull)
			}
		}
	})
}

func TestPlansTrainEachMajorMuscleTwice(t *testing.T) {
	eachPlan(t, func(t *testing.T, r fitness.PlanRequest, p fitness.Plan) {
		for _, group := range fitness.MuscleGroups() {
			days := p.DaysTraining(group)
			if r.Days >= 2 && days < 2 != slices.Contains(p.Missing, group) {
				t.Errorf("%s on %d days, missing are %v", group, days, p.Missing)
			}
		}
		if len(r.Conditions) < 2 && len(p.Missing) > 0 {
			t.Errorf("%v are missing with %v", p.Missing, r.Conditions)
		}
	})
}

func TestPlansHaveDosesThatSuitTheAgeAndLevel(t *testing.T) {
	eachPlan(t, func(t *testing.T, r fitness.PlanRequest, p fitness.Plan) {
		prescription, _ := fitness.ResistanceFor(r.Level, r.Age)
		for _, day := range p.Days {
			for _, item := range day.Items {
				for week, dose := range item.Weeks {
					e := item.Exercise
					weight := e.Weighted() && e.Counted == fitness.CountReps
					switch {
					case dose.Sets < 1 || dose.Amount < 1:
						t.Errorf("%s: %+v", e.Slug, dose)
					case dose.RPE > 8 && (r.Level == fitness.Beginner || r.Age < 18 || r.Age >= 65):
						t.Errorf("%s: RPE %v at %d", e.Slug, dose.RPE, r.Age)
					case r.Age > 0 && r.Age < 18 && weight && (dose.Amount < 6 && week < 3 || dose.Load.High > 80):
						t.Errorf("%s: %+v is heavier than a 6-repetition maximum", e.Slug, dose)
					case r.Age >= 65 && weight && (dose.Amount < 8 && week < 3 || dose.Load.High > 80):
						t.Errorf("%s: %+v is too heavy at %d", e.Slug, dose, r.Age)
					case weight && week < 3 && dose.Load.High > prescription.Load.High:
						t.Errorf("%s: %v is over %v", e.Slug, dose.Load, prescription.Load)
					case e.Pattern.IsStrength() && float64(dose.Sets) > prescription.Sets.High:
						t.Errorf("%s: %d sets, want %v", e.Slug, dose.Sets, prescription.Sets)
					}
				}
			}
		}
	})
}

func TestTheFourthWeekIsEasy(t *testing.T) {
	eachPlan(t, func(t *testing.T, _ fitness.PlanRequest, p fitness.Plan) {
		for _, day := range p.Days {
			for _, item := range day.Items {
				third, fourth := item.Weeks[2], item.Weeks[3]
				if item.Exercise.Pattern == fitness.Balance || item.Exercise.Pattern == fitness.Mobility {
					continue
				}
				volume, before := fourth.Sets*fourth.Amount, third.Sets*third.Amount
				if float64(volume) > 0.72*float64(before) && before > 12 && third.RPE > 3 || volume > before && third.RPE > 3 {
					t.Errorf("%s: %+v after %+v", item.Exercise.Slug, fourth, third)
				}
				if fourth.RPE > third.RPE || fourth.Load.High > 0.93*third.Load.High {
					t.Errorf("%s: %+v after %+v", item.Exercise.Slug, fourth, third)
				}
			}
		}
	})
}

func TestPlansFrom65OnHaveBalanceThreeTimes(t *testing.T) {
	eachPlan(t, func(t *testing.T, r fitness.PlanRequest, p fitness.Plan) {
		days := 0
		for _, day := range p.Days {
			if slices.ContainsFunc(day.Items, func(i fitness.PlanItem) bool { return i.Exercise.Pattern == fitness.Balance }) {
				days++
			}
		}
		if r.Age >= 65 && days < 3 {
			t.Errorf("balance on %d days", days)
		}
	})
}

func TestTheSameRequestMakesTheSamePlan(t *testing.T) {
	for _, r := range requests(60, 1) {
		first, _ := fitness.PlanWeek(r)
		second, _ := fitness.PlanWeek(r)
		if !reflect.DeepEqual(first, second) {
			t.Errorf("%+v has two plans", r)
		}
	}
}

func TestALowerLevelNeverHasMoreSets(t *testing.T) {
	for _, r := range append(requests(120, 1), requests(50, 5)...) {
		r.Level = fitness.Beginner
		least := 0
		for _, level := range planLevels {
			r.Level = level
			plan, err := fitness.PlanWeek(r)
			if err != nil {
				continue
			}
			if plan.Sets(1) < least {
				t.Errorf("%+v: %d sets, a lower level has %d", r, plan.Sets(1), least)
			}
			least = plan.Sets(1)
		}
	}
}

func TestPlanRequestsAreChecked(t *testing.T) {
	good := fitness.PlanRequest{Days: 3, Minutes: 45, Level: fitness.Beginner, Age: 30}
	for name, change := range map[string]func(*fitness.PlanRequest){
		"no days":          func(r *fitness.PlanRequest) { r.Days = 0 },
		"eight days":       func(r *fitness.PlanRequest) { r.Days = 8 },
		"nine minutes":     func(r *fitness.PlanRequest) { r.Minutes = 9 },
		"181 minutes":      func(r *fitness.PlanRequest) { r.Minutes = 181 },
		"a strange goal":   func(r *fitness.PlanRequest) { r.Goal = "fame" },
		"strange kit":      func(r *fitness.PlanRequest) { r.Owned = []fitness.Equipment{"sofa"} },
		"strange pain":     func(r *fitness.PlanRequest) { r.Conditions = []fitness.Condition{"soul"} },
		"a strange level":  func(r *fitness.PlanRequest) { r.Level = "novice" },
		"twelve years old": func(r *fitness.PlanRequest) { r.Age = 12 },
	} {
		r := good
		change(&r)
		_, err := fitness.PlanWeek(r)
		if !errors.Is(err, fitness.ErrPlanRequest) && !errors.Is(err, fitness.ErrUnknownLevel) && !errors.Is(err, fitness.ErrAgeOutOfRange) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := fitness.PlanWeek(good); err != nil {
		t.Error(err)
	}
}

func TestEvenEveryConditionInTheShortestSessionLeavesAPlan(t *testing.T) {
	for _, kit := range planKits {
		for days := fitness.MinPlanDays; days <= fitness.MaxPlanDays; days++ {
			r := fitness.PlanRequest{
				Days: days, Minutes: fitness.MinPlanMinutes, Level: fitness.Beginner, Age: 70,
				Owned: kit, Conditions: fitness.Conditions(),
			}
			if plan, err := fitness.PlanWeek(r); err != nil || len(plan.Missing) > 0 {
				t.Errorf("%d days with %v: %v, missing %v", days, kit, err, plan.Missing)
			}
		}
	}
}

func TestAnotherSeedOrWhatWasDoneLastVariesThePlan(t *testing.T) {
	r := fitness.PlanRequest{Days: 3, Minutes: 60, Level: fitness.Intermediate, Age: 30, Owned: fitness.EquipmentWords()}
	first, _ := fitness.PlanWeek(r)
	chosen := func(p fitness.Plan) []string {
		var slugs []string
		for _, item := range p.Days[0].Items {
			slugs = append(slugs, item.Exercise.Slug)
		}
		return slugs
	}
	r.Seed = 1
	if other, _ := fitness.PlanWeek(r); reflect.DeepEqual(chosen(first), chosen(other)) {
		t.Errorf("another seed chooses the same: %v", chosen(other))
	}
	r.Seed, r.Recent = 0, chosen(first)
	if other, _ := fitness.PlanWeek(r); reflect.DeepEqual(chosen(first), chosen(other)) {
		t.Errorf("the last session is repeated: %v", chosen(other))
	}
}
