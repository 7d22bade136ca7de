package coach

import "errors"

// Facts that a caller can act on. Each has one meaning; errors that are not
// among them are faults of the machine.
var (
	// ErrNoConversation says that the person has no such conversation, or not
	// any more.
	ErrNoConversation = errors.New("no such conversation")
	// ErrNoMessage says that the person has no such message, or none of the kind
	// that is asked for.
	ErrNoMessage = errors.New("no such message")
	// ErrNoFact says that nothing of that id is remembered of the person, or not
	// any more.
	ErrNoFact = errors.New("no such fact")
	// ErrTooManyAnswers says that MaxAnswers answers are being written for the
	// person already.
	ErrTooManyAnswers = errors.New("too many answers at once")
	// ErrAnswerRunning says that the answer before is still being written.
	ErrAnswerRunning = errors.New("an answer is still being written")
	// ErrConversationFull says that a conversation has MaxTurns questions, or a
	// question MaxVariants answers.
	ErrConversationFull = errors.New("conversation is full")
	// ErrConflict says that the conversation changed between reading and writing,
	// more often than is worth another try.
	ErrConflict = errors.New("conversation changed at the same time")
	// ErrCoachFailed says that an answer broke off for a fault of its writer.
	// What it had written is kept.
	ErrCoachFailed = errors.New("the coach could not finish its answer")
	// ErrClosing says that this process is shutting down and begins no answer.
	ErrClosing = errors.New("no answer begins while shutting down")
)
