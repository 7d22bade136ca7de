package store

import (
	"fmt"

	"github.com/go-json-experiment/json"

	"spotter/account"
)

// profileText is a profile as it stands in its column. It is one text, and not
// a column a field, because a read of a person pays for each column, and nobody
// searches by what is in it.
type profileText struct {
	FirstName        string    `json:"first_name,omitzero"`
	LastName         string    `json:"last_name,omitzero"`
	Age              int       `json:"age,omitzero"`
	Gender           string    `json:"gender,omitzero"`
	Level            string    `json:"level,omitzero"`
	Goal             string    `json:"goal,omitzero"`
	Equipment        *[]string `json:"equipment,omitzero"` // null is unknown, [] is none
	DaysPerWeek      int       `json:"days_per_week,omitzero"`
	RestingHeartRate int       `json:"resting_heart_rate,omitzero"`
	WeightKG         float64   `json:"weight_kg,omitzero"`
	HeightCM         float64   `json:"height_cm,omitzero"`
	Injuries         string    `json:"injuries,omitzero"`
}

func writeProfile(p account.Profile) (string, error) {
	t := profileText{
		FirstName: p.FirstName, LastName: p.LastName, Age: p.Age, Gender: p.Gender, Level: p.Level, Goal: p.Goal,
		DaysPerWeek: p.DaysPerWeek, RestingHeartRate: p.RestingHeartRate, WeightKG: p.WeightKG, HeightCM: p.HeightCM,
		Injuries: p.Injuries,
	}
	if p.Equipment != nil {
		t.Equipment = &p.Equipment
	}
	// U+0000 would be hidden by its escape: PostgreSQL's JSON cannot hold it.
	texts := []any{p.FirstName, p.LastName, p.Gender, p.Level, p.Goal, p.Injuries}
	for _, word := range p.Equipment {
		texts = append(texts, word)
	}
	if err := checkTexts(texts); err != nil {
		return "", err
	}
	text, err := json.Marshal(t)
	return string(text), err
}

func readProfile(text []byte) (account.Profile, error) {
	var t profileText
	if err := json.Unmarshal(text, &t); err != nil {
		return account.Profile{}, fmt.Errorf("a stored profile cannot be read: %w", err)
	}
	p := account.Profile{
		FirstName: t.FirstName, LastName: t.LastName, Age: t.Age, Gender: t.Gender, Level: t.Level, Goal: t.Goal,
		DaysPerWeek: t.DaysPerWeek, RestingHeartRate: t.RestingHeartRate, WeightKG: t.WeightKG, HeightCM: t.HeightCM,
		Injuries: t.Injuries,
	}
	if t.Equipment != nil {
		p.Equipment = *t.Equipment
	}
	return p, nil
}
