package api

import (
	"context"
	"time"

	"spotter/coach"
)

// ExportedPlan is what is stored of a plan: the rest follows from the profile and the
// log.
type ExportedPlan struct {
	ID          string            `json:"id" format:"uuid"`
	CreatedAt   time.Time         `json:"created_at"`
	StartsOn    string            `json:"starts_on" format:"date"`
	DaysPerWeek *int              `json:"days_per_week" doc:"Null is that of the profile, here as below."`
	Minutes     *int              `json:"minutes"`
	Goal        *string           `json:"goal" enum:"strength,muscle,fat_loss,endurance,health"`
	Equipment   *[]string         `json:"equipment"`
	Weekdays    []string          `json:"weekdays"`
	Swaps       []ExportedSwap    `json:"swaps"`
	Done        []ExportedDoneDay `json:"done" doc:"The days that were ticked off."`
	Known       *ExportedWeek     `json:"known" doc:"The week as it was last known, and what it was made of; null is none."`
}

// ExportedWeek is what a change of the week is told by.
type ExportedWeek struct {
	DaysPerWeek int               `json:"days_per_week"`
	Minutes     int               `json:"minutes"`
	Level       string            `json:"level"`
	Goal        string            `json:"goal"`
	Age         *int              `json:"age"`
	Equipment   []string          `json:"equipment"`
	Careful     []string          `json:"careful" doc:"Joints and conditions that the week had regard to."`
	Sessions    []ExportedSession `json:"sessions"`
}

// ExportedSession is the exercises of one session of such a week.
type ExportedSession struct {
	Title     string   `json:"title"`
	Exercises []string `json:"exercises"`
}

// ExportedSwap is another exercise on a day of a plan.
type ExportedSwap struct {
	Day      int    `json:"day" doc:"Of the plan, from 1."`
	Exercise string `json:"exercise"`
	For      string `json:"for" doc:"What is done instead."`
}

// ExportedDoneDay is a day that was ticked off.
type ExportedDoneDay struct {
	Date   string    `json:"date" format:"date"`
	DoneAt time.Time `json:"done_at"`
}

// exportTraining adds the plan to an export.
func (s *Server) exportTraining(ctx context.Context, e *Export) error {
	record, err := s.Training.Export(ctx, uid(ctx))
	if err != nil {
		return err
	}
	if record.Plan != nil {
		e.Plan = exportedPlan(*record.Plan, record.Done)
	}
	return nil
}

func exportedPlan(p coach.Plan, done []coach.DoneDay) *ExportedPlan {
	c := p.Choices
	out := &ExportedPlan{
		ID: p.ID, CreatedAt: p.CreatedAt.UTC().Truncate(time.Microsecond), StartsOn: dateOf(p.StartsOn),
		DaysPerWeek: known(c.DaysPerWeek), Minutes: known(c.Minutes), Goal: known(string(c.Goal)), Weekdays: weekdaysOf(c),
		Swaps: []ExportedSwap{}, Done: []ExportedDoneDay{},
	}
	if c.Equipment != nil {
		out.Equipment = &c.Equipment
	}
	for _, swap := range c.Swaps {
		out.Swaps = append(out.Swaps, ExportedSwap{swap.Day + 1, swap.Slug, swap.For})
	}
	for _, d := range done {
		out.Done = append(out.Done, ExportedDoneDay{dateOf(d.Day), d.At.UTC().Truncate(time.Microsecond)})
	}
	out.Known = exportedWeek(p.Known)
	return out
}

func exportedWeek(k coach.KnownWeek) *ExportedWeek {
	if len(k.Sessions) == 0 {
		return nil
	}
	out := &ExportedWeek{
		DaysPerWeek: k.Days, Minutes: k.Minutes, Level: string(k.Level), Goal: string(k.Goal), Age: known(k.Age),
		Equipment: append([]string{}, k.Owned...), Careful: append([]string{}, k.Careful...),
	}
	for _, session := range k.Sessions {
		names := []string{}
		for _, e := range session.Exercises {
			names = append(names, e.Slug)
		}
		out.Sessions = append(out.Sessions, ExportedSession{session.Title, names})
	}
	return out
}
