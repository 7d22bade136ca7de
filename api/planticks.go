package api

import (
	"context"

	"spotter/coach"
)

type tickRequest struct {
	Date string `path:"date" maxLength:"10" doc:"A day of the plan that has come, YYYY-MM-DD: tomorrow in UTC is today in the east." example:"2026-01-31"`
	Body *struct {
		Sets *[]SetRequest `json:"sets,omitempty" nullable:"true" doc:"What was done, up to 100 sets, to log as the day's workout in place of what is logged with it. Left out, what is not logged of the day yet is logged as it is planned; [] logs nothing."`
		Note *string       `json:"note,omitempty" nullable:"true" doc:"Of the workout that is logged, at most 500 characters."`
	}
}

// TickedDayWire is a session that was ticked off.
type TickedDayWire struct {
	PlanDayWire
	Workout *LoggedWorkout `json:"workout" doc:"Everything that is logged with the day, and what follows; null is nothing."`
}

type tickReply struct{ Body TickedDayWire }

func (s *Server) tick(ctx context.Context, in *tickRequest) (*tickReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	var done coach.WorkoutEntry
	if b := in.Body; b != nil {
		done.Note = said(b.Note)
		if b.Sets != nil {
			done.Sets = entriesOf(*b.Sets)
		}
	}
	return tickedOf(s.Training.Tick(ctx, uid(ctx), p, in.Date, done))
}

func tickedOf(day coach.TickedDay, err error) (*tickReply, error) {
	if err != nil {
		return nil, err
	}
	out := &tickReply{TickedDayWire{PlanDayWire: planDayOf(day.PlannedDay)}}
	if day.Logged != nil {
		logged := loggedOf(*day.Logged)
		out.Body.Workout = &logged
	}
	return out, nil
}

type keepDayRequest struct {
	Date string `path:"date" maxLength:"10" doc:"A day of the plan that has come, YYYY-MM-DD." example:"2026-01-31"`
	Body struct {
		Done bool         `json:"done" doc:"It is ticked off." example:"true"`
		Sets []SetRequest `json:"sets" doc:"All that is logged with it, up to 100 sets, in their order; [] is nothing."`
		Note *string      `json:"note,omitempty" nullable:"true" doc:"Of the workout that is logged, at most 500 characters."`
	}
}

func (s *Server) keepDay(ctx context.Context, in *keepDayRequest) (*tickReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	kept := coach.WorkoutEntry{Sets: entriesOf(in.Body.Sets), Note: said(in.Body.Note)}
	return tickedOf(s.Training.KeepDay(ctx, uid(ctx), p, in.Date, in.Body.Done, kept))
}

type untickRequest struct {
	Date string `path:"date" maxLength:"10" doc:"A day of the plan, YYYY-MM-DD." example:"2026-01-31"`
}

func (s *Server) untick(ctx context.Context, in *untickRequest) (*struct{}, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	return nil, s.Training.Untick(ctx, uid(ctx), p, in.Date)
}

type tickExerciseRequest struct {
	Date     string `path:"date" maxLength:"10" doc:"A day of the plan, YYYY-MM-DD." example:"2026-01-31"`
	Exercise string `path:"exercise" maxLength:"100" doc:"An exercise of that day: slug, name or alias." example:"goblet-squat"`
	Body     *struct {
		Sets *[]SetRequest `json:"sets,omitempty" nullable:"true" doc:"What was done of it, 1 to 100 sets, in place of what is logged of it with the day. Left out, its sets are logged as planned, unless some are."`
	}
}

func (s *Server) tickExercise(ctx context.Context, in *tickExerciseRequest) (*tickReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	var sets []coach.SetEntry
	if in.Body != nil && in.Body.Sets != nil {
		sets = entriesOf(*in.Body.Sets)
	}
	return tickedOf(s.Training.TickExercise(ctx, uid(ctx), p, in.Date, in.Exercise, sets))
}

type untickExerciseRequest struct {
	Date     string `path:"date" maxLength:"10" doc:"A day of the plan, YYYY-MM-DD." example:"2026-01-31"`
	Exercise string `path:"exercise" maxLength:"100" doc:"An exercise of that day: slug, name or alias." example:"goblet-squat"`
}

func (s *Server) untickExercise(ctx context.Context, in *untickExerciseRequest) (*struct{}, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	return nil, s.Training.UntickExercise(ctx, uid(ctx), p, in.Date, in.Exercise)
}
