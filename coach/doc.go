// Package coach owns the conversation: what is said to a person, in which words,
// and what must not be answered before a red flag is dealt with.
//
// Greeting opens a conversation and Reply answers one message, for one Person.
// Both are deterministic and do no I/O. Every number in an answer is computed by
// package fitness and cited. The package does not own accounts: its caller fills
// Person. It does not own transport either, so its structs are not a wire format.
package coach
