package api_test

import (
	"encoding/json"
	"net/http"
	"testing"
)

// FuzzProfile: whatever is sent as a profile is taken or refused with a problem
// that names fields alone; and what is kept is what an honest client could have sent.
func FuzzProfile(f *testing.F) {
	for _, text := range []string{
		`{}`, `{"age": 37}`, `{"age": null, "weight_kg": 61.5}`, `{"age": 12}`, `{"age": 1e1}`, `{"age": "37"}`, `{"first_name": "\u0000"}`, `{"injuries": "knee\n\tleft"}`,
		`{"equipment": ["barbell", "barbell"]}`, `{"equipment": [[]]}`, `{"level": "Expert"}`, `{"uid": "u"}`, `{"goal": {}}`, `[]`, `{"days_per_week": -0}`, `{"height_cm": 1e-400}`,
	} {
		f.Add([]byte(text))
	}
	s := newServer(f)
	access := s.member(f, ada).access
	f.Fuzz(func(t *testing.T, data []byte) {
		a := s.send(t, "PATCH /me", bearer(access), jsonText(string(data)))
		switch a.Status {
		case http.StatusOK:
		case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
			var p struct {
				Detail, Code string
				Errors       []struct{ Location, Message string }
			}
			if err := json.Unmarshal([]byte(a.Body), &p); err != nil || p.Detail == "" || p.Code == "" || len(a.Body) > 64<<10 {
				t.Fatalf("%q is refused with %.1000q", data, a.Body)
			}
			return
		default:
			t.Fatalf("%q is answered with %d %.1000q", data, a.Status, a.Body)
		}
		me := s.send(t, "GET /me", bearer(access)).object(t, 200)
		profile := map[string]any{}
		for _, field := range []string{"age", "gender", "level", "first_name", "last_name", "goal", "equipment", "days_per_week", "resting_heart_rate", "weight_kg", "height_cm", "injuries"} {
			profile[field] = me[field]
		}
		s.send(t, "PATCH /me", bearer(access), jsonOf(profile)).object(t, 200)
	})
}
