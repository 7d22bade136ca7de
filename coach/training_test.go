package coach_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
)

// gym is one person with a log, a plan and conversations, and a clock that stands
// still until it is set.
type gym struct {
	*coach.Training
	talk *coach.Conversations
	uid  string
	now  time.Time
}

// aMonday is the first day of a week, at noon.
var aMonday = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func newGym(t *testing.T, c coach.Coach) *gym {
	t.Helper()
	s, err := store.Open(t.Context(), migrated.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	g := &gym{uid: "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", now: aMonday}
	p := account.Person{UID: g.uid, Username: "ada", Email: "ada@example.com", CreatedAt: aMonday}
	if err := s.AddPerson(t.Context(), p, account.Event{}); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return g.now }
	g.Training = &coach.Training{Store: s, Now: now}
	g.talk = coach.New(coach.Config{Store: s, Coach: c, Now: now})
	return g
}

// on goes to a day, counted from the first Monday.
func (g *gym) on(day int) *gym {
	g.now = aMonday.AddDate(0, 0, day)
	return g
}

// did logs sets of today.
func (g *gym) did(t *testing.T, sets ...coach.SetEntry) coach.Logged {
	t.Helper()
	logged, err := g.Log(t.Context(), g.uid, coach.Person{}, coach.WorkoutEntry{Date: g.now.Format(time.DateOnly), Sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	return logged
}

func (g *gym) workouts(t *testing.T) []coach.Workout {
	t.Helper()
	list, err := g.List(t.Context(), g.uid, coach.WorkoutPage{Most: 100})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// whole returns the answer when it is whole.
func whole(t *testing.T) func(*coach.Following, error) coach.Message {
	return func(f *coach.Following, err error) coach.Message {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		m, err := f.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
}

func (g *gym) asker() coach.Asker { return coach.Asker{UID: g.uid, Person: coach.Person{Name: "Ada"}} }

func TestWhatIsToldInAChatIsLogged(t *testing.T) {
	g := newGym(t, nil)
	answer := whole(t)(g.talk.Ask(t.Context(), g.asker(), "", "bench press 3x8 @ 60 kg"))
	if !strings.Contains(answer.Text, "3×8") {
		t.Fatalf("answered %q", answer.Text)
	}
	list := g.workouts(t)
	if len(list) != 1 || len(list[0].Sets) != 3 || list[0].QuestionID == "" {
		t.Fatalf("%+v, want three sets of one question", list)
	}
	for _, s := range list[0].Sets {
		if want := (coach.LoggedSet{On: aMonday.Truncate(24 * time.Hour), Slug: "bench-press", Reps: 8, Weight: 60}); s != want {
			t.Errorf("%+v, want %+v", s, want)
		}
	}
	question := list[0].QuestionID

	// Another answer, days later, tells the same of the same day.
	g.on(3)
	whole(t)(g.talk.Regenerate(t.Context(), g.asker(), answer.ID))
	if again := g.workouts(t); len(again) != 1 || again[0].QuestionID != question || !again[0].Day.Equal(list[0].Day) {
		t.Errorf("%+v after another answer, want one of the same day", again)
	}

	// What follows is dropped with an edit, and so is what it told.
	whole(t)(g.talk.Ask(t.Context(), g.asker(), answer.ConversationID, "back squat 5x5 @ 80 kg"))
	if n := len(g.workouts(t)); n != 2 {
		t.Fatalf("%d workouts, want 2", n)
	}
	whole(t)(g.talk.Edit(t.Context(), g.asker(), question, "bench press 2x6 @ 65 kg"))
	if edited := g.workouts(t); len(edited) != 1 || len(edited[0].Sets) != 2 || edited[0].Sets[0].Weight != 65 {
		t.Errorf("%+v after an edit, want two sets with 65 kg", edited)
	}
	whole(t)(g.talk.Edit(t.Context(), g.asker(), question, "What are my heart-rate zones?"))
	if none := g.workouts(t); len(none) != 0 {
		t.Errorf("%+v after an edit that tells nothing", none)
	}

	whole(t)(g.talk.Ask(t.Context(), g.asker(), "", "bench press 3x8 @ 60 kg"))
	if err := g.talk.Delete(t.Context(), g.uid, answer.ConversationID); err != nil {
		t.Fatal(err)
	}
	if n := len(g.workouts(t)); n != 1 {
		t.Errorf("%d workouts after another conversation was deleted, want 1", n)
	}
}

func TestAnAnswerThatTakesItsTimeLogsAtItsEnd(t *testing.T) {
	slow := make(chan struct{})
	set := coach.LoggedSet{Slug: "plank", Seconds: 45}
	g := newGym(t, told{slow: slow, answer: coach.Answer{Text: "Noted.", Logged: []coach.LoggedSet{set, {Slug: "no such thing", Reps: 1}}}})
	f, err := g.talk.Ask(t.Context(), g.asker(), "", "I did a plank")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(g.workouts(t)); n != 0 {
		t.Errorf("%d workouts before the end", n)
	}
	close(slow)
	if _, err := f.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list := g.workouts(t); len(list) != 1 || len(list[0].Sets) != 1 || list[0].Sets[0].Seconds != 45 {
		t.Errorf("%+v, want the plank alone", list)
	}
}

func TestTheLogIsRemembered(t *testing.T) {
	g := newGym(t, nil)
	g.on(-7*12-1).did(t, coach.SetEntry{Exercise: "deadlift", Reps: 5, WeightKG: 100})
	for day := range 6 {
		sets := make([]coach.SetEntry, 99)
		for i := range sets {
			sets[i] = coach.SetEntry{Exercise: "goblet squat", Reps: 10, WeightKG: float64(10 + day)}
		}
		g.on(day).did(t, sets...)
	}
	known, err := g.Know(t.Context(), g.uid, coach.Person{Name: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(known.Log); n != 5*99 || known.Log[0].Weight != 11 || known.Log[n-1].Weight != 15 {
		t.Errorf("%d sets are remembered, want the newest whole workouts within 500, the oldest first", n)
	}
	if hello := coach.Greeting(known); !strings.Contains(hello, "Last time: goblet squat 99×10 at 15 kg.") {
		t.Errorf("greeted with %q", hello)
	}
	g.on(6).did(t, coach.SetEntry{Exercise: "plank", Seconds: 45})
	if known, err = g.Know(t.Context(), g.uid, known); err != nil || !strings.Contains(coach.Greeting(known), "Last time: plank 1×45 s.") {
		t.Errorf("greeted with %q, %v", coach.Greeting(known), err)
	}
	if known.Plan != nil {
		t.Errorf("a plan that nobody asked for: %+v", known.Plan)
	}
}

// TestProgressIsWhatOneComputesByHand for two weeks of bench presses and planks.
func TestProgressIsWhatOneComputesByHand(t *testing.T) {
	g := newGym(t, nil)
	g.on(0).did(t, coach.SetEntry{Exercise: "bench press", Reps: 8, WeightKG: 60}, coach.SetEntry{Exercise: "bench press", Reps: 5, WeightKG: 60},
		coach.SetEntry{Exercise: "plank", Seconds: 60})
	g.on(2).did(t, coach.SetEntry{Exercise: "push-up", Reps: 20})
	g.on(7).did(t, coach.SetEntry{Exercise: "bench press", Reps: 5, WeightKG: 70})
	g.on(8)
	p, err := g.Progress(t.Context(), g.uid, coach.Person{Age: 40, Gender: "other"})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Lifts) != 1 || p.Lifts[0].Exercise.Slug != "bench-press" || len(p.Lifts[0].Points) != 2 {
		t.Fatalf("lifts %+v, want the bench press alone", p.Lifts)
	}
	// Epley: 60 × (1 + 8/30) = 76, 70 × (1 + 5/30) = 81.67.
	for i, want := range []float64{76, 81.667} {
		if got := p.Lifts[0].Points[i].Kilograms; got < want-0.001 || got > want+0.001 {
			t.Errorf("point %d is %v kg, want %v", i, got, want)
		}
	}
	monday := aMonday.Truncate(24 * time.Hour)
	sets := map[string]float64{}
	for _, m := range p.WeeklySets {
		if m.Week.Equal(monday) {
			sets[m.Muscle] = m.Sets
		}
	}
	// Two of bench press and one of push-ups lead the chest, the plank leads the abs.
	if sets["chest"] != 3 || sets["abs"] < 1 {
		t.Errorf("first week %v, want 3 of the chest", sets)
	}
	if days := p.DaysTrained; len(days) != 2 || days[0] != (coach.TrainedWeek{Week: monday, Days: 2}) || days[1].Days != 1 {
		t.Errorf("days %v, want 2 and 1", days)
	}
	records := map[string]coach.BestOf{}
	for _, r := range p.Records {
		records[r.Exercise.Slug] = r
	}
	if bench := records["bench-press"]; bench.Heaviest.Weight != 70 || !bench.MaximumOn.Equal(monday.AddDate(0, 0, 7)) {
		t.Errorf("bench press %+v", bench)
	}
	if records["plank"].Longest.Seconds != 60 || records["push-up"].Longest.Reps != 20 {
		t.Errorf("records %+v", records)
	}
	// Tanaka: 208 − 0.7 × 40 = 180, Gulati: 206 − 0.88 × 40 = 170.8; moderate is 64–76 %.
	if len(p.Zones) != 2 || p.Zones[0].Formula != "Tanaka" || p.Zones[0].Maximum != 180 || p.Zones[1].Maximum != 171 {
		t.Fatalf("zones %+v, want Tanaka's and Gulati's", p.Zones)
	}
	if want := (coach.PulseZone{Name: "moderate", Low: 115, High: 137}); !slices.Contains(p.Zones[0].Zones, want) {
		t.Errorf("%+v, want %+v", p.Zones[0].Zones, want)
	}
	if ageless, err := g.Progress(t.Context(), g.uid, coach.Person{}); err != nil || len(ageless.Zones) != 0 || !slices.Equal(ageless.Missing, []string{"age"}) {
		t.Errorf("without an age: %+v, %v", ageless.Zones, err)
	}
}

func TestAWorkoutTellsWhatFollows(t *testing.T) {
	g := newGym(t, nil)
	bench := func(reps int, kg float64) coach.Logged {
		t.Helper()
		return g.did(t, coach.SetEntry{Exercise: "Bench Press", Reps: reps, WeightKG: kg})
	}
	if first := bench(13, 60); len(first.Records) != 0 || len(first.Next) != 1 || first.Next[0].Move != "keep" {
		t.Errorf("the first session: %+v", first)
	}
	// 13 are over the 12 of the target, twice: 60 kg become 62.5.
	if second := g.on(2); second.did(t, coach.SetEntry{Exercise: "bench-press", Reps: 13, WeightKG: 60}).Next[0].WeightKG != 62.5 {
		t.Errorf("no step after two sessions over the target")
	}
	third := g.on(4)
	logged := third.did(t, coach.SetEntry{Exercise: "bench-press", Reps: 10, WeightKG: 62.5})
	if len(logged.Records) != 1 || logged.Records[0].Heaviest.Weight != 62.5 || logged.Records[0].Maximum != 0 {
		t.Errorf("records %+v, want a heaviest of 62.5 kg, and no maximum: 13 repetitions told none to beat", logged.Records)
	}
	if logged := g.on(5).did(t, coach.SetEntry{Exercise: "bench-press", Reps: 5, WeightKG: 50}); len(logged.Records) != 0 {
		t.Errorf("a light day set %+v", logged.Records)
	}
}

func TestWhatCannotBeLoggedSaysWhy(t *testing.T) {
	g := newGym(t, nil)
	set := func(s coach.SetEntry) coach.WorkoutEntry {
		return coach.WorkoutEntry{Date: "2026-03-02", Sets: []coach.SetEntry{s}}
	}
	for field, entries := range map[string][]coach.WorkoutEntry{
		"date": {{Date: "2026-03-04"}, {Date: "1969-12-31"}, {Date: "yesterday"}, {Date: "2026-02-30"}, {}},
		"sets": {{Date: "2026-03-02"}, {Date: "2026-03-03", Sets: make([]coach.SetEntry, 101)}},
		"note": {{Date: "2026-03-02", Note: strings.Repeat("é", 501)}, {Date: "2026-03-02", Note: "\x00"}},
		"sets[0].exercise": {
			set(coach.SetEntry{Exercise: "bench pres", Reps: 8}), set(coach.SetEntry{Reps: 8}), set(coach.SetEntry{Exercise: strings.Repeat("squat", 99), Reps: 8}),
		},
		"sets[0].reps":      {set(coach.SetEntry{Exercise: "squat"}), set(coach.SetEntry{Exercise: "back squat", Reps: 101}), set(coach.SetEntry{Exercise: "back squat", Reps: -1})},
		"sets[0].seconds":   {set(coach.SetEntry{Exercise: "plank", Reps: 1}), set(coach.SetEntry{Exercise: "plank", Seconds: 36001})},
		"sets[0].weight_kg": {set(coach.SetEntry{Exercise: "back squat", Reps: 1, WeightKG: 601}), set(coach.SetEntry{Exercise: "back squat", Reps: 1, WeightKG: -1})},
		"sets[0].rpe":       {set(coach.SetEntry{Exercise: "back squat", Reps: 1, RPE: 0.5}), set(coach.SetEntry{Exercise: "back squat", Reps: 1, RPE: 11})},
	} {
		for _, e := range entries {
			_, err := g.Log(t.Context(), g.uid, coach.Person{}, e)
			var fault *coach.FieldError
			if !errors.As(err, &fault) || fault.Field != field {
				t.Errorf("%s %.60v: %v", field, e, err)
			}
		}
	}
	_, err := g.Log(t.Context(), g.uid, coach.Person{}, set(coach.SetEntry{Exercise: "bench pres", Reps: 8}))
	if err == nil || !strings.Contains(err.Error(), "bench-press") {
		t.Errorf("%v, want it to offer the bench press", err)
	}
	if n := len(g.workouts(t)); n != 0 {
		t.Errorf("%d workouts were kept", n)
	}
}
