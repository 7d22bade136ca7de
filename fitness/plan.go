package fitness

import (
	"errors"
	"fmt"
	"slices"
)

// Goal is what someone trains for.
type Goal string

// The goals an account can hold.
const (
	StrengthGoal  Goal = "strength"
	MuscleGoal    Goal = "muscle"
	FatLossGoal   Goal = "fat_loss"
	EnduranceGoal Goal = "endurance"
	HealthGoal    Goal = "health"
)

// Goals returns every goal.
func Goals() []Goal {
	return []Goal{StrengthGoal, MuscleGoal, FatLossGoal, EnduranceGoal, HealthGoal}
}

// The bounds of a request, inclusive.
const (
	MinPlanDays    = 1
	MaxPlanDays    = 7
	MinPlanMinutes = 10
	MaxPlanMinutes = 180
)

var (
	// ErrPlanRequest reports a request outside its bounds or with unknown words.
	ErrPlanRequest = errors.New("plan request")
	// ErrNothingLeft reports that equipment and conditions leave no exercise that a
	// plan cannot do without. Its text says what would change that.
	ErrNothingLeft = errors.New("no suitable exercise is left")
	// ErrPlanTooShort reports that the exercises that are left take longer than the minutes.
	ErrPlanTooShort = errors.New("the minutes are too few")
)

// PlanRequest is what a plan is made for.
type PlanRequest struct {
	Days       int // a week, MinPlanDays–MaxPlanDays
	Minutes    int // a session with its warm-up, MinPlanMinutes–MaxPlanMinutes
	Level      Level
	Age        int         // years; 0 is unknown and takes the limits of 65
	Goal       Goal        // "" is HealthGoal
	Owned      []Equipment // empty is nothing
	Conditions []Condition // what to be careful of
	Without    []string    // slugs that are not wanted
	Recent     []string    // slugs of the last session, to vary
	Seed       uint64      // another seed is another choice among equals
}

func (r PlanRequest) check() error {
	switch {
	case r.Days < MinPlanDays || r.Days > MaxPlanDays:
		return fmt.Errorf("%w: %d days are not within %d–%d", ErrPlanRequest, r.Days, MinPlanDays, MaxPlanDays)
	case r.Minutes < MinPlanMinutes || r.Minutes > MaxPlanMinutes:
		return fmt.Errorf("%w: %d minutes are not within %d–%d", ErrPlanRequest, r.Minutes, MinPlanMinutes, MaxPlanMinutes)
	case !slices.Contains(Goals(), r.Goal):
		return fmt.Errorf("%w: unknown goal %q", ErrPlanRequest, r.Goal)
	}
	for _, e := range r.Owned {
		if !slices.Contains(equipment(), e) {
			return fmt.Errorf("%w: unknown equipment %q", ErrPlanRequest, e)
		}
	}
	for _, c := range r.Conditions {
		if !slices.Contains(Conditions(), c) {
			return fmt.Errorf("%w: unknown condition %q", ErrPlanRequest, c)
		}
	}
	return nil
}

// PlanWeeks is how many weeks a plan runs; the last is easy.
const PlanWeeks = 4

// Plan is a week of training, repeated for PlanWeeks weeks with other doses.
type Plan struct {
	Request PlanRequest
	Split   Split
	Days    []PlanDay
	Notes   []PlanNote
	Missing []MuscleGroup // major groups that are not trained twice, for want of a suitable exercise
}

// PlanDay is one session.
type PlanDay struct {
	Name    string
	Weekday int // 1–7, counted from the first training day's
	Kind    DayKind
	WarmUp  int // minutes
	Items   []PlanItem
}

// DayKind is what a day is for.
type DayKind string

// The kinds of day.
const (
	LiftingDay DayKind = "lifting"
	CardioDay  DayKind = "cardio"
	EasyDay    DayKind = "easy"
	HomeDay    DayKind = "home" // a few minutes of balance beside the training days
)

// PlanItem is one exercise of a session and its dose in each week.
type PlanItem struct {
	Exercise Exercise
	Rest     int // seconds after each set
	Weeks    [PlanWeeks]Dose

	main bool // the first of its pattern in a session
}

// Dose is how much of an exercise to do in one week.
type Dose struct {
	Sets   int
	Amount int     // of what the exercise is counted in; each side where it says so
	RPE    float64 // effort, 10 is all out; 0 where it does not apply
	Load   Range   // percent of the one-repetition maximum; zero without a weight
}

// PlanNote is something to tell about a plan.
type PlanNote string

// The notes.
const (
	NoteOneDay     PlanNote = "one-day"     // two days would train each muscle twice
	NoteAlternate  PlanNote = "alternate"   // rests are short: take the exercises in turn
	NoteWalk       PlanNote = "walk"        // the plan has less than 150 minutes of cardio: walk besides
	NoteHome       PlanNote = "home"        // balance at home on further days
	NoteSupervised PlanNote = "supervised"  // under 18: with someone who watches
	NotePain       PlanNote = "pain"        // stay without pain; who to see if it stays
	NoteClinician  PlanNote = "clinician"   // ask the doctor or midwife before starting
	NoteRestDays   PlanNote = "rest-days"   // more days than the level should lift: the others are easy
	NoteAgeUnknown PlanNote = "age-unknown" // the limits of 65 are used
)

// seconds returns how long the item takes in a week, 0–3: sets × (repetitions ×
// 4 s + rest).
func (i *PlanItem) seconds(week int) int {
	dose := &i.Weeks[week]
	return dose.Sets * (i.Exercise.secondsOf(dose.Amount) + i.Rest)
}

// secondsOf is how long an amount of the exercise takes, on both sides where it says so.
func (e *Exercise) secondsOf(amount int) int {
	switch e.Counted {
	case CountReps:
		amount *= secondsPerRep
	case CountMinutes:
		amount *= 60
	}
	if e.EachSide {
		amount *= 2
	}
	return amount
}

const secondsPerRep = 4

// Minutes returns how long the session takes in a week from 1 to PlanWeeks, with
// its warm-up, unrounded.
func (d PlanDay) Minutes(week int) float64 {
	seconds := d.WarmUp * 60
	for i := range d.Items {
		seconds += d.Items[i].seconds(week - 1)
	}
	return float64(seconds) / 60
}

// Sets returns the sets of resistance training in a week from 1 to PlanWeeks.
func (p Plan) Sets(week int) int {
	return p.setsOf(week, Pattern.IsStrength)
}

func (p Plan) setsOf(week int, wanted func(Pattern) bool) int {
	sets := 0
	for _, day := range p.Days {
		for i := range day.Items {
			if item := &day.Items[i]; wanted(item.Exercise.Pattern) {
				sets += item.Weeks[week-1].Sets
			}
		}
	}
	return sets
}

// DaysTraining returns on how many days a major muscle group is trained.
func (p Plan) DaysTraining(group MuscleGroup) int {
	days := 0
	for _, day := range p.Days {
		if day.trains(group) {
			days++
		}
	}
	return days
}

func (d *PlanDay) trains(group MuscleGroup) bool {
	for i := range d.Items {
		if e := &d.Items[i].Exercise; e.Pattern.IsStrength() && e.works(group) {
			return true
		}
	}
	return false
}

// Sources returns where the rules of the plan were published.
func (p Plan) Sources() []Source {
	ids := []string{acsm2026, acsm2009, garber2011, who2020, zourdos2016, epley1985, bell2022, bell2024}
	if p.Request.Age > 0 && p.Request.Age < firstAdultAge {
		ids = append(ids, nsca2009)
	}
	return cite(ids...)
}
