package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
	"spotter/store/storetest"
	"spotter/token"
)

// What the store implements, beside Secret.
var (
	_ account.Store       = (*store.Store)(nil)
	_ account.ClientStore = (*store.Store)(nil)
	_ coach.Store         = (*store.Store)(nil)
	_ coach.TrainingStore = (*store.Store)(nil)
	_ coach.Spending      = (*store.Store)(nil)
	_ token.KeyStore      = (*store.Store)(nil)
	_ token.EndedSource   = (*store.Store)(nil)
)

// TestContract holds every engine to the same promises, which are those that
// packages account, coach and token write beside their interfaces.
func TestContract(t *testing.T) { storetest.Each(t, contract) }

// contract runs the whole contract on one database.
func contract(t *testing.T, dsn string) {
	db := openTwice(t, dsn)
	for _, part := range slices.Concat(peopleContract, textContract, credentialContract, sessionContract, raceContract, eventContract, attemptContract, refusalContract,
		keyContract, personalKeyContract, clientContract, settlerContract, conversationContract, searchContract, answerContract, trainingContract, memoryContract, spendingContract) {
		t.Run(part.name, func(t *testing.T) { part.check(t, db) })
	}
}

type part struct {
	name  string
	check func(t *testing.T, db database)
}

// database is one database through two handles, as two nodes have it, and
// through a third that goes around the store.
type database struct {
	one, other *store.Store
	raw        *sql.DB
}

func openTwice(t *testing.T, dsn string) database {
	t.Helper()
	return database{open(t, dsn), open(t, dsn), openRaw(t, dsn)}
}

// open is for tests that are not about limits in time.
func open(t *testing.T, dsn string) *store.Store {
	t.Helper()
	return openWith(storetest.Patient(t.Context()), t, dsn)
}

// openAsServed opens a store with the limits that one has which serves people.
func openAsServed(t *testing.T, dsn string) *store.Store {
	t.Helper()
	return openWith(t.Context(), t, dsn)
}

func openWith(ctx context.Context, t *testing.T, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func openRaw(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if store.IsPostgres(dsn) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// handle returns one of the two handles.
func (db database) handle(i int) *store.Store { return []*store.Store{db.one, db.other}[i%2] }

// count returns the one number that a query yields.
func (db database) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.raw.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// change runs a statement that the store itself never would.
func (db database) change(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := db.raw.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// began is the moment that the rows of these tests are about. It is now,
// because EndedSince leaves out what is long over.
var began = time.Now().UTC().Truncate(time.Second)

var names atomic.Int64

// newPerson returns a person with names that no other test has.
func newPerson() account.Person {
	name := fmt.Sprintf("person%d", names.Add(1))
	return account.Person{
		UID: newID(), Username: account.Username(name), Email: account.Email(name + "@example.com"), PasswordHash: "hash of " + name,
		CreatedAt: began, Version: 1, Profile: account.Profile{Level: "beginner"},
	}
}

// added keeps a new person.
func added(t *testing.T, s *store.Store) account.Person {
	t.Helper()
	p := newPerson()
	must(t, s.AddPerson(t.Context(), p, account.Event{}))
	return p
}

func newSession(uid string) account.Session {
	return account.Session{
		ID: newID(), UID: uid, CreatedAt: began, LastUsedAt: began, EndsAt: began.Add(30 * 24 * time.Hour),
		Address: "192.0.2.7", Agent: "curl/8.5.0", Refresh: nextRefresh(),
	}
}

func nextRefresh() account.RefreshID {
	return account.RefreshID{ID: newID(), IssuedAt: began, ExpiresAt: began.Add(48 * time.Hour), KeyID: "key-1"}
}

// started keeps a new session of the person.
func started(t *testing.T, s *store.Store, p account.Person) account.Session {
	t.Helper()
	n := newSession(p.UID)
	_, err := s.StartSession(t.Context(), n, p.PasswordHash, account.MaxSessions, ending("too_many_sessions"))
	must(t, err)
	return n
}

func ending(reason string) account.Ending {
	return account.Ending{At: began, Until: began.Add(31 * time.Minute), Reason: reason}
}

func newEvent(uid string, kind account.EventKind) account.Event {
	return account.Event{
		ID: newID(), UID: uid, At: began, Kind: kind, SessionID: newID(),
		Client: account.Client{Address: "2001:db8::7", Agent: "curl/8.5.0"}, RequestID: "request-1",
	}
}

// rotation uses the refresh token that counts in s.
func rotation(s account.Session) account.Rotation {
	return account.Rotation{SessionID: s.ID, UID: s.UID, Old: s.Refresh.ID, Next: nextRefresh(), At: began.Add(time.Minute), Address: "198.51.100.1"}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

// wantPlain wants an error that is neither an outage nor a fact: the caller's
// mistake, alike on every engine.
func wantPlain(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		t.Error("no error")
	}
	for _, other := range []error{
		account.ErrUnavailable, account.ErrNoPerson, account.ErrNoSession, account.ErrUsernameTaken, account.ErrEmailTaken,
		account.ErrConflict, account.ErrWrongCredentials,
	} {
		if errors.Is(err, other) {
			t.Errorf("error %v, want one of no such kind", err)
		}
	}
}

// together does n things at the same time and returns when all are done.
func together(n int, do func(i int)) {
	var group sync.WaitGroup
	gate := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-gate
			do(i)
		})
	}
	close(gate)
	group.Wait()
}

// endedIDs returns the sessions that a node which has just started is told of.
func endedIDs(t *testing.T, s *store.Store) []string {
	t.Helper()
	list, err := s.EndedSince(context.Background(), time.Time{})
	must(t, err)
	ids := make([]string, len(list))
	for i, e := range list {
		ids[i] = e.ID
	}
	return ids
}

func idsOf(list []account.Session) []string {
	ids := make([]string, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	return ids
}

func wantIDs(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
