package coach

import (
	"context"
	"time"
)

// Store keeps conversations. Implementations decide every race by one
// conditional statement, keep what they acknowledged through a crash, and are
// safe for concurrent use by several processes. What belongs to another person
// is not there for them: ErrNoConversation, ErrNoMessage.
type Store interface {
	Threads
	Turns
	Answers
	Memory
}

// Threads keeps the conversations as wholes.
type Threads interface {
	// ConversationByID returns ErrNoConversation when uid has no such one.
	ConversationByID(ctx context.Context, uid, id string) (Conversation, error)
	// ListConversations returns the conversations of uid that the page names, the
	// latest first.
	ListConversations(ctx context.Context, uid string, p Page) ([]Conversation, error)
	// RenameConversation returns the conversation with its new title, or
	// ErrNoConversation.
	RenameConversation(ctx context.Context, uid, id, title string) (Conversation, error)
	// DeleteConversation deletes it with all its messages. It returns
	// ErrNoConversation.
	DeleteConversation(ctx context.Context, uid, id string) error
	// ListMessages returns the messages of the turns behind afterTurn, by turn and
	// variant, of at most that many turns.
	ListMessages(ctx context.Context, conversationID string, afterTurn, turns int) ([]Message, error)
}

// Page names conversations of a list.
type Page struct {
	// Search wants every one of its words in one message, the last word also as
	// the beginning of a longer one. Empty wants nothing; without any word in it,
	// nothing is found.
	Search   string
	Before   time.Time // updated before then; zero is from the latest on
	BeforeID string    // and of those of the same moment, the ids before this
	Most     int
}

// Turns keeps the messages.
type Turns interface {
	// MessageByID returns ErrNoMessage when uid has no such one.
	MessageByID(ctx context.Context, uid, id string) (Message, error)
	// RecentMessages returns the last messages of the turns before a turn, by
	// turn and variant, at most that many. Only those of the turn right before
	// have their State and what stands beside the text.
	RecentMessages(ctx context.Context, conversationID string, beforeTurn, most int) ([]Message, error)
	// KeepTurn keeps a question with its answer, or another answer, in one
	// transaction. It returns ErrConflict when the conversation has changed,
	// ErrNoConversation when it is gone, ErrTooManyAnswers, and ErrTooManyWorkouts.
	KeepTurn(ctx context.Context, t Turn) error
	// RateMessage keeps what uid thinks of an answer. It returns ErrNoMessage for
	// a question too.
	RateMessage(ctx context.Context, uid, id string, r Rating, reason string) error
}

// Turn is what one question adds to a conversation.
type Turn struct {
	// Conversation is as it shall be. Where Answers is 1 and Turns is 1 it may be
	// new, and IsNew says so; else it must have one answer less.
	Conversation Conversation
	IsNew        bool
	OldTitle     string   // the title gives way only where it is this one; empty keeps it
	Drop         bool     // first drop the turn of the answer and all behind it
	Question     *Message // nil where it stays
	Answer       Message  // whole, or Running
	Job          *Job     // of a running answer
	// Workout is what the question tells of, nil if nothing. Another answer, whole,
	// has its workout in place of that of the answer before.
	Workout *Workout
	AskedAt time.Time // when the question was first asked
	// Learned is what the question says of the person: kept with it, however the
	// answer ends. Of a fact that was said later already, or that was said before
	// FactForgotten, nothing is kept; what was learned from what Drop drops goes.
	Learned []Fact
}

// Job is an answer that is being written.
type Job struct {
	UID         string // for whom
	Owner       string // who writes it
	HeartbeatAt time.Time
	Stop        bool      // its writer shall stop
	EndedAt     time.Time // zero while it runs
}

// Answers keeps the answers that are being written.
type Answers interface {
	// AppendEvents keeps the next events of a running answer, none too, and its
	// heartbeat. It reports whether the answer shall stop, and returns
	// ErrNoMessage when it is not the owner's any more.
	AppendEvents(ctx context.Context, messageID, owner string, at time.Time, events []Event) (stop bool, err error)
	// EventsAfter returns the job of an answer and its events behind a number; an
	// End has no Message. It returns ErrNoMessage when the answer has no job.
	EventsAfter(ctx context.Context, messageID string, number int64) (Job, []Event, error)
	// StopAnswer asks the writer to stop. It does nothing when none runs.
	StopAnswer(ctx context.Context, messageID string) error
	// FinishAnswer keeps the answer as it is in the end, with its last events, and
	// reports false, having changed nothing, when somebody else has done so. It
	// returns ErrTooManyWorkouts, having changed nothing, when there is no room for
	// the Workout.
	FinishAnswer(ctx context.Context, f Finish) (bool, error)
	// DeadAnswers returns the running answers without a heartbeat since.
	DeadAnswers(ctx context.Context, since time.Time) ([]string, error)
}

// Finish is the end of an answer. The running job of Owner ends, provided that
// Dead is zero or its last heartbeat was not after it; with Dead the State stays
// what it was.
type Finish struct {
	Message Message
	Owner   string
	Dead    time.Time
	Events  []Event  // not kept yet
	Workout *Workout // as of a Turn
}
