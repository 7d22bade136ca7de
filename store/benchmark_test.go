package store_test

import (
	"fmt"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
)

func benchStore(b *testing.B, dsn string) (*store.Store, account.Person, account.Session) {
	b.Helper()
	s, err := store.Open(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	now := time.Now()
	p := account.Person{
		UID: "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", Username: "bencher", Email: "bencher@example.com", PasswordHash: "hash", Version: 1,
		CreatedAt: now, Profile: account.Profile{Age: 30, Level: "beginner", Gender: "female", FirstName: "Terry"},
	}
	if err := s.AddPerson(b.Context(), p, account.Event{}); err != nil {
		b.Fatal(err)
	}
	session := account.Session{
		ID: "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e71", UID: p.UID, CreatedAt: now, LastUsedAt: now, EndsAt: now.Add(time.Hour),
		Refresh: account.RefreshID{ID: "0", IssuedAt: now, ExpiresAt: now.Add(time.Hour), KeyID: "k"},
	}
	if _, err := s.StartSession(b.Context(), session, p.PasswordHash, account.MaxSessions, account.Ending{}); err != nil {
		b.Fatal(err)
	}
	return s, p, session
}

func eachEngine(b *testing.B, run func(b *testing.B, dsn string)) {
	b.Run("sqlite", func(b *testing.B) { run(b, storetest.SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { run(b, storetest.Postgres(b)) })
}

func BenchmarkPersonByID(b *testing.B) {
	eachEngine(b, func(b *testing.B, dsn string) {
		s, p, _ := benchStore(b, dsn)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.PersonByID(b.Context(), p.UID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRotateRefresh(b *testing.B) {
	eachEngine(b, func(b *testing.B, dsn string) {
		s, p, session := benchStore(b, dsn)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			now := time.Now()
			_, _, ok, err := s.RotateRefresh(b.Context(), account.Rotation{
				SessionID: session.ID, UID: p.UID, Old: fmt.Sprint(i), At: now,
				Next: account.RefreshID{ID: fmt.Sprint(i + 1), IssuedAt: now, ExpiresAt: now.Add(time.Hour), KeyID: "k"},
			})
			if err != nil || !ok {
				b.Fatal(ok, err)
			}
		}
	})
}

// BenchmarkThrottle is what the throttle costs a log-in that succeeds: three
// counters are moved, and given back.
func BenchmarkThrottle(b *testing.B) {
	eachEngine(b, func(b *testing.B, dsn string) {
		s, _, _ := benchStore(b, dsn)
		counters := []account.Counter{
			{Name: "account", Pace: account.Pace{Leak: time.Minute, Burst: 10}, Delay: 5 * time.Second, MaxDelay: time.Minute},
			{Name: "mark", Pace: account.Pace{Leak: time.Minute, Burst: 1}, Once: true},
			{Name: "address", Pace: account.Pace{Leak: time.Minute, Burst: 60}},
		}
		b.ReportAllocs()
		for b.Loop() {
			r, err := s.Reserve(b.Context(), account.Attempt{At: time.Now(), Counters: counters})
			if err != nil || len(r.Moved) != len(counters) {
				b.Fatal(r, err)
			}
			if err := s.Release(b.Context(), r.Moved); err != nil {
				b.Fatal(err)
			}
		}
	})
}
