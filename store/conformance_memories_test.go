package store_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"spotter/coach"
	"spotter/store"
)

var memoryContract = []part{
	{"a fact comes back field by field, the earlier said first", factComesBack},
	{"a later fact takes the earlier one's place, however late the earlier comes", laterFactCounts},
	{"what is another's is not remembered", factsAreTheirOwners},
	{"a forgotten fact is gone, and what was said before stays away", factForgotten},
	{"an edit takes along what was learned from what it drops", factsDropped},
	{"a deleted conversation leaves its facts, a deleted person none", factsOutliveConversations},
	{"a running answer's question teaches at once", runningAnswerTeaches},
	{"of facts at once the latest is kept", factRace},
	{"what is said again while it is forgotten does not come back", factForgottenInARace},
	{"a text that PostgreSQL cannot keep is no fact", factTexts},
}

// teaches adds facts to a turn, said when it was asked.
func teaches(t coach.Turn, list ...coach.Fact) coach.Turn {
	for _, f := range list {
		f.ID, f.SaidAt, f.MessageID = newID(), t.Conversation.UpdatedAt, t.Question.ID
		t.Learned = append(t.Learned, f)
	}
	return t
}

func fact(kind coach.FactKind, value string) coach.Fact { return coach.Fact{Kind: kind, Value: value} }

// remembered are the facts of a person, as texts.
func remembered(t *testing.T, s *store.Store, uid string) []string {
	t.Helper()
	list, err := s.Facts(t.Context(), uid)
	must(t, err)
	all := []string{}
	for _, f := range list {
		all = append(all, f.String())
	}
	slices.Sort(all)
	return all
}

func factComesBack(t *testing.T, db database) {
	p := added(t, db.one)
	turn := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80.5"))
	must(t, db.one.KeepTurn(t.Context(), turn))
	next := teaches(nextTurn(turn.Conversation, "Q2", "A2"), fact(coach.FactPain, "left knee"), coach.Fact{Kind: coach.FactOwns, Value: "band", Gone: true})
	must(t, db.one.KeepTurn(t.Context(), next))
	got, err := db.other.Facts(t.Context(), p.UID)
	must(t, err)
	want := slices.Concat(turn.Learned, next.Learned)
	for i := range want {
		want[i].ConversationID, want[i].Turn = turn.Conversation.ID, min(i+1, 2)
	}
	slices.SortFunc(want[1:], func(a, b coach.Fact) int { return map[bool]int{true: -1, false: 1}[a.ID < b.ID] })
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n%+v, want\n%+v", got, want)
	}
}

func laterFactCounts(t *testing.T, db database) {
	p := added(t, db.one)
	first := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80"), fact(coach.FactOwns, "band"))
	must(t, db.one.KeepTurn(t.Context(), first))
	second := teaches(nextTurn(first.Conversation, "Q2", "A2"), fact(coach.FactWeight, "82"), fact(coach.FactOwns, "band"), fact(coach.FactOwns, "rower"))
	must(t, db.other.KeepTurn(t.Context(), second))

	again := nextTurn(second.Conversation, "", "A1b") // the first question, answered once more
	again.Conversation.Turns, again.Question, again.Answer.Turn, again.Answer.Variant, again.Learned = 2, nil, 1, 2, first.Learned
	must(t, db.one.KeepTurn(t.Context(), again))
	list, err := db.one.Facts(t.Context(), p.UID)
	must(t, err)
	ids := map[string]string{}
	for _, f := range list {
		ids[f.String()] = f.ID
	}
	want := map[string]string{"weight:82": second.Learned[0].ID, "owns:band": first.Learned[1].ID, "owns:rower": second.Learned[2].ID}
	if !reflect.DeepEqual(ids, want) {
		t.Errorf("%v, want %v", ids, want)
	}
}

func factsAreTheirOwners(t *testing.T, db database) {
	owner, other := added(t, db.one), added(t, db.one)
	turn := teaches(newTurn(owner.UID, "Q", "A"), fact(coach.FactWeight, "80"))
	must(t, db.one.KeepTurn(t.Context(), turn))
	for _, uid := range []string{other.UID, "", "%", owner.UID[:8]} {
		wantIDs(t, remembered(t, db.one, uid))
		wantError(t, db.one.Forget(t.Context(), uid, turn.Learned[0].ID, began), coach.ErrNoFact)
		wantIDs(t, remembered(t, db.one, uid)) // no mark either
	}
	for _, none := range []string{"", "x", "%", turn.Learned[0].ID + "'"} {
		wantError(t, db.one.Forget(t.Context(), owner.UID, none, began), coach.ErrNoFact)
	}
	wantIDs(t, remembered(t, db.other, owner.UID), "weight:80")
}

func factForgotten(t *testing.T, db database) {
	p := added(t, db.one)
	turn := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80"), fact(coach.FactCondition, "pregnant"), coach.Fact{Kind: coach.FactPain, Value: "knee", Gone: true})
	must(t, db.one.KeepTurn(t.Context(), turn))
	at := turn.Conversation.UpdatedAt.Add(2 * time.Second)
	must(t, db.one.Forget(t.Context(), p.UID, turn.Learned[1].ID, at))
	wantError(t, db.other.Forget(t.Context(), p.UID, turn.Learned[1].ID, at), coach.ErrNoFact)
	wantError(t, db.other.Forget(t.Context(), p.UID, turn.Learned[2].ID, at), coach.ErrNoFact) // is gone already
	list, err := db.other.Facts(t.Context(), p.UID)
	must(t, err)
	wantIDs(t, remembered(t, db.one, p.UID), "-pain:knee", "forgotten", "weight:80")
	mark := list[len(list)-1]
	if mark.Kind != coach.FactForgotten || !mark.SaidAt.Equal(at) {
		t.Errorf("mark %+v", mark)
	}
	wantError(t, db.one.Forget(t.Context(), p.UID, mark.ID, at), coach.ErrNoFact)

	early := teaches(nextTurn(turn.Conversation, "Q2", "A2"), fact(coach.FactCondition, "pregnant")) // a second after Q
	must(t, db.one.KeepTurn(t.Context(), early))
	wantIDs(t, remembered(t, db.one, p.UID), "-pain:knee", "forgotten", "weight:80")
	early.Conversation.UpdatedAt = at
	late := teaches(nextTurn(early.Conversation, "Q3", "A3"), fact(coach.FactCondition, "pregnant"))
	must(t, db.one.KeepTurn(t.Context(), late))
	wantIDs(t, remembered(t, db.one, p.UID), "-pain:knee", "condition:pregnant", "forgotten", "weight:80")
	must(t, db.one.Forget(t.Context(), p.UID, late.Learned[0].ID, began.Add(-time.Hour))) // a clock that is behind
	if list, err = db.one.Facts(t.Context(), p.UID); err != nil || !slices.ContainsFunc(list, func(f coach.Fact) bool { return f.Kind == coach.FactForgotten && f.SaidAt.Equal(at) }) {
		t.Errorf("the mark went back: %+v, %v", list, err)
	}
}

func factsDropped(t *testing.T, db database) {
	p := added(t, db.one)
	first := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80"))
	must(t, db.one.KeepTurn(t.Context(), first))
	second := teaches(nextTurn(first.Conversation, "Q2", "A2"), fact(coach.FactOwns, "band"))
	must(t, db.one.KeepTurn(t.Context(), second))
	third := teaches(nextTurn(second.Conversation, "Q3", "A3"), fact(coach.FactOwns, "rower"))
	must(t, db.one.KeepTurn(t.Context(), third))
	edit := nextTurn(third.Conversation, "Edited", "A4")
	edit.Conversation.Turns, edit.Question.Turn, edit.Answer.Turn, edit.Drop = 2, 2, 2, true
	edit.Question.ID = second.Question.ID
	edit = teaches(edit, fact(coach.FactOwns, "bike"))
	must(t, db.other.KeepTurn(t.Context(), edit))
	wantIDs(t, remembered(t, db.one, p.UID), "owns:bike", "weight:80")
}

func factsOutliveConversations(t *testing.T, db database) {
	p := added(t, db.one)
	turn := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80"))
	must(t, db.one.KeepTurn(t.Context(), turn))
	must(t, db.one.DeleteConversation(t.Context(), p.UID, turn.Conversation.ID))
	list, err := db.other.Facts(t.Context(), p.UID)
	must(t, err)
	want := turn.Learned[0]
	want.MessageID = ""
	if !reflect.DeepEqual(list, []coach.Fact{want}) {
		t.Errorf("%+v, want %+v", list, want)
	}
	_, err = db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, ending("deleted"))
	must(t, err)
	if n := db.count(t, "SELECT COUNT(*) FROM memories WHERE uid = $1", p.UID); n != 0 {
		t.Errorf("%d are left", n)
	}
}

func runningAnswerTeaches(t *testing.T, db database) {
	p := added(t, db.one)
	turn := teaches(newTurn(p.UID, "Q", ""), fact(coach.FactWeight, "80"))
	turn.Answer.Status, turn.Job = coach.Running, &coach.Job{UID: p.UID, Owner: "node", HeartbeatAt: began}
	must(t, db.one.KeepTurn(t.Context(), turn))
	wantIDs(t, remembered(t, db.other, p.UID), "weight:80")
	refused := teaches(nextTurn(turn.Conversation, "Q2", "A2"), fact(coach.FactWeight, "82"))
	refused.Conversation.Answers++ // as read elsewhere
	wantError(t, db.one.KeepTurn(t.Context(), refused), coach.ErrConflict)
	wantIDs(t, remembered(t, db.other, p.UID), "weight:80")
}

func factRace(t *testing.T, db database) {
	p := added(t, db.one)
	together(10, func(i int) {
		turn := newTurn(p.UID, "Q", "A")
		turn.Conversation.UpdatedAt = began.Add(time.Duration(i) * time.Second)
		if err := db.handle(i).KeepTurn(ctx, teaches(turn, fact(coach.FactDays, string(rune('0'+i))))); err != nil {
			t.Error(err)
		}
	})
	wantIDs(t, remembered(t, db.one, p.UID), "days:9")
}

func factForgottenInARace(t *testing.T, db database) {
	p := added(t, db.one)
	for round := range 30 {
		at := began.Add(time.Duration(round) * time.Minute)
		said := func(at time.Time) coach.Fact {
			return coach.Fact{ID: newID(), Kind: coach.FactWeight, Value: "80", SaidAt: at}
		}
		known := said(at)
		must(t, db.one.Learn(ctx, p.UID, []coach.Fact{known}))
		together(6, func(i int) {
			var err error
			if i == 0 {
				err = db.one.Forget(ctx, p.UID, known.ID, at.Add(30*time.Second))
			} else {
				err = db.handle(i).Learn(ctx, p.UID, []coach.Fact{said(at.Add(time.Duration(i) * time.Second))})
			}
			if err != nil {
				t.Error(err)
			}
		})
		if all := remembered(t, db.one, p.UID); !slices.Equal(all, []string{"forgotten"}) {
			t.Fatalf("round %d: %v", round, all)
		}
	}
}

func factTexts(t *testing.T, db database) {
	p := added(t, db.one)
	turn := teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactWeight, "80"))
	must(t, db.one.KeepTurn(t.Context(), turn))
	for _, bad := range badTexts {
		if err := db.one.KeepTurn(t.Context(), teaches(newTurn(p.UID, "Q", "A"), fact(coach.FactOwns, "band"+bad))); err == nil {
			t.Errorf("%q was kept", bad)
		}
		wantError(t, db.one.Forget(t.Context(), p.UID, turn.Learned[0].ID+bad, began), coach.ErrNoFact)
	}
	wantIDs(t, remembered(t, db.one, p.UID), "weight:80")
}
