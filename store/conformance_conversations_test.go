package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"spotter/account"
	"spotter/coach"
	"spotter/store"
)

var conversationContract = []part{
	{"a turn comes back field by field", turnComesBack},
	{"what is another's is not there", conversationsAreTheirOwners},
	{"of many turns at once one is kept", turnRace},
	{"conversations are listed the latest first, page by page", conversationPages},
	{"another title counts for every node", conversationRenamed},
	{"an edit drops what follows and keeps what was before", turnDropped},
	{"only what was said before is recalled, and the state right before", messagesRecalled},
	{"an answer is rated, a question is not", answerRated},
	{"a deleted conversation leaves nothing", conversationDeleted},
	{"a deleted person leaves no conversation", personLeavesNoConversation},
	{"a text that PostgreSQL cannot keep is kept nowhere", conversationTexts},
}

// newTurn is the first question of a new conversation, answered.
func newTurn(uid, question, answer string) coach.Turn {
	c := coach.Conversation{
		ID: newID(), UID: uid, Title: "About " + question, CreatedAt: began, UpdatedAt: began, Turns: 1, Answers: 1, AnswerID: newID(),
	}
	t := turnOf(c, question, answer)
	t.IsNew = true
	return t
}

// nextTurn is the question that comes next.
func nextTurn(c coach.Conversation, question, answer string) coach.Turn {
	c.Turns++
	c.Answers++
	c.AnswerID, c.UpdatedAt = newID(), c.UpdatedAt.Add(time.Second)
	return turnOf(c, question, answer)
}

func turnOf(c coach.Conversation, question, answer string) coach.Turn {
	return coach.Turn{
		Conversation: c,
		Question:     &coach.Message{ID: newID(), ConversationID: c.ID, Turn: c.Turns, Status: coach.Done, Text: question, CreatedAt: c.UpdatedAt, FinishedAt: c.UpdatedAt},
		Answer: coach.Message{
			ID: c.AnswerID, ConversationID: c.ID, Turn: c.Turns, Variant: 1, Number: c.Answers, Status: coach.Done, Writer: coach.ByEmbedded, Text: answer,
			State: []byte(answer + "\x00\xff"), CreatedAt: c.UpdatedAt, FinishedAt: c.UpdatedAt.Add(time.Microsecond),
			Sources: []coach.Source{{ID: "who-2020", Title: "WHO …"}}, Suggestions: []string{"And then?"},
			Calculations: []coach.Calculation{{Name: "zones", Input: map[string]any{"age": "40"}, Output: map[string]any{"bpm": "94–111"}}},
		},
	}
}

// talked keeps a new conversation.
func talked(t *testing.T, s *store.Store, uid, question, answer string) coach.Turn {
	t.Helper()
	turn := newTurn(uid, question, answer)
	must(t, s.KeepTurn(t.Context(), turn))
	return turn
}

// went keeps the next turn.
func went(t *testing.T, s *store.Store, before coach.Turn, question, answer string) coach.Turn {
	t.Helper()
	turn := nextTurn(before.Conversation, question, answer)
	must(t, s.KeepTurn(t.Context(), turn))
	return turn
}

func stateless(m coach.Message) coach.Message {
	m.State = nil
	return m
}

func turnComesBack(t *testing.T, db database) {
	p := added(t, db.one)
	first := talked(t, db.one, p.UID, "Zones? <b>'\"%", "Yes.")
	second := went(t, db.one, first, "Sets?", "Three.")
	got, err := db.other.ConversationByID(t.Context(), p.UID, first.Conversation.ID)
	if must(t, err); got != second.Conversation {
		t.Errorf("%+v, want %+v", got, second.Conversation)
	}
	list, err := db.other.ListMessages(t.Context(), got.ID, 0, 10)
	must(t, err)
	want := []coach.Message{*first.Question, stateless(first.Answer), *second.Question, stateless(second.Answer)}
	if !reflect.DeepEqual(list, want) {
		t.Errorf("\n%+v, want\n%+v", list, want)
	}
	if list, err = db.other.ListMessages(t.Context(), got.ID, 1, 1); err != nil || len(list) != 2 || list[0].ID != second.Question.ID {
		t.Errorf("the second turn: %+v, %v", list, err)
	}
	one, err := db.other.MessageByID(t.Context(), p.UID, first.Answer.ID)
	if must(t, err); !reflect.DeepEqual(one, stateless(first.Answer)) {
		t.Errorf("%+v", one)
	}
}

func conversationsAreTheirOwners(t *testing.T, db database) {
	owner, other := added(t, db.one), added(t, db.one)
	mine := talked(t, db.one, owner.UID, "A secret", "Kept.")
	id, answer := mine.Conversation.ID, mine.Answer.ID
	for _, uid := range []string{other.UID, "", "%", owner.UID[:8]} {
		_, err := db.one.ConversationByID(t.Context(), uid, id)
		wantError(t, err, coach.ErrNoConversation)
		_, err = db.one.RenameConversation(t.Context(), uid, id, "Mine")
		wantError(t, err, coach.ErrNoConversation)
		wantError(t, db.one.DeleteConversation(t.Context(), uid, id), coach.ErrNoConversation)
		_, err = db.one.MessageByID(t.Context(), uid, answer)
		wantError(t, err, coach.ErrNoMessage)
		wantError(t, db.one.RateMessage(t.Context(), uid, answer, coach.Up, ""), coach.ErrNoMessage)
		list, err := db.one.ListConversations(t.Context(), uid, coach.Page{Most: 10, Search: "secret"})
		if must(t, err); len(list) != 0 {
			t.Errorf("%q finds %v", uid, list)
		}
		stolen := nextTurn(mine.Conversation, "And?", "No.")
		stolen.Conversation.UID = uid
		wantError(t, db.one.KeepTurn(t.Context(), stolen), coach.ErrNoConversation)
	}
	for _, none := range []string{"", "x", id + "'", "%"} {
		_, err := db.one.ConversationByID(t.Context(), owner.UID, none)
		wantError(t, err, coach.ErrNoConversation)
		_, err = db.one.MessageByID(t.Context(), owner.UID, none)
		wantError(t, err, coach.ErrNoMessage)
	}
}

func turnRace(t *testing.T, db database) {
	p := added(t, db.one)
	first := talked(t, db.one, p.UID, "One", "1")
	var kept atomic.Int32
	together(10, func(i int) {
		err := db.handle(i).KeepTurn(ctx, nextTurn(first.Conversation, fmt.Sprint("Two ", i), "2"))
		if err == nil {
			kept.Add(1)
		} else {
			wantError(t, err, coach.ErrConflict)
		}
	})
	list, err := db.one.ListMessages(t.Context(), first.Conversation.ID, 0, 10)
	if must(t, err); kept.Load() != 1 || len(list) != 4 {
		t.Errorf("%d were kept, %d messages stand there", kept.Load(), len(list))
	}
}

func conversationPages(t *testing.T, db database) {
	p := added(t, db.one)
	var want []string
	for i := range 7 {
		turn := newTurn(p.UID, "Page", "Turned")
		turn.Conversation.UpdatedAt = began.Add(time.Duration(i/2) * time.Second) // two of each moment
		must(t, db.one.KeepTurn(t.Context(), turn))
		want = append([]string{turn.Conversation.ID}, want...)
	}
	for _, search := range []string{"", "turned page"[:6]} {
		var got []string
		page := coach.Page{Most: 3, Search: search}
		for {
			list, err := db.other.ListConversations(t.Context(), p.UID, page)
			must(t, err)
			for _, c := range list {
				got = append(got, c.ID)
			}
			if len(list) < page.Most {
				break
			}
			page.Before, page.BeforeID = list[len(list)-1].UpdatedAt, list[len(list)-1].ID
		}
		wantIDs(t, got, want...)
	}
}

func conversationRenamed(t *testing.T, db database) {
	p := added(t, db.one)
	turn := talked(t, db.one, p.UID, "Zones?", "Yes.")
	c, err := db.one.RenameConversation(t.Context(), p.UID, turn.Conversation.ID, "Spring")
	if must(t, err); c.Title != "Spring" {
		t.Errorf("title %q", c.Title)
	}
	again := nextTurn(c, "Zones, then?", "Yes!")
	again.Conversation.Title, again.OldTitle = "Zones, then?", turn.Conversation.Title
	must(t, db.other.KeepTurn(t.Context(), again))
	got, err := db.one.ConversationByID(t.Context(), p.UID, c.ID)
	if must(t, err); got.Title != "Spring" {
		t.Errorf("the title that somebody gave has become %q", got.Title)
	}
	last := nextTurn(got, "Summer?", "Hot.")
	last.Conversation.Title, last.OldTitle = "Summer?", "Spring"
	must(t, db.one.KeepTurn(t.Context(), last))
	if got, err = db.other.ConversationByID(t.Context(), p.UID, c.ID); err != nil || got.Title != "Summer?" {
		t.Errorf("title %q, %v", got.Title, err)
	}
}

func turnDropped(t *testing.T, db database) {
	p := added(t, db.one)
	first := talked(t, db.one, p.UID, "One", "1")
	second := went(t, db.one, first, "Twoword", "2")
	third := went(t, db.one, second, "Threeword", "3")
	edit := nextTurn(third.Conversation, "Edited", "4")
	edit.Conversation.Turns, edit.Question.Turn, edit.Answer.Turn, edit.Drop = 2, 2, 2, true
	edit.Question.ID = second.Question.ID
	must(t, db.one.KeepTurn(t.Context(), edit))
	list, err := db.other.ListMessages(t.Context(), first.Conversation.ID, 0, 10)
	must(t, err)
	var texts []string
	for _, m := range list {
		texts = append(texts, m.Text)
	}
	wantIDs(t, texts, "One", "1", "Edited", "4")
	for search, found := range map[string]int{"twoword": 0, "threeword": 0, "edited": 1, "one": 1} {
		if got := searched(t, db.one, p.UID, search); len(got) != found {
			t.Errorf("%q finds %v", search, got)
		}
	}
}

func messagesRecalled(t *testing.T, db database) {
	p := added(t, db.one)
	turn := talked(t, db.one, p.UID, "Q1", "A1")
	for i := 2; i <= 4; i++ {
		turn = went(t, db.one, turn, fmt.Sprint("Q", i), fmt.Sprint("A", i))
	}
	list, err := db.other.RecentMessages(t.Context(), turn.Conversation.ID, 4, 3)
	must(t, err)
	var texts []string
	for _, m := range list {
		texts = append(texts, m.Text)
		want := ""
		if m.Text == "A3" {
			want = "A3\x00\xff"
		}
		if string(m.State) != want {
			t.Errorf("state of %s: %q", m.Text, m.State)
		}
	}
	wantIDs(t, texts, "A2", "Q3", "A3")
}

func answerRated(t *testing.T, db database) {
	p := added(t, db.one)
	turn := talked(t, db.one, p.UID, "Q", "A")
	must(t, db.one.RateMessage(t.Context(), p.UID, turn.Answer.ID, coach.Up, "good"))
	must(t, db.other.RateMessage(t.Context(), p.UID, turn.Answer.ID, coach.Down, ""))
	m, err := db.one.MessageByID(t.Context(), p.UID, turn.Answer.ID)
	if must(t, err); m.Rating != coach.Down || m.Reason != "" {
		t.Errorf("rated %q, %q", m.Rating, m.Reason)
	}
	wantError(t, db.one.RateMessage(t.Context(), p.UID, turn.Question.ID, coach.Up, ""), coach.ErrNoMessage)
}

// leftovers counts the rows of conversations, wherever they stand.
func (db database) leftovers(t *testing.T) int {
	t.Helper()
	total := 0
	for _, table := range []string{"conversations", "messages", "answers", "answer_events", "message_words"} {
		total += db.count(t, "SELECT COUNT(*) FROM "+table)
	}
	return total
}

func conversationDeleted(t *testing.T, db database) {
	p := added(t, db.one)
	before := db.leftovers(t)
	turn := went(t, db.one, talked(t, db.one, p.UID, "Q", "A"), "Q2", "A2")
	running := startedAnswer(t, db.one, p.UID, "node")
	_, err := db.one.AppendEvents(t.Context(), running.Answer.ID, "node", began, deltas(running.Answer, 2, "x"))
	must(t, err)
	if db.leftovers(t) <= before {
		t.Fatal("nothing was kept")
	}
	for _, id := range []string{turn.Conversation.ID, running.Conversation.ID} {
		must(t, db.one.DeleteConversation(t.Context(), p.UID, id))
		wantError(t, db.other.DeleteConversation(t.Context(), p.UID, id), coach.ErrNoConversation)
	}
	if n := db.leftovers(t); n != before {
		t.Errorf("%d rows are left", n-before)
	}
	wantError(t, db.one.KeepTurn(t.Context(), nextTurn(turn.Conversation, "Q3", "A3")), coach.ErrNoConversation)
	_, err = db.one.AppendEvents(t.Context(), running.Answer.ID, "node", began, deltas(running.Answer, 3, "y"))
	wantError(t, err, coach.ErrNoMessage)
}

func personLeavesNoConversation(t *testing.T, db database) {
	before := db.leftovers(t)
	p := added(t, db.one)
	talked(t, db.one, p.UID, "Q", "A")
	startedAnswer(t, db.one, p.UID, "node")
	_, err := db.one.DeletePerson(t.Context(), p.UID, p.PasswordHash, ending("deleted"))
	must(t, err)
	if n := db.leftovers(t); n != before {
		t.Errorf("%d rows are left", n-before)
	}
	wantError(t, db.other.KeepTurn(t.Context(), newTurn(p.UID, "Still here?", "No.")), coach.ErrNoConversation)
}

func conversationTexts(t *testing.T, db database) {
	p := added(t, db.one)
	kept := talked(t, db.one, p.UID, "Q", "A")
	before := db.leftovers(t)
	for _, bad := range badTexts {
		for _, spoil := range []func(*coach.Turn){
			func(t *coach.Turn) { t.Question.Text += bad }, func(t *coach.Turn) { t.Answer.Text += bad }, func(t *coach.Turn) { t.Conversation.Title += bad },
		} {
			turn := newTurn(p.UID, "Q", "A")
			spoil(&turn)
			err := db.one.KeepTurn(t.Context(), turn)
			if err == nil || errors.Is(err, account.ErrUnavailable) {
				t.Errorf("error %v", err)
			}
		}
		_, err := db.one.ConversationByID(t.Context(), p.UID, kept.Conversation.ID+bad)
		wantError(t, err, coach.ErrNoConversation)
		wantError(t, db.one.DeleteConversation(t.Context(), p.UID, kept.Conversation.ID+bad), coach.ErrNoConversation)
		wantError(t, db.one.RateMessage(t.Context(), p.UID, kept.Answer.ID+bad, coach.Up, ""), coach.ErrNoMessage)
		_, err = db.one.MessageByID(t.Context(), p.UID, kept.Answer.ID+bad)
		wantError(t, err, coach.ErrNoMessage)
		if _, err := db.one.ListConversations(t.Context(), p.UID, coach.Page{Search: "q" + bad, Most: 10}); err != nil {
			t.Errorf("search: %v", err)
		}
	}
	if n := db.leftovers(t); n != before {
		t.Errorf("%d rows were kept", n-before)
	}
}

var searchContract = []part{
	{"words are found alike on both engines", wordsFound},
	{"no text is read as a query", queriesAreWords},
}

// searched returns the titles of what is found, in alphabetical order.
func searched(t *testing.T, s *store.Store, uid, q string) []string {
	t.Helper()
	list, err := s.ListConversations(t.Context(), uid, coach.Page{Search: q, Most: 100})
	must(t, err)
	var titles []string
	for _, c := range list {
		titles = append(titles, c.Title[len("About "):])
	}
	slices.Sort(titles)
	return titles
}

func wordsFound(t *testing.T, db database) {
	p, other := added(t, db.one), added(t, db.one)
	for question, answer := range map[string]string{
		"knee": "Squat to a box, half-way.", "Rücken": "Nicht heben, çok ağrı, ΣΊΣΥΦΟΣ.", "bench": "60 kg 3x8; then 62.5", "心拍": "ゾーン 2 で走る", "ﬁt": "e\u0301lan vital",
	} {
		talked(t, db.one, p.UID, question, answer)
	}
	talked(t, db.one, other.UID, "knee of another", "Squat")
	for q, want := range map[string][]string{
		"squat": {"knee"}, "SQUAT": {"knee"}, "squ": {"knee"}, "box squat": {"knee"}, "quat": nil, "squ box": nil, "squat bench": nil,
		"half": {"knee"}, "half-way": {"knee"}, "rucken": {"Rücken"}, "RÜCKEN": {"Rücken"}, "agri": nil, "cok agr": {"Rücken"}, "σίσυφ": {"Rücken"},
		"62.5": {"bench"}, "62": {"bench"}, "3x8": {"bench"}, "心": {"心拍"}, "ゾーン": {"心拍"}, "fit": {"ﬁt"}, "elan": {"ﬁt"}, "élan VITAL": {"ﬁt"},
		"": {"Rücken", "bench", "knee", "心拍", "ﬁt"},
	} {
		for _, s := range []*store.Store{db.one, db.other} {
			if got := searched(t, s, p.UID, q); !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
	}
}

func queriesAreWords(t *testing.T, db database) {
	p := added(t, db.one)
	talked(t, db.one, p.UID, "plain", "alpha beta")
	talked(t, db.one, p.UID, "words", "alpha or near not and null")
	both := []string{"plain", "words"}
	for q, want := range map[string][]string{
		`"alpha"`: both, `alpha*`: both, `'alpha'`: both, `%alpha%`: both, `alpha:`: both, `al*ha`: nil, `al%`: both, `alpha OR gamma`: nil,
		`alpha OR`: {"words"}, `NOT beta`: nil, `alpha NOT`: {"words"}, `alpha AND beta`: nil, `words:alpha`: nil, `uid:alpha`: nil, `{words}:alpha`: nil,
		`alpha & beta`: {"plain"}, `alpha | gamma`: nil, `!beta`: {"plain"}, `-beta`: {"plain"}, `(alpha`: both, `alpha) OR (1=1`: nil, `NEAR(alpha beta)`: nil,
		`alpha'; DROP TABLE messages; --`: nil, `^alpha`: both, `alpha:*`: both, `al\pha`: nil, `*`: nil, `"`: nil, `%`: nil, `_`: nil, `:`: nil, `'`: nil,
		`&`: nil, `\`: nil, "\x00": nil, "\xff": nil, "alpha\x00beta": {"plain"}, `null`: {"words"},
	} {
		if got := searched(t, db.one, p.UID, q); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", q, got, want)
		}
	}
}
