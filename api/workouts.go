package api

import (
	"context"
	"math"
	"strings"
	"time"

	"spotter/coach"
)

// WorkoutWire is a workout on the wire.
type WorkoutWire struct {
	ID            string    `json:"id" format:"uuid"`
	Date          string    `json:"date" format:"date" example:"2026-01-31"`
	Sets          []SetWire `json:"sets" doc:"In their order."`
	Note          *string   `json:"note" example:"Slept badly."`
	FromMessageID *string   `json:"from_message_id" format:"uuid" doc:"The message to the coach that told of it; null where none did."`
	Planned       bool      `json:"planned" doc:"It was logged with a day of the plan: to delete it takes that tick back."`
	CreatedAt     time.Time `json:"created_at"`
}

// SetWire is a set that was done.
type SetWire struct {
	Exercise string   `json:"exercise" doc:"The slug." example:"bench-press"`
	Name     string   `json:"name" example:"Barbell bench press"`
	Reps     *int     `json:"reps" doc:"Null where only the time counts." example:"8"`
	Seconds  *int     `json:"seconds" doc:"Null where only the repetitions count."`
	WeightKG *float64 `json:"weight_kg" doc:"Null is the body alone." example:"60"`
	RPE      *float64 `json:"rpe" doc:"Effort from 1 to 10, where 10 leaves no repetition in reserve." example:"8"`
}

func workoutOf(w coach.Workout) WorkoutWire {
	out := WorkoutWire{
		ID: w.ID, Date: dateOf(w.Day), Sets: setsOf(w.Sets), Note: known(w.Note),
		FromMessageID: known(w.QuestionID), CreatedAt: w.CreatedAt.UTC().Truncate(time.Microsecond), Planned: w.Planned,
	}
	return out
}

func setsOf(sets []coach.LoggedSet) []SetWire {
	out := make([]SetWire, len(sets))
	for i, s := range sets {
		out[i] = SetWire{
			Exercise: s.Slug, Name: coach.ExerciseName(s.Slug), Reps: known(s.Reps), Seconds: known(s.Seconds),
			WeightKG: known(s.Weight), RPE: known(s.RPE),
		}
	}
	return out
}

// dateOf writes the date of a day.
func dateOf(day time.Time) string { return day.Format(time.DateOnly) }

// SetRequest is a set to log.
type SetRequest struct {
	Exercise string   `json:"exercise" doc:"A slug, a name or an alias of the catalogue." example:"bench press"`
	Reps     *int     `json:"reps,omitempty" nullable:"true" doc:"1 to 100; needed unless the exercise is counted in time." example:"8"`
	WeightKG *float64 `json:"weight_kg,omitempty" nullable:"true" doc:"0 to 600; 0 or left out is the body alone, and read back as null." example:"60"`
	Seconds  *int     `json:"seconds,omitempty" nullable:"true" doc:"1 to 36,000; needed where the exercise is counted in time: a plank, a run."`
	RPE      *float64 `json:"rpe,omitempty" nullable:"true" doc:"1 to 10; left out where it is not known." example:"8"`
}

func entriesOf(sets []SetRequest) []coach.SetEntry {
	out := make([]coach.SetEntry, len(sets))
	for i, s := range sets {
		out[i] = coach.SetEntry{Exercise: s.Exercise, Reps: said(s.Reps), Seconds: said(s.Seconds), WeightKG: said(s.WeightKG), RPE: said(s.RPE), HasRPE: s.RPE != nil}
	}
	return out
}

type workoutRequest struct {
	Key  string `header:"Idempotency-Key" maxLength:"100" doc:"A name of your own for this request, such as a random UUID. Sent again with it, after a lost answer, nothing more is logged, and the answer is what was logged the first time." example:"0b5f7a52-6c0e-4e0c-9a55-0c2f8f0b8e1d"`
	Body struct {
		Date string       `json:"date" doc:"The day it was done, YYYY-MM-DD: from 1970 on, and no later than tomorrow in UTC." example:"2026-01-31"`
		Sets []SetRequest `json:"sets" doc:"1 to 100, in their order."`
		Note *string      `json:"note,omitempty" nullable:"true" doc:"At most 500 characters." example:"Slept badly."`
	}
}

// LoggedWorkout is a workout that was just logged, and what follows from it.
type LoggedWorkout struct {
	WorkoutWire
	Next    []NextWire   `json:"next" doc:"What to do of each exercise the next time."`
	Records []RecordWire `json:"records" doc:"Where it beat what was logged before; what was not beaten is null."`
}

// NextWire is the next session of an exercise.
type NextWire struct {
	Exercise string   `json:"exercise" example:"bench-press"`
	Name     string   `json:"name" example:"Barbell bench press"`
	Move     string   `json:"move" enum:"raise,add reps,keep,take easy" example:"keep"`
	WeightKG *float64 `json:"weight_kg" doc:"Null is the body alone." example:"60"`
	Reps     int      `json:"reps" example:"12"`
}

type loggedReply struct{ Body LoggedWorkout }

func (s *Server) logWorkout(ctx context.Context, in *workoutRequest) (*loggedReply, error) {
	p, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	logged, err := s.Training.Log(ctx, uid(ctx), p, coach.WorkoutEntry{Date: in.Body.Date, Sets: entriesOf(in.Body.Sets), Note: said(in.Body.Note), RequestKey: in.Key})
	if err != nil {
		return nil, err
	}
	return &loggedReply{loggedOf(logged)}, nil
}

func loggedOf(l coach.Logged) LoggedWorkout {
	out := LoggedWorkout{WorkoutWire: workoutOf(l.Workout), Next: []NextWire{}, Records: recordsOf(l.Records)}
	for _, n := range l.Next {
		out.Next = append(out.Next, NextWire{n.Exercise.Slug, n.Exercise.Name, n.Move, known(n.WeightKG), n.Reps})
	}
	return out
}

// said is the zero value for what was left out.
func said[T any](v *T) T {
	if v == nil {
		var unsaid T
		return unsaid
	}
	return *v
}

type workoutsRequest struct {
	Cursor string `query:"cursor" maxLength:"512" doc:"The next_cursor of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

// WorkoutPage is a page of a list.
type WorkoutPage struct {
	Items      []WorkoutWire `json:"items" doc:"The latest day first, and of a day what was told last."`
	NextCursor *string       `json:"next_cursor" doc:"Behind which the next page begins; null on the last."`
}

type workoutsReply struct{ Body WorkoutPage }

const workoutList = "workouts"

func (s *Server) workouts(ctx context.Context, in *workoutsRequest) (*workoutsReply, error) {
	place, err := s.placeOf(ctx, workoutList, in.Cursor)
	if err != nil {
		return nil, err
	}
	page := coach.WorkoutPage{Most: in.Limit + 1}
	if day, id, found := strings.Cut(place, " "); found {
		if page.Before, err = time.Parse(time.DateOnly, day); err != nil {
			return nil, err
		}
		page.BeforeID = id
	}
	list, err := s.Training.List(ctx, uid(ctx), page)
	if err != nil {
		return nil, err
	}
	out := &workoutsReply{WorkoutPage{Items: []WorkoutWire{}}}
	for i, w := range list {
		if i == in.Limit {
			last := list[i-1]
			out.Body.NextCursor = s.cursorOf(last.UID, workoutList, dateOf(last.Day)+" "+last.ID)
			break
		}
		out.Body.Items = append(out.Body.Items, workoutOf(w))
	}
	return out, nil
}

type workoutIDRequest struct {
	ID string `path:"id" maxLength:"64" doc:"The id of a workout of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
}

func (s *Server) deleteWorkout(ctx context.Context, in *workoutIDRequest) (*struct{}, error) {
	return nil, s.Training.Delete(ctx, uid(ctx), in.ID)
}

// trainee is who asks, without their log: Training reads what it needs.
func (s *Server) trainee(ctx context.Context) (coach.Person, error) {
	p, err := s.Accounts.Person(ctx, uid(ctx))
	if err != nil {
		return coach.Person{}, err
	}
	return s.Conversations.Remember(ctx, p.UID, personOf(p))
}

// tenth rounds a figure for display.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }
