package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"spotter/account"
	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

// call is one method of the store with what it needs.
type call struct {
	name string
	do   func() error
}

// writes and reads are every method that touches the database, in forms that
// succeed while it answers, any number of times.
func writes(s *store.Store, p account.Person) []call {
	stranger := newPerson()
	return []call{
		{"AddPerson", func() error { return s.AddPerson(ctx, newPerson(), newEvent("", account.EventRegistered)) }},
		{"SaveProfile", func() error {
			err := s.SaveProfile(ctx, p.UID, 1, p.Profile)
			if errors.Is(err, account.ErrConflict) {
				return nil
			}
			return err
		}},
		{"ReplaceHash", func() error { return s.ReplaceHash(ctx, p.UID, p.PasswordHash, p.PasswordHash) }},
		{"ChangePassword", func() error {
			_, err := s.ChangePassword(ctx, p.UID, "", p.PasswordHash, "", ending("password_changed"))
			return err
		}},
		{"Disable", func() error { return nobody(second(s.Disable(ctx, stranger.UID, ending("disabled")))) }},
		{"Enable", func() error { return nobody(s.Enable(ctx, stranger.UID, account.Event{})) }},
		{"DeletePerson", func() error {
			return nobody(second(s.DeletePerson(ctx, stranger.UID, stranger.PasswordHash, ending("deleted"))))
		}},
		{"StartSession", func() error {
			return second(s.StartSession(ctx, newSession(p.UID), p.PasswordHash, 100, ending("too_many_sessions")))
		}},
		{"RotateRefresh", func() error {
			_, _, _, err := s.RotateRefresh(ctx, rotation(newSession(p.UID)))
			return err
		}},
		{"EndSessions", func() error { return second(s.EndSessions(ctx, account.Which{UID: stranger.UID}, ending("logout"))) }},
		{"AddEvent", func() error { return s.AddEvent(ctx, newEvent(stranger.UID, account.EventSignInFailed)) }},
		{"Purge", func() error { // of what the others write: where nothing is to go it only reads
			if err := s.AddEvent(ctx, newEvent(stranger.UID, account.EventSignInFailed)); err != nil {
				return err
			}
			return s.Purge(ctx, began.Add(2*account.EventLife))
		}},
		{"AddSettlers", func() error { return second(s.AddSettlers(ctx, []account.Settler{newSettler()})) }},
		{"EndLegacyToken", func() error {
			return s.EndLegacyToken(ctx, account.Ended{ID: newID(), At: began, Until: began}, newEvent(stranger.UID, account.EventSignedOut))
		}},
		{"EndLegacyTokens", func() error {
			err := s.EndLegacyTokens(ctx, stranger.UID, began, account.Event{})
			if errors.Is(err, account.ErrSessionEnded) {
				return nil
			}
			return err
		}},
		{"AddKey", func() error { return s.AddKey(ctx, newKey(token.EdDSA, began)) }},
		{"Secret", func() error { return second(s.Secret(ctx, newID(), []byte("fresh"))) }},
		{"AddClient", func() error { return s.AddClient(ctx, newClient(newID()), 1000) }},
		{"RemoveClient", func() error { return noClient(s.RemoveClient(ctx, newID())) }},
	}
}

func reads(s *store.Store, p account.Person) []call {
	return []call{
		{"Ping", func() error { return s.Ping(ctx) }},
		{"PersonByID", func() error { return second(s.PersonByID(ctx, p.UID)) }},
		{"PersonByLogin", func() error { return second(s.PersonByLogin(ctx, string(p.Email))) }},
		{"ImportedPerson", func() error {
			_, _, err := s.ImportedPerson(ctx, p.Username.Canonical())
			return nobody(err)
		}},
		{"ListPeople", func() error { return second(s.ListPeople(ctx, "", 10)) }},
		{"ListSessions", func() error { return second(s.ListSessions(ctx, p.UID, began)) }},
		{"ListEvents", func() error { return second(s.ListEvents(ctx, p.UID, 10)) }},
		{"Keys", func() error { return second(s.Keys(ctx)) }},
		{"EndedSince", func() error { return second(s.EndedSince(ctx, began)) }},
		{"ClientByID", func() error { return noClient(second(s.ClientByID(ctx, newID()))) }},
		{"ListClients", func() error { return second(s.ListClients(ctx, 10)) }},
	}
}

func noClient(err error) error {
	if errors.Is(err, account.ErrNoClient) {
		return nil
	}
	return err
}

// look waits for the connection that writes with SQLite.
func look(s *store.Store) call {
	return call{"LookAtSession", func() error {
		err := second(s.LookAtSession(ctx, newID()))
		if errors.Is(err, account.ErrNoSession) {
			return nil
		}
		return err
	}}
}

func second[T any](_ T, err error) error { return err }

func nobody(err error) error {
	if errors.Is(err, account.ErrNoPerson) {
		return nil
	}
	return err
}

func wantAllWork(t *testing.T, calls []call) {
	t.Helper()
	for _, c := range calls {
		if err := c.do(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// wantAllUnavailable wants every call to say so within the limit, all at once.
func wantAllUnavailable(t *testing.T, calls []call, limit time.Duration) {
	t.Helper()
	var group sync.WaitGroup
	for _, c := range calls {
		group.Go(func() {
			watch := storetest.StartStopwatch()
			err := c.do()
			if !errors.Is(err, account.ErrUnavailable) {
				t.Errorf("%s: %v, want ErrUnavailable", c.name, err)
			}
			if took := watch.Took(); took > limit {
				t.Errorf("%s took %v", c.name, took)
			}
		})
	}
	group.Wait()
}

// callLimit is what a caller waits at most: 3 seconds, and some to notice.
const callLimit = 4 * time.Second

// wantRecovery wants the calls to work soon, without opening again: a pool may
// have to find out first that its connections are dead.
func wantRecovery(t *testing.T, calls []call) {
	t.Helper()
	watch := storetest.StartStopwatch()
	for _, c := range calls {
		for {
			err := c.do()
			if err == nil {
				break
			}
			if !errors.Is(err, account.ErrUnavailable) || watch.Took() > 10*time.Second {
				t.Errorf("%s: %v", c.name, err)
				break
			}
		}
	}
}

func TestAnOutageOfPostgresIsToldInTimeAndPasses(t *testing.T) {
	t.Parallel()
	server := storetest.Dedicated(t, storetest.Options{})
	s := openAsServed(t, server.Create("spotter"))
	p := added(t, s)
	calls := append(append(reads(s, p), look(s)), writes(s, p)...)
	wantAllWork(t, calls)

	server.Pause()
	wantAllUnavailable(t, calls, callLimit)
	wantAllUnavailable(t, calls, callLimit) // no connection is left to fail on
	server.Resume()
	wantRecovery(t, calls)

	for _, mode := range []storetest.Mode{storetest.Fast, storetest.Immediate} {
		server.Stop(mode)
		wantAllUnavailable(t, calls, callLimit)
		server.Start()
		wantRecovery(t, calls)
	}
}

// A server that hangs for long and then goes on still finds in its sockets what
// it was asked meanwhile. What was given up must not happen after all: the
// client would come back with a token that is by then the one before the
// current, and be taken for a thief.
func TestARefreshThatFailedHasConsumedNothing(t *testing.T) {
	t.Parallel()
	server := storetest.Dedicated(t, storetest.Options{})
	s := openAsServed(t, server.Create("spotter"))
	p := added(t, s)
	var sessions []account.Session
	for range 10 {
		sessions = append(sessions, started(t, s, p))
	}
	together(len(sessions), func(i int) { // connections for all, and prepared
		got, _, ok, err := s.RotateRefresh(ctx, rotation(sessions[i]))
		if err != nil || !ok {
			t.Error(ok, err)
		}
		sessions[i].Refresh = got.Refresh
	})

	server.Pause()
	together(len(sessions), func(i int) {
		_, _, _, err := s.RotateRefresh(ctx, rotation(sessions[i]))
		wantError(t, err, account.ErrUnavailable)
	})
	server.Resume()
	wantRecovery(t, []call{{"Ping", func() error { return s.Ping(ctx) }}})
	// Whatever the server still finds, it has found when nothing of it is active.
	watch := openRaw(t, server.URL("spotter"))
	for n := 1; n > 0; {
		must(t, watch.QueryRowContext(ctx, `SELECT count(*) FROM pg_stat_activity
			WHERE application_name = 'spotter' AND (state <> 'idle' OR query LIKE 'UPDATE sessions%')`).Scan(&n))
	}
	for _, before := range sessions {
		st, err := s.LookAtSession(ctx, before.ID)
		must(t, err)
		if st.Session.Refresh != before.Refresh {
			t.Errorf("a refresh that was said to have failed has rotated the token")
		}
	}
}

func TestASQLiteFileThatAnotherProcessWritesToIsWaitedForInTime(t *testing.T) {
	t.Parallel()
	path := storetest.SQLite(t)
	s := openAsServed(t, path)
	p := added(t, s)
	wantAllWork(t, append(reads(s, p), writes(s, p)...))
	t.Run("locked", func(t *testing.T) {
		lock(t, path, "WAL")
		wantAllWork(t, reads(s, p)) // readers go on
		// SQLite adds up how long it meant to sleep, five seconds in all, in up to
		// a hundred sleeps: each takes somewhat longer than it was meant to.
		wantAllUnavailable(t, writes(s, p), 9*time.Second)
	})
	wantRecovery(t, append(append(reads(s, p), look(s)), writes(s, p)...))
}
