package api

import (
	"context"

	"spotter/coach"
)

// CatalogueExerciseWire is an exercise that can be planned and logged.
type CatalogueExerciseWire struct {
	ExerciseWire
	Aliases  []string `json:"aliases" doc:"What people also call it, in small letters." example:"[\"cup squat\"]"`
	Counted  string   `json:"counted" enum:"reps,seconds,minutes" doc:"What a person counts: minutes are logged as seconds." example:"reps"`
	EachSide bool     `json:"each_side" doc:"The repetitions or seconds are for each side."`
	Weighted bool     `json:"weighted" doc:"It is done with a weight that is chosen."`
}

// Catalogue is every exercise.
type Catalogue struct {
	Items []CatalogueExerciseWire `json:"items" doc:"By name."`
}

type catalogueReply struct{ Body Catalogue }

func (s *Server) exercises(context.Context, *struct{}) (*catalogueReply, error) {
	out := &catalogueReply{Catalogue{Items: []CatalogueExerciseWire{}}}
	for _, e := range coach.Exercises() {
		out.Body.Items = append(out.Body.Items, CatalogueExerciseWire{
			ExerciseWire{e.Slug, e.Name}, append([]string{}, e.Aliases...), string(e.Counted), e.EachSide, e.TakesWeight(),
		})
	}
	return out, nil
}
