package coach

import "time"

// Conversation is a row of questions and answers of one person.
type Conversation struct {
	ID        string // UUIDv7
	UID       string // whose it is
	Title     string
	CreatedAt time.Time
	UpdatedAt time.Time // when the last answer began
	Turns     int       // questions in it
	Answers   int64     // answers ever begun: another number after each change
	AnswerID  string    // the newest answer
	Running   bool      // it is being written
}

// Message is a question or an answer. A turn is one question (variant 0) and its
// answers (variants 1, 2, …), of which the last counts.
type Message struct {
	ID             string // UUIDv7
	ConversationID string
	Turn           int // from 1
	Variant        int
	Number         int64 // of an answer: the how-manieth begun in its conversation
	Status         Status
	Writer         Writer // of an answer
	Text           string
	Sources        []Source
	Calculations   []Calculation
	Suggestions    []string
	State          []byte // dialogue state after it
	Rating         Rating
	Reason         string // given with the rating
	CreatedAt      time.Time
	FinishedAt     time.Time // zero while it is being written
}

// IsQuestion reports whether the person wrote the message.
func (m Message) IsQuestion() bool { return m.Variant == 0 }

// Status says how far a message is.
type Status string

// The states of a message.
const (
	Running     Status = "running"     // it is being written
	Done        Status = "done"        // whole
	Stopped     Status = "stopped"     // the person stopped it; the part is kept
	Interrupted Status = "interrupted" // its writer went away or failed; the part is kept
	Truncated   Status = "truncated"   // it ended without an end; the part is kept
)

// Writer is who wrote an answer.
type Writer string

// The writers.
const (
	ByEmbedded Writer = "embedded" // the coach of this package
	ByModel    Writer = "model"    // a language model
)

// Rating is what a person thinks of an answer.
type Rating string

// The ratings.
const (
	Unrated Rating = ""
	Up      Rating = "up"
	Down    Rating = "down"
)

// Bounds.
const (
	MaxAnswers  = 2                // written at a time for one person
	MaxTurns    = 2000             // questions of a conversation
	MaxVariants = 50               // answers to a question
	MaxAnswer   = 100_000          // bytes of an answer; what goes beyond is cut off
	ReplayFor   = 5 * time.Minute  // an answer's events are kept after its end
	HeartbeatBy = 5 * time.Second  // a writer says that it lives
	DeadAfter   = 20 * time.Second // without one, its answer counts as interrupted
)
