package coach

import (
	"context"
	"time"
)

// Coach writes the answer to one question. Safe for concurrent use.
type Coach interface {
	// Answer writes the answer and tells its pieces as they come: a Delta for
	// text, a Citation, a Calculated. What it does not tell is told for it when it
	// returns, so that a coach which is quick tells nothing. What was told stays
	// said: the text of the answer begins with it.
	//
	// Answer returns soon after ctx is done; what it had told is kept. An error
	// ends the answer where it is. tell may be called from one goroutine at a
	// time, and does nothing once Answer has returned.
	Answer(ctx context.Context, q Question, tell func(Event)) (Answer, error)
}

// Question is what a coach is asked, and what it needs to know.
type Question struct {
	UID            string // whose tools and facts serve
	Person         Person
	Text           string
	MessageID      string    // of the question
	AskedAt        time.Time // when Text was written
	History        []Message // the conversation before, oldest first: of each turn the question and the last answer, none empty; all but the last without sources, calculations and suggestions
	State          []byte    // dialogue state before this turn, as an earlier answer left it; nil at first
	ConversationID string
	Turn           int // from 1
	Variant        int // from 1; beyond for another answer to the same question
}

// Embedded is the coach that needs no language model: Respond.
type Embedded struct{}

// Answer implements Coach.
func (Embedded) Answer(_ context.Context, q Question, _ func(Event)) (Answer, error) {
	return Respond(q), nil
}
