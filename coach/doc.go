// Package coach owns the conversation: what is said to a person, in which words,
// and what must not be answered before a red flag is dealt with.
//
// Greeting opens a conversation and Respond answers one message, for one Person.
// Both are deterministic and do no I/O. A message is folded and read (reading),
// then goes through triage, refusals and checks; what is left has a topic, slots
// (said, wanted) and an answer, and leaves a state for the next turn (dialogue).
// To teach the coach another way to ask, add a row to a file in utterances; to teach
// it an everyday matter, rows in advice, clues and utterances (docs/coach.md).
//
// What a person states of themselves and what holds longer than a conversation is
// a Fact (learn, clause). A later question has it in Person.Remembered, which goes
// before the profile and behind what its conversation says; settled keeps an older
// conversation from knowing better.
//
// Every number of training in an answer is computed by package fitness and cited.
// The package does not own accounts: its caller fills Person. It does not own
// transport either, so its structs are not a wire format.
//
// Conversations is what people say and what is answered: it asks a Coach, keeps
// question and answer in a Store, and lets any process follow, stop or bury an
// answer that is being written. Embedded is the Coach that Respond is.
//
// WithModel is the Coach with a language model: Respond first, then the model with
// what that has found (model_prompt), tools for the person who asks (model_tools),
// a look at every sentence before it is told (model_check, model_text, model_leak),
// a budget (Spending), and Respond again where any of it fails.
package coach
