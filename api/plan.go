package api

import (
	"context"
	"net/http"
	"time"

	"spotter/coach"
)

// PlanWire is one week of a plan. The first GET makes the plan from the profile and
// keeps it; it keeps up with the profile, but for what PUT has chosen.
type PlanWire struct {
	ID          string            `json:"id" format:"uuid"`
	CreatedAt   time.Time         `json:"created_at"`
	Goal        string            `json:"goal" enum:"strength,muscle,fat_loss,endurance,health" example:"muscle"`
	Level       string            `json:"level" enum:"beginner,intermediate,expert" example:"beginner"`
	Minutes     int               `json:"minutes" doc:"Of a session at most, with its warm-up." example:"45"`
	DaysPerWeek int               `json:"days_per_week" example:"3"`
	Equipment   []string          `json:"equipment" doc:"What it is planned with."`
	Weekdays    []string          `json:"weekdays" doc:"Those that were chosen to train on; empty is spread evenly."`
	Week        int               `json:"week" doc:"Of its cycle, from 1. After the last the next cycle begins." example:"1"`
	Weeks       int               `json:"weeks" example:"4"`
	EasyWeek    bool              `json:"easy_week" doc:"The last of a cycle, or one after two sessions that fell: fewer sets, a tenth less load."`
	StartsOn    string            `json:"starts_on" format:"date" doc:"The Monday of week 1 of this cycle. Today is the day in UTC, unless GET says another."`
	Days        []PlanDayWire     `json:"days" doc:"Of this week, in their order; in the days before the plan starts, of its first."`
	Progression []PlannedWeekWire `json:"progression"`
	Notes       []string          `json:"notes"`
	Sources     []SourceWire      `json:"sources"`
	Changed     *WeekChangeWire   `json:"changed" doc:"How the week has become another since you knew it, by what was noted of you; null where it has not. It is told until DELETE /plan/change. What PUT changes you know."`
}

// WeekChangeWire is why a week has become another, and what is different.
type WeekChangeWire struct {
	Because []string `json:"because" doc:"Behind \"because\"; empty where Spotter itself plans otherwise now." example:"[\"you noted: knee\"]"`
	What    []string `json:"what" doc:"Sentences." example:"[\"Full body A: Box squat in place of Goblet squat.\"]"`
}

// PlanDayWire is one session.
type PlanDayWire struct {
	Date      string             `json:"date" format:"date"`
	Title     string             `json:"title" example:"Full body A"`
	Done      bool               `json:"done" doc:"It was ticked off, as a whole or with its last exercise."`
	DoneAt    *time.Time         `json:"done_at"`
	Note      *string            `json:"note" doc:"Of the workout that is logged with it."`
	Logged    []SetWire          `json:"logged" doc:"All that is logged with it, in its order, of exercises that it does not ask for, too."`
	Minutes   int                `json:"minutes" doc:"That it takes, with its warm-up." example:"42"`
	WarmUp    int                `json:"warm_up" doc:"Minutes." example:"5"`
	Exercises []PlanExerciseWire `json:"exercises"`
}

// PlanExerciseWire is an exercise of a session.
type PlanExerciseWire struct {
	Exercise    string        `json:"exercise" doc:"The slug." example:"goblet-squat"`
	Name        string        `json:"name" example:"Goblet squat"`
	Pattern     string        `json:"pattern" example:"squat"`
	Counted     string        `json:"counted" enum:"reps,seconds,minutes" doc:"What a person counts: minutes are told as seconds, too." example:"reps"`
	Weighted    bool          `json:"weighted" doc:"It is done with a weight that is chosen."`
	Done        bool          `json:"done" doc:"It was ticked off: something of it is logged with the day."`
	Logged      []SetWire     `json:"logged" doc:"What is logged of it with the day, in its order."`
	Sets        int           `json:"sets" example:"3"`
	Reps        *BoundsWire   `json:"reps" doc:"Null where the time counts."`
	Seconds     *BoundsWire   `json:"seconds" doc:"Null where the repetitions count."`
	EachSide    bool          `json:"each_side" doc:"The repetitions or seconds are for each side."`
	RestSeconds BoundsWire    `json:"rest_seconds"`
	LoadKG      *float64      `json:"load_kg" doc:"Proposed from the log; null while nothing is logged, and without a weight." example:"16"`
	LoadPercent *BoundsWire   `json:"load_percent" doc:"Percent of the one-repetition maximum, for whoever knows theirs; null without a weight."`
	Effort      *float64      `json:"effort" doc:"RPE: 10 leaves no repetition in reserve, 7 three. Null where it does not apply." example:"7"`
	Cue         string        `json:"cue" doc:"How to do it."`
	Muscles     []string      `json:"muscles" doc:"Those that lead."`
	Easier      *ExerciseWire `json:"easier" doc:"A form to go back to that suits; null is none."`
	Harder      *ExerciseWire `json:"harder" doc:"A form to go on to that suits; null is none."`
}

// BoundsWire is two whole numbers, the same where one is meant.
type BoundsWire struct {
	Low  int `json:"low" example:"8"`
	High int `json:"high" example:"8"`
}

// ExerciseWire names an exercise.
type ExerciseWire struct {
	Exercise string `json:"exercise" example:"bodyweight-squat"`
	Name     string `json:"name" example:"Bodyweight squat"`
}

// PlannedWeekWire is what a week of the cycle asks for.
type PlannedWeekWire struct {
	Week int    `json:"week" example:"1"`
	Easy bool   `json:"easy"`
	Sets int    `json:"sets" doc:"Of lifting." example:"36"`
	What string `json:"what" example:"36 sets of lifting, such as goblet squat 2×10, each set with 4 repetitions left."`
}

func planOf(w coach.Week) PlanWire {
	out := PlanWire{
		ID: w.Plan.ID, CreatedAt: w.Plan.CreatedAt.UTC().Truncate(time.Microsecond), Goal: string(w.Goal), Level: string(w.Level),
		Minutes: w.Minutes, DaysPerWeek: w.DaysPerWeek, Equipment: w.Equipment, Weekdays: weekdaysOf(w.Plan.Choices), Week: w.Number, Weeks: w.Weeks,
		EasyWeek: w.Easy, StartsOn: dateOf(w.CycleBegan), Days: make([]PlanDayWire, len(w.Days)), Notes: w.Notes, Sources: citedOf(w.Sources),
	}
	for i, d := range w.Days {
		out.Days[i] = planDayOf(d)
	}
	for _, p := range w.Progression {
		out.Progression = append(out.Progression, PlannedWeekWire{p.Number, p.Easy, p.Sets, p.What})
	}
	if c := w.Changed; c != nil {
		out.Changed = &WeekChangeWire{append([]string{}, c.Because...), c.What}
	}
	return out
}

func weekdaysOf(c coach.PlanChoices) []string {
	names := []string{}
	for _, day := range c.Weekdays {
		names = append(names, foldASCII(day.String()))
	}
	return names
}

func planDayOf(d coach.PlannedDay) PlanDayWire {
	out := PlanDayWire{Date: dateOf(d.Date), Title: d.Title, Minutes: d.Minutes, WarmUp: d.WarmUp, Note: known(d.Note), Logged: setsOf(d.Kept), Exercises: make([]PlanExerciseWire, len(d.Exercises))}
	if !d.DoneAt.IsZero() {
		at := d.DoneAt.UTC().Truncate(time.Microsecond)
		out.Done, out.DoneAt = true, &at
	}
	for i, e := range d.Exercises {
		out.Exercises[i] = planExerciseOf(e)
	}
	return out
}

func planExerciseOf(e coach.PlannedExercise) PlanExerciseWire {
	out := PlanExerciseWire{
		Exercise: e.Exercise.Slug, Name: e.Exercise.Name, Pattern: string(e.Exercise.Pattern), Sets: e.Dose.Sets, EachSide: e.Exercise.EachSide,
		RestSeconds: BoundsWire{e.Rest, e.Rest}, LoadKG: known(e.LoadKG), Effort: known(e.Dose.RPE), Cue: e.Exercise.Cue, Muscles: []string{},
		Easier: formOf(e.Easier), Harder: formOf(e.Harder), Counted: string(e.Exercise.Counted), Weighted: e.Exercise.TakesWeight(),
		Done: len(e.Logged) > 0, Logged: setsOf(e.Logged),
	}
	if reps := e.Reps(); reps > 0 {
		out.Reps = &BoundsWire{reps, reps}
	}
	if seconds := e.Seconds(); seconds > 0 {
		out.Seconds = &BoundsWire{seconds, seconds}
	}
	if low, high, ok := e.LoadPercent(); ok {
		out.LoadPercent = &BoundsWire{low, high}
	}
	for _, m := range e.Exercise.Primary {
		out.Muscles = append(out.Muscles, string(m))
	}
	return out
}

func formOf(e *coach.Exercise) *ExerciseWire {
	if e == nil {
		return nil
	}
	return &ExerciseWire{e.Slug, e.Name}
}

type planReply struct{ Body PlanWire }

type weekRequest struct {
	Today string `query:"today" maxLength:"10" doc:"The day it is where you are, YYYY-MM-DD: yesterday, today or tomorrow in UTC; what is further off counts as the nearest of them. Left out, it is UTC's." example:"2026-01-31"`
}

func (s *Server) plan(ctx context.Context, in *weekRequest) (*planReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	w, err := s.weekOn(ctx, p, in.Today)
	if err != nil {
		return nil, err
	}
	return &planReply{planOf(w)}, nil
}

// weekOn is the week of a day as a client writes it; "" is UTC's today.
func (s *Server) weekOn(ctx context.Context, p coach.Person, today string) (coach.Week, error) {
	if today == "" {
		return s.Training.Plan(ctx, uid(ctx), p)
	}
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		p := newProblem(ctx, http.StatusUnprocessableEntity, codeOf(http.StatusUnprocessableEntity), sentenceOf(http.StatusUnprocessableEntity))
		p.Errors = []FieldProblem{{"query.today", "Write the date as YYYY-MM-DD, such as 2026-01-31."}}
		return coach.Week{}, p
	}
	return s.Training.PlanOn(ctx, uid(ctx), p, day)
}

type planRequest struct {
	Body struct {
		DaysPerWeek Maybe[int]      `json:"days_per_week,omitzero" required:"false" minimum:"1" maximum:"7" example:"3" doc:"Null goes back to the profile, here as in goal and equipment."`
		Minutes     Maybe[int]      `json:"minutes,omitzero" required:"false" minimum:"10" maximum:"180" example:"45" doc:"Of a session, with its warm-up; null goes back to 45."`
		Goal        Maybe[string]   `json:"goal,omitzero" required:"false" enum:"strength,muscle,fat_loss,endurance,health" example:"health"`
		Equipment   Maybe[[]string] `json:"equipment,omitzero" required:"false" doc:"Words of the exercise catalogue; [] is none."`
		Weekdays    Maybe[[]string] `json:"weekdays,omitzero" required:"false" doc:"The days to train on, such as monday; they decide how many. Null or [] spreads them evenly, and goes back to as many as the profile says unless days_per_week says another number."`
		StartOver   bool            `json:"start_over,omitempty" doc:"Forget what was chosen before, and begin with week 1."`
		Swap        *SwapRequest    `json:"swap,omitempty" doc:"Another exercise on a day of this week, and on the same day of the weeks to come."`
	}
}

// SwapRequest is another exercise for one of a day.
type SwapRequest struct {
	Date     string `json:"date" format:"date" doc:"A day of the plan."`
	Exercise string `json:"exercise" doc:"One of that day: slug, name or alias."`
	For      string `json:"for,omitempty" doc:"easier, harder, or an exercise that suits; left out, the next best."`
}

func (s *Server) changePlan(ctx context.Context, in *planRequest) (*planReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	b := in.Body
	change := coach.PlanChange{DaysPerWeek: b.DaysPerWeek.ifSet(), Minutes: b.Minutes.ifSet(), Weekdays: b.Weekdays.ifSet(), StartOver: b.StartOver}
	change.Equipment = b.Equipment.ifSet()
	if goal := b.Goal.ifSet(); goal != nil {
		change.Goal = (*coach.Goal)(goal)
	}
	if b.Swap != nil {
		change.Swap = &coach.SwapWish{Date: b.Swap.Date, Exercise: b.Swap.Exercise, For: b.Swap.For}
	}
	w, err := s.Training.ChangePlan(ctx, uid(ctx), p, change)
	if err != nil {
		return nil, err
	}
	return &planReply{planOf(w)}, nil
}

func (s *Server) knowWeek(ctx context.Context, _ *struct{}) (*struct{}, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	return nil, s.Training.KnowWeek(ctx, uid(ctx), p)
}

// ifSet is the value, the zero one for null, or nil where the field was absent.
func (m Maybe[T]) ifSet() *T {
	if !m.Set {
		return nil
	}
	return &m.Value
}
