package api_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestMeAnswersTheUser(t *testing.T) {
	s := newServer(t)
	registered := s.account(t, ada)
	me := s.send(t, "GET /me", bearer(s.login(t, ada).access)).object(t, 200)
	wantMembers(t, me, userMembers...)
	if !reflect.DeepEqual(me, registered) {
		t.Errorf("me %v, registered as %v", me, registered)
	}
}

func TestPatchChangesWhatIsSentAndNothingElse(t *testing.T) {
	s := newServer(t)
	tokens := s.member(t, ada)
	patch := func(body string) map[string]any {
		t.Helper()
		return s.send(t, "PATCH /me", bearer(tokens.access), jsonText(body)).object(t, 200)
	}
	before := patch(`{"age": 36, "gender": "other", "level": "expert", "first_name": "Ada", "last_name": "Lovelace", "goal": "fat_loss",
		"equipment": ["barbell", "bench"], "days_per_week": 7, "resting_heart_rate": 55, "weight_kg": 61.5, "height_cm": 170, "injuries": "knee\n\tleft"}`)
	wantMembers(t, before, userMembers...)
	for name, want := range map[string]any{
		"age": 36.0, "goal": "fat_loss", "days_per_week": 7.0, "resting_heart_rate": 55.0, "weight_kg": 61.5, "height_cm": 170.0,
		"injuries": "knee\n\tleft", "level": "expert", "gender": "other",
	} {
		if before[name] != want {
			t.Errorf("%s: %v, want %v", name, before[name], want)
		}
	}
	after := patch(`{"age": 37}`)
	before["age"] = 37.0
	if !reflect.DeepEqual(after, before) {
		t.Errorf("after a change of the age: %v, want %v", after, before)
	}
	if same := patch(`{}`); !reflect.DeepEqual(same, before) {
		t.Errorf("after no change: %v, want %v", same, before)
	}
	if me := s.send(t, "GET /me", bearer(tokens.access)).object(t, 200); !reflect.DeepEqual(me, before) {
		t.Errorf("kept %v, answered %v", me, before)
	}
}

func TestPatchNullClears(t *testing.T) {
	s := newServer(t)
	tokens := s.member(t, ada)
	set := `{"age": 36, "gender": "other", "level": "expert", "first_name": "Ada", "last_name": "Lovelace", "goal": "fat_loss",
		"equipment": ["barbell"], "days_per_week": 7, "resting_heart_rate": 55, "weight_kg": 61.5, "height_cm": 170, "injuries": "knee"}`
	s.send(t, "PATCH /me", bearer(tokens.access), jsonText(set)).object(t, 200)
	for _, field := range []string{
		"age", "gender", "first_name", "last_name", "goal", "equipment", "days_per_week", "resting_heart_rate", "weight_kg", "height_cm", "injuries",
	} {
		me := s.send(t, "PATCH /me", bearer(tokens.access), jsonText(`{"`+field+`": null}`)).object(t, 200)
		if me[field] != nil {
			t.Errorf("%s is %v after null", field, me[field])
		}
	}
	if me := s.send(t, "PATCH /me", bearer(tokens.access), jsonText(`{"level": null}`)).object(t, 200); me["level"] != "beginner" {
		t.Errorf("level is %v after null, want what everybody starts with", me["level"])
	}
	none := s.send(t, "PATCH /me", bearer(tokens.access), jsonText(`{"equipment": []}`)).object(t, 200)
	if list, ok := none["equipment"].([]any); !ok || len(list) != 0 {
		t.Errorf("equipment %v, want an empty list: that is known to be none", none["equipment"])
	}
}

func TestPatchKeepsTheBounds(t *testing.T) {
	s := newServer(t)
	tokens := s.member(t, ada)
	for field, values := range map[string]struct{ good, bad []any }{
		"age":                {[]any{13, 120}, []any{12, 121, 0, 30.5, "30", false}},
		"days_per_week":      {[]any{1, 7}, []any{0, 8, 3.5, "3"}},
		"resting_heart_rate": {[]any{30, 120}, []any{29, 121, 0, 60.5}},
		"weight_kg":          {[]any{25, 350, 70.5}, []any{24.9, 350.1, 0, "70"}},
		"height_cm":          {[]any{100, 250, 170.5}, []any{99.9, 250.1, 0}},
		"gender":             {[]any{"female", "male", "other"}, []any{"", "FEMALE", "woman", 1}},
		"level":              {[]any{"beginner", "intermediate", "expert"}, []any{"", "pro", 1}},
		"goal":               {[]any{"strength", "muscle", "fat_loss", "endurance", "health"}, []any{"", "speed", 1}},
		"injuries":           {[]any{strings.Repeat("é", 500), "a\tb\nc"}, []any{strings.Repeat("a", 501), "a\u0000b", "a\rb", "a\u007fb", 1}},
		"first_name":         {[]any{"Ada", "Ада"}, []any{"a\u0000b", "a\u001b[31mb", strings.Repeat("a", 101), 1}},
		"last_name":          {[]any{"Lovelace"}, []any{"a\u0000b", strings.Repeat("a", 101), 1}},
		"equipment":          {[]any{[]string{"barbell"}, []string{}}, []any{"barbell", []any{1}, []string{"bar\u0000bell"}, []string{""}, map[string]any{}}},
	} {
		for _, value := range values.good {
			s.send(t, "PATCH /me", bearer(tokens.access), jsonOf(map[string]any{field: value})).object(t, 200)
		}
		for _, value := range values.bad {
			a := s.send(t, "PATCH /me", bearer(tokens.access), jsonOf(map[string]any{field: value}))
			if a.Status != 422 || !strings.Contains(a.Body, `"location":"body.`+field) {
				t.Errorf("%s %.40q: status %d: %s", field, fmt.Sprint(value), a.Status, a.Body)
			}
		}
	}
}

// TestI4PatchChangesTheProfileAlone and nothing that says who somebody is.
func TestI4PatchChangesTheProfileAlone(t *testing.T) {
	s := newServer(t)
	tokens := s.member(t, ada)
	for _, field := range []string{"uid", "username", "email", "password", "is_verified", "created_at", "role", "version", "Age"} {
		s.send(t, "PATCH /me", bearer(tokens.access), jsonOf(map[string]any{field: "x"})).invalid(t, "body."+field+": There is no such field: leave it out.")
	}
}

// TestPatchesAtOnceAllCount although each reads the profile before it writes.
func TestPatchesAtOnceAllCount(t *testing.T) {
	s := newServer(t)
	tokens := s.member(t, ada)
	changes := map[string]any{"age": 40.0, "days_per_week": 3.0, "goal": "health", "injuries": "none"}
	var all sync.WaitGroup
	for field, value := range changes {
		all.Go(func() {
			if a := s.send(t, "PATCH /me", bearer(tokens.access), jsonOf(map[string]any{field: value})); a.Status != 200 {
				t.Errorf("%s: status %d: %s", field, a.Status, a.Body)
			}
		})
	}
	all.Wait()
	me := s.send(t, "GET /me", bearer(tokens.access)).object(t, 200)
	for field, want := range changes {
		if me[field] != want {
			t.Errorf("%s is %v, want %v", field, me[field], want)
		}
	}
}
