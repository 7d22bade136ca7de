package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
)

var raceContract = []part{
	{"of 20 uses of a refresh token one wins, on one node", func(t *testing.T, db database) { rotationRace(t, database{db.one, db.one, db.raw}) }},
	{"of 20 uses of a refresh token one wins, on two nodes", rotationRace},
	{"no refresh survives a log-out", endedWhile(func(db database, s account.Session) error {
		_, err := db.other.EndSessions(ctx, account.Which{UID: s.UID, Only: s.ID}, ending("logout"))
		return err
	})},
	{"no refresh survives a disabling", endedWhile(func(db database, s account.Session) error {
		_, err := db.other.Disable(ctx, s.UID, ending("disabled"))
		return err
	})},
	{"no refresh survives a deletion", endedWhile(func(db database, s account.Session) error {
		p, err := db.other.PersonByID(ctx, s.UID)
		if err != nil {
			return err
		}
		_, err = db.other.DeletePerson(ctx, p.UID, p.PasswordHash, ending("deleted"))
		return err
	})},
	{"no session of the old password survives its change", startedWhile(func(db database, p account.Person) error {
		_, err := db.other.ChangePassword(ctx, p.UID, p.PasswordHash, "new", "", ending("password_changed"))
		return err
	})},
	{"no session survives a disabling", startedWhile(func(db database, p account.Person) error {
		_, err := db.other.Disable(ctx, p.UID, ending("disabled"))
		return err
	})},
	{"no session survives a deletion", startedWhile(func(db database, p account.Person) error {
		_, err := db.other.DeletePerson(ctx, p.UID, p.PasswordHash, ending("deleted"))
		return err
	})},
	{"of two changes of a password one wins", passwordRace},
	{"a session ends once", endingRace},
	{"everything that ends sessions at once ends each once", endingsRace},
	{"log-ins at once leave no more than the most", startRace},
}

func rotationRace(t *testing.T, db database) {
	const rounds, callers = 50, 20
	s := started(t, db.one, added(t, db.one))
	for round := range rounds {
		var winners atomic.Int64
		var won atomic.Pointer[account.Session]
		together(callers, func(i int) {
			got, _, ok, err := db.handle(i).RotateRefresh(ctx, rotation(s))
			if err != nil {
				t.Error(err)
			}
			if ok {
				winners.Add(1)
				won.Store(&got)
				return
			}
			// Whoever lost sees at once what the winner has written.
			st, err := db.handle(i).LookAtSession(ctx, s.ID)
			if err != nil || st.Previous != s.Refresh.ID {
				t.Errorf("round %d: a loser sees %+v, %v", round, st, err)
			}
		})
		if winners.Load() != 1 {
			t.Fatalf("round %d: %d winners", round, winners.Load())
		}
		st, err := db.one.LookAtSession(ctx, s.ID)
		if must(t, err); st.Session.Refresh != won.Load().Refresh {
			t.Fatalf("round %d: the session is %+v, the winner has %+v", round, st.Session, *won.Load())
		}
		s = st.Session
	}
}

// endedWhile ends a session while it is refreshed again and again: it is gone
// afterwards, and everybody is told.
func endedWhile(end func(db database, s account.Session) error) func(t *testing.T, db database) {
	return func(t *testing.T, db database) {
		for range 40 {
			s := started(t, db.one, added(t, db.one))
			together(3, func(i int) {
				if i == 0 {
					if err := end(db, s); err != nil {
						t.Error(err)
					}
					return
				}
				mine := s
				for range 5 {
					got, _, ok, err := db.handle(i).RotateRefresh(ctx, rotation(mine))
					if err != nil {
						t.Error(err)
					}
					if !ok {
						return
					}
					mine = got
				}
			})
			if _, err := db.one.LookAtSession(ctx, s.ID); !errors.Is(err, account.ErrNoSession) {
				t.Errorf("a survivor: %v", err)
			}
			if !slices.Contains(endedIDs(t, db.one), s.ID) {
				t.Error("nobody is told of it")
			}
		}
	}
}

// startedWhile changes an account while its owner logs in with the password of
// before: every such session is refused, or has ended and everybody is told.
func startedWhile(change func(db database, p account.Person) error) func(t *testing.T, db database) {
	return func(t *testing.T, db database) {
		for range 25 {
			p := added(t, db.one)
			sessions := make([]account.Session, 4)
			together(5, func(i int) {
				if i == 4 {
					if err := change(db, p); err != nil {
						t.Error(err)
					}
					return
				}
				n := newSession(p.UID)
				_, err := db.handle(i).StartSession(ctx, n, p.PasswordHash, 100, ending("too_many_sessions"))
				switch {
				case err == nil:
					sessions[i] = n
				case !errors.Is(err, account.ErrWrongCredentials):
					t.Error(err)
				}
			})
			if n := db.count(t, "SELECT count(*) FROM sessions WHERE uid = $1", p.UID); n > 0 {
				t.Errorf("%d survivors", n)
			}
			told := endedIDs(t, db.one)
			for _, s := range sessions {
				if s.ID != "" && !slices.Contains(told, s.ID) {
					t.Error("nobody is told of a session that had started")
				}
			}
		}
	}
}

func passwordRace(t *testing.T, db database) {
	for range 10 {
		p := added(t, db.one)
		var won atomic.Int64
		var hash atomic.Value
		together(8, func(i int) {
			mine := fmt.Sprintf("new %d", i)
			_, err := db.handle(i).ChangePassword(ctx, p.UID, p.PasswordHash, mine, "", ending("password_changed"))
			switch {
			case err == nil:
				won.Add(1)
				hash.Store(mine)
			case !errors.Is(err, account.ErrConflict):
				t.Error(err)
			}
		})
		if won.Load() != 1 || hashOf(t, db, p.UID) != hash.Load() {
			t.Errorf("%d changes won", won.Load())
		}
	}
}

func endingRace(t *testing.T, db database) {
	for range 10 {
		s := started(t, db.one, added(t, db.one))
		var ended atomic.Int64
		together(10, func(i int) {
			end := ending("token_reused")
			end.Event = newEvent(s.UID, account.EventTokenReused)
			list, err := db.handle(i).EndSessions(ctx, account.Which{UID: s.UID, Only: s.ID}, end)
			if err != nil {
				t.Error(err)
			}
			ended.Add(int64(len(list)))
		})
		if n := db.count(t, "SELECT count(*) FROM events WHERE uid = $1", s.UID); ended.Load() != 1 || n != 1 {
			t.Errorf("ended %d times with %d events", ended.Load(), n)
		}
	}
}

// endingsRace has rows of one person locked from several sides, in different
// orders: what stands in each other's way must not show.
func endingsRace(t *testing.T, db database) {
	for range 10 {
		p := added(t, db.one)
		ids := startedAt(t, db, p, 8)
		var ended atomic.Int64
		together(12, func(i int) {
			var list []account.Ended
			var err error
			switch i {
			case 0:
				list, err = db.one.Disable(ctx, p.UID, ending("disabled"))
			case 1:
				list, err = db.other.ChangePassword(ctx, p.UID, "", "new", "", ending("password_changed"))
			case 2, 3:
				list, err = db.handle(i).EndSessions(ctx, account.Which{UID: p.UID}, ending("ended_by_user"))
			default:
				list, err = db.handle(i).EndSessions(ctx, account.Which{UID: p.UID, Only: ids[i-4]}, ending("logout"))
			}
			if err != nil {
				t.Error(err)
			}
			ended.Add(int64(len(list)))
		})
		if ended.Load() != int64(len(ids)) {
			t.Errorf("%d sessions ended %d times", len(ids), ended.Load())
		}
	}
}

func startRace(t *testing.T, db database) {
	const most, logins = 3, 12
	p := added(t, db.one)
	var ended atomic.Int64
	together(logins, func(i int) {
		n := newSession(p.UID)
		n.LastUsedAt = began.Add(time.Duration(i) * time.Second)
		list, err := db.handle(i).StartSession(ctx, n, p.PasswordHash, most, ending("too_many_sessions"))
		if err != nil {
			t.Error(err)
		}
		ended.Add(int64(len(list)))
	})
	if n := db.count(t, "SELECT count(*) FROM sessions WHERE uid = $1", p.UID); n != most || ended.Load() != logins-most {
		t.Errorf("%d sessions are left and %d have ended", n, ended.Load())
	}
}
