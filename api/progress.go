package api

import (
	"context"
	"time"

	"spotter/coach"
)

// ProgressWire is what a log shows. Weeks begin on Monday, and are named by its
// date.
type ProgressWire struct {
	Lifts       []LiftWire        `json:"lifts" doc:"Of the last 52 weeks, those with the most days first."`
	WeeklySets  []MuscleWeekWire  `json:"weekly_sets" doc:"Of the last 12 weeks, the oldest first."`
	DaysTrained []TrainedWeekWire `json:"days_trained" doc:"Of the last 12 weeks, from the first with something logged on; the oldest first."`
	Records     []RecordWire      `json:"records" doc:"Of all time, by exercise."`
	Zones       []HeartRateWire   `json:"heart_rate_zones" doc:"By each formula that applies; empty while the age is not known."`
	Missing     []string          `json:"missing" doc:"Fields of the profile that would tell more: PATCH /me." example:"[\"age\"]"`
}

// LiftWire is the best estimated maximum of an exercise on each day.
type LiftWire struct {
	Exercise string      `json:"exercise" example:"bench-press"`
	Name     string      `json:"name" example:"Barbell bench press"`
	Points   []PointWire `json:"points" doc:"The oldest first."`
}

// PointWire is a day of a lift.
type PointWire struct {
	Date   string  `json:"date" format:"date"`
	E1RMKG float64 `json:"e1rm_kg" doc:"Estimated one-repetition maximum by Epley (1985), of sets with a weight and up to 12 repetitions." example:"76"`
}

// MuscleWeekWire is how many sets a muscle had in a week.
type MuscleWeekWire struct {
	Week   string  `json:"week" format:"date" doc:"Its Monday."`
	Muscle string  `json:"muscle" example:"chest"`
	Sets   float64 `json:"sets" doc:"One where the muscle leads, half a one where it helps." example:"9.5"`
}

// TrainedWeekWire is on how many days of a week something was logged.
type TrainedWeekWire struct {
	Week string `json:"week" format:"date" doc:"Its Monday."`
	Days int    `json:"days" example:"3"`
}

// RecordWire is the best of an exercise.
type RecordWire struct {
	Exercise   string   `json:"exercise" example:"bench-press"`
	Name       string   `json:"name" example:"Barbell bench press"`
	Date       string   `json:"date" format:"date" doc:"Of the estimated maximum; without one of the heaviest set, and without a weight of the longest."`
	E1RMKG     *float64 `json:"e1rm_kg" doc:"The highest estimated one-repetition maximum (Epley 1985)." example:"76"`
	HeaviestKG *float64 `json:"heaviest_kg" example:"60"`
	HeaviestOn *string  `json:"heaviest_on" format:"date"`
	Reps       *int     `json:"reps" doc:"The most without a weight."`
	Seconds    *int     `json:"seconds" doc:"The longest without a weight, where the time counts."`
}

func recordsOf(list []coach.BestOf) []RecordWire {
	out := make([]RecordWire, len(list))
	for i, r := range list {
		out[i] = RecordWire{
			Exercise: r.Exercise.Slug, Name: r.Exercise.Name, E1RMKG: known(tenth(r.Maximum)), HeaviestKG: known(r.Heaviest.Weight),
			Reps: known(r.Longest.Reps), Seconds: known(r.Longest.Seconds),
		}
		for _, on := range []time.Time{r.Longest.On, r.Heaviest.On, r.MaximumOn} {
			if !on.IsZero() {
				out[i].Date = dateOf(on)
			}
		}
		if !r.Heaviest.On.IsZero() {
			out[i].HeaviestOn = known(dateOf(r.Heaviest.On))
		}
	}
	return out
}

// HeartRateWire is the heart-rate zones by one formula.
type HeartRateWire struct {
	Formula string       `json:"formula" example:"Tanaka"`
	Method  string       `json:"method" enum:"percent of maximum,heart-rate reserve" doc:"The reserve where the pulse at rest is known." example:"percent of maximum"`
	Maximum int          `json:"maximum" doc:"Estimated, beats per minute." example:"180"`
	Zones   []ZoneWire   `json:"zones" doc:"From the lightest on."`
	Sources []SourceWire `json:"sources"`
}

// ZoneWire is a zone in beats per minute.
type ZoneWire struct {
	Name string `json:"name" example:"moderate"`
	Low  *int   `json:"low" doc:"Null is an open end." example:"115"`
	High *int   `json:"high" example:"137"`
}

func heartRateOf(list []coach.PulseZones) []HeartRateWire {
	out := make([]HeartRateWire, len(list))
	for i, of := range list {
		out[i] = HeartRateWire{Formula: of.Formula, Method: of.Method, Maximum: of.Maximum, Zones: []ZoneWire{}, Sources: citedOf(of.Sources)}
		for _, z := range of.Zones {
			out[i].Zones = append(out[i].Zones, ZoneWire{z.Name, known(z.Low), known(z.High)})
		}
	}
	return out
}

func citedOf(list []coach.Source) []SourceWire { return sourcesOf(coach.Message{Sources: list}) }

type progressReply struct{ Body ProgressWire }

func (s *Server) progress(ctx context.Context, _ *struct{}) (*progressReply, error) {
	person, err := s.trainee(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.Training.Progress(ctx, uid(ctx), person)
	if err != nil {
		return nil, err
	}
	out := &progressReply{ProgressWire{
		Lifts: make([]LiftWire, len(p.Lifts)), WeeklySets: make([]MuscleWeekWire, len(p.WeeklySets)), DaysTrained: make([]TrainedWeekWire, len(p.DaysTrained)),
		Records: recordsOf(p.Records), Zones: heartRateOf(p.Zones), Missing: append([]string{}, p.Missing...),
	}}
	for i, l := range p.Lifts {
		out.Body.Lifts[i] = liftOf(l)
	}
	for i, m := range p.WeeklySets {
		out.Body.WeeklySets[i] = MuscleWeekWire{dateOf(m.Week), m.Muscle, m.Sets}
	}
	for i, d := range p.DaysTrained {
		out.Body.DaysTrained[i] = TrainedWeekWire{dateOf(d.Week), d.Days}
	}
	return out, nil
}

func liftOf(l coach.Lift) LiftWire {
	out := LiftWire{Exercise: l.Exercise.Slug, Name: l.Exercise.Name, Points: make([]PointWire, len(l.Points))}
	for i, p := range l.Points {
		out.Points[i] = PointWire{dateOf(p.On), tenth(p.Kilograms)}
	}
	return out
}
