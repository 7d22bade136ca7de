package api

import (
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"spotter/account"
)

// User is an account on the wire. What is unknown is null.
type User struct {
	UID              string    `json:"uid" format:"uuid" example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	Username         string    `json:"username" example:"testuser"`
	Email            string    `json:"email" example:"testuser@example.com"`
	FirstName        *string   `json:"first_name" example:"Terry"`
	LastName         *string   `json:"last_name" example:"Tester"`
	Age              *int      `json:"age" example:"30"`
	Gender           *string   `json:"gender" enum:"female,male,other" example:"female"`
	Level            string    `json:"level" enum:"beginner,intermediate,expert" example:"beginner"`
	IsVerified       bool      `json:"is_verified" doc:"The e-mail address was proven." example:"false"`
	CreatedAt        time.Time `json:"created_at" example:"2026-01-31T09:30:00Z"`
	Goal             *string   `json:"goal" enum:"strength,muscle,fat_loss,endurance,health" example:"strength"`
	Equipment        *[]string `json:"equipment" doc:"Words of the exercise catalogue; [] is none, null is unknown."`
	DaysPerWeek      *int      `json:"days_per_week" example:"3"`
	RestingHeartRate *int      `json:"resting_heart_rate" doc:"Beats per minute." example:"60"`
	WeightKG         *float64  `json:"weight_kg" example:"70"`
	HeightCM         *float64  `json:"height_cm" example:"175"`
	Injuries         *string   `json:"injuries" example:"left knee"`
}

func userOf(p account.Person) User {
	f := p.Profile
	u := User{
		UID: p.UID, Username: string(p.Username), Email: string(p.Email), Level: f.Level,
		IsVerified: p.Verified, CreatedAt: p.CreatedAt.UTC().Truncate(time.Microsecond),
		FirstName: known(f.FirstName), LastName: known(f.LastName), Age: known(f.Age), Gender: known(f.Gender),
		Goal: known(f.Goal), DaysPerWeek: known(f.DaysPerWeek), RestingHeartRate: known(f.RestingHeartRate),
		WeightKG: known(f.WeightKG), HeightCM: known(f.HeightCM), Injuries: known(f.Injuries),
	}
	if f.Equipment != nil {
		u.Equipment = &f.Equipment
	}
	return u
}

// known returns nil for the zero value, which is what unknown looks like inside.
func known[T comparable](v T) *T {
	var unknown T
	if v == unknown {
		return nil
	}
	return &v
}

// Maybe is a field of a PATCH: absent, null, or a value.
type Maybe[T any] struct {
	Set   bool // the field was there
	Value T    // the zero value for null
}

// UnmarshalJSON implements json.Unmarshaler.
func (m *Maybe[T]) UnmarshalJSON(data []byte) error {
	m.Set = true
	if string(data) == "null" {
		var unknown T
		m.Value = unknown
		return nil
	}
	return json.Unmarshal(data, &m.Value)
}

// Schema implements huma.SchemaProvider.
func (Maybe[T]) Schema(r huma.Registry) *huma.Schema {
	s := *huma.SchemaFromType(r, reflect.TypeFor[T]())
	s.Nullable = true
	return &s
}

func (m Maybe[T]) into(field *T) {
	if m.Set {
		*field = m.Value
	}
}
