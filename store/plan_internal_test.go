package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store/storetest"
	"spotter/token"
)

// overheard is a SQLite driver that remembers the text of every statement.
type overheard struct {
	sqlite driver.Driver
	dsn    string

	mu    sync.Mutex
	texts map[string]bool
}

func (o *overheard) note(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.texts[text] = true
}

// Connect implements driver.Connector.
func (o *overheard) Connect(context.Context) (driver.Conn, error) {
	c, err := o.sqlite.Open(o.dsn)
	if err != nil {
		return nil, err
	}
	return overheardConn{c.(sqliteConn), o}, nil
}

// Driver implements driver.Connector.
func (o *overheard) Driver() driver.Driver { return o.sqlite }

type sqliteConn interface {
	driver.Conn
	driver.ExecerContext
	driver.QueryerContext
	driver.ConnPrepareContext
	driver.ConnBeginTx
}

type overheardConn struct {
	sqliteConn
	by *overheard
}

func (c overheardConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.by.note(query)
	return c.sqliteConn.ExecContext(ctx, query, args)
}

func (c overheardConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.by.note(query)
	return c.sqliteConn.QueryContext(ctx, query, args)
}

func (c overheardConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.by.note(query)
	return c.sqliteConn.PrepareContext(ctx, query)
}

// mayScan are the reads of a whole table: the one that is an index of words; of a
// few rows; of a part that an index has cut out; and of all sessions once in the
// life of a key, which is cheaper than an index that every refresh changes.
func mayScan(text, table string) bool {
	return strings.Contains(table, "VIRTUAL TABLE INDEX") || strings.HasPrefix(table, "signing_keys") || table == "slice" ||
		strings.HasPrefix(text, "UPDATE signing_keys SET sealed = ''")
}

func TestEveryStatementFindsItsRowsByAnIndex(t *testing.T) {
	path := storetest.SQLite(t)
	s, err := Open(storetest.Patient(t.Context()), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o := &overheard{sqlite: s.write.Driver(), dsn: sqliteDSN(path, s.limits.Busy), texts: map[string]bool{}}
	plain := s.write
	s.write, s.read = sql.OpenDB(o), sql.OpenDB(o)
	s.write.SetMaxOpenConns(1)
	defer plain.Close()
	runEverything(t, s)

	checked := 0
	for text := range o.texts {
		verb, _, _ := strings.Cut(text, " ")
		if verb != "SELECT" && verb != "UPDATE" && verb != "DELETE" {
			continue
		}
		checked++
		for _, step := range planOf(t, plain, text) {
			table, isScan := strings.CutPrefix(step, "SCAN ")
			if isScan && !strings.HasPrefix(table, "CONSTANT ROW") && !mayScan(text, table) {
				t.Errorf("%s\n\treads a whole table: %s", text, step)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d statements were looked at", checked)
	}
}

func planOf(t *testing.T, db *sql.DB, text string) []string {
	t.Helper()
	var args []any
	for strings.Contains(text, fmt.Sprintf("$%d", len(args)+1)) {
		args = append(args, 1)
	}
	rows, err := db.Query("EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}

// runEverything calls every method once, for the statements it runs.
func runEverything(t *testing.T, s *Store) {
	t.Helper()
	ctx, now := t.Context(), time.Now()
	p := account.Person{UID: "u", Username: "ann", Email: "ann@example.com", PasswordHash: "h", Version: 1}
	n := account.Session{ID: "s", UID: "u", LastUsedAt: now, EndsAt: now.Add(time.Hour), Refresh: account.RefreshID{ID: "1", ExpiresAt: now.Add(time.Hour)}}
	end := account.Ending{At: now, Until: now.Add(time.Hour), Reason: "logout"}
	attempt := account.Attempt{At: now, Counters: []account.Counter{{
		Name: "c", Pace: account.Pace{Leak: time.Hour, Burst: 1}, Event: account.Event{ID: "t", Kind: account.EventThrottled},
	}}}
	only := func(_ any, err error) error { return err }
	third := func(_, _ any, err error) error { return err }
	_, _, rotated, err := s.RotateRefresh(ctx, account.Rotation{SessionID: "s", UID: "u", Old: "1", Next: n.Refresh, At: now})
	for i, err := range []error{
		err,
		s.AddPerson(ctx, p, account.Event{ID: "e", Kind: account.EventRegistered}),
		s.Ping(ctx),
		unless(account.ErrUsernameTaken, s.AddPerson(ctx, p, account.Event{})),
		unless(account.ErrConflict, s.SaveProfile(ctx, "u", 9, p.Profile)),
		only(s.PersonByID(ctx, "u")),
		only(s.PersonByLogin(ctx, "ann")),
		only(s.PersonByLogin(ctx, "ann@example.com")),
		s.SaveProfile(ctx, "u", 1, p.Profile),
		only(s.ListPeople(ctx, "", 10)),
		only(s.StartSession(ctx, n, "h", 100, end)),
		only(s.LookAtSession(ctx, "s")),
		only(s.ListSessions(ctx, "u", now)),
		only(s.EndSessions(ctx, account.Which{UID: "u"}, end)),
		only(s.EndedSince(ctx, now)),
		only(s.Full(ctx, attempt.Counters[0].Name, now)),
		only(s.Reserve(ctx, attempt)),
		only(s.Reserve(ctx, attempt)),
		s.Release(ctx, []account.Move{{Name: "c"}}),
		only(s.CountRefresh(ctx, "s", now, account.Pace{Leak: 1, Burst: 1})),
		only(s.BusiestAddress(ctx, now)),
		s.ReplaceHash(ctx, "u", "h", "h"),
		only(s.ChangePassword(ctx, "u", "h", "h", "", end)),
		only(s.Disable(ctx, "u", end)),
		s.Enable(ctx, "u", account.Event{}),
		only(s.ListEvents(ctx, "u", 10)),
		s.AddRefusals(ctx, []account.Refusal{{RequestID: "r", At: now}}),
		third(s.RefusalByRequest(ctx, "r")),
		only(s.ListRefusals(ctx, "u", 10)),
		third(s.EndOfSession(ctx, "s")),
		only(s.EventsBetween(ctx, "u", now, now)),
		s.Purge(ctx, now),
		only(s.Keys(ctx)),
		s.AddKey(ctx, token.StoredKey{ID: "k"}),
		only(s.RetireKey(ctx, "k", now)),
		only(s.Secret(ctx, "name", []byte("fresh"))),
		s.AddClient(ctx, account.OAuthClient{ID: "c"}, 1),
		unless(account.ErrClientTaken, s.AddClient(ctx, account.OAuthClient{ID: "c"}, 1)),
		only(s.ClientByID(ctx, "c")),
		only(s.ListClients(ctx, 1)),
		s.RemoveClient(ctx, "c"),
		only(s.AddSettlers(ctx, []account.Settler{{Person: account.Person{UID: "v", Username: "bob", Email: "bob@example.com"}, LegacyUntil: now.Add(time.Hour)}})),
		third(s.ImportedPerson(ctx, "bob")),
		third(s.ImportedPerson(ctx, "bob@example.com")),
		s.EndLegacyToken(ctx, account.Ended{ID: "legacy"}, account.Event{}),
		s.EndLegacyTokens(ctx, "v", now, account.Event{}),
		s.AddPersonalKey(ctx, account.PersonalKey{ID: "k", UID: "u"}, 1, account.Event{}),
		only(s.ListPersonalKeys(ctx, "u", 1)),
		only(s.PersonalKeyByHash(ctx, "")),
		s.NoteKeyUse(ctx, "k", now, now),
		s.RemovePersonalKey(ctx, "u", "k", account.Event{}),
		talkOfEverything(ctx, s, now),
		trainEverything(ctx, s, now),
		only(s.ReserveTokens(ctx, "u", now, 1, 1)),
		s.SettleTokens(ctx, coach.Settlement{UID: "u", Day: now}),
		only(s.TellSpent(ctx, "u", now)),
		only(s.TokensOn(ctx, "u", now)),
		only(s.TokensByDay(ctx, "u")),
		only(s.DeletePerson(ctx, "u", "h", end)),
	} {
		if err != nil {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if rotated {
		t.Error("nobody's session was rotated")
	}
}

// talkOfEverything calls every method of coach.Store once.
func talkOfEverything(ctx context.Context, s *Store, now time.Time) error {
	only := func(_ any, err error) error { return err }
	turn := coach.Turn{
		IsNew: true, Conversation: coach.Conversation{ID: "c", UID: "u", Turns: 1, Answers: 1, AnswerID: "a"},
		Question: &coach.Message{ID: "q", ConversationID: "c", Turn: 1, Text: "words"},
		Answer:   coach.Message{ID: "a", ConversationID: "c", Turn: 1, Variant: 1, Status: coach.Running},
		Learned:  []coach.Fact{{ID: "f", Kind: coach.FactWeight, Value: "80", SaidAt: now, MessageID: "q"}},
		Job:      &coach.Job{UID: "u", Owner: "me", HeartbeatAt: now},
	}
	events := []coach.Event{{Number: 1}}
	first := s.KeepTurn(ctx, turn)
	turn.IsNew, turn.Drop, turn.Job, turn.Conversation.Answers = false, true, nil, 2
	_, _, read := s.EventsAfter(ctx, "a", 0)
	return errors.Join(
		first, read,
		only(s.AppendEvents(ctx, "a", "me", now, events)),
		s.StopAnswer(ctx, "a"),
		only(s.DeadAnswers(ctx, now)),
		only(s.FinishAnswer(ctx, coach.Finish{Message: turn.Answer, Owner: "me"})),
		only(s.ConversationByID(ctx, "u", "c")),
		only(s.ListConversations(ctx, "u", coach.Page{Most: 1})),
		only(s.ListConversations(ctx, "u", coach.Page{Most: 1, Search: "word"})),
		only(s.RenameConversation(ctx, "u", "c", "t")),
		only(s.ListMessages(ctx, "c", 0, 1)),
		only(s.MessageByID(ctx, "u", "a")),
		only(s.RecentMessages(ctx, "c", 2, 1)),
		s.RateMessage(ctx, "u", "a", coach.Up, ""),
		s.KeepTurn(ctx, turn),
		unless(coach.ErrConflict, s.KeepTurn(ctx, turn)),
		only(s.Facts(ctx, "u")),
		s.Learn(ctx, "u", turn.Learned),
		s.Forget(ctx, "u", "f", now),
		s.DeleteConversation(ctx, "u", "c"),
	)
}

// trainEverything calls every method of coach.TrainingStore once.
func trainEverything(ctx context.Context, s *Store, now time.Time) error {
	only := func(_ any, err error) error { return err }
	w := coach.Workout{ID: "w", UID: "u", Day: now, CreatedAt: now, RequestKey: "k"}
	done := coach.Workout{ID: "x", UID: "u", Day: now, CreatedAt: now}
	become := func(r coach.DayRecord) func(coach.DayRecord) (coach.DayRecord, error) {
		return func(coach.DayRecord) (coach.DayRecord, error) { return r, nil }
	}
	told := coach.Workout{ID: "y", UID: "u", Day: now, CreatedAt: now}
	plan := coach.Plan{ID: "p", UID: "u", Version: 1, StartsOn: now}
	changed := plan
	changed.Version = 2
	turn := coach.Turn{
		IsNew: true, Conversation: coach.Conversation{ID: "d", UID: "u", Turns: 1, Answers: 1, AnswerID: "a"},
		Question: &coach.Message{ID: "q", ConversationID: "d", Turn: 1, Text: "words"}, Workout: &told,
		Answer: coach.Message{ID: "a", ConversationID: "d", Turn: 1, Variant: 2, Status: coach.Done},
	}
	return errors.Join(
		s.KeepTurn(ctx, turn),
		only(s.AddWorkout(ctx, w)),
		only(s.ListWorkouts(ctx, "u", coach.WorkoutPage{Most: 1})),
		s.DeleteWorkout(ctx, "u", "w"),
		s.SavePlan(ctx, plan),
		s.SavePlan(ctx, changed),
		only(s.PlanOf(ctx, "u")),
		only(s.ChangeDay(ctx, "u", now, become(coach.DayRecord{DoneAt: now, Workout: &done}))),
		only(s.ChangeDay(ctx, "u", now, become(coach.DayRecord{DoneAt: now, Workout: &done}))),
		only(s.ChangeDay(ctx, "u", now, become(coach.DayRecord{}))),
		only(s.ChangeDay(ctx, "u", now, become(coach.DayRecord{DoneAt: now, Workout: &done}))),
		s.DeleteWorkout(ctx, "u", "x"),
		only(s.DoneDays(ctx, "u", now, now)),
	)
}

func unless(expected, err error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}
