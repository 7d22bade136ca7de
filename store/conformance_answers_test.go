package store_test

import (
	"errors"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"spotter/coach"
	"spotter/store"
)

var answerContract = []part{
	{"events come back behind a number, on every node", piecesComeBack},
	{"an answer belongs to its owner", answerOwned},
	{"of many ends of an answer one is kept", finishRace},
	{"a dead answer is found, and buried once", answerBuried},
	{"nobody has more answers at once than may be", answerBound},
	{"a stop reaches the writer with its next word", stopReaches},
	{"what many answers keep at once is kept, but for those that are not there", appendedAtOnce},
	{"answers that ended long ago forget their events", answersForget},
}

// startedAnswer keeps a new conversation whose answer is being written.
func startedAnswer(t *testing.T, s *store.Store, uid, owner string) coach.Turn {
	t.Helper()
	turn := newTurn(uid, "Slow?", "")
	turn.Answer.Status, turn.Answer.FinishedAt, turn.Answer.State = coach.Running, time.Time{}, []byte("before")
	turn.Job = &coach.Job{UID: uid, Owner: owner, HeartbeatAt: began}
	must(t, s.KeepTurn(t.Context(), turn))
	return turn
}

// deltas are the events of an answer from the first-th on.
func deltas(m coach.Message, first int64, texts ...string) []coach.Event {
	var list []coach.Event
	for i, text := range texts {
		list = append(list, coach.Event{Number: m.Number*1_000_000 + first + int64(i), Kind: coach.Delta, Text: text})
	}
	return list
}

// ended is how an answer ends.
func endedAs(turn coach.Turn, owner, text string) coach.Finish {
	m := turn.Answer
	m.Status, m.Text, m.Writer, m.State, m.FinishedAt = coach.Done, text, coach.ByModel, []byte("after"), began.Add(time.Minute)
	return coach.Finish{Message: m, Owner: owner, Events: []coach.Event{{Number: m.Number*1_000_000 + 99, Kind: coach.End}}}
}

func piecesComeBack(t *testing.T, db database) {
	p := added(t, db.one)
	turn := startedAnswer(t, db.one, p.UID, "node")
	id := turn.Answer.ID
	kept := deltas(turn.Answer, 1, "one ", "two ", "<three>\n")
	kept = append(
		kept,
		coach.Event{Number: 1_000_004, Kind: coach.Citation, Source: turn.Answer.Sources[0]},
		coach.Event{Number: 1_000_005, Kind: coach.Calculated, Calculation: turn.Answer.Calculations[0]},
	)
	for _, batch := range [][]coach.Event{kept[:2], kept[2:], nil} {
		stop, err := db.one.AppendEvents(t.Context(), id, "node", began.Add(time.Second), batch)
		if must(t, err); stop {
			t.Error("nobody has stopped it")
		}
	}
	for heard := range int64(6) {
		job, events, err := db.other.EventsAfter(t.Context(), id, 1_000_000+heard)
		must(t, err)
		if want := kept[heard:]; len(events) != len(want) || len(want) > 0 && !reflect.DeepEqual(events, want) {
			t.Errorf("behind %d: %+v, want %+v", heard, events, want)
		}
		if want := (coach.Job{UID: p.UID, Owner: "node", HeartbeatAt: began.Add(time.Second)}); job != want {
			t.Errorf("%+v, want %+v", job, want)
		}
	}
	conv, err := db.other.ConversationByID(t.Context(), p.UID, turn.Conversation.ID)
	if must(t, err); !conv.Running {
		t.Error("it is not running")
	}
	ok, err := db.one.FinishAnswer(t.Context(), endedAs(turn, "node", "one two"))
	if must(t, err); !ok {
		t.Error("it has not ended")
	}
	job, events, err := db.other.EventsAfter(t.Context(), id, 1_000_005)
	if must(t, err); !job.EndedAt.Equal(began.Add(time.Minute)) || len(events) != 1 || events[0].Kind != coach.End {
		t.Errorf("%+v, %+v", job, events)
	}
	m, err := db.other.MessageByID(t.Context(), p.UID, id)
	if must(t, err); m.Status != coach.Done || m.Text != "one two" || m.Writer != coach.ByModel {
		t.Errorf("%+v", m)
	}
	if conv, err = db.other.ConversationByID(t.Context(), p.UID, conv.ID); err != nil || conv.Running {
		t.Errorf("it is still running: %v", err)
	}
	if got := searched(t, db.other, p.UID, "two"); len(got) != 1 {
		t.Errorf("its words find %v", got)
	}
	whole := talked(t, db.one, p.UID, "Quick?", "Yes.")
	_, _, err = db.other.EventsAfter(t.Context(), whole.Answer.ID, 0)
	wantError(t, err, coach.ErrNoMessage)
}

func answerOwned(t *testing.T, db database) {
	p := added(t, db.one)
	turn := startedAnswer(t, db.one, p.UID, "node")
	for _, owner := range []string{"other", "", "nod", "node%"} {
		_, err := db.other.AppendEvents(t.Context(), turn.Answer.ID, owner, began, deltas(turn.Answer, 1, "x"))
		wantError(t, err, coach.ErrNoMessage)
		ok, err := db.other.FinishAnswer(t.Context(), endedAs(turn, owner, "x"))
		if must(t, err); ok {
			t.Errorf("%q ended it", owner)
		}
	}
	_, events, err := db.one.EventsAfter(t.Context(), turn.Answer.ID, 0)
	if must(t, err); len(events) != 0 {
		t.Errorf("events of others: %v", events)
	}
}

func finishRace(t *testing.T, db database) {
	p := added(t, db.one)
	turn := startedAnswer(t, db.one, p.UID, "node")
	var kept atomic.Int32
	together(10, func(i int) {
		f := endedAs(turn, "node", "the end")
		if i%2 == 1 {
			f.Dead = began
		}
		ok, err := db.handle(i).FinishAnswer(ctx, f)
		if err != nil {
			t.Error(err)
		}
		if ok {
			kept.Add(1)
		}
	})
	if kept.Load() != 1 {
		t.Errorf("it ended %d times", kept.Load())
	}
	_, err := db.one.AppendEvents(t.Context(), turn.Answer.ID, "node", began, nil)
	wantError(t, err, coach.ErrNoMessage)
}

func answerBuried(t *testing.T, db database) {
	p := added(t, db.one)
	turn, alive := startedAnswer(t, db.one, p.UID, "dead"), startedAnswer(t, db.one, p.UID, "alive")
	_, err := db.one.AppendEvents(t.Context(), alive.Answer.ID, "alive", began.Add(time.Hour), nil)
	must(t, err)
	dead, err := db.other.DeadAnswers(t.Context(), began)
	if must(t, err); len(dead) == 0 {
		t.Error("the dead one is not found")
	}
	for _, id := range dead {
		if id == alive.Answer.ID {
			t.Error("the living one is found")
		}
	}
	f := endedAs(alive, "alive", "")
	f.Dead = began
	if ok, err := db.other.FinishAnswer(t.Context(), f); err != nil || ok {
		t.Errorf("the living one was buried: %v", err)
	}
	f = endedAs(turn, "dead", "a part")
	f.Dead, f.Message.Status, f.Message.State = began, coach.Interrupted, nil
	if ok, err := db.other.FinishAnswer(t.Context(), f); err != nil || !ok {
		t.Errorf("the dead one was not buried: %v", err)
	}
	_, err = db.one.AppendEvents(t.Context(), turn.Answer.ID, "dead", began.Add(time.Hour), deltas(turn.Answer, 1, "I live"))
	wantError(t, err, coach.ErrNoMessage)
	list, err := db.one.RecentMessages(t.Context(), turn.Conversation.ID, 2, 1)
	if must(t, err); len(list) != 1 || string(list[0].State) != "before" || list[0].Text != "a part" {
		t.Errorf("%+v", list)
	}
}

func answerBound(t *testing.T, db database) {
	p := added(t, db.one)
	var kept atomic.Int32
	together(8, func(i int) {
		turn := newTurn(p.UID, "Slow?", "")
		turn.Answer.Status = coach.Running
		turn.Job = &coach.Job{UID: p.UID, Owner: "node", HeartbeatAt: began}
		switch err := db.handle(i).KeepTurn(ctx, turn); {
		case err == nil:
			kept.Add(1)
		case !errors.Is(err, coach.ErrTooManyAnswers):
			t.Error(err)
		}
	})
	if kept.Load() != coach.MaxAnswers {
		t.Errorf("%d answers run", kept.Load())
	}
	later := newTurn(p.UID, "After a crash?", "")
	later.Job = &coach.Job{UID: p.UID, Owner: "node", HeartbeatAt: began.Add(coach.DeadAfter)}
	if err := db.one.KeepTurn(t.Context(), later); err != nil {
		t.Errorf("the dead ones count: %v", err)
	}
	talked(t, db.one, p.UID, "Quick?", "Whole answers do not count.")
}

func stopReaches(t *testing.T, db database) {
	p := added(t, db.one)
	turn := startedAnswer(t, db.one, p.UID, "node")
	must(t, db.other.StopAnswer(t.Context(), turn.Answer.ID))
	must(t, db.other.StopAnswer(t.Context(), "none"))
	stop, err := db.one.AppendEvents(t.Context(), turn.Answer.ID, "node", began, deltas(turn.Answer, 1, "x"))
	if must(t, err); !stop {
		t.Error("the writer does not hear of it")
	}
	job, _, err := db.one.EventsAfter(t.Context(), turn.Answer.ID, 0)
	if must(t, err); !job.Stop {
		t.Error("the row does not say so")
	}
}

func answersForget(t *testing.T, db database) {
	p := added(t, db.one)
	ended, running := startedAnswer(t, db.one, p.UID, "node"), startedAnswer(t, db.one, p.UID, "node")
	if ok, err := db.one.FinishAnswer(t.Context(), endedAs(ended, "node", "kept")); err != nil || !ok {
		t.Fatal(ok, err)
	}
	end := began.Add(time.Minute)
	must(t, db.other.Purge(t.Context(), end.Add(coach.ReplayFor)))
	_, events, err := db.one.EventsAfter(t.Context(), ended.Answer.ID, 0)
	if must(t, err); len(events) == 0 {
		t.Error("the events are gone too early")
	}
	must(t, db.other.Purge(t.Context(), end.Add(coach.ReplayFor+time.Second)))
	_, _, err = db.one.EventsAfter(t.Context(), ended.Answer.ID, 0)
	wantError(t, err, coach.ErrNoMessage)
	_, _, err = db.one.EventsAfter(t.Context(), running.Answer.ID, 0)
	must(t, err)
	m, err := db.one.MessageByID(t.Context(), p.UID, ended.Answer.ID)
	if must(t, err); m.Text != "kept" {
		t.Errorf("%+v", m)
	}
}

// appendedAtOnce has 60 answers keep a word at once: one that nobody writes any
// more, one whose events are kept already, and one that is to stop.
func appendedAtOnce(t *testing.T, db database) {
	turns := make([]coach.Turn, 60)
	for i := range turns {
		turns[i] = startedAnswer(t, db.one, added(t, db.one).UID, "node")
	}
	gone, twice, stopped := 7, 21, 33
	_, err := db.one.FinishAnswer(t.Context(), endedAs(turns[gone], "node", "the end"))
	must(t, err)
	_, err = db.one.AppendEvents(t.Context(), turns[twice].Answer.ID, "node", began, deltas(turns[twice].Answer, 1, "word"))
	must(t, err)
	must(t, db.other.StopAnswer(t.Context(), turns[stopped].Answer.ID))
	together(len(turns), func(i int) {
		stop, err := db.one.AppendEvents(t.Context(), turns[i].Answer.ID, "node", began, deltas(turns[i].Answer, 1, "word"))
		switch {
		case i == gone && !errors.Is(err, coach.ErrNoMessage), i == twice && err == nil, i != gone && i != twice && err != nil:
			t.Errorf("answer %d: %v", i, err)
		case stop != (i == stopped):
			t.Errorf("answer %d: stop %v", i, stop)
		}
	})
	for i, turn := range turns {
		_, events, err := db.other.EventsAfter(t.Context(), turn.Answer.ID, 0)
		if must(t, err); len(events) != 1 {
			t.Errorf("answer %d has the events %v", i, events)
		}
	}
}
