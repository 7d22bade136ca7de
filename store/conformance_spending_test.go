package store_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
)

var spendingContract = []part{
	{"tokens are set aside and settled, each day and person by themselves", spendingSettled},
	{"of many that set aside at once no more do than there is room for", spendingRace},
	{"that a budget is spent is told once a day", spendingTold},
	{"who is gone spends nothing, and leaves nothing", spendingGone},
	{"old days are purged", spendingPurged},
}

var today = began.Truncate(24 * time.Hour)

func reserved(t *testing.T, db database, uid string, day time.Time, tokens, most int64) bool {
	t.Helper()
	ok, err := db.one.ReserveTokens(t.Context(), uid, day, tokens, most)
	must(t, err)
	return ok
}

func wantTokens(t *testing.T, db database, uid string, day time.Time, want coach.Tokens) {
	t.Helper()
	got, err := db.other.TokensOn(t.Context(), uid, day)
	if must(t, err); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func spendingSettled(t *testing.T, db database) {
	ann, ben := added(t, db.one).UID, added(t, db.one).UID
	wantTokens(t, db, ann, today, coach.Tokens{})
	for range 2 {
		if !reserved(t, db, ann, today, 70, 100) {
			t.Error("there was room for both")
		}
	}
	if reserved(t, db, ann, today, 1, 100) {
		t.Error("there was no room for a third")
	}
	wantTokens(t, db, ann, today, coach.Tokens{Reserved: 140})
	s := coach.Settlement{UID: ann, Day: today, Reserved: 70, Tokens: coach.Tokens{Prompt: 20, Completion: 10, Estimated: 30}}
	must(t, db.other.SettleTokens(t.Context(), s))
	wantTokens(t, db, ann, today, coach.Tokens{Prompt: 20, Completion: 10, Estimated: 30, Reserved: 70})
	s.Estimated = 0
	must(t, db.one.SettleTokens(t.Context(), s))
	wantTokens(t, db, ann, today, coach.Tokens{Prompt: 40, Completion: 20, Estimated: 30})
	if !reserved(t, db, ann, today, 1, 61) || reserved(t, db, ann, today, 1, 61) {
		t.Error("the budget is where it is spent, and not before")
	}
	if !reserved(t, db, ann, today.Add(24*time.Hour), 70, 1) || !reserved(t, db, ben, today, 70, 1) {
		t.Error("another day, or person, has another budget")
	}
	days, err := db.other.TokensByDay(t.Context(), ann)
	if err != nil || len(days) != 2 || !days[0].Day.Equal(today.Add(24*time.Hour)) || days[1].Spent() != 60 {
		t.Errorf("the days are %v, %v", days, err)
	}
	if reserved(t, db, added(t, db.one).UID, today, 1, 0) {
		t.Error("a budget of nothing is never open")
	}
}

func spendingRace(t *testing.T, db database) {
	uid := added(t, db.one).UID
	var granted atomic.Int64
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			node := db.one
			if i%2 == 0 {
				node = db.other
			}
			ok, err := node.ReserveTokens(t.Context(), uid, today, 100, 350)
			if err != nil {
				t.Error(err)
			}
			if ok {
				granted.Add(1)
			}
		})
	}
	all.Wait()
	if granted.Load() != 4 {
		t.Errorf("%d were let through, want 4", granted.Load())
	}
}

func spendingTold(t *testing.T, db database) {
	uid := added(t, db.one).UID
	reserved(t, db, uid, today, 1, 1)
	for i, want := range []bool{true, false, false} {
		if first, err := db.one.TellSpent(t.Context(), uid, today); err != nil || first != want {
			t.Errorf("%d: %v, %v", i, first, err)
		}
	}
	if first, err := db.other.TellSpent(t.Context(), uid, today.Add(24*time.Hour)); err != nil || !first {
		t.Errorf("the next day: %v, %v", first, err)
	}
}

func spendingGone(t *testing.T, db database) {
	p := added(t, db.one)
	reserved(t, db, p.UID, today, 5, 10)
	_, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, account.Ending{At: began, Until: began})
	must(t, err)
	must(t, db.one.SettleTokens(t.Context(), coach.Settlement{UID: p.UID, Day: today, Reserved: 5}))
	if reserved(t, db, p.UID, today, 5, 10) {
		t.Error("tokens for nobody")
	}
	if first, err := db.one.TellSpent(t.Context(), p.UID, today); first || err != nil {
		t.Errorf("told to nobody: %v, %v", first, err)
	}
	if n := db.count(t, "SELECT count(*) FROM spending WHERE uid = $1", p.UID); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

func spendingPurged(t *testing.T, db database) {
	uid := added(t, db.one).UID
	edge := began.Add(-coach.SpendingKeptFor)
	for _, day := range []time.Time{edge.Add(-time.Second), edge, today} {
		reserved(t, db, uid, day, 1, 1)
	}
	must(t, db.one.Purge(t.Context(), began))
	wantTokens(t, db, uid, edge.Add(-time.Second), coach.Tokens{})
	wantTokens(t, db, uid, edge, coach.Tokens{Reserved: 1})
	wantTokens(t, db, uid, today, coach.Tokens{Reserved: 1})
}
