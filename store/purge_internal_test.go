package store

import (
	"fmt"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// TestPurgeBoundsTheRefusals to so many, whatever their age.
func TestPurgeBoundsTheRefusals(t *testing.T) {
	const kept, most = 25, 10
	began := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	storetest.Each(t, func(t *testing.T, dsn string) {
		s, err := Open(storetest.Patient(t.Context()), dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var list []account.Refusal
		for i := range kept {
			list = append(list, account.Refusal{RequestID: fmt.Sprint(i), At: began.Add(time.Duration(i) * time.Microsecond)})
		}
		if err := s.AddRefusals(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		if err := s.purgeAll(t.Context(), began.Add(time.Hour), most); err != nil {
			t.Fatal(err)
		}
		for i := range kept {
			_, found, err := s.RefusalByRequest(t.Context(), fmt.Sprint(i))
			if err != nil || found != (i >= kept-most) {
				t.Errorf("refusal %d of %d: found %v, %v", i, kept, found, err)
			}
		}
	})
}

// TestPurgeGoesPastSessionsThatLive: slice by slice of a few sessions, where the
// expired are in front, behind and between.
func TestPurgeGoesPastSessionsThatLive(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, expired := range []string{"", "x", "-", "x-", "-x", "xx--------xx", "xxxxxxxxxxxx", "-x-x-x-x-x-x-", "------xxx---", "---"} {
		s, err := Open(storetest.Patient(t.Context()), storetest.SQLite(t))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := s.AddPerson(t.Context(), account.Person{UID: "u", Username: "u", Email: "u@example.com"}, account.Event{}); err != nil {
			t.Fatal(err)
		}
		living := 0
		for i, kind := range expired {
			expires := now.Add(-time.Second)
			if kind == '-' {
				living++
				expires = now
			}
			_, err := s.StartSession(t.Context(), account.Session{ID: fmt.Sprintf("s%02d", i), UID: "u", Refresh: account.RefreshID{ExpiresAt: expires}}, "", 100, account.Ending{})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := s.purgeSessions(t.Context(), now, 3); err != nil {
			t.Fatal(err)
		}
		left, err := s.ListSessions(t.Context(), "u", time.Time{})
		if err != nil || len(left) != living {
			t.Errorf("%q: %d sessions are left, %v; want %d", expired, len(left), err, living)
		}
	}
}
