package coach_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"spotter/coach"
)

func TestTmpHold(t *testing.T) {
	var set struct {
		Profiles map[string]struct {
			Age int; Gender, Level, Goal, Injuries string
			First string `json:"first_name"`
			W float64 `json:"weight_kg"`
			H float64 `json:"height_cm"`
			R int `json:"resting_heart_rate"`
			D int `json:"days_per_week"`
			Equipment []string
		}
		Items []struct{ ID, Profile string; Turns, Expect []string }
	}
	b, _ := os.ReadFile(os.Getenv("HOLD"))
	if err := json.Unmarshal(b, &set); err != nil { t.Skip(err) }
	for _, it := range set.Items {
		q := set.Profiles[it.Profile]
		p := coach.Person{Name: q.First, Age: q.Age, Gender: coach.Gender(q.Gender), Level: coach.Level(q.Level), Goal: coach.Goal(q.Goal), Injuries: q.Injuries, WeightKG: q.W, HeightCM: q.H, RestingHeartRate: q.R, DaysPerWeek: q.D, Equipment: q.Equipment}
		var a coach.Answer
		for i, text := range it.Turns {
			a = coach.Respond(coach.Question{UID: "u", Person: p, Text: text, State: a.State, ConversationID: "c" + it.ID, Turn: i + 1})
			fmt.Printf("=== %s.%d %s\n%s\n", it.ID, i+1, text, a.Text)
		}
	}
}
