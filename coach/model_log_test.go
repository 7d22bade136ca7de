package coach_test

import (
	"database/sql"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/llm/llmtest"
	"spotter/store"
)

// TestAFullLogDoesNotLoseTheAnswer: it says that the workout is not in it, and what
// to do.
func TestAFullLogDoesNotLoseTheAnswer(t *testing.T) {
	file := migrated.SQLite(t)
	s, err := store.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	who := coach.Asker{UID: secretUID, Person: mira()}
	fillLog(t, s, file)
	on := make(chan struct{})
	r := newRig(t, nil, llmtest.Uses("c", "log_workout", `{"exercise":"goblet squat","sets":3,"repetitions":10,"load":16,"unit":"kg"}`), slowly("Well done.", on, "Rest now."))
	talk := coach.New(coach.Config{Store: s, Coach: r, OnError: func(err error) { t.Error(err) }})
	f, err := talk.Ask(t.Context(), who, "", "I have just done three sets of ten goblet squats with 16 kg")
	if err != nil {
		t.Fatal(err)
	}
	close(on)
	m, events := hear(t, f, 0, nil)
	told := ""
	for _, e := range events {
		told += e.Text
	}
	contains(t, m.Text, "Well done. Rest now.", "not in your log", "Delete old ones")
	kept, err := s.MessageByID(t.Context(), who.UID, m.ID)
	if err != nil || told != m.Text || kept.Text != m.Text || kept.Status != coach.Done {
		t.Errorf("told %q, kept %q (%s), %v", told, kept.Text, kept.Status, err)
	}
}

// fillLog gives the person as many workouts as may be.
func fillLog(t *testing.T, s *store.Store, file string) {
	t.Helper()
	p := account.Person{UID: secretUID, Username: "mira", Email: "mira@example.com", CreatedAt: time.Now()}
	if err := s.AddPerson(t.Context(), p, account.Event{}); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	_, err = raw.ExecContext(t.Context(), `INSERT INTO workouts (id, uid, day, sets, note, created_at)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT CAST(i AS TEXT), $2, '2020-01-01', '', '', 1 FROM n`, coach.MaxWorkouts, secretUID)
	if err != nil {
		t.Fatal(err)
	}
}
