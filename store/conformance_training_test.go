package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
)

var trainingContract = []part{
	{"a workout comes back field by field, and is its owner's", workoutComesBack},
	{"workouts are listed the latest day first, page by page", workoutPages},
	{"a person has a bounded number of workouts", workoutsBounded},
	{"what a question tells of is kept with its answer", toldIsKept},
	{"another answer has its workout in place of the one before", toldAgain},
	{"an edit forgets what the dropped questions told of", toldDropped},
	{"an answer that took its time keeps its workout with its end", toldLate},
	{"a deleted conversation leaves its workouts", toldStays},
	{"a plan comes back field by field", planComesBack},
	{"of many changes of a plan at once one is kept", planRace},
	{"a day is ticked off once, and its workout changed and replaced", dayTicked},
	{"of many ticks of a day at once each is kept", dayRace},
	{"a workout that is deleted takes the tick of its day along", tickDeleted},
	{"a day is never done by a workout that is deleted meanwhile", tickBesideDeletion},
	{"a request that is sent again keeps nothing more", workoutOnce},
	{"a deleted person leaves no workout and no plan", personLeavesNoTraining},
}

// monday is a day without an hour.
var monday = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

func workoutOn(uid string, day time.Time, sets ...coach.LoggedSet) coach.Workout {
	for i := range sets {
		sets[i].On = day
	}
	return coach.Workout{ID: newID(), UID: uid, Day: day, Sets: sets, CreatedAt: began}
}

var squats = coach.LoggedSet{Slug: "back-squat", Reps: 5, Weight: 102.5, RPE: 8.5}

// add keeps a workout.
func add(t *testing.T, s *store.Store, w coach.Workout) {
	t.Helper()
	kept, err := s.AddWorkout(t.Context(), w)
	if must(t, err); !reflect.DeepEqual(kept, w) {
		t.Errorf("kept %+v, want %+v", kept, w)
	}
}

// tick keeps what is done of a day, whatever was there.
func tick(t *testing.T, s *store.Store, uid string, day time.Time, r coach.DayRecord) {
	t.Helper()
	_, err := s.ChangeDay(t.Context(), uid, day, func(coach.DayRecord) (coach.DayRecord, error) { return r, nil })
	must(t, err)
}

func workoutsOf(t *testing.T, s *store.Store, uid string) []coach.Workout {
	t.Helper()
	list, err := s.ListWorkouts(t.Context(), uid, coach.WorkoutPage{Most: 100})
	must(t, err)
	return list
}

func workoutComesBack(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	want := workoutOn(p.UID, monday, squats, coach.LoggedSet{Slug: "plank", Seconds: 45})
	want.Note = "a 'quoted'\nnote"
	add(t, db.one, want)
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || !reflect.DeepEqual(list[0], want) {
		t.Errorf("%+v, want %+v", list, want)
	}
	if list := workoutsOf(t, db.other, other.UID); len(list) != 0 {
		t.Errorf("another has %+v", list)
	}
	for _, uid := range []string{other.UID, "", "\x00"} {
		wantError(t, db.one.DeleteWorkout(t.Context(), uid, want.ID), coach.ErrNoWorkout)
	}
	must(t, db.other.DeleteWorkout(t.Context(), p.UID, want.ID))
	wantError(t, db.one.DeleteWorkout(t.Context(), p.UID, want.ID), coach.ErrNoWorkout)
	_, err := db.one.AddWorkout(t.Context(), workoutOn("nobody", monday, squats))
	wantError(t, err, account.ErrNoPerson)
}

func workoutPages(t *testing.T, db database) {
	p := added(t, db.one)
	var want []string
	for i := range 7 {
		w := workoutOn(p.UID, monday.AddDate(0, 0, i/2), squats)
		add(t, db.one, w)
		want = append([]string{w.ID}, want...)
	}
	var got []string
	page := coach.WorkoutPage{Most: 3}
	for {
		list, err := db.one.ListWorkouts(t.Context(), p.UID, page)
		must(t, err)
		for _, w := range list {
			got = append(got, w.ID)
		}
		if len(list) < page.Most {
			break
		}
		page.Before, page.BeforeID = list[2].Day, list[2].ID
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	since, err := db.one.ListWorkouts(t.Context(), p.UID, coach.WorkoutPage{Since: monday.AddDate(0, 0, 2), Most: 10})
	if must(t, err); len(since) != 3 {
		t.Errorf("%d since the third day, want 3", len(since))
	}
}

func workoutsBounded(t *testing.T, db database) {
	p := added(t, db.one)
	db.change(t, fmt.Sprintf(`INSERT INTO workouts (id, uid, day, sets, note, created_at)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT '%s-' || CAST(i AS TEXT), '%s', '2020-01-01', '', '', 1 FROM n`,
		coach.MaxWorkouts-1, p.UID, p.UID))
	var kept atomic.Int32
	together(4, func(i int) {
		if _, err := db.handle(i).AddWorkout(ctx, workoutOn(p.UID, monday, squats)); err == nil {
			kept.Add(1)
		} else {
			wantError(t, err, coach.ErrTooManyWorkouts)
		}
	})
	if kept.Load() != 1 {
		t.Errorf("%d were kept, there was room for 1", kept.Load())
	}
}

// toldBy keeps a turn whose question tells of a workout.
func toldBy(t *testing.T, s *store.Store, turn coach.Turn, sets ...coach.LoggedSet) coach.Turn {
	t.Helper()
	w := workoutOn(turn.Conversation.UID, monday, sets...)
	turn.Workout = &w
	must(t, s.KeepTurn(t.Context(), turn))
	return turn
}

func toldIsKept(t *testing.T, db database) {
	p := added(t, db.one)
	turn := toldBy(t, db.one, newTurn(p.UID, "Squat 5 at 102.5", "Noted."), squats)
	list := workoutsOf(t, db.other, p.UID)
	if len(list) != 1 || list[0].QuestionID != turn.Question.ID || list[0].ID != turn.Workout.ID {
		t.Errorf("%+v, want what %s told", list, turn.Question.ID)
	}
	lost := nextTurn(coach.Conversation{ID: turn.Conversation.ID, UID: p.UID}, "Stale", "No.")
	w := workoutOn(p.UID, monday, squats)
	lost.Workout = &w
	wantError(t, db.one.KeepTurn(t.Context(), lost), coach.ErrConflict)
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 {
		t.Errorf("a turn that was not kept left %+v", list)
	}
}

// again is another answer to the question of a turn.
func again(turn coach.Turn, variant int) coach.Turn {
	turn.Conversation.Answers++
	turn.Conversation.AnswerID = newID()
	turn.Question, turn.IsNew, turn.Workout = nil, false, nil
	turn.Answer.ID, turn.Answer.Variant, turn.Answer.Number = turn.Conversation.AnswerID, variant, turn.Conversation.Answers
	return turn
}

func toldAgain(t *testing.T, db database) {
	p := added(t, db.one)
	other := workoutOn(p.UID, monday, squats)
	add(t, db.one, other)
	first := toldBy(t, db.one, newTurn(p.UID, "Squat", "Noted."), squats)
	second := toldBy(t, db.one, again(first, 2), squats, squats)
	list := workoutsOf(t, db.other, p.UID)
	if len(list) != 2 || len(list[0].Sets) != 2 || list[0].QuestionID != first.Question.ID || list[1].ID != other.ID {
		t.Errorf("%+v, want the second answer's workout and the other", list)
	}
	stopped := again(second, 3)
	stopped.Answer.Status = coach.Stopped
	must(t, db.one.KeepTurn(t.Context(), stopped))
	if list := workoutsOf(t, db.other, p.UID); len(list) != 2 {
		t.Errorf("an answer that is not whole left %+v", list)
	}
	must(t, db.one.KeepTurn(t.Context(), again(stopped, 4)))
	if list := workoutsOf(t, db.other, p.UID); len(list) != 2 {
		t.Errorf("another answer that is not whole left %+v", list)
	}
	silent := again(again(stopped, 4), 5)
	silent.Answer.Status = coach.Done
	must(t, db.one.KeepTurn(t.Context(), silent))
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || list[0].ID != other.ID {
		t.Errorf("an answer that notes nothing left %+v", list)
	}
}

func toldDropped(t *testing.T, db database) {
	p := added(t, db.one)
	first := toldBy(t, db.one, newTurn(p.UID, "Squat", "Noted."), squats)
	second := toldBy(t, db.one, nextTurn(first.Conversation, "More", "Noted."), squats)
	toldBy(t, db.one, nextTurn(second.Conversation, "And more", "Noted."), squats)
	edit := nextTurn(second.Conversation, "Never mind", "Fine.")
	edit.Conversation.Turns, edit.Conversation.Answers = 2, 4
	edit.Question.Turn, edit.Answer.Turn, edit.Answer.Number = 2, 2, 4
	edit.Question.ID, edit.Drop = second.Question.ID, true
	must(t, db.one.KeepTurn(t.Context(), edit))
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || list[0].QuestionID != first.Question.ID {
		t.Errorf("%+v, want what the first question told", list)
	}
}

func toldLate(t *testing.T, db database) {
	p := added(t, db.one)
	turn := newTurn(p.UID, "Squat", "")
	turn.Answer.Status, turn.Job = coach.Running, &coach.Job{UID: p.UID, Owner: "me", HeartbeatAt: began}
	must(t, db.one.KeepTurn(t.Context(), turn))
	w := workoutOn(p.UID, monday, squats)
	f := coach.Finish{Message: turn.Answer, Owner: "me", Workout: &w}
	f.Message.Status, f.Message.Text = coach.Done, "Noted."
	for range 2 { // the second time it is over
		_, err := db.one.FinishAnswer(t.Context(), f)
		must(t, err)
	}
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || list[0].QuestionID != turn.Question.ID {
		t.Errorf("%+v", list)
	}
}

func toldStays(t *testing.T, db database) {
	p := added(t, db.one)
	turn := toldBy(t, db.one, newTurn(p.UID, "Squat", "Noted."), squats)
	must(t, db.one.DeleteConversation(t.Context(), p.UID, turn.Conversation.ID))
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 {
		t.Errorf("%+v, want the workout", list)
	}
}

func newPlan(uid string) coach.Plan {
	return coach.Plan{ID: newID(), UID: uid, CreatedAt: began, StartsOn: monday, Version: 1}
}

func planComesBack(t *testing.T, db database) {
	p := added(t, db.one)
	_, err := db.one.PlanOf(t.Context(), p.UID)
	wantError(t, err, coach.ErrNoPlan)
	want := newPlan(p.UID)
	must(t, db.one.SavePlan(t.Context(), want))
	for _, choices := range []coach.PlanChoices{{}, {Equipment: []string{}}, {
		DaysPerWeek: 2, Minutes: 30, Goal: coach.FatLoss, Equipment: []string{"band"}, Weekdays: []time.Weekday{time.Monday, time.Sunday},
		Swaps: []coach.Swap{{Day: 1, Slug: "push-up", For: "incline-push-up"}},
	}} {
		want.Choices = choices
		want.Version++
		must(t, db.one.SavePlan(t.Context(), want))
		got, err := db.other.PlanOf(t.Context(), p.UID)
		if must(t, err); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	want.Known = coach.KnownWeek{
		Days: 3, Minutes: 45, Level: "beginner", Goal: coach.Muscle, Age: 30, Owned: []string{"band"}, Careful: []string{"knee"},
		Sessions: []coach.KnownSession{{Title: "Full body A", Exercises: []coach.KnownExercise{{Slug: "push-up", Sets: 3, Amount: 8}}}},
	}
	want.Version++
	must(t, db.one.SavePlan(t.Context(), want))
	if got, err := db.other.PlanOf(t.Context(), p.UID); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	wantError(t, db.one.SavePlan(t.Context(), newPlan(p.UID)), coach.ErrPlanChanged)
	wantError(t, db.one.SavePlan(t.Context(), newPlan("nobody")), account.ErrNoPerson)
}

func planRace(t *testing.T, db database) {
	p := added(t, db.one)
	for version := int64(1); version <= 2; version++ {
		var kept atomic.Int32
		together(6, func(i int) {
			plan := newPlan(p.UID)
			plan.Version = version
			if err := db.handle(i).SavePlan(ctx, plan); err == nil {
				kept.Add(1)
			} else {
				wantError(t, err, coach.ErrPlanChanged)
			}
		})
		if kept.Load() != 1 {
			t.Errorf("version %d: %d were kept", version, kept.Load())
		}
	}
}

func dayTicked(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	w := workoutOn(p.UID, monday, squats)
	w.Planned = true
	longer, another := w, workoutOn(p.UID, monday, squats)
	longer.Sets, longer.Note, another.Planned = append(longer.Sets, squats), "again", true
	longer.Sets[1].On = monday
	for _, want := range []coach.DayRecord{
		{DoneAt: began}, {DoneAt: began, Workout: &w}, {DoneAt: began, Workout: &longer}, {DoneAt: began, Workout: &another}, {Workout: &another}, {}, {},
	} {
		tick(t, db.one, p.UID, monday, want)
		got, err := db.other.ChangeDay(t.Context(), p.UID, monday, func(r coach.DayRecord) (coach.DayRecord, error) { return r, nil })
		if must(t, err); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
		if want.Workout != nil {
			if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || !reflect.DeepEqual(list[0], *want.Workout) {
				t.Errorf("%+v, want %+v", list, want.Workout)
			}
		}
	}
	tick(t, db.one, p.UID, monday, coach.DayRecord{DoneAt: began})
	tick(t, db.one, p.UID, monday.AddDate(0, 0, 7), coach.DayRecord{DoneAt: began})
	tick(t, db.one, other.UID, monday, coach.DayRecord{})
	refusal := errors.New("no")
	_, err := db.one.ChangeDay(t.Context(), p.UID, monday, func(coach.DayRecord) (coach.DayRecord, error) { return coach.DayRecord{}, refusal })
	wantError(t, err, refusal)
	days, err := db.other.DoneDays(t.Context(), p.UID, monday, monday.AddDate(0, 0, 6))
	if must(t, err); len(days) != 1 || days[0] != (coach.DoneDay{Day: monday, At: began}) {
		t.Errorf("%v, want one day", days)
	}
	_, err = db.one.ChangeDay(t.Context(), "nobody", monday, func(r coach.DayRecord) (coach.DayRecord, error) { return r, nil })
	wantError(t, err, account.ErrNoPerson)
}

func dayRace(t *testing.T, db database) {
	p := added(t, db.one)
	begun := workoutOn(p.UID, monday)
	together(6, func(i int) {
		_, err := db.handle(i).ChangeDay(ctx, p.UID, monday, func(r coach.DayRecord) (coach.DayRecord, error) {
			w := begun
			if r.Workout != nil {
				w = *r.Workout
			}
			w.Sets = append(w.Sets[:len(w.Sets):len(w.Sets)], coach.LoggedSet{On: monday, Slug: "plank", Seconds: i + 1})
			return coach.DayRecord{DoneAt: began, Workout: &w}, nil
		})
		must(t, err)
	})
	if list := workoutsOf(t, db.other, p.UID); len(list) != 1 || len(list[0].Sets) != 6 {
		t.Errorf("%+v, want the sets of all six", list)
	}
}

func tickDeleted(t *testing.T, db database) {
	p := added(t, db.one)
	planned, free := workoutOn(p.UID, monday, squats), workoutOn(p.UID, monday, squats)
	add(t, db.one, free)
	tick(t, db.one, p.UID, monday, coach.DayRecord{DoneAt: began, Workout: &planned})
	for i, w := range []coach.Workout{free, planned} {
		must(t, db.one.DeleteWorkout(t.Context(), p.UID, w.ID))
		days, err := db.other.DoneDays(t.Context(), p.UID, monday, monday)
		if must(t, err); len(days) != 1-i {
			t.Errorf("after %d are deleted the days that are done are %v", i+1, days)
		}
	}
}

func workoutOnce(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	var ids [6]string
	together(len(ids), func(i int) {
		w := workoutOn(p.UID, monday, squats)
		w.RequestKey = "key"
		kept, err := db.handle(i).AddWorkout(ctx, w)
		must(t, err)
		ids[i] = kept.ID
	})
	list := workoutsOf(t, db.other, p.UID)
	if len(list) != 1 || list[0].RequestKey != "key" {
		t.Fatalf("%+v, want one", list)
	}
	for _, id := range ids {
		if id != list[0].ID {
			t.Errorf("told of %s, kept is %s", id, list[0].ID)
		}
	}
	theirs := workoutOn(other.UID, monday, squats)
	theirs.RequestKey = "key"
	add(t, db.one, theirs)
}

func personLeavesNoTraining(t *testing.T, db database) {
	p := added(t, db.one)
	add(t, db.one, workoutOn(p.UID, monday, squats))
	must(t, db.one.SavePlan(t.Context(), newPlan(p.UID)))
	tick(t, db.one, p.UID, monday, coach.DayRecord{DoneAt: began})
	_, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, account.Ending{At: began, Until: began.Add(time.Hour)})
	must(t, err)
	for _, table := range []string{"workouts", "plans", "plan_days"} {
		if n := db.count(t, "SELECT COUNT(*) FROM "+table+" WHERE uid = $1", p.UID); n != 0 {
			t.Errorf("%s: %d rows are left", table, n)
		}
	}
}

// tickBesideDeletion has one tab add sets to the workout of a day while another
// deletes it.
func tickBesideDeletion(t *testing.T, db database) {
	p := added(t, db.one)
	for range 20 {
		w := workoutOn(p.UID, monday, squats)
		tick(t, db.one, p.UID, monday, coach.DayRecord{DoneAt: began, Workout: &w})
		var both sync.WaitGroup
		both.Go(func() {
			if err := db.other.DeleteWorkout(t.Context(), p.UID, w.ID); err != nil {
				t.Errorf("delete: %v", err)
			}
		})
		both.Go(func() {
			_, err := db.one.ChangeDay(t.Context(), p.UID, monday, func(r coach.DayRecord) (coach.DayRecord, error) {
				if r.Workout != nil {
					more := *r.Workout
					more.Note = "one more"
					r.Workout = &more
				}
				return r, nil
			})
			if err != nil {
				t.Errorf("tick: %v", err)
			}
		})
		both.Wait()
		days, err := db.one.DoneDays(t.Context(), p.UID, monday, monday)
		if must(t, err); len(days) != 0 || len(workoutsOf(t, db.one, p.UID)) != 0 {
			t.Fatalf("done %v with %v", days, workoutsOf(t, db.one, p.UID))
		}
	}
}
