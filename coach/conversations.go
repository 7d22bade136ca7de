package coach

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Config is what conversations need.
type Config struct {
	Store Store
	Coach Coach // Embedded if nil
	// History is how many messages of the conversation a Question carries at
	// most, DefaultHistory if zero.
	History int
	// OnError is told of the errors that nobody waits for: an answer that failed,
	// a store that cannot keep one.
	OnError func(error)
	Now     func() time.Time // time.Now if nil
}

// DefaultHistory is twenty questions and their answers.
const DefaultHistory = 40

// How often things are looked at.
const (
	patience  = 20 * time.Millisecond  // for an answer that is whole at once
	saveEvery = 200 * time.Millisecond // what was told is kept
	saveBytes = 1 << 10                // or sooner, when there is as much of it
	lookEvery = 5                      // saves between two looks whether to stop, when nothing is told
	pollEvery = 200 * time.Millisecond // for an answer that another process writes
	sweep     = 5 * time.Second        // between two looks for dead answers
	askTries  = 5                      // when others change the conversation meanwhile
)

// Conversations is the rules: who may say what where, and what becomes of an
// answer whose reader or writer goes away. Safe for concurrent use.
//
// An answer that is whole at once is kept in one transaction with its question.
// Any other is a job: it has an owner and a heartbeat, its events are kept as
// they come, and it goes on when nobody listens. Every process may follow it,
// stop it, and end it when its owner has died.
type Conversations struct {
	Config
	owner string // this process

	mu      sync.Mutex
	jobs    map[string]*job // by the id of the answer
	running map[string]int  // jobs of a person
	closing bool            // no job begins
	over    bool            // none is waited for
	all     sync.WaitGroup  // jobs
	writers map[*job]bool   // whose coach has not come back
}

// New returns conversations by the configuration, and lets the coach get Ready
// meanwhile.
func New(c Config) *Conversations {
	if c.Coach == nil {
		c.Coach = Embedded{}
	}
	if c.History == 0 {
		c.History = DefaultHistory
	}
	if c.OnError == nil {
		c.OnError = func(error) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	go Ready()
	return &Conversations{Config: c, owner: uuid.NewString(), jobs: map[string]*job{}, running: map[string]int{}, writers: map[*job]bool{}}
}

// newID returns a UUIDv7 (RFC 9562 §5.7).
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// List returns conversations of a person, the latest first.
func (c *Conversations) List(ctx context.Context, uid string, p Page) ([]Conversation, error) {
	list, err := c.Store.ListConversations(ctx, uid, p)
	return list, doing("list conversations", err)
}

// Conversation returns a conversation, or ErrNoConversation.
func (c *Conversations) Conversation(ctx context.Context, uid, id string) (Conversation, error) {
	conv, err := c.Store.ConversationByID(ctx, uid, id)
	return conv, doing("look up a conversation", err)
}

// Rename gives a conversation another title. It returns ErrNoConversation.
func (c *Conversations) Rename(ctx context.Context, uid, id, title string) (Conversation, error) {
	conv, err := c.Store.RenameConversation(ctx, uid, id, title)
	return conv, doing("rename a conversation", err)
}

// Delete deletes a conversation. An answer that is being written in it ends. It
// returns ErrNoConversation.
func (c *Conversations) Delete(ctx context.Context, uid, id string) error {
	conv, err := c.Store.ConversationByID(ctx, uid, id)
	if err == nil {
		err = c.Store.DeleteConversation(ctx, uid, id)
	}
	if err != nil {
		return doing("delete a conversation", err)
	}
	if j := c.job(conv.AnswerID); j != nil {
		j.cancel(errGone)
	}
	return nil
}

// Rate keeps what the person thinks of an answer, in place of what they thought
// before. It returns ErrNoMessage, for a question too.
func (c *Conversations) Rate(ctx context.Context, uid, messageID string, r Rating, reason string) error {
	return doing("rate an answer", c.Store.RateMessage(ctx, uid, messageID, r, reason))
}

// Messages returns the messages of a conversation, by turn and variant, from the
// turn behind afterTurn on and of at most that many turns. What is being written
// has its text so far; what nobody writes any more is Interrupted.
func (c *Conversations) Messages(ctx context.Context, conv Conversation, afterTurn, turns int) ([]Message, error) {
	list, err := c.Store.ListMessages(ctx, conv.ID, afterTurn, turns)
	if err != nil {
		return nil, doing("list messages", err)
	}
	for i, m := range list {
		if m.Status != Running {
			continue
		}
		if list[i], err = c.soFar(ctx, conv.UID, m); err != nil {
			return nil, doing("look at an answer", err)
		}
	}
	return list, nil
}

// Record is a conversation with all its messages.
type Record struct {
	Conversation Conversation
	Messages     []Message
}

// exportAtOnce is how much of an export is read at a time.
const exportAtOnce = 200

// EachRecord tells every conversation of a person, the latest first, and holds one
// of them at a time. It ends with the error of tell.
func (c *Conversations) EachRecord(ctx context.Context, uid string, tell func(Record) error) error {
	p := Page{Most: exportAtOnce}
	for {
		list, err := c.List(ctx, uid, p)
		if err != nil {
			return err
		}
		for _, conv := range list {
			r, err := c.record(ctx, conv)
			if err == nil {
				err = tell(r)
			}
			if err != nil {
				return err
			}
			p.Before, p.BeforeID = conv.UpdatedAt, conv.ID
		}
		if len(list) < p.Most {
			return nil
		}
	}
}

func (c *Conversations) record(ctx context.Context, conv Conversation) (Record, error) {
	r := Record{Conversation: conv}
	for turn := 0; turn < conv.Turns; turn += exportAtOnce {
		messages, err := c.Messages(ctx, conv, turn, exportAtOnce)
		if err != nil {
			return r, err
		}
		r.Messages = append(r.Messages, messages...)
	}
	return r, nil
}

func doing(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
