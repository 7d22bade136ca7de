package api_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// aMonday is a clock on the first day of a week, with the whole week to come.
func aMonday() *clock {
	c := newClock()
	c.now = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	return c
}

// trained is a server at noon of a Monday, with somebody of 40 who owns a gym.
func trained(t *testing.T) (*server, tokens, *clock) {
	t.Helper()
	c := aMonday()
	s := newServer(t, on(c))
	own := s.member(t, ada)
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": 40, "gender": "other", "level": "intermediate", "goal": "muscle", "days_per_week": 3,
		"equipment": ["barbell", "bench", "rack", "dumbbell"]}`)).object(t, 200)
	return s, own, c
}

func (s *server) trains(t *testing.T, own tokens, date, sets string) map[string]any {
	t.Helper()
	return s.send(t, "POST /workouts", bearer(own.access), jsonText(`{"date": "`+date+`", "sets": [`+sets+`]}`)).object(t, 201)
}

func TestAWorkoutIsLoggedListedAndDeleted(t *testing.T) {
	s, own, _ := trained(t)
	other := s.member(t, grace)
	const bench = `{"exercise": "Bench Press", "reps": 8, "weight_kg": 60, "rpe": 8}`
	logged := s.trains(t, own, "2026-03-02", bench+`, {"exercise": "plank", "seconds": 45}`)
	wantMembers(t, logged, "id", "date", "sets", "note", "from_message_id", "planned", "created_at", "next", "records")
	sets := logged["sets"].([]any)
	want := map[string]any{"exercise": "bench-press", "name": "Barbell bench press", "reps": 8.0, "seconds": nil, "weight_kg": 60.0, "rpe": 8.0}
	if len(sets) != 2 || !reflect.DeepEqual(sets[0], want) {
		t.Errorf("sets %v, want first %v", sets, want)
	}
	next := logged["next"].([]any)
	if want := map[string]any{"exercise": "bench-press", "name": "Barbell bench press", "move": "keep", "weight_kg": 60.0, "reps": 10.0}; len(next) != 1 || !reflect.DeepEqual(next[0], want) {
		t.Errorf("next %v, want %v", next, want)
	}
	beaten := s.trains(t, own, "2026-03-03", `{"exercise": "bench-press", "reps": 8, "weight_kg": 62.5}`)["records"].([]any)
	if len(beaten) != 1 || beaten[0].(map[string]any)["heaviest_kg"] != 62.5 || beaten[0].(map[string]any)["e1rm_kg"] != 79.2 {
		t.Errorf("records %v, want 62.5 kg and 79.2 kg", beaten)
	}
	s.trains(t, own, "2026-02-27", bench)

	var dates []string
	path := "/workouts?limit=2"
	for path != "" {
		list, cursor := s.items(t, own, path, "date")
		dates = append(dates, list...)
		if path = ""; cursor != nil {
			path = "/workouts?limit=2&cursor=" + cursor.(string)
			s.send(t, "GET "+path, bearer(other.access)).refused(t, 422, "invalid", "")
		}
	}
	if !slices.Equal(dates, []string{"2026-03-03", "2026-03-02", "2026-02-27"}) {
		t.Errorf("listed %v", dates)
	}
	id := logged["id"].(string)
	for _, what := range []string{"DELETE /workouts/" + id, "DELETE /workouts/x"} {
		s.send(t, what, bearer(other.access)).refused(t, 404, "not_found", "There is no such workout among yours: see GET /workouts.")
	}
	if list, _ := s.items(t, other, "/workouts", "id"); len(list) != 0 {
		t.Errorf("another sees %v", list)
	}
	if a := s.send(t, "DELETE /workouts/"+id, bearer(own.access)); a.Status != 204 {
		t.Errorf("status %d: %s", a.Status, a.Body)
	}
	s.send(t, "DELETE /workouts/"+id, bearer(own.access)).refused(t, 404, "not_found", "")
}

func TestAWorkoutIsChecked(t *testing.T) {
	s, own, _ := trained(t)
	for body, want := range map[string]string{
		`{"date": "2026-03-02", "sets": [{"exercise": "bench pres", "reps": 8}]}`:                                             "body.sets[0].exercise",
		`{"date": "2026-03-02", "sets": [{"exercise": "plank", "seconds": 9}, {"exercise": "back-squat", "reps": 0}]}`:        "body.sets[1].reps",
		`{"date": "2026-03-02", "sets": [{"exercise": "back-squat", "reps": 8, "weight_kg": 601}]}`:                           "body.sets[0].weight_kg",
		`{"date": "2026-03-02", "sets": [{"exercise": "back-squat", "reps": 8, "rpe": 0}]}`:                                   "body.sets[0].rpe",
		`{"date": "2026-03-02", "sets": [{"exercise": "back-squat", "reps": 8, "rpe": 10.5}]}`:                                "body.sets[0].rpe",
		`{"date": "2026-03-04", "sets": [{"exercise": "back-squat", "reps": 8}]}`:                                             "body.date",
		`{"date": "2026-03-02", "sets": []}`:                                                                                  "body.sets",
		`{"date": "2026-03-02", "sets": [{"exercise": "back-squat", "reps": 8}], "note": "` + strings.Repeat("a", 501) + `"}`: "body.note",
		`{"date": "2026-03-02", "sets": [{"exercise": "back-squat", "reps": 8, "uid": "x"}]}`:                                 "body.sets[0].uid",
	} {
		s.send(t, "POST /workouts", bearer(own.access), jsonText(body)).invalid(t, want)
	}
	s.send(t, "POST /workouts", bearer(own.access), jsonText(`{"date": "2026-03-02", "sets": [{"exercise": "bench pres", "reps": 8}]}`)).
		invalid(t, "body.sets[0].exercise: There is no exercise of that name: did you mean bench-press?")
}

// TestAllThatIsWrongIsToldAtOnce, each at its place.
func TestAllThatIsWrongIsToldAtOnce(t *testing.T) {
	s, own, _ := trained(t)
	s.send(t, "POST /workouts", bearer(own.access), jsonText(`{"date": "2026-03-04", "note": "`+strings.Repeat("a", 501)+`", "sets": [
		{"exercise": "bench pres", "reps": 8, "weight_kg": 601}, {"exercise": "plank", "seconds": 9}, {"exercise": "back-squat", "reps": 101, "rpe": 11}]}`)).
		invalid(t, "body.date: Use a date from 1970 to today: what is still to come cannot be logged yet.", "body.note", "body.sets[0].exercise", "body.sets[0].weight_kg", "body.sets[2].reps", "body.sets[2].rpe")
	if list, _ := s.items(t, own, "/workouts", "id"); len(list) != 0 {
		t.Errorf("logged %v", list)
	}
}

// TestAWorkoutThatIsSentTwiceIsLoggedOnce, where the request has a name.
func TestAWorkoutThatIsSentTwiceIsLoggedOnce(t *testing.T) {
	s, own, _ := trained(t)
	other := s.member(t, grace)
	post := func(who tokens, key, reps string) answer {
		return s.send(t, "POST /workouts", bearer(who.access), header("Idempotency-Key", key), jsonText(`{"date": "2026-03-02", "sets": [{"exercise": "push-up", "reps": `+reps+`}]}`))
	}
	first := post(own, "one", "9").object(t, 201)
	if again := post(own, "one", "9").object(t, 201); !reflect.DeepEqual(again, first) {
		t.Errorf("%v, then %v", first, again)
	}
	if another, theirs := post(own, "two", "9").object(t, 201), post(other, "one", "8").object(t, 201); another["id"] == first["id"] || theirs["id"] == first["id"] {
		t.Errorf("another request, and another's, is taken for the first: %v, %v", another, theirs)
	}
	post(own, "one", "10").refused(t, 409, "idempotency_key_reused", "")
	post(own, strings.Repeat("k", 101), "9").invalid(t, "header.Idempotency-Key")
	post(own, "no text \xff", "9").invalid(t, "header.Idempotency-Key")
	if list, _ := s.items(t, own, "/workouts", "id"); len(list) != 2 {
		t.Errorf("%d workouts, want 2", len(list))
	}
}

// TestATickIsAWorkoutAndCanBeTakenBack, by its exercises and as a whole; another's
// stays.
func TestATickIsAWorkoutAndCanBeTakenBack(t *testing.T) {
	s := newServer(t, on(aMonday()))
	own, other := s.member(t, ada), s.member(t, grace)
	day := s.send(t, "GET /plan", bearer(own.access)).object(t, 200)["days"].([]any)[0].(map[string]any)
	slug := day["exercises"].([]any)[0].(map[string]any)["exercise"].(string)
	whole := "/plan/days/2026-03-02/done"
	one := "/plan/days/2026-03-02/exercises/" + slug + "/done"
	workouts := func(who tokens) int {
		t.Helper()
		list, _ := s.items(t, who, "/workouts", "id")
		return len(list)
	}
	for _, who := range []tokens{own, other} {
		s.send(t, "POST "+one, bearer(who.access)).object(t, 200)
		ticked := s.send(t, "POST "+whole, bearer(who.access)).object(t, 200)
		if first := ticked["exercises"].([]any)[0].(map[string]any); ticked["done"] != true || first["done"] != true || len(first["logged"].([]any)) == 0 || workouts(who) != 1 {
			t.Errorf("ticked off: %v", ticked)
		}
	}
	for range 2 {
		for _, path := range []string{one, whole} {
			if a := s.send(t, "DELETE "+path, bearer(other.access)); a.Status != 204 {
				t.Errorf("DELETE %s: %d %s", path, a.Status, a.Body)
			}
		}
	}
	if workouts(other) != 0 || workouts(own) != 1 {
		t.Errorf("theirs %d, mine %d", workouts(other), workouts(own))
	}
	for _, path := range []string{"/plan/days/2026-03-03/done", "/plan/days/x/done", "/plan/days/2026-03-02/exercises/spoon/done"} {
		s.send(t, "DELETE "+path, bearer(own.access)).refused(t, 404, "not_found", "")
	}
	s.send(t, "POST /plan/days/2026-03-02/exercises/spoon/done", bearer(own.access)).refused(t, 404, "not_found", "")
	if p := s.send(t, "GET /progress", bearer(own.access)).object(t, 200); len(p["days_trained"].([]any)) != 1 {
		t.Errorf("progress %v", p)
	}
	id, _ := s.items(t, own, "/workouts", "id")
	s.send(t, "DELETE /workouts/"+id[0], bearer(own.access))
	if day := s.send(t, "GET /plan", bearer(own.access)).object(t, 200)["days"].([]any)[0].(map[string]any); day["done"] != false {
		t.Errorf("the workout is deleted, and the day is done: %v", day)
	}
}

// TestATickLogsNothingThatWasNotDone, and drops nothing that was said.
func TestATickLogsNothingThatWasNotDone(t *testing.T) {
	s := newServer(t, on(aMonday()))
	own := s.member(t, ada)
	day := s.send(t, "GET /plan", bearer(own.access)).object(t, 200)["days"].([]any)[0].(map[string]any)
	one := "/plan/days/2026-03-02/exercises/" + day["exercises"].([]any)[0].(map[string]any)["exercise"].(string) + "/done"
	whole := "/plan/days/2026-03-02/done"
	s.send(t, "POST "+one, bearer(own.access), jsonText(`{"sets": []}`)).invalid(t, "body.sets: Log at least one set, or leave sets out to log them as they are planned.")
	many := strings.TrimSuffix(strings.Repeat(`{"exercise": "a"},`, 101), ",")
	s.send(t, "POST "+one, bearer(own.access), jsonText(`{"sets": [`+many+`]}`)).invalid(t, "body.sets: Log at most 100 sets with a day.")
	s.send(t, "POST "+whole, bearer(own.access), jsonText(`{"note": "`+strings.Repeat("a", 501)+`"}`)).invalid(t, "body.note")
	s.send(t, "POST "+whole, bearer(own.access), jsonText(`{"sets": [], "note": "felt good"}`)).invalid(t, "body.note: Log at least one set with a note: it is kept with the workout.")
	if list, _ := s.items(t, own, "/workouts", "id"); len(list) != 0 {
		t.Errorf("logged %v", list)
	}
	if ticked := s.send(t, "POST "+whole, bearer(own.access), jsonText(`{"note": "felt good"}`)).object(t, 200); ticked["note"] != "felt good" || ticked["done"] != true {
		t.Errorf("ticked with a note: %v", ticked)
	}
}

// TestWhatAWeekWasMadeOfIsExportedAndNotKeptLonger than its change is news.
func TestWhatAWeekWasMadeOfIsExportedAndNotKeptLonger(t *testing.T) {
	s, own, _ := trained(t)
	careful := func() any {
		t.Helper()
		s.send(t, "GET /plan", bearer(own.access)).object(t, 200)
		plan := s.send(t, "GET /me/export", bearer(own.access)).object(t, 200)["plan"].(map[string]any)
		return plan["known"].(map[string]any)["careful"]
	}
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"injuries": "left knee"}`)).object(t, 200)
	s.send(t, "DELETE /plan/change", bearer(own.access))
	if c := careful(); !reflect.DeepEqual(c, []any{"knee"}) {
		t.Errorf("careful of %v", c)
	}
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"injuries": null}`)).object(t, 200)
	s.send(t, "DELETE /plan/change", bearer(own.access))
	if c := careful(); !reflect.DeepEqual(c, []any{}) {
		t.Errorf("nothing is wrong any more, and the week is still careful of %v", c)
	}
}

// TestADayIsPutBackInOneRequest, with what it does not ask for, and another's stays.
func TestADayIsPutBackInOneRequest(t *testing.T) {
	s := newServer(t, on(aMonday()))
	own, other := s.member(t, ada), s.member(t, grace)
	const day = "/plan/days/2026-03-02/done"
	dayOf := func(who tokens) map[string]any {
		t.Helper()
		return s.send(t, "GET /plan?today=2026-03-01", bearer(who.access)).object(t, 200)["days"].([]any)[0].(map[string]any)
	}
	body := `{"done": false, "sets": [{"exercise": "plank", "seconds": 45}, {"exercise": "back squat", "reps": 8, "weight_kg": 60, "rpe": 8}], "note": "well"}`
	for range 2 {
		s.send(t, "PUT "+day, bearer(own.access), jsonText(body)).object(t, 200)
		s.send(t, "POST "+day, bearer(other.access)).object(t, 200)
	}
	got := dayOf(own)
	if logged := got["logged"].([]any); got["done"] != false || got["note"] != "well" || len(logged) != 2 || logged[1].(map[string]any)["rpe"] != 8.0 {
		t.Errorf("kept: %v", got)
	}
	if theirs := dayOf(other); theirs["done"] != true || theirs["note"] != nil {
		t.Errorf("another's: %v", theirs)
	}
	s.send(t, "PUT "+day, bearer(own.access), jsonText(`{"done": true, "sets": []}`)).object(t, 200)
	if got := dayOf(own); got["done"] != true || len(got["logged"].([]any)) != 0 {
		t.Errorf("done with nothing: %v", got)
	}
	s.send(t, "PUT "+day, bearer(own.access), jsonText(`{"done": true, "sets": [], "note": "alone"}`)).invalid(t, "body.note")
	s.send(t, "PUT "+day, bearer(own.access), jsonText(`{"done": true}`)).invalid(t, "body.sets")
	s.send(t, "PUT /plan/days/2026-03-03/done", bearer(own.access), jsonText(body)).refused(t, 404, "not_found", "")
	s.send(t, "GET /plan?today=monday", bearer(own.access)).invalid(t, "query.today")
}

func TestAChangedWeekIsToldUntilItIsKnown(t *testing.T) {
	s, own, _ := trained(t)
	s.send(t, "DELETE /plan/change", bearer(own.access)).refused(t, 404, "not_found", "")
	changed := func() any {
		t.Helper()
		return s.send(t, "GET /plan", bearer(own.access)).object(t, 200)["changed"]
	}
	if c := changed(); c != nil {
		t.Errorf("a first week has changed: %v", c)
	}
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"injuries": "left knee"}`)).object(t, 200)
	c, ok := changed().(map[string]any)
	if !ok || !reflect.DeepEqual(c["because"], []any{"you noted: knee"}) || len(c["what"].([]any)) == 0 {
		t.Errorf("changed: %v", c)
	}
	for range 2 {
		if a := s.send(t, "DELETE /plan/change", bearer(own.access)); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	}
	if c := changed(); c != nil {
		t.Errorf("known, and told: %v", c)
	}
}

func TestTheCatalogueSaysWhatIsCounted(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	items := s.send(t, "GET /exercises", bearer(own.access)).object(t, 200)["items"].([]any)
	for _, item := range items {
		e := item.(map[string]any)
		switch e["exercise"] {
		case "plank":
			if e["counted"] != "seconds" || e["weighted"] != false {
				t.Errorf("%v", e)
			}
		case "goblet-squat":
			if e["counted"] != "reps" || e["weighted"] != true {
				t.Errorf("%v", e)
			}
		}
	}
	if len(items) < 100 {
		t.Errorf("%d exercises", len(items))
	}
}

func TestProgressOverHTTP(t *testing.T) {
	s, own, _ := trained(t)
	empty := s.send(t, "GET /progress", bearer(own.access)).object(t, 200)
	wantMembers(t, empty, "lifts", "weekly_sets", "days_trained", "records", "heart_rate_zones", "missing")
	for _, name := range []string{"lifts", "weekly_sets", "days_trained", "records"} {
		if list, ok := empty[name].([]any); !ok || len(list) != 0 {
			t.Errorf("%s of nothing is %v", name, empty[name])
		}
	}
	s.trains(t, own, "2026-03-02", `{"exercise": "bench press", "reps": 8, "weight_kg": 60}, {"exercise": "bench press", "reps": 8, "weight_kg": 55}`)
	p := s.send(t, "GET /progress", bearer(own.access)).object(t, 200)
	for name, want := range map[string]any{
		"lifts":        []any{map[string]any{"exercise": "bench-press", "name": "Barbell bench press", "points": []any{map[string]any{"date": "2026-03-02", "e1rm_kg": 76.0}}}},
		"days_trained": []any{map[string]any{"week": "2026-03-02", "days": 1.0}},
		"weekly_sets": []any{
			map[string]any{"week": "2026-03-02", "muscle": "chest", "sets": 2.0},
			map[string]any{"week": "2026-03-02", "muscle": "shoulders", "sets": 1.0},
			map[string]any{"week": "2026-03-02", "muscle": "triceps", "sets": 2.0},
		},
		"records": []any{map[string]any{
			"exercise": "bench-press", "name": "Barbell bench press", "date": "2026-03-02", "e1rm_kg": 76.0, "heaviest_kg": 60.0, "heaviest_on": "2026-03-02", "reps": nil, "seconds": nil,
		}},
		"missing": []any{},
	} {
		if !reflect.DeepEqual(p[name], want) {
			t.Errorf("%s: %v, want %v", name, p[name], want)
		}
	}
	zones := p["heart_rate_zones"].([]any)
	if len(zones) != 2 {
		t.Fatalf("zones %v, want both formulas", zones)
	}
	first := zones[0].(map[string]any)["zones"].([]any)[0]
	if want := (map[string]any{"name": "very light", "low": nil, "high": 103.0}); !reflect.DeepEqual(first, want) {
		t.Errorf("%v, want %v", first, want)
	}
	s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"age": null}`)).object(t, 200)
	ageless := s.send(t, "GET /progress", bearer(own.access)).object(t, 200)
	if !reflect.DeepEqual(ageless["missing"], []any{"age"}) || len(ageless["heart_rate_zones"].([]any)) != 0 {
		t.Errorf("without an age: %v", ageless)
	}
}

func TestThePlanOverHTTP(t *testing.T) {
	s, own, c := trained(t)
	plan := s.send(t, "GET /plan", bearer(own.access)).object(t, 200)
	wantMembers(t, plan, "id", "created_at", "goal", "level", "minutes", "days_per_week", "equipment", "weekdays", "week", "weeks", "easy_week", "starts_on",
		"days", "progression", "notes", "sources", "changed")
	for name, want := range map[string]any{"goal": "muscle", "level": "intermediate", "minutes": 45.0, "days_per_week": 3.0, "week": 1.0, "weeks": 4.0, "easy_week": false, "starts_on": "2026-03-02"} {
		if plan[name] != want {
			t.Errorf("%s: %v, want %v", name, plan[name], want)
		}
	}
	day := plan["days"].([]any)[0].(map[string]any)
	wantMembers(t, day, "date", "title", "done", "done_at", "note", "logged", "minutes", "warm_up", "exercises")
	exercise := day["exercises"].([]any)[0].(map[string]any)
	wantMembers(t, exercise, "exercise", "name", "pattern", "counted", "weighted", "done", "logged", "sets", "reps", "seconds", "each_side", "rest_seconds", "load_kg", "load_percent", "effort", "cue", "muscles", "easier", "harder")
	if again := s.send(t, "GET /plan", bearer(own.access)).object(t, 200); !reflect.DeepEqual(again, plan) {
		t.Errorf("another plan the second time: %v", again)
	}

	// A session is done: twice is once.
	for range 2 {
		done := s.send(t, "POST /plan/days/2026-03-02/done", bearer(own.access),
			jsonText(`{"sets": [{"exercise": "`+exercise["exercise"].(string)+`", "reps": 9, "weight_kg": 60}]}`)).object(t, 200)
		if done["done"] != true || done["done_at"] == nil {
			t.Errorf("ticked off: %v", done)
		}
		if workout, ok := done["workout"].(map[string]any); !ok || len(workout["next"].([]any)) != 1 || workout["records"] == nil {
			t.Errorf("ticked off with %v, want what was logged and what comes next", done["workout"])
		}
		c.advance(time.Minute)
	}
	if list, _ := s.items(t, own, "/workouts", "id"); len(list) != 1 {
		t.Errorf("%d workouts, want the one of the plan's day", len(list))
	}
	s.send(t, "POST /plan/days/2026-03-06/done", bearer(own.access)).refused(t, 409, "day_to_come", "This day is still to come: tick it off on the day itself.")
	s.send(t, "POST /plan/days/2026-03-03/done", bearer(own.access)).refused(t, 404, "not_found", "")
	plan = s.send(t, "GET /plan", bearer(own.access)).object(t, 200)
	for i, want := range []bool{true, false, false} {
		if got := plan["days"].([]any)[i].(map[string]any)["done"]; got != want {
			t.Errorf("day %d is done: %v", i, got)
		}
	}
	if load := plan["days"].([]any)[0].(map[string]any)["exercises"].([]any)[0].(map[string]any)["load_kg"]; load != 60.0 {
		t.Errorf("load %v, want that of the log", load)
	}

	put := func(body string) answer { return s.send(t, "PUT /plan", bearer(own.access), jsonText(body)) }
	changed := put(`{"weekdays": ["tuesday", "friday"], "minutes": 30, "equipment": ["Dumbbells"], "goal": "health"}`).object(t, 200)
	if !reflect.DeepEqual(changed["weekdays"], []any{"tuesday", "friday"}) || changed["days_per_week"] != 2.0 || !reflect.DeepEqual(changed["equipment"], []any{"dumbbell"}) || changed["goal"] != "health" {
		t.Errorf("changed %v", changed)
	}
	back := put(`{"days_per_week": null, "weekdays": null, "minutes": null, "equipment": null, "goal": null}`).object(t, 200)
	if back["days_per_week"] != 3.0 || back["minutes"] != 45.0 || back["goal"] != "muscle" || len(back["equipment"].([]any)) != 4 {
		t.Errorf("back to the profile: %v", back)
	}
	put(`{"equipment": ["spoon"]}`).invalid(t, "body.equipment")
	put(`{"days_per_week": 8}`).invalid(t, "body.days_per_week")
	put(`{"swap": {"date": "2026-03-03", "exercise": "plank"}}`).invalid(t, "body.swap.date: Name a day of this week's plan: 2026-03-02, 2026-03-04, 2026-03-06.")
	put(`{"uid": "x"}`).invalid(t, "body.uid")
	swapped := put(fmt.Sprintf(`{"swap": {"date": "2026-03-02", "exercise": %q, "for": "harder"}}`, exercise["exercise"])).object(t, 200)
	first := swapped["days"].([]any)[0].(map[string]any)["exercises"].([]any)[0].(map[string]any)
	if want := exercise["harder"].(map[string]any)["exercise"]; first["exercise"] != want {
		t.Errorf("swapped for %v, want %v", first["exercise"], want)
	}
	other := s.member(t, grace)
	if theirs := s.send(t, "GET /plan", bearer(other.access)).object(t, 200); theirs["id"] == plan["id"] || len(theirs["equipment"].([]any)) != 0 {
		t.Errorf("another's plan: %v", theirs)
	}
}

func TestTheCoachKnowsTheLog(t *testing.T) {
	s, own, _ := trained(t)
	s.said(t, own, "bench press 3x8 @ 60 kg")
	hello := s.send(t, "GET /conversation", bearer(own.access)).object(t, 200)["conversation"].(string)
	if !strings.Contains(hello, "Last time: barbell bench press 3×8 at 60 kg.") {
		t.Errorf("greeted with %q", hello)
	}
	if progress := s.said(t, own, "show my progress")["response"].(string); !strings.Contains(progress, "76 kg") {
		t.Errorf("progress %q, want the estimated maximum of 76 kg", progress)
	}
	workouts := s.send(t, "GET /workouts", bearer(own.access)).object(t, 200)["items"].([]any)
	if len(workouts) != 1 || workouts[0].(map[string]any)["from_message_id"] == nil {
		t.Errorf("%v, want one from a message", workouts)
	}
}

func TestEquipmentIsTheCataloguesWord(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	user := s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"equipment": ["Dumbbells", "pull up bar", "dumbbell"]}`)).object(t, 200)
	if want := []any{"dumbbell", "pull-up-bar"}; !reflect.DeepEqual(user["equipment"], want) {
		t.Errorf("kept %v, want %v", user["equipment"], want)
	}
	a := s.send(t, "PATCH /me", bearer(own.access), jsonText(`{"equipment": ["spoon"]}`))
	a.invalid(t, "body.equipment")
	if !strings.Contains(a.Body, "kettlebell") || strings.Contains(a.Body, "spoon") {
		t.Errorf("%s, want the words to choose from and nothing that was sent", a.Body)
	}
}

func TestTrainingIsExported(t *testing.T) {
	s, own, _ := trained(t)
	if e := s.send(t, "GET /me/export", bearer(own.access)).object(t, 200); e["plan"] != nil || len(e["workouts"].([]any)) != 0 {
		t.Errorf("of nothing: %v %v", e["plan"], e["workouts"])
	}
	s.trains(t, own, "2026-03-02", `{"exercise": "plank", "seconds": 45}`)
	s.send(t, "PUT /plan", bearer(own.access), jsonText(`{"minutes": 30}`)).object(t, 200)
	s.send(t, "POST /plan/days/2026-03-02/done", bearer(own.access), jsonText(`{"sets": [{"exercise": "plank", "seconds": 45}]}`)).object(t, 200)
	e := s.send(t, "GET /me/export", bearer(own.access)).object(t, 200)
	plan := e["plan"].(map[string]any)
	if len(e["workouts"].([]any)) != 2 || e["workouts"].([]any)[0].(map[string]any)["planned"] != true || plan["minutes"] != 30.0 || len(plan["done"].([]any)) != 1 {
		t.Errorf("exported %v and %v", e["workouts"], plan)
	}
}
